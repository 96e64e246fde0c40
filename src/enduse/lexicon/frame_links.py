"""How frames hang together: control, light verbs, nouns that embed, and the prepositions that tell what of an actor."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Mapping

from enduse.errors import LexiconError
from enduse.lexicon.files import read_yaml
from enduse.lexicon.frames import ROLES
from enduse.lexicon.inflection import plural, verb_forms

FILE = "frame_links.yaml"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FrameLinks:
    """The word lists of `frame_links.yaml`; verbs and nouns in every form."""

    object_control: frozenset[str]
    object_marks: frozenset[str]
    object_infinitive: frozenset[str]
    light_verbs: frozenset[str]
    taking_verbs: frozenset[str]
    paying_verbs: frozenset[str]
    withholding_verbs: frozenset[str]
    arriving_verbs: frozenset[str]
    making_verbs: frozenset[str]
    embedding_nouns: frozenset[str]
    purpose_nouns: frozenset[str]
    belonging: frozenset[str]
    on_item: Mapping[str, str]
    on_measure: Mapping[str, str]
    destined: frozenset[str]


@functools.cache
def load_frame_links() -> FrameLinks:
    """The links of the lexicon.

    Raises:
        LexiconError: A section is missing or unknown, or a preposition stands for no role.
    """
    data = read_yaml(FILE)
    sections = {field.name for field in dataclasses.fields(FrameLinks)}
    for section in sorted(data.keys() ^ sections):
        raise LexiconError(f"{FILE}: section {section!r} is {'missing' if section in sections else 'unknown'}")
    for section in ("on_item", "on_measure"):
        for word, role in data[section].items():
            if role not in ROLES:
                raise LexiconError(f"{FILE}: {section}: {word!r} has the unknown role {role!r}")
    return FrameLinks(
        object_control=_verbs(data["object_control"]),
        object_marks=frozenset(data["object_marks"]),
        object_infinitive=_verbs(data["object_infinitive"]),
        light_verbs=_verbs(data["light_verbs"]),
        taking_verbs=_verbs(data["taking_verbs"]),
        paying_verbs=_verbs(data["paying_verbs"]),
        withholding_verbs=_verbs(data["withholding_verbs"]),
        arriving_verbs=_verbs(data["arriving_verbs"]),
        making_verbs=_verbs(data["making_verbs"]),
        embedding_nouns=_nouns(data["embedding_nouns"]),
        purpose_nouns=_nouns(data["purpose_nouns"]),
        belonging=frozenset(data["belonging"]),
        on_item=data["on_item"],
        on_measure=data["on_measure"],
        destined=frozenset(data["destined"]),
    )


def _verbs(lemmas: Iterable[str]) -> frozenset[str]:
    return frozenset(form for lemma in lemmas for form in verb_forms(lemma).values())


def _nouns(lemmas: Iterable[str]) -> frozenset[str]:
    return frozenset(form for lemma in lemmas for form in (lemma, plural(lemma)))
