"""Every parser of bytes from outside as a function of bytes that returns, or raises what is a fault.

An error that Enduse raises on purpose is a good answer where it is one line; everything else that escapes is a fault, and so is
a result that breaks its own promise: a quote that is not in the text, a text that cannot be written down.
"""

from __future__ import annotations

import dataclasses
import functools
import gzip
import itertools
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import orjson
from tests.measures.published import ONE_FILE

from enduse.errors import EnduseError
from enduse.lexicon.actors import load_actors
from enduse.measures.reading import read_list
from enduse.model import Document
from enduse.read.answers import parse_answer
from enduse.read.chat import ChatClient
from enduse.read.ground import Grounds
from enduse.read.page import clean
from enduse.read.sources import Problem, Source, find_sources
from enduse.record import join_record, load_rows
from enduse.rows import statement_row
from enduse.screen.intake import ShipmentFile, read_mapping
from enduse.screening import read_owners

from . import samples as s

#: What Python says of itself, which tells a person nothing.
PYTHON = re.compile(
    r"codec can't|NoneType|object has no|invalid literal for|subscriptable|unhashable|index out of range|object is not|"
    r"<class '|\[Errno|Traceback|unsupported operand|not enough values|too many values|object at 0x|argument of type"
)

#: So many pages or rows of one input are looked at; one that gives more is not the worse for it.
_MOST = 200


@dataclasses.dataclass(frozen=True, slots=True)
class Target:
    """A parser: its name, the well-formed inputs to start from, and what takes the bytes in."""

    name: str
    samples: Sequence[bytes]
    feed: Callable[[bytes], None]


@contextmanager
def _refusals() -> Iterator[None]:
    """A refusal must be one line that can be shown."""
    try:
        yield
    except EnduseError as error:
        check_refusal(str(error))


def check_refusal(words: str) -> None:
    """What is told must be a line that helps, and can be shown."""
    words.encode()
    assert words.strip(), "an empty refusal"
    assert "\n" not in words, f"a refusal of several lines: {words!r}"
    assert len(words) < 4_000, f"a refusal of {len(words)} characters"
    assert not PYTHON.search(words), f"a refusal in the words of Python: {words!r}"


@contextmanager
def _file(name: str, data: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield path


def _sound(document: Document) -> None:
    document.text.encode()
    orjson.dumps([document.title, document.publisher, document.byline, document.url])
    spans = document.furniture
    assert all(0 <= span.start < span.end <= len(document.text) for span in spans), "furniture outside the text"


def _page(media_type: str, data: bytes) -> None:
    with _refusals():
        _sound(clean(Source(name="page", data=data, media_type=media_type)))


def _any_page(data: bytes) -> None:
    """What a server says of the page (its first line, here) is from outside too."""
    kind, _, page = data.partition(b"\n")
    _page(kind.decode("latin-1"), page)


def _sources(name: str, data: bytes) -> None:
    with _file(name, data) as path, _refusals():
        for source in itertools.islice(find_sources([str(path)], fetcher=None), _MOST):
            if isinstance(source, Problem):
                check_refusal(source.message)
                continue
            with _refusals():
                _sound(clean(source))


def _sidecar(data: bytes) -> None:
    with _file("about.json", data) as path:
        (path.parent / "page.txt").write_text(s.TEXT, encoding="utf-8")
        with _refusals():
            for source in find_sources([str(path.parent)], fetcher=None):
                if isinstance(source, Source):
                    _sound(clean(source))


def _list(name: str, data: bytes) -> None:
    with _file(name, data) as path, _refusals():
        reading = read_list(path)
        assert reading.parties
        for problem in reading.skipped[:_MOST]:
            check_refusal(problem.reason)


def _list_mapping(data: bytes) -> None:
    with _file("own.yaml", data) as path, _refusals():
        (path.parent / "table.csv").write_text(s.LIST_TABLE, encoding="utf-8")
        read_list(path.parent / "table.csv", mapping=path)


def _shipments(name: str, data: bytes) -> None:
    with _file(name, data) as path, _refusals():
        for intake in itertools.islice(ShipmentFile(path), _MOST):
            orjson.dumps(intake, default=str)
            for problem in intake.problems:
                check_refusal(problem)


def _headings(data: bytes) -> None:
    with _file("mapping.yaml", data) as path, _refusals():
        table = path.parent / "t.csv"
        table.write_text("Ware,Kunde,Kundenland\nchips,Acme,DE\n", encoding="utf-8")
        list(ShipmentFile(table, mapping=read_mapping(path)))


def _owners(name: str, data: bytes) -> None:
    with _file(name, data) as path, _refusals():
        orjson.dumps([(h.owner, h.owned) for h in read_owners(path)])


def _rows(data: bytes) -> None:
    with _file("rows.jsonl", data) as path, _refusals():
        record = join_record(load_rows(path), [_report()], [])
        for statement in record.statements:
            orjson.dumps(statement_row(statement))


@functools.cache
def _report() -> Document:
    return clean(Source(name="report.txt", data=s.TEXT.encode(), media_type="text/plain"))


@functools.cache
def _grounds() -> Grounds:
    return Grounds(_report(), actors=load_actors())


def _answer(data: bytes) -> None:
    reading = _grounds().ground(parse_answer(data.decode("utf-8", "replace")).rows)
    for statement in reading.statements:
        assert statement.quote == statement.span.of(_report().text)
        assert all(item.text.casefold() in s.TEXT.casefold() for item in statement.items), statement.items
        orjson.dumps(statement_row(statement))


def _completion(data: bytes) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=data))
    client = ChatClient(endpoint="http://model.example/v1", model="m", client=httpx.Client(transport=transport))
    with _refusals():
        _answer(client.ask([], schema={}).content.encode("utf-8", "replace"))


