"""The commands as a person runs them: a process of their own, with what it printed and how it ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ENDUSE = (sys.executable, "-m", "enduse")


def enduse(
    *arguments: str | Path, cwd: Path, stdin: str = "", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, without the settings of whoever runs the tests."""
    clean = {
        k: v for k, v in os.environ.items() if not k.startswith("ENDUSE_") and k not in ("NO_COLOR", "COLUMNS", "FORCE_COLOR")
    }
    command = [*ENDUSE, *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, input=stdin, env=clean | (env or {}), capture_output=True, encoding="utf-8", timeout=180, check=False
    )


def rows(ran: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """The JSON lines that a command printed."""
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def one_line(ran: subprocess.CompletedProcess[str]) -> str:
    """The one line in which a command that failed says why; it printed no data."""
    assert ran.returncode == 2, (ran.returncode, ran.stderr)
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""
    lines = ran.stderr.splitlines()
    assert len(lines) == 1, lines
    return lines[0]
