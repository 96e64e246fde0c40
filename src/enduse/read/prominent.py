"""Who stands out in a report: those whom its title and its lead name, and who signs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from enduse.read.analysis import Analysis
from enduse.read.beside import phrase_from, tag_of
from enduse.read.said import Said
from enduse.read.sayings import Saying
from enduse.read.speakers import Speaker, Speakers


def find_prominent(
    analysis: Analysis, speakers: Speakers, speaker_of: Callable[[int, Saying], Speaker | None]
) -> Iterator[Said]:
    """Who the title and the first sentences are about, whom they name, and who signs the page.

    Args:
        analysis: the document analysed.
        speakers: reads its noun phrases.
        speaker_of: the speaker of a saying, through a pronoun.
    """
    for number in range(min(4, len(analysis.trees))):
        tree = analysis.trees[number]
        for i, label in enumerate(tree.labels):
            if label == "nsubj" or (number == 0 and i == 0):
                who = speaker_of(number, Saying(tree.heads[i] if tree.heads[i] >= 0 else i, i))
                if who is not None and who.kind in ("person", "body"):
                    yield Said(number, None, who, "subject of the title" if number == 0 else "subject of the lead")
        if number < 2:
            yield from _named_in(analysis, speakers, number)
    yield from _signature(analysis, speakers)


def _named_in(analysis: Analysis, speakers: Speakers, number: int) -> Iterator[Said]:
    """Everybody named in a title or a first sentence."""
    tree, i = analysis.trees[number], 0
    while i < len(tree.heads):
        stretch = phrase_from(tree, i)
        if stretch is None:
            i += 1
            continue
        i = stretch[1] + 1
        starts = [stretch[0], *(k + 1 for k in range(*stretch) if tag_of(tree, k) == "ADP")]
        for start, end in zip(starts, [*(k - 2 for k in starts[1:]), stretch[1]], strict=True):
            who = speakers.read_stretch(number, start, end) if start <= end else None
            if who is not None and who.is_sure:
                yield Said(number, None, who, f"named in the {'lead' if number else 'title'}")


def _signature(analysis: Analysis, speakers: Speakers) -> Iterator[Said]:
    """A name that is a paragraph by itself at the end: who signs the page."""
    for number in range(max(1, len(analysis.trees) - 4), len(analysis.trees)):
        here, tree = analysis.sentences[number], analysis.trees[number]
        alone = analysis.sentences[number - 1].paragraph != here.paragraph
        if alone and len(tree.heads) < 9 and tree.sentence.words[-1].text not in (".", "?", "!"):
            who = speakers.read_stretch(number, 0, len(tree.heads) - 1)
            if who is not None and who.kind == "person" and who.is_sure:
                yield Said(number, None, who, "signs the page")
