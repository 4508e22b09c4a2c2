"""Where the words of a sentence may have come from in the passages that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.checks._kin_words import TURNING, is_neutral, is_plain_speech
from groundwire.checks._sites import Named, Place, Site
from groundwire.editing.figure_agreement import Agreement, Likeness, Stated, compare_figures, drops_hedge
from groundwire.editing.time_agreement import compare_times
from groundwire.model import MentionForm, Name, NameKind, Time
from groundwire.reading.names import fold, same_name

_PRONOUNS: Final = (
    frozenset({"he", "him", "his", "himself"}),
    frozenset({"she", "her", "hers", "herself"}),
    frozenset({"it", "its", "itself"}),
    frozenset({"they", "them", "their", "theirs", "themselves"}),
)


@dataclass(frozen=True, slots=True)
class Originals:
    """For each word of a sentence the places that it may come from (``places``), and the groups of words that the report has for a name."""

    places: Sequence[list[Place]]
    known: tuple[frozenset[int], ...]


def find_originals(sentence: Site, sites: Sequence[Site]) -> Originals:
    """Where the words of the sentence may come from among the sites; names, figures and times are looked for as wholes."""
    found = [_by_keys(keys, sites) for keys in sentence.keys]
    for token in sentence.tokens:
        if token.pos == "NOUN" and token.text.islower():
            found[token.index] = [place for place in found[token.index] if not _is_in_name(place, sites)]
    for token in sentence.tokens:
        if is_neutral(token):
            places = [Place(n, other.index) for n, site in enumerate(sites) for other in site.tokens if is_plain_speech(other)]
            found[token.index] = list(dict.fromkeys([*found[token.index], *places]))
    _find_figures(sentence, sites, found)
    _find_times(sentence, sites, found)
    known = tuple(_find_name(sentence, one, sites, found) for one in sentence.named)
    for token in sentence.tokens:
        if token.pos == "PRON" and not found[token.index]:
            alike = next((group for group in _PRONOUNS if token.text.casefold() in group), frozenset())
            found[token.index] = [
                Place(number, other.index)
                for number, site in enumerate(sites)
                for other in site.tokens
                if other.text.casefold() in alike
            ]
    return Originals(found, known)


def _is_in_name(place: Place, sites: Sequence[Site]) -> bool:
    """Whether the word only tells which one is meant in a name of several words: "the border" is not the Border Patrol."""
    site = sites[place.site]
    one = site.name_at(place.index)
    token = site.tokens[place.index]
    return one is not None and one.first <= token.head <= one.last and token.head != place.index and token.text[:1].isupper()


def _by_keys(keys: frozenset[str], sites: Sequence[Site]) -> list[Place]:
    return list(
        dict.fromkeys(
            Place(number, index)
            for number, site in enumerate(sites)
            for key in sorted(keys)
            for index in site.by_key.get(key, ())
        )
    )


def _find_figures(sentence: Site, sites: Sequence[Site], found: list[list[Place]]) -> None:
    """Gives the words of each figure the places of those that say the same number of the same things, as exactly."""
    for first, last, stated in sentence.figures:
        places = [
            Place(number, index)
            for number, site in enumerate(sites)
            for start, end, theirs in site.figures
            if _is_same_figure(stated, theirs)
            for index in range(start, end + 1)
        ]
        for index in range(first, last + 1):
            own = [place for place in places if sentence.keys[index] & sites[place.site].keys[place.index]]
            bare = [place for place in found[index] if not _is_counted(sites[place.site], place.index)]
            found[index] = own or places or bare


def _is_same_figure(mine: Stated, theirs: Stated) -> bool:
    agreement, likeness = compare_figures(mine, theirs)
    return agreement is Agreement.AGREES and likeness is not Likeness.OTHER and not drops_hedge(mine, theirs)


def _is_counted(site: Site, index: int) -> bool:
    return any(first <= index <= last for first, last, _ in site.figures)


def _find_times(sentence: Site, sites: Sequence[Site], found: list[list[Place]]) -> None:
    """Gives the words of each time the places of those that agree with it; of a length of time ("over 20 years") a figure may be found."""
    for first, last, time in sentence.times:
        places = _find_time(sentence, first, last, time, sites)
        for index in range(first, last + 1):
            if places or not _is_counted(sentence, index):
                found[index] = places


def _find_time(sentence: Site, first: int, last: int, time: Time, sites: Sequence[Site]) -> list[Place]:
    """The words of the times that agree with this one, else those that it repeats."""
    places = [
        Place(number, index)
        for number, site in enumerate(sites)
        for start, end, theirs in site.times
        if compare_times(time, theirs) is Agreement.AGREES
        for index in range(start, end + 1)
    ]
    wanted = [token.text.casefold() for token in sentence.tokens[first : last + 1]]
    return places or [
        Place(number, start + step)
        for number, site in enumerate(sites)
        for start in range(len(site.tokens) - len(wanted) + 1)
        if [token.text.casefold() for token in site.tokens[start : start + len(wanted)]] == wanted
        for step in range(len(wanted))
    ]


def _find_name(sentence: Site, one: Named, sites: Sequence[Site], found: list[list[Place]]) -> frozenset[int]:
    """Gives the words of a name, and of the office before it, the places where the sites mean it, and returns those words; none where the
    report does not have all of them for it."""
    meant = [
        (number, site, theirs) for number, site in enumerate(sites) for theirs in site.named if same_name(one.name, theirs.name)
    ]
    if one.form in (MentionForm.PRONOUN, MentionForm.OFFICE):
        _find_meant(sentence, one, _places(meant), sites, found)
        return frozenset()
    own = range(one.first, one.last + 1)
    words = {fold(sentence.tokens[index].text) for index in own if sentence.tokens[index].text[:1].isalnum()}
    is_people = sentence.tokens[one.last].tag == "NNPS"  # "Americans" are not America
    known = [
        (number, site, theirs)
        for number, site, theirs in meant
        if words <= _words_of(theirs.name, site) and is_people is (site.tokens[theirs.last].tag == "NNPS")
    ]
    if not known:
        return frozenset()
    before = range(sentence.around(one)[0], one.first)
    office = fold(sentence.say(before[0], before[-1])) if before else ""
    if not any(_is_whole(office, text) for _, site, theirs in known for text in _introductions(theirs.name, site)):
        before = range(0)
    for index in (*before, *own):
        found[index] = list(dict.fromkeys([*_places(known), *(found[index] if index in before else ())]))
    return frozenset((*before, *own))


def _places(mentions: Sequence[tuple[int, Site, Named]]) -> list[Place]:
    return [Place(number, index) for number, _, named in mentions for index in range(named.first, named.last + 1)]


def _find_meant(sentence: Site, one: Named, places: list[Place], sites: Sequence[Site], found: list[list[Place]]) -> None:
    """Gives a pronoun or an office the ``places`` of the name that it means, besides those of the same word that means nobody known."""
    is_known = one.form is MentionForm.OFFICE or _is_called_so(sentence.tokens[one.first].text.casefold(), one, sites)
    for index in range(one.first, one.last + 1):
        is_pronoun = sentence.tokens[index].pos == "PRON"
        others = [p for p in found[index] if not is_pronoun or (is_known and sites[p.site].name_at(p.index) is None)]
        found[index] = list(dict.fromkeys([*(places if is_known else ()), *others]))


def _is_whole(office: str, introduction: str) -> bool:
    """Whether somebody introduced so bears that office, and is no former or deputy one."""
    before, found, _ = f" {introduction} ".partition(f" {office} ")
    return bool(found) and not TURNING & frozenset(before.replace("-", " ").split())


def _introductions(name: Name, site: Site) -> list[str]:
    """What the report calls the bearer of the name before it, or instead of it."""
    told = [name.office] if name.office else []
    if name.introduction is not None:
        told.append(site.document.quote(name.introduction))
    return [fold(text) for text in told]


def _is_called_so(pronoun: str, one: Named, sites: Sequence[Site]) -> bool:
    """Whether a report speaks of the person as "he" or "she"; "it" and "they" may be said of what is no person."""
    group = next((group for group in _PRONOUNS if pronoun in group), None)
    if group is None:
        return True
    known = [(name, site) for site in sites for name in site.reading.names if same_name(one.name, name)]
    if "he" not in group and "she" not in group and all(name.kind is not NameKind.PERSON for name, _ in known):
        return True
    return any(
        name.pronoun in group or any(site.document.quote(mention.span).casefold() in group for mention in name.mentions)
        for name, site in known
    )


def _words_of(name: Name, site: Site) -> frozenset[str]:
    """All words that the report has for the name: its forms, its office, what it is introduced by."""
    texts = [name.text, name.key, name.office, *(site.document.quote(mention.span) for mention in name.mentions)]
    if name.introduction is not None:
        texts.append(site.document.quote(name.introduction))
    return frozenset(
        fold(word.strip("'’\"“”,.()"))
        for text in texts
        for word in text.replace("’s", " ").replace("'s", " ").replace("-", " ").split()
    ) | frozenset(fold(text) for text in texts)
