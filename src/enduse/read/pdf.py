"""The text of a PDF, page by page, without the lines that its pages share and those that a browser prints around them."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import logging
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from enduse.errors import UnreadableError
from enduse.read.pdf_base85 import bound_base85

if TYPE_CHECKING:
    import pypdf

# What is wrong with a PDF is said in our own one line; pypdf would mutter of every oddity on standard error besides.
logging.getLogger("pypdf").addHandler(logging.NullHandler())
logging.getLogger("pypdf").propagate = False

_EDGE = 3  # lines at the top and at the foot of a page where a browser may have printed its own
_LONGEST = 400  # characters of such a line
_PRINTED_AT = re.compile(
    r"(?P<before>.*?)\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?(?P<after>.*)"
)
_PRINTED_FROM = re.compile(r"(?P<title>.*?)\s*(?P<url>\b(?:https?|file)://\S+?)(?:\s*\d+(?: of |/)\d+)?")
_PAGE_OF = re.compile(r"(?:Page )?\d+(?: of |/)\d+", re.IGNORECASE)
#: What may be gone through of all pages together: operators with their operands. A report of a thousand pages stays well below.
_MOST_WORK = 4_000_000
_WORK_OF_FORM, _BYTES_OF_WORK = 500, 10
_LIGATURES = re.compile("[\ufb00-\ufb06]")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PdfText:
    """The text of a PDF; what it says of its report; and, where nothing says more, the day on which the file was made."""

    text: str
    about: Mapping[str, str]
    made: Mapping[str, str]


def read_pdf(data: bytes, name: str) -> PdfText:
    """Read a PDF.

    Args:
        data: its bytes.
        name: what to call it in an error.

    Raises:
        UnreadableError: It is broken or encrypted, or holds pictures only.
    """
    pages, facts = _open(data, name)
    title = str(facts.get("/Title") or "")[:_LONGEST].strip()
    pages, url = _without_print_lines(_without_running_lines(pages), title)
    text = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", "\n\n".join(page.strip() for page in pages))
    if not text.strip():
        raise UnreadableError(f"{name}: this PDF holds pictures of text only; run text recognition (OCR) on it first")
    about = {"title": title} if " " in title and not title.lower().startswith("microsoft word") else {}
    if url is not None and url.startswith("http"):
        about["url"] = url
    stamp = re.match(r"D:(\d{4})(\d\d)(\d\d)", str(facts.get("/CreationDate") or ""))
    # A page printed to a file says when it was printed, which may be years after its day.
    return PdfText(text=text, about=about, made={"published": "-".join(stamp.groups())} if stamp and url is None else {})


def _open(data: bytes, name: str) -> tuple[list[str], Mapping[str, object]]:
    import pypdf

    try:
        with _bounds():
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadableError(f"{name}: this PDF asks for a password; save a copy without one")
            return _texts(reader.pages), reader.metadata or {}
    except pypdf.errors.DependencyError as error:
        raise UnreadableError(f"{name}: this PDF is encrypted; save a copy without encryption") from error
    except pypdf.errors.LimitReachedError as error:
        raise UnreadableError(f"{name}: this PDF is larger inside than any report; save the pages that you need") from error
    except UnreadableError:
        raise
    except Exception as error:  # a broken PDF can fail anywhere inside pypdf; one page must not sink the rest
        raise UnreadableError(f"{name}: a broken PDF ({type(error).__name__}); download it again or save it as text") from error


def _bounds() -> contextlib.AbstractContextManager[object]:
    """What a PDF may unpack to, and how much a page may be made of."""
    import pypdf

    bound_base85()
    unpacked = 20_000_000
    return pypdf.apply_configuration(
        page_tree_maximum_entries=5_000,
        zlib_maximum_output_length=unpacked,
        lzw_maximum_output_length=unpacked,
        run_length_maximum_output_length=unpacked,
        brotli_maximum_output_length=unpacked,
        array_based_stream_maximum_output_length=unpacked,
        stream_decoding_work_maximum_length=3 * unpacked,
        stream_parsing_work_maximum_count=500_000,
        xform_maximum_invocations_per_extraction=500,
    )


def _texts(pages: Iterable[pypdf.PageObject]) -> list[str]:
    """The text of each page, as long as all of them together stay within the bounds of a report."""
    work = 0

    def count(operator: bytes, operands: Sequence[object], *_: object) -> None:
        nonlocal work
        work += 1 + len(operands) + (_WORK_OF_FORM if operator == b"Do" else 0)
        _within(work)

    texts = []
    for page in pages:
        contents = page.get_contents()
        work += len(contents.get_data()) // _BYTES_OF_WORK if contents is not None else 0
        _within(work)
        texts.append(
            _LIGATURES.sub(lambda m: unicodedata.normalize("NFKC", m[0]), page.extract_text(visitor_operand_before=count))
        )
    return texts


def _within(work: int) -> None:
    from pypdf.errors import LimitReachedError

    if work > _MOST_WORK:
        raise LimitReachedError("drawn from more signs than a report has")


def _without_print_lines(pages: Sequence[str], title: str) -> tuple[list[str], str | None]:
    """Pages without the lines that browsers print at their edges, and the address there, where each page has one.

    Such a line is the moment of printing, the address or the number of the page, alone or beside the title. A single page
    may state an address of its own, so one counts only where a moment of printing is at the edges too.
    """
    kept, url = [], None
    for page in pages:
        lines = page.splitlines()
        edges = [i for i in range(len(lines)) if (i < _EDGE or i >= len(lines) - _EDGE) and len(lines[i]) < _LONGEST]
        printed = [i for i in edges if _is_printing_moment(lines[i].strip(), title)]
        addressed = [(i, m["url"]) for i in edges if (m := _printed_address(lines[i].strip(), title)) is not None]
        if not printed or not addressed:
            return list(pages), None
        numbered = [i for i in edges if _PAGE_OF.fullmatch(lines[i].strip())]
        gone = {*printed, *numbered, *(i for i, _ in addressed)}
        url = url or addressed[0][1]
        kept.append("\n".join(line for i, line in enumerate(lines) if i not in gone))
    return kept, url


def _is_printing_moment(line: str, title: str) -> bool:
    m = _PRINTED_AT.fullmatch(line)
    return m is not None and all(_is_beside(words, title) for words in (m["before"], m["after"]))


def _printed_address(line: str, title: str) -> re.Match[str] | None:
    m = _PRINTED_FROM.fullmatch(line)
    return m if m is not None and _is_beside(m["title"], title) else None


def _is_beside(words: str, title: str) -> bool:
    """Whether words beside a printed moment or address are nothing but the title, or its beginning, or a page's number."""
    words = _PAGE_OF.sub("", words).strip().rstrip(".…")
    return not words or title.startswith(words)


def _without_running_lines(pages: list[str]) -> list[str]:
    """Pages without the first and last lines that most of them share (figures aside), and without bare page numbers."""
    blank = re.compile(r"\d+")
    edges: dict[str, int] = {}
    for page in pages:
        lines = page.strip().splitlines()
        for line in {blank.sub("#", line.strip()) for line in [*lines[:1], *lines[-1:]]}:
            edges[line] = edges.get(line, 0) + 1
    running = {line for line, count in edges.items() if len(pages) >= 3 and count > len(pages) / 2} | {
        "#",
        "- # -",
        "Page #",
        "Page # of #",
    }
    kept = []
    for page in pages:
        lines = page.strip().splitlines()
        while lines and blank.sub("#", lines[0].strip()) in running:
            lines.pop(0)
        while lines and blank.sub("#", lines[-1].strip()) in running:
            lines.pop()
        kept.append("\n".join(lines))
    return kept
