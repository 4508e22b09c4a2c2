"""From a draft to a published story: the one gate. Whoever publishes, from the command line or a desk, comes through ``clear``.

A story passes when every sentence is backed by every check, or waived by the editor with a reason, and when the editor has the rights to
the words that it borrows. What a story says of itself counts for nothing here: its verdicts come from checks that were run again."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from groundwire.errors import UsageError
from groundwire.model import EDITOR, Bundle, Cell, Obstacle, Outcome, Ruling, Status, Story, Verdict, Waiver

COPYING: Final = "copying"
"""The check whose warnings ask for the rights."""
TABLES: Final = "tables"
"""The check that recomputes numbers from their cells."""
LONGEST_NAME: Final = 120
LONGEST_REASON: Final = 1_000
TOLD: Final = 80
"""Characters of a sentence that an obstacle quotes."""
_DRAFTED: Final = "; not yet edited."


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What an editor asks for: to publish under this name, with these waivers, and whether the rights are confirmed. Names and reasons are
    as ``make_order`` cleans them."""

    editor: str
    waivers: tuple[Waiver, ...] = ()
    has_rights: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """A story that may go out, with its verdicts and the waivers among them, and the sentences whose borrowed words were confirmed."""

    bundle: Bundle
    rights: tuple[int, ...]


def make_order(editor: str, waivers: Sequence[tuple[int, str]] = (), *, has_rights: bool = False) -> Order:
    """The order of an editor. Raises ``UsageError`` for a name that cannot be shown as it is, a reason that says nothing, and a sentence
    that is waived twice."""
    name = _clean(editor)
    if not (name.isprintable() and 1 <= len(name) <= LONGEST_NAME and any(character.isalpha() for character in name)):
        raise UsageError(
            f"--editor {_shown(editor)}: is no name; give a name of 1 to {LONGEST_NAME} printable characters, as it is to be printed"
        )
    given = tuple(Waiver(sentence=sentence, reason=_reason(sentence, reason)) for sentence, reason in waivers)
    numbers = [waiver.sentence for waiver in given]
    if twice := [number for number in numbers if numbers.count(number) > 1]:
        raise UsageError(f"--waive {twice[0]}: is given twice; give one reason for each sentence")
    return Order(editor=name, waivers=tuple(sorted(given, key=lambda waiver: waiver.sentence)), has_rights=has_rights)


def clear(bundle: Bundle, order: Order, now: datetime) -> Cleared | tuple[Obstacle, ...]:
    """The story as it goes out under the editor's name, or all that stands in its way. ``bundle`` holds verdicts that were made just now.

    Raises ``UsageError`` for a waiver of a sentence that needs none or does not exist, and for a story that cannot be published at all."""
    story = bundle.story
    if story.status is Status.KILLED:
        raise UsageError(f"“{_cut(story.headline.text)}”: was killed; write the story again to publish it")
    verdicts = tuple(_unwaived(verdict) for verdict in bundle.verdicts)
    if len(verdicts) != len(story.all_sentences):
        raise ValueError(f"{len(verdicts)} verdicts for {len(story.all_sentences)} sentences")
    failing = [verdict.index for verdict in verdicts if verdict.outcome is not Outcome.SUPPORTED]
    for waiver in order.waivers:
        if waiver.sentence not in failing:
            raise UsageError(_needless(waiver, verdicts, failing))
    waived = {waiver.sentence: waiver for waiver in order.waivers}
    borrowed = [verdict for verdict in verdicts if any(ruling.check == COPYING for ruling in verdict.warnings)]
    named = {card.id for card in story.tables}
    obstacles = [_unbacked(verdict, named) for verdict in verdicts if verdict.index in failing and verdict.index not in waived]
    if not order.has_rights:
        obstacles += [_unlicensed(verdict) for verdict in borrowed]
    if obstacles:
        return tuple(obstacles)
    signed = tuple(_waive(verdict, waived.get(verdict.index), order.editor) for verdict in verdicts)
    return Cleared(
        bundle=Bundle(story=_sign(story, order.editor, now), verdicts=signed),
        rights=tuple(verdict.index for verdict in borrowed),
    )


def _sign(story: Story, editor: str, now: datetime) -> Story:
    """The story under the editor's name. Its disclosure says who drafted and who edited."""
    disclosure = f"{story.disclosure.removesuffix(_DRAFTED)}, edited by {editor}."
    return replace(story, status=Status.PUBLISHED, editor=editor, published_at=now, disclosure=disclosure, logged="")


