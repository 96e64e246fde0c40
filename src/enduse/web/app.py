"""The application: settings in, a FastAPI app out, made of the routers of `security`, `pages` and `api`."""

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
import enduse.web.security
from enduse.read.fetch import resolve
from enduse.store import Store
from enduse.web.current import Current
from enduse.web.security.audit import AuditLog
from enduse.web.security.frame import Frame
from enduse.web.security.limits import Limits
from enduse.web.security.metrics import Metrics
from enduse.web.security.refusals import install_refusals
from enduse.web.tracing import trace

STATIC = Path(__file__).parent / "static"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """What a server is started with.

    Attributes:
        database: the workspace, a path or a SQLAlchemy URL.
        is_open: whether requests without a key or session may do everything (on loopback only, unless told otherwise).
        names: the host names that it answers to; every one where there are none.
        limits: how much a caller may ask.
    """

    database: str
    is_open: bool = True
    names: tuple[str, ...] = ()
    limits: Limits = dataclasses.field(default_factory=Limits)


def create_app(settings: ServerSettings) -> FastAPI:
    """Make the application of one workspace.

    Every module of `enduse.web.security`, `pages` and `api` that has a `router` is part of it, in the order of their names;
    what needs more than a router has a function `install(app)`.
    """

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with Store.open(settings.database) as store, contextlib.closing(AuditLog(store)) as log:
            app.state.current, app.state.audit = Current(store), log
            yield

    app = FastAPI(title="Enduse", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
    app.state.settings = settings
    app.state.metrics = Metrics()
    app.state.resolver = resolve
    app.add_middleware(Frame, settings=settings)
    install_refusals(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for package in (enduse.web.security, enduse.web.pages, enduse.web.api):
        for module in _modules(package):
            router = getattr(module, "router", None)
            if isinstance(router, APIRouter):
                app.include_router(router)
            if hasattr(module, "install"):
                module.install(app)
    trace(app)
    return app


def _modules(package: ModuleType) -> list[ModuleType]:
    """The modules of a package, by name."""
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]
