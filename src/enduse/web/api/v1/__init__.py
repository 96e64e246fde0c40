"""Our own JSON API: the record, the lists, screening and review, under `/api/v1`."""

from fastapi import APIRouter

from enduse.web.api.v1 import judgements, lists, reading, record, screening, transfers

router = APIRouter(prefix="/api/v1")
for _part in (record, transfers, lists, screening, judgements, reading):
    router.include_router(_part.router)

__all__ = ["router"]
