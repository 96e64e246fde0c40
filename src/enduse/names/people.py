"""Take a person's name apart: titles, fathers' names, particles, initials."""

from __future__ import annotations

import functools
import re
from typing import Final

from enduse.names.data import number_words
from enduse.names.korean import HANGUL
from enduse.names.prepared import PERSON, PreparedName
from enduse.names.romanise import HAN, split_person
from enduse.names.words import Part, Word, always_articles, split_servant, word_of

QUOTES: Final = str.maketrans("", "", "'`’‘ʼʻ′´\u200c\u200d\u200e\u200f\u0640")
#: What a word has of its weight by its part in a name: small words are written or left out at will.
_SHARES: Final = ((Part.WEAK_TITLE, 0.2), (Part.PARTICLE, 0.15), (Part.KUNYA, 0.35), (Part.SERVANT, 0.45))
#: What a person's name may have any number of.
SMALL: Final = Part.ARTICLE | Part.FATHER | Part.CHILD | Part.KUNYA | Part.SERVANT
_PATRONYMIC: Final = 0.6


def take_apart_person(text: str, schema: str, tokens: list[str]) -> PreparedName:
    """A person's name from its words in lower case."""
    tokens = _given_first(tokens) if "," in tokens else list(tokens)
    words: list[Word] = []
    shares: list[float] = []
    titles: list[str] = []
    fathers: list[int] = []
    for place, token in enumerate(tokens):
        if token in "&+,#№":
            continue
        for piece in (token,) if token.isalpha() and token.isascii() and token[:3] != "abd" else _pieces(token):
            word = word_of(piece)
            parts = word.parts
            if parts:
                if parts & Part.ARTICLE and _is_article(word, bool(words), token):
                    continue
                if parts & Part.END_OR_START and words and place + 1 < len(tokens) and tokens[place + 1].isalpha():
                    tokens[place + 1] = word.text + tokens[place + 1]
                    continue
                if parts & (Part.ENDING | Part.END_OR_START) and words:
                    words[-1] = word_of(words[-1].text + word.text)
                    continue
                if parts & Part.CHILD and words:
                    fathers.append(len(words) - 1)
                    continue
                # "Ben" is a son within a name, and Benjamin before a surname.
                if parts & Part.FATHER and not (word.form == "ben" and place == 0 and len(tokens) < 4):
                    fathers.append(len(words))
                    continue
                if parts & Part.TITLE and not _begins_surname(tokens, place):
                    titles.append(piece)
                    continue
            if word.form:
                words.append(word)
                shares.append(_share(parts))
    if not words:  # a name of titles and particles alone is that name
        words = [w for t in tokens for w in map(word_of, _pieces(t)) if w.form]
        shares, titles, fathers = [1.0] * len(words), [], []
    _mark_last(words, shares)
    in_chain = frozenset([at for at in fathers if at < len(words)]) if fathers else frozenset()
    return PreparedName(text, schema, PERSON, words, shares, titles=tuple(titles), fathers=in_chain)


def _is_article(word: Word, behind: bool, token: str) -> bool:
    """Is it an article here: behind a word, or written to one with a hyphen?"""
    return behind or "-" in token or word.form in always_articles()


def _share(parts: int) -> float:
    if parts:
        for part, share in _SHARES:
            if parts & part:
                return share
    return 1.0


def _mark_last(words: list[Word], shares: list[float]) -> None:
    """A number behind the name ("II") as a number; a patronymic between others counts for less."""
    if len(words) < 2:
        return
    roman = number_words().roman
    if words[-1].length > 1 and words[-1].form in roman:
        words[-1] = word_of(str(roman[words[-1].form]))
    if len(words) > 2:
        found = [i for i, w in enumerate(words) if w.patronymic]
        if found and (found[0] < len(words) - 1 or len(found) == 1):
            shares[found[0]] = _PATRONYMIC


def _begins_surname(tokens: list[str], place: int) -> bool:
    """Is a title the first part of a surname: "Haji Zadeh"?"""
    return place + 1 < len(tokens) and bool(word_of(tokens[place + 1]).parts & Part.ENDING)


@functools.lru_cache(maxsize=100_000)
def _pieces(token: str) -> tuple[str, ...]:
    """The words within a token: parts at hyphens, surname and given name without a blank, `abdul` and what follows."""
    words: list[str] = []
    for part in _at_hyphens(token):
        if len(part) > 1 and (HAN.match(part) or (HANGUL.match(part) and len(part) > 2)):
            words += split_person(part)
        else:
            words += split_servant(part) or (part,)
    return tuple(words)


def _at_hyphens(token: str) -> list[str]:
    """The parts of a hyphened word; two short syllables are one word ("Jong-un")."""
    parts = [p for p in re.split("[-‐‑]", token.translate(QUOTES)) if p]
    short = len(parts) == 2 and len(parts[0]) + len(parts[1]) <= 9 and all(1 < len(p) <= 5 and p.isalpha() for p in parts)
    # "Dong-bin" has no father: a son stands before the name that he is the son of.
    if short and not word_of(parts[0]).parts & SMALL and not word_of(parts[1]).parts & SMALL & ~Part.FATHER:
        return ["".join(parts)]
    return parts


def _given_first(tokens: list[str]) -> list[str]:
    """ "Putin, Vladimir" in the order of speech; a comma before a title alone changes nothing."""
    at = tokens.index(",")
    before, after = tokens[:at], [t for t in tokens[at + 1 :] if t != ","]
    if before and after and not all(word_of(t).parts & Part.TITLE or t in number_words().roman for t in after):
        return after + before
    return [t for t in tokens if t != ","]
