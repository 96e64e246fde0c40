"""Numbers in sentences and what they count: tables by hand, and properties that hold for any words."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.model import Quantity, Span
from enduse.numerals import find_numerals, read_number
from enduse.read.quantities import find_quantities, price_of, quantity_of

# Words | value.
NUMBERS = """
seven | 7
twelve | 12
nineteen | 19
twenty-four | 24
ninety-nine | 99
forty eight | 48
a hundred | 100
one hundred | 100
two hundred and forty | 240
a hundred and fifty | 150
thirteen hundred | 1300
a thousand | 1000
thirteen thousand | 13000
two thousand one hundred sixty-six | 2166
seventeen thousand four hundred seventy-five | 17475
half a million | 500000
two and a half million | 2500000
a million and a half | 1500000
three and a half billion | 3500000000
one billion and seventy-three million | 1073000000
1 billion 400 million | 1400000000
nine point three million | 9300000
a dozen | 12
half a dozen | 6
two dozen | 24
6,700 | 6700
1,118,034,000 | 1118034000
10 000 | 10000
1.500.000 | 1500000
1.2 million | 1200000
6.75 billion | 6750000000
2,5 million | 2500000
42,000 crore | 420000000000
5 lakh | 500000
20 thousand | 20000
"""

# A sentence with the thing in brackets | low | high ("-" is open).
COUNTS = """
It sent seven [tanks] | 7 | 7
It sent 400 [drones] | 400 | 400
more than 400 [drones] | 400 | -
More than 20 [aircraft] | 20 | -
over 12,000 [M16 rifles] | 12000 | -
well over a thousand [one-way attack drones] | 1000 | -
at least 100 [ballistic missiles] | 100 | -
At least 1,500 [rifles] | 1500 | -
no fewer than 20 [machines] | 20 | -
not less than 20 [complete machines] | 20 | -
upwards of eighty [F-16s] | 80 | -
in excess of 50 [vehicles] | 50 | -
up to 50 [launchers] | - | 50
Up to 12 [F-16 aircraft] | - | 12
as many as 500 [Tomahawks] | - | 500
fewer than a hundred [BTR-4 carriers] | - | 100
less than 30 [tanks] | - | 30
no more than ten [jets] | - | 10
at most 40 [shells] | - | 40
up to several hundred [drones] | - | 300
up to two more [submarines] | - | 2
about 20 [Bayraktar TB2] | 20 | 20
around 200 [guns] | 200 | 200
roughly 400,000 [rounds of rifle ammunition] | 400000 | 400000
some 50 [howitzers] | 50 | 50
nearly 300 [missiles] | 300 | 300
close to half a million [cartridges] | 500000 | 500000
perhaps ten [MiG-29s] | 10 | 10
an estimated 150 [rockets] | 150 | 150
approximately 3,500 [drones] | 3500 | 3500
a total of 31 [Abrams tanks] | 31 | 31
about a hundred [rockets] | 100 | 100
hundreds of [attack drones] | 200 | -
Hundreds of [drones] were sent | 200 | -
dozens of [grenade launchers] | 24 | -
scores of [vehicles] | 40 | -
thousands of [rounds] | 2000 | -
tens of thousands of [shells] | 20000 | -
hundreds of thousands of [artillery rounds] | 200000 | -
millions of [shells] | 2000000 | -
several hundred [missiles] | 200 | -
several thousand [blocks of C-4] | 2000 | -
a dozen [Typhoons] | 12 | 12
half a dozen [helicopters] | 6 | 6
two dozen [Su-30SMs] | 24 | 24
more than two dozen [jets] | 24 | -
a pair of [Talwar-class frigates] | 2 | 2
a couple of [radars] | 2 | 2
a trio of [high-sea patrol boats] | 3 | 3
both of the [aircraft] | 2 | 2
between 30 and 40 [tanks] | 30 | 40
between 100 and 150 [Gripen E] | 100 | 150
30 to 40 [tanks] | 30 | 40
30-40 [tanks] | 30 | 40
30–40 [tanks] | 30 | 40
700 to 800 [surface-to-air missiles] | 700 | 800
14 or 16 [Su-30MKAs] | 14 | 16
eight to twelve [Gripens] | 8 | 12
2 to 3 thousand [shells] | 2000 | 3000
fifty or more [boats] | 50 | -
five or more [Bayraktars] | 5 | -
13 or so [jets] | 13 | 13
340-odd [OH-58D Kiowa Warriors] | 340 | -
14 [MiG-29 and Su-24] | 14 | 14
At least 14 MiG-29 and Su-24 [jets] | 14 | -
hundreds of Mohajer and Shahed [drones] | 200 | -
20 second-hand [Saxons] | 20 | 20
31 American-made [M1A1 Abrams tanks] | 31 | 31
four nearly new [frigates] | 4 | 4
three more [submarines] | 3 | 3
another 20 [Marders] | 20 | 20
another hundred [tanks] | 100 | 100
150 more [Javelins] | 150 | 150
a further 96 [Leopard 1 tanks] | 96 | 96
the remaining five [aircraft] | 5 | 5
the first four [frigates] | 4 | 4
its first six [Apaches] | 6 | 6
all 24 [launchers] | 24 | 24
made over all thirteen of the country's [MiG-29s] | 13 | 13
handed over six [F-16s] | 6 | 6
the hundred [K9s] ordered in 2021 | 100 | 100
36 containers of [rockets] | 36 | 36
some 50 tons of [weapons] | 50 | 50
240 tonnes of [obsolete equipment] | 240 | 240
more than 130,000 tonnes of [ammunition] | 130000 | -
500,000 rounds of [artillery ammunition] | 500000 | 500000
29 sets of [parts] | 29 | 29
two squadrons of [F-16s] | 2 | 2
five regiments of [S-400] systems | 5 | 5
85 drums of an [unidentified chemical] | 85 | 85
1,000 containers of [shells] and rockets | 1000 | 1000
1,000 containers of shells and [rockets] | 1000 | 1000
1,000 containers of shells, mortar bombs and [rockets] | 1000 | 1000
1.2 million [rounds] | 1200000 | 1200000
6,700 [containers] | 6700 | 6700
10 000 [containers] | 10000 | 10000
twenty-four [Bastion vehicles] | 24 | 24
seventeen thousand four hundred seventy-five (17,475) [FMU-152A/B fuzes] | 17475 | 17475
three thousand (3,000) [AGM-114 Hellfire missiles] | 3000 | 3000
sixty [2000-5 fighters] | 60 | 60
forty [155mm howitzers] | 40 | 40
Forty [M-302 rockets] | 40 | 40
40 155mm [howitzers] | 40 | 40
24 [M-346 jets] from Leonardo | 24 | 24
three [Type 214s] | 3 | 3
one of the [submarines] | 1 | 1
nine of the [F-16s] | 9 | 9
the last dozen of the 49 [M1A1 Abrams tanks] | 12 | 12
The first of 36 [F-16s] | 1 | 1
part of the 96 [Leopard 2 tanks] | - | 96
[a first batch of ten T-72 tanks] | 10 | 10
[36 more] | 36 | 36
[the first two] | 2 | 2
[at least 12 launchers] | 12 | -
[between 16 and 24] | 16 | 24
[tanks] (40) | 40 | 40
[howitzers], 24 in all, | 24 | 24
[drones], up to six of which | - | 6
[Zuzana 2 howitzers] for Ukraine, sixteen of them new | 16 | 16
[F-16s], of which 24 were a gift | 24 | 24
[F-16s] from the United States, upwards of eighty in all | 80 | -
[trucks]: 30 | 30 | 30
About 420 gunners have so far been [trained] there | 420 | 420
an [S-400 battery] | 1 | 1
a [drone assembly line] | 1 | 1
[a drone assembly line] | 1 | 1
A [frigate] of the same yard | 1 | 1
[an assembly plant] | 1 | 1
a Tor-M2 [battery] | 1 | 1
a third [Kilo-class submarine] | 1 | 1
another [Pohang-class ship] | 1 | 1
the third [Patriot launcher] | 1 | 1
their only [S-300] | 1 | 1
a [C-802] | 1 | 1
one [helicopter] | 1 | 1
"""

# A sentence with the thing in brackets | sum | currency ("-" where the words name none).
PRICES = """
a $1.1 billion [contract] | 1100000000 | USD
a 1.1-billion-dollar [contract] | 1100000000 | USD
the 4.2-billion-dollar [arms contract] | 4200000000 | USD
[motors] worth 58 billion won | 58000000000 | KRW
[drones], worth $60 million | 60000000 | USD
[a deal] valued at €1.5 billion | 1500000000 | EUR
[The contract], signed in May, was for $2 billion | 2000000000 | USD
$500 million worth of [weapons] | 500000000 | USD
50 million euros' worth of [radars] | 50000000 | EUR
more than $20 billion in [arms] | 20000000000 | USD
nearly £6bn of [aircraft] | 6000000000 | GBP
A$245 million for [ships] | 245000000 | AUD
US$920 million for [jets] | 920000000 | USD
C$400 million in [aid] | 400000000 | CAD
NZ$110 million of [arms] | 110000000 | NZD
USD 375-million [contract] | 375000000 | USD
NOK 75 billion in [aid] | 75000000000 | NOK
AED 147 million for [missiles] | 147000000 | AED
Rs 21,083 crore in [exports] | 210830000000 | INR
[aircraft] for 42,000 crore rupees | 420000000000 | INR
[radars] for 254 billion yen | 254000000000 | JPY
[shells] at 1.7 billion crowns | 1700000000 | CZK
[Gripens] worth 39.3 billion Swedish kronor | 39300000000 | SEK
[rounds] worth 350 million Norwegian kroner | 350000000 | NOK
[rounds] worth 25 million Danish kroner | 25000000 | DKK
[a gun] for a billion Australian dollars | 1000000000 | AUD
[a system] for about 406 million Canadian dollars | 406000000 | CAD
[Pioruns] for 3 billion zlotys | 3000000000 | PLN
[parts] for 560 million roubles | 560000000 | RUB
[parts] for 100bn roubles | 100000000000 | RUB
[drones] worth 2 billion lira | 2000000000 | TRY
[jets] worth 10 billion dirhams | 10000000000 | AED
[jets] worth 10 billion riyals | 10000000000 | SAR
[ships] at 13.5 billion baht | 13500000000 | THB
[chips] worth $568,000 | 568000 | USD
[licences] worth €827m | 827000000 | EUR
billions of dollars of [weapons] | 2000000000 | USD
tens of millions of dollars in [aid] | 20000000 | USD
half a billion dollars in [military aid] | 500000000 | USD
between $10 million and $30 million for [radars] | 10000000 | USD
R4 billion of [controlled items] | 4000000000 | ZAR
[programme] worth 2.7 billion | 2700000000 | -
a 200-million [programme] | 200000000 | -
[Price]: at least $300 million | 300000000 | USD
"""

# A sentence with the thing in brackets: nothing counts it.
UNCOUNTED = """
155mm [howitzers]
155-mm [shells]
122 mm [rockets]
.50 calibre [rifles]
9 mm [ammunition]
500-pound [bombs]
[bombs of 2,000 pounds]
[F-16s]
[Su-35]
[S-400 systems]
[Leopard 2 tanks]
[Type 23s]
[KN-23]
In 2022 [tanks] were sent
on 9 December [drones] were shipped
since 2014 [arms] have gone there
five years ago [missiles] were sold
a range of 300 km for the [missiles]
300-km [missiles]
20 per cent of [arms exports]
69% of [imports]
resolution 2231 on [arms]
Article 5 bans [arms]
three countries sent [drones]
40 people were killed by [rockets]
12 states bought [jets]
40-year-old [tanks]
two-seat [fighters]
six F-16s, [Hellfire missiles]
six tanks and [rifles]
it sold 20 tanks to Iraq with [ammunition]
eight kinds of [rockets]
[drones], 20 launchers
[NigComSat-1], 2007, was replaced
not one [Su-35]
no [weapons]
never a single [shell]
several [drones]
a few [rifles]
a handful of [Su-25s]
many [missiles]
a batch of [shells]
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def marked(sentence: str) -> tuple[Span, str]:
    start, end = sentence.index("["), sentence.index("]")
    return Span(start=start, end=end - 1), sentence.replace("[", "").replace("]", "")


