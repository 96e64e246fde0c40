"""What the ledger says, as parts of a brief: sentences with their sources, tables of transfers, conflicts, what is open."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from enduse.model import Document, Quantity, Statement, Transfer
from enduse.publish.briefs.content import Bibliography, Heading, Paragraph, Points, Sentence, Source, Table
from enduse.publish.words import (
    UNKNOWN,
    actor_name,
    day_words,
    iso_period,
    iso_words,
    item_words,
    joined,
    number_words,
    plain,
    said,
    source_words,
    speaker_words,
    status_words,
    transfer_words,
    web_link,
    words,
)  # fmt: skip

_CITED: Final = 4  # sources behind one sentence; the transfer's page has them all
_SHOWN: Final = 10  # conflicts and open questions that are told one by one
_PAIRS: Final = 12  # pairs of supplier and recipient that are told in sentences; the table has all
_QUIET: Final = dt.timedelta(days=365)  # without a word for so long, what was in prospect is worth a look
Pair = tuple[str | None, str | None]


class LedgerPart:
    """Writes of transfers, and puts every statement that it rests on into the bibliography."""

    def __init__(self, transfers: Sequence[Transfer], documents: Iterable[Document], bibliography: Bibliography) -> None:
        self.transfers = sorted(transfers, key=_weight)
        self._documents = {d.name: d for d in documents}
        self._bibliography = bibliography
        self._statements = {s.id: s for t in transfers for s in t.statements}

    def pairs(self) -> list[Pair]:
        """Who supplies whom, the pair that is told of most first."""
        count: dict[Pair, int] = defaultdict(int)
        for transfer in self.transfers:
            count[transfer.supplier, transfer.recipient] += len(transfer.statements)
        return sorted(count, key=lambda pair: (-count[pair], str(pair)))

    def cite(self, statements: Iterable[Statement], *, most: int = _CITED) -> tuple[str, ...]:
        """Keys of statements, one of each report first."""
        chosen: dict[str, Statement] = {}
        rest: list[Statement] = []
        for statement in statements:
            if statement.doc in {s.doc for s in chosen.values()}:
                rest.append(statement)
            else:
                chosen[statement.id] = statement
        return tuple(self._add(s) for s in [*chosen.values(), *rest][:most])

    def size_words(self) -> str:
        """How much is on record: statements, reports, publishers."""
        documents = {s.doc for s in self._statements.values()}
        publishers = {d.publisher for name in documents if (d := self._documents.get(name)) is not None and d.publisher}
        counts = ((len(self._statements), "statement"), (len(documents), "report"), (len(publishers), "publisher"))
        told = [f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in counts]
        return f"{told[0]} in {told[1]} of {told[2]}"

    def known(self, *, by_pair: bool = True) -> list[Heading | Paragraph]:
        """What is known, a paragraph a kind of thing, under a heading for each direction."""
        blocks: list[Heading | Paragraph] = []
        pairs = self.pairs()
        for pair in pairs[:_PAIRS]:
            own = [t for t in self.transfers if (t.supplier, t.recipient) == pair]
            if by_pair:
                blocks.append(Heading(text=f"{_begin(actor_name(pair[0]))} to {actor_name(pair[1], article=True)}"))
            general = {t.category: t for t in own if t.designation is None}
            systems = [t for t in own if t.designation is not None]
            for transfer in [*general.values(), *(t for t in systems if t.category not in general)]:
                named = [s for s in systems if s.category == transfer.category and transfer.designation is None]
                blocks.append(Paragraph(sentences=tuple(self._told(transfer, named))))
        if len(pairs) > _PAIRS:
            more = f"{len(pairs) - _PAIRS:,} more pairs of supplier and recipient, each told of less, stand in the table below."
            blocks.append(Paragraph(sentences=(Sentence(text=more),)))
        return blocks

    def table(self, pair: Pair | None = None, *, caption: str | None = None) -> Table:
        """The transfers of a pair, or all, in the manner of a trade register."""
        own = [t for t in self.transfers if pair is None or (t.supplier, t.recipient) == pair]
        both = pair is None
        rows = []
        for t in sorted(own, key=lambda t: (str(t.supplier), str(t.recipient), t.category, t.designation or "")):
            status = _status(t)
            cells = [
                Sentence(text=item_words(t.category, t.designation)),
                Sentence(text=number_words(t.quantity)),
                Sentence(text=status),
                Sentence(text=_days(t)),
                Sentence(text=str(t.sources)),
                Sentence(text="", cites=self.cite(self.telling(t), most=3)),
            ]
            if both:
                cells.insert(0, Sentence(text=f"{actor_name(t.supplier)} to {actor_name(t.recipient)}"))
            rows.append(tuple(cells))
        ends = "" if pair is None else f"{_begin(actor_name(pair[0]))} to {actor_name(pair[1])}"
        columns = ("Item", "Number", "Status", "Reported", "Sources", "Cited")
        return Table(
            caption=caption or ends,
            columns=("From and to", *columns) if both else columns,
            rows=tuple(rows),
            widths=(1.5, 1.5, 0.8, 1.1, 2.1, 0.75, 0.9) if both else (2.2, 0.9, 1.4, 2.2, 0.7, 0.9),
            right=(5,) if both else (4,),
        )

    def tables(self) -> tuple[Paragraph | Table, ...]:
        """A table for each pair, under what their signs mean."""
        return (legend(), *(self.table(pair) for pair in self.pairs()))

    def conflicts(self) -> list[Paragraph | Points]:
        """What does not go together, both sides told; nothing is settled."""
        met: set[tuple[str, ...]] = set()
        told: dict[tuple[str, str], list[str]] = defaultdict(list)  # what reads the same is told once, with all its sources
        for transfer in self.transfers:
            for conflict in transfer.conflicts:
                if conflict.statement_ids in met:
                    continue
                met.add(conflict.statement_ids)
                pair = [self._statements[i] for i in conflict.statement_ids if i in self._statements]
                text = self._against(pair) if conflict.about == "denial" and len(pair) == 2 else f"{plain(conflict.words)}."
                lead = f"{_begin(conflict.about)}, {transfer_words(transfer)}."
                told[lead, _begin(text)] += self.cite(pair, most=2)
        if not told:
            return [Paragraph(sentences=(Sentence(text="The record holds no two statements that go against each other."),))]
        shown = [
            Paragraph(lead=lead, sentences=(Sentence(text=text, cites=tuple(dict.fromkeys(cites))),))
            for (lead, text), cites in told.items()
        ]
        blocks: list[Paragraph | Points] = [Points(points=tuple(shown[:_SHOWN]))]
        if len(shown) > _SHOWN:
            more = f"{len(shown) - _SHOWN} more conflicts stand on the pages of the transfers."
            blocks.append(Paragraph(sentences=(Sentence(text=more),)))
        return blocks

    def open_questions(self, as_of: dt.date) -> list[Paragraph]:
        """What a person could look into next: what one source alone tells, and what was in prospect and then went quiet."""
        found = []
        lone = [t for t in self.transfers if t.sources == 1 and t.stage == "actual" and not is_only_denied(t)]
        if lone:
            told = "; ".join(dict.fromkeys(transfer_words(t) for t in lone[:_SHOWN]))
            cites = tuple(key for t in lone[:_SHOWN] for key in self.cite(self.telling(t), most=1))
            text = f"On record as handed over or under way, and told by one source alone: {told}."
            found.append(Paragraph(lead="Find a second source.", sentences=(Sentence(text=text, cites=cites),)))
        quiet = [t for t in self.transfers if t.stage == "prospective" and not is_only_denied(t)]
        quiet = [t for t in quiet if _is_before(t.last_reported, as_of - _QUIET)]
        if quiet:
            told = "; ".join(dict.fromkeys(f"{transfer_words(t)} ({iso_words(t.last_reported)})" for t in quiet[:_SHOWN]))
            cites = tuple(key for t in quiet[:_SHOWN] for key in self.cite(self.telling(t), most=1))
            text = f"In prospect, with no report for more than a year: {told}."
            found.append(Paragraph(lead="Look whether it was handed over.", sentences=(Sentence(text=text, cites=cites),)))
        denied = [t for t in self.transfers if t.denied and t.designation is None]
        if denied:
            told = "; ".join(transfer_words(t) for t in denied)
            cites = tuple(
                key for t in denied for key in self.cite((s for s in t.statements if s.certainty == "denied"), most=2)
            )
            text = f"Weigh who denies and on what ground, beside who says so: {told}."
            found.append(Paragraph(lead="Weigh the denials.", sentences=(Sentence(text=text, cites=cites),)))
        return found

    def _told(self, transfer: Transfer, named: Sequence[Transfer]) -> Iterable[Sentence]:
        if is_only_denied(transfer):
            text = f"{transfer_words(transfer)}, of which denials alone are on record ({_days(transfer, long=True)})."
            yield Sentence(text=text, cites=self.cite(transfer.statements))
            yield from self._denials(transfer)
            return
        telling = self.telling(transfer)
        step = words()["steps"][transfer.status].format(
            supplier=actor_name(transfer.supplier, article=True),
            recipient=actor_name(transfer.recipient, article=True),
            item=item_words(transfer.category, transfer.designation),
        )
        days = _days(transfer, long=True)
        yield Sentence(text=f"{_begin(step)} ({source_words(transfer)}, {days}).", cites=self.cite(telling))
        speakers = list(dict.fromkeys(who for s in telling if (who := speaker_words(s)) is not None))[:3]
        if speakers:
            spoken = [next(s for s in telling if speaker_words(s) == who) for who in speakers]
            yield Sentence(text=f"Who says so: {joined(speakers)}.", cites=self.cite(spoken))
        yield from self._beginning(transfer)
        if transfer.quantity is not None:
            count = [s for s in transfer.statements if any(i.quantity == transfer.quantity for i in s.items)]
            yield Sentence(
                text=f"The number on record is {_number(transfer.quantity)}.",
                cites=self.cite(count, most=2) or self.cite(telling, most=1),
            )
        if named:
            told = [f"{plain(t.designation or '')}, {_status(t)}{beside(t)}" for t in named]
            cites = tuple(key for t in named for key in self.cite(self.telling(t), most=1))
            yield Sentence(text=f"Named among them: {'; '.join(told)}.", cites=cites)
        yield from self._denials(transfer)

    def _beginning(self, transfer: Transfer) -> Iterable[Sentence]:
        """How it came on record, where that was as another step."""
        placed = [(told.last, s) for s in transfer.statements if (told := said(s, self._documents.get(s.doc))) and told.last]
        stated = [(day, s) for day, s in placed if s.certainty != "denied"]
        if not stated:
            return
        day, first = min(stated, key=lambda pair: (pair[0], pair[1].doc, pair[1].span))
        if first.status != transfer.status:
            who = speaker_words(first)
            text = f"It came on record as {status_words(first.status)} on {day_words(day)}{f' ({who})' if who else ''}."
            yield Sentence(text=text, cites=self.cite([first]))

    def _denials(self, transfer: Transfer) -> Iterable[Sentence]:
        denials = [s for s in transfer.statements if s.certainty == "denied"]
        if not denials:
            return
        by_who: dict[str, list[str]] = defaultdict(list)
        for statement in denials:
            who, told = self.who(statement), said(statement, self._documents.get(statement.doc))
            day = iso_words(told.first.isoformat()) if told is not None and told.first is not None else "on an unknown day"
            if day not in by_who[who]:
                by_who[who].append(day)
        told_of = [f"{who} ({joined(days)})" for who, days in by_who.items()]
        yield Sentence(text=f"Denied by {joined(told_of[:5])}.", cites=self.cite(denials))

    def _against(self, pair: Sequence[Statement]) -> str:
        return f"{self._word(pair[0])} denies what {self._word(pair[1])} says: {status_words(pair[1].status)}."

    def _word(self, statement: Statement) -> str:
        who, told = self.who(statement), said(statement, self._documents.get(statement.doc))
        return f"{who} ({day_words(told.first)})" if told is not None and told.first is not None else who

    def who(self, statement: Statement) -> str:
        """Who says it: the speaker, else the paper."""
        document = self._documents.get(statement.doc)
        return speaker_words(statement) or plain((document.publisher if document else None) or statement.doc)

    def telling(self, transfer: Transfer) -> list[Statement]:
        """The statements that give the row its status: asserted before hedged, of a named speaker first."""
        own = [s for s in transfer.statements if s.status == transfer.status and s.certainty != "denied"]
        own = own or [s for s in transfer.statements if s.certainty != "denied"] or list(transfer.statements)
        return sorted(own, key=lambda s: (s.certainty != "asserted", speaker_words(s) is None, s.doc, s.span))

    def _add(self, statement: Statement) -> str:
        document = self._documents.get(statement.doc)
        published = document.published if document is not None else None
        copied = (document.agency or document.republished_from) if document is not None else None
        publisher = plain((document.publisher if document is not None else None) or statement.doc)
        return self._bibliography.add(
            Source(
                key=f"report {statement.doc} {statement.span.start} {statement.span.end}",  # once where it says two things
                group=f"report {statement.doc}",
                publisher=f"{publisher}, from {plain(copied)}" if copied else publisher,
                title=plain(document.title) if document is not None and document.title else "",
                date=day_words(published) if published is not None else "undated",
                link=web_link(document.url) if document is not None else None,
                quote=plain(statement.quote),
                who=speaker_words(statement) or "",
                place=statement.span.start,
            )
        )


def _weight(transfer: Transfer) -> tuple[bool, int, int, str, str]:
    return (
        transfer.stage != "actual",
        -transfer.sources,
        -len(transfer.statements),
        transfer.category,
        transfer.designation or "",
    )


def legend() -> Paragraph:
    """What the signs in a table of transfers mean."""
    return Paragraph(sentences=(Sentence(text=words()["legend"]),))


def beside(transfer: Transfer) -> str:
    """The number of a transfer to stand behind its thing, empty where nobody gives one."""
    return f" {number_words(transfer.quantity)}" if number_words(transfer.quantity) != UNKNOWN else ""


def _days(transfer: Transfer, *, long: bool = False) -> str:
    first, last = transfer.first_reported, transfer.last_reported
    if first == last or last is None:
        return f"{'reported ' if long else ''}{iso_words(first, short=not long)}" if first is not None else "undated"
    if long:
        return f"reported {iso_words(first)} to {iso_words(last)}"
    return f"{iso_words(first, short=True)} – {iso_words(last, short=True)}"


def _number(quantity: Quantity) -> str:
    """A number, with the words that it is read from where it is not exact."""
    is_exact = quantity.low is not None and quantity.low == quantity.high
    told = number_words(quantity)
    return told if is_exact or not quantity.text else f"{told}, “{plain(quantity.text)}”"


def _is_before(reported: str | None, day: dt.date) -> bool:
    period = iso_period(reported)
    return period is not None and period.last is not None and period.last < day


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]


def is_only_denied(transfer: Transfer) -> bool:
    """Whether nobody on record says it: its status is then that of what is denied, and no step that was taken."""
    return all(s.certainty == "denied" for s in transfer.statements)


def _status(transfer: Transfer) -> str:
    if is_only_denied(transfer):
        return "denied alone"
    return status_words(transfer.status) + (", denied" if transfer.denied else "")
