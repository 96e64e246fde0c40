"""Measures in a brief: what was in force on the day, what is disputed with both positions, what no longer applied."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from enduse.publish.briefs.content import ALL_MEASURES, Bibliography, Block, Heading, Paragraph, Points, Sentence, Source, Table
from enduse.publish.words import day_words, iso_words, plain, positions, web_link, words

State = Literal["in force", "lapsed", "not yet", "disputed"]
#: Kinds that bind somebody, in the order in which they are told; the others guide, watch or state.
BINDING: Final = ("embargo", "control", "blocking", "secondary", "listing")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRecord:
    """A measure as it stands on a day.

    `disputed` holds what each side says (`France: it applies. Russia: it does not.`), `verified` is yes, partly, press or no,
    and `unsure` says what of it is not established.
    """

    id: str
    authority: str
    name: str
    kind: str
    words: str
    state: State
    first: dt.date | None = None
    last: dt.date | None = None
    disputed: str = ""
    source: str = ""
    verified: str = "yes"
    unsure: str = ""


class MeasuresPart:
    """Writes of measures, and puts each into the bibliography."""

    def __init__(self, measures: Iterable[MeasureRecord], as_of: dt.date, bibliography: Bibliography) -> None:
        self._measures = list(measures)
        self._as_of = as_of
        self._bibliography = bibliography

    def short(self) -> Sentence | None:
        """One sentence that counts them."""
        binding = self._of("in force", BINDING)
        disputed = self._of("disputed", None)
        if not binding and not disputed:
            return None
        bear = "measure bears" if len(binding) == 1 else "measures bear"
        told = f"On {day_words(self._as_of)}, {len(binding)} binding {bear} on this trade"
        if disputed:
            told += f"; of {len(disputed)} more it is disputed whether {'it applies' if len(disputed) == 1 else 'they apply'}"
        return Sentence(text=f"{told}.", cites=(ALL_MEASURES,))

    def blocks(self) -> list[Block]:
        """The tables and points of the section."""
        blocks: list[Block] = []
        binding = self._of("in force", BINDING)
        if table := [m for m in binding if m.kind != "listing"]:
            blocks.append(self._table(table))
        blocks.extend(self._told_of("Parties listed", [m for m in binding if m.kind == "listing"]))
        disputed = self._of("disputed", None)
        if disputed:
            blocks.append(Heading(text="In dispute"))
            blocks.extend(self._disputes(disputed))
        lapsed = [m for m in self._of("lapsed", BINDING) if m.last is not None]
        if lapsed:
            blocks.append(Heading(text="No longer in force on that day"))
            told = [Paragraph(sentences=(Sentence(text=_lapsed(m), cites=self.cite(m)),)) for m in lapsed]
            blocks.append(Points(points=tuple(told)))
        unverified = [m for m in self._measures if m.state in ("in force", "disputed") and m.verified == "no"]
        blocks.extend(self._told_of("Told of, but not verified here", unverified))
        if not blocks:
            text = "No measure that Enduse keeps bears on this and was in force on that day."
            blocks.append(Paragraph(sentences=(Sentence(text=text),)))
        return blocks

    def guidance(self) -> list[Paragraph]:
        """What authorities tell to look for, a point each: the red flags of this trade."""
        return [
            Paragraph(lead=f"{_named(m)}.", sentences=(Sentence(text=_sentence(m.words), cites=self.cite(m)),))
            for m in self._of("in force", ("guidance", "monitoring"))
        ]

    def _told_of(self, heading: str, measures: Sequence[MeasureRecord]) -> Iterable[Block]:
        if measures:
            yield Heading(text=heading)
            yield Points(points=tuple(self._point(m) for m in measures))

    def _point(self, m: MeasureRecord) -> Paragraph:
        return Paragraph(lead=f"{_named(m)}:", sentences=(Sentence(text=f"{plain(m.words)}.", cites=self.cite(m)),))

    def _of(self, state: State, kinds: Sequence[str] | None) -> list[MeasureRecord]:
        own = [m for m in self._measures if m.state == state and (kinds is None or m.kind in kinds) and m.verified != "no"]
        ranks = {kind: number for number, kind in enumerate(words()["measure_kinds"])}
        return sorted(own, key=lambda m: (ranks.get(m.kind, len(ranks)), m.authority, m.first or dt.date.min, m.name))

    def _table(self, measures: Sequence[MeasureRecord]) -> Table:
        rows = []
        for m in measures:
            since = iso_words(m.first.isoformat(), short=True) if m.first is not None else "not established"
            held = "" if m.verified in ("yes", "partly") else f" ({words()['verified'].get(m.verified, m.verified)})"
            kind = words()["measure_kinds"].get(m.kind, m.kind)
            rows.append(
                (
                    Sentence(text=_named(m)),
                    Sentence(text=kind),
                    Sentence(text=f"{plain(m.words)}{held}"),
                    Sentence(text=since),
                    Sentence(text="", cites=self.cite(m)),
                )
            )
        return Table(
            caption=f"In force on {day_words(self._as_of)}",
            columns=("Measure", "Kind", "What it says", "Since", "Cited"),
            rows=tuple(rows),
            widths=(2.3, 1.0, 3.3, 1.1, 0.7),
        )

    def _disputes(self, measures: Sequence[MeasureRecord]) -> Iterable[Block]:
        """Each dispute once, with the measures that it is about, and the positions side by side."""
        by_words: dict[str, list[MeasureRecord]] = {}
        for m in measures:
            by_words.setdefault(m.disputed, []).append(m)
        for disputed, own in by_words.items():
            yield Points(points=tuple(self._point(m) for m in own))
            cites = tuple(key for m in own for key in self.cite(m))
            points = [
                Paragraph(lead=f"{who}:" if who else "", sentences=(Sentence(text=_sentence(what), cites=cites),))
                for who, what in positions(disputed)
            ]
            yield Paragraph(sentences=(Sentence(text="The positions on it:" if len(own) == 1 else "The positions on these:"),))
            yield Points(points=tuple(points))

    def cite(self, m: MeasureRecord) -> tuple[str, ...]:
        """The key of a measure."""
        link = web_link(m.source)
        notes = [plain(m.source) if link is None else "", f"Not established here: {plain(m.unsure)}" if m.unsure else ""]
        return (
            self._bibliography.add(
                Source(
                    key=f"measure {m.id}",
                    group=f"measure {m.id}",
                    publisher=plain(m.authority),
                    title=plain(m.name),
                    date=f"from {day_words(m.first)}" if m.first is not None else "",
                    link=link,
                    quote="",
                    who="; ".join(note for note in notes if note),
                    kind="measure",
                )
            ),
        )


def _named(m: MeasureRecord) -> str:
    authority = plain(m.authority)
    return f"{authority[:1].upper()}{authority[1:]}, {plain(m.name)}"


def _sentence(text: str) -> str:
    told = plain(text).rstrip(".")
    return f"{told[:1].upper()}{told[1:]}."


def _lapsed(m: MeasureRecord) -> str:
    """What ended when, and what was disputed of it while it stood."""
    until = f"{_named(m)}, until {day_words(m.last)}" if m.last is not None else _named(m)
    return f"{until}, and was disputed while it stood ({plain(m.disputed).rstrip('.')})." if m.disputed else f"{until}."
