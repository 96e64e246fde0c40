"""The record that a command works on: the workspace's database, or statements and reports from files."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from enduse.cli.output import say

if TYPE_CHECKING:
    from enduse.store import Store
    from enduse.workflow import Record


def locate(database: str | None) -> str:
    """Where the workspace is: the option over ENDUSE_DATABASE over `enduse.toml` over `./enduse.db`."""
    from enduse.settings import load_settings

    return load_settings({"database": database}).database


@contextlib.contextmanager
def open_store(database: str | None, *, read_only: bool, may_be_empty: bool = True) -> Iterator[Store]:
    """Open the workspace, and close it afterwards; a file without a byte is taken for a new one, unless that makes no sense."""
    from enduse.store import Store
    from enduse.store.engine import refuse_empty_file

    place = locate(database)
    if not may_be_empty:
        refuse_empty_file(place)
    with Store.open(place, read_only=read_only) as store:
        yield store


def load_record(database: str | None, statements: Path | None, documents: Path | None, *, every_kind: bool = False) -> Record:
    """Load what the ledger is made of: the files of the two options where they are given, else the workspace.

    Args:
        database: the workspace.
        statements: a file of statements; rows that cannot be used are told on stderr.
        documents: the folder of the reports that they cite.
        every_kind: also load measures and uses from the workspace; a file's are always there.
    """
    from enduse import workflow

    if (statements is None) != (documents is None):
        missing = "--documents FOLDER" if documents is None else "--statements FILE"
        raise typer.BadParameter(f"--statements and --documents go together; add {missing}")
    if statements is not None and documents is not None:
        record = workflow.load_statements(statements, documents)
        for line in (*record.problems, *record.notes):
            say(f"enduse: {line}")
        return record
    with open_store(database, read_only=True) as store:
        if every_kind:
            return workflow.Record(statements=tuple(store.statements()), documents=tuple(store.documents()))
        return workflow.load_record(store)
