"""Where independent reports of one happening cannot all be right: other numbers of the same thing, another hour of the same act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from groundwire.editing.clauses import children_of, subtree
from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.matching import cover
from groundwire.model import (
    Disagreement,
    Document,
    Figure,
    FigureKind,
    Grain,
    NameKind,
    Passage,
    Precision,
    Role,
    Side,
    Span,
    Time,
    Token,
)

ALIKE = 0.6
"""Least cover, in the better direction, of two sentences that speak of the same thing with other verbs."""
ALIKE_IN_ACT = 0.4
"""The same where the figures hang on the same verb."""
SAME_ACT = 0.5
"""Least likeness of the verbs that two figures hang on."""
ROUNDED = Decimal("0.1")
"""Share by which "about 300" may differ from another figure before the two clash."""
ROUGHLY = 30
"""Minutes by which "shortly after three" may differ from another time before the two clash."""
_ROUGH = re.compile(r"(?i)\b(?:about|around|shortly|just|roughly|nearly|almost|some|soon|approximately)\b")


_EXPECTED = frozenset("expect forecast predict estimate survey poll project economist analyst target".split())
"""Words of sentences that tell what was expected, which differs from what came without anybody disagreeing."""


@dataclass(frozen=True, slots=True)
class _Reported:
    """A figure or clock time where a report gives it."""

    document: Document
    passage: Passage
    item: Figure | Time
    verb: Token | None
    noun: str


def find_disagreements(documents: Sequence[Document], evidence: GatheredEvidence) -> tuple[Disagreement, ...]:
    """The disagreements among ``documents``; a copy of another's report is no second voice. In the order of the first report."""
    originals = [document for document in documents if document.copied_from is None]
    reported = [item for document in originals for item in _items(document, evidence)]
    found: list[list[_Reported]] = []
    for place, one in enumerate(reported):
        for other in reported[place + 1 :]:
            if one.document.id == other.document.id or not _differ(one, other, evidence):
                continue
            group = next((group for group in found if one in group or other in group), None)
            if group is None:
                found.append([one, other])
            else:
                group += [item for item in (one, other) if item not in group]
    return tuple(_disagreement(group) for group in found)


def _items(document: Document, evidence: GatheredEvidence) -> list[_Reported]:
    reading = evidence.reading(document.id)
    items: list[_Reported] = []
    for figure in reading.figures:
        passage = reading.passage_at(figure.span)
        if (
            passage
            and passage.role in (Role.LEAD, Role.BODY)
            and figure.kind in (FigureKind.COUNT, FigureKind.MONEY, FigureKind.PERCENT)
            and (figure.kind is not FigureKind.PERCENT or figure.noun is not None or figure.change)
            and not _EXPECTED & {token.lemma for token in passage.tokens}
        ):
            items.append(_Reported(document, passage, figure, _governor(passage, figure.noun or figure.span), figure.unit))
    for time in reading.times:
        passage = reading.passage_at(time.span)
        if passage and time.clock and passage.role in (Role.LEAD, Role.BODY):
            items.append(_Reported(document, passage, time, _governor(passage, time.span), "hour"))
    return items


def _governor(passage: Passage, span: Span) -> Token | None:
    """The verb that a span's words hang on."""
    inside = [token for token in passage.tokens if span.start <= token.start < span.end]
    for token in inside:
        current = token
        for _ in passage.tokens:
            if current.pos == "VERB" and not (span.start <= current.start < span.end):
                return current
            if current.head == current.index:
                break
            current = passage.tokens[current.head]
    return None


def _differ(one: _Reported, other: _Reported, evidence: GatheredEvidence) -> bool:
    if (
        type(one.item) is not type(other.item)
        or not one.noun
        or one.noun != other.noun
        or not _values_clash(one.item, other.item)
    ):
        return False
    if _of_other_matters(one, other, evidence) or _counts_both(one, other, evidence) or _counts_both(other, one, evidence):
        return False
    first, second = evidence.content(one.passage), evidence.content(other.passage)
    same_verb = one.verb is not None and other.verb is not None and one.verb.lemma == other.verb.lemma
    likeness = max(cover(first, [second]).score, cover(second, [first]).score)
    return likeness >= (ALIKE_IN_ACT if same_verb else ALIKE) and (same_verb or _verbs_alike(one, other, evidence))


def _of_other_matters(one: _Reported, other: _Reported, evidence: GatheredEvidence) -> bool:
    """Whether the sentences name different places or different days, or one tells what is and the other what was."""
    places, days = [], []
    for item in (one, other):
        reading = evidence.reading(item.document.id)
        inside = item.passage.span.covers
        places.append({n.key for n in reading.names if n.kind is NameKind.PLACE and any(inside(m.span) for m in n.mentions)})
        days.append(
            [(t.begins, t.ends or t.begins) for t in reading.times if t.begins and t.grain is not Grain.HOUR and inside(t.span)]
        )
    apart = all(places) and not places[0] & places[1]
    other_days = all(days) and not any(a <= d and c <= b for a, b in days[0] for c, d in days[1] if a and b and c and d)
    tags = {item.verb.tag for item in (one, other) if item.verb is not None}
    return apart or other_days or ("VBD" in tags and bool(tags & {"VBZ", "VBP"}))


