"""What a core does of batches, beside the same work without them, and what memory a run holds.

    python benchmarks/bench_batch.py [LISTS NAMES]

Reading: invented everyday reports (`everyday_news.py`) as JSON lines, read by `batch.run` with one process and by the reader
alone. With LISTS (folders of official lists) and NAMES (`negatives_us.csv`, people on no list) also screening: people as
Parquet, screened by `batch.run` and by the screener alone. Rates are of processor time of one core; ratios hold on any machine.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from everyday_news import everyday_reports
from listed_names import LISTS

from enduse import screening
from enduse.batch import Reading, Screening, run
from enduse.desk import latest_day, read_source, set_up_desk
from enduse.lists import load_list
from enduse.read.sources import Source
from enduse.screen.intake import read_objects
from enduse.store import Store

COUNT = 3_000


def seconds(work: Callable[[], object]) -> float:
    """Processor time of doing something."""
    began = time.process_time()
    work()
    return time.process_time() - began


def held() -> float:
    """The most memory held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def bench_reading(folder: Path) -> None:
    """Documents a second, in batches and one by one."""
    reports = list(everyday_reports(COUNT, seed=7))
    path = folder / "news.jsonl"
    path.write_text("".join(json.dumps({"name": str(n), "text": t}) + "\n" for n, t in enumerate(reports)), encoding="utf-8")
    desk = set_up_desk(reader=None, store=None, published=None, publisher=None, today=latest_day())
    sources = [Source(name=str(n), data=text.encode(), media_type="text/plain") for n, text in enumerate(reports)]
    read_source(desk, sources[0])
    alone = seconds(lambda: [read_source(desk, source) for source in sources])
    work = Reading(today=latest_day())
    began = held()
    batched = seconds(lambda: list(run([str(path)], folder / "read", work=work, rows=500, workers=1)))
    size = sum(map(len, reports)) / COUNT
    print(
        f"reading {COUNT:,} reports of {size:,.0f} characters: {COUNT / batched:,.1f} a second in batches, "
        f"{COUNT / alone:,.1f} alone   ratio {alone / batched:.2f}   memory {began:,.0f} -> {held():,.0f} MB"
    )


def bench_screening(folder: Path, lists: Path, names: Path) -> None:
    """Parties a second, in batches and one by one."""
    with (names / "negatives_us.csv").open(encoding="utf-8") as stream:
        people = [
            {"name": row["full_name"], "birth": row["date_of_birth"], "nationality": row["nationality"], "type": "Person"}
            for row in csv.DictReader(stream)
        ][:COUNT]
    pq.write_table(pa.Table.from_pylist(people), folder / "people.parquet")
    with Store.open(folder / "enduse.db") as store:
        for name, pattern in LISTS.items():
            load_list(store, sorted(lists.glob(pattern)), now=dt.datetime.now(dt.UTC), name=name, accept=True)
        as_of = dt.datetime.now(dt.UTC).date()
        desk = screening.open_desk(store, as_of=as_of)
        shipments = [i.shipment for i in read_objects(enumerate(people, 1)) if i.shipment is not None]
        desk.screen(shipments[0])
        alone = seconds(lambda: [list(desk.judged(s, desk.screen(s).findings)) for s in shipments])
        opening = seconds(lambda: screening.open_desk(store, as_of=as_of))
        began = held()
        batched = seconds(
            lambda: list(
                run(
                    [str(folder / "people.parquet")],
                    folder / "out",
                    work=Screening(store=store, as_of=as_of),
                    rows=500,
                    workers=1,
                )
            )
        )
    entries = sum(each.entries for each in desk.screener.lists)
    print(
        f"screening {len(people):,} people against {entries:,} entries: {len(people) / (batched - opening):,.0f} a second in "
        f"batches, {len(people) / alone:,.0f} alone   ratio {alone / (batched - opening):.2f}   set up {opening:.1f} s   "
        f"memory {began:,.0f} -> {held():,.0f} MB"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        bench_reading(Path(temporary))
        if len(sys.argv) > 2:
            bench_screening(Path(temporary), Path(sys.argv[1]), Path(sys.argv[2]))
