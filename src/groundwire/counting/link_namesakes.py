"""What speaks for a namesake where words could be short for a subject of a table: a person, a team, a town or a plain word.

A bare name ("Orchard", a surname) is a guess by itself. What is told right beside it says of what kind its bearer is; where that is another
kind than the table's rows, or cannot be known, there is no link."""

from __future__ import annotations

import re
from typing import Final

from groundwire.counting.link_doubts import Place, Word
from groundwire.counting.rolls import Form, Roll, words_of
from groundwire.model import Reading, Token
from groundwire.reading.gazetteer import GENERIC_BODIES, HONORIFICS, OFFICE_HEADS, ORGANISATION_WORDS, PLACE_WORDS

_AGE: Final = re.compile(r",\s(?:aged\s)?\d{1,2}(?=[,;.]?(?:\s|\Z))|\s\(\d{1,2}\)")
_TOLD: Final = re.compile(r",\s(?:an?|one of)\s(?P<what>[^,.;:()]{1,80})")
_WHERE: Final = re.compile(r"\b(?:in|near|of|from)\s(?P<place>[A-Z][\w’'-]*)")
_BRANCH: Final = re.compile(r"\s\((?P<branch>[A-Z][a-z][\w’'-]*(?:\s[A-Z][a-z][\w’'-]*)?)\)")
_MAKERS: Final = frozenset(
    """
    maker producer provider operator supplier developer shipper brewer miner utility start-up startup business subsidiary chain builder
    distributor carrier giant rival conglomerate exporter importer refiner drugmaker chipmaker steelmaker lender insurer publisher
    supermarket retailer broker seller label brand owner store steelworks mill
    """.split()
)
"""What a body is by its trade."""
_BODIES: Final = GENERIC_BODIES | ORGANISATION_WORDS | _MAKERS
_SETTLEMENTS: Final = PLACE_WORDS | frozenset(
    "country state capital nation republic kingdom ports seaport exporter importer".split()
)
_BODY_THINGS: Final = frozenset(
    """
    share shares stock stocks bond bonds executive executives boss bosses chief chairman chairwoman spokesman spokeswoman spokesperson
    worker workers staff employee employees engineer engineers manager managers director directors management investor investors
    shareholder shareholders customer customers client clients board profit profits revenue sales earnings results
    group brand brands logo report reports statement buyout merger scandal contract contracts fleet car cars van vans truck trucks phone
    phones product products app network talks strike layoffs job jobs dispute payroll pension pensions listing dividend union unions
    plant plants factory factories shop shops store stores headquarters subsidiary unit official officials deal bid offer takeover
    """.split()
)
"""What only a body has: what stands before it is the body's name, even at the beginning of a sentence."""
_KIN_AFTER: Final = frozenset("family families brothers sisters siblings twins couple clan dynasty household".split())
_TOWNSPEOPLE: Final = frozenset("resident residents villagers locals".split())
_HOUSES_AFTER: Final = frozenset(
    """
    hotel pub inn tavern cinema theatre theater restaurant cafe church chapel school hospital library tower hall house farm zoo playground
    gallery orphanage prison station
    """.split()
)
_LABELLED_BY: Final = frozenset(
    "size model class grade type platform flight route exit gate room word nickname codename".split()
)
_OF_TOWNS: Final = frozenset(
    "resident residents people citizens inhabitants villagers mayor outskirts suburb suburbs streets centre center natives coach".split()
)
_STAKES: Final = frozenset(
    """
    share shares stock stocks stake stakes holding holdings interest investment investments invest invests invested investing investor
    investors confidence trading bonds position faith change changes majority minority money rise fall jump drop trust
    """.split()
)
"""What one has in a body: before "in", all else stands in a place."""
_FIRM_BEFORE: Final = re.compile(r"(?i)\b(?:shares?|stocks?|stakes?|bonds) (?:in|of) \Z")
_BEFORE: Final = 60
"""Characters before a name in which what leads to it stands."""
_IN_PLACE: Final = re.compile(r"(?i)(?:(?P<head>[\w’'-]+)\s)?\b(?:in|near|around)\s\Z")
_HOME: Final = re.compile(
    r"(?i)\b(?:man|woman|boy|girl|teenager|pensioner|couple|family|driver|farmer|student|pupil|mother|father) from \Z"
)
_FROM: Final = re.compile(r"\bfrom\s\Z")
_TO: Final = re.compile(r"\sto\s(?P<other>[A-Z][\w’'-]*)")
_GAME: Final = re.compile(
    r"(?i)\b(?:strikers?|midfielders?|goalkeepers?|wingers?|footballers?|batsm[ae]n|wickets?|innings|quarterbacks?|hat-tricks?|"
    r"relegated|half-time|kick-off|shootout|semi-?finals?|quarter-?finals?|cup final|on penalties|extra time|referee|away goal|"
    r"home win|playoffs?|coach of|scored)\b"
    r"|\b(?:beat|beating|beaten|won|win|lost|lose|drew|draw|defeat\w*|victory|thrash\w+)\b[^.]{0,60}?\b\d{1,2}[-‐–]\d{1,2}\b"
)
"""Words and results of games, which towns and companies play as teams."""
_ALSO_WORDS: Final = frozenset(
    "turkey china chad guinea jersey panama cuba cork nice reading bath sandwich mobile split hull".split()
)
"""Places whose names are plain words as well."""