def _counts_both(one: _Reported, other: _Reported, evidence: GatheredEvidence) -> bool:
    """Whether the sentence of ``one`` gives the value of ``other`` as well: "twelve hurt, two of them badly"
    agrees with "two badly hurt"."""
    reading = evidence.reading(one.document.id)
    inside = [figure for figure in reading.figures if one.passage.span.covers(figure.span) and figure is not one.item]
    return isinstance(other.item, Figure) and any(figure.value == other.item.value for figure in inside)


def _is_rough(item: Figure | Time) -> bool:
    return item.precision is not Precision.EXACT or (isinstance(item, Time) and bool(_ROUGH.search(item.text)))


def _minutes(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute) if hour.isdigit() and minute.isdigit() else 0


def _values_clash(one: Figure | Time, other: Figure | Time) -> bool:
    if isinstance(one, Time) and isinstance(other, Time):
        same_day = one.begins is None or other.begins is None or one.begins == other.begins
        margin = ROUGHLY if _is_rough(one) or _is_rough(other) else 0
        return same_day and abs(_minutes(one.clock) - _minutes(other.clock)) > margin
    if isinstance(one, Figure) and isinstance(other, Figure):
        open_ended = {one.precision, other.precision} - {Precision.EXACT, Precision.ABOUT}
        same_kind = one.kind is other.kind and not open_ended and one.high is None and other.high is None
        rounding = ROUNDED * max(one.value, other.value) if _is_rough(one) or _is_rough(other) else Decimal(0)
        return same_kind and abs(one.value - other.value) > rounding and min(one.value, other.value) >= 1
    return False


def _verbs_alike(one: _Reported, other: _Reported, evidence: GatheredEvidence) -> bool:
    if one.verb is None or other.verb is None:
        return False
    first, second = evidence.content(one.passage), evidence.content(other.passage)
    rows = [
        next((content.rows[place] for place, token in enumerate(content.tokens) if token.index == verb.index), None)
        for content, verb in ((first, one.verb), (second, other.verb))
    ]
    if rows[0] is None or rows[1] is None:
        return False
    return float(rows[0] @ rows[1]) >= SAME_ACT


def _disagreement(group: Sequence[_Reported]) -> Disagreement:
    first = group[0]
    is_time = isinstance(first.item, Time)
    return Disagreement(
        subject=(_act(first, "when") or "the hour") if is_time else _counted(first),
        kind="time" if is_time else "figure",
        sides=tuple(
            Side(
                document_id=item.document.id,
                source=item.document.source.name,
                span=item.passage.span,
                value=_value_text(item),
            )
            for item in group
        ),
    )


def _value_text(item: _Reported) -> str:
    return item.document.text[item.item.span.start : item.item.span.end]


def _counted(item: _Reported) -> str:
    """What was counted, with what befell it: "people treated"."""
    figure = item.item
    if isinstance(figure, Figure) and figure.kind is not FigureKind.COUNT:
        return _measured(item, figure)
    if not isinstance(figure, Figure) or figure.noun is None:
        return item.noun
    words = [
        token.text
        for token in item.passage.tokens
        if figure.noun.start <= token.start < figure.noun.end
        and not (figure.span.start <= token.start < figure.span.end)
        and token.pos not in ("NUM", "DET", "PUNCT")
    ]
    noun = " ".join(words) or item.noun
    if item.verb is not None and item.verb.tag in ("VBN", "VBD") and _is_patient(item, figure):
        return f"{noun} {item.verb.text}"
    return noun


def _measured(item: _Reported, figure: Figure) -> str:
    """What a sum or a share is of: "what the bridge cost", "how far prices rose"."""
    act = _act(
        item,
        "how far" if figure.change and figure.kind is FigureKind.PERCENT else "what" if figure.kind is FigureKind.MONEY else "",
    )
    return act or ("the sum" if figure.kind is FigureKind.MONEY else "the percentage")


def _is_patient(item: _Reported, figure: Figure) -> bool:
    return any(
        token.dep in ("nsubjpass", "dobj") and item.verb is not None and token.head == item.verb.index
        for token in item.passage.tokens
        if figure.noun and figure.noun.start <= token.start < figure.noun.end
    )


def _act(item: _Reported, question: str) -> str:
    """A question that the sentence answers: "when the fire broke out", "what the bridge cost"; empty where it has no plain act."""
    verb, tokens = item.verb, item.passage.tokens
    if verb is None or not question:
        return ""
    children = children_of(tokens)
    subject = next((index for index in children[verb.index] if tokens[index].dep in ("nsubj", "nsubjpass")), None)
    direct = any(
        tokens[index].dep == "dobj" and not item.item.span.start <= tokens[index].start < item.item.span.end
        for index in children[verb.index]
    )
    if subject is None or (question != "when" and (verb.tag not in ("VBD", "VBZ", "VBP") or direct)):
        return ""
    words = [tokens[index] for index in subtree(tokens, subject, children)]
    phrase = item.passage.text[words[0].start - item.passage.span.start : words[-1].end - item.passage.span.start]
    if words[0].pos == "DET":
        phrase = "the" + phrase[len(words[0].text) :]
    elif words[0].pos == "NOUN" and words[0].index == 0:
        phrase = phrase[:1].lower() + phrase[1:]
    particle = next((tokens[index].text for index in children[verb.index] if tokens[index].dep == "prt"), "")
    auxiliary = next((tokens[index].text + " " for index in children[verb.index] if tokens[index].dep == "auxpass"), "")
    return f"{question} {phrase} {auxiliary}{verb.text}" + (f" {particle}" if particle else "")
