"""Reading: the rate against the share of reports on arms in the stream, against cores, and against the length of a report."""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench_read import document
from everyday_news import everyday_reports

from enduse.batch import Reading, run
from enduse.desk import latest_day
from enduse.model import Document
from enduse.read.embedded import EmbeddedReader
from enduse.read.network import Network, Parsed
from enduse.read.sentences import Sentence
from growth.measuring import Scale, seconds, seconds_each
from growth.points import Curve, Point
from growth.profiles import made_of

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evaluation.sets import find_sets  # beside the benchmarks, not installed

SHARES = (0, 1, 10, 50, 100)
REPORTS: dict[Scale, int] = {"toy": 4, "usual": 100, "full": 500}
STREAM: dict[Scale, int] = {"toy": 12, "usual": 240, "full": 2_400}
LENGTHS: dict[Scale, Sequence[int]] = {
    "toy": (500, 1_000),
    "usual": (1_000, 4_000, 16_000),
    "full": (1_000, 4_000, 16_000, 64_000, 256_000),
}
SUPPLIES = "Iran has delivered 40 drones to Russia, a spokesman for the ministry said on Friday. "
CORES, CORES_PARSER = "floor: one core's rate, times the cores", "floor: the parser alone, times the cores"
PARSER, BYTES = "floor: the parser alone", "floor: the bytes read"


class ClockedNetwork(Network):
    """The reader's network, which counts the time of its parser and the words that went through it."""

    parsing = 0.0
    words = 0

    def parse(
        self, sentences: Sequence[Sentence], word_marks: Sequence[Sequence[int]], *, worth: Sequence[bool] | None = None
    ) -> list[Parsed]:
        """Parse as the network does, by the clock."""
        began = time.process_time()
        found = super().parse(sentences, word_marks, worth=worth)
        self.parsing += time.process_time() - began
        self.words += sum(len(parsed.words) for parsed in found)
        return found


class Clocked:
    """A reader whose parser's share of the time is known."""

    def __init__(self) -> None:
        self.network = ClockedNetwork()
        self.reader = EmbeddedReader(network=self.network)
        self.reader.read(document(SUPPLIES))  # loads what all need

    def read(self, documents: Sequence[Document]) -> tuple[float, float]:
        """Processor time of reading documents, and of the parser in it."""
        before = self.network.parsing
        took = seconds(lambda: [self.reader.read(each) for each in documents])
        return took, self.network.parsing - before

    def speed(self) -> str:
        """How many words the parser has done a second."""
        return f"the parser alone did {self.network.words / max(self.network.parsing, 1e-9):,.0f} words a second"


def on_arms() -> list[str]:
    """The training reports that state something, in an order of their own."""
    train = next(found for found in find_sets() if found.name == "train")
    texts = [(train.folder / name).read_text(encoding="utf-8") for name, stated in sorted(train.gold().items()) if stated]
    random.Random(3).shuffle(texts)
    return texts


def stream(share: float, count: int, arms: Sequence[str]) -> list[str]:
    """Everyday reports with that many per cent on arms among them: one at least, unless none are asked for."""
    chosen = min(len(arms), max(round(count * share / 100), 1 if share else 0))
    texts = [*everyday_reports(round(count * (100 - share) / 100), seed=5), *arms[:chosen]]
    random.Random(11).shuffle(texts)
    return texts


