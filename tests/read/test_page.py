"""From the bytes of a page to a document."""

from __future__ import annotations

import datetime as dt
import io
from email.message import EmailMessage
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from enduse.errors import InputError, LanguageError, UnreadableError
from enduse.model import Document
from enduse.read.page import clean
from enduse.read.sources import Source

BODY = "Turkey handed twelve armed drones to Azerbaijan on Monday, officials in both capitals said. More will follow soon."
HEADER = "Title: Drones reach Baku\nPublished: 2023-05-15\nPublisher: Strait Wire\n\n"


def build(text: str | bytes, *, name: str = "a.txt", media_type: str | None = None, **options: object) -> Document:
    data = text.encode() if isinstance(text, str) else text
    about = options.pop("about", {})
    url = options.pop("url", None)
    return clean(Source(name=name, data=data, media_type=media_type, about=about, url=url), **options)  # type: ignore[arg-type]


def build_pdf(text: str, *, password: str | None = None, title: str | None = None, made: str | None = None) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_metadata({key: value for key, value in {"/Title": title, "/CreationDate": made}.items() if value})
    page = writer.add_blank_page(600, 800)
    stream = DecodedStreamObject()
    lines = " T* ".join(f"({line}) Tj" for line in text.splitlines())
    stream.set_data(f"BT /F1 12 Tf 14 TL 40 700 Td {lines} ET".encode("latin-1"))
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
                             NameObject("/BaseFont"): NameObject("/Helvetica")})  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    page[NameObject("/Contents")] = writer._add_object(stream)
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@given(st.text(min_size=1))
def test_plain_text_is_the_decoded_file(extra: str) -> None:
    text = f"{BODY}\r\n{extra.encode('utf-8', 'ignore').decode()}\n{BODY}"
    try:
        document = build(text)
    except InputError:
        return  # junk characters, or a text that is mostly another script
    assert document.text == text
    assert all(0 <= span.start < span.end <= len(text) for span in document.furniture)


def test_the_header_is_understood() -> None:
    document = build(HEADER + BODY)
    assert (document.title, document.published, document.publisher) == (
        "Drones reach Baku",
        dt.date(2023, 5, 15),
        "Strait Wire",
    )
    assert document.title_span is not None
    assert document.title_span.of(document.text) == "Drones reach Baku"
    furniture = [span.of(document.text) for span in document.furniture]
    assert furniture[0] == "Title: "
    assert furniture[1].split("\n")[:2] == ["Published: 2023-05-15", "Publisher: Strait Wire"]
    assert not any(span.overlaps(document.title_span) for span in document.furniture)
    assert document.evidence["published"].rule == "header"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_header_is_understood_with_other_line_ends(end: str) -> None:
    document = build((HEADER + BODY).replace("\n", end))
    assert (document.title, document.published, document.publisher) == (
        "Drones reach Baku",
        dt.date(2023, 5, 15),
        "Strait Wire",
    )


def test_a_byte_order_mark_stays_in_the_text_and_out_of_the_report() -> None:
    document = build(b"\xef\xbb\xbf" + (HEADER + BODY).encode())
    assert document.text == "\ufeff" + HEADER + BODY
    assert document.title == "Drones reach Baku"
    assert document.furniture[0].start == 0


def test_what_is_given_goes_first_then_the_sidecar_then_the_page() -> None:
    about = {"published": "2022-01-02", "publisher": "Sidecar News", "agency": "AFP", "republished_from": "The Hill"}
    document = build(HEADER + BODY, about=about, published=dt.date(2021, 1, 1))
    assert (document.published, document.publisher) == (dt.date(2021, 1, 1), "Sidecar News")
    assert (document.agency, document.republished_from) == ("AFP", "The Hill")
    assert [document.evidence[field].rule for field in ("published", "publisher")] == ["given", "sidecar or feed"]


