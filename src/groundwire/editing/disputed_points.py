"""What a disagreement is about, in the reports' own words: "people treated", "when the fire broke out", "whether the bridge reopened"."""

from __future__ import annotations

from groundwire.editing.clauses import children_of, subtree
from groundwire.editing.counted_figures import Count
from groundwire.editing.deeds import Deed
from groundwire.editing.disputed_facts import Answer
from groundwire.editing.disputed_times import Moment
from groundwire.editing.outcomes_named import ACTS, TOLLS
from groundwire.model import Figure, FigureKind

_BEFELL = {"kill": "killed", "injure": "injured", "arrest": "arrested", "miss": "missing", "treat": "treated"}


def name_count(count: Count) -> str:
    """What was counted, with what befell it ("people treated"); what a sum or share is of."""
    figure, deed = count.figure, count.deed
    if figure is None:
        return f"people {_BEFELL.get(deed.act, deed.verb.text)}"
    if figure.kind is not FigureKind.COUNT:
        return _measured(deed, figure)
    words = []
    if figure.noun is not None:
        words = [
            token.text
            for token in deed.passage.tokens
            if figure.noun.start <= token.start < figure.noun.end
            and not (figure.span.start <= token.start < figure.span.end)
            and token.pos not in ("NUM", "DET", "PUNCT")
        ]
    if not words or figure.unit in ACTS:
        words = ["people" if count.noun == "people" else count.noun]
    noun = " ".join(words)
    if deed.verb.tag in ("VBN", "VBD") and deed.verb is deed.head and _is_patient(deed, figure):
        return f"{_several(noun)} {deed.verb.text}"
    return f"{_several(noun)} {_BEFELL[deed.act]}" if deed.act in TOLLS & _BEFELL.keys() else _several(noun)


def _several(noun: str) -> str:
    return {"person": "people", "man": "men", "woman": "women", "child": "children"}.get(noun, noun)


def name_moment(moment: Moment) -> str:
    """When what happened."""
    return name_act(moment.deed, "when", moment.time.span.start, moment.time.span.end) or (
        "the hour" if moment.time.clock else "the day"
    )


def name_answer(one: Answer, other: Answer) -> str:
    """Whether something is so, told from the side that says it is."""
    said = one if one.pole > 0 and not one.deed.is_negated else other
    words = said.words
    first = said.deed.passage.tokens[0]
    if words.startswith(first.text) and first.pos in ("DET", "NOUN", "ADJ", "NUM", "VERB"):
        words = words[:1].lower() + words[1:]
    return f"whether {words}"


def _measured(deed: Deed, figure: Figure) -> str:
    """What a sum or a share is of: "what the bridge cost", "how far prices rose"."""
    is_change = figure.change and figure.kind is FigureKind.PERCENT
    question = "how far" if is_change else "what" if figure.kind is FigureKind.MONEY else ""
    act = name_act(deed, question, figure.span.start, figure.span.end)
    return act or {FigureKind.MONEY: "the sum", FigureKind.PERCENT: "the percentage"}.get(figure.kind, "the measure")


def _is_patient(deed: Deed, figure: Figure) -> bool:
    return any(
        token.dep in ("nsubjpass", "dobj") and token.head == deed.verb.index
        for token in deed.passage.tokens
        if (figure.noun and figure.noun.start <= token.start < figure.noun.end)
        or figure.span.start <= token.start < figure.span.end
    )


def name_act(deed: Deed, question: str, start: int, end: int) -> str:
    """A question that the clause answers: "when the fire broke out", "what the bridge cost"; empty where it has no plain act."""
    verb, tokens = deed.verb, deed.passage.tokens
    if not question:
        return ""
    children = children_of(tokens)
    subject = next((index for index in children[verb.index] if tokens[index].dep in ("nsubj", "nsubjpass")), None)
    direct = any(
        tokens[index].dep == "dobj"
        and not any(start <= tokens[below].start < end for below in subtree(tokens, index, children))
        for index in children[verb.index]
    )
    if subject is None or (question != "when" and (verb.tag not in ("VBD", "VBZ", "VBP") or direct)):
        return ""
    words = [tokens[index] for index in subtree(tokens, subject, children)]
    if any(start <= word.start < end for word in words) or len(words) > 12 or words[0].tag in ("WDT", "WP"):
        return ""
    phrase = deed.passage.text[words[0].start - deed.passage.span.start : words[-1].end - deed.passage.span.start]
    if words[0].pos == "DET":
        phrase = "the" + phrase[len(words[0].text) :]
    elif words[0].pos == "NOUN" and words[0].index == 0:
        phrase = phrase[:1].lower() + phrase[1:]
    particle = next((tokens[index].text for index in children[verb.index] if tokens[index].dep == "prt"), "")
    auxiliary = next((tokens[index].text + " " for index in children[verb.index] if tokens[index].dep == "auxpass"), "")
    said = f"{question} {phrase} {auxiliary}{verb.text}" + (f" {particle}" if particle else "")
    if question == "when" and deed.object is not None and verb.tag in ("VBD", "VBZ"):
        inside = [t for t in deed.object.tokens if not start <= t.start < end]
        if inside and inside[0].index > verb.index and len(inside) <= 6:
            said += (
                " " + deed.passage.text[inside[0].start - deed.passage.span.start : inside[-1].end - deed.passage.span.start]
            )
    return " ".join(said.split())
