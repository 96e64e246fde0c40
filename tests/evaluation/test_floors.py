from pathlib import Path

import pytest
from evaluation.floors import FILE, Floors, find_falls, load_floors, raised, save_floors

FLOORS = Floors(data="abc", least={"core F1": 0.5, "false alarms": 5, "when": None})


@pytest.mark.parametrize(
    ("figures", "falls"),
    [
        ({"core F1": 0.5, "false alarms": 5}, []),
        ({"core F1": 0.9, "false alarms": 0, "when": 0.1}, []),
        ({"core F1": 0.49, "false alarms": 5}, ["dev: core F1 0.49, at least 0.5"]),
        ({"core F1": 0.5, "false alarms": 6}, ["dev: false alarms 6, at most 5"]),
        ({"false alarms": 5}, ["dev: core F1 not measured, at least 0.5"]),
    ],
)
def test_what_fell_is_named(figures: dict[str, float], falls: list[str]):
    assert find_falls("dev", figures, "abc", FLOORS) == falls


def test_other_data_has_no_floors_of_its_own():
    [fall] = find_falls("dev", {"core F1": 1, "false alarms": 0}, "xyz", FLOORS)
    assert "the data has changed" in fall


def test_floors_rise_with_what_is_measured_less_a_margin():
    assert raised({"core F1": 0.6123, "false alarms": 2}, "abc", FLOORS)["least"] == {"core F1": 0.607, "false alarms": 2}


def test_floors_that_hold_do_not_sink_by_the_margin():
    assert raised({"core F1": 0.501, "false alarms": 5}, "abc", FLOORS)["least"]["core F1"] == 0.5
    once = raised({"core F1": 0.6123}, "abc", None)
    assert raised({"core F1": 0.6123}, "abc", once) == once


def test_floors_that_do_not_hold_are_measured_anew():
    assert raised({"core F1": 0.4, "false alarms": 9}, "abc", FLOORS)["least"] == {"core F1": 0.395, "false alarms": 9}
    assert raised({"core F1": 0.7}, "xyz", FLOORS) == {"data": "xyz", "least": {"core F1": 0.695}}


def test_floors_come_back_as_they_were_saved(tmp_path: Path):
    save_floors({"dev": FLOORS}, tmp_path / "floors.json")
    assert load_floors(tmp_path / "floors.json") == {"dev": FLOORS}


def test_the_floors_of_the_project_are_of_its_sets():
    assert {"dev", "train"} <= set(load_floors(FILE))
