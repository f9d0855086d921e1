"""Faults for mode `erasing` of `dev.py crash`: something that an erasing does is left out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from lesvisit.domain.retention import Erasure, Scope
from lesvisit.models import connection as raw
from lesvisit.models import erasing, erasing_files, erasing_journal, erasing_person, holding
from lesvisit.models.journal import Journal
from lesvisit.services import erase


@dataclass(frozen=True)
class Fault:
    """`scope`: seen when this is erased; None: whatever is."""

    plant: Callable[[], None]
    scope: Scope | None = None


def _leave_free_pages() -> None:
    """What was deleted is neither overwritten nor compacted away."""
    plain = erasing.apply

    def apply(connection: raw.Connection, erasures: Iterable[Erasure]) -> bool:
        connection.execute("PRAGMA secure_delete=0")
        return plain(connection, erasures)

    erasing.apply = apply
    erasing.compact = erasing._checkpoint


def _leave_the_log() -> None:
    """The log is not emptied: it keeps the pages of before."""
    erasing._checkpoint = lambda connection: None
    erasing.compact = lambda connection: None


def _drop_without(*left: str) -> None:
    """Records go, but not all that hangs on them."""

    def drop_records(connection: raw.Connection, ids: Iterable[str]) -> None:
        for record_id in ids:
            if "search" not in left:
                query = "DELETE FROM search WHERE rowid = (SELECT ord FROM record WHERE id = ?)"
                connection.execute(query, (record_id,))
            if "history" not in left:
                connection.execute("DELETE FROM history WHERE record_id = ?", (record_id,))
            connection.execute("DELETE FROM event WHERE id = ?", (record_id,))
            connection.execute("DELETE FROM record WHERE id = ?", (record_id,))

    vars(erasing)["drop_records"] = vars(erasing_person)["drop_records"] = drop_records


def _leave_search() -> None:
    """The search index keeps its words."""
    _drop_without("search")


def _leave_history() -> None:
    """Earlier wordings stay, of records that are no more."""
    plain = raw.connect

    def connect(*words: Any, **options: Any) -> raw.Connection:
        made = plain(*words, **options)
        made.execute("PRAGMA foreign_keys=0")
        return made

    raw.connect = connect
    _drop_without("history")


def _leave_drafts() -> None:
    """Half-typed lines stay."""
    vars(erasing)["drop_drafts"] = lambda *_words: False


def _leave_backups() -> None:
    """Backups are not looked at."""
    erasing_files._clear_backups = lambda *_words: erasing_files.Outcome()


def _leave_journal() -> None:
    """The emergency journal is not looked at."""
    vars(erasing_files)["clear_journal"] = lambda *_words, **_options: None


def _leave_second_place() -> None:
    """Only the journal in the data folder is looked at, not the one at home."""
    plain = erasing_journal.clear_journal

    def clear_journal(places: Any, _journal: Journal, *words: Any, **options: Any) -> None:
        plain(places, Journal((places.journal,), places.vault), *words, **options)

    vars(erasing_files)["clear_journal"] = clear_journal


def _leave_damaged() -> None:
    """Damaged files that were put aside stay."""
    erasing_files.put_aside = lambda folder: []


def _leave_half_files() -> None:
    """What a killed app left half-written stays."""
    erasing_files._remove_half_files = lambda *_words: None


def _leave_names_in_history() -> None:
    """A name goes from how a line stands, not from how it stood."""
    erasing_person._rewrite_history = lambda *_words: None


def _leave_own_lines() -> None:
    """What a colleague wrote stays, under nobody's name."""
    erasing_person.is_own = lambda *_words: False


def _leave_preferences() -> None:
    """Abbreviations and the folder of the last paper keep the name."""
    erase.forget_name = lambda profile, plan: None


def _leave_head_texts() -> None:
    """At the term the learning question and the like stay in the visit."""
    holding.head_cleared = lambda head, one: head


def _leave_raw() -> None:
    """At the term notes are left, and only texts go."""
    vars(holding)["RAW"] = frozenset()


PLANTED = {
    "": Fault(lambda: None),
    "no_secure_delete_no_vacuum": Fault(_leave_free_pages),
    "log_not_emptied": Fault(_leave_the_log),
    "search_index_left": Fault(_leave_search),
    "history_left": Fault(_leave_history),
    "drafts_left": Fault(_leave_drafts, scope=Scope.VISIT),
    "backups_left": Fault(_leave_backups),
    "journal_left": Fault(_leave_journal),
    "journal_at_home_left": Fault(_leave_second_place),
    "damaged_copies_left": Fault(_leave_damaged),
    "half_files_left": Fault(_leave_half_files),
    "names_left_in_history": Fault(_leave_names_in_history, scope=Scope.PERSON),
    "preferences_left": Fault(_leave_preferences, scope=Scope.PERSON),
    "head_left_at_the_term": Fault(_leave_head_texts, scope=Scope.EVIDENCE),
    "notes_left_at_the_term": Fault(_leave_raw, scope=Scope.EVIDENCE),
    "own_lines_left": Fault(_leave_own_lines, scope=Scope.PERSON),
}
