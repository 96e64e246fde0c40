"""Who says what a clause states: the nearest saying over or beside it, the quotation or the turn it stands in."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator

from enduse.lexicon.voices import load_voices
from enduse.model import Document, Span
from enduse.read.analysis import Analysis
from enduse.read.quotation import Quotations
from enduse.read.sayings import SOURCES, Saying, beside, find_sayings, governs
from enduse.read.speakers import Speaker, Speakers
from enduse.read.trees import Tree
from enduse.read.turns import Turn, find_turns, turn_at

_REACH = 6  # sentences back in which the one a pronoun stands for is looked for


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """A saying found for a clause: in which sentence, who, and the rule that found it."""

    sentence: int
    saying: Saying | None
    speaker: Speaker
    rule: str


class Speech:
    """The speech of one document, worked out as it is asked for and kept.

    Args:
        analysis: the document analysed.
        document: the document, for its day and its publisher.
    """

    def __init__(self, analysis: Analysis, document: Document) -> None:
        self.analysis = analysis
        self.document = document
        self._speakers = Speakers(analysis)
        self._sayings: dict[int, list[Saying]] = {}

    @functools.cached_property
    def _quotations(self) -> Quotations:
        return Quotations(self.analysis.text)

    @functools.cached_property
    def _turns(self) -> list[Turn]:
        return find_turns(self.analysis.text, self.document.furniture)

    def sayings(self, sentence: int) -> list[Saying]:
        """The sayings of a sentence."""
        if sentence not in self._sayings:
            self._sayings[sentence] = find_sayings(self.analysis.trees[sentence])
        return self._sayings[sentence]

    def who_says(self, sentence: int, word: int, span: Span) -> Iterator[Said]:
        """Those who say what a clause states, the nearest first, to the outlet that reports it."""
        seen = set()
        for said in self._all(sentence, word, span):
            key = (said.speaker.name, said.speaker.kind)
            if key not in seen:
                seen.add(key)
                yield said

    def _all(self, sentence: int, word: int, span: Span) -> Iterator[Said]:
        tree = self.analysis.trees[sentence]
        chain = [word, *tree.ancestors(word)]
        quotation = self._quotations.at(tree.sentence.words[word].start)
        for saying, rule in self._around(tree, sentence, chain):
            here = tree.sentence.words[saying.word].start
            if (
                quotation is not None
                and not quotation.start <= here < quotation.end
                and len(quotation.of(self.analysis.text)) > 25
            ):
                quoted = next(self._quoting(sentence, quotation), None)
                if quoted is not None:
                    yield quoted
                    quotation = None
            speaker = self._resolved(sentence, saying)
            if speaker is not None:
                yield Said(sentence, saying, speaker, rule)
        if quotation is not None and len(quotation.of(self.analysis.text).split()) >= 4:
            yield from self._quoting(sentence, quotation)
        turn = turn_at(self._turns, tree.sentence.words[word].start)
        if turn is not None:
            yield Said(sentence, None, Speaker("person", turn.name, turn.label), "has the floor")

    def _around(self, tree: Tree, sentence: int, chain: list[int]) -> Iterator[tuple[Saying, str]]:
        """Sayings over and beside a clause, from the inside out."""
        sayings = self.sayings(sentence)
        by_word = {s.word: s for s in sayings}
        for depth, above in enumerate(chain):
            for s in beside(tree, above, sayings):
                if s.word not in chain:
                    yield s, "said beside it"
            over = by_word.get(above)
            if (over is not None and depth and governs(tree, over, chain[depth - 1])) or (
                over is not None and not depth and not over.clause_only
            ):
                yield over, "verb of saying"
        for s in sayings:
            if s.scope is not None and s.scope[0] <= chain[0] <= s.scope[1] and s.word != chain[0]:
                yield s, "said in an aside"
        for s in sayings:
            if tree.sentence.words[s.word].text.lower() in SOURCES:
                yield s, "source named in the sentence"
        for s in reversed(sayings):
            if _leads_to(tree, s, chain[0]):
                yield s, "follows the verb of saying"

    def _resolved(self, sentence: int, saying: Saying) -> Speaker | None:
        """The speaker of a saying, through a pronoun."""
        found = self._speakers.read(sentence, saying.speaker)
        text = self.analysis.trees[sentence].sentence.words[saying.speaker].text.lower()
        if found is not None or not load_voices().is_pronoun(text):
            return found
        pronouns = load_voices().pronouns
        if text in pronouns["first"]:
            return self._own(sentence, saying)
        kinds = (
            ("body", "outlet")
            if text in pronouns["body"]
            else ("person",)
            if text in pronouns["person"]
            else ("person", "body")
        )
        return self._before(sentence, saying.speaker, kinds)

    def _own(self, sentence: int, saying: Saying) -> Speaker | None:
        """Whom "I" and "we" stand for: the speaker of the quotation or of the turn."""
        character = self.analysis.trees[sentence].sentence.words[saying.word].start
        quotation = self._quotations.at(character)
        if quotation is not None and (said := next(self._quoting(sentence, quotation), None)) is not None:
            return said.speaker
        turn = turn_at(self._turns, character)
        return Speaker("person", turn.name, turn.label) if turn is not None else None

    def _before(self, sentence: int, word: int, kinds: tuple[str, ...]) -> Speaker | None:
        """Whom a pronoun stands for: the last subject of its kind before it, sayers first."""
        for near in range(sentence, max(-1, sentence - _REACH), -1):
            tree = self.analysis.trees[near]
            last = word if near == sentence else len(tree.heads)
            sayers = [s.speaker for s in self.sayings(near) if s.speaker < last]
            others = [i for i in range(last) if tree.labels[i] in ("nsubj", "nsubj:pass", "obl:agent")]
            for i in [*reversed(sayers), *others]:
                found = self._speakers.read(near, i) if i != word or near != sentence else None
                if (
                    found is not None
                    and found.kind in kinds
                    and (kinds != ("person",) or found.name[:1].isupper() or i in sayers)
                ):
                    return found
        return None

    def _quoting(self, sentence: int, quotation: Span) -> Iterator[Said]:
        """Who is quoted: named beside the quotation's beginning or end, before it, after it, or as the one quoted before."""
        numbers = range(max(0, sentence - 12), min(len(self.analysis.sentences), sentence + 12))
        touched = [n for n in numbers if self.analysis.sentences[n].span.overlaps(quotation)]
        if not touched:
            return
        first, last = touched[0], touched[-1]
        paragraph = self.analysis.sentences[first].paragraph
        order = [last, first] if last == sentence else [first, last]
        for number in dict.fromkeys(order):
            yield from self._outside(number, quotation, "speaker of the quotation")
        yield from self._label(first, quotation)
        before = first - 1
        if before >= 0 and paragraph - self.analysis.sentences[before].paragraph <= (1 if self._ends_with_colon(before) else 0):
            yield from self._outside(before, quotation, "named before the quotation")
        after = last + 1
        if (
            after < len(self.analysis.sentences)
            and self.analysis.sentences[after].paragraph == self.analysis.sentences[last].paragraph
        ):
            yield from self._outside(after, quotation, "named after the quotation")
        if before >= 0 and paragraph - self.analysis.sentences[before].paragraph == 1:
            yield from self._outside(before, quotation, "named before the quotation")

    def _outside(self, number: int, quotation: Span, rule: str) -> Iterator[Said]:
        """The sayings of a sentence that no quotation holds, the nearest to the quotation first."""
        words = self.analysis.trees[number].sentence.words
        found = [s for s in self.sayings(number) if self._quotations.at(words[s.word].start) is None]
        for s in sorted(
            found, key=lambda s: min(abs(words[s.word].start - quotation.start), abs(words[s.word].start - quotation.end))
        ):
            speaker = self._resolved(number, s)
            if speaker is not None:
                yield Said(number, s, speaker, rule)

    def _label(self, number: int, quotation: Span) -> Iterator[Said]:
        """'Minister X: "..."'."""
        tree = self.analysis.trees[number]
        colon = next((i for i, w in enumerate(tree.sentence.words) if w.text == ":" and w.start < quotation.start), None)
        if not colon:
            return
        speaker = self._speakers.read(number, tree.head_of(0, colon - 1))
        if speaker is not None and speaker.kind == "person":
            yield Said(number, None, speaker, "label of the quotation")

    def _ends_with_colon(self, number: int) -> bool:
        return self.analysis.sentences[number].words[-1].text == ":"


def _leads_to(tree: Tree, saying: Saying, word: int) -> bool:
    """Whether a clause that a verb of saying opened ("said that", "said it") goes on to a word, whatever the parse has."""
    words = tree.sentence.words
    between = [words[i].text.lower() for i in range(saying.word + 1, word)]
    return (
        saying.word < word and saying.speaker < word and "that" in between[:7] and ";" not in between and "which" not in between
    )
