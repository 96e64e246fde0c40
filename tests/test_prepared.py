"""What is made ready for screening: opened as it was made, made anew where it is damaged, and never trusted."""

from __future__ import annotations

import datetime as dt
import os
import pickle
from pathlib import Path

import pytest

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
    for version in "12345":
        open_prepared(tmp_path, [SNAPSHOT], make, version)
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("damage", ["cut", "garbled", "gone"])
def test_what_is_damaged_is_made_anew(tmp_path: Path, damage: str) -> None:
    made = open_prepared(tmp_path, [SNAPSHOT], make, "1")
    (file,) = tmp_path.glob("*/screener")
    data = file.read_bytes()
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(data[: len(data) // 2] if damage == "cut" else b"\xff" * len(data))
    assert answers(open_prepared(tmp_path, [SNAPSHOT], make, "1")) == answers(made)
    assert answers(open_prepared(tmp_path, [SNAPSHOT], unmade, "1")) == answers(made)


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
    done.write_text(f'{{"bytes": {len(data)}}}', encoding="utf-8")
    assert answers(open_prepared(tmp_path / "p", [SNAPSHOT], make, "1")) == answers(made)
    assert not (tmp_path / "trapped").exists()


def test_where_it_is_kept() -> None:
    assert folder_for("a/enduse.db") == Path("a/enduse.db.prepared")
    assert "secret" not in str(folder_for("postgresql://u:secret@host/db"))
