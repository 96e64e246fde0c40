"""Headings of shipment files in three languages, a field before its role, and one heading twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from enduse.screen.headings import Field, read_heading, read_headings, words_for
from enduse.screen.intake import ShipmentFile


def fields(line: str) -> list[tuple[str, str]]:
    found, unused = read_headings(line.split(";"))
    assert unused == []
    return [(field.part, field.name) for field in found.values()]


def test_german_headings() -> None:
    line = "Ausführer;Empfänger;Empfängerland;Endverwender;Land des Endverwenders;Warenbezeichnung;Zolltarifnummer;Menge;Wert"
    assert fields(line) == [
        ("exporter", "name"), ("consignee", "name"), ("consignee", "country"), ("end_user", "name"), ("end_user", "country"),
        ("goods", "description"), ("goods", "hs"), ("goods", "quantity"), ("goods", "value"),
    ]  # fmt: skip
    assert fields("Empfaenger;Bestimmungsland;Hersteller;Teile-Nr.") == fields("Empfänger;Zielland;Marke;Teilenummer")


def test_french_headings() -> None:
    line = "Expéditeur;Destinataire;Pays du destinataire;Désignation des marchandises;Code SH;Date d'expédition;Pays d'origine"
    assert fields(line) == [
        ("exporter", "name"), ("consignee", "name"), ("consignee", "country"), ("goods", "description"), ("goods", "hs"),
        ("shipment", "date"), ("shipment", "origin"),
    ]  # fmt: skip
    assert fields("Nom;Date de naissance;N° passeport") == [("party", "name"), ("party", "birth"), ("party", "passport")]


@pytest.mark.parametrize("heading", ["country of the consignee", "consignee country", "land des empfangers", "empfangerland"])
def test_a_field_of_a_role(heading: str) -> None:
    assert read_heading(heading) == Field(part="consignee", name="country")


def test_kinds_of_parties_in_three_languages() -> None:
    assert {words_for("types")[word] for word in ("person", "naturliche person", "personne physique")} == {"Person"}


def test_a_second_column_of_names_is_another_party(tmp_path: Path) -> None:
    path = tmp_path / "parties.csv"
    path.write_text("Name,Country,Name,Country\nKestrel Ltd,DE,Varnholt GmbH,FR\nOrlan SA,IT,,\n", encoding="utf-8")
    both, one = (row.shipment for row in ShipmentFile(path))
    assert both is not None
    assert one is not None
    assert [(p.name, p.countries) for p in both.parties] == [("Kestrel Ltd", ("DE",)), ("Varnholt GmbH", ("FR",))]
    assert [p.name for p in one.parties] == ["Orlan SA"]


def test_the_headings_of_letters_of_credit_and_payments() -> None:
    line = "L/C Ref;Applicant;Applicant Country;Beneficiary;Beneficiary Country;Issuing Bank;Issuing Bank BIC"
    assert fields(line) == [
        ("shipment", "reference"), ("consignee", "name"), ("consignee", "country"), ("exporter", "name"),
        ("exporter", "country"), ("bank", "name"), ("bank", "bic"),
    ]  # fmt: skip
    assert fields("Beneficial Owner;Ordering Customer") == [("owner", "name"), ("party", "name")]
    banks, _ = read_headings(["Issuing Bank", "Issuing Bank BIC", "Advising Bank", "Advising Bank BIC"])
    assert len({(field.name, field.slot) for field in banks.values()}) == 4
