"""Workspaces with nothing in them: one is made, and the others are copies of it."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

from enduse.store import Store

_open = Store.open  # as it is here: tests that ask a server change it


def make_workspace(folder: Path) -> Path:
    """An empty workspace in a folder, if there is none yet."""
    database = folder / "enduse.db"
    if not database.exists():
        database.write_bytes(_empty_workspace())
    return database


@functools.cache
def _empty_workspace() -> bytes:
    """A database with nothing in it, made once: bringing it to its schema takes longer than most tests."""
    with tempfile.TemporaryDirectory() as scratch:
        _open(Path(scratch) / "enduse.db").close()
        return (Path(scratch) / "enduse.db").read_bytes()