def find_targets() -> list[Target]:
    """Every target that needs no server, by name."""
    page = functools.partial
    found = [
        Target("page-text", [s.TEXT.encode(), s.TEXT.encode("utf-16")], page(_page, "text/plain")),
        Target("page-html", [s.HTML.encode()], page(_page, "text/html")),
        Target("page-markdown", [s.MARKDOWN.encode()], page(_page, "text/markdown")),
        Target("page-mail", [s.MAIL.encode()], page(_page, "message/rfc822")),
        Target("page-pdf", [s.pdf()], page(_page, "application/pdf")),
        Target(
            "page-any",
            [b"text/html; charset=windows-1252\n" + s.HTML.encode(), b"text/plain; charset=shift_jis\n" + s.TEXT.encode()],
            _any_page,
        ),
        Target("feed", [s.RSS.encode(), s.ATOM.encode()], page(_sources, "feed.xml")),
        Target("warc", [s.warc()], page(_sources, "pages.warc")),
        Target("warc-gz", [s.WARC_GZ], page(_sources, "pages.warc.gz")),
        Target("sidecar", [s.SIDECAR.encode()], _sidecar),
        Target("list-mapping", [s.LIST_MAPPING.encode()], _list_mapping),
        Target("list-zip", [s.zipped(ONE_FILE[0][2].encode(), "sdn.csv")], page(_list, "list.zip")),
        Target("list-gz", [gzip.compress(ONE_FILE[0][2].encode(), mtime=0)], page(_list, "sdn.csv.gz")),
        Target("list-sheet", [s.sheet()], page(_list, "list.xlsx")),
        Target("shipments-csv", [s.SHIPMENTS_CSV.encode(), s.SHIPMENTS_CSV.encode("utf-16")], page(_shipments, "t.csv")),
        Target("shipments-jsonl", [s.SHIPMENTS_JSON.encode()], page(_shipments, "t.jsonl")),
        Target("shipments-xlsx", [s.sheet()], page(_shipments, "t.xlsx")),
        Target("headings", [s.HEADINGS_MAPPING.encode()], _headings),
        Target("owners", [text.encode() for text in s.OWNERS], page(_owners, "owners")),
        Target("rows", [orjson.dumps(s.ROW)], _rows),
        Target("answers", [s.ANSWER.encode()], _answer),
        Target("completion", [s.COMPLETION.encode()], _completion),
    ]
    lists = [Target(f"list-{name}", [text.encode()], page(_list, name)) for _, name, text in ONE_FILE]
    return sorted(found + lists, key=lambda target: target.name)
