"""A statement as one row sees it: the items that concern the row, and when it was said and happened."""

from __future__ import annotations

import dataclasses
import datetime as dt

from enduse.ledger.reported import said_day
from enduse.ledger.words import words
from enduse.model import Document, Item, Statement


@dataclasses.dataclass(frozen=True, slots=True)
class Mention:
    """One statement in one row.

    `items` are those of the row's category (and system). `said` is the day by which it was on record; `began` and `ended`
    bound the event it tells of, as far as it is dated, and never lie after the saying: a delivery "by 2026" told today is
    today's word. All are None where neither the statement nor its document is dated. `headline` marks the report's title,
    `withdrawn` what the report once said wrongly, as its notice of correction tells.
    """

    statement: Statement
    items: tuple[Item, ...]
    published: dt.date | None
    said: dt.date | None
    began: dt.date | None
    ended: dt.date | None
    headline: bool = False
    withdrawn: bool = False

    @property
    def order(self) -> tuple[dt.date, str, int, int, str]:
        """Place in the row: by report, then by place in it. Later reports come behind and change nothing before them."""
        s = self.statement
        return (self.published or dt.date.max, s.doc, s.span.start, s.span.end, s.id)

    @property
    def asserted(self) -> bool:
        """Whether the speaker states it as fact, and has not taken it back."""
        return self.statement.certainty == "asserted" and not self.withdrawn


def mention(statement: Statement, items: tuple[Item, ...], document: Document | None) -> Mention:
    """Place a statement in time for a row; without its document it is undated, save for its own words."""
    published = document.published if document else None
    said = said_day(statement, published)
    when = statement.when
    return Mention(
        statement=statement,
        items=items,
        published=published,
        said=said,
        began=_not_after(when.first or when.last if when else None, said),
        ended=_not_after(when.last if when else None, said),
        headline=document is not None and _in_title(statement, document),
        withdrawn=_is_withdrawn(statement),
    )


def _is_withdrawn(statement: Statement) -> bool:
    told = statement.attribution
    grounds = (told.basis, told.speaker, told.organisation, told.reported_by, statement.quote)
    return any(ground and words().withdrawn.match(ground[:200].casefold()) for ground in grounds)


def _in_title(statement: Statement, document: Document) -> bool:
    if document.title_span is not None:
        return document.title_span.contains(statement.span)
    return bool(document.title) and statement.quote in str(document.title)


def _not_after(day: dt.date | None, said: dt.date | None) -> dt.date | None:
    if day is None or said is None:
        return day or said
    return min(day, said)
