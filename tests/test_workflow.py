"""The use cases end to end, with a reader that needs no network."""

from __future__ import annotations

import datetime as dt
import functools
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.fast import slow_but
from tests.workspaces import make_workspace

from enduse import workflow
from enduse.desk import ReadResult, latest_day
from enduse.errors import InputError, ModelError, StoreError
from enduse.rows import statement_row
from enduse.store import Store

HERE = Path(__file__).parent
REPORT = (
    "Title: Drones for Russia\nPublished: 2022-12-09\nPublisher: The Daily\n\n"
    "Officials said that Iran has sold drones to Russia, and that more of the drones would follow in the coming weeks.\n"
)


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(make_workspace(tmp_path)) as opened:
        yield opened


def write_reports(folder: Path, number: int, **others: str) -> Path:
    folder.mkdir()
    for count in range(number):
        (folder / f"{count:03}.txt").write_text(REPORT + f"This is report number {count} of them.\n", encoding="utf-8")
    for name, word in others.items():
        (folder / f"{name}.txt").write_text(REPORT + f"{word}\n", encoding="utf-8")
    return folder


def read_all(*inputs: Path | str, **options: Any) -> list[ReadResult]:
    from readers import WordReader

    return list(workflow.read(inputs, **{"reader": WordReader, **options}))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_folder_is_read_in_order(tmp_path: Path, workers: int) -> None:
    results = read_all(write_reports(tmp_path / "in", 30), workers=workers)
    assert [Path(r.name).name for r in results] == [f"{count:03}.txt" for count in range(30)]
    for result in results:
        assert result.document is not None
        assert result.reading is not None
        assert (result.problem, result.known, result.reader_name) == (None, False, "words 1")
        assert result.document.published == dt.date(2022, 12, 9)
        assert [s.quote for s in result.reading.statements] == ["drones", "drones"]


def test_folders_use_other_processes_and_one_file_does_not(tmp_path: Path) -> None:
    from readers import PidReader

    folder = write_reports(tmp_path / "in", 30, slow="SLOW")
    pids = {r.reader_name for r in read_all(folder, reader=PidReader, workers=2)}
    assert f"pid {os.getpid()}" not in pids
    assert {r.reader_name for r in read_all(folder / "000.txt", reader=PidReader)} == {f"pid {os.getpid()}"}


@pytest.mark.parametrize("workers", slow_but([1], [1, 2]))
def test_what_cannot_be_read_is_a_problem_and_the_rest_goes_on(tmp_path: Path, store: Store, workers: int) -> None:
    folder = write_reports(tmp_path / "in", 12, fail="FAIL")
    (folder / "005.txt").write_bytes(b"")
    inputs = [tmp_path / "nowhere.txt", folder, "https://example.org/page"]
    results = read_all(*inputs, workers=workers, store=store)
    assert len(results) == 15
    problems = {Path(r.name).name: r.problem for r in results if r.problem is not None}
    assert sorted(problems) == ["005.txt", "fail.txt", "nowhere.txt", "page"]
    assert all(problem and "\n" not in problem and name in problem for name, problem in problems.items())
    assert "ValueError: cannot bear this text" in str(problems["fail.txt"])
    assert store.counts()["documents"] == 11
    assert all((r.document is None) == (r.problem is not None) for r in results)


@pytest.mark.slow
def test_a_document_that_kills_its_process_is_a_problem(tmp_path: Path, store: Store) -> None:
    folder = write_reports(tmp_path / "in", 20, b_die="DIE")
    results = read_all(folder, workers=2, store=store)
    assert [Path(r.name).name for r in results if r.problem] == ["b_die.txt"]
    assert store.counts()["documents"] == 20


@pytest.mark.parametrize("workers", slow_but([1], [1, 2]))
def test_reading_again_changes_nothing_and_gives_the_same(tmp_path: Path, store: Store, workers: int) -> None:
    folder = write_reports(tmp_path / "in", 8)
    first = read_all(folder, store=store, workers=workers)
    counts, ids = store.counts(), [s.id for s in store.statements()]
    again = read_all(folder, store=store, workers=workers)
    assert not any(r.known for r in first)
    assert all(r.known for r in again)
    assert [(r.name, r.document, r.reading) for r in again] == [(r.name, r.document, r.reading) for r in first]
    assert (store.counts(), [s.id for s in store.statements()]) == (counts, ids)
    assert counts["statements"] == 16


def test_a_changed_file_another_date_or_another_reader_is_read_again(tmp_path: Path, store: Store) -> None:
    from readers import WordReader

    path = write_reports(tmp_path / "in", 1) / "000.txt"
    options: list[dict[str, Any]] = [
        {},
        {"published": dt.date(2023, 1, 1)},
        {"reader": functools.partial(WordReader, version="2")},
    ]
    assert [read_all(path, store=store, **{**options[1], **more})[0].known for more in options] == [False, True, False]
    path.write_text(REPORT + "Changed.", encoding="utf-8")
    assert not read_all(path, store=store)[0].known
    assert (store.counts()["documents"], store.counts()["former"]) == (1, 1)


def test_each_result_is_committed_when_it_is_seen(tmp_path: Path, store: Store) -> None:
    told: list[str] = []
    results = workflow.read(
        [write_reports(tmp_path / "in", 6)], reader=_words(), store=store, workers=1, progress=lambda r: told.append(r.name)
    )
    for count, result in enumerate(results, start=1):
        assert store.counts()["documents"] == count
        assert told[-1] == result.name
    assert len(told) == 6


