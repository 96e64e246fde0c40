"""Times in words against days of publication: tables by hand, and properties that hold for any words."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.dates import find_times, resolve, said_on
from enduse.model import Period

# Published on Wednesday 10 May 2023; told as past. "-" is open.
PAST = """
today | 2023-05-10 | 2023-05-10
this morning | 2023-05-10 | 2023-05-10
earlier today | 2023-05-10 | 2023-05-10
tonight | 2023-05-10 | 2023-05-10
yesterday | 2023-05-09 | 2023-05-09
yesterday evening | 2023-05-09 | 2023-05-09
the day before yesterday | 2023-05-08 | 2023-05-08
overnight | 2023-05-09 | 2023-05-10
last night | 2023-05-09 | 2023-05-10
during the night | 2023-05-09 | 2023-05-10
on Wednesday | 2023-05-10 | 2023-05-10
on Tuesday | 2023-05-09 | 2023-05-09
Monday | 2023-05-08 | 2023-05-08
on Sunday | 2023-05-07 | 2023-05-07
on Saturday morning | 2023-05-06 | 2023-05-06
on Friday night | 2023-05-05 | 2023-05-05
on Thursday | 2023-05-04 | 2023-05-04
last Wednesday | 2023-05-03 | 2023-05-03
last Friday | 2023-05-05 | 2023-05-05
this Monday | 2023-05-08 | 2023-05-08
on Thurs. | 2023-05-04 | 2023-05-04
since Monday | 2023-05-08 | -
until Friday | - | 2023-05-05
before dawn on Sunday | 2023-05-07 | 2023-05-07
in the night to Tuesday | 2023-05-08 | 2023-05-09
on the night of 3 May | 2023-05-03 | 2023-05-03
on 9 May | 2023-05-09 | 2023-05-09
on May 9 | 2023-05-09 | 2023-05-09
on 10 May | 2023-05-10 | 2023-05-10
on 11 May | 2022-05-11 | 2022-05-11
on 9 December | 2022-12-09 | 2022-12-09
Dec. 9 | 2022-12-09 | 2022-12-09
Dec 9 | 2022-12-09 | 2022-12-09
on December 9th | 2022-12-09 | 2022-12-09
the 9th of December | 2022-12-09 | 2022-12-09
on the ninth of December | 2022-12-09 | 2022-12-09
the twenty-first of March | 2023-03-21 | 2023-03-21
ON MARCH 18TH | 2023-03-18 | 2023-03-18
on 29 February | 2020-02-29 | 2020-02-29
31 March last year | 2022-03-31 | 2022-03-31
on 11 April last | 2023-04-11 | 2023-04-11
on 9 December 2021 | 2021-12-09 | 2021-12-09
December 9, 2021 | 2021-12-09 | 2021-12-09
Dec. 9, 2021 | 2021-12-09 | 2021-12-09
Thursday, 9 December 2021 | 2021-12-09 | 2021-12-09
2021-12-09 | 2021-12-09 | 2021-12-09
on 2021/12/09 | 2021-12-09 | 2021-12-09
9/12/2021 | 2021-12-09 | 2021-12-09
13/12/2021 | 2021-12-13 | 2021-12-13
12/13/2021 | 2021-12-13 | 2021-12-13
9.12.2021 | 2021-12-09 | 2021-12-09
01.02.2023 | 2023-02-01 | 2023-02-01
on the 3rd | 2023-05-03 | 2023-05-03
on the 19th | 2023-04-19 | 2023-04-19
3-5 May | 2023-05-03 | 2023-05-05
3 and 5 May | 2023-05-03 | 2023-05-05
November 18-19 | 2022-11-18 | 2022-11-19
November 18–19, 2021 | 2021-11-18 | 2021-11-19
28 January and 25 February | 2023-01-28 | 2023-02-25
between 30 April and 4 May | 2023-04-30 | 2023-05-04
between Feb. 24 and Dec. 31, 2022 | 2022-02-24 | 2022-12-31
from 1 June to 31 August 2022 | 2022-06-01 | 2022-08-31
since 24 February 2022 | 2022-02-24 | -
since February 24 | 2023-02-24 | -
since 7 October | 2022-10-07 | -
until 27 July 2025 | - | 2025-07-27
until 27 July | - | 2022-07-27
before 27 July 2021 | - | 2021-07-27
after 6 April 2022 | 2022-04-06 | -
as at 25 August 2022 | - | 2022-08-25
effective 24 February | 2023-02-24 | -
in May | 2023-05-01 | 2023-05-31
in February | 2023-02-01 | 2023-02-28
in June | 2022-06-01 | 2022-06-30
In December | 2022-12-01 | 2022-12-31
in Sept. 2022 | 2022-09-01 | 2022-09-30
in December 2021 | 2021-12-01 | 2021-12-31
in February 2024 | 2024-02-01 | 2024-02-29
in July of 2000 | 2000-07-01 | 2000-07-31
in July of last year | 2022-07-01 | 2022-07-31
in July last year | 2022-07-01 | 2022-07-31
January of last year | 2022-01-01 | 2022-01-31
in January this year | 2023-01-01 | 2023-01-31
in the month of March | 2023-03-01 | 2023-03-31
last July | 2022-07-01 | 2022-07-31
last May | 2022-05-01 | 2022-05-31
last April | 2023-04-01 | 2023-04-30
last December | 2022-12-01 | 2022-12-31
this February | 2023-02-01 | 2023-02-28
since last August | 2022-08-01 | -
since April | 2023-04-01 | -
since April 2021 | 2021-04-01 | -
Since last November | 2022-11-01 | -
from January 1988 | 1988-01-01 | -
until February 2022 | - | 2022-02-28
by August | - | 2022-08-31
by August 2022 | - | 2022-08-31
by the end of March 2022 | - | 2022-03-31
by the end of July | - | 2022-07-31
as of May | - | 2023-05-31
before November 2004 | - | 2004-10-31
as early as March 2020 | 2020-03-01 | 2020-03-31
in July and August 2000 | 2000-07-01 | 2000-08-31
in August and September of last year | 2022-08-01 | 2022-09-30
in March and April | 2023-03-01 | 2023-04-30
May, June and July | 2022-05-01 | 2022-07-31
between March and June 2021 | 2021-03-01 | 2021-06-30
between December 2005 and April 2007 | 2005-12-01 | 2007-04-30
between November and February | 2022-11-01 | 2023-02-28
from November 2018 until last month | 2018-11-01 | 2023-04-30
March to August last year | 2022-03-01 | 2022-08-31
in December 2021 and last August | 2021-12-01 | 2022-08-31
in early February | 2023-02-01 | 2023-02-10
mid-May | 2022-05-11 | 2022-05-20
in mid-April | 2023-04-11 | 2023-04-20
in late March | 2023-03-21 | 2023-03-31
in late February 2024 | 2024-02-21 | 2024-02-29
in the middle of April | 2023-04-11 | 2023-04-20
since mid-April | 2023-04-15 | -
since early August | 2022-08-01 | -
from the beginning of March | 2023-03-01 | -
by early July | - | 2022-07-10
in the first half of June | 2022-06-01 | 2022-06-15
in the second half of March | 2023-03-16 | 2023-03-31
over the summer | 2022-06-01 | 2022-08-31
in the summer of 2014 | 2014-06-01 | 2014-08-31
last summer | 2022-06-01 | 2022-08-31
this spring | 2023-03-01 | 2023-05-31
in the spring | 2023-03-01 | 2023-05-31
last spring | 2022-03-01 | 2022-05-31
last autumn | 2022-09-01 | 2022-11-30
in the fall of 2020 | 2020-09-01 | 2020-11-30
in the autumn | 2022-09-01 | 2022-11-30
last winter | 2022-12-01 | 2023-02-28
in the winter | 2022-12-01 | 2023-02-28
in the winter of 2019 | 2019-12-01 | 2020-02-29
in the winter of 2019-20 | 2019-12-01 | 2020-02-29
all summer | 2022-06-01 | 2022-08-31
since last summer | 2022-06-01 | -
since the spring | 2023-03-01 | -
since the autumn of 2022 | 2022-09-01 | -
before the summer | - | 2022-05-31
this year | 2023-01-01 | 2023-05-10
last year | 2022-01-01 | 2022-12-31
in 2011 | 2011-01-01 | 2011-12-31
In 2024 alone | 2024-01-01 | 2024-12-31
in '22 | 2022-01-01 | 2022-12-31
'82 | 1982-01-01 | 1982-12-31
2019 | 2019-01-01 | 2019-12-31
in the year 2015 | 2015-01-01 | 2015-12-31
around 1980 | 1980-01-01 | 1980-12-31
back in 2014 | 2014-01-01 | 2014-12-31
since 2011 | 2011-01-01 | -
since last year | 2022-01-01 | -
from 1989 on | 1989-01-01 | -
from 1991 onwards | 1991-01-01 | -
until 2008 | - | 2008-12-31
until last year | - | 2022-12-31
by 2006 | - | 2006-12-31
before 2013 | - | 2012-12-31
after 2015 | 2016-01-01 | -
not before 2025 | 2025-01-01 | -
no later than 2016 | - | 2016-12-31
in 2005 and 2006 | 2005-01-01 | 2006-12-31
in 2012 and 2015 | 2012-01-01 | 2015-12-31
In 1979 or 1980 | 1979-01-01 | 1980-12-31
from 2009 to 2018 | 2009-01-01 | 2018-12-31
between 2004 and 2007 | 2004-01-01 | 2007-12-31
2017-18 | 2017-01-01 | 2018-12-31
in 2016-2020 | 2016-01-01 | 2020-12-31
2019–23 | 2019-01-01 | 2023-12-31
in the years 2000–2001 | 2000-01-01 | 2001-12-31
early 2023 | 2023-01-01 | 2023-03-31
in early 2016 | 2016-01-01 | 2016-03-31
in mid-2022 | 2022-05-01 | 2022-08-31
in late 2011 | 2011-10-01 | 2011-12-31
since late 2021 | 2021-10-01 | -
After mid-2015 | 2015-07-01 | -
at the end of 1998 | 1998-12-01 | 1998-12-31
at the end of last year | 2022-12-01 | 2022-12-31
by the end of 2024 | - | 2024-12-31
before the end of 2024 | - | 2024-12-31
by the close of 2022 | - | 2022-12-31
from 2027 until the end of 2031 | 2027-01-01 | 2031-12-31
early last year | 2022-01-01 | 2022-03-31
in the first quarter | 2023-01-01 | 2023-03-31
in the third quarter | 2022-07-01 | 2022-09-30
in the third quarter of 2021 | 2021-07-01 | 2021-09-30
in the fourth quarter of last year | 2022-10-01 | 2022-12-31
Q3 2022 | 2022-07-01 | 2022-09-30
H1 2022 | 2022-01-01 | 2022-06-30
in the first half of 2026 | 2026-01-01 | 2026-06-30
in the second half of last year | 2022-07-01 | 2022-12-31
in the first nine months of 2021 | 2021-01-01 | 2021-09-30
in the first three months of the year | 2023-01-01 | 2023-03-31
in the 1980s | 1980-01-01 | 1989-12-31
the eighties | 1980-01-01 | 1989-12-31
in the nineties | 1990-01-01 | 1999-12-31
in the '90s | 1990-01-01 | 1999-12-31
in the early 2000s | 2000-01-01 | 2004-12-31
in the late 1990s | 1996-01-01 | 1999-12-31
in the mid-nineties | 1994-01-01 | 1996-12-31
since the 1980s | 1980-01-01 | -
since the mid-1980s | 1985-01-01 | -
in the 1990s and 2000s | 1990-01-01 | 2009-12-31
in fiscal year 2018 | 2017-10-01 | 2018-09-30
FY2022 | 2021-10-01 | 2022-09-30
in the financial year 2021-22 | 2021-04-01 | 2022-03-31
last week | 2023-05-01 | 2023-05-07
this week | 2023-05-08 | 2023-05-10
last weekend | 2023-05-06 | 2023-05-07
last month | 2023-04-01 | 2023-04-30
this month | 2023-05-01 | 2023-05-31
earlier this month | 2023-05-01 | 2023-05-10
earlier this year | 2023-01-01 | 2023-05-10
since last week | 2023-05-01 | -
late last month | 2023-04-21 | 2023-04-30
two years ago | 2021-01-01 | 2021-12-31
a year ago | 2022-05-01 | 2022-05-31
one year ago | 2022-05-01 | 2022-05-31
five months ago | 2022-12-01 | 2022-12-31
twenty months ago | 2021-09-01 | 2021-09-30
two weeks ago | 2023-04-26 | 2023-04-26
a fortnight ago | 2023-04-26 | 2023-04-26
a week ago | 2023-05-03 | 2023-05-03
ten days ago | 2023-04-30 | 2023-04-30
a day ago | 2023-05-09 | 2023-05-09
thirty years ago today | 1993-05-10 | 1993-05-10
a decade ago | 2013-01-01 | 2013-12-31
since two years ago | 2021-01-01 | -
in the past two years | 2021-05-10 | 2023-05-10
over the last two weeks | 2023-04-26 | 2023-05-10
in the past year | 2022-05-10 | 2023-05-10
over the past decade | 2013-05-10 | 2023-05-10
during the last 24 hours | 2023-05-09 | 2023-05-10
over the past six months | 2022-11-10 | 2023-05-10
in the past several months | - | 2023-05-10
in the last years | - | 2023-05-10
several years ago | - | 2023-05-10
years ago | - | 2023-05-10
recently | - | 2023-05-10
so far | - | 2023-05-10
to date | - | 2023-05-10
in recent months | - | 2023-05-10
since the invasion of Ukraine | 2022-02-24 | -
since the invasion | 2022-02-24 | -
before the full-scale invasion | - | 2022-02-24
since the embargo was lifted in February 2022 | 2022-02-01 | -
after the coup of February 2021 | 2021-02-01 | -
since the bombing began in March last year | 2022-03-01 | -
on the eve of 24 February 2022 | 2022-02-23 | 2022-02-23
"""

# The same day of publication; told as future.
FUTURE = """
tomorrow | 2023-05-11 | 2023-05-11
on Friday | 2023-05-12 | 2023-05-12
on Wednesday | 2023-05-10 | 2023-05-10
next Wednesday | 2023-05-17 | 2023-05-17
next Monday | 2023-05-15 | 2023-05-15
on 9 May | 2024-05-09 | 2024-05-09
on 10 May | 2023-05-10 | 2023-05-10
on 18 October | 2023-10-18 | 2023-10-18
in February | 2024-02-01 | 2024-02-29
in May | 2023-05-01 | 2023-05-31
in July | 2023-07-01 | 2023-07-31
by July | - | 2023-07-31
by the end of March | - | 2024-03-31
from September 1 | 2023-09-01 | -
from January | 2024-01-01 | -
until September | - | 2023-09-30
this October | 2023-10-01 | 2023-10-31
this summer | 2023-06-01 | 2023-08-31
in the autumn | 2023-09-01 | 2023-11-30
by the autumn | - | 2023-11-30
next spring | 2024-03-01 | 2024-05-31
by next spring | - | 2024-05-31
starting in the summer | 2023-06-01 | -
this year | 2023-01-01 | 2023-12-31
later this year | 2023-05-10 | 2023-12-31
later this month | 2023-05-10 | 2023-05-31
next year | 2024-01-01 | 2024-12-31
early next year | 2024-01-01 | 2024-03-31
late next year | 2024-10-01 | 2024-12-31
starting next year | 2024-01-01 | -
by the end of next year | - | 2024-12-31
by the end of the year | - | 2023-12-31
before the end of this year | - | 2023-12-31
by year-end | - | 2023-12-31
next month | 2023-06-01 | 2023-06-30
next week | 2023-05-15 | 2023-05-21
this week | 2023-05-08 | 2023-05-14
by 2030 | - | 2030-12-31
from 2027 to 2029 | 2027-01-01 | 2029-12-31
between 2028 and 2030 | 2028-01-01 | 2030-12-31
in 2025 and 2026 | 2025-01-01 | 2026-12-31
from 2026 | 2026-01-01 | -
within a month | 2023-05-10 | 2023-06-10
within the year | 2023-05-10 | 2024-05-10
within two weeks | 2023-05-10 | 2023-05-24
within the next five years | 2023-05-10 | 2028-05-10
over the next three years | 2023-05-10 | 2026-05-10
in three years' time | 2026-01-01 | 2026-12-31
two weeks from now | 2023-05-24 | 2023-05-24
soon | 2023-05-10 | -
in the coming weeks | 2023-05-10 | -
by Christmas | - | 2023-12-25
in the third quarter | 2023-07-01 | 2023-09-30
as of November 1 | 2023-11-01 | -
"""

# Words that name no time, or only look as if they did.
NONE = [
    "may provide",
    "the 9M133",
    "1,500 rockets",
    "over 2000 rockets",
    "about 2000 shells",
    "Su-35",
    "Resolution 2231",
    "a 155mm gun",
    "march on Kyiv",
    "the fall of Kabul",
    "second batch",
    "the first of 24",
    "$2 billion",
    "two of them",
    "Sunni groups",
    "the Marches",
    "for delivery",
    "by rail",
    "since then",
    "",
]


def rows(table: str) -> list[tuple[str, str, str]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]  # type: ignore[misc]


def days(period: Period | None) -> tuple[str, str]:
    assert period is not None
    return tuple("-" if day is None else day.isoformat() for day in (period.first, period.last))  # type: ignore[return-value]


WEDNESDAY = dt.date(2023, 5, 10)


@pytest.mark.parametrize(("words", "first", "last"), rows(PAST))
def test_past(words: str, first: str, last: str) -> None:
    assert days(resolve(words, WEDNESDAY)) == (first, last)


@pytest.mark.parametrize(("words", "first", "last"), rows(FUTURE))
def test_future(words: str, first: str, last: str) -> None:
    assert days(resolve(words, WEDNESDAY, tense="future")) == (first, last)


@pytest.mark.parametrize("words", NONE)
def test_no_time(words: str) -> None:
    assert find_times(words, WEDNESDAY) == []


@pytest.mark.parametrize(
    ("words", "published", "first", "last"),
    [
        ("last December", "2023-01-15", "2022-12-01", "2022-12-31"),
        ("last winter", "2023-01-15", "2021-12-01", "2022-02-28"),
        ("in the winter", "2023-01-15", "2022-12-01", "2023-02-28"),
        ("last week", "2023-01-01", "2022-12-19", "2022-12-25"),
        ("last month", "2023-03-31", "2023-02-01", "2023-02-28"),
        ("last month", "2024-01-31", "2023-12-01", "2023-12-31"),
        ("a year ago", "2024-02-29", "2023-02-01", "2023-02-28"),
        ("in the past year", "2024-02-29", "2023-02-28", "2024-02-29"),
        ("on Dec 30", "2024-01-06", "2023-12-30", "2023-12-30"),
        ("on 2 January", "2024-01-06", "2024-01-02", "2024-01-02"),
        ("yesterday", "2024-03-01", "2024-02-29", "2024-02-29"),
        ("overnight", "2024-01-01", "2023-12-31", "2024-01-01"),
        ("last summer", "2023-08-31", "2022-06-01", "2022-08-31"),
        ("last summer", "2023-09-01", "2023-06-01", "2023-08-31"),
        ("in the past several months", "2022-12-09", "-", "2022-12-09"),
        ("since the invasion", "2004-06-01", "2003-03-20", "-"),
        ("in March 2022", "1999-01-01", "2022-03-01", "2022-03-31"),
        ("5/3/2023", "2023-04-01", "2023-03-05", "2023-03-05"),
        ("3/5/2023", "2023-04-01", "2023-03-05", "2023-03-05"),
    ],
)
def test_turns_of_the_calendar(words: str, published: str, first: str, last: str) -> None:
    assert days(resolve(words, dt.date.fromisoformat(published))) == (first, last)


@pytest.mark.parametrize(
    "words",
    ["on Friday", "last July", "in February", "over the summer", "two years ago", "recently", "this year", "within a month",
     "by the end of the year", "on 9 December", "since last August", "overnight"],
)  # fmt: skip
def test_without_publication_relative_times_keep_their_words_only(words: str) -> None:
    assert resolve(words, None) == Period(text=words)


@pytest.mark.parametrize(
    "words", ["in 2011", "by the end of 2024", "9 December 2022", "between March and June 2021", "the 1980s"]
)
def test_without_publication_full_dates_are_dates(words: str) -> None:
    assert resolve(words, None) == resolve(words, WEDNESDAY)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("the same day", "2021-03-10", "2021-03-10"),
        ("that day", "2021-03-10", "2021-03-10"),
        ("that evening", "2021-03-10", "2021-03-10"),
        ("a day later", "2021-03-11", "2021-03-11"),
        ("two weeks earlier", "2021-02-24", "2021-02-24"),
        ("five months after", "2021-08-10", "2021-08-10"),
        ("the following week", "2021-03-15", "2021-03-21"),
        ("the following month", "2021-04-01", "2021-04-30"),
        ("the same year", "2021-01-01", "2021-12-31"),
        ("the previous year", "2020-01-01", "2020-12-31"),
        ("that summer", "2021-06-01", "2021-08-31"),
        ("the following spring", "2022-03-01", "2022-05-31"),
        ("the previous summer", "2020-06-01", "2020-08-31"),
        ("that April", "2021-04-01", "2021-04-30"),
        ("in the spring of that year", "2021-03-01", "2021-05-31"),
        ("the day before", "2021-03-09", "2021-03-09"),
        ("the year after", "2022-01-01", "2022-12-31"),
    ],
)
def test_times_that_count_from_another(words: str, first: str, last: str) -> None:
    anchor = Period(first=dt.date(2021, 3, 10), last=dt.date(2021, 3, 10))
    assert days(resolve(words, WEDNESDAY, anchor=anchor)) == (first, last)
    assert resolve(words, WEDNESDAY) == Period(text=words)


def test_a_time_of_the_same_text_is_counted_from() -> None:
    found = find_times("A contract was signed in June 2019 and, two years later, cancelled.", WEDNESDAY)
    assert [(m.text, days(m.period)) for m in found] == [
        ("in June 2019", ("2019-06-01", "2019-06-30")),
        ("two years later", ("2021-06-01", "2021-06-30")),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Iran shipped drones over the summer, officials said on Friday.", ["over the summer", "on Friday"]),
        ("The deal, signed in December 2021, is to run from 2027 to 2029.", ["in December 2021", "from 2027 to 2029"]),
        ("Deliveries may begin next year.", ["next year"]),
        ("In May 5 tanks were delivered.", ["In May"]),
        ("It got them from Russia in 2016.", ["in 2016"]),
        ("Tanks were handed over by the Americans in late August.", ["in late August"]),
        ("The 2015 contract was renewed.", ["2015"]),
        ("Britain (2019) and France (2021) followed.", ["2019", "2021"]),
        ("Friday's sanctions hit ten firms.", ["Friday"]),
        ("since its coup of February 2021 the army", ["since its coup of February 2021"]),
        ("Kyiv has, since the invasion, lost 40 tanks.", ["since the invasion"]),
        ("Sanctions imposed Nov. 25, 2019, and Feb. 9, 2020.", ["Nov. 25, 2019, and Feb. 9, 2020"]),
        ("Resolution 1929 of 2010 bans it.", ["of 2010"]),
        ("The F-16s of 1982 were upgraded in the nineties.", ["of 1982", "in the nineties"]),
    ],
)
def test_found_in_sentences(text: str, found: list[str]) -> None:
    assert [m.text for m in find_times(text, WEDNESDAY)] == found


@pytest.mark.parametrize(
    ("words", "precision"),
    [("on Friday", "day"), ("in June 2019", "month"), ("last summer", "season"), ("in 2011", "year"), ("since 2011", "open"),
     ("2017-18", "range"), ("last week", "range"), ("the same day", "open")],
)  # fmt: skip
def test_precision(words: str, precision: str) -> None:
    assert [m.precision for m in find_times(f"Sent {words if words != '2017-18' else 'in 2017-18'}.", WEDNESDAY)] == [precision]


@pytest.mark.parametrize(
    ("words", "said"),
    [("on Friday", "2023-05-05"), ("last July", "2022-07"), ("in February", "2023-02"),
     ("earlier this month", "2023-05"), ("last night", "2023-05-09"),
     ("last week", "2023-05"), ("last year", None), ("recently", None), ("the same day", None)],
)  # fmt: skip
def test_said_on(words: str, said: str | None) -> None:
    period = resolve(words, WEDNESDAY)
    assert period is not None
    assert said_on(period) == said


VOCABULARY = """
in on since by until before after between from to and the last this next past of early mid late end first
second quarter half year month week day years ago later two 3 12 2019 2022-23 March May Dec. 9 9th Friday
summer winter 1990s eighties within a an several , - – . the same that following fiscal invasion tens 24 '22
today overnight
""".split()
SENTENCES = st.lists(st.sampled_from(VOCABULARY), max_size=14).map(" ".join)
DATES = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))
TENSES = st.sampled_from(["past", "future"])


@settings(deadline=None)
@given(st.one_of(SENTENCES, st.text(max_size=60)), st.none() | DATES, TENSES)
def test_mentions_lie_in_the_text_in_order(text: str, published: dt.date | None, tense: str) -> None:
    found = find_times(text, published, tense=tense)  # type: ignore[arg-type]
    end = 0
    for mention in found:
        assert mention.span.start >= end
        assert mention.span.of(text) == mention.text == mention.period.text != ""
        end = mention.span.end


@settings(deadline=None)
@given(SENTENCES, DATES, TENSES)
def test_no_period_ends_before_it_begins(text: str, published: dt.date, tense: str) -> None:
    for mention in find_times(text, published, tense=tense):  # type: ignore[arg-type]
        first, last = mention.period.first, mention.period.last
        assert first is None or last is None or first <= last


@given(DATES, st.integers(0, 6))
def test_weekdays(published: dt.date, number: int) -> None:
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[number]
    past, future = resolve(f"on {name}", published), resolve(f"on {name}", published, tense="future")
    last, following = resolve(f"last {name}", published), resolve(f"next {name}", published)
    assert past is not None
    assert future is not None
    assert last is not None
    assert following is not None
    assert past.first is not None
    assert future.first is not None
    assert 0 <= (published - past.first).days < 7
    assert 0 <= (future.first - published).days < 7
    assert past.first.weekday() == future.first.weekday() == number
    assert last.first is not None
    assert following.first is not None
    assert last.first < published < following.first


@given(DATES, st.integers(1, 12))
def test_last_month_by_name_is_over_and_the_latest(published: dt.date, month: int) -> None:
    period = resolve(f"last {dt.date(2000, month, 1):%B}", published)
    assert period is not None
    assert period.first is not None
    assert period.last is not None
    assert period.first.month == month
    assert 0 < (published - period.last).days <= 366


@given(DATES)
def test_full_dates_come_back(day: dt.date) -> None:
    for words in (f"{day:%d %B %Y}", f"on {day:%B} {day.day}, {day.year}", day.isoformat(), f"{day.day} {day:%b}. {day.year}"):
        if "May." in words:
            continue
        period = resolve(words, None)
        assert period is not None
        assert (period.first, period.last) == (day, day)


@given(
    DATES,
    st.sampled_from(
        ["on Friday", "last July", "in February", "over the summer", "two years ago", "last week", "on 9 May", "overnight"]
    ),
)
def test_past_times_have_begun_by_publication(published: dt.date, words: str) -> None:
    period = resolve(words, published)
    assert period is not None
    assert period.first is not None
    assert period.first <= published


@given(
    DATES,
    st.sampled_from(
        ["on Friday", "in July", "next month", "in the autumn", "next year", "on 9 May", "tomorrow", "by the end of the year"]
    ),
)
def test_future_times_are_not_over_at_publication(published: dt.date, words: str) -> None:
    period = resolve(words, published, tense="future")
    assert period is not None
    assert period.last is not None
    assert period.last >= published


GOLD = Path(__file__).parents[1] / "evaluation" / "gold"


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold sets are not with the project")
def test_floor_on_the_training_reports() -> None:
    wanted = right = 0
    for line in (GOLD / "train.gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        when = row.get("when") or {}
        if not when.keys() & {"from", "to"}:
            continue
        header = re.search(r"(?m)^Published: (\S+)", (GOLD / "train" / row["doc"]).read_text(encoding="utf-8"))
        assert header is not None
        tense = "future" if row["status"] in ("planned", "announced") else "past"
        period = resolve(when["text"], dt.date.fromisoformat(header[1]), tense=tense)  # type: ignore[arg-type]
        wanted += 1
        right += period is not None and days(period) == (when.get("from", "-"), when.get("to", "-"))
    assert right / wanted >= 0.87
