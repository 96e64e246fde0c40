"""Briefs: what a partnership, programme, party or shipment needs, gathered from the ledger, the lists and the facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from enduse.brief_facts import (
    PARTS,
    facts_words,
    find_entries,
    listed_party,
    lists_words,
    measure_on,
    measures_between,
    measures_of_party,
    waypoints,
)  # fmt: skip
from enduse.errors import InputError
from enduse.ledger import transfer_rows
from enduse.lexicon.countries import countries
from enduse.model import Document, Transfer
from enduse.publish.briefs import (
    Bibliography,
    Brief,
    ComponentRecord,
    RuleRecord,
    Screened,
    partnership_brief,
    party_brief,
    programme_brief,
    shipment_brief,
    write_html,
    write_markdown,
    write_pdf,
)
from enduse.publish.programmes import load_programmes
from enduse.publish.words import actor_name, day_words
from enduse.record import Record
from enduse.screen import NO_CLEARANCE, ShipmentFile, load_facts
from enduse.screen.rules import rules
from enduse.screening import open_desk, open_screener
from enduse.store import Store
from enduse.wanted import parties_meant
from enduse.workflow import load_record, transfers

__all__ = ["FORMS", "partnership", "party", "programme", "shipment", "write_brief"]

#: Endings of files and the forms that they stand for.
FORMS: Final[Mapping[str, str]] = {".html": "html", ".htm": "html", ".pdf": "pdf", ".md": "md"}
LARGEST: Final = 12  # shipments in one brief


def write_brief(brief: Brief, form: str) -> bytes:
    """A brief in a form: html, pdf or md.

    Raises:
        InputError: there is no such form, or the page could not be set.
    """
    if form == "pdf":
        return write_pdf(brief)
    if form not in ("html", "md"):
        raise InputError(f"there is no brief in the form {form!r}; give html, pdf or md")
    return (write_html(brief) if form == "html" else write_markdown(brief)).encode("utf-8", "replace")


def partnership(store: Store, one: str, other: str, *, as_of: dt.date, record: Record | None = None) -> Brief:
    """The brief of two states: what each supplied to the other.

    Args:
        store: the workspace.
        one: a state by its code or name.
        other: the other state.
        as_of: the day: record, lists and measures as of it.
        record: the record, where it is loaded already.

    Raises:
        InputError: one of them is neither on the record nor in the lexicon, or both are the same.
    """
    record = record if record is not None else load_record(store)
    merged = transfers(record, as_of=as_of)
    known = {p for t in merged for p in (t.supplier, t.recipient) if p is not None}
    meant = [parties_meant(name, known, role="party") for name in (one, other)]
    if meant[0] & meant[1]:
        raise InputError(f"{one!r} and {other!r} are the same party; give two states")
    ends = [_code(name, found) for name, found in zip((one, other), meant, strict=True)]

    def between(found: Sequence[Transfer]) -> list[Transfer]:
        return [t for t in found if _is_between(t, meant[0], meant[1]) or _is_between(t, meant[1], meant[0])]

    own = between(merged)
    bibliography = Bibliography()
    return partnership_brief(
        (ends[0], ends[1]), own, record.documents,
        measures=measures_between(ends, as_of), as_of=as_of, numbers=_numbers(own, record.documents),
        left_out=_undated(record, between),
        flags=waypoints(ends, as_of, bibliography), lists=facts_words(), version=version("enduse"), bibliography=bibliography,
    )  # fmt: skip


def programme(store: Store, name: str, *, as_of: dt.date, record: Record | None = None) -> Brief:
    """The brief of a programme.

    Args:
        store: the workspace.
        name: the programme's id.
        as_of: the day.
        record: the record, where it is loaded already.

    Raises:
        InputError: there is no such programme.
    """
    known = load_programmes()
    if name not in known:
        raise InputError(f"there is no programme {name!r}; the programmes are {', '.join(known)}")
    asked = known[name]
    record = record if record is not None else load_record(store)
    own = asked.chosen(transfers(record, as_of=as_of))
    facts = load_facts()
    screener = open_screener(store, as_of=as_of)
    found = {text: find_entries(screener, text) for text in asked.parties}
    parts = [
        ComponentRecord(maker=c.maker, family=c.family, what=c.what, platforms=c.platforms, reported_by=c.reported_by)
        for c in facts.components
        if asked.platforms & set(c.platforms)
    ]
    measures = [measure_on(facts.measures[key], as_of) for key in asked.measures if key in facts.measures]
    states = sorted(code for code in asked.suppliers if len(code) == 2)
    bibliography = Bibliography()
    return programme_brief(
        asked, own, record.documents,
        measures=measures, as_of=as_of,
        parties=[listed_party(p, as_of, screener) for entries in found.values() for p in entries],
        not_found=[text for text, entries in found.items() if not entries], components=parts, components_source=PARTS,
        numbers=_numbers(own, record.documents), flags=waypoints(states, as_of, bibliography),
        left_out=_undated(record, asked.chosen),
        lists=[*lists_words(screener), *facts_words()], version=version("enduse"), bibliography=bibliography,
    )  # fmt: skip


def party(store: Store, name: str, *, as_of: dt.date, record: Record | None = None) -> Brief:
    """The brief of a party: a list entry by its id (`sample:ofac-39038`), or a party of the record by its name.

    Args:
        store: the workspace.
        name: the id, or the name.
        as_of: the day.
        record: the record, where it is loaded already.

    Raises:
        InputError: neither the lists nor the record have it.
    """
    from enduse.screen.record import Record as Asked

    record = record if record is not None else load_record(store)
    merged = transfers(record, as_of=as_of)
    screener = open_screener(store, as_of=as_of)
    entry = screener.entry(name) or next(iter(find_entries(screener, name)), None)
    listed = listed_party(entry, as_of, screener) if entry is not None else None
    names = [n.text for n in entry.names] if entry is not None else [name]

    def named(found: Sequence[Transfer]) -> list[Transfer]:
        return [t for t in Asked(found).about_party(*names) if t in found]

    actors: set[str] = set() if listed is not None or named(merged) else _actors(name, merged)

    def about(found: Sequence[Transfer]) -> list[Transfer]:
        return [t for t in found if {t.supplier, t.recipient} & actors] if actors else named(found)

    own = about(merged)
    facts = load_facts()
    measures = [measure_on(facts.measures[key], as_of) for key in measures_of_party(entry, as_of)] if entry is not None else []
    if entry is None and (state := countries().code(name.upper() if len(name) == 2 else name)) is not None:
        measures = measures_between([state], as_of)
    bibliography = Bibliography()
    return party_brief(
        entry.caption if entry is not None else actor_name(name), listed, own, record.documents,
        measures=measures, as_of=as_of, left_out=_undated(record, about),
        numbers=_numbers(own, record.documents), lists=[*lists_words(screener), *facts_words()], version=version("enduse"),
        bibliography=bibliography,
    )  # fmt: skip


def shipment(store: Store, path: Path, *, as_of: dt.date | None, today: dt.date) -> Brief:
    """The brief of the shipments of a file, screened now.

    Args:
        store: the workspace.
        path: CSV, XLSX or JSON lines.
        as_of: the day asked about; each shipment's own where None.
        today: the day of those that have none.

    Raises:
        InputError: the file cannot be read as one of shipments, or none of its rows can be used.
    """
    if not path.is_file():
        raise InputError(f"{path} is no file; give CSV, XLSX or JSON lines of shipments")
    desk = open_desk(store, as_of=as_of)
    screened: list[Screened] = []
    problems: list[str] = []
    more = 0
    days: set[dt.date] = set()
    for intake in ShipmentFile(path):
        if intake.shipment is None:
            problems += [f"rows {intake.first} to {intake.last}: {problem}" for problem in intake.problems]
        elif len(screened) >= LARGEST:
            more += 1
        else:
            answer = desk.screen(intake.shipment)
            days.add(answer.asked.as_of)
            judged = desk.judged(intake.shipment, answer.findings)
            decisions = tuple(_decided(j.judgement) for j in judged if j.judgement is not None)
            screened.append(
                Screened(
                    shipment=intake.shipment,
                    findings=answer.findings,
                    decisions=decisions,
                    problems=(*intake.problems, *answer.problems),
                    as_of=answer.asked.as_of,
                )
            )
    if not screened:
        raise InputError(f"{path.name}: no row of it can be screened ({'; '.join(problems[:3]) or 'it has none'}); mend it")
    return shipment_brief(
        path.name, screened,
        rules={key: RuleRecord(title=rule.title, source=rule.source) for key, rule in rules().items()},
        as_of=as_of or (days.pop() if len(days) == 1 else today), no_clearance=NO_CLEARANCE,
        left_out=more, lists=[*lists_words(desk.screener), *facts_words()],
        version=version("enduse"),
    )  # fmt: skip


def _is_between(transfer: Transfer, suppliers: Iterable[str], recipients: Iterable[str]) -> bool:
    return transfer.supplier in set(suppliers) and transfer.recipient in set(recipients)


def _code(asked: str, meant: Iterable[str]) -> str:
    """The state's code, or the party's name as the record has it."""
    own = countries().code(asked.upper() if len(asked) == 2 else asked)
    return own if own is not None else min(meant, key=lambda name: (len(name), name), default=asked)


def _actors(name: str, merged: Sequence[Transfer]) -> set[str]:
    """The parties of the record that a name means."""
    known = {p for t in merged for p in (t.supplier, t.recipient) if p is not None}
    try:
        return set(parties_meant(name, known, role="party"))
    except InputError as error:
        raise InputError(
            f"there is no party {name!r} on the loaded lists or on the record; take the id that a finding names"
        ) from error


def _undated(record: Record, chosen: Callable[[Sequence[Transfer]], Sequence[Transfer]]) -> int:
    """How many reports without a day of publication speak of what a brief is about."""
    documents = tuple(d for d in record.documents if d.published is None)
    names = {d.name for d in documents}
    found = Record(statements=tuple(s for s in record.statements if s.doc in names), documents=documents)
    return len({name for t in chosen(transfers(found)) for name in t.documents})


def _numbers(own: Sequence[Transfer], documents: Iterable[Document]) -> dict[str, list[dict[str, Any]]]:
    return {row["id"]: row["numbers"] for row in transfer_rows(own, documents)}


def _decided(judgement: Any) -> str:
    why = f", because {judgement.why}" if judgement.why else ""
    return f"{judgement.verdict} for entry {judgement.entry}, by {judgement.who} on {day_words(judgement.on)}{why}"
