"""The same report about other actors: every state, firm and group is exchanged for another of its kind, and the gold follows.

What is learnt is then the construction and not who usually supplies whom.
"""

from __future__ import annotations

import copy
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence

from enduse.lexicon.actors import ActorMention
from training.examples import Row

NAMED = {"firm", "group"}
STATE_KINDS = {"state", "capital", "demonym", "metonym", "ministry", "force", "leader"}
ROLE_FIELDS = ("supplier", "recipient", "imposer", "target", "user", "against")
Forms = dict[tuple[str, str], dict[str, list[str]]]


def shape(mention: ActorMention, following: str) -> tuple[str, str]:
    """What another form must share to stand in the same place: kind, number, whether it is joined to the next word."""
    text = mention.text
    if following.startswith("-"):
        return mention.kind, "joined"
    if text.isupper() and len(text) > 4:
        return mention.kind, "upper"
    plural = mention.kind == "demonym" and text.endswith(("s", "ese", "ch", "sh"))
    return mention.kind, "plural" if plural else "plain"


def collect_forms(found: Iterable[tuple[str, Sequence[ActorMention]]]) -> Forms:
    """Every surface form seen, by shape and actor."""
    forms: Forms = defaultdict(lambda: defaultdict(list))
    for text, mentions in found:
        for m in mentions:
            if not m.ambiguous and not m.unknown:
                forms[shape(m, text[m.end : m.end + 1])][m.code].append(" ".join(m.text.split()))
    return forms


def exchange(
    text: str, rows: Sequence[Row], mentions: Sequence[ActorMention], forms: Forms, rng: random.Random
) -> tuple[str, list[Row]]:
    """One variant of a report and its gold rows."""
    mentions = [m for m in mentions if not m.unknown and m.kind in STATE_KINDS | NAMED]
    needed: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for m in mentions:
        needed[m.code].add(shape(m, text[m.end : m.end + 1]))
    mapping = _mapping(needed, forms, rng)
    pieces, moves, at, shift = [], [], 0, 0
    for m in sorted(mentions, key=lambda m: m.start):
        if m.start < at or m.code not in mapping:
            continue
        new = rng.choice(forms[shape(m, text[m.end : m.end + 1])][mapping[m.code]])
        pieces += [text[at : m.start], new]
        at = m.end
        moves.append((m.start, m.end, shift, len(new)))
        shift += len(new) - (m.end - m.start)
    pieces.append(text[at:])
    moved = "".join(pieces)
    return moved, [_follow(row, moved, moves, mapping, text) for row in rows]


def _mapping(needed: dict[str, set[tuple[str, str]]], forms: Forms, rng: random.Random) -> dict[str, str]:
    """A one-to-one exchange in which every actor goes to one that has all the forms it needs."""
    mapping: dict[str, str] = {}
    used: set[str] = set()
    for code in rng.sample(sorted(needed), len(needed)):
        options = set.intersection(*(set(forms[s]) for s in needed[code]))
        options = {c for c in options if (len(c) == 2) == (len(code) == 2)} - used - (set(needed) - {code})
        if options:
            mapping[code] = rng.choice(sorted(options))
            used.add(mapping[code])
    return mapping


def _follow(row: Row, moved: str, moves: list[tuple[int, int, int, int]], mapping: dict[str, str], text: str) -> Row:
    row = copy.deepcopy(row)
    start, end = row["span"]
    new_start, new_end = _place(start, moves, False), _place(end, moves, True)
    for item in row.get("items", []):
        at = text.find(item["text"], start, end)
        if at >= 0:
            item["text"] = moved[_place(at, moves, False) : _place(at + len(item["text"]), moves, True)]
    row["span"], row["quote"] = [new_start, new_end], moved[new_start:new_end]
    for field in ROLE_FIELDS:
        if field in row:
            row[field] = [_mapped(value, mapping) for value in row[field]]
    return row


def _mapped(value: str, mapping: dict[str, str]) -> str:
    if value in mapping:
        return mapping[value]
    plain = {code.casefold(): new for code, new in mapping.items()}
    return plain.get(value.casefold().removeprefix("the "), value)


def _place(at: int, moves: list[tuple[int, int, int, int]], is_end: bool) -> int:
    """Where a character of the old text stands in the new one."""
    shift = 0
    for start, end, before, length in moves:
        if at >= end:
            shift = before + length - (end - start)
        elif at > start:
            return start + before + (length if is_end else 0)
        else:
            break
    return at + shift
