"""A killed process loses no committed document and leaves no half of one; two at once both get theirs in."""

from __future__ import annotations

import contextlib
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from enduse.store import Store

pytestmark = pytest.mark.sqlite

SAVER = Path(__file__).parent / "saver.py"
PER_DOCUMENT = 5


def start_saving(database: Path, prefix: str = "d", number: int = 100_000) -> subprocess.Popen[str]:
    command = [sys.executable, str(SAVER), str(database), prefix, str(number)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def check_whole(database: Path, committed: set[str]) -> int:
    """No document told as committed is missing, and each that is there has all of its statements and their terms."""
    with contextlib.closing(sqlite3.connect(database)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        terms = raw.execute("SELECT count(*) FROM statement_terms").fetchone()[0]
        assert (
            raw.execute("SELECT count(*) FROM documents").fetchone() == raw.execute("SELECT count(*) FROM readings").fetchone()
        )
    with Store.open(database, read_only=True) as store:
        saved = {document.name for document in store.documents()}
        found = Counter(statement.doc for statement in store.statements())
    assert committed <= saved
    assert found == dict.fromkeys(saved, PER_DOCUMENT)
    assert terms == 3 * PER_DOCUMENT * len(saved)
    return len(saved)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_killing_at_any_moment_loses_nothing_committed(tmp_path: Path) -> None:
    database, chance = tmp_path / "enduse.db", random.Random(20240502)
    committed: set[str] = set()
    for run in range(8):
        with start_saving(database) as saving:
            assert saving.stdout is not None
            known = len(committed)
            for line in saving.stdout:  # goes on behind what former runs have saved
                committed.add(line.strip())
                if len(committed) >= known + chance.randrange(1, 40):
                    break
            time.sleep(chance.uniform(0, 0.02))
            saving.send_signal(signal.SIGKILL)
            committed.update(line.strip() for line in saving.stdout if line.endswith("\n"))
        assert check_whole(database, committed) >= len(committed) > known, f"run {run}"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_killing_while_the_database_is_made_leaves_one_that_can_be_used(tmp_path: Path) -> None:
    chance = random.Random(7)
    for run in range(6):
        database = tmp_path / f"{run}.db"
        with start_saving(database) as saving:
            until = time.monotonic() + 30
            while not database.exists() and time.monotonic() < until:
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.15))
            saving.send_signal(signal.SIGKILL)
        Store.open(database).close()
        check_whole(database, set())


@pytest.mark.slow
def test_two_writers_at_once_both_get_in(tmp_path: Path) -> None:
    database = tmp_path / "enduse.db"  # made by whichever of the two comes first
    with start_saving(database, "a", 150) as one, start_saving(database, "b", 150) as two:
        (told_one, errors_one), (told_two, errors_two) = one.communicate(timeout=120), two.communicate(timeout=120)
    assert (errors_one, errors_two) == ("", "")
    assert (one.returncode, two.returncode) == (0, 0)
    assert check_whole(database, {*told_one.split(), *told_two.split()}) == 300


def test_two_writers_of_the_same_documents_leave_each_once(tmp_path: Path) -> None:
    database = tmp_path / "enduse.db"
    with start_saving(database, "same", 100) as one, start_saving(database, "same", 100) as two:
        errors = one.communicate(timeout=120)[1] + two.communicate(timeout=120)[1]
    assert errors == ""
    assert check_whole(database, set()) == 100
