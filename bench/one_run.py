"""One run of ``write`` or ``check`` on files, stage by stage; alone in a fresh process it is the cold run:
``python -m bench.one_run write REPORT`` or ``python -m bench.one_run check REPORT DRAFT`` prints its laps as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from bench.laps import COMPARE, MEND, RENDER, TAKE_IN, Lap, Watch, find_laps, lap, now

if TYPE_CHECKING:
    from groundwire.copydesk import Desk
    from groundwire.pipeline import Outcomes

START, IMPORT, LOAD, OPEN = "start Python", "import", "load the models", "open the desk"


def run(desk: Desk, watch: Watch, command: str, report: str, draft: str) -> tuple[Lap, ...]:
    """The laps of one run at a desk whose progress is ``watch``. ``command`` is ``write`` (``draft`` is not used) or ``check``."""
    from groundwire.intake import gather
    from groundwire.pipeline import check_draft, write_story

    began = now()
    reports = gather([report], desk.tools).documents
    drafts = gather([draft], desk.tools).documents if command == "check" else ()
    take_in = lap(TAKE_IN, began, now())
    watch.restart()
    if command == "check":
        check_draft(drafts[0], reports, [], desk)
        watch("end", 1, 1)
        return (take_in, *find_laps(watch.ticks, COMPARE))
    outcomes = write_story(reports, [], desk)
    watch("end", 1, 1)
    return (take_in, *find_laps(watch.ticks, MEND), _render(outcomes, desk))


def _render(outcomes: Outcomes, desk: Desk) -> Lap:
    from groundwire import plugins
    from groundwire.model import Story

    began = now()
    if isinstance(outcomes.story, Story):
        for name in desk.tools.settings.formats:
            plugins.load("formats", name, desk.tools).render(outcomes.story, outcomes.verdicts)
    return lap(RENDER, began, now())


def main(words: Sequence[str]) -> None:
    """Import, load the models, run once, print the laps."""
    started = now()
    from bench.desks import open_desk
    from groundwire.encoders.lazy import LazyEncoders

    imported = now()
    models = LazyEncoders()
    _ = models.syntax, models.embedding, models.entailment
    loaded = now()
    watch = Watch()
    desk = open_desk(watch, models)
    opened = now()
    laps = [
        # Its wall clock is what the parent waits beyond all other laps.
        Lap(stage=START, seconds=0.0, processor=started.processor, peak=started.peak),
        lap(IMPORT, started, imported),
        lap(LOAD, imported, loaded),
        lap(OPEN, loaded, opened),
        *run(desk, watch, words[0], words[1], words[-1]),
    ]
    print(json.dumps([asdict(each) for each in laps]))


if __name__ == "__main__":
    main(sys.argv[1:])
