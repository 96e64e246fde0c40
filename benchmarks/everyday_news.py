"""News of everything but arms, for benchmarks: invented reports put together from paragraphs, the same for the same seed.

The words are chosen to mislead a careless test: states and ministries in plenty, shell companies, tanks of fuel, jet-setters,
rocketing prices, ships, deals, sanctions of sports bodies, charges in court, missing parts and training grounds.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

STATES = (
    "Germany France Italy Spain Poland Turkey Iran Russia China India Japan Brazil Egypt Kenya Sweden Ukraine Israel".split()
)
PEOPLE = "Brenner Okafor Lindqvist Moreau Castellano Yıldız Tanaka Novak Haddad Pereira Sørensen Mwangi Kowalska Iyer".split()
TOWNS = "Lübeck Nantes Bari Gijón Gdańsk Izmir Shiraz Kazan Wuhan Pune Osaka Recife Mansoura Kisumu Malmö Lviv Haifa".split()

PARAGRAPHS = {
    "sport": """
{state} beat {other} {n} to two in {town} on Saturday, with {person} firing a rocket of a shot into the top corner after a deal
in the transfer window brought the striker home. The coach praised the defence and the bench alike.
{person} will miss the second round after the league imposed sanctions on the club for fielding an ineligible player. The club
from {town} said it would appeal, and that the punishment was out of all proportion to a clerical slip.
The sprinter from {state} withdrew from the final with a hamstring strain, leaving {other} with two runners in the last {n}.
Officials at the training ground said that she would be back on the track within weeks.
Cyclists crossed the bridge at {town} in the rain, and {person} attacked on the climb with {n} kilometres to go. Nobody could
follow, and the yellow jersey changed hands for the third time this week.
The swimming federation of {state} has named {n} athletes for the championships in {town}. {person}, who trained abroad last
year, was left out after a dispute about coaching fees.
The goalkeeper was booked for time-wasting in the ninetieth minute, the crowd in {town} booed, and {other} went through on
penalties. "We ran out of fuel," the captain of {state} admitted.
A cruise along the back straight was all that {person} needed; the rowing eight of {state} finished a boat length ahead of {other}
and celebrated on the pontoon with their families.
The chess federation opened an inquiry after a player from {state} was accused of hiding a phone. {person} denied the charge and
said that the tournament in {town} had been badly run from the first day.
""",
    "weather": """
Heavy rain is expected over {town} and the coast until Thursday, with gusts of up to {n} kilometres an hour. Ferries to the
islands may be late, the weather service of {state} said, and hikers should stay away from the cliffs.
A heat wave has settled over {state} and parts of {other}. In {town} the mercury reached {n} degrees in the shade, schools closed
early, and the water company asked people not to fill their pools.
Snow blocked the pass above {town} for the second day, and {n} lorry drivers spent the night in a sports hall. The road service
hopes to clear the drifts by noon, if the wind drops.
Fog kept the airport of {town} shut for most of the morning. {n} flights were put off, among them the early plane to {other}, and
passengers were given vouchers for breakfast.
The river rose by a metre overnight, and volunteers filled sandbags along the old wall in {town}. The mayor thanked the fire
brigade, which had pumped out {n} cellars by dawn.
After the driest spring in {n} years farmers in {state} are praying for rain. The wheat is knee-high where it should reach the
hip, said {person}, who keeps cattle outside {town}.
""",
    "culture": """
The jet-setting tenor {person} opened the festival in {town} with songs from {state} and {other}. The orchestra was in fine form,
the ovation lasted {n} minutes, and the encore was a lullaby.
A retrospective of {person}, who painted the harbour of {town} for {n} years, opens on Friday. Ships, cranes and gulls crowd the
canvases; the late pictures, done from memory, are the best of all.
The publisher has bought the rights to a novel from {state} for a sum that it would not name. The story of a shell collector and
her daughter was a success in {other}, where it went through {n} printings.
The director shot the film in {town} with a crew of {n} and a camera that she built herself. It tells of a lighthouse keeper who
learns to bake, and it made the jury in {other} weep.
Archaeologists from {state} have uncovered a mosaic floor near {town}. The {n} panels show fishing boats, dolphins and a god with
a trident, and were made, {person} thinks, by craftsmen from {other}.
The museum returned {n} masks to {other} after a long dispute. "They were taken, not given," said {person}, the curator, as the
crates were loaded in {town}.
The band from {state} will play {n} dates this summer, beginning in {town}. The singer {person} promised old favourites and said
that the break-up, like the reunion, had been mostly about money.
""",
    "business": """
Prices rocketed in {town} as buyers from {other} outbid each other for flats with a view of the sea. The average home now costs
{n} times what a teacher earns in a year, the savings bank of {state} found.
The brewer {person} & Sons has signed a deal with a chain of supermarkets in {other}. Bottles from {town} will be on the shelves
by autumn, and the firm will take on {n} people for a night shift.
A shell company registered in {town} owned the hotel, the papers show, and another owned the shell. {person}, whose name appears
on both, said that the arrangement was legal and had saved a great deal of tax.
Shares of the retailer fell by {n} per cent after it warned that Christmas had been poor. Analysts in {state} blamed the weather,
the strike of the parcel services and a line of shoes that nobody wanted.
The tourist board of {state} counted {n} per cent more guests from {other} this spring. In {town} the cafés are full, said
{person}, though the season has hardly begun.
The central bank of {state} left its rate unchanged. Inflation is easing, its governor {person} told reporters in {town}, but
wages are not, and bread costs more than it did a year ago.
The start-up from {town} lets people rent out their garden sheds. It has {n} customers, no profit, and an investor from {other}
who believes, he says, in patience.
Commuters left with a full tank of petrol could still not get to work: the tunnel at {town} was shut for the {n}th time this year,
and the operator, a firm from {other}, had run out of excuses.
""",
    "court": """
