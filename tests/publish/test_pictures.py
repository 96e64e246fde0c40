"""Pictures: what they show in words and marks, light and dark, the same each time, and nothing in them that acts."""

from __future__ import annotations

import functools
import re
from xml.etree import ElementTree

import pytest
from tests.publish.builders import HOSTILE, dated, document, record, statement

from enduse.model import Quantity
from enduse.publish.pictures import (
    LARGEST,
    Edge,
    Node,
    Picture,
    draw_flows,
    draw_network,
    draw_numbers,
    draw_timeline,
    transfer_network,
)  # fmt: skip
from enduse.publish.pictures.layout import place, spread
from enduse.publish.pictures.picture import COLOURS

SVG = "{http://www.w3.org/2000/svg}"


@functools.cache
def pictures() -> dict[str, Picture]:
    transfers, documents = record()
    nodes, edges = transfer_network(transfers)
    number = {"said": "2022-07-11", "low": 400, "text": "more than 400", "status": "delivered", "certainty": "asserted"}
    return {
        "timeline": draw_timeline(next(t for t in transfers if t.category == "uav" and t.designation is None), documents),
        "flows": draw_flows(transfers, documents, title="Flows"),
        "numbers": draw_numbers([number, number | {"said": "2023-01-05", "high": 500}], title="Numbers"),
        "network": draw_network(nodes, edges, title="Network"),
    }


@pytest.fixture(params=["timeline", "flows", "numbers", "network"])
def picture(request: pytest.FixtureRequest) -> Picture:
    return pictures()[request.param]


def test_a_picture_is_whole_labelled_and_always_the_same(picture: Picture) -> None:
    drawn = picture.svg()
    assert drawn == picture.svg()
    root = ElementTree.fromstring(drawn)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == picture.title
    assert root.findtext(f"{SVG}desc") == picture.description
    assert picture.rows
    assert {len(row) for row in picture.rows} == {len(picture.names)}
    assert 'font-family="Helvetica, Arial' in drawn
    assert picture.png().startswith(b"\x89PNG")
    assert picture.pdf().startswith(b"%PDF")


def test_a_dark_picture_has_the_dark_colours_alone(picture: Picture) -> None:
    drawn = picture.svg("dark").casefold()
    assert COLOURS["dark"]["paper"] in drawn
    assert not [colour for colour in COLOURS["light"].values() if colour in drawn]
    assert "$" not in re.sub(r"<desc.*?</desc>|<title.*?</title>", "", drawn)


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        told = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * told[0] + 0.7152 * told[1] + 0.0722 * told[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", COLOURS)
def test_colours_are_told_from_the_paper(theme: str) -> None:
    colours = COLOURS[theme]  # type: ignore[index]
    assert min(contrast(colours[name], colours["paper"]) for name in ("ink", "soft", "blue", "orange")) >= 4.5


def test_a_timeline_tells_each_step_and_who_denies() -> None:
    transfers, documents = record()
    picture = draw_timeline(next(t for t in transfers if t.category == "uav" and t.designation is None), documents)
    assert "planned: 1 stated" in picture.description
    assert "1 denied" in picture.description
    assert ("delivered", "1 June 2023", "", "denied", "a spokesman") in [tuple(row) for row in picture.rows]


@pytest.mark.parametrize(("first", "last", "kind"), [("2022-08-01", "2022-08-31", "first"), ("2022-08-01", None, "from")])
def test_what_a_statement_speaks_of_is_drawn_as_days(first: str, last: str | None, kind: str) -> None:
    from enduse.ledger import merge

    documents = [document("alpha", "2022-09-11")]
    told = statement("alpha", "drones came in August", when=dated(first, last))
    picture = draw_timeline(merge([told], documents)[0], documents)
    values = (
        picture.chart["layer"][0]["data"]["values"] if "data" in picture.chart["layer"][0] else picture.chart["data"]["values"]
    )
    assert [row[kind] for row in values] == [first]


def test_a_timeline_of_what_is_undated_says_so() -> None:
    from enduse.ledger import merge

    transfer = merge([statement("nowhere", "drones came")], [])[0]
    picture = draw_timeline(transfer, [])
    assert "None of its statements is dated" in picture.description
    assert picture.svg().startswith("<svg")


def test_flows_do_not_count_a_named_system_beside_its_category() -> None:
    transfers, documents = record()
    picture = draw_flows(transfers, documents, title="Flows")
    assert {row[0] for row in picture.rows} == {"Iran → Russia: drones", "Russia → Iran: aircraft"}
    by_quarter = {row[1]: (row[2], row[3]) for row in picture.rows if "drones" in row[0]}
    assert by_quarter["April to June 2023"] == ("2", "handed over or under way")
    assert by_quarter["July to September 2022"] == ("1", "in prospect")


def test_numbers_say_how_far_they_are_certain() -> None:
    told = [
        {"said": "2022-07-11", "high": 300, "text": "up to 300", "status": "delivered", "certainty": "hedged"},
        {"said": "2023-05-15", "low": 400, "text": "more than 400", "status": "delivered", "certainty": "asserted"},
        {"said": None, "low": 7, "text": "seven", "status": "delivered", "certainty": "asserted"},
    ]
    picture = draw_numbers(told, title="Drones")
    assert [row[1] for row in picture.rows] == ["(≤ 300)", "(≥ 400)"]
    assert "1 undated" in picture.description
    assert "never added up" in picture.description


def test_a_network_has_sixty_nodes_at_most_and_says_what_is_left_out() -> None:
    nodes = [Node(id=f"n{i}", label=f"Node {i}") for i in range(75)]
    edges = [Edge(start="n0", end=f"n{i}", weight=i) for i in range(1, 75)]
    picture = draw_network(nodes, edges, title="Many")
    assert f"{LARGEST} nodes" in picture.description
    assert "15 nodes" in picture.description
    assert len(picture.rows) == LARGEST - 1


def test_names_in_a_network_do_not_lie_on_each_other() -> None:
    nodes = [Node(id=str(i), label=str(i)) for i in range(40)]
    edges = [Edge(start=str(i % 5), end=str(i)) for i in range(5, 40)]
    spots = {key: (x * 640, y * 700) for key, (x, y) in place(nodes, edges).items()}
    boxes = dict.fromkeys(spots, (90.0, 30.0))
    placed = spread(spots, boxes, (640, 700))
    keys = sorted(placed)
    on_each_other = [
        (a, b)
        for i, a in enumerate(keys)
        for b in keys[i + 1 :]
        if abs(placed[a][0] - placed[b][0]) < 85 and abs(placed[a][1] - placed[b][1]) < 25
    ]
    assert not on_each_other
    assert all(0 <= x <= 640 and 0 <= y <= 700 for x, y in placed.values())


def test_hostile_names_are_shown_and_never_act() -> None:
    nodes = [Node(id="a", label=HOSTILE), Node(id="b", label="B")]
    drawn = draw_network(nodes, [Edge(start="a", end="b", label=HOSTILE)], title=HOSTILE).svg()
    root = ElementTree.fromstring(drawn)
    assert not [node for node in root.iter() if node.tag.rpartition("}")[2] in ("script", "a", "image", "foreignObject")]
    assert "\u202e" not in "".join(node.text or "" for node in root.iter(f"{SVG}text"))


def test_a_number_that_is_exact_stands_without_brackets() -> None:
    from enduse.publish.words import number_words

    assert number_words(Quantity(low=20, high=20)) == "20"
