"""A text that is kept while it is typed: after a moment of quiet, on leaving, and when the page asks."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.quiet_commit import LATEST_MS, QUIET_MS


class KeptText(QObject):
    """Ties a field to its record: `keep` is called with the text, `show` puts in what stands in the record.

    What is being typed is never overwritten; the record's own change coming back leaves the caret alone.
    """

    def __init__(self, talk: Talk, field: Field, keep: Callable[[str], None]) -> None:
        super().__init__(field)
        self.field = field
        self._keep = keep
        self._showing = False
        self._typed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self.flush)
        self._latest = QTimer(self, singleShot=True, interval=LATEST_MS)
        self._latest.timeout.connect(self.flush)
        field.text_changed.connect(self._on_text_changed)
        field.editing_finished.connect(self.flush)
        talk.flush_wanted.connect(self.flush)

    @property
    def typing(self) -> bool:
        """Is there something that is not kept yet?"""
        return self._typed

    def show(self, text: str) -> None:
        """Shows the text of the record, unless something newer is being typed."""
        if self._typed:
            return
        self._showing = True
        self.field.set_text(text)
        self._showing = False

    def flush(self) -> None:
        """Keeps what was typed."""
        self._rest()
        if self._typed:
            self._typed = False
            self._keep(self.field.text())

    def forget(self) -> None:
        """Lets go of what was typed (its record is gone)."""
        self._rest()
        self._typed = False

    def _rest(self) -> None:
        self._timer.stop()
        self._latest.stop()

    def _on_text_changed(self, _text: str) -> None:
        if not self._showing:
            self._typed = True
            self._timer.start()
            if not self._latest.isActive():
                self._latest.start()
