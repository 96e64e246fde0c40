"""The nouns of screening: parties on lists, what ties them to measures and to each other, shipments and findings."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Final, Literal

from enduse.model import Period

NameKind = Literal["primary", "strong", "weak", "former", "original"]
#: What a party is, in FollowTheMoney's words, so that other programs understand it.
Schema = Literal["Person", "Company", "Organization", "PublicBody", "LegalEntity", "Vessel", "Airplane", "Address"]
Severity = Literal["block", "licence", "review", "note"]
_LONGEST_ACRONYM: Final = 4  # of the kinds of numbers, those of so few letters are acronyms: LEI, OGRN


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of a party.

    `kind`: primary; strong or weak alias in the list's own judgement; former; original (in its own script). `given` and
    `family` are filled where the list itself tells them apart.
    """

    text: str
    kind: NameKind = "primary"
    given: str | None = None
    family: str | None = None
    language: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A number that a register gave: `kind` is a word of `measures/identifiers.yaml` (`passport`, `imo`, `lei`, `other` ...).

    `country` is the ISO code of who issued it; `words` is the kind as the list words it; `note` says what else the list says of
    it (issued, expires) and whether its check digit fails.
    """

    value: str
    kind: str
    country: str | None = None
    words: str = ""
    note: str = ""

    @property
    def caption(self) -> str:
        """The number with its kind: `IMO 9187629`, `passport A1234567`."""
        kind = self.kind.upper() if len(self.kind) <= _LONGEST_ACRONYM else self.kind.replace("_", " ")
        return self.value if self.value.upper().startswith(kind.upper()) else f"{kind} {self.value}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a party is: the whole address on one line, and the parts that the list tells apart."""

    text: str
    street: str | None = None
    city: str | None = None
    region: str | None = None
    postcode: str | None = None
    country: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """A party under a measure: by whom, under which programme and law, from when to when, with what consequence.

    `citation` is the notice that announced it (a Federal Register page, a regulation); `effect` is what the list itself says of
    licences (requirement and policy).
    """

    authority: str
    programme: str | None = None
    legal_basis: str | None = None
    listed_on: dt.date | None = None
    ends_on: dt.date | None = None
    effect: str | None = None
    citation: str | None = None
    url: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An edge to another party: `other` is its id where the list gives one, `name` its name as worded.

    `kind` reads from this party to the other: `owned_by`, `owns`, `acts_for`, `linked`, `family`, `associate`, `member_of`,
    `leader_of`. `share` are the least and the most per cent of ownership, None where nothing is said of it.
    """

    kind: str
    name: str
    other: str | None = None
    share: tuple[float, float] | None = None
    words: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person, company, organisation, vessel, aircraft or state body as one list has it.

    `list` is the list's short name (`us-csl`), `entry` its own number of the entry. `births` are intervals with their words;
    `countries` are all states that it is tied to (nationality, address, flag), as ISO codes; `details` is whatever else the
    entry says, by the list's own field name: nothing that could help a match or an explanation is lost.
    """

    list: str
    entry: str
    schema: Schema
    names: tuple[Name, ...]
    births: tuple[Period, ...] = ()
    birth_places: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[Address, ...] = ()
    designations: tuple[Designation, ...] = ()
    links: tuple[Link, ...] = ()
    details: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    remarks: str = ""

    @property
    def id(self) -> str:
        """The list and the entry's number: stable for as long as the list keeps its numbers."""
        return f"{self.list}:{self.entry}"

    @property
    def caption(self) -> str:
        """The name to show."""
        return self.names[0].text if self.names else (self.addresses[0].text if self.addresses else self.entry)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AskedParty:
    """A party of a shipment, or one that is asked about by itself.

    `role`: exporter, consignee, end_user, notify, forwarder, bank, vessel, owner or party. Countries are ISO codes.
    """

    name: str
    role: str = "party"
    schema: Schema | None = None
    countries: tuple[str, ...] = ()
    birth: Period | None = None
    identifiers: tuple[Identifier, ...] = ()
    address: str | None = None

    @property
    def caption(self) -> str:
        """What to call it: its name, else its first number, else its address."""
        return self.name or (self.identifiers[0].caption if self.identifiers else self.address) or "no name"

    @property
    def subject(self) -> str:
        """The part of a shipment that findings about it name: `consignee: Foo LLC`."""
        return f"{self.role}: {self.caption}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GoodsLine:
    """One line of goods: what its papers say of it. `hs` is an HS, HTS or CN code of digits alone, `eccn` as `3A001`."""

    description: str = ""
    maker: str | None = None
    part_number: str | None = None
    hs: str | None = None
    eccn: str | None = None
    quantity: str | None = None
    value: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """What is asked about: parties with roles, goods, route (ISO codes in order, and ports as worded) and the day."""

    reference: str
    parties: tuple[AskedParty, ...] = ()
    goods: tuple[GoodsLine, ...] = ()
    origin: str | None = None
    destination: str | None = None
    transit: tuple[str, ...] = ()
    ports: tuple[str, ...] = ()
    date: dt.date | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a finding rests on: a list entry, a measure, a guidance, a transfer on the ledger or a component report."""

    kind: str
    id: str
    words: str
    source: str
    date: dt.date | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What screening says of one part of a shipment.

    `rule` is the rule's id (`party.name`, `owner.fifty`, `goods.hs` ...; each has a page in the docs); `subject` names the
    part (`consignee: Foo LLC`, `line 2`); `score` is the strength of the match in 0..1 where the rule has one; `reasons` are
    short sentences for and `against` those against; `in_force` says whether the measure was in force on the day asked about:
    False for lapsed, None for disputed or unknown, with both positions among the reasons.
    """

    rule: str
    severity: Severity
    subject: str
    words: str
    score: float | None = None
    party: str | None = None
    entry: str | None = None
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    in_force: bool | None = True
    candidate: bool = False
