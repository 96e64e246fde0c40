"""A run over inputs of any size on one machine: all cores, memory flat, and whatever stops it, it goes on where it was."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, Protocol

import pyarrow as pa

from enduse.batch.chunks import Chunk, cut
from enduse.batch.inputs import Input, find_inputs, stretches
from enduse.batch.kinds import Stretch
from enduse.batch.parts import Counted, Part, PartsFolder
from enduse.errors import EnduseError, InputError, excerpt
from enduse.screen.csv_records import Row
from enduse.workers import spread

FORMAT: Final = 2
_UNUSED: Final = "columns that mean nothing here, left out: {}; --mapping gives them a meaning"
_NOT_OF_A_ROW: Final = (OSError, EnduseError)  # a full disk, a ledger out of reach: nothing that leaving a row out would mend


class Work(Protocol):
    """What is done to each piece of the inputs; it is sent to other processes."""

    @property
    def kind(self) -> str:
        """`read` or `screen`."""
        ...

    @property
    def schema(self) -> pa.Schema:
        """The columns that come out."""
        ...

    @property
    def counted(self) -> Counted:
        """By which of them rows are counted."""
        ...

    @property
    def options(self) -> Mapping[str, Any]:
        """What it is asked to do, as JSON: a run with other options is another run."""
        ...

    def set_up(self) -> Any:
        """Make what it needs, once in each process."""
        ...

    def convert(self, desk: Any, batches: Sequence[pa.RecordBatch], *, source: str, first: int) -> Iterator[pa.RecordBatch]:
        """Turn batches in into batches out."""
        ...

    def spoilt(self, source: str, first: int, problem: str) -> Mapping[str, Any]:
        """What stands for a row that nothing came back from."""
        ...

    def headings(self, above: Sequence[Row]) -> int:
        """Which of the first rows of a table are its headings, counted from 0."""
        ...

    def check(self, source: Input, batch: pa.RecordBatch) -> Sequence[str]:
        """Refuse an input by its first rows (InputError), or say which of its columns mean nothing here."""
        ...

    def belong(self, one: pa.RecordBatch, other: pa.RecordBatch) -> bool:
        """Whether two rows that follow each other may not be parted."""
        ...


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a run tells of itself: a part that is finished (`is_new`: not by an earlier run), a problem or a note of an input.

    `done` of `total` are bytes of the inputs.
    """

    part: Part | None = None
    problem: str | None = None
    note: str | None = None
    is_new: bool = True
    done: int = 0
    total: int = 0


def run(inputs: Sequence[str], out: Path, *, work: Work, rows: int, workers: int | None = None) -> Iterator[Step]:
    """Do the work on all inputs and write the parts to a folder; what an earlier run of the same finished is not done again.

    Each piece of the inputs is one part. It is written beside its place and moved there when it is whole, so that the parts
    that are there are the checkpoint: killed at any moment, the same call goes on, and nothing is in the folder twice. At the
    end `_manifest.json` lists them.

    Args:
        inputs: files, folders, addresses of object stores (`find_inputs`).
        out: the folder; new, empty or of an earlier run of the same.
        work: what is done (`Reading`, `Screening`).
        rows: rows of a part.
        workers: processes; as many as there are cores where None.

    Yields:
        A step for each part, in order, for each input with a problem, and for columns that mean nothing, once for all inputs.

    Raises:
        InputError: an input is not there, the folder is of another run, or one is at work in it.
    """
    found = find_inputs(inputs)
    folder = PartsFolder(out)
    with folder.locked():
        job = folder.begin(_job(found, work, rows))
        try:
            yield from _do(found, folder, work, rows, workers, job)
        finally:
            folder.remove_drafts()  # of processes that were ended in the midst of a part


def _job(found: Sequence[Input], work: Work, rows: int) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "enduse": version("enduse"),
        "kind": work.kind,
        "rows": rows,
        "options": dict(work.options),
        "inputs": [dataclasses.asdict(each) for each in found],
    }


