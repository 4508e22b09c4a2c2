"""Stories and a folder of forty pictures, labelled by hand: which pictures an editor would accept for each story, if any.

All of it is invented. The labels were written before any of it was run. On the thirty ``CASES`` the rules were settled; the fifteen
``FRESH`` ones came later and nothing was changed for their sake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scripts.make_sample_pictures import Sample, make

SIZE = (96, 64)
ALLOWED = ("Lindmere Echo", "*/Lindmere Echo")


@dataclass(frozen=True, slots=True)
class Case:
    """A report whose title and first sentence stand for headline and lede, and the names of the pictures that would do."""

    day: str
    text: str
    right: frozenset[str]


def _picture(name: str, caption: str, taken: str = "", *people: str, credit: str = "Lindmere Echo", **fields: object) -> Sample:
    day = date.fromisoformat(taken) if taken else None
    own = {"name": f"{name}.jpg", "caption": caption, "taken_on": day, "people": people, "credit": credit, "size": SIZE}
    return Sample(**own | fields)  # type: ignore[arg-type]


PICTURES = (
    _picture("strand", "Mayor Hilda Strand in her office at Lindmere town hall.", "2025-09-10", "Hilda Strand"),
    _picture("strand-lund", "Hilda Strand and Otto Lund sign the harbour lease.", "2024-05-02", "Hilda Strand", "Otto Lund"),
    _picture("lund", "Ferry operator Otto Lund on board the Heron.", "2023-04-18", "Otto Lund"),
    _picture("karin-lund", "Karin Lund, head of the Lindmere library, with new books.", "2025-11-03", "Karin Lund"),
    _picture("bridge", "The swing bridge at Lindmere, seen from the east bank.", "2022-07-01"),
    _picture("bridge-barge", "A barge lies against a pier of the swing bridge at Lindmere after a collision.", "2025-10-12"),
    _picture("bridge-reopened", "People walk across the swing bridge at Lindmere on the day it reopened.", "2026-03-02"),
    _picture("town-hall", "The town hall of Lindmere.", "2021-05-05"),
    _picture("flood-2023", "Flood water in a street of Lindmere.", "2023-12-20"),
    _picture("flood-2026", "Volunteers fill sandbags as flood water rises in Lindmere.", "2026-02-14"),
    _picture("harbour", "The container harbour at Port Merrow, seen from the breakwater.", "2024-06-11"),
    _picture("harbour-fire", "Firefighters at a burning warehouse in the harbour of Port Merrow.", "2026-03-02"),
    _picture("harbour-fire-2023", "A grain store burns in the harbour of Port Merrow.", "2023-08-14"),
    _picture("dunholm-fire", "Smoke over the harbour of Dunholm after a warehouse fire.", "2026-03-01"),
    _picture("ellwood", "Chief Fire Officer Marta Ellwood speaks to reporters.", "2025-06-20", "Marta Ellwood"),
    _picture(
        "brandt", "Transport Minister Elsa Brandt in parliament.", "2025-12-01", "Elsa Brandt", credit="Bo Ek/Lindmere Echo"
    ),
    _picture(
        "brandt-agency", "Transport Minister Elsa Brandt at a tunnel.", "2026-03-01", "Elsa Brandt", credit="Halcyon Pictures"
    ),
    _picture("brandt-print", "Elsa Brandt at her desk.", "2026-03-02", "Elsa Brandt", usage_terms="One use in print only"),
    _picture("brandt-made", "Elsa Brandt waves.", "2026-03-02", "Elsa Brandt", origin="trainedAlgorithmicMedia"),
    _picture("norvane-ship", "A ship of Norvane Lines on the Merrow estuary.", "2025-02-02"),
    _picture("norvane-seat", "The headquarters of Norvane Lines in Dunholm.", "2024-01-15"),
    _picture("adeyemi-salter", "Paul Adeyemi with union leader Ruth Salter.", "2025-08-08", "Paul Adeyemi", "Ruth Salter"),
    _picture("rovers", "Players of Merrow Rovers train at Port Merrow.", "2026-03-01"),
    _picture("quill", "Rovers coach Dara Quill on the touchline.", "2025-10-10", "Dara Quill"),
    _picture("hospital", "The entrance of St Brannoc's Hospital in Port Merrow.", "2023-03-03"),
    _picture("solar-farm", "The solar farm at Hexley.", "2025-07-07"),
    _picture("quarry-march", "Demonstrators march through Hexley against the quarry.", "2026-02-21"),
    _picture("quarry", "The limestone quarry at Hexley, seen from the air.", "2024-09-09"),
    _picture("moss", "Judge Ingrid Moss outside the court in Dunholm.", "2024-04-04", "Ingrid Moss"),
    _picture("car", "A minister waves from a car.", "2026-03-02"),
    _picture("riel", "Novelist Tomas Riel at his desk.", "", "Tomas Riel"),
    _picture("riel-prize", "Novelist Tomas Riel receives the Merrow prize.", "2027-01-01", "Tomas Riel"),
    _picture("school", "Pupils at Hexley school plant trees.", "2026-02-20"),
    _picture("crane", "A dock crane.", "2026-03-02"),
    _picture("lighthouse-nobody", "The lighthouse at Saint Brannoc.", "2026-01-05", credit=""),
    _picture("lighthouse", "The lighthouse at Saint Brannoc at low tide.", "2020-06-01"),
    _picture("ashdown", "Actor Noor Ashdown at the theatre in Dunholm.", "2024-10-10", "Noor Ashdown"),
    _picture(
        "ashdown-orme", "Noor Ashdown, Felix Orme and Lena Marsh.", "2025-05-05", "Noor Ashdown", "Felix Orme", "Lena Marsh"
    ),
    _picture("orme", "Conductor Felix Orme rehearses with the Dunholm orchestra.", "2025-11-20", "Felix Orme"),
    _picture("market", "The Christmas market in Dunholm.", "2025-12-10"),
)
SIDECARS = {"ashdown.jpg": 'rights = "licensed"\nexpires_on = 2025-01-01\n'}


def _case(day: str, text: str, *right: str) -> Case:
    return Case(day=day, text=text, right=frozenset(f"{name}.jpg" for name in right))


CASES = (
    _case(
        "2026-03-02",
        "Swing bridge at Lindmere reopens\n\nThe swing bridge at Lindmere reopened on Monday after repairs that cost 4 million euros, the "
        "council said.\n\nMayor Hilda Strand cut a ribbon. The bridge had been closed since October.",
        "bridge-reopened",
        "bridge",
    ),
    _case(
        "2026-03-01",
        "Hilda Strand to stand again in Lindmere\n\nMayor Hilda Strand said on Sunday that she would seek a third term.\n\nShe has led the "
        "town since 2017. No one else has said that he would run.",
        "strand",
    ),
    _case(
        "2026-03-02",
        "Warehouse fire closes harbour of Port Merrow\n\nA warehouse fire closed the harbour of Port Merrow on Monday and hurt 12 dockers, "
        "the fire service said.\n\nChief Fire Officer Marta Ellwood said that batteries kept the fire alive.",
        "harbour-fire",
        "harbour",
    ),
    _case(
        "2026-03-01",
        "Timber warehouse burns in Dunholm\n\nA fire destroyed a timber warehouse in Dunholm on Sunday, the port said.\n\nNobody was hurt. "
        "Ferries sailed as usual.",
        "dunholm-fire",
    ),
    _case(
        "2026-03-02",
        "Elsa Brandt resigns\n\nTransport Minister Elsa Brandt resigned on Monday after a row over harbour dues.\n\nShe said that she had lost "
        "the trust of her party.",
        "brandt",
    ),
    _case(
        "2026-02-27",
        "Otto Lund sells the Heron\n\nFerry operator Otto Lund has sold his ship Heron to a museum, he said on Friday.\n\nThe Heron was built "
        "in 1938.",
        "lund",
    ),
    _case(
        "2026-02-26",
        "Karin Lund to leave the library\n\nKarin Lund, head of the library in Lindmere, will retire in June, the council said.\n\nShe began there "
        "in 1991.",
        "karin-lund",
    ),
    _case(
        "2026-02-14",
        "Flood water rises in Lindmere\n\nFlood water rose in the streets of Lindmere on Saturday, and volunteers filled sandbags.\n\nThe river "
        "is expected to crest on Sunday, the weather service said.",
        "flood-2026",
    ),
    _case(
        "2024-12-18",
        "Flood costs Lindmere 3 million\n\nThe flood of last week cost Lindmere 3 million euros, the council said on Wednesday.\n\nTwo schools "
        "are still closed.",
    ),
    _case(
        "2026-02-25",
        "Norvane Lines to leave Dunholm\n\nNorvane Lines will give up its headquarters in Dunholm, the shipping company said on Wednesday.\n\n"
        "About 200 people work there.",
        "norvane-seat",
        "norvane-ship",
    ),
    _case(
        "2026-02-24",
        "Norvane Lines raises fares\n\nNorvane Lines will raise its fares by 4 percent in April, the company said on Tuesday.\n\nFuel has become "
        "dearer, it said.",
        "norvane-seat",
        "norvane-ship",
    ),
    _case(
        "2026-03-01",
        "Merrow Rovers win semi-final\n\nMerrow Rovers beat Hexley 2-0 on Sunday and will play in the cup final.\n\nBoth goals fell in the last "
        "ten minutes.",
        "rovers",
    ),
    _case(
        "2026-02-28",
        "Coach Dara Quill leaves Merrow Rovers\n\nDara Quill will leave Merrow Rovers in summer, the club said on Saturday.\n\nShe has coached "
        "the side for five years.",
        "quill",
    ),
    _case(
        "2026-02-27",
        "Wage talks in Dunholm end without result\n\nTalks on the wages of bus drivers in Dunholm ended on Friday without a result.\n\nThe union "
        "will vote on a strike.",
    ),
    _case(
        "2026-02-21",
        "Hundreds march against quarry in Hexley\n\nAbout 400 people marched through Hexley on Saturday against the growth of a quarry, police "
        "said.\n\nThe owner wants to dig for 20 more years.",
        "quarry-march",
        "quarry",
    ),
    _case(
        "2026-03-01",
        "Quarry at Hexley gets new owner\n\nThe limestone quarry at Hexley has been sold to a builder from Dunholm, both sides said.\n\nThe "
        "price was not told.",
        "quarry",
    ),
    _case(
        "2026-03-02",
        "Judge Ingrid Moss to lead fire inquiry\n\nJudge Ingrid Moss will lead the inquiry into the fire at Port Merrow, the ministry said on "
        "Monday.\n\nShe will report in autumn.",
        "moss",
    ),
    _case(
        "2026-02-20",
        "Tomas Riel wins Merrow prize\n\nNovelist Tomas Riel has won the Merrow prize, the jury said on Friday.\n\nThe prize is worth 10,000 "
        "euros.",
        "riel",
    ),
    _case(
        "2026-02-19",
        "Noor Ashdown to play the queen\n\nActor Noor Ashdown will play the queen in a new series, the producers said.\n\nShooting begins in May.",
    ),
    _case(
        "2026-02-18",
        "Noor Ashdown and Felix Orme open festival\n\nActor Noor Ashdown and conductor Felix Orme will open the festival in Dunholm with singer "
        "Lena Marsh, it said.\n\nTickets go on sale on Monday.",
        "ashdown-orme",
        "orme",
    ),
    _case(
        "2026-02-17",
        "Lighthouse at Saint Brannoc loses its keeper\n\nThe lighthouse at Saint Brannoc will work without a keeper from April, the coast guard "
        "said.\n\nIt was lit first in 1866.",
        "lighthouse",
    ),
    _case(
        "2026-02-16",
        "Swimmer Sara Strand sets record\n\nSara Strand set a national record over 200 metres in Hexley on Monday.\n\nStrand is 19 and swims for "
        "the club of Lindmere.",
    ),
    _case(
        "2026-02-15",
        "Ruling party of Merania wins vote\n\nThe ruling party of Merania won the election on Sunday, first results showed.\n\nTurnout was 61 "
        "percent.",
    ),
    _case(
        "2026-02-22",
        "Snow closes school in Hexley\n\nSnow closed the school in Hexley on Sunday, a day before the term was to begin.\n\nBuses did not run "
        "either.",
    ),
    _case(
        "2026-01-15",
        "Two robbed at Dunholm market\n\nTwo women were robbed at the fish market in Dunholm on Thursday, police said.\n\nWitnesses are asked to "
        "call.",
    ),
    _case(
        "2026-02-13",
        "St Brannoc's Hospital opens ward for burns\n\nSt Brannoc's Hospital opened a ward for burns on Friday, the hospital said.\n\nIt has "
        "twelve beds.",
        "hospital",
    ),
    _case(
        "2026-02-12",
        "Paul Adeyemi named head of Norvane Lines\n\nNorvane Lines has named Paul Adeyemi as its head, the company said on Thursday.\n\nUnion leader "
        "Ruth Salter said that she had hoped for somebody else.",
        "adeyemi-salter",
        "norvane-seat",
    ),
    _case(
        "2026-02-11",
        "Paul Adeyemi fined over emissions\n\nPaul Adeyemi, operations director of Norvane Lines, was fined 5,000 euros on Wednesday, a court "
        "said.\n\nHe will appeal.",
        "norvane-seat",
    ),
    _case(
        "2026-02-10",
        "Marta Ellwood warns of battery fires\n\nBatteries set more homes on fire each year, Chief Fire Officer Marta Ellwood said on Tuesday.\n\n"
        "She wants them kept outside.",
        "ellwood",
    ),
    _case(
        "2026-02-09",
        "Solar farm at Hexley to double in size\n\nThe solar farm at Hexley will double in size by 2028, its owner said.\n\nIt feeds 9,000 homes "
        "today.",
        "solar-farm",
    ),
)

FRESH = (
    _case(
        "2026-03-01",
        "Hexley quarry to close in 2030\n\nThe quarry at Hexley will close in 2030, its owner said on Sunday.\n\nAbout 60 people work in it.",
        "quarry",
    ),
    _case(
        "2026-02-28",
        "Fire drill empties hospital in Port Merrow\n\nA fire drill emptied St Brannoc's Hospital in Port Merrow on Saturday.\n\nThe last "
        "patient was out after 19 minutes.",
        "hospital",
    ),
    _case(
        "2026-02-26",
        "Ferry runs aground near Saint Brannoc\n\nA ferry ran aground near Saint Brannoc on Thursday with 40 people on board, the coast guard "
        "said.\n\nAll were taken off.",
    ),
    _case(
        "2026-02-24",
        "Lindmere library opens on Sundays\n\nThe library in Lindmere will open on Sundays from May, its head Karin Lund said.\n\nShe wants to "
        "reach families.",
        "karin-lund",
    ),
    _case(
        "2026-03-02",
        "Two firefighters hurt in Dunholm\n\nTwo firefighters were hurt on Monday when a wall fell in Dunholm.\n\nBoth are in hospital.",
    ),
    _case(
        "2026-02-18",
        "Dunholm court frees three dockers\n\nA court in Dunholm freed three dockers on Wednesday, with Judge Ingrid Moss in the chair.\n\nThey "
        "had been held since May.",
        "moss",
    ),
    _case(
        "2026-02-17",
        "Ruth Salter elected union leader again\n\nDockers elected Ruth Salter as head of their union for a third time on Tuesday.\n\nShe had no "
        "rival.",
    ),
    _case(
        "2026-03-01",
        "Road to Port Merrow harbour closed by ice\n\nIce closed the road to the harbour of Port Merrow on Sunday.\n\nLorries had to wait.",
        "harbour",
    ),
    _case(
        "2025-10-13",
        "Barge hits swing bridge at Lindmere\n\nA barge hit a pier of the swing bridge at Lindmere on Sunday and closed it, the council said.\n\n"
        "Nobody was hurt.",
        "bridge-barge",
        "bridge",
    ),
    _case(
        "2025-12-11",
        "Dunholm opens Christmas market\n\nThe Christmas market in Dunholm opened on Wednesday with 80 stalls.\n\nIt runs until New Year.",
        "market",
    ),
    _case(
        "2026-02-12",
        "Orchestra of Dunholm loses conductor\n\nConductor Felix Orme will leave the orchestra of Dunholm in July, it said on Thursday.\n\nHe came "
        "in 2015.",
        "orme",
    ),
    _case(
        "2026-02-16",
        "Elsa Brandt's party loses in Hexley\n\nThe party of Transport Minister Elsa Brandt lost its majority in Hexley on Sunday.\n\nIt had "
        "governed there for 20 years.",
        "brandt",
    ),
    _case(
        "2026-02-20",
        "Storm tears roof off town hall in Dunholm\n\nA storm tore the roof off the town hall in Dunholm on Friday.\n\nNobody was inside.",
    ),
    _case(
        "2026-02-22",
        "Lindmere mourns ferryman\n\nLindmere mourned on Sunday a ferryman who had saved nine people.\n\nMayor Hilda Strand laid a wreath. Otto "
        "Lund spoke.",
    ),
    _case(
        "2026-02-21",
        "Solar farms pay more tax\n\nSolar farms will pay more tax from 2027, the government said on Saturday.\n\nThe owner of one at Hexley "
        "said that he would go to court.",
    ),
)
"""Fifteen more stories for the same folder, written after the rules were settled; nothing was changed for their sake."""


def write_folder(folder: Path) -> None:
    """The forty files, and the sidecars of some."""
    for sample in PICTURES:
        (folder / sample.name).write_bytes(make(sample))
    for name, text in SIDECARS.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
