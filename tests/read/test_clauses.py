"""The clause that is quoted: what states the thing, without who reports it and without its neighbours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.read.clauses import clause_head, clause_span
from enduse.read.trees import Tree, repair_heads

from .parsed import text_of, tree

SAID = (
    "Washington/PROPN/nsubj/2 said/VERB/root/0 that/SCONJ/mark/5 Iran/PROPN/nsubj/5 sent/VERB/ccomp/2 drones/NOUN/obj/5"
    " to/ADP/case/8 Russia/PROPN/obl/5 ./PUNCT/punct/2"
)
SAID_AFTER = (
    "“/PUNCT/punct/3 Iran/PROPN/nsubj/3 sent/VERB/root/0 drones/NOUN/obj/3 to/ADP/case/6 Russia/PROPN/obl/3 ,/PUNCT/punct/3"
    " ”/PUNCT/punct/3 Kirby/PROPN/nsubj/10 said/VERB/parataxis/3 ./PUNCT/punct/3"
)
JOINED = (
    "Iran/PROPN/nsubj/2 sent/VERB/root/0 drones/NOUN/obj/2 and/CCONJ/cc/6 China/PROPN/nsubj/6 sold/VERB/conj/2"
    " shells/NOUN/obj/6"
)
BOUGHT = (
    "Kyiv/PROPN/nsubj/2 fears/VERB/root/0 drones/NOUN/obj/2 that/PRON/nsubj/5 reach/VERB/acl:relcl/3 Russia/PROPN/obj/5"
    " ./PUNCT/punct/2"
)


@pytest.mark.parametrize(
    ("written", "word", "others", "quote"),
    [
        (SAID, "drones", ["Iran", "Russia"], "Iran sent drones to Russia"),
        (SAID, "drones", ["Washington"], "Washington said that Iran sent drones to Russia"),
        (SAID_AFTER, "drones", ["Iran", "Russia"], "Iran sent drones to Russia"),
        (JOINED, "drones", ["Iran"], "Iran sent drones"),
        (JOINED, "shells", ["China"], "China sold shells"),
        (JOINED, "shells", ["Iran"], "Iran sent drones and China sold shells"),
        (BOUGHT, "Russia", [], "that reach Russia"),
    ],
)
def test_the_quote_is_the_clause(written: str, word: str, others: list[str], quote: str) -> None:
    parsed = tree(written)
    forms = [w.text for w in parsed.sentence.words]
    at, taking_part = forms.index(word), [forms.index(other) for other in others]
    head = clause_head(parsed, at, taking_part)
    assert clause_span(parsed, head, [at, *taking_part]).of(text_of(parsed)) == quote


@pytest.mark.parametrize(("first", "last"), ["()", "“”", "«»", '""'])
def test_a_mark_that_ends_what_stands_in_the_quote_stays(first: str, last: str) -> None:
    parsed = tree(
        f"Iran/PROPN/nsubj/2 armed/VERB/root/0 fighters/NOUN/obj/2 {first}/PUNCT/punct/5"
        f" Houthis/PROPN/appos/3 {last}/PUNCT/punct/5 ./PUNCT/punct/2"
    )
    assert clause_span(parsed, 1, [2]).of(text_of(parsed)).endswith(last)
    alone = tree(f"Iran/PROPN/nsubj/2 armed/VERB/root/0 Houthis/PROPN/obj/2 {last}/PUNCT/punct/2")
    assert clause_span(alone, 1, [2]).of(text_of(alone)).endswith("Houthis")


LABELS = ["root", "nsubj", "obj", "ccomp", "advcl", "acl", "parataxis", "conj", "punct", "cc", "mark", "advcl:relcl"]


@given(st.data())
def test_the_quote_lies_in_its_sentence_and_holds_what_it_is_about(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 12))
    heads = repair_heads(data.draw(st.lists(st.integers(-1, size - 1), min_size=size, max_size=size)))
    labels = data.draw(st.lists(st.sampled_from(LABELS), min_size=size, max_size=size))
    tags = data.draw(st.lists(st.sampled_from(["VERB", "NOUN", "PUNCT"]), min_size=size, max_size=size))
    written = tree(" ".join(f"w{i}/X/x/0" for i in range(size)))
    parsed = Tree(sentence=written.sentence, heads=heads, labels=tuple(labels), tags=tuple(tags))
    word = data.draw(st.integers(0, size - 1))
    head = clause_head(parsed, word)
    assert word in parsed.subtree(head)
    span = clause_span(parsed, head, [word])
    assert parsed.sentence.span.contains(span)
    stated = parsed.sentence.words[word]
    assert span.start <= stated.start < stated.end <= span.end


def test_a_sentence_of_marks_alone_still_gives_a_quote() -> None:
    parsed = tree("—/PUNCT/root/0 —/PUNCT/punct/1")
    assert clause_span(parsed, 0, []).of(text_of(parsed)) == "—"
