"""Read the actor files (states, organisations, leaders) into aliases, and say plainly which line breaks their rules."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from enduse.errors import LexiconError
from enduse.lexicon.files import read_yaml
from enduse.lexicon.phrases import fold

ActorKind = Literal[
    "state", "capital", "demonym", "metonym", "ministry", "force", "leader", "body", "group", "firm", "person", "unknown"
]
STATES, ORGANISATIONS, LEADERS = "states.yaml", "organisations.yaml", "leaders.yaml"

#: Field of a state's entry -> kind of mention.
_FIELDS: Mapping[str, ActorKind] = {
    "names": "state",
    "capitals": "capital",
    "demonyms": "demonym",
    "metonyms": "metonym",
    "forces": "force",
    "ministries": "ministry",
    "prefixes": "demonym",
}
_OF_ORGANISATIONS = frozenset(["home", "aliases", "adjectives", "numbered"])
_SECTIONS: Mapping[str, ActorKind] = {"bodies": "body", "groups": "group", "firms": "firm", "persons": "person"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A form of words and what it stands for; `needs` is what must stand beside it to count.

    `needs` is "" (nothing), "hyphen" (a hyphen after it: Franco-German), "number" (one of three or four digits after it:
    resolution 1929) or "name" (a title before it, or the full name).
    """

    phrase: str
    code: str
    kind: ActorKind
    home: str | None = None
    ambiguous: bool = False
    adjective: bool = False
    needs: Literal["", "hyphen", "number", "name"] = ""
    name: str = ""
    first: int = 0
    last: int = 9999


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """All that the actor files hold: aliases, names that are no actor, offices by kind with the
    words before which they are mere adjectives, and titles."""

    aliases: tuple[Alias, ...]
    not_actors: tuple[str, ...]
    offices: Mapping[str, ActorKind]
    things: frozenset[str]
    titles: frozenset[str]


def load_entries() -> Entries:
    """Read and check the three files.

    Raises:
        LexiconError: An entry is not of the documented form, or two entries share an alias that is not listed as ambiguous.
    """
    states, organisations, leaders = (read_yaml(name) for name in (STATES, ORGANISATIONS, LEADERS))
    ambiguous = frozenset(_words(STATES, "ambiguous", states.get("ambiguous")))
    aliases = [*_states(states["states"], ambiguous), *_organisations(organisations, ambiguous)]
    _check_shared(aliases, ambiguous)
    aliases += _leaders(leaders["leaders"])
    offices = {phrase: kind for kind, phrases in states["offices"].items() for phrase in _words(STATES, kind, phrases)}
    return Entries(
        aliases=tuple(aliases),
        not_actors=tuple(_words(STATES, "not_actors", states["not_actors"])),
        offices=offices,
        things=frozenset(_words(STATES, "things", states["things"])),
        titles=frozenset(_words(STATES, "titles", states["titles"])),
    )


