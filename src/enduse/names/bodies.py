"""Take apart the name of a body, a ship, an aircraft, or an address: legal forms, numbers, small words."""

from __future__ import annotations

import functools
import re

from rapidfuzz.distance import OSA

from enduse.names.data import LegalForm, glued_forms, known_words_within, legal_forms, long_form_words, number_words
from enduse.names.people import QUOTES
from enduse.names.prepared import ADDRESS, BODY, CRAFT, PreparedName
from enduse.names.romanise import HAN
from enduse.names.words import Part, Word, word_of

_IN_BRACKETS = re.compile(r"[(\[]\s*([\w.]{2,12})\s*[)\]]")
#: A legal form of no more letters may be a name where it stands first.
_SHORT_FORM = 2
_POSSESSIVE = re.compile(r"['’`]s\b")


def take_apart_body(text: str, schema: str, tokens: list[str], kind: int) -> PreparedName:
    """A body's, a ship's or an aircraft's name, or an address, from its words in lower case."""
    legal: list[LegalForm] = []
    plain = _plain_words(tokens, legal)
    texts = _join_letters(plain)
    if kind == BODY:
        texts = _without_acronym(text, texts)
        texts, found = _take_legal_forms(texts)
        legal += found
    words = [word_of(t) for t in texts]
    small = Part.STOP | Part.AND | (Part.CRAFT if kind == CRAFT else 0)
    last = len(words) - 1
    # No name ends in a small word: a last "i" is a number, not the Slavic "and", a last "do" a Korean island.
    kept = [w for n, w in enumerate(words) if w.form and (not w.parts & small or (n == last > 0 and not w.parts & Part.CRAFT))]
    if kind == BODY and all(w.parts & Part.GENERIC for w in kept):  # "V Bank" is no bank like any other
        kept = [w for w in words if w in kept or w.initial]
    kept = _number_words(kept or [w for w in words if w.form])
    if not kept and legal:  # a name that is nothing but a legal form
        kept, legal = [w for w in map(word_of, plain) if w.form], []
    shares = (
        [0.25 if w.parts & Part.MINOR else 0.6 if w.figure else 1.0 for w in kept] if kind == ADDRESS else [1.0] * len(kept)
    )
    return PreparedName(text, schema, kind, kept, shares, legal=tuple(legal))


def _plain_words(tokens: list[str], legal: list[LegalForm]) -> list[str]:
    """The words without signs, hyphens and possessives; legal forms that are written to a word go to `legal`."""
    plain: list[str] = []
    for token in tokens:
        if len(token) < 4 and plain and len(plain[-1]) == 1 and (token in "&+" or word_of(token).parts & Part.AND):
            continue  # "H & M" and "H and M" are the letters
        if token.isalnum() and token.isascii():
            plain.append(token)
        elif token not in "&+,#№":
            if HAN.search(token):
                plain += [word for word in known_words_within().split(_cut_glued(token, legal)) if word]
            else:
                plain += _pieces(token if token.isascii() else _cut_glued(token, legal))
    return plain


@functools.lru_cache(maxsize=100_000)
def _pieces(token: str) -> tuple[str, ...]:
    return tuple([p for p in re.split("[-‐‑]", _POSSESSIVE.sub("", token).translate(QUOTES)) if p])


def _cut_glued(token: str, legal: list[LegalForm]) -> str:
    """Take a legal form off the end or the front of a name that is written without blanks."""
    for phrase, form in glued_forms():
        if token == phrase:
            legal.append(form)
            return ""
        if len(token) > len(phrase) and (token.endswith(phrase) or token.startswith(phrase)):
            legal.append(form)
            return token.removesuffix(phrase) if token.endswith(phrase) else token.removeprefix(phrase)
    return token


def _join_letters(words: list[str]) -> list[str]:
    """Single letters that follow each other are one word: "A.B.C." and "A B C"."""
    out: list[str] = []
    run = ""
    for word in words:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            out.append(run)
            run = ""
        out.append(word)
    return [*out, run] if run else out


def _without_acronym(text: str, words: list[str]) -> list[str]:
    """The words without one in brackets that is made of the first letters of the others: "Harbour Works Group (HWG)"."""
    found = _IN_BRACKETS.search(text) if "(" in text or "[" in text else None
    short = found[1].replace(".", "").casefold() if found else ""
    if short not in words:
        return words
    others = [word for word in words if word != short]
    large = [word for word in others if not word_of(word).parts & (Part.STOP | Part.AND)]
    return others if len(others) > 1 and short in {"".join([w[0] for w in given]) for given in (others, large)} else words


def _take_legal_forms(words: list[str]) -> tuple[list[str], list[LegalForm]]:
    """The words without legal forms, and these; a name of nothing else keeps them."""
    forms = legal_forms()
    latin = [_form_word(word_of(w).form) for w in words]
    kept: list[str] = []
    found: list[LegalForm] = []
    at_front = False
    at = 0
    while at < len(words):
        for phrase, form in forms.get(latin[at], ()):
            size = len(phrase)
            if tuple(latin[at : at + size]) == phrase and (not kept or _is_form_here(at, size, len(words), phrase)):
                found.append(form)
                at_front = at_front or at == 0
                at += size
                break
        else:
            kept.append(words[at])
            at += 1
    if at_front and len(latin[0]) <= _SHORT_FORM and all(word_of(w).parts & Part.GENERIC for w in kept):
        kept, found = [words[0], *kept], found[1:]  # "MB Bank": the letters are its name
    return (kept, [f for f in found if f.kind != "any"]) if kept else (words, [])


def has_legal_form(words: list[str]) -> bool:
    """Whether a whole legal form is among the words, in any script; single letters that are not Latin are initials."""
    forms = legal_forms()
    latin = [w if w.isascii() else word_of(w).form if len(w) > 1 else "" for w in words]
    return any(tuple(latin[at : at + len(p)]) == p for at, first in enumerate(latin) for p, _ in forms.get(first, ()))


def _is_form_here(at: int, size: int, count: int, phrase: tuple[str, ...]) -> bool:
    """Short forms ("SA", "AS") stand at the end or the front, maybe behind another ("LLC NPO"); else they are words."""
    return size > 1 or len(phrase[0]) > 3 or at + size >= count - 1


@functools.lru_cache(maxsize=100_000)
def _form_word(form: str) -> str:
    """A long word of a legal form with one error in it, or cut off ("Compan"), as that word."""
    if len(form) < 6 or form in legal_forms():
        return form
    near = long_form_words().get(form[:2], ())
    if form in near:
        return form
    for word in near:
        if abs(len(word) - len(form)) < 2 and OSA.distance(word, form, score_cutoff=1) == 1:
            return word
    return form


def _number_words(words: list[Word]) -> list[Word]:
    """Roman numerals behind a name as numbers, "twenty first" as one; "No." before a number goes."""
    numbers = number_words()
    out: list[Word] = []
    for place, word in enumerate(words):
        if place and word.form in numbers.roman and (word.length > 1 or place == len(words) - 1):
            word = word_of(str(numbers.roman[word.form]))
        elif out and word.number is not None and 0 < word.number < 10 and out[-1].form in numbers.tens:
            word = word_of(str((out.pop().number or 0) + word.number))
        elif word.form in numbers.marks and place + 1 < len(words) and words[place + 1].number is not None:
            continue
        out.append(word)
    return out
