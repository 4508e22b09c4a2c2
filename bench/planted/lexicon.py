"""Words that errors and true rewordings are made with, chosen for this board alone.

No pair here stands in ``training/verbs.txt`` or ``training/nouns.txt`` (``tests/unit/test_bench_planted.py`` holds it): what the judge has
learned by heart is not what it is tried on. The module is long because it is data."""

from __future__ import annotations

import re
from typing import Final

VERBS: Final = """
unveil shelve t | double halve | triple halve | exceed miss t | overtake fall_behind t | reopen shut t | shut reopen t
postpone bring_forward t | scrap keep t | back criticise t | agree decline | decline agree | win miss_out_on ta | secure
forfeit t | earn forfeit t | retain lose t | defend abandon t | sell retain t | recruit lay_off t | open drop ti | drop pursue
ti | condemn applaud t | criticise commend t | criticize commend t | praise rebuke t | welcome deplore t | back resist t
support undermine t | deny concede c | confirm rule_out t | reject embrace t | accept turn_down t | approve turn_down t | free
execute t | release hold_back t | arrest question t | kill spare t | destroy spare t | damage spare t | attack shield t | bomb
liberate t | invade evacuate t | begin complete t | complete begin t | start conclude t | expand scale_back t | extend
cut_short t | cut increase t | increase trim t | reduce boost t | raise trim t | lower boost t | boost dent t | rise slip n
climb slip n | soar stall n | fall edge_up n | grow stagnate n | jump dip n | slump recover n | plunge recover n | tumble
recover n | surge dip n | gain shed t | appoint sack t | sack promote t | leave rejoin t | join snub t | sign tear_up t
launch halt t | suspend reinstate t | ban authorise t | ban authorize t | impose waive t | send withhold t | provide withhold
t | receive return t | pay withhold t | find overlook c | discover overlook t | reveal cover_up t | disclose withhold t | urge
forbid o | ask forbid o | block permit t | meet snub t | visit stay_away_from ta | attend stay_away_from ta | protect expose t
| help hinder t | improve harm t | include leave_out t | beat lose_to ta | defeat lose_to ta | rescue arrest t | strengthen
dent t | weaken bolster t | delay hurry t | cancel confirm t | hold call_off ti | create wipe_out t | build tear_down t | seize
hand_back t | capture let_go t | transfer keep t | deliver hold_back t | restore cut_off t | oppose champion t | challenge
endorse t | replace assist t | produce recall t | publish withdraw t | import make t | arm disarm t | withdraw reaffirm t
settle reopen t | dominate neglect t | collect give_away t | treat turn_away t | inspect bypass t | store discard t | fund sue
t | hire sue t | order cancel t | blame absolve t | accuse praise t | warn reassure o | surrender hold_out n | strike_down
uphold t | overturn uphold t | uphold overturn t
"""
"""A verb, what contrasts with it, and where: t with an object or as a passive, ta with an object only, i not with a person as object,
n without an object, c with a clause or an object, o with a person as object."""

NOUNS: Final = """
chairman|chief executive
spokesman|consultant
spokeswoman|consultant
profit|turnover
profits|revenues
revenue|debt
revenues|debts
inflation|unemployment
deficit|budget
deal|lawsuit
takeover|partnership
merger|lawsuit
goal|penalty
goals|penalties
goalkeeper|defender
striker|goalkeeper
midfielder|goalkeeper
captain|physiotherapist
quarter-final|group match
album|documentary
film|musical
actor|comedian
actress|presenter
singer|dancer
scientists|campaigners
researchers|lobbyists
doctors|pharmacists
troops|diplomats
soldiers|contractors
protesters|journalists
demonstrators|journalists
rebels|mercenaries
bomb|grenade
missile|drone
missiles|drones
earthquake|hurricane
oil|timber
crude|diesel
petrol|diesel
airline|railway
airlines|railways
bank|insurer
banks|insurers
factory|warehouse
factories|warehouses
school|library
schools|libraries
prison|hostel
embassy|museum
king|crown prince
wife|cousin
son|nephew
father|grandfather
mother|aunt
brother|cousin
daughter|niece
women|pensioners
children|pensioners
students|pensioners
workers|managers
employees|customers
customers|suppliers
shareholders|creditors
investors|tenants
consumers|manufacturers
analysts|regulators
analyst|regulator
economists|trade unionists
software|furniture
website|pamphlet
computers|printers
computer|printer
police|firefighters
debut|farewell
resignation|re-election
appointment|dismissal
loan|grant
loans|grants
tax|subsidy
taxes|subsidies
pension|salary
plane|helicopter
aircraft|lorries
ship|barge
ships|barges
tanker|trawler
engine|gearbox
lawyer|accountant
lawyers|accountants
judge|bishop
farmers|fishermen
crops|herds
grain|livestock
cocoa|tobacco
sugar|rubber
copper|cotton
steel|cement
gold|tin
flights|ferries
passengers|crew members
hotel|theatre
hospital|monastery
hospitals|monasteries
refugees|tourists
vaccine|painkiller
virus|parasite
flu|cholera
snow|sand
rain|fog
singles|ballads
fans|critics
viewers|advertisers
newspaper|radio station
officials|volunteers
ministers|economists
voters|donors
lawmakers|mayors
dividend|bonus
stake|loan
bid|complaint
budget|constitution
"""
"""Nouns of a kind that are not the same; the left one is replaced by the right one."""

