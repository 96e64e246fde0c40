"""What small files that unpack to giants may take: each is read in a process of its own with a limit of memory and of time."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import brotli
import pytest

from . import pdfs
from . import samples as s

resource = pytest.importorskip("resource")  # Windows has no such limits

#: Memory beyond what the program takes by itself, in megabytes, and processor time in seconds.
MEMORY, SECONDS = 800, 120
_READ = """
import json, pathlib, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from enduse.errors import EnduseError
from enduse.measures.reading import read_list
from enduse.read.page import clean
from enduse.read.sources import Source, find_sources
from enduse.screen.intake import ShipmentFile
import feedparser, openpyxl, pypdf, trafilatura

def pages(path):
    for found in find_sources([path], fetcher=None):
        yield str(len(clean(found).text)) if isinstance(found, Source) else "refused: " + found.message

do = {{
    "page": lambda path: " ".join(pages(path)),
    "list": lambda path: str(len(read_list(path).parties)),
    "shipments": lambda path: str(sum(1 for _ in ShipmentFile(pathlib.Path(path)))),
}}
held = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (held + {memory} * 2**20,) * 2)
said = {{}}
for name, (what, path) in json.load(sys.stdin).items():
    try:
        said[name] = do[what](path)
    except EnduseError as error:
        said[name] = f"refused: {{error}}"
print(json.dumps(said))
"""


def read_within_limits(files: dict[str, tuple[str, Path]]) -> dict[str, str]:
    """What a process with limits says of each file; it must come to its end."""
    script = _READ.format(memory=MEMORY, seconds=SECONDS)
    asked = json.dumps(files, default=str)
    done = subprocess.run([sys.executable, "-c", script], input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.returncode}: {done.stderr[-600:]}"
    said: dict[str, str] = json.loads(done.stdout)
    return said


def bombs(folder: Path) -> dict[str, tuple[str, Path]]:
    """Files of some kilobytes that unpack to hundreds of megabytes, and lists that refer to themselves."""
    made: dict[str, tuple[str, bytes]] = {}
    zeros = gzip.compress(b"<p>" + b" " * 100_000_000, 9)
    made["a page in a web archive, compressed"] = "page", s.warc(zeros, "Content-Encoding: gzip\r\n")
    made["a web archive, compressed"] = "page", gzip.compress(s.warc(b"<p>" + b"a " * 100_000_000), 6)
    nothing = brotli.compress(bytes(900_000_000), quality=3)
    made["a page in a web archive, by Brotli"] = "page", s.warc(nothing, "Content-Encoding: br\r\n")
    stream = zlib.compress(b"BT (" + b"a" * 100_000_000 + b") Tj ET", 9)
    body = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)
    pdf = s.pdf()
    start = pdf.index(b"4 0 obj") + 8
    made["a stream in a PDF"] = "page", pdf[:start] + body + pdf[pdf.index(b"endobj", start) - 1 :]
    made["a list in a zip"] = "list", s.zipped(b"a,b\n" + b"1,2\n" * 20_000_000)
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    made["entities in a list"] = "list", f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l9;</x>'.encode()
    made["entities in a feed"] = (
        "page",
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss>&l9;</rss>'.encode(),
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/sharedStrings.xml", b" " * 100_000_000)
    made["a spreadsheet of shipments"] = "shipments", out.getvalue()
    made["a spreadsheet as a list"] = "list", out.getvalue()
    made["a line of JSON without end"] = "shipments", b'{"name": "' + b"a" * 30_000_000
    endings = ("warc", "warc.gz", "warc", "pdf", "zip", "xml", "xml", "xlsx", "xlsx", "jsonl")
    files = {}
    for number, ((name, (what, data)), ending) in enumerate(zip(made.items(), endings, strict=True)):
        files[name] = what, folder / f"bomb{number}.{ending}"
        files[name][1].write_bytes(data)
    return files


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs to know the memory that is held")
def test_what_unpacks_to_a_giant_is_refused_or_read_within_limits(tmp_path: Path) -> None:
    said = read_within_limits(bombs(tmp_path))
    refused = {name for name, words in said.items() if words.startswith("refused")}
    assert {"a list in a zip", "entities in a list", "a spreadsheet of shipments", "a spreadsheet as a list"} <= refused, said


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs to know the memory that is held")
def test_pdf_files_that_mean_no_good_are_read_or_refused_within_limits(tmp_path: Path) -> None:
    files: dict[str, tuple[str, Path]] = {}
    for number, (what, data) in enumerate(pdfs.hostile()):
        files[what] = "page", tmp_path / f"{number}.pdf"
        files[what][1].write_bytes(data)
    said = read_within_limits(files)
    refused = {what for what, words in said.items() if words.startswith("refused")}
    assert all(len(said[what]) < 400 and said[what].isprintable() for what in refused)
    large = {what for what in refused if "larger inside than any report" in said[what]}
    assert {
        "page tree of a billion",
        "a stream that unpacks to 60 MB",
        "20,000 pages",
        "1,000 pages of one large one",
        "15 MB of nothing in base 85",
        "15 MB of words in base 85",
    } <= large, said
    assert not refused & {"JavaScript that runs when opened", "a table elsewhere", "a title with controls"}, said
