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
