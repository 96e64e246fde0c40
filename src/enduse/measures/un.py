"""The UN Security Council's consolidated list: XML as published at scsanctions.un.org."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from enduse.measures.days import day_of
from enduse.measures.descriptions import Description
from enduse.measures.draft import Draft
from enduse.measures.markup import children, entries, leaves, root_of, text_of
from enduse.measures.notes import Notes
from enduse.measures.source import Source
from enduse.party import Party

AUTHORITY = "United Nations Security Council"
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
#: Tags that hold `VALUE` children, and the detail that these become.
_VALUES = {"TITLE": "title", "DESIGNATION": "designation", "LAST_DAY_UPDATED": "last_updated"}
_PLAIN = {
    "DATAID": "dataid",
    "VERSIONNUM": "version",
    "GENDER": "gender",
    "SUBMITTED_BY": "submitted_by",
    "DELISTED_ON": "delisted_on",
}
_SILENT = frozenset(
    [
        *_NAMES,
        "LIST_TYPE",
        "SORT_KEY",
        "SORT_KEY_LAST_MOD",
        "UN_LIST_TYPE",
        "REFERENCE_NUMBER",
        "LISTED_ON",
        "NAME_ORIGINAL_SCRIPT",
    ]
)


def read(sources: Sequence[Source], description: Description, notes: Notes) -> Iterator[Party]:
    """The parties of the consolidated list, individuals and entities; `entry` is the reference number (`KPe.001`)."""
    (source,) = sources
    notes.list_date = day_of(root_of(source)[2].get("dateGenerated", "")[:10])
    within = ("INDIVIDUALS", "ENTITIES")
    for number, (tag, element) in enumerate(
        entries(source, ("INDIVIDUAL", "ENTITY"), within=within, notes=notes, plain=True), 1
    ):
        texts = leaves(element)
        entry = texts.get("REFERENCE_NUMBER") or texts.get("DATAID")
        if entry is None:
            notes.skip(number, "an entry without REFERENCE_NUMBER and DATAID")
            continue
        draft = Draft(entry, notes, schema="Person" if tag == "INDIVIDUAL" else "Organization")
        draft.name(" ".join(texts[part] for part in _NAMES if part in texts))
        draft.name(texts.get("NAME_ORIGINAL_SCRIPT"), "original")
        for name, child in children(element):
            _child(draft, name, child, description)
        if not draft.named:
            notes.skip(number, f"{entry} has no name")
            continue
        _designate(draft, texts, description)
        yield draft.party()


def _child(draft: Draft, name: str, child: Any, description: Description) -> None:
    if name in _SILENT:
        return
    if name in _PLAIN:
        draft.detail(_PLAIN[name], text_of(child))
    elif name in _VALUES:
        for _, value in children(child):
            draft.detail(_VALUES[name], text_of(value))
    elif name == "NATIONALITY":
        for _, value in children(child):
            draft.nationality(text_of(value))
    elif name == "COMMENTS1":
        draft.remark(child.text)
    elif name.endswith("_ALIAS"):
        _alias(draft, leaves(child), description)
    elif name.endswith("_ADDRESS"):
        _address(draft, leaves(child))
    elif name == "INDIVIDUAL_DATE_OF_BIRTH":
        _birth(draft, leaves(child))
    elif name == "INDIVIDUAL_PLACE_OF_BIRTH":
        parts = leaves(child)
        place = ", ".join(parts.pop(part) for part in ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY") if part in parts)
        draft.birth_place(" ".join([place, parts.pop("NOTE", "")]))
        _rest(draft, name, parts)
    elif name == "INDIVIDUAL_DOCUMENT":
        _document(draft, leaves(child))
    else:
        draft.unknown_tag("tag", name, " ".join(child.itertext()))


def _alias(draft: Draft, parts: dict[str, str], description: Description) -> None:
    text, quality = parts.pop("ALIAS_NAME", ""), parts.pop("QUALITY", "")
    kind = description.vocabulary["aliases"].get(quality)
    if kind is None:
        draft.notes.unknown_word("alias quality", quality)
    for name in text.split(";"):
        draft.name(name, kind or "strong")
    draft.birth(parts.pop("DATE_OF_BIRTH", ""))
    draft.birth_place(", ".join(parts.pop(part) for part in ("CITY_OF_BIRTH", "COUNTRY_OF_BIRTH") if part in parts))
    if "NOTE" in parts:
        draft.detail("alias_note", f"{text}: {parts.pop('NOTE')}")
    _rest(draft, "ALIAS", parts)


def _address(draft: Draft, parts: dict[str, str]) -> None:
    note = parts.pop("NOTE", "")
    draft.address(
        street=parts.pop("STREET", None), city=parts.pop("CITY", None), region=parts.pop("STATE_PROVINCE", None),
        postcode=parts.pop("ZIP_CODE", None), country=parts.pop("COUNTRY", None),
    )  # fmt: skip
    draft.detail("address_note", note)
    _rest(draft, "ADDRESS", parts)


def _birth(draft: Draft, parts: dict[str, str]) -> None:
    kind = parts.pop("TYPE_OF_DATE", "EXACT")
    if kind not in ("EXACT", "APPROXIMATELY", "BETWEEN"):
        draft.notes.unknown_word("type of date", kind)
    words = parts.pop("DATE", "") or parts.pop("YEAR", "")
    first, last = parts.pop("FROM_YEAR", ""), parts.pop("TO_YEAR", "")
    if first and last:
        words = f"{first} to {last}"
    note = parts.pop("NOTE", "")
    draft.birth(f"circa {words}" if kind == "APPROXIMATELY" and words else words or first or last)
    draft.detail("birth_note", note)
    parts.pop("YEAR", None)  # said again beside DATE
    _rest(draft, "DATE_OF_BIRTH", parts)


def _document(draft: Draft, parts: dict[str, str]) -> None:
    kinds = [parts.pop(part) for part in ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2") if part in parts]
    number, note = parts.pop("NUMBER", ""), parts.pop("NOTE", "")
    country = draft.code(parts.pop("COUNTRY_OF_ISSUE", "") or parts.get("ISSUING_COUNTRY"))
    parts.pop("ISSUING_COUNTRY", None)
    dated = f"issued {parts.pop('DATE_OF_ISSUE')}" if "DATE_OF_ISSUE" in parts else ""
    place = f"in {parts.pop('CITY_OF_ISSUE')}" if "CITY_OF_ISSUE" in parts else ""
    words = kinds[0] if kinds else "other"
    beside = [text for text in (*kinds[1:], dated, place, note) if text]
    if number:
        draft.identifier(number, words, country=country, note="; ".join(beside))
    elif beside:
        draft.detail("document", "; ".join([words, *beside]))
    _rest(draft, "DOCUMENT", parts)


def _rest(draft: Draft, where: str, parts: dict[str, str]) -> None:
    for tag, text in parts.items():
        draft.unknown_tag("tag", f"{where}/{tag}", text)


def _designate(draft: Draft, texts: dict[str, str], description: Description) -> None:
    regime = texts.get("UN_LIST_TYPE", "")
    basis = description.vocabulary["regimes"].get(regime)
    if basis is None:
        draft.notes.unknown_word("regime", regime)
    listed = day_of(texts.get("LISTED_ON", "")[:10])
    draft.designation(AUTHORITY, programme=regime, legal_basis=basis, listed_on=listed, citation=texts.get("REFERENCE_NUMBER"))
