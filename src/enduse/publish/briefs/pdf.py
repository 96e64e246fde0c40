"""A brief as PDF, set by Typst. What the brief says goes to the page as data, so no text in it is ever read as markup."""

from __future__ import annotations

import importlib.resources
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from enduse.errors import InputError
from enduse.publish.briefs.content import Block, Brief, Figure, Heading, Paragraph, Points, Sentence, Table, unbroken
from enduse.publish.words import day_words


def write_pdf(brief: Brief) -> bytes:
    """The brief as PDF of A4 pages: tagged for screen readers, its fonts in it; the same brief gives the same bytes.

    Raises:
        InputError: the page could not be set.
    """
    import typst

    figures: dict[str, bytes] = {}
    data = _data(brief, figures)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        template = importlib.resources.files("enduse.publish").joinpath("templates", "brief.typ")
        (place / "brief.typ").write_text(template.read_text(encoding="utf-8"), encoding="utf-8")
        (place / "brief.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8", errors="replace")
        for name, drawn in figures.items():
            (place / name).write_bytes(drawn)
        try:
            made: bytes = typst.compile(str(place / "brief.typ"), root=folder, timestamp=_midnight(brief))
        except (RuntimeError, typst.TypstError) as error:
            raise InputError(f"the brief cannot be set as PDF: {' '.join(str(error).split())[:300]}") from error
    return made


def _midnight(brief: Brief) -> int:
    """The as-of day as a moment: a brief is dated by what it knows, not by when it was printed."""
    return (brief.as_of.toordinal() - 719_163) * 86_400


def _data(brief: Brief, figures: dict[str, bytes]) -> dict[str, Any]:
    return {
        "kind": brief.kind,
        "title": brief.title,
        "question": brief.question,
        "day": day_words(brief.as_of),
        "short": [_sentence(brief, sentence) for sentence in brief.short],
        "sections": [
            {"heading": section.heading, "blocks": [_block(brief, block, figures) for block in section.blocks]}
            for section in brief.sections
        ],
        "sources": [_source_group(group) for group in brief.sources],
        "caveat": brief.caveat,
        "rests": "; ".join(brief.lists) or "the ledger alone",
        "foot": _foot(brief),
        "made": f"Enduse {brief.version}".rstrip(),
    }


def _foot(brief: Brief) -> str:
    """Which lists, of which day, as far as the foot of a page has room."""
    told = "; ".join(brief.lists)
    return told if len(told) <= 150 else f"{len(brief.lists)} lists and facts, named with their days at the end"


def _sentence(brief: Brief, sentence: Sentence) -> dict[str, Any]:
    return {"text": unbroken(sentence.text), "marks": brief.mark_parts(sentence.cites)}


def _paragraph(brief: Brief, paragraph: Paragraph) -> dict[str, Any]:
    return {"lead": paragraph.lead, "sentences": [_sentence(brief, sentence) for sentence in paragraph.sentences]}


def _block(brief: Brief, block: Block, figures: dict[str, bytes]) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"type": "heading", "text": block.text}
    if isinstance(block, Paragraph):
        return {"type": "paragraph"} | _paragraph(brief, block)
    if isinstance(block, Points):
        return {"type": "points", "points": [_paragraph(brief, point) for point in block.points]}
    if isinstance(block, Table):
        return _table(brief, block)
    return _figure(block, figures)


def _table(brief: Brief, table: Table) -> dict[str, Any]:
    return {
        "type": "table",
        "caption": table.caption,
        "columns": list(table.columns),
        "widths": list(table.widths),
        "right": list(table.right),
        "rows": [[_sentence(brief, cell) for cell in row] for row in table.rows],
    }


def _figure(figure: Figure, figures: dict[str, bytes]) -> dict[str, Any]:
    name = f"figure-{len(figures)}.pdf"
    figures[name] = figure.picture.pdf()
    return {"type": "figure", "file": name, "caption": figure.caption, "alt": figure.picture.description}


def _source_group(group: Sequence[Any]) -> dict[str, Any]:
    first = group[0].source
    return {
        "publisher": first.publisher,
        "title": first.title,
        "date": first.date,
        "link": first.link or "",
        "quotes": [
            {"number": cited.number, "quote": cited.source.quote, "who": cited.source.who} for cited in group
        ],
    }  # fmt: skip
