"""Inputs of a batch: files, folders and object stores, read as record batches a stretch at a time."""

from __future__ import annotations

import contextlib
import dataclasses
import glob
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from enduse.batch.kinds import BREAKS, KNOWN, FindHeadings, Stretch, kind_of, readers
from enduse.errors import InputError, excerpt

#: What stores call that by which a file is known to be the same.
_CHANGED: Final = ("ETag", "etag", "md5Hash", "LastModified", "last_modified", "updated", "mtime", "created")
_ONLY_BY_NAME: Final = (".json", ".json.gz")  # in a folder these are as a rule what other programs say of it


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file of rows: its name as given or found, its kind, and its size in bytes."""

    name: str
    kind: str
    size: int
    changed: str


def find_inputs(given: Iterable[str]) -> list[Input]:
    """The files behind what was typed: files, patterns, folders (all in them of a known kind, sorted), addresses of stores.

    What is named twice, as by itself and with its folder, is one.

    Raises:
        InputError: one is not there, of no known kind, or a folder without any.
    """
    return list(dict.fromkeys(found for each in given for found in (_remote(each) if "://" in each else _local(each))))


def stretches(source: Input, headings: FindHeadings = lambda above: 0) -> Iterator[Stretch]:
    """The rows of an input, a stretch at a time, so that memory does not grow with it.

    Args:
        source: the input.
        headings: which of the first rows of a CSV file are its headings, counted from 0.

    Raises:
        InputError: it is broken; what came before that was given.
    """
    with _at_hand(source) as path:
        try:
            yield from readers(headings)[source.kind](path)
        except (pa.ArrowException, *BREAKS) as error:
            raise InputError(
                f"{source.name}: breaks off ({excerpt(error)}); what came before it is used, mend the rest"
            ) from error


def _local(given: str) -> Iterator[Input]:
    path = Path(given)
    if not path.exists() and (names := sorted(glob.glob(given, recursive=True))):  # not every shell looks for them
        for name in names:
            yield from _local(name)
        return
    if not path.is_dir():
        yield _file(given, path)
        return
    found = sorted(Path(parent, name) for parent, _, names in os.walk(path) for name in names if _is_asked_for(name))
    if not found:
        raise InputError(f"{given}: no file in this folder is {KNOWN}")
    yield from (_file(str(each), each) for each in found)


def _file(name: str, path: Path) -> Input:
    kind = kind_of(name)
    if kind is None:
        raise InputError(f"{name}: is of no kind that is read here; give {KNOWN}")
    try:
        status = path.stat()
    except OSError as error:
        raise InputError(f"{name}: cannot be opened ({error.strerror}); give a file that is there") from error
    return Input(name=name, kind=kind, size=status.st_size, changed=str(status.st_mtime_ns))


def _remote(given: str) -> Iterator[Input]:
    files, path = _file_system(given)
    if "file" in files.protocol:  # nothing to be copied
        yield from _local(path)
        return
    try:
        found = sorted(files.glob(path)) if any(c in path for c in "*?[") else [path]
        found = [name for each in found for name in (_found_in(files, each) if files.isdir(each) else [each])]
        told = [(name, kind, files.info(name)) for name in found if (kind := kind_of(name)) is not None]
    except FileNotFoundError as error:
        raise InputError(f"{given}: is not there; give a file or folder that is") from error
    except Exception as error:  # each kind of store has faults of its own
        raise InputError(f"{given}: cannot be looked at ({_fault(error)}); check its name and your keys") from error
    if not told:
        raise InputError(f"{given}: nothing there is {KNOWN}")
    for name, kind, about in told:
        changed = str(next((about[key] for key in _CHANGED if about.get(key)), ""))
        yield Input(name=files.unstrip_protocol(name), kind=kind, size=int(about.get("size") or 0), changed=changed)


def _found_in(files: Any, folder: str) -> list[str]:
    return sorted(name for name in files.find(folder) if _is_asked_for(name.rpartition("/")[2]))


def _is_asked_for(name: str) -> bool:
    """Whether a file is one of the inputs that a folder is given for; some programs leave theirs while a sheet is open."""
    return kind_of(name) is not None and not name.startswith((".", "_", "~$")) and not name.lower().endswith(_ONLY_BY_NAME)


def _file_system(address: str) -> tuple[Any, str]:
    try:
        import fsspec

        found: tuple[Any, str] = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:  # fsspec itself, or what it needs for this kind of store
        raise InputError(f"{address}: this kind of store cannot be opened ({error}); install its fsspec package") from error
    return found


def _fault(error: Exception) -> str:
    return excerpt(str(error) or type(error).__name__)


@contextlib.contextmanager
def _at_hand(source: Input) -> Iterator[Path]:
    """The input as a file; one of an object store is copied for as long as it is read."""
    if "://" not in source.name:
        yield Path(source.name)
        return
    files, path = _file_system(source.name)
    with tempfile.TemporaryDirectory(prefix="enduse-") as folder:
        copy = Path(folder, Path(path).name)
        try:
            with files.open(path, "rb") as distant, copy.open("wb") as near:
                shutil.copyfileobj(distant, near, 1 << 20)
        except Exception as error:  # likewise
            raise InputError(f"{source.name}: cannot be fetched ({_fault(error)}); try again") from error
        yield copy
