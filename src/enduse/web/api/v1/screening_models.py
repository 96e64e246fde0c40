"""Shapes of questions to screening, of its findings, receipts and of decisions, each field with an example."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from enduse.web.api.v1.record_models import Shape

Schema = Literal["Person", "Company", "Organization", "PublicBody", "LegalEntity", "Vessel", "Airplane", "Address"]
_SHORT, _LONG = 300, 2000


class NumberIn(Shape):
    """A number of a party."""

    kind: str = Field("other", max_length=40, description="imo, lei, passport, inn, registration, other ...", examples=["imo"])
    value: str = Field(min_length=1, max_length=100, description="The number.", examples=["9074729"])
    country: str | None = Field(None, max_length=60, description="Who issued it, by code or name.", examples=["PA"])


class PartyIn(Shape):
    """A party that is asked about."""

    name: str = Field("", max_length=_SHORT, description="Its name, in any script.", examples=["Kaskad Avionika LLC"])
    role: str = Field(
        "party", max_length=30, description="exporter, consignee, end_user, forwarder ...", examples=["consignee"]
    )
    schema_: Schema | None = Field(None, alias="schema", description="What it is, where known.", examples=["Company"])
    countries: list[str] = Field([], max_length=20, description="Its countries, by code or name.", examples=[["RU"]])
    birth: str | None = Field(None, max_length=40, description="Day, month or year of birth.", examples=["1971-03-12"])
    identifiers: list[NumberIn] = Field(
        [], max_length=20, description="Its numbers.", examples=[[{"kind": "inn", "value": "7707083893"}]]
    )
    address: str | None = Field(
        None, max_length=500, description="Its address on one line.", examples=["1 Main Street, Izhevsk"]
    )

    @model_validator(mode="after")
    def _is_somebody(self) -> PartyIn:
        if not (self.name.strip() or self.identifiers or (self.address or "").strip()):
            raise ValueError("a party needs a name, a number or an address")
        return self


class GoodsIn(Shape):
    """A line of goods."""

    description: str = Field("", max_length=_LONG, description="What the papers say.", examples=["microcontrollers"])
    maker: str | None = Field(None, max_length=_SHORT, description="Who made it.", examples=["Texas Instruments"])
    part_number: str | None = Field(None, max_length=100, description="The maker's number.", examples=["TMS320F28335PGFA"])
    hs: str | None = Field(None, max_length=20, description="HS, HTS or CN code.", examples=["8542.31"])
    eccn: str | None = Field(None, max_length=20, description="Export control classification.", examples=["3A001"])
    quantity: str | None = Field(None, max_length=100, description="How much.", examples=["200 pcs"])
    value: str | None = Field(None, max_length=100, description="What it is worth.", examples=["USD 4,000"])


class ScreenIn(Shape):
    """A shipment, a party by itself, or a route: something of parties, goods, origin, destination, transit and ports."""

    reference: str = Field("", max_length=_SHORT, description="What to call it.", examples=["INV-2026-0117"])
    parties: list[PartyIn] = Field(
        [], max_length=50, description="Who takes part.", examples=[[{"name": "Kaskad Avionika LLC", "role": "consignee"}]]
    )
    goods: list[GoodsIn] = Field(
        [], max_length=200, description="What is shipped.", examples=[[{"part_number": "TMS320F28335PGFA"}]]
    )
    origin: str | None = Field(None, max_length=60, description="From where, by code or name.", examples=["DE"])
    destination: str | None = Field(None, max_length=60, description="To where.", examples=["AE"])
    transit: list[str] = Field([], max_length=20, description="Through where, in order.", examples=[["TR"]])
    ports: list[str] = Field([], max_length=20, description="Ports as worded.", examples=[["Jebel Ali"]])
    date: str | None = Field(None, max_length=40, description="The day of the shipment.", examples=["2026-03-01"])
    as_of: str | None = Field(None, max_length=10, description="The day asked about, over its own.", examples=["2026-03-01"])

    @model_validator(mode="after")
    def _has_something(self) -> ScreenIn:
        route = (self.origin, self.destination, *self.transit, *self.ports)
        if not (self.parties or self.goods or any(words and words.strip() for words in route)):
            raise ValueError("there is nothing to screen: give parties, goods or a route")
        return self


class Citation(Shape):
    """What a finding rests on."""

    kind: str = Field(description="entry, law, rule, guidance, transfer ...", examples=["entry"])
    id: str = Field(description="Its id.", examples=["us-csl:9641"])
    words: str = Field("", description="What it says.", examples=["Foo Aviation Industries: Entity List"])
    source: str = Field("", description="Where.", examples=["https://example.org/notice"])
    date: str | None = Field(None, description="Of which day.", examples=["2019-07-18"])


class DecisionWords(Shape):
    """A person's decision on a party and an entry."""

    verdict: str = Field(description="positive, negative or unsure.", examples=["negative"])
    who: str = Field(description="Who decided.", examples=["Ada"])
    on: str = Field(description="When.", examples=["2026-02-01"])
    why: str = Field(description="The ground.", examples=["another birth"])
    reopened: bool = Field(description="Whether the entry has changed since.", examples=[False])


