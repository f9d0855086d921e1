"""The visits opened again in the running app: after a backup was put back, a move, or another passphrase."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lesvisit.domain.errors import LesVisitError
from lesvisit.messages import sentence
from lesvisit.models import backup
from lesvisit.services import location

if TYPE_CHECKING:
    from lesvisit.app.running import LesVisitApp
    from lesvisit.models.vault import Vault


def restore(app: "LesVisitApp", path: Path) -> None:
    """Puts a backup back; one with a passphrase of its own asks for it first."""
    app.guard.ask_for_backup(path, partial(_put_back, app, path))


def _put_back(app: "LesVisitApp", path: Path, theirs: "Vault | None") -> None:
    """`theirs` opens a backup that is under another passphrase than the visits are."""
    places = app.workspace.database.places

    def work() -> None:
        backup.restore(path, places.database, places.backups, places.vault, theirs)
        if theirs is not None and places.vault is None:
            app.profile.vault = theirs  # plain visits took its key over

    _ = app.translator.gettext
    _reopen(app, work, _("The backup is put back. What stood there before is kept among the backups."))


def change_vault(app: "LesVisitApp", work: Callable[[], None], said: str) -> None:
    """Encrypts the visits, or no longer, and comes back to the page where that was chosen."""
    app.guard.show_wait()
    _reopen(app, work, said)
    app.window.go_settings("vault")
    app.check_file()


def move(app: "LesVisitApp", data_dir: Path) -> None:
    """Takes the visits to another data folder."""
    _ = app.translator.gettext
    work = partial(location.go, app.profile, data_dir)
    app.guard.show_wait()
    _reopen(app, work, _("Your visits are now in {folder}.", folder=data_dir))
    app.place_changed.emit()
    app.check_file()


def _reopen(app: "LesVisitApp", work: Callable[[], None], said: str) -> None:
    """Closes the database, does the work, and opens it in a window of its own again; says how it went."""
    app.window.keep_typing_safe()
    app.window.leave_room()
    app.workspace.bridge.close()
    app.workspace.database.close()
    failed: LesVisitError | None = None
    try:
        work()
    except LesVisitError as error:
        failed = error
    app.renew_workspace()
    app.renew_window()
    app.workspace.say(said if failed is None else sentence(failed, app.translator))
