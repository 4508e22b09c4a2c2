"""Reports on one bus crash: a wire's, an outlet's own, and a copy of the first; and reports on the same deed of eight councils."""

CRASH = """Bus crash on Orsk road injures nine

Nine people were injured when a bus left the road near Orsk on Monday, police said.

The bus was carrying 31 passengers to Velden, the operator said. The driver was taken to hospital with a broken arm.

Police closed the road until noon.
"""
SAME_CRASH_OWN_WORDS = """Nine hurt in Orsk bus crash

A bus left the road near Orsk on Monday, injuring nine of those on board, police said.

It had been on its way to Velden with 31 passengers, according to the operator. The driver broke an arm.

The road stayed shut until noon, police said.
"""
COPY_CUT_SHORT = """Bus crash near Orsk

(Meridian) Nine people were injured when a bus left the road near Orsk on Monday, police said.

The bus was carrying 31 passengers to Velden, the operator said. The driver was taken to hospital with a broken arm.
"""
_COUNCILS = """Coldharbour charges sleepers/eight crowns/Calder/innkeepers in the old customs house, where they had met to protest with lanterns
Lindmere levy agreed/a tenth/Strand/a jeering gallery after midnight, ending a winter of quarrels about the pier
Guests of Merrow pay up/six marks/Oake/the Gazette by telephone from a sickbed, though her party had promised none this year
Velden bridge gets money/twelve florins/Lund/delegates at their spring congress, and builders may begin before summer
Orsk spares its miners/nine roubles/Vale/workers outside pit four, whose lodging houses pay nothing if they keep a stove
Tarn thanks tourists/a fifteenth/Holt/radio listeners during breakfast, and praised visitors for clean beaches
Dogs stay free on Holm/two dollars/Mark/islanders who own cottages, adding that pets sleep unpaid until the harvest fair
Skerry counts empty beds/five pence/Finch/lighthouse keepers and their families, after a survey that nobody liked"""
COUNCILS = tuple(
    f"{title}\n\nThe council set its tax on hotels at {tax}, {mayor} told {whom}."
    for title, tax, mayor, whom in (line.split("/") for line in _COUNCILS.split("\n"))
)
