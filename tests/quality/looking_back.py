"""A small board of background: one report each, what the archive holds, and what an editor would and would not add. All invented, of 2 March
2026 where a report says nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of the archive; ``published`` is empty for one without a date."""

    text: str
    title: str = "Older item"
    source: str = "Orsund Herald"
    published: str = "2026-02-09T17:00:00+00:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is asked of one story: words that must stand in its background, words that may not, how many items are shown beside it
    (``None`` where that is not asked)."""

    name: str
    report: str
    archive: tuple[Item, ...]
    told: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    shown: int | None = None


TUNNEL = """The rail tunnel at Halden reopened on Monday, three weeks after a burst water main flooded it, the operator Nordrail said.

The first train left Orsund at 6:10 a.m. with 90 passengers on board.

Nordrail director Karin Moe said that trains in the tunnel would run at half speed until the end of April.

The repair of the tunnel cost 4 million euros, Moe said.
"""
BURST = """A water main burst above the rail tunnel at Halden on Monday and flooded both tracks, the operator Nordrail said.

Two trains stopped in the tunnel at Halden, and 60 passengers walked out along the track.
"""
CLOSED = """The rail tunnel at Halden is closed and 40 buses are carrying passengers to Orsund, the operator Nordrail said.

The tunnel at Halden will reopen on 20 February, Nordrail director Karin Moe said.
"""
DAM = """The road over the Korvik dam stays closed for longer than planned after engineers found new cracks, dam director Sonja Vik said on Monday.

{}

About 2,000 cars crossed the dam on a weekday before it was closed in January.
"""
PLANT = """Council of Velden to decide on depot

The council of Velden will vote on a new fuel depot on Friday, mayor Ida Krog said on Monday.

The depot would be built by Brand Oil next to the harbour of Velden, Krog said.