def number(cell: str) -> int | None:
    return None if cell == "-" else int(cell)


@pytest.mark.parametrize(("words", "value"), rows(NUMBERS))
def test_numbers_in_words(words: str, value: str) -> None:
    assert read_number(words) == int(value)
    assert [(n.start, n.end, n.value) for n in find_numerals(words)] == [(0, len(words), int(value))]


@pytest.mark.parametrize(("sentence", "low", "high"), rows(COUNTS))
def test_counts(sentence: str, low: str, high: str) -> None:
    quantity = quantity_of(*marked(sentence))
    assert quantity is not None
    assert (quantity.low, quantity.high, quantity.value_low) == (number(low), number(high), None)


@pytest.mark.parametrize(("sentence", "value", "currency"), rows(PRICES))
def test_prices(sentence: str, value: str, currency: str) -> None:
    quantity = quantity_of(*marked(sentence))
    assert quantity is not None
    assert (quantity.value_low, quantity.currency) == (int(value), None if currency == "-" else currency)
    assert (quantity.low, quantity.high) == (None, None)


@pytest.mark.parametrize("sentence", UNCOUNTED.strip().splitlines())
def test_uncounted(sentence: str) -> None:
    quantity = quantity_of(*marked(sentence))
    assert quantity is None or (quantity.low, quantity.high, quantity.value_low) == (None, None, None)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [("more than 400 [drones]", "more than 400"), ("several [drones]", "several"), ("sold to [Iraq]", None),
     ("[tanks] (40)", "40"),
     ("a handful of [Su-25s]", "a handful"), ("an [S-400 battery]", "an"), ("some $2 billion of [arms]", "some $2 billion")],
)  # fmt: skip
def test_words_are_kept(sentence: str, words: str | None) -> None:
    quantity = quantity_of(*marked(sentence))
    assert (quantity and quantity.text) == words


