"""The screener of a set of list copies, kept ready beside the workspace: made once, opened in a moment, thrown away at will."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import pickle
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from enduse.errors import EnduseError
from enduse.file_hashes import file_sha256
from enduse.locks import locked
from enduse.memory import MANY, loading
from enduse.names import NameIndex
from enduse.screen.screener import Screener
from enduse.store import Snapshot

_FORMAT = 5
_KEPT = 3  # prepared sets that stay: the present one, and those of the last days asked about
_DONE = "complete.json"  # the hash of every other file
_LOCK = "lock"
_DRAFT = "draft-"
#: What opening a damaged one may raise.
_DAMAGED = (
    EnduseError,
    OSError,
    ValueError,
    EOFError,
    pickle.UnpicklingError,
    AttributeError,
    ImportError,
    KeyError,
    TypeError,
    RecursionError,
)
#: Classes that a prepared file may hold; anything else in it is refused.
_ROOMS = ("enduse.party", "enduse.model", "enduse.names.", "enduse.screen.")
_PLAIN = {
    ("collections", "defaultdict"),
    ("collections", "Counter"),
    ("collections", "OrderedDict"),
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("builtins", "set"),
    ("builtins", "frozenset"),
    ("builtins", "list"),
    ("builtins", "dict"),
    ("types", "MappingProxyType"),
}


def folder_for(database: str | Path) -> Path:
    """Where what is prepared for a workspace is kept: beside a file, else in the user's cache."""
    text = str(database)
    if "://" not in text:
        return Path(f"{text}.prepared")
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "enduse" / hashlib.sha256(text.encode()).hexdigest()[:16]


def open_prepared(folder: Path, snapshots: Sequence[Snapshot], make: Callable[[], Screener], version: str) -> Screener:
    """Open the screener of these copies, or make it and keep it.

    What is kept is opened only if every file has the hash that it was written with; what is damaged, or of another version, is
    made anew. Of several processes that need it one makes it, and the others wait for that. Where nothing can be written it is
    made each time.

    Args:
        folder: where prepared screeners are kept.
        snapshots: the copies.
        make: makes the screener.
        version: of the code and data that make it.
    """
    digest = hashlib.sha256(json.dumps([_FORMAT, version, *(f"{s.list} {s.sha256}" for s in snapshots)]).encode())
    place = folder / digest.hexdigest()[:20]
    with contextlib.suppress(*_DAMAGED):
        return _load(place)
    log = logging.getLogger(__name__)
    with contextlib.ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(locked(folder / _LOCK, wait=True))
            return _load(place)  # another process may have made it meanwhile
        except FileNotFoundError:
            pass
        except _DAMAGED as error:
            log.warning("the prepared lists in %s cannot be used (%s); they are made anew", place, error)
        screener = make()
        try:
            _save(place, screener)
        except OSError as error:
            log.warning("the prepared lists cannot be kept in %s (%s)", folder, error)
        return screener


class _Pickler(pickle.Pickler):
    def persistent_id(self, value: Any) -> str | None:
        return "index" if isinstance(value, NameIndex) else None


class _Unpickler(pickle.Unpickler):
    """Reads back our own nouns alone: a file that was tampered with cannot call anything else."""

    def __init__(self, file: Any, index: NameIndex) -> None:
        super().__init__(file)
        self._index = index

    def persistent_load(self, value: Any) -> NameIndex:
        return self._index

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "getattr"):
            return _method_of
        found = super().find_class(module, name) if module.startswith(_ROOMS) or (module, name) in _PLAIN else None
        if not isinstance(found, type):  # no function is ever called
            raise pickle.UnpicklingError(f"it holds {module}.{name}")
        return found


def _method_of(screener: Any, name: str) -> Any:
    """The screener's own methods, which its parts call back."""
    if not isinstance(screener, Screener):
        raise pickle.UnpicklingError(f"it asks for {name} of something else than a screener")
    return getattr(screener, name)


def _save(place: Path, screener: Screener) -> None:
    """Write beside the place and move there at the end, so that nobody ever sees half of it; the lock is held."""
    for draft in place.parent.glob(f"{_DRAFT}*"):  # of a process that was killed over it
        shutil.rmtree(draft, ignore_errors=True)
    draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=place.parent))
    try:
        if not isinstance(screener.index, NameIndex):
            raise OSError("its index is not one that can be written")
        screener.index.save(draft / "index")
        with (draft / "screener").open("wb") as file:
            _Pickler(file, protocol=5).dump(screener)
        (draft / _DONE).write_text(json.dumps({"of": place.name, "files": _digests(draft)}), encoding="utf-8")
        if place.exists():
            shutil.rmtree(place)
        draft.rename(place)
        _forget_old(place.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _digests(place: Path) -> dict[str, str]:
    """The hash of each file but the one that holds them."""
    out = {}
    for path in sorted(p for p in place.rglob("*") if p.is_file() and p.name != _DONE):
        out[path.relative_to(place).as_posix()] = file_sha256(path)
    return out


def _load(place: Path) -> Screener:
    expected = json.loads((place / _DONE).read_text(encoding="utf-8"))
    if expected != {"of": place.name, "files": _digests(place)}:  # a whole one of other lists is none of these
        raise ValueError("not the files that were written")
    os.utime(place)
    index = NameIndex.load(place / "index")
    with loading() if len(index) >= MANY else contextlib.nullcontext(), (place / "screener").open("rb") as file:
        screener = _Unpickler(file, index).load()
    if not isinstance(screener, Screener):
        raise ValueError("no screener")
    return screener


def _forget_old(folder: Path) -> None:
    prepared = sorted((p for p in folder.iterdir() if (p / _DONE).exists()), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in prepared[_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
