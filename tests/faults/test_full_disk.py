"""A disk that is really full: said in one line, what was committed stays, and once there is room the same goes on."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.errors import StoreError
from enduse.model import Document
from enduse.prepared import open_prepared
from enduse.read.reader import Reading
from enduse.store import Store, backup, restore

from ..cli.run import enduse, one_line
from . import work
from .rows import rows

NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    if shutil.which("mount") is None or _mount(place, "size=1m") != 0:
        pytest.skip("no disk can be mounted here: that needs Linux and the rights of root")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def _mount(place: Path, options: str) -> int:
    return subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], capture_output=True, check=False).returncode


def make_room(disk: Path) -> None:
    assert _mount(disk, "remount,size=16m") == 0


def fill(disk: Path, *, but: int = 0) -> None:
    """Fill what is left, but for so many bytes."""
    free = shutil.disk_usage(disk).free - but
    (disk / "filler").write_bytes(b"\0" * max(0, free))


def save(store: Store, number: int, size: int = 40_000) -> None:
    text = f"{number:05}" * (size // 5)
    store.save_reading(Document(name=f"{number:05}", text=text, sha256="0" * 64), Reading(), "words 1", NOW)


def test_saving_until_the_disk_is_full(disk: Path) -> None:
    with Store.open(disk / "enduse.db") as store:
        committed = 0
        with contextlib.suppress(StoreError):
            while committed < 100:
                save(store, committed)
                committed += 1
        assert 1 < committed < 100
        with pytest.raises(StoreError, match="disk is full; make room"):
            save(store, committed)
        assert store.counts()["documents"] == committed
    assert len(rows(disk / "enduse.db")["documents"]) == committed
    make_room(disk)
    with Store.open(disk / "enduse.db") as store:
        save(store, committed)
        assert [document.name for document in store.documents()] == [f"{n:05}" for n in range(committed + 1)]


def test_a_command_says_so_in_one_line(disk: Path) -> None:
    Store.open(disk / "enduse.db").close()
    fill(disk)
    list_file = disk.parent / "un.xml"
    list_file.write_text(work.un_list(work.many(900)), encoding="utf-8")
    ran = enduse("lists", "load", list_file, "--accept", "--database", disk / "enduse.db", cwd=disk.parent)
    assert "make room" in one_line(ran)
    (disk / "filler").unlink()
    assert enduse("lists", "load", list_file, "--accept", "--database", disk / "enduse.db", cwd=disk.parent).returncode == 0


def test_a_copy_that_does_not_fit(disk: Path, tmp_path: Path) -> None:
    with Store.open(tmp_path / "enduse.db") as store:
        for number in range(40):
            save(store, number)
    with pytest.raises(StoreError, match=r"is full.*make room"):
        backup(tmp_path / "enduse.db", disk / "copy.db")
    assert list(disk.iterdir()) == []
    backup(tmp_path / "enduse.db", tmp_path / "copy.db")
    with Store.open(disk / "enduse.db") as store:
        save(store, 7)
    with pytest.raises(StoreError, match=r"is full.*make room"):
        restore(tmp_path / "copy.db", disk / "enduse.db", replace=True)
    assert [row[4] for row in rows(disk / "enduse.db")["documents"]] == ["00007"]
    make_room(disk)
    restore(tmp_path / "copy.db", disk / "enduse.db", replace=True)
    assert len(rows(disk / "enduse.db")["documents"]) == 40


def test_lists_made_ready_where_there_is_no_room(disk: Path, caplog: pytest.LogCaptureFixture) -> None:
    fill(disk, but=30_000)
    with caplog.at_level(logging.WARNING):
        assert len(open_prepared(disk / "prepared", [work.SNAPSHOT], work.make_screener, "1").index) == 400
    assert "cannot be kept" in caplog.text
    assert [path.name for path in (disk / "prepared").iterdir()] == ["lock"]


def test_a_batch(disk: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "in.jsonl").write_text(
        "".join(f'{{"name": "d{n}", "text": "Iran sent drones to Russia. {n}"}}\n' for n in range(9)), encoding="utf-8"
    )
    (disk / "out").mkdir()
    (tmp_path / "out").symlink_to(disk / "out")
    told: list[object] = []

    def tell(what: object) -> None:
        told.append(what)
        if len(told) == 1:
            fill(disk, but=4096)

    with pytest.raises(OSError, match="No space left"):
        work.batch(tmp_path, tell)
    assert told == ["part-00000-000000.parquet"]
    assert not list((disk / "out").glob("_draft*"))
    (disk / "filler").unlink()
    work.batch(tmp_path, told.append)
    assert sorted(path.name for path in (disk / "out").glob("part-*")) == [f"part-00000-00000{n}.parquet" for n in range(3)]
    with Store.open(tmp_path / "enduse.db", read_only=True) as store:
        assert store.counts()["documents"] == 9
