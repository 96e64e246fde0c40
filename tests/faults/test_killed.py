"""kill -9 at random moments: nothing that was told as committed is lost, nothing is half there, and the same again goes on."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from enduse import workflow
from enduse.lists import read_snapshot, snapshots_as_of
from enduse.prepared import open_prepared
from enduse.screen import Screener
from enduse.screening import verify_receipts
from enduse.store import Store, backup

from . import work
from .killing import under_fire
from .rows import rows

pytestmark = pytest.mark.slow


def nothing(folder: Path) -> None:
    """There is nothing before."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with reports read, closed."""
    folder = tmp_path_factory.mktemp("workspace")
    work.write_reports(folder)
    work.read(folder, lambda _: None)
    backup(folder / "enduse.db", folder / "whole.db")
    return folder / "whole.db"


def saved(folder: Path) -> Counter[str]:
    """The documents of a workspace, with the number of their statements; each has its reading."""
    if not (folder / "enduse.db").exists():
        return Counter()
    assert {"documents", "enduse_version"} <= rows(folder / "enduse.db").keys() or rows(folder / "enduse.db") == {}
    with Store.open(folder / "enduse.db") as store:
        found = Counter({Path(document.name).name: 0 for document in store.documents()})
        for statement in store.statements():
            found[Path(statement.doc).name] += 1
    held = rows(folder / "enduse.db")
    assert len(held["documents"]) == len(held["readings"]) == len(found)
    assert len(held["statement_terms"]) == 3 * len(held["statements"])
    return found


def test_reading(tmp_path: Path) -> None:
    expected = {f"r{n:02}.txt": n % 5 for n in range(work.REPORTS)}

    def check(folder: Path, told: list[str]) -> None:
        found = saved(folder)
        assert {Path(name).name for name in told} <= set(found)
        assert found == {name: expected[name] for name in found}

    under_fire(work.read, tmp_path, prepare=work.write_reports, check=check)
    for folder in tmp_path.iterdir():
        assert saved(folder) == expected


def test_merging(tmp_path: Path, workspace: Path) -> None:
    before = rows(workspace)
    with Store.open(workspace, read_only=True) as store:
        merged = " ".join(transfer.id for transfer in workflow.transfers(store))

    def check(folder: Path, told: list[str]) -> None:
        assert set(told) <= {merged}
        assert rows(folder / "enduse.db") == before

    under_fire(work.merge, tmp_path, prepare=lambda folder: work.copy_workspace(workspace, folder), check=check)


def test_updates_of_lists(tmp_path: Path) -> None:
    def check(folder: Path, told: list[str]) -> None:
        if not (folder / "enduse.db").exists():
            return
        with Store.open(folder / "enduse.db") as store:
            copies = store.snapshots("un-sc")
            assert [str(copy.day) for copy in copies] == work.DAYS[: len(copies)]
            assert set(told) <= {str(copy.day) for copy in copies}
            for number, copy in enumerate(copies, 1):
                assert len(read_snapshot(store, copy).parties) == copy.entries == number
            assert [str(copy.day) for copy in snapshots_as_of(store, None)] == work.DAYS[: len(copies)][-1:]

    under_fire(work.update, tmp_path, prepare=nothing, check=check)


def test_judgements(tmp_path: Path, workspace: Path) -> None:
    def check(folder: Path, told: list[str]) -> None:
        assert rows(folder / "enduse.db")
        with Store.open(folder / "enduse.db", read_only=True) as store:
            made = [judgement.subject for judgement in store.judgements()]
            grounds = [judgement.why for judgement in store.judgements()]
        assert set(told) <= set(made)
        assert grounds == [f"ground {n}" for n in range(len(made))]

    under_fire(work.judge, tmp_path, prepare=lambda folder: work.copy_workspace(workspace, folder), check=check)


