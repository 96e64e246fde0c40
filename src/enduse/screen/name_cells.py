"""The cells of papers in which names stand: nobody, one party, or several joined ("A Ltd c/o B LLC, attn. Mr C")."""

from __future__ import annotations

import functools
import re

from enduse.lexicon.phrases import fold
from enduse.screen.facts import read_yaml

_NOT_WORD = re.compile(r"[\W_]+")
_EDGES = " ,;:.-–—()[]/\t"


def names_in(cell: str) -> tuple[str, ...]:
    """The names that a cell holds, none where it says that there is nobody or points to another party.

    >>> names_in("Alpha Ltd c/o Beta LLC"), names_in("TO THE ORDER OF Gamma Bank"), names_in("N/A"), names_in("Delta & Co.")
    (('Alpha Ltd', 'Beta LLC'), ('Gamma Bank',), (), ('Delta & Co.',))
    """
    if is_nobody(cell) or points_elsewhere(cell):
        return ()
    parts = [_without_words_before(part.strip(_EDGES)) for part in _joins().split(cell)]
    told = [part for part in parts if part and not is_nobody(part) and any(map(str.isalpha, part))]
    if len(told) == 1 and len(parts) == 1 and told[0] == cell.strip(_EDGES):
        return (cell.strip(),)
    return tuple(dict.fromkeys(told)) or (cell.strip(),)


def is_nobody(cell: str) -> bool:
    """Whether a cell says that there is nobody: "N/A", "to order", "-"."""
    return is_blank(cell) or _plain(cell) in _words("nobody")


def is_blank(cell: str) -> bool:
    """Whether a cell is as good as empty: "N/A", "-"."""
    plain = _plain(cell)
    return not plain or plain in _words("blank")


def hides_somebody(cell: str, role: str) -> bool:
    """Whether a cell names nobody where there is somebody: "to order", or "N/A" for a party whom every shipment has."""
    return is_nobody(cell) and (not is_blank(cell) or role.replace("_", " ") in _words("needed"))


def points_elsewhere(cell: str) -> bool:
    """Whether a cell points to another party of the same papers: "same as consignee"."""
    return _plain(cell) in _words("same")


def _without_words_before(part: str) -> str:
    match = _before().match(part)
    return part[match.end() :].strip(_EDGES) if match else part


@functools.cache
def _joins() -> re.Pattern[str]:
    return re.compile(rf"(?<=\S)[\s,;(\[]+(?:{_any_of('joins')})[\s.:]+(?=\S)", re.IGNORECASE)


@functools.cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of('before')})[\s.:]+(?=\S)", re.IGNORECASE)


def _any_of(section: str) -> str:
    """The words of a section as alternatives, the longest first; letters by themselves need a sign between them ("c/o")."""
    forms = []
    for words in sorted(_words(section), key=len, reverse=True):
        parts = words.split()
        letters = all(len(part) == 1 for part in parts)
        sign = r"[\s.:/]+" if not letters else "/" if len(parts) == 2 else r"[./]\s?"  # "c/o", and "C.O. Smith" is a name
        forms.append(sign.join(map(re.escape, parts)))
    return "|".join(forms)


@functools.cache
def _words(section: str) -> frozenset[str]:
    return frozenset(map(_plain, read_yaml("name_cells.yaml")[section]))


def _plain(text: str) -> str:
    return _NOT_WORD.sub(" ", fold(text)).strip()
