"""What goes to a terminal obeys nobody but us: controls in a stranger's words are left out."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.table import Table
from rich.text import Text
from tests.cli.run import enduse

from enduse.cli.output import open_console, say, write_csv, write_jsonl

HOSTILE = "drones\x1b[31m\x1b]0;pwn\x07 to \u202eRussia\u202c\x9b2J"


def test_controls_in_a_text_or_a_cell_are_left_out() -> None:
    stream = io.StringIO()
    console = open_console(stream)
    console.print(Text(HOSTILE))
    table = Table()
    table.add_column("Quote")
    table.add_row(HOSTILE)
    console.print(table)
    written = stream.getvalue()
    assert not set("\x1b\x07\x9b\u202e\u202c") & set(written)
    assert written.count("drones[31m]0;pwn to Russia2J") == 2


def test_a_message_is_one_line_without_controls(capsys: pytest.CaptureFixture[str]) -> None:
    say(f"{HOSTILE}\nno such file")
    assert capsys.readouterr().err == "drones[31m]0;pwn to Russia2J no such file\n"


def test_no_cell_of_any_table_acts_as_a_formula() -> None:
    stream = io.StringIO()
    write_csv([{"name": "=HYPERLINK(1)", "text": "+1;cmd", "number": -4}], ["name", "text", "number"], stream=stream)
    assert stream.getvalue() == "name,text,number\n'=HYPERLINK(1),'+1;cmd,-4\n"


def test_json_lines_and_cells_carry_no_controls_and_json_loses_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    row = {"name": f"{HOSTILE}\u2028\x7f \ud800", "=1": "a\x00=b"}
    write_jsonl([row])
    (line,) = (written := capsys.readouterr().out).splitlines()
    assert written.isascii()
    assert json.loads(line) == row
    stream = io.StringIO()
    write_csv([{"name": row["name"], "other": "\x1b=1+1"}], ["name", "other"], stream=stream)
    assert stream.getvalue() == "name,other\ndrones[31m]0;pwn to Russia2J \ud800,'=1+1\n"


def test_an_error_shows_no_controls(tmp_path: Path) -> None:
    ran = enduse("read", "page\x1b]0;owned\x07\x9b.txt", cwd=tmp_path)
    assert "no such file" in ran.stderr
    assert ran.returncode == 2
    assert not set("\x1b\x07\x9b") & set(ran.stderr)
    assert not set("\x1b\x07\x9b") & set(enduse("lists", "load", "page\x1b[5m\x9b", cwd=tmp_path).stderr)