def test_receipts(tmp_path: Path) -> None:
    def check(folder: Path, told: list[str]) -> None:
        if not (folder / "enduse.db").exists():
            return
        with Store.open(folder / "enduse.db") as store:
            count, faults = verify_receipts(store)
            kept = [receipt["hash"] for receipt in store.receipts()]
        assert (faults, count) == ([], len(kept))
        assert [each for each in kept if each in told] == told

    under_fire(work.check, tmp_path, prepare=nothing, check=check)


def unmade() -> Screener:
    raise AssertionError("what is kept should have been opened")


def test_the_index(tmp_path: Path) -> None:
    def check(folder: Path, told: list[str]) -> None:
        for version in told:
            assert len(open_prepared(folder / "prepared", [work.SNAPSHOT], unmade, version).index) == 400
        for made in (folder / "prepared").glob("*/complete.json"):
            if made.parent.name.startswith("draft-"):  # may be anything
                continue
            held = {p.relative_to(made.parent).as_posix() for p in made.parent.rglob("*") if p.is_file()}
            assert json.loads(made.read_text(encoding="utf-8"))["files"].keys() == held - {"complete.json"}
        if "3" in told:
            assert list((folder / "prepared").glob("draft-*")) == []

    under_fire(work.prepare_index, tmp_path, prepare=nothing, check=check)


def test_backup(tmp_path: Path, workspace: Path) -> None:
    before = rows(workspace)

    def check(folder: Path, told: list[str]) -> None:
        assert rows(folder / "enduse.db") == before
        assert not told or (folder / "copy.db").exists()
        if (folder / "copy.db").exists():
            assert rows(folder / "copy.db") == before

    under_fire(work.back_up, tmp_path, prepare=lambda folder: work.copy_workspace(workspace, folder), check=check)


def test_restore(tmp_path: Path, workspace: Path) -> None:
    after = rows(workspace)

    def prepare(folder: Path) -> None:
        work.copy_workspace(workspace, folder)
        (folder / "enduse.db").rename(folder / "copy.db")
        work.update(folder, lambda _: None)
        with contextlib.closing(sqlite3.connect(folder / "enduse.db")) as raw:  # what follows stands in its log alone
            raw.execute("PRAGMA wal_autocheckpoint = 0")
            raw.execute("DELETE FROM list_attempts WHERE number > 3")
            raw.commit()
            before.update(rows(folder / "enduse.db"))
            left = {suffix: Path(f"{folder / 'enduse.db'}{suffix}").read_bytes() for suffix in ("", "-wal")}
        for suffix, data in left.items():
            Path(f"{folder / 'enduse.db'}{suffix}").write_bytes(data)

    before: dict[str, list[Any]] = {}

    def check(folder: Path, told: list[str]) -> None:
        assert rows(folder / "copy.db") == after
        assert rows(folder / "enduse.db") in ([after] if told else [before, after])

    under_fire(work.put_back, tmp_path, prepare=prepare, check=check)


def test_batches_that_save(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    def prepare(folder: Path) -> None:
        rows = ({"name": f"d{n}", "text": f"Day {n}.\n" + "Iran sent drones to Russia.\n" * (n % 4)} for n in range(30))
        (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    def check(folder: Path, told: list[str]) -> None:
        found = saved(folder)
        assert found == {name: int(name[1:]) % 4 for name in found}
        parts = {file.name: pq.ParquetFile(file).read(["doc"]).column(0).to_pylist() for file in folder.glob("out/part-*")}
        assert set(told) <= parts.keys()
        assert {name for names in parts.values() for name in names} <= found.keys(), "a part is there, and not all is saved"
        if (folder / "out" / "_manifest.json").exists():
            assert [name for part in sorted(parts) for name in dict.fromkeys(parts[part])] == [f"d{n}" for n in range(30)]
            assert len(found) == 30

    under_fire(work.batch, tmp_path, prepare=prepare, check=check)
    assert all((folder / "out" / "_manifest.json").exists() for folder in tmp_path.iterdir())
