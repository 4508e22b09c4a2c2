"""A language model that is held to its sources: it sees the plan's passages by number and nothing else, and answers with sentences that
name them. Quotations are slots that are filled from the source. What it leaves out or gets wrong the built-in writer tells.

Two questions: the story, and all sentences that failed their checks together. Both are files in ``prompts/``, with their versions."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib import resources
from string import Template

from groundwire.editing.answers import SECTIONS, parse_mended, parse_story
from groundwire.editing.lifecycle import COPYING
from groundwire.editing.material import Material, make_material, make_mending, make_plain
from groundwire.editing.offers import LONGEST, SEARCH_TITLE, SubEditor
from groundwire.editing.weaving import is_open_to_all
from groundwire.errors import RequestTooLong
from groundwire.model import BeatRole, ChatRequest, HouseStyle, Outcome, Ruling, Sentence, StoryPlan, Verdict
from groundwire.protocols import ChatModel, Evidence, Tools
from groundwire.settings import Settings
from groundwire.stylebook import read_stylebook

STORY, MEND = "story-1", "mend-1"
"""The prompts in use. A change to one is a new file with the next number."""
TRIES = 2
"""How often a server that says that it is too much is asked for less. Our own estimate costs nothing, and may say so more often."""
CHARACTERS_A_TOKEN = 3
"""English has four and more; a guess on the safe side."""
TOKENS_A_SENTENCE = 70
"""What a sentence of the answer takes, with what is round it."""
TOKENS_BESIDE = 300
"""What headline, lede, social line and search title take."""
MOST_TOKENS = 2_400
MOST_NOTES = 3
"""Reasons that are told for one failing sentence."""
SHORTER = 40
"""Percent of the claims that go each time that there is no room."""
_REMEDY = "raise the setting 'chat_context', or choose a model with a larger context window"
SHORTER_COPY = 65
"""Percent of its words that a sentence in a source's words is asked for."""
LEAST = 10
"""Words of the shortest sentence that is asked for."""
_KEPT = (BeatRole.HEADLINE, BeatRole.LEDE)


class ChatWriter:
    """``Writer`` by a language model."""

    name = "chat"
    disclosure = "with a language model held to its sources"

    def __init__(self, tools: Tools, style: HouseStyle) -> None:
        self._chat: ChatModel = tools.chat
        self._settings: Settings = tools.settings
        self._now: datetime = tools.now()
        self._log = tools.log
        self._style = style

    def write(self, plan: StoryPlan, evidence: Evidence) -> tuple[Sentence, ...]:
        """See ``protocols.Writer``. Beats that only the built-in writer tells are left to it; a plan of nothing else asks nobody. What
        the model has no room for is left out from the plan's end on, and the person is told. Raises ``ChatError``."""
        refusals, fitted = 0, plan
        while (material := make_material(fitted, evidence, self._now)).shown:
            request = self._ask_for_story(fitted, material)
            if self._has_room(request):
                try:
                    offers = parse_story(self._chat.reply(request).text)
                except RequestTooLong:
                    refusals += 1
                    if refusals > TRIES:
                        raise
                else:
                    if fitted != plan:
                        self._log(f"{self._chat.name} has no room for all of the plan: its end is left out there; {_REMEDY}")
                    return self._sub_editor(material, evidence).take(offers)
            shorter = _shorten(fitted)
            if shorter == fitted:
                raise RequestTooLong(self._chat.name, f"has room for {self._settings.chat_context:,} tokens at most", _REMEDY)
            fitted = shorter
        return ()

    def headlines(self, plan: StoryPlan, evidence: Evidence) -> tuple[Sentence, ...]:
        """See ``protocols.Writer``. The one that the model gave: it is asked the same again, which costs nothing where answers are kept."""
        return tuple(sentence for sentence in self.write(plan, evidence) if sentence.beat is BeatRole.HEADLINE)

    def rewrite(self, failed: Sequence[Verdict], evidence: Evidence) -> tuple[Sentence | None, ...]:
        """See ``protocols.Writer``. One question for all of them, with what their checks found and the passages that they rest on."""
        # A key point often says what the text says: words are asked about once, whatever parts they play.
        first = {verdict.sentence.text: verdict for verdict in reversed(failed)}
        asked = [verdict for verdict in failed if first[verdict.sentence.text] is verdict]
        material = make_mending([verdict.sentence for verdict in asked], evidence, self._now)
        request = self._ask_to_mend(asked, material)
        if not material.shown or not self._has_room(request):
            return (None,) * len(failed)
        answer = self._chat.reply(request).text
        offers = parse_mended(answer, tuple(verdict.sentence.beat for verdict in asked))
        by_text = {verdict.sentence.text: offer for verdict, offer in zip(asked, offers, strict=True)}
        sub_editor = self._sub_editor(material, evidence)
        return tuple(
            sub_editor.take_again(verdict.sentence, replace(offer, beat=verdict.sentence.beat))
            if (offer := by_text[verdict.sentence.text])
            else None
            for verdict in failed
        )

    def _sub_editor(self, material: Material, evidence: Evidence) -> SubEditor:
        return SubEditor(
            material=material, evidence=evidence, settings=self._settings, style=self._style, now=self._now, author=self.name
        )

    # --- asking -------------------------------------------------------------------------------------------------------

    def _ask_for_story(self, plan: StoryPlan, material: Material) -> ChatRequest:
        settings = self._settings
        instructions = _render(
            STORY,
            copying=settings.copying_words - 1,
            headline=settings.headline_characters,
            headline_case="in title case" if self._style.headline_case == "title" else "only names with capitals",
            lede=settings.lede_words,
            sections=", ".join(f'"{name}"' for name in SECTIONS if name not in self._style.left_out),
            search_title=SEARCH_TITLE,
            style=self._say_style(),
        )
        told = sum(is_open_to_all(beat) and beat.role not in _KEPT for beat in plan.beats)
        return ChatRequest(
            prompt=STORY,
            instructions=instructions,
            material=material.text,
            schema=_schema(STORY),
            most_tokens=min(MOST_TOKENS, TOKENS_BESIDE + TOKENS_A_SENTENCE * told),
        )

    def _ask_to_mend(self, failed: Sequence[Verdict], material: Material) -> ChatRequest:
        numbers = {shown.passage.span: shown.number for shown in material.shown}
        lines = ["SENTENCES"]
        for place, verdict in enumerate(failed, 1):
            sentence = verdict.sentence
            backing = [str(number) for span, number in numbers.items() if span in sentence.evidence]
            lines.append(f"{place}. ({sentence.beat.value}, from {', '.join(backing) or 'none'}) {make_plain(sentence.text)}")
            notes = dict.fromkeys(_say_note(ruling, sentence) for ruling in verdict.rulings if _objects(ruling))
            lines += [f"   note: {note}" for note in list(notes)[:MOST_NOTES]]
        return ChatRequest(
            prompt=MEND,
            instructions=_render(
                MEND,
                count=len(failed),
                words=min(LONGEST, self._settings.lede_words + 10),
                copying=self._settings.copying_words - 1,
                style=self._say_style(),
            ),
            material="\n".join([*lines, "", material.text]),
            schema=_schema(MEND),
            most_tokens=min(MOST_TOKENS, 100 + TOKENS_A_SENTENCE * len(failed)),
        )

    def _say_style(self) -> str:
        """The house style as lines of a prompt; empty where there is none."""
        style = self._style
        lines = [f"- Tone: {make_plain(style.tone)}"] if style.tone else []
        lines += [f"- Spelling: {style.spelling.capitalize()} English"] if style.spelling else []
        banned = [f"{each.words} (say {each.instead})" if each.instead else each.words for each in style.banned]
        lines += [f"- Never these words outside quotations: {make_plain(', '.join(banned))}"] if banned else []
        return "\n".join(["House style", *lines, ""]) if lines else ""

    def _has_room(self, request: ChatRequest) -> bool:
        asked = len(request.instructions) + len(request.material) + len(request.schema)
        return asked / CHARACTERS_A_TOKEN + request.most_tokens <= self._settings.chat_context


