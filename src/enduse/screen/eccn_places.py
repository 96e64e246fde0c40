"""Which destinations a licence requirement is about that names them itself, and no column of the Country Chart."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from enduse.lexicon.countries import countries
from enduse.screen.eccn_scope import Answer

_WORLD: Final = re.compile(r"(?i)\bany destination worldwide\b|^worldwide control\b|\brequired for all destinations, as\b")
_GROUP: Final = re.compile(r"\b[A-E]:\d\b")
_OUT: Final = re.compile(r"(?i),? excluding\b")
_BEGIN: Final = re.compile(r"(?i)^to or within\s+")
_REFERENCE: Final = re.compile(r"(?i)\s*(?:\(?see §|\bof (?:supplement|the EAR)\b).*$", re.DOTALL)
_GROUPS: Final = re.compile(r"(?i),?\s*(?:\bor\b\s*)?(?:any |a )?destinations?\b.*\bCountry Groups?\b.*$", re.DOTALL)
#: "A license is required for items controlled by this entry to North Korea for anti-terrorism reasons."
_REQUIRED: Final = re.compile(
    r"^A license is required for .*?\bto (?P<names>[A-Z]\w+(?: [A-Z]\w+)?(?: or [A-Z]\w+(?: [A-Z]\w+)?)?)\b"
)
_BETWEEN: Final = re.compile(r",\s*(?:or\s+)?|\s+or\s+")


def reaches(words: str, destination: Collection[str], groups: Mapping[str, Collection[str]]) -> Answer:
    """Is a destination among those that words name?

    >>> reaches("China, Russia, or Venezuela (see § 742.6(a)(7)).", ["RU"], {})
    'yes'

    Args:
        words: "To or within Macau or a destination specified in Country Group D:5".
        destination: its ISO code, and that of the state by whose row it goes.
        groups: the Country Groups of each ISO code; empty where they are not known.
    """
    if _WORLD.search(words):
        return "yes"
    inner, *out = _OUT.split(words, maxsplit=1)
    named = _named(inner)
    if named is None:
        return "open"
    if not named.isdisjoint(destination):
        return "yes"
    listed, excluded = set(_GROUP.findall(inner)), set(_GROUP.findall(" ".join(out)))
    if not listed:
        return "no"
    if not groups:
        return "open"
    own = {group for code in destination for group in groups.get(code, ())}
    return "yes" if own & listed and not own & excluded else "no"


def _named(words: str) -> set[str] | None:
    """The countries that words name before any groups; None where they are something else."""
    required = _REQUIRED.match(words)
    text = required["names"] if required else _GROUPS.sub("", _BEGIN.sub("", _REFERENCE.sub("", words)))
    names = [name.strip(" .").removeprefix("the ") for name in _BETWEEN.split(text) if name.strip(" .")]
    codes = [countries().code(name) for name in names]
    if None in codes or not (codes or _GROUP.search(words)):
        return None
    return {code for code in codes if code is not None}
