"""Where the nodes of a small network stand: pushed apart by each other, held together by their edges; no chance in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

_STEPS: Final = 300
Kind = Literal["state", "party", "item", "component"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node of a network: its key, the name to write, and what it is."""

    id: str
    label: str
    kind: Kind = "party"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An edge from one node to another: how many statements stand behind it, and whether all of them deny it."""

    start: str
    end: str
    weight: int = 1
    denied: bool = False
    label: str = ""


def place(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, tuple[float, float]]:
    """Place nodes in a field of 0 to 1 (Fruchterman and Reingold's forces, from a circle in the nodes' order).

    >>> sorted(place([Node(id="a", label="A")], []).values())
    [(0.5, 0.5)]
    """
    count = len(nodes)
    if count < 2:
        return {node.id: (0.5, 0.5) for node in nodes}
    number = {node.id: n for n, node in enumerate(nodes)}
    pulls = np.zeros((count, count))
    for edge in edges:
        if edge.start in number and edge.end in number and edge.start != edge.end:
            one, other = number[edge.start], number[edge.end]
            pulls[one, other] = pulls[other, one] = 1.0
    angle = 2 * np.pi * np.arange(count) / count
    spots = np.column_stack((np.cos(angle), np.sin(angle))) * (1 + 0.01 * np.arange(count))[:, None]
    rest = 2.0 / np.sqrt(count)
    for step in range(_STEPS):
        spots = spots + _moves(spots, pulls, rest, heat=0.15 * (1 - step / _STEPS) + 0.002)
    low, high = spots.min(axis=0), spots.max(axis=0)
    scaled = (spots - low) / np.where(high - low > 1e-9, high - low, 1.0)
    scaled[:, high - low <= 1e-9] = 0.5
    return {node.id: (round(float(x), 4), round(float(y), 4)) for node, (x, y) in zip(nodes, scaled, strict=True)}


def spread(
    spots: Mapping[str, tuple[float, float]], boxes: Mapping[str, tuple[float, float]], field: tuple[float, float]
) -> dict[str, tuple[float, float]]:
    """Move nodes until the boxes of their names no longer lie on each other, as far as the field has room.

    Args:
        spots: where each node stands.
        boxes: width and height of each node with its name.
        field: width and height of the whole.
    """
    keys = sorted(spots, key=lambda key: (spots[key][1], spots[key][0], key))
    at = np.array([spots[key] for key in keys], dtype=float).reshape(-1, 2)
    half = np.array([boxes[key] for key in keys], dtype=float).reshape(-1, 2) / 2
    edge = np.array(field)
    for _ in range(_STEPS):
        gap = at[:, None, :] - at[None, :, :]
        need = half[:, None, :] + half[None, :, :] - np.abs(gap)
        lies = (need > 0).all(axis=2)
        np.fill_diagonal(lies, False)
        if not lies.any():
            break
        upright = need[:, :, 1] * 2.0 <= need[:, :, 0]  # the shorter way out, up or down by preference: names are wide
        sign = np.where(gap >= 0, 1.0, -1.0)
        sign[np.triu_indices(len(keys), 1)] = np.where(gap[np.triu_indices(len(keys), 1)] > 0, 1.0, -1.0)
        move = need * lies[:, :, None] * sign * np.stack((~upright, upright), axis=2) / 3
        at = np.clip(at + move.sum(axis=1), np.minimum(half, edge / 2), np.maximum(edge - half, edge / 2))
    return {key: (float(x), float(y)) for key, (x, y) in zip(keys, at, strict=True)}


def _moves(spots: NDArray[np.float64], pulls: NDArray[np.float64], rest: float, heat: float) -> NDArray[np.float64]:
    apart = spots[:, None, :] - spots[None, :, :]
    far = np.maximum(np.linalg.norm(apart, axis=2), 1e-3)
    push = rest**2 / far
    np.fill_diagonal(push, 0.0)
    force = (apart / far[:, :, None] * (push - pulls * far**2 / rest)[:, :, None]).sum(axis=1)
    force -= 0.6 * spots  # what hangs together with nothing does not drift away
    size = np.maximum(np.linalg.norm(force, axis=1, keepdims=True), 1e-9)
    moved: NDArray[np.float64] = force / size * np.minimum(size, heat)
    return moved
