"""Questions of a search box: words, "phrases", AND, OR, NOT, brackets, wildcards at a word's end, and field:value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from enduse.web.api.yente.errors import Refused
from enduse.web.api.yente.texts import TextIndex, words_of

_TOKEN = re.compile(r'\s*(?:(\()|(\))|([\w.]+:)?"([^"]*)"|([^\s()"]+))')
#: No person asks deeper; each level takes room of the machine's own stack.
_DEEPEST: Final = 50
#: Nor longer; and each word that may have an error is compared with every word of the lists.
_MOST_TERMS: Final = 500
_MOST_NEAR: Final = 20
Field = Callable[[str, str], set[int]]


class Question:
    """A question read; the terms stand between brackets and operators, AND where none is written.

    Args:
        text: what was typed.
        simple: whether signs mean nothing but themselves, so that nothing can be wrong with it.
        fuzzy: whether every word may have an error.

    Raises:
        Refused: brackets, quotes or operators that do not close or stand too deep, a regular expression, or too many terms.
    """

    def __init__(self, text: str, *, simple: bool = False, fuzzy: bool = False) -> None:
        self.words = words_of(re.sub(r"\b(AND|OR|NOT)\b|[\w.]+:", " ", text) if not simple else text)
        self._fuzzy = fuzzy
        self._simple = simple
        self._tokens = self.words[:] if simple else list(_tokens(text))
        self._next = self._depth = self._near = 0
        if len(self._tokens) > _MOST_TERMS:
            raise _broken(f"more than {_MOST_TERMS} terms")

    def places(self, texts: TextIndex, everyone: set[int], field: Field) -> set[int]:
        """The places of the parties that fit.

        Args:
            texts: the words of the parties.
            everyone: all places, for what is left when some are taken away.
            field: the places whose field has a value.
        """
        self._near = 0
        if self._simple:
            found = everyone
            for word in self.words:
                found = found & self._word(texts, word)
            return found
        self._next = self._depth = 0
        found = self._either(texts, everyone, field)
        if self._next < len(self._tokens):
            raise _broken("a bracket is closed that was never opened")
        return found

    def _either(self, texts: TextIndex, everyone: set[int], field: Field) -> set[int]:
        found = self._all(texts, everyone, field)
        while self._peek() == "OR":
            self._next += 1
            found = found | self._all(texts, everyone, field)
        return found

    def _all(self, texts: TextIndex, everyone: set[int], field: Field) -> set[int]:
        found: set[int] | None = None
        while (token := self._peek()) is not None and token not in (")", "OR"):
            if token == "AND":
                self._next += 1
                if found is None or self._peek() in (None, ")", "OR", "AND"):
                    raise _broken("AND stands between two terms")
                continue
            term = self._term(texts, everyone, field)
            found = term if found is None else found & term
        if found is None:
            raise _broken("a term is missing")
        return found

    def _term(self, texts: TextIndex, everyone: set[int], field: Field) -> set[int]:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _broken(f"brackets and NOT stand more than {_DEEPEST} deep")
        found = self._term_at(texts, everyone, field)
        self._depth -= 1
        return found

    def _term_at(self, texts: TextIndex, everyone: set[int], field: Field) -> set[int]:
        token = self._tokens[self._next]
        self._next += 1
        if token in ("NOT", "!"):
            if self._peek() is None:
                raise _broken("NOT stands before a term")
            return everyone - self._term(texts, everyone, field)
        if token == "(":
            found = self._either(texts, everyone, field)
            if self._peek() != ")":
                raise _broken("a bracket is not closed")
            self._next += 1
            return found
        if token.startswith("-") and len(token) > 1:
            return everyone - self._leaf(token[1:], texts, everyone, field)
        return self._leaf(token.removeprefix("+"), texts, everyone, field)

    def _leaf(self, token: str, texts: TextIndex, everyone: set[int], field: Field) -> set[int]:
        name, colon, value = token.partition(":")
        if colon and name:
            return field(name, value.strip('"'))
        if token == "*":
            return everyone
        is_near, is_open = token.rstrip("0123456789").endswith("~"), token.endswith("*")
        words = words_of(token)
        found = everyone
        for number, word in enumerate(words):
            is_last = number == len(words) - 1
            fits = texts.beginning(word) if is_open and is_last else self._word(texts, word, is_near=is_near)
            found = found & fits
        return found

    def _word(self, texts: TextIndex, word: str, *, is_near: bool = False) -> set[int]:
        if not (is_near or self._fuzzy):
            return texts.places(word)
        self._near += 1
        if self._near > _MOST_NEAR:
            raise _broken(f"more than {_MOST_NEAR} words that may have an error")
        return texts.near(word)

    def _peek(self) -> str | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None


def _tokens(text: str) -> Iterator[str]:
    if text.count('"') % 2:
        raise _broken("a quote is not closed")
    if re.search(r"(?<!\\)/", text):
        raise _broken("regular expressions are not understood; write \\/ for the sign itself, or say simple=true")
    for opened, closed, field, phrase, plain in _TOKEN.findall(text.replace("\\/", " ")):
        token = opened or closed or plain or f"{field}{phrase}"
        yield {"&&": "AND", "||": "OR"}.get(token, token)


def _broken(words: str) -> Refused:
    return Refused(400, f"Cannot parse the query: {words}")
