"""The steps of a transfer over time: one mark a statement on the day of its saying, a bar for the days it speaks of."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from enduse.model import STAGES, Document, Statement, Transfer
from enduse.publish.pictures.picture import CROSS, Picture, altair, compiled, month_axis
from enduse.publish.words import actor_name, iso_words, item_words, plain, said, speaker_words, status_words

STEPS: Final = tuple(STAGES["transfer"])
CERTAINTY: Final = {"asserted": "stated", "hedged": "stated with doubt", "denied": "denied"}
_MOST = 60  # statements; of more the first and the last of each step are drawn


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A statement on the picture: from when to when it speaks of (None: open), and when it was said."""

    statement: Statement
    said: tuple[dt.date, dt.date] | None
    first: dt.date | None
    last: dt.date | None
    who: str

    @property
    def start(self) -> dt.date:
        """The earliest day that it takes up."""
        return min(self._days)

    @property
    def end(self) -> dt.date:
        """The latest day that it takes up."""
        return max(self._days)

    @property
    def _days(self) -> list[dt.date]:
        return [d for d in (*(self.said or ()), self.first, self.last) if d is not None]


def draw_timeline(transfer: Transfer, documents: Iterable[Document], *, width: int = 560) -> Picture:
    """Draw when each step of a transfer was told of, and when it is said to have happened.

    Args:
        transfer: the transfer.
        documents: the reports that its statements cite.
        width: of the plot in pixels, without the words at its left.
    """
    by_name = {d.name: d for d in documents}
    marks = _chosen([m for s in transfer.statements if (m := _mark(s, by_name.get(s.doc))) is not None])
    rows = _rows(marks)
    what = item_words(transfer.category, transfer.designation)
    title = f"{actor_name(transfer.supplier)} to {actor_name(transfer.recipient)}: {what}"
    return Picture(
        name=f"timeline-{transfer.id}",
        title=f"{title}, step by step",
        description=_described(title, marks, len(transfer.statements)),
        chart=_chart(rows, month_axis([d for m in marks for d in (m.start, m.end)], grid=True), width),
        names=("Step", "Said", "Speaks of", "Certainty", "Who says so"),
        rows=[_told(mark) for mark in sorted(marks, key=lambda m: (m.start, m.end, m.statement.id))],
    )


def _mark(statement: Statement, document: Document | None) -> _Mark | None:
    told, when = said(statement, document), statement.when
    days = (told.first, told.last) if told is not None and told.first and told.last else None
    first, last = (when.first, when.last) if when is not None else (None, None)
    if days is None and first is None and last is None:
        return None
    publisher = document.publisher if document is not None else None
    who = speaker_words(statement) or plain(publisher or statement.doc)
    return _Mark(statement=statement, said=days, first=first, last=last, who=who)


def _chosen(marks: Sequence[_Mark]) -> list[_Mark]:
    """All marks, or of too many the first and last of each step and certainty, and then the earliest."""
    ordered = sorted(marks, key=lambda m: (m.start, m.end, m.statement.id))
    if len(ordered) <= _MOST:
        return ordered
    ends: dict[str, _Mark] = {}
    for mark in ordered:
        key = f"{mark.statement.status} {mark.statement.certainty}"
        ends.setdefault(f"first {key}", mark)
        ends[f"last {key}"] = mark
    first = list({m.statement.id: m for m in ends.values()}.values())
    kept = {m.statement.id for m in first}
    return (first + [m for m in ordered if m.statement.id not in kept])[:_MOST]


