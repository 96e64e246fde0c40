"""Readings of names in the Arabic script by the optional romaniser, and that all works without it."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from enduse.names import compare_names, readings
from enduse.party import AskedParty, Name, Party
from enduse.screen import Screener

#: Of which the vowels and a consonant are written in a way that the letters alone do not tell.
NAME, USUAL = "رزق ريمون", "Rizq Raymond"


@dataclasses.dataclass(frozen=True)
class _Candidate:
    text: str


class _Transliterator:
    def transliterate(self, text: str, top_k: int) -> list[_Candidate]:
        return [_Candidate(USUAL if text == NAME else text)] * top_k


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    yield
    for cached in (readings._romaniser, readings._read):
        cached.cache_clear()


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("arabic_name_romanizer")
    module.Transliterator = _Transliterator  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "arabic_name_romanizer", module)
    readings._romaniser.cache_clear()
    readings._read.cache_clear()


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arabic_name_romanizer", None)
    readings._romaniser.cache_clear()


def listed(name: str) -> Party:
    return Party(list="x", entry="1", schema="Person", names=(Name(text=name, kind="primary"),))


@pytest.mark.usefixtures("installed")
def test_a_usual_reading_counts_where_it_is_nearer() -> None:
    assert readings.readings(NAME) == (USUAL,)
    assert readings.readings("Raymond Rizq") == ()
    assert readings.readings("علي") == ()  # what is given back in the same script is none
    assert readings.readings(NAME * 40) == ()
    assert compare_names(NAME, "Raymond Rizq").match
    assert compare_names("Raymond Rizq", NAME).match
    (match,) = Screener([listed("Raymond RIZQ")]).find_parties(AskedParty(name=NAME, schema="Person"))
    assert f'read as "{USUAL}", a spelling that is usual' in match.why()[0]


@pytest.mark.usefixtures("missing")
def test_without_the_romaniser_the_letters_decide() -> None:
    assert readings.readings(NAME) == ()
    assert not compare_names(NAME, "Raymond Rizq").match
    assert Screener([listed("Raymond RIZQ")]).find_parties(AskedParty(name=NAME, schema="Person")) == []


def test_the_real_one_reads_as_passports_do() -> None:
    pytest.importorskip("arabic_name_romanizer")
    assert "Raymond" in " ".join(readings.readings(NAME))
    assert str(readings.romaniser()).startswith("arabic-name-romanizer 0.")
