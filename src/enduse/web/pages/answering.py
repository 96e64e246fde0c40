"""The measures that answer a supply: those about its goods, its supplier or its recipient, with how each stood on a day."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable, Mapping

from enduse.model import Transfer
from enduse.screen import load_facts
from enduse.screen.facts import InForce, Measure, State

#: What classes of goods a category of the record belongs to, in the words of the measures; anything else is arms alone.
_CLASSES: Mapping[str, frozenset[str]] = {
    "uav": frozenset({"uav", "arms"}),
    "missile": frozenset({"missile", "arms"}),
    "component": frozenset({"dual_use", "uav", "missile", "arms"}),
    "material": frozenset({"dual_use", "missile"}),
    "production": frozenset({"dual_use", "arms"}),
    "technology": frozenset({"dual_use", "arms"}),
    "satellite": frozenset({"dual_use"}),
    "funding": frozenset(),
}
_ORDER: tuple[State, ...] = ("in force", "disputed", "not yet", "lapsed")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Answering:
    """A measure with its state on a day, and the period that says so."""

    measure: Measure
    state: State
    period: InForce | None


def measures_on(day: dt.date) -> list[Answering]:
    """All shipped measures as they stood on a day, those in force first."""
    return _sorted(load_facts().measures.values(), day)


def measures_that_answer(
    *, suppliers: Iterable[str | None], recipients: Iterable[str | None], categories: Iterable[str], day: dt.date
) -> list[Answering]:
    """The measures about a supply.

    Args:
        suppliers: those who supply, as the record names them.
        recipients: those who receive.
        categories: what is supplied.
        day: the day on which they are looked at.
    """
    senders, receivers = {s for s in suppliers if s}, {r for r in recipients if r}
    goods = frozenset().union(*(_CLASSES.get(category, frozenset({"arms"})) for category in categories))
    found = [m for m in load_facts().measures.values() if _is_about(m, senders, receivers) and m.goods & {*goods, "any"}]
    return _sorted(found, day)


def measures_on_states(states: Iterable[str], day: dt.date) -> list[Answering]:
    """The measures that name one of the states."""
    asked = {*states}
    return _sorted((m for m in load_facts().measures.values() if asked & (m.to | m.from_)), day)


def of_transfer(transfer: Transfer, day: dt.date) -> list[Answering]:
    """The measures that answer a transfer."""
    return measures_that_answer(
        suppliers=[transfer.supplier], recipients=[transfer.recipient], categories=[transfer.category], day=day
    )


def _is_about(measure: Measure, senders: set[str], receivers: set[str]) -> bool:
    """Whether a measure names the supplier as origin, or the recipient as destination of goods from anywhere it names."""
    if senders & measure.from_:
        return "*" in measure.to or not measure.to or bool((receivers & measure.to) or measure.to <= measure.from_)
    return bool(receivers & measure.to) and (not measure.from_ or measure.from_ == measure.to or "*" in measure.to)


def _sorted(measures: Iterable[Measure], day: dt.date) -> list[Answering]:
    found = [Answering(measure=m, state=(stood := m.on(day))[0], period=stood[1]) for m in measures]
    return sorted(found, key=lambda a: (_ORDER.index(a.state), a.measure.authority, a.measure.name))


@functools.cache
def measure_by_id() -> Mapping[str, Measure]:
    """The shipped measures by id."""
    return load_facts().measures
