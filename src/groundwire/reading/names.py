"""Names: who and what a report speaks of, all mentions of one name together.

Candidates come from ``name_spans``; here they are judged over the whole text and merged: full names with surnames, bodies with
their abbreviations and short forms, places with their adjectives. ``antecedents`` adds "the minister" and ``pronouns`` "he" where sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from groundwire.model import Document, Mention, MentionForm, Name, NameKind, Passage, Span
from groundwire.reading.antecedents import Person, find_introduction, find_offices, plain
from groundwire.reading.capitals import fold, is_title_case
from groundwire.reading.epithets import find_epithets
from groundwire.reading.gazetteer import ORGANISATION_WORDS, Entry, look_up
from groundwire.reading.name_spans import Candidate, find_bare, find_candidates, find_known
from groundwire.reading.place_forms import is_same_body
from groundwire.reading.pronouns import find_pronouns

__all__ = ["find_names", "fold", "same_name"]

_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LEGAL: Final = frozenset(
    """
    inc corp corporation co ltd limited plc llc ag gmbh sa nv bv spa group holdings company cos
    """.split()
)
_FAMILIAR: Final = frozenset(
    (pair.partition("/")[0], pair.partition("/")[2])
    for pair in """
        bill/william will/william bob/robert rob/robert dick/richard rick/richard jim/james tony/anthony
    liz/elizabeth beth/elizabeth     jack/john ted/edward ed/edward kate/katherine kate/catherine mike/michael
    nick/nicholas joe/joseph tom/thomas harry/henry     maggie/margaret peggy/margaret hank/henry
    chuck/charles al/albert dave/david steve/stephen sandy/alexander gene/eugene
    """.split()
)
"""Familiar forms that share no beginning with the given name, and the short ones."""
_PARTICLES: Final = frozenset("de du da di del della van von der den ter ten la le el al bin ibn mac mc st o".split())
"""Words with which a surname may begin."""
KIN: Final = frozenset(
    "wife husband son daughter brother sister father mother widow lady cousin uncle aunt nephew niece granddaughter grandson".split()
)
_SMALL: Final = frozenset({"of", "the", "and", "for", "&", "on", "in", "de", "la", "-"})


@dataclass(slots=True)
class _Group:
    """All candidates of one string, later of one name."""

    folded: str
    candidates: list[Candidate] = field(default_factory=list)
    entry: Entry | None = None
    kind: NameKind = NameKind.OTHER

    @property
    def words(self) -> list[str]:
        return [word for word in self.folded.split() if word not in _SUFFIXES] or [self.folded]


def find_names(document: Document, passages: Sequence[Passage]) -> tuple[Name, ...]:
    """Every name of the document with its mentions, in the order of first mention.

    Any text can be read. Headlines in title case add mentions of names known from the text, and unsure ones
    (confidence 0.4)."""
    candidates = _collect(document, passages)
    groups = _group(candidates)
    owner = _link(groups, document.text)
    merged: dict[str, list[_Group]] = defaultdict(list)
    for folded in groups:
        merged[_root(owner, folded)].append(groups[folded])
    drafts = [_draft_name(groups[root], members) for root, members in merged.items()]
    drafts = _join_by_key(drafts)
    people = [Person(key=draft.key, mentions=draft.mentions, candidates=draft.candidates, kind=draft.kind) for draft in drafts]
    introductions = {
        draft.key: find_introduction(document, draft.candidates) for draft in drafts if draft.kind is NameKind.PERSON
    }
    extra = find_offices(passages, people, introductions)
    for key, described in find_epithets(passages, people, introductions, extra).items():
        extra.setdefault(key, []).extend(described)
    resolved = find_pronouns(passages, people, extra)
    for key, mentions in resolved.mentions.items():
        extra.setdefault(key, []).extend(mentions)
    names = []
    for draft in drafts:
        found = introductions.get(draft.key)
        names.append(
            Name(
                key=draft.key,
                text=draft.text,
                kind=draft.kind,
                mentions=_in_order([*draft.mentions, *extra.get(draft.key, ())]),
                office=found.office if found else "",
                introduction=found.span if found else None,
                pronoun=resolved.pronouns.get(draft.key, ""),
            )
        )
    return tuple(sorted(names, key=lambda name: (name.mentions[0].span, name.key)))


def same_name(a: Name, b: Name) -> bool:
    """Whether two names, perhaps of two reports, can be the same: equal keys, a surname of the other, its abbreviation, or a body with its
    place before it."""
    if a.key == b.key:
        return True
    if a.kind is not b.kind and any(name.kind is NameKind.PLACE and look_up(name.key) for name in (a, b)):
        return False
    if NameKind.PERSON not in (a.kind, b.kind) and is_same_body(a.key, b.key):
        return True
    return is_form_of(a.key, b.key, a.kind) or is_form_of(b.key, a.key, b.kind)


def is_form_of(short: str, long: str, kind: NameKind = NameKind.OTHER) -> bool:
    """Whether the folded name ``short`` may be a shorter form of the folded ``long``: surname, one initial or middle name less,
    leading words of a body ("huawei" of "huawei technologies"), its initials, or the same letters written apart."""
    short_words, long_words = _core(short), _core(long)
    if not short_words or not long_words:
        return False
    if short_words == long_words or "".join(short_words).replace("-", "") == "".join(long_words).replace("-", ""):
        return True
    if len(short_words) == 1 and short in (initials(long), initials(" ".join(long_words))):
        return True
    if look_up(short) and len(short_words) < len(long_words):
        return False
    if len(short_words) == 1:
        return short in (long_words[0], long_words[-1]) and len(long_words) <= 4 and len(short) > 1
    if kind is NameKind.PERSON:
        return short_words[-1] == long_words[-1] and any(_begins_alike(short_words[0], word) for word in long_words[:-1])
    return long_words[: len(short_words)] == short_words


def initials(folded: str) -> str:
    """First letters of the words of a folded name, small words left out: "harbour safety authority" gives "hsa"."""
    words = [word for word in folded.replace("-", " ").split() if word not in _SMALL]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _core(folded: str) -> list[str]:
    words = [word for word in folded.split() if word not in _SUFFIXES]
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return words


def _begins_alike(a: str, b: str) -> bool:
    """Whether two given names can be one: an initial, or a familiar form ("Jeff", "Jeffrey"; "Bill", "William")."""
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    return (len(a) > 2 and a[:3] == b[:3] and min(len(a), len(b)) <= 5) or (a, b) in _FAMILIAR or (b, a) in _FAMILIAR


def _collect(document: Document, passages: Sequence[Passage]) -> list[Candidate]:
    candidates: list[Candidate] = []
    for passage in passages:
        candidates.extend(find_candidates(document.text, passage))
    known = frozenset(candidate.folded for candidate in candidates)
    known |= frozenset(word for candidate in candidates if _looks_personal(candidate) for word in candidate.folded.split()[-1:])
    longest = max((len(folded.split()) for folded in known), default=1) + 2
    for passage in passages:
        if is_title_case(passage):
            candidates.extend(find_known(document.text, passage, known, min(longest, 12)))
    full = {candidate.folded for candidate in candidates if " " in candidate.folded and _looks_personal(candidate)}
    parts = frozenset(word for folded in full for word in (folded.split()[0], folded.split()[-1]))
    taken = {
        (candidate.passage.index, place) for candidate in candidates for place in range(candidate.first, candidate.last + 1)
    }
    for passage in passages:
        candidates.extend(find_bare(document.text, passage, parts, taken))
    return sorted(candidates, key=lambda candidate: (candidate.start, candidate.end))


def _looks_personal(candidate: Candidate) -> bool:
    return max(candidate.votes, key=lambda kind: candidate.votes[kind], default=None) is NameKind.PERSON


def _group(candidates: Iterable[Candidate]) -> dict[str, _Group]:
    groups: dict[str, _Group] = {}
    for candidate in candidates:
        group = groups.setdefault(candidate.folded, _Group(candidate.folded))
        group.candidates.append(candidate)
        group.entry = group.entry or candidate.entry
    for group in groups.values():
        group.kind = _judge(group)
    return groups


def _judge(group: _Group) -> NameKind:
    """The kind of one string over the whole text; the gazetteer speaks first, except for a person of that name with a title."""
    votes: dict[NameKind, float] = defaultdict(float)
    for candidate in group.candidates:
        for kind, weight in candidate.votes.items():
            votes[kind] += weight
    best = max(NameKind, key=lambda kind: votes[kind])
    if group.entry:
        is_titled = any(candidate.honorific for candidate in group.candidates)
        if not (is_titled and best is NameKind.PERSON):
            return {"place": NameKind.PLACE, "body": NameKind.ORGANISATION, "group": NameKind.GROUP}[group.entry.kind]
        group.entry = None
    if votes[best] == 0:
        return NameKind.OTHER
    if best is NameKind.GROUP and not group.entry:
        return NameKind.GROUP
    return best


def _link(groups: dict[str, _Group], text: str) -> dict[str, str]:
    """Which string is a shorter form of which: a map from folded string to folded string."""
    owner: dict[str, str] = {}
    people = [group for group in groups.values() if group.kind is NameKind.PERSON and len(group.words) > 1]
    by_last, by_first, by_ends = defaultdict(list), defaultdict(list), defaultdict(list)
    for group in people:
        by_last[group.words[-1]].append(group)
        by_first[group.words[0]].append(group)
        by_ends[group.words[0], group.words[-1]].append(group)
    for alike in by_ends.values():
        longest = max(alike, key=lambda group: (len(group.words), group.folded))
        for group in alike:
            if group is not longest and set(group.words) <= set(longest.words):
                owner[group.folded] = longest.folded
    bodies = _index_bodies(groups)
    for group in groups.values():
        if group.folded in owner or group.entry and group.entry.kind == "body":
            continue
        target = _full_person(group, by_last, by_first, owner) or _full_body(group, bodies)
        if target and target != group.folded and _root(owner, target) != group.folded:
            owner[group.folded] = target
    _link_bracketed(groups, owner, text)
    return owner


def _root(owner: dict[str, str], folded: str) -> str:
    for _ in range(8):
        if folded not in owner:
            break
        folded = owner[folded]
    return folded


def _full_person(
    group: _Group, by_last: dict[str, list[_Group]], by_first: dict[str, list[_Group]], owner: dict[str, str]
) -> str | None:
    """The one full name that a surname or a given name can be short for."""
    if len(group.words) == 2 and group.words[0] in _PARTICLES:
        longer = {_root(owner, full.folded) for full in by_last.get(group.words[-1], ()) if full.words[-2:] == group.words}
        longer.discard(group.folded)
        return next(iter(longer)) if len(longer) == 1 else None
    if len(group.words) != 1 or (group.entry and not any(candidate.honorific for candidate in group.candidates)):
        return None
    word = group.words[0]
    surnames = {_root(owner, full.folded) for full in by_last.get(word, ()) if not _is_relation(group, full)}
    if surnames:
        return next(iter(surnames)) if len(surnames) == 1 else None
    given = {_root(owner, full.folded) for full in by_first.get(word, ())}
    if len(given) == 1 and (group.kind is not NameKind.PLACE or len(group.candidates) == 1):
        return next(iter(given))
    return None


def _is_relation(group: _Group, full: _Group) -> bool:
    """Whether the full name is that of a relation of the one with the surname, named before: "Mayor Lund ... his wife Maria Lund"."""
    opens = min(candidate.start for candidate in full.candidates)
    return any(candidate.start < opens for candidate in group.candidates) and all(
        KIN & {plain(token) for token in candidate.passage.tokens[max(0, candidate.first - 2) : candidate.first]}
        for candidate in full.candidates
    )


def _index_bodies(groups: dict[str, _Group]) -> dict[str, list[str]]:
    """Short forms that a longer body's name allows, each with the bodies that allow it."""
    index: dict[str, list[str]] = defaultdict(list)
    for group in groups.values():
        words = group.folded.split()
        if (
            group.kind not in (NameKind.ORGANISATION, NameKind.OTHER, NameKind.PLACE)
            or group.entry
            and group.entry.kind == "place"
        ):
            continue
        index[group.folded.replace(" ", "").replace("-", "")].append(group.folded)
        if len(words) < 2:
            continue
        if group.kind is NameKind.PLACE:
            continue
        for size in range(1, min(len(words), 5)):
            index[" ".join(words[:size])].append(group.folded)
        if letters := initials(group.folded):
            index[letters].append(group.folded)
            index["".join(word[0] for word in words)].append(group.folded)
    return index


