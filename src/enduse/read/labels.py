"""Labels: who the words before a colon name where a paragraph begins with them, "19:35 The minister, John Roe: ..."."""

from __future__ import annotations

from enduse.read.analysis import Analysis
from enduse.read.beside import phrase_from
from enduse.read.said import Said
from enduse.read.speakers import Speakers


def find_labels(analysis: Analysis, speakers: Speakers) -> dict[int, Said]:
    """The labels of a report, by the number of the sentence that each begins.

    Args:
        analysis: the document analysed.
        speakers: reads its noun phrases.
    """
    found = {}
    for number, tree in enumerate(analysis.trees):
        words = tree.sentence.words
        colon = next((i for i, w in enumerate(words[:25]) if w.text == ":"), 0)
        first = next((i for i in range(colon) if words[i].text[0].isalpha()), 0)
        stretch = phrase_from(tree, first) if colon else None
        if stretch is not None and words[stretch[1] + 1].text in (":", ",", "(", "–", "—"):
            who = speakers.read_stretch(number, stretch[0], colon - 1)
            if who is not None and who.is_sure:
                found[number] = Said(number, None, who, "label")
    return found
