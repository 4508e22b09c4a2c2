"""How a story says that reports differ: each side with whoever gave it, nobody believed silently; and how it tells an update."""

from __future__ import annotations

from groundwire.editing.copyedit import Copy, finish
from groundwire.editing.crediting import say_outlet
from groundwire.editing.dating import say_day
from groundwire.model import Disagreement, MentionForm, Name, NameKind, Side, Span
from groundwire.protocols import Evidence
from groundwire.reading.claims import owner_of

LONGEST_SPEAKER = 12
"""Most words of a speaker who can be named within the sentence."""
_VERBS = {"figure": "put it at", "time": "gave the time as", "who": "named", "whether": "reported that"}
_PHRASES = ("the", "when", "what", "how", "who", "whom", "whether", "by")
"""First words of a subject that is a question or a phrase by itself; others are things counted."""


def tell_disagreement(disagreement: Disagreement, evidence: Evidence) -> Copy:
    """One sentence that gives both sides, each with its speaker or outlet."""
    if disagreement.kind == "update":
        return _tell_update(disagreement, evidence)
    verb = _VERBS.get(disagreement.kind, "gave")
    backing = [side.span for side in disagreement.sides]
    names = [_outlet(side, number, evidence) for number, side in enumerate(disagreement.sides)]
    if disagreement.kind in ("figure", "time"):
        speakers = [_speaker(side, evidence) for side in disagreement.sides]
        # All by their speakers or all by their outlets: a reader could not weigh an outlet against a speaker.
        if all(words for words, _ in speakers) and len({words for words, _ in speakers}) > 1:
            names = [words for words, _ in speakers]
            backing += [span for _, spans in speakers for span in spans]
    sides = [
        f"{name} {verb} {_value(side, disagreement.kind, evidence)}"
        for name, side in zip(names, disagreement.sides, strict=True)
    ]
    return Copy(finish(f"Reports differ on {_subject(disagreement)}: {'; '.join(sides)}"), tuple(dict.fromkeys(backing)))


def _tell_update(disagreement: Disagreement, evidence: Evidence) -> Copy:
    """The newest report first, with its outlet; the earlier ones after it."""
    *older, newest = disagreement.sides
    first = _outlet(newest, 0, evidence)
    then = _outlet(older[0], 1, evidence)
    if disagreement.subject.startswith("whether"):
        new, old = _value(newest, "whether", evidence), _value(older[0], "whether", evidence)
        text = f"{first} later reported that {new}; {then} had reported that {old}"
    else:
        subject = _subject(disagreement)
        text = f"{first} later put {subject} at {_lowered(newest.value)}; {then} had put it at {_lowered(older[0].value)}"
    day, earlier = (evidence.document(side.document_id).published_at for side in (newest, older[0]))
    if day and earlier and day.date() != earlier.date():
        text = text.replace(" later ", f" on {say_day(day.date(), day)} ", 1)
    return Copy(finish(text[:1].upper() + text[1:]), tuple(side.span for side in disagreement.sides))


def _subject(disagreement: Disagreement) -> str:
    subject = disagreement.subject
    return subject if subject.split(" ")[0] in _PHRASES else f"the number of {subject}"


def _outlet(side: Side, number: int, evidence: Evidence) -> str:
    return say_outlet(evidence.document(side.document_id).source, evidence) or ("one report" if number == 0 else "another")


def _lowered(value: str) -> str:
    """A value as it stands within a sentence: "nine" for "Nine", but never "norland" for "Norland"."""
    return value[:1].lower() + value[1:]


def _value(side: Side, kind: str, evidence: Evidence) -> str:
    if kind == "who":
        return side.value
    if kind == "time":
        return side.value if side.value[:1].isdigit() or side.value.split()[0].endswith("day") else _lowered(side.value)
    if kind == "whether":
        passage = evidence.reading(side.document_id).passage_at(side.span)
        first = passage.tokens[0] if passage and passage.tokens else None
        is_common = first is not None and first.pos not in ("PROPN",) and not first.entity and side.value.startswith(first.text)
        return _lowered(side.value) if is_common else side.value
    return _lowered(side.value)


def _speaker(side: Side, evidence: Evidence) -> tuple[str, tuple[Span, ...]]:
    """Who gives the side, as the report names them with their office, and what backs that; empty where nobody can be named in passing."""
    reading = evidence.reading(side.document_id)
    document = evidence.document(side.document_id)
    passage = reading.passage_at(side.span)
    owner = owner_of(passage, [q for q in reading.quotes if passage.span.covers(q.content)]) if passage else None
    if passage is None or owner is None or owner.speaker is None:
        return "", ()
    words = " ".join(document.quote(owner.speaker).split())
    first = next((t for t in passage.tokens if t.start == owner.speaker.start), None)
    if first is None or first.pos == "PRON" or len(words.split()) > LONGEST_SPEAKER or "," in words:
        return "", ()
    name = next((n for n in reading.names if n.key == owner.speaker_key and n.kind is NameKind.PERSON), None)
    if name is not None:
        return _person(name, document.quote(name.introduction) if name.introduction else "", owner.speaker)
    if first.pos == "PROPN":
        return words, ()
    return (_lowered(words), ()) if first.pos == "DET" or (first.tag == "NNS" or first.lemma == "police") else ("", ())


def _person(name: Name, introduction: str, speaker: Span) -> tuple[str, tuple[Span, ...]]:
    """A person by office and full name, where the report gives both together."""
    words = " ".join(introduction.split())
    if not words or len(words.split()) > LONGEST_SPEAKER:
        return "", ()
    spans = (name.introduction,) if name.introduction else ()
    if words.count(",") == 1 and any(m.form is MentionForm.FULL for m in name.mentions):
        words += ","
    return (words, spans) if words.count(",") in (0, 2) else ("", ())
