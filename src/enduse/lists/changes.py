"""What changed in a list, between two copies or two days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from enduse.errors import InputError, ListError
from enduse.lists.copies import read_snapshot, snapshots_as_of
from enduse.measures.changes import Change, compare_readings
from enduse.measures.reading import ListReading, read_list
from enduse.store import Store


def diff_lists(store: Store | None, before: str, after: str) -> Iterator[Change]:
    """What changed between two copies of a list.

    Args:
        store: the workspace; may be None where both are files.
        before: a file; a list of the workspace with a day or the beginning of a hash (`un-sc@2026-02-27`, `un-sc@3fa9c1`); or a
            day, for all lists of the workspace as they stood on it.
        after: likewise; a bare name is the copy in force.

    Raises:
        InputError: there is no such file or copy.
        ListError: the two are copies of different lists.
    """
    days = [_day(reference) for reference in (before, after)]
    if store is not None and None not in days:
        yield from _diff_days(store, *days)
        return
    one, two = (_reading_of(store, reference) for reference in (before, after))
    if one.name != two.name:
        raise ListError(f"{before} is a copy of {one.name} and {after} one of {two.name}; give two copies of one list")
    yield from compare_readings(one.parties, two.parties)


def _day(reference: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(reference)
    except ValueError:
        return None


def _diff_days(store: Store, before: dt.date | None, after: dt.date | None) -> Iterator[Change]:
    """What changed in all lists between two days; a list that was not there on the first day is passed over."""
    copies = {s.list: s for s in snapshots_as_of(store, before) if before is None or s.day <= before}
    for later in snapshots_as_of(store, after):
        former = copies.get(later.list)
        if former is not None and former.sha256 != later.sha256:
            yield from compare_readings(read_snapshot(store, former).parties, read_snapshot(store, later).parties)


def _reading_of(store: Store | None, reference: str) -> ListReading:
    if Path(reference).exists():
        return read_list(Path(reference))
    name, _, which = reference.partition("@")
    copies = store.snapshots(name) if store is not None else []
    fitting = [
        s for s in copies if not which or s.sha256.startswith(which) or str(s.day) == which or str(s.fetched_at.date()) == which
    ]
    if store is None or not fitting:
        there = ", ".join(f"{name}@{s.day}" for s in copies) or "none of that list"
        raise InputError(f"{reference!r} is no file and no copy in the workspace; the copies are {there}")
    return read_snapshot(store, fitting[-1])
