"""What the package ships to screen with, read from `data/`: measures, controlled codes, parts, makers, places.

Each file says at its top what it is, where its facts come from and how far they are verified. What is not verified is told
where it helps, and never decides anything.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import functools
import hashlib
import importlib.resources
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar

import yaml

from enduse.errors import LexiconError

Verified = Literal["yes", "partly", "press", "no"]
State = Literal["in force", "lapsed", "not yet", "disputed"]
_VERIFIED: Mapping[Any, Verified] = {True: "yes", "yes": "yes", "partly": "partly", "press": "press", False: "no", "no": "no"}
_FILES = (
    "address_words.yaml", "chpl.csv", "components.csv", "destinations.csv", "hs_words.csv", "identifiers.yaml", "makers.csv",
    "measures.yaml", "name_cells.yaml", "owner_kinds.yaml", "ports.csv", "regimes.yaml", "regions.csv", "route_words.yaml",
    "transshipment.csv",
)  # fmt: skip
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Record = TypeVar("Record")


class FactsError(LexiconError):
    """A data file of the screening room breaks its form."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """Days on which a measure applied, both inclusive; `disputed` holds what each side says of them."""

    first: dt.date | None = None
    last: dt.date | None = None
    disputed: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A legal instrument, guidance or body, and when it applied; the fields are those of `data/measures.yaml`."""

    id: str
    authority: str
    name: str
    kind: str
    goods: frozenset[str]
    to: frozenset[str]
    from_: frozenset[str]
    words: str
    periods: tuple[InForce, ...]
    source: str
    verified: Verified
    unsure: str = ""

    def on(self, day: dt.date) -> tuple[State, InForce | None]:
        """What is to be said of it on a day, and the period that says so (the last one before, where it has lapsed)."""
        lapsed = None
        for period in self.periods:
            if period.first is not None and day < period.first:
                continue
            if period.last is None or day <= period.last:
                return ("disputed" if period.disputed else "in force"), period
            lapsed = period
        return ("lapsed", lapsed) if lapsed is not None else ("not yet", None)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Controlled:
    """A code of a list of controlled goods; `code` is a prefix of 6, 8 or 10 digits, `measure` the id of the list.

    `since` is the day of the version that was read, where the list has versions.
    """

    code: str
    tier: str
    goods: str
    measure: str = "us-chpl"
    list: str = "Common High Priority List, version of 2024-02-23"
    since: dt.date | None = None
    source: str = "https://bis.gov/node/6280"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Transshipment:
    """A country that guidance names as a point through which goods went on to others."""

    country: str
    towards: tuple[str, ...]
    authority: str
    date: dt.date
    why: str
    source: str
    verified: Verified


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A part reported in a weapon: its family of type numbers, and who reported it where."""

    maker: str
    family: str
    markings: tuple[str, ...]
    what: str
    platforms: tuple[str, ...]
    reported_by: str
    source: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A code of the Harmonized System and the words of plain descriptions that point to it, weaker ones apart."""

    code: str
    goods: str
    words: tuple[str, ...]
    weak: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A country under a measure as a whole, by a copy of that day; what held before it is not established."""

    country: str
    measure: str
    goods: str
    authority: str
    words: str
    source: str
    state_of: dt.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Port:
    """A port under a measure by name."""

    port: str
    aliases: tuple[str, ...]
    country: str
    measure: str
    first: dt.date
    words: str
    source: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A part of a state that measures are about by itself; `part` where they are about a part of it only."""

    code: str
    name: str
    country: str
    names: tuple[str, ...]
    part: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All shipped facts.

    `versions` gives a short hash of each file, which receipts keep; `kept_to` is the day to which the measures were kept.
    """

    measures: Mapping[str, Measure]
    controlled: tuple[Controlled, ...]
    transshipment: tuple[Transshipment, ...]
    components: tuple[Component, ...]
    makers: Mapping[str, tuple[str, ...]]
    headings: tuple[Heading, ...]
    destinations: tuple[Destination, ...]
    ports: tuple[Port, ...]
    regions: tuple[Region, ...]
    versions: Mapping[str, str]
    kept_to: dt.date


@functools.cache
def load_facts() -> Facts:
    """The shipped facts, read once.

    Raises:
        FactsError: a file is not of its form; the message names the file and the row.
    """
    measures = read_yaml("measures.yaml")
    kept_to = measures.pop("kept_to", None)
    if not isinstance(kept_to, dt.date):
        raise FactsError("measures.yaml: kept_to must be the day to which the file is kept")
    return Facts(
        kept_to=kept_to,
        measures={key: _measure(key, row) for key, row in measures.items()},
        controlled=read_csv("chpl.csv", _controlled),
        transshipment=read_csv("transshipment.csv", _transshipment),
        components=read_csv("components.csv", _component),
        makers=dict(read_csv("makers.csv", lambda row: (row["maker"], _several(row["aliases"])))),
        headings=read_csv("hs_words.csv", _heading),
        destinations=read_csv("destinations.csv", _destination),
        ports=read_csv("ports.csv", _port),
        regions=read_csv("regions.csv", _region),
        versions=_versions(),
    )


def facts_digest() -> str:
    """Eight digits of all these files: what was made ready by others is made anew."""
    return hashlib.sha256(repr(sorted(_versions().items())).encode()).hexdigest()[:8]


@functools.cache
def _versions() -> Mapping[str, str]:
    """The hash of each file."""
    return {name: hashlib.sha256(read_text(name).encode()).hexdigest()[:12] for name in _FILES}


def read_text(name: str) -> str:
    """The text of a data file of this room."""
    return importlib.resources.files("enduse.screen").joinpath("data", name).read_text(encoding="utf-8")


def read_yaml(name: str) -> dict[str, Any]:
    """A YAML file of this room as a mapping."""
    data = yaml.load(read_text(name), Loader=_LOADER)  # a safe loader, in C where there is one
    if not isinstance(data, dict):
        raise FactsError(f"{name}: the top must be a mapping")
    return data


def read_csv(name: str, make: Callable[[dict[str, str]], Record]) -> tuple[Record, ...]:
    """The rows of a CSV file of this room, each made into a record; lines that begin with `#` are comments."""
    lines = [line for line in read_text(name).splitlines() if line and not line.startswith("#")]
    found = []
    for number, row in enumerate(csv.DictReader(lines), 1):
        try:
            found.append(make(row))
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise FactsError(f"{name}: row {number} is not of the form that its header states ({error!r}); mend it") from error
    return tuple(found)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _day(value: Any) -> dt.date | None:
    return value if isinstance(value, dt.date) else None  # `unknown`, or none given


def _measure(key: str, row: Mapping[str, Any]) -> Measure:
    try:
        periods = tuple(
            InForce(first=_day(p.get("from")), last=_day(p.get("to")), disputed=p.get("disputed", "")) for p in row["in_force"]
        )
        return Measure(
            id=key, authority=row["authority"], name=row["name"], kind=row["kind"], goods=frozenset(row["goods"].split("|")),
            to=frozenset(row.get("to", ())), from_=frozenset(row.get("from_", ())), words=row["words"], periods=periods,
            source=row["source"], verified=_VERIFIED[row["verified"]], unsure=row.get("unsure", ""),
        )  # fmt: skip
    except (KeyError, TypeError, AttributeError) as error:
        raise FactsError(f"measures.yaml: {key} lacks a field or has one of another form ({error!r}); mend it") from error


def _controlled(row: dict[str, str]) -> Controlled:
    if len(row["hs6"]) != 6 or not row["hs6"].isdigit() or row["verified"] != "yes":
        raise ValueError("a code of six verified digits is needed")
    return Controlled(code=row["hs6"], tier=row["tier"], goods=row["goods"], since=dt.date.fromisoformat(row["since"]))


def _transshipment(row: dict[str, str]) -> Transshipment:
    return Transshipment(
        country=row["country"], towards=_several(row["towards"]), authority=row["authority"],
        date=dt.date.fromisoformat(row["date"]), why=row["why"], source=row["source"], verified=_VERIFIED[row["verified"]],
    )  # fmt: skip


def _component(row: dict[str, str]) -> Component:
    return Component(
        maker=row["maker"], family=row["family"], markings=_several(row["markings"]), what=row["what"],
        platforms=_several(row["platforms"]), reported_by=row["reported_by"], source=row["source"],
    )  # fmt: skip


def _heading(row: dict[str, str]) -> Heading:
    words = _several(row["words"])
    return Heading(
        code=row["hs6"], goods=row["goods"], words=tuple(w for w in words if not w.endswith("*")),
        weak=tuple(w[:-1] for w in words if w.endswith("*")),
    )  # fmt: skip


def _destination(row: dict[str, str]) -> Destination:
    return Destination(
        country=row["country"], measure=row["measure"], goods=row["goods"], authority=row["authority"], words=row["words"],
        source=row["source"], state_of=dt.date.fromisoformat(row["state_of"]),
    )  # fmt: skip


def _port(row: dict[str, str]) -> Port:
    return Port(
        port=row["port"], aliases=_several(row["aliases"]), country=row["country"], measure=row["measure"],
        first=dt.date.fromisoformat(row["from"]), words=row["words"], source=row["source"],
    )  # fmt: skip


def _region(row: dict[str, str]) -> Region:
    return Region(
        code=row["code"], name=row["name"], country=row["country"], names=_several(row["names"]), part=row["part"] == "yes"
    )
