"""Whether what came can be the whole list: nothing that has shrunk, is broken or older replaces a good copy unasked."""

from __future__ import annotations

from collections.abc import Sequence

from enduse.lists.copies import snapshots_as_of
from enduse.measures.reading import ListReading
from enduse.store import Snapshot, Store

SHRINKS = 0.10  # a list that loses more than this share of its entries at once is taken for a broken one


def implausible(store: Store, reading: ListReading, expected: tuple[int, int] | None = None) -> str | None:
    """What speaks against taking a reading for the whole list, None where nothing does."""
    count = len(reading.parties)
    last = [s for s in snapshots_as_of(store, reading.list_date, name=reading.name) if _is_before(s, reading)]
    if expected is not None and not expected[0] <= count <= expected[1]:
        return f"{reading.name} has {count:,} entries where {expected[0]:,} to {expected[1]:,} are expected"
    if last and count < last[0].entries * (1 - SHRINKS):
        former = f"the copy {last[0].day_words} had {last[0].entries:,}"
        return f"{reading.name} has {count:,} entries where {former}: it shrank by more than 10 %"
    if len(reading.skipped) > max(5, count * SHRINKS):
        return f"{len(reading.skipped):,} entries of {reading.name} cannot be read, beside {count:,} that can"
    if count == 0:
        return f"{reading.name} has no entry"
    return None


def older(reading: ListReading, in_force: Sequence[Snapshot]) -> str | None:
    """What speaks against an update by a former list; from a file such a one is welcome, for the sake of the past."""
    day = in_force[0].list_date if in_force else None
    if day is None or reading.list_date is None or reading.list_date >= day:
        return None
    return f"the server sent {reading.name} of {reading.list_date}, older than the copy of {day}"


def _is_before(snapshot: Snapshot, reading: ListReading) -> bool:
    """Whether a copy is not later than a reading: an older list that is loaded for the sake of the past has not shrunk."""
    return reading.list_date is None or snapshot.day <= reading.list_date
