"""Whose voice a page speaks in: a body whose pages are its own word, or an outlet that tells what others say."""

from __future__ import annotations

import re

from enduse.lexicon.voices import load_voices


def voice_of(publisher: str) -> tuple[bool, bool]:
    """Whether a publisher's name has words of bodies that speak for themselves, and words of outlets."""
    voices = load_voices()
    lower, bare = (f" {re.sub(r'[^a-z ]+', ' ', name.lower())} " for name in (publisher, re.sub(r"\([^)]*\)", "", publisher)))
    return any(f" {word}" in lower for word in voices.own_voice), any(f" {word} " in bare for word in voices.not_own_voice)


def without_desk(name: str) -> str:
    """ "Department of the Treasury, Press Center" to the department."""
    for inner in re.findall(r"\(([^)]*)\)", name):  # "newsroom (Office of the Prime Minister)"
        if any(word in inner.lower() for word in ("office of", "ministry of", "department of")):
            return str(inner)
    bare = re.sub(r"\s*\([^)]*\)", "", name).strip()
    parts = [part.strip() for part in re.split(r", | [–—|-] ", bare)]
    kept = [part for part in parts if not any(word in part.lower() for word in load_voices().desk)]
    bodies = [part for part in kept if any(word in part.lower() for word in load_voices().own_voice)]
    return bodies[0] if bodies and len(kept) < len(parts) else bare
