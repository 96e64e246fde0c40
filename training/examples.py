"""Reports and their gold statements to training examples: which candidate each gold item is, and which mention each actor."""

from __future__ import annotations

import dataclasses
import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from enduse.lexicon.cues import CueMention
from enduse.model import CATEGORIES, CERTAINTIES, MEASURES, STAGES
from enduse.read.analysis import Analysis
from enduse.read.candidates import Mention
from enduse.read.inputs import DecisionInputs
from enduse.read.network import TAGS
from enduse.read.trees import Tree
from enduse.read.vocabulary import KIND_ROLES, KINDS, ROLES

STATUSES = [f"{kind}:{status}" for kind in KINDS for status in STAGES[kind]]
_ARTICLE = re.compile(r"^(?:the|a|an|these|those|this|its|their|his)\s+", re.IGNORECASE)
Row = dict[str, Any]


@dataclasses.dataclass
class Example:
    """One window: the network's inputs and its targets."""

    name: str
    ids: np.ndarray
    marks: np.ndarray
    first: np.ndarray
    sentence: np.ndarray
    inputs: DecisionInputs
    kind: np.ndarray  # anchors × kinds, 0 or 1
    category: np.ndarray  # anchors, -100 where not said
    measure: np.ndarray
    status: np.ndarray  # anchors × statuses, shares
    certainty: np.ndarray  # anchors × certainties, shares
    tags: np.ndarray  # each word's part of speech as the parser that prepared the example gives it,
    heads: np.ndarray  # its head (0 the root, else 1 + the head's place in the window)
    labels: np.ndarray  # and its relation
    roles: list[tuple[int, int, np.ndarray, np.ndarray]]  # anchor, role, mention -> actor number (0 none, -1 unused), shares
    taught: tuple[np.ndarray, ...] | None = None  # what the larger network answers (`training.large.answer`)
    is_gold: bool = True  # whether the targets are the gold's; without them the answers alone teach


def read_gold(path: Path) -> dict[str, list[Row]]:
    """Gold rows by document name; a document without statements has an empty list."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["doc"]]
        if row["kind"] is not None:
            rows[row["doc"]].append(row)
    return dict(rows)


def is_held_out(name: str, tenths: int) -> bool:
    """Whether a report belongs to the part that nothing is learnt from: the same reports whatever others there are.

    Taken from `gold/train` and from the passages `g`; all other further reports are learnt from.
    """
    return name[0] in "tg" and zlib.crc32(name.encode()) % 10 < tenths


def align(row: Row, text: str, anchors: Sequence[Mention], taken: Counter[int]) -> list[tuple[int, Row | None]]:
    """The anchors that a gold statement is about, each with its item (None for a measure)."""
    start, end = row["span"]
    inside = [i for i, m in enumerate(anchors) if m.span.start < end and start < m.span.end]
    kinds = {i: "measure" if isinstance(anchors[i].entry, CueMention) else "item" for i in inside}
    if row["kind"] == "measure":
        triggers = [i for i in inside if kinds[i] == "measure"]
        same = [i for i in triggers if anchors[i].entry.value == row["measure"]]
        telling = [i for i in triggers if anchors[i].entry.value]
        chosen = min(same or telling or triggers, key=lambda i: (taken[i], anchors[i].first), default=None)
        return [] if chosen is None else [(chosen, None)]
    found = []
    for item in row["items"]:
        place = _place(item["text"], row["quote"], start)
        options = [i for i in inside if kinds[i] == "item"]
        over = [i for i in options if place and anchors[i].span.start < place[1] and place[0] < anchors[i].span.end]
        if not over:
            words = {w.rstrip("s") for w in re.findall(r"\w+", item["text"].lower())}
            over = [i for i in options if words & {w.rstrip("s") for w in re.findall(r"\w+", anchors[i].text.lower())}]
        if not over:
            over = [i for i in options if anchors[i].entry.category == item["category"] or anchors[i].entry.generic]
        if over:
            # the last word of the item's text is its head: of several mentions take the one that reaches furthest into it
            found.append((max(over, key=lambda i: (-taken[i], anchors[i].span.end)), item))
    return found


def _place(words: str, quote: str, start: int) -> tuple[int, int] | None:
    for form in (words, _ARTICLE.sub("", words)):
        at = quote.casefold().find(form.casefold())
        if at >= 0:
            return start + at, start + at + len(form)
    return None


def examples(
    analysis: Analysis, rows: Sequence[Row], name: str, lost: Counter[str], labels: Mapping[str, int]
) -> Iterator[Example]:
    """One example a window of an analysed document; `lost` counts what could not be aligned, `labels` numbers relations."""
    anchors = analysis.candidates.anchors
    taken: Counter[int] = Counter()
    targets: dict[int, list[tuple[Row, Row | None]]] = defaultdict(list)
    for row in rows:
        aligned = align(row, analysis.text, anchors, taken)
        lost["statements"] += 1
        wanted = 1 if row["kind"] == "measure" else len(row["items"])
        lost["items"] += wanted
        lost[f"{row['kind']} unaligned"] += wanted - len(aligned)
        for i, item in aligned:
            taken[i] += 1
            targets[i].append((row, item))
    for inputs in analysis.inputs():
        parsed = next(p for p in analysis.parsed if p.window is inputs.window)
        yield _example(name, analysis, inputs, targets, lost, _tree_arrays(parsed.trees, labels))


def _tree_arrays(trees: Sequence[Tree], labels: Mapping[str, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Tag, head and relation of every word of a window."""
    tags, heads, relations = [], [], []
    for tree in trees:
        begin = len(heads)
        tags += [TAGS.index(tag) for tag in tree.tags]
        heads += [begin + head + 1 if head >= 0 else 0 for head in tree.heads]
        relations += [labels[label] for label in tree.labels]
    return np.array(tags), np.array(heads), np.array(relations)


