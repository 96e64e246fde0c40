"""A network of at most sixty nodes: who is tied to whom, with arrows; the table of the same edges goes under it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from enduse.model import Transfer
from enduse.publish.pictures.layout import Edge, Kind, Node, place, spread
from enduse.publish.pictures.picture import Picture, altair, compiled
from enduse.publish.words import actor_name, category_words, joined, plain

LARGEST: Final = 60
_KINDS: Final[Mapping[Kind, tuple[str, str]]] = {
    "state": ("state", "circle"),
    "party": ("other party", "square"),
    "item": ("item", "diamond"),
    "component": ("component", "triangle-up"),
}


def transfer_network(transfers: Iterable[Transfer]) -> tuple[list[Node], list[Edge]]:
    """The parties of transfers as nodes, and the supplies between them as edges."""
    told: dict[tuple[str, str], list[Transfer]] = defaultdict(list)
    parties: dict[str, None] = {}
    for transfer in transfers:
        if transfer.supplier is not None and transfer.recipient is not None:
            told[transfer.supplier, transfer.recipient].append(transfer)
            parties |= dict.fromkeys((transfer.supplier, transfer.recipient))
    nodes = [Node(id=p, label=actor_name(p), kind="state" if len(p) == 2 else "party") for p in parties]
    edges = []
    for (supplier, recipient), between in told.items():
        statements = {s.id: s for t in between for s in t.statements}
        things = joined(dict.fromkeys(category_words(t.category) for t in between))
        denied = all(s.certainty == "denied" for s in statements.values())
        edges.append(Edge(start=supplier, end=recipient, weight=len(statements), denied=denied, label=things))
    return nodes, edges


def draw_network(
    nodes: Sequence[Node], edges: Sequence[Edge], *, title: str, width: int = 640, height: int | None = None
) -> Picture:
    """Draw a network; of more than sixty nodes those that most is said of.

    Args:
        nodes: the nodes.
        edges: the edges between them, from supplier to recipient or from owner to owned.
        title: what it shows.
        width: of the picture in pixels.
        height: of the picture in pixels; as the nodes need it where None.
    """
    weight = Counter[str]()
    for edge in edges:
        weight.update({edge.start: edge.weight, edge.end: edge.weight})
    shown = sorted(nodes, key=lambda n: (-weight[n.id], n.label, n.id))[:LARGEST]
    by_id = {node.id: node for node in shown}
    drawn = [e for e in edges if e.start in by_id and e.end in by_id and e.start != e.end]
    drawn.sort(key=lambda e: (-e.weight, e.start, e.end))
    size = (width, height if height is not None else min(900, 220 + 14 * len(shown)))
    return Picture(
        name="network",
        title=title,
        description=_described(title, shown, drawn, by_id, len(nodes) - len(shown)),
        chart=_chart(shown, drawn, _standing(shown, drawn, size), size),
        names=("From", "To", "What", "Statements"),
        rows=[
            (by_id[e.start].label, by_id[e.end].label, e.label + (" (all denied)" if e.denied else ""), str(e.weight))
            for e in drawn
        ],
    )


def _chart(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    at: Mapping[str, tuple[float, float]],
    size: tuple[int, int],
) -> dict[str, Any]:
    alt = altair()
    width, height = size
    most = max((edge.weight for edge in edges), default=1)
    both = {(edge.end, edge.start) for edge in edges}
    lines = [_line(edge, at, most, is_double=(edge.start, edge.end) in both) for edge in edges]
    dots = [
        {"x": at[n.id][0], "y": at[n.id][1], "label": _short(n.label, len(nodes)), "kind": _KINDS[n.kind][0]} for n in nodes
    ]
    x, y = alt.Scale(domain=[0, width], nice=False), alt.Scale(domain=[height + 10, 0], nice=False)
    stands = {"x": alt.X("x:Q", scale=x, axis=None), "y": alt.Y("y:Q", scale=y, axis=None)}
    tips = {"x": alt.X("hx:Q", scale=x, axis=None), "y": alt.Y("hy:Q", scale=y, axis=None)}
    colour = alt.condition("datum.denied", alt.value("$orange"), alt.value("$blue"))
    base, points = alt.Chart(alt.Data(values=lines)), alt.Chart(alt.Data(values=dots))
    drawn = []
    dashes: dict[str, Any] = {"strokeDash": [4, 3]}
    for kept, style in (("!datum.denied", {}), ("datum.denied", dashes)):
        rules = base.transform_filter(kept).mark_rule(opacity=0.75, **style)
        drawn.append(
            rules.encode(**stands, x2="x2:Q", y2="y2:Q", strokeWidth=alt.StrokeWidth("thick:Q", scale=None), color=colour)
        )
    heads = base.mark_point(shape="triangle", filled=True, opacity=1, size=70)
    drawn.append(heads.encode(**tips, angle=alt.Angle("turn:Q", scale=None), color=colour))
    kinds = [words for words, _ in _KINDS.values() if any(d["kind"] == words for d in dots)]
    shape = alt.Shape("kind:N", title=None).scale(domain=kinds, range=[s for w, s in _KINDS.values() if w in kinds])
    marks = points.mark_point(size=110, filled=True, opacity=1, color="$ink").encode(**stands, shape=shape)
    for half, shift in ((f"datum.y <= {height / 2}", -12), (f"datum.y > {height / 2}", 14)):
        for look in ({"stroke": "$paper", "strokeWidth": 3, "strokeJoin": "round"}, {"color": "$ink"}):
            names = points.transform_filter(half).mark_text(dy=shift, fontSize=_letters(len(nodes)), **look)
            drawn.append(names.encode(**stands, text="label:N"))
    return compiled(alt.layer(*drawn, marks).properties(width=width, height=height + 10))


def _letters(count: int) -> float:
    return 11 if count <= 25 else 9


def _standing(nodes: Sequence[Node], edges: Sequence[Edge], size: tuple[int, int]) -> dict[str, tuple[float, float]]:
    """Where each node stands on the picture, with room for its name."""
    width, height = size
    letter = _letters(len(nodes)) * 0.56
    boxes = {n.id: (len(_short(n.label, len(nodes))) * letter + 12, 34.0) for n in nodes}
    spots = {key: (x * width, y * height) for key, (x, y) in place(nodes, edges).items()}
    return {key: (round(x, 1), round(y, 1)) for key, (x, y) in spread(spots, boxes, (width, height)).items()}


def _line(edge: Edge, at: Mapping[str, tuple[float, float]], most: int, *, is_double: bool) -> dict[str, Any]:
    """An edge as a line that ends before its node; two that run against each other stand a little apart."""
    (x1, y1), (x2, y2) = at[edge.start], at[edge.end]
    far = max(math.hypot(x2 - x1, y2 - y1), 1e-6)
    dx, dy = (x2 - x1) / far, (y2 - y1) / far
    aside = 5.0 if is_double else 0.0
    x1, y1, x2, y2 = x1 - dy * aside, y1 + dx * aside, x2 - dy * aside, y2 + dx * aside
    room = min(11.0, far / 3)
    tip = (x2 - dx * room, y2 - dy * room)
    return {
        "x": round(x1 + dx * room, 2), "y": round(y1 + dy * room, 2), "x2": round(tip[0] - dx * 3, 2),
        "y2": round(tip[1] - dy * 3, 2), "hx": round(tip[0] - dx * 3, 2), "hy": round(tip[1] - dy * 3, 2),
        "turn": round(math.degrees(math.atan2(dx, -dy)), 1), "denied": edge.denied,
        "thick": round(1.2 + 3.3 * math.sqrt(edge.weight / most), 2),
    }  # fmt: skip


def _short(label: str, count: int) -> str:
    """A name that leaves room for the others; the table has it whole."""
    told, most = plain(label), 32 if count <= 25 else 24
    return told if len(told) <= most else told[: most - 1].rstrip() + "…"


def _described(title: str, nodes: Sequence[Node], edges: Sequence[Edge], by_id: Mapping[str, Node], left_out: int) -> str:
    told = [f"{by_id[e.start].label} to {by_id[e.end].label}" + (f" ({e.label})" if e.label else "") for e in edges[:12]]
    more = f" and {len(edges) - 12} more" if len(edges) > 12 else ""
    aside = f" {left_out} nodes that less is said of are left out." if left_out > 0 else ""
    said = f": {'; '.join(told)}{more}" if told else ""
    return f"{title}. A network of {len(nodes)} nodes and {len(edges)} edges{said}. The table has all of them.{aside}"