About 500 people signed a letter against the new depot in Velden.
"""

CASES = (
    Case(
        name="an earlier event of the thread, with its day",
        report=TUNNEL,
        archive=(Item(text=BURST, title="Water main floods tunnel at Halden"),),
        told=("9 February",),
        shown=1,
    ),
    Case(
        name="another matter of the same company",
        report=TUNNEL,
        archive=(
            Item(
                text="Nordrail has sold its offices in Orsund to the hotel company Lund for 30 million euros, it said on Monday.\n\n"
                "Nordrail will move its 200 clerks to a new building in Skarn in 2027.\n",
                title="Nordrail sells its offices",
            ),
        ),
        untold=("offices", "hotel"),
        shown=0,
    ),
    Case(
        name="an item that only ends on the matter",
        report=TUNNEL,
        archive=(
            Item(
                text="Nordrail will pay its owners a dividend of 2 euros for each share, the company said on Friday.\n\n"
                "Shares of Nordrail rose by 3 percent on the exchange of Orsund after the news on the dividend.\n\n"
                "Nordrail last paid a dividend in 2022, and its debts have fallen by half since then.\n\n"
                "The rail tunnel at Halden was flooded by a burst water main.\n",
                title="Nordrail to pay dividend",
            ),
        ),
        untold=("dividend", "shares"),
    ),
    Case(
        name="what was so then is not told as now",
        report=TUNNEL,
        archive=(Item(text=CLOSED, title="Buses replace trains at Halden"),),
        untold=("is closed", "are carrying"),
    ),
    Case(
        name="what was to come then is not told as to come",
        report=TUNNEL,
        archive=(Item(text=CLOSED, title="Buses replace trains at Halden"),),
        untold=("will reopen",),
    ),
    Case(
        name="a toll that has been overtaken",
        report=TUNNEL
        + "\nNine passengers were treated for cold after they had walked out of the tunnel at Halden, the hospital said.\n",
        archive=(
            Item(
                text="Six passengers were treated for cold after they walked out of the flooded rail tunnel at Halden, Nordrail said.\n",
                title="Six treated after flood in tunnel",
            ),
        ),
        untold=("Six passengers",),
    ),
    Case(
        name="an item without a date",
        report=TUNNEL,
        archive=(Item(text=BURST.replace(" on Monday", ""), published=""),),
        told=("undated report",),
        untold=("February",),
    ),
    Case(
        name="an item of years ago",
        report=TUNNEL,
        archive=(
            Item(
                text="Two trains collided in the rail tunnel at Halden and a driver was hurt, the operator Nordrail said.\n",
                published="2021-11-20T10:00:00+00:00",
            ),
        ),
        told=("in November 2021",),
    ),
    Case(
        name="one wire under two headlines",
        report=TUNNEL,
        archive=(
            Item(text=BURST, title="Water main floods tunnel at Halden"),
            Item(
                text=BURST, title="Trains stopped as tunnel floods", source="Coast Wire", published="2026-02-09T19:00:00+00:00"
            ),
        ),
        shown=1,
    ),
    Case(
        name="the report itself, under another headline",
        report=TUNNEL,
        archive=(Item(text=TUNNEL, title="Trains run again", source="Coast Wire", published="2026-03-02T07:00:00+00:00"),),
        shown=0,
    ),
    Case(
        name="another figure by the same speaker",
        report=DAM.format("Vik said that the repairs would cost 9 million euros."),
        archive=(
            Item(
                text="Vik, the director of the Korvik dam, spoke on Friday.\n\nSonja Vik said that the repairs would cost 4 million euros.\n"
            ),
        ),
        told=("9 million euros", "; earlier,", "4 million euros", "9 February"),
    ),
    Case(
        name="a promise taken back",
        report=DAM.format("Transport minister Jens Ro said that the state would not pay for the repairs of the dam."),
        archive=(
            Item(
                text="The Korvik dam needs repairs, engineers said on Friday.\n\n"
                "Transport minister Jens Ro said that the state would pay for the repairs of the dam.\n"
            ),
        ),
        told=("would not pay", "; earlier,", "would pay"),
    ),
    Case(
        name="denied then and confirmed now",
        report=DAM.format("Vik confirmed that the dam had been leaking since the autumn."),
        archive=(
            Item(
                text="Engineers looked at the Korvik dam on Friday.\n\n"
                "Dam director Sonja Vik denied that the dam had been leaking since the autumn.\n"
            ),
        ),
        told=("confirmed", "; earlier,", "denied"),
    ),
    Case(
        name="another date promised",
        report=DAM.format("The road over the dam will reopen on 14 June, Vik said."),
        archive=(Item(text="The road over the Korvik dam will reopen on 2 May, dam director Sonja Vik said on Monday.\n"),),
        told=("14 June", "; earlier,", "2 May"),
    ),
    Case(
        name="the same said again",
        report=DAM.format("Vik said that the repairs would cost 9 million euros."),
        archive=(
            Item(
                text="The Korvik dam needs repairs, engineers said on Friday.\n\n"
                "Dam director Sonja Vik said that the repairs would cost 9 million euros.\n"
            ),
        ),
        untold=("9 million", "; earlier,"),
    ),
    Case(
        name="a claim with the reply it got",
        report=PLANT,
        archive=(
            Item(
                text="The old fuel depot of Brand Oil in Velden had leaked for years, union leader Piet Vos said.\n\n"
                "Brand Oil denied that the old depot in Velden had leaked.\n",
                title="Union says depot leaked",
            ),
        ),
        told=("had leaked for years", "denied that"),
    ),
    Case(
        name="what a thing is that the report only names",
        report="The ministers of Norland and Velden met on Monday to speak about the Skarn Accord, the foreign ministry of Norland said.\n\n"
        "Norland will leave the Skarn Accord in May unless fishing rights are settled, foreign minister Tor Elle said.\n\n"
        "The ministers of Norland and Velden will meet again in April, Elle said.\n",
        archive=(
            Item(
                text="The Skarn Accord is a treaty of 2012 by which Norland and Velden share the waters north of Skarn.\n\n"
                "Fishermen of Norland asked for new talks on the Skarn Accord in a letter.\n",
                title="What the Skarn Accord says",
            ),
        ),
        told=("is a treaty of 2012",),
    ),
)