@pytest.mark.slow
def test_a_run_that_was_left_goes_on_where_it_was(tmp_path: Path, store: Store) -> None:
    folder = write_reports(tmp_path / "in", 30)
    results = workflow.read([folder], reader=_words(), store=store, workers=2)
    for _ in range(10):
        next(results)
    results.close()  # type: ignore[attr-defined]
    assert [r.known for r in read_all(folder, store=store, workers=2)] == [True] * 10 + [False] * 20


def test_a_reader_that_cannot_be_made_ends_the_run(tmp_path: Path) -> None:
    from readers import MissingReader

    folder = write_reports(tmp_path / "in", 6)
    for workers in (1, 2):
        with pytest.raises(ModelError, match="install Enduse again"):
            read_all(folder, reader=MissingReader, workers=workers)


def test_a_store_that_cannot_be_written_ends_the_run(tmp_path: Path, store: Store) -> None:
    with Store.open(tmp_path / "enduse.db", read_only=True) as other, pytest.raises(StoreError, match="may only be read"):
        read_all(write_reports(tmp_path / "in", 6), store=other, workers=1)


def test_standard_input_and_given_facts(tmp_path: Path) -> None:
    (result,) = read_all("-", stdin=io.BytesIO(REPORT.encode()), published=dt.date(2023, 1, 2), publisher="Mine")
    assert result.document is not None
    assert (result.document.published, result.document.publisher) == (dt.date(2023, 1, 2), "Mine")


def test_a_date_in_the_future_is_a_problem(tmp_path: Path) -> None:
    path = write_reports(tmp_path / "in", 1) / "000.txt"
    (result,) = read_all(path, today=dt.date(2022, 12, 8))
    assert "2022-12-09" in str(result.problem)
    assert dt.timedelta(0) <= latest_day() - dt.datetime.now(dt.UTC).date() <= dt.timedelta(days=1)


def write_rows(path: Path, rows: list[Any], end: str = "\n") -> Path:
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows) + end, encoding="utf-8")
    return path


def rows_of(folder: Path) -> list[dict[str, Any]]:
    """Rows as `enduse read` writes them, with the documents' names as people give them."""
    results = read_all(folder)
    return [{**statement_row(s), "doc": Path(r.name).name} for r in results if r.reading for s in r.reading.statements]


def test_statements_of_a_file_are_joined_to_their_documents(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 3)
    rows = [r for r in rows_of(folder) if r["doc"] != "002.txt"] + [{"doc": "002.txt", "kind": None}]
    record = workflow.load_statements(write_rows(tmp_path / "s.jsonl", rows), folder)
    assert (record.problems, record.notes) == ((), ())
    assert [statement_row(s) for s in record.statements] == rows[:-1]
    assert [d.name for d in record.documents] == ["000.txt", "001.txt", "002.txt"]
    assert record.documents[0].publisher == "The Daily"


def test_rows_that_cannot_be_used_are_problems_with_their_line(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 2)
    (folder / "unused.txt").write_bytes(b"")
    good = rows_of(folder)
    rows = [
        good[0],
        "{not json",
        "",
        {**good[1], "status": "sold"},
        {**good[1], "quote": "other"},
        ["list"],
        {"kind": "transfer"},
        {**good[1], "doc": "missing.txt"},
    ]
    record = workflow.load_statements(write_rows(tmp_path / "s.jsonl", rows), folder)
    assert len(record.statements) == 2
    assert [p.split("s.jsonl, ")[1].split(":")[0] for p in record.problems if "s.jsonl" in p] == [
        f"line {n}" for n in (2, 6, 7, 4, 5, 8)
    ]
    assert all("\n" not in problem for problem in record.problems)


def test_a_last_line_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 1)
    good = rows_of(folder)
    record = workflow.load_statements(write_rows(tmp_path / "s.jsonl", [good[0], json.dumps(good[1])[:50]], end=""), folder)
    assert len(record.statements) == 1
    assert record.problems == ()
    assert "line 2: the last line was cut off" in record.notes[0]
    whole = workflow.load_statements(write_rows(tmp_path / "s.jsonl", good, end=""), folder)
    assert len(whole.statements) == 2


@pytest.mark.parametrize("name", ["missing.jsonl", "binary.jsonl", "."])
def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="one JSON object a line"):
        workflow.load_statements(tmp_path / name, tmp_path)
    with pytest.raises(InputError, match="is no folder"):
        workflow.load_statements(write_rows(tmp_path / "s.jsonl", []), tmp_path / "missing")


def test_transfers_are_merged_alike_from_a_store_and_from_files(tmp_path: Path, store: Store) -> None:
    folder = write_reports(tmp_path / "in", 3)
    read_all(folder, store=store)
    (transfer,) = workflow.transfers(store)
    assert (transfer.supplier, transfer.recipient, transfer.category, len(transfer.statements)) == ("IR", "RU", "uav", 6)
    record = workflow.load_statements(write_rows(tmp_path / "s.jsonl", rows_of(folder)), folder)
    (same,) = workflow.transfers(record)
    assert (same.supplier, same.recipient, same.first_reported, same.sources) == ("IR", "RU", "2022-12-09", transfer.sources)
    assert workflow.transfers(store, supplier="KP") == []
    assert workflow.transfers(store, as_of=dt.date(2022, 12, 8)) == []


def test_a_transfer_is_shown_by_the_beginning_of_its_id(tmp_path: Path, store: Store) -> None:
    read_all(write_reports(tmp_path / "in", 2), store=store)
    (transfer,) = workflow.transfers(store)
    for words in (transfer.id, transfer.id[:6], transfer.id[2:7]):
        history = workflow.show(store, words)
        assert history.transfer.id == transfer.id
        assert sorted(history.documents) == sorted(transfer.documents)
    for words in ("t-zzz", ""):
        with pytest.raises(InputError, match="there is no transfer"):
            workflow.show(store, words)


def _words() -> Any:
    from readers import WordReader

    return WordReader
