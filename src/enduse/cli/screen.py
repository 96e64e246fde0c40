"""`enduse screen` and `enduse check`: files of shipments or parties, and one at a time."""

from __future__ import annotations

import contextlib
import datetime as dt
import enum
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enduse.cli.options import DatabaseOption, Format, FormatOption, parse_day
from enduse.cli.output import choose_format, say, write_csv, write_jsonl
from enduse.cli.workspace import open_store
from enduse.errors import InputError

if TYPE_CHECKING:
    from enduse.party import Shipment
    from enduse.screen.owner_edges import Holding
    from enduse.screen.screening import Screening
    from enduse.screening import Answer
    from enduse.store import Store


class Severity(enum.StrEnum):
    """How grave a finding is, the gravest first."""

    block = "block"
    licence = "licence"
    review = "review"
    note = "note"


GRAVITY = list(Severity)
_START = 4096  # bytes of standard input
_MOST_TOLD = 20  # rows of a file of owners
AsOfOption = Annotated[
    dt.date | None,
    typer.Option(
        "--as-of",
        parser=parse_day,
        metavar="DATE",
        help="The day asked about, over the shipment's own: lists and measures then.",
    ),
]
OwnersOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Who owns whom: CSV (owner, owned, share), FollowTheMoney or BODS JSON."),
]
ChartOption = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="ccl.json and country-chart.json, by which ECCNs are asked (docs/screening.md)."),
]
FailOnOption = Annotated[
    Severity | None, typer.Option("--fail-on", help="End with status 1 where a finding is of this severity or graver.")
]
ThresholdOption = Annotated[float, typer.Option(min=0.4, max=1.0, help="Score of two names from which they are told.")]


def screen(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="CSV, XLSX or JSON lines of shipments or parties; - is stdin.")],
    as_of: AsOfOption = None,
    fail_on: FailOnOption = None,
    owners: OwnersOption = None,
    chart: ChartOption = None,
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Which of your headings mean what (docs/screening.md).")
    ] = None,
    threshold: ThresholdOption = 0.7,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write JSON lines here; --resume goes on from them.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where --output ends.")] = False,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; as many as there are cores unless said.")] = None,
    database: DatabaseOption = None,
    format: FormatOption = None,
) -> None:
    """Screen a file of shipments or parties: each finding with what speaks for and against it, and its source.

    \b
    Examples:
      enduse screen shipments.csv --as-of 2026-07-31
      enduse screen customers.xlsx --fail-on review --format csv > findings.csv
      enduse screen year.csv -o findings.jsonl --resume
    """
    from enduse.screening import screen_file

    after = _screened_before(output) if resume else 0
    holdings = owner_edges(owners)
    with _file(file) as path, open_store(database, read_only=False) as store:
        answers = screen_file(
            store, path, now=dt.datetime.now(dt.UTC), as_of=as_of, holdings=holdings, chart=chart, mapping=mapping,
            threshold=threshold, after=after, workers=workers, note=lambda words: say(f"enduse: {file}: {words}"),
        )  # fmt: skip
        counted = _Counts()
        try:
            _write(counted.counting(answers), output, resume, choose_format(format), is_file=True)
        finally:
            if counted.screened or counted.unread:
                counted.say()
        unread = counted.unread + counted.partial
        end_screening(store, counted.gravest, fail_on, bad_input=counted.screened == 0 and after == 0, unread=unread)


