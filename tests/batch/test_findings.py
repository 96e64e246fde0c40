"""Shipments in, findings out: the same as the screening of a file gives."""

from __future__ import annotations

import csv
import datetime as dt
import decimal
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from enduse import screening
from enduse.batch import FINDINGS, JSON_ROWS, Screening, screen_batches
from enduse.batch.inputs import find_inputs, stretches
from enduse.errors import InputError
from enduse.party_rows import finding_row
from enduse.store import Store

from .builders import batch
from .test_inputs import write_sheet

LISTED = "Shahed Aviation Industries"
ROWS: list[dict[str, Any]] = [
    {"reference": "S1", "consignee": LISTED, "consignee country": "IR", "hs code": "854231", "date": "2026-03-01"},
    {"reference": "S1", "consignee": LISTED, "consignee country": "IR", "hs code": "880730", "date": "2026-03-01"},
    {"reference": "S2", "consignee": "Quiet Garden Tools GmbH", "consignee country": "DE", "hs code": "820110",
     "date": "2026-03-02"},
    {"reference": "S3", "consignee": "", "consignee country": "", "hs code": "", "date": "2026-03-03"},
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("workspace") / "enduse.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(store: Store) -> screening.Desk:
    return screening.open_desk(store)


def screen(desk: screening.Desk, *batches: pa.RecordBatch, **options: Any) -> list[dict[str, Any]]:
    made = list(screen_batches(batches, desk=desk, **options))
    assert all(each.schema == FINDINGS for each in made)
    return [row for each in made for row in each.to_pylist()]


def told(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(row["reference"], row["row"], row["last_row"], row["rule"], row["severity"], row["words"]) for row in rows]


def test_it_finds_what_the_screening_of_a_file_finds(desk: screening.Desk, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "shipments.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(ROWS[0]))
        writer.writeheader()
        writer.writerows(ROWS)
    now = dt.datetime(2026, 7, 31, tzinfo=dt.UTC)
    answers = list(screening.screen_file(store, path, now=now, desk=desk))
    expected = [
        (a.shipment.reference, a.first, a.last, row["rule"], row["severity"], row["words"])
        for a in answers
        if a.shipment is not None
        for row in (finding_row(judged.finding) for judged in a.judged)
    ]
    assert {row[3] for row in expected} >= {"party.name"}
    rows = screen(desk, batch(ROWS), first=2)
    assert told([row for row in rows if row["rule"]]) == expected
    assert {row["reference"] for row in rows} >= {"S1", "S2"}
    assert next(row for row in rows if row["row"] == 5)["problem"]


def test_a_shipment_without_findings_has_a_row_that_says_what_was_asked(desk: screening.Desk) -> None:
    (row,) = screen(desk, batch([ROWS[2]]))
    assert (row["reference"], row["rule"], row["problem"]) == ("S2", None, None)
    assert "sample" in row["asked"]
    assert row["as_of"] == dt.date(2026, 3, 2)


def test_a_shipment_may_go_over_the_end_of_a_batch(desk: screening.Desk) -> None:
    assert told(screen(desk, batch(ROWS[:1]), batch(ROWS[1:]))) == told(screen(desk, batch(ROWS)))


def test_nested_json_and_flat_rows_say_the_same(desk: screening.Desk) -> None:
    nested = [
        {"reference": "S1", "date": dt.date(2026, 3, 1), "parties": [{"name": LISTED, "role": "consignee", "country": "IR"}],
         "goods": [{"hs": "854231"}, {"hs": "880730"}]},
        {"reference": "S2", "date": dt.date(2026, 3, 2), "parties": [{"name": "Quiet Garden Tools GmbH", "role": "consignee",
         "country": "DE"}], "goods": [{"hs": "820110"}]},
    ]  # fmt: skip
    lines = [{"json": json.dumps(row, default=str)} for row in nested]
    flat = [(row["reference"], row["rule"], row["words"]) for row in screen(desk, batch(ROWS[:3]))]
    for given in (batch(nested), pa.RecordBatch.from_pylist(lines, schema=JSON_ROWS)):
        assert [(row["reference"], row["rule"], row["words"]) for row in screen(desk, given)] == flat


def test_broken_rows_are_problems_of_their_own(desk: screening.Desk) -> None:
    lines = ["{", "7", json.dumps(ROWS[2])]
    rows = screen(desk, pa.RecordBatch.from_pylist([{"json": line} for line in lines], schema=JSON_ROWS))
    assert [row["problem"] is None for row in rows] == [False, False, True]


@pytest.mark.parametrize("value", ["NaN", "1e999", "9" * 5_000, '"\\ud800"', '{"kg": -Infinity}'])
def test_a_value_that_is_none_is_told_and_the_row_screened_as_a_file_is(
    desk: screening.Desk, store: Store, tmp_path: Path, value: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"reference": "S1", "consignee": "{LISTED}", "weight": {value}}}\n', encoding="utf-8")
    (answer,) = screening.screen_file(store, path, now=dt.datetime(2026, 7, 31, tzinfo=dt.UTC), desk=desk)
    found = screen_file(desk, path)
    assert {row["rule"] for row in found} == {judged.finding.rule for judged in answer.judged} >= {"party.name"}
    assert {row["problem"] for row in found} == {"; ".join(answer.problems)}
    assert "weight" in found[0]["problem"]


def test_an_array_is_screened_as_its_objects_in_lines_are(desk: screening.Desk, tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in ROWS), encoding="utf-8")
    expected = told(screen_file(desk, tmp_path / "lines.jsonl"))
    for name, indent in (("flat.jsonl", None), ("many.jsonl", 2), ("named.json", 1)):
        (tmp_path / name).write_text(json.dumps(ROWS, indent=indent), encoding="utf-8")
        assert told(screen_file(desk, tmp_path / name)) == expected
    (tmp_path / "blank.jsonl").write_text(f"\n\n{json.dumps(ROWS[2])}\n\n", encoding="utf-8")
    assert [(row["row"], row["problem"]) for row in screen_file(desk, tmp_path / "blank.jsonl")] == [(3, None)]


