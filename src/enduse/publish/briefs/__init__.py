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
from enduse.publish.briefs.parties import ListedParty, Standing
from enduse.publish.briefs.partnership import partnership_brief
from enduse.publish.briefs.party import party_brief
from enduse.publish.briefs.pdf import write_pdf
from enduse.publish.briefs.programme import ComponentRecord, ComponentsSource, programme_brief
from enduse.publish.briefs.shipment import RuleRecord, Screened, shipment_brief

__all__ = [
    "POLICY",
    "Bibliography",
    "Brief",
    "ComponentRecord",
    "ComponentsSource",
    "Figure",
    "Heading",
    "ListedParty",
    "MeasureRecord",
    "Paragraph",
    "Points",
    "RuleRecord",
    "Screened",
    "Section",
    "Sentence",
    "Source",
    "Standing",
    "Table",
    "partnership_brief",
    "party_brief",
    "programme_brief",
    "shipment_brief",
    "write_html",
    "write_markdown",
    "write_pdf",
]
