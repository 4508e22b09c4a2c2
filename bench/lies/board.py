"""The run: every event's story by a server that lies, through the whole copy desk, and what of its lies stands in the finished stories."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.chat_server import Answer, Answers, ChatServer
from tqdm import tqdm

from bench.data import Happening, make_document, read_happenings
from bench.desks import NOW, Models, load_models, no_network
from bench.lies.liar import MISNAMED, TRUE, Liar, Told
from bench.planted.items import make_pool
from bench.planted.plant import Pool, plain
from bench.tables import make_table
from groundwire import plugins
from groundwire.chat_models import LazyChat
from groundwire.copydesk import Desk
from groundwire.model import BeatRole, Document, Draft, Reading, Refusal, Ruling, Sentence, Span, Story
from groundwire.pipeline import write_story
from groundwire.protocols import Check, Evidence, Tools
from groundwire.settings import Settings

EVENTS = 46
"""Events that a whole run tells, half of them all lies, half with a lie in every third sentence."""
THIRD = 1 / 3
BROKEN: Mapping[str, Answers] = {
    "nothing": Answer(text=""),
    "no JSON": Answer(text="I am sorry, but as a language model I would rather tell you about harbours."),
    "JSON that breaks off": Answer(text='{"headline": {"text": "Ships', finish="length"),
    "a dead connection": Answer(text='{"headline": {"text": "Ships sink", "from": [1]}' * 40, dies_after=3),
    "an endless answer": Answer(text='{"story": [' + '{"text": "Ships sink.", "from": [1]}, ' * 50, endless=True, size=2_000),
    "another shape": Answer(text='{"headline": [1, 2], "lede": "Ships sink", "story": {"what happened": 7}, "from": {}}'),
    "server error": Answer(status=500, text="out of memory"),
}
RESTED = 0.9
"""Share of the words of a passage, or of a sentence, from which on another is taken to be it, or to have been made from it."""
_WORD = re.compile(r"\w+")
SHOWN = 8
"""Words of a lie that came through which the table shows."""
COMPLETE = 0.9
"""Share of the passages that the built-in writer's story tells which a complete story tells."""


@dataclass
class Watched:
    """A check, and for each sentence that it blocked which that was."""

    name: str
    watched: Check
    blocked: dict[str, set[str]]

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """What the check says."""
        found = self.watched.check(draft, evidence)
        for ruling in found:
            if not ruling.is_warning and ruling.outcome.value != "supported":
                self.blocked.setdefault(draft.sentences[ruling.sentence].text, set()).add(self.name)
        return found


