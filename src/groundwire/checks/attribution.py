"""What a draft puts into somebody's mouth must be what the source has that somebody say, and what is somebody's stays
somebody's.

Looked for: words given to another speaker (any link of the source's chain will do, the report's own outlet too); an outlet nobody
has a report of; a judgement, an accusation or a forecast told as bare fact; a denial turned into an admission or a refusal to
comment into a denial (``_acts``). The check blocks or stays silent; it never supports. Direct quotations are the business of
``checks.quotes``."""

from __future__ import annotations

from collections.abc import Sequence

from groundwire.checks._acts import judge_acts
from groundwire.checks._occasions import judge_occasion
from groundwire.checks._owners import ROSTERS, Place, head_of, is_crowd, is_named_in, is_named_near, is_spoken_for, sorts_of
from groundwire.checks._said import (
    ALIKE,
    LOOKED_AT,
    Match,
    Said,
    Statements,
    addressee_of,
    call,
    count_negations,
    cue_of,
    is_outlet,
    tokens_in,
    words_of,
)
from groundwire.model import Draft, NameKind, Outcome, Passage, Quote, Ruling, Span, Token
from groundwire.protocols import Check, Evidence, Tools
from groundwire.reading import cues
from groundwire.reading.names import fold
from groundwire.reading.speakers import Relation, Speaker, compare, speaker_at, speaker_of

FEWEST_OWN = 2
"""Content words of a statement that is compared with what the same speaker says of it: only yes or no is in question."""
FEWEST = 3
"""Content words below which a statement is too thin to be compared with another speaker's, unless it is his word for word."""
WORD_FOR_WORD = 4
"""Words, small ones included, from which a thin statement that stands in a passage as it is counts as that passage's."""
_HEDGES = frozenset(
    """allegedly reportedly accused alleged suspected purported purportedly apparently supposedly likely possibly
    perhaps expected
    may might could should feared said claimed believed thought denied disputed""".split()
)
_REPORTING = frozenset("report say according write state quote cite add note publish".split())
_PAPERS = frozenset(
    """analysis study survey poll report research data figure figures document documents record records review audit statement filing
    letter account result results census estimate assessment statistics evidence test tests trial model""".split()
)
"""Speakers that speak for whoever shows them: "Ashby says its tests show ..." is Ashby's."""
_OWN_WORDS = 0.4
"""Share of a statement that a speaker's own words elsewhere must hold before the report's own voice is no reproach."""
_NEARLY = 0.75
"""Share of a statement that a speaker's own statement must hold before another's, which holds more, is no reproach."""
_RESOLVING = cues.INTENT - frozenset("vow pledge promise threaten offer".split()) | frozenset({"want", "hope", "choose", "opt"})
"""What is done in the mind, or before all eyes, and can be told by anybody."""
_LEARNING = frozenset("hear learn discover read know understand see realise realize".split())
"""What is done by one to whom words come: they need not be his."""
_DOUBTFUL_NOUNS = cues.DOUBTFUL_NOUNS | frozenset({"warning", "denial"})
_DOUBTFUL = cues.OPINION_CUES | _DOUBTFUL_NOUNS | frozenset({"accuse"})
_OPEN_NOUNS = frozenset("estimate guess doubt hint worry".split())
"""Cues that as nouns too say that somebody only thinks so: "estimates put the losses at", not "labels" and "attacks"."""
_TELLING = frozenset({"say", "tell", "accord", "according", "state", "report"})
_WHOLLY = 0.9
"""Share of a sentence, its speaker's name aside, that a judgement inside another's statement must hold to be what it tells."""
_BESIDE = 0.3
"""How much less of a bare sentence than the best passage another may hold that still tells of the same."""


