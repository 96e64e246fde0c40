import dataclasses
import json
from pathlib import Path

import pytest
from evaluation.floors import Floors, save_floors
from evaluation.measure import measure
from evaluation.parts import find_parts
from evaluation.releases import load_released, save_released
from evaluation.sets import HERE, GoldSet, find_sets

from enduse.errors import ModelError, StatementError
from enduse.model import Document
from enduse.read.reader import Reading
from enduse.rows import parse_statement
from evaluation import __main__ as evaluation
from evaluation import floors as floors_module

TEXT = "Title: {}\nPublished: 2022-12-09\nPublisher: The Daily\n\nIran sent drones to Russia, a spokesman said on Friday.\n"
ROW = {
    "kind": "transfer",
    "span": [0, 5],
    "quote": "Title",
    "supplier": ["IR"],
    "recipient": ["RU"],
    "items": [{"category": "uav", "text": "drones"}],
    "status": "delivered",
    "certainty": "asserted",
}


class Parrot:
    """Reads the same statement out of every report that does not say none."""

    name = "parrot"

    def __init__(self, quote: str = "Title") -> None:
        self.quote = quote

    def read(self, document: Document) -> Reading:
        if "none" in document.text:
            return Reading()
        return Reading(statements=(dataclasses.replace(parse_statement(ROW | {"doc": document.name}), quote=self.quote),))


