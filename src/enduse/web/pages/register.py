"""A question to the ledger as its address states it: which transfers, in which order, with which facets beside them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from starlette.datastructures import QueryParams

from enduse.errors import InputError
from enduse.model import STAGES, Transfer
from enduse.wanted import is_wanted, parties_meant
from enduse.web.pages import words
from enduse.web.pages.rendering import last_day

#: Fields that a question may give several values, and what a transfer has there.
FACETS: Final[Mapping[str, Callable[[Transfer], str]]] = {
    "supplier": lambda t: t.supplier or words.UNKNOWN,
    "recipient": lambda t: t.recipient or words.UNKNOWN,
    "category": lambda t: t.category,
    "status": lambda t: t.status,
    "year": lambda t: (t.last_reported or words.UNKNOWN)[:4],
    "disputed": lambda t: "yes" if t.denied or t.conflicts else "no",
    "sources": lambda t: "several" if t.sources > 1 else "one",
}
SORTS: Final = ("supplier", "recipient", "category", "number", "status", "first", "last", "sources", "conflicts")
PER_PAGE: Final = 100
_STEPS: Final = tuple(STAGES["transfer"])


@dataclasses.dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of the ledger.

    `chosen` holds by facet the values of which a transfer must have one; `item` are words of a system or item; `problems` say
    what of the address could not be used.
    """

    chosen: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    item: str | None = None
    since: dt.date | None = None
    sort: str = "last"
    descending: bool = True
    page: int = 1
    problems: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it asks for everything."""
        return not self.chosen and self.item is None and self.since is None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One value beside the register: how many transfers have it, and whether it is chosen."""

    value: str
    words: str
    count: int
    is_chosen: bool


def read_question(parameters: QueryParams, transfers: Sequence[Transfer]) -> Question:
    """Read a question from the parameters of an address.

    Args:
        parameters: those of the address.
        transfers: the ledger, for the parties that a name may mean.
    """
    problems: list[str] = []
    chosen: dict[str, tuple[str, ...]] = {}
    for name in FACETS:
        given = [value.strip() for value in parameters.getlist(name) if value.strip()]
        if name in ("supplier", "recipient") and given:
            given = _parties(name, given, transfers, problems)
        if given:
            chosen[name] = tuple(dict.fromkeys(given))
    sort = parameters.get("sort", "-last")
    if sort.lstrip("-") not in SORTS:
        problems.append(f"the register cannot be sorted by {sort!r}; it can by {', '.join(SORTS)}")
        sort = "-last"
    return Question(
        chosen=chosen,
        item=parameters.get("item", "").strip() or None,
        since=_since(parameters.get("since", "").strip(), problems),
        sort=sort.lstrip("-"),
        descending=sort.startswith("-"),
        page=_page(parameters.get("page", "1")),
        problems=tuple(problems),
    )


def answer(question: Question, transfers: Iterable[Transfer]) -> list[Transfer]:
    """The transfers that a question asks for, in its order; those that are equal in it stay in the ledger's."""
    found = [t for t in transfers if _fits(t, question)]
    found.sort(key=_ORDER[question.sort], reverse=question.descending)
    return found


def facets(question: Question, transfers: Sequence[Transfer]) -> dict[str, list[FacetValue]]:
    """The values of each facet, counted among the transfers that fit the rest of the question, the most frequent first."""
    told: dict[str, list[FacetValue]] = {}
    wanted = [t for t in transfers if is_wanted(t, item=question.item, since=question.since)]
    for name, value_of in FACETS.items():
        others = [(FACETS[other], values) for other, values in question.chosen.items() if other != name]
        counts = Counter(map(value_of, wanted if not others else (t for t in wanted if all(of(t) in v for of, v in others))))
        chosen = question.chosen.get(name, ())
        for value in chosen:
            counts.setdefault(value, 0)
        told[name] = [
            FacetValue(value=value, words=facet_words(name, value), count=count, is_chosen=value in chosen)
            for value, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
    return told


def facet_words(name: str, value: str) -> str:
    """A facet's value in words."""
    if name in ("supplier", "recipient"):
        return words.actor(value) if value != words.UNKNOWN else "not named"
    if name == "category":
        return words.say(value, "categories")
    if name == "status":
        return words.say(value, "statuses")
    if name == "disputed":
        return "denied or in conflict" if value == "yes" else "undisputed"
    if name == "sources":
        return "several sources" if value == "several" else "one source"
    return "undated" if value == words.UNKNOWN else value


def heading(question: Question, count: int, as_of: dt.date | None) -> str:
    """The question and its answer in words: "14 transfers where supplier is Iran and status is delivered"."""
    clauses = []
    for name, values in question.chosen.items():
        told = " or ".join(facet_words(name, value) for value in values)
        clauses.append(f"last reported in {told}" if name == "year" else f"{_SUBJECTS.get(name, name + ' is')} {told}".strip())
    if question.item is not None:
        clauses.append(f"item is “{question.item}”")
    if question.since is not None:
        clauses.append(f"still reported on {question.since} or later")
    where = f" where {' and '.join(clauses)}" if clauses else " on record"
    return words.plural(count, "transfer") + where + (f", as known on {as_of}" if as_of is not None else "")


_SUBJECTS: Final = {"category": "item is", "disputed": "the record is", "sources": "there are"}
_ORDER: Final[Mapping[str, Callable[[Transfer], tuple[object, ...]]]] = {
    "supplier": lambda t: (words.actor(t.supplier),),
    "recipient": lambda t: (words.actor(t.recipient),),
    "category": lambda t: (t.category, t.designation or ""),
    "number": lambda t: ((t.quantity.low or t.quantity.high or 0) if t.quantity is not None else -1,),
    "status": lambda t: (_STEPS.index(t.status),),
    "first": lambda t: (t.first_reported or "",),
    "last": lambda t: (t.last_reported or "",),
    "sources": lambda t: (t.sources,),
    "conflicts": lambda t: (len(t.conflicts),),
}


def _fits(transfer: Transfer, question: Question) -> bool:
    for name, values in question.chosen.items():
        if FACETS[name](transfer) not in values:
            return False
    return is_wanted(transfer, item=question.item, since=question.since)


def _parties(role: str, given: Sequence[str], transfers: Sequence[Transfer], problems: list[str]) -> list[str]:
    """The parties on record that the words mean: by code, by name or as written."""
    on_record = {party for t in transfers for party in (t.supplier, t.recipient) if party is not None}
    found: list[str] = []
    for asked in given:
        if asked == words.UNKNOWN or asked in on_record:
            found.append(asked)
            continue
        try:
            found += sorted(parties_meant(asked, on_record, role=role)) or [asked]
        except InputError as error:
            problems.append(str(error))
            found.append(asked)
    return found


def _since(text: str, problems: list[str]) -> dt.date | None:
    if not text:
        return None
    try:
        end = last_day(text)
    except ValueError:
        problems.append(f"since {text!r} is no day; write it as 2022-12-09 or 2022-12")
        return None
    return end if text.count("-") == 2 else dt.date(end.year, end.month if "-" in text else 1, 1)


def _page(text: str) -> int:
    return max(1, int(text)) if text.isdigit() and len(text) < 7 else 1
