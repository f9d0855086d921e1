"""Erasing from the emergency journal, and from what did not fit and lies beside it: line by line, sealed or not."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from msgspec import DecodeError

from lesvisit.domain.errors import VaultRefused
from lesvisit.domain.records import Operation
from lesvisit.domain.retention import Erasure, Scope
from lesvisit.models import connection as raw
from lesvisit.models import draft as drafts
from lesvisit.models.draft import Draft
from lesvisit.models.erased_list import read_list
from lesvisit.models.erasing_person import Eraser, eraser_for
from lesvisit.models.erasing_quotes import VersionQuotes, version_quotes
from lesvisit.models.files import write_bytes
from lesvisit.models.holding import going as going_of
from lesvisit.models.journal import Entry, Journal, Together, entry_of, line_of, signed, unsigned
from lesvisit.models.vault import Vault

if TYPE_CHECKING:
    from lesvisit.models.places import Places

Erasers = Mapping[Erasure, Eraser | VersionQuotes]
_AS_IS = "surrogateescape"  # a line that can't be read keeps its bytes


def erasers_of(connection: raw.Connection, erasures: Iterable[Erasure]) -> Erasers:
    """For each person what finds the name, for each visit what finds its quotes; while the database knows them."""
    return {one: _eraser(connection, one) for one in erasures}


def _eraser(connection: raw.Connection, one: Erasure) -> Eraser | VersionQuotes:
    if one.scope is Scope.PERSON:
        return eraser_for(connection, one.id, one.words)
    whole = one.scope is Scope.VISIT
    rows = connection.execute("SELECT id FROM record WHERE scope_id = ?", (one.id,)).fetchall() if whole else ()
    going = [row[0] for row in rows] if whole else going_of(connection, one)
    return version_quotes(connection, one.id, going, whole=whole)


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
    erasers = erasers_of(connection, (one for one in wanted if one.scope is Scope.PERSON))  # no visit is known now

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
    for one in erasures:
        at = _at(entry)
        if not now and at is not None and at > one.at_utc:
            continue  # written since
        eraser = erasers.get(one)
        if _is_of(entry, one) or (isinstance(eraser, Eraser) and _authors(entry) & {one.id, *eraser.group}):
            return None
        if isinstance(entry, Operation | Together) and eraser is not None:
            entry = _changed(entry, eraser)
        elif isinstance(entry, Draft) and isinstance(eraser, Eraser):
            entry = eraser.changed(entry)
    return entry


def _halves(entry: Operation | Together) -> tuple[Operation, ...]:
    return (entry.operation, entry.beside) if isinstance(entry, Together) else (entry,)


def _at(entry: Entry) -> datetime | None:
    if isinstance(entry, Operation | Together):
        return _halves(entry)[0].at_utc
    return entry.saved_utc if isinstance(entry, Draft) else entry.at_utc


def _is_of(entry: Entry, one: Erasure) -> bool:
    """A visit's: also a draft that says so behind its key (a line from paper), or inside."""
    if isinstance(entry, Operation | Together):
        return one.id in {half.scope_id for half in _halves(entry)}
    said = drafts.to_json(entry) if isinstance(entry, Draft) else entry.key
    return one.scope is not Scope.PERSON and one.id in said


def _authors(entry: Entry) -> set[str]:
    return {half.author_id for half in _halves(entry)} if isinstance(entry, Operation | Together) else set()


def _changed(entry: Operation | Together, eraser: Eraser | VersionQuotes) -> Operation | Together:
    if isinstance(entry, Together):
        return Together(_act_changed(entry.operation, eraser), _act_changed(entry.beside, eraser))
    return _act_changed(entry, eraser)


def _act_changed(act: Operation, eraser: Eraser | VersionQuotes) -> Operation:
    def changed(content: Any) -> Any:
        return eraser.changed(content) if isinstance(eraser, Eraser) else eraser.taken_out(act.scope_id, content)

    return replace(act, writes=tuple(replace(write, payload=changed(write.payload)) for write in act.writes))
