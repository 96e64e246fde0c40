"""A saved mail: which part of it is the report, and what its headers say of it."""

from __future__ import annotations

import dataclasses
import email
import email.policy
from collections.abc import Mapping
from email.message import EmailMessage

from enduse.errors import UnreadableError

#: No program that writes mail makes longer headers, and the parser of the standard library takes the square of their length.
_LONGEST_HEADER = 10_000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The bytes of a mail's report, whether they are HTML, in which encoding, and facts by field in words."""

    body: bytes
    is_html: bool
    charset: str | None
    about: Mapping[str, str]


def open_mail(data: bytes, name: str) -> Mail:
    """The report in a mail: its plain text, or its HTML where it has no other.

    Raises:
        UnreadableError: It has no text, or is broken.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        longest = max((len(words) for part in message.walk() for _, words in part.raw_items()), default=0)
        if longest > _LONGEST_HEADER:
            raise UnreadableError(f"{name}: a header of {longest:,} characters, which no mail has; save its text and give that")
        part = message.get_body(("plain", "html"))
        payload = part.get_payload(decode=True) if part is not None else None
        if part is None or not isinstance(payload, bytes):
            raise UnreadableError(f"{name}: no text in this mail; save its text or its attachment and give that")
        is_html, charset = part.get_content_type() == "text/html", part.get_content_charset()
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        raise UnreadableError(f"{name}: a broken mail ({type(error).__name__}); save its text and give that") from error
    facts = {"title": _header(message, "subject"), "byline": _header(message, "from"), "published": _sent_on(message)}
    return Mail(body=payload, is_html=is_html, charset=charset, about={field: words for field, words in facts.items() if words})


def _header(message: EmailMessage, name: str) -> str:
    """A header's words; none where its form is broken, as the report can be read without."""
    try:
        return str(message[name] or "").encode("utf-8", "replace").decode()
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return ""


def _sent_on(message: EmailMessage) -> str:
    """The day that the mail was sent on, as its sender's clock had it."""
    try:
        sent = getattr(message["date"], "datetime", None)
        return "" if sent is None else str(sent.date().isoformat())
    except (ValueError, LookupError, AttributeError, TypeError, OverflowError):
        return ""
