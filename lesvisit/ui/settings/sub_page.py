"""A page of its own in the settings: the way back, its title, what it is for, and the last change to take back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.ui.app_filter import FilterWhileShown
from lesvisit.ui.icons import Icon
from lesvisit.ui.settings.column import WIDEST, ColumnArea
from lesvisit.ui.theme import BOLD
from lesvisit.ui.turning import Turn, wanted
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace


class SubPage(QWidget):
    """Fill `body`. What changed can be taken back with Ctrl+Z or the link, as long as the page is up."""

    back_wanted = Signal()

    def __init__(
        self, workspace: Workspace, title: str, intro: str, *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self.theme = workspace, workspace.theme
        self._ = workspace.translator.gettext
        self._undo: list[Callable[[], None]] = []
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._build(title, intro)
        FilterWhileShown(self)

    def _build(self, title: str, intro: str) -> None:
        _, theme = self._, self.theme
        self.back = LinkButton(theme, _("Settings"), icon=Icon.BACK, small=False, name=f"{self.objectName()}Back")
        self.back.setAccessibleName(_("Back to the settings"))
        self.back.clicked.connect(self.back_wanted)
        self.undo = LinkButton(theme, _("Take that back"), key="Ctrl Z", small=False, name=f"{self.objectName()}Undo")
        self.undo.clicked.connect(self.take_back)
        self.undo.hide()
        self.title = PlainLabel(theme, title, px=28, weight=BOLD)
        self.intro = PlainLabel(theme, intro, tone="muted", name=f"{self.objectName()}Intro")
        self.error = ErrorBar(theme, name=f"{self.objectName()}Error")
        self.body = QVBoxLayout()
        self.area = ColumnArea(theme, top=4, gap=12)
        for part in (self.title, self.intro, self.error):
            self.area.column.addWidget(part)
        self.area.column.addLayout(self.body)
        self._top = QWidget()
        self._head = QHBoxLayout(self._top)
        self._head.addWidget(self.back)
        self._head.addStretch(1)
        self._head.addWidget(self.undo)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._top)
        whole.addWidget(self.area, 1)
        theme.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._head.setContentsMargins(px(20), px(12), 0, 0)
        self._top.setMaximumWidth(px(32 + WIDEST))
        self.body.setSpacing(px(16))

    # For the room

    def reload(self) -> None:
        """Shows what is so now; nothing can be taken back yet."""
        self.forget()

    def flush(self) -> None:
        """What is being typed is kept now."""

    def take_focus(self) -> None:
        """Where the keyboard begins."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    # Taking back

    def can_take_back(self, undo: Callable[[], None]) -> None:
        """The last change can be taken back by this."""
        self._undo.append(undo)
        self.undo.show()

    def take_back(self) -> None:
        """Takes back the last change of this page."""
        if not self._undo:
            return
        self._undo.pop()()
        self.undo.setVisible(bool(self._undo))
        self.workspace.say(self._("Taken back."))

    @property
    def waits_for_key(self) -> bool:
        """Does something on the page want the next key, whichever it is?"""
        return False

    def forget(self) -> None:
        """What was changed so far stays."""
        self._undo.clear()
        self.undo.hide()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Z takes back what is being typed, then the last change of this page."""
        here = watched is QApplication.focusWidget() and self.isVisible() and self.isAncestorOf(watched)
        if here and not self.waits_for_key and wanted(event) is Turn.BACK:
            self.take_back()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the settings."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.flush()
