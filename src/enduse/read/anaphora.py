"""Anaphora: whom the pronoun beside a verb of saying stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from enduse.lexicon.voices import load_voices
from enduse.read.analysis import Analysis
from enduse.read.direct_speech import DirectSpeech
from enduse.read.sayings import Saying
from enduse.read.speakers import Speaker, Speakers
from enduse.read.turns import Turn, turn_at

_REACH = 6  # sentences back in which the one a pronoun stands for is looked for


class Anaphora:
    """Resolves the pronouns of one document.

    Args:
        analysis: the document analysed.
        speakers: reads its noun phrases.
        direct: its quotations, in which "I" is whoever is quoted.
        turns: its turns, in which "I" is whoever has the floor.
        sayings: the sayings of a sentence.
    """

    def __init__(
        self,
        analysis: Analysis,
        speakers: Speakers,
        direct: DirectSpeech,
        turns: Sequence[Turn],
        sayings: Callable[[int], Sequence[Saying]],
    ) -> None:
        self._analysis = analysis
        self._speakers = speakers
        self._direct = direct
        self._turns = turns
        self._sayings = sayings

    def speaker_of(self, sentence: int, saying: Saying) -> Speaker | None:
        """The speaker of a saying, through a pronoun."""
        found = self._speakers.read(sentence, saying.speaker)
        text = self._analysis.trees[sentence].lower(saying.speaker)
        if found is not None or not load_voices().is_pronoun(text):
            return found
        pronouns = load_voices().pronouns
        if text in pronouns["first"]:
            return self._first_person(sentence, saying)
        is_person = text in pronouns["person"]
        kinds = ("body", "outlet") if text in pronouns["body"] else ("person",) if is_person else ("person", "body")
        return self._before(sentence, saying.speaker, kinds, one=is_person)

    def _first_person(self, sentence: int, saying: Saying) -> Speaker | None:
        """Whom "I" and "we" stand for: the speaker of the quotation or of the turn."""
        character = self._analysis.trees[sentence].sentence.words[saying.word].start
        quotation = self._direct.at(character)
        if quotation is not None and (said := next(self._direct.quoted(sentence, quotation), None)) is not None:
            return said.speaker
        turn = turn_at(self._turns, character)
        return Speaker("person", turn.name, turn.label) if turn is not None else None

    def _before(self, sentence: int, word: int, kinds: tuple[str, ...], *, one: bool) -> Speaker | None:
        """Whom a pronoun stands for: the last subject of its kind before it, sayers first."""
        for near in range(sentence, max(-1, sentence - _REACH), -1):
            tree = self._analysis.trees[near]
            last = word if near == sentence else len(tree.heads)
            sayers = [s.speaker for s in self._sayings(near) if s.speaker < last]
            others = [i for i in range(last) if tree.labels[i] in ("nsubj", "nsubj:pass", "obl:agent")]
            for i in [*reversed(sayers), *others]:
                found = self._speakers.read(near, i) if i != word or near != sentence else None
                if (
                    found is not None
                    and found.kind in kinds
                    and found.is_sure
                    and (one is False or not _is_plural(found))
                    and (kinds != ("person",) or found.name[:1].isupper() or i in sayers)
                ):
                    return found
        return None


def _is_plural(speaker: Speaker) -> bool:
    """Whether words that name nobody stand for several: "two officials"."""
    return any(w.endswith("s") and load_voices().kind_of(w) == "person" for w in speaker.name.split())
