"""Who says what a clause states: the nearest saying over or beside it, the quotation or the turn it stands in."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator

from enduse.lexicon.voices import load_voices
from enduse.model import Document, Span
from enduse.read.analysis import Analysis
from enduse.read.beside import after_verb, before_verb, phrase_from, tag_of
from enduse.read.own_voice import voice_of, without_desk
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
        self._said: dict[int, list[Said]] = {}
        self._shares: dict[str, int] | None = None
        self._mentions: dict[str, int] = {}

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

    def said_in(self, sentence: int) -> list[Said]:
        """Everything said in a sentence by somebody known, in order."""
        if sentence not in self._said:
            self._said[sentence] = []  # while it is found out
            found = [
                Said(sentence, s, who, "said in the sentence")
                for s in self.sayings(sentence)
                if (who := self._resolved(sentence, s)) is not None
            ]
            self._said[sentence] = [*found, *self._said_beside(sentence)]
        return self._said[sentence]

    def _said_beside(self, sentence: int) -> Iterator[Said]:
        """Sayings by the order of the words alone."""
        tree = self.analysis.trees[sentence]
        words = tree.sentence.words
        for i in range(len(words)):
            for stretch, rule in self._beside(tree, i):
                if stretch is None or any(words[k].text.lower() in load_voices().unsaid for k in range(stretch[1] + 1, i)):
                    continue
                saying = Saying(i, stretch[1])
                who = self._speakers.read_stretch(sentence, *stretch)
                if who is None and stretch[1] - stretch[0] < 2:
                    who = self._resolved(sentence, saying)
                if who is not None:
                    yield Said(sentence, saying, who, rule)

    def _beside(self, tree: Tree, i: int) -> Iterator[tuple[tuple[int, int] | None, str]]:
        """The noun phrases that may name who says what a word of saying governs, and how they stand to it."""
        verbs, words = load_voices().verbs, tree.sentence.words
        text = words[i].text.lower()
        following = words[i + 1].text.lower() if i + 1 < len(words) else "."
        if text in SOURCES:
            yield phrase_from(tree, i + (2 if text == "according" else 1)), "named as source"
        elif text in ("learned", "learnt", "heard", "follows") and following == "from":
            yield phrase_from(tree, i + 2), "named as source"
        elif tag_of(tree, i) not in ("VERB", "AUX"):
            return
        elif text in verbs["says"] or text in verbs["thinks"] or text in verbs["accuses"]:
            yield before_verb(tree, i), "stands before the verb"
            yield after_verb(tree, i), "stands after the verb"
        elif text in verbs["punishes"]:
            by = next((k for k in range(i + 1, min(i + 4, len(words))) if words[k].text == "by"), None)
            yield phrase_from(tree, by + 1) if by is not None else before_verb(tree, i), "imposes a measure"
        elif i and words[i - 1].text in '"”»':
            yield after_verb(tree, i), "stands after a quotation"
        elif following in ("that", ":", ",", ".", ";") and not text.endswith("ing"):
            yield before_verb(tree, i), f"stands before another verb {following}"

    def labels(self, sentence: int) -> Iterator[Said]:
        """Who a label at the beginning of the paragraph names: "19:35 The minister, John Roe: ..."."""
        before = [n for n in self._labels if n <= sentence]
        if before:
            yield self._labels[before[-1]]

    @property
    def label_count(self) -> int:
        """How many labels the report has."""
        return len(self._labels)

    @functools.cached_property
    def _labels(self) -> dict[int, Said]:
        """The labels by sentence: words before a colon that begin a paragraph."""
        found = {}
        for number, tree in enumerate(self.analysis.trees):
            words = tree.sentence.words
            colon = next((i for i, w in enumerate(words[:25]) if w.text == ":"), 0)
            first = next((i for i in range(colon) if words[i].text[0].isalpha()), 0)
            stretch = phrase_from(tree, first) if colon else None
            if stretch is not None and words[stretch[1] + 1].text in (":", ",", "(", "–", "—"):
                who = self._speakers.read_stretch(number, stretch[0], colon - 1)
                if who is not None and who.is_sure:
                    found[number] = Said(number, None, who, "label")
        return found

    @functools.cached_property
    def leads(self) -> list[Said]:
        """Who the title and the first sentences name, and who signs the page: the report's likeliest voices."""
        return list(self._leads())

    def _leads(self) -> Iterator[Said]:
        """Who the title and the first sentences are about: their subjects."""
        for number in range(min(4, len(self.analysis.trees))):
            tree = self.analysis.trees[number]
            for i, label in enumerate(tree.labels):
                if label == "nsubj" or (number == 0 and i == 0):
                    who = self._resolved(number, Saying(tree.heads[i] if tree.heads[i] >= 0 else i, i))
                    if who is not None and who.kind in ("person", "body"):
                        yield Said(number, None, who, "subject of the title" if number == 0 else "subject of the lead")
            if number < 2:
                yield from self._named_in(number)
        yield from self._signature()

    def _named_in(self, number: int) -> Iterator[Said]:
        """Everybody named in a title or a first sentence."""
        tree, i = self.analysis.trees[number], 0
        while i < len(tree.heads):
            stretch = phrase_from(tree, i)
            if stretch is None:
                i += 1
                continue
            i = stretch[1] + 1
            starts = [stretch[0], *(k + 1 for k in range(*stretch) if tag_of(tree, k) == "ADP")]
            for start, end in zip(starts, [*(k - 2 for k in starts[1:]), stretch[1]], strict=True):
                who = self._speakers.read_stretch(number, start, end) if start <= end else None
                if who is not None and who.is_sure:
                    yield Said(number, None, who, f"named in the {'lead' if number else 'title'}")

    def _signature(self) -> Iterator[Said]:
        """A name that is a paragraph by itself at the end: who signs the page."""
        for number in range(max(1, len(self.analysis.trees) - 4), len(self.analysis.trees)):
            here, tree = self.analysis.sentences[number], self.analysis.trees[number]
            alone = self.analysis.sentences[number - 1].paragraph != here.paragraph
            if alone and len(tree.heads) < 9 and tree.sentence.words[-1].text not in (".", "?", "!"):
                who = self._speakers.read_stretch(number, 0, len(tree.heads) - 1)
                if who is not None and who.kind == "person" and who.is_sure:
                    yield Said(number, None, who, "signs the page")

    def is_quoted(self, sentence: int, word: int) -> bool:
        """Whether a word stands in a quotation that is long enough to be speech."""
        quotation = self._quotations.at(self.analysis.trees[sentence].sentence.words[word].start)
        return quotation is not None and quotation.end - quotation.start > 25

    def subjects(self, sentence: int, word: int) -> Iterator[tuple[Said, str, str]]:
        """Those who do what a clause and the clauses over it tell, whatever the verb."""
        tree = self.analysis.trees[sentence]
        chain = [word, *tree.ancestors(word)]
        depth = 0
        for above in chain:
            if tree.tags[above] not in ("VERB", "AUX", "PUNCT"):
                continue
            for child in tree.children(above):
                if tree.labels[child] == "nsubj" and child not in chain:
                    speaker = self._resolved(sentence, Saying(above, child))
                    if speaker is not None:
                        verb = tree.sentence.words[above].text.lower()
                        yield Said(sentence, Saying(above, child), speaker, "subject"), f"subject {min(depth, 2)}", verb
            depth += 1

    def publishers(self) -> Iterator[tuple[Said, str]]:
        """The publisher, by whether its name is that of a body that speaks for itself, of an outlet, or of neither."""
        name = self.document.publisher
        if name is None:
            return
        own, outlet = voice_of(name)
        sort = "own" if own and not outlet else "outlet" if outlet else "unknown"
        bare = without_desk(name)
        who = Speaker("body", bare, Span(start=0, end=0))
        named = "named" if self._names(bare) else "unnamed"
        yield Said(0, None, who, "published by"), f"publisher {sort}"
        yield Said(0, None, who, "published by"), f"publisher {sort} {named}"

    def floor(self, sentence: int) -> str:
        """Whether who has the floor at a sentence asks, answers, has a name, or nobody has it."""
        turn = turn_at(self._turns, self.analysis.sentences[sentence].span.start)
        if turn is None:
            return "no floor"
        name = turn.name.lower()
        return (
            "asks"
            if name.startswith("q") and name in ("q", "question")
            else "answers"
            if name in ("a", "answer")
            else "named floor"
        )

    @functools.cached_property
    def publisher_sort(self) -> str:
        """Of what sort the publisher is."""
        return next((rule for _, rule in self.publishers()), "publisher none")

    def _names(self, name: str) -> bool:
        """Whether the report itself names its publisher."""
        body = self.analysis.text[self.analysis.sentences[0].span.start :] if self.analysis.sentences else ""
        start = self.analysis.sentences[min(1, len(self.analysis.sentences) - 1)].span.start if self.analysis.sentences else 0
        return name.casefold().removeprefix("the ").split(",")[0] in self.analysis.text[start:].casefold() and bool(body)

    def own_marks(self, sentence: int) -> Iterator[str]:
        """Whether the outlet or body speaks of itself in a sentence or in the report, outside quotations."""
        if sentence in self._first_person:
            yield "we here"
        if self._first_person:
            yield "we somewhere"

    @functools.cached_property
    def _first_person(self) -> set[int]:
        """Sentences with "we" or "our" outside quotations."""
        return {
            n
            for n, s in enumerate(self.analysis.sentences)
            if any(
                w.text.lower() in ("we", "our", "us", "ours") and self._quotations.at(w.start) is None and w.text != "US"
                for w in s.words
            )
        }

    def mentions(self, name: str) -> int:
        """How often the report has a name."""
        if name not in self._mentions:
            self._mentions[name] = self._folded.count(name)
        return self._mentions[name]

    @functools.cached_property
    def _folded(self) -> str:
        return self.analysis.text.casefold()

    def shares(self) -> dict[str, int]:
        """How often each speaker says something in the report."""
        if self._shares is None:
            self._shares = {}
            for n in range(len(self.analysis.sentences)):
                verbs = {(said.saying.word, said.speaker.name) for said in self.said_in(n) if said.saying is not None}
                for _, speaker in verbs:
                    name = speaker.casefold().removeprefix("the ")
                    self._shares[name] = self._shares.get(name, 0) + 1
        return self._shares

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
        return self._before(sentence, saying.speaker, kinds, one=text in pronouns["person"])

    def _own(self, sentence: int, saying: Saying) -> Speaker | None:
        """Whom "I" and "we" stand for: the speaker of the quotation or of the turn."""
        character = self.analysis.trees[sentence].sentence.words[saying.word].start
        quotation = self._quotations.at(character)
        if quotation is not None and (said := next(self._quoting(sentence, quotation), None)) is not None:
            return said.speaker
        turn = turn_at(self._turns, character)
        return Speaker("person", turn.name, turn.label) if turn is not None else None

    def _before(self, sentence: int, word: int, kinds: tuple[str, ...], *, one: bool) -> Speaker | None:
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
                    and found.is_sure
                    and (one is False or not _is_plural(found))
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
        places = [(words[said.saying.word].start, said) for said in self.said_in(number) if said.saying is not None]
        outside = [(at, said) for at, said in places if self._quotations.at(at) is None]
        for _, said in sorted(outside, key=lambda x: min(abs(x[0] - quotation.start), abs(x[0] - quotation.end))):
            yield Said(number, said.saying, said.speaker, rule)

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


def _is_plural(speaker: Speaker) -> bool:
    """Whether words that name nobody stand for several: "two officials"."""
    return any(w.endswith("s") and load_voices().kind_of(w) == "person" for w in speaker.name.split())


def _leads_to(tree: Tree, saying: Saying, word: int) -> bool:
    """Whether a clause that a verb of saying opened ("said that", "said it") goes on to a word, whatever the parse has."""
    words = tree.sentence.words
    between = [words[i].text.lower() for i in range(saying.word + 1, word)]
    return (
        saying.word < word and saying.speaker < word and "that" in between[:7] and ";" not in between and "which" not in between
    )
