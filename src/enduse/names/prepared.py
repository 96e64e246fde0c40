"""Take a name apart: words in their parts of it, legal forms, titles, numbers."""

from __future__ import annotations

import functools
import re
import unicodedata

from rapidfuzz.distance import OSA

from enduse.names.data import LegalForm, glued_forms, legal_forms, long_form_words, number_words, word_sets
from enduse.names.romanise import HAN, HANGUL, split_person
from enduse.names.words import Word, split_servant, word_of

_ASCII_TOKENS = re.compile(r"[a-z0-9'`]+(?:-[a-z0-9'`]+)*|[&+,#]").findall
_TOKENS = re.compile(
    r"[^\s\-_,.;:/\\()\[\]{}\"“”«»„!?|*&+#·・–—―‑‐、,]+(?:[-‐‑][^\s\-_,.;:/\\()\[\]{}\"“”«»„!?|*&+#·・–—―‑‐、,]+)*|[&+,#№]"
).findall
_DOTTED = re.compile(r"\b\w(?:\. ?\w\b(?!['’]))+\.?")
_QUOTES = str.maketrans("", "", "'`’‘ʼʻ′´\u200c\u200d\u200e\u200f\u0640")
PERSON, BODY, CRAFT, ADDRESS = range(4)
_KINDS = {"Person": PERSON, "Vessel": CRAFT, "Airplane": CRAFT, "Address": ADDRESS}


class PreparedName:
    """A name taken apart, made once for a name and compared often.

    Attributes:
        text: the name as given.
        schema: what bears it, in FollowTheMoney's words.
        kind: PERSON, BODY, CRAFT or ADDRESS: how it is compared.
        words: the words that tell it from others; a person's given names come first where the text tells them apart.
        shares: how much of its weight each word has in its part of the name (a particle little, a patronymic less).
        legal: its legal forms.
        titles: titles and honorifics that were set aside.
        fathers: where in `words` the names stand that a chain of fathers gives ("bin Y").
        numbers: the numbers in it.
    """

    __slots__ = (
        "fathers",
        "forms",
        "kind",
        "legal",
        "numbers",
        "schema",
        "shares",
        "text",
        "titles",
        "words",
    )

    def __init__(self, text: str, schema: str, words: tuple[Word, ...], kind: int) -> None:
        self.text = text
        self.schema = schema
        self.kind = kind
        self.words = words
        self.shares: tuple[float, ...] = (1.0,) * len(words)
        self.legal: tuple[LegalForm, ...] = ()
        self.titles: tuple[str, ...] = ()
        self.fathers: frozenset[int] = frozenset()
        self.numbers: frozenset[int] = frozenset()
        self.forms: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"PreparedName({self.text!r}, {self.schema!r})"


@functools.lru_cache(maxsize=50_000)
def prepare(text: str, schema: str = "Person", given: str | None = None, family: str | None = None) -> PreparedName:
    """Take a name apart, once for all comparisons.

    Args:
        text: the name as written, in any script.
        schema: Person, Company, Organization, LegalEntity, PublicBody, Vessel, Airplane or Address.
        given: the given names, where the source tells them apart.
        family: the family name, likewise.
    """
    if given and family:
        text = f"{family}, {given}"
    tokens = _tokens(text)
    kind = _KINDS.get(schema, BODY)
    if schema == "LegalEntity" and _looks_like_person(tokens):
        kind = PERSON
    if kind == PERSON:
        return _person(text, schema, tokens)
    return _body(text, schema, tokens, kind)


def _tokens(text: str) -> list[str]:
    """The words in lower case, with commas and signs."""
    if text.isascii():
        low = text.lower()
        return _ASCII_TOKENS(_DOTTED.sub(_undot, low) if "." in low else low)
    low = unicodedata.normalize("NFKC", text).casefold()
    return _TOKENS(_DOTTED.sub(_undot, low) if "." in low else low)


def _undot(match: re.Match[str]) -> str:
    """Dotted initials keep apart by a sign that no word has, so that a person's and a company's can be told."""
    return " ".join(c for c in match[0] if c.isalnum()) + " "


