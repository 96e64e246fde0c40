"""Lists fetched from their authorities or taken from files; every copy is kept, no bad one replaces a good one."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from enduse.errors import EnduseError, FetchError, InputError, ListError
from enduse.lists.copies import MAPPING, digest_of, snapshots_as_of
from enduse.lists.plausible import implausible, older
from enduse.lists.states import description
from enduse.measures.descriptions import Description, load_descriptions
from enduse.measures.fetch import Download, Validators, download
from enduse.measures.reading import ListReading, read_list
from enduse.store import Attempt, Snapshot, Store

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
    problem = None if accept else implausible(store, reading)
    if problem is not None:
        raise ListError(f"{paths[0]}: {problem}; say --accept to take it all the same")
    return _keep(store, reading, files, source=str(paths[0]), now=now), reading


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
        problem = None if accept else implausible(store, reading, description(name).entries) or older(reading, in_force)
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
        sha256=digest_of(files),
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


def _files_of(path: Path) -> list[Path]:
    return sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); look at the name") from error
