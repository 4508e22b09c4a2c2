"""Sentences as a language model writes them, with the passages that they name, in our own words about invented people and places.

``REPORTS`` are texts of one sentence a line, numbered from 1. Each line of ``FAITHFUL`` and ``FALSE`` is the report's name, the passages
that the sentence names, and the sentence. A faithful one tells what its passages tell, shorter or in another order; a false one has each of
its words from somewhere, and tells something else."""

from __future__ import annotations

from typing import Final

REPORTS: Final = {
    "bridge": """
Transport Minister Ilse Hartmann said on Tuesday that the Lindholm bridge would close in May for eleven weeks of repairs.
The closure, first reported by the Lindholm Echo, will cut off about 4,000 households from the mainland.
Engineers found cracks in three of the nine pillars after a barge struck the bridge in January.
The barge's owner, Nordhaven Shipping, denied that its crew had ignored a storm warning.
Nordhaven sued the port authority in March, but the authority has not replied to the claim.
“We were never told that the channel had moved,” Nordhaven's director Piet Lund told reporters.
Hartmann blamed the company for the damage and demanded that it pay 12 million crowns towards the repairs.
The council of Lindholm voted 14 to 9 to ask the army for a temporary ferry.
Mayor Carl Holm, who opposed the request, warned that the ferry could carry no more than 20 cars an hour.
If the ice stays, the repairs may be put off until the autumn, according to the ministry.
Some shopkeepers on the island plan to close for the summer, the traders' association said.
Two workers were injured when scaffolding fell from the eastern pillar last month.
The bridge, built in 1961, is the only road link between the island and the mainland.
The police are investigating whether the barge's captain had been drinking.
""",
    "bank": """
Almora Bank agreed on Friday to buy the insurer Westfall for 3.2 billion dollars, its largest purchase since 2009.
Westfall's shares rose 18 percent to 41 dollars, while those of Almora fell 4 percent.
Almora's chief executive, Nadia Rossi, said the deal would create 600 jobs by 2028.
Analysts at Kestrel Research doubt that the regulator will approve the purchase before December.
The regulator, which blocked a similar merger in 2021, declined to comment.
The union of bank employees fears that Almora will shut at least 40 of its 310 branches.
Rossi denied that any branch would be shut.
Westfall's founder, Oskar Westfall, sold his stake to Almora after his son refused to lead the company.
The insurer lost 90 million dollars last year because storms destroyed orchards in the south.
Former finance minister Leo Brandt will chair the board of the new group.
Prosecutors charged two former Westfall managers with hiding losses from investors in April.
Both men deny the charges.
Almora will pay half of the price in cash and half in shares.
Most shareholders of Westfall support the offer, according to a survey by the Daily Ledger.
Brandt, an adviser to Rossi since 2019, did not take part in the talks with Westfall.
""",
}

