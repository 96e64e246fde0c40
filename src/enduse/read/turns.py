"""Who has the floor in an interview, a briefing or a debate: labels with a colon at the beginning of paragraphs."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections import Counter
from collections.abc import Sequence

from enduse.lexicon.voices import load_voices
from enduse.model import Span

_LABEL = re.compile(r"^[ \t>*•-]*(?P<label>[A-Z][^:\n]{0,80}):(?=[ \t]|$)", re.MULTILINE)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_FEWEST = 3  # labelled paragraphs that make a conversation


@dataclasses.dataclass(frozen=True, slots=True)
class Turn:
    """Where a speaker takes the floor, and the label that says so."""

    start: int
    label: Span
    name: str


def find_turns(text: str, furniture: Sequence[Span] = ()) -> list[Turn]:
    """The turns of a text in order; none where it is no conversation.

    A label counts where it comes back, is written in capitals, or is Q and A; the paragraphs up to the next one are its
    speaker's.
    """
    found = [
        Turn(m.start(), Span(start=m.start("label"), end=m.end("label")), m["label"].strip())
        for m in _LABEL.finditer(text)
        if _is_name(m["label"]) and not any(f.start <= m.start() < f.end for f in furniture)
    ]
    times = Counter(turn.name for turn in found)
    turns = [turn for turn in found if times[turn.name] > 1 or _is_formal(turn.name)]
    return turns if len(turns) >= _FEWEST and len({t.name for t in turns}) < len(turns) else []


def turn_at(turns: Sequence[Turn], character: int) -> Turn | None:
    """The turn that a character stands in."""
    i = bisect.bisect_right([turn.start for turn in turns], character) - 1
    return turns[i] if i >= 0 else None


def _is_name(label: str) -> bool:
    """Whether words before a colon are short and plain enough for a name, apart from what stands in brackets."""
    words = _IN_BRACKETS.sub("", label).lower().split()
    if not words or len(words) > 8 or not all(c.isalpha() or c in ".’'- " for c in " ".join(words)):
        return False
    return not {" ".join(words), words[0]} & load_voices().not_labels


def _is_formal(label: str) -> bool:
    """In capitals, or nearly so: "MR. McCALLUM", "Q"."""
    letters = [c for c in _IN_BRACKETS.sub("", label) if c.isalpha()]
    return sum(c.isupper() for c in letters) >= 0.7 * max(1, len(letters))
