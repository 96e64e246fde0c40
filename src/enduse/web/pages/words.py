"""The terms of the schema as people say them: `words.yaml` and the names of states, never the code's own words."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Iterable, Mapping

import yaml

from enduse.lexicon.actor_entries import load_entries
from enduse.model import Attribution, Quantity
from enduse.publish.words import credited

UNKNOWN = ".."  # what nobody says, as the trade registers print it


@functools.cache
def vocabulary() -> Mapping[str, Mapping[str, str]]:
    """The sections of `words.yaml`."""
    text = importlib.resources.files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    sections: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return sections


def say(term: str | None, section: str) -> str:
    """A term in words.

    >>> say("uav", "categories"), say("under_way", "statuses"), say("some_new_term", "statuses")
    ('drones (UAVs)', 'under way', 'some new term')
    """
    if term is None:
        return UNKNOWN
    return vocabulary()[section].get(term, term.replace("_", " "))


def sign(term: str) -> str:
    """The sign that stands beside a status or severity, so that it is never told by colour alone."""
    return vocabulary()["signs"].get(term, "")


@functools.cache
def _states() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for alias in load_entries().aliases:
        if alias.kind == "state":
            names.setdefault(alias.code, alias.phrase)
    return names


def actor(name: str | None) -> str:
    """A party of the record: a state by its name, anybody else as written, `..` where nobody is named.

    >>> actor("IR"), actor("Wagner Group"), actor(None)
    ('Iran', 'Wagner Group', '..')
    """
    return UNKNOWN if name is None else _states().get(name, name)


def is_state(name: str | None) -> bool:
    """Whether a party of the record is a state."""
    return name is not None and name in _states()


def actors(names: Iterable[str]) -> str:
    """Several parties, or `..`."""
    return ", ".join(actor(name) for name in names) or UNKNOWN


def state_options() -> list[tuple[str, str]]:
    """Codes and names of all states, by name."""
    return sorted(_states().items(), key=lambda pair: pair[1])


def number(quantity: Quantity | None) -> str:
    """A number in the manner of the trade registers: in brackets where it is uncertain, `..` where nobody gives one.

    >>> number(Quantity(low=20, high=20)), number(Quantity(low=400)), number(Quantity(low=200, high=300)), number(None)
    ('20', '(≥ 400)', '(200–300)', '..')
    """
    if quantity is None:
        return UNKNOWN
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return money(quantity) or UNKNOWN
    if low is not None and low == high:
        return f"{low:,}"
    if low is None:
        return f"(≤ {high:,})"
    return f"(≥ {low:,})" if high is None else f"({low:,}–{high:,})"


def money(quantity: Quantity) -> str:
    """A sum of money, empty where there is none."""
    return "" if quantity.value_low is None else f"{quantity.value_low:,} {quantity.currency or ''}".strip()


def number_aloud(quantity: Quantity | None) -> str:
    """The number in words, for those who do not see the brackets."""
    if quantity is None:
        return "number unknown"
    if quantity.low is not None and quantity.low == quantity.high:
        return f"{quantity.low:,}"
    return f"uncertain: {quantity.text or number(quantity)}"


def credit(attribution: Attribution) -> str:
    """Who says so; empty where nobody is named."""
    return ", ".join(credited(attribution))


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun.

    >>> plural(1, "transfer"), plural(1200, "transfer"), plural(2, "party", "parties")
    ('1 transfer', '1,200 transfers', '2 parties')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
