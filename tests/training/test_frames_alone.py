from training.frames_alone import THRESHOLDS, FramesAlone
from training.readings import NetworkReader

from enduse.model import Document, Statement


def read(text: str) -> tuple[Statement, ...]:
    return NetworkReader(FramesAlone(), THRESHOLDS).read(Document(name="d", text=text, sha256="")).statements


def test_a_frame_that_fills_its_slots_is_a_statement():
    (found,) = read("Iran delivered forty drones to Russia.")
    assert (found.supplier, found.recipient, found.items[0].category) == (("IR",), ("RU",), "uav")
    assert (found.status, found.certainty) == ("delivered", "asserted")


def test_the_status_is_the_one_that_the_words_imply():
    (found,) = read("Iran will deliver drones to Russia.")
    assert found.status == "planned"


def test_without_a_vote_there_is_no_statement():
    assert read("Iran is a country, and drones are things. Russia is large.") == ()