class FindingShape(Shape):
    """What screening says of one part of a shipment; a reason to look."""

    rule: str = Field(description="The rule.", examples=["party.name"])
    severity: str = Field(description="block, licence, review or note.", examples=["review"])
    subject: str = Field(description="Which part.", examples=["consignee: Kaskad Avionika LLC"])
    words: str = Field(description="What was found.", examples=["Kaskad Avionika LLC may be ..."])
    score: float | None = Field(None, description="Strength of the match, where the rule has one.", examples=[0.93])
    party: str | None = Field(None, description="The party asked about.", examples=["Kaskad Avionika LLC"])
    entry: str | None = Field(None, description="The entry.", examples=["us-csl:9641"])
    reasons: list[str] = Field([], description="What speaks for it.", examples=[['"kaskad" in both']])
    against: list[str] = Field([], description="What speaks against it.", examples=[["Russia, the entry Belarus"]])
    citations: list[Citation] = Field([], description="What it rests on.", examples=[[]])
    in_force: bool | None = Field(
        description="Whether the measure was in force; null for disputed or unknown.", examples=[True]
    )
    candidate: bool = Field(False, description="Whether it is only a candidate for a person to look at.", examples=[False])
    decision: DecisionWords | None = Field(None, description="What a person decided.", examples=[None])


class AskedListShape(Shape):
    """A list that was asked."""

    list_: str = Field(alias="list", description="Its short name.", examples=["us-csl"])
    entries: int = Field(description="How many entries.", examples=[25921])
    date: str | None = Field(description="Of which day.", examples=["2026-07-31"])
    sha256: str | None = Field(description="The copy.", examples=["1c1e..."])


class AskedShape(Shape):
    """What an answer rests on."""

    lists: list[AskedListShape] = Field(description="The lists.", examples=[[]])
    as_of: str = Field(description="The day.", examples=["2026-03-01"])
    threshold: float = Field(description="From which score names are told.", examples=[0.7])
    rules: dict[str, int] = Field(description="Versions of the rules.", examples=[{"party.name": 1}])
    facts: dict[str, str] = Field(description="Versions of the facts.", examples=[{"measures.yaml": "5f3a"}])


class ScreeningShape(Shape):
    """The answer for a shipment or a party. No finding is not a clearance."""

    reference: str = Field(description="What was asked about.", examples=["INV-2026-0117"])
    severity: str | None = Field(description="The gravest; null without findings.", examples=["review"])
    findings: list[FindingShape] = Field(description="The gravest first.", examples=[[]])
    asked: AskedShape = Field(description="What it rests on.", examples=[None])
    problems: list[str] = Field([], description="Numbers that can be none of their kind.", examples=[[]])
    words: str = Field(description="It in two or three sentences.", examples=["Found: 1 review. ..."])
    no_clearance: str = Field(description="What it is not.", examples=["a finding is a reason to look ..."])
    receipt: str = Field(description="The hash of its receipt.", examples=["9f86d081884c7d65"])


