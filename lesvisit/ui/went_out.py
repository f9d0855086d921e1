"""What the window gives out is kept with all that it is about, also with what is not on the screen."""

from collections.abc import Callable, Iterable
from typing import Any

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.records import Change, Record, ScopeKind
from lesvisit.domain.sharing import PaperSent
from lesvisit.services.share_sent import Scope, note, recall_elsewhere
from lesvisit.ui.workspace import Workspace


def keep_sent(workspace: Workspace, sent: PaperSent, scopes: Callable[[Any], Iterable[Scope]]) -> None:
    """Notes it on the disk; visits that are open show it at once. A refusal is said at the foot."""
    desk, _ = workspace.desk, workspace.translator.gettext
    words = _("The file is there, but it could not be noted that it went out. Write down where it went.")
    _keep(workspace, lambda connection: note(connection, desk, scopes(connection), [sent]), words)


def keep_recalled(workspace: Workspace, record: Record[PaperSent], recalled: bool) -> None:
    """Ticked at one visit, this very paper is ticked at all others that it is about."""
    desk, _ = workspace.desk, workspace.translator.gettext
    words = _("It could not be ticked at the other visits that it is about.")
    _keep(workspace, lambda connection: recall_elsewhere(connection, desk, record, recalled), words)


def _keep(workspace: Workspace, work: Callable[[Any], list[tuple[Scope, Change]]], refused: str) -> None:
    def show(kept: list[tuple[Scope, Change]]) -> None:
        workspace.arrived([change for (kind, _id), change in kept if kind is ScopeKind.VISIT])

    def refuse(error: BaseException) -> None:
        if not isinstance(error, LesVisitError):
            raise error
        workspace.say(refused)

    workspace.when(workspace.database.write(work), show, refuse)
