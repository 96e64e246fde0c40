"""Statements of many reports merged into transfers: a pure function of statements and documents."""

from enduse.ledger.copies import find_copies
from enduse.ledger.merge import merge
from enduse.ledger.merged import Merged, Told
from enduse.ledger.rows import transfer_row, transfer_rows

__all__ = ["Merged", "Told", "find_copies", "merge", "transfer_row", "transfer_rows"]
