"""When what a sentence tells of happened, as far as its report says so: the date on which its own verb hangs, never one that only a
clause inside it has ("the letter dated 19 January"), and never one that is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from groundwire.editing.copyedit import quoted_ranges
from groundwire.editing.matching import REPORTING
from groundwire.model import Dating, Document, Grain, Passage, Precision, Reading, Role, Time, Token
from groundwire.reading.claims import main_verb

_AT = frozenset(("on", "in", "at", "of"))
"""Prepositions that put a deed at a time; "since", "until" and "by" only bound it."""
_ADVERBIAL = frozenset(("npadvmod", "advmod", "nummod", "amod", "det"))
"""What a word may be that stands between a time and its verb."""
_NO_ADVERBIAL = frozenset(("nsubj", "nsubjpass", "dobj", "poss", "attr", "conj"))
"""What a word of a time may not be, or the time is no adverbial, or one of several."""
_RELEASED = frozenset(("publish", "release", "issue"))
_FUTURE = frozenset("will 'll ’ll wo shall would may might could can ca should must ought".split())
_TOLD = frozenset(("ccomp", "conj", "parataxis"))
"""What joins a verb to the one above it so that both are told, not one inside the other."""
_GRAINS = {Grain.HOUR: Grain.DAY, Grain.DAY: Grain.DAY, Grain.MONTH: Grain.MONTH, Grain.YEAR: Grain.YEAR}
_INDEFINITE = frozenset("a an one every each most some many".split())
"""Before a time these make it a habit ("every Monday") or any ("on a Saturday morning")."""
_ARRANGED = frozenset("set schedule plan due slate expect".split())
"""What is arranged "for" a day lies on it."""
_FORESEEN = _ARRANGED - {"set"}
_PUT_OFF = frozenset("postpone cancel delay adjourn reschedule move defer".split())
"""Behind these a day may be that of the deed or of what is put off."""
_ROUNDED = ("ago", "earlier", "previously", "before")
"""What is so many months or years back was counted in round numbers: which month or year it was is not said."""


def find_dating(
    passage: Passage, reading: Reading, document: Document, present: date, *, is_echoed: bool = False
) -> Dating | None:
    """The dating of what the sentence tells, or ``None`` where there is none that is sure.

    ``present`` is the day of the story: what a report foresaw for a day before it may have come otherwise, and has no date. A sentence
    with no time has its report's day where it opens the report with its news; ``is_echoed`` tells that other reports say the same."""
    root = main_verb(passage.tokens)
    own = [time for time in reading.times if passage.span.covers(time.span) and not _is_aside(time, passage.tokens)]
    if root is None or any(time.grain is Grain.WEEK for time in own):
        # A week told from the report's day ("this week") cannot be told from another.
        return None
    clocks = [time for time in reading.times if time.clock and passage.span.covers(time.span)]
    hung = [(time, verb) for time in _times(passage, reading) if (verb := _verb_of(time, passage, clocks)) is not None]
    deeds = [(time, verb) for time, verb in hung if verb.lemma not in REPORTING and not _is_release(verb, passage.tokens)]
    for found in (deeds, [pair for pair in hung if pair not in deeds]):
        ranges = {(time.begins, time.ends) for time, _ in found}
        if not found:
            continue
        time, verb = found[0]
        return _make_dating(time, verb, passage, document, present) if len(ranges) == 1 else None
    has_time = any(not time.clock for time in own)
    return None if has_time else _dating_of_news(root, passage, document, is_echoed)


def _times(passage: Passage, reading: Reading) -> list[Time]:
    """The times of the sentence that are days, months or years, outside quotations; habits and round numbers of years left out."""
    quoted = quoted_ranges(passage)
    return [
        time
        for time in reading.times
        if passage.span.covers(time.span)
        and time.grain in _GRAINS
        and not time.clock
        and not (time.grain is not Grain.DAY and time.text.lower().endswith(_ROUNDED))
        and not any(start <= time.span.start < end for start, end in quoted)
        and not any(token.end <= time.span.start <= token.end + 1 and token.lemma in _INDEFINITE for token in passage.tokens)
    ]


def _verb_of(time: Time, passage: Passage, clocks: Sequence[Time]) -> Token | None:
    """The verb that a time hangs on as its adverbial, if that verb is one of those the sentence tells. One that opens the sentence
    hangs on the first of them, whatever the parser made of it."""
    tokens = passage.tokens
    inside = [token for token in tokens if time.span.start <= token.start < time.span.end]
    if not inside or any(token.dep in _NO_ADVERBIAL for token in inside) or _is_owner(inside[-1], tokens):
        return None
    if inside[0].index == 0 or (inside[0].index == 1 and tokens[0].lemma in _AT):
        verbs = (token for token in tokens[inside[-1].index + 1 :] if token.pos == "VERB" and _is_told(token, tokens))
        return next(verbs, None)
    token = next((each for each in inside if not time.span.start <= tokens[each.head].start < time.span.end), inside[0])
    for _ in tokens:
        if token.pos in ("VERB", "AUX"):
            is_moot = token.lemma in _PUT_OFF and token.start < time.span.start
            return token if not is_moot and (_is_told(token, tokens) or _is_release(token, tokens)) else None
        if not _leads_on(token, tokens, time, clocks) or token.head == token.index:
            return None
        token = tokens[token.head]
    return None


