"""How far a supply has gone, by what speakers assert."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from enduse.ledger.mention import Mention
from enduse.model import STAGES

#: From first talk to hand-over; "stopped" stands outside.
STEPS = tuple(status for status in STAGES["transfer"] if status != "stopped")


def furthest_status(mentions: Sequence[Mention]) -> str:
    """The status of a row.

    The furthest step that a speaker asserts; `stopped` where that is the last asserted word and no speaker asserts that
    anything was handed over. Hedged and denied statements never advance it. Where nobody asserts anything, the least of what
    is hedged (failing that, of what is denied, or was taken back) stands, so that no further rumour or denial can raise it.
    """
    asserted = [m for m in mentions if m.asserted]
    if not asserted:
        return _least(mentions)
    reached = {m.statement.status for m in asserted}
    steps = [step for step in STEPS if step in reached]
    if not steps or ("stopped" in reached and "delivered" not in reached and _stopped_last(asserted)):
        return "stopped"
    return steps[-1]


def _stopped_last(asserted: Sequence[Mention]) -> bool:
    """Whether the newest of the asserted statements stop it.

    Newest are those that tell of the latest time, in the newest report. Where one report tells of a stop and of something else
    without dating them, its headline is its last word; failing that the stop is, for a report of a stop tells in passing what
    was ordered or asked for, unless the stop stands within a longer statement that ends it ("will lift the hold on").
    """
    newest = max(_time(m) for m in asserted)
    reports: dict[str, list[Mention]] = {}
    for mention in asserted:
        if _time(mention) == newest:
            reports.setdefault(mention.statement.doc, []).append(mention)
    return any(_ends_in_stop(told) for told in reports.values())


def _ends_in_stop(told: Sequence[Mention]) -> bool:
    told = [m for m in told if m.headline] or told
    others = [m.statement.span for m in told if m.statement.status != "stopped"]
    stops = [m.statement.span for m in told if m.statement.status == "stopped"]
    return any(not any(o.contains(s) and o != s for o in others) for s in stops)


def _time(mention: Mention) -> tuple[dt.date, dt.date]:
    """The day that it tells of, and of its report."""
    return (mention.ended or dt.date.min, mention.published or dt.date.min)


def _least(mentions: Sequence[Mention]) -> str:
    """The least that is hedged, else the least that is denied (there a stop is the least, so that no denial raises it).

    What is asserted comes here only where it was taken back.
    """
    upwards, stop_first = (*STEPS, "stopped"), ("stopped", *STEPS)
    for certainty, ladder in (("hedged", upwards), ("denied", stop_first), ("asserted", upwards)):
        said = {m.statement.status for m in mentions if m.statement.certainty == certainty}
        if said:
            return next(step for step in ladder if step in said)
    raise ValueError("a row without statements has no status")
