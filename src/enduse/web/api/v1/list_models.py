"""Shapes of parties, measures and lists, each field with an example."""

from __future__ import annotations

from pydantic import Field

from enduse.web.api.v1.record_models import Shape


class Days(Shape):
    """An interval of days."""

    first: str | None = Field(None, description="The first day.", examples=["1964-01-01"])
    last: str | None = Field(None, description="The last day.", examples=["1964-12-31"])
    text: str | None = Field(None, description="The words.", examples=["1964"])


class Name(Shape):
    """One name of a party."""

    text: str = Field(description="The name.", examples=["Foo Aviation Industries"])
    kind: str = Field(description="primary, strong, weak, former or original.", examples=["primary"])
    given: str | None = Field(None, description="The given names.", examples=["Timur"])
    family: str | None = Field(None, description="The family name.", examples=["Arslanov"])
    language: str | None = Field(None, description="Its language.", examples=["ru"])


class Number(Shape):
    """A number that a register gave."""

    value: str = Field(description="The number.", examples=["9074729"])
    kind: str = Field(description="Its kind.", examples=["imo"])
    country: str | None = Field(None, description="Who issued it.", examples=["PA"])
    words: str | None = Field(None, description="What the list calls it.", examples=["Vessel Registration Identification"])
    note: str | None = Field(None, description="What else the list says of it.", examples=["expires 2027-01-01"])


class Place(Shape):
    """An address."""

    text: str = Field(description="On one line.", examples=["1 Main Street, Tehran, Iran"])
    street: str | None = Field(None, description="The street.", examples=["1 Main Street"])
    city: str | None = Field(None, description="The city.", examples=["Tehran"])
    region: str | None = Field(None, description="The region.", examples=["Tehran Province"])
    postcode: str | None = Field(None, description="The postcode.", examples=["12345"])
    country: str | None = Field(None, description="The country.", examples=["IR"])


class Listing(Shape):
    """A party under a measure."""

    authority: str = Field(description="By whom.", examples=["Office of Foreign Assets Control"])
    programme: str | None = Field(None, description="Under which programme.", examples=["NPWMD"])
    legal_basis: str | None = Field(None, description="Under which law.", examples=["31 CFR chapter V"])
    listed_on: str | None = Field(None, description="Since when.", examples=["2019-07-18"])
    ends_on: str | None = Field(None, description="Until when.", examples=["2029-07-18"])
    effect: str | None = Field(None, description="What it means.", examples=["Property blocked"])
    citation: str | None = Field(None, description="The notice.", examples=["84 FR 34567"])
    url: str | None = Field(None, description="Where it is published.", examples=["https://example.org/notice"])


class Tie(Shape):
    """A tie to another party, read from this one."""

    kind: str = Field(description="How they are tied.", examples=["owned_by"])
    name: str | None = Field(None, description="The other's name.", examples=["Bar Holding"])
    other: str | None = Field(None, description="The other's id, where the list gives it.", examples=["us-csl:123"])
    share: list[float] | None = Field(None, description="Least and most per cent of ownership.", examples=[[50, 100]])
    words: str | None = Field(None, description="The words.", examples=["Linked To"])


class Party(Shape):
    """A party as one list has it."""

    id: str = Field(description="List and number of the entry.", examples=["us-csl:9641"])
    caption: str = Field(description="The name to show.", examples=["Foo Aviation Industries"])
    list_: str = Field(alias="list", description="The list.", examples=["us-csl"])
    entry: str = Field(description="The entry's number there.", examples=["9641"])
    schema_: str = Field(alias="schema", description="What it is.", examples=["Company"])
    names: list[Name] | None = Field(None, description="Its names.", examples=[[{"text": "Foo", "kind": "primary"}]])
    births: list[Days] | None = Field(None, description="When born.", examples=[[{"text": "1964"}]])
    birth_places: list[str] | None = Field(None, description="Where born.", examples=[["Izhevsk"]])
    nationalities: list[str] | None = Field(None, description="ISO codes.", examples=[["RU"]])
    countries: list[str] | None = Field(None, description="All states it is tied to.", examples=[["RU"]])
    identifiers: list[Number] | None = Field(None, description="Its numbers.", examples=[[]])
    addresses: list[Place] | None = Field(None, description="Where it is.", examples=[[]])
    designations: list[Listing] | None = Field(None, description="What it is under.", examples=[[]])
    links: list[Tie] | None = Field(None, description="To whom it is tied.", examples=[[]])
    details: dict[str, list[str]] | None = Field(None, description="What else the entry says.", examples=[{}])
    remarks: str | None = Field(None, description="Its free text.", examples=["Linked to Bar."])


