import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.ledger import copies, find_copies
from enduse.ledger.copies import Stories
from enduse.ledger.prose import prose_of
from enduse.model import Document, Span

from .builders import report

WIRE = """MARLOW, March 3 (Coastal Wire) - The Velland government has signed a contract to deliver 36 howitzers to the republic
of Tamar, the defence minister said on Tuesday, in the largest arms sale between the two neighbours in a decade.

Minister Ada Brenner told reporters in the capital that the first six guns would be shipped in June and that Tamari gunners had
already begun training at a range in the north of the country. "This is about the security of the whole coast," she said. "We
will not leave our friends alone."

The price of the package was not disclosed. Two officials with knowledge of the talks put it at about 240 million dollars, a
third of which is covered by a loan from the Velland export bank.

Opposition lawmakers criticised the sale because Tamar has been accused of shelling villages in the disputed Orrin valley. Human
rights groups documented at least nine such attacks last year.

Tamar asked for the guns two years ago, but the previous government in Velland put the request on hold after a border incident
in which three soldiers died.
"""
REWRITE = """The Velland government has agreed a contract to deliver 36 howitzers to neighbouring Tamar, its defence minister
announced Tuesday, the biggest arms sale between the two countries in a decade.

Speaking to reporters in the capital, Minister Ada Brenner said the first six of the guns would ship in June. Tamari gunners
have already started training at a northern range, she added. "This is about the security of the whole coast," Brenner said.

The package's price was not made public, though two officials familiar with the talks put it at around 240 million dollars, a
third of it covered by a Velland export bank loan.

The sale was criticised by opposition lawmakers because Tamar stands accused of shelling villages in the disputed Orrin valley,
where rights groups documented at least nine attacks last year.

Tamar first asked for the guns two years ago. The previous Velland government put that request on hold after a border incident
that left three soldiers dead.
"""
SAME_CONFERENCE = """The defence minister of Velland, Ada Brenner, said on Tuesday that her country had signed a contract to
deliver 36 howitzers to Tamar. "This is about the security of the whole coast," she said. "We will not leave our friends alone."

The first six guns would be shipped in June, she told reporters. She did not give a price.

Analysts said the deal would change the balance on the coast. Tamar today has only a dozen elderly field guns, most of them
without spare parts, and its army of 20,000 has not fought a war since independence.

Velland has become a busy exporter. It sold patrol boats to two island states last year and hopes to win an order for radars in
the autumn, according to its trade ministry.
"""
IN_THE_ROOM = """Velland is to arm its southern neighbour with heavy guns. At a crowded news conference in the ministry's press
room, Ada Brenner announced that 36 howitzers had been sold to Tamar. "This is about the security of the whole coast," the
defence minister declared. "We will not leave our friends alone."

It is the first time that Marlow has parted with its newest artillery. Industry sources reckon that the maker, Halden Works,
will need four years to fill the order, since its line also turns out barrels for the Velland army itself.

In Tamar's capital the news was greeted with fireworks. President Oluk thanked "our brothers across the bay" on television.
"""
wire = report("wire", text=WIRE, publisher="Coastal Wire")
rewrite = report("rewrite", "2031-03-04", text=REWRITE)
cut = report("cut", "2031-03-04", text="\n\n".join(WIRE.split("\n\n")[:3]))
conference = report("conference", text=SAME_CONFERENCE)
room = report("room", text=IN_THE_ROOM)


def test_a_reworded_story_is_a_copy_without_any_credit() -> None:
    assert find_copies([rewrite, wire]) == [("wire", "rewrite")]


def test_a_shortened_story_is_a_copy() -> None:
    assert find_copies([wire, cut]) == [("wire", "cut")]


def test_reports_of_one_press_conference_are_not_copies() -> None:
    assert find_copies([wire, conference, room]) == []


def test_quotations_alone_make_no_copy() -> None:
    speech = " ".join(f'"We shall send gun number {n} to our good friends in Tamar before the summer ends."' for n in range(9))
    one = report("one", text=f"The minister spoke at length in the rain before a small crowd of sailors. {speech}")
    other = report("other", text=f"Nobody had expected such words from a man who used to teach geography at school. {speech}")
    assert find_copies([one, other]) == []


