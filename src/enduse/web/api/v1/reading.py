"""`POST /api/v1/read`: a text or a page read into statements, and kept where that is asked for."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import Field, model_validator
from starlette.responses import Response

from enduse.desk import ReadResult
from enduse.model import Statement
from enduse.read.fetch import Fetcher
from enduse.rows import statement_row
from enduse.store import Store
from enduse.web.api.v1.answers import json_answer
from enduse.web.api.v1.record_models import ERRORS, Document, Shape
from enduse.web.api.v1.record_models import Statement as StatementShape
from enduse.web.api.v1.rows import document_row, source_row
from enduse.web.current import CurrentState
from enduse.web.days import first_day
from enduse.web.reading import read_given, text_source
from enduse.web.security import Caller, Refusal, audit, require, safe_fetcher

router = APIRouter(tags=["record"])


class ReadIn(Shape):
    """What is to be read: a text, or the address of a page."""

    text: str | None = Field(None, max_length=1_000_000, description="The text.", examples=["Iran sold drones to Russia."])
    url: str | None = Field(None, max_length=2000, description="A public page.", examples=["https://example.org/news/1"])
    name: str | None = Field(None, max_length=200, description="What to call a text.", examples=["note-1.txt"])
    published: str | None = Field(None, max_length=10, description="The day it was published.", examples=["2022-07-11"])
    publisher: str | None = Field(None, max_length=200, description="Who published it.", examples=["Reuters"])
    save: bool = Field(False, description="Whether to keep it in the workspace.", examples=[False])

    @model_validator(mode="after")
    def _is_one(self) -> ReadIn:
        if (self.text is None) == (self.url is None):
            raise ValueError("give either a text or a url")
        return self


class ReadOut(Shape):
    """What was read."""

    document: Document = Field(description="The report.", examples=[None])
    statements: list[StatementShape] = Field(description="What it states.", examples=[[]])
    dropped: dict[str, int] = Field(description="What was left out, by reason.", examples=[{}])
    reader: str = Field(description="Name and version of what read it.", examples=["embedded 1"])
    saved: bool = Field(description="Whether it is kept in the workspace.", examples=[False])


@router.post(
    "/read", summary="Read a text or a page", response_model=None,
    responses={200: {"model": ReadOut, "description": "The statements"}, **ERRORS},
)  # fmt: skip
def read(
    request: Request,
    current: CurrentState,
    asked: ReadIn,
    who: Annotated[Caller, Depends(require("read"))],
    fetcher: Annotated[Fetcher, Depends(safe_fetcher)],
) -> Response:
    """Statements of a text or page, each with the words that state it; to keep them needs the scope `review`."""
    if asked.save and not who.may("review"):
        raise Refusal(
            403, "scope_too_narrow", "to keep what is read needs review", "send save=false, or use a key that may review"
        )
    result = _read(current.store if asked.save else None, asked, fetcher)
    if result.document is None or result.reading is None:
        raise Refusal(
            422, "not_read", result.problem or "nothing could be read", "give a report in plain text or a public page"
        )
    audit(request, "read", result.document.id, details={"name": result.name, "saved": asked.save})
    statements = [_statement_row(result, s) for s in result.reading.statements]
    row: dict[str, Any] = {
        "document": document_row(result.document, len(statements)),
        "statements": statements,
        "dropped": dict(result.reading.dropped),
        "reader": result.reader_name,
        "saved": asked.save,
    }
    return json_answer(request, row)


def _read(store: Store | None, asked: ReadIn, fetcher: Fetcher) -> ReadResult:
    try:
        published = first_day(asked.published) if asked.published else None
    except ValueError as error:
        raise Refusal(422, "invalid_input", f"published: {error}") from None
    if asked.text is None and not str(asked.url).lower().startswith(("http://", "https://")):
        raise Refusal(422, "invalid_input", f"url: {asked.url!r} is no address of a page", "begin it with https://")
    if asked.text is not None and not asked.text.strip():
        raise Refusal(422, "invalid_input", "text: it is empty", "give the text of a report")
    given = text_source(asked.text, name=asked.name) if asked.text is not None else str(asked.url)
    return read_given(given, store=store, fetcher=fetcher, published=published, publisher=asked.publisher)


def _statement_row(result: ReadResult, statement: Statement) -> dict[str, Any]:
    assert result.document is not None
    row = {"id": statement.id, **statement_row(statement), "stage": statement.stage}
    return row | {"source": source_row(result.document), "decisions": []}
