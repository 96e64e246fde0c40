"""On a Spark cluster of two executors, each a process of its own: nothing lost, nothing twice, also where one is killed."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from enduse.store import Store

from .builders import TODAY, documents, write_parquet
from .spark_reader import SlowReader

pytest.importorskip("pyspark")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    pytest.mark.filterwarnings("default"),
]
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    paths = os.pathsep.join([str(HERE.parents[1]), str(HERE.parent)])
    pids = tmp_path_factory.mktemp("pids")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("enduse tests")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.executor.memory", "512m")
        .config("spark.executorEnv.PYTHONPATH", paths)
        .config("spark.executorEnv.ENDUSE_TEST_PIDS", str(pids))
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "5")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    session.pids = pids
    try:
        yield session
    finally:
        session.stop()


def kill_one_executor(pids: Path, is_done: threading.Event, killed_in: list[bool]) -> None:
    """Kill -9 the first process that was seen to be at work, once two of them are; note whether the job still ran then."""
    until = time.monotonic() + 120
    while len(list(pids.iterdir())) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    os.kill(int(sorted(pids.iterdir())[0].name), signal.SIGKILL)
    killed_in.append(not is_done.is_set())


def test_an_executor_that_is_killed_takes_nothing_with_it(spark: Any, tmp_path: Path) -> None:
    from enduse.batch.spark import read_frame

    write_parquet(tmp_path / "a.parquet", documents(240))
    frame = spark.read.parquet(str(tmp_path / "a.parquet")).repartition(12)
    is_done, killed_in = threading.Event(), list[bool]()
    killer = threading.Thread(target=kill_one_executor, args=(spark.pids, is_done, killed_in))
    killer.start()
    rows = read_frame(frame, reader=SlowReader, today=TODAY).collect()
    is_done.set()
    killer.join()
    assert killed_in == [True], "the executor was not killed in mid-job"
    assert Counter(row.doc for row in rows) == Counter(f"doc-{n}" for n in range(240))
    assert sum(row.kind is not None for row in rows) == 120


def test_documents_are_saved_to_a_ledger_once(spark: Any, tmp_path: Path) -> None:
    import datetime as dt

    from enduse.batch.spark import read_frame
    from readers import WordReader

    write_parquet(tmp_path / "a.parquet", documents(60))
    ledger = f"sqlite:///{tmp_path / 'enduse.db'}"  # the executors are on this machine
    frame = spark.read.parquet(str(tmp_path / "a.parquet")).repartition(6)
    read = read_frame(frame, reader=WordReader, today=TODAY, ledger=ledger, read_at=dt.datetime(2026, 7, 31, tzinfo=dt.UTC))
    assert [read.count() for _ in "12"] == [60, 60]  # the second time all tasks are done again
    with Store.open(ledger, read_only=True) as store:
        assert {document.name for document in store.documents()} == {f"doc-{n}" for n in range(60)}
        assert store.counts()["statements"] == 30
        assert store.counts()["former"] == 0


def test_shipments_are_screened_as_on_one_machine(spark: Any, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    from enduse.batch import screen_batches
    from enduse.batch.spark import screen_frame
    from enduse.screening import open_desk

    rows = [
        {"reference": f"S{n:03}", "name": "Shahed Aviation Industries" if n % 5 == 0 else f"Garden Tools {n} GmbH",
         "country": "IR", "date": "2026-03-01"} for n in range(60)
    ]  # fmt: skip
    path = write_parquet(tmp_path / "a.parquet", rows)
    with Store.open(tmp_path / "enduse.db") as store:
        here = screen_batches(pq.ParquetFile(path).iter_batches(), desk=open_desk(store))
        expected = Counter((row["reference"], row["rule"], row["words"]) for each in here for row in each.to_pylist())
    found = screen_frame(spark.read.parquet(str(path)).repartition(4), tmp_path / "enduse.db").collect()
    assert Counter((row.reference, row.rule, row.words) for row in found) == expected
    assert len(expected) >= 60
