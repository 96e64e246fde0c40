"""What of a question could be asked only in part, for the answer to say so."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from enduse.party import AskedParty, Shipment
from enduse.screen.facts import read_yaml


def scope_of(shipment: Shipment) -> str:
    """What of a whole shipment was not given, in a sentence; empty where parties were asked about."""
    if shipment.parties:
        return ""
    words: str = _words()["goods_only" if shipment.goods else "route_only"]
    return words


def limited_names(party: AskedParty) -> Iterator[str]:
    """What is said of a name in a script whose names of organisations lists do not spell but translate."""
    if party.schema in ("Person", "Vessel", "Airplane"):
        return
    for pattern, words in _scripts():
        if pattern.search(party.name):
            yield words.format(name=party.name)


@functools.cache
def _scripts() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["letters"]), row["words"]) for row in _words()["scripts"])


@functools.cache
def _words() -> Mapping[str, Any]:
    return read_yaml("limits.yaml")
