"""The columns of the debrief by keyboard: from one to the next, and where work begins in each."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from lesvisit.ui.debrief.columns import Columns
from lesvisit.ui.debrief.talk import Talk

_NOTES, _FOOT = 2, 3


class Panels(QObject):
    """Steps, work, notes and foot, in this order and round."""

    def __init__(self, talk: Talk, columns: Columns, parent: QObject) -> None:
        super().__init__(parent)
        self.talk, self.columns = talk, columns
        self._panels: tuple[QWidget, ...] = (columns.steps, columns.work, columns.evidence, columns.foot)

    def take_focus(self) -> None:
        """Work begins in the list while a criterion is open, else at the open step."""
        evidence = self.columns.evidence
        if self.talk.ref and evidence.proxy.rowCount() and not evidence.counting:
            evidence.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        item = self.columns.steps.item(self.talk.step_id)
        (item or self.columns.foot.main).setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, by: int) -> None:
        """The focus goes to the next column, or back."""
        focus = QApplication.focusWidget()
        here = next((i for i, p in enumerate(self._panels) if focus is not None and p.isAncestorOf(focus)), -1)
        place = (here + by) % len(self._panels)
        if place == _NOTES and not self.columns.evidence.list.isEnabled():  # the notes wait for the memories
            place = (place + by) % len(self._panels)
        self._focus(place)

    def _focus(self, place: int) -> None:
        reason, columns = Qt.FocusReason.TabFocusReason, self.columns
        if place == 0:
            (columns.steps.item(self.talk.step_id) or columns.steps.protocol).setFocus(reason)
        elif place == 1:
            self._focus_work(reason)
        elif place == _FOOT:
            columns.foot.main.setFocus(reason)
        else:
            columns.evidence.take_focus(reason)
        if columns.stacked and place != _FOOT:
            columns.reveal(self._panels[place])
            columns.reveal(QApplication.focusWidget() or columns.work)

    def _focus_work(self, reason: Qt.FocusReason) -> None:
        work = self.columns.work
        row = work.lines.row(self.talk.ref)
        first = row if row is not None and row.isVisible() else work.first_field()
        first.setFocus(reason)
