"""`enduse transfers`, `show` and `export`, on a record in files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from .record import write_record
from .run import enduse, one_line, rows


@pytest.fixture
def record(tmp_path: Path) -> tuple[str, ...]:
    return write_record(tmp_path)


def test_one_transfer_is_printed_as_json_when_piped(record: tuple[str, ...], tmp_path: Path) -> None:
    (row,) = rows(enduse("transfers", *record, cwd=tmp_path))
    assert (row["supplier"], row["recipient"], row["category"]) == ("IR", "RU", "uav")
    assert (row["first_reported"], row["last_reported"]) == ("2022-07-11", "2023-05-15")
    assert (row["status"], row["stage"], row["denied"], row["sources"]) == ("delivered", "actual", True, 2)
    assert row["quantity"] == {"low": 400, "text": "more than 400"}


def test_a_table_in_the_manner_of_a_register(record: tuple[str, ...], tmp_path: Path) -> None:
    ran = enduse("transfers", *record, "--format", "table", cwd=tmp_path)
    assert ran.returncode == 0
    heading = ran.stdout.splitlines()[1].split()
    assert heading == "Id Supplier Recipient Item Designation Number Status First Last Sources Conflicts".split()
    for cell in ("IR", "RU", "uav", "≥ 400", "delivered (denied)", "2022-07-11", "2023-05-15"):
        assert cell in ran.stdout
    assert "\x1b" not in ran.stdout


def test_a_narrow_table_keeps_every_cell_whole(record: tuple[str, ...], tmp_path: Path) -> None:
    ran = enduse("transfers", *record, "--format", "table", cwd=tmp_path, env={"COLUMNS": "80"})
    assert all(len(line) <= 80 for line in ran.stdout.splitlines())
    assert {"2022-07-11", "2023-05-15", "delivered", "(denied)"} <= set(ran.stdout.split())


def test_csv_spreads_the_number_over_columns(record: tuple[str, ...], tmp_path: Path) -> None:
    ran = enduse("transfers", *record, "--format", "csv", cwd=tmp_path)
    (row,) = csv.DictReader(io.StringIO(ran.stdout))
    assert (row["quantity_low"], row["quantity_high"], row["quantity_text"]) == ("400", "", "more than 400")
    assert row["documents"] == "first.txt; second.txt"
    assert "Tehran" in row["conflicts"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("--supplier", "ir", "--recipient", "RU", "--item", "drones"), 1),
        (("--supplier", "Iran", "--recipient", "Moscow"), 1),
        (("--supplier", "RU"), 0),
        (("--supplier", "North Korea"), 0),
        (("--since", "2023-05"), 1),
        (("--since", "2023-06"), 0),
        (("--status", "planned"), 0),
        (("--status", "planned", "--as-of", "2022"), 1),
        (("--stage", "actual"), 1),
        (("--as-of", "2022-07-10"), 0),
    ],
)
def test_only_what_is_asked_for(asked: tuple[str, ...], found: int, record: tuple[str, ...], tmp_path: Path) -> None:
    ran = enduse("transfers", *record, *asked, cwd=tmp_path)
    assert len(rows(ran)) == found
    assert ("no transfer on record" in ran.stderr) == (found == 0)


def test_a_supplier_that_nobody_knows(record: tuple[str, ...], tmp_path: Path) -> None:
    assert "supplier 'Iraan' names nobody" in one_line(enduse("transfers", *record, "--supplier", "Iraan", cwd=tmp_path))


def test_show_sets_the_denial_beside_the_claim(record: tuple[str, ...], tmp_path: Path) -> None:
    (row,) = rows(enduse("transfers", *record, cwd=tmp_path))
    ran = enduse("show", row["id"][:8], *record, "--format", "table", cwd=tmp_path)
    assert ran.returncode == 0
    lines = ran.stdout.splitlines()
    claim = next(n for n, line in enumerate(lines) if "“Iran has sent Russia more than 400 drones”" in line)
    denial = next(n for n, line in enumerate(lines) if "“Tehran denies that it sent drones to Russia”" in line)
    assert claim < denial <= claim + 4
    assert "✗" in lines[denial - 1]
    for told in (
        "2022-07-11  on record as planned (officials)",
        "2023-05-15  delivered (Ada Brown)",
        "2023-05-15  denied by Tehran",
    ):
        assert told in ran.stdout
    assert "Ledger · 2022-07-11 · first.txt" in ran.stdout


def test_show_as_rows_names_what_is_denied(record: tuple[str, ...], tmp_path: Path) -> None:
    (transfer,) = rows(enduse("transfers", *record, cwd=tmp_path))
    told = rows(enduse("show", transfer["id"], *record, cwd=tmp_path))
    by_quote = {row["quote"]: row for row in told}
    claim, denial = (
        by_quote["Iran has sent Russia more than 400 drones"],
        by_quote["Tehran denies that it sent drones to Russia"],
    )
    assert denial["denies"] == [claim["statement"]]
    assert (claim["publisher"], claim["published"], claim["said"]) == ("Courier", "2023-05-15", "2023-05-15")
    flat = list(csv.DictReader(io.StringIO(enduse("show", transfer["id"], *record, "--format", "csv", cwd=tmp_path).stdout)))
    assert [row["quote"] for row in flat] == [row["quote"] for row in told]


def test_an_id_that_nothing_has(record: tuple[str, ...], tmp_path: Path) -> None:
    assert "there is no transfer 't-zz'" in one_line(enduse("show", "t-zz", *record, cwd=tmp_path))


def test_export_gives_back_the_statements_that_came_in(record: tuple[str, ...], tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    ran = enduse("export", "statements", "--as", "jsonl", "-o", out, *record, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "")
    given = Path(record[1]).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()] == [json.loads(line) for line in given]


def test_export_of_transfers_is_csv_unless_said(record: tuple[str, ...], tmp_path: Path) -> None:
    ran = enduse("export", *record, cwd=tmp_path)
    (row,) = csv.DictReader(io.StringIO(ran.stdout))
    assert row["category"] == "uav"
    dated = enduse("export", "statements", *record, "--as-of", "2022-12", cwd=tmp_path)
    assert [r["doc"] for r in csv.DictReader(io.StringIO(dated.stdout))] == ["first.txt"]


def test_statements_and_documents_go_together(record: tuple[str, ...], tmp_path: Path) -> None:
    assert "add --documents FOLDER" in one_line(enduse("transfers", *record[:2], cwd=tmp_path))


def test_a_row_that_cannot_be_used_is_told_and_the_rest_is_done(record: tuple[str, ...], tmp_path: Path) -> None:
    with Path(record[1]).open("a", encoding="utf-8") as file:
        file.write('{"doc": "first.txt", "kind": "gift"}\n')
    ran = enduse("transfers", *record, cwd=tmp_path)
    assert ran.returncode == 2
    assert len(ran.stdout.splitlines()) == 1
    assert "line 4" in ran.stderr
    assert "gift" in ran.stderr


def test_no_workspace_yet(tmp_path: Path) -> None:
    told = one_line(enduse("transfers", cwd=tmp_path))
    assert "enduse.db" in told
    assert "--save" in told
    assert "other.db" in one_line(enduse("transfers", cwd=tmp_path, env={"ENDUSE_DATABASE": "other.db"}))
    assert "third.db" in one_line(
        enduse("transfers", "--database", "third.db", cwd=tmp_path, env={"ENDUSE_DATABASE": "other.db"})
    )
    assert list(tmp_path.iterdir()) == []
