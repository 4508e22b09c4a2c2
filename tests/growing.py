"""How work grows with its text: processor seconds without what is not its own (a collection of garbage costs more than the work)."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

RUNS = 3


def seconds_of(work: Callable[[], object]) -> float:
    """Processor seconds that ``work`` takes: the least of some runs, at least a millisecond."""
    taken = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(RUNS):
            began = time.process_time()
            work()
            taken.append(time.process_time() - began)
    finally:
        gc.enable()
    return max(0.001, min(taken))
