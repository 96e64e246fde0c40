"""The picture of a curve, drawn from what was kept of it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from enduse.publish.pictures.picture import Picture, altair, compiled

_COLOURS = ("#1b5e9e", "#b85408", "#3d7a3a", "#7a4a9e", "#8a6d1d")  # of what was measured
_FLOOR = "#55606d"
_SHAPES = ("circle", "square", "triangle-up", "diamond", "triangle-down")
_DASHES = ([1, 0], [8, 3], [2, 2], [10, 3, 2, 3], [5, 5])
_FLOOR_SHAPES = ("cross", "triangle-right", "triangle-left")
_FLOOR_DASHES = ([1, 4], [4, 4, 1, 4], [1, 8])
#: A number of the scales: in thousands and millions where it is large, never in thousandths where it is small.
_TOLD = "datum.value >= 1000 ? format(datum.value, '.3~s') : format(datum.value, '.3~g')"


def keep(record: Mapping[str, Any], folder: Path) -> None:
    """Write the record of a curve as JSON, and its picture beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    words = json.dumps(record, indent=1, ensure_ascii=False)
    (folder / f"{record['name']}.json").write_text(words + "\n", encoding="utf-8")
    (folder / f"{record['name']}.svg").write_text(draw(record).svg(), encoding="utf-8")


def draw_kept(folder: Path) -> None:
    """Draw the pictures of all kept records anew."""
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        path.with_suffix(".svg").write_text(draw(record).svg(), encoding="utf-8")


def draw(record: Mapping[str, Any]) -> Picture:
    """The picture of a record: lines told apart by colour, dashes and marks, floors in grey, both scales by powers of ten."""
    points = [dict(point) for point in record["points"] if point["value"] > 0]
    rows = [(p["line"], f"{p['size']:,g}", f"{p['value']:,g}") for p in points]
    return Picture(
        name=f"growth-{record['name']}",
        title=f"{record['title']}",
        description=_described(record),
        chart=_chart(record, points),
        names=("Line", record["size"], record["value"]),
        rows=rows,
    )


def _chart(record: Mapping[str, Any], points: list[dict[str, Any]]) -> dict[str, Any]:
    alt = altair()
    sizes = sorted({point["size"] for point in points})
    is_percent = record["axis"] == "percent"
    along = alt.X(
        "size:Q",
        title=record["size"],
        scale=alt.Scale(type="symlog", constant=1, nice=False)
        if is_percent
        else alt.Scale(type="log", nice=False, domain=[sizes[0] / 1.1, sizes[-1] * 1.1]),
        axis=alt.Axis(values=sizes, labelExpr=_TOLD, grid=False),
    )
    values = [point["value"] for point in points]
    up = alt.Y(
        "value:Q",
        title=record["value"],
        scale=alt.Scale(type="log", nice=False, domain=[min(values) / 1.4, max(values) * 1.4]),
        axis=alt.Axis(values=_ticks(min(values) / 1.4, max(values) * 1.4), labelExpr=_TOLD),
    )
    styles = _styles(record)
    lines = [line for line in styles if any(point["line"] == line for point in points)]
    told = alt.Legend(orient="bottom", columns=1, labelLimit=420, symbolSize=110, symbolStrokeWidth=0)

    def styled(place: int) -> Any:
        return alt.Scale(domain=lines, range=[styles[line][place] for line in lines])

    base = alt.Chart(alt.Data(values=points)).encode(
        x=along, y=up, color=alt.Color("line:N", title=None, scale=styled(0), legend=told)
    )
    strokes = base.mark_line(strokeWidth=2).encode(strokeDash=alt.StrokeDash("line:N", scale=styled(1), legend=None))
    marks = base.mark_point(size=70, filled=True, opacity=1).encode(
        shape=alt.Shape("line:N", title=None, scale=styled(2), legend=told)
    )
    return compiled(alt.layer(strokes, marks).properties(width=560, height=300))


def _ticks(low: float, high: float) -> list[float]:
    """Powers of ten; where there are few of them, also what is twice and five times as much."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    parts = (1,) if math.log10(high / low) > 3 else (1, 2, 5)
    return [tick for decade in decades for part in parts if low <= (tick := part * 10.0**decade) <= high]


def _styles(record: Mapping[str, Any]) -> dict[str, tuple[Any, Any, Any]]:
    """Colour, dashes and marks of each line; the floors have greys, dots and marks of their own."""
    measured = [line["line"] for line in record["lines"] if not line["is_floor"]]
    floors = [line["line"] for line in record["lines"] if line["is_floor"]]
    styles: dict[str, tuple[Any, Any, Any]] = {}
    for place, line in enumerate(measured):
        styles[line] = (_COLOURS[place % 5], _DASHES[place % 5], _SHAPES[place % 5])
    for place, line in enumerate(floors):
        styles[line] = (_FLOOR, _FLOOR_DASHES[place % 3], _FLOOR_SHAPES[place % 3])
    return styles


def _described(record: Mapping[str, Any]) -> str:
    """The curve in words."""
    parts = []
    for line in record["lines"]:
        own = [point for point in record["points"] if point["line"] == line["line"]]
        steep = "" if line["slope"] is None else f", slope {line['slope']:.2f}"
        first, last = own[0], own[-1]
        parts.append(
            f"{line['line']}: {first['value']:,g} at {first['size']:,g}, {last['value']:,g} at {last['size']:,g}{steep}"
        )
    return f"{record['title']}: {record['value']} by {record['size']}. {'; '.join(parts)}. Measured on {record['measured_on']}."
