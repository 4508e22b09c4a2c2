"""A small board for the warning against what was published before: own items, and sentences of a later draft, all invented.

``kind`` is what a sentence should be called: "otherwise" where it contradicts an own item, "update" where time explains the difference, and
empty where nothing may be said. The draft is of 17 February 2026."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the draft and what the warning should call it."""

    text: str
    kind: str = ""


TUNNEL = """---
title: Water main floods rail tunnel at Halden
source: Orsund Herald
published: 2026-02-09T17:00:00+00:00
rights: own
---

A water main burst above the Halden rail tunnel on Monday and flooded both tracks, the operator Nordrail said.

Nine passengers were treated for cold after they walked out of two trains.

The main burst at 5:40 a.m., according to the town's water company.

The repair will cost 3 million euros, Nordrail director Karin Moe said.

The tunnel remains closed.

The town's main was laid in 1962.

Nordrail has hired 40 buses to carry passengers between Halden and Orsund.

The first train was stopped by driver Lise Berg.

Nordrail denied that the alarm in the tunnel had failed.
"""
COUNCIL = """---
title: Council rejects new quay at Velstad
source: Orsund Herald
published: 2026-01-21T17:00:00+00:00
rights: own
---

The town council of Velstad rejected the plan for a new quay on Wednesday.

The quay would have cost 12 million euros, mayor Arne Holt said.

About 400 people signed a petition against the quay.

The council will vote on the harbour budget on 4 March.

The fishing company Silverfin employs 120 people in Velstad.

Holt took office in 2021.
"""
STORM = """---
title: Storm Ragna brings down trees on the coast
source: Orsund Herald
published: 2026-02-15T17:00:00+00:00
rights: own
---

Three people were killed when storm Ragna crossed the coast on Sunday, police said.

The storm cut the power of 8,000 homes.

The ferry Solvei was damaged when it hit the pier at Velstad.

All the schools in Orsund stay shut.

Gusts of 140 kilometres an hour were measured at the lighthouse of Skarn.
"""
STRANGER = """---
title: Halden tunnel under water
source: Coast Wire
published: 2026-02-09T12:00:00+00:00
rights: licensed
---

The damage to the Halden tunnel will cost 6 million euros, the water company said.

Twelve passengers were treated for cold after they left two trains in the tunnel.
"""

REPORT = """The council of Velstad met on Tuesday to count the damage of storm Ragna, mayor Arne Holt said.

Buses of the operator Nordrail carry 2,000 passengers a day past the tunnel at Halden.
"""
"""What the draft is made from."""
ITEMS = {"tunnel.md": TUNNEL, "council.md": COUNCIL, "storm.md": STORM, "stranger.md": STRANGER}

DRAFT = (
    # True or in no conflict.
    Said("Nine passengers were treated for cold after they had walked out of two trains in the Halden tunnel."),
    Said("The water main above the Halden tunnel burst at 5:40 a.m."),
    Said("Nordrail director Karin Moe said on Tuesday that the repair would cost about 3 million euros."),
    Said("A second main burst in Velstad on Tuesday and flooded two cellars."),
    Said("Four people were treated for burns after a kitchen fire in Orsund."),
    Said("The buses carry 2,000 passengers a day between Halden and Orsund."),
    Said("The main under Station Road was laid in 1988."),
    Said("Mayor Arne Holt said that the council would look at cheaper plans."),
    Said("The council of Skarn approved its budget on Monday."),
    Said("Silverfin employs 120 people in Velstad and 30 in Skarn."),
    Said("The company plans to hire 15 more people in Velstad this year."),
    Said("About 60 people came to the meeting about the quay."),
    Said("The ferry Hedda ran on time all through the storm."),
    Said("Two cars were hit by trees in Skarn."),
    Said("Gusts of 90 kilometres an hour are expected on Wednesday."),
    Said("The quay at Skarn cost 7 million euros in 2019."),
    Said("The harbour budget of Velstad comes to 2 million euros."),
    Said("Two firefighters were hurt in a crash on the coast road on Tuesday."),
    # Brought up to date by time.
    Said("Four people were killed when storm Ragna crossed the coast on Sunday, police said.", "update"),
    Said("Five people have now died in storm Ragna, police said.", "update"),
    Said("The tunnel at Halden has reopened.", "update"),
    Said("The schools in Orsund reopened on Tuesday.", "update"),
    Said("Fourteen passengers were treated for cold after they walked out of two trains at Halden.", "update"),
    # Contradicting what was published.
    Said("Two people were killed when storm Ragna crossed the coast on Sunday, police said.", "otherwise"),
    Said("Six passengers were treated for cold after they walked out of two trains.", "otherwise"),
    Said("The main burst at 6:50 a.m., according to the town's water company.", "otherwise"),
    Said("The repair will cost 5 million euros, Nordrail director Karin Moe said.", "otherwise"),
    Said("The town's main was laid in 1972.", "otherwise"),
    Said("Nordrail has hired 14 buses to carry passengers between Halden and Orsund.", "otherwise"),
    Said("The first train was stopped by driver Nils Aas.", "otherwise"),
    Said("The town council of Velstad approved the plan for a new quay in January.", "otherwise"),
    Said("The quay would have cost 21 million euros, mayor Arne Holt said.", "otherwise"),
    Said("The council will vote on the harbour budget on 11 March.", "otherwise"),
    Said("The storm cut the power of 18,000 homes.", "otherwise"),
    Said("The ferry Hedda was damaged when it hit the pier at Velstad.", "otherwise"),
    Said("Gusts of 170 kilometres an hour were measured at the lighthouse of Skarn.", "otherwise"),
    Said("The fishing company Silverfin employs 210 people in Velstad.", "otherwise"),
    Said("Velstad's mayor, Jon Rud, took office in 2021.", "otherwise"),
)
"""Each sentence stands for itself."""
