"""Write docs/cli.md from the commands themselves, so that the page cannot say what they do not do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from typer.main import get_command
from typer.testing import CliRunner

from enduse.cli.app import app
from enduse.settings import TABLE

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
INTRODUCTION = """\
# The command line

*Written by `make docs` from the commands themselves; a test holds it current.*

| what | how |
| --- | --- |
| data and words | data goes to stdout and nothing else does; messages, progress and the summary go to stderr |
| form of rows | `--format table`, `jsonl` or `csv`; without it a table on a terminal, JSON lines when piped |
| exit status | 0 done · 1 findings (`--fail-on`), changed receipts · 2 wrong usage or input · 3 lists missing or stale |
| workspace | one file, `enduse.db` in the current folder, unless `--database` or a setting names another |
| dates | a day is `2022-12-09`; where a period is meant also `2022-12` or `2022` |
| colour | only on a terminal, and never where `NO_COLOR` is set |
| a broken input | is told in one line at the end, the rest is done, and the exit status is 2 |
| a row with a problem | is told with its row in what comes out (`problems`, `problem`) and counted in the summary; \
the exit status is 0, and 2 where no row at all could be used |
| `--fail-on` | 1 where there is such a finding; where there is none, 2 if a row was not screened, as nobody can say then |
| lists missing or stale | 3, where it would be 0 |

The rows of `read`, `transfers` and `export` are described in [statements.md](statements.md).
"""


def render() -> str:
    """The page's text."""
    parts = [INTRODUCTION, _settings(), _section(())]
    parts += _sections((), get_command(app))
    return "\n".join(parts)


def _sections(path: tuple[str, ...], group: Any) -> list[str]:
    """A section for each command of a group, and for those of the groups in it."""
    parts = []
    for name, command in getattr(group, "commands", {}).items():
        parts += [_section((*path, name)), *_sections((*path, name), command)]
    return parts


def _settings() -> str:
    lines = [
        "## Settings",
        "",
        "A flag goes before the environment, that before `enduse.toml` in the current folder, that before the default.",
        "",
    ]
    lines += ["| `enduse.toml` | environment | default | what for |", "| --- | --- | --- | --- |"]
    for setting in TABLE:
        default = "" if setting.default is None else f"`{setting.default}`"
        lines.append(f"| `{setting.name}` | `ENDUSE_{setting.name.upper()}` | {default} | {setting.help} |")
    return "\n".join([*lines, ""])


def _section(path: tuple[str, ...]) -> str:
    title = " ".join(("enduse", *path))
    shown = CliRunner().invoke(app, [*path, "--help"], prog_name="enduse", terminal_width=100, color=False)
    return f"## {title}\n\n```text\n{shown.stdout.strip()}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
