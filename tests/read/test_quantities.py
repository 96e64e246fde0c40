"""Numbers in sentences and what they count: tables by hand (`number_phrases.csv`), and properties that hold for any words."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.model import Quantity, Span
from enduse.numerals import find_numerals, read_number
from enduse.read.quantities import find_quantities, price_of, quantity_of

# Words | value.
NUMBERS = """
seven | 7
twelve | 12
nineteen | 19
twenty-four | 24
ninety-nine | 99
forty eight | 48
a hundred | 100
one hundred | 100
two hundred and forty | 240
a hundred and fifty | 150
thirteen hundred | 1300
a thousand | 1000
thirteen thousand | 13000
two thousand one hundred sixty-six | 2166
seventeen thousand four hundred seventy-five | 17475
half a million | 500000
two and a half million | 2500000
a million and a half | 1500000
three and a half billion | 3500000000
one billion and seventy-three million | 1073000000
1 billion 400 million | 1400000000
nine point three million | 9300000
a dozen | 12
half a dozen | 6
two dozen | 24
6,700 | 6700
1,118,034,000 | 1118034000
10 000 | 10000
1.500.000 | 1500000
1.2 million | 1200000
6.75 billion | 6750000000
2,5 million | 2500000
42,000 crore | 420000000000
a quarter of a million | 250000
three quarters of a billion | 750000000
5 lakh | 500000
20 thousand | 20000
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def marked(sentence: str) -> tuple[Span, str]:
    start, end = sentence.index("["), sentence.index("]")
    return Span(start=start, end=end - 1), sentence.replace("[", "").replace("]", "")


def clauses() -> Iterator[ParameterSet]:
    """The rows of `number_phrases.csv`: the thing in brackets, numbers empty where the clause gives none.

    `unread` says why a clause is not read yet.
    """
    with (Path(__file__).parent / "number_phrases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            marks = [pytest.mark.xfail(reason=row["unread"], strict=True)] if row["unread"] else []
            wanted = *(int(row[key]) if row[key] else None for key in ("low", "high", "value")), row["currency"] or None
            yield pytest.param(row["clause"], wanted, marks=marks, id=row["clause"])


@pytest.mark.parametrize(("words", "value"), rows(NUMBERS))
def test_numbers_in_words(words: str, value: str) -> None:
    assert read_number(words) == int(value)
    assert [(n.start, n.end, n.value) for n in find_numerals(words)] == [(0, len(words), int(value))]


@pytest.mark.parametrize(("clause", "wanted"), list(clauses()))
def test_clauses(clause: str, wanted: tuple[int | str | None, ...]) -> None:
    quantity = quantity_of(*marked(clause)) or Quantity(text="")
    assert (quantity.low, quantity.high, quantity.value_low, quantity.currency) == wanted


@pytest.mark.parametrize(
    ("sentence", "words"),
    [("more than 400 [drones]", "more than 400"), ("several [drones]", "several"), ("sold to [Iraq]", None),
     ("[tanks] (40)", "40"),
     ("a handful of [Su-25s]", "a handful"), ("an [S-400 battery]", "an"), ("some $2 billion of [arms]", "some $2 billion")],
)  # fmt: skip
def test_words_are_kept(sentence: str, words: str | None) -> None:
    quantity = quantity_of(*marked(sentence))
    assert (quantity and quantity.text) == words


def test_a_price_beside_a_number() -> None:
    item, text = marked("It bought eight [F-16s] for $699 million.")
    assert quantity_of(item, text) == Quantity(low=8, high=8, text="eight")
    assert price_of(item, text) == Quantity(value_low=699_000_000, currency="USD", text="$699 million")


def test_each_thing_has_its_own_number() -> None:
    text = (
        "Forty M-302 rockets with a range of up to 160 kilometres, 181 mortar shells of 120 millimetres and 400,000 cartridges"
    )
    counted = {}
    for words in ("M-302 rockets", "mortar shells", "cartridges"):
        start = text.index(words)
        quantity = quantity_of(Span(start=start, end=start + len(words)), text)
        counted[words] = quantity.low if quantity else None
    assert counted == {"M-302 rockets": 40, "mortar shells": 181, "cartridges": 400_000}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("155mm", ["measure"]),
        ("a range of 300 km", ["measure"]),
        ("20 per cent", ["share"]),
        ("69% of them", ["share"]),
        ("resolution 2231", ["label"]),
        ("in 2022", ["time"]),
        ("on 9 December 2021", ["time", "time"]),
        ("$3 million", ["money"]),
        ("seven tanks", ["count"]),
        ("40-year-old", ["measure"]),
        ("F-16", []),
        ("over 2000 euros", ["money"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [m.kind for m in find_quantities(text)] == kinds


VOCABULARY = """
one two twelve twenty-four hundred thousand million dozen half a an the and or to of - – , . ( ) $ € 400 6,700
1.5 2022 155mm km F-16 T-72 tanks drones containers rounds more than up to about at least several dozens
hundreds worth dollars Swedish kronor won first last between nearly not no % per cent
""".split()
SENTENCES = st.lists(st.sampled_from(VOCABULARY), max_size=16).map(" ".join)


@settings(deadline=None)
@given(st.one_of(SENTENCES, st.text(max_size=60)))
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for mention in find_quantities(text):
        assert mention.span.contains(mention.core)
        assert mention.core.start >= end
        assert mention.core.of(text) in mention.quantity.text
        assert mention.span.end <= len(text)
        low, high = mention.quantity.low, mention.quantity.high
        assert low is None or high is None or low <= high
        end = mention.core.end


@settings(deadline=None)
@given(SENTENCES, st.data())
def test_any_stretch_can_be_asked_about(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quantity = quantity_of(Span(start=start, end=end), text)
    assert quantity is None or quantity.text != ""


@given(st.integers(1, 9_999_999))
def test_figures_count_what_follows(count: int) -> None:
    for figures in (f"{count:,}", str(count)):
        if 1800 <= count <= 2099:
            continue
        text = f"It sold {figures} rockets."
        start = text.index("rockets")
        quantity = quantity_of(Span(start=start, end=start + 7), text)
        assert quantity == Quantity(low=count, high=count, text=figures)


@given(
    st.integers(1, 999), st.sampled_from(["more than", "at least", "over"]), st.sampled_from(["up to", "fewer than", "at most"])
)
def test_bounds_are_mirrored(count: int, least: str, most: str) -> None:
    for words, low, high in ((least, count, None), (most, None, count)):
        [mention] = find_quantities(f"{words} {count} tanks")
        assert (mention.quantity.low, mention.quantity.high) == (low, high)


GOLD = Path(__file__).parents[2] / "evaluation" / "gold" / "train.gold.jsonl"


@pytest.mark.slow
@pytest.mark.skipif(not GOLD.is_file(), reason="the gold sets are not with the project")
def test_floor_on_the_training_statements() -> None:
    wanted = right = uncounted = invented = 0
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for thing in row.get("items") or []:
            place = re.search(rf"(?<!\w){re.escape(thing['text'])}(?!\w)", row["quote"])
            if place is None:
                continue
            item = Span(start=place.start(), end=place.end())
            gold = tuple((thing.get("quantity") or {}).get(k) for k in ("low", "high", "value_low"))
            found = [(q.low, q.high, q.value_low) for q in (quantity_of(item, row["quote"]), price_of(item, row["quote"])) if q]
            if gold == (None, None, None):
                uncounted += 1
                invented += any(numbers != gold for numbers in found)
            else:
                wanted += 1
                right += gold in found
    assert right / wanted >= 0.84
    assert invented / uncounted <= 0.05
