"""What goes to a terminal obeys nobody but us: controls in a stranger's words are left out."""

from __future__ import annotations

import io

import pytest
from rich.table import Table
from rich.text import Text

from enduse.cli.output import open_console, say, write_csv

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
