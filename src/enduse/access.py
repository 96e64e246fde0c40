"""Who may do what: keys that are shown once and kept as hashes, and the sessions that they open."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import hmac
import re
import secrets
from typing import Literal

from enduse.errors import InputError
from enduse.store import AuditRow, KeyRow, SessionRow, Store

Scope = Literal["read", "review", "admin"]
#: From the narrowest to the widest; each allows what those before it do.
SCOPES: tuple[Scope, ...] = ("read", "review", "admin")
SESSION = dt.timedelta(hours=12)
_USE_NOTED_EVERY = dt.timedelta(minutes=10)  # a write for each request would cost more than the request
_FORM = re.compile(r"enduse_([0-9a-f]{10})_([A-Za-z0-9_-]{43})")
_LONGEST_NAME = 80


def allows(held: str, needed: str) -> bool:
    """Whether one scope holds another."""
    return held in SCOPES and SCOPES.index(held) >= SCOPES.index(needed)


def create_key(
    store: Store, name: str, scope: str, *, now: dt.datetime, by: str, lasts: dt.timedelta | None = None
) -> tuple[KeyRow, str]:
    """Make a key and keep its hash.

    Args:
        store: the workspace.
        name: whose it is; it stands beside every decision made with it.
        scope: what it allows.
        now: the moment.
        by: who makes it.
        lasts: how long it is good for; until it is revoked where None.

    Returns:
        What is kept, and the key itself, which nobody can show again.

    Raises:
        InputError: no name, no such scope, or another key of this name is in use.
    """
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise InputError(
            f"the key's name is {name[:_LONGEST_NAME]!r}; give 1 to {_LONGEST_NAME} characters that can be printed"
        )
    if scope not in SCOPES:
        raise InputError(f"{scope!r} is no scope; give one of {', '.join(SCOPES)}")
    if any(key.name == name and key.revoked_at is None for key in store.access_keys()):
        raise InputError(f"there is a key of the name {name!r}; revoke it first, or give another name")
    key_id, secret, salt = secrets.token_hex(5), secrets.token_urlsafe(32), secrets.token_bytes(16)
    expires = now + lasts if lasts is not None else None
    key = KeyRow(id=key_id, name=name, scope=scope, salt=salt, digest=_digest(salt, secret), created_at=now, expires_at=expires)
    store.save_key(key)
    store.append_audit([AuditRow(at=now, who=by, event="key-created", subject=key_id, details={"name": name, "scope": scope})])
    return key, f"enduse_{key_id}_{secret}"


def revoke_key(store: Store, key_id: str, *, now: dt.datetime, by: str) -> KeyRow:
    """Let a key, and every session that it opened, open nothing any more.

    Raises:
        InputError: there is no such key, or it is revoked already.
    """
    key = store.key(key_id)
    if key is None:
        raise InputError(f"there is no key {key_id!r}; `enduse keys list` shows their ids")
    if not store.revoke_key(key_id, now):
        raise InputError(f"the key {key_id} ({key.name}) was revoked before; nothing is left to do")
    store.append_audit([AuditRow(at=now, who=by, event="key-revoked", subject=key_id, details={"name": key.name})])
    return dataclasses.replace(key, revoked_at=now)


def find_key(store: Store, shown: str, *, now: dt.datetime) -> KeyRow | None:
    """The valid key that this text is, None where it is none."""
    form = _FORM.fullmatch(shown)
    key = store.key(form[1]) if form is not None else None
    if form is None or key is None or not hmac.compare_digest(_digest(key.salt, form[2]), key.digest) or not key.is_valid(now):
        return None
    if key.used_at is None or abs(now - key.used_at) > _USE_NOTED_EVERY:
        store.mark_key_used(key.id, now)
    return key


def open_session(store: Store, key: KeyRow, *, now: dt.datetime) -> str:
    """Open a session with a key; what is given back goes into the browser's cookie and is kept nowhere else."""
    token = secrets.token_urlsafe(32)
    ends = now + SESSION if key.expires_at is None else min(now + SESSION, key.expires_at)
    store.save_session(SessionRow(digest=_session_digest(token), key=key.id, created_at=now, expires_at=ends))
    return token


def find_session(store: Store, token: str, *, now: dt.datetime) -> KeyRow | None:
    """The key that opened the session of a cookie, None where the session or the key is no longer good; it is closed then."""
    found = store.session(_session_digest(token))
    if found is None:
        return None
    session, key = found
    if session.is_valid(now) and key.is_valid(now):
        return key
    if session.ended_at is None:  # once over it stays over, also where the clock is set back
        store.end_session(session.digest, now)
    return None


def close_session(store: Store, token: str, *, now: dt.datetime) -> None:
    """Close the session of a cookie."""
    store.end_session(_session_digest(token), now)


def _digest(salt: bytes, secret: str) -> bytes:
    """A fast hash is enough: the secret is 256 random bits, which nobody can guess, unlike a person's password."""
    return hashlib.sha256(salt + secret.encode()).digest()


def _session_digest(token: str) -> bytes:
    return hashlib.sha256(b"enduse session " + token.encode()).digest()
