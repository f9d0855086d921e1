"""Known errors: what happened, what is safe and what to do, to be told to the user in words.

A service raises one of these with a *reason key* and its values; the layer that speaks to a person turns the
key into a sentence in that person's language (see `lesvisit.messages`). Anything else that is raised is a bug.
"""

from collections.abc import Mapping


class LesVisitError(Exception):
    """A refusal that a person must read. `values` fill the named placeholders of its sentence."""

    def __init__(self, reason: str = "", **values: object) -> None:
        super().__init__(reason or type(self).__name__)
        self.reason = reason
        self.values: Mapping[str, object] = values


class VisitNotFound(LesVisitError):
    """No visit has that number or id."""


class DesignNotFound(LesVisitError):
    """No lesson design has that number, id or title, or it has no such version."""


class VisitConflict(LesVisitError):
    """The same visit is here already with other content."""


class SampleRejected(LesVisitError):
    """A visit file that cannot be read; `field` names where."""


class TemplateRefused(LesVisitError):
    """A template that can't be read from its file or taken in; `field` names where in the file."""


class ProtocolRefused(LesVisitError):
    """A debrief protocol that can't be read from its file or taken in; `field` names where in the file."""


class DocumentRefused(LesVisitError):
    """A document that can't be read as a lesson plan; nothing was made."""


class PackageRefused(LesVisitError):
    """A package that can't be opened or taken in; nothing was changed. `field` names where, when it is a field."""


class PinRefused(LesVisitError):
    """A block that can't be pinned to this visit."""


class RecordChanged(LesVisitError):
    """The record was changed elsewhere since; nothing was done."""


class NothingToUndo(LesVisitError):
    """There is no act to take back (or to do again) in this step."""


class NoConsent(LesVisitError):
    """The team paper cannot be made: the visited teacher has not agreed to exactly this content."""


class DatabaseRefused(LesVisitError):
    """The database file is missing, foreign, newer, damaged, read-only or in use; it was left as it was."""


class StorageFailed(LesVisitError):
    """Writing failed (disk full, read-only, I/O): nothing is shown as saved, the text stays where it is."""


class VaultRefused(LesVisitError):
    """Encrypted visits that these words don't open, or whose key can't be read; nothing was changed."""


class BackupRejected(LesVisitError):
    """A backup that is not a whole LesVisit database."""
