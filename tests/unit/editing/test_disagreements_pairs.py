"""Pairs of reports, all invented: those that cannot both be right are found as what they are, and those that can are left alone.

What is known to be found wrongly stands in a table of its own, so that nobody takes the others for the whole truth."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.writing_desk import gather

from groundwire.editing.disagreements import find_disagreements
from groundwire.model import Disagreement, Document
from groundwire.protocols import Tools

Compare = Callable[..., tuple[Disagreement, ...]]

DISPUTED = (
    ("figure", "At least nine people were injured when a tram left its rails in Velden.", "A tram left its rails in Velden, injuring seven people."),
    ("figure", "One person was killed in an explosion at a paint works on Tuesday.", "Three people were killed in an explosion at a paint works on Tuesday."),
    ("figure", "No one was hurt when the roof of the market hall fell in.", "Two people were injured when the roof of the market hall fell in."),
    ("figure", "The storm sank 40 of 60 barges moored at Orsk.", "The storm sank 52 of the 60 barges moored at Orsk."),
    ("figure", "The council paid three million euros for the old brewery.", "The council paid €5 million for the old brewery, its clerk said."),
    ("figure", "The landslide left fourteen dead, the governor said.", "The landslide killed 19 villagers, the Red Crescent said."),
    ("figure", "Firefighters rescued 22 hikers from the gorge.", "Firefighters rescued 31 hikers from the gorge."),
    ("figure", "Two nurses were wounded in the shooting at the clinic.", "Four nurses were wounded in the shooting at the clinic."),
    ("figure", "The blast claimed eight lives, officials said.", "The blast killed eleven people, a doctor said."),
    ("figure", "The death toll in the ferry accident stands at 31.", "The ferry accident killed 27 people, the coast guard said."),
    ("figure", "Unemployment rose to 6.1 percent in May.", "Unemployment rose to 7.4 percent in May."),
    ("figure", "More than 500 homes lost power in the storm.", "Some 200 homes lost power in the storm, the grid operator said."),
    ("figure", "The mill will close and 120 workers were dismissed on Friday.", "The mill dismissed 180 workers on Friday, the union said."),
    ("figure", "Thieves stole 14 paintings from the Halden museum.", "Thieves stole nine paintings from the Halden museum overnight."),
    ("figure", "Police detained 60 demonstrators outside the ministry.", "Outside the ministry 85 demonstrators were arrested."),
    ("figure", "The quake destroyed 300 houses in Tarn province.", "In Tarn province 450 houses were destroyed by the quake."),
    ("time", "The blaze broke out at 3:10 a.m. in a timber yard.", "The blaze broke out at 4:15 a.m. in a timber yard, a neighbour said."),
    ("time", "The dam burst on Monday above the village of Sarn.", "The dam burst on Sunday above the village of Sarn."),
    ("time", "The freighter sank on 3 March off Cape Lund.", "The freighter sank off Cape Lund on 5 March."),
    ("time", "The jury convicted the banker on Wednesday.", "The jury convicted the banker on Thursday."),
    ("time", "Gunmen stormed the embassy at 9 p.m. on Friday.", "Gunmen stormed the embassy at 11 p.m. on Friday."),
    ("time", "Mayor Hilda Strand resigned on Tuesday over the bus contract.", "Mayor Hilda Strand resigned on Monday over the bus contract."),
    ("time", "The avalanche hit the ski lodge at 7:20 a.m., rescuers said.", "The avalanche hit the ski lodge at 8:45 a.m., guests said."),
    ("time", "The company bought the shipyard in 2019.", "The company bought the shipyard in 2021."),
    ("who", "Police arrested Anders Holm over the theft of the harbour cash box.", "Police arrested Viktor Sand over the theft of the harbour cash box."),
    ("who", "Anna Brook won the race for mayor of Orsk on Sunday.", "Clara Dunne won the race for mayor of Orsk on Sunday."),
    ("who", "The shipyard was bought by Norvane Lines for an undisclosed sum.", "The shipyard was bought by Baltic Freight for an undisclosed sum."),
    ("who", "Israel bombed the airport near the capital on Monday night.", "Turkey bombed the airport near the capital on Monday night."),
    ("who", "“We will not pay a single euro more for this bridge,” said Paul Lind.", "“We will not pay a single euro more for this bridge,” said Greta Voss."),
    ("who", "Transport Minister Elsa Brandt opened the tunnel. Engineers cheered.", "The tunnel was late. Transport Minister Jonas Falk praised the engineers."),
    ("who", "The factory is owned by Hans Keller, who employs 90 people.", "The factory is owned by Peter Moll, who lives abroad."),
    ("who", "The board appointed Maria Stein as head of the museum.", "The board appointed Lena Vogt as head of the museum."),
    ("who", "Doctor Ruth Adler treated the injured pilot.", "Doctor Simon Weiss treated the injured pilot."),
    ("whether", "The swing bridge at Lindmere has reopened.", "The swing bridge at Lindmere remains closed."),
    ("whether", "Parliament approved the fishing bill on Thursday.", "Parliament rejected the fishing bill on Thursday."),
    ("whether", "The driver of the lorry survived the crash.", "The driver of the lorry died in the crash."),
    ("whether", "The hospital was evacuated during the flood.", "The hospital was not evacuated during the flood."),
    ("whether", "A court in Velden convicted the former treasurer of fraud.", "A court in Velden acquitted the former treasurer of fraud."),
    ("whether", "The two sides signed the fishing treaty in Orsk.", "The two sides did not sign the fishing treaty in Orsk."),
    ("whether", "The sprinklers in the warehouse were switched on.", "The sprinklers in the warehouse were switched off."),
    ("whether", "The guards at the depot were armed.", "The guards at the depot were unarmed, a witness said."),
    ("whether", "The rescue of the trapped miners succeeded.", "The rescue of the trapped miners failed."),
    ("whether", "The appeal court upheld the ban on night flights.", "The appeal court overturned the ban on night flights."),
    ("whether", "The airline cancelled the Monday flight to Halden.", "The airline did not cancel the Monday flight to Halden."),
    ("whether", "Barge traffic on the canal rose in June.", "Barge traffic on the canal fell in June."),
)  # fmt: skip
"""The kind of a true disagreement, and the two reports."""

AGREED = (
    ("At least nine people were injured when a tram left its rails.", "Twelve people were injured when a tram left its rails."),
    ("About 1.2 million people voted in the referendum.", "In the referendum 1,234,567 people voted."),
    ("Two firefighters were killed in the blaze.", "Five people were killed in the blaze, among them two firefighters."),
    ("Three people were killed in the crash.", "Nine people were injured in the crash."),
    ("The storm sank 40 barges at Orsk.", "The storm damaged 60 barges at Orsk."),
    ("Another four people died in the clinic on Monday.", "Nine people have died in the clinic."),
    ("Economists expected prices to rise by 2 percent in May.", "Prices rose by 3 percent in May."),
    ("The bank forecast a profit of 4 million euros.", "The bank made a profit of 6 million euros."),
    ("The fire began at 3:10 a.m. in the yard.", "The fire in the yard was out by 7 a.m."),
    ("Police arrested Anders Holm on Monday.", "Police arrested Viktor Sand on Thursday."),
    ("Police arrested Anders Holm over the theft. They arrested Viktor Sand as well.", "Police arrested Viktor Sand over the theft."),
    ("The harbour authority denied that the sprinklers were off.", "The sprinklers were off, a crane operator said."),
    ("“The sprinklers were on, and they worked,” said Tomas Reyle.", "“The sprinklers were off all night,” said Joren Pike."),
    ("The minister said the bridge was safe.", "Engineers said the bridge was not safe."),
    ("The north pier was closed on Monday.", "The south pier was open on Monday."),
    ("The bridge will reopen on Friday.", "The bridge remains closed."),
    ("The bill may be rejected by parliament.", "Parliament approved the bill."),
    ("Parliament approved the fishing bill.", "Parliament rejected an amendment to the tax bill."),
    ("Mayor Hilda Strand spoke on Monday about the bus contract.", "Mayor Hilda Strand spoke on Tuesday about the bus contract."),
    ("Former mayor Hilda Strand opened the fair.", "Mayor Jonas Falk opened the school."),
    ("Norland lost 12 soldiers in the fighting.", "Sudmark lost 30 soldiers in the fighting."),
    ("Shares of Norvane Lines fell 3 percent.", "Shares of Baltic Freight fell 5 percent."),
    ("The ferry carries 400 passengers.", "The ferry carried 212 passengers when it ran aground."),
    ("Ticket prices rose to 12 euros.", "Ticket prices rose by 2 euros."),
    ("The council paid 4 million euros for the brewery.", "The council paid 1 million euros for the park."),
    ("The storm hit late on Sunday night.", "The storm hit early on Monday."),
    ("The ship left Orsk on Monday.", "The ship reached Velden on Wednesday."),
    ("Anna Brook, the mayor, opened the hall.", "Paul Lind, the architect, praised the hall."),
    ("President Sorell met King Alaric in Velden.", "King Alaric met President Sorell in Velden."),
    ("The team won at home on Saturday.", "The team lost away on Wednesday."),
    ("Two of the 12 injured were in a serious condition.", "Twelve people were injured in the fall."),
    ("Sales rose in the first quarter.", "Sales fell in the second quarter."),
    ("The company hired 40 engineers last year.", "The company hired 25 engineers this year."),
    ("The court did not convict the clerk.", "The court convicted the treasurer."),
    ("The club did not sell its captain.", "The club sold its goalkeeper."),
    ("Four ships from Norland took part in the search.", "Seven aircraft took part in the search."),
    ("The museum lost 14 paintings in the 1998 fire.", "The museum lost nine paintings in the flood of 2011."),
    ("The union said that 80 percent of drivers voted for the strike.", "The union said that 95 percent of conductors voted for the strike."),
    ("Rescuers pulled three children from the rubble.", "Rescuers pulled seven people from the rubble."),
    ("The judge jailed Karl Renn for six years.", "The judge jailed Otto Blum for four years."),
    ("Israel bombed the airport on Monday. Syria returned fire.", "The airport was bombed by Israel on Monday."),
    ("The deal was signed by Elsa Brandt for the ministry.", "The deal was signed by Paul Adeyemi for the shipping company."),
    ("No children were hurt in the collapse.", "Four people were hurt in the collapse."),
)  # fmt: skip
"""Two reports that can both be right."""


MISTAKEN = (
    ("Protesters marched in Velden; 300 people took part.", "Protesters marched in Orsk; 900 people took part."),
)  # fmt: skip
"""Two reports that can both be right and are held for a disagreement: the place stands in another clause, and the parser does not
know it for one."""


@pytest.fixture(scope="module")
def compare(tools: Tools, make_document: Callable[..., Document]) -> Compare:
    def run(
        *texts: str, hours: tuple[str, ...] = ("09:00", "09:00"), outlets: tuple[str, ...] = ("Velden Post", "Orsk Echo")
    ) -> tuple[Disagreement, ...]:
        documents = [
            make_document(text, source=outlet, published_at=f"2026-03-06T{hour}:00+00:00")
            for text, hour, outlet in zip(texts, hours, outlets, strict=True)
        ]
        return find_disagreements(documents, gather(tools, documents))

    return run


@pytest.mark.parametrize(("kind", "one", "other"), DISPUTED)
def test_reports_that_cannot_both_be_right_disagree(compare: Compare, kind: str, one: str, other: str) -> None:
    assert [item.kind for item in compare(one, other)] == [kind] == [item.kind for item in compare(other, one)]


@pytest.mark.parametrize(("one", "other"), AGREED)
def test_reports_that_can_both_be_right_do_not(compare: Compare, one: str, other: str) -> None:
    assert compare(one, other) == () and compare(other, one) == ()


@pytest.mark.xfail(strict=True, reason="known limit; a change that mends it moves the pair to AGREED")
@pytest.mark.parametrize(("one", "other"), MISTAKEN)
def test_known_mistakes(compare: Compare, one: str, other: str) -> None:
    assert compare(one, other) == ()


def test_both_passages_are_shown(compare: Compare) -> None:
    one, other = "The swing bridge at Lindmere has reopened.", "The swing bridge at Lindmere remains closed."
    (found,) = compare(one, other)
    assert found.subject == "whether the swing bridge at Lindmere has reopened"
    assert [one[side.span.start : side.span.end] for side in found.sides[:1]] == [one]
    assert [other[side.span.start : side.span.end] for side in found.sides[1:]] == [other]
    assert [side.source for side in found.sides] == ["Velden Post", "Orsk Echo"]


def test_an_outlet_does_not_disagree_with_its_own_earlier_report(compare: Compare) -> None:
    texts = ("Police arrested 12 men over the riot.", "Police arrested 15 men over the riot.")
    assert compare(*texts) and compare(*texts, outlets=("Velden Post", "Velden Post")) == ()


def test_a_toll_that_has_grown_is_an_update(compare: Compare) -> None:
    earlier = "Three people were killed in an explosion at a paint works, early reports said."
    later = "The toll rose: nine people have now been killed in an explosion at a paint works, police said."
    (found,) = compare(earlier, later, hours=("08:00", "14:00"))
    assert found.kind == "update" and [side.value for side in found.sides][0] == "Three"
    assert found.sides[-1].source == "Orsk Echo"


def test_a_later_report_with_the_smaller_toll_disagrees(compare: Compare) -> None:
    earlier, later = "Nine people were killed in the explosion.", "Three people were killed in the explosion."
    (found,) = compare(earlier, later, hours=("08:00", "14:00"))
    assert found.kind == "figure"


def test_a_state_that_a_later_report_finds_changed_is_an_update(compare: Compare) -> None:
    closed, opened = "The swing bridge at Lindmere remains closed.", "The swing bridge at Lindmere has reopened."
    (found,) = compare(closed, opened, hours=("08:00", "14:00"))
    assert found.kind == "update" and [side.source for side in found.sides] == ["Velden Post", "Orsk Echo"]
    (found,) = compare(opened, closed, hours=("08:00", "14:00"))
    assert found.kind == "whether", "what has reopened does not remain closed"


def test_three_outlets_are_three_sides(compare: Compare) -> None:
    texts = [f"Thieves stole {number} paintings from the Halden museum." for number in ("nine", "11", "14")]
    (found,) = compare(*texts, hours=("09:00",) * 3, outlets=("A Post", "B Echo", "C Courier"))
    assert [side.value for side in found.sides] == ["nine", "11", "14"]


@pytest.mark.parametrize("text", ["", "Yes.", "?!", "“", "no " * 300, "Nine killed, " * 120, "在維爾登有九人受傷。"])
def test_any_text_is_compared_without_an_error(compare: Compare, text: str) -> None:
    assert compare(text, "Nine people were injured when a tram left its rails in Velden.") == ()