class AttributionCheck:
    """``Check`` for indirect speech."""

    name = "attribution"

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """See ``protocols.Check``: a ruling for each statement that is given to the wrong owner, or to none where it
        has one."""
        desk = _Desk(draft, evidence)
        rulings: list[Ruling] = []
        for sentence in draft.reading.sentences:
            quotes = [quote for quote in draft.reading.quotes if quote.cue is not None and sentence.span.covers(quote.cue)]
            found = [ruling for quote in quotes if (ruling := desk.judge(quote, sentence))]
            if not quotes and (ruling := desk.judge_bare(sentence)):
                found.append(ruling)
            rulings += found or judge_acts(sentence, draft, desk.source, desk.roster, AttributionCheck.name)
        return tuple(rulings)


def make(tools: Tools) -> Check:
    """The check; it needs no model of its own."""
    return AttributionCheck()


class _Desk:
    """One draft against one evidence."""

    def __init__(self, draft: Draft, evidence: Evidence) -> None:
        self.draft, self.source, self.roster = draft, Statements(evidence), ROSTERS.of(evidence)

    def judge(self, quote: Quote, sentence: Passage) -> Ruling | None:
        """What is wrong with one attribution of the draft, or ``None``."""
        found = self._judge_outlets(quote, sentence)
        if found is None and not quote.is_direct:
            found = self._judge_statement(quote, sentence)
        return found or self._judge_occasion(quote, sentence)

    def _judge_occasion(self, quote: Quote, sentence: Passage) -> Ruling | None:
        """Whether what the reports have the speaker say too was said when, and to whom, the draft says."""
        draft = self.draft
        mine = speaker_of(draft.document, draft.reading, quote)
        words = words_of(tokens_in(draft.reading, quote.content))
        if mine is None or quote.confidence < 0.5 or len(words) < FEWEST_OWN:
            return None
        mine = self.roster.identify(mine)
        own = [
            (match.said, match.passage)
            for match in self.source.matches(draft.document.quote(quote.content), words)
            if match.said is not None and match.said.links and self._relate(mine, match) is Relation.SAME
        ]
        said = [one for one, _ in own]
        note = judge_occasion(draft.document, draft.reading, quote, said, self.source.evidence) if own else ""
        if not note or quote.cue is None:
            return None
        return self._rule(sentence, quote.cue, Outcome.CONTRADICTED, note, own[0][1])

    # --- outlets ------------------------------------------------------------------------------------------------------

    def _judge_outlets(self, quote: Quote, sentence: Passage) -> Ruling | None:
        """Every body that is said to have reported must be the outlet of a report given here, or be named by one."""
        draft = self.draft
        lemma, _ = cue_of(draft.reading, quote)
        places = [*([quote.speaker] if quote.speaker and lemma in _REPORTING else []), *quote.via]
        for place in places:
            key = quote.speaker_key if place == quote.speaker else ""
            speaker = self.roster.identify(speaker_at(draft.document, draft.reading, place, key))
            if speaker.name is None or speaker.name.kind is not NameKind.ORGANISATION:
                continue
            own = self.roster.own_reports(speaker)
            if not own and not self.roster.is_named(speaker, self.source.evidence):
                note = f"none of the reports is by {speaker.shown} or mentions it"
                return self._rule(sentence, place, Outcome.NOT_FOUND, note)
            words = words_of(tokens_in(draft.reading, quote.content))
            if not own or len(words) < FEWEST:
                continue
            matches = self.source.matches(draft.document.quote(quote.content), words)
            if matches and not any(m.document.id in own or self._names(m, speaker) for m in matches):
                outlet = matches[0].document.source.name or "another source"
                note = f"this is reported by {outlet}, not by {speaker.shown}"
                return self._rule(sentence, place, Outcome.NOT_FOUND, note, matches[0].passage)
        return None

    # --- statements ---------------------------------------------------------------------------------------------------

    def _judge_statement(self, quote: Quote, sentence: Passage) -> Ruling | None:
        draft = self.draft
        mine = speaker_of(draft.document, draft.reading, quote)
        words = words_of(tokens_in(draft.reading, quote.content))
        if mine is None or mine.is_the_report or quote.confidence < 0.5 or not words:
            return None
        mine = self.roster.identify(mine)
        content = draft.document.quote(quote.content)
        found = self.source.matches(content, words)
        matches = [match for match in found if match.share >= found[0].share - 0.15]
        if len(words) < FEWEST:
            matches = [match for match in matches if _stands_in(content, match.passage.text) or len(words) >= FEWEST_OWN]
        relations = [self._relate_chain(quote, mine, match) for match in matches]
        own = [m for m, kind in zip(matches, relations, strict=True) if kind is Relation.SAME and m.said and m.said.links]
        turned = [self._judge_denial(quote, mine, match, sentence) for match in own]
        if turned and all(turned):
            return turned[0]
        if cue_of(draft.reading, quote)[0] in _LEARNING:
            return None
        if len(words) < FEWEST and not (
            matches and (_stands_in(content, matches[0].passage.text) or self._is_same_talk(quote, matches[0]))
        ):
            return None
        if not matches or any(relation is not Relation.OTHER for relation in relations):
            return None
        return self._give_back(quote, sentence, mine, words, matches)

    def _is_same_talk(self, quote: Quote, match: Match) -> bool:
        """Whether the report tells of the same act: the same word for it, and the same listener, named in both."""
        listener = addressee_of(self.draft.document, self.draft.reading, quote)
        said = match.said
        if said is None or said.addressee is None or listener is None or said.lemma != cue_of(self.draft.reading, quote)[0]:
            return False
        return listener.name is not None and compare(listener, said.addressee) is Relation.SAME

    def _give_back(
        self, quote: Quote, sentence: Passage, mine: Speaker, words: frozenset[str], matches: Sequence[Match]
    ) -> Ruling | None:
        """The ruling on words that no report gives to their speaker."""
        best = matches[0]
        if best.said is not None:
            if self._says_likewise(quote, mine, sentence, words):
                return None
            note = f"the report has {best.said.chain} say this, not {call(mine)}"
            return self._rule(sentence, quote.content, Outcome.CONTRADICTED, note, best.passage)
        near = [*(match.passage for match in matches), *self.source.about(sentence.text, words)]
        if (
            mine.name is None
            or self._says_so(mine, sentence, words)
            or any(is_named_near(mine, place) or is_spoken_for(mine, place) for place in map(self._place, near))
        ):
            return None
        note = f"the report tells this in its own voice; it does not have {call(mine)} say it"
        return self._rule(sentence, quote.content, Outcome.NOT_FOUND, note, best.passage)

    def _says_likewise(self, quote: Quote, mine: Speaker, sentence: Passage, words: frozenset[str]) -> bool:
        """Whether a report has the speaker himself say nearly this, though another says it word for word; where both say it by a cue that
        says more than "say", a little less is enough."""
        lemma, _ = cue_of(self.draft.reading, quote)
        for hit in self.source.evidence.search(sentence.text, LOOKED_AT):
            for said in self.source.near(hit.passage):
                is_same_act = said.lemma == lemma and lemma not in cues.SPEECH
                least = ALIKE if is_same_act else _NEARLY
                is_his = bool(said.links) and compare(mine, said.links[0]) is Relation.SAME
                if is_his and len(words & said.words) >= max(FEWEST_OWN, least * len(words)):
                    return True
        return False

    def _is_told_of(self, quote: Quote, mine: Speaker, match: Match) -> bool:
        """Whether another may tell of what the speaker does: "I respect her decision to go" is no reproach to "Marsh decides to go"."""
        lemma, is_negated = cue_of(self.draft.reading, quote)
        content = tokens_in(self.draft.reading, quote.content)
        if lemma not in _RESOLVING or is_negated or not content or content[0].tag != "TO" or match.said is None:
            return False
        theirs = tokens_in(self.source.evidence.reading(match.document.id), match.said.quote.content)
        return not (theirs and theirs[0].tag == "TO") and is_named_near(mine, self._place(match.passage))

    def _names(self, match: Match, speaker: Speaker) -> bool:
        return is_named_in(speaker, match.document, self.source.evidence.reading(match.document.id))

    def _place(self, passage: Passage) -> Place:
        evidence, identity = self.source.evidence, passage.span.document_id
        return Place(passage, evidence.document(identity), evidence.reading(identity))

    def _relate(self, mine: Speaker, match: Match) -> Relation:
        """How the draft's speaker stands to the owner of what the passage tells: any link of the chain, or the report's outlet."""
        if is_outlet(mine, match.document):
            return Relation.SAME
        if match.said is None:
            return Relation.OTHER
        place = self._place(match.passage)
        relations = [self.roster.relate(mine, link, place) for link in match.said.links]
        if Relation.SAME not in relations and match.said.addressee and compare(mine, match.said.addressee) is Relation.SAME:
            return Relation.OTHER
        if Relation.SAME in relations:
            return Relation.SAME
        if Relation.UNKNOWN in relations and not self._speaks_elsewhere(mine, match.said):
            return Relation.UNKNOWN
        return Relation.OTHER if match.said.quote.confidence >= 0.5 else Relation.UNKNOWN

    def _speaks_elsewhere(self, mine: Speaker, said: Said) -> bool:
        """Whether the report knows nameless speakers by the very words ("Norland's state media") as others than its named one."""
        if mine.name is not None or len(mine.words) < FEWEST_OWN or not is_crowd(mine):
            return False
        first = said.links[0]
        if first.name is None or not first.words or sorts_of(mine) & sorts_of(first):
            return False
        identity = said.quote.content.document_id
        document, reading = self.source.evidence.document(identity), self.source.evidence.reading(identity)
        speakers = (speaker_of(document, reading, act) for act in (*reading.quotes, *reading.stances))
        return any(one is not None and one.name is None and mine.words <= one.words for one in speakers)

    def _relate_chain(self, quote: Quote, mine: Speaker, match: Match) -> Relation:
        """The same; a paper that the draft has somebody show speaks with his voice."""
        found = self._relate(mine, match)
        if found is Relation.OTHER and self._is_told_of(quote, mine, match):
            return Relation.UNKNOWN
        if found is not Relation.OTHER or mine.name is not None or head_of(mine) not in _PAPERS:
            return found
        draft = self.draft
        shown_by = [self.roster.identify(speaker_at(draft.document, draft.reading, place)) for place in quote.via]
        return next((one for one in (self._relate(link, match) for link in shown_by) if one is not Relation.OTHER), found)

    def _own_act(self, mine: Speaker, match: Match) -> Said | None:
        """What the speaker himself does: "denied a report that it will close" is his denial, not the report's claim."""
        said = match.said
        if said is None or not said.links or compare(mine, said.links[0]) is Relation.SAME:
            return said
        around = [one for one in self.source.near(match.passage) if one.links and one.quote.content.covers(said.quote.content)]
        return next((one for one in around if compare(mine, one.links[0]) is Relation.SAME), said)

    def _says_so(self, mine: Speaker, sentence: Passage, words: frozenset[str]) -> bool:
        """Whether a report has the speaker say much of this, though another passage tells more of it in its own voice."""
        hits = [hit.passage for hit in self.source.evidence.search(sentence.text, LOOKED_AT)]
        return any(
            compare(mine, said.links[0]) is Relation.SAME and len(words & said.words) >= max(FEWEST, _OWN_WORDS * len(words))
            for passage in hits
            for said in self.source.near(passage)
            if said.links
        )

    def _judge_denial(self, quote: Quote, mine: Speaker, match: Match, sentence: Passage) -> Ruling | None:
        """What the speaker denies in one text he must deny in the other, whether by the cue or by a "not" in what he says."""
        said = self._own_act(mine, match)
        assert said is not None
        lemma, is_negated = cue_of(self.draft.reading, quote)
        if ((lemma in cues.DENIAL) != is_negated) == said.is_denied:
            return None
        negations = count_negations(tokens_in(self.draft.reading, quote.content))
        if (negations - said.negations) % 2:
            return None
        theirs, ours = ("deny", "say") if said.is_denied else ("say", "deny")
        note = f"the report has {call(mine)} {theirs} this; the sentence has {call(mine)} {ours} it"
        return self._rule(sentence, quote.content, Outcome.CONTRADICTED, note, match.passage)

    # --- statements that lost their owner -----------------------------------------------------------------------------

    def judge_bare(self, sentence: Passage) -> Ruling | None:
        """A sentence that names no owner for what every passage found for it gives as somebody's judgement or denial."""
        words = words_of(sentence.tokens)
        if (
            any((token.text.lower() in _HEDGES and token.pos != "PROPN") or _is_cue(token) for token in sentence.tokens)
            or len(words) < FEWEST - 1
        ):
            return None
        if any(quote.content.overlaps(sentence.span) and quote.speaker for quote in self.draft.reading.quotes):
            return None
        matches = list(self.source.matches(sentence.text, words))
        if len(words) < FEWEST + 1:
            matches = [match for match in matches if _stands_in(sentence.text, match.passage.text)]
        matches = [match for match in matches if match.share >= matches[0].share - _BESIDE]
        said = [self._judgement(match, words) for match in matches]
        if not matches or any(one is None or one.lemma not in _DOUBTFUL for one in said):
            return None
        first = said[0]
        assert first is not None
        if _is_aside(sentence, matches[0].passage):
            return None
        if first.is_denied and (count_negations(sentence.tokens) - first.negations) % 2 == 0:
            note = f"stated as fact; the report has {first.chain} deny it"
            return self._rule(sentence, sentence.span, Outcome.CONTRADICTED, note, matches[0].passage)
        note = f"stated as fact; in the report it is a judgement, suspicion or forecast of {first.chain}"
        return self._rule(sentence, sentence.span, Outcome.NOT_FOUND, note, matches[0].passage)

    def _judgement(self, match: Match, words: frozenset[str]) -> Said | None:
        """What the passage has said of this: of "a report said Marlow believes it must close" Marlow's belief, where it is all of it."""
        said = match.said
        if said is None or said.lemma in _DOUBTFUL:
            return said
        for inner in self.source.near(match.passage):
            if (
                inner is said
                or inner.lemma not in _DOUBTFUL
                or not inner.links
                or not said.quote.content.covers(inner.quote.content)
            ):
                continue
            named = frozenset(fold(word) for word in words) & inner.links[0].words
            rest = [word for word in words if fold(word) not in named]
            if len(rest) >= FEWEST and sum(word in inner.words for word in rest) >= _WHOLLY * len(rest):
                return inner
        return said

    def _rule(self, sentence: Passage, place: Span, outcome: Outcome, note: str, passage: Passage | None = None) -> Ruling:
        start = max(0, place.start - sentence.span.start)
        end = min(sentence.span.end, place.end) - sentence.span.start
        return Ruling(
            draft_id=self.draft.id,
            sentence=sentence.index,
            part=(min(start, max(end, 0)), max(end, 0)),
            check=AttributionCheck.name,
            outcome=outcome,
            note=note,
            evidence=(passage.span,) if passage else (),
        )


def _is_aside(sentence: Passage, passage: Passage) -> bool:
    """Whether the report tells what the sentence says in its own aside to a statement: "she hoped so, naming three reasons"."""
    root = next((token for token in sentence.tokens if token.dep == "ROOT"), None)
    return root is not None and any(
        token.lemma == root.lemma
        and token.tag == "VBG"
        and token.dep == "advcl"
        and passage.tokens[token.index - 1].text == ","
        for token in passage.tokens[1:]
    )


def _stands_in(content: str, text: str) -> bool:
    """Whether a few words stand in the passage as they are."""
    words = " ".join(content.strip(" .,;:!?“”\"'").lower().split())
    return len(words.split()) >= WORD_FOR_WORD and words in " ".join(text.lower().split())


def _is_cue(token: Token) -> bool:
    """Whether the word has somebody speak or judge; "labels" and "attacks" are things."""
    lemma = cues.lemma_of(token)
    if lemma not in _DOUBTFUL and lemma not in _TELLING:
        return False
    return token.pos != "NOUN" or lemma in cues.NOUNS or lemma in _DOUBTFUL_NOUNS or lemma in _OPEN_NOUNS
