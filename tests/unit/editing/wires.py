"""Reports on one bus crash: a wire's, an outlet's own, and a copy of the first."""

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
