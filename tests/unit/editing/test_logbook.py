"""The log: whatever is done to it but adding at its end is found, with the number of the first entry that does not fit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.conftest import NOW

from groundwire.editing.logbook import audit, seal
from groundwire.model import LogEntry, LogRecord, Waiver

Log = list[LogRecord]


def make_log(count: int = 5) -> Log:
    log: Log = []
    for number in range(1, count + 1):
        entry = LogEntry(
            number=number,
            at=NOW,
            editor="Ann Lee",
            action="publish",
            story=f"sha256:{number:064x}",
            revision=1,
            digest=f"sha256:{number * 7:064x}",
            waivers=(Waiver(sentence=2, reason="Heard it myself, “twice”."),),
            rights=(1,),
            before=log[-1].hash if log else "",
        )
        log.append(seal(entry))
    return log


def rewritten(record: LogRecord, **fields: object) -> LogRecord:
    """The record with other words and a hash that fits them: what a person with the database can write."""
    text = json.dumps({**json.loads(record.text), **fields}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return LogRecord(number=record.number, text=text, hash="sha256:" + hashlib.sha256(text.encode()).hexdigest())


def test_a_log_that_nobody_touched_holds_and_anybody_can_work_its_hashes_out() -> None:
    log = make_log()
    found = audit(log, [log[2].hash])
    assert (found.broken, found.reason, found.last, len(found.entries)) == (None, "", log[-1].hash, 5)
    for record, before in zip(log, ["", *(record.hash for record in log)], strict=False):
        assert record.hash == "sha256:" + hashlib.sha256(record.text.encode()).hexdigest()
        told = json.loads(record.text)
        assert told["before"] == before
        assert record.text == json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def test_an_empty_log_holds_unless_an_entry_is_expected() -> None:
    assert audit([]).broken is None and audit([]).last == ""
    assert audit([], ["sha256:" + "0" * 64]).broken == 1


@pytest.mark.parametrize(
    ("tamper", "broken", "reason"),
    [
        (lambda log: [*log[:2], replace(log[2], text=log[2].text.replace("Ann", "Bob")), *log[3:]], 3, "its text was changed"),
        (lambda log: [*log[:2], replace(log[2], hash=log[1].hash), *log[3:]], 3, "its text was changed"),
        (lambda log: [*log[:2], rewritten(log[2], editor="Bob"), *log[3:]], 4, "does not follow the entry before"),
        (lambda log: [*log[:2], *log[3:]], 3, "stands in place 3 and says that it is number 4"),
        (lambda log: log[1:], 1, "stands in place 1 and says that it is number 2"),
        (lambda log: [log[0], log[2], log[1], *log[3:]], 2, "stands in place 2 and says that it is number 3"),
        (lambda log: [*log[:2], log[1], *log[2:]], 3, "stands in place 3 and says that it is number 2"),
        (lambda log: [*log[:2], rewritten(log[2], number=2), *log[2:]], 3, "stands in place 3 and says that it is number 2"),
        (lambda log: [*log[:2], replace(log[2], number=9), *log[3:]], 3, "says that it is number 3"),
        (lambda log: [*log[:4], rewritten(log[4], before="")], 5, "does not follow the entry before"),
        (lambda log: [*log[:4], rewritten(log[4], extra=1)], 5, "is no entry of a log"),
        (lambda log: [*log[:4], rewritten(log[4], waivers=[{"sentence": -1}])], 5, "is no entry of a log"),
    ],
    ids=["changed", "hash changed", "changed with its hash", "removed", "first removed", "reordered", "repeated", "inserted",
         "renumbered", "unlinked", "strange field", "strange waiver"],
)  # fmt: skip
def test_what_was_done_to_a_log_is_found_at_its_place(tamper: Callable[[Log], Log], broken: int, reason: str) -> None:
    found = audit(tamper(make_log()))
    assert found.broken == broken and reason in found.reason
    assert len(found.entries) == broken - 1


def test_an_end_cut_off_or_written_anew_is_found_by_a_hash_that_is_known() -> None:
    log = make_log()
    known = log[-1].hash
    for other in (log[:4], [*log[:4], rewritten(log[4], editor="Bob")]):
        assert audit(other).broken is None
        found = audit(other, [log[1].hash, known])
        assert found.broken == len(other) + 1 and known in found.reason and len(found.entries) == len(other)
