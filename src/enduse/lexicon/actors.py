"""Find who is named in a text: states in all their guises, bodies, armed groups, firms, people.

Words and facts are in `states.yaml`, `organisations.yaml` and `leaders.yaml`; `docs/lexicon-actors.md` says how to edit them.
"""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import functools
import unicodedata
from collections.abc import Sequence

from enduse.lexicon.actor_entries import ActorKind, Alias, load_entries
from enduse.lexicon.actor_offices import Offices
from enduse.lexicon.actor_spelling import before_hyphen, case_fits, compound_half, readable_joints
from enduse.lexicon.phrases import PhraseTable, Run, fold, runs, words_of
from enduse.lexicon.proposals import propose
from enduse.model import Span

_NAMED: frozenset[ActorKind] = frozenset(["body", "group", "firm", "person"])
_CODES = frozenset(["EU", "UN", "NATO", "G7"])
_EXTENDED: frozenset[ActorKind] = frozenset(["state", "capital", "demonym", "metonym"])


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Words that name an actor.

    Attributes:
        start: where they begin.
        end: where they end, exclusive; a possessive 's is not among them.
        text: the words as written.
        code: the actor as statements name it: an ISO code, EU, UN, NATO, G7, or the name as this text has it: the canonical
            one where it stands in the text, else the fullest form that does.
        canonical: the same actor's one name in all texts.
        kind: what sort of words they are; "ministry", "force" and "leader" also for "Russian air force", "Iran's president".
        home: the state of a firm, group or person, if known.
        ambiguous: whether the words at times mean something else.
        unknown: whether the name is not in the lexicon, only of the shape of one.
        compound: the other half of a hyphened compound, lower case: "made" in "Iranian-made", "pro" in "pro-Iranian".
    """

    start: int
    end: int
    text: str
    code: str
    canonical: str
    kind: ActorKind
    home: str | None = None
    ambiguous: bool = False
    unknown: bool = False
    compound: str | None = None

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(start=self.start, end=self.end)


class ActorLexicon:
    """The actors of the data files, made ready to be found."""

    def __init__(self) -> None:
        entries = load_entries()
        self.aliases = entries.aliases
        self._table: PhraseTable[Alias | None] = PhraseTable()
        self._offices = Offices(entries.offices, entries.things)
        self._titles = frozenset(fold(title).rstrip(".").rpartition(" ")[2] for title in entries.titles)
        for alias in entries.aliases:
            self._table.add(alias.phrase, alias)
        for phrase in entries.not_actors:
            self._table.add(phrase, None)
        self._lower = frozenset(words_of(a.phrase)[0] for a in entries.aliases if a.phrase[0].islower())

    def find(self, text: str, *, on: dt.date | None = None) -> list[ActorMention]:
        """Every actor of the lexicon that the text names, in order, none overlapping another; the longest name wins.

        Args:
            text: any text.
            on: the report's day. Of leaders with one surname the one in office that day is meant; a surname of someone not
                yet in office is no leader's; someone no longer in office is marked as ambiguous.

        >>> [(m.text, m.code) for m in load_actors().find("Tehran sold Iranian-made drones to the Kremlin.")]
        [('Tehran', 'IR'), ('Iranian', 'IR'), ('Kremlin', 'RU')]
        """
        tokens = runs(text)
        year = None if on is None else on.year
        named: set[str] = set()
        found: list[tuple[int, int, list[Alias]]] = []
        joined = readable_joints(text)
        index = 0
        while index < len(tokens):
            index = self._match(joined, tokens, index, found, named)
        pairs: list[tuple[Alias, ActorMention]] = []
        free = 0  # the first token that no mention holds yet
        for first, after, aliases in found:
            alias = self._meant(text, tokens, first, aliases, named, year) if after > free else None
            if alias is not None:
                mention, free = self._mention(text, tokens, (free, first, after), alias)
                pairs.append((alias, mention))
        return _named_as_written(pairs)

    def propose_names(self, text: str, *, known: Sequence[ActorMention] | None = None) -> list[ActorMention]:
        """Names of the shape of a firm's, agency's, group's or listed person's that the lexicon lacks, marked `unknown`.

        Args:
            text: any text.
            known: what `find` gave for the text, where it has been asked already.

        Returns:
            The names in order. One may hold a state's name ("Syria" in "Syria Steel Works") but no other known name; a
            demonym before it is cut.

        >>> [(m.text, m.kind) for m in load_actors().propose_names("They went to Zagros Aerospace Industries of Shiraz.")]
        [('Zagros Aerospace Industries', 'firm')]
        """
        held = self.find(text) if known is None else known
        ends = [m.end for m in held]
        proposals: list[ActorMention] = []
        for start, end, kind, name in propose(text):
            inside = held[bisect.bisect_right(ends, start) : bisect.bisect_left(ends, end) + 1]
            inside = [m for m in inside if m.start < end]
            if inside and inside[0].start == start and inside[0].kind == "demonym" and inside[0].end < end:
                start = inside.pop(0).end
                start += len(text[start:end]) - len(text[start:end].lstrip())
                name = " ".join(text[start:end].split())
            if any(m.kind in _NAMED or m.kind == "leader" or (m.start <= start and end <= m.end) for m in inside):
                continue
            proposals.append(
                ActorMention(start=start, end=end, text=text[start:end], code=name, canonical=name, kind=kind, unknown=True)
            )
        return proposals

    def _match(
        self, text: str, tokens: Sequence[Run], index: int, found: list[tuple[int, int, list[Alias]]], named: set[str]
    ) -> int:
        """Note the longest name that begins at a token; the token to go on from."""
        token = tokens[index]
        if not text[token.start].isupper() and token.folded not in self._lower and not text[token.start].isdigit():
            return index + 1
        for after, values in self._table.at(text, tokens, index):
            end = tokens[after - 1].end
            if _is_currency(text, end):
                continue
            words = text[token.start : end]
            fitting = [v for v in values if v is None or (case_fits(v.phrase, words) and _is_completed(v, text, tokens, after))]
            if not fitting:
                continue
            aliases = [v for v in fitting if v is not None]
            if aliases:
                exact = [a for a in aliases if a.phrase == words] or aliases
                named.update(a.name for a in exact if a.kind == "leader" and not a.needs and " " in a.phrase)
                found.append((index, after, exact))
            return after
        return index + 1

    def _meant(
        self, text: str, tokens: Sequence[Run], first: int, aliases: list[Alias], named: set[str], year: int | None
    ) -> Alias | None:
        """Which of the aliases of one form is meant, if any."""
        leaders = [a for a in aliases if a.kind == "leader"]
        if len(leaders) < len(aliases):
            return next(a for a in aliases if a.kind != "leader")
        able = [a for a in leaders if not a.needs or a.name in named] or (leaders if self._titled(text, tokens, first) else [])
        if year is not None:
            able = [a for a in able if a.first <= year] or [a for a in able if not a.needs and " " in a.phrase]
        if not able:
            return None
        in_text = [a for a in able if a.name in named] or able
        in_office = [a for a in in_text if year is not None and year <= a.last + 1] or in_text
        chosen = in_office[-1]
        past = year is not None and year > chosen.last + 1
        several = len({a.code for a in in_office}) > 1
        return dataclasses.replace(chosen, ambiguous=True) if past or several else chosen

    def _titled(self, text: str, tokens: Sequence[Run], first: int) -> bool:
        """Whether a title stands just before: "President Saleh", "Mr. Bush"."""
        if first == 0 or text[tokens[first - 1].end : tokens[first].start] not in (" ", ". ", "\n", "\u00a0"):
            return False
        return tokens[first - 1].folded in self._titles

    def _mention(self, text: str, tokens: Sequence[Run], place: tuple[int, int, int], alias: Alias) -> tuple[ActorMention, int]:
        """The mention of an alias, with its office, and the token after it."""
        free, first, after = place
        kind = alias.kind
        compound = compound_half(text, tokens, first, after)
        widened = None
        if compound is None and (kind in _EXTENDED or alias.code in ("EU", "UN", "NATO")):
            widened = self._offices.widen(text, tokens, free, first, after)
        if widened is not None:
            first, after, kind = widened
        start, end = tokens[first].start, tokens[after - 1].end
        if widened is None and alias.phrase.endswith(".") and text[end : end + 1] == ".":
            end += 1
        mention = ActorMention(
            start=start,
            end=end,
            text=text[start:end],
            code=alias.code,
            canonical=alias.code,
            kind=kind,
            home=alias.home,
            ambiguous=alias.ambiguous,
            compound=compound,
        )
        return mention, after


@functools.cache
def load_actors() -> ActorLexicon:
    """The lexicon of the package's data files, read once.

    Raises:
        LexiconError: A file breaks its rules; the message names file and entry.
    """
    return ActorLexicon()


def _is_completed(alias: Alias, text: str, tokens: Sequence[Run], after: int) -> bool:
    """Whether what an alias needs behind it stands there: a hyphen, or a number of three or four digits."""
    if alias.needs == "hyphen":
        return before_hyphen(text, tokens[after - 1].end)
    if alias.needs == "number":
        return (
            after < len(tokens)
            and text[tokens[after].start : tokens[after].end].isdigit()
            and len(tokens[after].folded) in (3, 4)
        )
    return True


def _is_currency(text: str, end: int) -> bool:
    """Whether a name that ends there is a currency's: the US of "US$254 million"."""
    return unicodedata.category(text[end : end + 1] or " ") == "Sc"


def _named_as_written(pairs: Sequence[tuple[Alias, ActorMention]]) -> list[ActorMention]:
    """Give each firm, group, person and body without a code the name that the text has for it."""
    fullest: dict[str, str] = {}
    for alias, mention in pairs:
        if mention.kind in _NAMED and mention.canonical not in _CODES and not alias.adjective:
            best, name = fullest.get(mention.canonical, ""), " ".join(mention.text.split())
            if name == mention.canonical or (best != mention.canonical and len(name) > len(best)):
                fullest[mention.canonical] = name
    return [dataclasses.replace(m, code=fullest.get(m.canonical, m.code)) for _, m in pairs]
