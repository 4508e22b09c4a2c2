"""Relative times are made absolute where the report's date is known, and dropped where it is not; never guessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from groundwire.editing.clauses import subtree
from groundwire.editing.copyedit import Edit, quoted_ranges
from groundwire.model import Dating, Grain, Passage, Precision, Reading, Time, Token

MONTHS = ("January February March April May June July August September October November December").split()
VAGUE = frozenset((Grain.DECADE,))
"""Times so wide that they stay true without a date ("in the past decade")."""
_PREPOSITIONS = frozenset(
    "on in at during over since by for of from to until till through after before between within around".split()
)
_FORERUNNERS = frozenset("early earlier late later just only as recently".split())
_RECURRING = frozenset("every each a an any most some many".split())
"""Before a weekday these make it a habit ("every Monday"), which has no date."""
_PARTS_OF_DAY = ("morning", "afternoon", "evening", "night")


def time_edits(passage: Passage, reading: Reading, now: datetime) -> list[Edit] | None:
    """The edits that leave no relative time in the passage, or ``None`` where one can be neither resolved nor cut without
    breaking the sentence: then the sentence is not used."""
    edits: list[Edit] = []
    quoted = quoted_ranges(passage)
    for time in reading.times:
        if not time.is_relative or not passage.span.covers(time.span) or time.grain in VAGUE or _recurs(passage, time):
            continue
        if any(start <= time.span.start < end for start, end in quoted):
            continue
        if time.begins and time.precision is not Precision.EXACT and time.grain in (Grain.MONTH, Grain.YEAR):
            # "more than 30 years ago" is no year.
            return None
        is_known = time.begins is not None and not _counts_weeks(time)
        edit = _make_absolute(passage, time, reading, now) if is_known else _cut(passage, time)
        if edit is None:
            return None
        edits.append(edit)
    return edits


def _counts_weeks(time: Time) -> bool:
    """Whether weeks are counted back: "seven weeks ago" is said of seven and a half, which is another week."""
    return time.grain is Grain.WEEK and time.text.lower().endswith((" ago", " earlier"))


def _recurs(passage: Passage, time: Time) -> bool:
    before = _tokens_before(passage, time)
    return time.weekday is not None and bool(before) and before[-1].lemma in _RECURRING


def say_day(day: date, now: datetime) -> str:
    """A day as newspapers write it: "1 March", with the year when it is not this one."""
    return f"{day.day} {MONTHS[day.month - 1]}" + ("" if day.year == now.year else f" {day.year}")


def say_dating(dating: Dating) -> str:
    """A dating as a timeline gives it, the year always with it: "1 March 2026", "April 2019", "2017"."""
    if dating.grain is Grain.DAY:
        return f"{dating.first.day} {say_month(dating.first)}"
    return say_month(dating.first) if dating.grain is Grain.MONTH else str(dating.first.year)


def iso_dating(dating: Dating) -> str:
    """A dating for machines (ISO 8601), as exact as it is known: "2026-03-01", "2019-04", "2017"."""
    return dating.first.isoformat()[: {Grain.YEAR: 4, Grain.MONTH: 7}.get(dating.grain, 10)]


def dated_edits(passage: Passage, reading: Reading, dating: Dating) -> list[Edit]:
    """The cuts of what a sentence says of its own date, where it can do without: an entry of a timeline has the date before it."""
    if dating.time is None:
        return []
    own = [
        time
        for time in reading.times
        if passage.span.covers(time.span) and (time.begins, time.ends) == (dating.first, dating.last)
    ]
    quoted = quoted_ranges(passage)
    outside = [time for time in own if not any(start <= time.span.start < end for start, end in quoted)]
    cuts = [(time, _cut_opening(passage, time) or _cut(passage, time)) for time in outside if not _is_reported(passage, time)]
    return [edit for _, edit in cuts if edit is not None and not edit.text and not _completes_participle(passage, edit.start)]


def _cut_opening(passage: Passage, time: Time) -> Edit | None:
    """The cut of a time that opens the sentence, with its preposition: "In March the", "Last October"."""
    before = _tokens_before(passage, time)
    after = _token_at(passage, next((token.index for token in reversed(passage.tokens) if token.end <= time.span.end), -1) + 1)
    if after is not None and after.tag == "POS":
        return None
    is_first = not before or (len(before) == 1 and before[0].lemma in _PREPOSITIONS)
    return Edit(passage.span.start, time.span.end) if is_first else None


def _is_reported(passage: Passage, time: Time) -> bool:
    """Whether the time lies in what somebody is said before it to have told: "Police said that the fire began on Monday". Without it the
    date before the sentence would be that of the telling."""
    told = [token for token in passage.tokens if token.dep == "ccomp" and token.head < token.index]
    return any(passage.tokens[subtree(passage.tokens, token.index)[0]].start <= time.span.start for token in told)


def _completes_participle(passage: Passage, start: int) -> bool:
    """Whether what begins at ``start`` is all that follows a participle behind its noun ("a report published on Thursday")."""
    before = [token for token in passage.tokens if token.end <= start]
    return bool(before) and before[-1].dep in ("acl", "relcl")


def say_month(day: date) -> str:
    """Month and year: "April 2019"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def _make_absolute(passage: Passage, time: Time, reading: Reading, now: datetime) -> Edit | None:
    begins = time.begins
    if begins is None:
        return None
    before = _tokens_before(passage, time)
    previous = before[-1].text.lower() if before else ""
    has_preposition = previous in _PREPOSITIONS or _follows_time(passage, time, reading)
    after = passage.text[time.span.end - passage.span.start :]
    if time.text.endswith(("’s", "'s")) or after.startswith(("’s", "'s")):
        end = time.span.end + (2 if after.startswith(("’s", "'s")) else 0)
        return Edit(time.span.start, end, f"the {say_day(begins, now)}") if time.grain is Grain.DAY else None
    if time.grain in (Grain.DAY, Grain.HOUR):
        if time.grain is Grain.HOUR and time.clock:
            return (
                Edit(time.span.start, time.span.end, f"{time.text.split(' on ')[0]} on {say_day(begins, now)}")
                if " on " in time.text
                else Edit(time.span.start, time.span.start)
            )
        text, preposition = say_day(begins, now), "on"
        part = next((word for word in _PARTS_OF_DAY if word in time.text.lower()), "")
        if time.text.lower() == "tonight":
            part = "evening"
        if part:
            text = f"the {part} of {text}"
    elif time.grain is Grain.WEEK:
        text, preposition = f"the week of {say_day(begins, now)}", "in"
    elif time.grain is Grain.MONTH:
        text, preposition = say_month(begins), "in"
    else:
        text, preposition = str(begins.year), "in"
    own = time.text.split()[0].lower()
    if own in _PREPOSITIONS:
        return Edit(time.span.start, time.span.end, f"{own} {text}")
    if time.grain in (Grain.WEEK, Grain.MONTH, Grain.YEAR) and " past " in f" {time.text.lower()} ":
        return None
    if previous in ("earlier", "late", "later", "early", "just") and time.grain in (Grain.MONTH, Grain.YEAR, Grain.WEEK):
        return Edit(before[-1].start, time.span.end, f"{preposition} {text}")
    return Edit(time.span.start, time.span.end, text if has_preposition else f"{preposition} {text}")


