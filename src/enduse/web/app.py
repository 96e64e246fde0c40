"""The application: settings in, a FastAPI app out, made of the routers of `pages` and `api`."""

from __future__ import annotations

import contextlib
import dataclasses
import importlib
import pkgutil
from collections.abc import AsyncIterator
from pathlib import Path
from types import ModuleType

from fastapi import APIRouter, FastAPI
from fastapi.staticfiles import StaticFiles

import enduse.web.api
import enduse.web.pages
from enduse.store import Store
from enduse.web.current import Current

STATIC = Path(__file__).parent / "static"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """What a server is started with.

    Attributes:
        database: the workspace, a path or a SQLAlchemy URL.
        is_open: whether requests without a key or session may do everything (on loopback only, unless told otherwise).
    """

    database: str
    is_open: bool = True


def create_app(settings: ServerSettings) -> FastAPI:
    """Make the application of one workspace.

    Every module of `enduse.web.pages` and `enduse.web.api` that has a `router` is part of it, in the order of their names; what
    needs more than a router has a function `install(app)`.
    """

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with Store.open(settings.database) as store:
            app.state.current = Current(store)
            yield

    app = FastAPI(title="Enduse", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
    app.state.settings = settings
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for package in (enduse.web.pages, enduse.web.api):
        for module in _modules(package):
            router = getattr(module, "router", None)
            if isinstance(router, APIRouter):
                app.include_router(router)
            if hasattr(module, "install"):
                module.install(app)
    return app


def _modules(package: ModuleType) -> list[ModuleType]:
    """The modules of a package, by name."""
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]
