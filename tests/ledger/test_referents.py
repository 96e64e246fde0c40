import pytest

from enduse.ledger.referents import refers_back
from enduse.model import Item


@pytest.mark.parametrize(
    ("item", "quote"),
    [
        ("contract", "Marlow signed the contract in 2029"),
        ("deliveries", "deliveries will begin in June"),
        ("them", "it will not send them"),
        ("two more", "two more are on their way"),
        ("three of them", "three of them are on their way"),
        ("the first", "the first will come in June"),
        ("four batteries", "four batteries will be handed over"),
        ("battalions", "Four battalions will be handed over"),
        ("system", "our country has obtained this system"),
        ("planes", "is threatening to withhold the more than 100 planes"),
        ("jets", "until the last jets arrive"),
        ("a second batch", "a second batch is due within days"),
    ],
)
def test_words_that_point_back(item: str, quote: str) -> None:
    assert refers_back(Item(category="aircraft", text=item), quote)


@pytest.mark.parametrize(
    ("item", "quote"),
    [
        ("drones", "Marlow sent drones to Tamar"),
        ("more drones", "Marlow sent more drones to Tamar"),
        ("some shells", "Marlow sent some shells to Tamar"),
        ("grenade launchers", "Marlow sent 300 rifles and 100 grenade launchers"),
        ("first frigate", "Marlow will build a first frigate"),
        ("attack helicopters", "it wants the attack helicopters of its neighbour"),
        ("artillery ammunition", "the artillery ammunition that it needs"),
        ("missiles", "Marlow wrote the navy off and long afterwards bought missiles"),
    ],
)
def test_words_that_do_not(item: str, quote: str) -> None:
    assert not refers_back(Item(category="aircraft", text=item), quote)


def test_a_named_system_speaks_for_itself() -> None:
    assert not refers_back(Item(category="aircraft", text="the jets", designation="Su-35"), "the jets")
