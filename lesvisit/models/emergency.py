"""The journal's side of the database: what goes there, when it is done again, and how long it is kept.

What was written while damage is known is kept beside the database until that is settled: a backup that is put back
takes it too, at this start or any later one. All that is done again is known by id, so twice is once.
"""

import logging
from pathlib import Path

from lesvisit.domain.errors import LesVisitError
from lesvisit.models import connection as raw
from lesvisit.models.afloat import Afloat
from lesvisit.models.draft import Draft
from lesvisit.models.journal import Cleared, Entry, Journal
from lesvisit.models.known_damage import KnownDamage
from lesvisit.models.places import Places
from lesvisit.models.reader import Job
from lesvisit.models.replay import Attempt, forget_erased, replay

log = logging.getLogger(__name__)


class Emergency:
    """The emergency journal of one open database; on its thread. `attempt` does a job and raises what is known."""

    def __init__(self, places: Places, second_place: Path | None, known: KnownDamage, attempt: Attempt) -> None:
        folders = (places.journal,) if second_place is None else (places.journal, second_place)
        self.journal = Journal(folders, places.vault)
        self.afloat = Afloat()
        self.waits = False  # a line stands in the journal alone: it is not let go
        self._places, self._known, self._attempt = places, known, attempt
        self._used = False

    def keep(self, job: Job) -> None:
        """Writes down what a job is about, once."""
        if job.journalled:
            return
        if job.operation is not None:
            job.journalled = self.journal.keep_operation(job.operation)
        elif job.together is not None:
            job.journalled = self.journal.keep_together(job.together)
        elif job.draft is not None:
            job.journalled = self.journal.keep_draft(job.draft)
        elif job.cleared:
            job.journalled = self.journal.keep_cleared(job.cleared)
        self._used = self._used or job.journalled
        if job.journalled:
            self.afloat.landed(job)

    def tidy(self) -> None:
        """The disk is good and nothing waits for it: what was journalled stands in the database."""
        if self._used and not self.waits and self._known.here is None:
            self._done()
            self._used = False

    def _done(self) -> None:
        self.journal.clear() if self._known.is_settled else self.journal.hold()

    def recall(self, *, is_new: bool) -> None:
        """Before another file is used, a new one or a backup that was put back: it gets what was kept for it."""
        if is_new or self._known.is_settled:
            self.journal.recall()

    def bring_back(self, connection: raw.Connection) -> None:
        """What the journal holds, but nothing that was erased. A place that can't be read or cleared yet waits."""
        self.waits = True
        try:
            raw.told(lambda: forget_erased(connection, self._places, self.journal), self._places.database)
            stands = self._look_at_held()
            journalled = any(True for _ in self.journal.entries())
            self.waits = (journalled and not self._replay()) or not stands
        except (LesVisitError, OSError) as error:
            log.warning("the journal waits for the next start: %s", type(error).__name__)
        if self.waits and self._known.here is not None:
            self._known.is_apart = True

    def _replay(self) -> bool:
        """While damage is known, what doesn't fit may still fit the backup: it is kept with the rest."""
        settled = self._known.is_settled
        if not replay(self.journal.entries(), self._attempt, self.journal.keep_misfit if settled else _pass_over):
            return False
        self._done()
        return True

    def _look_at_held(self) -> bool:
        """The open file has it, unless it is a backup that was put back just before the end.

        Half-typed lines had their turn: since then they were kept or emptied.
        """
        if self.journal.is_held_long:
            return self._release()
        return replay(self._acts_held(), self._attempt, _pass_over)

    def settle(self, _connection: raw.Connection) -> None:
        """What was told is dismissed, and was not met again meanwhile: nobody waits for a backup any more."""
        if not self._known.is_known and self._release():
            self._known.forget()

    def _release(self) -> bool:
        """What stands nowhere but here is kept among what doesn't fit."""
        if not replay(self._acts_held(), self._attempt, self.journal.keep_misfit):
            return False
        self.journal.let_go()
        return True

    def _acts_held(self) -> list[Entry]:
        return [entry for entry in self.journal.held() if not isinstance(entry, Draft | Cleared)]


def _pass_over(_entry: Entry) -> None:
    """It stays where it is kept."""
