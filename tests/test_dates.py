"""Times in words against days of publication: tables by hand (`date_phrases.csv`), and properties that hold for any words."""

import csv
import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.dates import Tense, find_times, resolve, said_on
from enduse.dates.points import PointReader
from enduse.dates.words import time_words, tokenize
from enduse.model import Period

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
    "called off over the war in Ukraine",
    "sanctions over its full-scale invasion",
    "",
]


def phrases() -> Iterator[ParameterSet]:
    """The rows of `date_phrases.csv`; an open end is empty, and `unread` says why a phrase is not read yet."""
    with (Path(__file__).parent / "date_phrases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            marks = [pytest.mark.xfail(reason=row["unread"], strict=True)] if row["unread"] else []
            values = (row["phrase"], row["tense"], row["published"], row["from"] or "-", row["to"] or "-")
            yield pytest.param(*values, marks=marks, id=" ".join(values[:3]))


def days(period: Period | None) -> tuple[str, str]:
    assert period is not None
    return tuple("-" if day is None else day.isoformat() for day in (period.first, period.last))  # type: ignore[return-value]


WEDNESDAY = dt.date(2023, 5, 10)


@pytest.mark.parametrize(("words", "tense", "published", "first", "last"), list(phrases()))
def test_phrases(words: str, tense: Tense, published: str, first: str, last: str) -> None:
    assert days(resolve(words, dt.date.fromisoformat(published), tense=tense)) == (first, last)


@pytest.mark.parametrize("words", NONE)
def test_no_time(words: str) -> None:
    assert find_times(words, WEDNESDAY) == []


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
today overnight H2 Q3 Q7 H4 053H3 1H23 FY24
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


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Baku bought T-90S tanks and Su-30s in the mid-90s.", ["in the mid-90s"]),
        ("Beijing took in the 24th and last of its jets last year.", ["last year"]),
        ("The third arrived in the eighties, the last on the 24th.", ["in the eighties", "on the 24th"]),
        ("A breach of resolutions 1718 (2006) and 1874 (2009).", []),
        ("They will not come before 2026, nor were any seen before 2020.", ["before 2026", "before 2020"]),
        ("Type 053H3 and Type 053H2 frigates arrived in H2 2019, the last H3 rocket in Q3.", ["in H2 2019", "in Q3"]),
    ],
)
def test_what_names_a_type_or_counts_is_no_time(text: str, times: list[str]) -> None:
    assert [mention.span.of(text) for mention in find_times(text, dt.date(2023, 5, 5))] == times


WORDS = sorted(
    {*time_words().starters, *time_words().beginnings, *"1990s '90s 3 19th 2022 2022-12-09 ago time of drones".split()}
)


def ends_of_points(text: str) -> list[int | None]:
    tokens = tokenize(text)
    points = [PointReader(text, tokens).read(i) for i in range(len(tokens))]
    return [point and point.end for point in points]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join))
def test_the_first_test_of_a_point_of_time_loses_none(text: str) -> None:
    found = ends_of_points(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PointReader, "_may_begin", lambda reader, i: 0 <= i < len(tokenize(text)))
        assert ends_of_points(text) == found


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The tanks would not come before 2026.", dt.date(2026, 1, 1), None),
        ("The tanks didn't come before 2021.", dt.date(2021, 1, 1), None),
        ("The tanks came before 2021.", None, dt.date(2020, 12, 31)),
    ],
)
def test_what_does_not_come_before_a_year_comes_from_it_on(text: str, first: dt.date | None, last: dt.date | None) -> None:
    (found,) = find_times(text, dt.date(2023, 5, 5))
    assert (found.period.first, found.period.last) == (first, last)


def test_what_is_handed_over_next_year_is_handed_over_in_it() -> None:
    day = dt.date(2021, 6, 3)
    assert [t.text for t in find_times("Seven boats will be handed over next year.", day)] == ["next year"]
    assert [t.text for t in find_times("It will spend a billion over the next two years.", day)] == ["over the next two years"]