def _do(
    found: Sequence[Input], folder: PartsFolder, work: Work, rows: int, workers: int | None, job: Mapping[str, Any]
) -> Iterator[Step]:
    total = sum(each.size for each in found)
    before = [sum(each.size for each in found[:number]) for number in range(len(found))]
    problems: list[str] = []
    steps: list[Step] = []  # what came up while pieces were looked for, to be told between the parts
    step = functools.partial(Step, total=total)

    told: set[tuple[str, ...]] = set()

    def checked(source: Input) -> Iterator[Stretch]:
        is_first = True
        for stretch in stretches(source, work.headings):
            if is_first and (unused := tuple(work.check(source, stretch.batch))) and unused not in told:
                told.add(unused)
                steps.append(step(note=f"{source.name}: {_UNUSED.format(excerpt(', '.join(unused)))}"))
            is_first = False
            yield stretch

    def pieces() -> Iterator[Chunk]:
        for number, source in enumerate(found):
            finished = _finished(folder, number)
            steps.extend(step(part=part, is_new=False, done=before[number] + part.position) for part in finished)
            if finished and finished[-1].is_last and len(finished) == finished[-1].number + 1:
                continue
            try:
                chunks = cut(checked(source), input=number, source=source.name, rows=rows, belong=work.belong)
                there = {part.number for part in finished}
                yield from (chunk for chunk in chunks if chunk.number not in there)
            except InputError as error:
                problems.append(str(error))
                steps.append(step(problem=str(error), done=before[number] + source.size))

    make = functools.partial(_make_part, folder=folder, work=work)
    with contextlib.closing(spread(make, pieces(), prepare=work.set_up, workers=workers, few=1)) as made:
        for chunk, outcome in made:
            yield from _taken(steps)
            part = outcome if isinstance(outcome, Part) else _by_single_rows(chunk, folder, work, workers, outcome)
            yield step(part=part, done=before[chunk.input] + chunk.position)
    yield from _taken(steps)
    folder.finish(job, problems)


def _taken(steps: list[Step]) -> list[Step]:
    taken, steps[:] = list(steps), []
    return taken


def _finished(folder: PartsFolder, number: int) -> list[Part]:
    """The parts of an input that are there."""
    names = sorted(folder.path.glob(f"part-{number:05}-*.parquet"))
    found = (folder.find(number, int(name.stem.rpartition("-")[2])) for name in names)
    return [part for part in found if part is not None]


def _make_part(desk: Any, chunk: Chunk, *, folder: PartsFolder, work: Work) -> Part:
    batches = work.convert(desk, chunk.batches(), source=chunk.source, first=chunk.first)
    return folder.write(_part(chunk), batches, work.schema, work.counted)


def _part(chunk: Chunk) -> Part:
    last = chunk.first + chunk.rows - 1
    return Part(
        input=chunk.input, number=chunk.number, first=chunk.first, last=last, position=chunk.position, is_last=chunk.is_last
    )


def _by_single_rows(chunk: Chunk, folder: PartsFolder, work: Work, workers: int | None, error: Exception) -> Part:
    """Make a part whose process died, row by row in processes of their own, so that the row that kills is told and left out.

    Raises:
        OSError: the part cannot be written, which is no matter of its rows.
        EnduseError: likewise, or the ledger cannot.
    """
    if isinstance(error, _NOT_OF_A_ROW):
        raise error
    single = functools.partial(_convert_row, work=work)
    made = spread(single, chunk.single_rows(), prepare=work.set_up, workers=max(workers or 2, 2), few=1)

    def batches() -> Iterator[pa.RecordBatch]:
        for row, outcome in made:
            if isinstance(outcome, _NOT_OF_A_ROW):
                raise outcome
            if isinstance(outcome, Exception):
                words = " ".join(str(outcome).split())
                problem = (
                    f"{row.source}: row {row.first} left out, as nothing came back of it ({type(outcome).__name__}: {words})"
                )
                yield pa.RecordBatch.from_pylist([dict(work.spoilt(row.source, row.first, problem))], schema=work.schema)
            else:
                yield from outcome

    return folder.write(_part(chunk), batches(), work.schema, work.counted)


def _convert_row(desk: Any, row: Chunk, *, work: Work) -> list[pa.RecordBatch]:
    return list(work.convert(desk, row.batches(), source=row.source, first=row.first))
