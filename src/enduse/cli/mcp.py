"""`enduse mcp`: the record and screening as tools for language models."""

from __future__ import annotations

from enduse.cli.options import DatabaseOption


def mcp(database: DatabaseOption = None) -> None:
    """Serve read-only verbs over the Model Context Protocol, on standard input and output.

    find_transfers, get_statement, screen_party, screen_shipment, get_measure and list_lists; every answer with citations, the
    day it is as of and the versions of the lists. A client starts this command itself; it needs the extra `mcp`.

    \b
    Example, in a client's settings:
      {"mcpServers": {"enduse": {"command": "enduse", "args": ["mcp", "--database", "enduse.db"]}}}
    """
    from enduse.cli.workspace import locate
    from enduse.web.mcp.server import run_server

    run_server(locate(database))
