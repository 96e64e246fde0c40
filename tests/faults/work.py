"""What is done while it is killed: each goes on where an earlier try was stopped, and tells what it has committed."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # for the readers of the tests, which other processes import by name

from enduse import review, screening, workflow
from enduse.lists import update_lists
from enduse.measures.fetch import Download, Validators
from enduse.party import AskedParty, Name, Party, Shipment
from enduse.prepared import open_prepared
from enduse.screen import Screener
from enduse.store import Snapshot, Store, backup, restore

from ..readers import WordReader
from ..un_list import many, un_list
from .killing import Tell

NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
REPORTS = 12
DAYS = [f"2026-03-{day:02}" for day in range(1, 9)]
JUDGEMENTS = 15
SNAPSHOT = Snapshot(
    list="demo", sha256="a" * 64, list_date=NOW.date(), fetched_at=NOW, entries=400, skipped=0, unknown={}, source="here"
)


def write_reports(folder: Path) -> None:
    """Reports, of which each states as many transfers as its number says."""
    (folder / "reports").mkdir()
    for number in range(REPORTS):
        text = f"Report {number} of the day.\n\n" + "Iran sent drones to Russia on Friday, they said.\n\n" * (number % 5)
        (folder / "reports" / f"r{number:02}.txt").write_text(text, encoding="utf-8")


def read(folder: Path, tell: Tell) -> None:
    """`enduse read reports --save`, where there is a URL into that database."""
    url = folder / "url"
    with Store.open(url.read_text(encoding="utf-8") if url.exists() else folder / "enduse.db") as store:
        for result in workflow.read([folder / "reports"], reader=WordReader, store=store, workers=1, today=NOW.date()):
            assert result.problem is None
            tell(result.name)


def merge(folder: Path, tell: Tell) -> None:
    """`enduse transfers`, again and again."""
    with Store.open(folder / "enduse.db", read_only=True) as store:
        for _ in range(5):
            tell(" ".join(transfer.id for transfer in workflow.transfers(store)))


def update(folder: Path, tell: Tell) -> None:
    """`enduse lists update`, a day after the other; each day has one entry more."""
    with Store.open(folder / "enduse.db") as store:
        for number, day in enumerate(DAYS, 1):
            body = un_list(many(number), day=day).encode()
            came = Download(url="https://un.example/list.xml", file="list.xml", data=body, validators=Validators(etag=day))
            (done,) = update_lists(
                store, ["un-sc"], now=NOW + dt.timedelta(days=number), fetch=lambda *_, came=came: came, accept=True
            )
            assert done.is_good or "older than" in done.words, done.words
            tell(day)


def judge(folder: Path, tell: Tell) -> None:
    """A person decides on one statement after the other."""
    with Store.open(folder / "enduse.db") as store:
        statements = [statement.id for statement in store.statements()]
        for number in range(len(store.judgements()), JUDGEMENTS):
            decision = ("positive", "negative", "unsure")[number % 3]
            review.decide(store, statements[number], decision=decision, by="A. Reader", why=f"ground {number}", now=NOW)
            tell(statements[number])


def check(folder: Path, tell: Tell) -> None:
    """Parties are checked, and of each answer a receipt is kept."""
    with Store.open(folder / "enduse.db") as store:
        desk = screening.open_desk(store, as_of=NOW.date())
        for number in range(10):
            asked = Shipment(reference=f"S{number}", parties=(AskedParty(name=f"Quiet Garden Tools {number} GmbH"),))
            _, receipt = screening.check(store, asked, now=NOW, desk=desk)
            tell(receipt["hash"])


def make_screener() -> Screener:
    """A screener of four hundred firms."""
    parties = [
        Party(list="demo", entry=str(n), schema="Company", names=(Name(text=f"Paravar{n} Components {n * 7919 % 1000}"),))
        for n in range(400)
    ]
    return Screener(parties)


def prepare_index(folder: Path, tell: Tell) -> None:
    """The lists are made ready and kept, three times as of three versions."""
    for version in "123":
        open_prepared(folder / "prepared", [SNAPSHOT], make_screener, version)
        tell(version)


def upgrade(folder: Path, tell: Tell) -> None:
    """A workspace of an older Enduse is opened."""
    Store.open(folder / "enduse.db").close()
    tell("upgraded")


def back_up(folder: Path, tell: Tell) -> None:
    """`enduse backup`, unless it was done."""
    if not (folder / "copy.db").exists():
        backup(folder / "enduse.db", folder / "copy.db")
    tell("copied")


def put_back(folder: Path, tell: Tell) -> None:
    """`enduse restore --replace`."""
    restore(folder / "copy.db", folder / "enduse.db", replace=True)
    tell("put back")


def batch(folder: Path, tell: Tell) -> None:
    """`enduse batch read --save`."""
    from enduse.batch import Reading, run

    work = Reading(today=NOW.date(), reader=WordReader, ledger=folder / "enduse.db", read_at=NOW)
    for step in run([str(folder / "in.jsonl")], folder / "out", work=work, rows=3, workers=1):
        assert step.part is not None
        tell(step.part.file)


def copy_workspace(source: Path, folder: Path) -> None:
    """A workspace that is closed."""
    shutil.copy(source, folder / "enduse.db")
