"""`enduse brief` and the forms of `enduse export`, as a person runs them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest
from tests.cli.record import write_record
from tests.cli.run import enduse, one_line

DAY = ("--as-of", "2026-11-21")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("briefs")
    write_record(folder)
    ran = enduse("read", *sorted((folder / "reports").iterdir()), "--save", "--format", "jsonl", cwd=folder)
    assert ran.returncode == 0, ran.stderr
    return folder


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        (("partnership", "IR", "RU"), "# Iran and Russia"),
        (("partnership", "Iran", "Moscow"), "# Iran and Russia"),
        (("programme", "iran-uav"), "# Iran's UAV programme"),
        (("party", "sample:ofac-39637"), "# Shahed Aviation Industries Research Center"),
        (("party", "Iran"), "# Iran"),
    ],
)
def test_a_brief_is_markdown_on_stdout(workspace: Path, arguments: tuple[str, ...], title: str) -> None:
    ran = enduse("brief", *arguments, *DAY, cwd=workspace)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    assert ran.stdout.startswith(title + "\n")
    assert "as of 21 November 2026" in ran.stdout
    assert "no clearance" in ran.stdout


@pytest.mark.parametrize(
    ("name", "start"), [("b.pdf", b"%PDF"), ("b.html", b"<!doctype html>"), ("b.MD", b"# Iran and Russia")]
)
def test_the_ending_of_the_file_says_the_form(workspace: Path, tmp_path: Path, name: str, start: bytes) -> None:
    ran = enduse("brief", "partnership", "IR", "RU", "-o", tmp_path / name, *DAY, cwd=workspace)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == ""
    assert (tmp_path / name).read_bytes().lstrip().startswith(start)


def test_the_shipments_of_a_file(workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    file.write_text(
        "reference,consignee,country,hs,destination,date\nINV-1,Paravar Pars Company,IR,854231,IR,2024-03-05\n",
        encoding="utf-8",
    )
    ran = enduse("brief", "shipment", file, cwd=workspace)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("# INV-1\n")
    assert "as of 5 March 2024" in ran.stdout
    assert "Paravar Pars Company may be Paravar Pars Company" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("partnership", "IR", "IR"), "the same party"),
        (("partnership", "IR", "Atlantis"), "'Atlantis' names nobody"),
        (("programme", "no-such"), "the programmes are iran-uav"),
        (("party", "nobody-at-all"), "there is no party 'nobody-at-all'"),
        (("shipment", "missing.csv"), "missing.csv is no file"),
        (("partnership", "IR", "RU", "-o", "brief.doc"), "end it in .html, .pdf or .md"),
    ],
)
def test_what_cannot_be_briefed_is_said_in_one_line(workspace: Path, arguments: tuple[str, ...], words: str) -> None:
    assert words in one_line(enduse("brief", *arguments, cwd=workspace))


def test_what_came_after_the_day_is_left_out(workspace: Path) -> None:
    ran = enduse("brief", "partnership", "IR", "RU", "--as-of", "2022-12-31", cwd=workspace)
    assert "more than 400" not in ran.stdout
    assert "Resolution 2231, Annex B, paragraph 4" in ran.stdout


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx", "ftm", "stix"])
def test_the_ledger_leaves_in_every_form(workspace: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    ran = enduse("export", "--as", form, "-o", out, cwd=workspace)
    assert ran.returncode == 0, ran.stderr
    made = out.read_bytes()
    if form == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]["A1"].value == "id"
    elif form == "stix":
        assert json.loads(made)["type"] == "bundle"
    elif form == "ftm":
        assert {"UnknownLink", "PublicBody", "Article"} <= {json.loads(line)["schema"] for line in made.splitlines()}
    else:
        assert b"t-" in made.splitlines()[-1]


def test_statements_have_no_form_for_graphs(workspace: Path) -> None:
    assert "the forms are csv, jsonl and xlsx" in one_line(enduse("export", "statements", "--as", "stix", cwd=workspace))


def test_parties_are_those_of_the_lists(workspace: Path) -> None:
    assert "no list is loaded" in one_line(enduse("export", "parties", "--as", "ftm", cwd=workspace))


def test_the_brief_of_shipments_of_several_days_tells_them_and_the_numbers_of_parties(workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "two.csv"
    rows = "ref,date,vessel,imo,destination\nA,2026-03-01,,9074729,AT\nB,2024-05-02,Quiet Star,9074728,AT\n"
    file.write_text(rows, encoding="utf-8")
    made = enduse("brief", "shipment", file, cwd=workspace).stdout
    assert "each as of its own day, 2 May 2024 to 1 March 2026" in made
    assert "| vessel | IMO 9074729 |" in made
    assert "| vessel | Quiet Star; IMO 9074728 |" in made
    assert "its check digit does not fit" in made