def _say_note(ruling: Ruling, sentence: Sentence) -> str:
    """What a check found, for whoever wrote the sentence. Of words in a row a model is told what to do: small ones repeat what they are
    only told the number of."""
    if ruling.check != COPYING:
        return make_plain(ruling.note)
    words = max(LEAST, len(sentence.text.split()) * SHORTER_COPY // 100)
    return f"too many words in a row as the passage has them: tell it in at most {words} words"


def _objects(ruling: Ruling) -> bool:
    return ruling.is_warning or ruling.outcome is not Outcome.SUPPORTED


def _shorten(plan: StoryPlan) -> StoryPlan:
    """The plan without the last of its claims, key points that rest on them too; headline, lede and the first of the news stay."""
    body = [beat for beat in plan.beats if is_open_to_all(beat) and not beat.role.is_apart and beat.role is not BeatRole.LEDE]
    spare = body[1:]
    gone = {claim_id for beat in spare[-max(1, len(spare) * SHORTER // 100) :] for claim_id in beat.claim_ids}
    beats = (beat for beat in plan.beats if not is_open_to_all(beat) or beat.role in _KEPT or not set(beat.claim_ids) <= gone)
    return replace(plan, beats=tuple(beats))


@cache
def _read(name: str) -> str:
    """A file of the prompts, with line feeds whatever the checkout made of them (requests are told apart by their bytes)."""
    return resources.files("groundwire.writers").joinpath("prompts", name).read_text("utf-8").replace("\r\n", "\n")


def _schema(prompt: str) -> str:
    return json.dumps(json.loads(_read(f"{prompt}.json")), separators=(",", ":"))


def _render(prompt: str, **values: object) -> str:
    """The instructions of that prompt, with no more than one blank line in a row."""
    text = Template(_read(f"{prompt}.md")).substitute(values)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def make(tools: Tools) -> ChatWriter:
    """The writer in the newsroom's style. Raises ``SettingsError`` for a stylebook that cannot be read; no model is asked yet."""
    return ChatWriter(tools, read_stylebook(tools.settings.house_style))
