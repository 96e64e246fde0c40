"""What class of goods a shipment is, as measures speak of it: arms, missiles, UAVs, listed dual-use goods, or none of them."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any

from enduse.lexicon.items import ItemMention, load_items
from enduse.party import Finding, GoodsLine
from enduse.screen.descriptions import HeadingIndex
from enduse.screen.entries import military_series, munitions_list, plain_entry
from enduse.screen.facts import read_yaml
from enduse.screen.goods import CodeList, plain_code
from enduse.screen.part_numbers import FoundPart
from enduse.screen.rules import found, rule_citation

_ENTRY = re.compile(r"^\d[A-E]\d{3}", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_CALIBRE = re.compile(r"(?<!\d)(\d{2,3}) ?mm ")
_CODES_ALONE = "by the code that is given, which was not checked against the goods"


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
    lines: Sequence[tuple[int, GoodsLine]], codes: CodeList, headings: HeadingIndex, parts: Sequence[Sequence[FoundPart]]
) -> GoodsClass:
    """The classes of a shipment's goods.

    Tariff code, control entry and the names of systems make a class sure enough to act on; a part of a family that was reported
    in a drone, and a description that points to a controlled heading, make it possible.

    Args:
        lines: the goods, each with the number of its line.
        codes: the control lists.
        headings: headings by the words of descriptions.
        parts: of each line the parts that are of reported families (`find_parts`).
    """
    words = route_words()
    classes: dict[str, str] = {}
    possible: dict[str, str] = {}
    designations: set[str] = set()
    for (number, line), own in zip(lines, parts, strict=True):
        code, where = plain_code(line.hs), f"line {number}"
        for name, prefixes in (("arms", words["arms_codes"]), ("uav", words["uav_codes"])):
            if any(code.startswith(prefix) for prefix in prefixes):
                classes.setdefault(name, f"{where}: code {code}")
        entry = plain_entry(line.eccn)
        if of := munitions_list(entry) or military_series(entry):
            classes.setdefault("arms", f"{where}: entry {entry} is of {of}")
        if code.isdigit() and codes.covering(code):
            classes.setdefault("dual_use", f"{where}: code {code} is on a control list")
        elif _ENTRY.match(entry):
            classes.setdefault("dual_use", f"{where}: control entry {entry}")
        for item in named_goods(line.description):
            for name in item.classes:
                (possible if item.alone else classes).setdefault(name, f"{where}: {item.text!r}")
            designations |= {item.system} if item.system else set()
        for part in own:
            component = part.match.component
            told = f"{where}: {part.written} is of a family reported in {', '.join(component.platforms)}"
            possible.setdefault("uav", told)
            possible.setdefault("dual_use", told)
        for heading in headings.match(line.description)[:1] if not code else ():
            if codes.covering(heading.heading.code):
                possible.setdefault(
                    "dual_use", f"{where}: the words point to {heading.heading.code}, which is on a control list"
                )
    known = any(line.description or line.hs or line.eccn or line.part_number for _, line in lines)
    return GoodsClass(classes=classes, possible=possible, designations=frozenset(designations), known=known)


def screen_arms(line: GoodsLine, subject: str) -> tuple[list[Finding], frozenset[str]]:
    """Whether a line looks like arms or a weapon system by its code, its control entry or its words; and the systems named."""
    code, entry = plain_code(line.hs), plain_entry(line.eccn)
    reasons = []
    systems = set()
    if any(code.startswith(prefix) for prefix in route_words()["arms_codes"]):
        reasons.append(f"code {code} is of arms or military craft")
    if of := munitions_list(entry) or military_series(entry):
        reasons.append(f"entry {entry} is of {of}")
    candidate = not reasons
    named = named_goods(line.description)
    for item in named:
        system = f", the system {item.system}" if item.system else ""
        reasons.append(f"{item.text!r} names {item.category.replace('_', ' ')}{system}")
        systems |= {item.system} if item.system else set()
    if not reasons:
        return [], frozenset()
    alone = candidate and all(item.alone for item in named)
    against = ["by words alone: a person has to say what the goods are"] if candidate else [_CODES_ALONE]
    if alone:
        against.append("the name stands alone and may be of something else")
    words = "the goods look like arms, a weapon system or a part of one"
    return [
        found(
            "goods.arms", subject, words, severity="note" if alone else None, reasons=tuple(reasons), against=tuple(against),
            candidate=candidate, citations=(rule_citation("goods.arms"),),
        )
    ], frozenset(systems)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NamedGoods:
    """Words of a description that name arms or a part of them: the classes of goods, and the system named.

    `alone` where a name stands by itself that may be of anything else ("Leopard", "Lancet").
    """

    text: str
    category: str
    classes: tuple[str, ...]
    system: str | None
    alone: bool


@functools.lru_cache(maxsize=8192)  # shipments repeat their goods
def named_goods(description: str) -> tuple[NamedGoods, ...]:
    """What a description names of the classes that measures speak of."""
    words = route_words()
    plain = f" {' '.join(_WORD.findall(description.casefold()))} "
    if not description or any(f" {toy} " in plain for toy in words["toys"]):
        return ()
    calibre = any(int(number) in words["calibres"] for number in _CALIBRE.findall(plain))
    marked = calibre or any(f" {mark.replace('-', ' ')} " in plain for mark in words["marks"])
    named = []
    for item in load_items().find(description):
        category = _category(item, marked)
        classes = [name for name, categories in words["categories"].items() if category in categories]
        if item.designation and category in words["named_only"] and item.designation not in words["civil_systems"]:
            classes.append("arms")
        if category is not None and classes:
            alone = item.designation is not None and not any(map(str.isdigit, item.text)) and not _has_noun(item)
            system = item.designation
            named.append(NamedGoods(text=item.text, category=category, classes=tuple(classes), system=system, alone=alone))
    return tuple(named)


def _category(item: ItemMention, marked: bool) -> str | None:
    """The category that an item counts as; a part counts as what it is a part of."""
    if item.generic or item.category is None:
        return None
    if item.category == "component":
        if item.designation is not None:
            return _systems().get(item.designation)
        whole = load_items().find(item.text.rpartition(" ")[0])
        return next((c for part in whole if part.category != "component" and (c := _category(part, marked))), None)
    if item.head in route_words()["civil_nouns"] and not marked and item.designation is None:
        return None
    return item.category


def _has_noun(item: ItemMention) -> bool:
    """Whether a word of arms stands with the name of a system ("Patriot missiles", and not "Patriot boots")."""
    return any(found.category and not found.designation for word in item.text.split() for found in load_items().find(word))


@functools.cache
def _systems() -> Mapping[str, str]:
    """The categories of named systems."""
    return {designation.name: designation.category for designation in load_items().designations}


@functools.cache
def route_words() -> Mapping[str, Any]:
    """The words of `data/route_words.yaml`."""
    return read_yaml("route_words.yaml")
