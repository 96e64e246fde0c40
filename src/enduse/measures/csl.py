"""The US Consolidated Screening List: the published JSON and CSV, and a repacked JSON whose `fieldKey` explains its short keys.

All three give rows of the published fields; what a row means is said once. The list joins lists of Commerce, State and the
Treasury; which one an entry is of stands in `source`, and its code (EL, DPL, UVL, MEU, SDN ...) becomes the `source_list`.
"""

from __future__ import annotations

import collections
import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from enduse.dates.federal_register import announced_on
from enduse.errors import ListError, reason
from enduse.measures.days import day_of
from enduse.measures.descriptions import Description
from enduse.measures.draft import Draft
from enduse.measures.json_text import json_value
from enduse.measures.mapping import fold_column
from enduse.measures.notes import ODD_VALUE, Notes
from enduse.measures.ofac_facts import Facts
from enduse.measures.source import Source
from enduse.measures.tables import rows, whole_rows
from enduse.model import content_id
from enduse.party import Party, Schema

_CODE = re.compile(r"\(([^()]+?)(?: List)?\)(?: List)?\s*-\s*(.+)$")
_TREASURY = "Treasury"
_PLAIN = ("title", "vessel_type", "gross_tonnage", "gross_registered_tonnage", "standard_order", "source_information_url")
#: What State and Commerce write behind a name and is no part of it, between two names of one entry, and in brackets within one.
_REMARK = re.compile(
    r"(?i)[,;]? +and (?:any successor|its sub-units)\b.*$|, including the\b.*$|\s*\([\w ]+ (?:individual|entity|national)\)",
    re.DOTALL,
)
_ALSO = re.compile(r"(?i)[,;]?\s*[(\[]?\b[af]\.?k\.?a\b[.,:]*\s*|, and subordinate entity ")
_ALSO_WITHIN = re.compile(r"(?i)[(\[]([af]\.?k\.?a\b[^()\[\]]*)[)\]]")
#: Letters in brackets behind a name, which may stand for it.
_LETTERS = re.compile(r"\(([A-Z]{4,10})\)")
#: Fields that the designation, the names and the rest are made of; any other is unknown.
_FIELDS = frozenset(
    "source entity_number type programs name title addresses federal_register_notice start_date end_date standard_order"
    " license_requirement license_policy call_sign vessel_type gross_tonnage gross_registered_tonnage vessel_flag vessel_owner"
    " remarks source_list_url alt_names citizenships dates_of_birth nationalities places_of_birth source_information_url ids"
    " country id _id".split()
)
_LISTS = ("programs", "addresses", "alt_names", "citizenships", "dates_of_birth", "nationalities", "places_of_birth", "ids")


def read_json(sources: Sequence[Source], description: Description, notes: Notes) -> Iterator[Party]:
    """The parties of the published JSON (`results`)."""
    (source,) = sources
    data = json_value(source)
    if not isinstance(data, dict) or not isinstance(data.get("results"), list):
        raise ListError(f"{source.name} has no list of `results`; give the Consolidated Screening List as published")
    total = data.get("total")
    notes.count = total if isinstance(total, int) else None
    yield from _parties(data["results"], description, notes)


def read_csv(sources: Sequence[Source], description: Description, notes: Notes) -> Iterator[Party]:
    """The parties of the published CSV; several values in a cell are joined by `; `."""
    (source,) = sources
    walk = rows(source, ",", notes)
    _, header = next(walk)
    header = [fold_column(column) for column in header]
    whole = whole_rows(walk, len(header), source, notes)
    yield from _parties((_csv_row(header, row) for _, row in whole), description, notes)


def read_packed(sources: Sequence[Source], description: Description, notes: Notes) -> Iterator[Party]:
    """The parties of the repacked JSON: short keys explained by `fieldKey`, repeated texts in `tables`."""
    (source,) = sources
    data = json_value(source)
    try:
        keys = {key: text.split(" (")[0] for key, text in data["fieldKey"].items()}
        tables = {
            key: data["tables"][found[1]]
            for key, text in data["fieldKey"].items()
            if (found := re.search(r"tables\.(\w+)", text))
        }
        entries, count = data["entries"], data.get("entryCount")
        if not isinstance(entries, list):
            raise TypeError("entries is no list")
    except (KeyError, TypeError, AttributeError) as error:
        raise ListError(f"{source.name}: {reason(error)}; the repacked list needs fieldKey, tables and entries") from error
    notes.list_date = day_of(str(data.get("sourceGeneratedAt", ""))[:10])
    notes.count = count if isinstance(count, int) else None
    yield from _parties((_unpacked(entry, keys, tables) for entry in entries), description, notes)