@pytest.mark.parametrize("above", ["", "Export of 2 March 2026\n\n", "Acme Tooling Ltd;;\nas of;2026-03-02;\n;;\n"])
def test_headings_below_a_title_are_found_as_a_file_s_are(
    desk: screening.Desk, store: Store, tmp_path: Path, above: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{above}Reference;Consignee;Country\nS1;{LISTED};IR\nS2;;;;too many\n", encoding="utf-8")
    first, last = screening.screen_file(store, path, now=dt.datetime(2026, 7, 31, tzinfo=dt.UTC), desk=desk)
    found = screen_file(desk, path)
    assert {row["row"] for row in found if row["rule"] == "party.name"} == {first.first}
    assert (found[-1]["row"], found[-1]["problem"]) == (last.first, "; ".join(last.problems))


SHEETS: dict[str, list[list[Any]]] = {
    "numbers and days": [
        ["Ref", "Date", "Consignee", "IMO", "HS Code", "Quantity"],
        [101, dt.datetime(2026, 5, 4), LISTED, 9187629.0, 854231, 2.5],
        [101, dt.datetime(2026, 5, 4), LISTED, 9187629, 8542310001, True],
        [102.0, dt.date(2026, 5, 5), 4711, None, 854231.5, 0],
        [103, 46100, "Garden Tools GmbH", "n/a", "8542.31", 1e20],
        [104, dt.time(12, 30), "Garden Tools GmbH", -1, "=A1", 1],
    ],
    "a title, blanks, merged cells, formulas": [
        ["Export of 2026-05-04"], [], [None, "Ref", "Buyer", "Buyer country", "Goods", "End user date of birth", "End user"],
        [], [1, "S1", LISTED, "IR", "drone engines", 1964, "Ali"], [2, None, None, None, "=B1&C1", None, None], [],
        [3, "S2", "=A1", "=A2", "spare parts", dt.datetime(1964, 7, 17), "Ali Hassan"], [None, None, None, None, None, None],
        [4, "S3", " ", "", None, None, "\u200b", "a remark beside"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_screened_as_the_screening_of_a_file_screens_it(
    desk: screening.Desk, store: Store, tmp_path: Path, name: str
) -> None:
    path = write_sheet(tmp_path / "a.xlsx", *SHEETS[name])
    answers = list(screening.screen_file(store, path, now=dt.datetime(2026, 7, 31, tzinfo=dt.UTC), desk=desk))
    rows = screen_file(desk, path)
    assert {(row["row"], row["last_row"], row["problem"], row["reference"]) for row in rows} == {
        (a.first, a.last, "; ".join(a.problems) or None, a.shipment.reference if a.shipment else None) for a in answers
    }
    assert [(row["row"], row["rule"], row["words"]) for row in rows if row["rule"]] == [
        (a.first, judged.finding.rule, judged.finding.words) for a in answers for judged in a.judged
    ]
    assert {row["rule"] for row in rows} >= {"party.name"}


def screen_file(desk: screening.Desk, path: Path) -> list[dict[str, Any]]:
    (source,) = find_inputs([str(path)])
    work = Screening(store=None)  # type: ignore[arg-type]  # which is asked by the desk alone
    return [row for each in stretches(source, work.headings) for row in screen(desk, each.batch, first=each.first)]


def test_names_that_are_kept_as_plain_bytes_are_names(desk: screening.Desk) -> None:
    rows = screen(desk, batch([{"consignee": LISTED.encode(), "date": b"2026-03-01"}]))
    assert any(row["rule"] == "party.name" for row in rows)


PLAIN = {"reference": ["S1", "S1", "S2"], "consignee": [LISTED, LISTED, "Quiet Garden Tools GmbH"], "date": ["2026-03-01"] * 3}


@pytest.mark.parametrize(
    "kind", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string()), pa.large_binary()]
)
def test_texts_of_every_kind_of_column_are_the_same_texts(desk: screening.Desk, kind: pa.DataType) -> None:
    one, other = (pa.table({name: pa.array(cells, to) for name, cells in PLAIN.items()}) for to in (pa.string(), kind))
    assert told(screen(desk, *one.to_batches())) == told(screen(desk, *other.to_batches()))


def test_numbers_days_and_empty_columns_of_a_table(desk: screening.Desk) -> None:
    given = {
        "consignee": pa.array([LISTED]), "date": pa.array([dt.datetime(2026, 3, 1)], pa.timestamp("ns")),
        "imo": pa.array([9187629]), "hs": pa.array([decimal.Decimal("854231.00")]), "quantity": pa.array([2.0]),
        "forwarder": pa.nulls(1), "destination": pa.array(["RU"]).dictionary_encode(),
    }  # fmt: skip
    words = {"consignee": LISTED, "date": "2026-03-01", "imo": "9187629", "hs": "854231", "quantity": "2", "destination": "RU"}
    assert told(screen(desk, pa.record_batch(given))) == told(screen(desk, batch([words])))


@pytest.mark.parametrize(
    "kind",
    [pa.map_(pa.string(), pa.string()), pa.struct({"name": pa.string(), "country": pa.string(), "address": pa.string()})],
)
def test_a_party_may_be_a_struct_or_a_map(desk: screening.Desk, kind: pa.DataType) -> None:
    party = {"name": LISTED, "country": "IR"}
    given = pa.record_batch({"consignee": pa.array([party if pa.types.is_struct(kind) else list(party.items()), None], kind)})
    flat = screen(desk, batch([{"consignee": LISTED, "consignee country": "IR"}]))
    assert told(screen(desk, given.slice(0, 1))) == told(flat)
    assert screen(desk, given)[-1]["problem"]


def test_batches_of_other_columns_empty_ones_and_null_rows(desk: screening.Desk) -> None:
    none = pa.record_batch({"consignee": pa.array([], pa.string())})
    first = pa.record_batch({"reference": ["S1"], "consignee": [LISTED], "date": ["2026-03-01"], "colour": [["red"]]})
    rest = pa.record_batch({"json": pa.array([json.dumps({"reference": "S1", "consignee": "Foo"}), None], pa.large_string())})
    rows = screen(desk, none, first, none, rest)
    assert [(row["row"], row["last_row"], row["problem"] is None) for row in rows[-2:]] == [(1, 2, True), (3, 3, False)]
    assert screen(desk) == screen(desk, none) == []
    nulls = pa.record_batch({"consignee": pa.array([None, LISTED, None])})
    assert {row["row"] for row in screen(desk, nulls)} == {2}


def test_a_table_or_one_batch_will_do(desk: screening.Desk) -> None:
    table = pa.table(PLAIN)
    one = [
        row for given in (table, table.to_batches()[0]) for made in screen_batches(given, desk=desk) for row in made.to_pylist()
    ]
    assert told(one) == 2 * told(screen(desk, *table.to_batches()))


def test_a_table_with_an_open_mark_loses_no_shipment(desk: screening.Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'reference,consignee,date\nS1,"Quiet,2026-03-01\nS2,{LISTED},2026-03-01\n', encoding="utf-8")
    (source,) = find_inputs([str(path)])
    rows = [row for stretch in stretches(source) for row in screen(desk, stretch.batch)]
    assert "quotation marks" in rows[0]["problem"]
    assert any((row["reference"], row["rule"]) == ("S2", "party.name") for row in rows)


def test_a_shipment_that_fails_sinks_nothing(desk: screening.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = screening.Desk.screen

    def fail(self: screening.Desk, shipment: Any) -> Any:
        if shipment.reference == "S2":
            raise ValueError("cannot bear it")
        return plain(self, shipment)

    monkeypatch.setattr(screening.Desk, "screen", fail)
    rows = screen(desk, batch(ROWS[:3]))
    assert rows[-1]["reference"] == "S2"
    assert "cannot bear it" in rows[-1]["problem"]
    assert any(row["rule"] == "party.name" for row in rows)


def test_a_table_without_parties_and_goods_is_refused(desk: screening.Desk) -> None:
    with pytest.raises(InputError, match="no column names a party"):
        screen(desk, batch([{"colour": "red"}]))
