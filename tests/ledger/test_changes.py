"""A table and its changed copies are what plain dictionaries are."""

from __future__ import annotations

import random

from enduse.ledger.changes import Table


def test_it_is_what_a_dictionary_is_after_every_change_and_stays_what_it_was() -> None:
    dice = random.Random(4)
    table, plain = Table[int, int](), dict[int, int]()
    states = [(table, plain)]
    for _ in range(400):
        keys = dice.sample(range(300), dice.choice([0, 1, 1, 2, 40]))
        changes = {key: dice.choice([None, dice.randrange(1000)]) for key in keys}
        table = table.changed(changes)
        plain = {key: value for key, value in (plain | changes).items() if value is not None}
        states.append((table, plain))
    for table, plain in states:
        assert dict(table) == plain
        assert len(table) == len(plain)
        assert [table.get(key, -1) for key in range(300)] == [plain.get(key, -1) for key in range(300)]
        assert [key in table for key in range(300)] == [key in plain for key in range(300)]


def test_a_change_copies_little() -> None:
    table = Table[int, int]().changed(dict.fromkeys(range(100_000), 1))
    largest = table._layers[-1]
    for number in range(500):
        table = table.changed({number: 2})
        assert table._layers[-1] is largest, "what is large is shared"
    assert len(table._layers) < 6
