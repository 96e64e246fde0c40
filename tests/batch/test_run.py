"""A run over folders of files: every row once, resumed, and nothing that breaks takes more than its own row."""

from __future__ import annotations

import datetime as dt
import functools
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.fast import slow_but

from enduse.batch import Screening, Step, run
from enduse.batch.parts import PartsFolder
from enduse.errors import InputError
from enduse.lists import load_list
from enduse.store import Store

from ..un_list import write_un_list
from .builders import QUIET, REPORT, documents, manifest, reading, rows_in, write_json_lines, write_parquet


def do(folder: Path, out: Path, *, rows: int = 5, workers: int = 1, **options: Any) -> list[Step]:
    return list(run([str(folder)], out, work=reading(**options), rows=rows, workers=workers))


@pytest.fixture
def given(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    write_parquet(folder / "a.parquet", documents(23, prefix="a"))
    write_json_lines(folder / "b.jsonl", documents(10, prefix="b"))
    write_json_lines(folder / "c.jsonl", documents(1, prefix="c"))
    return folder


NAMES = [f"a-{n}" for n in range(23)] + [f"b-{n}" for n in range(10)] + ["c-0"]


@pytest.mark.parametrize("workers", slow_but([1], [1, 2]))
def test_every_document_is_there_once_in_order(given: Path, tmp_path: Path, workers: int) -> None:
    steps = do(given, tmp_path / "out", workers=workers)
    assert [row["doc"] for row in rows_in(tmp_path / "out")] == NAMES
    told = manifest(tmp_path / "out")
    assert (told["asked"], told["found"], told["problems"], len(told["parts"])) == (34, 16, 0, 5 + 2 + 1)
    done = [step.done for step in steps]
    assert done == sorted(done)
    assert done[-1] == steps[-1].total


def test_the_same_again_does_nothing_and_writes_nothing(given: Path, tmp_path: Path) -> None:
    do(given, tmp_path / "out")
    before = {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in (tmp_path / "out").glob("*.parquet")}
    assert not any(step.is_new for step in do(given, tmp_path / "out"))
    assert before == {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in (tmp_path / "out").glob("*.parquet")}


def test_a_run_that_was_left_goes_on_with_what_is_missing(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    steps = run([str(given)], out, work=reading(), rows=5, workers=1)
    assert next(steps).part is not None
    assert next(steps).part is not None
    steps.close()  # type: ignore[attr-defined]  # a generator
    assert not (out / "_manifest.json").exists()
    again = do(given, out)
    assert sum(not step.is_new for step in again) == 2
    assert [row["doc"] for row in rows_in(out)] == NAMES


def test_a_part_in_the_middle_that_is_missing_is_made_again(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    do(given, out)
    (out / "part-00000-000002.parquet").unlink()
    (out / "_draft-1-part-00000-000002.parquet").write_bytes(b"half")
    assert [step.part.number for step in do(given, out) if step.is_new and step.part] == [2]
    assert [row["doc"] for row in rows_in(out)] == NAMES
    assert not list(out.glob("_draft*"))


def test_a_damaged_part_is_told_and_never_taken_for_whole(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    do(given, out)
    part = out / "part-00000-000001.parquet"
    part.write_bytes(part.read_bytes()[:-9])
    with pytest.raises(InputError, match=r"part-00000-000001\.parquet.*remove it"):
        do(given, out)


@pytest.mark.parametrize("change", ["inputs", "rows", "options"])
def test_another_run_does_not_go_into_the_folder(given: Path, tmp_path: Path, change: str) -> None:
    out = tmp_path / "out"
    do(given, out)
    if change == "inputs":
        write_json_lines(given / "c.jsonl", documents(2, prefix="c"))
    with pytest.raises(InputError, match=f"a run over other {change}"):
        do(given, out, rows=6 if change == "rows" else 5, publisher="The Daily" if change == "options" else None)


def test_a_folder_of_other_files_is_left_alone(given: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="other files"):
        do(given, given)


def test_two_runs_do_not_share_a_folder(given: Path, tmp_path: Path) -> None:
    with PartsFolder(tmp_path / "out").locked(), pytest.raises(InputError, match="another run"):
        do(given, tmp_path / "out")


def test_an_input_that_breaks_off_is_told_and_the_rest_is_done(given: Path, tmp_path: Path) -> None:
    (given / "b.jsonl").rename(given / "b.parquet")
    (step,) = [step for step in do(given, tmp_path / "out") if step.problem is not None]
    assert "b.parquet" in str(step.problem)
    assert [row["doc"] for row in rows_in(tmp_path / "out")] == [name for name in NAMES if name[0] != "b"]
    assert manifest(tmp_path / "out")["inputs_with_problems"] == [step.problem]


def test_a_table_without_texts_is_told_at_once(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "a.parquet", [{"colour": "red"}])
    (step,) = do(path, tmp_path / "out")
    assert "no column `text`" in str(step.problem)


def test_problems_are_counted_by_the_rows_that_have_one(tmp_path: Path) -> None:
    path = write_json_lines(tmp_path / "a.jsonl", [{"name": "x", "text": f"{REPORT}\n\n{REPORT}", "published": "soon"}])
    do(path, tmp_path / "out")
    assert [row["problem"] is None for row in rows_in(tmp_path / "out")] == [False, False]
    assert manifest(tmp_path / "out")["problems"] == 1


@pytest.mark.slow  # each death starts new processes
def test_a_document_that_kills_its_process_is_lost_alone(tmp_path: Path) -> None:
    rows = documents(20)
    rows[7] = {"name": "deadly", "text": f"DIE {QUIET}"}
    path = write_json_lines(tmp_path / "a.jsonl", rows)
    do(path, tmp_path / "out", rows=4, workers=2)
    got = rows_in(tmp_path / "out")
    assert [row["row"] for row in got] == list(range(1, 21))
    assert [row["row"] for row in got if row["problem"]] == [8]
    assert manifest(tmp_path / "out")["problems"] == 1
    assert not list((tmp_path / "out").glob("_draft*"))


def test_what_cannot_be_prepared_ends_the_run(given: Path, tmp_path: Path) -> None:
    from enduse.batch import Reading
    from enduse.errors import ModelError
    from readers import MissingReader

    from .builders import TODAY

    with pytest.raises(ModelError):
        list(run([str(given)], tmp_path / "out", work=Reading(today=TODAY, reader=MissingReader), rows=5))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "enduse.db") as opened:
        yield opened


def test_shipments_are_screened_and_never_cut_in_two(store: Store, tmp_path: Path) -> None:
    rows = [
        {"reference": f"S{n // 3}", "consignee": "Shahed Aviation Industries" if n // 3 % 2 else f"Garden Tools {n // 3} GmbH",
         "country": "IR" if n // 3 % 2 else "DE", "hs code": "820110", "date": "2026-03-01"} for n in range(30)
    ]  # fmt: skip
    path = write_parquet(tmp_path / "a.parquet", rows)
    findings = {}
    for size in (1, 4, 30):
        out = tmp_path / f"out{size}"
        list(run([str(path)], out, work=Screening(store=store), rows=size, workers=1))
        findings[size] = [{k: v for k, v in row.items() if k != "source"} for row in rows_in(out)]
        assert manifest(out)["asked"] == 10
    assert findings[1] == findings[4] == findings[30]
    listed = {row["reference"] for row in findings[30] if row["rule"] == "party.name"}
    assert listed == {"S1", "S3", "S5", "S7", "S9"}


def test_a_run_is_never_of_mixed_lists(store: Store, tmp_path: Path) -> None:
    import datetime as dt

    from enduse.lists import load_list

    from ..un_list import many, write_un_list

    path = write_parquet(tmp_path / "a.parquet", [{"name": "Person Number003 Example"}])
    again = functools.partial(run, [str(path)], tmp_path / "out", rows=4, workers=1)
    list(again(work=Screening(store=store)))
    load_list(store, [write_un_list(tmp_path / "un.xml", many(12))], now=dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    with pytest.raises(InputError, match="other options"):
        list(again(work=Screening(store=store)))


def test_long_statements_go_out_a_batch_at_a_time(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    path = write_json_lines(tmp_path / "a.jsonl", [{"name": "many", "text": f"{REPORT} {'drones ' * 5000}"}])
    do(path, tmp_path / "out")
    file = pq.ParquetFile(tmp_path / "out" / "part-00000-000000.parquet")
    assert file.metadata.num_rows == 5001
    assert file.num_row_groups >= 3


def test_lists_that_are_updated_meanwhile_are_not_asked(tmp_path: Path) -> None:
    def load(store: Store, name: str, day: int) -> None:
        file = write_un_list(tmp_path / "un.xml", {"KPi.001": name}, day=f"2026-02-{day:02}")
        load_list(store, [file], now=dt.datetime(2026, 3, day, tzinfo=dt.UTC), accept=True)

    with Store.open(tmp_path / "enduse.db") as store:
        load(store, "Ri Won Ho", 1)
        work = Screening(store=store)
        assert work.options["lists"]
        load(store, "Jo Yong Chol", 2)
        late = pickle.loads(pickle.dumps(work)).set_up()  # as another process has it
        assert {party.caption for party in late.screener.parties} == {"Ri Won Ho"}
        assert {party.caption for party in Screening(store=store).set_up().screener.parties} == {"Jo Yong Chol"}
