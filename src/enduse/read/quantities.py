"""Which number of a sentence counts a thing: "36 containers of shells", "a $1.1 billion contract".

The phrase decides, not the distance: a number counts what stands with it in one noun phrase or in apposition, a price what
words such as "worth" link it to.
"""

from __future__ import annotations

from enduse.model import Quantity, Span
from enduse.read.amounts import QuantityMention, find_quantities, found_quantities
from enduse.read.counts import count_of
from enduse.read.number_kinds import Kind
from enduse.read.prices import price_of
from enduse.read.uncounted import single, vague

__all__ = ["Kind", "QuantityMention", "find_quantities", "price_of", "quantity_of"]


def quantity_of(item: Span, text: str) -> Quantity | None:
    """The number, or else the price, of a thing that a sentence names.

    Args:
        item: where the thing is named in the text ("drones", "a first batch of ten T-72 tanks").
        text: the sentence.

    Returns:
        The quantity with its words; low and high are None where they give no number ("several"). None if nothing counts it.

    >>> sentence = "Iran sent hundreds of attack drones, worth $60 million, and two ships."
    >>> quantity_of(Span(start=22, end=35), sentence)
    Quantity(low=200, high=None, value_low=None, currency=None, text='hundreds')
    """
    counted = count_of(item, text, found_quantities(text))
    return counted.quantity if counted is not None else price_of(item, text) or single(item, text) or vague(item, text)
