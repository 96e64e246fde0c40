"""Statements from anywhere, held against the text: what the text does not bear out is left out.

The rows come in the published form (`docs/statements.md`) from a language model, a person or another program, and nothing in
them is trusted: quote, items, actors, numbers, times and speakers must all stand in the readable part of the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TypeGuard

from enduse.model import (
    CATEGORIES,
    CERTAINTIES,
    MEASURES,
    STAGES,
    Attribution,
    Document,
    Item,
    Period,
    Quantity,
    Reason,
    Span,
    Statement,
)
from enduse.read.given import choice, day, in_one_line, number
from enduse.read.locate import Locator
from enduse.read.parties import ActorFinder, Parties
from enduse.read.passages import readable_spans
from enduse.read.reader import Reading
from enduse.read.stated_names import bears_out_name
from enduse.read.stated_numbers import bears_out, currencies_in
from enduse.read.stated_sense import says_the_same
from enduse.read.stated_times import StatedTimes
from enduse.rows import ROLES

#: How far before and after its quote the words of an item may stand (it may be named in full there, and be "it" in the quote).
NEAR_BEFORE, NEAR_AFTER = 1_500, 500
LONGEST_QUOTE, LONGEST_WORDS = 1_500, 300
#: How far the words of its number may stand, and those of its actors: a long page names half the world somewhere.
NUMBERS_AROUND, ACTORS_AROUND = (400, 250), (6_000, 3_000)
#: So many items or actors of one statement are looked at.
MOST = 40


class Grounds:
    """One document, made ready to hold statements against.

    Args:
        document: the document.
        actors: finds who is named in it.
    """

    def __init__(self, document: Document, *, actors: ActorFinder) -> None:
        self.document = document
        readable = readable_spans(document)
        self._locator = Locator(document.text, readable)
        self._supported = Parties(document, readable, self._locator, actors)
        self._times = StatedTimes(document.text, document.published)

    def ground(self, rows: Iterable[Any], *, within: Span | None = None) -> Reading:
        """Keep of the rows what the text bears out.

        Args:
            rows: statements in the published form, of any origin; values of any other type are left out and counted.
            within: where to look for a quote first; elsewhere in the document only if it is not there.

        Returns:
            The statements with spans of this document, each once, and counts in words of what was left out.
        """
        left_out: Counter[str] = Counter()
        statements: dict[str, Statement] = {}
        for row in rows:
            statement = self._statement(row, within, left_out)
            if statement is not None:
                left_out["statement given twice"] += statement.id in statements
                statements.setdefault(statement.id, statement)
        ordered = sorted(statements.values(), key=lambda s: s.span)
        return Reading(statements=tuple(ordered), dropped=+left_out)

    def _statement(self, row: Any, within: Span | None, left_out: Counter[str]) -> Statement | None:
        """The statement of a row, or None with the reason counted."""
        if not isinstance(row, Mapping):
            left_out["statement is not an object"] += 1
            return None
        kind = choice(row.get("kind"), STAGES)
        if kind is None:
            left_out["kind not in the schema"] += 1
            return None
        status, certainty = choice(row.get("status"), STAGES[kind]), choice(row.get("certainty"), CERTAINTIES)
        measure = choice(row.get("measure"), MEASURES) if kind == "measure" else None
        for name, value in {"status": status, "certainty": certainty, "measure": measure}.items():
            if value is None and (name != "measure" or kind == "measure"):
                left_out[f"{name} not in the schema"] += 1
                return None
        quote = self._quote(row.get("quote"), within)
        if quote is None:
            left_out["quote not in the text"] += 1
            return None
        span, how = quote
        items = () if kind == "measure" else self._items(row.get("items"), span, left_out)
        if kind != "measure" and not items:
            left_out["statement without an item in the text"] += 1
            return None
        parties: dict[str, Any] = {role: self._parties(row.get(role), role, span, left_out) for role in ROLES[kind]}
        if not any(parties.values()):
            left_out["statement without an actor in the text"] += 1
            return None
        return Statement(
            doc=self.document.name,
            kind=kind,  # type: ignore[arg-type]  # one of the kinds: the keys of STAGES
            span=span,
            quote=span.of(self.document.text),
            status=str(status),
            certainty=str(certainty),  # type: ignore[arg-type]  # one of CERTAINTIES
            **parties,
            items=items,
            measure=measure,
            when=self._when(row.get("when"), span, left_out),
            attribution=self._attribution(row.get("attribution"), span, left_out),
            reasons=(Reason(field="quote", rule=f"given, and found in the text ({how})", span=span),),
        )

    def _quote(self, words: Any, within: Span | None) -> tuple[Span, str] | None:
        if not isinstance(words, str) or len(words) > LONGEST_QUOTE:
            return None
        places = [within, None] if within is not None else [None]
        for place in places:
            found = self._locator.locate(words, within=place)
            if found is not None:
                return found
        found = self._locator.locate(words, within=within, nearly=True)
        if found is not None and says_the_same(words, found[0].of(self.document.text), named=self._supported.named):
            return found
        return None

    def _items(self, rows: Any, quote: Span, left_out: Counter[str]) -> tuple[Item, ...]:
        items = []
        for row in rows[:MOST] if isinstance(rows, list | tuple) else ():
            category = choice(row.get("category"), CATEGORIES) if isinstance(row, Mapping) else None
            if category is None:
                left_out["item category not in the schema"] += 1
                continue
            words = next((w for key in ("text", "designation") if (w := self._item_words(row.get(key), quote))), None)
            if words is None:
                left_out["item not in the text"] += 1
                continue
            quantity, name = self._quantity(row.get("quantity"), quote, left_out), row.get("designation")
            known = isinstance(name, str) and bears_out_name(name, self._locator)
            items.append(
                Item(category=category, text=words, designation=in_one_line(name) if known else None, quantity=quantity)
            )
        return tuple(items)

    def _item_words(self, words: Any, quote: Span) -> str | None:
        """The words of an item as they stand in the quote or near it; of "Iranian drones" only "drones" where only that is."""
        if not _short(words):
            return None
        head = words.split()[-1:]
        for place in (quote, self._near(quote)):
            for candidate in (words, *head):
                found = self._locator.find(candidate, within=place, nearly=True) if len(candidate) > 1 else None
                if found is not None:
                    return found.of(self.document.text)
        return None

    def _quantity(self, row: Any, quote: Span, left_out: Counter[str]) -> Quantity | None:
        if not isinstance(row, Mapping):
            return None
        low, high, value = (number(row.get(key)) for key in ("low", "high", "value_low"))
        words = row.get("text")
        found = self._locator.find(words, within=self._near(quote, *NUMBERS_AROUND)) if _short(words) else None
        text = None if found is None else found.of(self.document.text)
        money = f"{text} {quote.of(self.document.text)}"
        counted = text is not None and bears_out(text, [n for n in (low, high) if n is not None])
        if not counted or (value is not None and not bears_out(money, [value])):
            left_out["number not in the text"] += 1
            return None
        currency = row.get("currency")
        known = value is not None and isinstance(currency, str) and currency in currencies_in(self.document.text)
        left_out["currency not in the text"] += value is not None and bool(currency) and not known
        return Quantity(low=low, high=high, value_low=value, currency=currency if known else None, text=text or "")

    def _parties(self, names: Any, role: str, quote: Span, left_out: Counter[str]) -> tuple[str, ...]:
        parties, around = [], self._near(quote, *ACTORS_AROUND)
        for name in [names] if isinstance(names, str) else names[:MOST] if isinstance(names, list | tuple) else ():
            party = self._supported.party(name, role, near=around) if isinstance(name, str) else None
            if party is None:
                left_out["actor not in the text"] += 1
            else:
                parties.append(party)
        return tuple(dict.fromkeys(parties))

    def _when(self, row: Any, quote: Span, left_out: Counter[str]) -> Period | None:
        if not isinstance(row, Mapping):
            return None
        text = self._words(row.get("text"), quote)
        try:
            first, last = (day(row.get(key), last=key == "to") for key in ("from", "to"))
        except ValueError:
            text = None
        if text is not None and not self._times.bears_out(text, first, last):
            left_out["days not those of the text"] += 1
            first = last = None
        if text is None or (first is not None and last is not None and first > last):
            left_out["time not in the text"] += 1
            return None
        return Period(first=first, last=last, text=text)

    def _attribution(self, row: Any, quote: Span, left_out: Counter[str]) -> Attribution:
        if not isinstance(row, Mapping):
            return Attribution()
        given = [key for key in ("speaker", "organisation", "basis", "reported_by") if row.get(key)]
        found = {
            key: words for key in given if (words := self._words(row[key], quote) or self._publisher(row[key])) is not None
        }
        said_on = row.get("said_on")
        said_on = said_on if isinstance(said_on, str) and self._times.bears_out_saying(said_on) else None
        missing = len(given) - len(found) + (bool(row.get("said_on")) and said_on is None)
        left_out["attribution not in the text"] += missing
        return Attribution(**found, said_on=said_on)

    def _words(self, words: Any, quote: Span) -> str | None:
        """Words as they stand in the text; those that stand there only nearly so, not far from the quote."""
        if not _short(words):
            return None
        found = self._locator.find(words) or self._locator.find(words, within=self._near(quote, 4_000, 2_000), nearly=True)
        return None if found is None else found.of(self.document.text)

    def _publisher(self, words: Any) -> str | None:
        """The publisher's words: a body that publishes its own report speaks in it."""
        publisher = self.document.publisher or ""
        return words if _short(words) and words.strip() and words.casefold() in publisher.casefold() else None

    def _near(self, quote: Span, before: int = NEAR_BEFORE, after: int = NEAR_AFTER) -> Span:
        return Span(start=max(0, quote.start - before), end=min(len(self.document.text), quote.end + after))


def _short(words: Any) -> TypeGuard[str]:
    """Whether they are words, and not more than anybody is named by."""
    return isinstance(words, str) and len(words) <= LONGEST_WORDS