def _example(
    name: str,
    analysis: Analysis,
    inputs: DecisionInputs,
    targets: dict[int, list[tuple[Row, Row | None]]],
    lost: Counter[str],
    tree: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> Example:
    n = len(inputs.anchor_numbers)
    kind = np.zeros((n, len(KINDS)), dtype=np.float32)
    category = np.full(n, -100)
    measure = np.full(n, -100)
    status = np.zeros((n, len(STATUSES)), dtype=np.float32)
    certainty = np.zeros((n, len(CERTAINTIES)), dtype=np.float32)
    roles = []
    for i, number in enumerate(inputs.anchor_numbers):
        for row, item in targets.get(number, []):
            k = KINDS.index(row["kind"])
            kind[i, k] = 1
            if item is not None:
                category[i] = CATEGORIES.index(item["category"])
            else:
                measure[i] = MEASURES.index(row["measure"])
            status[i, STATUSES.index(f"{row['kind']}:{row['status']}")] += 1
            certainty[i, CERTAINTIES.index(row["certainty"])] += 1
        for of_kind in KINDS:
            own = [row for row, _ in targets.get(number, []) if row["kind"] == of_kind]
            if own:
                for r in KIND_ROLES[of_kind]:
                    target = _role_target(analysis, inputs, own, ROLES[r], lost)
                    if target is not None:
                        roles.append((i, r, *target))
        if targets.get(number):
            status[i] /= max(status[i].sum(), 1)
            certainty[i] /= max(certainty[i].sum(), 1)
    window = inputs.window
    return Example(
        name=name,
        ids=np.array(window.ids, dtype=np.int64),
        marks=inputs.marks,
        first=np.array(window.word_starts, dtype=np.int64),
        sentence=np.array(window.word_sentences, dtype=np.int64),
        inputs=inputs,
        kind=kind,
        category=category,
        measure=measure,
        status=status,
        certainty=certainty,
        tags=tree[0],
        heads=tree[1],
        labels=tree[2],
        roles=roles,
    )


def _role_target(
    analysis: Analysis, inputs: DecisionInputs, rows: list[Row], role: str, lost: Counter[str]
) -> tuple[np.ndarray, np.ndarray] | None:
    """For a role of an anchor: each mention's actor number (-1: counts neither for nor against), and each actor's share."""
    wanted: Counter[str] = Counter()
    for row in rows:
        values = row[role] or [""]
        for value in values:
            wanted[_plain(value)] += 1 / len(values)
    groups = np.zeros(1 + len(inputs.actor_numbers), dtype=np.int64)  # place 0 is nobody
    shares = []
    actors = [analysis.candidates.actors[j] for j in inputs.actor_numbers]
    spans = [row["span"] for row in rows]
    for value, count in wanted.items():
        lost["roles"] += 1
        if not value:
            shares.append(count)
            groups[0] = len(shares)
            continue
        places = [j for j, m in enumerate(actors) if _same(value, m)]
        if not places:
            lost["roles unaligned"] += 1
            continue
        shares.append(count)
        quoted = [j for j in places if any(s <= actors[j].span.start < e for s, e in spans)]
        for j in places:
            groups[1 + j] = len(shares) if not quoted or j in quoted else -1
    if not shares:
        return None
    return groups, np.array(shares, dtype=np.float32) / sum(shares)


def _plain(value: str) -> str:
    return value.casefold().removeprefix("the ").strip()


def _same(value: str, mention: Mention) -> bool:
    code, text = _plain(mention.entry.code), _plain(mention.text)
    return value in (code, text) or (len(value) > 4 and len(text) > 4 and (value in text or text in value))
