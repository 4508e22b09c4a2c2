"""The types of planted errors, each with its generator and the checks whose own matter it is."""

from __future__ import annotations

import random
from dataclasses import dataclass

from bench.planted import additions, amounts, people, quotations, voices, wording
from bench.planted.bases import Base
from bench.planted.plant import Generator, Planted, Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """One type of error. ``own`` are the checks made for it; ``is_unseen`` where training has nothing of the sort."""

    name: str
    generate: Generator
    own: tuple[str, ...] = ()
    is_unseen: bool = False


TYPES = (
    Type(name="number", generate=amounts.number, own=("figures",)),
    Type(name="magnitude or unit", generate=amounts.magnitude, own=("figures",)),
    Type(name="date", generate=amounts.date, own=("times",)),
    Type(name="name of another text", generate=people.foreign_name, own=("names",)),
    Type(name="name of the same text", generate=people.other_name, own=("names",)),
    Type(name="two names swapped", generate=people.swapped_names, own=("names", "polarity")),
    Type(name="roles swapped", generate=people.roles, own=("polarity", "names")),
    Type(name="verb", generate=wording.verb, own=("polarity",)),
    Type(name="noun", generate=wording.noun),
    Type(name="negation", generate=wording.negation, own=("polarity",)),
    Type(name="modality", generate=wording.modality, own=("polarity",)),
    Type(name="direction", generate=wording.direction, own=("polarity", "connections")),
    Type(name="scope", generate=wording.scope, own=("connections", "figures")),
    Type(name="attribution moved", generate=voices.moved_attribution, own=("attribution",)),
    Type(name="attribution dropped", generate=voices.dropped_attribution, own=("attribution",)),
    Type(name="cause invented", generate=additions.cause, own=("connections",)),
    Type(name="detail invented", generate=additions.detail),
    Type(name="quote altered", generate=quotations.altered_quote, own=("quotes",)),
    Type(name="quote moved", generate=voices.moved_quote, own=("quotes", "attribution")),
    Type(name="age", generate=amounts.age, own=("figures",), is_unseen=True),
    Type(name="rank", generate=amounts.rank, own=("figures", "connections"), is_unseen=True),
    Type(name="weekday", generate=amounts.weekday, own=("times",), is_unseen=True),
    Type(name="comparison added", generate=additions.comparison, own=("connections",), is_unseen=True),
    Type(name="quote cut", generate=quotations.cut_quote, own=("quotes",), is_unseen=True),
    Type(name="pronoun", generate=people.pronoun, own=("pronouns",), is_unseen=True),
)
BY_NAME = {kind.name: kind for kind in TYPES}


def try_to_plant(kind: Type, base: Base, pool: Pool) -> Planted | None:
    """An error of this type in the sentence, or ``None``. Chance hangs on the sentence and the type alone: a change elsewhere, or
    another order, plants the same."""
    return kind.generate(base, pool, random.Random(f"{kind.name}/{base.article.id}/{base.text}"))
