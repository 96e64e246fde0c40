"""Screening: the lists of the workspace made ready, parties and shipments asked of them, and a receipt of every answer."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enduse.errors import InputError, excerpt
from enduse.file_hashes import file_sha256
from enduse.lists import read_snapshot, snapshots_as_of
from enduse.memory import MANY, settle
from enduse.names.data import data_digest
from enduse.prepared import folder_for, open_prepared
from enduse.screen.eccn import read_chart_folder
from enduse.screen.facts import facts_digest
from enduse.screen.intake import Intake, ShipmentFile, read_mapping
from enduse.screen.judgements import Judged, Judgement, apply_judgements, asked_key, entry_digest
from enduse.screen.owner_edges import Holding
from enduse.screen.owner_files import read_owners
from enduse.screen.receipt import Fault, digest, make_receipt, verify
from enduse.screen.record import Record
from enduse.screen.sample import sample_list, sample_parties
from enduse.screen.screener import THRESHOLD, Screener
from enduse.screen.screening import Asked, AskedList, Screening
from enduse.store import PartyJudgement, Snapshot, Store
from enduse.workers import spread
from enduse.workflow import transfers

if TYPE_CHECKING:
    from enduse.party import AskedParty, Finding, Shipment

__all__ = [
    "Answer",
    "Desk",
    "Fault",
    "check",
    "judge",
    "judgements_of",
    "open_desk",
    "open_screener",
    "read_owners",
    "screen_file",
    "verify_receipts",
]

_MANY = 2_000  # findings that a receipt holds in full; of more it holds the hash and the gravest


@dataclasses.dataclass(frozen=True, kw_only=True)
class Desk:
    """What shipments are screened with: lists and rules made ready, the record, and the decisions made so far."""

    screener: Screener
    record: Record
    judgements: Mapping[str, Sequence[Judgement]]
    as_of: dt.date | None
    is_sample: bool

    def screen(self, shipment: Shipment) -> Screening:
        """Screen a shipment as of the desk's day, else as of its own."""
        return self.screener.screen(shipment, as_of=self.as_of, ledger=self.record)

    def judged(self, shipment: Shipment, findings: Iterable[Finding]) -> Iterator[Judged]:
        """Each finding with what a person has decided on its party and entry."""
        by_party = {asked.subject: asked for asked in shipment.parties}
        for finding in findings:
            asked = by_party.get(finding.subject)
            made = self.judgements.get(asked_key(asked), ()) if asked is not None else ()
            if asked is None or not made:
                yield Judged(finding=finding)
            else:
                yield from apply_judgements([finding], asked, made, self.screener.entry)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer for one shipment of a file, with the numbers of its first and last row.

    `screening` is None where nothing could be made of the rows; `problems` say why, or what of them could not be used.
    `is_partial` says that of a row that should name a party or goods only the route could be asked.
    """

    first: int
    last: int
    shipment: Shipment | None = None
    screening: Screening | None = None
    judged: tuple[Judged, ...] = ()
    problems: tuple[str, ...] = ()
    is_partial: bool = False


def open_screener(
    store: Store,
    *,
    as_of: dt.date | None = None,
    copies: Sequence[Snapshot] | None = None,
    holdings: Iterable[Holding] = (),
    threshold: float = THRESHOLD,
) -> Screener:
    """Make ready the lists that stood on a day; what was made ready before is opened in a moment.

    Args:
        store: the workspace; where it holds no list, the small sample that ships with Enduse is asked, and says so.
        as_of: the day; the latest copies where None.
        copies: the very copies, where they are known already.
        holdings: owner edges besides those of the lists; the lists are then made ready anew.
        threshold: score of two names from which they are told.
    """
    snapshots = snapshots_as_of(store, as_of) if copies is None else copies
    edges = tuple(holdings)
    make = functools.partial(_make, store, snapshots, edges, threshold)
    if edges or not snapshots or threshold != THRESHOLD:
        return make()
    made_by = f"{version('enduse')} {data_digest()} {facts_digest()}"
    return open_prepared(folder_for(store.url_or_path), snapshots, make, made_by)


def _make(store: Store, snapshots: Sequence[Snapshot], holdings: Sequence[Holding], threshold: float) -> Screener:
    if not snapshots:
        return Screener(sample_parties(), lists=[sample_list()], holdings=holdings, threshold=threshold)
    readings = [read_snapshot(store, snapshot) for snapshot in snapshots]
    lists = [asked_list(s, entries=len(r.parties)) for s, r in zip(snapshots, readings, strict=True)]
    screener = Screener.from_lists(readings, lists=lists, holdings=holdings, threshold=threshold)
    if sum(len(reading.parties) for reading in readings) >= MANY:
        del readings
        settle()
    return screener


def asked_list(copy: Snapshot, *, entries: int) -> AskedList:
    """A copy of a list as answers name it, with how many entries of it were asked."""
    return AskedList(name=copy.list, entries=entries, dated=copy.day, sha256=copy.sha256, is_undated=copy.list_date is None)


def open_desk(
    store: Store,
    *,
    as_of: dt.date | None = None,
    holdings: Sequence[Holding] = (),
    chart: Path | None = None,
    threshold: float = THRESHOLD,
    screener: Screener | None = None,
    record: Record | None = None,
) -> Desk:
    """Set up what shipments are screened with.

    Args:
        store: the workspace.
        as_of: the day asked about: lists, listings, measures and the record as of it. Each shipment's own day, over the latest
            lists, where None.
        holdings: owner edges besides those of the lists (`read_owners` has them from a file).
        chart: a folder of `ccl.json` and `country-chart.json`, by which control entries of goods are asked.
        threshold: score of two names from which they are told.
        screener: the lists of that day, where they are ready.
        record: the record of that day, where it is merged.
    """
    if screener is None:
        screener = open_screener(store, as_of=as_of, holdings=holdings, threshold=threshold)
    if chart is not None:
        screener.use_chart(read_chart_folder(chart))
    return Desk(
        screener=screener,
        record=record if record is not None else Record(transfers(store, as_of=as_of)),
        judgements=judgements_of(store),
        as_of=as_of,
        is_sample=not store.snapshots(),
    )


def judgements_of(store: Store) -> dict[str, list[Judgement]]:
    """The decisions on parties that stand, by the key of the party asked about: each person's last on an entry, in order."""
    last: dict[tuple[str, str, str], PartyJudgement] = {}
    for kept in store.party_judgements():
        key = (kept.asked, kept.entry, kept.judged_by)
        last.pop(key, None)
        if kept.decision != "none":
            last[key] = kept
    made: dict[str, list[Judgement]] = {}
    for kept in last.values():
        made.setdefault(kept.asked, []).append(_judgement(kept))
    return made


