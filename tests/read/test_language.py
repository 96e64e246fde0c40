"""Other languages are recognised; English with foreign names is English."""

from __future__ import annotations

import pytest

from enduse.errors import LanguageError
from enduse.read.language import check_language, find_other_language


@pytest.mark.parametrize(
    "text",
    [
        "Iran sells Russia drones",
        "Minister Sergey Shoigu met Hossein Dehghan",
        "Hezbollah, Kataib Sayyid al-Shuhada",
        "Kongsberg Defence & Aerospace wins NASAMS contract",
        "Rheinmetall liefert: KNDS, Krauss-Maffei Wegmann and Nexter ship Leopards",
        "MOSCOW, July 19. /TASS/. Rosoboronexport",
        "Su-35, MiG-29K",
        "Andrzej Duda: Poland gives Ukraine MiG-29s",
        "Україна received Patriot systems from Germany and the Netherlands, said the minister.",
        "Irán has delivered Mohajer-6 drones to Bolivia, said Defence Minister Edmundo Novillo.",
        "12",
        "",
    ],
)
def test_english_and_names_are_read(text: str) -> None:
    assert find_other_language(text) is None
    assert check_language(text, name="a.txt") == "en"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("Spanish", "Rusia entregó a Irán doce helicópteros de combate, según informó ayer el ministro de Defensa en Teherán."),
        (
            "German",
            "Berlin hat der Ukraine weitere vierzehn Kampfpanzer geliefert, sagte der Verteidigungsminister am Montag.",
        ),
        (
            "French",
            "La France a livré douze canons Caesar à l'Ukraine, a déclaré lundi le ministre des Armées devant les députés.",
        ),
        ("Russian", "Иран поставил России несколько сотен беспилотников, заявил представитель Белого дома."),
        ("Turkish", "Türkiye, Azerbaycan'a on iki silahlı insansız hava aracı teslim etti, dedi Savunma Bakanlığı sözcüsü."),
        ("Polish", "Polska przekaże Ukrainie czternaście czołgów Leopard, powiedział w poniedziałek premier w Warszawie."),
        ("Arabic", "سلمت إيران مئات الطائرات المسيرة إلى روسيا خلال الصيف، قال المتحدث باسم البيت الأبيض"),
        ("Chinese", "白宫发言人说，伊朗在夏天向俄罗斯提供了数百架无人机。"),
        ("Portuguese", "O Irã forneceu centenas de drones à Rússia durante o verão, disse o porta-voz da Casa Branca."),
    ],
)
def test_other_languages_are_named(language: str, text: str) -> None:
    with pytest.raises(LanguageError, match=rf"a\.txt: seems to be {language}; only English is read"):
        check_language(text, name="a.txt")
