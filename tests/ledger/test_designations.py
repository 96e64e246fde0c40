import pytest

from enduse.ledger.designations import base_name, canonical_name, system_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sukhoi-35", "Su-35"),
        ("Sukhoi Su-35", "Su-35S"),
        ("Su 35SE", "Su‑35"),
        ("MiG-29SMT", "Mikoyan MiG-29"),
        ("MiG29", "MIG-29UB"),
        ("S-300PMU-2", "S-300"),
        ("S300VM", "S-300PS"),
        ("Mil Mi-28", "Mi-28NE"),
        ("F-16 Block 70", "F-16 C/D"),
        ("Lockheed Martin F-16V", "F-16"),
        ("Leopard 2A6", "Leopard 2"),
        ("Mirage 2000-5", "Dassault Mirage 2000"),
        ("Kilo-class", "Kilo"),
        ("Scud-B", "Scud"),
        ("Hawk Mk 132", "Hawk"),
        ("152-millimeter", "152 mm"),
        ("7.62mm", "7.62-mm"),
        ("Wing Loong II", "Wing Loong 2"),
        ("L-550", "L550E"),
        ("Fateh-110 family", "Fateh-110"),
        ("Quarrel-9B", "QUARREL 9"),
        ("Bayraktar TB2", "TB2"),
        ("Abrams", "M1A2T Abrams"),
        ("Eurofighter", "Typhoon"),
    ],
)
def test_writings_of_one_system_share_a_key(one: str, other: str) -> None:
    assert system_key(one) == system_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("S-300", "S-400"),
        ("Su-30MKI", "Su-35"),
        ("Leopard 1A5", "Leopard 2A4"),
        ("F-16", "F-35"),
        ("Mohajer-2", "Mohajer-6"),
        ("QV3-117", "QV2-117"),
        ("Wing Loong", "Wing Loong II"),
        ("152 mm", "155 mm"),
        ("Milan", "Mil Mi-8"),
        ("QUAR-T SLM", "QUAR-T SLS"),
        ("Su-3", "Su-35"),
        ("Quarrel-9", "Quarrel-90"),
    ],
)
def test_different_systems_have_different_keys(one: str, other: str) -> None:
    assert system_key(one) != system_key(other)


@pytest.mark.parametrize("name", ["Sukhoi-35", "S-300PMU-2", "Leopard 2A6", "Quarrel-9B", "152-millimeter", "Э"])
def test_naming_again_changes_nothing(name: str) -> None:
    assert base_name(base_name(name)) == base_name(name)
    assert system_key(canonical_name(name)) == system_key(name)


def test_namesakes_are_told_apart_by_category() -> None:
    assert canonical_name("Mistral", "ship") != canonical_name("Mistral", "air_defence")
    assert system_key("Vladivostok", "ship") == system_key("Mistral", "ship")
    assert canonical_name("Mistral", "training") == "Mistral"


def test_a_name_of_signs_only_is_kept() -> None:
    assert base_name("-") == "-"
