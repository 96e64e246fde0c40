from training.frames_alone import BOTH, THRESHOLDS, FramesAlone

from enduse.model import Document, Statement
from enduse.read.decide import Thresholds
from enduse.read.embedded import EmbeddedReader


def read(text: str, thresholds: Thresholds = THRESHOLDS) -> tuple[Statement, ...]:
    return (
        EmbeddedReader(network=FramesAlone(), thresholds=thresholds).read(Document(name="d", text=text, sha256="")).statements
    )


def test_a_frame_that_fills_its_slots_is_a_statement():
    (found,) = read("Iran delivered forty drones to Russia.")
    assert (found.supplier, found.recipient, found.items[0].category) == (("IR",), ("RU",), "uav")
    assert (found.status, found.certainty) == ("delivered", "asserted")


def test_the_status_is_the_one_that_the_words_imply():
    (found,) = read("Iran will deliver drones to Russia.")
    assert found.status == "planned"


def test_where_both_parties_are_asked_for_one_is_not_enough():
    text = "Iran delivered forty drones. North Korea delivered shells to Russia."
    assert {s.supplier for s in read(text)} == {("IR",), ("KP",)}
    assert {s.supplier for s in read(text, BOTH)} == {("KP",)}


def test_without_a_vote_there_is_no_statement():
    assert read("Iran is a country, and drones are things. Russia is large.") == ()