def check(
    name: Annotated[str | None, typer.Option(help="A party's name.")] = None,
    country: Annotated[list[str] | None, typer.Option(metavar="CODE|NAME", help="Its country; may be said again.")] = None,
    birth: Annotated[str | None, typer.Option(metavar="DATE", help="Born: 1964-07-17, 1964-07 or 1964.")] = None,
    schema: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="What it is: person, company, vessel, aircraft ...")
    ] = None,
    identifier: Annotated[
        list[str] | None, typer.Option("--id", metavar="KIND:NUMBER", help="A number: imo:9187629, passport:A1234567, lei:...")
    ] = None,
    address: Annotated[str | None, typer.Option(help="Its address.")] = None,
    role: Annotated[str, typer.Option(help="Its part: consignee, end_user, forwarder, bank, vessel ...")] = "party",
    hs: Annotated[str | None, typer.Option(metavar="CODE", help="HS, HTS or CN code of goods.")] = None,
    eccn: Annotated[str | None, typer.Option(metavar="ECCN", help="Export control classification of goods.")] = None,
    part: Annotated[str | None, typer.Option(help="Part number.")] = None,
    maker: Annotated[str | None, typer.Option(help="Maker of the goods.")] = None,
    goods: Annotated[str | None, typer.Option(metavar="WORDS", help="Goods in plain words.")] = None,
    origin: Annotated[str | None, typer.Option(metavar="COUNTRY", help="Where the goods come from.")] = None,
    destination: Annotated[str | None, typer.Option(metavar="COUNTRY", help="Where they go.")] = None,
    via: Annotated[list[str] | None, typer.Option(metavar="COUNTRY", help="Through where; may be said again.")] = None,
    as_of: AsOfOption = None,
    fail_on: FailOnOption = None,
    owners: OwnersOption = None,
    chart: ChartOption = None,
    threshold: ThresholdOption = 0.7,
    database: DatabaseOption = None,
    format: FormatOption = None,
) -> None:
    """Check one party, part or shipment against the lists and measures of a day.

    \b
    Examples:
      enduse check --name "Shahed Aviation Industries" --country IR
      enduse check --part TMS320F28335PGFA --maker "Texas Instruments" --destination AE
      enduse check --name "Ali Hassan" --birth 1975 --hs 854231 --destination RU --as-of 2024-03-01
    """
    from enduse.screening import check as screen_one
    from enduse.screening import open_desk

    shipment = read_shipment(
        {"party": [name], "country": country, "birth": [birth], "type": [schema], "address": [address], "role": [role]},
        identifier or [],
        {"hs": hs, "eccn": eccn, "part number": part, "maker": maker, "description": goods},
        {"origin": [origin], "destination": [destination], "transit": via, "date": [str(as_of) if as_of is not None else None]},
    )
    holdings = owner_edges(owners)
    with open_store(database, read_only=False) as store:
        desk = open_desk(store, as_of=as_of, holdings=holdings, chart=chart, threshold=threshold)
        answer, _ = screen_one(store, shipment, now=dt.datetime.now(dt.UTC), desk=desk)
        _write([answer], None, False, choose_format(format))
        severity = answer.screening.severity if answer.screening is not None else None
        end_screening(store, Severity(severity) if severity is not None else None, fail_on, bad_input=False)


def read_shipment(
    party: dict[str, list[str | None] | list[str] | None],
    numbers: list[str],
    goods: dict[str, str | None],
    route: dict[str, list[str | None] | list[str] | None],
) -> Shipment:
    """The shipment that the options describe, read as a row of a file is."""
    from enduse.screen.headings import Field, read_heading
    from enduse.screen.identifiers import kinds
    from enduse.screen.shipment_rows import build_shipment

    cells: list[tuple[Field, str]] = []
    for heading, values in {**party, **{k: [v] for k, v in goods.items()}, **route}.items():
        field = read_heading(heading) if heading not in ("country", "birth", "type", "address", "role") else None
        field = field or Field(part="party", name=heading)
        cells += [(field, value) for value in values or () if value]
    for number in numbers:
        kind, mark, value = number.partition(":")
        if not mark or kind not in kinds() or not value.strip():
            raise typer.BadParameter(f"--id is {number!r}; give KIND:NUMBER, the kind one of {', '.join(sorted(kinds()))}")
        cells.append((Field(part="party", name=kind), value.strip()))
    problems: list[str] = []
    shipment = build_shipment(cells, "check", problems.append)
    if problems:
        raise typer.BadParameter("; ".join(problems))
    if shipment is None:
        raise typer.BadParameter(
            "nothing to check; give --name, --id, --address, --hs, --part, --eccn, --goods, --origin, --via or --destination"
        )
    return shipment


def owner_edges(path: Path | None) -> tuple[Holding, ...]:
    """The owner edges of a file; which of its rows cannot be used is said before anything is asked."""
    from enduse.screening import read_owners

    if path is None:
        return ()
    told: list[str] = []
    holdings = read_owners(path, told.append)
    for words in told[:_MOST_TOLD]:
        say(f"enduse: {path}: {words}")
    if len(told) > _MOST_TOLD:
        say(f"enduse: {path}: ... and {len(told) - _MOST_TOLD:,} more rows that cannot be used")
    return holdings