def check(store: Store, shipment: Shipment, *, now: dt.datetime, desk: Desk) -> tuple[Answer, dict[str, Any]]:
    """Screen one shipment, and keep the receipt.

    Args:
        store: the workspace, where the receipt is kept.
        shipment: what is asked about.
        now: the moment.
        desk: what it is screened with.

    Returns:
        The answer, and its receipt.
    """
    answer = _answer(desk, Intake(first=1, last=1, shipment=shipment))
    assert answer.screening is not None
    return answer, _keep_receipt(store, shipment, answer.screening, now)


def screen_file(
    store: Store,
    path: Path,
    *,
    now: dt.datetime,
    as_of: dt.date | None = None,
    holdings: Sequence[Holding] = (),
    chart: Path | None = None,
    mapping: Path | None = None,
    threshold: float = THRESHOLD,
    after: int = 0,
    workers: int | None = None,
    desk: Desk | None = None,
    note: Callable[[str], None] = lambda words: None,
) -> Iterator[Answer]:
    """Screen the shipments of a file, in its order; memory does not grow with it. The receipt is kept at the end,
    which may come early: what was read of a file that breaks off is answered before that is raised.

    Args:
        store: the workspace.
        path: CSV, XLSX or JSON lines.
        now: the moment.
        as_of: the day asked about, for every shipment; each one's own where None.
        holdings: owner edges besides those of the lists.
        chart: a folder of `ccl.json` and `country-chart.json`.
        mapping: which headings mean what.
        threshold: score of two names from which they are told.
        after: leave out what was screened before: the rows up to this number.
        workers: processes; as many as there are cores where None.
        desk: what is screened with, where it is set up already: in this process alone, with its own day, owners and threshold.
        note: is told at the end which headings of the file mean nothing here.

    Raises:
        InputError: the file cannot be read as one of shipments.
    """
    if not path.is_file():
        raise InputError(f"{path} is no file; give CSV, XLSX or JSON lines of shipments, or - for standard input")
    prepare = functools.partial(open_desk, store, as_of=as_of, holdings=holdings, chart=chart, threshold=threshold)
    if desk is not None:
        prepare, workers = functools.partial(_given, desk), 1
    intakes = ShipmentFile(path, mapping=read_mapping(mapping) if mapping is not None else None, after=after)
    kept, broken = _Kept(), None
    try:
        for intake, outcome in spread(_answer, intakes, prepare=prepare, workers=workers):
            if isinstance(outcome, Exception):
                words = f"could not be screened ({type(outcome).__name__}: {outcome}); please report this as a fault of Enduse"
                outcome = Answer(first=intake.first, last=intake.last, shipment=intake.shipment, problems=(words,))
            kept.add(outcome)
            yield outcome
    except InputError as error:  # the file breaks off: what was answered has its receipt all the same
        broken = error
    if intakes.unused:
        note(f"headings that mean nothing here, left out: {excerpt(', '.join(intakes.unused))}; --mapping gives them a meaning")
    if kept.asked is not None:
        question = {"file": path.name, "sha256": file_sha256(path), "rows": [after + 1, kept.last], "answers": kept.digest()}
        _keep_receipt(store, question, kept.screening(path.name), now)
    if broken is not None:
        raise broken


