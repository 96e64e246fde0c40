"""Web archives: their pages, and what damage takes and does not take with it."""

from __future__ import annotations

import datetime as dt
import functools
import gzip
import zlib
from pathlib import Path

import brotli
import pytest

from enduse.errors import UnreadableError
from enduse.read import archive_stretches, packed_members
from enduse.read.archives import archived_pages
from enduse.read.page import clean
from enduse.read.sources import MAX_BYTES, Problem, Source, find_sources

PAGE = b"<html><body><p>Iran sent 400 drones to Russia, the White House said.</p></body></html>"

#: Packed the same at any moment: the bytes are in the tests' names, which all processes must agree on.
packed = functools.partial(gzip.compress, mtime=0)


def warc_record(uri: str, status: str, kind: str, body: bytes, *, encoding: str = "") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{encoding}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2023-05-15T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{zlib.crc32(uri.encode()):032x}>\r\nContent-Type: application/http; msgtype=response\r\n"
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
        warc_record("https://a.example/2", "200 OK", "text/html", packed(body), encoding="Content-Encoding: gzip\r\n"),
    ]
    path = tmp_path / ("a.warc.gz" if compressed else "a.warc")
    path.write_bytes(b"".join(packed(record) if compressed else record for record in records))
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
        (packed(b"".join(archive()))[:-30], 1),
        (b"".join(archive())[:-20], 5),
        (b"".join([*archive()[:3], b"\r\n!!\r\n\r\n", *archive()[3:]]), 3),
        (b"".join(archive(wrong="99999")), 2),
        (b"".join(archive(wrong="-5")), 2),
        (b"".join([*map(packed, archive()[:3]), b"garbage", *map(packed, archive()[3:])]), 3),
    ],
)
def test_what_an_archive_loses_is_told(tmp_path: Path, data: bytes, pages: int) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    *read, last = find_sources([str(tmp_path / "a.warc")], fetcher=None)
    assert len([source for source in read if isinstance(source, Source)]) >= pages
    assert isinstance(last, Problem)
    assert "a.warc" in str(last)


@pytest.mark.parametrize("data", [b"".join(archive()), b"".join(map(packed, archive())), packed(b"".join(archive()))])
def test_a_whole_archive_loses_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    assert [type(source) for source in find_sources([str(tmp_path / "a.warc")], fetcher=None)] == [Source] * 6


def read(path: Path, data: bytes) -> tuple[dict[str, bytes], str]:
    """The pages of an archive by the ends of their addresses, and what is told of it."""
    path.write_bytes(data)
    pages = {}
    try:
        for page in archived_pages(path, MAX_BYTES):
            pages[page.url.rpartition("/")[2]] = page.data
    except UnreadableError as error:
        return pages, str(error)
    return pages, ""


def spoilt(record: bytes, place: int = 60) -> bytes:
    return record[:place] + bytes(b ^ 0xFF for b in record[place : place + 4]) + record[place + 4 :]


def members() -> list[bytes]:
    return [packed(record) for record in archive()]


@pytest.mark.parametrize("is_packed", [False, True])
@pytest.mark.parametrize(
    ("headers", "body", "told"),
    [
        ("Content-Encoding: gzip", PAGE, "read as it stands"),
        ("Content-Encoding: br", PAGE, "read as it stands"),
        ("Content-Encoding: zstd", PAGE, "read as it stands"),
        ("Content-Encoding: br", b"\x1b\x07\x00\xf8\xff\x00\x01" * 20, "left out"),
        ("Content-Encoding: br", brotli.compress(PAGE)[:-1], "left out"),
        ("Content-Encoding: br", brotli.compress(PAGE)[:20], "left out"),
        ("Content-Encoding: zstd", b"\x28\xb5\x2f\xfd" + bytes(90), "left out"),
        ("Content-Encoding: gzip", spoilt(packed(PAGE), 20), "left out"),
        ("Content-Encoding: gzip", packed(PAGE)[:-20], "left out"),
        ("Transfer-Encoding: chunked", b"40\r\n" + PAGE, "left out"),
    ],
)
def test_a_false_or_broken_encoding_is_told_and_takes_nothing_else(
    tmp_path: Path, headers: str, body: bytes, told: str, is_packed: bool
) -> None:
    records = archive()
    records[2] = warc_record("https://a.example/2", "200 OK", "text/html", body, encoding=f"{headers}\r\n")
    pages, words = read(tmp_path / "a.warc", b"".join(packed(r) if is_packed else r for r in records))
    assert pages == {str(n): PAGE for n in range(6) if n != 2 or told != "left out"}
    assert told in words
    assert "1 page is" in words
    assert "https://a.example/2" in words


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Transfer-Encoding: chunked", b"%x\r\n%s\r\n5;x=y\r\n%s\r\n0\r\n\r\n" % (len(PAGE) - 5, PAGE[:-5], PAGE[-5:])),
        ("Transfer-Encoding: chunked", PAGE),
        ("Content-Encoding: deflate", zlib.compress(PAGE)),
        ("Content-Encoding: deflate", zlib.compress(PAGE, wbits=-15)),
        ("Content-Encoding: deflate, gzip", packed(zlib.compress(PAGE))),
        ("Content-Encoding: gzip", packed(PAGE[:30]) + packed(PAGE[30:])),
        ("Content-Encoding: identity", PAGE),
    ],
)
def test_a_body_is_given_as_the_server_meant_it(tmp_path: Path, headers: str, body: bytes) -> None:
    record = warc_record("https://a.example/1", "200 OK", "text/html", body, encoding=f"{headers}\r\n")
    assert read(tmp_path / "a.warc", record) == ({"1": PAGE}, "")


