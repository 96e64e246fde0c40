"""What a language model is asked: the annotation guide, worked examples, and the report between markers.

`guide.md` is the schema in words for the model, `examples.yaml` are reports of the training set with their statements. To see
the exact words that a report would be sent with: `python -m enduse.read.prompt FILE`.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import yaml

from enduse.model import CATEGORIES, CERTAINTIES, MEASURES, STAGES, Document, Span
from enduse.read.passages import Passage, find_passages
from enduse.rows import ROLES

Message = dict[str, str]


def messages(document: Document, passage: Passage | None = None) -> list[Message]:
    """The messages to send for a document, or for one passage of a long one.

    Args:
        document: the report; its furniture is not sent.
        passage: the passage to ask about; where None the first, which for most reports is the whole.
    """
    if passage is None:
        passage = next(iter(find_passages(document)), Passage(()))
    return [*_fixed_messages(), {"role": "user", "content": _question(document, passage)}]


@functools.cache
def version() -> str:
    """Eight digits that change with every word of the prompt that is not the report's."""
    fixed = json.dumps([_fixed_messages(), answer_schema()], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(fixed.encode()).hexdigest()[:8]


def question_key(asked: Sequence[Message]) -> str:
    """A key of what is asked, whatever the guide and the examples say: that of the report as sent."""
    return hashlib.sha256(asked[-1]["content"].encode()).hexdigest()[:16]


def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer, in the subset that endpoints enforce: every field required, some of them null."""
    attribution = {key: _optional("string") for key in ("speaker", "organisation", "basis", "said_on", "reported_by")}
    shared = {
        "certainty": {"type": "string", "enum": list(CERTAINTIES)},
        "when": _or_null(_object({"text": {"type": "string"}, "from": _optional("string"), "to": _optional("string")})),
        "attribution": _object(attribution),
    }
    kinds = []
    for kind, roles in ROLES.items():
        what: dict[str, Any] = {"items": {"type": "array", "items": _item_schema()}}
        if kind == "measure":
            what = {"measure": {"type": "string", "enum": list(MEASURES)}}
        kinds.append(
            _object(
                {
                    "kind": {"type": "string", "enum": [kind]},
                    "quote": {"type": "string"},
                    **{role: {"type": "array", "items": {"type": "string"}} for role in roles},
                    **what,
                    "status": {"type": "string", "enum": list(STAGES[kind])},
                    **shared,
                }
            )
        )
    return _object({"statements": {"type": "array", "items": {"anyOf": kinds}}})


def _item_schema() -> dict[str, Any]:
    numbers = {key: _optional("integer") for key in ("low", "high", "value_low")}
    return _object(
        {
            "category": {"type": "string", "enum": list(CATEGORIES)},
            "text": {"type": "string"},
            "designation": _optional("string"),
            "quantity": _or_null(_object({"text": {"type": "string"}, **numbers, "currency": _optional("string")})),
        }
    )


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _optional(of: str) -> dict[str, Any]:
    return {"type": [of, "null"]}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


@functools.cache
def _fixed_messages() -> tuple[Message, ...]:
    """The guide, and the worked examples as a conversation."""
    folder = files(__name__)
    guide = folder.joinpath("guide.md").read_text(encoding="utf-8")
    fixed: list[Message] = [{"role": "system", "content": guide}]
    for example in yaml.safe_load(folder.joinpath("examples.yaml").read_text(encoding="utf-8")):
        rows = [json.loads(row) for row in example["statements"]]
        answer = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        fixed.append({"role": "user", "content": _question(*_example(example))})
        fixed.append({"role": "assistant", "content": f'{{"statements": [{answer}]}}'})
    return tuple(fixed)


def _example(example: dict[str, Any]) -> tuple[Document, Passage]:
    text = f"{example['title']}\n\n{example['text']}"
    published: dt.date = example["published"]
    document = Document(name="example", text=text, sha256="", published=published, publisher=example["publisher"])
    return document, find_passages(document)[0]


def _question(document: Document, passage: Passage) -> str:
    """The report as sent; the markers' code depends on the text, so that no text can hold the marker that ends it."""
    published = f"{document.published:%Y-%m-%d, a %A}" if document.published is not None else "not known"
    body = _joined(document.text, passage.paragraphs)
    code = hashlib.sha256(body.encode()).hexdigest()[:8]
    lines = [f"Published: {published}", f"Publisher: {_one_line(document.publisher) or 'not known'}"]
    label = "The report:"
    if passage.before:
        lines.insert(0, f"Title: {_one_line(document.title) or 'not known'}")
        lines += ["", "From earlier in the report, to understand the rest by; list nothing of it:"]
        lines += [f"<<{code}", _joined(document.text, passage.before), f"{code}>>"]
        label = "The part to annotate:"
    return "\n".join([*lines, "", label, f"<<{code}", body, f"{code}>>"])


def _joined(text: str, spans: Sequence[Span]) -> str:
    return "\n\n".join(span.of(text) for span in spans)


def _one_line(words: str | None) -> str:
    return " ".join((words or "").split())[:300]
