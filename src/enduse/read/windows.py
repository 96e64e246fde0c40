"""Documents to the windows the network reads: consecutive sentences, as many as fit, with some that came before as context."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Sequence

from tokenizers import Tokenizer

from enduse.read.sentences import Sentence

LIMIT = 448  # sub-words of a window; the encoder was trained on up to 512
CONTEXT = 112  # sub-words of earlier sentences that a later window repeats
_KNOWN = 100_000  # words whose sub-words are kept
LONGEST = 384  # sub-words of one sentence; what is beyond is not read
_OPEN, _CLOSE, _UNKNOWN = 101, 102, 100  # [CLS], [SEP], [UNK] of BERT's uncased vocabulary
# The reports and treebanks the network learned from have typewriter quotation marks; to it, others are the same marks.
_MARKS = str.maketrans({"’": "'", "‘": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"'})


@dataclasses.dataclass(frozen=True, slots=True)
class Window:
    """Sentences `first` to `last` (exclusive) of a document; those before `fresh` are repeated from another for context."""

    first: int
    fresh: int
    last: int
    ids: tuple[int, ...]
    word_starts: tuple[int, ...]
    word_sentences: tuple[int, ...]


def sub_words(
    sentences: Sequence[Sentence], tokenizer: Tokenizer, *, known: dict[str, tuple[int, ...]] | None = None
) -> list[list[tuple[int, ...]]]:
    """The sub-word ids of every word of every sentence; `known` words are not looked up again, new ones are added."""
    cache = {} if known is None else known
    if len(cache) > _KNOWN:
        cache.clear()
    missing = sorted({word.text for sentence in sentences for word in sentence.words} - cache.keys())
    plain = [text.translate(_MARKS) for text in missing]
    for text, encoding in zip(missing, tokenizer.encode_batch(plain, add_special_tokens=False), strict=True):
        cache[text] = tuple(encoding.ids[:16]) or (_UNKNOWN,)
    return [[cache[word.text] for word in sentence.words] for sentence in sentences]


def make_windows(pieces: Sequence[Sequence[tuple[int, ...]]], *, limit: int = LIMIT, context: int = CONTEXT) -> list[Window]:
    """Pack sentences, given as the sub-word ids of their words, into windows."""
    lengths = [min(sum(map(len, sentence)), LONGEST) for sentence in pieces]
    windows = []
    fresh = 0
    while fresh < len(pieces):
        first, size = fresh, 2
        while first > 0 and size + lengths[first - 1] <= context:
            first -= 1
            size += lengths[first]
        last = fresh
        while last < len(pieces) and (last == fresh or size + lengths[last] <= limit):
            size += lengths[last]
            last += 1
        windows.append(_window(pieces, first, fresh, last))
        fresh = last
    return windows


def near(windows: Sequence[Window], worth: Sequence[bool]) -> list[bool]:
    """For each window whether it, the one before or the one after holds a fresh sentence that is worth reading.

    What refers to an item ("the delivery", "them") stands close to it: of the training reports' statements all that are not
    lost with their whole report lie within 800 characters of such a sentence, and a window holds twice as much.
    """
    holds = [False, *(any(worth[w.fresh : w.last]) for w in windows), False]
    return [any(holds[i : i + 3]) for i in range(len(windows))]


def _window(pieces: Sequence[Sequence[tuple[int, ...]]], first: int, fresh: int, last: int) -> Window:
    ids, starts, numbers = [_OPEN], [], []
    for number in range(first, last):
        room = LONGEST
        for word in pieces[number]:
            starts.append(len(ids) if room > 0 else len(ids) - 1)
            numbers.append(number - first + 1)
            ids.extend(word[:room])
            room -= len(word[:room])
    ids.append(_CLOSE)
    return Window(first, fresh, last, tuple(ids), tuple(starts), tuple(numbers))


def load_tokenizer(path: str) -> Tokenizer:
    """The encoder's word-piece tokenizer, without padding or truncation."""
    return _load_tokenizer(path)


@functools.cache
def _load_tokenizer(path: str) -> Tokenizer:
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
