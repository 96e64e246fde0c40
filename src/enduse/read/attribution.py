"""Who says so, in whose name, on what ground and when: from the verbs of saying over and beside a clause.

Speech is followed outwards: the nearest verb of saying that governs the clause or stands beside it, "according to", an open
quotation whose speaker is named before or after, and last the report's own voice (nothing). Nested speech gives the nearest
speaker; an outlet that "reported" is `reported_by`.
"""

from __future__ import annotations

import dataclasses

from enduse.dates import find_times
from enduse.lexicon.cues import load_cues
from enduse.model import Attribution, Document, Reason, Span
from enduse.read.analysis import Analysis
from enduse.read.trees import Tree

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_NAME_PARTS = {"flat", "compound", "amod", "nmod", "nmod:poss", "case", "det", "nummod", "punct", "appos"}
_PRONOUNS = {"he", "she", "they", "it", "who", "we", "i"}


@dataclasses.dataclass(frozen=True, slots=True)
class _Saying:
    """A verb of saying (or "according to") in a sentence, and the word that says."""

    sentence: int
    verb: int
    speaker: int | None


def find_attribution(
    analysis: Analysis, document: Document, sentence: int, word: int, span: Span
) -> tuple[Attribution, list[Reason]]:
    """The attribution of a clause and why.

    Args:
        analysis: the document analysed.
        document: the document, for its day.
        sentence: the sentence the clause stands in.
        word: a word of the clause (the head of what is stated).
        span: the clause's characters, inside which nobody is looked for.
    """
    saying = _governing(analysis, sentence, word) or _beside(analysis, sentence, word) or _quoting(analysis, sentence)
    if saying is None:
        return Attribution(), []
    tree = analysis.trees[saying.sentence]
    found = _who(analysis, saying)
    basis, basis_reason = _basis(analysis, saying.sentence)
    said_on = _said_on(analysis, document, saying)
    attribution = dataclasses.replace(found, basis=basis, said_on=said_on)
    verb = tree.sentence.words[saying.verb]
    reasons = [Reason(field="speaker", rule="verb of saying", span=Span(start=verb.start, end=verb.end), words=verb.text)]
    return attribution, [*reasons, *basis_reason]


def _is_saying(analysis: Analysis, sentence: int, word: int) -> bool:
    return "cue:reporting" in analysis.candidates.cues[analysis.offsets[sentence] + word]


def _speaker(tree: Tree, verb: int) -> int | None:
    """The subject of a verb of saying, taken over from the verb it is joined to or depends on where it has none."""
    for _ in range(3):
        for child in tree.children(verb):
            if tree.labels[child] in ("nsubj", "obl:agent", "nsubj:outer"):
                return child
        if tree.labels[verb] in ("conj", "xcomp", "advcl") and tree.heads[verb] >= 0:
            verb = tree.heads[verb]
        else:
            return tree.heads[verb] if tree.labels[verb] in ("acl", "acl:relcl") else None
    return None


def _governing(analysis: Analysis, sentence: int, word: int) -> _Saying | None:
    tree = analysis.trees[sentence]
    chain = [word, *tree.ancestors(word)]
    for below, above in zip(chain, chain[1:], strict=False):
        if _is_saying(analysis, sentence, above) and tree.labels[below] not in _SUBJECTS:
            speaker = _speaker(tree, above)
            if speaker is not None and speaker != below:
                return _Saying(sentence, above, speaker)
    return None


def _beside(analysis: Analysis, sentence: int, word: int) -> _Saying | None:
    """ "..., Kirby said" and "according to Kirby" hang below the clause they report."""
    tree = analysis.trees[sentence]
    for above in [word, *tree.ancestors(word)]:
        for child in tree.children(above):
            if tree.labels[child] in ("parataxis", "ccomp", "advcl", "root") and _is_saying(analysis, sentence, child):
                speaker = _speaker(tree, child)
                if speaker is not None:
                    return _Saying(sentence, child, speaker)
            if tree.labels[child] in ("obl", "advcl", "nmod"):
                words = tree.sentence.words
                marks = [words[i].text.lower() for i in tree.children(child) if tree.labels[i] in ("case", "mark", "fixed")]
                if "according" in marks or (words[child].text.lower() == "according"):
                    return _Saying(sentence, child, child)
    return None


def _quoting(analysis: Analysis, sentence: int) -> _Saying | None:
    """The speaker of a quotation that the whole sentence stands in, named in a sentence before or after of the paragraph."""
    if not _in_quotation(analysis, sentence):
        return None
    here = analysis.sentences[sentence].paragraph
    for near in (sentence, sentence - 1, sentence + 1, sentence - 2, sentence - 3):
        if 0 <= near < len(analysis.sentences) and abs(analysis.sentences[near].paragraph - here) <= 1:
            tree = analysis.trees[near]
            for word in range(len(tree.heads)):
                if _is_saying(analysis, near, word) and tree.tags[word] == "VERB":
                    speaker = _speaker(tree, word)
                    if speaker is not None:
                        return _Saying(near, word, speaker)
    return None


