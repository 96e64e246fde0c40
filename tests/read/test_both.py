"""The two readers together: who is asked about what, whose statement stays, and what a failing endpoint leaves."""

import dataclasses

import pytest

from enduse.model import Document, Item, Span, Statement
from enduse.read.both import BothReader, both_readers, doubtful_passages
from enduse.read.endpoint import ModelReader
from enduse.read.reader import Reading

from .standin import FewActors, Reply, StandIn, answer, completion, report, stand_in, transfer

CLEAR = "Iran sent drones to Russia in August."
DOUBTFUL = "Talks on missiles for Moscow go on in Tehran."
NOTHING = "The weather in Kyiv was mild and the shops were open as ever."
PADDING = "\n\n" + "The two delegations dined together and spoke of the harvest. " * 32 + "\n\n"
ASKED = "passage in doubt that the model was asked about"


@dataclasses.dataclass
class Scripted:
    """A reader of known statements, in the place of the embedded one."""

    statements: tuple[Statement, ...]
    name: str = "embedded 0"

    def read(self, document: Document) -> Reading:
        return Reading(statements=self.statements)


def told(text: str, quote: str, words: str, *, score: float, status: str = "delivered", category: str = "uav") -> Statement:
    start = text.index(quote)
    span = Span(start=start, end=start + len(quote))
    items = (Item(category=category, text=words),)
    return Statement(
        doc="report.txt",
        kind="transfer",
        span=span,
        quote=quote,
        status=status,
        certainty="asserted",
        supplier=("IR",),
        recipient=("RU",),
        items=items,
        score=score,
    )


def both(server: StandIn, *statements: Statement) -> BothReader:
    return BothReader(embedded=Scripted(statements), model=ModelReader(endpoint=server.url, model="small", actors=FewActors()))


def missiles(quote: str, **rest: object) -> dict[str, object]:
    return transfer(quote, items=[{"category": "missile", "text": "missiles"}], status="considered", **rest)


def test_a_report_read_clearly_asks_nothing():
    with stand_in([answer()]) as server:
        reading = both(server, told(CLEAR, CLEAR, "drones", score=0.9)).read(report(CLEAR))
    assert server.asked == []
    assert len(reading.statements) == 1
    assert reading.notes == {}


def test_only_the_passage_in_doubt_is_sent_and_counted():
    text = CLEAR + PADDING + DOUBTFUL
    own = (told(text, CLEAR, "drones", score=0.9), told(text, DOUBTFUL, "missiles", score=0.6, category="missile"))
    with stand_in([answer(missiles("Talks on missiles for Moscow go on in Tehran"))]) as server:
        reading = both(server, *own).read(report(text))
    [asked] = server.asked
    question = asked["messages"][-1]["content"]
    assert DOUBTFUL in question.split("The part to annotate:")[-1]
    assert CLEAR not in question.split("The part to annotate:")[-1]
    assert reading.notes == {ASKED: 1}
    assert [(s.items[0].category, s.status, s.score) for s in reading.statements] == [
        ("uav", "delivered", 0.9),
        ("missile", "considered", None),
    ]
    assert reading.read_by is None


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        (DOUBTFUL, True),
        (NOTHING, False),
        ("The minister of Iran went home.", False),  # somebody, and nothing that is supplied
        ("Drones were seen in the sky.", False),  # drones, and nobody
    ],
)
def test_a_sentence_that_has_all_of_a_statement_and_gave_none_is_in_doubt(text: str, is_asked: bool):
    assert bool(doubtful_passages(report(text), ())) is is_asked


@pytest.mark.parametrize(("score", "is_asked"), [(0.79, True), (0.8, False), (None, False)])
def test_a_statement_that_is_not_clear_is_in_doubt(score: float | None, is_asked: bool):
    statement = dataclasses.replace(told(CLEAR, CLEAR, "drones", score=0.0), score=score)
    assert bool(doubtful_passages(report(CLEAR), [statement])) is is_asked


def test_furniture_is_never_in_doubt():
    text = "Our page.\n\n" + DOUBTFUL
    gap = Span(start=text.index(DOUBTFUL), end=len(text))
    assert doubtful_passages(report(text, furniture=(gap,)), ()) == []


def test_what_is_clear_stays_and_is_not_told_twice():
    text = f"{CLEAR} {DOUBTFUL}"
    own = told(text, CLEAR, "drones", score=0.9)
    again = transfer("Iran sent drones to Russia in August", supplier=["RU"], recipient=["IR"])
    more = transfer(
        "Iran sent drones to Russia in August",
        items=[{"category": "uav", "text": "drones"}, {"category": "missile", "text": "missiles"}],
    )
    with stand_in([answer(again, more)]) as server:
        reading = both(server, own).read(report(text))
    assert own in reading.statements
    [added] = [s for s in reading.statements if s != own]
    assert [item.text for item in added.items] == ["missiles"]


def test_another_state_of_the_same_thing_is_a_statement_of_its_own():
    text = f"{CLEAR} {DOUBTFUL}"
    stopped = transfer("Iran sent drones to Russia in August", status="stopped")
    with stand_in([answer(stopped)]) as server:
        reading = both(server, told(text, CLEAR, "drones", score=0.9)).read(report(text))
    assert [s.status for s in reading.statements] in (["delivered", "stopped"], ["stopped", "delivered"])


def test_what_the_model_does_not_find_is_left_out_and_counted():
    own = told(DOUBTFUL, DOUBTFUL, "missiles", score=0.6)
    with stand_in([answer()]) as server:
        reading = both(server, own).read(report(DOUBTFUL))
    assert reading.statements == ()
    assert reading.dropped == {"statement in doubt that the model did not find": 1}


@pytest.mark.parametrize(
    "reply", [completion("I cannot help with that."), completion('{"statements": [{"kind"'), Reply(body=b"{}")]
)
def test_an_answer_that_is_none_leaves_what_was_read(reply: Reply):
    own = told(DOUBTFUL, DOUBTFUL, "missiles", score=0.6)
    with stand_in([reply]) as server:
        reading = both(server, own).read(report(DOUBTFUL))
    assert reading.statements == (own,)
    assert sum(reading.dropped.values()) == 1


def test_a_failing_endpoint_leaves_what_was_read_and_says_so_once_for_all():
    own = told(DOUBTFUL, DOUBTFUL, "missiles", score=0.6)
    with stand_in([Reply(status=401)]) as server:
        reader = both(server, own)
        readings = [reader.read(report(DOUBTFUL)) for _ in range(2)]
    assert len(server.asked) == 1
    for reading in readings:
        assert reading.statements == (own,)
        [note] = reading.notes
        assert "without the model" in note
        assert "ENDUSE_API_KEY" in note
        assert reading.read_by == "embedded 0"


def test_answers_from_before_a_failure_are_kept():
    text = DOUBTFUL + PADDING + DOUBTFUL.replace("Moscow", "Russia")
    with stand_in([answer(missiles("Talks on missiles for Moscow go on in Tehran")), Reply(status=401)]) as server:
        reading = both(server).read(report(text))
    assert len(reading.statements) == 1
    assert reading.notes[ASKED] == 1
    assert sum(reading.notes.values()) == 2


def test_the_name_says_that_both_read():
    reader = both_readers(endpoint="http://model.example/v1", model="small", min_score=0.4)
    assert reader.name.startswith("embedded ")
    assert "min score 0.4" in reader.name
    assert "model small via model.example" in reader.name
