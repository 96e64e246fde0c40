"""Mark what belongs to a saved page and not to the report: menus, appeals, share bars, comment forms and the like.

Furniture is known by its own words (`lexicon/furniture.yaml`); whatever these do not name is taken for the report, because a
lost sentence of a report is worse than a menu left standing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from enduse.model import Span
from enduse.read.furniture_words import furniture_words
from enduse.read.lines import Line, cut_lines, cut_sentences

#: A row of links: entries apart by one of these marks, by wide blanks, or by an arrow between blanks.
_SEPARATOR = re.compile(r"\s*[|·•▾▸▶]\s*|\s+[»›«‹>/—–]\s+|\s{3,}|\]\s*\[")
_DECORATION = re.compile(r"^(?:[^\w\"“”'‘’«$£€©@#(]|_|\((?!c\)))+|(?:[^\w\"“”'’»?!.…)*]|_)+$", re.IGNORECASE)
_LONGEST = 320  # characters of a line or an entry that may be furniture as a whole


def mark_furniture(text: str, *, start: int = 0) -> tuple[Span, ...]:
    """Find the stretches of a text that are page furniture.

    Args:
        text: the page's text, as saved.
        start: where to begin (after a header).

    Returns:
        Spans in order that do not touch one another; blanks between two stretches of furniture belong to them.
    """
    lines = cut_lines(text, start)
    found = [span for line in lines for span in _in_line(text, line)]
    ends: dict[int, int] = {}
    for span in found:
        ends[span.start] = max(span.end, ends.get(span.start, 0))
    whole = {line.span for line in lines if ends.get(line.start, 0) >= line.end}
    found += _menu_blocks(lines, whole)
    found += _lists(lines)
    found += _comment_threads(text, lines)
    found += _appeals(text, lines)
    return join_spans(text, found)


def join_spans(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sort spans and make one of those that overlap or have only blanks between them."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and (span.start <= joined[-1].end or not text[joined[-1].end : span.start].strip()):
            joined[-1] = Span(start=joined[-1].start, end=max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _in_line(text: str, line: Line) -> Iterator[Span]:
    sentences = list(cut_sentences(text, line))
    if _is_furniture(line.words) and (end := _end_of_furniture(sentences)) is not None:
        yield Span(start=line.start, end=end)
        if end == line.end:
            return
    else:
        yield from _entries(text, line)
    if glued := furniture_words().glued.match(text, line.start, line.end):
        yield Span(start=glued.start(), end=glued.end())
    for sentence in sentences:
        if sentence.words.count(" ") >= 2 and sentence.span != line.span and _is_furniture(sentence.words, entries=False):
            yield sentence.span
    for m in furniture_words().inside.finditer(text, line.start, line.end):
        yield Span(start=m.start(), end=m.end())


def _end_of_furniture(sentences: Sequence[Line]) -> int | None:
    """Where the furniture of a line ends that is furniture as a whole: before a long sentence that by itself is none."""
    end = None
    for sentence in sentences:
        if len(sentences) > 1 and sentence.words.count(" ") > 7 and not _is_furniture(sentence.words, entries=False):
            break
        end = sentence.end
    return end


def _bare(words: str) -> str:
    """Words without the signs around them; what is too long for any furniture is not looked at."""
    return _DECORATION.sub("", words) if len(words) <= _LONGEST else words


def _is_furniture(words: str, *, entries: bool = True) -> bool:
    """Whether the words of a line, a sentence or an entry are known furniture as a whole."""
    bare = _bare(words)
    if not bare:
        return entries and not any(c.isalnum() for c in words)
    if len(bare) > _LONGEST:
        return False
    if furniture_words().line.fullmatch(bare):
        return True
    return entries and _is_row_of_menu_words(bare)


def _is_row_of_menu_words(bare: str) -> bool:
    """ "Home News Sport Weather": three or more words, most of them of menus, each with a capital, no sentence mark."""
    words = bare.split()
    if len(words) < 3 or len(words) > 40 or bare[-1] in '.!?”"':
        return False
    if not all(w[0].isupper() or not w[0].isalnum() for w in words):
        return False
    return sum(furniture_words().menu.fullmatch(w) for w in words) >= 0.7 * len(words)


def _entries(text: str, line: Line) -> Iterator[Span]:
    """Stretches of a line that are rows of short entries, one of them known."""
    if line.is_wrapped:
        return
    bounds = [line.start]
    for m in _SEPARATOR.finditer(text, line.start, line.end):
        bounds += [m.start(), m.end()]
    bounds.append(line.end)
    entries = [Span(start=a, end=b) for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    if len(entries) < 2:
        return
    run: list[Span] = []
    for entry in [*entries, None]:
        if entry is not None and _is_entry(entry.of(text)):
            run.append(entry)
            continue
        if len(run) >= 2 and _is_row_of_links([e.of(text) for e in run]):
            start = line.start if run[0] is entries[0] else run[0].start
            yield Span(start=start, end=line.end if entry is None else run[-1].end)
        run = []


def _is_row_of_links(entries: Sequence[str]) -> bool:
    """Whether a row of entries has a known one; two entries need a sure one, or both."""
    sure = sum(_is_furniture(entry, entries=False) for entry in entries)
    known = sum(_is_known_entry(entry) for entry in entries)
    return known >= len(entries) / 8 and (sure > 0 or known >= 2 or (known == 1 and len(entries) >= 3))


def _is_entry(words: str) -> bool:
    words = words.strip()
    if words.count(" ") > 7 and not _is_furniture(words, entries=False):
        return False
    return not (words.endswith((".", "”", '"')) and words.count(" ") > 3 and not _is_furniture(words, entries=False))


def _is_known_entry(words: str) -> bool:
    bare = _bare(words.strip())
    return bool(bare) and (furniture_words().menu.fullmatch(bare) or furniture_words().line.fullmatch(bare))


def _menu_blocks(lines: Sequence[Line], whole: set[Span]) -> Iterator[Span]:
    """Three or more lines in sequence, each one menu word."""
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and (line.span in whole or (len(line.words) < 40 and _is_known_entry(line.words))):
            run.append(line)
            continue
        if len(run) >= 3:
            yield Span(start=run[0].start, end=run[-1].end)
        run = []


def _lists(lines: Sequence[Line]) -> Iterator[Span]:
    """A heading such as "Most read" and the list of headlines that follows it."""
    prose = [number for number, line in enumerate(lines) if _is_prose(line)]
    report = (prose[0], prose[-1]) if prose else (len(lines), -1)
    for i, line in enumerate(lines):
        if not furniture_words().list_heading.fullmatch(_bare(line.words)):
            continue
        end = _list_end(lines, i + 1, report)
        if end > i + 1:
            yield Span(start=line.start, end=lines[end - 1].end)


def _list_end(lines: Sequence[Line], first: int, report: tuple[int, int]) -> int:
    """Where the list ends: at a paragraph, at a blank line before something without a bullet, or after ten entries.

    What might be the headline of the report is not taken: the last line before a paragraph that follows without a blank
    line, and a single line at the top of the page. `report` has the first and the last line of prose.
    """
    is_top, is_tail = report[0] >= first - 1, report[1] < first
    last = first
    for i, line in enumerate(lines[first : first + 10], first):
        if _is_prose(line) or (i > first and line.follows_blank and not line.has_bullet and not is_tail):
            break
        last = i + 1
    entries = lines[first:last]
    if not entries or is_tail or entries[-1].has_bullet:
        return last
    after = lines[last] if last < len(lines) else None
    if len(entries) == 1:
        is_link = after is not None and after.follows_blank and not _is_prose(after)
        return last if not entries[0].follows_blank and (is_link or not is_top) else first
    return last - 1 if after is not None and not after.follows_blank else last


_SPEAKER = re.compile(r"(?:Q|A|[A-Z][A-Z. ’'-]{2,30})[.:] ?")


def _is_prose(line: Line) -> bool:
    """Whether a line is no headline: it ends as a sentence, is long, or is what somebody says."""
    if line.has_bullet:
        return len(line.words) > 110
    is_sentence = line.words.endswith((".", ".”", '."', ".’", "…"))
    return is_sentence or len(line.words) > 150 or _SPEAKER.match(line.words) is not None


def _comment_threads(text: str, lines: Sequence[Line]) -> Iterator[Span]:
    """What readers wrote: from a heading above it, with a commenter's line soon after, to the end."""
    for i, line in enumerate(lines):
        if not furniture_words().comment_heading.fullmatch(_bare(line.words)):
            continue
        if any(furniture_words().commenter.fullmatch(_bare(after.words)) for after in lines[i + 1 : i + 7]):
            yield Span(start=line.start, end=len(text.rstrip()))
            return


