"""What is told of the file with the visits once it is open: damage, backups left plain, a move that succeeded."""

import logging
from typing import TYPE_CHECKING, Any

from lesvisit.domain.errors import DatabaseRefused

if TYPE_CHECKING:
    from lesvisit.app.running import LesVisitApp
    from lesvisit.services.profile import Profile
    from lesvisit.ui.workspace import Workspace

log = logging.getLogger(__name__)


def check_file(app: "LesVisitApp") -> None:
    """Looks the file over on the reader; nothing is mended. Damage is told by the database, until it is solved."""

    def work(connection: Any) -> None:
        from lesvisit.models.soundness import is_sound

        if not is_sound(connection):
            raise DatabaseRefused("unsound", problems=1)

    def whole(_answer: None) -> None:
        app.workspace.database.found_whole()
        leave_old_place(app.profile)
        tell_left_plain(app.workspace)

    app.workspace.read(work, whole, lambda error: log.warning("quick check failed: %s", type(error).__name__))


def leave_old_place(profile: "Profile") -> None:
    """The visits opened whole where they were moved to: only now the place before is emptied."""
    if (profile.folder / "moved-from.json").exists():
        from lesvisit.services import location

        location.opened(profile)


def tell_left_plain(workspace: "Workspace") -> None:
    """Visits were encrypted, and something beside them could not be: nobody may think that it is."""
    _ = workspace.translator.gettext
    if workspace.database.left_plain:
        workspace.say(
            _(
                "Not every older backup could be encrypted: the disk is full or refuses. What is left can be "
                "read without the passphrase; LesVisit tries again at the next start."
            )
        )
