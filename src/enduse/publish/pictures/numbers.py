"""How the number of a transfer grew: each number that was said, as far as it is certain, on the day of its saying."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from enduse.model import Quantity, content_id
from enduse.publish.pictures.picture import CROSS, Picture, altair, compiled, month_axis
from enduse.publish.pictures.timeline import CERTAINTY
from enduse.publish.words import UNKNOWN, iso_words, number_words, plain, status_words

_WIDE: Final = 200  # times that the largest number may be of the smallest before equal steps stand for equal ratios
_OPEN_UP = "M-0.8,0.1L0,-0.9L0.8,0.1"
_LABELLED: Final = 20  # numbers; of more none is written beside its mark, the table has them


def draw_numbers(numbers: Iterable[Mapping[str, Any]], *, title: str, width: int = 560) -> Picture:
    """Draw the numbers that a transfer's statements give; they are never added up.

    Args:
        numbers: `numbers` of a transfer's row, each with `said`, `low`, `high`, `text`, `status` and `certainty`; what is
            undated or a sum of money is left out of the plot.
        title: what is counted.
        width: of the plot in pixels, without the scale at its left.
    """
    given = list(numbers)
    told = [n for n in given if n.get("said") and (n.get("low") is not None or n.get("high") is not None)]
    told.sort(key=lambda n: (n["said"], n.get("low") or 0, n.get("high") or 0, n["text"]))
    rows = list({(r["said"], r["low"], r["high"], r["certainty"]): r for n in told for r in [_row(n)]}.values())
    return Picture(
        name=content_id("numbers", [title, rows]),
        title=title,
        description=_described(title, told, len(given) - len(told)),
        chart=_chart(_with_labels(rows), width),
        names=("Said", "Number", "In the words", "Step", "Certainty"),
        rows=[
            (iso_words(n["said"]), _number(n), plain(n["text"]), status_words(n["status"]), CERTAINTY[n["certainty"]])
            for n in told
        ],
    )


def _number(row: Mapping[str, Any]) -> str:
    return number_words(Quantity(low=row.get("low"), high=row.get("high")))


def _row(number: Mapping[str, Any]) -> dict[str, Any]:
    low, high = number.get("low"), number.get("high")
    return {
        "said": number["said"],
        "low": low,
        "high": high,
        "mark": low if low is not None else high,
        "end": "open" if high is None else "up to" if low is None else "exact" if low == high else "between",
        "words": _number(number),
        "certainty": CERTAINTY[number["certainty"]],
    }


def _with_labels(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each number written beside its mark, but where the mark beside it says the same or too many would stand there."""
    days = [dt.date.fromisoformat(row["said"]) for row in rows]
    near = (max(days) - min(days)) / 8 if days else dt.timedelta()
    labelled: list[dict[str, Any]] = []
    for row, day in zip(rows, days, strict=True):
        before = [r for r in labelled if r["label"] and day - dt.date.fromisoformat(r["said"]) <= near]
        told = any(r["words"] == row["words"] for r in before) or len(rows) > _LABELLED
        labelled.append(row | {"label": "" if told else row["words"]})
    return labelled


def _chart(rows: Sequence[Mapping[str, Any]], width: int) -> dict[str, Any]:
    alt = altair()
    words = list(CERTAINTY.values())
    base = alt.Chart(alt.Data(values=list(rows)))
    values = [row["mark"] for row in rows] + [row["high"] for row in rows if row["high"] is not None]
    wide = bool(values) and max(values) > _WIDE * max(1, min(values))
    scale = alt.Scale(type="symlog", constant=1) if wide else alt.Scale(zero=True, domainMin=0)
    days = month_axis((dt.date.fromisoformat(row["said"]) for row in rows), grid=False)
    time = alt.X("said:T", scale=alt.Scale(type="utc", nice="month", padding=16), axis=days).title(None)
    axis = alt.Axis(tickCount=5, domain=False, ticks=False, format=",d", tickMinStep=1)
    number = alt.Y("mark:Q", scale=scale, axis=axis).title("number")
    colour = alt.condition("datum.certainty == 'denied'", alt.value("$orange"), alt.value("$blue"))
    shape = alt.Shape("certainty:N", title=None).scale(domain=words, range=["circle", "circle", CROSS])
    fill = alt.Fill("certainty:N", title=None).scale(domain=words, range=["$blue", "$paper", "$orange"])
    stroke = alt.Stroke("certainty:N", title=None).scale(domain=words, range=["$blue", "$blue", "$orange"])
    between = base.transform_filter("datum.end == 'between'").mark_rule(strokeWidth=5, opacity=0.4)
    between = between.encode(x=time, y=alt.Y("low:Q", scale=scale), y2="high:Q", color=colour)
    up_to = base.transform_filter("datum.end == 'up to'").mark_rule(strokeDash=[4, 3], strokeWidth=2)
    up_to = up_to.encode(x=time, y=alt.Y("mark:Q", scale=scale), y2=alt.datum(0), color=colour)
    upward = base.transform_filter("datum.end == 'open'").mark_rule(strokeDash=[4, 3], strokeWidth=2, yOffset=-8, y2Offset=-30)
    upward = upward.encode(x=time, y=number, y2="mark:Q", color=colour)
    heads = base.transform_filter("datum.end == 'open'").mark_point(size=70, strokeWidth=2, yOffset=-30, opacity=1)
    heads = heads.encode(x=time, y=number, shape=alt.value(_OPEN_UP), color=colour)
    marks = base.mark_point(size=80, strokeWidth=2, opacity=1)
    marks = marks.encode(x=time, y=number, shape=shape, fill=fill, stroke=stroke)
    layers = [between, up_to, upward, heads, marks]
    label = base.mark_text(align="left", dx=9, dy=1, fontSize=11, color="$ink")
    layers.append(label.encode(x=time, y=number, text="label:N"))
    return compiled(alt.layer(*layers).properties(width=width, height=190))


def _described(title: str, told: Sequence[Mapping[str, Any]], left_out: int) -> str:
    if not told:
        return f"{title}. No number is both given and dated, so none is drawn."
    parts = [f"{iso_words(n['said'])}: {_number(n)}, “{plain(n['text'])}”, {CERTAINTY[n['certainty']]}" for n in told[:12]]
    more = f"; and {len(told) - 12} more" if len(told) > 12 else ""
    aside = f" {left_out} undated numbers or sums of money are not drawn." if left_out else ""
    note = f"A dashed line upwards marks “at least”, a bar “between”; numbers are never added up ({UNKNOWN} is unknown)."
    return f"{title}. {'; '.join(parts)}{more}. {note}{aside}"