@functools.lru_cache(maxsize=100_000)
def _parts(token: str) -> tuple[str, ...]:
    """A hyphened word in its parts; two short syllables are one word ("Jong-un")."""
    parts = [p for p in re.split("[-‐‑]", token.translate(_QUOTES)) if p]
    particles = word_sets("particles.yaml")
    small = particles["article"] | particles["father"] | particles["kunya"] | particles["servant"]
    if len(parts) == 2 and all(1 < len(p) <= 5 and p.isalpha() and p not in small for p in parts) and sum(map(len, parts)) <= 9:
        return ("".join(parts),)
    return tuple(parts)


def _looks_like_person(tokens: list[str]) -> bool:
    words = [t for t in tokens if t[0].isalnum()]
    if not 1 < len(words) < 6 or any(t[0].isdigit() for t in words):
        return False
    forms = legal_forms()
    return not any(word_of(t).generic or t in forms for t in words)


def _person(text: str, schema: str, tokens: list[str]) -> PreparedName:
    if "," in tokens:
        tokens = _given_first(tokens)
    particles = word_sets("particles.yaml")
    article, fathers, servants, endings = (particles[s] for s in ("article", "father", "servant", "ending"))
    kept: list[Word] = []
    shares: list[float] = []
    titles: list[str] = []
    fathers_at: list[int] = []
    for place, token in enumerate(tokens):
        if token in "&+,#№":
            continue
        for part in _split_person_token(token):
            word = word_of(part)
            form = word.form
            if not form or (form in article and len(form) < 4):
                continue
            if kept and form in endings:
                kept[-1] = word_of(kept[-1].text + word.text)
                continue
            if (form in fathers or word.text in fathers) and not (form == "ben" and place == 0 and len(tokens) < 4):
                fathers_at.append(len(kept))
                continue
            if word.title == 2 and not _begins_surname(tokens, token, endings):
                titles.append(part)
                continue
            kept.append(word)
            shares.append(
                0.2 if word.title else 0.15 if word.particle else 0.35 if word.kunya else 0.45 if form in servants else 1.0
            )
    if not kept:  # a name of titles and particles alone is that name
        kept = [w for t in tokens for w in map(word_of, _parts(t)) if w.form]
        shares, titles, fathers_at = [1.0] * len(kept), [], []
    roman = number_words().roman
    if len(kept) > 1 and kept[-1].length > 1 and kept[-1].form in roman:
        kept[-1] = word_of(str(roman[kept[-1].form]))
    name = PreparedName(text, schema, tuple(kept), PERSON)
    patronymics = [i for i, w in enumerate(kept) if w.patronymic]
    if len(kept) > 2 and patronymics and (patronymics[0] < len(kept) - 1 or len(patronymics) == 1):
        shares[patronymics[0]] = 0.6
    name.shares = tuple(shares)
    name.titles = tuple(titles)
    name.fathers = frozenset([at for at in fathers_at if at < len(kept)])
    name.forms = tuple([w.form for w in kept])
    name.numbers = frozenset([w.number for w in kept if w.number is not None])
    return name


def _begins_surname(tokens: list[str], token: str, endings: frozenset[str]) -> bool:
    """Is a title the first part of a surname: "Haji Zadeh"?"""
    after = tokens.index(token) + 1
    return after < len(tokens) and word_of(tokens[after]).form in endings


@functools.lru_cache(maxsize=100_000)
def _split_person_token(token: str) -> tuple[str, ...]:
    """The words within a person's token: parts at hyphens, surname and given name without a blank, `abdul` and what follows."""
    words: list[str] = []
    for part in _parts(token):
        if len(part) > 1 and (HAN.match(part) or (HANGUL.match(part) and len(part) > 2)):
            words += split_person(part)
        else:
            servant = split_servant(word_of(part).form) if part.isascii() else None
            words += servant or (part,)
    return tuple(words)


def _given_first(tokens: list[str]) -> list[str]:
    """ "Putin, Vladimir" in the order of speech; a comma before a title alone changes nothing."""
    at = tokens.index(",")
    before, after = tokens[:at], [t for t in tokens[at + 1 :] if t != ","]
    if before and after and not all(word_of(t).title == 2 or t in number_words().roman for t in after):
        return after + before
    return [t for t in tokens if t != ","]


