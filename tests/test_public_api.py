"""What `import enduse` promises."""

from __future__ import annotations

import datetime as dt
import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import enduse
from enduse import desk
from enduse.errors import UnreadableError

HERE = Path(__file__).parent
TEXT = "Officials said on Friday that Iran has sold drones to Russia, and that more of the drones would follow soon."


@pytest.fixture(autouse=True)
def _word_reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(HERE))
    from readers import WordReader

    monkeypatch.setattr(desk, "embedded_reader", WordReader)
    desk._shared_reader.cache_clear()
    yield
    desk._shared_reader.cache_clear()


def test_the_names_are_sorted_there_and_documented() -> None:
    assert enduse.__all__ == sorted(enduse.__all__)
    for name in enduse.__all__:
        assert inspect.getdoc(getattr(enduse, name)), name
    public = {n for n, v in vars(enduse).items() if not n.startswith("_") and getattr(v, "__module__", "").startswith("enduse")}
    assert public == set(enduse.__all__)


def test_importing_loads_nothing_heavy() -> None:
    program = "import sys, enduse; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    heavy = {
        "alembic",
        "httpx",
        "lxml",
        "multiprocessing",
        "numpy",
        "onnxruntime",
        "rich",
        "sqlalchemy",
        "trafilatura",
        "typer",
        "yaml",
    }
    assert heavy.isdisjoint(loaded)


def test_the_function_and_the_room_of_one_name_do_not_displace_each_other() -> None:
    program = (
        "import enduse, enduse.read.page, enduse.read.sources; from enduse.read import reader; from enduse import read; "
        "import pickle; assert pickle.loads(pickle.dumps(reader.Reading())) == reader.Reading(); "
        "assert enduse.read is read and callable(read)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_text_is_read_with_spans_that_count_in_it() -> None:
    statements = enduse.read(TEXT)
    assert [s.span.of(TEXT) for s in statements] == [s.quote for s in statements] == ["drones", "drones"]
    assert {s.doc for s in statements} == {"text"}


def test_a_file_is_read_by_path_and_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a report.txt"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for given in (path, str(path), Path("a report.txt"), "a report.txt"):
        assert [s.quote for s in enduse.read(given)] == ["drones", "drones"], given


def test_a_mistyped_path_is_an_error_and_no_empty_report() -> None:
    for given in ("reports/nothing.txt", Path("no such report.txt"), "https://example.org/report"):
        with pytest.raises(enduse.InputError):
            enduse.read(given)


def test_an_empty_text_is_unreadable() -> None:
    for given in ("", " \n"):
        with pytest.raises(UnreadableError):
            enduse.read(given)


def test_the_day_may_be_a_date_or_iso_text_and_not_in_the_future() -> None:
    assert len(enduse.read(TEXT, published="2022-12-09", publisher="The Daily")) == 2
    assert len(enduse.read(TEXT, published=dt.date(2022, 12, 9))) == 2
    for day in ("yesterday", "2999-01-01", dt.date(2999, 1, 1)):
        with pytest.raises(enduse.InputError):
            enduse.read(TEXT, published=day)


def test_a_text_longer_than_any_file_name_or_with_odd_characters_is_a_text() -> None:
    assert len(enduse.read(TEXT * 100)) == 200
    assert len(enduse.read(TEXT + "\N{HIRAGANA LETTER A}")) == 2
