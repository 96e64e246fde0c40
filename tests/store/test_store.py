"""What the store keeps: readings in one piece, versions, the current view, and everything as it was put in."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.workspaces import make_workspace

from enduse.errors import InputError, StoreError
from enduse.model import (
    Attribution,
    Document,
    Evidence,
    Item,
    Kind,
    Period,
    Quantity,
    Reason,
    Span,
    Statement,
)
from enduse.read.reader import Reading
from enduse.store import Page, Store

NOW = dt.datetime(2024, 5, 2, 12, 30, tzinfo=dt.UTC)
TEXT = "Iran sold drones to Russia. Russia used them against Ukraine."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(make_workspace(tmp_path)) as opened:
        yield opened


def make_document(name: str = "a.txt", text: str = TEXT, **facts: object) -> Document:
    return Document(name=name, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), **facts)  # type: ignore[arg-type]


def make_statement(doc: str = "a.txt", **values: object) -> Statement:
    fields: dict[str, object] = {
        "kind": "transfer",
        "span": Span(start=0, end=27),
        "quote": TEXT[:27],
        "status": "delivered",
        "certainty": "asserted",
        "supplier": ("IR",),
        "recipient": ("RU",),
        "items": (Item(category="uav", text="drones"),),
    }
    return Statement(doc=doc, **{**fields, **values})  # type: ignore[arg-type]


def make_reading(*statements: Statement) -> Reading:
    return Reading(statements=statements, dropped={"quote not in the text": 2})


def test_a_document_comes_back_with_all_its_facts(store: Store) -> None:
    document = make_document(
        title="Iran sold",
        title_span=Span(start=0, end=9),
        byline="A. Writer",
        publisher="The Daily",
        published=dt.date(2022, 12, 9),
        url="https://example.org/a",
        agency="Wire",
        republished_from="The Hill",
        fetched_at=dt.datetime(2022, 12, 10, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=2))),
        media_type="text/html",
        furniture=(Span(start=0, end=4), Span(start=30, end=33)),
        evidence={"published": Evidence(rule="header", words="Published: 2022-12-09")},
    )
    store.save_reading(document, make_reading(), "words 1", NOW)
    assert list(store.documents()) == [document]


def test_a_reading_comes_back_whole(store: Store) -> None:
    statement = make_statement(
        score=0.7312345, reasons=(Reason(field="status", rule="verb", span=Span(start=5, end=9), words="sold"),)
    )
    document = make_document()
    store.save_reading(document, make_reading(statement), "words 1", NOW)
    found = store.reading(document, "words 1")
    assert found == ((statement,), {"quote not in the text": 2})
    assert (found[0][0].id, found[0][0].score, found[0][0].reasons) == (statement.id, statement.score, statement.reasons)


def test_saving_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    document, reading = make_document(), make_reading(make_statement())
    assert store.save_reading(document, reading, "words 1", NOW)
    before = store.counts()
    later = dataclasses.replace(document, fetched_at=NOW)  # when it was fetched is no fact of the document
    assert not store.save_reading(later, reading, "words 1", NOW + dt.timedelta(days=1))
    assert store.counts() == before == {"documents": 1, "former": 0, "statements": 1, "transfer": 1, "measure": 0, "use": 0}


def test_a_changed_file_replaces_the_former_version_which_is_kept(store: Store) -> None:
    first, second = make_document(), make_document(text=TEXT + " It denies this.")
    store.save_reading(first, make_reading(make_statement()), "words 1", NOW)
    store.save_reading(second, make_reading(), "words 1", NOW)
    assert list(store.documents()) == [second]
    assert list(store.documents(former=True)) == [first]
    assert list(store.statements()) == []
    assert store.statement(make_statement().id) == make_statement()
    assert not store.has_reading(first, "words 1")
    assert [store.document(d.id) for d in (first, second)] == [first, second]
    assert store.document("d-none") is None


def test_a_file_changed_back_is_current_again(store: Store) -> None:
    first, second = make_document(), make_document(text="Nothing.")
    for document in (first, second, first):
        store.save_reading(document, make_reading(), "words 1", NOW)
    assert list(store.documents()) == [first]
    assert list(store.documents(former=True)) == [second]


def test_other_facts_of_the_same_bytes_are_a_new_version(store: Store) -> None:
    undated, dated = make_document(), make_document(published=dt.date(2022, 12, 9))
    store.save_reading(undated, make_reading(), "words 1", NOW)
    assert not store.has_reading(dated, "words 1")
    store.save_reading(dated, make_reading(), "words 1", NOW)
    assert list(store.documents()) == [dated]


def test_the_last_reader_counts_and_the_former_reading_is_kept(store: Store) -> None:
    document, other = make_document(), make_statement(certainty="hedged")
    store.save_reading(document, make_reading(make_statement()), "words 1", NOW)
    store.save_reading(document, make_reading(other), "words 2", NOW)
    assert list(store.statements()) == [other]
    assert store.reading(document, "words 1") is None
    assert store.save_reading(document, make_reading(make_statement()), "words 1", NOW)
    assert list(store.statements()) == [make_statement()]
    assert store.counts()["documents"] == 1


def test_nothing_of_a_document_is_saved_when_one_statement_fails(store: Store) -> None:
    broken = make_statement(quote="\ud800")
    with pytest.raises(InputError, match=r"a\.txt: its text holds characters"):
        store.save_reading(make_document(), make_reading(make_statement(), broken), "words 1", NOW)
    assert store.counts()["documents"] == 0
    assert store.statement(make_statement().id) is None


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["t1", "t2", "m"]),
        ({"kind": "measure"}, ["m"]),
        ({"supplier": "IR"}, ["t1", "t2"]),
        ({"supplier": "KP"}, ["t2"]),
        ({"supplier": "RU"}, []),
        ({"recipient": "RU", "category": "missile"}, ["t2"]),
        ({"status": "agreed"}, ["t2"]),
        ({"stage": "actual"}, ["t1", "m"]),
        ({"certainty": "hedged"}, ["t2"]),
        ({"doc": "b.txt"}, ["m"]),
    ],
)
def test_statements_are_found_by_their_values(store: Store, asked: dict[str, str], found: list[str]) -> None:
    items = (Item(category="missile", text="missiles"), Item(category="missile", text="rockets", designation="Fateh-110"))
    statements = {
        "t1": make_statement(),
        "t2": make_statement(supplier=("IR", "KP"), items=items, status="agreed", certainty="hedged"),
        "m": make_statement("b.txt", kind="measure", supplier=(), recipient=(), items=(), imposer=("US",), target=("IR",),
                            measure="sanctions", status="in_force"),
    }  # fmt: skip
    store.save_reading(make_document("b.txt"), make_reading(statements["m"]), "words 1", NOW)
    store.save_reading(make_document("a.txt"), make_reading(statements["t1"], statements["t2"]), "words 1", NOW)
    assert list(store.statements(**asked)) == [statements[name] for name in found]  # type: ignore[arg-type]


@pytest.mark.slow
def test_documents_are_found_by_name_and_kind(store: Store) -> None:
    names = [f"{number:03}.txt" for number in range(450)]
    for name in names:
        reading = make_reading(make_statement(name)) if name == "007.txt" else make_reading()
        store.save_reading(make_document(name), reading, "words 1", NOW)
    assert [d.name for d in store.documents(names=names[100:])] == names[100:]
    assert [d.name for d in store.documents(kind="transfer")] == ["007.txt"]
    assert list(store.documents(names=[])) == []


@pytest.mark.slow
def test_streaming_may_stop_early_and_write_meanwhile(store: Store) -> None:
    for number in range(300):
        name = f"{number:03}.txt"
        store.save_reading(make_document(name), make_reading(make_statement(name)), "words 1", NOW)
    stream = store.statements()
    assert next(stream).doc == "000.txt"
    assert store.save_reading(make_document("new.txt"), make_reading(), "words 1", NOW)
    stream.close()  # type: ignore[attr-defined]
    assert store.counts()["documents"] == 301


def test_a_fetched_page_is_kept_and_replaced(store: Store) -> None:
    page = Page(
        address="https://example.org/a",
        url="https://example.org/b",
        data=b"\x00\xff",
        media_type=None,
        fetched_at=NOW,
        etag='"1"',
    )
    assert store.page(page.address) is None
    store.save_page(page)
    assert store.page(page.address) == page
    store.save_page(dataclasses.replace(page, data=b"new"))
    assert store.page(page.address) == dataclasses.replace(page, data=b"new")
    assert list(store.page_addresses()) == [page.address]


def test_a_store_sent_elsewhere_reads_the_same_and_does_not_write(store: Store) -> None:
    store.save_reading(make_document(), make_reading(), "words 1", NOW)
    with pickle.loads(pickle.dumps(store)) as sent:
        assert sent.has_reading(make_document(), "words 1")
        with pytest.raises(StoreError, match="may only be read"):
            sent.save_reading(make_document("b.txt"), make_reading(), "words 1", NOW)


@pytest.fixture(scope="module")
def kept_store(tmp_path_factory: pytest.TempPathFactory, database_kind: str) -> Iterator[Store]:
    """One for all examples of a property, as making a database takes longer than an example."""
    with Store.open(tmp_path_factory.mktemp("any") / "enduse.db") as opened:
        yield opened


#: Without NUL, which PostgreSQL does not keep.
texts = some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
names = texts.filter(bool)
days = some.none() | some.dates()
items = some.builds(
    Item,
    category=some.sampled_from(["uav", "missile"]),
    text=texts,
    designation=some.none() | names,
    quantity=some.none()
    | some.builds(Quantity, low=some.none() | some.integers(0, 10**12), currency=some.none() | names, text=texts),
)
actors = some.lists(names, max_size=3).map(tuple)


@given(
    kind=some.sampled_from(["transfer", "use"]),
    first=actors,
    second=actors,
    items=some.lists(items, max_size=3).map(tuple),
    when=some.none() | some.builds(Period, first=days, last=days, text=names),
    said=some.builds(Attribution, speaker=some.none() | names, said_on=some.none() | names),
)
def test_any_statement_comes_back_with_its_id(
    kept_store: Store,
    kind: Kind,
    first: tuple[str, ...],
    second: tuple[str, ...],
    items: tuple[Item, ...],
    when: Period | None,
    said: Attribution,
) -> None:
    roles = {"transfer": ("supplier", "recipient"), "use": ("user", "against")}[kind]
    none = {"supplier": (), "recipient": ()}
    statement = make_statement(
        kind=kind, **{**none, roles[0]: first, roles[1]: second}, items=items, when=when, attribution=said
    )
    kept_store.save_reading(make_document(), make_reading(statement), statement.id, NOW)
    found = list(kept_store.statements())
    assert found == [statement]
    assert found[0].id == statement.id
