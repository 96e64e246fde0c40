"""Replay of recorded answers: what a language model once answered, by what it was asked."""

import datetime as dt
import json
import re
from pathlib import Path

import httpx

from enduse.model import Document, Span
from enduse.read.prompt import question_key

GOLD = Path(__file__).parents[2] / "evaluation" / "gold"
HEADER = re.compile(r"(Title: )(?P<title>.*)\nPublished: (?P<published>.*)\nPublisher: (?P<publisher>.*)\n")


def recorded_client(file: Path) -> httpx.Client:
    """A client that answers from a file: `answers` by the key of the report as sent, whatever the rest of the prompt was."""
    answers = json.loads(file.read_text(encoding="utf-8"))["answers"]

    def handler(request: httpx.Request) -> httpx.Response:
        key = question_key(json.loads(request.content)["messages"])
        if key not in answers:
            return httpx.Response(404, json={"error": f"no answer recorded for {key}"})
        choice = {"message": {"role": "assistant", "content": answers[key]["content"]}, "finish_reason": "stop"}
        return httpx.Response(200, json={"choices": [choice]})

    return httpx.Client(transport=httpx.MockTransport(handler))


def gold_report(name: str, folder: str = "train") -> Document:
    """A report of a gold set with its header taken apart."""
    text = (GOLD / folder / name).read_text(encoding="utf-8")
    head = HEADER.match(text)
    assert head is not None
    return Document(
        name=name,
        text=text,
        sha256="0",
        title=head["title"],
        title_span=Span(start=head.start("title"), end=head.end("title")),
        published=dt.date.fromisoformat(head["published"].strip()),
        publisher=head["publisher"],
        furniture=(Span(start=0, end=head.start("title")), Span(start=head.end("title"), end=head.end())),
    )
