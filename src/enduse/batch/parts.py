"""The folder that a run writes: parts that are whole or not there, and what the run was asked to do."""

from __future__ import annotations

import collections
import contextlib
import dataclasses
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from enduse.errors import InputError
from enduse.locks import locked

_KEY: Final = b"enduse.part"
#: The list of a finished run's parts; what begins with _ is no data to Spark, DuckDB and pyarrow.
MANIFEST: Final = "_manifest.json"
_JOB: Final = "_job.json"
_LOCK: Final = "_lock"
_DRAFT: Final = "_draft-"
_TOTALS: Final = ("rows", "asked", "found", "problems", "unused", "partial")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The columns by which the rows of a part are counted.

    `found` is null where nothing was found, `used` where nothing could be made of a row of the input; `sort` is its kind
    or severity; `whole` is false where not all that was asked of a row could be answered.
    """

    found: str
    used: str
    sort: str
    whole: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A finished part: which stretch of which input it is of, and what is in it.

    `input` is the input's number, `number` that of the part in it, both from 0; `asked` counts documents or shipments, `found`
    statements or findings, `sorts` these by kind or severity, `problems` the rows with one, `unused` those of them of which
    nothing could be made, `partial` those that could not be answered in full; `is_last` says that the input ends with it.
    """

    input: int
    number: int
    first: int
    last: int
    position: int
    is_last: bool
    rows: int = 0
    asked: int = 0
    found: int = 0
    problems: int = 0
    unused: int = 0
    partial: int = 0
    sorts: Mapping[str, int] = dataclasses.field(default_factory=dict)

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"part-{self.input:05}-{self.number:06}.parquet"