def _is_owner(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a time owns what follows ("Tuesday's earthquake")."""
    return (
        token.tag == "POS" or token.text.endswith(("'s", "’s")) or (tokens[min(token.index + 1, len(tokens) - 1)].tag == "POS")
    )


def _leads_on(token: Token, tokens: Sequence[Token], time: Time, clocks: Sequence[Time]) -> bool:
    """Whether what hangs on a word hangs on the verb above it as well. An adverbial behind a name ("closed Port Merrow on Monday") or an
    hour is the verb's; one behind another noun may be the noun's ("postponed a hearing on Monday"), and then nothing is sure."""
    if time.span.start <= token.start < time.span.end:
        return True
    if token.pos == "ADP":
        is_arranged = token.lemma == "for" and tokens[token.head].lemma in _ARRANGED
        return token.lemma in _AT or is_arranged or token.start > time.span.start
    if token.pos in ("NOUN", "PROPN"):
        return token.pos == "PROPN" or any(clock.span.start <= token.start < clock.span.end for clock in clocks)
    return token.dep in _ADVERBIAL


def _is_told(verb: Token, tokens: Sequence[Token]) -> bool:
    """Whether a verb is the sentence's own, one beside it, or what somebody is reported to have said."""
    for _ in tokens:
        if verb.head == verb.index:
            return True
        above = tokens[verb.head]
        is_bound = verb.dep == "xcomp" and (above.lemma == "be" or above.lemma in _ARRANGED)
        if not is_bound and (verb.dep not in _TOLD or (verb.dep == "ccomp" and above.lemma not in REPORTING)):
            return False
        verb = above
    return False


def _is_release(verb: Token, tokens: Sequence[Token]) -> bool:
    """Whether a time says when what is quoted came out ("said in a report published on Thursday")."""
    if verb.dep != "acl" or verb.lemma not in _RELEASED:
        return False
    link = tokens[tokens[verb.head].head]
    return link.dep == "prep" and tokens[link.head].lemma in REPORTING


def _make_dating(time: Time, verb: Token, passage: Passage, document: Document, present: date) -> Dating | None:
    if time.begins is None or time.ends is None or time.precision is not Precision.EXACT:
        return None
    grain = _GRAINS[time.grain]
    whole = {
        Grain.DAY: time.begins == time.ends,
        Grain.MONTH: time.begins.day == 1 and (time.begins.year, time.begins.month) == (time.ends.year, time.ends.month),
        Grain.YEAR: (time.begins.month, time.begins.day) == (1, 1) and time.begins.year == time.ends.year,
    }[grain]
    is_ahead = time.begins > present
    is_over = document.published_at is None or time.ends <= document.published_at.date()
    fits = _is_to_come(verb, passage.tokens) if is_ahead else _is_done(verb, passage.tokens) and is_over
    if not whole or not fits:
        return None
    return Dating(first=time.begins, last=time.ends, grain=grain, time=time.span, is_ahead=is_ahead)


def _helpers(verb: Token, tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.head == verb.index and token.dep in ("aux", "auxpass")]


def _is_done(verb: Token, tokens: Sequence[Token]) -> bool:
    """Whether a verb tells what was done or has been."""
    helpers = _helpers(verb, tokens)
    if any(helper.text.lower() in _FUTURE or helper.tag == "TO" for helper in helpers):
        return False
    # "Had been due to open on Sunday" does not say that it did.
    if verb.lemma in _FORESEEN or any(token.head == verb.index and token.lemma in _FORESEEN for token in tokens):
        return False
    # Parsers take many a past tense ("closed") for a participle; with a subject of its own and no helper it is none.
    is_past = not helpers and any(token.head == verb.index and token.dep == "nsubj" for token in tokens)
    is_perfect = any(helper.lemma == "have" or helper.tag == "VBD" for helper in helpers)
    is_participle = verb.tag == "VBN" and (is_past or is_perfect or verb.dep == "conj" or _is_release(verb, tokens))
    return verb.tag == "VBD" or is_participle


def _is_to_come(verb: Token, tokens: Sequence[Token]) -> bool:
    """Whether a verb tells what will be. What will not be is no happening; a plain present ("a worker passes the bank") tells no future."""
    below = [token for token in tokens if token.head == verb.index]
    if any(token.dep == "neg" for token in below):
        return False
    is_future = any(token.dep == "aux" and (token.text.lower() in _FUTURE or token.tag == "TO") for token in below)
    is_bound = any(token.dep == "xcomp" for token in below) and verb.lemma == "be"
    return is_future or is_bound or verb.lemma in _ARRANGED or any(token.lemma in _ARRANGED for token in below)


def _is_aside(time: Time, tokens: Sequence[Token]) -> bool:
    """Whether a time stands in a clause that only tells which one is meant ("the ferry in which 200 drowned seven weeks ago")."""
    token = next((token for token in tokens if time.span.start <= token.start < time.span.end), None)
    for _ in tokens:
        if token is None or token.head == token.index:
            return False
        if token.dep == "relcl":
            return True
        token = tokens[token.head]
    return False


def _dating_of_news(root: Token, passage: Passage, document: Document, is_echoed: bool) -> Dating | None:
    """The day of the report for the news that it opens with, where nothing in it makes it older. A deed in the simple past may be any
    day's (features open so) unless other reports tell it too; what "has" been done, or was said, is what the report came out for."""
    if passage.role is not Role.LEAD or document.published_at is None:
        return None
    is_perfect = any(helper.lemma == "have" and helper.tag in ("VBZ", "VBP") for helper in _helpers(root, passage.tokens))
    if not _is_done(root, passage.tokens) or not (is_perfect or is_echoed or root.lemma in REPORTING):
        return None
    day = document.published_at.date()
    return Dating(first=day, last=day, grain=Grain.DAY)
