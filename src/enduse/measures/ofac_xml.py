"""OFAC's plain XML: `sdn.xml` and `consolidated.xml`, a `sdnEntry` each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from enduse.measures.days import day_of
from enduse.measures.descriptions import Description
from enduse.measures.draft import Draft
from enduse.measures.markup import children, entries, leaves, text_of
from enduse.measures.notes import Notes
from enduse.measures.ofac_facts import Facts, words
from enduse.measures.source import Source
from enduse.party import NameKind, Party

_SINGLE = frozenset("uid firstName lastName sdnType remarks programList".split())
_VESSEL = {
    "callSign": "call_sign", "vesselType": "vessel_type", "tonnage": "tonnage",
    "grossRegisteredTonnage": "gross_registered_tonnage",
}  # fmt: skip


def read(sources: Sequence[Source], description: Description, notes: Notes) -> Iterator[Party]:
    """The parties of the list; `entry` is the `uid`."""
    (source,) = sources
    number = 0
    for tag, element in entries(source, ("publshInformation", "sdnEntry"), within=(), notes=notes, plain=True):
        texts = leaves(element)
        if tag == "publshInformation":
            notes.list_date = day_of(texts.get("Publish_Date", ""), order="mdy")
            count = texts.get("Record_Count", "")
            notes.count = int(count) if count.isdecimal() else None
            continue
        number += 1
        if "uid" not in texts or "lastName" not in texts:
            notes.skip(number, f"entry {number} has no uid or no lastName")
            continue
        yield _party(element, texts, notes)


def _party(element: Any, texts: dict[str, str], notes: Notes) -> Party:
    kind = texts.get("sdnType", "").lower()
    if kind not in words("types"):
        notes.unknown_word("type", texts.get("sdnType", ""))
    draft = Draft(texts["uid"], notes, schema=words("types").get(kind, "LegalEntity"))
    facts = Facts(draft)
    _name(draft, texts, "primary")
    programmes: list[str] = []
    for tag, child in children(element):
        if tag == "programList":
            programmes = [text_of(item) for _, item in children(child)]
        elif tag == "title":
            draft.detail("title", text_of(child))
        elif tag in _LISTS:
            for _, item in children(child):
                _LISTS[tag](draft, facts, leaves(item))
        elif tag == "vesselInfo":
            _vessel(draft, leaves(child))
        elif tag not in _SINGLE:
            draft.unknown_tag("tag", tag, " ".join(child.itertext()))
    facts.remarks(texts.get("remarks", ""))
    facts.designate(programmes)
    return draft.party()


def _name(draft: Draft, texts: dict[str, str], kind: NameKind) -> None:
    given, family = texts.get("firstName"), texts.get("lastName")
    draft.name(" ".join(part for part in (given, family) if part), kind, given=given, family=family if given else None)


def _alias(draft: Draft, facts: Facts, texts: dict[str, str]) -> None:
    kind = words("aliases").get(texts.get("type", ""))
    if kind is None:
        draft.notes.unknown_word("alias type", texts.get("type", ""))
    if kind != "former" and texts.get("category") == "weak":
        kind = "weak"
    elif texts.get("category") not in ("strong", "weak"):
        draft.notes.unknown_word("alias category", texts.get("category", ""))
    _name(draft, texts, kind or "strong")


def _address(draft: Draft, facts: Facts, texts: dict[str, str]) -> None:
    lines = [texts[f"address{number}"] for number in (1, 2, 3) if f"address{number}" in texts]
    draft.address(
        street=", ".join(lines) or None, city=texts.get("city"), region=texts.get("stateOrProvince"),
        postcode=texts.get("postalCode"), country=texts.get("country"),
    )  # fmt: skip


def _identifier(draft: Draft, facts: Facts, texts: dict[str, str]) -> None:
    dates = [f"{word} {texts[tag]}" for word, tag in (("issued", "issueDate"), ("expires", "expirationDate")) if tag in texts]
    facts.fact(texts.get("idType", "other"), texts.get("idNumber", ""), country=texts.get("idCountry"), note=" ".join(dates))


def _vessel(draft: Draft, texts: dict[str, str]) -> None:
    for tag, text in texts.items():
        if tag == "vesselFlag":
            draft.country(text)
            draft.detail("vessel_flag", text)
        elif tag == "vesselOwner":
            draft.link("owned_by", text, words="vessel owner")
        elif tag in _VESSEL:
            draft.detail(_VESSEL[tag], text)
        else:
            draft.unknown_tag("tag", f"vesselInfo/{tag}", text)
    draft.identifier(texts.get("callSign"), "Vessel Call Sign")


_LISTS: dict[str, Callable[[Draft, Facts, dict[str, str]], None]] = {
    "akaList": _alias,
    "addressList": _address,
    "idList": _identifier,
    "dateOfBirthList": lambda draft, facts, texts: draft.birth(texts.get("dateOfBirth")),
    "placeOfBirthList": lambda draft, facts, texts: draft.birth_place(texts.get("placeOfBirth")),
    "nationalityList": lambda draft, facts, texts: draft.nationality(texts.get("country")),
    "citizenshipList": lambda draft, facts, texts: draft.nationality(texts.get("country")),
}
