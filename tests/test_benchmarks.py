"""The curves of growth: what is reckoned of their points, what is kept of them, and that each can be measured at toy size."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import pytest
from tests.fast import slow_but

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "benchmarks"))  # where the benchmarks find each other, in further processes too

from bench_growth import measures  # noqa: E402
from growth.drawing import draw, draw_kept, keep  # noqa: E402
from growth.invented import invented_names  # noqa: E402
from growth.points import Curve, Point, record_of, slope, tell  # noqa: E402
from growth.profiles import Shares, made_of, place_of  # noqa: E402

NOW = dt.datetime(2026, 7, 31, tzinfo=dt.UTC)


def curve(*, is_rate: bool = False) -> Curve:
    points = [Point("work", n, n * n / 1000) for n in (10, 100, 1000)]
    return Curve(
        name="work",
        title="Work",
        size="pieces",
        value="seconds",
        points=[*points, *(Point("floor: less", n, n / 1000) for n in (10, 100))],
        floors={"floor: less": ()},
        is_rate=is_rate,
        made_of=Shares({"enduse.read": 0.75, "the rest": 0.25}),
        profiled="100 pieces",
        notes=("a note",),
    )


def test_a_slope_is_the_power_by_which_a_line_grows() -> None:
    assert slope(curve().of("work")) == pytest.approx(2)
    assert slope(curve().of("floor: less"), at_end=True) == pytest.approx(1)


def test_a_slope_needs_two_sizes_that_have_a_logarithm() -> None:
    assert slope([Point("work", 0, 5.0), Point("work", 1, 5.0)]) is None
    assert slope([]) is None


@pytest.mark.parametrize(("is_rate", "times"), [(False, {10: 10, 100: 100}), (True, {10: 0.1, 100: 0.01})])
def test_a_ratio_says_how_many_times_the_cost_of_the_floor_where_both_were_measured(
    is_rate: bool, times: dict[float, float]
) -> None:
    assert curve(is_rate=is_rate).ratios("work", "floor: less") == pytest.approx(times)


def test_a_floor_under_some_lines_is_not_held_against_the_others() -> None:
    points = [Point(line, 1, 1.0) for line in ("one", "other", "floor")]
    both = Curve(name="x", title="X", size="pieces", value="seconds", points=points, floors={"floor": ("one",)})
    assert [both.floors_of(line) for line in both.lines] == [["floor"], [], []]


def test_what_is_kept_can_be_drawn_again_and_names_no_machine(tmp_path: Path) -> None:
    keep(record_of(curve(), NOW), tmp_path)
    kept = json.loads((tmp_path / "work.json").read_text(encoding="utf-8"))
    picture = (tmp_path / "work.svg").read_bytes()
    (tmp_path / "work.svg").unlink()
    draw_kept(tmp_path)
    assert (tmp_path / "work.svg").read_bytes() == picture
    assert kept["measured_on"] == "2026-07-31"
    assert set(kept["machine"]) == {"cores", "kind", "system", "load"}
    assert kept["made_of"] == {"profiled": "100 pieces", "rooms": {"enduse.read": 0.75, "the rest": 0.25}, "files": {}}
    assert kept["lines"][0]["times_the_floor"] == {"floor: less": {"10": 10, "100": 100}}


def test_lines_of_a_picture_differ_in_more_than_colour() -> None:
    names = [f"line {number}" for number in range(5)] + ["floor: one", "floor: other"]
    points = [Point(line, size, size) for line in names for size in (1, 10)]
    many = Curve(name="x", title="X", size="pieces", value="seconds", points=points, floors=dict.fromkeys(names[5:], ()))
    strokes, marks = draw(record_of(many, NOW)).chart["layer"]
    dashes = [tuple(dash) for dash in strokes["encoding"]["strokeDash"]["scale"]["range"]]
    assert len(set(dashes)) == len(set(marks["encoding"]["shape"]["scale"]["range"])) == len(names)


def test_a_profile_names_the_rooms_and_its_shares_are_of_one() -> None:
    found = made_of(lambda: [json.loads("[1, 2]") for _ in range(2_000)])
    assert sum(found.rooms.values()) == pytest.approx(1)
    assert "python.json" in found.files


@pytest.mark.parametrize(
    ("file", "name", "place"),
    [
        ("src/enduse/read/network.py", "parse", "enduse.read.network"),
        ("lib/python3.11/site-packages/sqlalchemy/orm/session.py", "flush", "sqlalchemy"),
        ("lib/python3.11/site-packages/onnxruntime/capi/session.py", "run", "onnxruntime"),
        ("lib/python3.11/site-packages/click/core.py", "main", "click"),
        ("src/enduse/web/templates/ledger.html", "root", "jinja2"),
        ("~", "<method 'execute' of 'sqlite3.Cursor' objects>", "sqlalchemy"),
        ("~", "<built-in method builtins.sorted>", None),
        ("<string>", "__eq__", None),
    ],
)
def test_time_counts_for_the_file_or_library_that_spent_it(file: str, name: str, place: str | None) -> None:
    assert place_of((file, 1, name)) == place


def test_new_words_grow_rarer_as_an_invented_list_grows_longer() -> None:
    words = [word for name, _ in invented_names(8_000) for word in name.split()]
    half = len(words) // 2
    first, second = set(words[:half]), set(words[half:])
    assert 0 < len(second - first) < 0.8 * len(first)


@pytest.mark.parametrize("name", slow_but(["merging"], measures()))
def test_every_curve_can_be_measured_and_kept(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for measured in measures()[name]("toy"):
        tell(measured)
        keep(record_of(measured, NOW), tmp_path)
        kept = json.loads((tmp_path / f"{measured.name}.json").read_text(encoding="utf-8"))
        assert set(measured.floors) <= set(measured.lines)
        assert {point["line"] for point in kept["points"]} == {line["line"] for line in kept["lines"]}
        assert "<desc" in (tmp_path / f"{measured.name}.svg").read_text(encoding="utf-8")
    assert "slope" in capsys.readouterr().out
