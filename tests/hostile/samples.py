"""Well-formed bytes of every form that comes from outside, small, for mutation to start from."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import openpyxl

TEXT = (
    "Published: 2022-12-09\nPublisher: The Harbour Gazette\n\nIran sends Russia more drones\n\n"
    "TEHRAN, Dec 9 (Reuters) - Iran has sent Russia “more than 400” Shahed-136 drones since last August, the Pentagon's\n"
    "spokesman said on Friday. The deal is worth $2 million a drone, according to leaked papers.\n\n"
    "Tehran denies it. Washington imposed sanctions on two companies on Thursday.\n\nShare this article\nRead more: Sport\n"
)
_PARAGRAPHS = "".join(f"<p>{words}</p>" for words in TEXT.split("\n\n")[1:4])
HTML = (
    '<!DOCTYPE html><html lang="en"><head><title>Iran sends Russia more drones</title><meta charset="utf-8">'
    '<meta property="article:published_time" content="2022-12-09T10:00:00Z"><meta name="author" content="A. Writer">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2022-12-09", "headline": "Iran"}</script>'
    f'</head><body><nav><a href="/">Home</a> | <a href="/s">Sport</a></nav><article><h1>Iran sends</h1>{_PARAGRAPHS}'
    "<table><tr><td>Shahed-136</td><td>400</td></tr></table></article><footer>© 2022</footer></body></html>"
)
MARKDOWN = (
    f"---\ntitle: Iran sends\ndate: 2022-12-09\nauthor: 'A. Writer'\n---\n# Iran **sends**\n\n![x](y.png) [a](b)\n\n{TEXT}"
)
MAIL = (
    'From: "A. Writer" <a@example.org>\r\nTo: desk@example.org\r\nSubject: =?utf-8?q?Iran_sends?=\r\n'
    "Date: Fri, 09 Dec 2022 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/alternative; boundary="b1"\r\n\r\n--b1\r\nContent-Type: text/plain; charset="utf-8"\r\n'
    f"Content-Transfer-Encoding: 8bit\r\n\r\n{TEXT}\r\n--b1\r\nContent-Type: text/html\r\n\r\n{HTML}\r\n--b1--\r\n"
)
RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
    "<title>The Harbour Gazette</title><item><title>Iran sends</title><link>https://example.org/1</link>"
    "<pubDate>Fri, 09 Dec 2022 10:00:00 GMT</pubDate>"
    f"<description><![CDATA[{_PARAGRAPHS}]]></description></item></channel></rss>"
)
ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><entry><id>urn:1</id><title>Iran</title>'
    '<updated>2022-12-09T10:00:00Z</updated><link href="https://example.org/2"/><author><name>A. Writer</name></author>'
    f'<content type="html">{_PARAGRAPHS.replace("<", "&lt;")}</content></entry></feed>'
)


def pdf(text: str = TEXT) -> bytes:
    """A PDF of one page, written by hand."""
    shown = "".join(f"({line.replace('(', '').replace(')', '')[:90]}) Tj T*\n" for line in text.splitlines())
    stream = f"BT /F1 11 Tf 14 TL 40 800 Td\n{shown}ET".encode("latin-1", "replace")
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (Iran sends drones) /CreationDate (D:20221209100000Z) >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(bodies) + 1, table) + tail


def warc(page: bytes = HTML.encode(), encoding: str = "") -> bytes:
    """A web archive of one response."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{encoding}\r\n".encode()
    block = head + page
    record = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/1\r\nWARC-Date: 2022-12-09T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return record.encode() + block + b"\r\n\r\n"


SHIPMENTS_CSV = (
    "Reference,Exporter,Exporter country,Consignee,Consignee country,IMO,HS code,Description,Part number,Destination,Date\n"
    'A-1,Acme GmbH,DE,"Orlan Components Trading FZE",AE,9074729,8542.31,microcontrollers,TMS320F28335PGFA,AE,2024-06-01\n'
    "A-1,Acme GmbH,DE,Orlan Components Trading FZE,AE,,8526.91,GPS receiver,,AE,01/06/2024\nB-2,Иванов,RU,Ελ Επε,GR,,,,,,\n"
)
SHIPMENTS_JSON = (
    json.dumps(
        {
            "reference": "A-1",
            "exporter": "Acme GmbH",
            "consignee": {"name": "Orlan FZE", "country": "AE", "identifiers": [{"kind": "lei", "value": "5299"}]},
            "parties": [{"role": "bank", "name": "First Bank", "birth": "1965-04-13"}],
            "goods": [{"hs": 854231, "description": "chips", "part number": "TMS320"}],
            "transit": ["AE", "KZ"],
            "date": "2024-06-01",
        }
    )
    + '\n{"name": "Timur Arslanov", "type": "individual", "country": ["ru", "by"]}\n'
)


