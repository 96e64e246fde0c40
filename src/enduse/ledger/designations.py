"""One name for each system, however a report writes it."""

from __future__ import annotations

import functools
import re
import unicodedata

from enduse.ledger.words import words
from enduse.lexicon.designations import read_designations

_DASHES = re.compile(r"[‐‑‒–—−]")
_CALIBRE = re.compile(r"^(\d+(?:[.,]\d+)?)[\s-]*(?:mm|millimet(?:er|re)s?)\b", re.IGNORECASE)
#: A model code: up to five letters, then a number ("S-300", "MiG-29", "F/A-18", "K9"), or a number first ("2S19").
_CODE = re.compile(r"^(?:[A-Za-z]{1,5}(?:/[A-Za-z])?[\s-]?\d+(?:-\d{2,})?|\d+[A-Za-z]+\d*)(?!\d)")
#: A name and its number ("Leopard 2", "Mirage 2000", "Fateh-110"): what follows the number is a variant.
_NUMBERED = re.compile(r"^([^\W\d]{2,}(?:[\s-][^\W\d]{2,})*[\s-]?\d+)(?=[\s/-]?[A-Za-z]|-\d\b|$)")
#: Words after a name that tell a production standard or a class, and no other system.
_TAIL = re.compile(
    r"(?:[\s-]class|[\s,-]+(?:block|mk|mark|mod|batch)[\s.-]*\w+|[\s-]+[A-Z](?:/[A-Z])*|[\s-]+(?:famil(?:y|ies)|series|systems?))+$",
    re.IGNORECASE,
)
_ROMAN = {"ii": "2", "iii": "3", "iv": "4"}


def plain(name: str) -> str:
    """Letters and digits only, without accents or case: what two writings of one name have in common.

    >>> plain("Akıncı") == plain("AKINCI"), plain("S-300")
    (True, 's300')
    """
    folded = unicodedata.normalize("NFKD", name.replace("ı", "i")).casefold()
    return "".join(c for c in folded if c.isalnum())


@functools.lru_cache(maxsize=65536)
def base_name(designation: str) -> str:
    """The system's name without its maker, its class word and the letters of its variant.

    A variant is the same system in the record ("S-300PMU-2" is told as "S-300"), another number another system.

    >>> [base_name(n) for n in ("Sukhoi-35", "Sukhoi Su-35S", "Su-35SE", "S-300PMU-2", "Leopard 2A6", "Kilo-class")]
    ['Su-35', 'Su-35', 'Su-35', 'S-300', 'Leopard 2', 'Kilo']
    """
    name = " ".join(_DASHES.sub("-", designation).split())
    name = _without_maker(name)
    if found := _CALIBRE.match(name):
        return f"{found[1].replace(',', '.')} mm"
    if found := _CODE.match(name):
        return found[0]
    name = _TAIL.sub("", name) or name
    found = _NUMBERED.match(name)
    return found[1] if found else name


@functools.lru_cache(maxsize=65536)
def canonical_name(designation: str, category: str | None = None) -> str:
    """The one name under which a system stands in the ledger: the lexicon's, else its own without maker and variant.

    Args:
        designation: the name as a report writes it.
        category: the item's category, which tells namesakes apart (the Mistral missile, the Mistral ship).

    >>> canonical_name("Sukhoi Su-35"), canonical_name("Geran-2", "uav")
    ('Su-35', 'Shahed-136')
    """
    base = base_name(designation)
    for name in (plain(base), plain(designation)):
        for place in (category, None):
            if found := _lexicon_names().get((place, name)):
                return found
    return base


@functools.lru_cache(maxsize=65536)
def system_key(designation: str, category: str | None = None) -> str:
    """What all writings of one system share, and no other system of the category has.

    >>> system_key("Su 35") == system_key("Sukhoi Su-35S"), system_key("S-300") == system_key("S-400")
    (True, False)
    """
    parts = base_name(canonical_name(designation, category)).casefold().split()
    return plain(" ".join([*parts[:-1], _ROMAN.get(parts[-1], parts[-1])])) if parts else ""


@functools.cache
def _lexicon_names() -> dict[tuple[str | None, str], str]:
    """The lexicon's canonical name by category and any of the system's names; without category where no namesake has it."""
    names: dict[tuple[str | None, str], str] = {}
    owners: dict[str, set[str]] = {}
    for system in read_designations():
        for name in system.names:
            names.setdefault((system.category, plain(name)), system.name)
            owners.setdefault(plain(name), set()).add(system.name)
    return names | {(None, name): next(iter(systems)) for name, systems in owners.items() if len(systems) == 1}


def _without_maker(name: str) -> str:
    """Leave out the maker's name where the system's own follows it; a bureau's name becomes its prefix."""
    lowered = name.casefold()
    for bureau, prefix in words().bureaux.items():
        if lowered.startswith(bureau) and (rest := name[len(bureau) :]) and rest[0] in " -":
            rest = rest.strip(" -")
            return f"{prefix}-{rest}" if rest[:1].isdigit() else rest
    for maker in words().makers:
        if lowered.startswith(maker + " "):
            return name[len(maker) :].strip()
    return name
