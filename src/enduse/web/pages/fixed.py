"""What programs look for at places that they know beforehand: the icon, the word to robots, the description of the API."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, JSONResponse

router = APIRouter(include_in_schema=False)
_STATIC: Final = Path(__file__).parent.parent / "static"


@router.get("/favicon.ico")
async def show_icon() -> FileResponse:
    """The mark that browsers show beside an address."""
    return FileResponse(_STATIC / "mark.svg", media_type="image/svg+xml")


@router.get("/robots.txt")
async def tell_robots() -> FileResponse:
    """That nothing here is to be indexed."""
    return FileResponse(_STATIC / "robots.txt", media_type="text/plain")


@router.get("/openapi.json")
async def describe(request: Request) -> JSONResponse:
    """The description of the API, where the matching API has it."""
    return JSONResponse(request.app.openapi())
