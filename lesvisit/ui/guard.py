"""Who may see the visits: asks at the start, locks the view when nobody is there. Light while there is no passphrase.

The passphrase page and the watch are imported only for encrypted visits: a plain start pays nothing for them.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from lesvisit.i18n import Translator
    from lesvisit.models.vault import KeyFile, Vault
    from lesvisit.services.profile import Profile
    from lesvisit.ui.main_window import MainWindow
    from lesvisit.ui.theme import Theme
    from lesvisit.ui.unlock.cover import Cover
    from lesvisit.ui.unlock.watch import LockWatch
    from lesvisit.ui.workspace import Workspace


class House(Protocol):
    """What the guard stands before: the running app."""

    profile: "Profile"
    theme: "Theme"
    translator: "Translator"
    window: "MainWindow"
    workspace: "Workspace"


class Guard(QObject):
    """One for the running app; its window may be made anew. `unlocked`: a locked view can be seen again."""

    unlocked = Signal()

    def __init__(self, house: "House") -> None:
        super().__init__(house if isinstance(house, QObject) else None)
        self._house = house
        self._cover: Cover | None = None
        self.watch: LockWatch | None = None

    @property
    def is_locked(self) -> bool:
        """Is the window covered?"""
        return self._cover is not None and self._cover.is_on

    @property
    def page(self) -> "Cover":
        """The cover of the window as it is now."""
        if self._cover is None:
            from lesvisit.ui.unlock.cover import Cover

            self._cover = Cover(self._house.window, self._house.theme, self._house.translator)
            self._cover.left.connect(self.unlocked)
        return self._cover

    def guard(self, window: "MainWindow") -> None:
        """A window that was just made."""
        self._cover = None
        window.lock_wanted.connect(self.lock)
        window.lock_minutes_changed.connect(lambda _minutes: self.begin())

    def begin(self) -> None:
        """The visits are open in the window: from now on it is watched, if they have a passphrase."""
        profile = self._house.profile
        if profile.vault is None:
            if self.watch is not None:
                self.watch.watch(None, 0)
            return
        if self.watch is None:
            from lesvisit.ui.unlock.watch import LockWatch

            self.watch = LockWatch(self._house.workspace.clock.elapsed_ms, self)
            self.watch.lock_wanted.connect(self.lock)
        self.watch.watch(self._house.window.windowHandle(), profile.preferences.lock_minutes)

    def end(self) -> None:
        """The app closes: nobody is asked or locked out any more."""
        self._cover = None
        if self.watch is not None:
            self.watch.lock_wanted.disconnect(self.lock)
            self.watch.watch(None, 0)
            self.watch.deleteLater()
            self.watch = None

    # Asking

    def ask_at_start(self, begin: Callable[[], None]) -> None:
        """Nothing of the visits is read before the words are right."""
        _, profile = self._house.translator.gettext, self._house.profile

        def opened(found: "Vault") -> None:
            profile.vault = found
            begin()
            if self.page.page.by_code:
                self._house.workspace.say(_("Forgotten the passphrase? Choose another one in Settings, Passphrase."))

        self._house.window.painted.connect(_load)
        self.page.put_on(_("Your visits are encrypted"), "", partial(_opened, profile), opened)
        if profile.opens_by_laptop:
            self._ask_laptop()

    def _ask_laptop(self) -> None:
        """The keyring first; the words as soon as it doesn't open the visits."""
        from lesvisit.ui.unlock.by_laptop import ByLaptop

        _, page = self._house.translator.gettext, self.page.page
        page.wait(page.title.text(), _("This laptop opens them…"))
        asked = ByLaptop(page, self._house.profile)
        asked.opened.connect(page.opened)
        asked.refused.connect(
            lambda: page.ask_after_all(_("This laptop did not open them by itself. Your passphrase does."))
        )
        self._house.window.painted.connect(asked.ask)  # nothing opens before the first picture

    def show_wait(self) -> None:
        """Large visits take some seconds to encrypt: said, while the window does nothing else."""
        _ = self._house.translator.gettext
        self.page.show_wait(
            _("Just a moment"), _("Every line is copied and compared. If the laptop stops now, nothing is lost.")
        )

    def lock(self) -> None:
        """Covers the view; what is running goes on. A question that one may leave gives way: it is no lock."""
        profile, window = self._house.profile, self._house.window
        if profile.vault is None or (self.is_locked and not self.page.can_leave):
            return
        _ = self._house.translator.gettext
        running = _("The lesson goes on underneath: the clock runs, and what you typed is kept.")
        still = _("Nothing was closed: you go on where you were.")
        window.keep_typing_safe()
        self.page.put_on(
            _("LesVisit is locked"),
            running if window.observing else still,
            partial(_opened, profile),
            self._on_unlocked,
        )

    def _on_unlocked(self, _found: object) -> None:
        if self.watch is not None:
            self.watch.touched()
        self.unlocked.emit()

    def ask_for_backup(self, path: Path, go: "Callable[[Vault | None], None]") -> None:
        """The words of a backup, where it has others than the visits; then `go` with what opens it."""
        from lesvisit.models.vault import carried, is_plain

        vault = self._house.profile.vault
        found = carried(path) if path.is_file() and not is_plain(path) else None
        if found is None or (vault is not None and vault.id == found.id):
            go(None)
            return
        _ = self._house.translator.gettext
        why = _(
            "It asks the passphrase that your visits had when this backup was made, or the recovery code of then."
        )
        self.page.put_on(
            _("This backup has a passphrase of its own"),
            why,
            partial(_opened_backup, found),
            go,
            can_leave=True,
        )


def _load() -> None:
    """What opening needs, on a thread of its own while the words are typed: the question waits for none of it."""
    from lesvisit.ui.beside import beside

    def work() -> None:
        from lesvisit.models.loading import ENGINE
        from lesvisit.services import vault

        for module in (vault.__name__, "lesvisit.models.database", *ENGINE):
            import_module(module)

    beside(work)


def _opened(profile: "Profile", words: str) -> "Vault":
    from lesvisit.services import vault

    return vault.opened(profile, words)


def _opened_backup(found: "KeyFile", words: str) -> "Vault":
    from lesvisit.services import vault

    return vault.opened_backup(found, words)
