"""Take a name apart: into words, and these by what bears the name."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from typing import Final

from enduse.names.bodies import has_legal_form, take_apart_body
from enduse.names.data import read_yaml
from enduse.names.people import SMALL, take_apart_person
from enduse.names.prepared import ADDRESS, BODY, CRAFT, PERSON, PreparedName
from enduse.names.words import Part, word_of

_ASCII_TOKENS = re.compile(r"[a-z0-9'`]+(?:-[a-z0-9'`]+)*|[&+,#]").findall
_BREAKS = r"\s\-_,.;:/\\()\[\]{}\"“”«»„!?|*&+#·・–—―‑‐、,"
_TOKENS = re.compile(rf"[^{_BREAKS}]+(?:[-‐‑][^{_BREAKS}]+)*|[&+,#№]").findall
_DOTTED = re.compile(r"\b\w(?:\. ?\w\b(?!['’]))+\.?")
#: A legal form in capitals that is written to the word before it: "KestrelAG".
_GLUED = re.compile(r"(?<=[a-z]{3})(?=[A-Z]{2,4}\b)")
#: A surname in capitals that is written to the name before it: "AnnaKESTREL".
_GLUED_SURNAME = re.compile(r"\b([A-Z][a-z]{2,})(?=[A-Z]{2,})")
#: Words of a name that may be a person's, besides small ones ("Sami ben Khamis ben Saleh").
_MOST_OF_A_PERSON = 5
_KINDS = {"Person": PERSON, "Vessel": CRAFT, "Airplane": CRAFT, "Address": ADDRESS}


def _undot(match: re.Match[str]) -> str:
    return " ".join([c for c in match[0] if c.isalnum()]) + " "


@functools.cache
def _two_letters() -> re.Pattern[str]:
    """An initial of two letters: "Yu." is "Ю."."""
    return re.compile(rf"\b(?=(?:{'|'.join(read_yaml('romanisation.yaml')['initials']['two_letters'])})\.)(\w)\w")


def _initials_apart(low: str) -> str:
    """A person's dotted letters are initials, each a word; two that stand for one ("Yu.") are one."""
    return _DOTTED.sub(_undot, _two_letters().sub(r"\1", low))


def _join(match: re.Match[str]) -> str:
    return "".join([c for c in match[0] if c.isalnum()]) + " "


def _initials_joined(low: str) -> str:
    """A body's dotted letters are one word: "L.X.C.", "S.p.A."."""
    return _DOTTED.sub(_join, low)


#: Characters of a name that are compared: the memory and time that a word takes grow with the square of its length.
LONGEST: Final = 1_000


@functools.lru_cache(maxsize=50_000)
def prepare(text: str, schema: str = "Person", given: str | None = None, family: str | None = None) -> PreparedName:
    """Take a name apart, once for all comparisons.

    Args:
        text: the name as written, in any script.
        schema: Person, Company, Organization, LegalEntity, PublicBody, Vessel, Airplane or Address; a legal entity's name is
            taken for a person's if it has neither legal form, business word nor number.
        given: the given names, where the source tells them apart.
        family: the family name, likewise.
    """
    words = f"{family}, {given}" if given and family else text
    kind = _KINDS.get(schema, BODY)
    if kind == PERSON or schema == "LegalEntity":
        tokens = _tokens(_GLUED_SURNAME.sub(r"\1 ", words))
        if kind == PERSON or _looks_like_person(tokens):
            return take_apart_person(text, schema, tokens)
    return take_apart_body(text, schema, _tokens(_GLUED.sub(" ", words), _initials_joined), kind)


def _tokens(text: str, dotted: Callable[[str], str] = _initials_apart) -> list[str]:
    """The words in lower case, with commas and signs; `dotted` makes words of dotted letters."""
    if text.isascii():
        low = text.lower()
        return _ASCII_TOKENS(dotted(low) if "." in low else low)
    low = unicodedata.normalize("NFKC", text).casefold()
    return _TOKENS(dotted(low) if "." in low else low)


def _looks_like_person(tokens: list[str]) -> bool:
    words = [t for t in tokens if t[0].isalnum()]
    large = [t for t in words if not word_of(t).parts & SMALL]
    if len(words) < 2 or len(large) > _MOST_OF_A_PERSON or any(t[0].isdigit() for t in words):
        return False
    return not any(word_of(t).parts & Part.GENERIC for t in words) and not has_legal_form(words)