@dataclasses.dataclass(frozen=True, slots=True)
class PartsFolder:
    """A folder of parts; it is sent to other processes."""

    path: Path

    def write(self, part: Part, batches: Iterable[pa.RecordBatch], schema: pa.Schema, counted: Counted) -> Part:
        """Write a part beside its place and move it there when it is whole and on the disk; one that is there stays.

        Args:
            part: which it is.
            batches: its rows.
            schema: its columns.
            counted: by which of them its rows are counted.

        Returns:
            The part with its counts.
        """
        there = self.find(part.input, part.number)
        if there is not None:
            return there
        draft = self.path / f"{_DRAFT}{os.getpid()}-{part.input}-{part.number}"
        try:
            part = _write(draft, part, batches, schema, counted)
            draft.replace(self.path / part.file)
        finally:
            draft.unlink(missing_ok=True)  # on a full disk it would be in the way of whatever comes next
        return part

    def find(self, input: int, number: int) -> Part | None:
        """A part that is finished, by what its own file says.

        Raises:
            InputError: its file is damaged.
        """
        return self._read(self.path / f"part-{input:05}-{number:06}.parquet")

    def _read(self, file: Path) -> Part | None:
        try:
            return Part(**json.loads(pq.read_metadata(file).metadata[_KEY]))
        except FileNotFoundError:
            return None
        except (pa.ArrowException, OSError, KeyError, ValueError, TypeError) as error:
            words = " ".join(str(error).split())
            raise InputError(f"{file}: is damaged or no part of a run ({words}); remove it to have it made again") from error

    def begin(self, job: Mapping[str, Any]) -> dict[str, Any]:
        """Begin a run, or go on with it, and return what it was asked to do when it began.

        Raises:
            InputError: the folder holds another run, or files that are none of a run.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        file = self.path / _JOB
        self.remove_drafts()
        if not file.exists():
            if any(not each.name.startswith("_") for each in self.path.iterdir()):
                raise InputError(f"{self.path} holds other files; give an empty or new folder to --out")
            self._put(file, dict(job))
            return dict(job)
        try:
            before = json.loads(file.read_text(encoding="utf-8"))
        except ValueError as error:
            raise InputError(f"{file} is damaged ({error}); give another folder to --out") from error
        now = json.loads(json.dumps(dict(job)))
        changed = _changed(before, now)
        if changed:
            raise InputError(
                f"{self.path} holds a run over other {', '.join(changed)}; go on with those, or give another folder to --out"
            )
        return dict(before)

    def finish(self, job: Mapping[str, Any], problems: Iterable[str]) -> dict[str, Any]:
        """Write the list of the parts with their counts, and of what could not be used; and return it."""
        parts = [part for file in sorted(self.path.glob("part-*.parquet")) if (part := self._read(file)) is not None]
        totals = {name: sum(getattr(part, name) for part in parts) for name in _TOTALS}
        sorts = sum((collections.Counter(part.sorts) for part in parts), collections.Counter[str]())
        listed = [dataclasses.asdict(part) | {"file": part.file} for part in parts]
        manifest = {"job": dict(job), **totals, "sorts": dict(sorts), "inputs_with_problems": list(problems), "parts": listed}
        self.remove_drafts()
        self._put(self.path / MANIFEST, manifest)
        return manifest

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep a second run out of the folder; a run that was killed does not keep the next one out.

        Raises:
            InputError: a run is at work here, or it is no folder.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise InputError(f"{self.path} is a file, or in one; give a folder to --out") from error
        with contextlib.ExitStack() as held:
            try:
                held.enter_context(locked(self.path / _LOCK, wait=False))
            except BlockingIOError as error:
                raise InputError(f"{self.path}: another run is at work in this folder; wait for it, or give another") from error
            yield

    def remove_drafts(self) -> None:
        """Drafts of processes that died."""
        for draft in self.path.glob(f"{_DRAFT}*"):
            draft.unlink(missing_ok=True)

    def _put(self, file: Path, value: Any) -> None:
        draft = file.with_name(f"{_DRAFT}{file.name}")
        with draft.open("w", encoding="utf-8") as stream:
            json.dump(value, stream, ensure_ascii=False, indent=1)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)


def _changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """The names of what is not as it was, and which options are not."""
    names = [name for name in now if now[name] != before.get(name)]
    one, other = before.get("options"), now.get("options")
    if isinstance(one, dict) and isinstance(other, dict) and one != other:
        which = ", ".join(sorted(name for name in {*one, *other} if one.get(name) != other.get(name)))
        names[names.index("options")] = f"options ({which})"
    return names


def _write(file: Path, part: Part, batches: Iterable[pa.RecordBatch], schema: pa.Schema, counted: Counted) -> Part:
    """Write the rows to the disk, and count them."""
    asked: set[int] = set()  # the numbers of rows of the input
    troubled: set[int] = set()
    usable: set[int] = set()
    partial: set[int] = set()
    sorts: collections.Counter[str] = collections.Counter()
    with file.open("wb") as stream:
        with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
            for batch in batches:
                writer.write_batch(batch)
                numbers = batch.column("row")
                asked.update(numbers.to_pylist())
                troubled.update(numbers.filter(batch.column("problem").is_valid()).to_pylist())
                usable.update(numbers.filter(batch.column(counted.used).is_valid()).to_pylist())
                if counted.whole is not None:
                    partial.update(numbers.filter(pc.invert(batch.column(counted.whole))).to_pylist())
                sorts.update(batch.column(counted.sort).drop_null().to_pylist())
                found = batch.num_rows - batch.column(counted.found).null_count
                part = dataclasses.replace(part, rows=part.rows + batch.num_rows, found=part.found + found)
            part = dataclasses.replace(
                part, asked=len(asked), problems=len(troubled), unused=len(asked - usable), partial=len(partial),
                sorts=dict(sorted(sorts.items())),
            )  # fmt: skip
            writer.add_key_value_metadata({_KEY: json.dumps(dataclasses.asdict(part)).encode()})
        stream.flush()
        os.fsync(stream.fileno())
    return part