A court in {town} sentenced {person} to {n} months in prison for stealing bicycles and selling them in {other}. The judge spoke
of a trade run with some skill, and of a sister who kept the accounts.
The former treasurer of the choir was charged with taking the takings of {n} concerts. {person} pleaded not guilty in {town} and
said that the cash had gone on sheet music and repairs to the organ.
The supreme court of {state} has ruled that a landlord may not forbid window boxes. The case was brought by {person}, a pensioner
from {town}, who grew {n} sorts of tomato on her sill.
Police in {town} arrested {n} people after a fight at a wedding. The groom, who comes from {other}, told the judge that the cake
had been thrown first.
The inquiry into the collapse of the stand heard from an engineer, who had warned about rust. {person} asked the town of {town} for
repairs {n} times, the file shows, and never had an answer.
A jury in {state} awarded {n} thousand to a cook who slipped on a grape. The supermarket said it would appeal, and has put mats
down in all its shops in {town}.
""",
    "health": """
The hospital in {town} has opened a ward with {n} beds for premature babies. Nurses from {other} will join the team in the autumn,
the health ministry of {state} said, and parents may stay overnight.
Doctors in {state} advise people over sixty to be vaccinated before the winter. Last year {n} per cent of the old were, fewer than in
{other}, and the wards of {town} were full in February.
A study of {n} thousand nurses in {state} and {other} found that those who napped at work made fewer mistakes. The effect was small,
said {person}, who led it, but it cost nothing.
The ambulance reached the village after {n} minutes, and the boy, who had swallowed a marble, was laughing by then. {person}, the
doctor on duty in {town}, sent him home with the marble in a jar.
Pollen counts in {town} are at their highest for {n} years. Pharmacies have sold out of sprays, and {person} of the allergy clinic
tells patients to dry their washing indoors.
""",
    "society": """
The ship with {n} tourists on board was held up in {town} by a broken pump. The passengers were given soup, and most were in good
spirits when the voyage to {other} went on.
A plane from {other} landed safely in {town} after a bird strike. None of the {n} people aboard was hurt, the airline said, and
they were taken on by bus.
Teachers in {state} walked out for {n} days over pay. In {town} parents minded children in the park, and {person}, who taught
mathematics for thirty years, told them about prime numbers.
The zoo of {town} has a baby tapir, the first in {n} years. It weighs as much as a loaf of bread, {person} said, and will go to
{other} when it is grown.
The parliament of {state} debated shop hours until midnight. {person}, for the opposition, called the bill a gift to the chains;
the minister said that {n} per cent of people in {town} wanted to shop on Sundays.
Children in {town} have planted {n} oaks in memory of a teacher who came from {other}. Each tree has a name, and {person}, who is
seven, has promised to water hers every day.
The town hall of {town} gave the old tram to a collector from {other}, who will restore it. The {n} seats are of oak, and the bell,
says {person}, can still be heard across the square.
The railway will close the line to {town} for {n} weeks. Sleepers have to be changed, and buses will run every half hour, said
{person} of the railway of {state}.
""",
}

# News without a statement that a test by words can hardly tell from reports on arms; one report in forty ends with one.
BORDERLINE = """
A bomb from the last war was found on a building site in {town}. Some {n} people had to leave their flats before it was made
safe, the army said, and the railway stood still for an afternoon.
The ferry company of {town} has bought four ships from {other}. They will carry {n} cars each, said {person}, and are painted in
the green of the islands.
Soldiers with trucks and boats brought {n} people to safety when the river in {town} broke its banks. The army will stay until the
water has gone, the government of {state} said.
The film tells of a helicopter pilot in the war and of the nurse whom he loved in {town}. {person} plays both of them, in {state}
and in {other}, with grace.
"""


def everyday_reports(count: int, *, seed: int = 7) -> Iterator[str]:
    """Reports of four to nine paragraphs on one subject, a few with one of another."""
    dice = random.Random(seed)
    subjects = {subject: _paragraphs(text) for subject, text in PARAGRAPHS.items()}
    borderline = _paragraphs(BORDERLINE)
    for number in range(count):
        subject = dice.choice(list(subjects))
        own = subjects[subject]
        chosen = [dice.choice(own) for _ in range(dice.randrange(4, 10))]
        others = borderline if number % 40 == 20 else subjects[dice.choice(list(subjects))]
        chosen[-1] = dice.choice(others)
        yield "\n\n".join(_filled(paragraph, dice) for paragraph in chosen)


def _paragraphs(text: str) -> list[str]:
    """Paragraphs of two or three lines, each ended by a full stop at the end of a line."""
    paragraphs, lines = [], []
    for line in text.strip().splitlines():
        lines.append(line)
        if len(lines) >= 2 and line.endswith((".", '."')) and (len(lines) == 3 or len(line) < 125):
            paragraphs.append(" ".join(lines))
            lines = []
    return paragraphs


def _filled(paragraph: str, dice: random.Random) -> str:
    state, other = dice.sample(STATES, 2)
    return paragraph.format(
        state=state, other=other, town=dice.choice(TOWNS), person=dice.choice(PEOPLE), n=dice.randrange(3, 90)
    )
