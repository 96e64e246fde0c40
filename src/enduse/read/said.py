"""What is found of speech: in which sentence, who, and the rule that found it."""

from __future__ import annotations

import dataclasses

from enduse.lexicon.voices import load_voices
from enduse.read.sayings import Saying
from enduse.read.speakers import Speaker


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """A saying found for a clause: in which sentence, who, and the rule that found it."""

    sentence: int
    saying: Saying | None
    speaker: Speaker
    rule: str

    @property
    def is_credible(self) -> bool:
        """Whether a person or a body speaks, and no outlet or evidence, nor "neither side" or "no official"."""
        first, _, rest = self.speaker.name.partition(" ")
        is_nobody = first.lower() in load_voices().small.nobody and not rest[:1].isdigit()  # but "No 10"
        return self.speaker.kind in ("person", "body") and not is_nobody
