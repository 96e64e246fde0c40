"""Fetched pages kept in the store, in the form in which a fetcher wants to have them remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, MutableMapping

from enduse.read.fetch import Fetched
from enduse.store import Page, Store


class PageCache(MutableMapping[str, Fetched]):
    """Pages by the address that was asked for; what is put in is committed at once and never taken out."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getitem__(self, address: str) -> Fetched:
        page = self._store.page(address)
        if page is None:
            raise KeyError(address)
        return Fetched(
            url=page.url,
            data=page.data,
            sha256=hashlib.sha256(page.data).hexdigest(),
            media_type=page.media_type,
            fetched_at=page.fetched_at,
            etag=page.etag,
            last_modified=page.last_modified,
        )

    def __setitem__(self, address: str, fetched: Fetched) -> None:
        self._store.save_page(
            Page(
                address=address,
                url=fetched.url,
                data=fetched.data,
                media_type=fetched.media_type,
                fetched_at=fetched.fetched_at,
                etag=fetched.etag,
                last_modified=fetched.last_modified,
            )
        )

    def __delitem__(self, address: str) -> None:
        raise TypeError("fetched pages are kept")

    def __iter__(self) -> Iterator[str]:
        return self._store.page_addresses()

    def __len__(self) -> int:
        return sum(1 for _ in self)