def sheet() -> bytes:
    """The shipments as a spreadsheet."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    for line in SHIPMENTS_CSV.splitlines():
        book.active.append(line.split(","))
    book.save(out)
    return out.getvalue()


OWNERS = (
    "owner,owned,share,control,source\nTimur Arslanov,Kaskad Avionika LLC,60%,,register\nA,B,25-50,yes,\nC,D,> 75,,\n",
    '{"id": "a", "schema": "Person", "properties": {"name": ["A"]}}\n{"id": "o", "schema": "Ownership", "properties": {'
    '"owner": ["a"], "asset": ["b"], "percentage": ["60"], "startDate": ["2020-01-02"]}}\n',
    '[{"statementID": "1", "statementType": "personStatement", "names": [{"fullName": "A"}]}, {"statementID": "2", '
    '"statementType": "ownershipOrControlStatement", "subject": {"describedByEntityStatement": "3"}, "interestedParty": '
    '{"describedByPersonStatement": "1"}, "interests": [{"type": "shareholding", "share": {"minimum": 25, "maximum": 50}, '
    '"startDate": "2020-01-02"}]}]',
)
HEADINGS_MAPPING = "Ware: description\nKunde: consignee\nKundenland: consignee country\nUnnütz:\n"
LIST_MAPPING = (
    "name: own\ntitle: Our list\nauthority: Us\ncolumns:\n  Nr: {as: ignore}\n  Name: {as: name, split: ';'}\n"
    "  Land: {as: country}\n  Geboren: {as: birth, order: dmy}\nentry: Nr\nempty: ['-']\n"
)
LIST_TABLE = "Nr;Name;Land;Geboren\n1;Arslanov, Timur;RU;12.03.1971\n2;Kaskad;DE;-\n"
ROW = {
    "doc": "report.txt",
    "kind": "transfer",
    "span": [0, 4],
    "quote": "Iran has sent Russia “more than 400” Shahed-136 drones since last August",
    "supplier": ["IR"],
    "recipient": ["RU"],
    "items": [
        {"category": "uav", "text": "drones", "designation": "Shahed-136", "quantity": {"low": 400, "text": "more than 400"}}
    ],
    "status": "delivered",
    "certainty": "asserted",
    "when": {"from": "2022-08-01", "to": "2022-12-09", "text": "since last August"},
    "attribution": {"speaker": "the Pentagon's spokesman", "said_on": "2022-12-09", "basis": "intelligence"},
}
ANSWER = json.dumps({"statements": [ROW]}, ensure_ascii=False)
COMPLETION = json.dumps({"choices": [{"message": {"role": "assistant", "content": ANSWER}}]})
RECONCILE = json.dumps(
    {
        "q0": {"query": "Timur Arslanov", "type": "Person", "properties": [{"pid": "Person:birthDate", "v": "1971-03-12"}]},
        "q1": {
            "query": "Kaskad",
            "type": [{"id": "Company"}],
            "limit": 3,
            "properties": [{"pid": "country", "v": {"id": "ru"}}],
        },
    }
)
EXTEND = json.dumps({"ids": ["NK-1"], "properties": [{"id": "Person:birthDate", "settings": {"limit": 1, "render": "raw"}}]})
MATCH = json.dumps({"queries": {"a": {"schema": "Person", "properties": {"name": ["Timur Arslanov"], "birthDate": ["1971"]}}}})
SCREEN = json.dumps(
    {
        "reference": "A-1",
        "parties": [{"name": "Timur Arslanov", "role": "consignee", "countries": ["RU"], "birth": "1971-03-12"}],
        "goods": [{"hs": "854231", "description": "chips", "part_number": "TMS320"}],
        "destination": "RU",
        "date": "2024-06-01",
        "as_of": "2024-06-02",
    }
)
READ = json.dumps({"text": TEXT, "published": "2022-12-09"})
SIDECAR = json.dumps({"page.txt": {"title": "Iran sends", "published": "2022-12-09", "publisher": "Gazette"}})


def zipped(data: bytes, name: str = "list.csv") -> bytes:
    """The bytes as the one member of a zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


WARC_GZ = gzip.compress(warc(gzip.compress(HTML.encode()), "Content-Encoding: gzip\r\n"))
