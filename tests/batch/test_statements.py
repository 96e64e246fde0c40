"""Documents in, statements out."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from enduse.batch import JSON_ROWS, STATEMENTS, read_batches
from enduse.errors import InputError
from enduse.store import Store

from .builders import QUIET, REPORT, batch, documents, reading


def read(*batches: pa.RecordBatch, **options: Any) -> list[dict[str, Any]]:
    made = list(read_batches(batches, desk=reading().set_up(), **options))
    assert all(each.schema == STATEMENTS for each in made)
    return [row for each in made for row in each.to_pylist()]


def test_every_document_has_a_row_and_statements_their_place() -> None:
    rows = read(batch(documents(3)), batch(documents(2, prefix="more")), source="in.parquet")
    assert [(row["doc"], row["kind"], row["row"]) for row in rows] == [
        ("doc-0", None, 1), ("doc-1", "transfer", 2), ("doc-2", None, 3), ("more-0", None, 4), ("more-1", "transfer", 5),
    ]  # fmt: skip
    text = documents(2)[1]["text"]
    assert text[rows[1]["start"] : rows[1]["end"]] == rows[1]["quote"] == "drones"
    assert {row["source"] for row in rows} == {"in.parquet"}
    assert rows[1]["items"][0]["category"] == "uav"
    assert rows[1]["id"].startswith("s-")


def test_facts_of_the_row_are_the_documents() -> None:
    about = {"name": "x", "text": REPORT, "published": "2023-01-02", "publisher": "The Daily", "url": "https://a.example/x"}
    (row,) = read(batch([about]))
    assert (row["published"], row["publisher"], row["url"]) == (dt.date(2023, 1, 2), "The Daily", "https://a.example/x")


@pytest.mark.parametrize("day", [dt.date(2023, 1, 2), dt.datetime(2023, 1, 2, 5, tzinfo=dt.UTC), "2 January 2023"])
def test_days_come_in_any_type(day: object) -> None:
    (row,) = read(batch([{"name": "x", "text": REPORT, "published": day}]))
    assert row["published"] == dt.date(2023, 1, 2)


@pytest.mark.parametrize("day", ["soon", "03/04/2023", "2023-13-45", "1714608000", 1714608000, "2023-05"])
def test_a_day_that_is_none_is_told_and_the_document_read_without(day: object) -> None:
    rows = read(batch([{"name": "x", "text": REPORT, "published": day}]), source="in.csv")
    assert [(row["kind"], row["published"], row["row"]) for row in rows] == [("transfer", None, 1)]
    assert f"x: published '{day}' is no day" in rows[0]["problem"]
    work = reading(published=dt.date(2023, 5, 1))
    (made,) = read_batches([batch([{"name": "x", "text": REPORT, "published": day}])], desk=work.set_up())
    assert [(row["published"], row["problem"]) for row in made.to_pylist()] == [(dt.date(2023, 5, 1), None)]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())])
def test_a_page_may_come_as_text_where_a_table_holds_texts_alone(kind: pa.DataType) -> None:
    page = f"<html><head><title>Sale</title></head><body><p>{REPORT} Über</p></body></html>"
    given = {"data": pa.array([page], kind), "media_type": ["text/html; charset=latin-1"]}
    (one,) = read(pa.record_batch(given))
    (other,) = read(pa.record_batch({"data": [page.encode()], "media_type": ["text/html; charset=utf-8"]}))
    told = ("kind", "title", "quote", "doc_sha256")
    assert [one[name] for name in told] == [other[name] for name in told]
    assert one["title"] == "Sale"


def test_a_table_one_batch_and_columns_of_any_kind_of_text() -> None:
    table = pa.table({"text": pa.array([REPORT, None], pa.string_view()), "name": pa.array(["a", "b"]).dictionary_encode()})
    desk = reading().set_up()
    for given in (table, table.to_batches()[0], table.to_batches(max_chunksize=1)):
        rows = [row for made in read_batches(given, desk=desk) for row in made.to_pylist()]
        assert [(row["row"], row["doc"], row["kind"], row["problem"] is None) for row in rows] == [
            (1, "a", "transfer", True), (2, "b", None, False),
        ]  # fmt: skip


def test_when_it_was_fetched_is_saved_with_it(tmp_path: Path) -> None:
    moments = [dt.datetime(2026, 1, 2, 3, tzinfo=dt.UTC), "2026-01-02T03:00:00", "2026-01-02T04:00+01:00", "lately"]
    work = reading(ledger=tmp_path / "enduse.db", read_at=dt.datetime(2026, 7, 31, tzinfo=dt.UTC))
    for number, moment in enumerate(moments):
        given = batch([{"name": f"n{number}", "text": REPORT, "fetched_at": moment}])
        Store.open(tmp_path / "enduse.db").close()
        (made,) = work.convert(work.set_up(), [given], source="a", first=1)
        problem = made.column("problem")[0].as_py()
        assert (problem is None) == (moment != "lately"), problem
    with Store.open(tmp_path / "enduse.db", read_only=True) as store:
        assert [document.fetched_at for document in store.documents()] == [moments[0]] * 3 + [None]


def test_pages_come_as_bytes_with_their_media_type() -> None:
    page = f"<html><body><article><p>{REPORT}</p><p>{QUIET}</p></article></body></html>".encode()
    (row,) = read(batch([{"url": "https://a.example/1", "data": page, "media_type": "text/html"}]))
    assert (row["doc"], row["quote"]) == ("https://a.example/1", "drones")


def test_texts_that_are_kept_as_plain_bytes_are_texts() -> None:
    (row,) = read(batch([{"name": b"a", "text": REPORT.encode(), "publisher": b"The Daily"}]))
    assert (row["doc"], row["publisher"], row["kind"]) == ("a", "The Daily", "transfer")


def test_other_columns_are_mapped_and_the_rest_passed_over() -> None:
    rows = read(batch([{"headline": "A title", "body": REPORT, "clicks": 7}]), mapping={"body": "text", "headline": "title"})
    assert (rows[0]["title"], rows[0]["kind"]) == ("A title", "transfer")


def test_rows_may_be_json_and_a_broken_one_is_a_problem_of_its_own() -> None:
    lines = [json.dumps(documents(2)[1]), "{", "[1]", json.dumps({"name": "no text"}), None]
    rows = read(pa.RecordBatch.from_pylist([{"json": line} for line in lines], schema=JSON_ROWS))
    assert [row["problem"] is None for row in rows] == [True, False, False, False, False]
    assert [row["row"] for row in rows] == [1, 2, 3, 4, 5]
    assert "column `text`" in rows[3]["problem"]


def test_a_document_that_the_reader_cannot_bear_sinks_nothing() -> None:
    rows = read(
        batch([{"name": "a", "text": REPORT}, {"name": "second", "text": f"FAIL {QUIET}"}, {"name": "c", "text": REPORT}])
    )
    assert [row["kind"] for row in rows] == ["transfer", None, "transfer"]
    assert rows[1]["problem"].startswith("second: left out")


def test_a_number_beyond_any_column_spoils_its_own_row_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    import dataclasses

    import readers
    from enduse.model import Item, Quantity, Statement

    plain = readers.drones_at

    def many(document: Any, start: int) -> Statement:
        statement = plain(document, start)
        if "doc-1" not in document.name:
            return statement
        return dataclasses.replace(statement, items=(Item(category="uav", text="drones", quantity=Quantity(low=10**30)),))

    monkeypatch.setattr(readers, "drones_at", many)
    rows = read(batch(documents(4)))
    assert [row["kind"] for row in rows] == [None, None, None, "transfer"]
    assert "its items cannot be kept" in rows[1]["problem"]


def test_documents_are_saved_to_the_ledger_once(tmp_path: Path) -> None:
    given = batch([*documents(4), {"name": "no text"}])
    work = reading(ledger=tmp_path / "enduse.db", read_at=dt.datetime(2026, 7, 31, tzinfo=dt.UTC))
    told = [
        [row for each in work.convert(work.set_up(), [given], source="a", first=1) for row in each.to_pylist()] for _ in "12"
    ]
    assert told[0] == told[1]
    assert [row["problem"] is None for row in told[0]] == [True, True, True, True, False]
    with Store.open(tmp_path / "enduse.db", read_only=True) as store:
        assert [document.name for document in store.documents()] == [f"doc-{n}" for n in range(4)]
        assert store.counts() == {"documents": 4, "former": 0, "statements": 2, "transfer": 2, "measure": 0, "use": 0}


def test_nothing_is_saved_without_a_moment(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="read_at"):
        reading(ledger=tmp_path / "enduse.db").set_up()
