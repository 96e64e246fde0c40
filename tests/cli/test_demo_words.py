"""What the demo says at its end."""

from __future__ import annotations

import io

from rich.console import Console

from enduse.cli.demo import _say_what_next


def test_a_long_database_keeps_its_distance_from_what_the_command_is_for() -> None:
    printed = io.StringIO()
    _say_what_next(Console(file=printed, width=200), "/srv/workspaces/desk/enduse.db")
    assert "enduse.db  what is known" in printed.getvalue()