DIRECTIONS: Final = """
higher|lower
lower|higher
above|below
below|above
stronger|weaker
weaker|stronger
faster|slower
slower|faster
rising|falling
falling|rising
growing|shrinking
gains|losses
losses|gains
northern|southern
southern|northern
eastern|western
western|eastern
upgraded|downgraded
downgraded|upgraded
earlier than|later than
later than|earlier than
larger than|smaller than
smaller than|larger than
inside|outside
outside|inside
up|down
down|up
increasingly|less and less
upward|downward
downward|upward
inflows|outflows
outflows|inflows
optimistic|pessimistic
pessimistic|optimistic
cheaper|dearer
dearer|cheaper
better than|worse than
worse than|better than
net profit|net loss
net loss|net profit
"""
"""Which way something went."""

_MANY: Final = "|".join(
    """people analysts residents members investors critics experts traders officials companies countries players banks groups
    observers""".split()
)
SCOPES: Final = (
    (r"\bsome of (?=the|its|his|her|their)", "all of "),
    (r"(?<!the )\bmost of (?=the|its|his|her|their)", "all of "),
    (r"\bmany of (?=the|its|his|her|their)", "all of "),
    (r"\bpart of (?=the|its|his|her|their)", "the whole of "),
    (r"\bparts of (?=the|its|his|her|their|[A-Z])", "the whole of "),
    (rf"\b(?:a number of|several|a few) (?=(?:{_MANY})\b)", "all "),
    (r"\b(?:mainly|mostly|largely|partly|primarily|in part)\b", "exclusively"),
    (r"\b(?:almost|nearly) all\b", "all"),
    (r"(?<!so )(?<!as )(?<!too )(?<!how )(?<!ore )(?<!ost )(?<!ery )\b(?:often|sometimes|usually|normally|generally)\b", "always"),
    (r", including\b", ", with the exception of"),
    (r"\bas well as\b", "but not"),
    (r"\b(?:except for|apart from|with the exception of|other than)\b", "including"),
    (r"\bup to (?=[$£€]?\d)", "at least "),
    (r"\bat least (?=[$£€]?\d|two|three|four|five|six|seven|eight|nine|ten)", "no more than "),
    (r"\b(?:more than|over) (?=[$£€]?\d)(?![$£€]?[\d.,]+ (?:years|months|weeks|days|hours|minutes))", "fewer than "),
    (r"\b(?:less than|fewer than) (?=[$£€]?\d)", "well over "),
    (rf"\bsome (?=(?:\w+ )?(?:{_MANY})\b)", "all "),
    (rf"\bmost (?=(?:{_MANY})\b)", "all "),
    (rf"\bmany (?=(?:{_MANY})\b)", "all "),
    (r"\bonly (?=(?:one|two|three|four|five|six|\d+)\b)", "more than "),
    (r"\btemporarily\b", "permanently"),
    (r"\bpartial\b", "full"),
    (r"\blimited\b(?= (?:to|number|edition|amount|use|access|role))", "unlimited"),
)  # fmt: skip
"""How much of it: only what claims more than the source, or something else, never less."""

