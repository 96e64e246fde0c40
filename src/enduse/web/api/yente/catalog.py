"""What there is to ask: data sets, algorithms, and the lists taken in anew."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from enduse.lists import snapshots_as_of
from enduse.measures.descriptions import load_descriptions
from enduse.store import Snapshot
from enduse.web.api.v1.answers import tagged
from enduse.web.api.yente.documented import ERRORS, Status, described
from enduse.web.api.yente.entities import dataset_name
from enduse.web.api.yente.errors import json_response
from enduse.web.api.yente.shelf import Shelf, shelf_for, shelf_of
from enduse.web.api.yente.wire import wire
from enduse.web.current import current_of
from enduse.web.security import Caller, require

router = APIRouter()


@router.get("/catalog", tags=["Data access"], summary="The data sets", response_model=None)
@router.get("/manifest", tags=["Data access"], summary="The data sets", response_model=None, include_in_schema=False)
async def catalog(request: Request) -> Response:
    """The lists that are loaded, each a data set, and the collections of them; with an ETag."""
    shelf = await shelf_for(request)
    store = current_of(request).store
    newest = await run_in_threadpool(snapshots_as_of, store, None)
    body = orjson.dumps(_catalog(shelf, {snapshot.list: snapshot for snapshot in newest}))
    return tagged(request, body, "application/json", headers={"Cache-Control": "no-cache"})


@router.get("/algorithms", tags=["System information"], summary="The algorithms", response_model=None)
async def algorithms() -> Response:
    """The names under which parties can be compared, and what moves the scores."""
    features, config = wire()["features"], wire()["config"]
    shown = {name: {"description": words, "coefficient": 1.0, "url": None} for name, words in features.items()}
    settings = {name: {"name": name, **about} for name, about in config.items()}
    found = [
        {
            "name": name,
            "description": about["description"],
            "features": shown,
            "docs": {"name": name, "description": about["description"], "config": settings, "features": shown},
        }
        for name, about in wire()["algorithms"].items()
    ]
    default = wire()["default_algorithm"]
    return json_response({"algorithms": found, "default": default, "best": default})


@router.post(
    "/updatez", tags=["System information"], summary="Take the lists in anew", response_model=None,
    responses={200: {"model": Status, "description": "Done, or begun"}, 403: ERRORS[400] | {"description": "Not allowed"}},
    openapi_extra=described("token sync"),
)  # fmt: skip
async def update(request: Request, who: Annotated[Caller, Depends(require("admin"))]) -> Response:
    """Make the lists of the workspace ready anew; with `sync=true` the answer comes when that is done."""
    lists = current_of(request).lists
    ready = await run_in_threadpool(lists.wait if request.query_params.get("sync", "").lower() in ("true", "1") else lists.get)
    await run_in_threadpool(shelf_of, ready.screener)
    return json_response({"status": "ok"})


def _catalog(shelf: Shelf, newest: Mapping[str, Snapshot]) -> dict[str, Any]:
    asked = {a.name: a for a in shelf.lists}
    datasets = [_dataset(shelf, name, newest.get(name)) for name in sorted(asked)]
    outdated = sorted(
        dataset_name(name)
        for name, snapshot in newest.items()
        if name not in asked or asked[name].sha256 not in (None, snapshot.sha256)
    )
    listed = [d["name"] for d in datasets]
    version = hashlib.sha256("".join(d["version"] for d in datasets).encode()).hexdigest()[:12]
    for name, title in wire()["collections"].items():
        children = listed if name == "default" else [child for child in listed if child in shelf.measured]
        count = sum(shelf.counts[child] for child in children)
        datasets.append(_row(name, title, version, children=children, entity_count=count))
    for name in sorted(shelf.counts.keys() - set(listed)):  # where a list says of its entries which other lists they came from
        datasets.append(_row(name, name, version, entity_count=shelf.counts[name]))
    return {
        "datasets": datasets,
        "current": sorted(d["name"] for d in datasets if d["name"] not in outdated),
        "outdated": outdated,
        "index_stale": bool(outdated),
    }


def _dataset(shelf: Shelf, name: str, snapshot: Snapshot | None) -> dict[str, Any]:
    about = load_descriptions().get(name)
    version = f"{snapshot.fetched_at:%Y%m%d%H%M%S}-{snapshot.sha256[:3]}" if snapshot is not None else "sample"
    return _row(
        dataset_name(name), about.title if about is not None else name, version,
        entity_count=shelf.counts[dataset_name(name)], load=True,
        url=about.page if about is not None else None,
        updated_at=f"{snapshot.day.isoformat()}T00:00:00" if snapshot is not None else None,
        publisher={"name": about.authority, "official": True} if about is not None else None,
    )  # fmt: skip


def _row(name: str, title: str, version: str, **fields: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "name": name, "title": title, "summary": None, "url": None, "load": False, "entities_url": None, "version": version,
        "index_version": version, "index_current": True, "children": [], "entity_count": 0, "updated_at": None,
        "publisher": None,
    }  # fmt: skip
    return row | fields
