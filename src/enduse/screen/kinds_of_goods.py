"""What class of goods a shipment is, as measures speak of it: arms, missiles, UAVs, listed dual-use goods, or none of them."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from enduse.lexicon.items import ItemMention, load_items
from enduse.party import Finding, GoodsLine
from enduse.screen.facts import read_yaml
from enduse.screen.goods import CodeList, plain_code
from enduse.screen.rules import found

_MILITARY_ENTRY = re.compile(r"^\d[A-E]6\d\d|^9[A-E]515", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GoodsClass:
    """The classes that the goods may be of, with the words that say so, and the weapon systems named."""

    classes: Mapping[str, str]
    designations: frozenset[str]
    known: bool


def goods_class(lines: Sequence[GoodsLine], codes: CodeList) -> GoodsClass:
    """The classes of a shipment's goods: by tariff code, control entry and the names of systems in the descriptions."""
    words = route_words()
    classes: dict[str, str] = {}
    designations: set[str] = set()
    for number, line in enumerate(lines, 1):
        code = plain_code(line.hs)
        where = f"line {number}"
        for name, prefixes in (("arms", words["arms_codes"]), ("uav", words["uav_codes"])):
            if any(code.startswith(prefix) for prefix in prefixes):
                classes.setdefault(name, f"{where}: code {code}")
        if line.eccn and _MILITARY_ENTRY.match(line.eccn.strip()):
            classes.setdefault("arms", f"{where}: entry {line.eccn} is of the military series")
        if code.isdigit() and len(code) >= 6 and codes.covering(code):
            classes.setdefault("dual_use", f"{where}: code {code} is on a control list")
        elif line.eccn and re.match(r"^\d[A-E]\d{3}", line.eccn.strip(), re.IGNORECASE):
            classes.setdefault("dual_use", f"{where}: control entry {line.eccn}")
        for item, its_classes in _items(line.description):
            for name in its_classes:
                classes.setdefault(name, f"{where}: {item.text!r}")
            if item.designation:
                designations.add(item.designation)
    known = any(line.description or line.hs or line.eccn or line.part_number for line in lines)
    return GoodsClass(classes=classes, designations=frozenset(designations), known=known)


def screen_arms(line: GoodsLine, subject: str) -> list[Finding]:
    """Whether a line looks like arms or a weapon system by its code, its control entry or its words."""
    words = route_words()
    code = plain_code(line.hs)
    reasons = []
    if any(code.startswith(prefix) for prefix in words["arms_codes"]):
        reasons.append(f"code {code} is of arms or military craft")
    if line.eccn and _MILITARY_ENTRY.match(line.eccn.strip()):
        reasons.append(f"entry {line.eccn} is of the military series of the Commerce Control List")
    by_code = bool(reasons)
    for item, classes in _items(line.description):
        if classes:
            system = f", the system {item.designation}" if item.designation else ""
            reasons.append(f"{item.text!r} names {(item.category or '').replace('_', ' ')}{system}")
    if not reasons:
        return []
    return [
        found(
            "goods.arms", subject, "the goods look like arms or a weapon system", reasons=tuple(reasons), candidate=not by_code
        )
    ]


def _items(description: str) -> Iterator[tuple[ItemMention, tuple[str, ...]]]:
    """The items that a description names, and the classes of goods that they are of."""
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
