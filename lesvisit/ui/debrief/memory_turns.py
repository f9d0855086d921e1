"""The two memories in the page: while they are typed the notes wait, and the focus goes from one to the other."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from lesvisit.ui.debrief.columns import Columns
from lesvisit.ui.debrief.memory_cover import MemoryCover
from lesvisit.ui.debrief.talk import Talk


class MemoryTurns(QObject):
    """`turned`: one memory was covered, or both came up; `typed`: the main button may say something else now."""

    turned = Signal()
    typed = Signal()

    def __init__(self, talk: Talk, columns: Columns, parent: QObject) -> None:
        super().__init__(parent)
        self.columns, self.block = columns, columns.work.memories
        self.cover = MemoryCover(talk.workspace.theme, talk.workspace.translator, columns.evidence)
        self.block.turned_over.connect(self._on_turned_over)
        self.block.typed.connect(self.typed)

    @property
    def waiting(self) -> bool:
        """Is somebody still to type?"""
        return self.block.waiting

    def show_cover(self) -> None:
        """The notes wait, or are there."""
        self.cover.set_on(self.waiting)

    def take_focus(self) -> bool:
        """The cursor where a memory is typed, in sight; False when all is typed."""
        if not self.block.take_focus():
            return False
        self._reveal_later()
        return True

    def _on_turned_over(self) -> None:
        """The other begins, or both are there and the notes with them."""
        self.turned.emit()
        if self.waiting:
            self._reveal_later()
        else:
            self.columns.foot.main.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reveal_later(self) -> None:
        QTimer.singleShot(0, self.block, self._reveal)

    def _reveal(self) -> None:
        """Where the columns stand in one scroll, the field being typed in is in sight."""
        field = self.block.first_field()
        if field is not None:
            self.columns.reveal(self.block)
            self.columns.reveal(field)
