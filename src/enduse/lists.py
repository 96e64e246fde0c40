"""The lists of the workspace: updated, loaded, shown and compared; every copy is kept, no bad one replaces a good one."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from enduse.errors import EnduseError, FetchError, InputError, ListError, StoreError
from enduse.measures.changes import Change, compare_readings
from enduse.measures.descriptions import Description, load_descriptions
from enduse.measures.fetch import Download, Validators, download
from enduse.measures.reading import ListReading, read_list
from enduse.store import Attempt, Snapshot, Store

if TYPE_CHECKING:
    from enduse.party import Party

SHRINKS = 0.10  # a list that loses more than this share of its entries at once is taken for a broken one
STALE_DAYS = 7  # after so many days without a successful look at the source a list counts as stale
OLD_DAYS = 60  # a list whose own day lies further back is shown as old, whenever it was loaded
Fetch = Callable[[str, Validators | None], Download | None]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What came of the update of one list; `words` say it in a line."""

    list: str
    outcome: Literal["new", "unchanged", "failed", "refused"]
    words: str
    snapshot: Snapshot | None = None

    @property
    def is_good(self) -> bool:
        """Whether what is in force is what the authority publishes."""
        return self.outcome in ("new", "unchanged")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListState:
    """A list as it is in the workspace: its copy in force (None where there is none), when it was last looked at, and what was
    wrong then."""

    name: str
    title: str
    licence: str
    snapshot: Snapshot | None
    checked_at: dt.datetime | None
    problem: str | None
    today: dt.date

    @property
    def age(self) -> int | None:
        """Days since the day that the copy in force stands for."""
        return None if self.snapshot is None else max(0, (self.today - self.snapshot.day).days)

    @property
    def is_old(self) -> bool:
        """Whether the copy in force stands for a day more than two months ago: its authority has surely changed it since."""
        return self.age is not None and self.age > OLD_DAYS

    @property
    def is_stale(self) -> bool:
        """Whether nobody has looked for a newer copy for more than a week, or the clock was wrong when somebody did."""
        if self.checked_at is None:
            return False
        return not -1 <= (self.today - self.checked_at.date()).days <= STALE_DAYS


def update_lists(
    store: Store,
    names: Iterable[str] = (),
    *,
    now: dt.datetime,
    url: str | None = None,
    accept: bool = False,
    fetch: Fetch | None = None,
) -> Iterator[Update]:
    """Fetch lists from their authorities, and keep what is whole and plausible as a new copy.

    Args:
        store: the workspace.
        names: short names of lists; all that have an address where there are none.
        now: the moment.
        url: another address than the list's own, for a single list.
        accept: also take a list that has shrunk, or has fewer or more entries than it is known for.
        fetch: fetches an address, unless it is unchanged.

    Yields:
        What came of each list; one that fails leaves the rest and its own last good copy alone.

    Raises:
        InputError: a name is that of no list, or an address is given for several.
    """
    asked = list(names) or [d.name for d in load_descriptions().values() if _url(d) is not None]
    if url is not None and len(asked) != 1:
        raise InputError(f"--url is the address of one list, and {len(asked)} are asked for; name the one it is of")
    for name in asked:
        description(name)
    for name in asked:
        yield _update(store, name, url, now, accept, fetch or _fetch)


def load_list(
    store: Store,
    paths: Sequence[Path],
    *,
    now: dt.datetime,
    name: str | None = None,
    mapping: Path | None = None,
    accept: bool = False,
) -> tuple[Update, ListReading]:
    """Take a list from files.

    Args:
        store: the workspace.
        paths: one file or folder, or the several files of one list.
        now: the moment.
        name: the list's short name, where its form does not tell or it is one's own.
        mapping: which columns of a table mean what.
        accept: also take a list that has shrunk, or has fewer or more entries than it is known for.

    Raises:
        ListError: it is no list that is known, broken, or implausible.
        InputError: a file cannot be read.
    """
    reading = read_list(paths if len(paths) > 1 else paths[0], name=name, mapping=mapping)
    files = {file.name: _bytes(file) for path in paths for file in _files_of(path)}
    if mapping is not None:
        files[MAPPING] = _bytes(mapping)
    problem = None if accept else _implausible(store, reading)
    if problem is not None:
        raise ListError(f"{paths[0]}: {problem}; say --accept to take it all the same")
    return _keep(store, reading, files, source=str(paths[0]), now=now), reading


MAPPING = "enduse-mapping.yaml"


def list_states(store: Store, *, today: dt.date) -> list[ListState]:
    """All lists that are known or kept, with the copy in force and the last look at its source."""
    in_force = {s.list: s for s in snapshots_as_of(store, None)}
    attempts: dict[str, Attempt] = {}
    good: dict[str, Attempt] = {}
    for attempt in store.attempts():
        attempts[attempt.list] = attempt
        if attempt.problem is None:
            good[attempt.list] = attempt
    known = load_descriptions()
    out = []
    for name in sorted({*known, *in_force, *attempts}):
        about, snapshot = known.get(name), in_force.get(name)
        last = attempts.get(name)
        out.append(
            ListState(
                name=name,
                title=about.title if about is not None else name,
                licence=about.licence if about is not None else "as its keeper says",
                snapshot=snapshot,
                checked_at=good[name].tried_at if name in good else snapshot.fetched_at if snapshot is not None else None,
                problem=last.problem if last is not None else None,
                today=today,
            )
        )
    return out


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


