import pytest
from training.places import NOBODY, PLACES, construction, recall_by_construction
from training.readings import Report

from enduse.model import Item, Span, Statement
from enduse.read.candidates import find_candidates
from enduse.read.sentences import find_sentences

TITLE = "Qatar waits"
TEXT = (
    f"{TITLE}\n\nEgypt is near Libya. Iran spoke. On Monday, to applause in Iraq, it sent drones to Russia. "
    "China listened. Nothing more was said."
)
QUOTE = "it sent drones to Russia"


def statement(*suppliers: str, recipient: tuple[str, ...] = ("RU",)) -> Statement:
    start = TEXT.index(QUOTE)
    return Statement(
        doc="d", kind="transfer", span=Span(start=start, end=start + len(QUOTE)), quote=QUOTE, supplier=suppliers,
        recipient=recipient, items=(Item(category="uav", text="drones"),), status="delivered", certainty="asserted",
    )  # fmt: skip


def report(gold: list[Statement], read: list[Statement]) -> Report:
    sentences = find_sentences(TEXT, title=Span(start=0, end=len(TITLE)))
    return Report(name="d", text=TEXT, gold=gold, read=read, sentences=sentences, candidates=find_candidates(TEXT, sentences))


@pytest.mark.parametrize(("actor", "place"), [*zip(("RU", "IQ", "IR", "EG", "QA", "CN", "Orlov-Trading"), PLACES, strict=True)])
def test_a_statement_is_as_far_as_its_farther_party(actor: str, place: str):
    assert construction(statement(actor), report([], [])) == place


def test_a_statement_without_parties_is_of_no_place():
    assert construction(statement(recipient=()), report([], [])) == NOBODY


def test_recall_is_told_by_place():
    found = recall_by_construction([report([statement("IR"), statement("EG")], [statement("EG")])])
    assert {place: (c.hits, c.gold) for place, c in found.items()} == {PLACES[2]: (0, 1), PLACES[3]: (1, 1)}