def judge(
    store: Store, desk: Desk, asked: AskedParty, entry: str, *, decision: str, judged_by: str, why: str, now: dt.datetime
) -> PartyJudgement:
    """Remember a person's decision whether a party is a list entry; it is shown from then on, and hides nothing.

    Args:
        store: the workspace.
        desk: the lists.
        asked: the party.
        entry: the entry's id, as findings name it (`us-csl:9641`).
        decision: positive (it is the entry), negative (it is not), unsure, or none, which withdraws the last one.
        judged_by: who decides.
        why: the ground.
        now: the moment.

    Raises:
        InputError: there is no such entry, or no such decision.
    """
    party = desk.screener.entry(entry)
    if party is None:
        raise InputError(f"there is no entry {entry!r} on the lists of the workspace; take the id that a finding names")
    if decision not in ("positive", "negative", "unsure", "none"):
        raise InputError(f"{decision!r} is no decision; give positive, negative, unsure or none")
    made = PartyJudgement(
        asked=asked_key(asked), name=asked.caption, entry=entry, digest=entry_digest(party), decision=decision,
        judged_by=judged_by, judged_at=now, why=why,
    )  # fmt: skip
    store.save_party_judgement(made)
    return made


def _given(desk: Desk) -> Desk:
    return desk


def verify_receipts(store: Store) -> tuple[int, list[Fault]]:
    """How many receipts the workspace holds, and what is wrong with their chain (nothing, where each is as it was made)."""
    kept = list(store.receipts_as_kept())
    faults = verify(receipt for _, _, receipt in kept)
    for number, (own, previous, receipt) in enumerate(kept, 1):
        if (own, previous) != (receipt.get("hash"), receipt.get("previous")):
            faults.append(Fault(number=number, words="it is kept under other hashes than those that it names"))
    return len(kept), sorted(faults, key=lambda fault: fault.number)


def _answer(desk: Desk, intake: Intake) -> Answer:
    if intake.shipment is None:
        return Answer(first=intake.first, last=intake.last, problems=intake.problems)
    screening = desk.screen(intake.shipment)
    return Answer(
        first=intake.first,
        last=intake.last,
        shipment=intake.shipment,
        screening=screening,
        judged=tuple(desk.judged(intake.shipment, screening.findings)),
        problems=(*intake.problems, *screening.problems),
        is_partial=bool(intake.partial),
    )


class _Kept:
    """What the receipt of a whole file says, gathered while its answers go by."""

    def __init__(self) -> None:
        self.asked: Asked | None = None
        self.last = 0
        self._findings: list[Finding] = []
        self._hash = hashlib.sha256()

    def add(self, answer: Answer) -> None:
        """Take an answer in."""
        self.last = answer.last
        if answer.screening is not None:
            self.asked = answer.screening.asked
            self._hash.update(digest([answer.first, answer.last, answer.screening.findings]).encode())
            if len(self._findings) < _MANY:
                self._findings.extend(answer.screening.findings)

    def digest(self) -> str:
        """The hash of all answers, in order."""
        return self._hash.hexdigest()

    def screening(self, reference: str) -> Screening:
        """The answers as one."""
        assert self.asked is not None
        return Screening(reference=reference, findings=tuple(self._findings[:_MANY]), asked=self.asked)


def _keep_receipt(store: Store, asked: Any, screening: Screening, now: dt.datetime) -> dict[str, Any]:
    return store.append_receipt(lambda previous: make_receipt(asked, screening, made_at=now, previous=previous))


def _judgement(kept: PartyJudgement) -> Judgement:
    return Judgement(
        asked=kept.asked, entry=kept.entry, digest=kept.digest, verdict=kept.decision, who=kept.judged_by,  # type: ignore[arg-type]
        on=kept.judged_at.date(), why=kept.why,
    )  # fmt: skip
