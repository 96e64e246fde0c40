"""What the service says of itself."""

from __future__ import annotations

from typing import Any, Final

from enduse.web.api.yente.model import Property, Schema, model

Row = dict[str, Any]
SCHEMA_SPACE: Final = "https://followthemoney.tech/explorer/schemata/"
BATCH: Final = 50
PREVIEW: Final = (430, 300)


def manifest(title: str, server: str, dataset: str, query: str) -> Row:
    """The manifest of one data set.

    Args:
        title: what the data set is called.
        server: the address of the server, without a slash at its end.
        dataset: the data set's name, as in the address.
        query: the query string, which clients send along (it may hold a key).
    """
    here = f"{server}/reconcile/{dataset}"
    tail = f"?{query}" if query else ""

    def service(path: str) -> Row:
        return {"service_url": here, "service_path": f"{path}{tail}"}

    return {
        "versions": ["0.2"],
        "name": f"{title} (Enduse)",
        "identifierSpace": f"{server}/entities/",
        "schemaSpace": SCHEMA_SPACE,
        "documentation": f"{server}/api/v1/openapi.json",
        "batchSize": BATCH,
        "view": {"url": f"{server}/parties/{{{{id}}}}"},
        "preview": {"url": f"{here}/preview/{{{{id}}}}{tail}", "width": PREVIEW[0], "height": PREVIEW[1]},
        "suggest": {
            "entity": service("/suggest/entity"),
            "type": service("/suggest/type"),
            "property": service("/suggest/property"),
        },
        "extend": {"propose_properties": service("/extend/property"), "propose_settings": _settings()},
        "defaultTypes": [type_row(schema) for schema in model().matchable()],
    }


def _settings() -> list[Row]:
    choices = [{"id": "caption", "name": "Words for people"}, {"id": "raw", "name": "Values for programs"}]
    return [
        {
            "name": "limit", "label": "Limit", "type": "number", "default": 0,
            "help_text": "How many values at most for each row; 0 for all.", "choices": None,
        },
        {
            "name": "render", "label": "Rendering", "type": "select", "default": "caption",
            "help_text": "Whether values are words (Russia) or codes (ru).", "choices": choices,
        },
    ]  # fmt: skip


def type_row(schema: Schema) -> Row:
    """A type as the service tells it."""
    return {"id": schema.name, "name": schema.plural, "description": schema.label}


def property_row(prop: Property) -> Row:
    """A property as the service tells it."""
    return {"id": prop.qname, "name": prop.label, "description": f"{prop.label} ({prop.type})"}


def entity_row(entity: Row) -> Row:
    """An entity as the service tells it."""
    schema = model().schemata[entity["schema"]]
    return {"id": entity["id"], "name": entity["caption"], "description": schema.label, "type": [type_row(schema)]}