FAITHFUL: Final = """
bridge 1 | The Lindholm bridge would close in May for eleven weeks of repairs, Transport Minister Ilse Hartmann said.
bridge 1 | Hartmann said the Lindholm bridge would close in May.
bridge 1 | Ilse Hartmann said on Tuesday that the bridge would close for 11 weeks of repairs.
bridge 2 | The closure will cut off about 4,000 households from the mainland.
bridge 2 | About 4,000 households will be cut off from the mainland by the closure.
bridge 3 | Engineers found cracks in three pillars after a barge struck the bridge in January.
bridge 3 | A barge struck the bridge in January.
bridge 3 | Cracks were found in three of the nine pillars.
bridge 3 | After a barge struck the bridge, engineers found cracks in three of the nine pillars.
bridge 4 | Nordhaven Shipping denied that its crew had ignored a storm warning.
bridge 4 | The barge's owner is Nordhaven Shipping.
bridge 5 | Nordhaven sued the port authority in March.
bridge 5 | The port authority was sued by Nordhaven in March.
bridge 5 | The authority has not replied to the claim.
bridge 6 | “We were never told that the channel had moved,” Piet Lund told reporters.
bridge 6 | Lund, Nordhaven's director, told reporters: “We were never told that the channel had moved.”
bridge 7 | Hartmann blamed the company for the damage.
bridge 7 | Hartmann demanded that the company pay 12 million crowns towards the repairs.
bridge 7 | The company was blamed for the damage by Hartmann.
bridge 8 | The council voted 14 to 9 to ask the army for a temporary ferry.
bridge 8 | The council of Lindholm voted to ask the army for a ferry.
bridge 9 | Carl Holm warned that the ferry could carry no more than 20 cars an hour.
bridge 9 | Mayor Carl Holm opposed the request.
bridge 9 | The ferry could carry no more than 20 cars an hour, Mayor Carl Holm warned.
bridge 10 | If the ice stays, the repairs may be put off until the autumn, the ministry said.
bridge 10 | The repairs may be put off until the autumn if the ice stays, according to the ministry.
bridge 11 | Some shopkeepers on the island plan to close for the summer, according to the traders' association.
bridge 11 | The traders' association said some shopkeepers plan to close for the summer.
bridge 12 | Two workers were injured when scaffolding fell from the eastern pillar.
bridge 12 | Two workers were hurt when scaffolding fell.
bridge 13 | The bridge is the only road link between the island and the mainland.
bridge 13 | The bridge was built in 1961.
bridge 14 | The police are investigating whether the captain had been drinking.
bridge 3 5 | A barge struck the bridge in January, and Nordhaven sued the port authority in March.
bridge 1 13 | Hartmann said the bridge, built in 1961, would close in May.
bank 1 | Almora Bank agreed to buy the insurer Westfall for 3.2 billion dollars.
bank 1 | Almora Bank agreed on Friday to acquire Westfall for $3.2 billion.
bank 1 | The purchase is its largest since 2009.
bank 2 | Westfall's shares rose 18 percent to 41 dollars.
bank 2 | Shares of Westfall rose 18% to 41 dollars.
bank 2 | The shares of Almora fell 4 percent.
bank 3 | Nadia Rossi said the deal would create 600 jobs by 2028.
bank 3 | The deal would create 600 jobs by 2028, according to Nadia Rossi.
bank 3 | Almora's chief executive is Nadia Rossi.
bank 4 | Analysts at Kestrel Research doubt that the regulator will approve the purchase before December.
bank 5 | The regulator declined to comment.
bank 5 | The regulator blocked a similar merger in 2021.
bank 6 | The union fears that Almora will shut at least 40 of its 310 branches.
bank 6 | The union of bank employees fears that Almora will close at least 40 branches.
bank 7 | Rossi denied that any branch would be shut.
bank 8 | Oskar Westfall sold his stake to Almora.
bank 8 | Westfall's founder sold his stake after his son refused to lead the company.
bank 9 | The insurer lost 90 million dollars because storms destroyed orchards in the south.
bank 9 | Storms destroyed orchards in the south.
bank 10 | Former finance minister Leo Brandt will chair the board.
bank 10 | Brandt will chair the board of the new group.
bank 11 | Prosecutors charged two former Westfall managers with hiding losses.
bank 11 | Two former Westfall managers were charged with hiding losses from investors.
bank 12 | Both men deny the charges.
bank 13 | Almora will pay half of the price in cash.
bank 14 | Most shareholders support the offer, according to a survey by the Daily Ledger.
bank 15 | Brandt did not take part in the talks.
bank 15 | Brandt has been an adviser to Rossi since 2019.
bank 6 7 | The union fears that Almora will shut at least 40 branches, but Rossi denied that any branch would be shut.
bank 5 4 | Analysts doubt that the regulator, which blocked a similar merger in 2021, will approve the purchase before December.
"""

