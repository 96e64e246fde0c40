"""What counts as an item in a text, what its words say it is, and what the item files must keep to."""

import itertools

import pytest

from enduse.errors import LexiconError
from enduse.lexicon import designations, files, item_words
from enduse.lexicon.items import ItemMention, load_items
from enduse.model import CATEGORIES


def find(text: str) -> list[ItemMention]:
    return load_items().find(text)


def one(text: str) -> ItemMention:
    mentions = find(text)
    assert len(mentions) == 1, mentions
    return mentions[0]


@pytest.mark.parametrize(
    ("text", "words", "category", "designation"),
    [
        ("Iranian-made Shahed-136 attack drones", "Shahed-136 attack drones", "uav", "Shahed-136"),
        ("new Russian short-range ballistic missiles", "short-range ballistic missiles", "missile", None),
        ("the Su-30MKI", "Su-30MKI", "aircraft", "Su-30MKI"),
        ("Sukhoi-35 fighters", "Sukhoi-35 fighters", "aircraft", "Su-35"),
        ("F-16 Block 70s", "F-16 Block 70s", "aircraft", "F-16"),
        ("rockets of the type M-302", "rockets of the type M-302", "artillery", "M-302"),
        ("the complexes “Tor-M1”", "complexes “Tor-M1", "air_defence", "Tor"),
        ("155mm artillery shells", "155mm artillery shells", "ammunition", None),
        ("Patriot missiles", "Patriot missiles", "air_defence", "Patriot"),
        ("F-16 engines", "F-16 engines", "component", "F-16"),
        ("Gepard rounds", "Gepard rounds", "ammunition", "Gepard"),
        ("RPGs", "RPGs", "small_arms", "RPG"),
        ("jet fuel", "jet fuel", "material", None),
        ("body armour", "body armour", "arms", None),
        ("machine tools", "machine tools", "production", None),
        ("drone deliveries", "drone deliveries", "uav", None),
        ("missile launchers", "missile launchers", "missile", None),
        ("Type 054 frigates", "Type 054 frigates", "ship", "Type 054A"),
        ("Shahed-type attack drones", "Shahed-type attack drones", "uav", "Shahed"),
        ("the Su-30 family of fighters", "Su-30 family of fighters", "aircraft", "Su-30"),
        ("Saab 340 AEW&C aircraft", "Saab 340 AEW&C aircraft", "aircraft", "Saab 340"),
        ("Project 636.3 submarines", "Project 636.3 submarines", "ship", "Kilo"),
    ],
)
def test_a_noun_phrase_is_one_mention_with_its_category(text: str, words: str, category: str, designation: str | None) -> None:
    mention = one(text)
    assert (mention.text, mention.category, mention.designation) == (words, category, designation)
    assert text[mention.start : mention.end] == words
    assert not mention.generic


@pytest.mark.parametrize(
    ("text", "designation"),
    [
        ("the XQ-99 drones", "XQ-99"),
        ("a PZL-999", "PZL-999"),
        ("got 20 Zulu-Khan tanks", "Zulu-Khan"),
        ("Type 988 frigates", "Type 988"),
    ],
)
def test_a_system_that_the_lexicon_does_not_know_is_found_by_its_shape(text: str, designation: str) -> None:
    assert designation in [m.designation for m in find(text)]


@pytest.mark.parametrize(
    "text", ["the G7 and the G20", "a think tank", "Iranian-made", "in 2023", "a long race", "M23 rebels", "on 12 March"]
)
def test_words_that_only_look_like_items_are_none(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize("text", ["Russians tanks", "sent 40 Finland tanks", "an Iran-chartered ship", "the Libyan rifles"])
def test_no_country_or_people_is_taken_for_a_system(text: str) -> None:
    assert all(m.designation is None for m in find(text))


def test_second_hand_is_no_part_of_an_item() -> None:
    assert [m.text for m in load_items().find("24 second-hand F-16AM/BM fighters, refused on its own")] == [
        "F-16AM/BM fighters"
    ]


def test_words_that_stand_for_an_item_are_generic() -> None:
    mentions = find("The contract covers 36; it has received 24 of them.")
    assert [(m.head, m.generic, m.category) for m in mentions] == [
        ("contract", True, None),
        ("number", True, None),
        ("it", True, None),
        ("number", True, None),
        ("them", True, None),
    ]


def test_a_shared_name_needs_a_fitting_noun_and_then_counts_throughout_the_text() -> None:
    assert [m.designation for m in find("a walk in Milan")] == [None]
    assert [m.designation for m in find("The Milans came late. Milan missiles are old.")] == ["Milan", "Milan"]
    assert [m.designation for m in find("Hawk missiles and Hawk jets")] == ["MIM-23 Hawk", "Hawk"]


def test_spellings_of_one_name_are_one_system() -> None:
    for written in ("Su-35", "SU-35", "Su 35", "Su‑35", "Sukhoi Su-35"):
        assert one(f"the {written}").designation == "Su-35"
    assert one("Bayraktar Akıncı drones").designation == one("Akinci drones").designation


def test_mentions_are_ordered_and_never_overlap() -> None:
    text = "Missiles, T-72s, 24 of them, Shahed drones: the deal; S-300 systems and 122 mm rockets for $30 million " * 5
    mentions = find(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))
    assert all(text[m.start : m.end] == m.text for m in mentions)


def test_category_of_every_system_is_in_the_schema() -> None:
    lexicon = load_items()
    assert len(lexicon.designations) >= 900
    assert {d.category for d in lexicon.designations} <= set(CATEGORIES)


HEADER = ",".join(designations.COLUMNS) + "\n"


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("X-1,,plane,US,\n", "unknown category 'plane'"),
        ("X-1,,aircraft,USA,\n", "two-letter"),
        ("X-1,X-2,aircraft,,\nX-2,,aircraft,,\n", "already a name of 'X-1'"),
        ("Hawk*,,aircraft,GB,\n", "needs a note"),
        ("X-1,aircraft\n", "2 cells where 5"),
        ("X-1,,aircraft,,\nX 1,,uav,,\n", "already a name of 'X-1'"),
    ],
)
def test_a_bad_row_is_named(rows: str, complaint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "read_text", lambda name: HEADER + rows)
    with pytest.raises(LexiconError, match=complaint) as caught:
        designations.read_designations()
    assert "designations.csv" in str(caught.value)


SECTIONS = {
    "nouns": {},
    "ambiguous": [],
    "generic": {"nouns": [], "words": []},
    "verbs": {},
    "modifiers": [],
    "not_items": [],
    "not_names": [],
    "origins": [],
    "bare_counts": {"words": ["two"], "more": "more", "followed_by": ["$"], "not_after": ["No "], "money": "x"},
}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"nouns": {"boats": ["boat"]}}, "unknown category 'boats'"),
        ({"nouns": {"ship": ["boat"], "arms": ["boat"]}}, "'boat' is given twice"),
        ({"ambiguous": [{"noun": "gun", "categories": ["artillery"]}]}, "needs noun, categories and why"),
        ({"colours": []}, "'colours' is unknown"),
    ],
)
def test_a_bad_word_list_is_named(change: dict[str, object], complaint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(item_words, "read_yaml", lambda name: SECTIONS | change)
    with pytest.raises(LexiconError, match=complaint):
        item_words.read_item_words()
