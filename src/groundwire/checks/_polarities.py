"""Words that turn a claim round: negations, the steps from "may" to "did", and pairs of opposites."""

from __future__ import annotations

from importlib import resources
from typing import Final

NEGATIVE_WORDS: Final = frozenset(
    {"not", "n't", "n’t", "never", "nor", "neither", "hardly", "scarcely", "barely", "rarely", "seldom", "nowhere"}
)
NEGATIVE_PRONOUNS: Final = frozenset({"nobody", "none", "nothing", "no-one"})
NEGATING_VERBS: Final = frozenset(
    """
    fail refuse decline deny stop cease avoid halt abandon cancel neglect forget dismiss refute rebut disavow
    """.split()
)
"""Verbs whose complement did not happen or is said not to be so."""
PREVENTING_VERBS: Final = frozenset(
    ["prevent", "block", "ban", "bar", "stop", "keep", "discourage", "prohibit", "forbid", "deter", "exclude"]
)
NEGATING_ADJECTIVES: Final = frozenset({"unable", "unwilling", "unlikely", "impossible", "reluctant", "false", "untrue"})

POSSIBLE, PLANNED, COMING, DONE = 1, 2, 3, 4
"""How firm a claim is: may happen, is intended, will happen, is so."""
MODALS: Final = {
    "may": POSSIBLE, "might": POSSIBLE, "could": POSSIBLE, "can": DONE, "should": PLANNED, "must": PLANNED, "ought": PLANNED,
    "will": COMING, "'ll": COMING, "’ll": COMING, "shall": COMING, "would": COMING, "'d": COMING, "wo": COMING, "ca": DONE,
}  # fmt: skip
PLANNING_VERBS: Final = frozenset(
    """
    plan hope intend consider seek aim want wish propose offer threaten vow promise pledge expect try attempt mull weigh
    prepare contemplate agree ask urge call demand request recommend suggest schedule set project forecast predict need
    invite tell order require advise encourage push press bid tend look discuss design allow enable help work like
    """.split()
)
POSSIBLE_WORDS: Final = frozenset(
    """
    possibly perhaps maybe potentially conceivably probably likely reportedly allegedly apparently
    """.split()
)
ACCUSING_VERBS: Final = frozenset({"accuse", "suspect", "charge"})
"""Verbs that lay a deed at somebody's door without saying that he did it."""
RUMOURING_VERBS: Final = frozenset({"allege", "believe", "report", "rumour", "rumor", "say", "think", "understand", "suspect"})
"""Verbs whose passive carries hearsay: "is believed to have left"."""
DOUBTING_WORDS: Final = frozenset(
    """
    alleged allegedly suspected reported reportedly rumoured rumored purported purportedly supposed supposedly presumed
    apparent apparently possible possibly potential potentially probable probably would-be unconfirmed
    """.split()
)
"""Words before a noun or beside a verb that keep it from being a fact."""

_OPPOSITES: Final = """
rise raise increase climb grow gain jump surge soar up higher upward boost advance rally widen swell more \
upturn growth strengthen expand accelerate | fall drop decrease decline shrink lose slip slide plunge tumble \
sink dip down lower downward cut reduce retreat narrow dwindle less fewer downturn weaken contract slow shed \
slump plummet ease
win victory triumph | lose defeat loss
support back favour favor endorse | oppose resist reject condemn
approve accept ratify endorse pass | reject refuse veto block deny dismiss
allow permit authorise authorize legalise legalize let | ban forbid prohibit bar outlaw block prevent
confirm admit acknowledge | deny dispute rebut refute
begin start open launch commence | end finish close stop cease halt complete conclude
join enter | leave quit exit
arrive | leave depart
buy purchase acquire | sell
hire recruit appoint | fire sack dismiss
accelerate quicken | slow decelerate
improve | worsen deteriorate
strengthen strong stronger | weaken weak weaker dilute erode undermine
succeed success successful | fail failure unsuccessful
agree agreement | disagree disagreement
impose introduce | lift scrap abolish remove
convict guilty | acquit innocent clear
survive live | die
include | exclude
encourage welcome praise | discourage criticise criticize condemn
upgrade | downgrade
tighten tough tougher | ease loosen relax
before prior ahead | after following
above over exceed | below under
profit surplus gain | loss deficit
increasingly | decreasingly less
best better good | worst worse bad
first | last
early earlier | late later
legal lawful | illegal unlawful
likely | unlikely
possible | impossible
able | unable
true | false
safe safer | dangerous unsafe
old older oldest | young younger youngest new newer
big bigger biggest large larger largest great greatest | small smaller smallest little
high higher highest | low lower lowest
long longer longest | short shorter shortest
most | least fewest
many | few
maximum | minimum
majority | minority
inside | outside
with | without
for | against
optimistic positive confident | pessimistic negative
supporter ally backer | opponent critic enemy rival
export | import
internal domestic | external foreign
attack | defend
love | hate
increase rise growth gain increased rising growing | decrease fall decline drop reduction cut decreased falling declining
north northern | south southern
east eastern | west western
male man men boy husband father son brother | female woman women girl wife mother daughter sister
public | private
oldest | youngest
cheap cheaper | expensive costly dear
peace | war
left | right
upper | lower
major | minor
friend friendly | enemy hostile
free release | detain jail imprison arrest
build | demolish destroy
add | remove subtract
remember | forget
lend | borrow
lead | trail
push | pull
"""


def _build() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    antonyms = (resources.files(__package__) / "antonyms.txt").read_text("ascii")
    for line in (*_OPPOSITES.strip().splitlines(), *(line.replace(" ", "|") for line in antonyms.splitlines())):
        left, right = (side.split() for side in line.split("|"))
        for side, other in ((left, right), (right, left)):
            for word in side:
                found.setdefault(word, set()).update(other)
    return {word: frozenset(words - {word}) for word, words in found.items()}


OPPOSITES: Final = _build()
"""For each word the words that say the opposite of it: of the trade's own list above and of WordNet's (``antonyms.txt``, made by
``scripts/make_antonyms.py``)."""


def _build_allies() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _OPPOSITES.strip().splitlines():
        for side in line.split("|"):
            words = side.split()
            for word in words:
                found.setdefault(word, set()).update(words)
    return {word: frozenset(words) for word, words in found.items()}


ALLIES: Final = _build_allies()
"""For each word the words that point the same way."""