@pytest.fixture
def small(tmp_path: Path) -> GoldSet:
    folder = tmp_path / "dev"
    folder.mkdir()
    rows = [ROW | {"doc": "a.txt"}, {"doc": "b.txt", "kind": None}]
    for name, title in {"a.txt": "some", "b.txt": "none"}.items():
        (folder / name).write_text(TEXT.format(title), encoding="utf-8")
    (folder / "groups.json").write_text("{}", encoding="utf-8")
    (tmp_path / "dev.gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return GoldSet("dev", folder, tmp_path / "dev.gold.jsonl")


@pytest.fixture
def floors_file(small: GoldSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "floors.json"
    monkeypatch.setattr(evaluation, "find_sets", lambda: [small])
    only_dev = lambda reader, sets, large: (p for p in find_parts(reader, sets, large=large) if p.name == "dev")  # noqa: E731
    monkeypatch.setattr(evaluation, "find_parts", only_dev)
    monkeypatch.setattr(evaluation, "load_released", lambda: load_released(tmp_path / "released.json"))
    monkeypatch.setattr(evaluation, "load_floors", lambda: floors_module.load_floors(file))
    monkeypatch.setattr(evaluation, "save_floors", lambda floors: save_floors(floors, file))
    save_floors({"dev": Floors(data=small.digest(), least={"core F1": None})}, file)
    return file


def test_a_reader_is_measured_as_a_user_would_use_it(small: GoldSet):
    figures = measure(small, Parrot())
    assert (figures["core F1"], figures["false alarms"], figures["inexact spans"], figures["unread"]) == (1, 0, 0, 0)


def test_spans_that_are_not_their_quotes_are_counted(small: GoldSet):
    assert measure(small, Parrot("elsewhere"))["inexact spans"] == 1


def test_reports_that_cannot_be_read_are_counted(small: GoldSet):
    (small.folder / "b.txt").write_bytes(b"\x00\x01\x02\x03" * 100)
    assert measure(small, Parrot())["unread"] == 1


def test_without_floors_all_is_well_and_the_table_has_a_line_a_figure(floors_file: Path, capsys: pytest.CaptureFixture[str]):
    assert evaluation.main(["--quick"], reader=Parrot()) == 0
    header, line, *rest = capsys.readouterr().out.splitlines()
    assert header.split() == ["area", "set", "figure", "value", "floor", "release", "data"]
    assert line.split()[:7] == ["reading", "dev", "core", "F1", "1.000", "-", "-"]
    assert len(rest) >= 8


def test_the_difference_to_the_last_release_is_told(
    floors_file: Path, small: GoldSet, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    save_released("0.0.9", {"dev": (small.digest(), {"core F1": 0.75, "unread": 2})}, tmp_path / "released.json")
    evaluation.main([], reader=Parrot())
    header, *lines = capsys.readouterr().out.splitlines()
    told = {line[27:46].strip(): line.split()[-2] for line in lines}
    assert "0.0.9" in header
    assert (told["core F1"], told["unread"], told["core recall"]) == ("+0.250", "-2", "-")


def test_every_area_is_measured_and_only_the_training_reports_are_left_out_of_the_quick_way():
    parts = list(find_parts(Parrot(), find_sets()))
    assert {part.area for part in parts} == {"reading", "merging", "pages", "names", "goods"}
    assert {part.name for part in parts if not part.quick} == {"train"}


def test_the_large_reader_is_measured_where_there_is_one_and_not_in_the_quick_way():
    parts = {part.name: part for part in find_parts(Parrot(), find_sets(), large=Parrot())}
    assert "large-dev" in parts
    assert not any(part.quick for name, part in parts.items() if name.startswith("large-"))
    assert parts["large-dev"].digest == parts["dev"].digest


@pytest.mark.parametrize("area", ["pages", "goods", "merging"])
def test_no_figure_falls_below_its_floor(area: str):
    floors = floors_module.load_floors()
    for part in find_parts(Parrot(), find_sets()):
        if part.area == area:
            assert floors_module.find_falls(part.name, part.measure(), part.digest, floors[part.name]) == []


def test_what_is_held_back_is_a_tenth_of_the_training_reports():
    held = next(s for s in find_sets() if s.name == "held")
    train = next(s for s in find_sets() if s.name == "train")
    assert 0.05 < len(held.reports) / len(train.reports) < 0.15
    assert set(held.gold()) <= {path.name for path in held.reports}


def test_a_fall_is_said_and_the_status_is_1(floors_file: Path, small: GoldSet, capsys: pytest.CaptureFixture[str]):
    assert evaluation.main(["--update"], reader=Parrot()) == 0
    (small.folder / "a.txt").write_text(TEXT.format("some"), encoding="utf-8")
    silent = Parrot()
    silent.read = lambda document: Reading()  # type: ignore[method-assign]
    assert evaluation.main([], reader=silent) == 1
    assert "dev: core F1 0, at least 0.995" in capsys.readouterr().err
    assert evaluation.main(["--update"], reader=silent) == 2
    assert json.loads(floors_file.read_text())["dev"]["least"]["core F1"] == 0.995
    assert evaluation.main(["--update", "--allow-regression"], reader=silent) == 0
    assert json.loads(floors_file.read_text())["dev"]["least"]["core F1"] == 0


def test_a_reader_that_cannot_run_is_one_line(floors_file: Path, capsys: pytest.CaptureFixture[str]):
    broken = Parrot()

    def refuse(document: Document) -> Reading:
        raise ModelError("the network is missing")

    broken.read = refuse  # type: ignore[method-assign]
    assert evaluation.main([], reader=broken) == 2
    assert capsys.readouterr().err == "the network is missing\n"


def test_changed_data_are_noticed(floors_file: Path, small: GoldSet, capsys: pytest.CaptureFixture[str]):
    (small.folder / "b.txt").write_text(TEXT.format("none at all"), encoding="utf-8")
    assert evaluation.main([], reader=Parrot()) == 1
    assert "the data has changed" in capsys.readouterr().err


def test_a_gold_line_whose_span_is_not_its_quote_is_an_error(small: GoldSet):
    small.statements.write_text(json.dumps(ROW | {"doc": "a.txt", "quote": "Tilte"}) + "\n", encoding="utf-8")
    with pytest.raises(StatementError):
        small.gold()


def test_the_sets_of_the_project_are_whole():
    sets = {s.name: s for s in find_sets(beside=Path("nowhere"))}
    assert set(sets) == {"dev", "passages", "train", "held"}
    for gold_set in sets.values():
        assert set(gold_set.gold()) == {path.name for path in gold_set.reports}


def test_copies_are_the_same_as_what_lies_beside():
    beside = {s.name: s for s in find_sets()}
    if beside["dev"].folder.is_relative_to(HERE):
        pytest.skip("nothing lies beside")
    for gold_set in find_sets(beside=Path("nowhere")):
        assert gold_set.digest() == beside[gold_set.name].digest()
