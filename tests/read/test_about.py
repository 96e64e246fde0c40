"""What pages say of themselves in their words."""

from __future__ import annotations

import datetime as dt

import pytest

from enduse.model import Document
from enduse.read.days import find_day
from enduse.read.page import clean
from enduse.read.sources import Source

BODY = "Turkey handed twelve armed drones to Azerbaijan on Monday, officials in both capitals said. More will follow soon."


def build(text: str, *, name: str = "a.txt", url: str | None = None) -> Document:
    return clean(Source(name=name, data=text.encode(), url=url))


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"Drones reach Baku after talks\n\nANKARA, May 15 (Reuters) - {BODY}", "Reuters"),
        (f"Drones reach Baku after talks\n\nANKARA, Turkey (AP) — {BODY}", "Associated Press"),
        (f"ANKARA, May 15 (Northern Wire) - {BODY}", "Northern Wire"),
        (f"ANKARA/BAKU (Xinhua) -- {BODY}", "Xinhua"),
        (f"MOSCOW, May 15. /TASS/. {BODY}", "TASS"),
        (f"(Reuters) - {BODY}", "Reuters"),
        (f"Drones reach Baku after talks\nBy JANE DOE and JOHN ROE, Associated Press\n{BODY}", "Associated Press"),
        (f"Drones reach Baku after talks\nBy Jane Doe\nAssociated Press\n\n{BODY}", "Associated Press"),
        (f"{BODY}\n\n© 2023 AFP", "AFP"),
        (f"{BODY}\n\nCopyright 2023 The Associated Press. All rights reserved.", "Associated Press"),
        (f"{BODY} – AFP", "AFP"),
        (f"Drones reach Baku after talks\n\n{BODY}", None),
        (f"Mr Hollis (Ashby Moor): {BODY}", None),
        (f"FISCHER (Foreign Office): {BODY}", None),
        (f"{BODY}\n\nThe AP was told of it.", None),
    ],
)
def test_agency(text: str, agency: str | None) -> None:
    assert build(text).agency == agency


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Source: The Hill", "The Hill"),
        ("Via: Blue Nile Radio", "Blue Nile Radio"),
        ("This article was originally published by The Conversation.", "The Conversation"),
        ("This story was originally published on the Harbour Gazette on May 3, 2023.", "the Harbour Gazette"),
        ("This post first appeared in Defence Weekly.", "Defence Weekly"),
        ("First published in The Strait Times", "The Strait Times"),
        ("Republished with permission from Strait Media.", "Strait Media"),
        ("Reprinted from Harbour Gazette.", "Harbour Gazette"),
        ("Source: Anadolu, Kuwait Army (X), our own archive", None),
        ("Source: officials in both capitals", None),
        ("The first report of it appeared in March.", None),
    ],
)
def test_republished_from(line: str, outlet: str | None) -> None:
    document = build(f"Drones reach Baku after talks\n\n{BODY}\n\n{line}\n")
    assert document.republished_from == outlet
    if outlet is not None:
        assert document.evidence["republished_from"].words == line


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By Jane Doe and John Roe", "Jane Doe and John Roe"),
        ("By JANE DOE, Associated Press", "JANE DOE"),
        ("by Jane van der Doe | 15 May 2023", "Jane van der Doe"),
        ("By Monday the drones had arrived in Baku, officials said.", None),
        ("By train the tanks went to Minsk", None),
    ],
)
def test_byline(line: str, byline: str | None) -> None:
    assert build(f"Drones reach Baku after talks\n{line}\n\n{BODY}").byline == byline


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Drones reach Baku after talks\n\n{BODY}", "Drones reach Baku after talks"),
        (
            f"Skip to content\n\nHome | News | World\n\nDrones reach Baku after talks\nBy Jane Doe\n\n{BODY}",
            "Drones reach Baku after talks",
        ),
        (f"Will Ankara arm Baku?\n{BODY}", "Will Ankara arm Baku?"),
        (f"‘We keep our word’: Turkey arms Azerbaijan\n\n{BODY}", "‘We keep our word’: Turkey arms Azerbaijan"),
        (f"WORLD\nDrones reach Baku after talks\n\n{BODY}", "Drones reach Baku after talks"),
        (f"{BODY}\n\nThe price was not disclosed.", None),
        (BODY, None),
        (f"ANKARA, May 15 (Reuters) - {BODY}\n\nMore follows here, he said.", None),
        (f"Q: Will you sell more?\nA: Yes. {BODY}", None),
        (f"Asked about it,\nthe minister laughed. {BODY}", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    document = build(text)
    assert document.title == title
    if title is not None:
        assert document.title_span is not None
        assert document.title_span.of(document.text) == title


@pytest.mark.parametrize(
    ("text", "rule", "day"),
    [
        (f"Drones reach Baku after talks\nPublished: May 15, 2023\n\n{BODY}", "published line", dt.date(2023, 5, 15)),
        (
            f"Drones reach Baku after talks\nUpdated 16 May 2023\nPublished 15 May 2023\n{BODY}",
            "published line",
            dt.date(2023, 5, 15),
        ),
        (
            f"Drones reach Baku after talks\nLast updated on 16 May 2023 at 10:15 GMT\n{BODY}",
            "updated line",
            dt.date(2023, 5, 16),
        ),
        (f"Drones reach Baku after talks\nMonday, May 15, 2023\n{BODY}", "date line", dt.date(2023, 5, 15)),
        (f"Drones reach Baku after talks\nMay 15, 2023, 10:00 AM\n{BODY}", "date line", dt.date(2023, 5, 15)),
        (f"ANKARA, May 15 (Reuters) - {BODY}\n\n© 2023 Strait Wire", "dateline with year", dt.date(2023, 5, 15)),
        (f"ANKARA, May 15, 2023 (Reuters) - {BODY}", "dateline", dt.date(2023, 5, 15)),
        (f"Ankara/Baku, 15 May 2023 — {BODY}", "dateline", dt.date(2023, 5, 15)),
        (f"Ankara, 15 May 2023 (EFE).- {BODY}", "dateline", dt.date(2023, 5, 15)),
        *(
            (f"Drones reach Baku after talks\n\n{line}\n\n{BODY}", "line with a day", dt.date(2023, 5, 15))
            for line in (
                "Ankara, 15 May 2023",
                "15.05.2023",
                "2023-05-15T10:00:00Z",
                "Monday, 15th May 2023",
                "Mon 15 May 2023 09.00 GMT",
                "By Jane Doe | May 15, 2023 at 9:10 p.m. EDT",
                "Northern Wire · 15 May 2023",
                "[15.05.2023 21:47]",
                "Answered on 15 May 2023",
                "This story was published on 15 May 2023.",
            )
        ),
    ],
)
def test_published(text: str, rule: str, day: dt.date) -> None:
    document = build(text)
    assert (document.published, document.evidence["published"].rule) == (day, rule)


def test_no_date_is_made_up() -> None:
    for text in (
        f"ANKARA, May 15 (Reuters) - {BODY}",
        f"Drones reach Baku after talks\n\n{BODY} Ankara issued a licence on 5 May 2022.",
        f"Drones reach Baku after talks\n\nPhoto: Northern Wire, 5 March 2020\n\n{BODY}",
        f"Drones reach Baku after talks\n\nAnkara signed on 5 May 2022\n\n{BODY}",
        f"Drones reach Baku after talks\n\nAnkara Signed on 5 May 2022 — and sent nothing. {BODY}",
        f"Drones reach Baku after talks\n\n{BODY}\n\nIssued on 5 May 2022, the licence covers drones.",
    ):
        assert build(text).published is None


def test_dates_in_addresses_and_file_names() -> None:
    assert build(BODY, name="x", url="https://a.example/2023/05/15/drones").published == dt.date(2023, 5, 15)
    assert build(BODY, name="folder/ap-2023-05-15.txt").published == dt.date(2023, 5, 15)
    assert build(BODY, name="case-12023-05-159.txt").published is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2023-05-15T10:00:00Z", dt.date(2023, 5, 15)),
        ("20230515", dt.date(2023, 5, 15)),
        ("15th of May 2023", dt.date(2023, 5, 15)),
        ("Sept. 3, 2021", dt.date(2021, 9, 3)),
        ("15/05/2023", dt.date(2023, 5, 15)),
        ("05/15/2023", dt.date(2023, 5, 15)),
        ("03.04.2023", dt.date(2023, 4, 3)),
        ("03/04/2023", None),
        ("2023-02-30", None),
        ("May 2023", None),
    ],
)
def test_days(words: str, day: dt.date | None) -> None:
    assert find_day(words) == day