@pytest.mark.parametrize(
    "damaged",
    [
        spoilt(members()[2]),
        spoilt(members()[2], len(members()[2]) - 8),
        members()[2][:-40],
        spoilt(members()[2], 0),
        packed(archive(wrong="99999")[2]),
        packed(archive(wrong="10")[2]),
        packed(archive()[2][:-40]),
    ],
)
def test_a_broken_member_takes_no_other_with_it(tmp_path: Path, damaged: bytes) -> None:
    for place in range(6):
        parts = members()
        parts[place] = damaged
        pages, words = read(tmp_path / "a.warc.gz", b"".join(parts))
        if place or damaged[:2] == b"\x1f\x8b":  # by its first bytes the form of a file is told
            assert pages == {str(n): PAGE for n in range(6) if n != place}
            assert "wrong length: 1 of 6" in words


@pytest.mark.parametrize("wrong", ["99999", "600", "450", "10", "-5", "abc"])
def test_a_wrong_length_takes_no_other_record_with_it(tmp_path: Path, wrong: str) -> None:
    pages, words = read(tmp_path / "a.warc", b"".join(archive(wrong=wrong)))
    assert pages == {str(n): PAGE for n in range(6) if n != 2}
    assert "wrong length: 1 of 6" in words


def test_garbage_between_records_takes_none_with_it(tmp_path: Path) -> None:
    for parts in (archive(), members()):
        for place in range(1, 6):
            pages, words = read(tmp_path / "a.warc", b"".join([*parts[:place], b"\r\n!!\xff\r\n" * 9, *parts[place:]]))
            assert len(pages) == 6
            assert words


def test_members_that_are_not_cut_by_records_are_one_stream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = b"".join(archive())
    blocks = b"".join(packed(whole[at : at + 333]) for at in range(0, len(whole), 333))
    assert read(tmp_path / "a.warc.gz", blocks) == ({str(n): PAGE for n in range(6)}, "")
    monkeypatch.setattr(packed_members, "_MOST_HELD", 100)  # as a member of many records that is larger than what is kept
    monkeypatch.setattr(packed_members, "_CHUNK", 150)
    assert read(tmp_path / "a.warc.gz", packed(whole)) == ({str(n): PAGE for n in range(6)}, "")
    pages, words = read(tmp_path / "a.warc.gz", packed(whole)[:-30] + b"".join(members()[5:]))
    assert pages.keys() >= {"0", "1", "2", "5"}
    assert words


def test_a_page_that_quotes_an_archive_ends_none(tmp_path: Path) -> None:
    quoting = PAGE + b"\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n"
    record = warc_record("https://a.example/1", "200 OK", "text/html", quoting)
    for data in (record, packed(record), record * 2):
        assert read(tmp_path / "a.warc", data) == ({"1": quoting}, "")


def test_many_wrong_lengths_cost_by_the_size_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each says that it goes to the end of the file; read again and again, they would take hours."""
    count, given, plain = 4_000, 0, archive_stretches.PlainStretch.read

    def counted(self: archive_stretches.PlainStretch, size: int) -> bytes:
        nonlocal given
        data = plain(self, size)
        given += len(data)
        return data

    monkeypatch.setattr(archive_stretches, "_READ_AGAIN", 0)
    monkeypatch.setattr(archive_stretches.PlainStretch, "read", counted)
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %07d\r\n\r\n"
    data = b"".join((head % (90 * (count - n) - 200)).ljust(90, b".") for n in range(count))
    assert "can be read" in read(tmp_path / "a.warc", data)[1]
    assert given < 3 * len(data)