def _appeals(text: str, lines: Sequence[Line]) -> Iterator[Span]:
    """Runs of sentences that ask for money or subscriptions, with the outlet's praise of itself between them."""
    sentences = [sentence for line in lines for sentence in cut_sentences(text, line)]
    run: list[Line] = []
    for sentence in [*sentences, None]:
        if sentence is not None and (_asks(sentence.words) or (run and _has_tone(sentence.words)) or _praises(sentence.words)):
            run.append(sentence)
            continue
        while run and not (_asks(run[-1].words) or _praises(run[-1].words)):
            run.pop()
        if run and _is_appeal(run):
            yield Span(start=run[0].start, end=run[-1].end)
        run = []


def _asks(words: str) -> bool:
    if words.startswith(("“", '"', "‘", "«")) or furniture_words().never.search(words):
        return False
    return furniture_words().ask.search(words) or furniture_words().plea.search(words)


def _has_tone(words: str) -> bool:
    return (
        not words.startswith(("“", '"', "«"))
        and not furniture_words().never.search(words)
        and bool(furniture_words().tone.search(words))
    )


def _praises(words: str) -> bool:
    """An outlet's words about itself and its readers."""
    return _has_tone(words) and furniture_words().trade.search(words) and furniture_words().person.search(words)


def _is_appeal(run: Sequence[Line]) -> bool:
    """A plea ("Your support makes the difference") may be a president's; the words of the trade tell."""
    if any(furniture_words().ask.search(sentence.words) for sentence in run):
        return True
    return any(furniture_words().plea.search(s.words) for s in run) and any(
        furniture_words().trade.search(s.words) for s in run
    )
