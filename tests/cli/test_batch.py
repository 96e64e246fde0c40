"""`enduse batch`, as it is typed."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from tests.fast import slow_but

from ..batch.test_inputs import response, write_sheet
from ..un_list import write_un_list
from .run import enduse, one_line, rows

pytest.importorskip("pyarrow")

REPORT = "Officials said on Friday that Iran has delivered 100 Shahed drones to Russia."


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def found(folder: Path, column: str) -> list[object]:
    import pyarrow.parquet as pq

    return [v for part in sorted(folder.glob("part-*")) for v in pq.ParquetFile(part).read([column]).column(0).to_pylist()]


def test_documents_are_read_and_the_same_call_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "news.jsonl", *({"name": f"n{n}", "body": REPORT} for n in range(3)))
    (tmp_path / "columns.yaml").write_text("body: text\n", encoding="utf-8")
    asked = ("batch", "read", "news.jsonl", "--out", "out", "--mapping", "columns.yaml", "--rows", "2", "--workers", "1")
    ran = enduse(*asked, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "3 documents, 3 statements" in ran.stderr
    assert found(tmp_path / "out", "supplier") == [["IR"]] * 3
    (tmp_path / "out" / "part-00000-000001.parquet").unlink()
    assert "3 documents (2 by an earlier run), 3 statements" in enduse(*asked, cwd=tmp_path).stderr
    assert "other options (publisher);" in one_line(enduse(*asked, "--publisher", "The Daily", cwd=tmp_path))


def test_shipments_are_screened_and_the_sample_says_that_it_is_one(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", {"reference": "S1", "consignee": "Shahed Aviation Industries", "consignee country": "IR"})
    enduse("lists", "status", cwd=tmp_path)  # makes the workspace
    ran = enduse("batch", "screen", "a.jsonl", "-o", "out", "--as-of", "2026-03-01", "--workers", "1", cwd=tmp_path)
    assert ran.returncode == 3
    assert "only the small sample was asked" in ran.stderr
    assert "party.name" in found(tmp_path / "out", "rule")


def test_rows_with_a_problem_end_well_and_none_of_use_does_not(tmp_path: Path) -> None:
    enduse("lists", "load", write_un_list(tmp_path / "un.xml", {"KPi.001": "Ri Won Ho"}), cwd=tmp_path)
    firm = {"reference": "S1", "consignee": "Garden Tools GmbH", "date": "2026-03-01"}
    write(tmp_path / "some.jsonl", firm, {"reference": "S2"}, firm | {"reference": "S3", "date": "soon"})
    write(tmp_path / "none.jsonl", {"reference": "S2"}, 7)
    write(tmp_path / "report.jsonl", {"name": "a", "text": REPORT, "published": "soon"}, {"name": "b"})
    for place, inputs, status, words in (
        ("screen", ["some.jsonl"], 0, "3 shipments, 1 finding, 2 rows with a problem (1 not used at all)"),
        ("screen", ["none.jsonl"], 2, "none of 2 shipments could be used"),
        ("read", ["report.jsonl"], 0, "2 documents, 1 statement, 2 rows with a problem (1 not used at all)"),
        ("read", ["none.jsonl"], 2, "none of 2 documents could be used"),
    ):
        ran = enduse("batch", place, *inputs, "-o", f"out-{place}-{status}", "--workers", "1", cwd=tmp_path)
        assert (ran.returncode, ran.stdout) == (status, ""), ran.stderr
        assert words in ran.stderr
    for name, status in (("some.jsonl", 0), ("none.jsonl", 2)):
        assert enduse("screen", name, "--workers", "1", cwd=tmp_path).returncode == status
    (tmp_path / "cut.jsonl").write_text('[{"consignee": "Garden Tools GmbH"}, {"consignee"', encoding="utf-8")
    for command in (("screen", "cut.jsonl"), ("batch", "screen", "cut.jsonl", "-o", "cut")):
        ran = enduse(*command, "--workers", "1", cwd=tmp_path)
        assert ran.returncode == 2
        assert "cut.jsonl: breaks off" in ran.stderr


@pytest.mark.parametrize("severity", slow_but(["review"], ["block", "licence", "review", "note"]))
@pytest.mark.parametrize(
    "rows",
    [
        [{"consignee": "Ri Won Ho", "date": "2026-03-01"}],
        [{"consignee": "Garden Tools GmbH", "date": "2026-03-01"}],
        [{"consignee": "Garden Tools GmbH", "date": "2026-03-01"}, {"reference": "S2"}],
        [{"consignee": "Garden Tools GmbH", "date": "2026-03-01"}, {"destination": "DE", "date": "2026-03-01"}],
        [{"consignee": "Garden Tools GmbH"}, {"consignee": "Ri Won Ho", "date": "2026-03-01"}, 7],
    ],
)  # fmt: skip
def test_it_fails_on_what_screening_a_file_fails_on(tmp_path: Path, severity: str, rows: list[object]) -> None:
    enduse("lists", "load", write_un_list(tmp_path / "un.xml", {"KPi.001": "Ri Won Ho"}), cwd=tmp_path)
    write(tmp_path / "a.jsonl", *rows)
    asked = ("--fail-on", severity, "--workers", "1")
    one = enduse("screen", "a.jsonl", *asked, cwd=tmp_path)
    other = enduse("batch", "screen", "a.jsonl", "-o", "out", "--rows", "1", *asked, cwd=tmp_path)
    again = enduse("batch", "screen", "a.jsonl", "-o", "out", "--rows", "1", *asked, cwd=tmp_path)
    assert one.returncode == other.returncode == again.returncode
    if one.returncode == 2:
        assert one.stderr.splitlines()[-1] == other.stderr.splitlines()[-1]


def test_sheets_are_screened_and_control_entries_asked_by_a_chart(tmp_path: Path) -> None:
    enduse("lists", "load", write_un_list(tmp_path / "un.xml", {"KPi.001": "Ri Won Ho"}), cwd=tmp_path)
    (tmp_path / "chart").mkdir()
    control = {"control": "NS applies to entire entry", "countryChart": "NS Column 2."}
    entry = {"eccn": "3A001", "heading": "Electronic items", "countryChart": [control]}
    (tmp_path / "chart" / "ccl.json").write_text(
        json.dumps({"ecfrIssueDate": "2026-07-01", "entries": [entry]}), encoding="utf-8"
    )
    marks = {"countries": {"China": {"marks": ["NS 2"]}}}
    (tmp_path / "chart" / "country-chart.json").write_text(json.dumps(marks), encoding="utf-8")
    head = ["Reference", "Consignee", "Destination", "ECCN", "Date"]
    write_sheet(tmp_path / "a.xlsx", head, ["S1", "Ri Won Ho", "CN", "3A001", dt.date(2026, 3, 1)])
    ran = enduse(
        "batch", "screen", "a.xlsx", "-o", "out", "--chart", "chart", "--fail-on", "review", "--workers", "1", cwd=tmp_path
    )
    assert ran.returncode == 1, ran.stderr
    whole = rows(enduse("screen", "a.xlsx", "--chart", "chart", "--format", "jsonl", cwd=tmp_path))
    assert found(tmp_path / "out", "rule") == [finding["rule"] for finding in whole[0]["findings"]]
    assert any(str(rule).startswith("goods.eccn") for rule in found(tmp_path / "out", "rule"))
    assert "other options (chart);" in one_line(enduse("batch", "screen", "a.xlsx", "-o", "out", cwd=tmp_path))
    assert "ccl.json" in one_line(enduse("batch", "screen", "a.xlsx", "-o", "new", "--chart", "nowhere", cwd=tmp_path))


def test_columns_that_mean_nothing_are_told_once_and_archives_are_no_shipments(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.csv", "b.csv"):
        (tmp_path / "in" / name).write_text("reference,consignee,colour\nS1,Garden Tools GmbH,red\n", encoding="utf-8")
    write(tmp_path / "in" / "c.jsonl", {"consignee": "Garden Tools GmbH", "shade": 7})
    enduse("lists", "load", write_un_list(tmp_path / "un.xml", {"KPi.001": "Ri Won Ho"}), cwd=tmp_path)
    ran = enduse("batch", "screen", "in", "-o", "out", "--workers", "1", cwd=tmp_path)
    assert ran.returncode == 0
    assert [line.partition(": columns that mean nothing here, ")[2][:20] for line in ran.stderr.splitlines()[:-1]] == [
        "left out: colour; --", "left out: shade; --m",
    ]  # fmt: skip
    (tmp_path / "n.csv").write_text(f"name,text,clicks\na,{REPORT},7\n", encoding="utf-8")
    assert "left out: clicks" in enduse("batch", "read", "n.csv", "-o", "read", "--workers", "1", cwd=tmp_path).stderr
    (tmp_path / "pages.warc").write_bytes(response("https://a.example/1", b"<p>one</p>"))
    ran = enduse("batch", "screen", "pages.warc", "-o", "pages", cwd=tmp_path)
    assert ran.returncode == 2
    assert "holds pages and no shipments" in ran.stderr


def test_stale_lists_are_told_as_in_screening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from enduse.lists.states import ListState

    enduse("lists", "load", write_un_list(tmp_path / "un.xml", {"KPi.001": "Ri Won Ho"}), cwd=tmp_path)
    monkeypatch.setattr(ListState, "is_stale", True)
    write(tmp_path / "a.jsonl", {"consignee": "Garden Tools GmbH"})
    for command in (("screen", "a.jsonl"), ("batch", "screen", "a.jsonl", "-o", "out")):
        ran = enduse(*command, "--workers", "1", cwd=tmp_path)
        assert ran.returncode == 3
        assert "for more than a week" in ran.stderr


def test_what_is_no_input_is_told_in_one_line(tmp_path: Path) -> None:
    assert "missing.csv" in one_line(enduse("batch", "read", "missing.csv", "--out", "out", cwd=tmp_path))
    assert not (tmp_path / "out").exists()


def test_progress_tells_rate_and_time_left() -> None:
    import io

    from enduse.batch import Step
    from enduse.batch.parts import Part
    from enduse.cli.batch_progress import BatchProgress

    now = 0.0
    progress = BatchProgress("documents", "statements", clock=lambda: now, stream=io.StringIO())
    for number in range(3):
        part = Part(input=0, number=number, first=1, last=1, position=0, is_last=False, asked=1000, found=10)
        now = 100.0 * number
        progress.add(Step(part=part, is_new=number > 0, done=100 * (number + 1), total=1000))
    assert progress.line() == "3,000 documents · 30 statements · 30% · 10.0 a second · 12 min left"


def test_a_terminal_has_a_bar_that_fits_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from enduse.batch import Step
    from enduse.batch.parts import Part
    from enduse.cli.batch_progress import BatchProgress

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "60")
    part = Part(input=0, number=0, first=1, last=1, position=0, is_last=False, asked=1000, found=10)
    with BatchProgress("documents", "statements", clock=lambda: 0.0, stream=Terminal()) as progress:
        progress.add(Step(part=part, done=500, total=1000))
        stream = progress._stream
        first, last = stream.getvalue().split("\r\x1b[K")[1:]  # type: ignore[attr-defined]
    assert first.startswith("░" * 20)
    assert last.startswith("█" * 10 + "░" * 10 + " 1,000 documents")
    assert len(last) < 60


def test_documents_go_to_the_ledger_too(tmp_path: Path) -> None:
    write(tmp_path / "news.jsonl", *({"name": f"n{n}", "text": REPORT} for n in range(3)))
    asked = ("batch", "read", "news.jsonl", "--out", "out", "--save", "--workers", "1")
    assert enduse(*asked, cwd=tmp_path).returncode == 0
    known = rows(enduse("transfers", "--supplier", "IR", "--recipient", "RU", "--format", "jsonl", cwd=tmp_path))
    assert {row["designation"] for row in known} == {None, "Shahed"}  # a supply of the kind, and of the system that is named
    assert all(row["documents"] == ["n0", "n1", "n2"] for row in known)