def read_snapshot(store: Store, snapshot: Snapshot) -> ListReading:
    """Read the files of a copy again.

    Raises:
        StoreError: they are no longer those that were kept.
    """
    files = store.snapshot_files(snapshot)
    if _digest(files) != snapshot.sha256:
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


def parties_of(readings: Iterable[ListReading]) -> list[Party]:
    """The parties of several lists, in the order of the lists."""
    return [party for reading in readings for party in reading.parties]


def description(name: str) -> Description:
    """What is known of a list.

    Raises:
        InputError: no list has this name.
    """
    known = load_descriptions()
    if name not in known:
        raise InputError(f"there is no list {name!r}; the lists are {', '.join(known)}")
    return known[name]


def _url(about: Description) -> str | None:
    """The address of a form that is one whole file."""
    return next((form.url for form in about.forms if form.url is not None and form.shape != "quartet"), None)


def _fetch(url: str, known: Validators | None) -> Download | None:
    return download(url, known=known)


def _update(store: Store, name: str, url: str | None, now: dt.datetime, accept: bool, fetch: Fetch) -> Update:
    in_force = snapshots_as_of(store, None, name=name)
    former = [a for a in store.attempts(name) if a.problem is None][-1:]
    address = url or _url(description(name))
    validators = None
    try:
        if address is None:
            raise FetchError(f"{name} has no address of its own; say --url, or load a file with `enduse lists load`")
        known = _known(former, in_force, address)
        came = fetch(address, known)
        if came is None:
            store.save_attempt(dataclasses.replace(former[0], tried_at=now))
            return Update(list=name, outcome="unchanged", words="unchanged since it was last fetched", snapshot=in_force[0])
        validators = came.validators
        reading = _read_download(came, name)
        problem = None if accept else _implausible(store, reading, description(name).entries) or _older(reading, in_force)
    except (EnduseError, OSError) as error:
        return _failure(store, name, str(error), now, "failed", in_force)
    if problem is not None:
        return _failure(store, name, f"{problem}; say --accept to take it all the same", now, "refused", in_force)
    return _keep(store, reading, {came.file: came.data}, source=address, now=now, validators=validators)


def _known(former: Sequence[Attempt], in_force: Sequence[Snapshot], address: str) -> Validators | None:
    """What the server said of the copy in force; nothing that another address said, which knows nothing of this one's."""
    if not former or not in_force or in_force[0].source != address:
        return None
    return Validators(etag=former[0].etag, last_modified=former[0].last_modified)


def _failure(
    store: Store, name: str, problem: str, now: dt.datetime, outcome: Literal["failed", "refused"], in_force: list[Snapshot]
) -> Update:
    store.save_attempt(Attempt(list=name, tried_at=now, problem=problem))
    kept = f"the copy {in_force[0].day_words} stays in force" if in_force else "there is no earlier copy"
    return Update(list=name, outcome=outcome, words=f"{problem}; {kept}", snapshot=in_force[0] if in_force else None)


def _read_download(came: Download, name: str) -> ListReading:
    """Read what came, from a file of the name it came with, as a list's form is told by that too.

    Raises:
        ListError: it is no such list.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, re.sub(r"[^\w.-]", "_", came.file))
        path.write_bytes(came.data)
        try:
            return read_list(path, name=name)
        except ListError as error:
            raise ListError(str(error).replace(str(path), came.url)) from error


def _implausible(store: Store, reading: ListReading, expected: tuple[int, int] | None = None) -> str | None:
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


def _older(reading: ListReading, in_force: Sequence[Snapshot]) -> str | None:
    """What speaks against an update by a former list; from a file such a one is welcome, for the sake of the past."""
    day = in_force[0].list_date if in_force else None
    if day is None or reading.list_date is None or reading.list_date >= day:
        return None
    return f"the server sent {reading.name} of {reading.list_date}, older than the copy of {day}"


def _is_before(snapshot: Snapshot, reading: ListReading) -> bool:
    """Whether a copy is not later than a reading: an older list that is loaded for the sake of the past has not shrunk."""
    return reading.list_date is None or snapshot.day <= reading.list_date


def _keep(
    store: Store,
    reading: ListReading,
    files: Mapping[str, bytes],
    *,
    source: str,
    now: dt.datetime,
    validators: Validators | None = None,
) -> Update:
    snapshot = Snapshot(
        list=reading.name,
        sha256=_digest(files),
        list_date=reading.list_date,
        fetched_at=now,
        entries=len(reading.parties),
        skipped=len(reading.skipped),
        unknown=dict(reading.unknown),
        source=source,
    )
    is_new = store.save_snapshot(snapshot, files)
    kept = next(s for s in store.snapshots(reading.name) if s.sha256 == snapshot.sha256)
    # A copy that came from elsewhere first is not asked after with what this address says of it.
    said = validators if validators is not None and kept.source == source else Validators()
    store.save_attempt(Attempt(list=reading.name, tried_at=now, etag=said.etag, last_modified=said.last_modified))
    words = f"{snapshot.entries:,} entries, list {snapshot.day_words}" if is_new else "the very copy that is kept already"
    return Update(list=reading.name, outcome="new" if is_new else "unchanged", words=words, snapshot=snapshot)


def _digest(files: Mapping[str, bytes]) -> str:
    """The hash of a copy: of its files' names and contents."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return digest.hexdigest()


def _files_of(path: Path) -> list[Path]:
    return sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); look at the name") from error


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