@dataclass
class Kept:
    """``Readings`` of one event, which is told several times."""

    known: dict[str, Reading] = field(default_factory=dict)

    def find(self, documents: Sequence[Document]) -> Mapping[str, Reading]:
        """Those that are known."""
        return {document.id: self.known[document.id] for document in documents if document.id in self.known}

    def keep(self, readings: Mapping[Document, Reading]) -> None:
        """Remember them."""
        self.known.update({document.id: reading for document, reading in readings.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A sentence of the server's in a finished story; what it had ``told`` there, ``None`` where nothing it told explains it; whether it
    is still a lie. A true sentence with a wrong passage is none once it rests on its own, and one that lost its lie to a cut is none."""

    sentence: Sentence
    told: Told | None
    is_lie: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One story by the server: all that it ``told``, what of it stands (``stood``), by which checks the rest was stopped, whether the
    story was ``delivered`` and how much of the built-in writer's it tells (``coverage``)."""

    told: tuple[Told, ...]
    stood: tuple[Standing, ...]
    stopped: tuple[frozenset[str], ...]
    is_delivered: bool
    coverage: float
    seconds: float


def measure(folder: Path, *, split: str = "test", limit: int | None = None) -> str:
    """The section on lies in Markdown. Raises ``MissingData``."""
    happenings = read_happenings(folder, split)[: limit or EVENTS]
    models = load_models()
    pool, facts = _strangers(read_happenings(folder, "train")[:12], models)
    results: dict[str, list[Result]] = {}
    for number, happening in enumerate(tqdm(happenings, desc="lies", unit="event", disable=None)):
        documents = [make_document(article, f"{happening.id}/{place}") for place, article in enumerate(happening.articles)]
        readings = Kept()
        built_in = write_story(documents, [], _desk(models, readings, "", {})).story
        if isinstance(built_in, Refusal):
            continue
        share = 1.0 if number % 2 == 0 else THIRD
        liar = Liar(syntax=models.syntax, share=share, pool=pool, facts=facts)
        results.setdefault("all" if share == 1 else "third", []).append(_tell(documents, models, readings, liar, built_in))
        if number < len(BROKEN):
            name = list(BROKEN)[number]
            results.setdefault(f"broken: {name}", []).append(_tell(documents, models, readings, BROKEN[name], built_in))
    return report(results, split)


def _strangers(happenings: Sequence[Happening], models: Models) -> tuple[Pool, list[str]]:
    """Names and facts of events that no story is about."""
    from bench.planted.articles import Article
    from groundwire.reading import read_document

    articles = []
    for happening in happenings:
        document = make_document(happening.articles[0], happening.id)
        reading = read_document(document, models.syntax)
        articles.append(Article(id=happening.id, collection="neus", split="train", document=document, reading=reading))
    facts = [
        passage.text for article in articles for passage in article.reading.sentences[1:4] if 8 <= len(passage.tokens) <= 40
    ]
    return make_pool(articles), facts


@contextmanager
def _serve(answers: Answers) -> Iterator[ChatServer]:
    with ChatServer(answers) as server:
        yield server


def _desk(models: Models, readings: Kept, url: str, blocked: dict[str, set[str]]) -> Desk:
    """The desk as the newsroom opens it, with the chat writer where there is a server."""
    settings = Settings(writer="chat", chat_url=url, chat_name="liar", chat_timeout=20) if url else Settings()
    tools = Tools(
        settings=settings, encoders=models, judge=models.entailment,
        chat=LazyChat(lambda: plugins.load("chat_models", settings.chat_model, tools)),
        fetch=no_network, now=lambda: NOW, log=lambda line: None,
    )  # fmt: skip
    return Desk(
        tools=tools,
        writer=plugins.load("writers", settings.writer, tools),
        stand_in=plugins.load("writers", "template", tools) if url else None,
        checks=tuple(Watched(name, plugins.load("checks", name, tools), blocked) for name in plugins.names("checks")),
        progress=lambda stage, done, total: None,
        readings=readings,
    )


def _tell(documents: Sequence[Document], models: Models, readings: Kept, answers: Answers | Liar, built_in: Story) -> Result:
    blocked: dict[str, set[str]] = {}
    began = time.monotonic()
    with _serve(answers) as server:
        story = write_story(documents, [], _desk(models, readings, server.url, blocked)).story
    told = tuple(answers.told) if isinstance(answers, Liar) else ()
    written = [] if isinstance(story, Refusal) else [sentence for sentence in story.all_sentences if sentence.author == "chat"]
    by_id = {document.id: document for document in documents}
    stood = [_judge(sentence, told, _backing(sentence, by_id)) for sentence in written]
    return Result(
        told=told,
        stood=tuple(stood),
        stopped=tuple(
            frozenset(checks) for text, checks in blocked.items() if (one := _find(text, told)) is not None and one.kind
        ),
        is_delivered=isinstance(story, Story),
        coverage=0.0 if isinstance(story, Refusal) else _cover(story, built_in),
        seconds=time.monotonic() - began,
    )


def _backing(sentence: Sentence, documents: Mapping[str, Document]) -> frozenset[str]:
    """The words of the passages that a sentence rests on."""
    spans = [item for item in sentence.evidence if isinstance(item, Span) and item.document_id in documents]
    return frozenset(word for span in spans for word in plain(documents[span.document_id].quote(span)).split())


def _judge(sentence: Sentence, told: Sequence[Told], backing: frozenset[str]) -> Standing:
    found = _find(sentence.text, told, backing)
    is_true = any(_is_cut_from(each.base or each.text, sentence.text) for each in told if each.base or not each.kind)
    if found is not None:
        # Words that it left out and the sentence has were never lost: it is another one, turned round.
        lost = frozenset(_words(found.base)) - frozenset(_words(found.text))
        is_another = is_true and bool(lost & frozenset(_words(sentence.text)))
        is_lie = bool(found.kind) and not is_another and not _is_put_right(found, backing)
        return Standing(sentence=sentence, told=found, is_lie=is_lie)
    recast = _find_recast(sentence.text, told)
    lies = [each for each in recast if each.kind and (not is_true or _has_lost(each, sentence.text))]
    return Standing(sentence=sentence, told=next(iter((*lies, *recast)), None), is_lie=bool(lies))


def _is_put_right(told: Told, backing: frozenset[str]) -> bool:
    """Whether a true sentence with another passage's number rests on its own passage after all."""
    own = frozenset(plain(told.origin).split())
    return told.kind == MISNAMED and len(own & backing) >= RESTED * len(own)


def _find_recast(text: str, told: Sequence[Told]) -> list[Told]:
    """What the server told that the sentence may have been cut or turned from by the desk: of what has nearly all of its words that which
    has most of them."""
    words = frozenset(_words(text))
    shares = [(len(words & frozenset(_words(each.text))), each) for each in told]
    most = max((share for share, _ in shares), default=0)
    return [each for share, each in shares if share == most >= RESTED * len(words)]


def _is_cut_from(whole: str, text: str) -> bool:
    """Whether all words of the text stand in the whole in their order, or do once what is "according to" somebody has changed places."""
    words, all_words = _words(text), _words(whole)
    turned = range(len(words)) if "according" in words else (0,)
    return any(_has_in_order(all_words, [*words[at:], *words[:at]]) for at in turned)


def _has_lost(lie: Told, text: str) -> bool:
    """Whether the text was cut from a lie that leaves words out, and leaves them out too."""
    told, base = _words(lie.text), _words(lie.base)
    lost = frozenset(base) - frozenset(told)
    is_shorter = len(told) < len(base) and frozenset(told) <= frozenset(base)
    return is_shorter and bool(lost) and not lost & frozenset(_words(text)) and _is_cut_from(lie.text, text)


def _has_in_order(base: Sequence[str], words: Sequence[str]) -> bool:
    left = iter(base)
    return all(word in left for word in words)


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text))


