"""A brief as Markdown (CommonMark with tables): for mail, wikis and version control."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enduse.publish.briefs.content import Block, Brief, Figure, Heading, Paragraph, Points, Sentence, Table
from enduse.publish.words import day_words
from enduse.signs import without

#: Every sign of ASCII that Markdown may act on.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~^$!])")
#: Where an address would become a link by itself, in a report's words as well.
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=\bwww)(?=\.)", re.IGNORECASE)
#: What makes a list, a heading or a rule of a line that begins with it.
_STARTS = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def write_markdown(brief: Brief) -> str:
    """The brief as Markdown; whatever texts hold is shown and never acts."""
    return "\n".join(_lines(brief)).rstrip() + "\n"


def escaped(text: str) -> str:
    """A text that Markdown only shows, on one line.

    >>> escaped("# <b>1. *x*</b> [y](z) & co")
    '\\\\# \\\\<b\\\\>1. \\\\*x\\\\*\\\\</b\\\\> \\\\[y\\\\](z) &amp; co'
    """
    told = _ADDRESS.sub(r"\\", _SIGNS.sub(r"\\\1", without(" ".join(text.split()))).replace("&", "&amp;"))
    start = _STARTS.match(told)
    if start is None:
        return told
    if start[2].isdigit():  # a number and a stop would begin a list
        return told[: start.end()] + "\\" + told[start.end() :]
    return f"{start[1]}\\{told[len(start[1]) :]}"


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {escaped(brief.title)}"
    yield ""
    yield f"{escaped(brief.kind)}, as of {day_words(brief.as_of)}"
    yield ""
    yield f"**{escaped(brief.question)}**"
    yield ""
    for sentence in brief.short:
        yield f"- {_told(brief, sentence)}"
    yield ""
    for section in brief.sections:
        yield f"## {escaped(section.heading)}"
        yield ""
        for block in section.blocks:
            yield from _block(brief, block)
            yield ""
    yield from _sources(brief)
    yield "---"
    yield ""
    yield escaped(brief.caveat)
    yield ""
    yield escaped(_rests_on(brief))


def _rests_on(brief: Brief) -> str:
    made = f"Enduse {brief.version}".rstrip()
    return f"As of {day_words(brief.as_of)}. Rests on: {'; '.join(brief.lists) or 'the ledger alone'}. {made}."


def _told(brief: Brief, sentence: Sentence) -> str:
    marks = brief.marks(sentence.cites).replace("[", r"\[").replace("]", r"\]")
    return " ".join(part for part in (escaped(sentence.text), marks) if part)


def _paragraph(brief: Brief, paragraph: Paragraph) -> str:
    lead = f"**{escaped(paragraph.lead)}** " if paragraph.lead else ""
    return lead + " ".join(_told(brief, sentence) for sentence in paragraph.sentences)


def _block(brief: Brief, block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"### {escaped(block.text)}"
    elif isinstance(block, Paragraph):
        yield _paragraph(brief, block)
    elif isinstance(block, Points):
        yield from (f"- {_paragraph(brief, point)}" for point in block.points)
    elif isinstance(block, Table):
        yield from _table(brief, block)
    elif isinstance(block, Figure):
        yield f"*{escaped(block.caption)}* {escaped(block.picture.description)}"


def _table(brief: Brief, table: Table) -> Iterator[str]:
    yield f"**{escaped(table.caption)}**"
    yield ""
    yield f"| {' | '.join(escaped(column) for column in table.columns)} |"
    yield f"| {' | '.join('---:' if n in table.right else '---' for n in range(len(table.columns)))} |"
    for row in table.rows:
        yield f"| {' | '.join(_told(brief, cell) for cell in row)} |"


def _sources(brief: Brief) -> Iterator[str]:
    if not brief.sources:
        return
    yield "## Sources"
    yield ""
    for group in brief.sources:
        first = group[0].source
        told = [first.publisher, f"“{first.title}”" if first.title else "", first.date]
        head = escaped(", ".join(part for part in told if part))
        link = f" <{first.link}>" if first.link else ""
        if not any(cited.source.quote for cited in group):
            yield f"- \\[{group[0].number}\\] {head}.{link}" + (f" {escaped(first.who)}" if first.who else "")
            continue
        yield f"- {head}.{link}"
        for cited in group:
            who = f" ({escaped(cited.source.who)})" if cited.source.who else ""
            yield f"  - \\[{cited.number}\\] “{escaped(cited.source.quote)}”{who}"
    yield ""
