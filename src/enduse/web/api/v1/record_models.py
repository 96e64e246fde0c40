"""Shapes of documents, statements and transfers, each field with an example."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """A shape of this API: what is not in it is not sent."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class ErrorWords(Shape):
    """What was seen and what to do."""

    code: str = Field(description="One word for programs.", examples=["transfer_unknown"])
    message: str = Field(description="What was seen.", examples=["there is no transfer 't-0'"])
    what_to_do: str = Field(description="What the caller can do.", examples=["GET /api/v1/transfers lists them"])


class ErrorShape(Shape):
    """The one shape of all errors."""

    error: ErrorWords = Field(
        examples=[{"code": "invalid_input", "message": "limit: too large", "what_to_do": "mend the value"}]
    )


ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorShape, "description": "The request cannot be used"},
    401: {"model": ErrorShape, "description": "A key is needed"},
    403: {"model": ErrorShape, "description": "The key may not do this"},
    404: {"model": ErrorShape, "description": "There is no such thing"},
    422: {"model": ErrorShape, "description": "A value is wrong"},
    429: {"model": ErrorShape, "description": "Too many requests"},
}
KNOWN: dict[int | str, dict[str, Any]] = {304: {"description": "The client has it already"}}


class Quantity(Shape):
    """A number as an interval, or a sum of money."""

    low: int | None = Field(None, description="At least so many.", examples=[40])
    high: int | None = Field(None, description="At most so many.", examples=[60])
    value_low: int | None = Field(None, description="A sum of money.", examples=[145000000])
    currency: str | None = Field(None, description="Its currency.", examples=["USD"])
    text: str | None = Field(None, description="The words.", examples=["dozens"])


class Item(Shape):
    """What is supplied or used."""

    category: str = Field(description="The kind of item.", examples=["uav"])
    text: str = Field(description="The words.", examples=["Shahed-136 drones"])
    designation: str | None = Field(None, description="The system, where it is named.", examples=["Shahed-136"])
    quantity: Quantity | None = Field(None, description="How many.", examples=[{"low": 40, "high": 60, "text": "dozens"}])


class When(Shape):
    """The days that a statement speaks of."""

    from_: str | None = Field(None, alias="from", description="The first day.", examples=["2022-08-01"])
    to: str | None = Field(None, description="The last day.", examples=["2022-08-31"])
    text: str = Field(description="The words.", examples=["in August"])


class Credit(Shape):
    """Who says so and on what ground."""

    speaker: str | None = Field(None, description="The person who says so.", examples=["Jake Sullivan"])
    organisation: str | None = Field(None, description="For whom they speak.", examples=["White House"])
    basis: str | None = Field(None, description="On what ground.", examples=["intelligence"])
    said_on: str | None = Field(None, description="When it was said.", examples=["2022-07-11"])
    reported_by: str | None = Field(None, description="Who reports it.", examples=["Reuters"])


class Decision(Shape):
    """What a person holds of a statement."""

    decision: str = Field(description="positive, negative or unsure.", examples=["positive"])
    judged_by: str = Field(description="Who decided.", examples=["Ada"])
    judged_at: str = Field(description="When.", examples=["2024-05-02T12:30:00+00:00"])
    why: str = Field(description="The ground.", examples=["as the report has it"])
    is_correction: bool = Field(description="Whether fields were corrected.", examples=[False])


class Source(Shape):
    """The report that a statement stands in."""

    id: str = Field(description="The document's id.", examples=["d-0a1b2c3d4e5f6071"])
    name: str = Field(description="Its name in the workspace.", examples=["2022-07-11-example.html"])
    title: str | None = Field(description="Its title.", examples=["Iran to supply drones, says White House"])
    publisher: str | None = Field(description="Who published it.", examples=["Reuters"])
    published: str | None = Field(description="The day it was published.", examples=["2022-07-11"])
    url: str | None = Field(description="Where.", examples=["https://example.org/news/1"])


class Statement(Shape):
    """One attributed claim in a report, with its words."""

    id: str = Field(description="Depends on the content alone.", examples=["s-3f2a91c0d4e5f607"])
    doc: str = Field(description="The document's name.", examples=["2022-07-11-example.html"])
    kind: str = Field(description="transfer, measure or use.", examples=["transfer"])
    span: list[int] = Field(description="First and last character (exclusive) in the document's text.", examples=[[120, 168]])
    quote: str = Field(
        description="The words themselves.", examples=["Iran is preparing to provide Russia with several hundred UAVs"]
    )
    supplier: list[str] | None = Field(None, description="Who supplies.", examples=[["IR"]])
    recipient: list[str] | None = Field(None, description="Who receives.", examples=[["RU"]])
    imposer: list[str] | None = Field(None, description="Who imposes the measure.", examples=[["US"]])
    target: list[str] | None = Field(None, description="Whom it is against.", examples=[["IR"]])
    user: list[str] | None = Field(None, description="Who uses.", examples=[["RU"]])
    against: list[str] | None = Field(None, description="Against whom.", examples=[["UA"]])
    items: list[Item] | None = Field(None, description="What.", examples=[[{"category": "uav", "text": "UAVs"}]])
    measure: str | None = Field(None, description="The kind of measure.", examples=["sanctions"])
    status: str = Field(description="How far it came.", examples=["planned"])
    stage: str = Field(description="The status's stage.", examples=["prospective"])
    certainty: str = Field(description="asserted, hedged or denied.", examples=["asserted"])
    when: When | None = Field(None, description="When it happens.", examples=[{"text": "in August"}])
    attribution: Credit = Field(description="Who says so.", examples=[{"speaker": "Jake Sullivan"}])
    confidence: str | None = Field(None, description="How sure the reader is of having read it rightly.", examples=["clear"])
    score: float | None = Field(None, description="The same as a number; nothing about whether it is true.", examples=[0.93])
    source: Source | None = Field(None, description="The report.", examples=[None])
    decisions: list[Decision] = Field(description="What people hold of it.", examples=[[]])


