"""When it was saved: only what the disk said, and what is wrong until it is right again."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.records import Change
from lesvisit.messages import sentence
from lesvisit.models.database import Health
from lesvisit.services.session import Session
from lesvisit.ui.observe.hint_bar import HintBar
from lesvisit.ui.workspace import Workspace


class SavedWatch(QObject):
    """Follows one session and the health of the database."""

    def __init__(self, workspace: Workspace, hints: HintBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.hints = workspace, hints
        self._stop: Callable[[], None] = lambda: None
        self._session: Session | None = None
        self.words = ""
        self.on_words: Callable[[], None] = lambda: None
        workspace.health_changed.connect(self.show_health)

    def follow(self, session: Session) -> None:
        """Another visit, or the same one again."""
        self._stop()
        self._session = session
        self._stop = session.listen(on_change=self._on_change, on_saved=self._on_saved, on_refused=self._on_refused)
        self.show_health()

    def rest(self) -> None:
        """The page is down."""
        self._stop()

    @property
    def in_trouble(self) -> bool:
        """Is something not on the disk that should be?"""
        return self.workspace.database.health in (Health.TROUBLE, Health.REFUSED)

    def _on_change(self, change: Change) -> None:
        if change.records and not self.in_trouble:  # other people or another design around it: nothing to save
            self.hints.saved.show_busy(self.workspace.translator.gettext("saving"))

    def _on_saved(self, _op_id: str, _at: object) -> None:
        self.show_saved_now()

    def show_saved_now(self) -> None:
        """The disk has it, now: all of it, also what was kept after this and waits for a slow disk."""
        if self.in_trouble or (self._session is not None and self._session.pending):
            return
        translator = self.workspace.translator
        moment = self.workspace.clock.now_utc().astimezone(ZoneInfo(self.workspace.clock.zone()))
        self.words = translator.gettext("saved {time}", time=translator.time(moment, seconds=True))
        self.hints.saved.show_saved(self.words)
        self.on_words()

    def _on_refused(self, _op_id: str, error: LesVisitError) -> None:
        self.hints.say(sentence(error, self.workspace.translator))

    def show_health(self) -> None:
        """Trouble stays until it is solved."""
        database = self.workspace.database
        if self.in_trouble and database.trouble is not None:
            self.words = sentence(database.trouble, self.workspace.translator)
            self.hints.saved.show_error(self.workspace.translator.gettext("not saved yet"))
            self.hints.show_trouble(self.words)
        elif self.hints.trouble:
            self.hints.show_trouble("")
            self.show_saved_now()
        self.on_words()
