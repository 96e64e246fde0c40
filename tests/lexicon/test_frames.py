"""Who supplies and who receives in each slot, by any form of a verb or noun, and what the frames file must keep to."""

import pytest

from enduse.errors import LexiconError
from enduse.lexicon import frames
from enduse.lexicon.frames import load_frames
from enduse.lexicon.inflection import plural, verb_forms


def test_active_and_passive_slots_of_a_verb_that_takes_the_recipient_as_object() -> None:
    frame = next(w.frame for w in load_frames().verb("supplied") if w.frame.name == "supply-with")
    assert frame.active["obj"] == "recipient"
    assert frame.active["with"] == "item"
    assert frame.passive["subj"] == "recipient"
    assert frame.passive["by"] == "supplier"


def test_the_same_verb_may_take_the_item_as_object() -> None:
    frame = next(w.frame for w in load_frames().verb("supplied") if w.frame.name == "supply-to")
    assert (frame.active["obj"], frame.active["to"], frame.active["iobj"]) == ("item", "recipient", "recipient")


@pytest.mark.parametrize(
    ("form", "lemma", "inflection"),
    [
        ("sent", "send", "past"),
        ("buying", "buy", "gerund"),
        ("handed over", "hand over", "past"),
        ("ships", "ship", "present"),
        ("given", "give", "participle"),
    ],
)
def test_every_form_of_a_verb_finds_its_frame(form: str, lemma: str, inflection: str) -> None:
    assert (lemma, inflection) in [(w.lemma, w.form) for w in load_frames().verb(form)]


def test_a_carrier_is_no_supplier() -> None:
    frame = load_frames().verb("smuggled")[0].frame
    assert frame.active["subj"] == "carrier"
    assert frame.active["from"] == "supplier"


@pytest.mark.parametrize(
    ("noun", "slot", "role"),
    [
        ("deliveries", "of", "item"),
        ("purchase", "poss", "recipient"),
        ("transfer", "poss", "supplier"),
        ("request", "to", "supplier"),
    ],
)
def test_slots_of_deal_nouns(noun: str, slot: str, role: str) -> None:
    assert load_frames().noun(noun)[0].frame.slots[slot] == role


def test_tense_tells_the_status() -> None:
    status = load_frames().verb("delivered")[0].frame.status
    assert (status["past"], status["progressive"], status["future"]) == ("delivered", "under_way", "planned")
    assert load_frames().verb("offers")[0].frame.status["present"] == "offered"


def test_unknown_words_have_no_frame() -> None:
    assert load_frames().verb("sings") == ()
    assert load_frames().noun("songs") == ()


GOOD = {
    "statement": "transfer",
    "status": {"default": "offered"},
    "verbs": ["offer"],
    "active": {"subj": "supplier"},
    "passive": {},
}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"active": {"subj": "giver"}}, "unknown role 'giver'"),
        ({"status": {"default": "handed"}}, "'handed' is no status"),
        ({"status": {"past": "offered"}}, "neither every tense nor a default"),
        ({"status": "gone"}, "'gone' is not in `statuses`"),
        ({"statement": "gift"}, "statement must be one of"),
        ({"colour": 1}, "unknown field 'colour'"),
        ({"verbs": ["offer", "offer"]}, "'offer' is given twice"),
    ],
)
def test_a_bad_frame_is_named(change: dict[str, object], complaint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "read_yaml", lambda name: {"statuses": {}, "verbs": {"offer": GOOD | change}, "nouns": {}})
    with pytest.raises(LexiconError, match=complaint):
        frames.read_frames()


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("battery", "batteries"),
        ("aircraft", "aircraft"),
        ("torpedo boat", "torpedo boats"),
        ("box", "boxes"),
        ("convoy", "convoys"),
    ],
)
def test_plurals(noun: str, expected: str) -> None:
    assert plural(noun) == expected


def test_forms_of_regular_and_doubling_verbs() -> None:
    assert verb_forms("supply") == {
        "base": "supply",
        "present": "supplies",
        "gerund": "supplying",
        "past": "supplied",
        "participle": "supplied",
    }
    assert verb_forms("ban")["past"] == "banned"
    assert verb_forms("donate")["gerund"] == "donating"
    assert verb_forms("veto")["present"] == "vetoes"


def test_a_phrasal_verb_is_found_by_its_two_words() -> None:
    assert load_frames().phrasal_verb("handed", "over") == load_frames().verb("handed over") != ()
    assert load_frames().phrasal_verb("handed", "drones") == load_frames().phrasal_verb("drones", "over") == ()
