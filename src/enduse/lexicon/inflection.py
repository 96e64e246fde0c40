"""English inflection by rule, with the exceptions in `inflection.yaml`."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from enduse.errors import LexiconError
from enduse.lexicon.files import read_yaml

FILE = "inflection.yaml"
VOWELS = "aeiou"


@functools.cache
def _exceptions() -> tuple[Mapping[str, str], Mapping[str, tuple[str, str]], frozenset[str]]:
    data = read_yaml(FILE)
    verbs: dict[str, tuple[str, str]] = {}
    for lemma, forms in data["irregular_verbs"].items():
        if not isinstance(forms, list) or len(forms) != 2:
            raise LexiconError(f"{FILE}: irregular verb {lemma!r} needs [past, participle], not {forms!r}")
        verbs[lemma] = (forms[0], forms[1])
    return data["irregular_plurals"], verbs, frozenset(data["doubling"])


def plural(noun: str) -> str:
    """The plural of a noun or of the last word of a noun phrase.

    >>> plural("battery"), plural("torpedo boat"), plural("aircraft")
    ('batteries', 'torpedo boats', 'aircraft')
    """
    exceptions = _exceptions()[0]
    head, joint, last = noun.rpartition(" ")
    if last in exceptions:
        return head + joint + exceptions[last]
    if last.endswith("y") and last[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if last.endswith(("s", "x", "ch", "sh", "z")) else "s")


def verb_forms(lemma: str) -> dict[str, str]:
    """The forms of a verb by name: base, present, gerund, past, participle; of a phrase, its first word is inflected.

    >>> verb_forms("hand over")["past"], verb_forms("send")["participle"], verb_forms("ship")["gerund"]
    ('handed over', 'sent', 'shipping')
    """
    verb, joint, rest = lemma.partition(" ")
    _, irregular, doubling = _exceptions()
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        present, past, gerund = verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    else:
        stem = verb + verb[-1] if verb in doubling else stem
        present = verb + ("es" if verb.endswith(("s", "x", "ch", "sh", "z", "o")) else "s")
        past = stem + "ed"
        gerund = verb + "ing" if verb.endswith("ee") else stem + "ing"
    participle = past
    if verb in irregular:
        past, participle = irregular[verb]
    forms = {"base": verb, "present": present, "gerund": gerund, "past": past, "participle": participle}
    return {name: form + joint + rest for name, form in forms.items()}
