"""Everything Enduse raises on purpose.

    EnduseError
    ├── InputError          a file, page or row that cannot be used as it is
    │   ├── UnreadableError     there is no text to be had from it (empty, binary, encrypted, broken)
    │   ├── LanguageError       its language is recognised and not one that is read
    │   ├── StatementError      a line that is not a statement of the schema
    │   └── ListError           a sanctions or export-control list that cannot be read as what it claims to be
    ├── FetchError          a page that could not be fetched
    ├── LexiconError        a lexicon file that breaks its schema
    ├── ModelError          the network's files are missing or damaged
    ├── EndpointError       the language model's endpoint did not give a usable answer
    └── StoreError          the database cannot be used
        └── ConflictError       another program has just written what was to be written

Every message says what was seen, where, and what to do.
"""

from __future__ import annotations

import re

from enduse.signs import without


def writable(text: str) -> str:
    """Text of somebody else's that can be written down: halves of characters, which JSON can name, become marks.

    >>> writable("Paper \\ud800")
    'Paper ?'
    """
    return text.encode("utf-8", "replace").decode()


def excerpt(words: object, *, most: int = 300) -> str:
    """Words of somebody else's on one line, the middle left out where they are many: an error is no place for a file.

    >>> excerpt("tag\\n<aaaaaaaaaaaa>", most=12)
    'tag <a…aaaa>'
    """
    line = without(" ".join(writable(str(words)).split()))
    return line if len(line) <= most else f"{line[: most // 2]}…{line[len(line) - (most - most // 2 - 1) :]}"


def reason(error: BaseException) -> str:
    """What an error of Python or of a library says is wrong with a file, in words that are no programmer's.

    >>> reason(TypeError("'NoneType' object is not iterable")), reason(KeyError("name"))
    ('nothing where something else belongs', "'name' is missing")
    """
    if isinstance(error, UnicodeDecodeError):
        return f"no {error.encoding.upper()} text at byte {error.start:,}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, KeyError) and error.args and " " not in str(error.args[0]):
        return f"{excerpt(error.args[0], most=80)!r} is missing"
    if isinstance(error, RecursionError):
        return "nested too deeply"
    words = excerpt(error.args[0] if isinstance(error, KeyError) and error.args else error)
    if words and not isinstance(error, _OF_PYTHON) and not _BY_PYTHON.match(words):
        return words
    kind = next((_KINDS[name] for name in re.findall(r"'(\w+)'", words) if name in _KINDS), None)
    return f"{kind} where something else belongs" if kind else "something is missing in it, or of another kind"


_OF_PYTHON = (TypeError, AttributeError, IndexError, AssertionError, UnicodeError)
_BY_PYTHON = re.compile(
    r"invalid literal for|could not convert|not enough values|too many values|dictionary update sequence|embedded"
)
_KINDS = {
    "NoneType": "nothing", "dict": "an object", "list": "a list", "tuple": "a list", "str": "a text", "bytes": "a text",
    "int": "a number", "float": "a number", "bool": "true or false",
}  # fmt: skip


class EnduseError(Exception):
    """Base of all errors that Enduse raises on purpose; its text is one line for a person."""


class InputError(EnduseError):
    """A file, page or row that cannot be used as it is."""


class UnreadableError(InputError):
    """No text is to be had from the input."""


class LanguageError(InputError):
    """The language of the text is not one that is read."""


class StatementError(InputError):
    """A line is not a statement of the schema."""


class ListError(InputError):
    """A file is no list that is known, or a broken one."""


class FetchError(EnduseError):
    """A page could not be fetched."""


class LexiconError(EnduseError):
    """A lexicon file breaks its schema."""


class ModelError(EnduseError):
    """The network's files are missing or damaged."""


class EndpointError(EnduseError):
    """A language model's endpoint did not give a usable answer."""


class StoreError(EnduseError):
    """The database cannot be used."""


class ConflictError(StoreError):
    """Another program has just written what was to be written."""
