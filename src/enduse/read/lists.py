"""The items of one list ("air defence, helicopters and jets") are decided together: one verb supplies them all alike."""

from __future__ import annotations

import dataclasses
from collections import defaultdict

from enduse.lexicon.items import ItemMention
from enduse.read.analysis import Analysis
from enduse.read.inputs import DecisionInputs
from enduse.read.network import Scores

#: A list that begins with one of these is of deeds ("sent and is training"), or parsed wrongly: each item is its own matter.
_NO_THINGS = ("VERB", "AUX", "ADV")
_SHARED = ("kind", "status", "certainty", "roles")


def share_among_lists(analysis: Analysis, inputs: DecisionInputs, scores: Scores) -> Scores:
    """The scores of a window, with those of the members of one list made their mean; what each item is stays its own.

    Args:
        analysis: the document analysed.
        inputs: the window's arrays.
        scores: the network's scores of them.
    """
    lists: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row, number in enumerate(inputs.anchor_numbers):
        anchor = analysis.candidates.anchors[number]
        if isinstance(anchor.entry, ItemMention):
            tree, word = analysis.tree_of(anchor)
            first = tree.first_of_list(word)
            if tree.tags[first] not in _NO_THINGS:
                lists[anchor.sentence, first].append(row)
    shared = {name: getattr(scores, name).copy() for name in _SHARED}
    for rows in lists.values():
        if len(rows) > 1:
            for array in shared.values():
                array[rows] = array[rows].mean(axis=0)
    return dataclasses.replace(scores, **shared)
