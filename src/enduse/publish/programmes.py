"""Programmes, as `data/programmes.yaml` defines them."""

from __future__ import annotations

import dataclasses
import functools
import importlib.resources
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from enduse.errors import LexiconError
from enduse.model import Transfer


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme: who supplies what, which names belong to it, and which measures answer it.

    `about` are sentences, each with the id of the measure that it rests on.
    """

    id: str
    title: str
    question: str
    suppliers: frozenset[str]
    recipients: frozenset[str]
    categories: frozenset[str]
    systems: tuple[str, ...]
    parties: tuple[str, ...]
    platforms: frozenset[str]
    measures: tuple[str, ...]
    about: tuple[tuple[str, str], ...]

    def has(self, transfer: Transfer) -> bool:
        """Whether a transfer belongs to it: by its system, or by its supplier and the kind of thing."""
        if self.recipients and transfer.recipient not in self.recipients:
            return False
        named = (transfer.designation or "").casefold()
        if named and any(named.startswith(system.casefold()) for system in self.systems):
            return True
        return transfer.supplier in self.suppliers and transfer.category in self.categories

    def chosen(self, transfers: Iterable[Transfer]) -> list[Transfer]:
        """The transfers that belong to it."""
        return [transfer for transfer in transfers if self.has(transfer)]


@functools.cache
def load_programmes() -> Mapping[str, Programme]:
    """The programmes by id, read once.

    Raises:
        LexiconError: the file lacks a field.
    """
    text = importlib.resources.files("enduse.publish").joinpath("data", "programmes.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, Any]] = yaml.safe_load(text)
    return {key: _programme(key, row) for key, row in found.items()}


def _programme(key: str, row: Mapping[str, Any]) -> Programme:
    try:
        return Programme(
            id=key,
            title=row["title"],
            question=row["question"],
            suppliers=frozenset(row["suppliers"]),
            recipients=frozenset(row["recipients"]),
            categories=frozenset(row["categories"]),
            systems=tuple(row["systems"]),
            parties=tuple(row["parties"]),
            platforms=frozenset(row["platforms"]),
            measures=tuple(row["measures"]),
            about=tuple((line["text"], line["measure"]) for line in row["about"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise LexiconError(f"programmes.yaml: {key} lacks a field or has one of another form ({error!r}); mend it") from error
