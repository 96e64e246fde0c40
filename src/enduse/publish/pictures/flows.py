"""Who supplies what to whom over time: a line for each kind of thing, a circle for each quarter in which it was reported."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from enduse.model import Document, Transfer
from enduse.publish.pictures.picture import CROSS, Picture, altair, compiled, month_axis
from enduse.publish.words import actor_name, category_words, iso_words, said

_LARGE: Final = 4  # reports in a quarter that make the largest circle where no quarter has more
_LINES: Final = 24  # lines on one picture; the rest is told in the words
#: From what weighs most: how the furthest statement of a quarter stands.
STANDING: Final = ("handed over or under way", "in prospect", "denied alone")
Pair = tuple[str | None, str | None]


def draw_flows(transfers: Iterable[Transfer], documents: Iterable[Document], *, title: str, width: int = 520) -> Picture:
    """Draw flows between parties by quarter of report.

    Args:
        transfers: the transfers, of two states or of many.
        documents: the reports that their statements cite.
        title: what the picture is of.
        width: of the plot in pixels, without the words at its left.
    """
    by_name = {d.name: d for d in documents}
    general = [t for t in transfers if t.supplier is not None or t.recipient is not None]
    pairs = Counter[Pair]()
    for transfer in general:
        pairs[transfer.supplier, transfer.recipient] += len(transfer.statements)
    few = len(pairs) <= 4
    cells: dict[tuple[Pair, str], dict[dt.date, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for transfer in general:
        if transfer.designation is not None and any(_same_flow(transfer, other) for other in general):
            continue  # the row of its category holds these statements, too
        pair = (transfer.supplier, transfer.recipient)
        line = cells[pair, category_words(transfer.category) if few else ""]
        for statement in transfer.statements:
            told = said(statement, by_name.get(statement.doc))
            if told is not None and told.last is not None:
                line[_quarter(told.last)].append((statement.doc, _standing(statement.stage, statement.certainty)))
    lines = _chosen(cells, pairs)
    rows = [row for number, key in enumerate(lines) for row in _rows(key, cells[key], number, list(pairs), few)]
    left_out = len([key for key in cells if cells[key]]) - len(lines)
    return Picture(
        name="flows",
        title=title,
        description=_described(title, rows, left_out),
        chart=_chart(rows, width, few=few),
        names=("Flow", "Quarter", "Reports", "How it stands"),
        rows=[(row["flow"], row["told"], str(row["reports"]), row["standing"]) for row in rows],
    )


def _same_flow(transfer: Transfer, other: Transfer) -> bool:
    """Whether the other is the general row of this one's category."""
    same = (transfer.supplier, transfer.recipient, transfer.category) == (other.supplier, other.recipient, other.category)
    return same and other.designation is None


def _quarter(day: dt.date) -> dt.date:
    return dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _standing(stage: str, certainty: str) -> str:
    if certainty == "denied":
        return STANDING[2]
    return STANDING[0] if stage == "actual" and certainty == "asserted" else STANDING[1]


def _chosen(cells: Mapping[tuple[Pair, str], Mapping[Any, Any]], pairs: Counter[Pair]) -> list[tuple[Pair, str]]:
    """The lines to draw: the pair that is told of most first, within it the thing that is told of most."""
    told = {key: sum(len(v) for v in quarters.values()) for key, quarters in cells.items() if quarters}
    most = sorted(told, key=lambda key: (-told[key], str(key)))[:_LINES]
    return sorted(most, key=lambda key: (-pairs[key[0]], str(key[0]), -told[key], key[1]))


def _rows(
    key: tuple[Pair, str], quarters: Mapping[dt.date, Sequence[tuple[str, str]]], number: int, pairs: Sequence[Pair], few: bool
) -> list[dict[str, Any]]:
    pair, thing = key
    way = f"{actor_name(pair[0])} → {actor_name(pair[1])}"
    flow = f"{way}: {thing}" if few else way
    rows = []
    for quarter, told in sorted(quarters.items()):
        middle = quarter + dt.timedelta(days=45)
        rows.append(
            {
                "line": f"{number:03}|{flow}",
                "flow": flow,
                "quarter": middle.isoformat(),
                "told": f"{iso_words(quarter.isoformat()[:7]).split()[0]} to {_end_words(quarter)}",
                "reports": len({document for document, _ in told}),
                "standing": min((standing for _, standing in told), key=STANDING.index),
                "way": "other way" if few and pairs.index(pair) % 2 else "one way",
            }
        )
    return rows


def _end_words(quarter: dt.date) -> str:
    return iso_words(quarter.replace(month=quarter.month + 2).isoformat()[:7])


def _chart(rows: Sequence[Mapping[str, Any]], width: int, *, few: bool) -> dict[str, Any]:
    alt = altair()
    base = alt.Chart(alt.Data(values=list(rows)))
    lines = alt.Y("line:N").sort("ascending").title(None)
    lines = lines.axis(labelExpr="split(datum.value, '|')[1]", ticks=False, domain=False, grid=True, labelPadding=8)
    days = month_axis((dt.date.fromisoformat(row["quarter"]) for row in rows), grid=False)
    time = alt.X("quarter:T", scale=alt.Scale(type="utc", nice="month", padding=14), axis=days).title(None)
    colour = alt.condition("datum.way == 'other way'", alt.value("$orange"), alt.value("$blue"))
    full = f"datum.standing == '{STANDING[0]}'"
    inside = alt.when(f"{full} && datum.way == 'other way'").then(alt.value("$orange"))
    inside = inside.when(full).then(alt.value("$blue")).otherwise(alt.value("$paper"))
    most = max((row["reports"] for row in rows), default=1)
    largest = max(most, _LARGE)
    size = alt.Size("reports:Q", title="reports in a quarter").scale(domain=[0, largest], range=[0, 330])
    size = size.legend(values=sorted({1, (most + 1) // 2, most}), symbolType="circle", symbolStrokeWidth=1.5, format=",d")
    shape = alt.Shape("standing:N", title=None).scale(domain=list(STANDING), range=["circle", "circle", CROSS])
    sign = alt.Fill("standing:N", title=None).scale(domain=list(STANDING), range=["$blue", "$paper", "$paper"])
    # Drawn at no size: it is there for the legend alone, whose signs have no size of their own.
    signs = base.mark_point(strokeWidth=2, opacity=1)
    signs = signs.encode(x=time, y=lines, size=alt.value(0), shape=shape, fill=sign, stroke=alt.value("$soft"))
    discs = base.transform_filter(f"datum.standing != '{STANDING[2]}'").mark_point(strokeOpacity=0, fillOpacity=1, opacity=1)
    discs = discs.encode(x=time, y=lines, size=size, fill=inside)
    marks = base.mark_point(strokeWidth=2, opacity=1).encode(x=time, y=lines, size=size, shape=shape, color=colour)
    return compiled(alt.layer(discs, marks, signs).properties(width=width, height=alt.Step(24 if few else 22)))


def _described(title: str, rows: Sequence[Mapping[str, Any]], left_out: int) -> str:
    if not rows:
        return f"{title}. Nothing of it is dated, so nothing is drawn."
    by_flow: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_flow[row["flow"]].append(row)
    parts = []
    for flow, told in by_flow.items():
        days = told[0]["told"] if len(told) == 1 else f"{told[0]['told']} up to {told[-1]['told']}"
        best = min((row["standing"] for row in told), key=STANDING.index)
        parts.append(f"{flow}, reported {days}, {best}")
    more = f" {left_out} more flows are not drawn." if left_out > 0 else ""
    return f"{title}. A circle a quarter, larger with more reports. {'; '.join(parts)}.{more}"
