"""The index finds what comparing with every name would, and keeps doing so when it is changed, kept and opened."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from enduse.errors import InputError
from enduse.names import NameIndex, prepare, score, segment
from enduse.names.prepared import BODY

ROWS = list(csv.DictReader((Path(__file__).parent / "pairs.csv").read_text(encoding="utf-8").splitlines()))
GIVEN = "Viktor Marta Hassan Pedro Olga Farid Greta Anton Leyla Tomas Yusuf Irina Karl Amina Diego Wei".split()
FAMILY = (
    "Karasev Lindqvist Farouqi Garmendia Orlova Haddad Weissmann Belov Mammadova Novak Warsame Stonebridge Volkov Zangi".split()
)


def people(count: int, seed: int = 5) -> list[tuple[int, str, str]]:
    rng = random.Random(seed)
    names = [
        f"{rng.choice(GIVEN)} {rng.choice(GIVEN)} {rng.choice(FAMILY)}{rng.choice(['', 'a', 'ov', 's'])}" for _ in range(count)
    ]
    return [(number, name, "Person") for number, name in enumerate(names)]


def spoil(name: str, rng: random.Random) -> str:
    """One error in any word, and sometimes another order."""
    at = rng.choice([n for n, letter in enumerate(name) if letter.isalpha()])
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    name = rng.choice([name[:at] + name[at + 1 :], name[:at] + letter + name[at:], name[:at] + letter + name[at + 1 :]])
    words = name.split()
    return " ".join(words[1:] + words[:1]) if rng.random() < 0.3 else name


def test_it_finds_what_comparing_with_every_name_finds() -> None:
    names = people(800)
    index = NameIndex.build(names)
    weights = index.word_weights
    rng = random.Random(2)
    wanted = found = 0
    for number, name, schema in rng.sample(names, 60):
        asked = spoil(name, rng)
        prepared = prepare(asked, schema)
        truth = {p for p, n, s in names if score(prepared, prepare(n, s), weights).match}
        hits = {hit.party for hit in index.matches(asked, schema, limit=1000)}
        assert hits <= truth
        assert number in hits or number not in truth, (asked, name)
        wanted += len(truth)
        found += len(hits)
    assert wanted > 80
    assert found >= 0.995 * wanted


@pytest.mark.parametrize("row", [r for r in ROWS if r["match"] == "yes"], ids=lambda r: f"{r['a']} / {r['b']}")
def test_each_pair_that_matches_is_found(row: dict[str, str]) -> None:
    others = [(n, r["b"], r["schema"]) for n, r in enumerate(ROWS) if r["match"] == "no"]
    index = NameIndex.build([*others, (999, row["b"], row["schema"])])
    if score(prepare(row["a"], row["schema"]), prepare(row["b"], row["schema"]), index.word_weights).score >= 0.72:
        assert 999 in index.candidates(row["a"], row["schema"], 20)


def test_only_names_of_the_same_kind_are_asked() -> None:
    index = NameIndex.build([(1, "Victory", "Vessel"), (2, "Victory", "Company"), (3, "Victory", "LegalEntity")])
    assert index.candidates("Victory", "Vessel", 5) == [1]
    assert set(index.candidates("Victory", "Organization", 5)) == {2, 3}


@pytest.mark.parametrize("asked", ["ООО Радиоавтоматика", "Радиоавтоматика, ООО", "АО НПО «Квант»", "ПАО «Сухой»"])
def test_a_legal_form_in_another_script_tells_a_body_where_nobody_says_what_it_is(asked: str) -> None:
    listed = [(1, "Radioavtomatika LLC", "Company"), (2, "NPO Kvant JSC", "Company"), (3, "Sukhoi PJSC", "Company")]
    assert prepare(asked, "LegalEntity").kind == BODY
    assert NameIndex.build(listed).candidates(asked, "LegalEntity", 5)


@pytest.mark.parametrize("asked", ["Medvedev D.A.", "D. A. Medvedev", "Dmitry A. Medvedev", "Медведев Д.А."])
def test_initials_are_no_legal_form_where_nobody_says_what_it_is(asked: str) -> None:
    index = NameIndex.build([(1, "Dmitry Anatolyevich Medvedev", "Person")])
    assert index.candidates(asked, "LegalEntity", 5) == [1]
    assert prepare("Alpha Trade L.L.C.", "LegalEntity").kind == prepare("Perez Hermanos S.A.", "LegalEntity").kind == BODY


@pytest.mark.parametrize(
    "name",
    ["Tarek Ben Habib Ben Al-Toumi Maroufi", "Sidi ould Karim ould Zayd ould Bakri", "طارق بن الحبيب بن التومي المعروفي"],
)
def test_a_person_of_many_small_words_is_one_where_nobody_says_what_it_is(name: str) -> None:
    index = NameIndex.build([(1, name, "Person")])
    assert index.candidates(name, "LegalEntity", 5) == [1]
    assert prepare("Union of Young Doves for Peace Bread and Songs", "LegalEntity").kind == BODY


def test_an_initial_beside_a_common_name_stands_for_a_rare_word() -> None:
    many = [
        (n, f"Ahmad {word.capitalize()}ov", "Person")
        for n, word in enumerate(["b" + "x" * (n % 9) + str(n) for n in range(1500)])
    ]
    index = NameIndex.build([*many, (9000, "Ahmad Zuhayran", "Person"), (9001, "Zuhayran Karim", "Person")])
    assert index.candidates("Ahmad Z.", "Person", 5) == [9000]
    assert index.candidates("Z. Ahmad", "Person", 5) == [9000]


def test_the_best_name_of_a_party_counts_and_parties_come_once() -> None:
    index = NameIndex.build([(1, "Viktor Karasev", "Person"), (1, "V. Karasev", "Person"), (2, "Viktor Karasyov", "Person")])
    hits = index.matches("Viktor Karasev", "Person")
    assert [hit.party for hit in hits] == [1, 2]
    assert hits[0].name == "Viktor Karasev"
    assert hits[0].score.score > hits[1].score.score


def test_parties_come_and_go() -> None:
    index = NameIndex.build(people(50))
    index.add([(900, "Leonid Schwarzenbach", "Person")])
    assert index.candidates("Leonid Schwarzenbach", "Person", 5) == [900]
    assert len(index) > 40
    index.remove([900])
    assert index.candidates("Leonid Schwarzenbach", "Person", 5) == []
    index.add([(900, "Leonid Schwartzenbach", "Person")])
    assert [h.name for h in index.matches("Leonid Schwarzenbach", "Person")] == ["Leonid Schwartzenbach"]


def test_many_changes_give_what_building_anew_gives() -> None:
    names = people(300)
    index = NameIndex.build(names[:100])
    for start in range(100, 300, 20):
        index.add(names[start : start + 20])
    index.remove(range(0, 300, 7))
    anew = NameIndex.build([n for n in names if n[0] % 7])
    assert len(index) == len(anew)
    for _, name, schema in names[::11]:
        assert {h.party for h in index.matches(name, schema, limit=300)} == {
            h.party for h in anew.matches(name, schema, limit=300)
        }


def test_it_is_kept_and_opened(tmp_path: Path) -> None:
    index = NameIndex.build(people(200))
    index.save(tmp_path / "names")
    pieces = {p.name for p in (tmp_path / "names").iterdir()}
    index.add([(900, "Leonid Schwarzenbach", "Person")])
    index.remove([0, 1])
    index.save(tmp_path / "names")
    assert pieces < {p.name for p in (tmp_path / "names").iterdir()}, "what was there stays, what is new is added"
    opened = NameIndex.load(tmp_path / "names")
    assert len(opened) == len(index)
    for _, name, schema in [*people(200)[::9], (900, "Leonid Schwarzenbach", "Person")]:
        before = [(h.party, h.name, h.score.score) for h in index.matches(name, schema)]
        assert [(h.party, h.name, pytest.approx(h.score.score)) for h in opened.matches(name, schema)] == before


def test_opening_what_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no name index here"):
        NameIndex.load(tmp_path)
    (tmp_path / "index.json").write_text('{"format": 99}', encoding="utf-8")
    with pytest.raises(InputError, match="build it anew"):
        NameIndex.load(tmp_path)


def test_what_an_older_form_left_is_not_taken_for_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older = tuple(name for name in segment.ARRAYS if name != "vocabulary_full")
    with monkeypatch.context() as patched:
        patched.setattr(segment, "ARRAYS", older)
        NameIndex.build(people(20)).save(tmp_path)
    for file in tmp_path.glob("*/vocabulary_full.npy"):
        file.unlink()
    NameIndex.build(people(20)).save(tmp_path)
    assert len(NameIndex.load(tmp_path)) == len(people(20))


def test_names_taken_apart_by_other_rules_are_another_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    NameIndex.build(people(20)).save(tmp_path)
    prepared = segment.prepare
    monkeypatch.setattr(segment, "prepare", lambda text, schema: prepared(text.partition(" ")[2], schema))
    NameIndex.build(people(20)).save(tmp_path)
    opened = NameIndex.load(tmp_path)
    assert [h.party for h in opened.matches(people(20)[3][1].partition(" ")[2], "Person")]


def test_a_party_that_must_score_more_is_not_given_for_less() -> None:
    index = NameIndex.build([(1, "Viktor Karasev", "Person"), (2, "Viktor Karasyov", "Person")])
    both = {hit.party for hit in index.matches("Viktor Karasev", "Person", threshold=0.5)}
    assert both == {1, 2}
    needed = {1: 0.5, 2: 1.2}
    assert {h.party for h in index.matches("Viktor Karasev", "Person", threshold=0.5, least_of=needed.__getitem__)} == {1}


def test_an_empty_index_answers() -> None:
    index = NameIndex.build([])
    assert index.candidates("Viktor Karasev", "Person", 5) == []
    assert NameIndex.build([(1, "...", "Person")]).candidates("Viktor", "Person", 5) == []
    assert NameIndex.build(people(5)).candidates("", "Person", 5) == []


def test_a_surname_in_capitals_is_a_word_of_its_own() -> None:
    index = NameIndex.build([(1, "Anna KESTREL", "Person"), (2, "Ronald McDowell", "Person")])
    assert [hit.party for hit in index.matches("AnnaKESTREL", "Person", threshold=0.9)] == [1]
    assert [hit.party for hit in index.matches("Ronald McDOWELL", "Person", threshold=0.9)] == [2]


@pytest.mark.parametrize("asked", ["Goodhupe Trading", "Gosodhope Trading", "Goodh0pe Trading", "Goodhope Trading"])
def test_words_written_as_one_are_found_with_an_error_in_either_part(asked: str) -> None:
    index = NameIndex.build([(1, "Good Hope Trading", "Company"), (2, "Good Harvest Trading", "Company")])
    assert 1 in {hit.party for hit in index.matches(asked, "Company")}


def test_a_word_of_the_list_is_found_where_another_party_writes_it_as_two() -> None:
    index = NameIndex.build([(1, "Sber Bank", "Organization"), (2, "Sberbank", "Company"), (3, "River Holding", "Company")])
    found = index.matches("Sberbank Investments", "LegalEntity", threshold=0.6)
    assert {hit.party for hit in found} == {1, 2}


def test_a_name_in_characters_finds_the_older_spelling() -> None:
    index = NameIndex.build([(1, "Chou Chieh", "Person"), (2, "Viktor Karasev", "Person")])
    assert [hit.party for hit in index.matches("Zhou Jie", "Person")] == [1]


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Stroi Neft Kvarta", "Stroineft Kvarta"),  # the same letters
        ("Stroi Nefd Kvarta", "Stroineft Kvarta"),  # one for another
        ("Sroi Neft Kvarta", "Stroineft Kvarta"),  # one left out
        ("Stroj Nefft Kvarta", "Stroineft Kvarta"),  # the same sound
        ("Abu Bakr Kvarta", "ابوبكر Kvarta"),  # another script
        ("Abd Allah Kvarta", "Abdullah Kvarta"),  # a name of many spellings
    ],
)
def test_two_words_are_found_where_the_list_writes_them_as_one(asked: str, listed: str) -> None:
    index = NameIndex.build([(1, listed, "Person"), (2, "Stroitel Kvantov", "Person"), (3, "Neft Bakrov", "Person")])
    assert [hit.party for hit in index.matches(asked, "Person")] == [1]


@pytest.mark.parametrize("asked", ["Y. Karasev", "E. Karasev"])
def test_an_initial_stands_for_a_word_that_may_be_written_with_it(asked: str) -> None:
    index = NameIndex.build([(1, "Yevgeniy Karasev", "Person"), (2, "Viktor Karasev", "Person")])
    assert 1 in [hit.party for hit in index.matches(asked, "Person", threshold=0.5)]
    assert 2 not in [hit.party for hit in index.matches(asked, "Person", threshold=0.5)]


def test_an_index_made_ready_answers_as_before() -> None:
    lazy, ready = NameIndex.build(people(200)), NameIndex.build(people(200))
    ready.make_ready()
    for _, name, schema in people(200)[::9]:
        assert [(h.party, h.score.score) for h in ready.matches(name, schema)] == [
            (h.party, h.score.score) for h in lazy.matches(name, schema)
        ]
    NameIndex.build([]).make_ready()


#: A listed name, how it is asked for, and what the other names around it are.
WRITTEN_AS_ONE = [
    ("Quartermaster General Office", "Quartermaster Generalsffice", "Organization"),  # with a letter more
    ("Comercializadora Empresarial Norvana", "ComercializadoralEmpresaral Norvana", "Company"),  # with two errors
    ("The Missionary Current", "TheMissionary Current", "Organization"),  # a small word
    ("Guild of Norvanian Turners", "Guildof Norvanian Turners", "Organization"),
    ("Agrosteppe LLC", "AgrosteppeLLC", "Organization"),  # a legal form
    ("Hong Kong Cambrian", "HongKong Cabrian", "LegalEntity"),  # a word of the list that is also two
    ("Aamir Ali Choudry", "Aamirjli Choudry", "Person"),  # with three letters left beside a word
    ("Ayman AL-ZAWAHIRI", "Ayman Alzawahri", "Person"),  # an article
    ("Chernomorestroineft", "Chernxmorestroinvft", "Company"),  # two errors in a long word
]


@pytest.mark.parametrize(("listed", "asked", "schema"), WRITTEN_AS_ONE)
def test_words_written_as_one_are_found_with_errors_and_small_words_in_them(listed: str, asked: str, schema: str) -> None:
    others = ["General Turbines", "Office Sigma", "Hongkong Traders", "Missionary House", "LLC Kvarta", "Turners Hall", "Guild"]
    index = NameIndex.build([(1, listed, schema), *((n, name, "Organization") for n, name in enumerate(others, 2))])
    assert index.candidates(asked, schema, 5)[:1] == [1]


def test_a_name_of_more_words_than_the_table_holds_is_found_with_errors() -> None:
    words = "Norvanian Atomic Commission Subordinate Entity Reactors Fuel Enrichment Uranium Conversion Water Ammonia Plants"
    index = NameIndex.build([(1, words, "Organization"), (2, "Norvanian Water Board", "Organization")])
    spoilt = words.replace("Ammonia", "Amonia").replace("Conversion", "Convresion").replace("Plants", "Plamts")
    assert index.candidates(spoilt, "Organization", 5) == [1]


def test_a_rare_word_is_found_by_its_initial_on_the_lists_side() -> None:
    common = [(n, f"Ahmed {word}", "Person") for n, word in enumerate(people_words(40), 2)]
    names = [(1, "A. Ahmed", "Person"), (99, "Nadir Amirian", "Person"), *common]
    assert 1 in NameIndex.build(names).candidates("Amirian Ahmed", "Person", 5)


def people_words(count: int) -> list[str]:
    """Words that are like no other."""
    syllables = ["zor", "vil", "kam", "pet", "lun", "gri", "doh", "fes"]
    return [f"{a}{b}" for a in syllables for b in syllables if a != b][:count]


def test_a_word_of_the_name_agrees_with_one_of_a_row_alone() -> None:
    index = NameIndex.build([(1, "Anthony Anthony", "Person"), (2, "Antoine Louis", "Person")])
    assert [hit.party for hit in index.matches("Antoine Alexandre Louis", "Person")] == [2]


@pytest.mark.parametrize(
    ("asked", "found"),
    [("Foreign Trade Bank of DPRK", 0), ("IRGC Aerospace Force", 1), ("Islamic Revolutionary Guard Corps Navy", 2)],
)
def test_letters_within_a_name_are_found_where_they_are_spelt_out(asked: str, found: int) -> None:
    listed = [
        "Foreign Trade Bank of the Democratic People's Republic of Korea", "Islamic Revolutionary Guard Corps Aerospace Force",
        "IRGC Navy", "Islamic Revolutionary Guard Corps", "Karim Trade House", "Norvanian Aerospace Force",
    ]  # fmt: skip
    index = NameIndex.build([(number, name, "Organization") for number, name in enumerate(listed)])
    assert found in index.candidates(asked, "Organization", 5)
