"""The ledger's own words, from `words.yaml`."""

from __future__ import annotations

import dataclasses
import functools
import importlib.resources
import re
from collections.abc import Mapping

import yaml

from enduse.errors import LexiconError


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Word lists by which reports are tied to one supply; the file says what each is for."""

    bureaux: Mapping[str, str]
    makers: tuple[str, ...]
    deal_nouns: frozenset[str]
    part_nouns: frozenset[str]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    between: frozenset[str]
    general_nouns: frozenset[str]
    house_words: frozenset[str]
    small_words: frozenset[str]
    total_cues: tuple[str, ...]
    more_cues: tuple[str, ...]
    withdrawn: re.Pattern[str]


@functools.cache
def words() -> Words:
    """The word lists, read once.

    Raises:
        LexiconError: a list is missing or not in the expected form.
    """
    data = yaml.safe_load(importlib.resources.files(__package__).joinpath("words.yaml").read_text(encoding="utf-8"))
    try:
        return Words(
            bureaux=dict(data["bureaux"]),
            makers=tuple(data["makers"]),
            deal_nouns=frozenset(data["deal_nouns"].split()),
            part_nouns=frozenset(data["part_nouns"].split()),
            pronouns=frozenset(data["pronouns"].split()),
            determiners=frozenset(data["determiners"].split()),
            between=frozenset(data["between"].split()),
            general_nouns=frozenset(data["general_nouns"].split()),
            house_words=frozenset(data["house_words"].split()),
            small_words=frozenset(data["small_words"].split()),
            total_cues=tuple(data["total_cues"]),
            more_cues=tuple(data["more_cues"]),
            withdrawn=re.compile("".join(data["withdrawn"].split())),
        )
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise LexiconError(f"ledger/words.yaml: {error!r}; every list of the file's comments must be there") from error
