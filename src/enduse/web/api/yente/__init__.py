"""The matching API that clients of yente speak, answered from the lists of the workspace."""

from fastapi import APIRouter, FastAPI
from starlette.routing import Route

from enduse.web.api.yente import catalog, entity, match, search

router = APIRouter()
for _part in (match, search, entity, catalog):
    router.include_router(_part.router)


def install(app: FastAPI) -> None:
    """Let matching, which is asked most, be found before all other routes: looking through them costs as much as an answer."""
    app.router.routes.insert(0, Route("/match/{dataset}", match.match, methods=["POST"]))


__all__ = ["install", "router"]
