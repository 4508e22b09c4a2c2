"""Which words of two texts may be one: by what keys a word is known, besides itself its stem, its other spelling, its number, and the few
words that say the same wherever a newsroom writes them.

The lists are short on purpose. A word that is only near ("turnover" for "profit") is another word here."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from groundwire.checks._grammar import stem_word
from groundwire.checks._polarities import DOUBTING_WORDS
from groundwire.model import Token
from groundwire.reading import cues
from groundwire.reading.number_words import find_numbers

SAY: Final = "=say"
"""The key of the words that have somebody speak and say nothing of how."""
_SPEECH: Final = frozenset(
    """say tell add note state announce report declare explain remark comment accord statement write speak""".split()
)
_PLAIN_SPEECH: Final = frozenset(
    """say tell add note state announce report declare explain remark comment claim argue insist contend assert stress warn maintain
    write repeat reiterate point emphasise emphasize observe reply respond answer mention""".split()
)
"""Verbs for which "said" may stand."""
TURNING: Final = DOUBTING_WORDS | frozenset(
    """former ex then-president late deputy vice assistant acting interim caretaker associate junior honorary shadow
    attempted failed fake false so-called proposed planned partial half quasi anti non unofficial provisional tentative
    draft preliminary conditional self-styled intended expected projected prospective no none neither nor few little most
    only sole just nearly almost part partly mostly hardly barely scarcely rarely seldom never not less least fewer
    would-be unlikely likely probably perhaps maybe possibly reportedly allegedly apparently seemingly alleged opposition
    minority majority some similar another other rival""".split()
)
"""Words beside another without which it says something else."""
_SAME: Final = {
    "VERB": """
        buy purchase acquire | start begin commence launch | end finish conclude | help assist aid | need require |
        allow permit | ban prohibit forbid outlaw | happen occur | hurt injure wound | try attempt | halt stop |
        vow pledge promise | build construct | close shut | postpone delay | back support | probe investigate |
        finance fund | beat defeat | choose select pick | sack fire dismiss | resign quit | rise increase climb |
        fall drop decline decrease | cut reduce lower | jail imprison | reject rebuff | gather assemble | obtain get |
        reply respond answer | ask request | hope wish | think believe | use utilise | live reside | keep retain
        """,
    "NOUN": """
        company firm | film movie | attorney lawyer | accord agreement deal pact | poll survey | legislator lawmaker |
        troop soldier | physician doctor | blast explosion | quake earthquake | fire blaze |
        plane aircraft airplane aeroplane | staff employee worker | chief head boss | spokesman spokeswoman spokesperson
        | demonstrator protester | demonstration protest | flat apartment | percent percentage % pct | country nation |
        rise increase | fall drop decline decrease | result outcome | aid assistance |
        probe investigation inquiry enquiry | people person | child kid youngster | arm weapon | start beginning |
        talk negotiation | home house | cash money | chairman chairwoman chairperson | dollar $ | pound £ | euro €
        """,
    "ADJ": """
        big large | whole entire | huge enormous vast massive | annual yearly | quick fast rapid | crucial vital |
        wounded injured | latest newest | each every | worldwide global
        """,
    "ADV": "nearly almost | approximately roughly about | currently presently now",
}
"""Words that say the same, by what kind of word they are; those between two bars go together."""
_ENDINGS: Final = (
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ise", "ize"), ("yse", "yze"), ("our", "or"), ("ogramme", "ogram"),
    ("tre", "ter"), ("ence", "ense"),
)  # fmt: skip
"""Of British words, and what stands there in American ones."""
_SPELT: Final = re.compile(r"[a-z]{5,}")


def _by_word() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for kind, text in _SAME.items():
        for group in text.split("|"):
            words = group.split()
            for word in words:
                found[kind, word] = f"={words[0]}/{kind}"
    return found


_GROUPS: Final = _by_word()
_LINKS: Final = {
    word: f"={words[0]}/LINK"
    for words in map(
        str.split,
        """about over regarding concerning on|after following|before prior ahead|because due owing|though although|until till|toward towards
        |despite spite|as while when|or nor|amid amidst|between among""".split("|"),
    )
    for word in words
}
"""Words that join others, and say the same."""


def keys_of(token: Token) -> frozenset[str]:
    """What the word is known by; two words that share a key may be one."""
    return _keys(token.text.casefold(), cues.lemma_of(token).casefold(), token.pos)


@lru_cache(maxsize=1 << 14)
def _keys(text: str, lemma: str, kind: str) -> frozenset[str]:
    keys = {text, lemma, spell(lemma)}
    if group := _LINKS.get(text):
        keys.add(group)
    if lemma in _SPEECH:
        keys.add(SAY)
    if group := _GROUPS.get((kind, lemma)):
        keys.add(group)
    if kind in ("NOUN", "VERB", "ADJ", "ADV", "PROPN"):
        keys.add(f"~{stem_word(spell(lemma))}")
    keys.update(f"#{number.value}" for number in find_numbers(text)[:1] if number.end - number.start == len(text))
    return frozenset(keys)


def spell(word: str) -> str:
    """The word as Americans spell it, so far as endings go: for comparing, not for showing."""
    if _SPELT.fullmatch(word):
        for british, american in _ENDINGS:
            if word.endswith(british):
                return word.removesuffix(british) + american
    return word


def is_neutral(token: Token) -> bool:
    """Whether the word has somebody speak and says nothing of how."""
    return token.lemma in ("say", "tell", "accord") or token.text.casefold() == "according"


def is_plain_speech(token: Token) -> bool:
    """Whether "said" tells it as well: not where somebody denies, doubts or hopes."""
    return (token.pos == "VERB" and cues.lemma_of(token) in _PLAIN_SPEECH) or is_neutral(token)
