"""Every rule has its section in the documentation, and findings keep to the rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from enduse.screen.rules import SEVERITIES, by_gravity, found, graver, lesser, rules

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "enduse" / "screen").glob("*.py"))


@pytest.mark.parametrize("rule", rules())
def test_every_rule_has_a_section_with_its_severity_and_source(rule: str) -> None:
    section = re.search(rf"^### `{re.escape(rule)}`\n(.*?)(?=^#|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert section is not None
    assert f"**{rules()[rule].severity}**" in section[1]
    assert "Source:" in section[1]


@pytest.mark.parametrize("rule", rules())
def test_every_rule_is_used(rule: str) -> None:
    assert f'"{rule}"' in SOURCES


def test_no_section_is_of_a_rule_that_is_none() -> None:
    assert set(re.findall(r"^### `([^`]+)`", PAGE, re.MULTILINE)) == set(rules())


def test_a_finding_never_says_more_than_its_rule() -> None:
    assert found("owner.minority", "party", "x", severity="block").severity == "note"
    assert found("party.name", "party", "x", severity="review").severity == "review"
    assert found("party.name", "party", "x").severity == "block"


def test_severities_are_ordered() -> None:
    assert graver("note", "licence") == "licence"
    assert lesser("note", "licence") == "note"
    assert SEVERITIES[0] == "block"


def test_findings_come_gravest_first_then_in_force_then_by_score() -> None:
    weak = found("party.name", "a", "weak", score=0.8)
    strong = found("party.name", "a", "strong", score=0.9)
    grey = found("party.name", "a", "grey", score=0.99, in_force=None)
    note = found("owner.minority", "a", "note")
    assert [f.words for f in by_gravity([note, grey, weak, strong])] == ["strong", "weak", "grey", "note"]
