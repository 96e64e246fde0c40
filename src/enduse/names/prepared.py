"""A name taken apart."""

from __future__ import annotations

from typing import Final

from enduse.names.data import LegalForm, forms_of_initials
from enduse.names.words import Part, Word, word_of

#: How a name is compared: as a person's, a body's, a ship's or an aircraft's, or as an address.
PERSON, BODY, CRAFT, ADDRESS = range(4)
#: An acronym has no more letters.
LONGEST_ACRONYM: Final = 8
_NO_FATHERS: Final[frozenset[int]] = frozenset()


class PreparedName:
    """A name taken apart, made once for a name and compared often.

    Attributes:
        text: the name as given.
        schema: what bears it, in FollowTheMoney's words.
        kind: PERSON, BODY, CRAFT or ADDRESS: how it is compared.
        words: the words that tell it from others; a person's given names come first where the text tells them apart.
        forms: their Latin letters, in order and as a set.
        shares: how much of its weight each word has in its part of the name (a particle little, a patronymic less).
        legal: its legal forms.
        titles: titles and honorifics that were set aside.
        fathers: where in `words` the names stand that a chain of fathers gives ("bin Y").
        numbers: the numbers in it.
        initials: is one of its words an initial?
    """

    __slots__ = (
        "_acronyms", "fathers", "form_set", "forms", "initials", "kind", "legal", "numbers", "schema", "shares", "text",
        "titles", "words",
    )  # fmt: skip

    def __init__(
        self,
        text: str,
        schema: str,
        kind: int,
        words: list[Word],
        shares: list[float],
        *,
        legal: tuple[LegalForm, ...] = (),
        titles: tuple[str, ...] = (),
        fathers: frozenset[int] = _NO_FATHERS,
    ) -> None:
        self.text = text
        self.schema = schema
        self.kind = kind
        self.words = tuple(words)
        self.shares = tuple(shares)
        self.forms = tuple([w.form for w in words])
        self.form_set = frozenset(self.forms)
        self.legal = legal
        self.titles = titles
        self.fathers = fathers
        self.numbers = frozenset([w.number for w in words if w.number is not None])
        self._acronyms: frozenset[str] | None = None
        self.initials = True in [w.initial for w in words]

    @property
    def acronyms(self) -> frozenset[str]:
        """The letters that may stand for the name: of its words, of all as written, with a legal form that is a word ("United
        Aircraft Corporation") and not letters ("PJSC"), and these without small words ("MoD")."""
        if self._acronyms is None:
            written = [w for w in self.text.lower().replace("-", " ").split() if w[0].isalnum()]
            written = [w for w in written if w.replace(".", "").strip(",;()") not in forms_of_initials()]
            large = [w for w in written if not word_of(w).parts & (Part.STOP | Part.AND)]
            runs = ("".join([w[0] for w in words]) for words in (self.forms, written, large))
            self._acronyms = frozenset({letters for letters in runs if 1 < len(letters) <= LONGEST_ACRONYM})
        return self._acronyms

    @property
    def may_be_initials(self) -> bool:
        """Is it a body's name of one short word?"""
        return self.kind == BODY and len(self.words) == 1 and 1 < self.words[0].length <= LONGEST_ACRONYM

    def __repr__(self) -> str:
        return f"PreparedName({self.text!r}, {self.schema!r})"
