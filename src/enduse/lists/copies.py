"""The kept copies of lists: which stood on a day, and reading one again."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from enduse.errors import StoreError
from enduse.measures.reading import ListReading, read_list
from enduse.store import Snapshot, Store

#: The name under which a copy keeps the mapping that it was read with.
MAPPING = "enduse-mapping.yaml"


def snapshots_as_of(store: Store, as_of: dt.date | None, *, name: str | None = None) -> list[Snapshot]:
    """The copy of each list, or of one, that stood on a day: the last of its date or before, else the first that there is.

    A copy that is later than the day asked for still serves where the list dates its entries: what was listed later is told by
    the entries themselves.
    """
    chosen: dict[str, Snapshot] = {}
    for day, snapshot in _by_day(store.snapshots(name)):
        if snapshot.list not in chosen or as_of is None or day <= as_of:
            chosen[snapshot.list] = snapshot
    return [chosen[name] for name in sorted(chosen)]


def read_snapshot(store: Store, snapshot: Snapshot) -> ListReading:
    """Read the files of a copy again.

    Raises:
        StoreError: they are no longer those that were kept.
    """
    files = store.snapshot_files(snapshot)
    if digest_of(files) != snapshot.sha256:
        words = f"the copy of {snapshot.list} of {snapshot.day} is damaged (not the files of its hash)"
        raise StoreError(f"{store.place}: {words}; restore a backup, or fetch the list again into a new workspace")
    with tempfile.TemporaryDirectory() as folder:
        mapping = files.pop(MAPPING, None)
        for name, data in files.items():
            Path(folder, name).write_bytes(data)
        if mapping is not None:
            Path(folder, MAPPING).write_bytes(mapping)
        paths = [Path(folder, name) for name in files]
        given = Path(folder, MAPPING) if mapping is not None else None
        return read_list(paths if len(paths) > 1 else paths[0], name=snapshot.list, mapping=given)


def digest_of(files: Mapping[str, bytes]) -> str:
    """The hash of a copy: of its files' names and contents."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return digest.hexdigest()


def _by_day(copies: Sequence[Snapshot]) -> list[tuple[dt.date, Snapshot]]:
    """Copies by the days that they stand for; of one day, the one that came last at the end.

    One without a date of its own stands for the day it came. Where the clock ran wrong then, it still came before those that
    came after it.

    Args:
        copies: of each list in the order in which they came.
    """
    by_day: list[tuple[dt.date, Snapshot]] = []
    latest: dict[str, dt.date] = {}
    for copy in reversed(copies):
        came = latest[copy.list] = min(copy.fetched_at.date(), latest.get(copy.list, dt.date.max))
        by_day.append((copy.list_date or came, copy))
    by_day.reverse()
    return sorted(by_day, key=lambda each: each[0])
