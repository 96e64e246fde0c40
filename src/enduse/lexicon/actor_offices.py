"""The arms of a state beside its name: "Russian defence ministry", "Iran's air force", "Ministry of Defence of Ukraine"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from enduse.lexicon.actor_entries import ActorKind
from enduse.lexicon.phrases import PhraseTable, Run

_BETWEEN = frozenset(["'s ", "\u2019s ", "' ", "\u2019 ", " ", "\u00a0", "\n", "'s\n", "\u2019s\n"])


class Offices:
    """Widens the mention of a state to the office that stands with it.

    Args:
        phrases: words that name an office, with the kind of mention that they make.
        things: words before which an office is a mere adjective ("Russian military equipment").
    """

    def __init__(self, phrases: Mapping[str, ActorKind], things: frozenset[str]) -> None:
        self._table: PhraseTable[ActorKind] = PhraseTable()
        self._things = things
        for phrase, kind in phrases.items():
            self._table.add(phrase, kind)

    def widen(self, text: str, tokens: Sequence[Run], free: int, first: int, after: int) -> tuple[int, int, ActorKind] | None:
        """First token, token after the last, and kind of a state's mention with its office; None if it has none.

        Tokens before `free` belong to another mention.
        """
        return self._behind(text, tokens, first, after) or self._before(text, tokens, free, first, after)

    def _behind(self, text: str, tokens: Sequence[Run], first: int, after: int) -> tuple[int, int, ActorKind] | None:
        end = tokens[after - 1].end
        following = after
        if following < len(tokens) and tokens[following].folded == "s" and text[end : end + 1] in ("'", "\u2019"):
            following += 1  # a possessive's s is a run of its own
        if following >= len(tokens) or text[end : tokens[following].start].removeprefix(".") not in _BETWEEN:
            return None
        for beyond, kinds in self._table.at(text, tokens, following):
            stop = tokens[beyond - 1].end
            is_adjective = text[stop : stop + 1] == "-" or (
                beyond < len(tokens) and text[stop : tokens[beyond].start] == " " and tokens[beyond].folded in self._things
            )
            if not is_adjective:
                return first, beyond, kinds[0]
        return None

    def _before(self, text: str, tokens: Sequence[Run], free: int, first: int, after: int) -> tuple[int, int, ActorKind] | None:
        of = first - 1
        if of > 0 and tokens[of].folded == "the":
            of -= 1
        if of <= 0 or tokens[of].folded != "of":
            return None
        for begin in range(max(free, of - 5), of):
            for beyond, kinds in self._table.at(text, tokens, begin):
                if beyond == of:
                    return begin, after, kinds[0]
        return None
