"""The ledger's page: the question in its address, the answer in words, the register's manners, the same in other forms."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest

from enduse.model import Item, Quantity

from .clients import client_of, form_token, make_key, sign_in
from .page_record import keep, one_report, report, transfer


def fill(folder: Path) -> None:
    """Drones from Iran to Russia, twice told, and aircraft the other way, some time later."""
    first, second = report("a.txt"), report("b.txt", publisher="Southern Post", published=dt.date(2024, 5, 3))
    third = report("c.txt", text="Russia may sell Iran jets.", published=dt.date(2024, 6, 1))
    drones = Item(category="uav", text="drones", quantity=Quantity(low=400, text="more than 400"))
    jets = (Item(category="aircraft", text="jets", designation="Su-35"),)
    keep(
        folder,
        (first, (transfer(first, items=(drones,)),)),
        (second, (transfer(second, items=(drones,)),)),
        (
            third,
            (transfer(third, "Russia may sell Iran jets", supplier=("RU",), recipient=("IR",), items=jets, status="offered"),),
        ),
    )


def test_the_heading_says_the_question_in_words(tmp_path: Path) -> None:
    fill(tmp_path)
    with client_of(tmp_path) as client:
        assert "<h1>3 transfers on record</h1>" in client.get("/transfers").text
        assert (
            "1 transfer where supplier is Iran and status is delivered"
            in client.get("/transfers?supplier=IR&status=delivered").text
        )
        assert "supplier is Iran" in client.get("/transfers?supplier=Tehran").text
        assert "item is “su-35”" in client.get("/transfers?item=su-35").text


def test_uncertain_numbers_stand_in_brackets_and_unknown_ones_as_two_points(tmp_path: Path) -> None:
    fill(tmp_path)
    with client_of(tmp_path) as client:
        page = client.get("/transfers").text
    assert "(≥ 400)" in page
    assert '<span class="number" title="number unknown">..</span>' in page


def test_facets_count_what_the_rest_of_the_question_leaves(tmp_path: Path) -> None:
    fill(tmp_path)
    with client_of(tmp_path) as client:
        page = client.get("/transfers?supplier=RU").text
    russia, iran = (
        page.index('<bdi>Russia</bdi></a> <span class="count">2</span>'),
        page.index('<bdi>Iran</bdi></a> <span class="count">1</span>'),
    )
    assert russia < iran
    assert "?supplier=RU&amp;supplier=IR" in page  # a second value is one link away


def test_the_day_leaves_out_what_was_published_later(tmp_path: Path) -> None:
    fill(tmp_path)
    with client_of(tmp_path) as client:
        page = client.get("/transfers?as_of=2024-05-02").text
        assert "1 transfer on record, as known on 2024-05-02" in page
        assert "as_of=2024-05-02" in page.split('<a class="go" href="')[1].split('"')[0]
        assert "is no day" in client.get("/transfers?as_of=tomorrow").text
        assert "as known on 2024-05-31" in client.get("/transfers?as_of=2024-05").text


def test_sorting_is_in_the_address(tmp_path: Path) -> None:
    fill(tmp_path)
    with client_of(tmp_path) as client:
        rising = client.get("/transfers?sort=first").text
        falling = client.get("/transfers?sort=-first").text
        assert rising.index(">drones (UAVs)</a>") < rising.index("<bdi>Su-35</bdi>")
        assert falling.index("<bdi>Su-35</bdi>") < falling.index(">drones (UAVs)</a>")
        assert 'aria-sort="descending"' in falling
        assert "cannot be sorted by &#39;colour&#39;" in client.get("/transfers?sort=colour").text


@pytest.mark.parametrize("suffix", [".json", ".csv", ".xlsx", ".ftm.json", ".stix.json", ".atom"])
def test_the_same_question_in_other_forms(tmp_path: Path, suffix: str) -> None:
    fill(tmp_path)
    with client_of(tmp_path) as client:
        everything, iran = client.get(f"/transfers{suffix}"), client.get(f"/transfers{suffix}?supplier=IR")
    assert everything.status_code == iran.status_code == 200
    assert len(everything.content) > len(iran.content)
    if suffix == ".csv":
        assert [row["supplier"] for row in csv.DictReader(io.StringIO(iran.text))] == ["IR"]
    if suffix == ".json":
        assert iran.json()["heading"] == "1 transfer where supplier is Iran"
        assert [t["recipient"] for t in iran.json()["transfers"]] == ["RU"]


def test_nobody_of_that_name_is_said_and_nothing_is_found(tmp_path: Path) -> None:
    one_report(tmp_path)
    with client_of(tmp_path) as client:
        page = client.get("/transfers?supplier=Atlantis")
    assert page.status_code == 200
    assert "names nobody who is known" in page.text
    assert "0 transfers where supplier is Atlantis" in page.text


def test_years_are_told_from_the_newest_however_many_each_has(tmp_path: Path) -> None:
    told = {"a.txt": dt.date(2022, 5, 1), "b.txt": dt.date(2024, 5, 1), "c.txt": dt.date(2023, 5, 1), "d.txt": None}
    found = []
    for place, (name, day) in enumerate(told.items()):
        document = report(name, published=day)
        items = [Item(category=category, text=category) for category in ("uav", "missile", "ship")[: 1 + place % 2]]
        found.append((document, tuple(transfer(document, items=(item,), supplier=(name,)) for item in items)))
    keep(tmp_path, *found)
    with client_of(tmp_path) as client:
        page = client.get("/transfers").text
    years = [page.index(f"<bdi>{words}</bdi></a>") for words in ("2024", "2023", "2022", "undated")]
    assert years == sorted(years)


def test_the_record_of_a_day_says_how_many_reports_without_a_day_it_leaves_out(tmp_path: Path) -> None:
    dated, undated = report("a.txt"), report("b.txt", published=None)
    keep(tmp_path, (dated, (transfer(dated),)), (undated, (transfer(undated),)))
    with client_of(tmp_path) as client:
        assert "without a day of publication" not in client.get("/transfers").text
        for path in ("/transfers", "/documents", "/sources", "/partnerships/IR/RU"):
            assert "1 report without a day of publication is left out." in client.get(f"{path}?as_of=2024-05-02").text


def test_a_kept_page_follows_the_record_and_the_as_of_day(tmp_path: Path) -> None:
    fill(tmp_path)
    with client_of(tmp_path) as client:
        first = client.get("/transfers").text
        assert client.get("/transfers").text == first
        assert "<h1>1 transfer on record, as known on 2024-05-31</h1>" in client.get("/transfers?as_of=2024-05").text
        later = report("d.txt", text="Iran sent Russia missiles.", published=dt.date(2024, 7, 1))
        missiles = (Item(category="missile", text="missiles"),)
        keep(tmp_path, (later, (transfer(later, "Iran sent Russia missiles", items=missiles),)))
        assert "<h1>4 transfers on record</h1>" in client.get("/transfers").text


def test_a_kept_page_shows_and_guards_each_reader_for_themselves(tmp_path: Path) -> None:
    fill(tmp_path)
    keys = {name: make_key(tmp_path, "read", name) for name in ("Ada", "Grace")}
    seen = {}
    with client_of(tmp_path, is_open=False) as client:
        for name in ("Ada", "Grace", "Ada"):
            client.cookies.clear()
            sign_in(client, keys[name])
            page = client.get("/transfers").text
            assert f"<bdi>{name}</bdi>" in page
            assert "enduse-form-field" not in page
            token = form_token(page)
            assert token not in seen, "the page of one session holds the token of another"
            seen[token] = name
            answer = client.post("/sign-out", data={"csrf_token": token})
            assert answer.status_code == 303


@pytest.mark.parametrize("words", ["0000", "2022-00", "2022-13", "2022-99", "2022-02-30", "2022-12-00", "2022-W01-1", "hello"])
def test_what_is_no_day_is_said_and_is_not_read_as_another(tmp_path: Path, words: str) -> None:
    fill(tmp_path)
    with client_of(tmp_path) as client:
        shown = client.get("/transfers", params={"as_of": words})
        assert shown.status_code == 200
        assert "is no day; write it as 2022-12-09" in shown.text
        assert client.get("/transfers", params={"since": words}).status_code == 200
        assert client.get("/api/v1/transfers", params={"as_of": words}).status_code == 422
        assert client.get("/api/v1/transfers", params={"since": words}).status_code == 422


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "ftm.json", "stix.json", "jsonl", "atom"])
def test_a_file_of_what_is_no_day_is_refused(tmp_path: Path, form: str) -> None:
    fill(tmp_path)
    with client_of(tmp_path) as client:
        refused = client.get(f"/transfers.{form}?as_of=yesterday")
        assert refused.status_code == 422
        assert refused.json()["error"]["message"] == "as of 'yesterday' is no day"
        assert refused.json()["error"]["what_to_do"] == "write it as 2022-12-09"


@pytest.mark.parametrize("form", ["html", "md", "pdf"])
def test_a_brief_of_what_is_no_day_is_refused(tmp_path: Path, form: str) -> None:
    fill(tmp_path)
    with client_of(tmp_path) as client:
        refused = client.get(f"/briefs/partnership/IR/RU.{form}?as_of=yesterday")
        assert refused.status_code == 422
        assert "is no day" in refused.text


@pytest.mark.parametrize("address", ["/transfers?page=²", "/documents?page=²", "/review/findings?at=²"])
def test_a_page_that_is_no_number_is_the_first(tmp_path: Path, address: str) -> None:
    fill(tmp_path)
    with client_of(tmp_path) as client:
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("slip", ["status=nonsense", "category=drones", "disputed=maybe", "sources=abc"])
def test_a_slip_in_a_filter_is_told_and_not_read_as_nothing_on_record(tmp_path: Path, slip: str) -> None:
    fill(tmp_path)
    with client_of(tmp_path) as client:
        page = client.get(f"/transfers?{slip}").text
        assert 'class="notice wrong"' in page
        assert "it is one of" in page
        assert client.get(f"/transfers.json?{slip}").json()["problems"]
        assert 'class="notice wrong"' not in client.get("/transfers?status=delivered&sources=one&disputed=no&category=uav").text