SYNONYMS: Final = (
    (r"\bapproximately (?=[$£€]?\d)", "about "), (r"\baround (?=[$£€]?\d)", "about "), (r"\bprior to\b", "before"),
    (r"\bin order to\b", "to"), (r"\bmore than (?=[$£€]?\d)", "over "),
    (r"\bover (?=[$£€]\d|\d[\d,]* (?:people|percent|million))", "more than "),
    (r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )\bdue to\b(?= (?:the|a|an|his|her|its|their)\b)", "because of"),
    (r"\bdespite\b", "in spite of"), (r"\bwhilst\b", "while"), (r"\bamongst\b", "among"),
    (r"\btook part in\b", "participated in"), (r"\btake part in\b", "participate in"), (r"\bcarried out\b", "conducted"),
    (r"\bpurchased\b", "bought"), (r"\bcurrently\b", "at present"), (r"\bmobile phones\b", "cellphones"),
    (r"\bmovies\b", "films"), (r"\bmovie\b", "film"), (r"\bnearly (?=[$£€]?\d)", "almost "),
    (r"\balmost (?=[$£€]?\d)", "nearly "), (r"\blorry\b", "truck"), (r"\bfirms\b", "companies"),
    (r"\bthe firm\b", "the company"), (r"\bso far\b", "up to now"), (r"\bas a result of\b", "because of"),
    (r"\bin the wake of\b", "after"), (r"\bin addition to\b", "besides"), (r"\bat least one\b", "one or more"),
    (r"\bthe UK's\b", "Britain's"), (r"\bin the UK\b", "in Britain"), (r"\bthe United States\b", "the US"),
    (r"\bautomobile\b", "car"), (r"\bweapons\b", "arms"), (r"\bchildren\b", "youngsters"), (r"\bsubsequently\b", "later"),
    (r"\bis due to (?=[a-z]+\b)", "is to "), (r"\bannually\b", "every year"), (r"\beach year\b", "every year"),
    (r"\bemployees\b", "staff members"), (r"\bfootballer\b", "football player"), (r"\ba number of\b", "several"),
    (r"\bconcerning\b", "about"), (r"\bregarding\b", "about"), (r"\bmeanwhile, ", ""), (r", however,", ""),
    (r", meanwhile,", ""), (r", for example,", ""),
)  # fmt: skip
"""Wordings that say the same in any news sentence."""

QUOTE_WORDS: Final = """
people|families | important|urgent | difficult|impossible | great|modest | good|poor | never|rarely | always|often | must|may | will|might
can|should | big|huge | want|need | think|know | believe|hope | problem|crisis | problems|disasters | chance|duty | happy|relieved
country|region | years|months | best|worst | right|legal | hope|expect | need|want | now|soon | today|tomorrow | strong|weak | very|rather
many|few | everyone|nobody | everything|little | success|setback | successful|costly | opportunity|obligation | confident|doubtful
clear|unclear | serious|minor | significant|small | market|economy | government|parliament | work|talk | team|club | players|fans
money|time | company|industry | better|worse | positive|mixed | easy|hard | more|less | first|last | new|old | should|could | would|could
price|volume | prices|volumes | war|struggle | peace|order | election|debate | evidence|rumour | responsible|liable | agreement|proposal
expect|fear | likely|certain | game|season | life|career | song|video | music|culture | world|continent | law|custom | trade|travel
"""
"""A word of a quotation and one that its speaker did not say."""

PARTIES: Final = frozenset(
    """police government company union court army regulator bank committee council minister president club team opposition rebel
    parliament airline prosecutor judge firm group party troop official authority agency protester demonstrator investor shareholder
    board chairman manager coach striker singer actor studio label broadcaster manufacturer retailer farmer worker employer
    consumer customer doctor scientist researcher soldier commander administration congress senate ministry department""".split()
)
SYMMETRIC: Final = frozenset(
    """meet marry join face fight play divorce resemble match accompany include become remain have know like equal tie draw border
    rival negotiate merge discuss debate contact rejoin work share average total follow precede be mean represent contain involve""".split()
)
SPEECH: Final = frozenset(
    """say tell add announce report state explain note claim allege argue insist maintain contend believe think suspect predict fear
    warn deny admit confirm declare suggest comment hope expect reveal acknowledge concede stress reply respond call write""".split()
)
CONTESTED: Final = frozenset(
    "claim allege argue insist maintain contend believe think suspect predict fear warn accuse assert complain hope deny".split()
)
CHARGED: Final = frozenset(
    """wrong unfair unacceptable ridiculous nonsense irresponsible disgrace outrageous terrible brilliant mislead betray deserve lie
    unjust absurd shameful reckless incompetent cynical hypocritical""".split()
)
WEEKDAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS: Final = "January February March April May June July August September October November December".split()
NUMBERS: Final = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
ORDINALS: Final = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