def test_a_date_in_the_future_is_refused() -> None:
    with pytest.raises(InputError, match=r"a\.txt: dated 2023-05-15 .*--published"):
        build(HEADER + BODY, today=dt.date(2023, 5, 14))
    assert build(HEADER + BODY, today=dt.date(2023, 5, 15)).published == dt.date(2023, 5, 15)
    assert build(HEADER + BODY, today=dt.date(2023, 5, 14), published=dt.date(2023, 5, 1)).published == dt.date(2023, 5, 1)


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_other_encodings_are_read(encoding: str) -> None:
    text = "“Türkiye” handed over twelve drones – to Azerbaijan’s army, said the minister in Zürich, née Müller. " * 3
    document = build(text.replace("ü", "ü").encode(encoding))
    assert document.text.lstrip("\ufeff") == text
    if encoding != "utf-8-sig":
        assert "encoding" in document.evidence


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t ", "a.txt", "empty"),
        (b"\xef\xbb\xbf", "a.txt", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "a.txt", "an image"),
        (bytes(range(256)) * 50, "a.txt", "no text|not text"),
        (b"\x00" * 1000, "a.txt", "empty|no text"),
        (b"PK\x03\x04" + bytes(500), "a.txt", "ZIP"),
        (b"12 34 56", "a.txt", "no words"),
        (b"%PDF-1.7\ngarbage", "a.pdf", "broken PDF"),
        (b"no pdf at all", "a.pdf", "broken PDF"),
        (b"<html><head></head><body></body></html>", "a.html", "no text in this HTML"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_line(data: bytes, name: str, message: str) -> None:
    with pytest.raises(UnreadableError, match=message) as caught:
        build(data, name=name)
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


def test_a_page_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Tanks for Kyiv. " * 10)
    with pytest.raises(UnreadableError, match="larger than"):
        clean(Source(name="a.txt", path=path), max_bytes=50)


def test_other_languages_are_refused_but_not_for_their_furniture() -> None:
    with pytest.raises(LanguageError, match="German"):
        build("Berlin hat der Ukraine weitere vierzehn Kampfpanzer geliefert, sagte der Minister am Montag in Berlin.")
    assert build(f"Inicio · Noticias · Foros · Tienda\n\n{BODY}").language == "en"


def test_pdf() -> None:
    document = build(build_pdf(f"Drones reach Baku after talks\n{BODY}"), name="a.pdf")
    assert "handed twelve armed drones" in document.text
    assert document.title == "Drones reach Baku after talks"
    assert document.media_type == "application/pdf"


def test_pdf_with_a_password() -> None:
    with pytest.raises(UnreadableError, match="password"):
        build(build_pdf(BODY, password="secret"), name="a.pdf")
    assert "twelve armed drones" in build(build_pdf(BODY, password=""), name="a.pdf").text


def test_pdf_of_pictures() -> None:
    with pytest.raises(UnreadableError, match="OCR"):
        build(build_pdf(""), name="a.pdf")


def test_mail() -> None:
    message = EmailMessage()
    message["Subject"] = "Drones reach Baku"
    message["From"] = "Jane Doe <jane@strait.example>"
    message["Date"] = "Mon, 15 May 2023 10:00:00 +0000"
    message.set_content(BODY)
    document = build(message.as_bytes(), name="a.eml")
    assert document.text.strip() == BODY
    assert (document.title, document.published) == ("Drones reach Baku", dt.date(2023, 5, 15))


def test_markdown() -> None:
    text = f"---\ntitle: Drones reach Baku\ndate: 2023-05-15\n---\n\n# Drones reach *Baku*\n\n**Ankara** – {BODY} See [more](https://a.example).\n"
    document = build(text, name="a.md")
    assert "https://" not in document.text
    assert "**" not in document.text
    assert (document.title, document.published) == ("Drones reach Baku", dt.date(2023, 5, 15))


SEMANTIC = f"""<!doctype html><html lang="en"><head><title>Drones reach Baku - Strait Wire</title>
<meta property="og:title" content="Drones reach Baku"><meta property="og:site_name" content="Strait Wire">
<meta property="article:published_time" content="2023-05-15T10:00:00Z"><meta name="author" content="Jane Doe">
<link rel="canonical" href="https://strait.example/2023/drones"></head><body>
<header><nav><a href="/">Home</a> <a href="/world">World</a></nav></header>
<main><article><h1>Drones reach Baku</h1><p class="byline">By Jane Doe</p>
<p>{BODY}</p><p>The price was not disclosed, and neither side would name the model of the aircraft that were handed over.</p>
<aside><h2>Related</h2><ul><li><a href="/x">Port strike enters second week</a></li></ul></aside>
<p>Baku has been buying from Ankara for years, and officials there said that it would go on doing so.</p></article></main>
<footer>© 2023 Strait Wire. All rights reserved.</footer></body></html>"""

MESSY = f"""<HTML><BODY bgcolor=white><TABLE><TR><TD><FONT size=1><A HREF=/>Home</A> | <A HREF=/forum>Forum</A></FONT>
<TR><TD><FONT SIZE=5><B>Drones reach Baku</B></FONT><BR><I>15 May 2023</I><P>{BODY}
<P>The price was not disclosed, and neither side would
name the model of the aircraft that were handed over &mdash; not even in private.
<BR><BR>Baku has been buying from Ankara for years<P></TABLE>"""


def test_semantic_html() -> None:
    document = build(SEMANTIC, name="a.html")
    assert (document.title, document.publisher, document.byline) == ("Drones reach Baku", "Strait Wire", "Jane Doe")
    assert (document.published, document.url) == (dt.date(2023, 5, 15), "https://strait.example/2023/drones")
    assert document.title_span is not None
    assert document.title_span.of(document.text) == "Drones reach Baku"
    readable = without_furniture(document)
    assert BODY in readable
    assert "All rights reserved" not in readable
    assert "Port strike" not in readable


@pytest.mark.parametrize("cut", [None, -10, -60])
def test_messy_html(cut: int | None) -> None:
    document = build(MESSY[:cut], name="a.html")
    readable = without_furniture(document)
    assert "handed twelve armed drones" in readable
    assert "not disclosed" in readable
    assert "Forum" not in readable


def test_an_old_page_keeps_its_day() -> None:
    """The year of a copyright line at the foot is not the report's."""
    old = SEMANTIC.replace("2023-", "1987-")
    assert old.count("1987-") > 0
    document = build(old.replace("© 2023", "© 2024"), name="a.html")
    assert document.published is not None
    assert document.published.year == 1987


def test_html_is_known_by_its_bytes() -> None:
    assert build(SEMANTIC, name="-").media_type == "text/html"
    assert build(SEMANTIC, name="https://strait.example/a", media_type="text/html; charset=utf-8").media_type == "text/html"


@pytest.mark.parametrize("charset", ["iso-8859-9", "windows-1254"])
def test_the_servers_charset_counts(charset: str) -> None:
    html = f"<html><body><article><p>Ankara’da: {BODY} Türkiye’nin ağır İHA’ları.</p></article></body></html>".replace("’", "'")
    document = build(html.encode(charset), name="https://a.example/", media_type=f"text/html; charset={charset}")
    assert "ağır İHA" in document.text


def without_furniture(document: Document) -> str:
    text = document.text
    for span in reversed(document.furniture):
        text = text[: span.start] + text[span.end :]
    return text


@pytest.mark.parametrize(
    ("top", "foot"),
    [
        ("11/21/26, 9:42 PM Drones reach Baku after talks", "https://strait.example/drones 1/1"),
        ("21/11/2026, 21:42 Drones reach Baku", "https://strait.example/drones"),
        ("Drones reach Baku after talks https://strait.example/drones", "1 of 1 11/21/2026, 9:42 PM"),
    ],
)
def test_what_a_browser_prints_around_a_page_is_no_part_of_the_report(top: str, foot: str) -> None:
    text = f"{top}\nDrones reach Baku after talks\n15 May 2023\n{BODY}\n{foot}"
    document = build(build_pdf(text, title="Drones reach Baku after talks", made="D:20261121214200Z"), name="a.pdf")
    assert document.text.startswith("Drones reach Baku after talks\n15 May 2023")
    assert document.text.endswith(BODY.splitlines()[-1])
    assert (document.published, document.url) == (dt.date(2023, 5, 15), "https://strait.example/drones")


def test_the_day_on_which_a_pdf_was_made_counts_only_where_nothing_else_is_known() -> None:
    plain = build_pdf(f"Drones reach Baku after talks\n{BODY}", made="D:20230520")
    dated = build_pdf(f"Drones reach Baku after talks\n15 May 2023\n{BODY}", made="D:20230520")
    printed = build_pdf(f"11/21/26, 9:42 PM\n{BODY}\nhttps://strait.example/a 1/1", made="D:20261121")
    assert [build(pdf, name="a.pdf").published for pdf in (plain, dated, printed)] == [
        dt.date(2023, 5, 20),
        dt.date(2023, 5, 15),
        None,
    ]


def test_a_report_that_gives_an_address_and_a_day_loses_no_line() -> None:
    text = f"Drones reach Baku after talks\nOn 11/21/2022, 9:42 PM was the last time\n{BODY}\nSee https://strait.example/more"
    assert build(build_pdf(text), name="a.pdf").text == text


OLD_PAGE = """<html><head><title>Ministry</title></head><body><table><tr><td>Home - News</td></tr><tr><td>
<h2>Ankara hands drones to Baku</h2><i>Posted on May 15, 2023 by Ayla Demir</i><p>The ministry handed over twelve drones on
Monday, it said in a statement on its site.<p>It gave no price for them, and named no day for the second part of the order.
<table><tr><td>drones</td><td>12</td></tr><tr><td>engines</td><td>30</td></tr></table></td></tr></table></body></html>"""


def test_a_page_laid_out_by_tables_keeps_its_paragraphs_and_its_headline() -> None:
    document = build(OLD_PAGE, name="a.html", media_type="text/html")
    lines = document.text.splitlines()
    assert document.title == "Ankara hands drones to Baku"
    assert "The ministry handed over twelve drones on Monday, it said in a statement on its site." in lines
    assert any("drones" in line and "12" in line and "engines" not in line for line in lines)  # a row stays a row


@pytest.mark.parametrize("piece", ["<p>{}</p>", "<div><h2>Arms</h2><p>{}</p></div>", "\n<ul><li>{}</li></ul>"])
def test_a_piece_of_a_page_is_read(piece: str) -> None:
    told = "Germany delivered eight howitzers to Ukraine in May 2022, the ministry said."
    page = clean(Source(name="a.html", data=piece.format(told).encode(), media_type="text/html"))
    assert told in page.text
