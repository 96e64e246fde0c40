"""An object of JSON as the cells of a row: flat, or with parties and goods nested in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from enduse.screen.heading_rows import is_told
from enduse.screen.headings import Field, plain_heading, read_heading, words_for
from enduse.screen.identifiers import kinds

#: Keys that are told as meaning nothing; a file whose rows have ever new ones shows by these what it is.
_MOST_UNUSED: Final = 500


def rows_within(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The rows that an object holds under a key ("shipments": [...]), or the object, where it is one."""
    lists = [value for key, value in row.items() if _holds(plain_heading(key), "rows") and isinstance(value, list)]
    if len(lists) == 1 and lists[0] and all(isinstance(each, Mapping) for each in lists[0]):
        return lists[0]
    return [row]


def cells_of_object(row: Mapping[str, Any], own: Mapping[str, str], unused: list[str]) -> Iterator[tuple[Field, Any]]:
    """The fields of an object with their values; of a list each value by itself.

    Args:
        row: the object.
        own: the user's own fields by plain heading.
        unused: is given the keys that mean nothing.
    """
    for key, value in row.items():
        plain = plain_heading(key)
        plain = plain_heading(own.get(plain, plain))
        values = list(_each(value))
        field = read_heading(plain)
        if not plain:
            continue
        objects = [each for each in values if isinstance(each, Mapping)]
        if _holds(plain, "route") and objects and len(objects) == len(values):
            for each in objects:
                yield from cells_of_object(each, own, unused)
            continue
        if _holds(plain, "parties") or (objects and (field is None or field.part != "shipment")):
            yield from _nested(key, plain, values, unused)
            continue
        for name in (name for each in objects for name in each):
            _note(f"{key}.{name}", unused)
        if field is None:
            _note(key, unused)
        elif field.part == "goods" and len(values) > 1:
            yield from ((Field(part="goods", name=field.name, slot=slot), each) for slot, each in enumerate(values))
        else:
            yield from ((field, each) for each in values if is_told(each) and not isinstance(each, Mapping))


def _each(value: Any) -> Iterator[Any]:
    """What a value holds, lists in lists as well."""
    if isinstance(value, list):
        for each in value:
            yield from _each(each)
    else:
        yield value


def _nested(key: str, plain: str, values: list[Any], unused: list[str]) -> Iterator[tuple[Field, Any]]:
    """Cells of a list: parties with roles, goods lines, or one role; what is no object in it is a name or a description."""
    is_goods = _holds(plain, "goods")
    role = "goods" if is_goods else words_for("roles").get(plain, "party")
    words = words_for("goods" if is_goods else "party_fields")
    for slot, value in enumerate(values):
        if not isinstance(value, Mapping):
            if is_told(value):
                yield Field(part=role, name="description" if is_goods else "name", slot=slot), value
            continue
        part = role if role != "party" else words_for("roles").get(plain_heading(str(value.get("role", ""))), "party")
        for name, inner in value.items():
            found = plain_heading(name)
            if found == "identifiers" and isinstance(inner, list):
                yield from _numbers(part, slot, inner)
                if not all(isinstance(number, Mapping) for number in inner):
                    _note(f"{key}.{name} without a kind", unused)
            elif found not in words:
                _note(f"{key}.{name}", unused)
            elif words[found] != "role":
                field = Field(part=part, name=words[found], slot=slot)
                yield from ((field, each) for each in _each(inner) if is_told(each) and not isinstance(each, Mapping))


def _numbers(part: str, slot: int, values: list[Any]) -> Iterator[tuple[Field, Any]]:
    """Numbers with their kinds; one of a kind that is not known is compared with those of every kind."""
    for number in values:
        if isinstance(number, Mapping) and is_told(number.get("value")):
            named = words_for("party_fields").get(plain_heading(str(number.get("kind"))), str(number.get("kind")))
            yield Field(part=part, name=named if named in kinds() else "other", slot=slot), number["value"]


def _holds(key: str, what: str) -> bool:
    return words_for("keys").get(key) == what


def _note(key: str, unused: list[str]) -> None:
    if len(unused) < _MOST_UNUSED and key not in unused:
        unused.append(key)