def verbs() -> dict[str, list[tuple[str, str]]]:
    """For each verb what contrasts with it, and where."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in re.split(r"[|\n]", VERBS):
        words = entry.split()
        if len(words) >= 2 and "+" not in words[1] and "_" not in words[0]:
            found.setdefault(words[0], []).append((words[1].replace("_", " "), words[2] if len(words) > 2 else "x"))
    return found


def pairs(text: str) -> dict[str, str]:
    """ "left|right" pairs, one a line or between bars with spaces around them."""
    return dict(part.strip().split("|", 1) for part in re.split(r"\n| \| ", text) if part.strip())


# --- forms of verbs ---------------------------------------------------------------------------------------------------

_IRREGULAR: Final = {
    verb: (past, participle)
    for verb, past, participle in (
        entry.split()
        for entry in """
        arise arose arisen | ban banned banned | be was been | bear bore borne | beat beat beaten | become became become
        | begin began begun | bet bet bet | bid bid bid | bind bound bound | bite bit bitten | blow blew blown | break
        broke broken | bring brought brought | build built built | buy bought bought | cancel cancelled cancelled | cast
        cast cast | catch caught caught | choose chose chosen | come came come | commit committed committed | control
        controlled controlled | cost cost cost | cut cut cut | deal dealt dealt | dip dipped dipped | do did done | draw
        drew drawn | drink drank drunk | drive drove driven | drop dropped dropped | eat ate eaten | fall fell fallen |
        feed fed fed | feel felt felt | fight fought fought | find found found | fly flew flown | forbid forbade
        forbidden | forget forgot forgotten | get got got | give gave given | go went gone | grow grew grown | hang hung
        hung | have had had | hide hid hidden | hit hit hit | hold held held | hurt hurt hurt | keep kept kept | know
        knew known | lay laid laid | lead led led | leave left left | lend lent lent | let let let | light lit lit |
        lose lost lost | make made made | mean meant meant | meet met met | overcome overcame overcome | overtake
        overtook overtaken | pay paid paid | permit permitted permitted | plan planned planned | put put put | quit quit
        quit | read read read | rebuild rebuilt rebuilt | refer referred referred | ride rode ridden | ring rang rung |
        rise rose risen | run ran run | say said said | scrap scrapped scrapped | see saw seen | seek sought sought |
        sell sold sold | send sent sent | set set set | shed shed shed | shoot shot shot | show showed shown | shrink
        shrank shrunk | shut shut shut | sing sang sung | sink sank sunk | sit sat sat | sleep slept slept | slip
        slipped slipped | snub snubbed snubbed | speak spoke spoken | spend spent spent | split split split | spread
        spread spread | stand stood stood | steal stole stolen | step stepped stepped | stop stopped stopped | strike
        struck struck | submit submitted submitted | swap swapped swapped | swim swam swum | take took taken | teach
        taught taught | tear tore torn | tell told told | think thought thought | throw threw thrown | travel travelled
        travelled | trim trimmed trimmed | undergo underwent undergone | understand understood understood | undertake
        undertook undertaken | wake woke woken | wear wore worn | win won won | withdraw withdrew withdrawn | withhold
        withheld withheld | write wrote written
        """.split("|")
    )
}
"""The past and the participle of verbs that form them otherwise, or with a doubled letter."""


def inflect(verb: str, tag: str) -> str | None:
    """The verb, which may have a particle, in the form that a Penn tag asks for; ``None`` for another tag."""
    head, space, rest = verb.partition(" ")
    past, participle = _IRREGULAR.get(head, (_regular(head), _regular(head)))
    forms = {"VB": head, "VBP": head, "VBD": past, "VBN": participle, "VBZ": _third(head), "VBG": _ing(head, past)}
    return forms[tag] + space + rest if tag in forms else None


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    return verb + "ed"


def _third(verb: str) -> str:
    if verb in ("have", "be"):
        return {"have": "has", "be": "is"}[verb]
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if re.search(r"(?:s|sh|ch|x|z|o)$", verb) else "s")


def _ing(verb: str, past: str) -> str:
    if verb in (
        "begin",
        "win",
        "cut",
        "shut",
        "put",
        "set",
        "hit",
        "run",
        "get",
        "let",
        "shed",
        "forbid",
        "quit",
        "sit",
        "swim",
        "bid",
        "split",
    ):
        return verb + verb[-1] + "ing"
    if past.endswith(verb[-1] + "ed") and len(past) == len(verb) + 3:
        return past[:-2] + "ing"
    return (verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "be")) else verb) + "ing"
