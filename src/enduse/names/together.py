"""The words of a list that several words of a name may be, where the list writes them together."""

from __future__ import annotations

import functools
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from enduse.names import arabic, keys, likeness
from enduse.names.data import nicknames, spelling_groups
from enduse.names.romanise import ARABIC
from enduse.names.similarity import consonants, similarity, single
from enduse.names.vocabulary import Vocabulary
from enduse.names.words import Word, word_of

#: So much is a word of the list like those that were joined.
_JOINED: Final = 0.8
#: Words are told apart by so many lengths, and so many first letters.
_LENGTHS, _PLAIN = 64, 127


class WrittenTogether:
    """Looks for them by what is cheap, as nearly every name has two words that were never joined before."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def make_ready(self) -> None:
        """Make what every question needs."""
        _ = self._by_beginning, self._by_hard

    def of(self, words: tuple[Word, ...], letters: str) -> list[int]:
        """The words that these are if they are written together: in sound, consonants or meaning, or with an error.

        Args:
            words: two words or more that stand beside each other.
            letters: their Latin letters, written together.
        """
        vocabulary = self._vocabulary
        if words[0].script == ARABIC:  # another word there than its letters show
            word = word_of("".join([word.text for word in words]))
            numbers = vocabulary.under(keys.joined_keys(word))[0]
            latin = vocabulary.ways.take(numbers) == likeness.LETTERS
            found = [*numbers[~latin].tolist(), *vocabulary.across(word, numbers[latin]).numbers.tolist()]
        elif letters in spelling_groups() or letters in nicknames():
            word = word_of(letters)
            found = vocabulary.under(keys.joined_keys(word))[0].tolist()
        else:
            found = [*self._of_these_consonants(words, letters), *self._one_letter_off(letters)]
            if not found:
                return found
            word = word_of(letters)
        return [number for number in dict.fromkeys(found) if similarity(word, vocabulary.word(number))[0] >= _JOINED]

    def _of_these_consonants(self, words: tuple[Word, ...], letters: str) -> list[int]:
        """The words with the hard consonants of several, and letters that are not too far from theirs."""
        hard = single("".join([consonants(word.skeleton)[1] for word in words]))
        most = len(letters) // 3 + 1
        by_hard, forms = self._by_hard, self._vocabulary.forms
        near = by_hard.get(letters[0] + hard, ())
        return [n for n in near if OSA.distance(letters, forms[n], score_cutoff=most) <= most] + by_hard.get(hard, [])

    def _one_letter_off(self, letters: str) -> list[int]:
        """The words with vowels that begin with the same letter and have these letters, or the same with one error."""
        numbers, bits, starts = self._by_beginning
        place = min(ord(letters[0]), _PLAIN) * _LENGTHS + min(len(letters), _LENGTHS - 2)
        first, end = starts[place - 1], starts[place + 2]
        if first == end:
            return []
        apart = np.bitwise_count(bits[first:end] ^ np.uint32(arabic.letters(letters, arabic=False)))
        near = [numbers[first + n] for n in (apart < 3).nonzero()[0].tolist()]  # one for another makes two
        return [number for number in near if OSA.distance(letters, self._vocabulary.forms[number], score_cutoff=1) < 2]

    @functools.cached_property
    def _by_beginning(self) -> tuple[list[int], npt.NDArray[np.uint32], list[int]]:
        """The words with vowels by their first letter and their length: their numbers, the letters they have, and where those
        of each letter and length start."""
        vocabulary = self._vocabulary
        numbers = (vocabulary.ways == likeness.LETTERS).nonzero()[0]
        letters = np.minimum(vocabulary.first_letters[numbers], _PLAIN)
        place = letters.astype(np.int32) * _LENGTHS + np.minimum(vocabulary.lengths[numbers], _LENGTHS - 2)
        order = place.argsort(kind="stable")
        starts = place[order].searchsorted(np.arange((_PLAIN + 2) * _LENGTHS))
        return numbers[order].tolist(), vocabulary.letters[numbers[order]], starts.tolist()

    @functools.cached_property
    def _by_hard(self) -> dict[str, list[int]]:
        """The words by their hard consonants, where they have two or more; those with vowels with their first letter before."""
        vocabulary = self._vocabulary
        found: dict[str, list[int]] = {}
        shown = (vocabulary.ways == likeness.LETTERS).tolist()
        for number, (hard, form) in enumerate(zip(vocabulary.hard.tolist(), vocabulary.forms.tolist(), strict=True)):
            if len(hard) > 1:
                found.setdefault(form[0] + hard if shown[number] else hard, []).append(number)
        return found