def test_a_price_beside_a_number() -> None:
    item, text = marked("It bought eight [F-16s] for $699 million.")
    assert quantity_of(item, text) == Quantity(low=8, high=8, text="eight")
    assert price_of(item, text) == Quantity(value_low=699_000_000, currency="USD", text="$699 million")


def test_each_thing_has_its_own_number() -> None:
    text = (
        "Forty M-302 rockets with a range of up to 160 kilometres, 181 mortar shells of 120 millimetres and 400,000 cartridges"
    )
    counted = {}
    for words in ("M-302 rockets", "mortar shells", "cartridges"):
        start = text.index(words)
        quantity = quantity_of(Span(start=start, end=start + len(words)), text)
        counted[words] = quantity.low if quantity else None
    assert counted == {"M-302 rockets": 40, "mortar shells": 181, "cartridges": 400_000}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("155mm", ["measure"]),
        ("a range of 300 km", ["measure"]),
        ("20 per cent", ["share"]),
        ("69% of them", ["share"]),
        ("resolution 2231", ["label"]),
        ("in 2022", ["time"]),
        ("on 9 December 2021", ["time", "time"]),
        ("$3 million", ["money"]),
        ("seven tanks", ["count"]),
        ("40-year-old", ["measure"]),
        ("F-16", []),
        ("over 2000 euros", ["money"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [m.kind for m in find_quantities(text)] == kinds


VOCABULARY = """
one two twelve twenty-four hundred thousand million dozen half a an the and or to of - – , . ( ) $ € 400 6,700
1.5 2022 155mm km F-16 T-72 tanks drones containers rounds more than up to about at least several dozens
hundreds worth dollars Swedish kronor won first last between nearly not no % per cent
""".split()
SENTENCES = st.lists(st.sampled_from(VOCABULARY), max_size=16).map(" ".join)


@settings(deadline=None)
@given(st.one_of(SENTENCES, st.text(max_size=60)))
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for mention in find_quantities(text):
        assert mention.span.contains(mention.core)
        assert mention.core.start >= end
        assert mention.core.of(text) in mention.quantity.text
        assert mention.span.end <= len(text)
        low, high = mention.quantity.low, mention.quantity.high
        assert low is None or high is None or low <= high
        end = mention.core.end


@settings(deadline=None)
@given(SENTENCES, st.data())
def test_any_stretch_can_be_asked_about(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quantity = quantity_of(Span(start=start, end=end), text)
    assert quantity is None or quantity.text != ""


@given(st.integers(1, 9_999_999))
def test_figures_count_what_follows(count: int) -> None:
    for figures in (f"{count:,}", str(count)):
        if 1800 <= count <= 2099:
            continue
        text = f"It sold {figures} rockets."
        start = text.index("rockets")
        quantity = quantity_of(Span(start=start, end=start + 7), text)
        assert quantity == Quantity(low=count, high=count, text=figures)


@given(
    st.integers(1, 999), st.sampled_from(["more than", "at least", "over"]), st.sampled_from(["up to", "fewer than", "at most"])
)
def test_bounds_are_mirrored(count: int, least: str, most: str) -> None:
    for words, low, high in ((least, count, None), (most, None, count)):
        [mention] = find_quantities(f"{words} {count} tanks")
        assert (mention.quantity.low, mention.quantity.high) == (low, high)


GOLD = Path(__file__).parents[2] / "evaluation" / "gold" / "train.gold.jsonl"


@pytest.mark.skipif(not GOLD.is_file(), reason="the gold sets are not with the project")
def test_floor_on_the_training_statements() -> None:
    wanted = right = uncounted = invented = 0
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for thing in row.get("items") or []:
            place = re.search(rf"(?<!\w){re.escape(thing['text'])}(?!\w)", row["quote"])
            if place is None:
                continue
            item = Span(start=place.start(), end=place.end())
            gold = tuple((thing.get("quantity") or {}).get(k) for k in ("low", "high", "value_low"))
            found = [(q.low, q.high, q.value_low) for q in (quantity_of(item, row["quote"]), price_of(item, row["quote"])) if q]
            if gold == (None, None, None):
                uncounted += 1
                invented += any(numbers != gold for numbers in found)
            else:
                wanted += 1
                right += gold in found
    assert right / wanted >= 0.84
    assert invented / uncounted <= 0.05
