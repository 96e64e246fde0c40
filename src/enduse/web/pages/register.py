"""A question to the ledger as its address states it: which transfers, in which order, with which facets beside them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from starlette.datastructures import QueryParams

from enduse.errors import InputError
from enduse.model import Transfer
from enduse.wanted import parties_meant
from enduse.web.days import first_day
from enduse.web.ledger import Known
from enduse.web.pages import words
from enduse.web.pages.columns import CLOSED, FACETS, ORDERS, columns
from enduse.web.pages.rendering import asked_place

PER_PAGE: Final = 100
_FURTHEST_PAGE: Final = 999_999


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


def read_question(parameters: QueryParams, known: Known) -> Question:
    """Read a question from the parameters of an address.

    Args:
        parameters: those of the address.
        known: the record, for the parties that a name may mean.
    """
    problems: list[str] = []
    chosen: dict[str, tuple[str, ...]] = {}
    for name in FACETS:
        given = [value.strip() for value in parameters.getlist(name) if value.strip()]
        if name in ("supplier", "recipient") and given:
            given = _parties(name, given, known.by_party.keys(), problems)
        if given:
            chosen[name] = tuple(dict.fromkeys(given))
        meant = CLOSED.get(name, given)
        slips = [value for value in given if value not in meant]
        problems += [f"no transfer can have {name} {value!r}; it is one of {', '.join(meant)}" for value in slips]
    sort = parameters.get("sort", "-last")
    if sort.lstrip("-") not in ORDERS:
        problems.append(f"the register cannot be sorted by {sort!r}; it can by {', '.join(ORDERS)}")
        sort = "-last"
    return Question(
        chosen=chosen,
        item=parameters.get("item", "").strip() or None,
        since=_since(parameters.get("since", "").strip(), problems),
        sort=sort.lstrip("-"),
        descending=sort.startswith("-"),
        page=asked_place(parameters.get("page", "1"), _FURTHEST_PAGE),
        problems=tuple(problems),
    )


def answer(question: Question, known: Known) -> list[Transfer]:
    """The transfers that a question asks for, in its order; those that are equal in it stay in the ledger's."""
    laid = columns(known)
    mask = laid.choose(laid.wanted(question.item, question.since), question.chosen)
    return laid.ordered(mask, question.sort, descending=question.descending)


def facets(question: Question, known: Known) -> dict[str, list[FacetValue]]:
    """The values of each facet, counted among the transfers that fit the rest of the question.

    The most frequent come first; of years the newest.
    """
    told: dict[str, list[FacetValue]] = {}
    laid = columns(known)
    wanted = laid.wanted(question.item, question.since)
    for name in FACETS:
        rest = {other: values for other, values in question.chosen.items() if other != name}
        counts = laid.count(name, laid.choose(wanted, rest))
        chosen = question.chosen.get(name, ())
        for value in chosen:
            counts.setdefault(value, 0)
        told[name] = [
            FacetValue(value=value, words=facet_words(name, value), count=count, is_chosen=value in chosen)
            for value, count in sorted(counts.items(), key=_newest_year if name == "year" else _most_frequent)
        ]
    return told


def _most_frequent(value: tuple[str, int]) -> tuple[int, str]:
    return -value[1], value[0]


def _newest_year(value: tuple[str, int]) -> int:
    """The newest year first, what is undated last."""
    return -int(value[0]) if value[0].isdecimal() else 0


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


_SUBJECTS: Final = {"category": "item is", "disputed": "the record is", "sources": "told by"}


def _parties(role: str, given: Sequence[str], on_record: Collection[str], problems: list[str]) -> list[str]:
    """The parties on record that the words mean: by code, by name or as written."""
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
        return first_day(text)
    except ValueError:
        problems.append(f"since {text!r} is no day; write it as 2022-12-09 or 2022-12")
        return None