class ReceiptShape(Shape):
    """What was asked of which lists and rules, and what was found, chained by hash."""

    format: int = Field(description="Of the receipt.", examples=[1])
    made_at: str = Field(description="When.", examples=["2026-03-01T12:00:00+00:00"])
    previous: str = Field(description="The hash of the one before.", examples=["0" * 64])
    input: dict[str, Any] = Field(description="What was asked about, with its hash.", examples=[{}])
    rests_on: dict[str, Any] = Field(description="Lists, rules and facts.", examples=[{}])
    findings: list[Any] = Field(description="What was found.", examples=[[]])
    answer: str = Field(description="The hash of findings and what they rest on.", examples=["9f86d081884c7d65"])
    words: str = Field(description="What it is not.", examples=["no finding is not a clearance"])
    hash: str = Field(description="Of the receipt.", examples=["9f86d081884c7d65"])


class ReceiptPage(Shape):
    """Receipts, the last one first."""

    results: list[ReceiptShape] = Field(description="The receipts.", examples=[[]])
    total: int = Field(description="How many there are in all.", examples=[1])
    next: str | None = Field(description="Cursor of the next page.", examples=[None])


class FaultShape(Shape):
    """Something wrong with the chain."""

    number: int = Field(description="Which receipt, from 1.", examples=[3])
    words: str = Field(description="What is wrong.", examples=["it was changed"])


class Verification(Shape):
    """Whether the chain of receipts is whole."""

    receipts: int = Field(description="How many there are.", examples=[12])
    is_whole: bool = Field(description="Whether each is as it was made and follows the one before.", examples=[True])
    faults: list[FaultShape] = Field(description="What is wrong.", examples=[[]])


class Summary(Shape):
    """A screening in a line."""

    receipt: str = Field(description="The hash of its receipt.", examples=["9f86d081884c7d65"])
    made_at: str = Field(description="When.", examples=["2026-03-01T12:00:00+00:00"])
    reference: str | None = Field(description="What was asked about.", examples=["INV-2026-0117"])
    severity: str | None = Field(description="The gravest finding.", examples=["review"])
    findings: int = Field(description="How many.", examples=[2])
    as_of: str = Field(description="The day asked about.", examples=["2026-03-01"])


class SummaryPage(Shape):
    """Screenings, the last one first."""

    results: list[Summary] = Field(description="The screenings.", examples=[[]])
    total: int = Field(description="How many there are in all.", examples=[1])
    next: str | None = Field(description="Cursor of the next page.", examples=[None])


class JudgementIn(Shape):
    """A decision: on a statement, or whether a party is an entry."""

    statement: str | None = Field(None, max_length=60, description="The statement.", examples=["s-3f2a91c0d4e5f607"])
    correction: dict[str, Any] | None = Field(None, description="Fields as they should have been read.", examples=[None])
    party: PartyIn | None = Field(None, description="The party asked about.", examples=[None])
    entry: str | None = Field(None, max_length=_SHORT, description="The entry.", examples=["us-csl:9641"])
    decision: Literal["positive", "negative", "unsure", "none"] = Field(
        description="Right or the same, wrong or another, or not sure; none withdraws.", examples=["positive"]
    )
    why: str = Field("", max_length=_LONG, description="The ground.", examples=["as the report has it"])

    @model_validator(mode="after")
    def _is_about_one(self) -> JudgementIn:
        about_statement = self.statement is not None and self.party is None and self.entry is None
        about_party = self.statement is None and self.correction is None and self.party is not None and self.entry is not None
        if not about_statement and not about_party:
            raise ValueError("give a statement, or a party and an entry")
        return self


class JudgementShape(Shape):
    """A decision that was made."""

    about: str = Field(description="statement or party.", examples=["statement"])
    subject: str = Field(description="The statement's id, or the party's name.", examples=["s-3f2a91c0d4e5f607"])
    entry: str | None = Field(description="The entry, for a party.", examples=[None])
    decision: str = Field(description="What was decided.", examples=["positive"])
    judged_by: str = Field(description="Who.", examples=["Ada"])
    judged_at: str = Field(description="When.", examples=["2026-03-01T12:00:00+00:00"])
    why: str = Field(description="The ground.", examples=["as the report has it"])
    correction: dict[str, Any] | None = Field(description="The statement as corrected.", examples=[None])


class JudgementPage(Shape):
    """Decisions in the order in which they were made."""

    results: list[JudgementShape] = Field(description="The decisions.", examples=[[]])
    total: int = Field(description="How many there are in all.", examples=[1])
    next: str | None = Field(description="Cursor of the next page.", examples=[None])
