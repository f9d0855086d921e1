"""Erasing from the emergency journal, and from what did not fit and lies beside it: line by line, sealed or not."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec import DecodeError

from lesvisit.domain.errors import VaultRefused
from lesvisit.domain.records import Operation
from lesvisit.domain.retention import Erasure, Scope
from lesvisit.models import connection as raw
from lesvisit.models import draft as drafts
from lesvisit.models.draft import Draft
from lesvisit.models.erased_list import read_list
from lesvisit.models.erasing_person import Eraser, eraser_for
from lesvisit.models.files import write_bytes
from lesvisit.models.journal import Cleared, Entry, Journal, Together, entry_of, line_of, signed, unsigned
from lesvisit.models.vault import Vault

if TYPE_CHECKING:
    from lesvisit.models.places import Places

Erasers = Mapping[str, Eraser]
_AS_IS = "surrogateescape"  # a line that can't be read keeps its bytes


def erasers_of(connection: raw.Connection, erasures: Iterable[Erasure]) -> Erasers:
    """For each person among these, what finds the name; while the database still knows it."""
    people = (one for one in erasures if one.scope is Scope.PERSON)
    return {one.id: eraser_for(connection, one.id, one.words) for one in people}


def clear_journal(
    places: "Places", journal: Journal, erasures: Iterable[Erasure], erasers: Erasers, *, now: bool = False
) -> None:
    """Lines of what is erased go; a line that can't be read goes too. A person's name is replaced.

    `now`: it is erased this moment, so every line is of before, whatever clock it was written by.
    """
    wanted = tuple(erasures)
    _rewrite(journal, wanted, lambda line: _line(line, places.vault, wanted, erasers, now) or "")


def drop_older(connection: raw.Connection, places: "Places", journal: Journal) -> None:
    """At a start: lines of before an erasing go, though their place could not be reached at that moment.

    What can't be read stays. So does what a clock can't tell: an erasing that is still to come by the clock of now.
    """
    wanted = tuple(one for one in read_list(places.folder).erasures if one.at_utc <= datetime.now(UTC))
    erasers = erasers_of(connection, wanted)

    def kept(line: str) -> str:
        made = _line(line, places.vault, wanted, erasers, now=False)
        return line if made is None else made

    _rewrite(journal, wanted, kept)


def _rewrite(journal: Journal, wanted: tuple[Erasure, ...], changed: Callable[[str], str]) -> None:
    for path in journal.files if wanted else ():
        lines = [line for line in path.read_text(encoding="utf-8", errors=_AS_IS).split("\n") if line]
        kept = [made for line in lines if (made := changed(line))]
        if kept != lines:
            write_bytes(path, "".join(f"\n{line}\n" for line in kept).encode(errors=_AS_IS))


def _line(line: str, opened: Vault | None, erasures: tuple[Erasure, ...], erasers: Erasers, now: bool) -> str | None:
    """Without what is erased; an empty text when nothing is left of it, None when it can't be read."""
    try:
        entry = entry_of(unsigned(line if opened is None else opened.opened_line(line)))
    except (ValueError, DecodeError, VaultRefused):
        return None
    if entry is None:
        return None
    made = _without(entry, erasures, erasers, now)
    if made is None or made == entry:
        return line if made is not None else ""
    text = signed(line_of(made))
    return text if opened is None else opened.seal_line(text)


def _without(entry: Entry, erasures: tuple[Erasure, ...], erasers: Erasers, now: bool) -> Entry | None:
    """An act or draft without what is erased; None when nothing is left of it."""
    if isinstance(entry, Cleared):
        return entry
    for one in erasures:
        at = _at(entry)
        if not now and at is not None and at > one.at_utc:
            continue  # written since
        if _is_of(entry, one) or (one.id in erasers and _authors(entry) & {one.id, *erasers[one.id].group}):
            return None
        if one.id in erasers:
            entry = _nameless(entry, erasers[one.id])
    return entry


def _halves(entry: Operation | Together) -> tuple[Operation, ...]:
    return (entry.operation, entry.beside) if isinstance(entry, Together) else (entry,)


def _at(entry: Operation | Together | Draft) -> datetime | None:
    return entry.saved_utc if isinstance(entry, Draft) else _halves(entry)[0].at_utc


def _is_of(entry: Operation | Together | Draft, one: Erasure) -> bool:
    """A visit's: also a draft that says so behind its key (a line from paper), or inside."""
    if isinstance(entry, Draft):
        return one.scope is not Scope.PERSON and one.id in drafts.to_json(entry)
    return one.id in {half.scope_id for half in _halves(entry)}


def _authors(entry: Operation | Together | Draft) -> set[str]:
    return set() if isinstance(entry, Draft) else {half.author_id for half in _halves(entry)}


def _nameless(entry: Operation | Together | Draft, eraser: Eraser) -> Operation | Together | Draft:
    if isinstance(entry, Together):
        return Together(_named_out(entry.operation, eraser), _named_out(entry.beside, eraser))
    return eraser.changed(entry) if isinstance(entry, Draft) else _named_out(entry, eraser)


def _named_out(act: Operation, eraser: Eraser) -> Operation:
    writes = tuple(replace(write, payload=eraser.changed(write.payload)) for write in act.writes)
    return replace(act, writes=writes)
