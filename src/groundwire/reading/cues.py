"""The words by which reporters hand a statement to somebody: lists of lemmas, sorted by what they do to the statement.

A verb may stand in several lists: "warn" carries a clause, an infinitive and a judgement."""

from __future__ import annotations

from groundwire.model import Token

LEMMAS = {
    "hopes": "hope",
    "hoped": "hope",
    "hoping": "hope",
    "rated": "rate",
    "labelled": "label",
    "labelling": "label",
    "signalled": "signal",
    "signalling": "signal",
}
"""Inflected cues that a lemmatiser by rule gets wrong ("hoped" from "hop")."""

SPEECH = frozenset(
    """say tell add note explain report state announce declare confirm reiterate stress emphasize emphasise underline
    underscore reply respond answer comment remark observe write tweet post reveal disclose testify recall mention
    conclude repeat inform assure remind continue proclaim recount relate quip joke lament read agree sigh shout cry
    whisper exclaim concede acknowledge admit accept ask wonder inquire enquire chant interject elaborate clarify
    quote cite argue maintain point indicate caption yell sing express opine recommend advise propose teach learn hear
    discover determine rule find show signal tout preach urge boast complain brag describe
    scream roar mutter murmur mumble growl plead gush retort muse
    detail enthuse reflect reason concur counter recollect fume quote""".split()
)
"""What a speaker does when he speaks, without the reporter's doubt or the speaker's blame."""

JUDGEMENT = frozenset(
    """claim allege accuse contend assert insist suggest imply hint charge warn caution blame criticise criticize slam
    denounce condemn call brand label dub term mock praise hail decry protest object fault liken deem dismiss reject
    lambast blast attack rate judge swear quip jest estimate calculate reckon consider""".split()
)
"""Opinion, blame and allegation: content that belongs to its speaker and to nobody else."""

BELIEF = frozenset(
    """believe think hope fear feel doubt suspect worry assume suppose guess wish imagine presume fancy figure know
    understand see realise realize regard view sense want""".split()
)
"""What somebody is said to hold."""

FORECAST = frozenset("predict forecast expect foresee project anticipate envisage envision".split())
"""What somebody says will come."""

INTENT = frozenset("vow pledge promise threaten intend offer plan aim undertake seek volunteer resolve commit decide".split())
"""What somebody says he will do."""

DENIAL = frozenset("deny refute rebut disavow contradict dispute rebuff dismiss reject".split())
"""Content that the speaker says is not so."""

CLAUSE = (
    SPEECH | JUDGEMENT | BELIEF | FORECAST | frozenset("deny dispute vow pledge promise threaten demand request decide".split())
)
"""Verbs that carry a clause: "said the bridge would open"."""

INFINITIVE = INTENT | frozenset(
    """hope expect want wish claim urge ask tell order beg implore advise warn request instruct encourage promise demand
    swear call""".split()
)
"""Verbs that carry an infinitive: "hopes to deepen ties"."""

OBJECT = frozenset(
    """call describe brand label dub term denounce condemn slam praise hail decry criticise criticize mock dismiss reject
    deny refute rebut dispute rebuff cite quote announce express lambast blast liken deem accuse blame charge voice
    allege claim confirm declare predict forecast promise pledge offer suggest propose demand note emphasise emphasize
    stress ask write tweet consider say state shout chant reiterate repeat warn admit acknowledge regard characterize
    characterise portray depict question tell add urge vow fault read explain proclaim tout recall welcome attack
    defend identify attribute""".split()
)
"""Verbs whose objects hold the speaker's own words when they stand in quotation marks ("called it a “grave” mistake")."""

AFTER_QUOTE = (
    SPEECH | JUDGEMENT | INTENT | DENIAL | FORECAST | frozenset("think believe urge go begin explain smile laugh".split())
) - frozenset("show find see rate rule plan offer aim seek discover determine signal consider teach learn hear".split())
"""Verbs that stand beside a quotation and name its speaker ("“...,” she laughed")."""

EVIDENCE_VERBS = frozenset("show find suggest indicate reveal read point see signal determine".split())
EVIDENCE_NOUNS = frozenset(
    """poll survey study report research data figure document record analysis review investigation audit statement email
    letter memo book article account paper result census estimate assessment filing statistic number footage evidence
    finding ruling judge court jury panel commission inquiry researcher scientist investigator police official test""".split()
)
"""``EVIDENCE_VERBS`` speak only when a document or a body that finds things out is their subject: a street may show cracks."""

NOUNS = frozenset(
    """claim statement warning allegation accusation belief assertion suggestion report view hope fear concern prediction
    forecast promise pledge vow threat denial argument complaint conclusion opinion announcement admission insistence
    assurance rumour rumor suspicion worry idea theory contention criticism declaration remark comment assessment
    acknowledgement acknowledgment confession charge""".split()
)
"""Nouns that carry a clause: "the commission's warnings that ..."."""

DOUBTFUL_NOUNS = frozenset(
    "claim allegation accusation belief assertion suggestion fear concern prediction forecast rumour rumor".split()
)

OPINION_CUES = (JUDGEMENT | BELIEF | FORECAST | DENIAL | frozenset("hope fear doubt argue complain".split())) - frozenset(
    "know see realise realize call describe figure understand want consider rate sense".split()
)
"""Cues whose content may not be stated as bare fact by somebody else."""

CLAIM_NOUNS = NOUNS | frozenset("wrongdoing involvement guilt responsibility link knowledge".split())
"""What is denied, dismissed or rejected when that is a statement and not a bid or a ball."""

FIRST_PERSON = frozenset("i we".split())

_CUES = CLAUSE | INFINITIVE | OBJECT | DENIAL
_ENDINGS = ("s", "es", "d", "ed")


def lemma_of(token: Token) -> str:
    """The lemma of a token, put right where the lemmatiser fails: by list, and for a cue that the parser took for an auxiliary ("Harlow
    claims vaccine safe"), which it leaves as it stands."""
    word = token.text.lower()
    if word in LEMMAS:
        return LEMMAS[word]
    if token.dep == "aux" and token.lemma == word and token.tag in ("VBZ", "VBD"):
        return next(
            (word.removesuffix(end) for end in _ENDINGS if word.endswith(end) and word.removesuffix(end) in _CUES), word
        )
    return token.lemma
