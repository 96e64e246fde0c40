"""Words by which a body speaks of itself on its own pages: the "we" of a ministry, the "our company" of a maker."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Iterator

from enduse.lexicon.actors import ActorMention, load_actors
from enduse.lexicon.outlets import outlet_named
from enduse.lexicon.voices import load_voices
from enduse.numerals import either

#: Kinds whose names are a body's of a state, or of several, by themselves: "UK Parliament", "White House", "NATO".
_BODIES = frozenset({"ministry", "metonym", "force", "body"})

_ABROAD = re.compile(r" (?:in|to|at) ")  # "U.S. Embassy in Beirut"


def voice_of(publisher: str) -> tuple[bool, bool]:
    """Whether a publisher's name has words of bodies that speak for themselves, and words of outlets."""
    voices = load_voices()
    lower, bare = (f" {re.sub(r'[^a-z ]+', ' ', name.lower())} " for name in (publisher, re.sub(r"\([^)]*\)", "", publisher)))
    return any(f" {word}" in lower for word in voices.own_voice), any(f" {word} " in bare for word in voices.not_own_voice)


def find_ourselves(text: str, publisher: str | None, *, on: dt.date | None = None) -> Iterator[ActorMention]:
    """Where a report speaks of the body that publishes it, if that is a state's or a firm and no outlet.

    Args:
        text: the report's.
        publisher: whose page it is.
        on: the report's day.
    """
    owner = _owner(publisher, on) if publisher else None
    if owner is None:
        return
    for match in _words("firm" if owner.kind == "firm" else "body" if owner.kind == "body" else "state").finditer(text):
        yield dataclasses.replace(owner, start=match.start(), end=match.end(), text=match[0])


def _owner(publisher: str, on: dt.date | None) -> ActorMention | None:
    """The state whose body a publisher is, or the firm that it is."""
    own, outlet = voice_of(publisher)
    publisher = _ABROAD.split(publisher)[0]
    found = [actor for actor in load_actors().find(publisher, on=on) if not actor.unknown]
    if outlet or outlet_named(publisher) or len({actor.code for actor in found}) != 1:
        return None
    whole = publisher.removeprefix("The ").removeprefix("the ")
    return next((a for a in found if a.kind == "firm" or own or (a.kind in _BODIES and a.text == whole)), None)


@functools.cache
def _words(kind: str) -> re.Pattern[str]:
    """What a firm, a body of several states or a state's body calls itself; "the Government of Romania" is another's."""
    small = load_voices().small
    phrases = {"firm": small.own_firm, "body": small.own_pronouns, "state": small.own_pronouns | small.own_body}[kind]
    return re.compile(rf"(?<![\w’'-])(?:{either(phrases)}|(?-i:us))(?![\w’'-]|\s+of\b)", re.IGNORECASE)
