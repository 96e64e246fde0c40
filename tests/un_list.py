"""A small list in the form of the UN Security Council's, for tests of what is done with lists."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def un_list(people: Mapping[str, str], *, day: str = "2026-02-27", firms: Mapping[str, str] | None = None) -> str:
    """The XML of a list: names by reference number; a name of several words is written in as many parts."""
    individuals = "".join(_person(reference, name) for reference, name in people.items())
    entities = "".join(
        f"<ENTITY><DATAID>{i}</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>{name}</FIRST_NAME>"
        f"<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER><LISTED_ON>2013-01-22</LISTED_ON></ENTITY>"
        for i, (reference, name) in enumerate((firms or {}).items())
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="{day}T00:00:00.000Z">'
        f"<INDIVIDUALS>{individuals}</INDIVIDUALS><ENTITIES>{entities}</ENTITIES></CONSOLIDATED_LIST>"
    )


def write_un_list(path: Path, people: Mapping[str, str], *, day: str = "2026-02-27") -> Path:
    """Write such a list to a file."""
    path.write_text(un_list(people, day=day), encoding="utf-8")
    return path


def many(count: int) -> dict[str, str]:
    """So many people, each of another name."""
    return {f"KPi.{i:03}": f"Person Number{i:03} Example" for i in range(count)}


def _person(reference: str, name: str) -> str:
    tags = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    names = "".join(f"<{tag}>{part}</{tag}>" for tag, part in zip(tags, name.split(maxsplit=3), strict=False))
    return (
        f"<INDIVIDUAL><DATAID>{reference}</DATAID><VERSIONNUM>1</VERSIONNUM>{names}<UN_LIST_TYPE>DPRK</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER><LISTED_ON>2016-11-30</LISTED_ON>"
        "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1964-07-17</DATE></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL>"
    )