def _unwaived(verdict: Verdict) -> Verdict:
    """The verdict with the findings of checks alone: only this gate makes waivers."""
    return replace(verdict, rulings=tuple(ruling for ruling in verdict.rulings if not ruling.waived_by))


def _waive(verdict: Verdict, waiver: Waiver | None, editor: str) -> Verdict:
    """The verdict with the editor's ruling. Its outcome stays: to waive a sentence makes it no truer."""
    if waiver is None:
        return verdict
    ruling = Ruling(
        draft_id=verdict.rulings[0].draft_id if verdict.rulings else "",
        sentence=verdict.index,
        part=(0, len(verdict.sentence.text)),
        check=EDITOR + editor,
        outcome=verdict.outcome,
        note=waiver.reason,
    )
    return replace(verdict, rulings=(*verdict.rulings, ruling))


# --- what stands in the way -------------------------------------------------------------------------------------------


def _unbacked(verdict: Verdict, named: Collection[str]) -> Obstacle:
    """Why the sentence does not stand; ``named`` are the ids of the tables that were at hand."""
    cited = [item.table_id for item in verdict.sentence.evidence if isinstance(item, Cell)]
    waive = f"let it stand with --waive {verdict.index} --reason TEXT"
    if missing := next((table for table in cited if table not in named), ""):
        return Obstacle(
            sentence=verdict.index,
            text=_cut(verdict.sentence.text),
            reason=f"its numbers stand in the table '{missing}', which was not named",
            remedy=f"name it with --table, or {waive}",
        )
    against = [ruling for ruling in verdict.reasons if ruling.outcome is not Outcome.SUPPORTED]
    # Of a number that stands in a table, what its table says; reports tell of other things.
    worst = next((ruling for ruling in against if ruling.check == TABLES), next(iter(against), None))
    found = f"{worst.check}: {worst.note}" if worst else "there is nothing in it that could be checked"
    return Obstacle(
        sentence=verdict.index,
        text=_cut(verdict.sentence.text),
        reason=f"{verdict.outcome.value.replace('_', ' ')} ({found.rstrip('.')})",
        remedy=f"write the story without it, or {waive}",
    )


def _unlicensed(verdict: Verdict) -> Obstacle:
    note = next(ruling.note for ruling in verdict.warnings if ruling.check == COPYING)
    return Obstacle(
        sentence=verdict.index,
        text=_cut(verdict.sentence.text),
        reason=f"{note.rstrip('.')}",
        remedy="make sure that you may print them, and say so with --confirm-rights",
    )


def _needless(waiver: Waiver, verdicts: Sequence[Verdict], failing: Sequence[int]) -> str:
    choices = f"those that need one are {', '.join(map(str, failing))}" if failing else "none needs one"
    if waiver.sentence >= len(verdicts):
        return f"--waive {waiver.sentence}: the last sentence is {len(verdicts) - 1} (the headline is 0); {choices}"
    return f"--waive {waiver.sentence}: “{_cut(verdicts[waiver.sentence].sentence.text)}” is backed; {choices}; leave this waiver out"


# --- what an editor types ---------------------------------------------------------------------------------------------


def _clean(typed: str) -> str:
    """The text in one form, without blanks at its ends and with one between its words. Line breaks inside stay, to be refused."""
    return " ".join(part for part in unicodedata.normalize("NFC", typed).strip().split(" ") if part)


def _reason(sentence: int, typed: str) -> str:
    reason = _clean(typed)
    if len({character for character in reason if character.isalnum()}) < 2:
        raise UsageError(f"--waive {sentence} --reason {_shown(typed)}: says nothing; give the reason in words")
    if not reason.isprintable() or len(reason) > LONGEST_REASON:
        raise UsageError(
            f"--waive {sentence} --reason {_shown(typed)}: cannot be printed as it is; "
            f"give at most {LONGEST_REASON:,} printable characters on one line"
        )
    return reason


def _shown(typed: str) -> str:
    """What was typed, with everything that does not print told by its number."""
    return f"'{ascii(typed[:40])[1:-1] if not typed[:40].isprintable() else typed[:40]}'"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= TOLD else line[: TOLD - 1].rstrip() + "…"
