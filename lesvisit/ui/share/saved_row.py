"""After saving: where the paper is, and what can be done with it; and while one is on its way, how far it is."""

from pathlib import Path

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lesvisit.i18n import Translator
from lesvisit.ui.share.paper_job import Stage, Step
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ThemedWidget, announce, draw_box
from lesvisit.ui.widgets.buttons import LinkButton, PlainButton
from lesvisit.ui.widgets.labels import PlainLabel, plain_tip
from lesvisit.ui.widgets.wrap_row import WrapRow


class SavedRow(QWidget):
    """Hidden until something was saved."""

    open_wanted = Signal()
    folder_wanted = Signal()
    print_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, theme: Theme, translator: Translator, can_print: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.setObjectName("savedRow")
        _ = translator.gettext
        self.what = PlainLabel(theme, px=15, weight=SEMIBOLD, name="savedWhat")
        self.open = PlainButton(theme, _("Open"), name="openPaper")
        self.folder = PlainButton(theme, _("Show in folder"), name="showPaper")
        self.print = PlainButton(theme, _("Print"), name="printSaved")
        self.copy = PlainButton(theme, _("Copy as text for a mail"), name="copyText")
        self._build_layout(can_print)
        self.open.clicked.connect(self.open_wanted)
        self.folder.clicked.connect(self.folder_wanted)
        self.print.clicked.connect(self.print_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self.hide()

    def _build_layout(self, can_print: bool) -> None:
        self._wrap = WrapRow(self.theme, gap=8)
        self._wrap.add(self.what, 200, 1)
        for button in (self.open, self.folder, *([self.print] if can_print else []), self.copy):
            self._wrap.add(button, 60, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._wrap)
        if not can_print:
            self.print.setParent(self)
            self.print.hide()

    def set_narrow(self, narrow: bool) -> None:
        """At 200 % the acts stand alone; the name was said, and stands on the first of them."""
        self.what.setVisible(not narrow)

    def show_saved(self, path: Path) -> None:
        """The file is there."""
        _ = self.translator.gettext
        self.what.setText(_("Saved in {folder}: {name}", folder=path.parent.name or str(path.parent), name=path.name))
        self.what.setToolTip(plain_tip(str(path)))
        self.open.setToolTip(plain_tip(str(path)))
        self.open.setAccessibleDescription(self.what.text())
        self.show()
        announce(self, self.what.text())


class _Bar(ThemedWidget):
    """How far, drawn; the words beside it say the same."""

    part = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self._painter(), self.theme
        self._draw(painter, QRectF(self.rect()), theme.pxf(3))
        painter.end()

    def _draw(self, painter: QPainter, rect: QRectF, radius: float) -> None:
        draw_box(painter, rect, radius, self.theme.colour("line"))
        done = QRectF(rect.left(), rect.top(), rect.width() * self.part, rect.height())
        draw_box(painter, done, radius, self.theme.colour("accent"))


class WorkingRow(QWidget):
    """Hidden until a paper takes a moment."""

    stop_wanted = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.setObjectName("workingRow")
        self.what = PlainLabel(theme, px=15, name="workingWhat", wrap=False)
        self.bar = _Bar(theme)
        self.stop = LinkButton(theme, translator.gettext("Stop"), small=False, name="stopPaper")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.what)
        self._row.addWidget(self.bar)
        self._row.addWidget(self.stop)
        self._row.addStretch(1)
        self._space()
        self.stop.clicked.connect(self.stop_wanted)
        theme.changed.connect(self._space)
        self.hide()

    def _space(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(12))
        self.bar.setFixedSize(px(160), px(6))

    def show_step(self, step: Step) -> None:
        """What is being done, and how far it is."""
        _ = self.translator.gettext
        words = {
            Stage.MAKE: _("The paper is being made…"),
            Stage.LOCK: _("The password is put on it…"),
            Stage.WRITE: _("The file is being written…"),
            Stage.PRINT: _("Page {page} of {pages} goes to the printer…", page=step.done, pages=step.of),
        }
        self.what.setText(words[step.stage])
        self.bar.part = (step.done - 0.5) / max(1, step.of)
        self.bar.update()
