"""The noun phrase beside a verb of saying, by the order of the words alone, which holds where a parse goes astray.

"The minister, John Roe, has since said", "said John Roe, the minister", "by a group in London".
"""

from __future__ import annotations

from enduse.lexicon.voices import load_voices
from enduse.read.trees import Tree

Stretch = tuple[int, int]  # first and last word

_QUOTES = '"“”„«»‘’'
_NOMINAL = ("PROPN", "NOUN", "DET", "ADJ", "NUM", "PRON", "X", "SYM")
_LONGEST = 22


def tag_of(tree: Tree, word: int) -> str:
    """The part of speech of a word; a word of letters that was taken for a mark is judged by its form."""
    tag, text = tree.tags[word], tree.sentence.words[word].text
    if tag in ("NOUN", "PROPN", "PUNCT") and _is_verb_by_form(tree, word):
        return "VERB"
    if tag != "PUNCT" or not text[0].isalpha():
        return tag
    voices, lower = load_voices(), text.lower()
    if lower in voices.verbs["says"]:
        return "VERB"
    if lower != "that" and lower != "which" and voices.is_pronoun(lower):
        return "PRON"
    if lower in voices.small.determiners:
        return "DET"
    if lower in voices.small.adpositions:
        return "ADP"
    return "PROPN" if text[0].isupper() else "NOUN"


def _is_verb_by_form(tree: Tree, word: int) -> bool:
    """Whether a word that was taken for a noun is a verb of saying: "said", "claimed", or "claims" before "that" or a stop."""
    text, voices = tree.sentence.words[word].text, load_voices()
    if text in voices.verbs["says"] and text.endswith(("ed", "said", "told", "says")):
        return True
    following = tree.sentence.words[word + 1].text if word + 1 < len(tree.heads) else "."
    if (tree.lower(word - 1) if word else "the") in voices.small.before_nouns:
        return False
    is_said = text in voices.verbs["says"] or text in voices.verbs["thinks"]
    return is_said and text.endswith("s") and following in ("that", ".", ",")


def before_verb(tree: Tree, verb: int) -> Stretch | None:
    """The noun phrase that ends before a verb, through what stands between: auxiliaries, a day, an apposition, "who"."""
    last = _skip_back(tree, verb - 1)
    words = tree.sentence.words
    if last < 0:
        return None
    if tree.lower(last) in load_voices().small.relatives and last:
        return _antecedent(tree, last - 2 if words[last - 1].text == "," else last - 1)
    if words[last].text in (",", "–", "—", ")") and last:
        start = _apposition(tree, last)
        if start is None:
            return None
        whole = _phrase_to(tree, start - 1)
        return (whole[0], last - 1) if whole is not None else None
    return _phrase_to(tree, last)


def _antecedent(tree: Tree, last: int) -> Stretch | None:
    """The noun phrase that "who" stands for, by its last word: "a letter to the ministry, who"."""
    whole = _phrase_to(tree, last)
    if whole is None:
        return None
    cuts = (i + 1 for i in range(*whole) if tree.lower(i) in load_voices().small.beside_noun)
    return max(cuts, default=whole[0]), whole[1]


def after_verb(tree: Tree, verb: int) -> Stretch | None:
    """The noun phrase that follows a verb which follows a mark: ", said John Roe, the minister"."""
    words = tree.sentence.words
    before = verb - 1
    while before >= 0 and tag_of(tree, before) == "ADV":
        before -= 1
    if before >= 0 and words[before].text not in (",", "–", "—", "?", "!", ";", *_QUOTES):
        return None
    found = phrase_from(tree, verb + 1)
    if found is None:
        return None
    end = found[1] + 1
    ends = end >= len(words) or not words[end].text[0].isalnum() or tag_of(tree, end) in ("ADP", "SCONJ", "PRON")
    return found if ends or _is_time(tree, end) else None


