"""From scores to decisions, with scores written by hand."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np
import pytest

from enduse.model import CATEGORIES, CERTAINTIES, MEASURES, Document
from enduse.read.analysis import Analysis, sentence_at
from enduse.read.candidates import find_candidates
from enduse.read.decide import STATUSES, Decision, Thresholds, decide, load_thresholds, together
from enduse.read.features import PairFeatures
from enduse.read.frames import find_votes
from enduse.read.inputs import DecisionInputs
from enduse.read.network import Parsed, Scores, softmax
from enduse.read.sentences import Sentence, find_sentences
from enduse.read.trees import Tree
from enduse.read.vocabulary import KINDS, ROLES
from enduse.read.windows import make_windows

SURE = Thresholds(kind={"transfer": 0.5, "measure": 0.5, "use": 0.5}, nobody=0.6, further=0.5)
TEXT = "Iran and China sent drones to Russia. The EU imposed sanctions on Iran."


def analysis_of(text: str, *, lists: Mapping[str, str] | None = None, tag: str = "NOUN") -> Analysis:
    """An analysis of flat trees: every word, all of one tag, hangs on the first; members of lists hang on the member given."""
    sentences = find_sentences(text)
    trees = [flat(sentence, lists or {}, tag) for sentence in sentences]
    offsets = np.cumsum([0, *(len(s.words) for s in sentences)]).tolist()[:-1]
    candidates = find_candidates(text, sentences)
    windows = make_windows([[(7,) for _ in s.words] for s in sentences])
    parsed = tuple(
        Parsed(window=w, trees=tuple(trees[w.first : w.last]), words=np.zeros((len(w.word_starts), 4), dtype=np.float32))
        for w in windows
    )
    return Analysis(
        text=text, sentences=tuple(sentences), trees=tuple(trees), offsets=tuple(offsets), candidates=candidates, parsed=parsed,
        votes=find_votes(trees, offsets, candidates),
    )  # fmt: skip


def flat(sentence: Sentence, lists: Mapping[str, str], tag: str) -> Tree:
    words = [word.text for word in sentence.words]
    heads = [words.index(lists[word]) if word in lists else 0 for word in words]
    labels = ["conj" if word in lists else "dep" for word in words]
    return Tree(sentence=sentence, heads=(-1, *heads[1:]), labels=("root", *labels[1:]), tags=(tag,) * len(words))


ANALYSIS = analysis_of(TEXT)
(INPUTS,) = ANALYSIS.inputs()
DRONES = next(row for row, i in enumerate(INPUTS.anchor_numbers) if ANALYSIS.candidates.anchors[i].text == "drones")
SANCTIONS = next(row for row, i in enumerate(INPUTS.anchor_numbers) if ANALYSIS.candidates.anchors[i].text == "sanctions")
ACTORS = [ANALYSIS.candidates.actors[j].entry.code for j in INPUTS.actor_numbers]  # type: ignore[union-attr]


def blank(anchors: int, actors: int) -> Scores:
    """Scores of nothing at all."""
    return Scores(
        kind=np.zeros((anchors, len(KINDS)), np.float32),
        category=np.zeros((anchors, len(CATEGORIES)), np.float32),
        measure=np.zeros((anchors, len(MEASURES)), np.float32),
        status=np.zeros((anchors, len(STATUSES)), np.float32),
        certainty=np.zeros((anchors, len(CERTAINTIES)), np.float32),
        roles=np.zeros((anchors, len(ROLES), actors + 1), np.float32),
    )


def scores(row: int, kind: Mapping[str, float], roles: Mapping[str, Mapping[str, float]]) -> Scores:
    """Scores that say so of one anchor and nothing of the others; who is not weighed weighs nothing, nobody has the rest."""
    made = blank(len(INPUTS.anchor_numbers), len(INPUTS.actor_numbers))
    for name, score in kind.items():
        made.kind[row, KINDS.index(name)] = score
    made.category[row, CATEGORIES.index("uav")] = 1
    made.measure[row, MEASURES.index("sanctions")] = 1
    made.status[row, [status for _, status in STATUSES].index("delivered")] = 1
    made.status[row, STATUSES.index(("measure", "in_force"))] = 1
    made.certainty[row, CERTAINTIES.index("hedged")] = 1
    made.roles[:, :, 0] = 1
    for role, weights in roles.items():
        for actor, weight in weights.items():
            made.roles[row, ROLES.index(role), 1 + ACTORS.index(actor)] = weight
        made.roles[row, ROLES.index(role), 0] = 1 - sum(weights.values())
    return made


def decided(given: Scores, thresholds: Thresholds = SURE, analysis: Analysis = ANALYSIS) -> list[Decision]:
    return list(decide(analysis, INPUTS, given, thresholds))


def sides(decision: Decision) -> tuple[list[str], list[str]]:
    return [f.value for f in decision.first], [f.value for f in decision.second]


def test_one_supplies_another() -> None:
    (made,) = decided(scores(DRONES, {"transfer": 0.9}, {"supplier": {"IR": 0.9}, "recipient": {"RU": 0.8}}))
    assert (made.kind, made.category, made.status, made.certainty) == ("transfer", "uav", "delivered", "hedged")
    assert sides(made) == (["IR"], ["RU"])
    assert made.anchor.text == "drones"
    assert made.first[0].mention.text == "Iran"


def test_what_is_a_verb_here_is_no_hardware() -> None:
    given = scores(DRONES, {"transfer": 0.9}, {"supplier": {"IR": 0.9}, "recipient": {"RU": 0.8}})
    assert decided(given, analysis=analysis_of(TEXT, tag="VERB")) == []


def test_nothing_is_decided_below_the_threshold() -> None:
    sure, unsure = ({"supplier": {"IR": weight}, "recipient": {"RU": weight}} for weight in (1.0, 0.8))
    assert decided(scores(DRONES, {"transfer": 0.24}, sure)) == []
    assert len(decided(scores(DRONES, {"transfer": 0.26}, sure))) == 1
    assert decided(scores(DRONES, {"transfer": 0.26}, unsure)) == []  # the choice of the parties counts as well
    (made,) = decided(scores(DRONES, {"transfer": 0.9}, unsure))
    assert made.score == pytest.approx(0.76, abs=0.01)


def test_an_item_is_no_measure_and_a_measure_no_item() -> None:
    assert decided(scores(DRONES, {"measure": 1.0}, {"imposer": {"IR": 0.9}})) == []
    assert decided(scores(SANCTIONS, {"transfer": 1.0, "use": 1.0}, {"supplier": {"IR": 0.9}})) == []
    (made,) = decided(scores(SANCTIONS, {"measure": 1.0}, {"imposer": {"EU": 0.9}, "target": {"IR": 0.9}}))
    assert (made.kind, made.category, made.status, sides(made)) == ("measure", "sanctions", "in_force", (["EU"], ["IR"]))


def test_nobody() -> None:
    (made,) = decided(scores(DRONES, {"transfer": 0.9}, {"supplier": {"IR": 0.3}, "recipient": {"RU": 0.9}}))
    assert sides(made) == ([], ["RU"])
    assert decided(scores(DRONES, {"transfer": 0.9}, {})) == []  # a transfer needs one of the two


def test_several_share_a_role() -> None:
    (made,) = decided(scores(DRONES, {"transfer": 0.9}, {"supplier": {"IR": 0.5, "CN": 0.4}, "recipient": {"RU": 0.9}}))
    assert sides(made) == (["IR", "CN"], ["RU"])
    (made,) = decided(scores(DRONES, {"transfer": 0.9}, {"supplier": {"IR": 0.7, "CN": 0.2}, "recipient": {"RU": 0.9}}))
    assert sides(made) == (["IR"], ["RU"])


def test_the_members_of_a_list_share_a_role_and_are_sure_together() -> None:
    given = scores(DRONES, {"transfer": 0.9}, {"supplier": {"IR": 0.6, "CN": 0.1}, "recipient": {"RU": 0.9}})
    (apart,) = decided(given)
    assert sides(apart) == (["IR"], ["RU"])
    (together,) = decided(given, analysis=analysis_of(TEXT, lists={"China": "Iran"}))
    assert sides(together) == (["IR", "CN"], ["RU"])
    assert together.score > apart.score
    assert together.first[0].weight == pytest.approx(0.7)


def test_items_of_a_list_are_decided_alike() -> None:
    text = "Iran sent drones and missiles to Russia."
    decisions = {}
    listed = {"missiles": "drones"}
    for name, lists, tag in (("apart", {}, "NOUN"), ("listed", listed, "NOUN"), ("verbs", listed, "AUX")):
        analysis = analysis_of(text, lists=lists, tag=tag)
        (inputs,) = analysis.inputs()
        first, second = (
            next(row for row, i in enumerate(inputs.anchor_numbers) if analysis.candidates.anchors[i].text == word)
            for word in ("drones", "missiles")
        )
        given = blank(len(inputs.anchor_numbers), len(inputs.actor_numbers))
        given.kind[[first, second], KINDS.index("transfer")] = 0.9
        given.category[first, CATEGORIES.index("uav")] = given.category[second, CATEGORIES.index("missile")] = 1
        for row, status, weight in ((first, "delivered", 0.9), (second, "planned", 0.5)):
            given.status[row, STATUSES.index(("transfer", status))] = weight
        for role, actor in (("supplier", 0), ("recipient", 1)):
            given.roles[[first, second], ROLES.index(role), 1 + actor] = 0.9
        decisions[name] = {(d.category, d.status) for d in decide(analysis, inputs, given, SURE)}
    assert decisions["apart"] == {("uav", "delivered"), ("missile", "planned")}
    assert decisions["verbs"] == decisions["apart"], "two verbs are two deeds"
    assert decisions["listed"] == {("uav", "delivered"), ("missile", "delivered")}


def test_the_likeliest_stage_comes_before_the_likeliest_status() -> None:
    given = scores(DRONES, {"transfer": 0.9}, {"supplier": {"IR": 0.9}, "recipient": {"RU": 0.9}})
    for status, weight in (("delivered", 0.4), ("agreed", 0.25), ("planned", 0.35)):
        given.status[DRONES, STATUSES.index(("transfer", status))] = weight
    assert [d.status for d in decided(given)] == ["planned"], "it has not come, be it signed or planned"


@pytest.mark.parametrize(("named", "suppliers"), [(5, ["GR", "NO", "PL", "ES", "IT"]), (3, ["GR", "NO"])])
def test_nobody_of_a_long_list_is_left_out(named: int, suppliers: list[str]) -> None:
    states = ["Greece", "Norway", "Poland", "Spain", "Italy"][:named]
    text = f"{', '.join(states[:-1])} and {states[-1]} sent drones to Russia."
    analysis = analysis_of(text, lists=dict.fromkeys(states[1:], states[0]))
    (inputs,) = analysis.inputs()
    given = blank(len(inputs.anchor_numbers), len(inputs.actor_numbers))
    row = next(r for r, i in enumerate(inputs.anchor_numbers) if analysis.candidates.anchors[i].text == "drones")
    given.kind[row, KINDS.index("transfer")] = given.category[row, CATEGORIES.index("uav")] = 1
    given.roles[row, ROLES.index("supplier"), 1 : len(states)] = 0.3  # all but the last
    given.roles[row, ROLES.index("recipient"), len(states) + 1] = 1
    (made,) = decide(analysis, inputs, given, SURE)
    assert sorted(sides(made)[0]) == sorted(suppliers)


def test_nobody_supplies_himself() -> None:
    for supplier in ({"IR": 0.9}, {"IR": 0.5, "RU": 0.45}, {"RU": 0.6, "IR": 0.4}, {"RU": 0.5, "CN": 0.4}):
        for recipient in ({"IR": 0.9}, {"RU": 0.9}, {"RU": 0.5, "IR": 0.45}, {"IR": 0.4, "RU": 0.35, "CN": 0.2}):
            for made in decided(scores(DRONES, {"transfer": 0.9}, {"supplier": supplier, "recipient": recipient})):
                first, second = sides(made)
                assert not set(first) & set(second)
                assert first or second


def test_mentions_of_one_actor_count_together() -> None:
    given = scores(DRONES, {"transfer": 0.9}, {"supplier": {"CN": 0.3}, "recipient": {"RU": 0.9}})
    supplier = given.roles[DRONES, ROLES.index("supplier")]
    for place in [j for j, actor in enumerate(ACTORS) if actor == "IR"]:
        supplier[1 + place] = 0.25
    supplier[0] = 0.2
    (made,) = decided(given)
    assert sides(made)[0][0] == "IR"


def test_decisions_alike_in_one_sentence_stand_together() -> None:
    analysis = analysis_of("Iran sent drones and missiles to Russia. Iran sent tanks to Russia.")
    (made,) = decided(scores(DRONES, {"transfer": 0.9}, {"supplier": {"IR": 0.9}, "recipient": {"RU": 0.8}}))
    items = [a for a in analysis.candidates.anchors if a.text in ("drones", "missiles", "tanks")]
    decisions = [Decision(**{f: getattr(made, f) for f in made.__slots__} | {"anchor": anchor}) for anchor in items]
    assert [[d.anchor.text for d in group] for group in together(analysis, decisions)] == [["drones", "missiles"], ["tanks"]]


def test_inputs_have_a_row_for_every_anchor_and_actor() -> None:
    inputs: DecisionInputs = INPUTS
    anchors, actors = len(inputs.anchor_numbers), len(inputs.actor_numbers)
    assert inputs.anchors.shape == (anchors, 4)
    assert inputs.anchor_features.shape[0] == anchors
    assert inputs.same_actor.shape == (actors,)
    assert inputs.actors.shape == (actors, 2)
    assert inputs.pairs.shape[:2] == (anchors, actors)
    assert inputs.anchors.max() < len(inputs.window.word_starts)
    assert (inputs.pairs[:, :, 0] > 0).all()
    assert inputs.marks.shape[0] == len(inputs.window.ids)


def test_every_anchor_is_decided_on_once_in_a_long_document() -> None:
    analysis = analysis_of(f"{TEXT} " * 60)
    numbers = [n for inputs in analysis.inputs() for n in inputs.anchor_numbers]
    assert numbers == list(range(len(analysis.candidates.anchors)))
    assert len(analysis.parsed) > 1


def test_a_text_without_an_anchor_gives_no_inputs() -> None:
    assert list(analysis_of("Iran and Russia met.").inputs()) == []
    assert list(analysis_of("").inputs()) == []


def test_features_are_the_same_every_time() -> None:
    found = ANALYSIS.candidates
    made = [PairFeatures(ANALYSIS.trees, ANALYSIS.offsets, found, ANALYSIS.votes) for _ in "ab"]
    rows = [[(f.anchor(i), f.row(i, range(len(found.actors)))) for i in range(len(found.anchors))] for f in made]
    assert rows[0] == rows[1]


def test_mentions_of_one_actor_share_a_number() -> None:
    (inputs,) = analysis_of("Iran sent drones to Russia. Tehran denied it, and Moscow praised Iran.").inputs()
    assert inputs.same_actor.tolist() == [0, 1, 0, 1, 0]


def test_sentence_at() -> None:
    assert [sentence_at(ANALYSIS, at) for at in (0, 36, 37, 38, 500)] == [0, 0, 0, 1, 1]


def test_softmax_sums_to_one_and_bears_no_rows() -> None:
    assert np.allclose(softmax(np.array([[1000.0, 1000.0, -1000.0]], np.float32)), [[0.5, 0.5, 0]])
    assert softmax(np.zeros((0, 3), np.float32)).shape == (0, 3)


def test_candidates_lie_in_their_sentences() -> None:
    text = Document(name="a", text=TEXT, sha256="").text
    for mention in (*ANALYSIS.candidates.actors, *ANALYSIS.candidates.anchors):
        assert mention.span.of(text) == mention.text
        assert ANALYSIS.sentences[mention.sentence].span.contains(mention.span)
    assert len(ANALYSIS.candidates.word_marks) == len(ANALYSIS.candidates.cues) == sum(len(s.words) for s in ANALYSIS.sentences)


def test_the_shipped_thresholds_are_probabilities() -> None:
    shipped = load_thresholds()
    assert shipped.kind.keys() == set(KINDS)
    assert all(0 < value < 1 for value in (*shipped.kind.values(), shipped.nobody, shipped.further))


def test_what_stands_in_a_condition_is_neither_asserted_nor_delivered() -> None:
    text = "Iran and China go if they get drones for Russia."
    analysis = analysis_of(text)
    (inputs,) = analysis.inputs()
    made = blank(len(inputs.anchor_numbers), len(inputs.actor_numbers))
    row = next(r for r, i in enumerate(inputs.anchor_numbers) if analysis.candidates.anchors[i].text == "drones")
    made.kind[row, KINDS.index("transfer")] = made.category[row, CATEGORIES.index("uav")] = 1
    made.status[row, STATUSES.index(("transfer", "delivered"))] = made.certainty[row, CERTAINTIES.index("asserted")] = 1
    made.roles[row, ROLES.index("supplier"), 1] = made.roles[row, ROLES.index("recipient"), 3] = 1
    states = []
    for label, mark in (("dep", "dep"), ("advcl", "mark")):
        (bare,) = analysis.trees
        words = [bare.lower(i) for i in range(len(bare.heads))]
        get, condition = words.index("get"), words.index("if")
        heads, labels = list(bare.heads), list(bare.labels)
        heads[words.index("drones")] = heads[condition] = get
        labels[get], labels[condition] = label, mark
        read = dataclasses.replace(analysis, trees=(dataclasses.replace(bare, heads=tuple(heads), labels=tuple(labels)),))
        states += [(d.status, d.certainty) for d in decide(read, inputs, made, SURE)]
    assert states == [("delivered", "asserted"), ("planned", "hedged")]