def _words(file: str, where: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise LexiconError(f"{file}: {where} must be a list of words, not {value!r} (quote what YAML takes for something else)")
    return value


def _fields(file: str, where: str, entry: Any, allowed: frozenset[str], needed: frozenset[str]) -> dict[str, Any]:
    if not isinstance(entry, dict) or not needed <= entry.keys() <= allowed:
        needs = f"needs {', '.join(sorted(needed))} and " if needed else ""
        raise LexiconError(f"{file}: {where} {needs}may have {', '.join(sorted(allowed))}")
    return entry


def _states(states: Mapping[str, Any], ambiguous: frozenset[str]) -> Iterator[Alias]:
    for code, raw in states.items():
        if not (isinstance(code, str) and len(code) == 2 and code.isupper()):
            raise LexiconError(f"{STATES}: {code!r} is no two-letter code in capitals (quote NO)")
        entry = _fields(STATES, code, raw, frozenset([*_FIELDS, "name"]), frozenset(["name"]))
        yield Alias(phrase=entry["name"], code=code, kind="state", ambiguous=entry["name"] in ambiguous, name=entry["name"])
        for field, kind in _FIELDS.items():
            for phrase in _words(STATES, f"{code}: {field}", entry.get(field, [])):
                needs: Literal["", "hyphen"] = "hyphen" if field == "prefixes" else ""
                yield Alias(phrase=phrase, code=code, kind=kind, ambiguous=phrase in ambiguous, needs=needs, name=entry["name"])


def _organisations(sections: Mapping[str, Any], ambiguous: frozenset[str]) -> Iterator[Alias]:
    if sections.keys() != _SECTIONS.keys():
        raise LexiconError(f"{ORGANISATIONS}: the sections must be {', '.join(_SECTIONS)}")
    for section, kind in _SECTIONS.items():
        for name, raw in sections[section].items():
            entry = _fields(ORGANISATIONS, str(name), raw, _OF_ORGANISATIONS, frozenset())
            home = entry.get("home")
            if not isinstance(name, str) or not (home is None or (isinstance(home, str) and len(home) == 2)):
                raise LexiconError(
                    f"{ORGANISATIONS}: {name}: the name and its home (a two-letter code) must be words; quote them"
                )
            adjectives = _words(ORGANISATIONS, name, entry.get("adjectives", []))
            numbered = _words(ORGANISATIONS, name, entry.get("numbered", []))
            for phrase in [name, *_words(ORGANISATIONS, name, entry.get("aliases", [])), *adjectives, *numbered]:
                yield Alias(
                    phrase=phrase,
                    code=name,
                    kind=kind,
                    home=home,
                    ambiguous=phrase in ambiguous,
                    adjective=phrase in adjectives,
                    needs="number" if phrase in numbered else "",
                    name=name,
                )


def _leaders(states: Mapping[str, Any]) -> Iterator[Alias]:
    allowed, needed = frozenset(["name", "role", "from", "to", "alone", "aliases"]), frozenset(["name", "role", "from"])
    for code, people in states.items():
        for raw in people:
            entry = _fields(LEADERS, f"{code}: {raw!r}", raw, allowed, needed)
            first, last = entry["from"], entry.get("to", 9999)
            if not isinstance(first, int) or not isinstance(last, int) or first > last:
                raise LexiconError(f"{LEADERS}: {code}: {entry['name']}: from and to must be years in order")
            name, others = entry["name"], _words(LEADERS, f"{code}: aliases", entry.get("aliases", []))
            # Where the family name comes first (Xi Jinping) the last word is no surname; such names are given whole.
            surname = name.split()[-1]
            forms: dict[str, Literal["", "name"]] = dict.fromkeys([name, *others], "")
            for form in [name, *(o for o in others if len(o.split()) > 1)]:
                forms.setdefault(form.split()[-1], "" if entry.get("alone") else "name")
            if code in ("CN", "KP", "KR", "VN", "TW") and not entry.get("alone"):
                forms.pop(surname, None)
                forms[name.split()[0]] = "name"
            for phrase, needs in forms.items():
                yield Alias(phrase=phrase, code=code, kind="leader", needs=needs, name=name, first=first, last=last)


def _check_shared(aliases: list[Alias], ambiguous: frozenset[str]) -> None:
    owners: dict[str, Alias] = {}
    for alias in aliases:
        if "," in alias.phrase:
            raise LexiconError(
                f"{alias.code}: the alias {alias.phrase!r} has a comma, over which nothing is read; give the part after it"
            )
        other = owners.setdefault(alias.phrase, alias)
        if other.code != alias.code and alias.phrase not in ambiguous:
            raise LexiconError(
                f"{alias.phrase!r} stands for {other.code} and for {alias.code}; list it under ambiguous in {STATES}"
            )
    unknown = sorted(ambiguous - owners.keys(), key=fold)
    if unknown:
        raise LexiconError(f"{STATES}: ambiguous has {unknown[0]!r}, which is no alias of any entry")
