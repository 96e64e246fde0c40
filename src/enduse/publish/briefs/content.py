"""What a brief is made of: plain nouns that Markdown, HTML and PDF are written from. Texts are texts, never markup."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Sequence

from enduse.publish.pictures import Picture

#: Keys of sources that stand for many: all that the ledger gave, all measures.
ALL_REPORTS, ALL_MEASURES = "*reports", "*measures"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, or a cell of a table, and the keys of the sources that it rests on."""

    text: str
    cites: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences that belong together, with a few words in bold before them where there is something to look for."""

    sentences: tuple[Sentence, ...]
    lead: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Paragraphs as a list."""

    points: tuple[Paragraph, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: `widths` are shares of the line, `right` the columns that are set to the right."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]
    widths: tuple[float, ...]
    right: tuple[int, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture and what is to be seen on it."""

    picture: Picture
    caption: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading within a section."""

    text: str


Block = Paragraph | Points | Table | Figure | Heading


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a brief under its heading."""

    heading: str
    blocks: tuple[Block, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something that sentences rest on: words of a report, a measure, an entry of a list, guidance.

    Those of one `group` (one report) are told together; `place` orders them within it.
    """

    key: str
    group: str
    publisher: str
    title: str = ""
    date: str = ""
    link: str | None = None
    quote: str = ""
    who: str = ""
    place: int = 0
    kind: str = "report"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A source with the number that it has in the brief."""

    number: int
    source: Source


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A page for people: one partnership, programme, party or shipment.

    `sources` are grouped: one tuple for each report or measure. `lists` say which lists it rests on, of which day, and `caveat`
    that nobody is cleared.
    """

    kind: str
    title: str
    question: str
    short: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    sources: tuple[tuple[Cited, ...], ...]
    as_of: dt.date
    lists: tuple[str, ...]
    caveat: str
    version: str = ""

    def marks(self, cites: Sequence[str]) -> str:
        """The numbers of sources as they stand behind a sentence: `[1, 3–5]`, empty without any."""
        parts = self.mark_parts(cites)
        return f"[{', '.join(words for words, _ in parts)}]" if parts else ""

    def mark_parts(self, cites: Sequence[str]) -> list[tuple[str, int]]:
        """The numbers of sources, runs drawn together, each with the number to link to: `("3–5", 3)`."""
        by_key = {cited.source.key: cited for group in self.sources for cited in group}
        found: set[int] = set()
        for key in cites:
            if key in (ALL_REPORTS, ALL_MEASURES):
                kind = "report" if key == ALL_REPORTS else "measure"
                found |= {cited.number for cited in by_key.values() if cited.source.kind == kind}
            elif key in by_key:
                found.add(by_key[key].number)
        return _ranges(sorted(found))


class Bibliography:
    """Gathers what is cited while a brief is written, and numbers it at the end in the order in which it is met."""

    def __init__(self) -> None:
        self._by_key: dict[str, Source] = {}

    def add(self, source: Source) -> str:
        """Take a source in, and give the key to cite it by."""
        self._by_key.setdefault(source.key, source)
        return source.key

    def numbered(self, used: Iterable[str]) -> tuple[tuple[Cited, ...], ...]:
        """The sources that were cited, grouped by report in the order of first citing, numbered from 1."""
        groups: dict[str, dict[str, Source]] = {}
        for key in used:
            source = self._by_key.get(key)
            if source is not None:
                groups.setdefault(source.group, {})[key] = source
        number, out = 0, []
        for group in groups.values():
            told = []
            for source in sorted(group.values(), key=lambda s: (s.place, s.key)):
                number += 1
                told.append(Cited(number=number, source=source))
            out.append(tuple(told))
        return tuple(out)


def unbroken(text: str) -> str:
    """A text for a set page: what belongs together (`≥ 400`) stays on one line."""
    return re.sub(r"([≥≤]) (?=\d)", "\\1\u00a0", text)


def cites_of(short: Iterable[Sentence], sections: Iterable[Section]) -> list[str]:
    """Every key that is cited, in the order of reading."""
    found = [key for sentence in short for key in sentence.cites]
    for section in sections:
        for block in section.blocks:
            found += [key for sentence in _sentences(block) for key in sentence.cites]
    return found


def _sentences(block: Block) -> Iterable[Sentence]:
    if isinstance(block, Paragraph):
        return block.sentences
    if isinstance(block, Points):
        return [s for point in block.points for s in point.sentences]
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row]
    return ()


def _ranges(numbers: Sequence[int]) -> list[tuple[str, int]]:
    """Numbers with runs of three and more drawn together."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [[(f"{run[0]}–{run[-1]}", run[0])] if len(run) > 2 else [(str(n), n) for n in run] for run in runs]
    return [part for parts in told for part in parts]
