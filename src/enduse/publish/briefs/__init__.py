"""Briefs: one content, written as Markdown, HTML and PDF."""

from enduse.publish.briefs.content import (
    Bibliography,
    Brief,
    Figure,
    Heading,
    Paragraph,
    Points,
    Section,
    Sentence,
    Source,
    Table,
)
from enduse.publish.briefs.html import POLICY, write_html
from enduse.publish.briefs.markdown import write_markdown
from enduse.publish.briefs.measures import MeasureRecord
from enduse.publish.briefs.partnership import partnership_brief
from enduse.publish.briefs.pdf import write_pdf

__all__ = [
    "POLICY",
    "Bibliography",
    "Brief",
    "Figure",
    "Heading",
    "MeasureRecord",
    "Paragraph",
    "Points",
    "Section",
    "Sentence",
    "Source",
    "Table",
    "partnership_brief",
    "write_html",
    "write_markdown",
    "write_pdf",
]