def _body(text: str, schema: str, tokens: list[str], kind: int) -> PreparedName:
    particles = word_sets("particles.yaml")
    legal: list[LegalForm] = []
    plain: list[str] = []
    signs = particles["and"]
    for token in tokens:
        if token in signs and plain and len(plain[-1]) == 1:
            continue  # "H & M" and "H and M" are the letters
        if token not in "&+,#№":
            if HAN.search(token) or not token.isascii():
                token = _cut_glued(token, legal)
            plain += _body_parts(token)
    words = _join_letters(plain)
    if kind == BODY:
        words, found = _take_legal_forms(words)
        legal += found
    stop = (
        particles["stop"]
        | particles["and"]
        | (word_sets("generic.yaml")["vessel"] & {"mv", "mt", "ss", "ms", "my", "sy", "mts"} if kind == CRAFT else frozenset())
    )
    last = len(words) - 1
    kept = [w for n, w in enumerate(map(word_of, words)) if w.form and (w.form not in stop or (n == last and w.form == "i"))]
    kept = kept or [w for w in map(word_of, words) if w.form]
    if not kept and legal:  # a name that is nothing but a legal form
        kept, legal = [w for w in map(word_of, plain) if w.form], []
    kept = _number_words(kept)
    name = PreparedName(text, schema, tuple(kept), kind)
    if kind == ADDRESS:
        minor = word_sets("places.yaml")["minor"]
        name.shares = tuple([0.25 if w.form in minor or w.group in minor else 0.6 if w.figure else 1.0 for w in kept])
    else:
        name.shares = (1.0,) * len(kept)
    name.legal = tuple(legal)
    name.forms = tuple([w.form for w in kept])
    name.numbers = frozenset([w.number for w in kept if w.number is not None])
    return name


@functools.lru_cache(maxsize=100_000)
def _body_parts(token: str) -> tuple[str, ...]:
    token = re.sub(r"['’`]s\b", "", token)
    parts = [p for p in re.split("[-‐‑]", token.translate(_QUOTES)) if p]
    return tuple(parts)


def _cut_glued(token: str, legal: list[LegalForm]) -> str:
    """Take a legal form off the end or the front of a name that is written without blanks."""
    for phrase, form in glued_forms():
        if len(token) > len(phrase) and (token.endswith(phrase) or token.startswith(phrase)):
            legal.append(form)
            return token.removesuffix(phrase) if token.endswith(phrase) else token.removeprefix(phrase)
    return token


def _join_letters(words: list[str]) -> list[str]:
    """Single letters that follow each other are one word: "A.B.C." and "A B C"."""
    out: list[str] = []
    run: list[str] = []
    for word in words:
        if len(word) == 1 and word.isalpha():
            run.append(word)
            continue
        if run:
            out.append("".join(run))
            run = []
        out.append(word)
    if run:
        out.append("".join(run))
    return out


def _take_legal_forms(words: list[str]) -> tuple[list[str], list[LegalForm]]:
    """The words without legal forms, and these; a name of nothing else keeps them."""
    forms = legal_forms()
    latin = [_form_word(word_of(w).form) for w in words]
    kept: list[str] = []
    found: list[LegalForm] = []
    at = 0
    while at < len(words):
        for phrase, form in forms.get(latin[at], ()):
            size = len(phrase)
            if tuple(latin[at : at + size]) == phrase and _is_form_here(at, size, len(words), phrase):
                found.append(form)
                at += size
                break
        else:
            kept.append(words[at])
            at += 1
    if not kept:
        return words, []
    return kept, [f for f in found if f.kind != "any"] if any(f.kind != "any" for f in found) else []


@functools.lru_cache(maxsize=100_000)
def _form_word(form: str) -> str:
    """A long word of a legal form with one error in it, or cut off ("Compan"), as that word."""
    if len(form) < 6 or form in legal_forms():
        return form
    for word in long_form_words():
        if abs(len(word) - len(form)) < 2 and word[:2] == form[:2] and OSA.distance(word, form, score_cutoff=1) == 1:
            return word
    return form


def _is_form_here(at: int, size: int, count: int, phrase: tuple[str, ...]) -> bool:
    """Short forms ("SA", "AS") stand at the end or the front; within a name they are other words."""
    return size > 1 or len(phrase[0]) > 3 or at == 0 or at + size >= count - 1


def _number_words(words: list[Word]) -> list[Word]:
    """Roman numerals behind a name as numbers, "twenty first" as one."""
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
