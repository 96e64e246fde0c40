"""Enduse reads the public record of arms transfers into a cited ledger, and screens trade against the measures that answer it.

>>> import enduse
>>> [s.status for s in enduse.read("Iran has delivered drones to Russia, officials said.")]  # doctest: +SKIP
['delivered']
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

# The room `enduse.read` is loaded before the function of that name is made: Python gives a package the name of a room when it
# first loads it, and would otherwise take the function's away.
import enduse.read as _room  # noqa: F401
from enduse.errors import EnduseError, InputError
from enduse.model import Attribution, Document, Item, Period, Quantity, Span, Statement, Transfer
from enduse.party import Address, AskedParty, Designation, Finding, GoodsLine, Identifier, Link, Name, Party, Shipment

if TYPE_CHECKING:
    from enduse.names import NameScore
    from enduse.screen import Screener

__all__ = [
    "Address",
    "AskedParty",
    "Attribution",
    "Designation",
    "Document",
    "EnduseError",
    "Finding",
    "GoodsLine",
    "Identifier",
    "InputError",
    "Item",
    "Link",
    "Name",
    "Party",
    "Period",
    "Quantity",
    "Screener",
    "Shipment",
    "Span",
    "Statement",
    "Transfer",
    "compare_names",
    "read",
]


def __getattr__(name: str) -> Any:
    """`Screener` is loaded when it is first asked for: reading needs no lists."""
    if name != "Screener":
        raise AttributeError(f"module 'enduse' has no attribute {name!r}")
    from enduse.screen import Screener

    globals()[name] = Screener
    return Screener


def read(text_or_path: str | Path, *, published: dt.date | str | None = None, publisher: str | None = None) -> list[Statement]:
    """Read the statements of a report: who supplied what to whom, which measures answer it, who used what against whom.

    Args:
        text_or_path: a `Path` is a file or folder. A `str` is one if it names an existing file or folder; any other `str` is
            the text of the report itself, whose spans then count in it and whose `doc` is `text`. A `str` without any blank can
            only be a path: a mistyped one is an error, not a report without statements. Nothing is fetched.
        published: the day the report was published (a date, or `2022-12-09`), over what it says itself; times like "last week"
            are resolved against it.
        publisher: who published it, over what it says itself.

    Returns:
        The statements in the order of the text, each with its span, quote and the reasons for its fields.

    Raises:
        UnreadableError: there is no text to be had from it.
        LanguageError: it is not in English.
        InputError: there is no such file, or the day is none or in the future.
        ModelError: the network's files are missing or damaged.
    """
    from enduse.desk import read_statements

    return read_statements(text_or_path, published=published, publisher=publisher)


def compare_names(a: str, b: str, *, schema: str = "Person") -> NameScore:
    """Score two names from 0 to 1 and say why they may or may not be one; 0.7 and above is a match, a reason to look.

    >>> compare_names("Putin, Vladimir", "Владимир Путин").match
    True

    Args:
        a: a name, in any script.
        b: another.
        schema: what bears them: Person, Company, Organization, LegalEntity, PublicBody, Vessel, Airplane or Address.

    Returns:
        `score`, `match`, and in words `reasons` for it and what speaks `against`. The score's meaning is in `docs/names.md`.
    """
    from enduse import names

    return names.compare_names(a, b, schema=schema)
