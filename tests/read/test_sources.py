"""What stands behind the things that people type."""

from __future__ import annotations

import datetime as dt
import gzip
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


@pytest.mark.parametrize("content", ["not json", "[]", '{"a.txt": "2023"}'])
def test_a_broken_sidecar_is_a_problem_once(tmp_path: Path, content: str) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Tanks")
    (tmp_path / "about.json").write_text(content)
    found = list(find_sources([str(tmp_path)], fetcher=None))
    assert [type(source) for source in found] == [Problem, Source, Source]
    assert "about.json" in found[0].name


def test_missing_files_and_empty_folders_are_problems(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "letter.docx").write_bytes(b"PK")
    found = list(find_sources([str(tmp_path / "no.txt"), str(tmp_path / "empty"), str(tmp_path)], fetcher=None))
    assert all(isinstance(problem, Problem) and "\n" not in problem.message for problem in found)
    assert ["no such file" in found[0].message, "no page" in found[1].message, "save it as" in found[2].message] == [True] * 3  # type: ignore[union-attr]


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


def warc_record(uri: str, status: str, kind: str, body: bytes, *, encoding: str = "") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{encoding}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2023-05-15T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash(uri)):032x}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("compressed", [False, True])
def test_archives_give_their_pages(tmp_path: Path, compressed: bool) -> None:
    body = b"<html><body><article><p>Iran sent 400 drones to Russia, the White House said.</p></article></body></html>"
    records = [
        warc_record("https://a.example/1", "200 OK", "text/html; charset=utf-8", body),
        warc_record("https://a.example/logo", "200 OK", "image/png", b"\x89PNG"),
        warc_record("https://a.example/404", "404 Not Found", "text/html", body),
        warc_record("https://a.example/2", "200 OK", "text/html", gzip.compress(body), encoding="Content-Encoding: gzip\r\n"),
    ]
    path = tmp_path / ("a.warc.gz" if compressed else "a.warc")
    path.write_bytes(b"".join(gzip.compress(record) if compressed else record for record in records))
    sources = list(find_sources([str(path)], fetcher=None))
    assert [source.name for source in sources] == ["https://a.example/1", "https://a.example/2"]
    for source in sources:
        assert isinstance(source, Source)
        assert "400 drones" in clean(source).text
        assert source.fetched_at == dt.datetime(2023, 5, 15, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize("data", [b"", b"no archive at all", b"\x1f\x8bbroken"])
def test_a_broken_archive_is_a_problem(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.warc.gz").write_bytes(data)
    assert [type(source) for source in find_sources([str(tmp_path / "a.warc.gz")], fetcher=None)] == [Problem]


def archive(*, wrong: str = "") -> list[bytes]:
    body = b"<html><body><p>Iran sent 400 drones to Russia, the White House said.</p></body></html>"
    records = [warc_record(f"https://a.example/{n}", "200 OK", "text/html", body) for n in range(6)]
    if wrong:
        length = int(records[2].partition(b"Content-Length: ")[2].partition(b"\r")[0])
        records[2] = records[2].replace(b"Content-Length: %d" % length, b"Content-Length: " + wrong.encode(), 1)
    return records


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        (b"".join(archive())[:-60], 5),
        (gzip.compress(b"".join(archive()))[:-30], 1),
        (b"".join(archive())[:-20], 5),
        (b"".join([*archive()[:3], b"\r\n!!\r\n\r\n", *archive()[3:]]), 3),
        (b"".join(archive(wrong="99999")), 2),
        (b"".join(archive(wrong="-5")), 2),
        (b"".join([*map(gzip.compress, archive()[:3]), b"garbage", *map(gzip.compress, archive()[3:])]), 3),
    ],
)
def test_what_an_archive_loses_is_told(tmp_path: Path, data: bytes, pages: int) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    *read, last = find_sources([str(tmp_path / "a.warc")], fetcher=None)
    assert len([source for source in read if isinstance(source, Source)]) >= pages
    assert isinstance(last, Problem)
    assert "a.warc" in str(last)


@pytest.mark.parametrize(
    "data", [b"".join(archive()), b"".join(map(gzip.compress, archive())), gzip.compress(b"".join(archive()))]
)
def test_a_whole_archive_loses_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    assert [type(source) for source in find_sources([str(tmp_path / "a.warc")], fetcher=None)] == [Source] * 6
