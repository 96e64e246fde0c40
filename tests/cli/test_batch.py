"""`enduse batch`, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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
    assert "another folder" in one_line(enduse(*asked, "--publisher", "The Daily", cwd=tmp_path))


def test_shipments_are_screened_and_the_sample_says_that_it_is_one(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", {"reference": "S1", "consignee": "Shahed Aviation Industries", "consignee country": "IR"})
    enduse("lists", "status", cwd=tmp_path)  # makes the workspace
    ran = enduse("batch", "screen", "a.jsonl", "-o", "out", "--as-of", "2026-03-01", cwd=tmp_path)
    assert ran.returncode == 3
    assert "only the small sample was asked" in ran.stderr
    assert "party.name" in found(tmp_path / "out", "rule")


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
