"""Ctrl-C and the system's signal to end: one line, and a status that says which."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import pytest

from enduse.cli import screen
from enduse.cli.app import run

from .run import enduse


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_being_told_to_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, status: int) -> None:
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(screen, "owner_edges", lambda _: signal.raise_signal(number))
    ran = enduse("screen", "a.csv", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (status, "")
    assert ran.stderr == "enduse: interrupted; what was saved before is kept, run the same again to go on\n"
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_command_may_run_beside_the_main_thread(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    ended: list[int] = []
    thread = threading.Thread(
        target=lambda: ended.append(run(["screen", str(tmp_path / "missing.csv"), "--database", str(tmp_path / "enduse.db")]))
    )
    thread.start()
    thread.join()
    assert ended == [2]
    assert "missing.csv" in capfd.readouterr().err
