"""Which paragraphs of a control entry a reason for control is about, by the words of the entry's licence requirements.

"MT applies to 3A001.a.1.a when usable in “missiles”; and to 3A001.a.5.a when ..." is not about .a.7, and may be about .a.5.a:
whether its condition holds, the paragraph does not say. Where words may reach beyond the paragraphs that they name, the answer
is that this is not decided, never that a reason does not apply.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Final, Literal

Answer = Literal["yes", "no", "open"]
Steps = tuple[str, ...]

_OWN: Final = r"(?:[a-z](?:\.\d+|\.[a-z](?![a-z]))*|\d+(?:\.[a-z](?![a-z])|\.\d+)*)"
#: The next of a list of paragraphs: ", .b", "and b.3", "to a.3", "(except .b.5)" is none.
_NEXT: Final = re.compile(rf"(?P<link>,? (?:and|or|to)|,) (?:\d[A-E]\d{{3}} ?)?(?P<dot>\.?)(?P<path>{_OWN})(?![\w“’'-])")
_ENTIRE: Final = re.compile(r"^(?:the )?entire entry\b[,. ]*", re.IGNORECASE)
_EXCEPT: Final = re.compile(r"^except\b:?\s*", re.IGNORECASE)
#: Behind "entire entry" these say nothing of its paragraphs.
_ASIDE: Final = re.compile(r"^(?:\([^)]*\)|[A-Z]{2} (?:Column|applies)\b.*)?$")
_PART: Final = re.compile(r"(?i:;|\band to\b|\bas well as\b)|\.\s+(?=[A-Z])")
#: Words that name no more than the paragraphs behind them.
_FILLER: Final = re.compile(
    r"\b(?:all|any|the|those|items?|commodities|equipment|controlled|described|specified|by|in|under|of|this|entry|and|or|to|"
    r"paragraphs?|only)\b|[\s,.:]"
)
_AND: Final = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)
_MORE: Final = re.compile(r"^[\s,]*(?:and|or)\s", re.IGNORECASE)
#: A paragraph that a list goes on with behind what stands in between ("... materials”, b (carbon").
_MISSED: Final = re.compile(r"(?:,|and|or) \.?[a-z](?:\.\d+)*(?= \(| for\b)")
_CARVED: Final = re.compile(r" \(except (?P<words>(?:[^()]|\([^()]*\))*)\)")
#: "Parts and components controlled in .x" are both in it; of longer words before "and" that is not known.
_FEW: Final = 3
_MARK: Final = "§"


@dataclasses.dataclass(frozen=True, slots=True)
class _Clause:
    """A part of the words: the paragraphs that it names, whether it is of them wholly, and whether it may reach beyond them."""

    paths: tuple[Steps, ...]
    is_whole: bool
    is_closed: bool


def read_paragraph(written: str) -> Steps:
    """The steps of a paragraph.

    >>> read_paragraph("a.5.a"), read_paragraph("(b)(10)")
    (('a', '5', 'a'), ('b', '10'))
    """
    return tuple(re.findall(r"[a-z]|\d+", written.casefold()))


def applies(words: str, entry: str, paragraph: Steps) -> Answer:
    """Is a reason for control about a paragraph?

    >>> applies("NS applies to entire entry, except .a.1", "9A012", ("a", "1"))
    'no'

    Args:
        words: "NS applies to entire entry, except .a.1".
        entry: `9A012`.
        paragraph: its steps; none where only the entry is known.
    """
    about = re.sub(r"^[A-Z]{2}(?: appl(?:y|ies))(?: to)? ", "", words.strip())
    entire = _ENTIRE.match(about)
    if entire is None:
        return _outside(about, entry, paragraph)
    rest = about[entire.end() :]
    if _ASIDE.match(rest):
        return "yes"
    exception = _EXCEPT.match(rest)
    if exception is None or not paragraph:
        return "open"
    return _without(rest[exception.end() :], entry, paragraph)


def _outside(text: str, entry: str, paragraph: Steps) -> Answer:
    """Whether a paragraph is among those that words name, and not among those that they except in brackets."""
    if not paragraph:
        return "open"
    answer = _named(_CARVED.sub("", text), entry, paragraph)
    for carved in _CARVED.finditer(text):
        left = _without(carved["words"], entry, paragraph)
        answer = "no" if left == "no" else "open" if left == "open" and answer == "yes" else answer
    return answer


def _without(text: str, entry: str, paragraph: Steps) -> Answer:
    """Whether a paragraph is left by an exception."""
    excepted = _named(text, entry, paragraph, needs_all=True)
    return "no" if excepted == "yes" else "yes" if excepted == "no" else "open"


def _named(text: str, entry: str, paragraph: Steps, *, needs_all: bool = False) -> Answer:
    """Whether a paragraph is among those that words name; `needs_all` where a condition on it leaves that open."""
    clauses = list(_clauses(text, entry))
    near = [c for c in clauses if any(_within(paragraph, path) or _within(path, paragraph) for path in c.paths)]
    sure = [c for c in near if c.is_whole and any(_within(paragraph, path) for path in c.paths)]
    if sure and (len(sure) == len(near) or not needs_all):
        return "yes"
    return "open" if near or not all(clause.is_closed for clause in clauses) else "no"


def _within(inner: Steps, outer: Steps) -> bool:
    return inner[: len(outer)] == outer


def _clauses(text: str, entry: str) -> Iterator[_Clause]:
    marked, paths = _marked(text, entry)
    for part in _PART.split(marked):
        places = [int(number) for number in re.findall(rf"{_MARK}(\d+){_MARK}", part)]
        if not places:
            if part.strip(" ,."):
                yield _Clause((), is_whole=False, is_closed=False)
            continue
        pieces = re.split(rf"{_MARK}\d+{_MARK}", part)
        goes_on = _MORE.match(pieces[-1]) is not None
        is_whole = not _FILLER.sub("", "".join(pieces[:-1] if goes_on else pieces))
        yield _Clause(
            tuple(path for place in places for path in paths[place]), is_whole=is_whole,
            is_closed=not goes_on and (is_whole or not _reaches_beyond(pieces)),
        )  # fmt: skip


def _reaches_beyond(pieces: list[str]) -> bool:
    """Whether words may be about more than the paragraphs that they name: "shotguns and paragraphs .c"."""
    before = _AND.split(pieces[0])
    joined = len(before) > 1 and (not before[-1].strip() or len(before[0].split()) > _FEW)
    return joined or any(map(_MISSED.search, pieces[1:]))


def _marked(text: str, entry: str) -> tuple[str, list[tuple[Steps, ...]]]:
    """The words with each list of the entry's paragraphs replaced by a mark, and the paragraphs of each mark."""
    first = re.compile(
        rf"(?:\b{entry} ?\.? ?|(?<![\w.])\.)(?P<path>{_OWN})(?![\w“’'-])|\bparagraphs? \.?(?P<other>{_OWN})(?!\w)"
        r"|^(?P<bare>[a-z](?:\.\w+)+)"
    )
    found: list[tuple[Steps, ...]] = []
    out, at = [], 0
    while match := first.search(text, at):
        paths = [read_paragraph(match["path"] or match["other"] or match["bare"])]
        end = match.end()
        while more := _NEXT.match(text, end):
            paths += _next(paths[-1], more, is_range=more["link"].endswith("to"))
            end = more.end()
        out.append(f"{text[at : match.start()]}{_MARK}{len(found)}{_MARK}")
        found.append(tuple(paths))
        at = end
    return "".join((*out, text[at:])), found


def _next(before: Steps, match: re.Match[str], *, is_range: bool) -> list[Steps]:
    """The paragraph that a list goes on with, or all up to it; a bare number stands for the last step of the one before."""
    path = read_paragraph(match["path"])
    if path[0].isdigit():
        path = (*before[:-1], *path)
    if not is_range or path[:-1] != before[:-1]:
        return [path]
    last = before[-1]
    if last.isdigit() and path[-1].isdigit():
        return [(*path[:-1], str(n)) for n in range(int(last) + 1, int(path[-1]) + 1)]
    return [(*path[:-1], chr(n)) for n in range(ord(last) + 1, ord(path[-1]) + 1)]
