"""A small board of true and false sentences about the bundled example reports, all in the project's own words.

Every true sentence is a paraphrase or a condensation an editor would pass. Every false one carries exactly one planted error, named by
``kind``. ``tests/quality/test_board.py`` counts both failures: the false let through and the true blocked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Planted:
    """A sentence and the error planted in it; ``kind`` is empty for a true one."""

    text: str
    kind: str = ""


HARBOUR = (
    Planted("A fire in a warehouse closed Port Merrow early on Monday."),
    Planted("Twelve dock workers were taken to hospital, the fire service said."),
    Planted("Port Merrow is the second-busiest container port in the country."),
    Planted("Chief Fire Officer Marta Ellwood told reporters the fire started in Warehouse 14 at 3:10 a.m."),
    Planted("Warehouse 14 was used to store furniture and lithium batteries."),
    Planted("Around 90 firefighters had the blaze under control by 7:30 a.m., Ellwood said."),
    Planted("“The building has been searched twice and nobody is missing,” Ellwood said."),
    Planted("St Brannoc's Hospital said it had treated 12 people for smoke inhalation, two of whom were kept in."),
    Planted("Forty containers were destroyed and part of the roof came down, the harbour authority said."),
    Planted("Eleven ships were at anchor outside the estuary by dawn."),
    Planted("The National Fire Inspectorate said an investigation would begin on Tuesday."),
    Planted("Most of the country's imported medical supplies come through Port Merrow, Transport Minister Elsa Brandt said."),
    Planted("Norvane Lines, the biggest user of Pier 6, said it was diverting two ships to Dunholm."),
    Planted("A grain store on Pier 4 burned for nine hours in August 2023."),
    Planted("The harbour authority denied that the sprinklers had been switched off."),
    Planted(
        "“The sprinklers in Warehouse 14 were on, and they worked,” said Tomas Reyle, a spokesperson for the harbour authority."
    ),
    Planted("Nine people were treated for smoke inhalation, according to Dana Whitlock of the Dockworkers' Union."),
    Planted("A crane operator told the Coast Courier that the sprinklers were off."),
    Planted(
        "Pier 6 will be closed for at least two weeks while engineers inspect the quay wall, Harbour Master Ines Calder said."
    ),
    Planted("The damage was put at about 25 million euros by the authority, cargo not included."),
    Planted("Inspectors found faults in the sprinklers of four warehouses last October."),
    Planted("The last two patients left hospital at midday."),
    Planted("A warehouse fire closed Port Merrow early on Monday and sent 21 dock workers to hospital.", "figure"),
    Planted("About 900 firefighters brought the fire under control by 7:30 a.m., Ellwood said.", "figure"),
    Planted("The fire destroyed 60 containers, according to the Port Merrow Harbour Authority.", "withdrawn figure"),
    Planted("The authority put the damage at about 25 billion euros.", "magnitude"),
    Planted("The authority put the damage at about 25 million dollars.", "unit"),
    Planted("The fire began at 5:10 a.m. in Warehouse 14 on Pier 6.", "time"),
    Planted("In August 2021 a grain store on Pier 4 burned for nine hours.", "date"),
    Planted("The National Fire Inspectorate said it would begin an investigation on Thursday.", "weekday"),
    Planted("Transport Minister Paul Adeyemi said that a closure of more than a week would be felt in hospitals.", "name swap"),
    Planted("Chief Fire Officer Greta Holm told reporters that the fire began in Warehouse 14.", "foreign name"),
    Planted("Norvane Lines said it was sending two ships to Calverport instead.", "foreign name"),
    Planted(
        "“The batteries kept catching fire again, and that made it a very bad night for my crews,” Ellwood said.",
        "quote altered",
    ),
    Planted("“If the cranes stand still, my till stands still,” said Dana Whitlock.", "quote moved"),
    Planted("“We will close the pier for good,” Harbour Master Ines Calder said.", "quote invented"),
    Planted("The harbour authority confirmed that the sprinklers had been switched off.", "denial dropped"),
    Planted("The building has been searched twice and two people are missing, Ellwood said.", "fact turned"),
    Planted("The harbour authority did not deny that the sprinklers had been switched off.", "negation"),
    Planted("Piers 1 to 4 would not reopen at 6 a.m. on Tuesday, Harbour Master Ines Calder said.", "negation"),
    Planted("Officials believe that the fire was started deliberately by a former employee.", "invention"),
    Planted("The port's owner plans to sell Pier 6 to a foreign investor next year.", "invention"),
    Planted("The Port Merrow Harbour Authority said that the union had switched off the sprinklers.", "invention"),
    Planted("The fire could lead to a major shift in the country's trade policy.", "speculation"),
    Planted("Reuters reported that a warehouse fire closed Port Merrow.", "outlet"),
)
"""On the four reports of examples/harbour/reports."""

BUDAPEST = (
    Planted("China has offered to help Hungary with public security, Xinhua reported."),
    Planted("The offer was made at a rare meeting between Wang Xiaohong and Prime Minister Viktor Orban."),
    Planted(
        "Wang and Interior Minister Sandor Pinter signed documents on policing and security co-operation, according to Xinhua."
    ),
    Planted("Of the members of NATO, Hungary alone has not ratified Sweden's application."),
    Planted("The pact is a diplomatic win for China within the European Union."),
    Planted("Huawei has its largest logistics and manufacturing base outside China in Hungary."),
    Planted("The European Commission has warned that Huawei is a risk to EU security."),
    Planted("Wang said he hoped the work would become “a new highlight of bilateral relations”."),
    Planted("Hungary, an ally of Russia, has tried to reduce its dependence on Western countries under Orban."),
    Planted("State media in China have described NATO as a “grave” challenge to peace."),
    Planted("Hungary has ratified the application of Sweden to join NATO.", "negation"),
    Planted("Wang also met Foreign Minister Sandor Pinter, with whom he signed documents.", "office"),
    Planted("Orban told Wang that China wants closer ties in security and law enforcement, Xinhua said.", "roles swapped"),
    Planted("The two countries mark the 57th year of their diplomatic relations.", "figure"),
    Planted("Wang said he hoped the work would become “a new milestone of bilateral relations”.", "quote altered"),
    Planted("Japan has offered Hungary support on public security, the Xinhua news agency reported.", "name swap"),
    Planted("Huawei has worked since 2006 with Yitu Technology.", "date"),
    Planted("The European Commission said that Huawei is no risk to EU security.", "negation"),
    Planted("Poland alone among the members of NATO has not ratified the application of Sweden.", "foreign name"),
    Planted("The agreement shows that Hungary will leave NATO within a decade.", "invention"),
)
"""On examples/budapest/report.md."""
