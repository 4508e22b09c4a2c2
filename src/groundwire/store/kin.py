"""The place of each text among those before it, decided by ``editing.copies``, ``editing.sorting`` and ``editing.placing``: what is read
for that, and written.

A text is held against the few that are nearest by its vector, and those that share the names it is known by; of their happenings and
threads the last reports to come in stand for all. The reports of those happenings are sorted anew with it, so that what was filed wrongly
is put right when more is known. So a report costs the same however large the archive, and however long a thread, has grown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import Column, Connection, bindparam, func, select, update

from groundwire.editing.copies import Wording, is_copy, wording_of
from groundwire.editing.placing import Group, bearing_names, find_thread, is_one_thread
from groundwire.editing.sketches import Weighed, as_text, likeness, sketch, weigh
from groundwire.editing.sorting import sort_reports
from groundwire.model import Document, Placed, Skim
from groundwire.store.frequencies import count_words, read_rarity
from groundwire.store.neighbours import Member, Newcomer, find_by_name, find_near, forget_older, read_members
from groundwire.store.rows import ASKED, lookup, read_documents
from groundwire.store.schema import BEARING, DOCUMENTS, KIN
from groundwire.store.vectors import Drawers

COPIES_LOOKED_AT: Final = 6
"""The nearest of them whose whole wording is compared."""
COPY: Final = 0.75
"""Least cosine of a text that may be a copy."""
OF_HAPPENING, OF_THREAD = 12, 24
"""Reports that stand for a happening and for a thread."""
NEARBY: Final = 0.12
"""Least likeness of a text for whose sake its happening is sorted anew."""
SORTED: Final = 48
"""Reports that are sorted anew with a report at most; the happenings of the nearest come first."""
SHOWN: Final = 1000
"""Reports of a thread that are read, its last ones."""


def place(connection: Connection, drawers: Drawers, most: int) -> int:
    """Give a place to as many of the texts that have none yet, the first to come in first; how many those were."""
    last = connection.execute(select(func.max(KIN.c.number))).scalar() or 0
    waiting = select(DOCUMENTS.c.number).where(DOCUMENTS.c.number > last, DOCUMENTS.c.first == DOCUMENTS.c.number)
    numbers = list(connection.execute(waiting.order_by(DOCUMENTS.c.number).limit(most)).scalars())
    if not numbers:
        return 0
    documents = read_documents(connection, numbers)
    vectors = drawers.vectors(connection, numbers)
    batch = {number: Newcomer(documents[number], vectors.get(number, b"")) for number in numbers}
    count_words(connection, [newcomer.sketch for newcomer in batch.values()])
    neighbours = _Neighbours(connection, drawers, batch)
    placed = [neighbours.place(number) for number in numbers]
    neighbours.write(placed)
    return len(placed)


def locate(connection: Connection, drawers: Drawers, skims: Sequence[Skim]) -> list[Member]:
    """The places that the reports would have; nothing is written. One that nothing is kin to has a negative thread."""
    batch = {-place: Newcomer(skim.document, skim.vector) for place, skim in enumerate(skims, start=1)}
    neighbours = _Neighbours(connection, drawers, batch)
    return [neighbours.place(number) for number in batch]


def alike(connection: Connection, reports: Sequence[Document], others: Sequence[Document]) -> tuple[float, ...]:
    """How like each of ``others`` is to the nearest of ``reports``."""
    own, found = [sketch(report) for report in reports], [sketch(other) for other in others]
    rarity = read_rarity(connection, [*own, *found])
    weighed = [weigh(one, rarity) for one in own]
    return tuple(max((likeness(weigh(one, rarity), other) for other in weighed), default=0.0) for one in found)


def read_threads(connection: Connection, threads: Sequence[int]) -> tuple[Placed, ...]:
    """The reports of the threads, in the order in which they came in; of more than ``SHOWN`` the last ones."""
    first = DOCUMENTS.c.first
    statement = select(DOCUMENTS.c.number, KIN.c.number.label("first"), KIN.c.original, KIN.c.event).join(
        KIN, KIN.c.number == first
    )
    statement = statement.where(KIN.c.thread.in_(threads)).order_by(DOCUMENTS.c.number.desc()).limit(SHOWN)
    rows = list(reversed(connection.execute(statement).all()))
    documents: dict[int, Document] = {}
    for start in range(0, len(rows), ASKED):
        documents |= read_documents(connection, [row.number for row in rows[start : start + ASKED]])
    return tuple(
        Placed(
            document=documents[row.number], happening=row.event, is_copy=row.original != row.first or row.first != row.number
        )
        for row in rows
    )


class _Neighbours:
    """Everything that a batch of newcomers is held against, read in a few statements."""

    def __init__(self, connection: Connection, drawers: Drawers, batch: Mapping[int, Newcomer]) -> None:
        self._connection, self._batch = connection, batch
        rarity = read_rarity(connection, [one.sketch for one in batch.values()])
        self._bearing = {number: bearing_names(one.sketch, rarity) for number, one in batch.items()}
        self._near = find_near(connection, drawers, batch)
        by_name = find_by_name(connection, self._bearing)
        self._candidates = {number: [*dict(self._near[number]), *by_name[number]] for number in batch}
        found = {other for candidates in self._candidates.values() for other in candidates}
        self._members = {one.number: one for one in read_members(connection, KIN.c.number, found, None)}
        known = list(self._members.values())
        for column, most in ((KIN.c.event, OF_HAPPENING), (KIN.c.thread, OF_THREAD)):
            groups = {getattr(one, column.name) for one in known}
            for one in read_members(connection, column, groups, most):
                self._members.setdefault(one.number, one)
        self._events: dict[int, list[int]] = {}
        self._threads: dict[int, list[int]] = {}
        self._copies: dict[int, list[Member]] = {}
        for one in sorted(self._members.values(), key=lambda one: one.number):
            if one.original != one.number:
                self._copies.setdefault(one.original, []).append(one)
            else:
                self._events.setdefault(one.event, []).append(one.number)
                self._threads.setdefault(one.thread, []).append(one.number)
        self._rarity = read_rarity(connection, (one.sketch for one in self._members.values()), rarity)
        self._weighed: dict[int, Weighed] = {}
        self._documents = self._read_nearest()
        self._wordings: dict[int, Wording] = {}
        self._renamed: list[tuple[Column[int], int, int]] = []
        self._moved: set[int] = set()

    def place(self, number: int) -> Member:
        """Decide on one of the batch; those before it are its neighbours by now."""
        one = self._batch[number].sketch
        candidates = [self._members[other] for other in self._candidates[number] if other in self._members]
        original = self._find_original(number)
        if original is not None:
            member = Member(number, original.original, original.event, original.thread, one)
            self._members[number] = member
            self._copies.setdefault(member.original, []).append(member)
            return member
        member = Member(number, number, number, number, one)
        report = self._weighed[number] = weigh(one, self._rarity)
        threads = find_thread(report, self._groups(self._threads, (o.thread for o in candidates), OF_THREAD), self._rarity)
        self._members[number] = member
        self._events[number] = [number]
        self._threads[number] = [number]
        self._sort(number, candidates)
        if member.thread == number and threads:
            self._move(member, member.event, threads[0].number)
        if one.published_at is not None:
            self._join_threads(member, threads)
        return member

    def write(self, placed: Sequence[Member]) -> None:
        """Put down the places of the batch, what was joined or moved, and which reports are copies."""
        for column, gone, kept in self._renamed:
            self._connection.execute(update(KIN).where(column == gone).values({column.name: kept}))
        if moved := sorted(self._moved - self._batch.keys()):
            places = [{"moved": n, "to": self._members[n].event, "along": self._members[n].thread} for n in moved]
            move = update(KIN).where(KIN.c.original == bindparam("moved"))
            self._connection.execute(move.values(event=bindparam("to"), thread=bindparam("along")), places)
        rows = [
            {
                "number": one.number,
                "original": one.original,
                "event": one.event,
                "thread": one.thread,
                "sketch": as_text(one.sketch),
            }
            for one in placed
        ]
        self._connection.execute(KIN.insert(), rows)
        bearing = [{"name": name, "number": one.number} for one in placed for name in self._bearing[one.number]]
        if bearing:
            self._connection.execute(BEARING.insert(), bearing)
            forget_older(self._connection, {name for one in placed for name in self._bearing[one.number]})
        copies = {one.number: one.original for one in placed if one.original != one.number}
        ids = {row.number: row.id for row in lookup(self._connection, DOCUMENTS.c.number, {*copies.values()}, *_IDENTITY)}
        # A changed text at a known address is a revision, not a copy.
        mark = update(DOCUMENTS).where(
            DOCUMENTS.c.number == bindparam("copy"), DOCUMENTS.c.copied_from.is_(None), DOCUMENTS.c.revises.is_(None)
        )
        if copies:
            marks = [{"copy": copy, "original": ids[original]} for copy, original in copies.items()]
            self._connection.execute(mark.values(copied_from=bindparam("original")), marks)

    def _find_original(self, number: int) -> Member | None:
        for other in self._nearest(number):
            if other in self._members and is_copy(self._wording(number), self._wording(other)):
                return self._members[other]
        return None

    def _nearest(self, number: int) -> list[int]:
        """The texts of which it may be a copy."""
        return [other for other, cosine in self._near[number][:COPIES_LOOKED_AT] if cosine >= COPY]

    def _sort(self, newcomer: int, candidates: Sequence[Member]) -> None:
        """Sort the happenings of the candidates anew, with the newcomer among their reports."""
        seen = {newcomer: [newcomer]}
        report = self._weigh(newcomer)
        near = (other for other in candidates if likeness(report, self._weigh(other.number)) >= NEARBY)
        for event in dict.fromkeys(other.event for other in near):
            reports = self._events[event][-OF_HAPPENING:]
            if sum(map(len, seen.values())) + len(reports) <= SORTED:
                seen[event] = reports
        if len(seen) == 1:
            return
        numbers = sorted((number for reports in seen.values() for number in reports), key=_age)
        groups = [[numbers[place] for place in group] for group in sort_reports([*map(self._weigh, numbers)], self._rarity)]
        unseen = {event: self._events.pop(event)[: -len(reports)] for event, reports in seen.items()}
        # Reports that are not looked at stay with most of those that are.
        most = {event: max(groups, key=lambda group: len({*group}.intersection(seen[event]))) for event in seen}
        for group in groups:
            own = sorted((event for event in seen if most[event] is group), key=_age)
            beyond = [event for event in own if event not in seen[event]]
            # A happening bears the number of its oldest report, so that no two bear one.
            kept = min([*group, *beyond], key=_age)
            self._events[kept] = sorted([*group, *(number for event in own for number in unseen[event])], key=_age)
            for event in beyond:
                self._rename(KIN.c.event, event, kept)
            whole = [event for event in own if event != newcomer]
            if not whole:
                self._split_off(group, kept)
                continue
            threads = [next(self._members[number].thread for number in group if number in seen[event]) for event in whole]
            for number in group:
                self._move(self._members[number], kept, threads[0])
            for event, thread in zip(whole, threads, strict=True):
                if event in beyond:
                    self._join(self._members[group[0]].thread, thread)
        for group in groups:
            founder = next((number for number in group if self._members[number].thread == number), None)
            if founder is not None and any(founder in reports and not {*reports} <= {*group} for reports in seen.values()):
                self._part_from_founder(group, founder)

    def _part_from_founder(self, group: Sequence[int], founder: int) -> None:
        """Let a thread go on without what is left of the happening that founded it, where that would not carry it on by itself."""
        event = self._members[founder].event
        rest = [number for number in self._threads[founder] if self._members[number].event != event]
        # Of a happening or a thread with more reports than stand for it not all are at hand.
        if not rest or len(self._events[event]) >= OF_HAPPENING or len(self._threads[founder]) >= OF_THREAD:
            return
        without = Group(founder, tuple(map(self._weigh, rest)))
        number = self._find_free(rest)
        if number is None or any(find_thread(self._weigh(one), [without], self._rarity) for one in group):
            return
        self._rename(KIN.c.thread, founder, number)
        self._threads[number] = self._threads.pop(founder)
        for one in group:
            self._move(self._members[one], event, founder)

    def _find_free(self, numbers: Sequence[int]) -> int | None:
        """The oldest of the numbers that no thread bears: one may go on without the report that founded it."""
        statement = select(KIN.c.thread).where(KIN.c.thread.in_(numbers)).distinct()
        borne = {*self._connection.execute(statement).scalars(), *self._threads}
        return min((number for number in numbers if number not in borne), key=_age, default=None)

    def _split_off(self, group: Sequence[int], event: int) -> None:
        """Make a happening of reports that belonged to others; they carry on a thread only where the oldest does so by itself."""
        lead = self._members[group[0]]
        thread = lead.thread
        for number in group:
            self._move(self._members[number], event, lead.number)
        if thread != lead.number and find_thread(
            self._weigh(lead.number), self._groups(self._threads, [thread], OF_THREAD), self._rarity
        ):
            for number in group:
                self._move(self._members[number], event, thread)

    def _move(self, member: Member, event: int, thread: int) -> None:
        """Give an original, and its copies, another happening and thread."""
        if (member.event, member.thread) == (event, thread):
            return
        if member.thread != thread:
            self._threads[member.thread].remove(member.number)
            if not self._threads[member.thread]:
                del self._threads[member.thread]
            self._threads[thread] = sorted([*self._threads.get(thread, ()), member.number], key=_age)
        for one in (member, *self._copies.get(member.number, ())):
            one.event, one.thread = event, thread
        self._moved.add(member.number)

    def _join_threads(self, member: Member, threads: Sequence[Group]) -> None:
        for other in threads:
            if other.number != member.thread and other.number in self._threads:
                mine, theirs = (self._group(self._threads, n, OF_THREAD) for n in (member.thread, other.number))
                if is_one_thread(mine, theirs, self._rarity):
                    self._join(member.thread, other.number)

    def _join(self, one: int, other: int) -> None:
        """Make two threads one; it keeps the number of the older. One that nothing of is kept founds nothing."""
        kept, gone = sorted((one, other), key=_age)
        if kept != gone:
            self._rename(KIN.c.thread, gone, kept)
            self._threads[kept] = sorted([*self._threads[kept], *self._threads.pop(gone)], key=_age)

    def _rename(self, column: Column[int], gone: int, kept: int) -> None:
        """Give another number to a whole happening or thread."""
        if gone != kept:
            for member in self._members.values():
                if getattr(member, column.name) == gone:
                    setattr(member, column.name, kept)
            self._renamed.append((column, gone, kept))

    def _groups(self, groups: Mapping[int, list[int]], numbers: Iterable[int], most: int) -> list[Group]:
        return [self._group(groups, number, most) for number in dict.fromkeys(numbers) if number in groups]

    def _group(self, groups: Mapping[int, list[int]], number: int, most: int) -> Group:
        return Group(number, tuple(self._weigh(one) for one in groups[number][-most:]))

    def _weigh(self, number: int) -> Weighed:
        if number not in self._weighed:
            self._weighed[number] = weigh(self._members[number].sketch, self._rarity)
        return self._weighed[number]

    def _read_nearest(self) -> dict[int, Document]:
        """The newcomers, and what is near enough to one of them that it may be a copy."""
        documents = {number: one.document for number, one in self._batch.items()}
        asked = sorted({other for number in self._batch for other in self._nearest(number)} - documents.keys())
        for start in range(0, len(asked), ASKED):
            documents |= read_documents(self._connection, asked[start : start + ASKED])
        return documents

    def _wording(self, number: int) -> Wording:
        """Made when it is asked for: of thousands of copies each is known by the first that it is held against."""
        if number not in self._wordings:
            self._wordings[number] = wording_of(self._documents[number])
        return self._wordings[number]


def _age(number: int) -> tuple[bool, int]:
    """The order in which texts came in; those that are not kept have numbers below 0, and come last."""
    return number < 0, abs(number)


_IDENTITY: Final = (DOCUMENTS.c.number, DOCUMENTS.c.id)