class PartyPage(Shape):
    """Parties, best first where words were given."""

    results: list[Party] = Field(description="The parties.", examples=[[]])
    total: int = Field(description="How many there are in all.", examples=[1])
    next: str | None = Field(description="Cursor of the next page.", examples=[None])


class Stretch(Shape):
    """Days on which a measure applied."""

    first: str | None = Field(description="The first day; null where it is not known.", examples=["2025-09-28"])
    last: str | None = Field(description="The last day; null where it goes on.", examples=[None])
    disputed: str | None = Field(description="What each side says of it.", examples=[None])


class MeasureShape(Shape):
    """A legal instrument, guidance or body, and how it stands on a day."""

    id: str = Field(description="Its short name.", examples=["un-1737"])
    authority: str = Field(description="Who made it.", examples=["UN Security Council"])
    name: str = Field(description="What it is called.", examples=["Resolution 1737 (2006)"])
    kind: str = Field(description="What it does.", examples=["embargo"])
    goods: list[str] = Field(description="What it reaches.", examples=[["missile"]])
    to: list[str] = Field(description="States supplied that it is about; * for every.", examples=[["IR"]])
    from_: list[str] = Field(alias="from", description="States of origin that it is about.", examples=[[]])
    words: str = Field(description="What it says, in our words.", examples=["no goods for delivery systems"])
    state: str = Field(description="in force, lapsed, not yet or disputed on the day.", examples=["disputed"])
    as_of: str = Field(description="The day.", examples=["2026-03-01"])
    periods: list[Stretch] = Field(description="When it applied.", examples=[[]])
    source: str = Field(description="Where its facts come from.", examples=["https://example.org"])
    verified: str = Field(description="yes, partly, press or no.", examples=["partly"])
    unsure: str | None = Field(description="What is not sure.", examples=["the day in 2016 on which it stopped"])


class MeasurePage(Shape):
    """Measures and how they stand on a day."""

    results: list[MeasureShape] = Field(description="The measures.", examples=[[]])
    total: int = Field(description="How many.", examples=[1])
    as_of: str = Field(description="The day.", examples=["2026-03-01"])


class Copy(Shape):
    """A copy of a list as it was published."""

    day: str = Field(description="The day it stands for.", examples=["2026-07-31"])
    sha256: str = Field(description="Of its files.", examples=["1c1e..."])
    fetched_at: str = Field(description="When it came.", examples=["2026-08-01T06:00:00+00:00"])
    entries: int = Field(description="How many entries.", examples=[25921])
    skipped: int = Field(description="How many could not be read.", examples=[0])
    source: str = Field(description="Where it came from.", examples=["https://example.org/list.json"])


class ListShape(Shape):
    """A list, and the copy of it that is in force here."""

    name: str = Field(description="Its short name.", examples=["us-csl"])
    title: str = Field(description="Its title.", examples=["US Consolidated Screening List"])
    licence: str = Field(description="Its licence.", examples=["public domain"])
    copy_: Copy | None = Field(alias="copy", description="The copy in force; null where there is none.", examples=[None])
    checked_at: str | None = Field(
        description="When its source was last looked at with success.", examples=["2026-08-01T06:00:00+00:00"]
    )
    age_in_days: int | None = Field(description="Days since the day of the copy.", examples=[3])
    is_stale: bool = Field(description="Whether nobody has looked for more than a week.", examples=[False])
    problem: str | None = Field(description="What was wrong at the last look.", examples=[None])


class ListPage(Shape):
    """The lists that are known or kept."""

    results: list[ListShape] = Field(description="The lists.", examples=[[]])
    total: int = Field(description="How many.", examples=[14])


class WholeList(ListShape):
    """A list with all copies that are kept."""

    copies: list[Copy] = Field(description="The copies, the last one first.", examples=[[]])