@dataclasses.dataclass(frozen=True, slots=True)
class _Unusable:
    """What stands for an entry that cannot be unpacked: why."""

    reason: str


def _unpacked(entry: Any, keys: Mapping[str, str], tables: Mapping[str, Sequence[str]]) -> Any:
    if not isinstance(entry, dict):
        return entry
    row: dict[str, Any] = {}
    try:
        for key, value in entry.items():
            row[keys.get(key, key)] = tables[key][value] if key in tables else value
        row["addresses"] = [{"country": code} for code in row.pop("address countries", ())]
        row["programs"] = row["programs"].split("; ") if "programs" in row else []
    except (*ODD_VALUE, IndexError) as error:
        return _Unusable(f"a value that its table does not have, or of an unexpected kind ({reason(error)})")
    return row


def _csv_row(header: Sequence[str], row: Sequence[str]) -> Any:
    cells: dict[str, Any] = dict(zip(header, row, strict=True))
    for field in _LISTS:
        cells[field] = [part for value in cells.get(field, "").split("; ") if (part := value.strip())]
    cells["addresses"] = [_csv_address(text) for text in cells["addresses"]]
    cells["ids"] = [_csv_id(text) for text in cells["ids"]]
    return cells


def _csv_address(text: str) -> dict[str, str]:
    place, _, country = text.rpartition(", ")
    return {"address": place, "country": country} if len(country) == 2 else {"address": text}


def _csv_id(text: str) -> dict[str, str]:
    """`RU, 7744001497, Tax ID No.`: country where there is one, number, kind."""
    parts = text.split(", ")
    country = parts.pop(0) if len(parts) > 2 and re.fullmatch("[A-Z]{2}", parts[0]) else ""
    return {"type": parts[-1] if len(parts) > 1 else "", "number": ", ".join(parts[:-1] or parts), "country": country}


def _parties(entries: Any, description: Description, notes: Notes) -> Iterator[Party]:
    used: collections.Counter[str] = collections.Counter()
    for number, entry in enumerate(entries, 1):
        if isinstance(entry, _Unusable):
            notes.skip(number, entry.reason)
            continue
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not isinstance(entry.get("source"), str):
            notes.skip(number, "an entry without `name` and `source`")
            continue
        for field in entry.keys() - _FIELDS:
            notes.unknown_word("field", field)
        try:
            yield _party(entry, description, notes, used)
        except ODD_VALUE as error:
            notes.skip_odd(number, error)


def _party(row: Mapping[str, Any], description: Description, notes: Notes, used: collections.Counter[str]) -> Party:
    source = row["source"]
    match = _CODE.search(source)
    code, agency = (match[1], match[2].strip()) if match else (source, source)
    if code not in description.vocabulary["sources"]:
        notes.unknown_word("source", source)
    draft = Draft(_entry(row, code, used), notes, schema=_schema(row, description, notes))
    _names(draft, row)
    for address in row.get("addresses") or ():
        parts = {**address}
        draft.address(
            street=parts.pop("address", None), city=parts.pop("city", None), region=parts.pop("state", None),
            postcode=parts.pop("postal_code", None), country=parts.pop("country", None),
        )  # fmt: skip
        for field, value in parts.items():
            draft.unknown_tag("address field", field, str(value))
    draft.country(row.get("country"))
    for field in ("nationalities", "citizenships"):
        for words in row.get(field) or ():
            draft.nationality(words)
    for words in row.get("dates_of_birth") or ():
        draft.birth(words)
    for words in row.get("places_of_birth") or ():
        draft.birth_place(words)
    for field in _PLAIN:
        draft.detail(field, row.get(field))
    draft.detail("source_list", code)
    draft.detail("source", source)
    draft.detail("csl_id", row.get("id") or row.get("_id"))
    if draft.country(row.get("vessel_flag")):
        draft.detail("vessel_flag", row["vessel_flag"])
    draft.link("owned_by", row.get("vessel_owner"), words="vessel owner")
    draft.identifier(row.get("call_sign"), "Vessel Call Sign")
    facts = Facts(draft)
    for number in row.get("ids") or ():
        _identifier(facts, number)
    facts.remarks(row.get("remarks") or "")
    _designate(draft, row, code, agency, description, facts)
    return draft.party()


