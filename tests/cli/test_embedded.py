"""The way that needs nothing but the package: the reader that ships with it, and the demo."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .run import ENDUSE, enduse, rows

REPORT = """\
Title: Tehran ships drones
Published: 2022-08-30
Publisher: The Courier

Iran has delivered dozens of drones to Russia, two officials said on Tuesday.
"""
IDLE = "Title: Harvest\n\nFarmers in the valley brought in the wheat a week early this year, traders said.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "idle.txt").write_text(IDLE, encoding="utf-8")
    return tmp_path


def test_it_reads_offline(folder: Path) -> None:
    (row,) = rows(enduse("read", "report.txt", "idle.txt", cwd=folder))
    assert (row["kind"], row["supplier"], row["recipient"], row["items"][0]["category"]) == ("transfer", ["IR"], ["RU"], "uav")
    assert (row["status"], row["certainty"]) == ("delivered", "asserted")
    assert row["confidence"] in ("clear", "likely", "doubtful")


def test_a_higher_bar_lets_less_through(folder: Path) -> None:
    assert rows(enduse("read", "report.txt", "--min-score", "1", cwd=folder)) == []


def test_every_statement_is_explained(folder: Path) -> None:
    (row,) = rows(enduse("read", "report.txt", "--explain", "--format", "jsonl", cwd=folder))
    assert {"item", "supplier", "recipient", "status", "certainty"} <= {reason["field"] for reason in row["reasons"]}
    for reason in row["reasons"]:
        if "span" in reason:
            start, end = reason["span"]
            assert REPORT[start:end] == reason["words"]


def test_the_demo_shows_the_whole_way(tmp_path: Path) -> None:
    ran = enduse("demo", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "\x1b" not in ran.stdout
    for part in ("1 · Read", "2 · Merge", "3 · History", "4 · Conflict", "Next, type", "enduse read report.txt --explain"):
        assert part in ran.stdout
    flows = re.findall(r"^ t-\w+ +(IR|RU) +(IR|RU) ", ran.stdout, re.MULTILINE)
    assert {("IR", "RU"), ("RU", "IR")} <= set(flows)
    assert "13 reports read" in ran.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_demo_keeps_its_ledger_where_told(tmp_path: Path) -> None:
    assert enduse("demo", "--database", "demo.db", cwd=tmp_path).returncode == 0
    known = rows(enduse("transfers", "--database", "demo.db", cwd=tmp_path))
    drones = next(
        r for r in known if (r["supplier"], r["recipient"], r["category"], r["designation"]) == ("IR", "RU", "uav", None)
    )
    assert (drones["stage"], drones["first_reported"], drones["quantity"]["low"]) == ("actual", "2022-07-11", 400)
    assert drones["sources"] < len(drones["documents"])  # one agency story in two papers
    assert any(r["denied"] for r in known)
    assert any((r["supplier"], r["recipient"]) == ("RU", "IR") and r["designation"] == "Su-35" for r in known)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals to show colour on")
@pytest.mark.parametrize(("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_on_a_terminal_unless_forbidden(env: dict[str, str], coloured: bool, tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    clean = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm-256color"} | env
    with subprocess.Popen([*ENDUSE, "demo"], stdin=theirs, stdout=theirs, stderr=theirs, cwd=tmp_path, env=clean) as running:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # how a terminal says that its program has ended
            while part := os.read(ours, 65536):
                shown += part
        os.close(ours)
    assert running.returncode == 0, shown.decode()[-2000:]
    assert (b"\x1b[1;35m" in shown) == coloured
    assert b"Next, type" in shown
