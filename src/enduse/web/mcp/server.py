"""The verbs as tools of an MCP server, over standard input and output."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from enduse.errors import EnduseError, InputError
from enduse.store import Store
from enduse.web.api.v1.screening_models import GoodsIn, PartyIn, ScreenIn
from enduse.web.current import Current
from enduse.web.mcp import verbs
from enduse.web.security import Refusal

Answer = dict[str, Any]
_ABOUT = (
    "Enduse holds a cited ledger of arms transfers, read from public reports, and screens parties and shipments against "
    "official lists and measures. Every answer has citations, the day it is as of and the versions of the lists: pass them "
    "on. It reports what the record and the lists say; it calls nobody cleared."
)
AsOf = Annotated[str | None, Field(description="A day, month or year: what was known or in force then. Today unless said.")]
Status = Literal["considered", "sought", "offered", "agreed", "planned", "under_way", "delivered", "stopped"]


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
    for verb in _verbs(current):
        server.tool(annotations=notes.model_validate({"readOnlyHint": True, "openWorldHint": False}))(_told(verb, fault))
    return server


def _verbs(current: Current) -> tuple[Callable[..., Answer], ...]:
    """The functions that become tools; what clients see of them is their names, words and parameters."""

    def find_transfers(
        supplier: Annotated[str | None, Field(description="Country code (IR) or name (Iran, Tehran, Wagner).")] = None,
        recipient: Annotated[str | None, Field(description="Likewise.")] = None,
        item: Annotated[str | None, Field(description="A category (uav, missile) or a system's name (Shahed).")] = None,
        since: Annotated[str | None, Field(description="Only what was still reported on this day or later.")] = None,
        as_of: AsOf = None,
        status: Annotated[Status | None, Field(description="Only transfers that came this far.")] = None,
        stage: Literal["prospective", "actual", "stopped"] | None = None,
        limit: Annotated[int, Field(ge=1, le=50, description="How many at most.")] = 10,
    ) -> Answer:
        """Find arms transfers on the record: who supplied what to whom, how far it came, how many sources, with quotes."""
        asked = {"supplier": supplier, "recipient": recipient, "item": item, "since": since, "as_of": as_of}
        return verbs.find_transfers(current, {**asked, "status": status, "stage": stage}, limit)

    def get_statement(id: Annotated[str, Field(description="A statement's id (s-...).")]) -> Answer:
        """Get one statement: its words, who says so on what ground, and the report it stands in."""
        return verbs.get_statement(current, id)

    def screen_party(
        name: Annotated[str, Field(description="Its name, in any script.", max_length=300)],
        schema: Literal["Person", "Company", "Organization", "PublicBody", "LegalEntity", "Vessel", "Airplane"] | None = None,
        countries: Annotated[list[str] | None, Field(description="Its countries, by code or name.")] = None,
        birth: Annotated[str | None, Field(description="Day, month or year of birth.")] = None,
        identifiers: Annotated[dict[str, str] | None, Field(description='Its numbers, {"imo": "9074729"}.')] = None,
        address: str | None = None,
        as_of: AsOf = None,
    ) -> Answer:
        """Screen a person, company, vessel or body against the lists. A finding is a reason to look, never a verdict."""
        party = {
            "name": name, "schema": schema, "countries": countries or [], "birth": birth, "address": address,
            "identifiers": [{"kind": kind, "value": value} for kind, value in (identifiers or {}).items()],
        }  # fmt: skip
        return verbs.screen(current, ScreenIn.model_validate({"parties": [party], "as_of": as_of}))

    def screen_shipment(
        parties: Annotated[list[PartyIn] | None, Field(description="Who takes part, each with a role.")] = None,
        goods: Annotated[list[GoodsIn] | None, Field(description="What is shipped.")] = None,
        origin: Annotated[str | None, Field(description="Country, by code or name.")] = None,
        destination: Annotated[str | None, Field(description="Country, by code or name.")] = None,
        transit: Annotated[list[str] | None, Field(description="Countries in between, in order.")] = None,
        date: Annotated[str | None, Field(description="The day of the shipment.")] = None,
        reference: str = "",
        as_of: AsOf = None,
    ) -> Answer:
        """Screen a shipment: parties, owners, goods and route, by the measures in force on its day."""
        asked = ScreenIn(
            reference=reference, parties=parties or [], goods=goods or [], origin=origin, destination=destination,
            transit=transit or [], ports=[], date=date, as_of=as_of,
        )  # fmt: skip
        return verbs.screen(current, asked)

    def get_measure(
        id: Annotated[str, Field(description="A measure's id (un-1737), or words of its name.")], as_of: AsOf = None
    ) -> Answer:
        """Get a measure (resolution, embargo, export control) and how it stands on a day, disputes with both positions."""
        return verbs.get_measure(current, id, as_of)

    def list_lists() -> Answer:
        """List the official lists: which copy is in force here, its day, how old it is."""
        return verbs.list_lists(current)

    return find_transfers, get_statement, screen_party, screen_shipment, get_measure, list_lists


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
