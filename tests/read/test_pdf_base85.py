"""Base 85 in PDF files: read as pypdf reads it, and refused where there is too much of it."""

from __future__ import annotations

import base64

import pypdf
import pytest
from pypdf.errors import LimitReachedError
from pypdf.filters import ASCII85Decode
from tests.hostile.pdfs import WORDS, pdf, stream

from enduse.read.page import clean
from enduse.read.pdf_base85 import bound_base85
from enduse.read.sources import Source

bound_base85()
WRITTEN = [bytes(range(n)) + bytes(4) + b"end"[: n % 4] for n in range(40)]


@pytest.mark.parametrize("data", [*WRITTEN, bytes(range(256)) * 2_000], ids=len)
def test_what_is_written_is_read(data: bytes) -> None:
    whole = base64.a85encode(data, adobe=True, wrapcol=60)
    for form in (whole, whole[2:], whole[2:-2], whole[2:] + b"\r\n"):
        assert ASCII85Decode.decode(form) == data


def test_more_than_the_bound_is_refused_before_it_is_unpacked() -> None:
    with pypdf.apply_configuration(zlib_maximum_output_length=4_000):
        assert ASCII85Decode.decode(b"z" * 1_000) == bytes(4_000)
        for form in (b"z" * 1_001, b"!!!!!" * 1_001):
            with pytest.raises(LimitReachedError):
                ASCII85Decode.decode(form)


def test_what_is_no_base_85_is_no_stream() -> None:
    with pytest.raises(ValueError, match="Ascii85"):
        ASCII85Decode.decode(b"5sdq\x80")


def test_a_page_in_base_85_is_read() -> None:

    page = pdf({4: stream(base64.a85encode(WORDS, adobe=True)[2:], b"/Filter /ASCII85Decode")})
    assert "more than 400 drones" in clean(Source(name="page.pdf", data=page, media_type="application/pdf")).text
