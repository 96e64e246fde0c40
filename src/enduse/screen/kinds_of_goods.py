"""What class of goods a shipment is, as measures speak of it: arms, missiles, UAVs, listed dual-use goods, or none of them."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from enduse.lexicon.items import ItemMention, load_items
from enduse.party import Finding, GoodsLine
from enduse.screen.descriptions import HeadingIndex
from enduse.screen.facts import read_yaml
from enduse.screen.goods import CodeList, plain_code
from enduse.screen.part_numbers import FoundPart
from enduse.screen.rules import found

_ENTRY = re.compile(r"^\d[A-E]\d{3}", re.IGNORECASE)
_MILITARY_ENTRY = re.compile(r"^\d[A-E]6\d\d|^9[A-E]515", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GoodsClass:
    """The classes that the goods are of by their codes and words, and those that they may be of, each with what says so.

    `designations` are the weapon systems named; `known` is whether anything is said of the goods at all.
    """

    classes: Mapping[str, str]
    possible: Mapping[str, str]
    designations: frozenset[str]
    known: bool

    def reason(self, name: str) -> str | None:
        """What says that the goods are, or may be, of a class."""
        return self.classes.get(name) or self.possible.get(name)


def goods_class(
    lines: Sequence[GoodsLine], codes: CodeList, headings: HeadingIndex, parts: Sequence[Sequence[FoundPart]]
) -> GoodsClass:
    """The classes of a shipment's goods.

    Tariff code, control entry and the names of systems make a class sure enough to act on; a part of a family that was reported
    in a drone, and a description that points to a controlled heading, make it possible.

    Args:
        lines: the goods.
        codes: the control lists.
        headings: headings by the words of descriptions.
        parts: of each line the parts that are of reported families (`find_parts`).
    """
    words = route_words()
    classes: dict[str, str] = {}
    possible: dict[str, str] = {}
    designations: set[str] = set()
    for number, line in enumerate(lines, 1):
        code, where = plain_code(line.hs), f"line {number}"
        for name, prefixes in (("arms", words["arms_codes"]), ("uav", words["uav_codes"])):
            if any(code.startswith(prefix) for prefix in prefixes):
                classes.setdefault(name, f"{where}: code {code}")
        entry = (line.eccn or "").strip()
        if _MILITARY_ENTRY.match(entry):
            classes.setdefault("arms", f"{where}: entry {entry} is of the military series")
        if code.isdigit() and codes.covering(code):
            classes.setdefault("dual_use", f"{where}: code {code} is on a control list")
        elif _ENTRY.match(entry):
            classes.setdefault("dual_use", f"{where}: control entry {entry}")
        for item, its_classes in _items(line.description):
            for name in its_classes:
                classes.setdefault(name, f"{where}: {item.text!r}")
            if item.designation:
                designations.add(item.designation)
        for part in parts[number - 1]:
            component = part.match.component
            told = f"{where}: {part.written} is of a family reported in {', '.join(component.platforms)}"
            possible.setdefault("uav", told)
            possible.setdefault("dual_use", told)
        for heading in headings.match(line.description)[:1] if not code else ():
            if codes.covering(heading.heading.code):
                possible.setdefault(
                    "dual_use", f"{where}: the words point to {heading.heading.code}, which is on a control list"
                )
    known = any(line.description or line.hs or line.eccn or line.part_number for line in lines)
    return GoodsClass(classes=classes, possible=possible, designations=frozenset(designations), known=known)


def screen_arms(line: GoodsLine, subject: str) -> tuple[list[Finding], frozenset[str]]:
    """Whether a line looks like arms or a weapon system by its code, its control entry or its words; and the systems named."""
    code, entry = plain_code(line.hs), (line.eccn or "").strip()
    reasons = []
    systems = set()
    if any(code.startswith(prefix) for prefix in route_words()["arms_codes"]):
        reasons.append(f"code {code} is of arms or military craft")
    if _MILITARY_ENTRY.match(entry):
        reasons.append(f"entry {entry} is of the military series of the Commerce Control List")
    candidate = not reasons
    for item, classes in _items(line.description):
        if classes:
            system = f", the system {item.designation}" if item.designation else ""
            reasons.append(f"{item.text!r} names {(item.category or '').replace('_', ' ')}{system}")
            systems |= {item.designation} if item.designation else set()
    if not reasons:
        return [], frozenset()
    words = "the goods look like arms or a weapon system"
    return [found("goods.arms", subject, words, reasons=tuple(reasons), candidate=candidate)], frozenset(systems)


@functools.lru_cache(maxsize=8192)  # shipments repeat their goods
def _items(description: str) -> tuple[tuple[ItemMention, tuple[str, ...]], ...]:
    """The items that a description names, and the classes of goods that they are of."""
    return tuple(_find_items(description))


def _find_items(description: str) -> Iterator[tuple[ItemMention, tuple[str, ...]]]:
    words = route_words()
    for item in load_items().find(description) if description else ():
        if item.generic or item.category is None:
            continue
        classes = [name for name, categories in words["categories"].items() if item.category in categories]
        if item.designation and item.category in words["named_only"]:
            classes.append("arms")
        yield item, tuple(classes)


@functools.cache
def route_words() -> Mapping[str, Any]:
    """The words of `data/route_words.yaml`."""
    return read_yaml("route_words.yaml")
