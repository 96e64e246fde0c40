"""PDF files that mean no good, written by hand: small files that are much inside, or that refer to themselves."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping

WORDS = b"BT /F1 11 Tf 40 800 Td (Iran has sent Russia more than 400 drones since last August, the Pentagon said.) Tj ET"
_FONT = b"/Font << /F1 5 0 R >>"
_FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << %s /XObject << /X %d 0 R >> >>"


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects over a page of one line."""
    whole = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: page(),
        4: stream(WORDS),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        **objects,
    }
    out, places = b"%PDF-1.7\n", {}
    for number, body in whole.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size = max(whole) + 1
    rows = (b"%010d %05d %s \n" % ((places[n], 0, b"n") if n in places else (0, 65535, b"f")) for n in range(size))
    table = b"xref\n0 %d\n%s" % (size, b"".join(rows))
    return out + table + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(out))


def page(contents: bytes = b"4 0 R", resources: bytes = b"", more: bytes = b"") -> bytes:
    """A page."""
    shape = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %s /Resources << %s %s >> %s >>"
    return shape % (contents, _FONT, resources, more)


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A stream."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more, data)


def pages(number: int, contents: bytes) -> bytes:
    """Many pages that show the same."""
    kids = b" ".join(b"%d 0 R" % (10 + n) for n in range(number))
    made = {10 + n: page() for n in range(number)}
    return pdf({2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, number), 4: stream(contents), **made})


def hostile() -> Iterator[tuple[str, bytes]]:
    """Each with what it is."""
    good = pdf({})
    once = zlib.compress(b"BT (" + b"a" * 60_000_000 + b") Tj ET", 9)
    yield "page tree in a circle", pdf({2: b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>"})
    levels = {n: b"<< /Type /Pages /Parent 2 0 R /Kids [%s] >>" % (b"%d 0 R " % (n + 1) * 10) for n in range(10, 18)}
    yield "page tree of a billion", pdf({2: levels[10], **levels, 18: page()})
    yield "parents in a circle", pdf({2: b"<< /Type /Pages /Kids [3 0 R] /Parent 2 0 R >>", 3: page().replace(_FONT, b"")})
    yield "an object that is itself", pdf({4: b"4 0 R"})
    yield "contents in a circle", pdf({3: page(b"[4 0 R 6 0 R]"), 6: b"[6 0 R 4 0 R]"})
    yield "a length that is the stream", pdf({4: b"<< /Length 4 0 R >>\nstream\n%s\nendstream" % WORDS})
    yield "arrays nested 100,000 deep", pdf({3: page(more=b"/X 6 0 R"), 6: b"[" * 100_000 + b"]" * 100_000})
    yield "objects nested 100,000 deep", pdf({3: page(more=b"/X " + b"<</A " * 100_000 + b"1" + b">>" * 100_000)})
    yield "a page of 200,000 brackets", pdf({4: stream(b"[" * 200_000 + WORDS)})
    yield "a stream that unpacks to 60 MB", pdf({4: stream(once, b"/Filter /FlateDecode")})
    yield "the same, packed twice", pdf({4: stream(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode]")})
    yield "20,000 filters", pdf({4: stream(WORDS, b"/Filter [%s]" % (b"/FlateDecode " * 20_000))})
    yield "15 MB of nothing in base 85", pdf({4: stream(b"z" * 15_000_000 + b"~>", b"/Filter /ASCII85Decode")})
    yield "15 MB of words in base 85", pdf({4: stream(b"5sdq," * 3_000_000 + b"~>", b"/Filter /A85")})
    yield "runs of one letter", pdf({4: stream(b"\x81a" * 2_000_000, b"/Filter /RunLengthDecode")})
    yield (
        "rows of two milliards",
        pdf(
            {4: stream(zlib.compress(b"\2" * 9), b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2000000000 >>")}
        ),
    )
    yield "20,000 pages", pages(20_000, WORDS)
    yield "1,000 pages of one large one", pages(1_000, b"0 0 m " * 60_000)
    forms = {n: stream(b"/X Do " * 10 + WORDS, _FORM % (_FONT, n + 1)) for n in range(10, 19)}
    yield (
        "pictures within pictures",
        pdf({3: page(resources=b"/XObject << /X 10 0 R >>"), **forms, 19: stream(WORDS, _FORM % (_FONT, 10))}),
    )
    acts = b"/OpenAction << /S /JavaScript /JS (x\\(1\\)) >> /AA << /O << /S /Launch >> >>"
    yield "JavaScript that runs when opened", pdf({1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % acts})
    yield "a table elsewhere", good.replace(b"startxref\n", b"startxref\n9999")
    yield "a table of a milliard", good.replace(b"xref\n0 6\n", b"xref\n0 999999999\n")
    yield "a table below zero", good.replace(b"xref\n0 6\n", b"xref\n-5 6\n")
    yield "no table", good[: good.index(b"xref\n")]
    yield "tables in a circle", pdf({}, b"/Prev %d" % good.index(b"xref\n0"))
    yield "encrypted, and by nobody's rule", pdf({}, b"/Encrypt << /Filter /Evil /V 99 >> /ID [(a)(b)]")
    yield (
        "encrypted, and broken",
        pdf({}, b"/Encrypt << /Filter /Standard /V 4 /R 4 /O (a) /U (b) /P -1 /Length 128 >> /ID [(a)(b)]"),
    )
    cmap = b"begincmap\n1 beginbfrange\n<00000000> <FFFFFFFF> <0000>\nendbfrange\nendcmap"
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /H /Encoding /Identity-H /ToUnicode 6 0 R >>"
    yield "letters by the milliard", pdf({5: font, 6: stream(cmap)})
    yield "a title of 1 MB", pdf({6: b"<< /Title (%s) >>" % (b"a " * 500_000)}, b"/Info 6 0 R")
    yield "a title with controls", pdf({6: b"<< /Title (\\033]0;owned\\007 Iran sends) >>"}, b"/Info 6 0 R")
    yield "a string that never ends", pdf({4: stream(b"BT (" + b"(" * 1_000_000)})
    yield "a picture that never ends", pdf({4: stream(WORDS + b" BI /W 1 /H 1 /F /DCT ID " + b"a" * 1_000_000)})
    yield "the beginnings of 300,000 objects", b"%PDF-1.4\n" + b"1 0 obj\n" * 300_000
