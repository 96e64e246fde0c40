"""What is made ready for screening: opened as it was made, made anew where it is damaged, and never trusted."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import os
import pickle
import random
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.fast import slow_but

from enduse.party import AskedParty, Identifier, Link, Name, Party
from enduse.prepared import folder_for, open_prepared
from enduse.screen import Screener
from enduse.store import Snapshot

SNAPSHOT = Snapshot(
    list="demo",
    sha256="a" * 64,
    list_date=dt.date(2026, 1, 1),
    fetched_at=dt.datetime(2026, 1, 2, tzinfo=dt.UTC),
    entries=2,
    skipped=0,
    unknown={},
    source="here",
)
PARTIES = [
    Party(
        list="demo",
        entry="1",
        schema="Company",
        names=(Name(text="Gordafarid Aerospace"),),
        identifiers=(Identifier(value="9187629", kind="imo"),),
    ),
    Party(
        list="demo",
        entry="2",
        schema="Company",
        names=(Name(text="Paravar Components"),),
        links=(Link(kind="owned_by", name="Gordafarid Aerospace", other="demo:1", share=(60.0, 60.0)),),
    ),
]


def make() -> Screener:
    return Screener(PARTIES)


def unmade() -> Screener:
    raise AssertionError("it should have been opened")


def answers(screener: Screener) -> list[tuple[str, str | None]]:
    asked = [AskedParty(name="Gordafarid Aerospace"), AskedParty(name="Paravar Components Ltd")]
    asked.append(AskedParty(name="x", identifiers=(Identifier(value="IMO 9187629", kind="imo"),)))
    day = dt.date(2026, 1, 3)
    return [(f.rule, f.entry) for party in asked for f in screener.screen_party(party, as_of=day).findings]


def test_it_is_opened_as_it_was_made(tmp_path: Path) -> None:
    made = open_prepared(tmp_path, [SNAPSHOT], make, "1")
    opened = open_prepared(tmp_path, [SNAPSHOT], unmade, "1")
    assert answers(opened) == answers(made) != []


def test_another_version_or_copy_is_made_anew(tmp_path: Path) -> None:
    open_prepared(tmp_path, [SNAPSHOT], make, "1")
    with pytest.raises(AssertionError):
        open_prepared(tmp_path, [SNAPSHOT], unmade, "2")
    with pytest.raises(AssertionError):
        open_prepared(tmp_path, [SNAPSHOT, SNAPSHOT], unmade, "1")


def test_the_oldest_are_forgotten(tmp_path: Path) -> None:
    (tmp_path / "draft-of-one-that-was-killed").mkdir()
    for version in "12345":
        open_prepared(tmp_path, [SNAPSHOT], make, version)
    assert sum(path.is_dir() for path in tmp_path.iterdir()) == 3


@pytest.mark.parametrize("damage", slow_but(["one bit"], ["cut", "garbled", "one bit", "gone"]))
def test_whichever_file_is_damaged_it_is_made_anew(tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture) -> None:
    made = open_prepared(tmp_path, [SNAPSHOT], make, "1")
    files = [p for p in tmp_path.glob("*/**/*") if p.is_file() and p.name != "complete.json" and p.stat().st_size]
    assert len(files) > 10
    for file in files:
        data = file.read_bytes()
        changed = {
            "cut": data[: len(data) // 2],
            "garbled": b"\xff" * len(data),
            "one bit": data[:-1] + bytes([data[-1] ^ 1]),
            "gone": None,
        }[damage]
        file.unlink() if changed is None else file.write_bytes(changed)
        caplog.clear()
        assert answers(open_prepared(tmp_path, [SNAPSHOT], make, "1")) == answers(made), file
        assert "made anew" in caplog.text, file
        assert answers(open_prepared(tmp_path, [SNAPSHOT], unmade, "1")) == answers(made)


def test_a_whole_one_of_other_lists_is_none_of_these(tmp_path: Path) -> None:
    other = dataclasses.replace(SNAPSHOT, sha256="b" * 64)
    open_prepared(tmp_path, [SNAPSHOT], make, "1")
    (first,) = (path for path in tmp_path.iterdir() if path.is_dir())
    made = open_prepared(tmp_path, [other], lambda: Screener(PARTIES[:1]), "1")
    (second,) = (path for path in tmp_path.iterdir() if path.is_dir() and path != first)
    shutil.rmtree(second)
    shutil.copytree(first, second)
    assert answers(open_prepared(tmp_path, [other], lambda: Screener(PARTIES[:1]), "1")) == answers(made)


@pytest.mark.slow
def test_wherever_it_is_damaged_the_answers_are_the_same(tmp_path: Path) -> None:
    made = open_prepared(tmp_path, [SNAPSHOT], make, "1")
    dice = random.Random(7)
    for number in range(40):
        files = sorted(p for p in tmp_path.glob("*/**/*") if p.is_file() and p.stat().st_size)
        file = dice.choice(files)
        data = file.read_bytes()
        at = dice.randrange(len(data))
        bit = bytes([data[at] ^ (1 << dice.randrange(8))])
        changed = (data[:at] + bit + data[at + 1 :], data[:at], b"", b"[" * 100_000, dice.choice(files).read_bytes())
        file.write_bytes(changed[number % 5])
        assert answers(open_prepared(tmp_path, [SNAPSHOT], make, "1")) == answers(made), (number, file)
        assert answers(open_prepared(tmp_path, [SNAPSHOT], unmade, "1")) == answers(made), (number, file)


def test_an_index_of_another_form_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = open_prepared(tmp_path, [SNAPSHOT], make, "1")
    monkeypatch.setattr("enduse.names.index._FORMAT", 999)  # as after an upgrade that kept the version's number
    assert answers(open_prepared(tmp_path, [SNAPSHOT], make, "1")) == answers(made)


def test_several_at_once_make_it_once(tmp_path: Path) -> None:
    asked: list[int] = []

    def make_slowly() -> Screener:
        asked.append(1)
        time.sleep(0.3)
        return make()

    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: open_prepared(tmp_path, [SNAPSHOT], make_slowly, "1"), range(4)))
    assert len(asked) == 1
    assert {str(answers(each)) for each in opened} == {str(answers(opened[0]))}


def test_where_nothing_can_be_written_it_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert answers(open_prepared(tmp_path / "file", [SNAPSHOT], make, "1")) == answers(make())


class _Trap:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("echo trapped > trapped",)


def test_a_file_that_would_run_something_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = open_prepared(tmp_path / "p", [SNAPSHOT], make, "1")
    (file,) = (tmp_path / "p").glob("*/screener")
    data = pickle.dumps(_Trap())
    file.write_bytes(data)
    (done,) = (tmp_path / "p").glob("*/complete.json")
    digests = json.loads(done.read_text(encoding="utf-8"))
    done.write_text(json.dumps(digests | {"screener": hashlib.sha256(data).hexdigest()}), encoding="utf-8")
    assert answers(open_prepared(tmp_path / "p", [SNAPSHOT], make, "1")) == answers(made)
    assert not (tmp_path / "trapped").exists()


def test_where_it_is_kept() -> None:
    assert folder_for("a/enduse.db") == Path("a/enduse.db.prepared")
    assert "secret" not in str(folder_for("postgresql://u:secret@host/db"))
