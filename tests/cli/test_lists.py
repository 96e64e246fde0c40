"""`enduse lists`, as it is typed."""

from __future__ import annotations

import csv
import io
import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ..un_list import many, write_un_list
from .run import enduse, one_line, rows


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    folder = tmp_path / "site"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    "command", [("lists", "status"), ("lists", "diff", "a", "b"), ("batch", "screen", "a.jsonl", "-o", "out")]
)
def test_a_workspace_without_a_name_or_a_byte_is_refused(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "a.jsonl").write_text('{"consignee": "Foo"}\n', encoding="utf-8")
    (tmp_path / "empty.db").touch()
    assert "names no file" in one_line(enduse(*command, "--database", "sqlite:///", cwd=tmp_path))
    for place in ("empty.db", "sqlite:///empty.db"):
        told = one_line(enduse(*command, "--database", place, cwd=tmp_path))
        assert "empty.db is " in told
        assert "empty" in told
    assert (tmp_path / "empty.db").stat().st_size == 0
    assert not (tmp_path / "out").exists()


def test_load_status_and_diff(tmp_path: Path) -> None:
    one = write_un_list(tmp_path / "one.xml", many(12), day="2026-01-05")
    two = write_un_list(tmp_path / "two.xml", many(13), day="2026-02-05")
    assert rows(enduse("lists", "load", one, cwd=tmp_path))[0]["entries"] == 12
    (row,) = rows(enduse("lists", "load", two, cwd=tmp_path))
    assert (row["list"], row["outcome"], row["list_date"]) == ("un-sc", "new", "2026-02-05")
    states = {row["list"]: row for row in rows(enduse("lists", "status", cwd=tmp_path))}
    assert (states["un-sc"]["entries"], states["un-sc"]["list_date"], states["un-sc"]["stale"]) == (13, "2026-02-05", False)
    assert states["us-csl"]["entries"] is None
    (change,) = rows(enduse("lists", "diff", "un-sc@2026-01-05", "un-sc", cwd=tmp_path))
    assert (change["change"], change["entry"]) == ("added", "KPi.012")
    assert rows(enduse("lists", "diff", one, two, cwd=tmp_path)) == [change]


def test_without_any_list_the_status_says_what_to_do(tmp_path: Path) -> None:
    ran = enduse("lists", "status", "--format", "csv", cwd=tmp_path)
    assert ran.returncode == 3
    assert "lists update" in ran.stderr
    assert "un-sc" in {row["list"] for row in csv.DictReader(io.StringIO(ran.stdout))}


def test_an_update_over_the_network(tmp_path: Path, site: tuple[str, Path]) -> None:
    url, folder = site
    file = write_un_list(folder / "un.xml", many(900))
    (row,) = rows(enduse("lists", "update", "un-sc", "--url", f"{url}/un.xml", cwd=tmp_path))
    assert row["outcome"] == "new"
    file.write_text("<!doctype html><title>Maintenance</title>", encoding="utf-8")
    later = file.stat().st_mtime + 5  # the server tells changes by the second
    os.utime(file, (later, later))
    ran = enduse("lists", "update", "un-sc", "--url", f"{url}/un.xml", cwd=tmp_path)
    assert ran.returncode == 3
    assert "an HTML page in place of the list" in ran.stderr
    assert "the copy of 2026-02-27 stays in force" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [("load", "none.xml"), ("load", "text.txt"), ("diff", "a", "b"), ("update", "nothing")])
def test_what_cannot_be_done_is_told_in_one_line(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("no list at all\n", encoding="utf-8")
    one_line(enduse("lists", *arguments, cwd=tmp_path))


def test_the_table_is_for_people(tmp_path: Path) -> None:
    enduse("lists", "load", write_un_list(tmp_path / "one.xml", many(1200)), cwd=tmp_path)
    ran = enduse("lists", "status", "--format", "table", cwd=tmp_path)
    assert "1,200" in ran.stdout
    assert "not loaded" in ran.stdout


@pytest.mark.parametrize("width", [60, 80, 120, 160])
def test_the_table_tears_no_word_at_any_width(tmp_path: Path, width: int) -> None:
    enduse("lists", "load", write_un_list(tmp_path / "one.xml", many(1200)), cwd=tmp_path)
    ran = enduse("lists", "status", "--format", "table", cwd=tmp_path, env={"COLUMNS": str(width)})
    lines = ran.stdout.splitlines()
    assert max(map(len, lines)) <= width
    assert len(lines) < 60
    words = {word.strip(";,") for word in ran.stdout.split()}
    assert {"un-sc", "1,200", "2026-02-27", "Consolidated", "Security", "opensanctions", "Attribution-NonCommercial"} <= words