def _full_body(group: _Group, bodies: dict[str, list[str]]) -> str | None:
    if group.entry or group.kind is NameKind.PERSON and len(group.words) > 1:
        return None
    if group.folded in ORGANISATION_WORDS:
        return None
    squashed = group.folded.replace(" ", "").replace("-", "")
    longer = {other for other in (*bodies.get(group.folded, ()), *bodies.get(squashed, ())) if other != group.folded}
    is_abbreviation = len(group.words) == 1 and 2 <= len(group.folded) <= 6
    if len(longer) != 1:
        return None
    full = next(iter(longer))
    if is_abbreviation and not full.startswith(group.folded):
        return full if all(candidate.text.isupper() for candidate in group.candidates) else None
    return full if len(full) >= len(group.folded) else None


def _link_bracketed(groups: dict[str, _Group], owner: dict[str, str], text: str) -> None:
    """ "Harbour Safety Authority (HSA)": the abbreviation in brackets is the name before them."""
    placed = sorted(
        (candidate for group in groups.values() for candidate in group.candidates), key=lambda candidate: candidate.start
    )
    for before, after in zip(placed, placed[1:], strict=False):
        if text[before.end : after.start].strip() != "(" or text[after.end : after.end + 1] != ")":
            continue
        if (
            after.text.isupper()
            and len(after.text) <= 8
            and after.folded[0] in initials(before.folded)
            and after.folded not in owner
        ):
            root = _root(owner, before.folded)
            if root != after.folded and not (groups[after.folded].entry and groups[before.folded].entry):
                owner[after.folded] = root


