"""Marks of a time that may date what a clause states: how the parse joins them, its words, and what stands between."""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
from collections.abc import Iterator

from enduse.model import Span
from enduse.read.analysis import Analysis
from enduse.read.time_options import TimeOption
from enduse.read.time_steps import is_saying, stands_at_saying, steps_to
from enduse.read.trees import Tree

_CLOSE = (1, 2, 3, 5, 8, 12, 20, 35)  # words apart, in classes


@dataclasses.dataclass(frozen=True, slots=True)
class Stated:
    """What is to be dated: its sentence, its word there, the clause's characters, its kind and status."""

    sentence: int
    word: int
    span: Span
    kind: str
    status: str


def time_marks(analysis: Analysis, stated: Stated, option: TimeOption, others: int, published: dt.date | None) -> Iterator[str]:
    """The marks of one time.

    Args:
        analysis: the document analysed.
        stated: what is to be dated.
        option: the time.
        others: how many other times there are.
        published: the day of publication.
    """
    tree = analysis.trees[option.sentence]
    top = tree.head_of(option.words[0], option.words[-1])
    side = _side(stated, option)
    first, last = option.mention.period.first, option.mention.period.last
    begins = option.mention.text.split()[0].lower()
    precision = option.mention.precision
    ahead = published is not None and first is not None and first > published
    ends = "open" if first is None else "since" if last is None else "closed"
    for known in (f"op {begins}", precision, f"read {option.reading}", "ahead" if ahead else "behind", ends):
        yield f"{side} {known}"
        yield f"{side} {known} {stated.status}"
    yield f"{side} {stated.kind} {precision}"
    yield f"{side} {option.reading} {'ahead' if ahead else 'behind'} {stated.status}"
    yield f"{side} others {min(others, 4)}"
    yield f"{side} opens" if option.words[0] < 3 else f"{side} inner"
    yield f"{side} gov {tree.tags[tree.heads[top]] if tree.heads[top] >= 0 else 'root'} {tree.labels[top]}"
    if tree.heads[top] >= 0:
        yield f"{side} governor {tree.lower(tree.heads[top])}"
        if is_saying(tree, tree.heads[top]):
            yield f"{side} said {tree.labels[top]}"
    if stands_at_saying(tree, option.words[0], option.words[-1]):
        yield f"{side} at saying"
    verb = verb_over(tree, top)
    for i in tree.children(verb):
        if tree.labels[i].startswith("aux") or tree.labels[i] == "mark":
            yield f"{option.reading} aux {tree.lower(i)}"
    if option.sentence != stated.sentence:
        yield f"{side} title" if analysis.sentences[option.sentence].is_title else f"{side} text"
        return
    yield from _within(analysis, tree, stated, option, top, side)


def verb_over(tree: Tree, word: int) -> int:
    """The nearest verb over a word, or the root."""
    above = tree.ancestors(word)
    return next((i for i in above if tree.tags[i] == "VERB"), above[-1] if above else word)


def _side(stated: Stated, option: TimeOption) -> str:
    """Where a time stands: in the clause's words, outside them in its sentence, or sentences before."""
    if option.sentence != stated.sentence:
        return f"back {stated.sentence - option.sentence}"
    return "in" if stated.span.contains(option.place) else "out"


def _within(analysis: Analysis, tree: Tree, stated: Stated, option: TimeOption, top: int, side: str) -> Iterator[str]:
    """How a time stands to what is stated in the same sentence."""
    word = stated.word
    steps = steps_to(tree, word, option.place, stated.span)
    yield f"{side} steps {'no' if steps is None else min(steps, 9)}"
    up, over, down = tree.path(top, word)
    ups, downs = ">".join(label.split(":")[0] for label in up), "<".join(label.split(":")[0] for label in down)
    yield f"{side} path {ups}|{downs}"
    yield f"{side} up {ups}"
    yield f"{side} down {downs}"
    yield f"{side} over {tree.lower(over)}"
    yield f"{side} over tag {tree.tags[over]} {len(up)}"
    own, verb = verb_over(tree, word), verb_over(tree, top)
    yield f"{side} one verb" if own == verb else f"{side} verb {'over' if verb in tree.ancestors(own) else 'apart'}"
    low, high = min(top, word), max(top, word)
    place = "before" if top < word else "after"
    between = range(low + 1, high)
    yield f"{side} {place} {bisect.bisect_left(_CLOSE, high - low)}"
    yield f"{side} {place} verbs {min(3, sum(tree.tags[i] == 'VERB' for i in between))}"
    marks = {tree.sentence.words[i].text for i in between}
    for mark in (",", ";", ":", "and", "but", "which", "who", "that"):
        if mark in marks:
            yield f"{side} {place} over {mark}"
    anchors = _anchors_between(analysis, option.sentence, low, high)
    yield f"{side} {place} anchors {min(3, anchors)}"
    if any(is_saying(tree, i) for i in [*between, top]):
        yield f"{side} {place} saying between"


def _anchors_between(analysis: Analysis, sentence: int, low: int, high: int) -> int:
    """How many other things that may be stated stand between two words."""
    anchors, offset = analysis.candidates.anchors, analysis.offsets[sentence]
    first = bisect.bisect_left(anchors, offset, key=lambda m: m.first)
    count = 0
    for mention in anchors[first:]:
        if mention.first - offset >= high:
            break
        count += low < mention.first - offset
    return count
