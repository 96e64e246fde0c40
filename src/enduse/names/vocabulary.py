"""The words of a list, found by any of their spellings.

Every word stands under keys: its letters, its sound, its consonants, its group of spellings, and its letters with one left out
(so that one error, and many cases of two, leave a key in common). A key is a 32-bit checksum; what it finds is compared before
it counts, so a chance collision costs a comparison and no more.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from enduse.names.similarity import ALIKE, UNLIKE, similarity
from enduse.names.words import Word, word_of

_crc = zlib.crc32
Arrays = dict[str, npt.NDArray[np.generic]]


def keys_of(word: Word) -> Iterator[int]:
    """The keys that a word stands under."""
    form = word.form.encode()
    yield _crc(form)
    yield _crc(b"g" + word.group.encode())
    if word.length > 1:
        yield _crc(b"s" + word.sound.encode())
        yield from (_crc(b"n%d" % family) for family in word.families)
    skeleton = word.skeleton.replace("i", "") if word.length > 3 else word.skeleton
    if len(skeleton) > 1:
        yield _crc(b"k" + skeleton.encode())
        if len(skeleton) > 4:
            yield from (_crc(b"k" + (skeleton[:i] + skeleton[i + 1 :]).encode()) for i in range(len(skeleton)))
    if word.length > 3 and word.number is None:
        yield from (_crc(form[:i] + form[i + 1 :]) for i in range(len(form)))


class Vocabulary:
    """The distinct words of a list as arrays: `text` and `ends` the words, `keys` and `words` what stands under each key."""

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays
        self._blob = arrays["vocabulary_text"]
        self._ends: npt.NDArray[np.int64] = arrays["vocabulary_ends"]  # type: ignore[assignment]
        self._keys: npt.NDArray[np.uint32] = arrays["vocabulary_keys"]  # type: ignore[assignment]
        self._words: npt.NDArray[np.int32] = arrays["vocabulary_words"]  # type: ignore[assignment]
        self.size = len(self._ends) - 1
        self._found: dict[str, tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]] = {}

    def text(self, number: int) -> str:
        """The word of this number."""
        return bytes(self._blob[self._ends[number] : self._ends[number + 1]]).decode()

    def spellings(self, word: Word) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        """The words that are this word or like it, and how alike."""
        found = self._found.get(word.text)
        if found is None:
            if len(self._found) > 200_000:
                self._found.clear()
            found = self._found[word.text] = self._compare(word, self._under(keys_of(word)))
        return found

    def exact(self, text: str) -> npt.NDArray[np.int32]:
        """The words of this sound: for words that were joined or split."""
        word = word_of(text)
        numbers = self._under(iter((_crc(b"s" + word.sound.encode()),)))
        return np.array([n for n in numbers.tolist() if word_of(self.text(n)).sound == word.sound], dtype=np.int32)

    def _under(self, keys: Iterable[int]) -> npt.NDArray[np.int32]:
        asked = np.fromiter(keys, dtype=np.uint32)
        left = np.searchsorted(self._keys, asked, "left")
        right = np.searchsorted(self._keys, asked, "right")
        pieces = [self._words[a:b] for a, b in zip(left.tolist(), right.tolist(), strict=True) if b > a]
        return np.unique(np.concatenate(pieces)) if pieces else np.zeros(0, dtype=np.int32)

    def _compare(self, word: Word, numbers: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        kept: list[int] = []
        alike: list[float] = []
        for number in numbers.tolist():
            other = word_of(self.text(number))
            likeness, way = similarity(word, other)
            if way != UNLIKE and likeness >= ALIKE:
                kept.append(number)
                alike.append(likeness)
        return np.array(kept, dtype=np.int32), np.array(alike, dtype=np.float32)


def build_vocabulary(texts: list[str]) -> Arrays:
    """The arrays of a vocabulary of these words, numbered in this order."""
    encoded = [text.encode() for text in texts]
    ends = np.zeros(len(encoded) + 1, dtype=np.int64)
    np.cumsum([len(e) for e in encoded], out=ends[1:])
    keys: list[int] = []
    counts = np.zeros(len(texts), dtype=np.int64)
    for number, text in enumerate(texts):
        own = set(keys_of(word_of(text)))
        keys.extend(own)
        counts[number] = len(own)
    key_array = np.array(keys, dtype=np.uint32)
    words = np.repeat(np.arange(len(texts), dtype=np.int32), counts)
    order = np.argsort(key_array, kind="stable")
    return {
        "vocabulary_text": np.frombuffer(b"".join(encoded), dtype=np.uint8),
        "vocabulary_ends": ends,
        "vocabulary_keys": key_array[order],
        "vocabulary_words": words[order],
    }
