"""How this API says no: a status and `{"detail": ...}`, as its clients read it."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import HTTPException
from starlette.responses import Response


class Refused(HTTPException):
    """A request that is not answered: the status and what is wrong with it."""


def invalid(where: tuple[str | int, ...], words: str, kind: str) -> Refused:
    """A request whose form is wrong: where, and what was expected."""
    return Refused(422, [{"type": kind, "loc": list(where), "msg": words}])


def json_response(value: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A value as JSON."""
    return Response(orjson.dumps(value), status_code=status, headers=headers, media_type="application/json")