@dataclass(slots=True)
class _Draft:
    """A name before offices and pronouns are found."""

    key: str
    text: str
    kind: NameKind
    mentions: list[Mention]
    candidates: list[Candidate]


def _draft_name(root: _Group, members: list[_Group]) -> _Draft:
    candidates = sorted(
        (candidate for group in members for candidate in group.candidates), key=lambda candidate: candidate.start
    )
    entry = root.entry or next((group.entry for group in members if group.entry and group.entry.kind == "body"), None)
    sure = [candidate for candidate in root.candidates if candidate.is_sure] or root.candidates
    text = max(sure, key=lambda candidate: len(candidate.text)).text
    text = " ".join(text.split())
    key = entry.key if entry else root.folded
    kind = root.kind
    if entry and entry.is_adjective and entry.kind == "place":
        text = entry.text
    mentions = [
        Mention(
            span=Span(document_id=candidate.passage.span.document_id, start=candidate.start, end=candidate.end),
            form=_form(candidate, root),
            confidence=1.0 if candidate.is_sure else 0.4,
        )
        for candidate in candidates
    ]
    return _Draft(key, text, kind, mentions, candidates)


def _form(candidate: Candidate, root: _Group) -> MentionForm:
    if candidate.entry and candidate.entry.is_adjective:
        return MentionForm.ADJECTIVE
    if candidate.folded == root.folded and not (
        candidate.entry and candidate.entry.kind == "body" and candidate.text.isupper()
    ):
        return MentionForm.FULL
    if candidate.entry and candidate.entry.kind == "place":
        return MentionForm.SHORT if candidate.text.isupper() else MentionForm.FULL
    return MentionForm.SHORT


def _join_by_key(drafts: list[_Draft]) -> list[_Draft]:
    """Names with one key made one: "EU" and "European Union", "Hungarian" and "Hungary"."""
    joined: dict[str, _Draft] = {}
    for draft in drafts:
        known = joined.get(draft.key)
        if known is None:
            joined[draft.key] = draft
            continue
        if len(draft.text) > len(known.text):
            known.text = draft.text
        known.mentions.extend(draft.mentions)
        known.candidates.extend(draft.candidates)
        known.candidates.sort(key=lambda candidate: candidate.start)
    return list(joined.values())


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions by place; of two that overlap the longer stays."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end)):
        if kept and mention.span.start < kept[-1].span.end:
            continue
        kept.append(mention)
    return tuple(kept)
