import pytest

from enduse.ledger.sources import count_sources, source_key, sources_of

from .builders import report


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Northern Wire", "Northern Wire"),
        ("Halden News (English desk)", "Halden News"),
        ("Bay Institute, Note 3/2031", "Bay Institute, Note 12/2031"),
        ("The White House, Office of the Spokesperson", "White House"),
    ],
)
def test_one_house_counts_once(one: str, other: str) -> None:
    assert source_key(one) == source_key(other)


def test_houses_with_a_comma_stay_apart() -> None:
    assert source_key("Ministry of Defence, Velland") != source_key("Ministry of Defence, Tamar")


def test_an_agency_story_counts_for_the_agency() -> None:
    documents = [report("a", publisher="Inland Post", agency="Coastal Wire"), report("b", publisher="Coastal Wire")]
    assert count_sources(["a", "b"], sources_of(documents, [])) == 1


def test_a_republished_page_counts_for_its_source() -> None:
    documents = [report("a", publisher="a weblog", republished_from="The Hill Post"), report("b", publisher="Hill Post")]
    assert count_sources(["a", "b"], sources_of(documents, [])) == 1


def test_a_copy_that_credits_nobody_counts_for_the_earliest() -> None:
    documents = [report("a", "2031-03-03"), report("b", "2031-03-04")]
    sources = sources_of(documents, [("a", "b")])
    assert sources["b"] == source_key("Paper a")


def test_a_credit_in_one_copy_names_the_source_of_all() -> None:
    documents = [report("a"), report("b", agency="Coastal Wire"), report("c", publisher="Coastal Wire")]
    assert count_sources("abc", sources_of(documents, [("a", "b")])) == 1


def test_unknown_publishers_and_missing_documents_count_for_themselves() -> None:
    documents = [report("a", publisher=None), report("b", publisher=None, url="https://www.bay.example/x")]
    assert sources_of(documents, [])["b"] == "bay.example"
    assert count_sources(["a", "b", "missing"], sources_of(documents, [])) == 3


@pytest.mark.parametrize("short", ["CNA", "Coastal", "the Coastal News Agency"])
def test_a_short_credit_counts_for_the_house_that_it_stands_for(short: str) -> None:
    documents = [
        report("a", publisher="Coastal News Agency (English desk)"),
        report("b", publisher="Inland Post", agency=short),
    ]
    assert count_sources(["a", "b"], sources_of(documents, [])) == 1


def test_a_dateline_in_initials_is_the_reports_own_house() -> None:
    documents = [
        report("a", publisher="Coastal Wire", agency="CW"),
        report("b", publisher="Coastal Wire"),
        report("c", publisher="Carpathian Wire", agency="CW"),
    ]
    assert count_sources(["a", "b"], sources_of(documents, [])) == 1
    assert count_sources(["a", "b", "c"], sources_of(documents, [])) == 2


def test_a_short_name_that_may_be_two_houses_is_neither() -> None:
    documents = [
        report("a", publisher="Coastal Wire"),
        report("b", publisher="Carpathian Wire"),
        report("c", publisher="Inland Post", agency="CW"),
    ]
    assert count_sources(["a", "b", "c"], sources_of(documents, [])) == 3


def test_a_longer_name_is_another_house() -> None:
    documents = [report("a", publisher="Guardian"), report("b", publisher="Guardian Nigeria")]
    assert count_sources(["a", "b"], sources_of(documents, [])) == 2
