"""A picture: what is drawn, in words and as a chart, and the forms it is given in."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal
from xml.sax.saxutils import escape

from enduse.publish.words import plain

Theme = Literal["light", "dark"]
#: Blue for what is asserted or goes one way, orange for what is denied or goes the other; shapes say the same again.
COLOURS: Mapping[Theme, Mapping[str, str]] = {
    "light": {
        "blue": "#1b5e9e", "orange": "#b85408", "ink": "#1c2530", "soft": "#55606d", "line": "#c9cfd6", "paper": "#ffffff",
    },
    "dark": {
        "blue": "#7db8f0", "orange": "#f2a058", "ink": "#e8ecf1", "soft": "#a9b3bf", "line": "#46505c", "paper": "#14191f",
    },
}  # fmt: skip
#: What the letters are measured with (it has the widths of Arial and Helvetica), and what a page asks for.
_FONT = "Liberation Sans"
_FONTS = "Helvetica, Arial, 'Liberation Sans', sans-serif"
#: Room for letters that are wider than those, where a page has none of these fonts.
_ROOM = {"left": 30, "right": 26, "top": 12, "bottom": 8}
_VEGA_LITE = "6.4"
#: A cross as vega wants its own shapes: a path within -1 to 1.
CROSS = "M-0.85,-0.85L0.85,0.85M-0.85,0.85L0.85,-0.85"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart with its words.

    `chart` is a Vega-Lite specification without its colours, which name the entries of `COLOURS`; `description` says in words
    what it shows, for who cannot see it; `names` are the columns of `rows`, the same data as a table.
    """

    name: str
    title: str
    description: str
    chart: Mapping[str, Any]
    names: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()

    def svg(self, theme: Theme = "light") -> str:
        """The picture as SVG, with its title and description for screen readers; the same picture gives the same bytes."""
        import vl_convert

        chart = self._dressed(theme) | {"padding": _ROOM}
        drawn: str = vl_convert.vegalite_to_svg(chart, vl_version=_VEGA_LITE, allowed_base_urls=[])
        return _labelled(drawn, self.name, plain(self.title), plain(self.description))

    def png(self, theme: Theme = "light", *, scale: float = 2.0) -> bytes:
        """The picture as PNG, `scale` dots to each of its own."""
        import vl_convert

        chart = self._dressed(theme)
        drawn: bytes = vl_convert.vegalite_to_png(chart, vl_version=_VEGA_LITE, scale=scale, allowed_base_urls=[])
        return drawn

    def pdf(self) -> bytes:
        """The picture as a page of PDF, its letters in it, for print."""
        import vl_convert

        drawn: bytes = vl_convert.vegalite_to_pdf(self._dressed("light"), vl_version=_VEGA_LITE, allowed_base_urls=[])
        return drawn

    def _dressed(self, theme: Theme) -> dict[str, Any]:
        """The chart in the colours of a theme."""
        colours = COLOURS[theme]
        painted: dict[str, Any] = _painted(dict(self.chart), colours)
        return painted | {"background": colours["paper"], "config": _config(colours)}


def compiled(chart: Any) -> dict[str, Any]:
    """The specification of an Altair chart, without what changes from one run to the next."""
    made: dict[str, Any] = chart.to_dict()
    made.pop("config", None)
    names = {name: f"data-{number}" for number, name in enumerate(made.get("datasets", ()))}
    renamed: dict[str, Any] = _renamed(made, names)
    return renamed


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        inner = {names.get(k, k): _renamed(v, names) for k, v in value.items()}
        return {k: v for k, v in inner.items() if k != "name" or not str(v).startswith("view_")}
    if isinstance(value, list):
        return [_renamed(v, names) for v in value]
    return names.get(value, value) if isinstance(value, str) else value


def _painted(value: Any, colours: Mapping[str, str], *, is_data: bool = False) -> Any:
    """A specification with the names of colours replaced, but for the data."""
    if isinstance(value, dict):
        return {k: v if k in ("datasets", "values") else _painted(v, colours) for k, v in value.items()}
    if isinstance(value, list):
        return [_painted(v, colours) for v in value]
    return colours.get(value[1:], value) if isinstance(value, str) and value.startswith("$") else value


def _config(colours: Mapping[str, str]) -> dict[str, Any]:
    return {
        "font": _FONT,
        "padding": {"left": 4, "right": 12, "top": 10, "bottom": 4},
        "view": {"stroke": None},
        "axis": {
            "labelColor": colours["ink"], "titleColor": colours["soft"], "labelFontSize": 11, "titleFontSize": 11,
            "titleFontWeight": "normal", "gridColor": colours["line"], "domainColor": colours["line"],
            "tickColor": colours["line"], "labelLimit": 260, "gridOpacity": 0.7,
        },
        "legend": {
            "labelColor": colours["ink"], "titleColor": colours["soft"], "labelFontSize": 11, "titleFontSize": 11,
            "titleFontWeight": "normal", "orient": "bottom", "symbolSize": 80, "columnPadding": 24, "symbolStrokeWidth": 1.5,
            "titleOrient": "left", "titlePadding": 26,
            "layout": {"bottom": {"direction": "vertical", "anchor": "start", "margin": 6}},  # one below another
        },
        "text": {"color": colours["ink"], "fontSize": 11},
        "header": {"labelColor": colours["ink"], "titleColor": colours["soft"]},
    }  # fmt: skip


def _labelled(svg: str, name: str, title: str, description: str) -> str:
    """An SVG with its words, and with generic fonts in place of the one it was measured with."""
    ids = f"{name}-title {name}-words"
    opening = (
        f'<svg role="img" aria-labelledby="{ids}" ',
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-words">{escape(description)}</desc>',
    )
    svg = re.sub(r' (?:aria-\w+|role)="[^"]*"', "", svg)  # the words above say it; the marks' own labels would say it again
    svg = svg.replace(f'font-family="{_FONT}"', f'font-family="{_FONTS}"')
    head, _, rest = svg.partition(">")
    return f"{opening[0]}{head.removeprefix('<svg ')}>{opening[1]}{rest}"


def month_axis(days: Iterable[dt.date], **style: Any) -> Any:
    """An axis of time with a tick at every so many months that no more than seven stand on it."""
    known = sorted(days)
    months = (known[-1].year - known[0].year) * 12 + known[-1].month - known[0].month + 1 if known else 1
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if months <= step * 7), 120)
    count = {"interval": "month", "step": step}
    return altair().Axis(format="%b %Y", tickCount=count, labelOverlap="greedy", labelSeparation=8, **style)


@functools.cache
def altair() -> Any:
    """The charting library, loaded when the first picture is drawn."""
    import altair

    return altair
