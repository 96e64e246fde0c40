"""The matching API that clients of yente speak, answered from the lists of the workspace."""

from fastapi import APIRouter

from enduse.web.api.yente import catalog, entity, match, search

router = APIRouter()
for _part in (match, search, entity, catalog):
    router.include_router(_part.router)

__all__ = ["router"]