def _in_quotation(analysis: Analysis, sentence: int) -> bool:
    """Whether the sentence begins inside quotation marks, counted from the beginning of its paragraph."""
    paragraph = analysis.sentences[sentence].paragraph
    first = next(s for s in analysis.sentences if s.paragraph == paragraph).words[0].start
    before = analysis.text[first : analysis.sentences[sentence].words[0].end + 1]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _who(analysis: Analysis, saying: _Saying) -> Attribution:
    tree = analysis.trees[saying.sentence]
    if saying.speaker is None:
        return Attribution()
    word = tree.sentence.words[saying.speaker]
    if word.text.lower() in _PRONOUNS:
        return _before(analysis, saying)
    return _name(analysis, saying.sentence, saying.speaker)


def _before(analysis: Analysis, saying: _Saying) -> Attribution:
    """Whom a pronoun stands for: the last person or body that said something before."""
    for near in range(saying.sentence, max(-1, saying.sentence - 5), -1):
        tree = analysis.trees[near]
        for word in reversed(range(len(tree.heads) if near < saying.sentence else saying.verb)):
            if _is_saying(analysis, near, word):
                speaker = _speaker(tree, word)
                if speaker is not None and tree.sentence.words[speaker].text.lower() not in _PRONOUNS:
                    return _name(analysis, near, speaker)
    return Attribution()


def _name(analysis: Analysis, sentence: int, word: int) -> Attribution:
    tree = analysis.trees[sentence]
    person = _person(tree, word)
    if person is not None:
        name = _words(tree, person)
        return Attribution(speaker=_in_full(analysis, name), organisation=_organisation(analysis, sentence, word))
    phrase = _words(tree, sorted(_phrase(tree, word)))
    mention = next(
        (m for m in analysis.candidates.actors if m.sentence == sentence and m.first <= analysis.offsets[sentence] + word <= m.last), None
    )
    if mention is not None and mention.entry.kind not in ("demonym", "person", "leader"):
        return Attribution(organisation=mention.text)
    if mention is not None and mention.entry.kind in ("person", "leader"):
        return Attribution(speaker=mention.text)
    lower = tree.sentence.words[word].text.lower()
    if lower in load_cues().bodies:
        return Attribution(organisation=phrase)
    return Attribution(speaker=phrase)


def _person(tree: Tree, word: int) -> list[int] | None:
    """The words of a person's name at the speaker's head or in apposition to it."""
    for head in (word, *(i for i in tree.children(word) if tree.labels[i] in ("appos", "flat", "compound"))):
        if tree.tags[head] != "PROPN":
            continue
        parts = sorted([head, *(i for i in tree.children(head) if tree.labels[i] == "flat" and tree.tags[i] == "PROPN")])
        if len(parts) > 1 or tree.labels[head] == "appos":
            return parts
    return None


def _phrase(tree: Tree, word: int) -> set[int]:
    """The noun phrase without clauses that hang on it."""
    out = {word}
    for child in tree.children(word):
        if tree.labels[child] in _NAME_PARTS - {"appos", "punct"}:
            out |= _phrase(tree, child)
    return out


def _words(tree: Tree, order: list[int]) -> str:
    words = tree.sentence.words
    out = ""
    for k, i in enumerate(order):
        gap = k and words[order[k - 1]].end != words[i].start
        out += (" " if gap else "") + words[i].text
    return out


def _in_full(analysis: Analysis, name: str) -> str:
    """A surname alone to the full name that the report gave before."""
    if " " in name:
        return name
    for m in analysis.candidates.actors:
        if m.entry.kind in ("person", "leader") and m.text.endswith(f" {name}"):
            return m.text
    return name


def _organisation(analysis: Analysis, sentence: int, word: int) -> str | None:
    """The body that stands before a spokesperson's name: "White House National Security Council spokesman John Kirby"."""
    tree, offset = analysis.trees[sentence], analysis.offsets[sentence]
    inside = {offset + i for i in tree.subtree(word)}
    bodies = [
        m for m in analysis.candidates.actors
        if m.sentence == sentence and m.first in inside and m.entry.kind in ("ministry", "body", "metonym", "force", "firm", "group")
    ]  # fmt: skip
    return bodies[0].text if bodies else None


def _basis(analysis: Analysis, sentence: int) -> tuple[str | None, list[Reason]]:
    span = analysis.sentences[sentence].span
    for mention in load_cues().find(span.of(analysis.text)):
        if mention.kind == "basis":
            words = Span(start=span.start + mention.start, end=span.start + mention.end)
            return mention.text, [Reason(field="basis", rule="basis", span=words, words=mention.text)]
    return None, []


def _said_on(analysis: Analysis, document: Document, saying: _Saying) -> str | None:
    """The day or month that hangs on the verb of saying."""
    span = analysis.sentences[saying.sentence].span
    tree = analysis.trees[saying.sentence]
    for time in find_times(span.of(analysis.text), document.published, tense="past"):
        words = [i for i, w in enumerate(tree.sentence.words) if w.start < span.start + time.end and span.start + time.start < w.end]
        if words and tree.heads[tree.head_of(words[0], words[-1])] == saying.verb:
            return time.said_on
    return None