def test_the_same_words_a_month_later_are_no_copy() -> None:
    assert find_copies([wire, report("later", "2031-04-09", text=REWRITE)]) == []


def test_furniture_of_one_site_makes_no_copy() -> None:
    appeal = "Your gift keeps our reporters on the road and our pages free for all who want to read them. " * 4
    furniture = (Span(start=0, end=len(appeal)),)
    pages = [report(n, text=appeal + t, furniture=furniture) for n, t in (("a", SAME_CONFERENCE), ("b", IN_THE_ROOM))]
    assert find_copies(pages) == []


def test_a_hundred_copies_are_one_story() -> None:
    told = [report(f"copy{n:03}", "2031-03-04", text=REWRITE if n % 2 else WIRE) for n in range(100)]
    groups = find_copies([*told, wire])
    assert [len(g) for g in groups] == [101]
    assert groups[0][0] == "wire"


def test_empty_and_tiny_reports_are_passed_over() -> None:
    assert find_copies([report("a", text=""), report("b", text=""), report("c", text="Short.")]) == []


@given(st.permutations([wire, rewrite, cut, conference, room]))
def test_the_order_of_documents_does_not_matter(documents: list) -> None:  # type: ignore[type-arg]
    assert find_copies(documents) == [("wire", "cut", "rewrite")]


def test_stories_found_anew_after_a_change_are_those_found_from_nothing() -> None:
    dice = random.Random(3)
    stories = [[f"{a} {b} the guns of pier {n} {c}." for n in range(6)] for a, b, c in ("AXU", "BYV", "CZW")]

    def some(number: int) -> Document:
        day = dice.choice([None, *(f"2031-03-{dice.randrange(1, 16):02}" for _ in range(6))])
        return report(f"r{number:02}", day, text=" ".join(dice.sample(dice.choice(stories), k=dice.randrange(2, 6))))

    held = {number: some(number) for number in range(50)}
    found, sizes = Stories().changed({d.name: d for d in held.values()}), set()
    for _ in range(40):
        changes: dict[str, Document | None] = {}
        for number in dice.sample(range(60), dice.choice([1, 1, 4, 20])):
            if number in held and dice.random() < 0.4:
                del held[number]
                changes[f"r{number:02}"] = None
            else:
                held[number] = changes[f"r{number:02}"] = some(number)
        before, found = found, found.changed(changes)
        anew = Stories().changed({d.name: d for d in dice.sample(list(held.values()), len(held))})
        assert found.all() == anew.all()
        day = dt.date(2031, 3, dice.randrange(1, 16))
        known = {d.name for d in held.values() if d.published and d.published <= day}
        assert found.all(known) == find_copies(d for d in held.values() if d.name in known)
        moved = {name for story in {*before.all()} ^ {*found.all()} for name in story}
        assert moved <= found.moved, "every report whose story is another one is told"
        sizes.add(len(found.all()))
    assert len(sizes) > 2
    assert min(sizes) > 0


def test_only_reports_near_a_new_one_are_compared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    far = [report(f"far{n}", "2031-06-01", text=WIRE) for n in range(5)]
    before = Stories().changed({d.name: d for d in [wire, *far]})
    looked_at: list[str] = []
    monkeypatch.setattr(copies, "prose_of", lambda d: looked_at.append(d.name) or prose_of(d))
    assert before.changed({"cut": cut}).all() == [*before.all(), ("wire", "cut")]
    assert sorted(looked_at) == ["cut", "wire"]


def test_an_undated_report_is_a_copy_of_one_of_any_day() -> None:
    first, undated = report("first", "2011-05-06", text=WIRE), report("undated", None, text=cut.text)
    others = [report(f"other{n}", "2031-03-04", text=f"{SAME_CONFERENCE} {n}.") for n in range(30)]
    assert ("first", "undated") in find_copies([undated, *others, first])
    before = Stories().changed({d.name: d for d in [undated, *others]})
    after = before.changed({"first": first})
    assert ("first", "undated") in after.all()
    assert after.changed({"first": None}).all() == before.all()