def _rows(marks: Sequence[_Mark]) -> list[dict[str, Any]]:
    """The marks of each step on as many lines as keep them apart, from the first thought at the top to the stop at the foot."""
    rows: list[dict[str, Any]] = []
    if not marks:
        return rows
    whole = max((max(m.end for m in marks) - min(m.start for m in marks)).days, 30)
    gap = dt.timedelta(days=max(2, whole // 55))  # about the width of a mark
    for step in STEPS:
        ends: list[dt.date] = []
        for mark in sorted((m for m in marks if m.statement.status == step), key=lambda m: (m.start, m.end, m.statement.id)):
            line = next((n for n, end in enumerate(ends) if end + gap < mark.start), len(ends))
            ends[line : line + 1] = [mark.end]
            word = status_words(step) if line == 0 else ""
            rows.append(_row(mark, f"{STEPS.index(step):02}-{line:03}|{word}", gap * 3))
    return rows


def _row(mark: _Mark, line: str, stub: dt.timedelta) -> dict[str, Any]:
    """A mark as data; where the days that it speaks of are open at one end, a stub of dashes points there."""
    first, last = mark.first, mark.last
    bar = (first, last + dt.timedelta(days=1)) if first is not None and last is not None else None
    dashes: tuple[dt.date, dt.date] | None = None
    if bar is None and last is not None:
        dashes = (last - stub, last)
    elif bar is None and first is not None:
        dashes = (first, max(first + stub, mark.said[1] if mark.said is not None else first))
    said_first, said_last = mark.said or (None, None)
    is_long = said_first != said_last
    middle = said_first + (said_last - said_first) / 2 if said_first is not None and said_last is not None else None
    days: dict[str, dt.date | None] = {
        "said": middle, "said_first": said_first if is_long else None, "said_last": said_last if is_long else None,
        "first": bar[0] if bar else None, "last": bar[1] if bar else None,
        "from": dashes[0] if dashes else None, "to": dashes[1] if dashes else None,
        "near": mark.start if middle is not None and (bar or dashes) else None, "far": mark.end,
    }  # fmt: skip
    told_days = {name: day.isoformat() if day is not None else None for name, day in days.items()}
    return {"line": line, "certainty": CERTAINTY[mark.statement.certainty]} | told_days


def _chart(rows: Sequence[Mapping[str, Any]], days: Any, width: int) -> dict[str, Any]:
    alt = altair()
    words = list(CERTAINTY.values())
    base = alt.Chart(alt.Data(values=list(rows)))
    lines = alt.Y("line:N").sort("ascending").title(None)
    lines = lines.axis(labelExpr="split(datum.value, '|')[1]", ticks=False, domain=False, grid=False, labelPadding=8)
    time = alt.Scale(type="utc", nice=True)
    colour = alt.condition("datum.certainty == 'denied'", alt.value("$orange"), alt.value("$blue"))

    def spans(mark: str, first: str, last: str, **style: Any) -> Any:
        layer = getattr(base.transform_filter(f"datum.{first} != null"), f"mark_{mark}")(**style)
        return layer.encode(x=alt.X(f"{first}:T", scale=time, axis=days).title(None), x2=f"{last}:T", y=lines, color=colour)

    shape = alt.Shape("certainty:N", title=None).scale(domain=words, range=["circle", "circle", CROSS])
    fill = alt.Fill("certainty:N", title=None).scale(domain=words, range=["$blue", "$paper", "$orange"])
    stroke = alt.Stroke("certainty:N", title=None).scale(domain=words, range=["$blue", "$blue", "$orange"])
    marks = base.transform_filter("datum.said != null").mark_point(size=80, strokeWidth=2, opacity=1)
    marks = marks.encode(x=alt.X("said:T", scale=time), y=lines, shape=shape, fill=fill, stroke=stroke)
    layers = (
        spans("rule", "near", "far", strokeWidth=0.8, opacity=0.45),
        spans("bar", "first", "last", height=7, opacity=0.35, cornerRadius=2),
        spans("rule", "from", "to", strokeDash=[4, 3], strokeWidth=2),
        spans("rule", "said_first", "said_last", strokeWidth=1.7),
        marks,
    )
    return compiled(alt.layer(*layers).properties(width=width, height=alt.Step(17)))


def _told(mark: _Mark) -> tuple[str, ...]:
    s = mark.statement
    when = plain(s.when.text) if s.when is not None and s.when.text else ""
    days = mark.said
    day = "" if days is None else iso_words(days[0].isoformat() if days[0] == days[1] else days[0].isoformat()[:7])
    return (status_words(s.status), day, when, CERTAINTY[s.certainty], mark.who)


def _described(title: str, marks: Sequence[_Mark], count: int) -> str:
    if not marks:
        return f"{title}. None of its statements is dated, so none is drawn."
    start, end = min(m.start for m in marks), max(m.end for m in marks)
    parts = []
    for step in STEPS:
        here = [m for m in marks if m.statement.status == step]
        if here:
            told = [f"{n} {word}" for key, word in CERTAINTY.items() if (n := sum(m.statement.certainty == key for m in here))]
            parts.append(f"{status_words(step)}: {', '.join(told)}")
    drawn = "" if len(marks) == count else f" {len(marks)} of {count} statements are drawn."
    days = f"from {iso_words(start.isoformat())} to {iso_words(end.isoformat())}"
    return f"Timeline of {title}, {days}. Statements by step: {'; '.join(parts)}.{drawn}"