def _find(text: str, told: Sequence[Told], backing: frozenset[str] = frozenset()) -> Told | None:
    """What the server told that became this sentence: the longest that stands in it, of equal ones the one whose passages it rests on."""
    words = plain(text)
    found = [each for each in told if (said := plain(each.text.rstrip(".!?"))) and said in words]

    def rank(each: Told) -> tuple[int, float, bool]:
        own = frozenset(word for passage in each.passages for word in plain(passage).split())
        return len(each.text), len(own & backing) / len(own | backing) if own and backing else 0.0, bool(each.kind)

    return max(found, key=rank, default=None)


def _cover(story: Story, built_in: Story) -> float:
    """Share of the passages told in the built-in writer's lede and sections that the story tells too."""
    spans = [
        [
            item
            for sentence in one.sentences
            if not sentence.beat.is_apart
            for item in sentence.evidence
            if isinstance(item, Span)
        ]
        for one in (built_in, story)
    ]
    is_whole = any(sentence.beat is BeatRole.HEADLINE for sentence in story.all_sentences) and any(
        sentence.beat is BeatRole.LEDE for sentence in story.sentences
    )
    found = sum(any(span.overlaps(other) for other in spans[1]) for span in spans[0])
    return found / len(spans[0]) if spans[0] and is_whole else 0.0


# --- what is printed --------------------------------------------------------------------------------------------------