def is_namesake(place: Place, reading: Reading, roll: Roll) -> bool:
    """Whether what stands beside a form of words tells that it may be somebody else's name: for a bare name anything of another kind, for a
    full one only a branch in brackets ("Bank of Varna (Ceylon)")."""
    if _is_branch(place, roll):
        return True
    has_more = place.last - place.first + 1 > len(place.called.words)
    if len(place.called.words) > 1 or has_more or place.called.form is Form.TICKER:
        return False
    doubts = [_is_told_otherwise, _is_thing, _is_only_articled]
    if roll.are_people:
        doubts += [_is_firm, _has_other_office, _is_town]
    else:
        doubts += [_is_living, _is_in_game, _is_in_joint_name, *(() if roll.are_places else (_is_town,))]
    return any(doubt(place, roll) for doubt in doubts) or _is_plain_word(place, reading, roll)


def _is_branch(place: Place, roll: Roll) -> bool:
    match = _BRANCH.match(place.passage.text, place.end)
    if match is None or roll.are_people:
        return False
    return not set(words_of(match["branch"])) <= _labels(place, roll) | set(words_of(place.called.subject))


def _labels(place: Place, roll: Roll) -> set[str]:
    return {word for label in roll.labels(place.called.subject) for word in words_of(label)}


def _is_told_otherwise(place: Place, roll: Roll) -> bool:
    """Whether the words behind the name introduce somebody of another kind: "Orchard, 52,", "Orchard, a teacher", "Lisset, a
    village in Ohio"."""
    text = place.passage.text
    if _AGE.match(text, place.end):
        return True
    match = _TOLD.match(text, place.end)
    if match is None:
        return False
    own = roll.own | _labels(place, roll)
    told = re.split(r"\b(?:in|near|of|from|on|with|who|that|which|for)\b", match["what"])[0]
    words = {part for word in words_of(told) for part in (word, word.rpartition("-")[2])} | set(told.casefold().split())
    fits = own if roll.are_people else own | (_SETTLEMENTS if roll.are_places else _BODIES)
    if not any(word in fits or word.endswith("maker") and not roll.are_places for word in words):
        return True
    where = _WHERE.search(match["what"])
    return where is not None and roll.are_places and not set(words_of(where["place"])) <= own


_LIVING: Final = re.compile(
    r",\swho\s|\sand\s(?:his|her)\s|-(?:born|raised|bred|educated)\b|\stold the court\b|"
    r"\s(?:was|were|is|has been|had been)\s(?:arrested|jailed|born|married|buried|killed|injured|wounded|hurt|divorced|bailed)\b"
)
"""What is told of people alone."""


def _is_living(place: Place, roll: Roll) -> bool:
    """Whether a body's or a place's name stands for a person: "Orchard, who is 34,", "Jordan and his brother"."""
    return _LIVING.match(place.passage.text, place.end) is not None


def _is_thing(place: Place, roll: Roll) -> bool:
    """Whether the name is that of a family, a house or a kind of things: "the Orchard family", "the Meridian hotel", "size VXL"."""
    before, after = place.before, place.after
    if after is not None and after.folded not in roll.own:
        others = _KIN_AFTER if roll.are_places else _KIN_AFTER | _HOUSES_AFTER | _TOWNSPEOPLE
        if after.folded in others:
            return True
    return before is not None and before.folded in _LABELLED_BY and before.folded not in roll.own


def _is_only_articled(place: Place, roll: Roll) -> bool:
    """Whether an article stands before the name and no noun behind ("the Drava" is a river, "a Kestrel" a bird), or of a body no noun that
    bodies have ("the Meridian estate"). Plurals have an article of their own ("the Netherlands")."""
    before, after = place.before, place.after
    if before is None or before.folded not in ("the", "a", "an") or place.called.words[0].endswith("s"):
        return False
    token = _token_of(place, after)
    if token is None or after is None or token.pos not in ("NOUN", "ADJ", "PROPN"):
        return True
    is_body = not roll.are_places and not roll.are_people and not place.words[place.first].text.isupper()
    return is_body and token.pos == "NOUN" and after.folded not in _BODY_THINGS | _BODIES | roll.own


