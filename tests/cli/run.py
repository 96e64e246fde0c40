"""The commands as a person types them, with what they printed and how they ended."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from enduse.cli.app import run

ENDUSE = (sys.executable, "-m", "enduse")
_OF_THE_TERMINAL = ("NO_COLOR", "COLUMNS", "FORCE_COLOR")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command printed, and its exit status."""

    returncode: int
    stdout: str
    stderr: str


def enduse(*arguments: str | Path, cwd: Path, stdin: str = "", env: dict[str, str] | None = None) -> Ran:
    """Run a command in a folder, without the settings of whoever runs the tests; in this process, which has all loaded."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd)
        for name in os.environ.keys() - clean_environment().keys():
            patch.delenv(name)
        for name, value in (env or {}).items():
            patch.setenv(name, value)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        status = run(list(map(str, arguments)))
    return Ran(returncode=status, stdout=_written(out), stderr=_written(err))


def enduse_alone(*arguments: str | Path, cwd: Path) -> Ran:
    """The same in a process of its own: for how one begins and ends, and for what would not come back."""
    command = [*ENDUSE, *map(str, arguments)]
    ran = subprocess.run(
        command, cwd=cwd, env=clean_environment(), capture_output=True, encoding="utf-8", timeout=180, check=False
    )
    return Ran(returncode=ran.returncode, stdout=ran.stdout, stderr=ran.stderr)


def clean_environment() -> dict[str, str]:
    """The environment without what would change what a command does or shows."""
    return {k: v for k, v in os.environ.items() if not k.startswith("ENDUSE_") and k not in _OF_THE_TERMINAL}


def rows(ran: Ran) -> list[dict[str, Any]]:
    """The JSON lines that a command printed."""
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def one_line(ran: Ran) -> str:
    """The one line in which a command that failed says why; it printed no data."""
    assert ran.returncode == 2, (ran.returncode, ran.stderr)
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""
    lines = ran.stderr.splitlines()
    assert len(lines) == 1, lines
    return lines[0]


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    written: bytes = stream.buffer.getvalue()  # type: ignore[attr-defined]
    return written.decode()
