"""Inputs of every kind give the same rows, whole, numbered, and a little at a time."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import os
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest

from enduse.batch.chunks import Chunk, cut
from enduse.batch.inputs import Input, find_inputs, stretches
from enduse.batch.rows import rows_of
from enduse.errors import InputError

from .builders import batch, documents, reading, write_json_lines, write_parquet


def write_csv(path: Path, rows: list[dict[str, Any]], *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, rows: list[dict[str, Any]]) -> Path:
    return write_sheet(path, list(rows[0]), *(list(row.values()) for row in rows))


def write_sheet(path: Path, *rows: list[Any]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def packed(path: Path) -> Path:
    with gzip.open(f"{path}.gz", "wb") as stream:
        stream.write(path.read_bytes())
    return Path(f"{path}.gz")


def the(path: Path) -> Input:
    (found,) = find_inputs([str(path)])
    return found


def rows(path: Path) -> list[Any]:
    return [row for stretch in stretches(the(path)) for row in rows_of(stretch.batch)]


def test_all_tables_give_the_same_rows(tmp_path: Path) -> None:
    given = documents(600)
    paths = [
        write_parquet(tmp_path / "a.parquet", given),
        write_json_lines(tmp_path / "a.jsonl", given),
        write_csv(tmp_path / "a.csv", given),
        write_csv(tmp_path / "b.tsv", given, encoding="utf-8-sig", delimiter="\t"),
        write_xlsx(tmp_path / "a.xlsx", given),
    ]
    paths += [packed(path) for path in paths[1:3]]
    for path in paths:
        assert rows(path) == given, path


def test_a_cell_may_hold_a_whole_report_with_lines_and_quotes(tmp_path: Path) -> None:
    given = [{"name": "a", "text": 'He said:\n"No."\n' * 20_000}, {"name": "b", "text": "short"}]
    assert rows(write_csv(tmp_path / "a.csv", given)) == given


def test_other_encodings_are_told_by_the_bytes(tmp_path: Path) -> None:
    given = [{"name": "a", "text": "Müller, Straße 5"}]
    for encoding in ("cp1252", "utf-16"):
        assert rows(write_csv(tmp_path / f"{encoding}.csv", given, encoding=encoding)) == given


def test_pages_of_a_web_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(
        gzip.compress(response("https://a.example/1", b"<p>one</p>") + response("https://a.example/2", b"<p>two</p>"))
    )
    got = rows(path)
    assert [row["url"] for row in got] == ["https://a.example/1", "https://a.example/2"]
    assert got[1]["data"] == b"<p>two</p>"
    assert got[1]["media_type"].startswith("text/html")


def test_when_a_page_was_fetched_is_known(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(response("https://a.example/1", b"<p>one</p>"))
    assert rows(tmp_path / "a.warc")[0]["fetched_at"] == dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("kind", ["warc", "warc.gz", "xlsx", "csv", "csv.gz", "jsonl", "parquet"])
def test_how_far_it_is_in_an_input_grows_to_its_size(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    given = [{"name": f"n{n}", "text": os.urandom(2000).hex()} for n in range(1500)]
    pages = [response(f"https://a.example/{row['name']}", row["text"].encode()) for row in given]
    match kind:
        case "warc" | "warc.gz":
            path.write_bytes(b"".join(map(gzip.compress, pages) if kind == "warc.gz" else pages))
        case "csv.gz":
            packed(write_csv(tmp_path / "a.csv", given))
        case _:
            {"xlsx": write_xlsx, "csv": write_csv, "jsonl": write_json_lines, "parquet": write_parquet}[kind](path, given)
    size = path.stat().st_size  # some megabytes, by which what is packed is read
    places = [stretch.position for stretch in stretches(the(path))]
    assert len(places) > 4
    assert places == sorted(places)
    assert 0 < places[0] < size / 2
    assert size / 2 < places[-1] <= size


def test_a_sheet_has_its_headings_blanks_and_cells_as_a_table_has(tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path / "a.XLSX", ["Our archive"], [], ["name", "text", "published"], ["a", "one", dt.date(2026, 5, 4)], [],
        ["b", 854231, 2.0, "a remark"], ["c", "=A1"], ["d", 2.5, True],
    )  # fmt: skip
    (stretch,) = stretches(the(path), reading().headings)
    first, blank, numbers, formula, last = rows_of(stretch.batch)
    assert (stretch.first, blank) == (4, None)
    assert first == {"name": "a", "text": "one", "published": "2026-05-04 00:00:00"}
    assert (numbers["text"], numbers["published"]) == ("854231", "2")
    assert (formula, formula.problems) == ({"name": "c"}, ("its text is a formula without a value",))
    assert last == {"name": "d", "text": "2.5", "published": "True"}


def test_a_sheet_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"nonsense" * 100)
    with pytest.raises(InputError, match=r"a\.xlsx: is no XLSX"):
        rows(tmp_path / "a.xlsx")


def response(url: str, body: bytes) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{url[-1] * 8}-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_documents_may_have_a_title_above_their_headings_and_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Our archive\n\nname,text\na,one\n,\n\nb,two,,\n", encoding="utf-8")
    (stretch,) = stretches(the(path), reading().headings)
    assert (stretch.first, list(rows_of(stretch.batch))) == (
        4, [{"name": "a", "text": "one"}, None, None, {"name": "b", "text": "two"}],
    )  # fmt: skip


def test_a_row_with_cells_beyond_the_headings_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,text\na,one, two\nb,three\n", encoding="utf-8")
    broken, whole = rows(path)
    assert "more cells" in broken.problem
    assert whole == {"name": "b", "text": "three"}


def test_a_byte_of_another_encoding_sinks_nothing(tmp_path: Path) -> None:
    given = documents(1500)
    tables = write_csv(tmp_path / "a.csv", given), write_json_lines(tmp_path / "a.jsonl", given)
    for path in tables:
        data = path.read_bytes()
        assert len(data) > 100_000
        place = data.index(given[1400]["name"].encode())
        path.write_bytes(data[:place] + b"\xe9" + data[place:])
        assert rows(path)[1400]["name"] == "é" + given[1400]["name"]
        assert len(rows(path)) == 1500


def test_a_mark_that_is_never_closed_takes_no_rows_with_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('name,text\na,one\nb,"two\nc,three\nd,four\n', encoding="utf-8")
    first, told, *rest = rows(path)
    assert first == {"name": "a", "text": "one"}
    assert "quotation marks" in told.problem
    assert [row["name"] for row in rest] == ["b", "c", "d"]


def test_json_without_end_of_its_depth_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"name": ' + "[" * 900 + "]" * 900 + '}\n{"name": "b"}\n', encoding="utf-8")
    deep, whole = rows(path)
    assert "too deeply" in deep.problem
    assert whole == {"name": "b"}


def test_what_comes_before_a_break_is_used(tmp_path: Path) -> None:
    path = packed(write_json_lines(tmp_path / "a.jsonl", [{"n": n, "text": os.urandom(30).hex()} for n in range(5000)]))
    path.write_bytes(path.read_bytes()[:-5000])
    got = []
    waiting = stretches(the(path))
    with pytest.raises(InputError, match="breaks off"):  # noqa: PT012  what came before the break is kept
        for stretch in waiting:
            got += list(rows_of(stretch.batch))
    assert [row["n"] for row in got[:-1]] == list(range(len(got) - 1))
    assert len(got) > 3000


@pytest.mark.parametrize(("make", "name"), [(write_csv, "a.csv"), (write_json_lines, "a.jsonl")])
def test_of_a_small_packed_file_that_is_cut_what_comes_before_is_used(tmp_path: Path, make: Any, name: str) -> None:
    path = packed(make(tmp_path / name, given := documents(40)))
    path.write_bytes(path.read_bytes()[:-9])
    got = []
    with pytest.raises(InputError, match="breaks off"):  # noqa: PT012  what came before the break is kept
        for stretch in stretches(the(path)):
            got += list(rows_of(stretch.batch))
    assert len(got) > 30
    assert got == given[: len(got)]


@pytest.mark.parametrize(("make", "name"), [(write_csv, "a.csv"), (write_json_lines, "a.jsonl")])
def test_a_packed_file_that_is_damaged_in_its_middle_is_told(tmp_path: Path, make: Any, name: str) -> None:
    path = packed(make(tmp_path / name, [{"text": os.urandom(30).hex()} for _ in range(5000)]))
    data = path.read_bytes()
    path.write_bytes(data[:100_000] + bytes(b ^ 0xFF for b in data[100_000:100_200]) + data[100_200:])
    got = []
    with pytest.raises(InputError, match="breaks off"):  # noqa: PT012  what came before the break is kept
        for stretch in stretches(the(path)):
            got += list(rows_of(stretch.batch))
    assert len(got) > 1000


def test_a_file_that_is_no_parquet_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"nonsense" * 100)
    with pytest.raises(InputError, match=r"a\.parquet: breaks off"):
        rows(tmp_path / "a.parquet")


def test_a_folder_gives_its_files_in_order_and_leaves_out_what_is_none(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.csv", "notes.docx", "_manifest.jsonl", ".hidden.csv", "about.json", "~$open.xlsx"):
        (tmp_path / name).write_text("name\nx\n", encoding="utf-8")
    assert [Path(found.name).name for found in find_inputs([str(tmp_path)])] == ["a.csv", "b.jsonl"]


def test_what_is_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write_json_lines(tmp_path / "a.jsonl", documents(2))
    assert find_inputs([str(path), str(tmp_path), str(tmp_path / "*.jsonl"), f"file://{path}"]) == [the(path)]


def test_patterns_are_looked_for_where_no_shell_does(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.jsonl", "c.csv", "in/d.jsonl", "e[1].jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"name": "x"}\n', encoding="utf-8")

    def names(pattern: str) -> list[str]:
        return [Path(found.name).name for found in find_inputs([str(tmp_path / pattern)])]

    assert names("?.jsonl") == ["a.jsonl", "b.jsonl"]
    assert names("**/d.*") == names("in*") == ["d.jsonl"]
    assert names("e[1].jsonl") == ["e[1].jsonl"]


@pytest.mark.parametrize("name", ["missing.csv", "report.docx", "empty"])
def test_what_cannot_be_an_input_is_told_at_once(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=name):
        find_inputs([str(tmp_path / name)])


def test_object_stores_come_through_fsspec() -> None:
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    for name in ("one.jsonl", "two.jsonl", "three.txt", "sub/_four.jsonl", "about.json"):
        store.pipe(f"/news/{name}", b'{"name": "%s"}\n' % name.encode())
    try:
        for given in (["memory://news"], ["memory://news/*.jsonl"], ["memory://news/one.jsonl", "memory://news/two.jsonl"]):
            found = find_inputs(given)
            got = [row for each in found for stretch in stretches(each) for row in rows_of(stretch.batch)]
            assert got == [{"name": "one.jsonl"}, {"name": "two.jsonl"}]
        with pytest.raises(InputError, match="nothing"):
            find_inputs(["memory://news/*.parquet"])
        with pytest.raises(InputError, match=r"memory://news/none\.csv: is not there"):
            find_inputs(["memory://news/none.csv"])
        with pytest.raises(InputError, match="nosuchthing"):
            find_inputs(["nosuchthing://news"])
    finally:
        store.rm("/news", recursive=True)


def test_addresses_of_files_are_files(tmp_path: Path) -> None:
    path = write_json_lines(tmp_path / "a b.jsonl", documents(3))
    for given in (f"file://{path}", f"file://{tmp_path}/*.jsonl", f"file://{tmp_path}"):
        assert find_inputs([given]) == find_inputs([str(path)])
    with pytest.raises(InputError, match="missing"):
        find_inputs([f"file://{tmp_path}/missing.csv"])


def test_a_store_with_faults_of_its_own_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    from fsspec.implementations.memory import MemoryFileSystem

    class NoKeysError(Exception):
        pass

    def refuse(*_: object, **__: object) -> None:
        raise NoKeysError

    monkeypatch.setattr(MemoryFileSystem, "isdir", refuse)
    with pytest.raises(InputError, match=r"memory://news: cannot be looked at \(NoKeysError\)"):
        find_inputs(["memory://news"])


def pieces(path: Path, size: int, **options: Any) -> list[Chunk]:
    return list(cut(stretches(the(path)), input=0, source=path.name, rows=size, **options))


@pytest.mark.parametrize(("count", "size"), [(1, 5), (5, 5), (6, 5), (256, 256), (257, 256), (600, 7), (600, 300), (512, 1000)])
def test_pieces_hold_every_row_once_and_the_last_is_known(tmp_path: Path, count: int, size: int) -> None:
    chunks = pieces(write_json_lines(tmp_path / "a.jsonl", documents(count)), size)
    assert [chunk.rows for chunk in chunks] == [size] * (count // size) + ([count % size] if count % size else [])
    assert [chunk.number for chunk in chunks] == list(range(len(chunks)))
    assert [chunk.is_last for chunk in chunks] == [False] * (len(chunks) - 1) + [True]
    assert [row["name"] for c in chunks for b in c.batches() for row in rows_of(b)] == [d["name"] for d in documents(count)]
    assert [chunk.first for chunk in chunks] == [1 + n * size for n in range(len(chunks))]
    singles = [single for chunk in chunks for single in chunk.single_rows()]
    assert [single.first for single in singles] == list(range(1, count + 1))


def test_large_rows_make_small_pieces(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "a.parquet", [{"text": "x" * 3_000_000} for _ in range(14)])
    chunks = pieces(path, 1000)
    assert len(chunks) > 1
    assert max(len(chunk.data) for chunk in chunks) < 60_000_000
    assert sum(chunk.rows for chunk in chunks) == 14


def test_rows_that_belong_together_are_never_parted(tmp_path: Path) -> None:
    references = [n // 4 for n in range(40)]
    path = write_parquet(tmp_path / "a.parquet", [{"reference": r} for r in references])

    def belong(one: pa.RecordBatch, other: pa.RecordBatch) -> bool:
        return bool(one.column(0)[0] == other.column(0)[0])

    for size in (1, 3, 4, 6, 39, 40, 50):
        chunks = pieces(path, size, belong=belong)
        found = [{row["reference"] for b in c.batches() for row in rows_of(b)} for c in chunks]
        assert sum(map(len, found)) == 10, size
        assert [row["reference"] for c in chunks for b in c.batches() for row in rows_of(b)] == references


def test_a_packed_piece_holds_its_own_rows_alone() -> None:
    whole = batch([{"text": "x" * 1000} for _ in range(10_000)])
    chunk = next(iter(cut(iter([stretch(whole)]), input=0, source="a", rows=10)))
    assert len(chunk.data) < 50_000


def stretch(whole: pa.RecordBatch) -> Any:
    from enduse.batch.kinds import Stretch

    return Stretch(first=1, batch=whole, position=0)
