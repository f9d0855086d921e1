"""The bar at the foot: whether she agreed, and the acts of this step: read, save, print."""

from pathlib import Path

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.i18n import Translator
from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.share.paper_job import Step
from lesvisit.ui.share.saved_row import SavedRow, WorkingRow
from lesvisit.ui.share.state_words import StateWords
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ThemedWidget
from lesvisit.ui.widgets.buttons import LinkButton, MainButton, PlainButton
from lesvisit.ui.widgets.labels import PlainLabel, plain_tip
from lesvisit.ui.widgets.wrap_row import WrapRow

SOON_MS = 300


class _Sign(ThemedWidget):
    """A tick when it holds, an open ring when it doesn't."""

    holds = False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        self._draw(painter, QRectF(self.rect()))
        painter.end()

    def _draw(self, painter: QPainter, rect: QRectF) -> None:
        if self.holds:
            paint_icon(painter, rect, Icon.TICK, self.theme.colour("accent"), 2.4)
        else:
            painter.setPen(self.theme.colour("ctl"))
            painter.drawEllipse(rect.adjusted(4, 4, -4, -4))

    def show_sign(self, holds: bool) -> None:
        self.holds = holds
        side = self.theme.px(22)
        self.setFixedSize(side, side)
        self.update()


class AgreedBar(QFrame):
    """Says in words how it stands; one main button at a time."""

    read_wanted = Signal()
    save_wanted = Signal()
    print_wanted = Signal()
    open_wanted = Signal()
    folder_wanted = Signal()
    copy_wanted = Signal()
    stop_wanted = Signal()
    withdraw_wanted = Signal()

    def __init__(self, theme: Theme, translator: Translator, can_print: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator, self._can_print = theme, translator, can_print
        self._narrow, self._ask = False, False
        self.setObjectName("bottomBar")
        self._build_widgets()
        self._build_layout()
        self._hide_until_shown()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.sign = _Sign(theme)
        self.what = PlainLabel(theme, px=15, weight=SEMIBOLD, name="agreedWhat")
        self.more = PlainLabel(theme, px=13, tone="muted", name="agreedMore")
        self.withdraw = LinkButton(theme, _("Take the agreement back"), name="withdrawConsent")
        self.saved = SavedRow(theme, self.translator, self._can_print)
        self.open = self.saved.open
        self.working = WorkingRow(theme, self.translator)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self.print = PlainButton(theme, _("Print"), name="printPaper")
        if not self._can_print:
            self.print.hide()  # shown before it stands in the bar, it would be a window of its own
        self.read = MainButton(theme, _("Read it aloud"), name="readAloud")
        self.save = MainButton(theme, _("Save as PDF"), key="Ctrl E", name="savePaper")
        self.save_quiet = PlainButton(theme, _("Save as PDF"), key="Ctrl E", name="savePaperQuiet")

    def _hide_until_shown(self) -> None:
        """Before the first visit is shown nothing may ask for room that it will not need."""
        for button in (self.withdraw, self.read, self.save_quiet):
            button.hide()

    def _build_layout(self) -> None:
        self._wrap = WrapRow(self.theme, gap=16)
        self._wrap.add(self._words(), 170, 1)
        self._wrap.add(self._buttons(), 200, 0)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.saved)
        self._box.addWidget(self.working)
        self._box.addWidget(self._wrap)
        self._space()

    def _words(self) -> QWidget:
        words = QWidget()
        self._words_row = QHBoxLayout(words)
        self._words_row.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._second = QHBoxLayout()
        self._second.addWidget(self.more, 1)
        self._second.addWidget(self.withdraw)
        self._second.addStretch(0)
        column.addWidget(self.what)
        column.addLayout(self._second)
        self._words_row.addWidget(self.sign)
        self._words_row.addLayout(column, 1)
        return words

    def _buttons(self) -> QWidget:
        buttons = QWidget()
        self._buttons_row = QHBoxLayout(buttons)
        self._buttons_row.setContentsMargins(0, 0, 0, 0)
        for button in (self.print, self.save_quiet, self.read, self.save):
            self._buttons_row.addWidget(button)
        return buttons

    def _space(self) -> None:
        px = self.theme.px
        self._box.setContentsMargins(px(24), px(9), px(24), px(9))
        self._box.setSpacing(px(8))
        self._words_row.setSpacing(px(12))
        self._second.setSpacing(px(12))
        self._buttons_row.setSpacing(px(12))
        self.sign.show_sign(self.sign.holds)

    def _connect(self) -> None:
        self.withdraw.clicked.connect(self.withdraw_wanted)
        self.saved.open_wanted.connect(self.open_wanted)
        self.saved.folder_wanted.connect(self.folder_wanted)
        self.saved.print_wanted.connect(self.print_wanted)
        self.saved.copy_wanted.connect(self.copy_wanted)
        self.working.stop_wanted.connect(self.stop_wanted)
        self._soon.timeout.connect(self.working.show)
        self.print.clicked.connect(self.print_wanted)
        self.read.clicked.connect(self.read_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.save_quiet.clicked.connect(self.save_wanted)
        self.theme.changed.connect(self._space)

    def show_state(self, words: StateWords, reading: bool) -> None:
        """Reading is the main act while her yes is needed, else saving is; `reading`: it is being read now."""
        self.what.setText(words.what)
        self.more.setText(words.more)
        self.sign.show_sign(words.holds)
        self.withdraw.setVisible(words.withdraw)
        self.read.setVisible(words.ask and words.main and not reading)
        self.save.setVisible(not words.ask)
        self._ask = words.ask
        self.set_narrow(self._narrow)

    def set_narrow(self, narrow: bool) -> None:
        """At 200 % the second line goes to the tool tip and saving to its key, so that the page keeps its room."""
        self._narrow = narrow
        self.saved.set_narrow(narrow)
        self.save_quiet.setVisible(self._ask and not narrow)
        self.more.setVisible(bool(self.more.text()) and not narrow)
        self.what.setToolTip(plain_tip(self.more.text()) if narrow else "")
        self.what.setAccessibleDescription(self.more.text())

    def show_saved(self, path: Path | None) -> None:
        """A paper was saved, and what can be done with it; None: not yet, or it is another paper now."""
        if path is None:
            self.saved.hide()
        else:
            self.saved.show_saved(path)
        self._show_print()

    def _show_print(self) -> None:
        """Once: at the saved file, or where the paper is."""
        self.print.setVisible(self._can_print and self.saved.isHidden())

    def show_working(self, step: Step | None) -> None:
        """How far a paper is on its way out; said only when it takes a moment. None: it is over."""
        if step is None:
            self._soon.stop()
            self.working.hide()
            return
        self.working.show_step(step)
        if self.working.isHidden() and not self._soon.isActive():
            self._soon.start()
