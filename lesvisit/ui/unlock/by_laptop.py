"""At the start: the keyring of this laptop is asked first, where somebody chose that. Then the words, as always.

Its answer comes from a thread, and is not waited for long: a keyring may be locked, hang, or ask a question itself.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from lesvisit.services.profile import Profile
from lesvisit.ui.beside import beside
from lesvisit.ui.unlock.page import UnlockPage

WAIT_MS = 4000


class ByLaptop(QObject):
    """`opened` carries the vault, `refused` comes once, after WAIT_MS at the latest.

    A late answer counts while nobody began to type: a desktop may first have asked to open the keyring itself.
    """

    opened = Signal(object)
    refused = Signal()

    def __init__(self, page: UnlockPage, profile: Profile) -> None:
        super().__init__(page)
        self._page, self._profile = page, profile
        self._over = False
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.refused)
        page.opened.connect(self._on_over)

    def ask(self) -> None:
        """Asks the keyring."""
        self._wait.start()
        self._page.bridge.when(beside(self._answer), self._on_answer, self._on_error)

    def _answer(self) -> object:
        from lesvisit.models.laptop_keyring import PATIENT_SEC
        from lesvisit.services import vault

        return vault.opened_by_laptop(self._profile, PATIENT_SEC)

    def _on_answer(self, found: object) -> None:
        waited = self._wait.isActive()
        self._wait.stop()
        if self._over:
            return
        if found is not None and (waited or self._page.is_untouched):
            self._over = True
            self.opened.emit(found)
        elif waited:
            self.refused.emit()

    def _on_error(self, error: BaseException) -> None:
        self._on_answer(None)  # the words open the visits, whatever this was
        raise error

    def _on_over(self) -> None:
        self._over = True
