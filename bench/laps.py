"""From what a desk's progress tells to the seconds of each stage: no stage is patched or run apart from the others."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TAKE_IN, READ, GROUP, PLAN, WRITE = "take in", "read", "group", "look back + plan", "write"
READ_DRAFT, CHECK, MEND, COMPARE, RENDER = "read the draft", "check", "mend", "compare sources", "render"
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Where the clocks stand: wall clock and this process's processor time (seconds, all threads), and its peak memory (MiB)."""

    seconds: float
    processor: float
    peak: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One call of a desk's progress, with the moment it came."""

    stage: str
    done: int
    total: int
    moment: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Lap:
    """A stage with the seconds it took by the wall clock and by the processor, and the peak memory of the process when it ended (MiB)."""

    stage: str
    seconds: float
    processor: float
    peak: float


class Watch:
    """A desk's progress that writes down each call."""

    def __init__(self) -> None:
        self.ticks: list[Tick] = []

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note one call, and when it came."""
        self.ticks.append(Tick(stage=stage, done=done, total=total, moment=now()))

    def restart(self) -> None:
        """Forget what came before, and begin now."""
        self.ticks.clear()
        self("begin", 0, 1)


def now() -> Moment:
    """This moment."""
    return Moment(seconds=time.perf_counter(), processor=time.process_time(), peak=peak_memory())


def lap(stage: str, began: Moment, ended: Moment) -> Lap:
    """What passed between two moments."""
    return Lap(stage=stage, seconds=ended.seconds - began.seconds, processor=ended.processor - began.processor, peak=ended.peak)


def find_laps(ticks: Sequence[Tick], last: str) -> tuple[Lap, ...]:
    """The stages of one run, in order, from its ticks: each stretch of time belongs to the stage that the tick at its start
    opened. What comes after the first full round of checks is ``last`` (mending a story, comparing the sources of a draft);
    the checks themselves are ``check: 0`` and so on by their place."""
    laps: list[Lap] = []
    is_checked = False
    for tick, following in zip(ticks, ticks[1:], strict=False):
        stage = last if is_checked else _stage_after(tick)
        is_checked = is_checked or (following.stage == CHECK and following.done == following.total)
        laps.append(lap(stage, tick.moment, following.moment))
    return _join(laps, {})


def join_checks(laps: Sequence[Lap]) -> tuple[Lap, ...]:
    """The laps with all checks as one."""
    return _join(laps, {each.stage: CHECK for each in laps if each.stage.startswith(f"{CHECK}: ")})


def _join(laps: Sequence[Lap], renamed: Mapping[str, str]) -> tuple[Lap, ...]:
    """The laps under their new names, with those that follow one another under one name made one."""
    joined: list[Lap] = []
    for each in laps:
        stage = renamed.get(each.stage, each.stage)
        before = joined.pop() if joined and joined[-1].stage == stage else None
        joined.append(
            Lap(
                stage=stage,
                seconds=each.seconds + (before.seconds if before else 0.0),
                processor=each.processor + (before.processor if before else 0.0),
                peak=each.peak,
            )
        )
    return tuple(joined)


def _stage_after(tick: Tick) -> str:
    is_over = tick.done == tick.total
    if tick.stage == CHECK:
        return f"{CHECK}: {tick.done}"
    if tick.stage == "plan":
        return WRITE if is_over else PLAN
    if tick.stage == "write":
        return READ_DRAFT if is_over else WRITE
    return GROUP if tick.stage == "read" and is_over else READ


def peak_memory() -> float:
    """The most memory this process has had resident, in MiB; 0.0 where the system does not say.

    Linux's own count is preferred: ``getrusage`` carries over what the parent had before this program was started."""
    try:
        if found := _PEAK.search(Path("/proc/self/status").read_text("ascii", "replace")):
            return int(found.group(1)) / 1024
    except OSError:
        pass
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