def _identifier(facts: Facts, row: Mapping[str, Any]) -> None:
    dated = [
        f"{word} {row[field]}" for word, field in (("issued", "issue_date"), ("expires", "expiration_date")) if row.get(field)
    ]
    facts.fact(row.get("type") or "other", str(row.get("number") or ""), country=row.get("country"), note=" ".join(dated))


def _entry(row: Mapping[str, Any], code: str, used: collections.Counter[str]) -> str:
    """The code of the source list with the entry's number; without one, with a hash of what names the entry."""
    number = str(row.get("entity_number") or "")
    if not number:
        notice = [row.get(field) for field in ("name", "federal_register_notice", "start_date", "standard_order")]
        places = [a.get("address") or a.get("country") for a in row.get("addresses") or () if isinstance(a, dict)]
        number = content_id("x", [*notice, places])[2:12]
    entry = f"{code}-{number}"
    used[entry] += 1  # entries may say word for word the same
    return entry if used[entry] == 1 else f"{entry}-{used[entry]}"


def _schema(row: Mapping[str, Any], description: Description, notes: Notes) -> Schema:
    kind = row.get("type") or ""
    if not kind:
        return "Person" if row.get("dates_of_birth") else "LegalEntity"
    schema: Schema | None = description.vocabulary["types"].get(kind)
    if schema is None:
        notes.unknown_word("type", kind)
    return schema or "LegalEntity"


def _names(draft: Draft, row: Mapping[str, Any]) -> None:
    from_ofac = draft.schema == "Person"
    for kind, text in [("primary", row["name"]), *(("strong", alias) for alias in row.get("alt_names") or ())]:
        family, comma, given = text.partition(",")
        if from_ofac and comma and given.strip():
            text = f"{given.strip()} {family.strip()}"
            draft.name(text, kind, given=given.strip(), family=family.strip())  # type: ignore[arg-type]
        else:
            draft.name(text, kind)  # type: ignore[arg-type]
            for name in _names_within(text) if _TREASURY not in row["source"] else ():
                if name != text.strip(" ,;"):
                    draft.name(name, "strong")
            for letters in _letters_of(text):
                draft.name(letters, "weak")


def _names_within(text: str) -> list[str]:
    """The names that a text holds beside remarks and other names: Commerce and State write them as one.

    >>> _names_within("Cory (a.k.a Jason Doe) Roe"), _names_within("Foo Ltd; and any successor or sub-unit thereof")
    (['Cory Roe', 'Jason Doe'], ['Foo Ltd'])
    """
    text = _REMARK.sub("", text)
    pieces = _ALSO.split("; ".join([_ALSO_WITHIN.sub("", text), *_ALSO_WITHIN.findall(text)]))
    names = [" ".join(piece.split()).strip(" ,;-") for piece in pieces]
    # One word of several names is a given name or an acronym, which tells nobody from others.
    return [name for name in names if len(names) == 1 or " " in name]


def _letters_of(text: str) -> list[str]:
    """The letters in brackets that stand for the words before them.

    >>> _letters_of("Institute of Nuclear Science and Technology (INSTECH)"), _letters_of("Cory Roe (ALSO)")
    (['INSTECH'], [])
    """
    found = []
    for match in _LETTERS.finditer(text):
        before = iter(text[: match.start()].upper())
        if all(letter in before for letter in match[1]):  # in this order: what is looked through is gone
            found.append(match[1])
    return found


def _designate(draft: Draft, row: Mapping[str, Any], code: str, agency: str, description: Description, facts: Facts) -> None:
    known = description.vocabulary["sources"].get(code, {})
    requirement, policy = row.get("license_requirement"), row.get("license_policy")
    said = [f"Licence requirement: {requirement}" if requirement else "", f"Licence policy: {policy}" if policy else ""]
    effect = "; ".join(text for text in said if text) or known.get("effect")
    notice = row.get("federal_register_notice") or ""
    listed, ends = day_of(row.get("start_date") or "") or announced_on(notice), day_of(row.get("end_date") or "")
    programmes = row.get("programs") or []
    treasury = _TREASURY in agency
    basis = known.get("legal_basis")
    if not treasury and programmes:  # State names the statute of each determination as the programme
        basis = "; ".join([*programmes, *([basis] if basis else [])])
    for programme in programmes if treasury and programmes else [code]:
        draft.designation(
            agency,
            programme=programme,
            legal_basis=basis,
            listed_on=listed or facts.listed_on,
            ends_on=ends,
            effect="; ".join([*([effect] if effect else []), *facts.effects]),
            citation=notice or None,
            url=row.get("source_list_url"),
        )
