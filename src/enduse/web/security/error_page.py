"""The pages of the frame itself: an error, and signing in; they wear the site's own layout where there is one."""

from __future__ import annotations

import functools
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_TEMPLATES = Path(__file__).parent / "templates"


@functools.cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def render(template: str, **values: Any) -> str:
    """A template of the frame with these values, all of them escaped."""
    return _environment().get_template(template).render(values)


def error_page(status: int, message: str, what_to_do: str, request_id: str) -> str:
    """The page that says an error."""
    try:
        phrase = HTTPStatus(status).phrase.capitalize()
    except ValueError:
        phrase = "Error"
    told = {"message": _sentence(message), "what_to_do": _sentence(what_to_do)}
    return render("error.html", status=status, phrase=phrase, request_id=request_id, **told)


def _sentence(words: str) -> str:
    """Words as a sentence."""
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "!", "?")) else f"{words}."
