"""What the emergency journal holds is done at the next start, by id: twice is once."""

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from lesvisit.domain.errors import DatabaseRefused, StorageFailed
from lesvisit.models import draft as drafts
from lesvisit.models.draft import Draft
from lesvisit.models.erased_list import NAME
from lesvisit.models.journal import Cleared, Entry, Journal, Together
from lesvisit.models.reader import Job

if TYPE_CHECKING:
    from lesvisit.models import connection as raw
    from lesvisit.models.places import Places

log = logging.getLogger(__name__)
Attempt = Callable[[Job], Any]


def forget_erased(connection: "raw.Connection", places: "Places", journal: Journal) -> None:
    """Before a replay: what was erased comes back from no place of the journal. Raises StorageFailed, OSError."""
    if (places.folder / NAME).exists() and journal.files:
        from lesvisit.models.erasing_journal import drop_older

        drop_older(connection, places, journal)


def replay(entries: Iterable[Entry], attempt: Attempt, unfit: Callable[[Entry], object]) -> bool:
    """Does all of it again, by id; `unfit` gets what no longer fits.

    False: the disk is still full, or the file damaged. That blocks no start; the journal waits for the next one.
    """
    for entry in entries:
        try:
            _again(entry, attempt)
        except (StorageFailed, DatabaseRefused) as error:  # it fits, once there is room or a backup was put back
            log.warning("the journal cannot be replayed yet: %s", error.reason)
            return False
        except Exception as error:  # noqa: BLE001 - whatever it is, it may block no start; the words are kept
            log.warning("an operation of the journal no longer fits: %s", type(error).__name__)
            unfit(entry)
    return True


def _again(entry: Entry, attempt: Attempt) -> None:
    from lesvisit.models.found_again import put_findable, put_findable_together

    match entry:
        case Draft():
            attempt(Job(lambda c: drafts.put_unless_newer(c, entry), Future(), raw=True))
        case Cleared():
            attempt(Job(lambda c: drafts.clear_unless_newer(c, entry.key, entry.at_utc), Future(), raw=True))
        case Together():
            attempt(Job(lambda c: put_findable_together(c, entry.operation, entry.beside), Future()))
        case _:
            attempt(Job(lambda c: put_findable(c, entry), Future()))
