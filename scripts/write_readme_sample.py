"""Write the sample in README.md from what the commands really print on the bundled reports."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
BETWEEN = re.compile(r"(?<=<!-- sample: made by `make docs` -->\n).*?(?=<!-- end of sample -->)", re.DOTALL)
ASKED = ("--supplier", "IR", "--recipient", "RU", "--item", "uav")
SHOWN = 26  # lines of the history


def render() -> str:
    """The sample: a register and the beginning of a history."""
    with tempfile.TemporaryDirectory() as folder:
        reports = [
            Path(shutil.copy(str(file), folder)).name
            for file in files("enduse").joinpath("demo").iterdir()
            if file.name.endswith(".txt")
        ]
        enduse("read", *sorted(reports), "--save", folder=folder)
        rows = [json.loads(line) for line in enduse("transfers", *ASKED, folder=folder).splitlines()]
        general = next(row["id"][:8] for row in rows if row["designation"] is None)
        register = enduse("transfers", *ASKED, "--format", "table", folder=folder)
        history = enduse("show", general, "--format", "table", folder=folder).splitlines()
    lines = [
        f"$ enduse transfers {' '.join(ASKED)}",
        *register.splitlines(),
        f"$ enduse show {general}",
        *history[:SHOWN],
        "  ...",
    ]
    return "```text\n" + "\n".join(line.rstrip() for line in lines if line.strip()) + "\n```\n"


def enduse(*arguments: str, folder: str) -> str:
    """What a command prints in a folder."""
    command = [sys.executable, "-m", "enduse", *arguments]
    env = os.environ | {"COLUMNS": "110"}
    return subprocess.run(command, cwd=folder, env=env, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


if __name__ == "__main__":
    text, found = BETWEEN.subn(lambda _: render(), README.read_text(encoding="utf-8"))
    if found != 1:
        sys.exit(f"{README} has no place for the sample")
    README.write_text(text, encoding="utf-8")
