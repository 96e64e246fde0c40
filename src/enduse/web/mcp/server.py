"""The verbs as tools of an MCP server, over standard input and output."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from enduse.errors import EnduseError, InputError
from enduse.store import Store
from enduse.web.current import Current
from enduse.web.mcp.tools import Answer, Tools
from enduse.web.security import Refusal

_ABOUT = (
    "Enduse holds a cited ledger of arms transfers, read from public reports, and screens parties and shipments against "
    "official lists and measures. Every answer has citations, the day it is as of and the versions of the lists: pass them "
    "on. It reports what the record and the lists say; it calls nobody cleared."
)


def run_server(database: str) -> None:
    """Serve the verbs over standard input and output until the client goes.

    Args:
        database: the workspace; it is only read.

    Raises:
        InputError: the SDK is not installed.
        StoreError: there is no such workspace.
    """
    with Store.open(database, read_only=True) as store:
        make_server(Current(store)).run("stdio")


def make_server(current: Current) -> Any:
    """A server of the official SDK with our verbs.

    Raises:
        InputError: the SDK is not installed.
    """
    make, fault, notes = _sdk()
    server = make("enduse", instructions=_ABOUT)
    for verb in Tools(current).all():
        server.tool(annotations=notes.model_validate({"readOnlyHint": True, "openWorldHint": False}))(_told(verb, fault))
    return server


def _told(verb: Callable[..., Answer], fault: type[Exception]) -> Callable[..., Answer]:
    """A verb whose errors are one line that says what was seen and what to do."""

    @functools.wraps(verb)
    def told(**given: Any) -> Answer:
        try:
            return verb(**given)
        except Refusal as error:
            raise fault(f"{error.message}; {error.what_to_do}") from error
        except ValidationError as error:
            raise fault(
                "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}".lstrip(": ") for e in error.errors())
            ) from error
        except (EnduseError, ValueError) as error:
            raise fault(str(error)) from error

    return told


def _sdk() -> tuple[Any, type[Exception], Any]:
    """The server class, the error and the annotations of the SDK, which renamed them between its first two versions."""
    try:
        notes = importlib.import_module("mcp.types").ToolAnnotations
        for home, name in (("mcp.server.mcpserver", "MCPServer"), ("mcp.server.fastmcp", "FastMCP")):
            try:
                made = getattr(importlib.import_module(home), name)
                return made, importlib.import_module(f"{home}.exceptions").ToolError, notes
            except ModuleNotFoundError:
                continue
    except ModuleNotFoundError as error:
        raise InputError("the MCP server needs the extra `mcp`; install it with `pip install 'enduse[mcp]'`") from error
    raise InputError("this version of the package `mcp` is none that is known; install one from 1.9 to before 3")