def _token_of(place: Place, word: Word | None) -> Token | None:
    if word is None:
        return None
    start = place.passage.span.start + word.start
    return next((token for token in place.passage.tokens if token.start == start), None)


def _is_firm(place: Place, roll: Roll) -> bool:
    """Whether a surname stands where a firm's name does: "Brandt shares", "a stake in Brandt", "the carmaker Brandt"."""
    before, after = place.before, place.after
    if after is not None and after.folded in ("shares", "stock", "group", "plant", "factory"):
        return True
    is_kind = before is not None and (before.folded in _BODIES or before.folded.endswith("maker")) and before.text.islower()
    return is_kind or _FIRM_BEFORE.search(place.passage.text, 0, place.words[place.first].start) is not None


def _has_other_office(place: Place, roll: Roll) -> bool:
    """Whether a bare surname has an office or a title before it that its row does not tell: "Judge Brandt" is no minister."""
    before = place.before
    if before is None or place.called.form is not Form.SURNAME or not before.text[:1].isupper():
        return False
    labels = _labels(place, roll)
    is_title = before.folded in OFFICE_HEADS or before.folded in HONORIFICS - _CIVIL
    return bool(labels) and is_title and before.folded not in labels | roll.own


_CIVIL: Final = frozenset("mr mrs ms miss mx dr sir dame lord lady baroness madam mme m".split())


def _is_in_game(place: Place, roll: Roll) -> bool:
    """Whether the sentence tells of a game, in which a town or a company may be its team."""
    return _GAME.search(place.passage.text) is not None and not roll.own & {"club", "clubs", "team", "teams", "match", "game"}


def _is_plain_word(place: Place, reading: Reading, roll: Roll) -> bool:
    """Whether a single word may have its capital only from the beginning of the sentence, and stands nowhere else in the text with one: the
    grammar has it for no name, or it describes a plain noun ("Orchard owners want water") that is not what only bodies have."""
    name, after = place.words[place.first], place.after
    if place.first or place.last or (name.text.isupper() and len(name.text) > 1):
        return False
    token, behind = _token_of(place, name), _token_of(place, after)
    if after is not None and after.folded in _BODY_THINGS | roll.own:
        return False
    describes = behind is not None and behind.pos == "NOUN" and behind.text.islower()
    is_guess = describes and not roll.are_people and (not roll.are_places or name.folded in _ALSO_WORDS)
    if not is_guess and (token is None or _is_read_as_name(token, name)):
        return False
    return not any(
        other.text == name.text and other.start > passage.tokens[0].start and other.tag in ("NNP", "NNPS")
        for passage in reading.sentences
        for other in passage.tokens
    )


def _is_read_as_name(token: Token, name: Word) -> bool:
    """Whether the grammar has the word for a name, or for one thing that does something."""
    is_doer = token.dep in ("nsubj", "nsubjpass", "poss") or name.text.endswith(("’s", "'s"))
    is_plural = token.tag == "NNS" and token.text.endswith("s")
    is_name = token.tag in ("NNP", "NNPS") or token.entity in ("ORG", "GPE", "LOC", "PERSON", "FAC")
    return is_name or (is_doer and not is_plural)


def _is_in_joint_name(place: Place, roll: Roll) -> bool:
    """Whether the name is half of another one: "the Lisset and Drava Railway"."""
    words = place.words[place.last + 1 : place.last + 4]
    if (
        len(words) < 3
        or words[0].folded != "and"
        or (words[1].folded,) not in [one.words for one in roll.beginning(words[1].folded)]
    ):
        return False
    return words[2].text[:1].isupper() and place.passage.text[words[1].end : words[2].start] == " " and "'" not in words[1].text


def _is_town(place: Place, roll: Roll) -> bool:
    """Whether the name stands where only a place's can: "in Orchard", "residents of Orchard", "from Orchard to Graz"."""
    start = place.words[place.first].start
    text = place.passage.text[max(0, start - _BEFORE) : start]
    token = _token_of(place, place.after)
    is_modifier = token is not None and token.pos == "NOUN"
    inside = _IN_PLACE.search(text)
    if inside is not None and not is_modifier:
        head = (inside["head"] or "").casefold()
        return head not in _STAKES
    head_before = place.words[place.first - 2].folded if place.first > 1 and place.words[place.first - 1].folded == "of" else ""
    if head_before in _OF_TOWNS or _HOME.search(text) is not None:
        return True
    other = _TO.match(place.passage.text, place.end) if _FROM.search(text) else None
    return other is not None and not roll.beginning(words_of(other["other"])[0])
