"""Screening: the rate and the memory against the length of the list, and the rate against the size of a batch."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from enduse.batch.findings import screen_batches, shipments_of
from enduse.party import Name, Party
from enduse.screen import Screener
from enduse.screen.record import Record
from enduse.screening import Desk
from growth.asking import Answers, Built, apart, ask, build, hold_entries
from growth.invented import invented_names, one_letter_wrong
from growth.measuring import Scale, seconds
from growth.points import Curve, Point
from growth.profiles import Shares, made_of

SIZES: dict[Scale, Sequence[int]] = {
    "toy": (300, 900),
    "usual": (10_000, 30_000),
    "full": (10_000, 100_000, 300_000, 1_000_000, 3_000_000),
}
QUESTIONS: dict[Scale, int] = {"toy": 20, "usual": 400, "full": 1_000}
BATCHES: dict[Scale, Sequence[int]] = {"toy": (5, 20), "usual": (100, 1_000), "full": (100, 1_000, 10_000)}
LIST: dict[Scale, int] = {"toy": 300, "usual": 5_000, "full": 30_000}
PAIRS, EVERY, ALONE = "floor: as many pairs by rapidfuzz", "every name by rapidfuzz", "floor: the screener alone"


def by_list(scale: Scale) -> Iterator[Curve]:
    """Names asked a second, and memory, by the names of the list."""
    sizes = SIZES[scale]
    middle = sizes[len(sizes) // 2]
    rate: list[Point] = []
    memory: list[Point] = []
    time_of, memory_of = Shares(), Shares()
    notes: list[str] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            built = apart(build, Path(folder), size, QUESTIONS[scale])
            answers = apart(ask, Path(folder), size, profile=size == middle) if built is not None else None
        entries = apart(hold_entries, size)
        if built is None or answers is None:
            notes.append(f"at {size:,} names a process was killed, most likely for want of memory")
            continue
        notes.append(f"{size:,} names: built in {built.seconds:,.1f} s, {answers.pairs:,.1f} pairs compared for a name")
        rate += _rates(size, answers)
        memory += _memory(size, built, answers, entries)
        if size == middle:
            time_of, memory_of = answers.made_of, Shares(_parts(answers))
    yield Curve(
        name="screening-rate",
        title="Screening names, by the length of the list",
        size="names of the list",
        value="names a second of one core",
        points=rate,
        floors={PAIRS: ("asked for the first time", "asked again")},
        is_rate=True,
        made_of=time_of,
        profiled=f"names not asked before, of a list of {middle:,}",
        notes=(*notes, "half of the names asked are on the list, half of those with a letter wrong; all are invented"),
    )
    yield Curve(
        name="screening-memory",
        title="Memory of screening, by the length of the list",
        size="names of the list",
        value="MB of a process of its own",
        points=memory,
        floors={"floor: the names alone": ()},
        made_of=memory_of,
        profiled=f"memory of asking a list of {middle:,}",
        notes=("mapped files are given back when memory is short; the entries come on top of the index",),
    )


def _rates(size: int, answers: Answers) -> Iterator[Point]:
    yield Point("asked for the first time", size, answers.first)
    yield Point("asked again", size, answers.again)
    yield Point(EVERY, size, answers.every_name)
    yield Point(PAIRS, size, answers.pairs_alone)


def _memory(size: int, built: Built, answers: Answers, entries: float | None) -> Iterator[Point]:
    yield Point("building the index, at most", size, built.most)
    yield Point("asking it, with mapped files", size, answers.after["all"])
    yield Point("asking it, without them", size, answers.after["own"])
    yield Point("files of the index", size, built.files)
    if entries is not None:
        yield Point("the entries as objects", size, max(entries, 0.01))
    yield Point("floor: the names alone", size, built.names)


def _parts(answers: Answers) -> dict[str, float]:
    """What the memory of asking is made of."""
    before, after = answers.before, answers.after
    own = max(0.0, after["own"] - before["own"])
    mapped = max(0.0, after["all"] - before["all"] - own)
    parts = {"the program before a list is opened": before["all"], "files of the index": mapped, "what asking made": own}
    return {name: value / sum(parts.values()) for name, value in parts.items()}


def by_batch(scale: Scale) -> Iterator[Curve]:
    """Parties a second, by the rows of a batch."""
    count = max(BATCHES[scale])
    names = list(invented_names(LIST[scale]))
    desk = Desk(screener=Screener(_parties(names)), record=Record(()), judgements={}, as_of=None, is_sample=False)
    table = _rows(names, count)
    shipments = [intake.shipment for intake in shipments_of(table.to_batches()) if intake.shipment is not None]

    def alone() -> None:
        for shipment in shipments:
            list(desk.judged(shipment, desk.screen(shipment).findings))

    first = seconds(alone)  # now every word has been met
    floor = count / seconds(alone)
    points: list[Point] = []
    for rows in BATCHES[scale]:
        batches = table.to_batches(max_chunksize=rows)
        took = seconds(lambda given=batches: list(screen_batches(given, desk=desk)))  # type: ignore[misc]
        points += [Point("in batches", rows, count / took), Point(ALONE, rows, floor)]
    yield Curve(
        name="screening-batch",
        title="Screening, by the size of a batch",
        size="rows of a batch",
        value="parties a second of one core",
        points=points,
        floors={ALONE: ()},
        is_rate=True,
        made_of=made_of(lambda: list(screen_batches(table.slice(0, count // 2).to_batches(), desk=desk))),
        profiled=f"{count // 2:,} parties in one batch, all met before",
        notes=(
            f"the same {count:,} parties in every size of batch, against {LIST[scale]:,} entries, met before: "
            f"{floor:,.0f} a second; for the first time {count / first:,.0f}",
        ),
    )


def _parties(names: Sequence[tuple[str, str]]) -> list[Party]:
    return [
        Party(list="made", entry=str(number), schema="Person" if schema == "Person" else "Company", names=(Name(text=name),))
        for number, (name, schema) in enumerate(names)
    ]


def _rows(names: Sequence[tuple[str, str]], count: int) -> pa.Table:
    """Parties to screen, one in twenty of the list with a letter wrong."""
    dice = random.Random(5)
    others = invented_names(count, seed=41)
    asked = [
        (one_letter_wrong(dice.choice(names)[0], dice), schema) if number % 20 == 0 else (name, schema)
        for number, (name, schema) in enumerate(others)
    ]
    return pa.table({"name": [name for name, _ in asked], "type": [schema for _, schema in asked]})
