"""Pages of lists, sources, parties, items, measures, partnerships and programmes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import lxml.html
from tests.workspaces import make_workspace

from enduse.lists import load_list
from enduse.model import Item
from enduse.publish.words import positions
from enduse.screen import load_facts
from enduse.store import Store

from .clients import client_of
from .page_record import keep, one_report, report, transfer
from .workspaces import ENTITIES, entity, fill


def test_a_stale_list_says_so_in_words_on_every_page(tmp_path: Path) -> None:
    database = make_workspace(tmp_path)
    fill(database, tmp_path)  # of March 2026, and never looked at since
    with client_of(tmp_path) as client:
        page = client.get("/lists").text
        assert "stale: " in page
        assert "days old" in page
        assert "Stale: opensanctions" in client.get("/measures").text


def test_what_changed_between_two_dates(tmp_path: Path) -> None:
    database = make_workspace(tmp_path)
    fill(database, tmp_path)
    changed = [*ENTITIES[1:], entity("NK-9", "Company", "New Firm GmbH", {"country": ["de"], "topics": ["sanction"]})]
    file = tmp_path / "later.ftm.json"
    fill(database, tmp_path, changed)
    del file
    with Store.open(database) as store:
        name = store.snapshots()[0].list
        assert len(store.snapshots()) == 2
    with client_of(tmp_path) as client:
        page = client.get(f"/lists/{name}?before=2020-01-01").text
        assert "The same copy" in page or "added" in page
        assert client.get(f"/lists/{name}?before=yesterday").status_code == 422
        assert client.get("/lists/none-such").status_code == 404
        assert client.get(f"/lists/{name}/changes.atom").headers["content-type"].startswith("application/atom+xml")


def test_two_copies_of_other_days_are_compared(tmp_path: Path) -> None:
    database = make_workspace(tmp_path)
    with Store.open(database) as store:
        for day, rows in (("2024-01-05", "1,Foo Works\n2,Bar Mills\n"), ("2024-02-05", "1,Foo Works Ltd\n3,Baz Forge\n")):
            file = tmp_path / f"{day}.csv"
            file.write_text(f"number,name\n{rows}", encoding="utf-8")
            mapping = tmp_path / "ours.yaml"
            mapping.write_text("entry: number\ncolumns:\n  name: name\n", encoding="utf-8")
            now = dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")
            load_list(store, [file], now=now, name="ours", mapping=mapping, accept=True)
    with client_of(tmp_path) as client:
        page = client.get("/lists/ours?before=2024-01&after=2024-02").text
    assert "1 added, 1 removed, 1 changed" in page
    assert "Baz Forge" in page


def test_sources_say_how_much_each_contributes(tmp_path: Path) -> None:
    first, second = report("a.txt"), report("b.txt", publisher="Southern Post", agency="Northern Wire")
    keep(tmp_path, (first, (transfer(first),)), (second, ()))
    with client_of(tmp_path) as client:
        page = client.get("/sources").text
    assert "2 publishers on record" in page
    assert page.index("Northern Wire") < page.index("Southern Post")
    assert "100 %" in page


def test_a_partnership_shows_both_directions_and_the_measures(tmp_path: Path) -> None:
    there, back = report("a.txt"), report("b.txt", text="Russia has given Iran jets.", publisher="Southern Post")
    jets = (Item(category="aircraft", text="jets"),)
    said = transfer(back, "Russia has given Iran jets", supplier=("RU",), recipient=("IR",), items=jets)
    keep(tmp_path, (there, (transfer(there),)), (back, (said,)))
    with client_of(tmp_path) as client:
        assert "Iran and Russia" in client.get("/partnerships").text
        page = client.get("/partnerships/IR/RU").text
        there_at, back_at = page.index("From Iran to Russia"), page.index("From Russia to Iran")
        assert there_at < page.index("<bdi>Shahed</bdi>") < back_at < page.index(">aircraft<")
        assert "Resolution 1747 (2007), paragraph 5" in page
        assert client.get("/partnerships?one=Iran&other=Russia").headers["location"] == "/partnerships/IR/RU"
        assert client.get("/partnerships/IR/XX").status_code == 404


def test_a_measure_stands_as_of_the_day_with_both_positions(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    with client_of(tmp_path) as client:
        now = client.get("/measures/un-1747-p5?as_of=2026-01-01").text
        then = client.get("/measures/un-1747-p5?as_of=2010-01-01").text
        assert "Both positions" in now
        assert "disputed</span> on 2026-01-01" in now
        assert "in force</span> on 2010-01-01" in then
        assert "Both positions" not in then
        assert client.get("/measures/none-such").status_code == 404


def test_a_list_entry_shows_what_its_list_says_and_what_was_decided(tmp_path: Path) -> None:
    database = make_workspace(tmp_path)
    fill(database, tmp_path)
    with client_of(tmp_path) as client:
        page = client.get("/parties?q=Timur Arslanov").text
        entry = page.split('href="/parties/')[1].split('"')[0]
        told = client.get(f"/parties/{entry}").text
        assert "Тимур Арсланов" in told
        assert "1971-03-12" in told
        assert client.get("/parties/nobody:1").status_code == 404


def test_parties_of_the_record_items_and_programmes(tmp_path: Path) -> None:
    one_report(tmp_path)
    with client_of(tmp_path) as client:
        assert "Supplies" in client.get("/parties/record/IR").text
        assert client.get("/parties/record/Nobody At All").status_code == 404
        item = client.get("/items/uav/Shahed").text
        assert "1 </b>" in item or "<b>1</b>" in item
        assert client.get("/items/teapots").status_code == 404
        assert client.get("/items/uav/No-Such-1").status_code == 404
        programme = client.get("/programmes/iran-uav").text
        assert "Shahed" in programme
        assert "no entry with a strongly like name" in programme or "us-" in programme
        assert client.get("/programmes/none").status_code == 404


def test_the_positions_on_a_disputed_measure_stand_apart_by_side_as_in_briefs(tmp_path: Path) -> None:
    day = dt.date(2026, 1, 1)
    disputed = {m.id: period.disputed for m in load_facts().measures.values() if (period := m.on(day)[1]) and period.disputed}
    assert disputed
    make_workspace(tmp_path)
    with client_of(tmp_path) as client:
        for id, told in disputed.items():
            sides = lxml.html.fromstring(client.get(f"/measures/{id}?as_of={day}").text).xpath("//div[@class='versus']/div")
            shown = [(side.findtext("h3") or "", side.findtext("p")) for side in sides]
            assert shown == positions(told)
            assert len(shown) >= 2


def test_many_publishers_are_told_page_by_page(tmp_path: Path) -> None:
    keep(tmp_path, *((report(f"{n:03}.txt", publisher=f"Paper {n:03}"), ()) for n in range(130)))
    with client_of(tmp_path) as client:
        first, second, beyond = (client.get(f"/sources?page={page}").text for page in ("1", "2", "99"))
    assert "<h1>130 publishers on record</h1>" in first
    assert first.count('data-label="Denials"') == 100
    assert second.count('data-label="Denials"') == 30
    assert "page 2 of 2" in second
    assert "page 2 of 2" in beyond


def test_the_feed_of_a_list_that_nobody_knows_is_not_there(tmp_path: Path) -> None:
    with client_of(tmp_path) as client:
        refused = client.get("/lists/nosuch/changes.atom")
        assert refused.status_code == 404
        assert refused.json()["error"]["message"] == "there is no list 'nosuch'"