def _follows_time(passage: Passage, time: Time, reading: Reading) -> bool:
    """Whether the time stands in a row with one before it ("on Thursday and Friday"): the preposition serves both."""
    before = _tokens_before(passage, time)[-2:]
    if len(before) < 2 or before[1].lemma not in ("and", "or", "to", "-", "–"):
        return False
    return any(other.span.start <= before[0].start < other.span.end for other in reading.times)


def _cut(passage: Passage, time: Time) -> Edit | None:
    """The cut of an adverbial of time with its preposition, or ``None`` where the time is no adverbial."""
    inside = [token for token in passage.tokens if time.span.start <= token.start < time.span.end]
    if not inside:
        return None
    start, end = inside[0].start, inside[-1].end
    following = _token_at(passage, inside[-1].index + 1)
    if following is not None and following.tag == "POS":
        return (
            Edit(start, following.end, "the")
            if inside[0].index == 0 or passage.tokens[inside[0].index - 1].pos != "DET"
            else None
        )
    heads = [token for token in inside if not time.span.start <= passage.tokens[token.head].start < time.span.end]
    if any(
        token.dep in ("nsubj", "nsubjpass", "dobj", "compound", "poss", "attr", "conj", "nmod", "amod") for token in heads
    ) and not (inside[0].index and passage.tokens[inside[0].index - 1].text.lower() in _PREPOSITIONS):
        return None
    if inside[0].index and passage.tokens[inside[0].index - 1].text.lower() in ("between", "from", "to"):
        return None
    for token in reversed(passage.tokens[: inside[0].index]):
        if token.text.lower() not in _PREPOSITIONS | _FORERUNNERS and token.text.lower() != "the":
            break
        start = token.start
    return None if _is_complement(passage, start, following) else Edit(start, end)


def _is_complement(passage: Passage, start: int, following: Token | None) -> bool:
    """Whether nothing would be left of a part between commas but the word the time hung on ("the ferry, due on Monday, ...")."""
    before = [token for token in passage.tokens if token.end <= start]
    if following is not None and following.pos != "PUNCT":
        return False
    return (
        len(before) > 1
        and before[-1].dep in ("acl", "amod", "advcl", "appos", "acomp")
        and before[-2].text in (",", "(", "—", "–")
    )


def _tokens_before(passage: Passage, time: Time) -> Sequence[Token]:
    return [token for token in passage.tokens if token.end <= time.span.start]


def _token_at(passage: Passage, index: int) -> Token | None:
    return passage.tokens[index] if index < len(passage.tokens) else None
