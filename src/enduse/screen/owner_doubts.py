"""What the owner data itself says wrong: two shares for one holding, and shares that come to more than the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from enduse.screen.holdings import Holdings
from enduse.shares import share_words

_WHOLE: Final = 100.0
_EPSILON: Final = 1e-6


def faults_of(graph: Holdings, steps: Iterable[tuple[str, str]], name: Callable[[str], str]) -> Iterator[str]:
    """The faults of the data behind the ways down from listed owners, in words.

    Args:
        graph: the holdings.
        steps: each step of the ways: the owner and what it owns.
        name: what a node is called.
    """
    told = dict.fromkeys(steps)
    for owner, owned in told:
        stated = graph.stated.get((owner, owned))
        if stated:
            shares = ", ".join(
                f"{share_words(*share)} ({source})" if source else share_words(*share) for share, source in stated
            )
            taken = share_words(*graph.owners[owned][owner])
            yield f"the owner data contradicts itself: {name(owner)} has of {name(owned)} {shares}; {taken} is reckoned with"
    for owned in dict.fromkeys(owned for _, owned in told):
        held = graph.owners.get(owned, {})
        least = sum(share[0] for share in held.values())
        if least > _WHOLE + _EPSILON:
            shares = " + ".join(f"{share_words(*share)} ({name(owner)})" for owner, share in sorted(held.items()))
            yield f"the shares told of {name(owned)} add up to more than the whole ({shares}): one is wrong or out of date"
