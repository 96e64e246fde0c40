"""What stands behind the things that people type."""

from __future__ import annotations

import datetime as dt
import io
import json
import pickle
from pathlib import Path

import pytest

from enduse.errors import FetchError, UnreadableError
from enduse.read.fetch import Fetched, Fetcher
from enduse.read.page import clean
from enduse.read.sources import Problem, Source, find_sources

FEED = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Strait Wire</title>
<item><title>Drones reach Baku</title><link>https://strait.example/a</link><pubDate>Mon, 15 May 2023 10:00:00 GMT</pubDate>
<description>Turkey handed over twelve drones, officials said.</description></item>
<item><title>Gone</title><link>https://strait.example/gone</link></item></channel></rss>"""


class StandIn(Fetcher):
    """A fetcher that has its pages at hand."""

    def __init__(self, pages: dict[str, tuple[str, bytes]]) -> None:
        self.pages = pages

    def fetch(self, url: str) -> Fetched:
        if url not in self.pages:
            raise FetchError(f"{url}: the server answered 404; look at the address")
        kind, data = self.pages[url]
        return Fetched(url=url, data=data, sha256="", media_type=kind, fetched_at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC))


def names(*inputs: str) -> list[str]:
    return [source.name for source in find_sources(inputs, fetcher=None)]


def test_a_folder_is_read_in_order_with_its_sidecars(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    for path in ("b.txt", "a.html", "sub/c.md", ".hidden/d.txt", "groups.json", "photo.png"):
        (tmp_path / path).write_text("Tanks")
    (tmp_path / "about.json").write_text(json.dumps({"b.txt": {"published": "2023-05-15", "pages": 3}, "x": {}}))
    sources = list(find_sources([str(tmp_path)], fetcher=None))
    assert [source.name for source in sources] == [str(tmp_path / path) for path in ("a.html", "b.txt", "sub/c.md")]
    assert [dict(source.about) for source in sources if isinstance(source, Source)] == [{}, {"published": "2023-05-15"}, {}]
    alone = next(iter(find_sources([str(tmp_path / "b.txt")], fetcher=None)))
    assert isinstance(alone, Source)
    assert alone.about == {"published": "2023-05-15"}


def test_a_day_in_a_sidecar_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tanks")
    (tmp_path / "about.json").write_text(json.dumps({"a.txt": {"published": "03/04/2023"}}))
    told, page = find_sources([str(tmp_path)], fetcher=None)
    assert isinstance(told, Problem)
    assert "about.json: of a.txt, published '03/04/2023' is no day" in told.message
    assert isinstance(page, Source)


@pytest.mark.parametrize("content", ["not json", "[]", '{"a.txt": "2023"}', f'{{"a.txt": {"9" * 5_000}}}'])
def test_a_broken_sidecar_is_a_problem_once(tmp_path: Path, content: str) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Tanks")
    (tmp_path / "about.json").write_text(content)
    found = list(find_sources([str(tmp_path)], fetcher=None))
    assert [type(source) for source in found] == [Problem, Source, Source]
    assert "about.json" in found[0].name
    assert "sys." not in str(found[0])


def test_missing_files_and_empty_folders_are_problems(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "letter.docx").write_bytes(b"PK")
    found = list(find_sources([str(tmp_path / "no.txt"), str(tmp_path / "empty"), str(tmp_path)], fetcher=None))
    assert all(isinstance(problem, Problem) and "\n" not in problem.message for problem in found)
    assert ["no such file" in found[0].message, "no page" in found[1].message, "save it as" in found[2].message] == [True] * 3  # type: ignore[union-attr]


def test_what_is_given_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Iran sent drones.")
    path = str(tmp_path / "a.txt")
    assert [s.name for s in find_sources([path, path], fetcher=None)] == [path]


@pytest.mark.parametrize("address", ["ftp://example.org/a", "file:///etc/hostname", "S3://pages/a.html"])
def test_an_address_of_another_kind_is_told_from_a_missing_file(address: str) -> None:
    (found,) = find_sources([address], fetcher=None)
    assert isinstance(found, Problem)
    assert "only http and https" in found.message


def test_names_are_kept_as_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Tanks")
    monkeypatch.chdir(tmp_path)
    assert names("a.txt", "./a.txt", ".") == ["a.txt", "./a.txt", "./a.txt"]


def test_standard_input() -> None:
    source = next(iter(find_sources(["-"], fetcher=None, stdin=io.BytesIO(b"Iran sent 400 drones to Russia, he said."))))
    assert isinstance(source, Source)
    assert clean(source).text == "Iran sent 400 drones to Russia, he said."
    assert isinstance(next(iter(find_sources(["-"], fetcher=None))), Problem)
    assert isinstance(next(iter(find_sources(["-"], fetcher=None, stdin=io.BytesIO(b"x" * 11), max_bytes=10))), Problem)


def test_sources_travel_to_other_processes(tmp_path: Path) -> None:
    source = Source(name="a", path=tmp_path / "a", about={"title": "x"})
    assert pickle.loads(pickle.dumps(source)) == source


def test_loading_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 100)
    assert len(Source(name="a.txt", path=tmp_path / "a.txt").load(100)) == 100
    with pytest.raises(UnreadableError, match=r"a\.txt: larger than"):
        Source(name="a.txt", path=tmp_path / "a.txt").load(99)
    with pytest.raises(UnreadableError, match="no such file"):
        Source(name="b.txt", path=tmp_path / "b.txt").load()


def test_a_feed_gives_its_pages_and_says_what_it_knows_of_them() -> None:
    html = b"<html><body><p>Turkey handed over twelve drones to Azerbaijan on Monday, officials said.</p></body></html>"
    fetcher = StandIn(
        {"https://strait.example/feed": ("application/rss+xml", FEED.encode()), "https://strait.example/a": ("text/html", html)}
    )
    page, gone = find_sources(["https://strait.example/feed"], fetcher=fetcher)
    assert isinstance(page, Source)
    assert page.about == {"title": "Drones reach Baku", "publisher": "Strait Wire", "published": "2023-05-15"}
    assert isinstance(gone, Problem)
    document = clean(page)
    assert (document.published, document.publisher, document.url) == (
        dt.date(2023, 5, 15),
        "Strait Wire",
        "https://strait.example/a",
    )
    assert document.fetched_at == dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


def test_a_feed_file_without_fetching_gives_the_text_it_carries(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    page, gone = find_sources([str(tmp_path / "feed.xml")], fetcher=None)
    assert isinstance(page, Source)
    assert "twelve drones" in clean(page).text
    assert isinstance(gone, Problem)


def test_a_page_that_cannot_be_had_is_read_as_far_as_the_feed_carries_it() -> None:
    page, gone = find_sources(
        ["https://strait.example/feed"],
        fetcher=StandIn({"https://strait.example/feed": ("application/rss+xml", FEED.encode())}),
    )
    assert isinstance(page, Source)
    assert "twelve drones" in clean(page).text
    assert clean(page).url == "https://strait.example/a"
    assert isinstance(gone, Problem)


def test_addresses_need_a_fetcher() -> None:
    assert isinstance(next(iter(find_sources(["https://strait.example/a"], fetcher=None))), Problem)
