"""Where quotations begin and end."""

import pytest

from enduse.read.quotation import Quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "we sold ten" and left.', ['"we sold ten"']),
        ("“We sold ten,” he said. “All of them.”", ["“We sold ten,”", "“All of them.”"]),
        ("«Nous» et „wir“.", ["«Nous»", "„wir“"]),
        ("Iran’s drones and Russia’s jets.", []),
    ],
)
def test_quotations_of_a_paragraph(text: str, quoted: list[str]) -> None:
    assert [span.of(text) for span in Quotations(text).spans] == quoted


def test_a_quotation_runs_on_over_paragraphs_that_open_anew() -> None:
    text = "He said: “We sold ten.\n\n“Then twelve more.” It was late."
    (span,) = Quotations(text).spans
    assert span.of(text).endswith("twelve more.”")


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = 'He said "we sold ten.\n\nIt was late.'
    quotations = Quotations(text)
    assert quotations.at(text.index("ten")) is not None
    assert quotations.at(text.index("late")) is None
