"""The versions of a lesson design: take an older one further, say that one is ready; and the archive of designs."""

from dataclasses import replace

from lesvisit.domain.design import VERSION_TEXTS, DesignVersion
from lesvisit.domain.records import Book, Operation, changed
from lesvisit.services.designs import (
    OF_THE_LESSON_BEFORE,
    STEP,
    design_record,
    newest,
    next_version,
    signed,
)
from lesvisit.services.desk import Desk, inserted


def take_further(desk: Desk, book: Book, version_id: str) -> Operation | None:
    """Work goes on from this version: the open one begins anew with its content, or the next opens with it.

    There is never more than one open version; undo brings back what stood in it. None when nothing differs.
    """
    source, record = book.get(version_id), newest(book)
    if source is None or source.id == record.id:
        return None
    content = replace(source.payload, **OF_THE_LESSON_BEFORE)
    if record.payload.frozen_utc is not None:
        made = next_version(desk, book, content, source.payload.number)
        return desk.operation(book, STEP, "version.further", (inserted(made),))
    here = record.payload
    kept = {name: getattr(here, name) for name in ("number", "frozen_utc", "made_by", "made_utc", "why", "visit_id")}
    after = signed(desk, replace(content, **kept, from_number=source.payload.number))
    return None if after == here else desk.operation(book, STEP, "version.further", (changed(record, after),))


def finish_version(desk: Desk, book: Book) -> Operation | None:
    """The open version is ready and stays as it is; the next change opens the next. None without an open one.

    Not undone, as when a visit begins on it: what was taught must never change.
    """
    record = newest(book)
    if record.payload.frozen_utc is not None or not holds_anything(record.payload):
        return None
    after = replace(record.payload, frozen_utc=desk.clock.now_utc())
    return desk.operation(book, STEP, "version.done", (changed(record, after),), undoable=False)


def holds_anything(version: DesignVersion) -> bool:
    """Is there anything in this version?"""
    texts = (getattr(version, name) for name in VERSION_TEXTS)
    return bool(version.goals or version.phases) or any(text.strip() for text in texts)


def put_away(desk: Desk, book: Book, away: bool = True) -> Operation | None:
    """Into the archive or back into the list; None when it is there already."""
    record = design_record(book)
    if record.payload.archived == away:
        return None
    verb = "design.archive" if away else "design.put_back"
    return desk.operation(book, STEP, verb, (changed(record, replace(record.payload, archived=away)),))