class _Counts:
    """What went by: how many were screened, what was found, how grave."""

    def __init__(self) -> None:
        self.screened = self.unread = self.partial = self.with_findings = self.with_problems = self.problems = 0
        self.gravest: Severity | None = None
        self._last: Screening | None = None
        self._days: tuple[dt.date, dt.date] | None = None

    def counting(self, answers: Iterable[Answer]) -> Iterator[Answer]:
        """The answers, counted; on a terminal with a line of progress."""
        for answer in answers:
            if answer.screening is None:
                self.unread += 1
                say(f"enduse: row {answer.first}: {'; '.join(answer.problems)}")
            else:
                self.screened += 1
                self.partial += answer.is_partial
                self._last, day = answer.screening, answer.screening.asked.as_of
                self._days = (min(self._days[0], day), max(self._days[1], day)) if self._days else (day, day)
                self.with_findings += bool(answer.screening.alerts)
                self.with_problems += bool(answer.problems)
                self.problems += len(answer.problems)
                for finding in answer.screening.findings:
                    grave = Severity(finding.severity)
                    if self.gravest is None or GRAVITY.index(grave) < GRAVITY.index(self.gravest):
                        self.gravest = grave
            if sys.stderr.isatty() and (self.screened + self.unread) % 100 == 0:
                print(f"\r{self.screened:,} screened, {self.with_findings:,} to look at", end="", file=sys.stderr)
            yield answer

    def say(self) -> None:
        """Say it on stderr."""
        end = "\n" if sys.stderr.isatty() and self.screened >= 100 else ""
        unread = f", {self.unread:,} rows could not be read" if self.unread else ""
        if self.problems:
            unread += (
                f", {_many(self.problems, 'problem')} in the cells of {self.with_problems:,} of them (each told with its row)"
            )
        print(end, end="", file=sys.stderr)
        words = f"{self._last.asked.words_for(*self._days)} {self._last.no_clearance}" if self._last and self._days else ""
        say(f"{self.screened:,} screened, {self.with_findings:,} with something to look at{unread}. {words}")


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _write(answers: Iterable[Answer], output: Path | None, resume: bool, form: Format, *, is_file: bool = False) -> None:
    from enduse.cli.screening_rows import FINDING_COLUMNS, answer_row, finding_rows, print_answer

    if output is not None:
        with output.open("a" if resume else "w", encoding="utf-8") as stream:
            for answer in answers:
                write_jsonl([answer_row(answer)], stream)
        return
    header = True
    for answer in answers:
        if form is Format.table:
            print_answer(answer, is_one_of_many=is_file)
        elif form is Format.jsonl:
            write_jsonl([answer_row(answer)])
        else:
            if answer.screening is not None and answer.problems:  # the columns have no room for what was left out of a row
                say(f"enduse: row {answer.first}: {'; '.join(answer.problems)}")
            write_csv(finding_rows(answer), FINDING_COLUMNS, header=header)
            header = False


def _screened_before(output: Path | None) -> int:
    """The last row that an output file has an answer for; a last line that was cut off is taken away from it."""
    if output is None:
        raise typer.BadParameter("--resume goes on from the file of --output; name it")
    if not output.exists():
        return 0
    last, whole = 0, 0
    with output.open("rb") as stream:
        for line in stream:
            try:
                last = int(json.loads(line)["rows"][1])
            except (ValueError, KeyError, TypeError, IndexError) as error:
                if line.endswith(b"\n"):
                    raise InputError(f"{output} is no output of enduse screen; give another with --output") from error
                break
            if not line.endswith(b"\n"):
                break
            whole += len(line)
    os.truncate(output, whole)
    return last if whole else 0


@contextlib.contextmanager
def _file(name: str) -> Iterator[Path]:
    """The file to screen; standard input is kept in a temporary one, its kind told by its first sign."""
    if name != "-":
        yield Path(name)
        return
    with tempfile.TemporaryDirectory() as folder:
        data = sys.stdin.buffer
        first = data.read(_START)
        sign = first.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        path = Path(folder, "stdin.jsonl" if sign in (b"{", b"[") else "stdin.csv")
        with path.open("wb") as stream:
            stream.write(first)
            shutil.copyfileobj(data, stream)
        yield path


def end_screening(
    store: Store, gravest: Severity | None, fail_on: Severity | None, *, bad_input: bool, unread: int = 0
) -> None:
    """End with the status that says it: findings before rows that nobody screened, and these before missing lists."""
    if bad_input:
        raise InputError("nothing could be screened; a table needs headings, an object keys, that docs/screening.md names")
    if fail_on is not None and gravest is not None and GRAVITY.index(gravest) <= GRAVITY.index(fail_on):
        raise typer.Exit(1)
    if fail_on is not None and unread:
        raise InputError(f"{unread:,} rows were not screened in full, so --fail-on cannot say that there is nothing; mend them")
    tell_lists(store)


def tell_lists(store: Store) -> None:
    """End with status 3 where no list was asked, or one that nobody has looked after."""
    from enduse.lists import list_states

    loaded = [state for state in list_states(store, today=dt.datetime.now(dt.UTC).date()) if state.snapshot is not None]
    if not loaded:
        say("enduse: only the small sample was asked, as no list is loaded; `enduse lists update` fetches the official ones")
        raise typer.Exit(3)
    stale = [state.name for state in loaded if state.is_stale]
    if stale:
        say(f"enduse: nobody looked for newer copies of {', '.join(stale)} for more than a week; `enduse lists update` does")
        raise typer.Exit(3)
