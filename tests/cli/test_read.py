"""`enduse read`: what it prints, saves and says of what it could not read; a model answers, so that the answers are known."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.read.standin import Reply, answer, stand_in, transfer

from .run import enduse, one_line, rows

# Names a state and a weapon beside each other and states nothing: what the embedded reader is in doubt about.
DOUBT = "Troops from Iran and Russia trained with missiles and drones in an exercise."
QUOTE = "Iran has sent dozens of drones to Russia"
TEXT = f"Title: Drones flown\nPublished: 2022-08-30\nPublisher: The Courier\n\n{QUOTE}, two officials said on Tuesday.\n"


@pytest.fixture
def reader() -> Iterator[tuple[str, ...]]:
    """Options for a model that finds one transfer in every passage."""
    with stand_in([answer(transfer(QUOTE))]) as server:
        yield "--reader", "model", "--endpoint", server.url, "--model", "small", "--workers", "1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_exactly_the_rows_of_the_schema_when_piped(folder: Path, reader: tuple[str, ...]) -> None:
    ran = enduse("read", "report.txt", *reader, cwd=folder)
    (row,) = rows(ran)
    start, end = row["span"]
    assert (row["doc"], row["kind"], row["quote"]) == ("report.txt", "transfer", QUOTE)
    assert TEXT[start:end] == QUOTE
    assert (row["supplier"], row["recipient"], row["status"], row["certainty"]) == (["IR"], ["RU"], "delivered", "asserted")
    assert "reasons" not in row
    assert ran.stderr == "1 report read, 1 statement\n"


def test_csv(folder: Path, reader: tuple[str, ...]) -> None:
    ran = enduse("read", "report.txt", "report.txt", *reader, "--format", "csv", cwd=folder)
    table = list(csv.DictReader(io.StringIO(ran.stdout)))
    assert [(r["supplier"], r["quote"], r["items"]) for r in table[:1]] == [("IR", QUOTE, "uav | drones")]
    assert ran.stdout.count("doc,kind") == 1


def test_the_readable_form(folder: Path, reader: tuple[str, ...]) -> None:
    ran = enduse("read", "report.txt", *reader, "--format", "table", cwd=folder)
    assert ran.stdout.startswith("report.txt · The Courier · 2022-08-30\n")
    assert "transfer IR → RU: uav “drones”" in ran.stdout
    assert f"“{QUOTE}”" in ran.stdout
    assert "\x1b" not in ran.stdout


def test_explain_shows_words_and_rules(folder: Path, reader: tuple[str, ...]) -> None:
    readable = enduse("read", "report.txt", *reader, "--explain", cwd=folder)
    (row,) = rows(enduse("read", "report.txt", *reader, "--explain", "--format", "jsonl", cwd=folder))
    assert row["reasons"]
    for reason in row["reasons"]:
        assert reason["field"] in readable.stdout
        assert reason["rule"] in readable.stdout
        assert reason["words"] in readable.stdout


def test_facts_given_go_before_the_page(folder: Path, reader: tuple[str, ...]) -> None:
    options = ("--published", "2022-09-02", "--publisher", "The Herald")
    ran = enduse("read", "report.txt", *reader, *options, "--format", "table", cwd=folder)
    assert ran.stdout.startswith("report.txt · The Herald · 2022-09-02\n")


def test_saving_twice_changes_nothing(folder: Path, reader: tuple[str, ...]) -> None:
    first = enduse("read", "report.txt", *reader, "--save", cwd=folder)
    ledger = enduse("transfers", cwd=folder)
    again = enduse("read", "report.txt", *reader, "--save", cwd=folder)
    assert first.stdout == again.stdout
    assert first.stderr == "1 report read, 1 statement, saved in enduse.db\n"
    assert again.stderr == "1 report read, 1 statement, 1 known from before, saved in enduse.db\n"
    assert enduse("transfers", cwd=folder).stdout == ledger.stdout
    (row,) = rows(ledger)
    assert (row["documents"], row["sources"]) == (["report.txt"], 1)
    assert rows(enduse("export", "statements", "--as", "jsonl", cwd=folder)) == rows(first)


@pytest.mark.parametrize("place", [("--database", "here.db"), ()])
def test_where_the_workspace_is(place: tuple[str, ...], folder: Path, reader: tuple[str, ...]) -> None:
    env = {} if place else {"ENDUSE_DATABASE": "here.db"}
    assert enduse("read", "report.txt", *reader, "--save", *place, cwd=folder, env=env).returncode == 0
    assert (folder / "here.db").exists()
    assert not (folder / "enduse.db").exists()
    assert len(rows(enduse("transfers", *place, cwd=folder, env=env))) == 1


def test_what_cannot_be_read_is_told_and_the_rest_is_done(folder: Path, reader: tuple[str, ...]) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "junk.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n%broken")
    bad = ("empty.txt", "junk.txt", "broken.pdf", "missing.txt", "http://127.0.0.1:9/page")
    ran = enduse("read", *bad, "report.txt", *reader, cwd=folder)
    assert ran.returncode == 2
    assert [json.loads(line)["doc"] for line in ran.stdout.splitlines()] == ["report.txt"]
    *told, summary = ran.stderr.splitlines()
    assert len(told) == len(bad)
    for name in ("empty.txt", "junk.txt", "broken.pdf", "missing.txt", "127.0.0.1"):
        assert any(name in line for line in told)
    assert summary == "1 report read, 1 statement, 5 skipped"


def test_what_a_model_made_up_is_counted(folder: Path) -> None:
    with stand_in([answer(transfer("Iran has sent a fleet of tanks to Mars"))]) as server:
        ran = enduse("read", "report.txt", "--reader", "model", "--endpoint", server.url, "--model", "m", cwd=folder)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "left out: 1 × " in ran.stderr


def test_both_readers_say_how_much_was_asked(folder: Path) -> None:
    (folder / "doubt.txt").write_text(DOUBT, encoding="utf-8")
    found = transfer("trained with missiles and drones", items=[{"category": "missile", "text": "missiles"}])
    with stand_in([answer(found)]) as server:
        asked = ("--reader", "both", "--endpoint", server.url, "--model", "m", "--workers", "1")
        ran = enduse("read", "doubt.txt", *asked, cwd=folder)
    (row,) = rows(ran)
    assert row["quote"] == found["quote"]
    assert "note: 1 × passage in doubt that the model was asked about" in ran.stderr


def test_both_readers_without_their_endpoint(folder: Path) -> None:
    (folder / "doubt.txt").write_text(DOUBT, encoding="utf-8")
    with stand_in([Reply(status=401)]) as server:
        asked = ("--reader", "both", "--endpoint", server.url, "--model", "m", "--workers", "1")
        ran = enduse("read", "report.txt", "doubt.txt", *asked, "--save", cwd=folder)
        again = enduse("read", "doubt.txt", *asked, "--save", cwd=folder)
    assert (ran.returncode, again.returncode) == (0, 0)
    assert "read without the model, as it failed" in ran.stderr
    assert len(server.asked) == 2  # what was kept without the model is asked about again


def test_standard_input(folder: Path, reader: tuple[str, ...]) -> None:
    (row,) = rows(enduse("read", "-", *reader, cwd=folder, stdin=TEXT))
    assert row["quote"] == QUOTE


def test_a_file_that_is_no_database(folder: Path, reader: tuple[str, ...]) -> None:
    told = one_line(enduse("read", "report.txt", *reader, "--save", "--database", "report.txt", cwd=folder))
    assert "report.txt" in told
    assert "--database" in told
    assert (folder / "report.txt").read_text(encoding="utf-8") == TEXT
