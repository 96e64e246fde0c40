"""A brief as one HTML file that needs nothing else: its style and pictures are in it, and nothing in it can run."""

from __future__ import annotations

import base64
import functools
import importlib.resources
from typing import Final

import jinja2

from enduse.publish.briefs.content import Brief, Figure, Heading, Paragraph, Points, Table, unbroken
from enduse.publish.pictures import Picture
from enduse.publish.words import day_words

#: What the page may do: show its own style and pictures. A server that gives it out says the same in its header.
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def write_html(brief: Brief) -> str:
    """The brief as HTML, light and dark, for the screen and for print; whatever texts hold is shown and never acts."""
    return _template().render(brief=brief, day=day_words(brief.as_of), policy=POLICY, style=_style())


@functools.cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("enduse.publish"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    environment.filters |= {"address": _address, "whole": unbroken}
    environment.tests |= {
        "heading": lambda block: isinstance(block, Heading),
        "paragraph": lambda block: isinstance(block, Paragraph),
        "points": lambda block: isinstance(block, Points),
        "table": lambda block: isinstance(block, Table),
        "figure": lambda block: isinstance(block, Figure),
    }
    return environment.get_template("brief.html")


@functools.cache
def _style() -> str:
    return importlib.resources.files("enduse.publish").joinpath("templates", "brief.css").read_text(encoding="utf-8")


def _address(picture: Picture, theme: str) -> str:
    """A picture as an address that holds it."""
    drawn = picture.svg("dark" if theme == "dark" else "light").encode()
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn).decode()}"
