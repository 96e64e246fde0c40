"""A small page on an entity, to be shown in a frame of another program."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any, Final

from starlette.responses import HTMLResponse

from enduse.web.api.reconcile.questions import caption
from enduse.web.api.yente.model import model

_SHOWN: Final = 12
_MOST: Final = 5
_LONGEST: Final = 300
#: Nothing in it runs; it may stand in a frame anywhere.
_POLICY: Final = "default-src 'none'; frame-ancestors *"


def preview_page(entity: Mapping[str, Any], headers: Mapping[str, str]) -> HTMLResponse:
    """The page of an entity: its name, what it is, and its first properties."""
    schema = model().schemata[entity["schema"]]
    rows = []
    order = [*schema.featured, *entity["properties"]]
    for name in list(dict.fromkeys(order)):
        values = entity["properties"].get(name)
        if values and name != "name":
            shown = "; ".join(caption(schema.properties[name], value)[:_LONGEST] for value in values[:_MOST])
            rows.append(f"<dt>{_plain(schema.properties[name].label)}</dt><dd>{_plain(shown)}</dd>")
    title = _plain(entity["caption"])
    where = _plain(", ".join(entity["datasets"]))
    page = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'<h1><bdi dir="auto">{title}</bdi></h1><p>{_plain(schema.label)} ({where})</p><dl>{"".join(rows[:_SHOWN])}</dl>'
        "<p><small>A listing is a reason to look; no listing is not a clearance.</small></p></body></html>"
    )
    return HTMLResponse(page, headers={**headers, "Content-Security-Policy": _POLICY})


def _plain(text: str) -> str:
    """A text that shows nothing but itself: no markup, and no sign that turns the direction of what follows."""
    visible = "".join("\N{REPLACEMENT CHARACTER}" if c in _TURNS or (ord(c) < 32 and c != "\n") else c for c in text)
    return html.escape(visible)


_TURNS: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
