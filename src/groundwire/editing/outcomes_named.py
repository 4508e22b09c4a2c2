"""Words that name one act, and words that name its opposite outcome: what lets "nine died" meet "killed seven", and "reopened"
meet "stays closed"."""

from __future__ import annotations

from typing import Final

_ACTS: Final = """
kill die perish slay murder drown
injure hurt wound
arrest detain apprehend
begin start erupt commence
buy purchase acquire
own possess
approve ratify adopt
attack raid assault
appoint name install
elect reelect
resign quit
evacuate
treat hospitalise hospitalize
destroy gut
rescue save
sentence jail imprison
shut close
happen occur
cost
"""
_NOUNS_OF_ACTS: Final = {
    "dead": "kill", "death": "kill", "fatality": "kill", "killed": "kill",
    "injured": "injure", "wounded": "injure", "injury": "injure", "hurt": "injure",
    "arrest": "arrest", "detention": "arrest", "missing": "miss",
}  # fmt: skip
TOLLS: Final = frozenset({"kill", "injure", "arrest", "miss", "treat", "evacuate", "rescue"})
"""What befalls people and is counted; such counts grow while a story runs."""

_OUTCOMES: Final = """
open reopen | close shut closed
approve pass accept ratify adopt | reject refuse veto block defeat
survive alive | die dead perish kill
convict guilty | acquit innocent
win | lose
uphold | overturn quash
rise increase climb grow jump gain surge | fall drop decline decrease slip tumble plunge shrink
extinguish contained | burn rage
found | missing
proceed | cancel scrap
on | off
empty | occupied full
insured | uninsured
armed | unarmed
injured hurt wounded | unhurt unharmed uninjured unscathed
conscious | unconscious
legal lawful | illegal unlawful
damaged | undamaged intact
successful | unsuccessful
allow permit | ban bar forbid prohibit
agree | refuse decline
succeed | fail
lift | extend
grant | deny
sign | veto
"""
DOERS_OUTCOMES: Final = frozenset(
    """survive die perish win lose rise increase climb grow jump gain surge fall drop decline decrease slip tumble plunge shrink
    burn rage succeed fail agree refuse""".split()
)
"""Outcomes that are their subject's: "the driver survived the crash" tells of the driver."""


def _acts() -> dict[str, str]:
    rows = (line.split() for line in _ACTS.strip().splitlines())
    return {word: row[0] for row in rows for word in row} | _NOUNS_OF_ACTS


def _outcomes() -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for line in _OUTCOMES.strip().splitlines():
        sides = [side.split() for side in line.split("|")]
        for pole, words in zip((1, -1), sides, strict=True):
            for word in words:
                found.setdefault(word, []).append((sides[0][0], pole))
    return {word: tuple(poles) for word, poles in found.items()}


ACTS: Final = _acts()
"""For each word the act it names, by that act's first word."""
OUTCOMES: Final = _outcomes()
"""For each word the questions it answers, each with +1 or -1."""
