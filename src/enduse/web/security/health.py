"""Whether the server lives, whether it can answer, and its figures."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from enduse.errors import StoreError
from enduse.web.current import CurrentState
from enduse.web.security.refusals import Refusal

router = APIRouter(tags=["server"])


@router.get("/healthz", summary="Whether the server lives")
async def healthz() -> dict[str, str]:
    """Always the same while the server runs."""
    return {"status": "ok"}


@router.get("/readyz", summary="Whether the server can answer")
def readyz(current: CurrentState) -> dict[str, str]:
    """Whether the workspace can be read.

    Raises:
        Refusal: it cannot.
    """
    try:
        current.store.revision()
    except StoreError as error:
        raise Refusal(503, "not_ready", "the workspace cannot be read", "look at the server's log") from error
    return {"status": "ok"}


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    """The figures in Prometheus's text form."""
    return Response(request.app.state.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