def phrase_from(tree: Tree, first: int) -> Stretch | None:
    """The noun phrase that begins at a word."""
    last = first
    words = tree.sentence.words
    end = min(len(words), first + _LONGEST)
    while last < end and _belongs(tree, last) and not _is_time(tree, last):
        last += 1
    last -= 1
    while last >= first and tag_of(tree, last) in ("ADP", "CCONJ", "DET", "PUNCT", "PART", "SCONJ"):
        last -= 1
    return (first, last) if last >= first and _has_noun(tree, first, last) else None


def _phrase_to(tree: Tree, last: int) -> Stretch | None:
    """The noun phrase that ends at a word."""
    if last < 0 or tag_of(tree, last) == "ADP":
        return None
    first = last + 1
    while first > max(0, last - _LONGEST) and _belongs(tree, first - 1):
        first -= 1
    while first <= last and (
        tag_of(tree, first) in ("ADP", "CCONJ", "PUNCT", "PART") or _is_time(tree, first) or tree.lower(first) == "close"
    ):
        first += 1
    claims = load_voices().nouns["claim"]  # "an allegation Asmara has denied"
    first = max((i + 1 for i in range(first, last) if tree.lower(i) in claims and tree.tags[i + 1] == "PROPN"), default=first)
    return (first, last) if first <= last and _has_noun(tree, first, last) else None


def _belongs(tree: Tree, word: int) -> bool:
    here = tree.sentence.words[word]
    text = here.text
    if text == "-":  # a hyphen, and no dash
        return word > 0 and tree.sentence.words[word - 1].end == here.start
    voices, lower = load_voices(), text.lower()
    if lower in voices.joins or is_second_half(tree, word):
        return True
    return tag_of(tree, word) in _NOMINAL and text not in (",", ";", ":") and lower not in voices.small.clause_openers


def is_second_half(tree: Tree, word: int) -> bool:
    """Whether a word is joined to the one before by a hyphen: the "based" of "Beirut-based"."""
    words = tree.sentence.words
    return (
        word > 1
        and words[word - 1].text == "-"
        and words[word - 2].end == words[word - 1].start
        and words[word - 1].end == words[word].start
    )


def _has_noun(tree: Tree, first: int, last: int) -> bool:
    return any(tag_of(tree, i) in ("PROPN", "NOUN", "PRON", "NUM", "X") for i in range(first, last + 1))


def _skip_back(tree: Tree, word: int) -> int:
    """Over auxiliaries, adverbs and a time: "has also", "on Tuesday", "last week"."""
    voices = load_voices()
    while word >= 0:
        if tag_of(tree, word) in ("AUX", "ADV") or tree.lower(word) in voices.small.negations:
            word -= 1
        elif _is_time(tree, word):
            word -= 1
            while word >= 0 and (tag_of(tree, word) in ("NUM", "DET") or tree.lower(word) in voices.time_leads):
                word -= 1
        else:
            break
    return word


def _is_time(tree: Tree, word: int) -> bool:
    text = tree.sentence.words[word].text
    return is_time(text) or (text.isdigit() and word > 0 and is_time(tree.sentence.words[word - 1].text))


def is_time(text: str) -> bool:
    """Whether a word names a day, a month or a part of a day: nobody's name."""
    return text.lower().rstrip(".") in load_voices().times


def _apposition(tree: Tree, closing: int) -> int | None:
    """Where the apposition that a mark closes was opened: at the mark of the same kind before it."""
    words = tree.sentence.words
    has_clause = False
    opening = {",": ",", "–": "–", "—": "—", ")": "("}[words[closing].text]
    for i in range(closing - 1, max(-1, closing - 18), -1):
        if words[i].text == opening:
            is_relative = tree.lower(i + 1) in load_voices().small.about_a_noun
            return i if i and (is_relative or not has_clause) else None
        if words[i].text in (";", ":"):
            return None
        if tag_of(tree, i) in ("VERB", "AUX", "SCONJ"):
            has_clause = True
    return None
