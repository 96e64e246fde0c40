"""Find who is named in a text: states in all their guises, bodies, armed groups, firms, people.

Words and facts are in `states.yaml`, `organisations.yaml` and `leaders.yaml`; `docs/lexicon-actors.md` says how to edit them.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Sequence

from enduse.lexicon.actor_entries import ActorKind, Alias, load_entries
from enduse.lexicon.phrases import PhraseTable, Run, fold, runs
from enduse.lexicon.proposals import propose
from enduse.model import Span

#: What may also join the words of an actor's name ("Heckler & Koch", "Workers' Party"), and a joint of the same length that
#: phrases are read over, so that offsets hold.
_JOINTS = ((" & ", "\n  "), (" + ", "\n  "), ("&", "-"), ("+", "-"), ("' ", ". "), ("\u2019 ", ". "))
_HYPHENS = "-\u2010\u2011\u2013"
_NAMED: frozenset[ActorKind] = frozenset(["body", "group", "firm", "person"])
_CODES = frozenset(["EU", "UN", "NATO", "G7"])
_EXTENDED: frozenset[ActorKind] = frozenset(["state", "capital", "demonym", "metonym"])
_POSSESSIVES = ("'s ", "\u2019s ", "' ", "\u2019 ", " ", "\u00a0", "\n", "'s\n", "\u2019s\n")


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
        self._offices: PhraseTable[ActorKind] = PhraseTable()
        self._titles = frozenset(fold(title).rstrip(".").rpartition(" ")[2] for title in entries.titles)
        self._names: dict[str, list[str]] = {}
        for alias in entries.aliases:
            self._table.add(alias.phrase, alias)
        for phrase in entries.not_actors:
            self._table.add(phrase, None)
        for phrase, kind in entries.offices.items():
            self._offices.add(phrase, kind)
        self._lower = frozenset(runs(a.phrase)[0].folded for a in entries.aliases if a.phrase[0].islower())

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
        joined = text
        for joint, read_as in _JOINTS:
            joined = joined.replace(joint, read_as)
        index = 0
        while index < len(tokens):
            index = self._match(joined, tokens, index, found, named)
        mentions = (
            self._mention(text, tokens, first, after, alias)
            for first, after, aliases in found
            if (alias := self._meant(text, tokens, first, aliases, named, year)) is not None
        )
        return _named_as_written(_apart(mentions))

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
        own = [m for m in held if m.kind in _NAMED or m.kind == "leader"]
        proposals: list[ActorMention] = []
        for start, end, kind in propose(text):
            start = _after_demonym(text, start, end, held)
            if any(m.start < end and start < m.end for m in own) or any(m.start <= start and end <= m.end for m in held):
                continue
            name = " ".join(text[start:end].split())
            proposals.append(
                ActorMention(start=start, end=end, text=text[start:end], code=name, canonical=name, kind=kind, unknown=True)
            )
        return proposals

    def _match(
        self, text: str, tokens: list[Run], index: int, found: list[tuple[int, int, list[Alias]]], named: set[str]
    ) -> int:
        """Note the longest name that begins at a token; the token to go on from."""
        token = tokens[index]
        if not text[token.start].isupper() and token.folded not in self._lower and not text[token.start].isdigit():
            return index + 1
        for after, values in self._table.at(text, tokens, index):
            words = text[token.start : tokens[after - 1].end]
            fitting = [v for v in values if v is None or (_case_fits(v.phrase, words) and _hyphen_fits(v, text, tokens, after))]
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
        self, text: str, tokens: list[Run], first: int, aliases: list[Alias], named: set[str], year: int | None
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

    def _titled(self, text: str, tokens: list[Run], first: int) -> bool:
        """Whether a title stands just before: "President Saleh", "Mr. Bush"."""
        if first == 0 or text[tokens[first - 1].end : tokens[first].start] not in (" ", ". ", "\n", "\u00a0"):
            return False
        return tokens[first - 1].folded in self._titles

    def _mention(self, text: str, tokens: list[Run], first: int, after: int, alias: Alias) -> ActorMention:
        kind = alias.kind
        start, end = tokens[first].start, tokens[after - 1].end
        if alias.phrase.endswith(".") and text[end : end + 1] == ".":
            end += 1
        compound = _compound(text, tokens, first, after)
        if compound is None and (kind in _EXTENDED or alias.code in ("EU", "UN", "NATO")):
            start, end, kind = self._with_office(text, tokens, first, after, start, end, kind)
        return ActorMention(
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

    def _with_office(
        self, text: str, tokens: list[Run], first: int, after: int, start: int, end: int, kind: ActorKind
    ) -> tuple[int, int, ActorKind]:
        """Widen "Russian" to "Russian defence ministry", "Ukraine" to "Ministry of Defence of Ukraine"."""
        if after < len(tokens):
            # A possessive's s is a run of its own.
            skip = 1 if tokens[after].folded == "s" and text[tokens[after].start - 1] in "'\u2019" else 0
            following = after + skip
            if following < len(tokens) and text[end : tokens[following].start] in _POSSESSIVES:
                for beyond, kinds in self._offices.at(text, tokens, following):
                    return start, tokens[beyond - 1].end, kinds[0]
        of = first - 1
        if of > 0 and tokens[of].folded == "the":
            of -= 1
        if of > 0 and tokens[of].folded == "of":
            for begin in range(max(0, of - 5), of):
                if any(beyond == of for beyond, _ in self._offices.at(text, tokens, begin)):
                    kinds = next(k for beyond, k in self._offices.at(text, tokens, begin) if beyond == of)
                    return tokens[begin].start, end, kinds[0]
        return start, end, kind


@functools.cache
def load_actors() -> ActorLexicon:
    """The lexicon of the package's data files, read once.

    Raises:
        LexiconError: A file breaks its rules; the message names file and entry.
    """
    return ActorLexicon()


@functools.lru_cache(maxsize=100_000)
def _case_fits(phrase: str, words: str) -> bool:
    """Whether words are written as the phrase asks: a capital for a capital, all capitals for all; headlines may shout."""
    if phrase == words:
        return True
    for wanted, seen in zip(runs(phrase), runs(words), strict=True):
        a, b = phrase[wanted.start : wanted.end], words[seen.start : seen.end]
        if not a[0].isupper():
            continue
        if not b[0].isupper():
            return False
        shouted = b.isupper()
        if a.isupper() and len(a) > 1 and len(a) < 5 and not shouted:
            return False
        if any(c.isupper() for c in a[1:]) and len(a) < 5 and a != b and not (shouted and a.isupper()):
            return False
    return True


def _hyphen_fits(alias: Alias, text: str, tokens: list[Run], after: int) -> bool:
    return alias.needs != "hyphen" or text[tokens[after - 1].end : tokens[after - 1].end + 1] in tuple(_HYPHENS)


def _compound(text: str, tokens: list[Run], first: int, after: int) -> str | None:
    """The lower-case other half of a hyphened compound."""
    if after < len(tokens) and text[tokens[after - 1].end : tokens[after].start] in tuple(_HYPHENS):
        other = tokens[after]
    elif first > 0 and text[tokens[first - 1].end : tokens[first].start] in tuple(_HYPHENS):
        other = tokens[first - 1]
    else:
        return None
    word = text[other.start : other.end]
    return word.lower() if word[0].islower() or word in ("Pro", "Anti", "Non") else None


def _after_demonym(text: str, start: int, end: int, known: Sequence[ActorMention]) -> int:
    """Where a name begins once a demonym before it is left out: "Turkish Foo Works" is given as "Foo Works"."""
    for mention in known:
        if mention.start == start and mention.end < end and mention.kind == "demonym" and mention.compound is None:
            return mention.end + len(text[mention.end : end]) - len(text[mention.end : end].lstrip())
    return start


def _apart(mentions: Iterable[ActorMention]) -> Iterator[ActorMention]:
    """Leave out what a widened mention before it holds: the Guards of "Iran's Revolutionary Guards"."""
    end = 0
    for mention in mentions:
        if mention.start >= end:
            yield mention
            end = mention.end


def _named_as_written(mentions: Iterable[ActorMention]) -> list[ActorMention]:
    """Give each firm, group, person and body without a code the name that the text has for it."""
    found = list(mentions)
    fullest: dict[str, str] = {}
    for mention in found:
        if mention.kind in _NAMED and mention.canonical not in _CODES:
            best, name = fullest.get(mention.canonical, ""), " ".join(mention.text.split())
            if mention.canonical.startswith(name) and len(mention.canonical) - len(name) < 3:
                name = mention.canonical  # the adjective or singular: Houthi
            if name == mention.canonical or (best != mention.canonical and len(name) > len(best)):
                fullest[mention.canonical] = name
    return [dataclasses.replace(m, code=fullest.get(m.canonical, m.code)) for m in found]