class StatementPage(Shape):
    """Statements by document and in its order."""

    results: list[Statement] = Field(description="The statements.", examples=[[]])
    total: int = Field(description="How many there are in all.", examples=[1])
    next: str | None = Field(description="Cursor of the next page.", examples=[None])


class Document(Shape):
    """A report as read."""

    id: str = Field(description="Depends on name and bytes.", examples=["d-0a1b2c3d4e5f6071"])
    name: str = Field(description="Its name.", examples=["2022-07-11-example.html"])
    title: str | None = Field(description="Its title.", examples=["Iran to supply drones"])
    byline: str | None = Field(description="Who wrote it.", examples=["A. Writer"])
    publisher: str | None = Field(description="Who published it.", examples=["Reuters"])
    published: str | None = Field(description="When.", examples=["2022-07-11"])
    language: str = Field(description="Its language.", examples=["en"])
    url: str | None = Field(description="Where.", examples=["https://example.org/news/1"])
    agency: str | None = Field(description="Whose story it is.", examples=["AP"])
    republished_from: str | None = Field(description="Whom it names as its source.", examples=[None])
    fetched_at: str | None = Field(description="When it was fetched.", examples=["2024-05-02T12:30:00+00:00"])
    media_type: str = Field(description="What it came as.", examples=["text/html"])
    sha256: str = Field(
        description="Of its bytes.", examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]
    )
    statements: int = Field(description="How many statements it has.", examples=[3])


class WholeDocument(Document):
    """A report with its text, in which every span counts."""

    text: str = Field(description="The text.", examples=["Iran is preparing to provide Russia with UAVs."])
    furniture: list[list[int]] = Field(
        description="Stretches that belong to the page and not to the report.", examples=[[[0, 14]]]
    )
    read: list[Statement] = Field(description="Its statements.", examples=[[]])


class DocumentPage(Shape):
    """Documents by name."""

    results: list[Document] = Field(description="The documents.", examples=[[]])
    total: int = Field(description="How many there are in all.", examples=[1])
    next: str | None = Field(description="Cursor of the next page.", examples=[None])


class Conflict(Shape):
    """Statements that do not go together."""

    about: str = Field(description="denial, number or status.", examples=["denial"])
    statements: list[str] = Field(description="Which.", examples=[["s-3f2a91c0d4e5f607"]])
    words: str = Field(description="What it is about.", examples=["denied by Iran's foreign ministry"])


class Transfer(Shape):
    """The statements of different reports that speak of one supply, merged."""

    id: str = Field(description="Stable while its first statement stands.", examples=["t-5b1c9a7e3d2f4a60"])
    supplier: str | None = Field(description="Who supplies.", examples=["IR"])
    recipient: str | None = Field(description="Who receives.", examples=["RU"])
    category: str = Field(description="The kind of item.", examples=["uav"])
    designation: str | None = Field(description="The system; null on the general row of a category.", examples=["Shahed-136"])
    documents: list[str] = Field(description="The reports.", examples=[["2022-07-11-example.html"]])
    first_reported: str | None = Field(description="Day or month.", examples=["2022-07-11"])
    last_reported: str | None = Field(description="Day or month.", examples=["2023-02"])
    sources: int = Field(description="Independent publishers; copies of a story count once.", examples=[4])
    status: str = Field(description="How far it came.", examples=["delivered"])
    stage: str = Field(description="The status's stage.", examples=["actual"])
    denied: bool = Field(description="Whether somebody denies it.", examples=[True])
    quantity: Quantity | None = Field(description="How many.", examples=[{"low": 40, "high": 60, "text": "dozens"}])
    statements: list[str] = Field(description="Their ids.", examples=[["s-3f2a91c0d4e5f607"]])
    conflicts: list[Conflict] = Field(description="What does not go together.", examples=[[]])
    numbers: list[dict[str, Any]] = Field(description="Every number stated, in order.", examples=[[]])
    history: list[dict[str, Any]] = Field(description="How far each statement takes it.", examples=[[]])


class TransferPage(Shape):
    """Transfers as known on a day."""

    results: list[Transfer] = Field(description="The transfers.", examples=[[]])
    total: int = Field(description="How many there are in all.", examples=[1])
    next: str | None = Field(description="Cursor of the next page.", examples=[None])
    as_of: str | None = Field(description="The day; null for all that is known.", examples=["2024-03-31"])


class WholeTransfer(Transfer):
    """A transfer with every statement, its words and its report."""

    stated: list[Statement] = Field(description="The statements in full, in the order of their reports.", examples=[[]])
    as_of: str | None = Field(description="The day; null for all that is known.", examples=["2024-03-31"])