def report(results: Mapping[str, Sequence[Result]], split: str) -> str:
    """All tables in Markdown."""
    lying = [*results.get("all", ()), *results.get("third", ())]
    broken = {name.removeprefix("broken: "): found for name, found in results.items() if name.startswith("broken")}
    if not lying:
        return "Nothing measured: no stories."
    lies = [told for result in lying for told in result.told if told.kind]
    escapes = [(one.told, one.sentence) for result in lying for one in result.stood if one.told is not None and one.is_lie]
    mended = sum(
        one.told is not None and one.told.kind == MISNAMED and not one.is_lie for result in lying for one in result.stood
    )
    parts = [
        f"{len(results.get('all', ()))} events of neus ({split}) told by a server all of whose sentences are lies, "
        f"{len(results.get('third', ()))} by one that lies in every third. What fails is lied about once more.",
        make_table(["what", "value"], _total_rows(results, lies, len(escapes), mended)),
        "**By kind of lie**\n\n" + make_table(["kind", "told", "in finished stories"], _kind_rows(lies, escapes)),
        "**Answers that are none**\n\n"
        + make_table(
            ["the server sends", "stories", "delivered", "complete"],
            [
                [name, len(f), sum(r.is_delivered for r in f), sum(r.coverage >= COMPLETE for r in f)]
                for name, f in broken.items()
            ],
        ),
    ]
    if escapes:
        shown = [
            [told.kind, _shorten(sentence.text), f"{_shorten(told.was)} → {_shorten(told.now)}"] for told, sentence in escapes
        ]
        parts.append("**Every lie that came through**\n\n" + make_table(["kind", "the sentence", "was → is"], shown))
    return "\n\n".join(parts)


def _total_rows(results: Mapping[str, Sequence[Result]], lies: Sequence[Told], escapes: int, mended: int) -> list[list[object]]:
    lying = [*results.get("all", ()), *results.get("third", ())]
    everything = [result for found in results.values() for result in found]
    strays = sum(one.told is None for result in lying for one in result.stood)
    return [
        ["lies told", f"{len(lies):,} in {len(lying)} stories"],
        ["**lies in finished stories**", escapes],
        ["true sentences with a wrong passage's number that were given their own", mended],
        ["sentences of the server in stories that nothing it told explains", strays],
        ["stories delivered", f"{sum(result.is_delivered for result in everything)} of {len(everything)}"],
        [
            f"– complete (headline, lede, at least {100 * COMPLETE:.0f} % of what the built-in writer tells)",
            f"{sum(result.coverage >= COMPLETE for result in everything)} of {len(everything)}",
        ],
        ["true sentences of the lying server that stand", _survival(results.get("third", ()))],
        ["lies stopped by `fidelity`, alone or with others", _stopped(lying, alone=False)],
        ["– that no other check stopped", _stopped(lying, alone=True)],
        ["seconds a story", f"{sum(result.seconds for result in lying) / len(lying):.1f}"],
    ]


def _shorten(text: str) -> str:
    """The first words of a text: what others wrote is shown, not printed again."""
    words = text.split()
    return " ".join(words[:SHOWN]) + (" …" if len(words) > SHOWN else "")


def _survival(results: Sequence[Result]) -> str:
    first = [told for result in results for told in result.told if not told.kind]
    said = {plain(told.text) for told in first}
    stood = {plain(s.told.text) for result in results for s in result.stood if s.told is not None and s.told.kind == TRUE}
    return f"{len(stood)} of {len(said)} ({100 * len(stood) / len(said):.0f} %)" if said else "–"


def _stopped(results: Sequence[Result], *, alone: bool) -> str:
    stopped = [checks for result in results for checks in result.stopped]
    found = sum(checks == {"fidelity"} if alone else "fidelity" in checks for checks in stopped)
    return f"{found:,} of {len(stopped):,} ({100 * found / len(stopped):.1f} %)" if stopped else "–"


def _kind_rows(lies: Sequence[Told], escapes: Sequence[tuple[Told, Sentence]]) -> list[list[object]]:
    told, through = Counter(lie.kind for lie in lies), Counter(lie.kind for lie, _ in escapes)
    return [[kind, count, through[kind]] for kind, count in sorted(told.items())]