def by_relevance(scale: Scale) -> Iterator[Curve]:
    """Reports a second of one core, by how many of the stream are on arms."""
    clocked, arms, count = Clocked(), on_arms(), REPORTS[scale]
    points: list[Point] = []
    for share in SHARES:
        texts = stream(share, count, arms)
        took, parsing = clocked.read([document(text) for text in texts])
        points.append(Point("reading", share, len(texts) / took))
        if parsing:
            points.append(Point(PARSER, share, len(texts) / parsing))
        points.append(Point(BYTES, share, len(texts) / bytes_alone(texts)))
    tenth = [document(text) for text in stream(10, count // 2, arms)]
    yield Curve(
        name="reading-relevance",
        title="Reading, by how many reports of the stream are on arms",
        size="reports on arms, of a hundred",
        value="reports a second of one core",
        points=points,
        floors={PARSER: (), BYTES: ()},
        is_rate=True,
        axis="percent",
        made_of=made_of(lambda: clocked.read(tenth)),
        profiled=f"{len(tenth)} reports, one in ten on arms",
        notes=(clocked.speed(), f"{count} reports at each point; the parser is given only what the reader does not pass over"),
    )


def bytes_alone(texts: Sequence[str]) -> float:
    """Processor time of reading the same texts from files and no more."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.txt" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        return seconds_each(lambda: [path.read_text(encoding="utf-8") for path in paths])


def by_cores(scale: Scale) -> Iterator[Curve]:
    """Reports a second by the clock, by the processes of a batch run."""
    arms, count = on_arms(), STREAM[scale]
    texts = stream(10, count, arms)
    clocked = Clocked()
    documents = [document(text) for text in texts]
    took, parsing = clocked.read(documents)
    most = os.cpu_count() or 1
    cores = [n for n in (1, 2, 4, 8, 16, 32, 64, 128) if n < most or scale == "toy"][: 2 if scale == "toy" else None]
    cores += [] if scale == "toy" else [most]
    points: list[Point] = []
    for workers in cores:
        whole, begun = _batch(texts, workers)
        points.append(Point("with the start of the processes", workers, count / whole))
        points.append(Point("once they have started", workers, begun))
    for workers in cores:
        points.append(Point(CORES, workers, workers * count / took))
        points.append(Point(CORES_PARSER, workers, workers * count / parsing))
    yield Curve(
        name="reading-cores",
        title="Reading, by cores",
        size="processes",
        value="reports a second by the clock",
        points=points,
        floors={CORES: (), CORES_PARSER: ()},
        is_rate=True,
        made_of=made_of(lambda: clocked.read(documents[: max(1, count // 4)])),
        profiled=f"{max(1, count // 4)} reports, one in ten on arms, in one process",
        notes=(
            f"{count} reports, one in ten on arms; the floors are reckoned from one core's processor time",
            "by the clock: what else the machine does counts, so that it holds only where `load` of the record is near 0",
        ),
    )


def _batch(texts: Sequence[str], workers: int) -> tuple[float, float]:
    """The seconds of a batch run by the clock, and its rate from when every process has done its first piece."""
    rows = max(1, len(texts) // (12 * workers))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.jsonl"
        lines = (json.dumps({"name": str(number), "text": text}) + "\n" for number, text in enumerate(texts))
        path.write_text("".join(lines), encoding="utf-8")
        began = time.perf_counter()
        steps: Iterator[Any] = run(
            [str(path)], Path(folder) / "out", work=Reading(today=latest_day()), rows=rows, workers=workers
        )
        done = [time.perf_counter() for _ in steps]
    first = min(workers, len(done) - 1)
    left = len(texts) - first * rows
    return done[-1] - began, left / max(done[-1] - done[first - 1], 1e-9)


def by_length(scale: Scale) -> Iterator[Curve]:
    """Characters a second of one core, by the length of a report."""
    clocked = Clocked()
    arms = "\n\n".join(on_arms())
    everyday = "\n\n".join(everyday_reports(max(LENGTHS[scale]) // 800 + 2, seed=5))
    points: list[Point] = []
    for length in LENGTHS[scale]:
        report = document(arms[:length])
        times = max(1, 4_000 // length)  # short reports are done several times
        took, parsing = clocked.read([report] * times)
        points.append(Point("a report on arms", length, times * length / took))
        dense, _ = clocked.read([document((SUPPLIES * (length // len(SUPPLIES) + 1))[:length])] * times)
        points.append(Point("a supply in every sentence", length, times * length / dense))
        other, _ = clocked.read([document(everyday[:length])] * times)
        points.append(Point("other news", length, times * length / max(other, 1e-6)))
        points.append(Point(PARSER, length, times * length / max(parsing, 1e-6)))
        points.append(Point(BYTES, length, length / bytes_alone([report.text])))
    middle = LENGTHS[scale][len(LENGTHS[scale]) // 2]
    yield Curve(
        name="reading-length",
        title="Reading, by the length of a report",
        size="characters of a report",
        value="characters a second of one core",
        points=points,
        floors={PARSER: ("a report on arms",), BYTES: ()},
        is_rate=True,
        made_of=made_of(lambda: clocked.read([document(arms[:middle])])),
        profiled=f"a report on arms of {middle:,} characters",
        notes=(
            clocked.speed(),
            "long reports are training reports one after another; the parser's line is of the report on arms",
        ),
    )
