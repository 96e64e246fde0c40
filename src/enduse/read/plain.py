"""The same text written plainly: blanks and hyphens as a typewriter has them, a shouted headline in the report's own letters.

A word processor's blank or hyphen that does not break changes nothing that is said; a headline in capitals hides which of its
words are names. Every character stays at its place, so what is found in the one text is quoted from the other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from enduse.model import Span

_BLANKS = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010\u2011\u2012\u2212"
_MARKS = str.maketrans({**dict.fromkeys(_BLANKS, " "), **dict.fromkeys(_HYPHENS, "-")})
PARAGRAPH_END = "\u2029"
_BREAK = re.compile(r"(?<!\r)\n")
_WORD = re.compile(r"[^\W\d_]+")
_ACRONYM = 4  # letters of a word in capitals that may always be written so, where the report does not show it
_SHOUTED = 3  # words of a headline in capitals; a shorter one may be an acronym


def plain_text(text: str, title: Span | None = None) -> str:
    """Write a text plainly, character for character.

    Args:
        text: any text.
        title: where its headline stands, if it does.

    >>> plain_text("IRAN SENDS MIGS.\\n\\nIran sends 5\\u00a0MiGs.", Span(start=0, end=16))
    'Iran sends MiGs.\\n\\nIran sends 5 MiGs.'
    """
    plain = text if text.isascii() else text.translate(_MARKS)
    if title is None:
        return plain
    headline = title.of(plain)
    if not headline.isupper() or len(_WORD.findall(headline)) < _SHOUTED:
        return plain
    return plain[: title.start] + _written_as_in(plain[title.end :], headline) + plain[title.end :]


def on_one_line(text: str, spans: Iterable[Span]) -> str:
    """The text with a blank for every line break within one of the spans, so that "Wagner\\nGroup" is one name.

    >>> on_one_line("Wagner\\nGroup.\\nIran", [Span(start=0, end=13)])
    'Wagner Group.\\nIran'
    """
    pieces, at = [], 0
    for span in spans:
        if "\n" in (words := span.of(text)):
            pieces += [text[at : span.start], _BREAK.sub(" ", words)]
            at = span.end
    return "".join([*pieces, text[at:]])


def apart(text: str, spans: Iterable[Span]) -> str:
    """The text with the mark of a paragraph's end for every line break outside the spans: no name or item goes on over it.

    >>> apart("F-16\\njets\\nMilitary aid", [Span(start=0, end=9), Span(start=10, end=22)])
    'F-16\\njets\\u2029Military aid'
    """
    if "\n" not in text:
        return text
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start].replace("\n", PARAGRAPH_END), span.of(text)]
        at = span.end
    return "".join([*pieces, text[at:].replace("\n", PARAGRAPH_END)])


def _written_as_in(report: str, headline: str) -> str:
    """The headline's words with the capitals that they mostly have in the report, or else with one where they are long."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for word in _WORD.findall(report):
        forms[word.upper()][word] += 1

    def written(match: re.Match[str]) -> str:
        word = match[0]
        if match.start() and headline[match.start() - 1] in "'’" and len(word) < _SHOUTED:
            form = word.lower()  # "IRAN'S"
        elif word in forms:
            form = forms[word].most_common(1)[0][0]
        else:
            form = word if len(word) <= _ACRONYM else word[0] + word[1:].lower()
        return form if len(form) == len(word) else word

    return _WORD.sub(written, headline)
