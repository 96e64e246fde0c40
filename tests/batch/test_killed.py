"""kill -9 at random moments: whatever was finished is not done again, and in the end every document is there once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .builders import documents, manifest, reading, rows_in, write_json_lines, write_parquet
from .killed import finished

HERE = Path(__file__).parent
COUNT = 120

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "killpg"), reason="kills a group of processes")]


def start(given: Path, out: Path, notes: Path) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join([str(HERE), str(HERE.parent)])
    return subprocess.Popen(
        [sys.executable, "-c", "import sys, killed; killed.main(*sys.argv[1:])", str(given), str(out)],
        env={**os.environ, "PYTHONPATH": paths, "ENDUSE_TEST_NOTES": str(notes)},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def kill_at_random(program: subprocess.Popen[bytes], notes: Path, dice: random.Random) -> bool:
    """Kill it at a random moment; whether it was still running.

    Half the time all of its processes die at once, as when a machine stops; else the first alone, and the others must see it.
    """
    already = read_so_far(notes)
    after = dice.randrange(-5, COUNT)  # documents more; below nothing: before the first
    until = time.monotonic() + (60 if after > 0 else dice.random())
    while program.poll() is None and time.monotonic() < until and len(read_so_far(notes)) - len(already) < max(after, 1):
        time.sleep(0.002)
    time.sleep(dice.random() * 0.02)
    was_running = program.poll() is None
    if was_running:
        (os.killpg if dice.random() < 0.5 else os.kill)(program.pid, signal.SIGKILL)
    program.communicate(timeout=60)
    settle(notes)
    return was_running


@pytest.mark.slow
def test_who_is_told_to_stop_stops_at_once_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    given = write_json_lines(tmp_path / "a.jsonl", documents(COUNT))
    with start(given, tmp_path / "out", tmp_path / "notes") as program:
        while len(read_so_far(tmp_path / "notes")) < 30:
            time.sleep(0.002)
        program.send_signal(signal.SIGINT)
        _, errors = program.communicate(timeout=60)
    assert b"KeyboardInterrupt" in errors
    assert program.returncode not in (0, None)
    assert not list((tmp_path / "out").glob("_draft*"))
    whole = finished(tmp_path / "out")
    assert len(whole) < COUNT
    settle(tmp_path / "notes")
    assert len(read_so_far(tmp_path / "notes")) < COUNT
    with start(given, tmp_path / "out", tmp_path / "notes") as program:
        program.communicate(timeout=60)
    assert program.returncode == 0
    assert len(rows_in(tmp_path / "out")) == COUNT


def settle(notes: Path) -> None:
    """Until no process that was left behind reads any more."""
    before = -1
    while before != len(read_so_far(notes)):
        before = len(read_so_far(notes))
        time.sleep(0.15)


def read_so_far(notes: Path) -> list[str]:
    return notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []


def run_under_fire(folder: Path, dice: random.Random, *, most_kills: int) -> None:
    given, out, notes = folder / "in", folder / "out", folder / "notes"
    given.mkdir(parents=True)
    write_parquet(given / "a.parquet", documents(COUNT // 2, prefix="a"))
    write_json_lines(given / "b.jsonl", documents(COUNT // 2, prefix="b"))
    for _ in range(most_kills):
        done, noted = finished(out), len(read_so_far(notes))
        still = kill_at_random(start(given, out, notes), notes, dice)
        assert not done & set(read_so_far(notes)[noted:]), "a finished document was read again"
        assert done <= finished(out), "something that was finished is gone"
        if not still:
            break
    done, noted = finished(out), len(read_so_far(notes))
    with start(given, out, notes) as program:
        _, errors = program.communicate(timeout=120)
    assert program.returncode == 0, errors.decode()
    assert not done & set(read_so_far(notes)[noted:])
    names = [row["doc"] for row in rows_in(out)]
    assert names == [f"{letter}-{n}" for letter in "ab" for n in range(COUNT // 2)]
    assert manifest(out)["asked"] == COUNT
    assert not list(out.glob("_draft*"))
    undisturbed(given, folder / "undisturbed", out)


def undisturbed(given: Path, there: Path, out: Path) -> None:
    """The same files, byte for byte, as a run that nobody stopped."""
    from enduse.batch import run

    list(run([str(given)], there, work=reading(), rows=4, workers=1))
    for part in sorted(there.glob("part-*")):
        assert (out / part.name).read_bytes() == part.read_bytes(), part.name
    assert {p.name for p in there.glob("part-*")} == {p.name for p in out.glob("part-*")}


def test_a_run_that_is_killed_goes_on(tmp_path: Path) -> None:
    run_under_fire(tmp_path, random.Random(1), most_kills=2)


@pytest.mark.parametrize("seed", range(100, 125))
def test_a_run_that_is_killed_many_times_goes_on(tmp_path: Path, seed: int) -> None:
    run_under_fire(tmp_path, random.Random(seed), most_kills=6)
