"""`enduse check`, `screen`, `judge` and `receipt`, as they are typed."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from tests.fast import slow_but
from tests.workspaces import make_workspace

from ..un_list import write_un_list
from .run import enduse, one_line, rows

PEOPLE = {"KPi.001": "Ri Won Ho", "KPi.002": "Chang Chol Un"}
SHIPMENTS = (
    "reference,consignee,consignee country,hs code,description,destination,date\n"
    "S1,Ri Won Ho,North Korea,854231,microcontrollers,China,2026-03-01\n"
    "S2,Quiet Garden Tools GmbH,Germany,820110,spades,Austria,2026-03-02\n"
    "S3,,,,,,\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    make_workspace(tmp_path)
    rows(enduse("lists", "load", write_un_list(tmp_path / "un.xml", PEOPLE), cwd=tmp_path))
    return tmp_path


def the(ran: Any) -> dict[str, Any]:
    (row,) = rows(ran)
    return row


def rules(row: dict[str, Any]) -> set[str]:
    return {finding["rule"] for finding in row["findings"]}


def test_a_listed_party_is_found_with_its_source(workspace: Path) -> None:
    row = the(enduse("check", "--name", "Won Ho RI", "--birth", "1964-07-17", cwd=workspace))
    finding = next(f for f in row["findings"] if f["rule"] == "party.name")
    assert finding["entry"] == "un-sc:KPi.001"
    assert finding["score"] >= 0.7
    assert finding["reasons"]
    assert finding["citations"][0]["kind"] == "entry"
    assert row["asked"]["lists"][0]["list"] == "un-sc"
    assert "not a clearance" in row["words"]


def test_what_is_not_found_says_what_was_asked(workspace: Path) -> None:
    row = the(enduse("check", "--name", "Wilhelmina Featherstonehaugh", "--as-of", "2026-03-01", cwd=workspace))
    assert row["findings"] == []
    assert "un-sc (2 entries of 2026-02-27)" in row["words"]
    assert "not a clearance" in row["words"]
    assert (row["asked"]["as_of"], row["asked"]["threshold"]) == ("2026-03-01", 0.7)


def test_goods_are_checked_by_code_and_by_part(workspace: Path) -> None:
    code = the(enduse("check", "--hs", "8542.31.00", "--destination", "AE", "--as-of", "2024-06-01", cwd=workspace))
    assert {"goods.hs", "route.transshipment"} <= rules(code)
    part = the(enduse("check", "--part", "TMS320F28335PGFA", "--maker", "Texas Instruments", cwd=workspace))
    assert "goods.component" in rules(part)


def test_status_one_only_where_asked_for(workspace: Path) -> None:
    assert enduse("check", "--name", "Ri Won Ho", cwd=workspace).returncode == 0
    assert enduse("check", "--name", "Ri Won Ho", "--fail-on", "review", cwd=workspace).returncode == 1
    assert enduse("check", "--name", "Nobody Atall Here", "--fail-on", "review", cwd=workspace).returncode == 0


def test_rows_that_nobody_screened_are_no_pass_and_keep_their_reference(workspace: Path) -> None:
    workspace.joinpath("s.csv").write_text("reference,consignee\nS2,Quiet Garden Tools GmbH\nS3,\n", encoding="utf-8")
    ran = enduse("screen", "s.csv", "--workers", "1", "--fail-on", "review", cwd=workspace)
    assert ran.returncode == 2
    assert "1 rows were not screened in full" in ran.stderr
    assert rows(enduse("screen", "s.csv", "--workers", "1", cwd=workspace))[1]["problems"] == [
        "it names neither a party nor goods (reference S3)"
    ]


def test_without_a_list_the_sample_answers_and_says_so(tmp_path: Path) -> None:
    ran = enduse("check", "--name", "Rosoboronexport", cwd=tmp_path)
    assert ran.returncode == 3
    assert "lists update" in ran.stderr
    assert json.loads(ran.stdout)["asked"]["lists"][0]["list"] == "sample"


def test_a_file_is_screened_row_by_row(workspace: Path) -> None:
    (workspace / "s.csv").write_text(SHIPMENTS, encoding="utf-8")
    ran = enduse("screen", "s.csv", cwd=workspace)
    one, two, empty = rows(ran)
    assert (one["reference"], one["rows"]) == ("S1", [2, 2])
    assert {"party.name", "goods.hs"} <= rules(one)
    assert "party.name" not in rules(two)
    assert (empty["rows"], empty["findings"], bool(empty["problems"])) == ([4, 4], [], True)
    assert "2 screened" in ran.stderr
    flat = list(csv.DictReader(io.StringIO(enduse("screen", "s.csv", "--format", "csv", cwd=workspace).stdout)))
    assert {row["reference"] for row in flat} >= {"S1"}
    assert "→" not in flat[0]["words"]


def test_a_file_comes_by_standard_input_too(workspace: Path) -> None:
    lines = json.dumps({"reference": "J1", "consignee": "Ri Won Ho"}) + "\n"
    assert "party.name" in rules(the(enduse("screen", "-", cwd=workspace, stdin=lines)))
    assert len(rows(enduse("screen", "-", cwd=workspace, stdin=SHIPMENTS))) == 3
    array = "\ufeff\n " + json.dumps([{"consignee": "Ri Won Ho"}, {"consignee": "Garden Tools"}], indent=1)
    assert len(rows(enduse("screen", "-", cwd=workspace, stdin=array))) == 2


@pytest.mark.parametrize("workers", slow_but(["1"], ["1", "2"]))
def test_a_file_that_breaks_off_is_screened_as_far_as_it_goes_and_has_its_receipt(workspace: Path, workers: str) -> None:
    shipments = [{"reference": f"S{n}", "consignee": f"Garden Company {n}"} for n in range(30)]
    (workspace / "s.json").write_text(json.dumps(shipments)[:-20], encoding="utf-8")
    ran = enduse("screen", "s.json", "--workers", workers, cwd=workspace)
    assert ran.returncode == 2
    assert ran.stderr.startswith("29 screened, ")
    assert "s.json: breaks off" in ran.stderr.splitlines()[-1]
    assert [json.loads(line)["reference"] for line in ran.stdout.splitlines()] == [f"S{n}" for n in range(29)]
    assert len(rows(enduse("receipt", "list", cwd=workspace))) == 1


def test_a_screening_that_is_done_is_gone_on_with_too(workspace: Path) -> None:
    (workspace / "s.csv").write_text("consignee\nGarden Company\n", encoding="utf-8")
    for _ in range(2):
        assert enduse("screen", "s.csv", "-o", "out.jsonl", "--resume", "--workers", "1", cwd=workspace).returncode == 0
    assert len((workspace / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.slow
def test_a_screening_is_gone_on_with(workspace: Path) -> None:
    count = 30
    lines = [f"R{i},Ri Won Ho" if i == 17 else f"R{i},Garden Company {i}" for i in range(count)]
    (workspace / "many.csv").write_text("reference,consignee\n" + "\n".join(lines) + "\n", encoding="utf-8")
    assert enduse("screen", "many.csv", "-o", "out.jsonl", "--workers", "2", cwd=workspace).returncode == 0
    whole = (workspace / "out.jsonl").read_text(encoding="utf-8")
    for cut in (0, 10, len(whole) // 3, len(whole) - 5):
        (workspace / "out.jsonl").write_text(whole[:cut], encoding="utf-8")
        assert enduse("screen", "many.csv", "-o", "out.jsonl", "--resume", "--workers", "1", cwd=workspace).returncode == 0
        assert (workspace / "out.jsonl").read_text(encoding="utf-8") == whole


def test_a_decision_is_shown_and_hides_nothing(workspace: Path) -> None:
    asked = ("--name", "Ri Won Ho", "--birth", "1991")
    told = enduse("judge", "un-sc:KPi.001", "negative", *asked, "--why", "another birth", "--by", "Ada", cwd=workspace)
    assert told.returncode == 0, told.stderr
    finding = next(f for f in the(enduse("check", *asked, cwd=workspace))["findings"] if f["entry"] == "un-sc:KPi.001")
    assert (finding["decision"]["verdict"], finding["decision"]["who"]) == ("negative", "Ada")
    assert not finding["decision"]["reopened"]
    changed = dict(PEOPLE, **{"KPi.001": "Ri Won Ho Junior"})
    rows(enduse("lists", "load", write_un_list(workspace / "un2.xml", changed, day="2026-03-05"), cwd=workspace))
    finding = next(f for f in the(enduse("check", *asked, cwd=workspace))["findings"] if f["entry"] == "un-sc:KPi.001")
    assert finding["decision"]["reopened"]
    other = the(enduse("check", "--name", "Ri Won Ho", "--birth", "1964", cwd=workspace))
    assert all("decision" not in finding for finding in other["findings"])


def test_receipts_are_chained_and_show_tampering(workspace: Path) -> None:
    for name in ("Ri Won Ho", "Somebody Else", "A Third One"):
        enduse("check", "--name", name, cwd=workspace)
    assert len(rows(enduse("receipt", "list", cwd=workspace))) == 3
    good = enduse("receipt", "verify", cwd=workspace)
    assert (good.returncode, "3 receipts" in good.stderr) == (0, True)
    with sqlite3.connect(workspace / "enduse.db") as database:
        database.execute("UPDATE receipts SET row = replace(row, 'Somebody Else', 'Somebody Nice') WHERE number = 2")
    database.close()
    bad = enduse("receipt", "verify", cwd=workspace)
    assert bad.returncode == 1
    assert "receipt 2" in bad.stderr
    with sqlite3.connect(workspace / "enduse.db") as database:
        database.execute("UPDATE receipts SET row = replace(row, 'Somebody Nice', 'Somebody Else') WHERE number = 2")
        database.execute("UPDATE receipts SET id = 'another' WHERE number = 3")
    database.close()
    moved = enduse("receipt", "verify", cwd=workspace)
    assert (moved.returncode, "receipt 3: it is kept under other hashes" in moved.stderr) == (1, True)


def test_an_answer_as_of_a_day_is_given_again(workspace: Path) -> None:
    one = the(enduse("check", "--name", "Ri Won Ho", "--as-of", "2026-02-28", cwd=workspace))
    later = write_un_list(workspace / "later.xml", {"KPi.002": "Chang Chol Un", "KPi.003": "New One"}, day="2026-06-01")
    rows(enduse("lists", "load", later, "--accept", cwd=workspace))
    again = the(enduse("check", "--name", "Ri Won Ho", "--as-of", "2026-02-28", cwd=workspace))
    assert again == one
    now = the(enduse("check", "--name", "Ri Won Ho", "--as-of", "2026-06-02", cwd=workspace))
    assert "party.name" not in rules(now)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "--name", "X", "--country", "Atlantis"),
        ("check", "--name", "X", "--birth", "yesterday"),
        ("check", "--name", "X", "--id", "shoe:44"),
        ("screen", "nothing.csv"),
        ("screen", "empty.csv"),
        ("screen", "odd.csv"),
        ("screen", "s.csv", "--resume"),
        ("judge", "un-sc:none", "negative", "--name", "X"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line(arguments: tuple[str, ...], workspace: Path) -> None:
    (workspace / "empty.csv").write_text("", encoding="utf-8")
    (workspace / "odd.csv").write_text("colour,shape\nred,round\n", encoding="utf-8")
    (workspace / "s.csv").write_text(SHIPMENTS, encoding="utf-8")
    assert one_line(enduse(*arguments, cwd=workspace)).startswith("enduse: ")


def test_control_entries_are_asked_of_a_chart_that_is_given(workspace: Path) -> None:
    control = {"control": "NS applies to entire entry", "countryChart": "NS Column 2."}
    entries = [{"eccn": "3A001", "heading": "Electronic items", "countryChart": [control]}]
    (workspace / "ccl.json").write_text(json.dumps({"ecfrIssueDate": "2026-07-23", "entries": entries}), encoding="utf-8")
    (workspace / "country-chart.json").write_text(json.dumps({"countries": {"China": {"marks": ["NS 2"]}}}), encoding="utf-8")
    (workspace / "goods.csv").write_text("ref,eccn,destination,date\n1,3A001,CN,2026-05-04\n", encoding="utf-8")
    asked = ("--eccn", "3A001", "--destination", "CN", "--as-of", "2026-05-04")
    for row in (
        the(enduse("check", *asked, "--chart", ".", cwd=workspace)),
        the(enduse("screen", "goods.csv", "--chart", ".", cwd=workspace)),
    ):
        finding = next(f for f in row["findings"] if f["rule"] == "goods.eccn")
        assert finding["severity"] == "licence"
        assert "2026-07-23" in finding["citations"][0]["words"]
    without = the(enduse("check", *asked, cwd=workspace))
    assert next(f for f in without["findings"] if f["rule"] == "goods.eccn")["severity"] == "review"
    assert "ccl.json" in one_line(enduse("check", *asked, "--chart", "nowhere", cwd=workspace))


def test_findings_as_csv_survive_measures_without_a_source_and_hostile_cells(workspace: Path) -> None:
    text = "reference,consignee,consignee country,hs code,date\n=1+cmd|x,Ri Won Ho,RU,854231,03/04/2026\n"
    (workspace / "odd.csv").write_text(text, encoding="utf-8")
    ran = enduse("screen", "odd.csv", "--format", "csv", cwd=workspace)
    found = list(csv.DictReader(io.StringIO(ran.stdout)))
    assert ran.returncode == 0
    assert {row["reference"] for row in found} == {"'=1+cmd|x"}
    assert "route.embargo" in {row["rule"] for row in found}
    assert "row 2: " in ran.stderr
    assert "03/04/2026" in ran.stderr


def test_a_number_that_fails_its_check_digit_is_told_at_every_door(workspace: Path) -> None:
    asked = ("--name", "Quiet Garden", "--id", "lei:5493001KJTIIGC8Y1R13")
    (problem,) = the(enduse("check", *asked, cwd=workspace))["problems"]
    assert "LEI 5493001KJTIIGC8Y1R13 of party Quiet Garden: its check digit does not fit" in problem
    assert "compared as it is written" in problem
    read = enduse("check", *asked, "--format", "table", cwd=workspace).stdout
    assert "check digit does not fit" in " ".join(read.split())
    assert "row 1" not in read
    workspace.joinpath("s.csv").write_text("ref,consignee,consignee imo\nS1,Quiet Garden,9074728\n", encoding="utf-8")
    assert "check digit" in the(enduse("screen", "s.csv", "--workers", "1", cwd=workspace))["problems"][0]


def test_a_destination_alone_is_answered(workspace: Path) -> None:
    row = the(enduse("check", "--destination", "Iran", "--as-of", "2026-03-01", cwd=workspace))
    assert "route.embargo" in rules(row)
    assert "problems" not in row
    assert row["shipment"]["destination"] == "IR"
    assert "only the route was asked" in row["words"]
    assert "route.origin" in rules(the(enduse("check", "--origin", "IR", "--as-of", "2026-03-01", cwd=workspace)))
    assert "--destination" in one_line(enduse("check", "--via", "", cwd=workspace))


def test_a_file_of_routes(workspace: Path) -> None:
    workspace.joinpath("r.csv").write_text(
        "ref,from,via,to,date\nR1,DE,AE;TR,Iran,2026-03-02\nR2,FR,,CH,2026-03-02\n", encoding="utf-8"
    )
    assert enduse("screen", "r.csv", "--workers", "1", "--fail-on", "licence", cwd=workspace).returncode == 1
    iran, quiet = rows(enduse("screen", "r.csv", "--workers", "1", cwd=workspace))
    assert "route.embargo" in rules(iran)
    assert (quiet["findings"], "problems" in quiet) == ([], False)
    assert "only the route was asked" in quiet["words"]
    workspace.joinpath("h.csv").write_text("ref,consignee,to,date\nR2,,CH,2026-03-02\n", encoding="utf-8")
    half = enduse("screen", "h.csv", "--workers", "1", "--fail-on", "review", cwd=workspace)
    assert half.returncode == 2
    assert "1 rows were not screened in full" in half.stderr


def test_an_organisation_in_the_arabic_script_is_said_to_be_compared_in_a_limited_manner(workspace: Path) -> None:
    name = "شرکت صنایع الکترونیک"
    told = the(enduse("check", "--name", name, "--type", "company", cwd=workspace))
    assert "limited manner" in told["problems"][0]
    assert "problems" not in the(enduse("check", "--name", name, "--type", "person", cwd=workspace))


def test_a_party_asked_about_by_number_alone_is_called_by_it(workspace: Path) -> None:
    read = enduse("check", "--id", "imo:9187629", "--role", "vessel", "--format", "table", cwd=workspace)
    assert read.returncode == 0
    judged = enduse(
        "judge", "un-sc:KPi.001", "negative", "--id", "imo:9187629", "--by", "Ada", "--why", "a ship", cwd=workspace
    )
    assert judged.returncode == 0, judged.stderr
    assert "IMO 9187629" in judged.stdout + judged.stderr


def test_an_owner_row_without_a_name_is_told_and_the_rest_is_used(tmp_path: Path) -> None:
    edges = "owner,owned,share\n,Tandem Works,10\nRosoboronexport,Tandem Works,60\n"
    tmp_path.joinpath("o.csv").write_text(edges, encoding="utf-8")
    ran = enduse("check", "--name", "Tandem Works", "--owners", "o.csv", "--as-of", "2026-03-01", cwd=tmp_path)
    assert "o.csv: row 2: owner has no name; the row is left out" in ran.stderr
    assert any(rule.startswith("owner.") for rule in rules(json.loads(ran.stdout)))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name")
@pytest.mark.parametrize("asked", [("check", "--name", "Tandem Works"), ("screen", "s.csv", "--workers", "1")])
def test_owner_edges_are_read_once_so_that_they_may_come_from_a_pipe(asked: tuple[str, ...], tmp_path: Path) -> None:
    tmp_path.joinpath("s.csv").write_text("ref,consignee\nS1,Tandem Works\n", encoding="utf-8")
    pipe = tmp_path / "owners"
    os.mkfifo(pipe)
    edges = "owner,owned,share\nRosoboronexport,Tandem Works,60\n"
    # Whoever reads a second time gets nothing.
    threading.Thread(target=lambda: [pipe.write_text(text) for text in (edges, "")], daemon=True).start()
    ran = enduse(*asked, "--owners", "owners", "--as-of", "2026-03-01", cwd=tmp_path)
    assert any(rule.startswith("owner.") for rule in rules(json.loads(ran.stdout))), ran.stderr


def test_what_was_left_out_of_a_file_is_counted_in_the_end(workspace: Path) -> None:
    rows_ = "ref,consignee,destination,date,colour\nS1,Quiet Garden,Atlantis,03/04/2026,red\nS2,Quiet Garden,AT,2026-03-01,\n"
    workspace.joinpath("s.csv").write_text(rows_, encoding="utf-8")
    ran = enduse("screen", "s.csv", "--workers", "1", cwd=workspace)
    assert "2 screened" in ran.stderr
    assert "2 problems in the cells of 1 " in ran.stderr
    assert "headings that mean nothing here, left out: colour" in ran.stderr
