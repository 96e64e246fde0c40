"""Who says what a clause states: the nearest saying over or beside it, the quotation or the turn it stands in."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator

from enduse.lexicon.voices import load_voices
from enduse.model import Document
from enduse.read.analysis import Analysis
from enduse.read.anaphora import Anaphora
from enduse.read.direct_speech import DirectSpeech
from enduse.read.labels import find_labels
from enduse.read.own_voice import find_publisher, in_first_person
from enduse.read.passed_on import outlet_of
from enduse.read.prominent import find_prominent
from enduse.read.said import Said
from enduse.read.saying_days import SayingDays
from enduse.read.sayings import Saying, find_sayings, leaves_unsaid
from enduse.read.scope import sayings_around
from enduse.read.speakers import Speaker, Speakers, folded
from enduse.read.turns import Turn, find_turns, turn_at
from enduse.read.word_order import sayings_by_order
from enduse.read.word_vectors import WordVectors


class Speech:
    """The speech of one document, worked out as it is asked for and kept.

    Args:
        analysis: the document analysed.
        document: the document, for its day and its publisher.

    Attributes:
        days: the days on which things were said.
    """

    def __init__(self, analysis: Analysis, document: Document) -> None:
        self.analysis = analysis
        self.document = document
        self._speakers = Speakers(analysis)
        self._direct = DirectSpeech(analysis, self._speakers, self.said_in)
        self._sayings: dict[int, list[Saying]] = {}
        self._said: dict[int, list[Said]] = {}
        self._mentions: dict[str, int] = {}
        self.days = SayingDays(analysis, document.published, self.said_in)

    @functools.cached_property
    def vectors(self) -> WordVectors:
        """What the encoder makes of the words."""
        return WordVectors(self.analysis)

    @functools.cached_property
    def _turns(self) -> list[Turn]:
        return find_turns(self.analysis.text, self.document.furniture)

    @functools.cached_property
    def _anaphora(self) -> Anaphora:
        return Anaphora(self.analysis, self._speakers, self._direct, self._turns, self.sayings)

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
                if (who := self._anaphora.speaker_of(sentence, s)) is not None
            ]
            self._said[sentence] = [*found, *self._said_by_order(sentence)]
        return self._said[sentence]

    def _said_by_order(self, sentence: int) -> Iterator[Said]:
        """Sayings by the order of the words alone."""
        for word, stretch, rule in sayings_by_order(self.analysis.trees[sentence]):
            saying = Saying(word, stretch[1])
            who = self._speakers.read_stretch(sentence, *stretch)
            if who is None and stretch[1] - stretch[0] < 2:
                who = self._anaphora.speaker_of(sentence, saying)
            if who is not None:
                yield Said(sentence, saying, who, rule)

    def who_says(self, sentence: int, word: int) -> Iterator[Said]:
        """Those who say what a clause states, by a word of it, the nearest first, to the outlet that reports it."""
        seen = set()
        for said in self._over(sentence, word):
            key = (said.speaker.name, said.speaker.kind)
            if key not in seen:
                seen.add(key)
                yield said

    def _over(self, sentence: int, word: int) -> Iterator[Said]:
        """The sayings over and beside a clause, whoever its quotation is by, and who has the floor."""
        tree = self.analysis.trees[sentence]
        chain = [word, *tree.ancestors(word)]
        quotation = self._direct.at(tree.sentence.words[word].start)
        for saying, rule in sayings_around(tree, chain, self.sayings(sentence)):
            if quotation is not None and self._direct.leaves(quotation, tree.sentence.words[saying.word].start):
                quoted = next(self._direct.quoted(sentence, quotation), None)
                if quoted is not None:
                    yield quoted
                    quotation = None
            speaker = self._anaphora.speaker_of(sentence, saying)
            if speaker is not None:
                yield Said(sentence, saying, speaker, rule)
        if quotation is not None and self._direct.has_clause(quotation):
            yield from self._direct.quoted(sentence, quotation)
        turn = turn_at(self._turns, tree.sentence.words[word].start)
        if turn is not None:
            yield Said(sentence, None, Speaker("person", turn.name, turn.label), "has the floor")

    def outlet_of(self, said: Said) -> Speaker | None:
        """The outlet through which a saying came: to which it was made, or that quotes who says it."""
        return outlet_of(self.analysis.trees[said.sentence], said, self._speakers.read)

    def subjects(self, sentence: int, word: int) -> Iterator[tuple[Said, str, str]]:
        """Those who do what a clause and the clauses over it tell, whatever the verb, but for those who will not say it."""
        tree = self.analysis.trees[sentence]
        chain = [word, *tree.ancestors(word)]
        verbs = [above for above in chain if tree.tags[above] in ("VERB", "AUX", "PUNCT")]
        for depth, above in enumerate(verbs):
            if leaves_unsaid(tree, above, chain):
                continue
            for child in tree.children(above):
                if tree.labels[child] == "nsubj" and child not in chain:
                    speaker = self._anaphora.speaker_of(sentence, Saying(above, child))
                    if speaker is not None:
                        said = Said(sentence, Saying(above, child), speaker, "subject")
                        yield said, f"subject {min(depth, 2)}", tree.lower(above)

    def labels(self, sentence: int) -> Iterator[Said]:
        """Who the last label before a sentence, or at its beginning, names."""
        before = [n for n in self._labels if n <= sentence]
        if before:
            yield self._labels[before[-1]]

    @property
    def label_count(self) -> int:
        """How many labels the report has."""
        return len(self._labels)

    @functools.cached_property
    def _labels(self) -> dict[int, Said]:
        return find_labels(self.analysis, self._speakers)

    @functools.cached_property
    def leads(self) -> list[Said]:
        """Who the title and the first sentences name, and who signs the page: the likeliest voices, each once a rule."""
        once: dict[tuple[str, str, str, bool], Said] = {}
        for said in find_prominent(self.analysis, self._speakers, self._anaphora.speaker_of):
            who = said.speaker
            once.setdefault((said.rule, folded(who.name), who.kind, who.is_sure), said)
        return list(once.values())

    def is_quoted(self, sentence: int, word: int) -> bool:
        """Whether a word stands in a quotation that is long enough to be speech."""
        return self._direct.is_quoted(self.analysis.trees[sentence].sentence.words[word].start)

    def floor(self, sentence: int) -> str:
        """Whether who has the floor at a sentence asks, answers, has a name, or nobody has it."""
        turn = turn_at(self._turns, self.analysis.sentences[sentence].span.start)
        if turn is None:
            return "no floor"
        name, small = turn.name.lower(), load_voices().small
        return "asks" if name in small.asks else "answers" if name in small.answers else "named floor"

    @functools.cached_property
    def publishers(self) -> tuple[tuple[Said, str], ...]:
        """The publisher, by whether its name is that of a body that speaks for itself, of an outlet, or of neither."""
        return tuple(find_publisher(self.document, self.analysis))

    @functools.cached_property
    def publisher_sort(self) -> str:
        """Of what sort the publisher is."""
        return next((rule for _, rule in self.publishers), "publisher none")

    def own_marks(self, sentence: int) -> Iterator[str]:
        """Whether the outlet or body speaks of itself in a sentence or in the report, outside quotations."""
        if sentence in self._first_person:
            yield "we here"
        if self._first_person:
            yield "we somewhere"

    @functools.cached_property
    def _first_person(self) -> set[int]:
        return in_first_person(self.analysis, self._direct)

    def mentions(self, name: str) -> int:
        """How often the report has a name."""
        if name not in self._mentions:
            self._mentions[name] = self._folded.count(name)
        return self._mentions[name]

    @functools.cached_property
    def _folded(self) -> str:
        return self.analysis.text.casefold()

    @functools.cached_property
    def shares(self) -> dict[str, int]:
        """How often each speaker, by its folded name, says something in the report."""
        shares: Counter[str] = Counter()
        for n in range(len(self.analysis.sentences)):
            verbs = {(said.saying.word, said.speaker.name) for said in self.said_in(n) if said.saying is not None}
            shares.update(folded(speaker) for _, speaker in verbs)
        return shares
