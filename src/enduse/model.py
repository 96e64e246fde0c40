"""The nouns of Enduse: frozen values that every room takes and gives.

Bounds are half-open inside (`Span`); days of a `Period` are both inclusive, as the record words them ("from 1 June to
31 August") and as the published form of a statement has them.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import json
from collections.abc import Mapping
from typing import Any, Literal

Kind = Literal["transfer", "measure", "use"]
Certainty = Literal["asserted", "hedged", "denied"]
Confidence = Literal["clear", "likely", "doubtful"]

#: Stage of each status, by kind of statement.
STAGES: Mapping[str, Mapping[str, str]] = {
    "transfer": {
        "considered": "prospective",
        "sought": "prospective",
        "offered": "prospective",
        "agreed": "prospective",
        "planned": "prospective",
        "under_way": "actual",
        "delivered": "actual",
        "stopped": "stopped",
    },
    "measure": {
        "considered": "prospective",
        "announced": "prospective",
        "in_force": "actual",
        "relieved": "relieved",
        "breached": "breached",
    },
    "use": {"planned": "prospective", "under_way": "actual", "delivered": "actual"},
}
CERTAINTIES = ("asserted", "hedged", "denied")
CATEGORIES = (
    "uav missile air_defence aircraft helicopter artillery ammunition armour ship radar_ew small_arms bomb satellite "
    "component material production training technology funding arms"
).split()
MEASURES = ("sanctions", "export_control", "arms_embargo", "advisory", "legal_action", "resolution")


def content_id(prefix: str, value: Any) -> str:
    """An id that depends on nothing but the content: the same value gives the same id on every machine."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return f"{prefix}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Characters `start` (inclusive) to `end` (exclusive) of a document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days from `first` to `last`, both inclusive, each open where None, and the words it came from."""

    first: dt.date | None = None
    last: dt.date | None = None
    text: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number of things as an interval (`low`, `high`; None where open), or a sum of money, with its words."""

    low: int | None = None
    high: int | None = None
    value_low: int | None = None
    currency: str | None = None
    text: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is supplied or used: its category, the words, the system's canonical name where named, and the number."""

    category: str
    text: str
    designation: str | None = None
    quantity: Quantity | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says so and on what ground.

    `said_on` is an ISO day (`2022-12-09`) or month (`2023-02`).
    """

    speaker: str | None = None
    organisation: str | None = None
    basis: str | None = None
    said_on: str | None = None
    reported_by: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a field has its value: the rule or network decision, and the words that gave it."""

    field: str
    rule: str
    span: Span | None = None
    words: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a fact about a document was found: `rule` names how, `words` what was there."""

    rule: str
    words: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report as read.

    `text` is what every span counts in; for a `.txt` file it is the decoded file itself. `furniture` are the stretches of it
    that belong to the page and not to the report (menus, donation appeals, header lines): nothing is ever read from them.
    `title_span` is where the title stands in `text`, if it does. `agency` is whose story it is (an agency credit),
    `republished_from` whom the page names as its source. `evidence` says by field name how each fact was found.
    """

    name: str
    text: str
    sha256: str
    title: str | None = None
    title_span: Span | None = None
    byline: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    language: str = "en"
    url: str | None = None
    agency: str | None = None
    republished_from: str | None = None
    fetched_at: dt.datetime | None = None
    media_type: str = "text/plain"
    furniture: tuple[Span, ...] = ()
    evidence: Mapping[str, Evidence] = dataclasses.field(default_factory=dict)

    @property
    def id(self) -> str:
        """Content id: the same bytes under the same name give the same id."""
        return content_id("d", [self.name, self.sha256])


@dataclasses.dataclass(frozen=True, kw_only=True)
class Statement:
    """One attributed claim in a document: a transfer, a measure or a use (the schema is in `docs/statements.md`).

    Only the fields of its kind are filled: `supplier`, `recipient`, `items` of a transfer; `imposer`, `target`, `measure` of a
    measure; `user`, `against`, `items` of a use. `confidence` is how sure the reader is of having read it rightly (it says
    nothing about whether the claim is true); `reasons` explain the fields.
    """

    doc: str
    kind: Kind
    span: Span
    quote: str
    status: str
    certainty: Certainty
    supplier: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    imposer: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    user: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    measure: str | None = None
    when: Period | None = None
    attribution: Attribution = Attribution()
    score: float | None = dataclasses.field(default=None, compare=False)
    reasons: tuple[Reason, ...] = dataclasses.field(default=(), compare=False)

    @functools.cached_property
    def id(self) -> str:
        """Content id: the same claim at the same place of the same document gives the same id."""
        values = {f.name: getattr(self, f.name) for f in dataclasses.fields(self) if f.compare}
        return content_id("s", {k: _plain(v) for k, v in values.items()})

    @property
    def stage(self) -> str:
        """The status's stage: prospective, actual, stopped, relieved or breached."""
        return STAGES[self.kind][self.status]

    @property
    def confidence(self) -> Confidence:
        """The score in words; a statement without a score was given, not read, and counts as clear."""
        if self.score is None or self.score >= 0.8:
            return "clear"
        return "likely" if self.score >= 0.5 else "doubtful"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two statements of one transfer that do not go together: what about, and which they are."""

    about: Literal["denial", "number", "status"]
    statement_ids: tuple[str, ...]
    words: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Transfer:
    """The statements of different documents that speak of one supply; a pure function of them.

    `designation` is None on the general row of a category, which holds every statement of it; a named system has a row of its
    own besides. `first_reported` is an ISO day or month. `sources` counts distinct publishers, copies of one story once.
    """

    supplier: str | None
    recipient: str | None
    category: str
    designation: str | None
    statements: tuple[Statement, ...]
    documents: tuple[str, ...]
    first_reported: str | None
    last_reported: str | None
    sources: int
    status: str
    denied: bool
    quantity: Quantity | None
    conflicts: tuple[Conflict, ...] = ()

    @functools.cached_property
    def id(self) -> str:
        """Stable id: of the parties, the item and the first statement, so that later reports do not change it."""
        first = self.statements[0].id if self.statements else None
        return content_id("t", [self.supplier, self.recipient, self.category, self.designation, first])

    @property
    def stage(self) -> str:
        """The status's stage."""
        return STAGES["transfer"][self.status]


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value