FALSE: Final = """
bridge 1 | Hartmann said the Lindholm bridge closed in May.
bridge 1 | Hartmann said the Lindholm bridge would close in June.
bridge 1 | The Lindholm bridge will close in May for eleven weeks of repairs.
bridge 1 | Mayor Ilse Hartmann said the bridge would close in May.
bridge 2 | The bridge would close in May, Hartmann said.
bridge 2 | The closure will cut off 4,000 households from the mainland.
bridge 2 | The closure will cut off about 4,000 households from the island.
bridge 2 | The closure has cut off about 4,000 households from the mainland.
bridge 3 | A bridge struck the barge in January.
bridge 3 | Engineers found cracks in nine of the three pillars.
bridge 3 | Engineers found cracks in the nine pillars after a barge struck the bridge.
bridge 3 | Engineers found cracks in three of the nine pillars before a barge struck the bridge in January.
bridge 3 | Engineers found cracks in three pillars because a barge struck the bridge.
bridge 4 | Nordhaven Shipping's crew had ignored a storm warning.
bridge 4 | Nordhaven Shipping said that its crew had ignored a storm warning.
bridge 4 | The storm's owner denied that its crew had ignored a barge warning.
bridge 5 | The port authority sued Nordhaven in March.
bridge 5 | The authority has replied to the claim.
bridge 5 | Nordhaven has not replied to the claim.
bridge 5 7 | Hartmann sued the port authority in March.
bridge 6 | “We were told that the channel had moved,” Piet Lund told reporters.
bridge 6 7 | “We were never told that the channel had moved,” Hartmann told reporters.
bridge 7 | The company blamed Hartmann for the damage.
bridge 7 | The company paid 12 million crowns towards the repairs.
bridge 7 | Hartmann demanded that it pay 12 billion crowns towards the repairs.
bridge 8 | The council voted 9 to 14 to ask the army for a temporary ferry.
bridge 8 | The council asked the army for a temporary ferry.
bridge 8 | The army voted 14 to 9 to ask the council for a temporary ferry.
bridge 9 | Mayor Carl Holm supported the request.
bridge 9 | The ferry can carry no more than 20 cars an hour, Mayor Carl Holm warned.
bridge 9 | Carl Holm warned that the ferry could carry 20 cars an hour.
bridge 10 | The repairs may be put off until the autumn, according to the ministry.
bridge 10 | If the ice stays, the repairs will be put off until the autumn, according to the ministry.
bridge 11 | Shopkeepers on the island plan to close for the summer, the traders' association said.
bridge 11 | Some shopkeepers on the island closed for the summer, the traders' association said.
bridge 11 | All shopkeepers on the island plan to close for the summer, the traders' association said.
bridge 12 | Two workers were killed when scaffolding fell from the eastern pillar.
bridge 12 | Two workers were injured when scaffolding fell from the western pillar.
bridge 13 | The bridge is a road link between the island and the mainland, built in 1916.
bridge 14 | The barge's captain had been drinking, the police said.
bridge 14 | The captain is investigating whether the police had been drinking.
bridge 3 12 | Two workers were injured when a barge struck the bridge in January.
bridge 5 3 | Nordhaven sued the port authority because a barge struck the bridge in January.
bank 1 | Westfall agreed to buy Almora Bank for 3.2 billion dollars.
bank 1 | Almora Bank bought the insurer Westfall for 3.2 billion dollars.
bank 1 | Almora Bank agreed to buy Westfall for 3.2 million dollars.
bank 2 | Almora's shares rose 18 percent to 41 dollars.
bank 2 | Westfall's shares fell 18 percent to 41 dollars.
bank 2 | Westfall's shares rose 41 percent to 18 dollars.
bank 3 | The deal would create 600 jobs by 2028.
bank 3 | Rossi said the deal created 600 jobs.
bank 4 | Analysts at Kestrel Research expect that the regulator will approve the purchase before December.
bank 4 | The regulator will approve the purchase before December.
bank 4 5 | The regulator doubts that Kestrel Research will approve the purchase before December.
bank 5 | The regulator blocked the merger, and declined to comment.
bank 6 | Almora will shut at least 40 of its 310 branches.
bank 6 | The union fears that Almora will shut 40 of its 310 branches.
bank 7 | Rossi said that any branch would be shut.
bank 7 6 | The union denied that any branch would be shut.
bank 8 | Almora sold his stake to Oskar Westfall.
bank 8 | Oskar Westfall sold his stake before his son refused to lead the company.
bank 8 | His son sold his stake to Almora.
bank 9 | The insurer lost 90 million dollars last year although storms destroyed orchards in the south.
bank 10 | Finance minister Leo Brandt will chair the board of the new group.
bank 10 | Former finance minister Leo Brandt chairs the board of the new group.
bank 11 | Prosecutors charged two Westfall managers with hiding losses from investors.
bank 11 | Two former Westfall managers hid losses from investors.
bank 11 | Investors charged two former Westfall managers with hiding losses from prosecutors.
bank 12 | Both men admit the charges.
bank 13 | Almora will pay the price in cash.
bank 14 | Shareholders of Westfall support the offer, according to a survey by the Daily Ledger.
bank 14 | Most shareholders of Almora support the offer, according to a survey by the Daily Ledger.
bank 15 | Brandt took part in the talks with Westfall.
bank 15 | Rossi, an adviser to Brandt since 2019, did not take part in the talks with Westfall.
bank 8 15 | Brandt sold his stake to Almora.
bank 9 3 | The insurer lost 600 jobs last year.
"""
