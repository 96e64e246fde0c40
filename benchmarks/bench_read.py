"""Reading a stream of news against parsing every sentence of it, with what that costs in lost statements, memory and start-up.

    python benchmarks/bench_read.py

Ratios hold on any machine; seconds are only for comparison within one run (of processor time, but for the pool of processes and
the start of the program, which are timed by the clock). The stream is of invented everyday reports (`everyday_news.py`) and,
for one in twenty or one in ten, training reports.
"""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from everyday_news import everyday_reports

from enduse import workflow
from enduse.model import Document
from enduse.read.analysis import analyse
from enduse.read.embedded import EmbeddedReader
from enduse.read.network import load_network
from enduse.read.relevance import is_relevant, may_state

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from evaluation.sets import GoldSet, find_sets  # noqa: E402  beside this folder, not installed


def document(text: str) -> Document:
    """A text as a document."""
    return Document(name="report", text=text, sha256=hashlib.sha256(text.encode()).hexdigest())


def seconds(work: Callable[[Document], object], documents: Iterable[Document]) -> float:
    """Processor time of doing something to every document."""
    began = time.process_time()
    for one in documents:
        work(one)
    return time.process_time() - began


def mixed(reports: Sequence[str], count: int, one_in: int) -> list[Document]:
    """Everyday reports and, spread among them, reports on arms."""
    dice = random.Random(one_in)
    texts = [*everyday_reports(count - count // one_in, seed=one_in), *dice.sample(reports, count // one_in)]
    dice.shuffle(texts)
    return [document(text) for text in texts]


def bench_stream(reports: Sequence[str], *, count: int = 240) -> None:
    """The rate of reading mixed streams over that of parsing all of them."""
    network, reader = load_network(), EmbeddedReader()
    for one_in in (50, 20, 10):
        stream = mixed(reports, count, one_in)
        parsing = seconds(lambda d: analyse(d, network), stream)
        testing = seconds(is_relevant, stream)
        reading = seconds(reader.read, stream)
        passed = sum(map(is_relevant, stream))
        print(
            f"1 in {one_in} on arms: {count} documents  parse all {parsing:6.2f} s  test alone {testing:5.2f} s  "
            f"read {reading:6.2f} s  {passed} parsed   ratio {parsing / reading:4.1f}"
        )


def bench_page(reports: Sequence[str]) -> None:
    """A long page with one report on arms in its midst, read with and without passing over the rest."""
    everyday = list(everyday_reports(60))
    quiet = [text for text in everyday if not may_state(text)]
    page = document("\n\n".join([*quiet[:20], reports[0], *quiet[20:40]]))
    thorough = seconds(EmbeddedReader(thorough=True).read, [page])
    skimming = seconds(EmbeddedReader().read, [page])
    ratio = thorough / skimming
    print(f"a page of {len(page.text):,} characters: all {thorough:5.2f} s  skimmed {skimming:5.2f} s   ratio {ratio:4.1f}")


def print_loss(train: GoldSet) -> None:
    """What the test before the parser loses of the training reports' statements."""
    gold = train.gold()
    lost = sum(len(s) for name, s in gold.items() if s and not may_state((train.folder / name).read_text(encoding="utf-8")))
    total = sum(map(len, gold.values()))
    news = list(everyday_reports(2000, seed=1))
    vain = sum(map(may_state, news)) / len(news)
    print(f"lost {lost} of {total} statements of the training reports ({lost / total:.2%}); parses {vain:.1%} of news in vain")


def bench_pool(reports: Sequence[str], folder: Path, *, count: int = 120) -> None:
    """A folder read by one process and by two, start of the processes included."""
    for number, text in enumerate(reports[:count]):
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    clock = []
    for workers in (1, 2):
        began = time.perf_counter()
        found = sum(len(result.reading.statements) for result in workflow.read([folder], workers=workers) if result.reading)
        clock.append(time.perf_counter() - began)
        print(f"a folder of {count} reports, {workers} process(es): {clock[-1]:6.2f} s  {found} statements")
    print(f"ratio of one process to two {clock[0] / clock[1]:4.2f}")


def print_memory(folder: Path, *, counts: Sequence[int] = (1000, 10_000)) -> None:
    """The most memory held after a thousand and after ten thousand documents of one stream."""
    try:
        import resource
    except ImportError:  # Windows has no such count
        return
    for number, text in enumerate(everyday_reports(max(counts), seed=3)):
        (folder / f"{number:05}.txt").write_text(text[:600], encoding="utf-8")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    held = []
    for number, _ in enumerate(workflow.read([folder], workers=1), 1):
        if number in counts:
            held.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)
    most = "  ".join(f"{n:,} documents {mb:,.0f} MB" for n, mb in zip(counts, held, strict=True))
    print(f"{most}   ratio {held[-1] / held[0]:.3f}")


def bench_start() -> None:
    """How soon help is there, and how soon the first report is read, by the clock (the best of five)."""
    first = "import enduse; enduse.read('Iran has delivered drones to Russia, officials said.')"
    for name, arguments in {
        "python alone": ["-c", "pass"],
        "enduse --help": ["-m", "enduse", "--help"],
        "import and load the network": ["-c", "from enduse.read.network import load_network; load_network()"],
        "import and first report": ["-c", first],
    }.items():
        best = min(_clock([sys.executable, *arguments]) for _ in range(5))
        print(f"{name}: {best:.2f} s")


def _clock(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> None:
    """Everything, in less than two minutes on two cores."""
    train = next(s for s in find_sets() if s.name == "train")
    reports = [(train.folder / name).read_text(encoding="utf-8") for name, found in sorted(train.gold().items()) if found]
    EmbeddedReader().read(document(reports[0]))  # loads what all need
    print_loss(train)
    bench_stream(reports)
    bench_page(reports)
    with tempfile.TemporaryDirectory() as folder:
        print_memory(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        bench_pool(reports, Path(folder))
    bench_start()


if __name__ == "__main__":
    main()
