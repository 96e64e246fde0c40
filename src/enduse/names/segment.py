"""One piece of the index: the names of some parties as arrays, never changed once built."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from enduse.names.analysis import prepare
from enduse.names.prepared import ADDRESS, BODY, CRAFT, PERSON, PreparedName
from enduse.names.vocabulary import Vocabulary, build_vocabulary
from enduse.names.words import word_of

#: A name is found by so many of its words at most; the rest count for its length.
WIDTH: Final = 10
#: What a segment is made of, a file each.
ARRAYS: Final = (
    "posting_starts", "postings", "row_ends", "row_kinds", "row_parties", "row_schemas", "row_shares", "row_text", "row_words",
    "schemas", "vocabulary_arabic", "vocabulary_forms", "vocabulary_full", "vocabulary_hard", "vocabulary_keys",
    "vocabulary_lengths", "vocabulary_letters", "vocabulary_sounds", "vocabulary_starts", "vocabulary_texts",
    "vocabulary_ways", "vocabulary_words", "word_initials", "word_parties",
)  # fmt: skip
_BITS: Final = {PERSON: 1, BODY: 2, CRAFT: 4, ADDRESS: 8}


def bits_of(name: PreparedName) -> int:
    """Which kinds of names this one may be compared with: a legal entity with persons and bodies."""
    return 3 if name.schema == "LegalEntity" else _BITS[name.kind]


class Segment:
    """Names as arrays: `rows` are names; each row has its words, its share of weight for each, its party and its kind."""

    def __init__(self, arrays: dict[str, npt.NDArray[Any]]) -> None:
        self.arrays = arrays
        self.vocabulary = Vocabulary(arrays)
        self.words: npt.NDArray[np.int32] = arrays["row_words"]
        self.shares: npt.NDArray[np.float32] = arrays["row_shares"]
        self.parties: npt.NDArray[np.int64] = arrays["row_parties"]
        self.kinds: npt.NDArray[np.uint8] = arrays["row_kinds"]
        self.starts: npt.NDArray[np.int64] = arrays["posting_starts"]
        self.postings: npt.NDArray[np.int32] = arrays["postings"]
        self.counts: npt.NDArray[np.int32] = arrays["word_parties"]
        self.alive: npt.NDArray[np.bool_] | None = None

    def __len__(self) -> int:
        return len(self.parties)

    def text(self, row: int) -> str:
        """The name of a row as it was given."""
        ends = self.arrays["row_ends"]
        return bytes(self.arrays["row_text"][ends[row] : ends[row + 1]]).decode()

    def schema(self, row: int) -> str:
        """Its schema."""
        return str(self.arrays["schemas"][self.arrays["row_schemas"][row]])

    def names(self) -> Iterator[tuple[int, str, str]]:
        """The names that are still in force, as they were given."""
        for row in range(len(self)):
            if self.alive is None or self.alive[row]:
                yield int(self.parties[row]), self.text(row), self.schema(row)

    def remove(self, parties: Iterable[int]) -> None:
        """Take parties out; their rows stay and are passed over."""
        gone = np.isin(self.parties, np.fromiter(parties, dtype=np.int64))
        if gone.any():
            self.alive = ~gone if self.alive is None else self.alive & ~gone

    def group_counts(self) -> Counter[str]:
        """In how many parties' names each group of spellings stands."""
        counts: Counter[str] = Counter()
        texts = self.vocabulary.texts
        for number, n in enumerate(self.counts.tolist()):
            counts[word_of(texts[number]).group] += n
        return counts

    def initials_counts(self) -> dict[str, int]:
        """Of how many bodies letters are the initials."""
        texts, initials = self.vocabulary.texts, self.arrays["word_initials"]
        return {texts[number]: int(initials[number]) for number in initials.nonzero()[0].tolist()}

    def digest(self) -> str:
        """Twelve digits of all that it is made of: names taken apart by other rules, or kept in another form, make another."""
        total = hashlib.sha256()
        for name in ARRAYS:
            total.update(name.encode())
            total.update(np.ascontiguousarray(self.arrays[name]).data)
        return total.hexdigest()[:12]

    def write(self, folder: Path) -> None:
        """Write the arrays, a file each."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, array in self.arrays.items():
            np.save(folder / f"{name}.npy", array, allow_pickle=False)

    @classmethod
    def open(cls, folder: Path) -> Segment:
        """Open a written segment: the files are mapped into memory, not read."""
        # As plain arrays: the mapped kind costs more than the look at it, each time.
        return cls({n: np.load(folder / f"{n}.npy", mmap_mode="r", allow_pickle=False).view(np.ndarray) for n in ARRAYS})


def build_segment(names: Iterable[tuple[int, str, str]]) -> Segment:
    """Build a segment from (party number, name, schema)."""
    numbers: dict[str, int] = {}
    seen: set[tuple[int, str, str]] = set()
    texts: list[bytes] = []
    schemas: dict[str, int] = {}
    parties, row_schemas, kinds, flat, shares, row_of = [], [], [], [], [], []
    last_party: dict[int, int] = {}
    counts: Counter[int] = Counter()
    bodies: dict[int, tuple[set[int], set[tuple[str, ...]]]] = {}
    for name in names:
        party, text, schema = name
        if name in seen:
            continue
        seen.add(name)
        prepared = prepare(text, schema)
        if not prepared.words:
            continue
        row = len(texts)
        texts.append(text.encode())
        parties.append(party)
        row_schemas.append(schemas.setdefault(schema, len(schemas)))
        kinds.append(bits_of(prepared))
        for word, share in zip(prepared.words, prepared.shares, strict=True):
            number = numbers.setdefault(word.text, len(numbers))
            flat.append(number)
            shares.append(share)
            row_of.append(row)
            if last_party.get(number) != party:
                last_party[number] = party
                counts[number] += 1
        if prepared.kind == BODY and len(prepared.words) > 1:
            # Found by the acronym, which is no word of the name and has no share of its weight.
            for letters in sorted(prepared.acronyms):
                number = numbers.setdefault(letters, len(numbers))
                flat.append(number)
                shares.append(0.0)
                called = bodies.setdefault(number, (set(), set()))
                called[0].add(party)
                called[1].add(prepared.forms)
                row_of.append(row)
    return Segment(
        _row_arrays(texts, parties, row_schemas, kinds, schemas)
        | _word_arrays(
            np.array(row_of, dtype=np.int32),
            np.array(flat, dtype=np.int32),
            np.array(shares, dtype=np.float32),
            len(texts),
            len(numbers),
        )
        | {"word_parties": np.array([counts[n] for n in range(len(numbers))], dtype=np.int32)}
        | {"word_initials": _initials(bodies, len(numbers))}
        | build_vocabulary(list(numbers))
    )


def _initials(bodies: dict[int, tuple[set[int], set[tuple[str, ...]]]], size: int) -> npt.NDArray[np.int32]:
    """Of how many bodies each word is the initials: one with several spellings, or on several lists, is one."""
    found = np.zeros(size, dtype=np.int32)
    for number, (parties, forms) in bodies.items():
        found[number] = min(len(parties), len(forms))
    return found


def _row_arrays(
    texts: list[bytes], parties: list[int], row_schemas: list[int], kinds: list[int], schemas: dict[str, int]
) -> dict[str, npt.NDArray[Any]]:
    ends = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum([len(t) for t in texts], out=ends[1:])
    return {
        "row_text": np.frombuffer(b"".join(texts), dtype=np.uint8),
        "row_ends": ends,
        "row_parties": np.array(parties, dtype=np.int64),
        "row_schemas": np.array(row_schemas, dtype=np.uint8),
        "row_kinds": np.array(kinds, dtype=np.uint8),
        "schemas": np.array(list(schemas), dtype=np.str_),
    }


def _word_arrays(
    rows: npt.NDArray[np.int32], words: npt.NDArray[np.int32], shares: npt.NDArray[np.float32], count: int, vocabulary: int
) -> dict[str, npt.NDArray[Any]]:
    """The words of every row in a table, and the rows of every word in one run."""
    starts = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows, minlength=count), out=starts[1:])
    column = np.arange(len(rows)) - starts[rows]
    table = np.full((count, WIDTH), vocabulary, dtype=np.int32)
    share_table = np.zeros((count, WIDTH), dtype=np.float32)
    inside = column < WIDTH
    table[rows[inside], column[inside]] = words[inside]
    share_table[rows[inside], column[inside]] = shares[inside]
    order = np.argsort(words, kind="stable")
    posting_starts = np.zeros(vocabulary + 1, dtype=np.int64)
    np.cumsum(np.bincount(words, minlength=vocabulary), out=posting_starts[1:])
    return {"row_words": table, "row_shares": share_table, "posting_starts": posting_starts, "postings": rows[order]}
