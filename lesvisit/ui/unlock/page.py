"""Asks the words that open encrypted visits: one field and Enter. Wrong words cost a calm sentence, nothing else."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.i18n import Translator
from lesvisit.messages import sentence
from lesvisit.ui.beside import beside
from lesvisit.ui.bridge import Bridge
from lesvisit.ui.theme import BOLD, Theme
from lesvisit.ui.widgets.buttons import LinkButton, MainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.tick_box import TickBox

WIDE = 460
FORGET_MS = 60_000  # words that nearly fit don't wait for who comes next
Check = Callable[[str], Any]


class UnlockPage(QWidget):
    """`opened` carries what the check gave. Checking takes half a second, on a thread of its own."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self._ = translator.gettext
        self._check: Check = lambda words: words
        self._asking: Future[Any] | None = None
        self._code = False
        self.bridge = Bridge(self)
        self.forgets = QTimer(self, singleShot=True, interval=FORGET_MS)
        self.forgets.timeout.connect(self._clear)
        self.setObjectName("unlockPage")
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        self._connect()

    def _build(self) -> None:
        _, theme = self._, self.theme
        self.title = PlainLabel(theme, px=20, weight=BOLD, name="unlockTitle")
        self.why = PlainLabel(theme, tone="muted", name="unlockWhy")
        self.words = Field(theme, _("Passphrase"), name="unlockWords")
        self.shown = TickBox(theme, _("Show what I type"), name="unlockShow")
        self.go = MainButton(theme, _("Open"), key="Enter", name="unlockOpen")
        self.other = LinkButton(theme, _("Use the recovery code"), small=False, name="unlockOther")
        self.leave = LinkButton(theme, _("Never mind"), small=False, name="unlockLeave")
        self.note = PlainLabel(theme, px=13, tone="muted", name="unlockNote")
        self.card = Card(theme, padding=28, name="unlockCard")
        self.buttons = QWidget()
        row = FlowLayout(theme, gap=10, line_gap=6, parent=self.buttons)
        for button in (self.go, self.other, self.leave):
            row.addWidget(button)
        for part in (self.title, self.why, self.words, self.shown):
            self.card.body.addWidget(part)
        self.card.body.addWidget(self.buttons)
        self.card.body.addWidget(self.note)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.card, 100)
        across.addStretch(1)
        down = QVBoxLayout(self)
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(3)
        self._space()

    def _connect(self) -> None:
        self.theme.changed.connect(self._space)
        self.go.clicked.connect(self._on_go)
        self.field.returnPressed.connect(self._on_go)
        self.words.text_changed.connect(self._on_typed)
        self.shown.toggled.connect(lambda _on: self._show_mode())
        self.other.clicked.connect(self._on_other)
        self.leave.clicked.connect(self._on_leave)

    def _space(self) -> None:
        self.card.setMaximumWidth(self.theme.px(WIDE + 56))
        self.card.body.setSpacing(self.theme.px(12))

    @property
    def field(self) -> QLineEdit:
        """Where one types."""
        editor = self.words.input
        assert isinstance(editor, QLineEdit)
        return editor

    @property
    def by_code(self) -> bool:
        """Is the recovery code asked, and not the passphrase?"""
        return self._code

    # For whoever asks

    def ask(self, title: str, why: str, check: Check, *, can_leave: bool = False) -> None:
        """Asks for words until `check`, called on a thread, gives something; it raises LesVisitError when not."""
        self._check, self._code = check, False
        self._say(title, why)
        self._show_asking(True)
        self.leave.setVisible(can_leave)
        self.shown.setChecked(False)
        self._show_mode()
        self._clear()

    def ask_after_all(self, why: str) -> None:
        """What one waited for didn't come: the words of `ask` are typed, as always."""
        self._say(self.title.text(), why)
        self._show_asking(True)
        self._show_mode()
        self.take_focus()

    @property
    def is_untouched(self) -> bool:
        """Did nobody begin to type?"""
        return self._asking is None and not self.field.text() and not self._code

    def wait(self, title: str, why: str) -> None:
        """Asks nothing: says what one waits for."""
        self._say(title, why)
        self._show_asking(False)

    def _say(self, title: str, why: str) -> None:
        self.title.setText(title)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self.setAccessibleName(title)
        self.setAccessibleDescription(why)

    def _show_asking(self, asking: bool) -> None:
        for part in (self.words, self.shown, self.buttons, self.note):
            part.setVisible(asking)

    def take_focus(self) -> None:
        """The words are the only thing asked."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # Acts

    def _show_mode(self) -> None:
        _, code = self._, self._code
        hidden = not code and not self.shown.isChecked()
        self.field.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)
        self.shown.setVisible(not code)
        self.words.set_label(_("Recovery code") if code else _("Passphrase"))
        self.words.set_placeholder("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX" if code else "")
        self.other.setText(_("Use the passphrase") if code else _("Use the recovery code"))
        forgotten = _(
            "It stands on the paper that you printed or wrote when you chose the passphrase. Small letters and "
            "spaces are fine. Without the passphrase and without this code nobody can open your visits: no school, "
            "no helpdesk, no maker of LesVisit."
        )
        self.note.setText(forgotten if code else "")
        self.note.setVisible(code)

    def _on_other(self) -> None:
        self._code = not self._code
        self._clear()
        self._show_mode()
        self.take_focus()

    def _on_leave(self) -> None:
        self._clear()
        self.left.emit()

    def _clear(self) -> None:
        self._asking = None
        self.field.setText("")  # not clear(): undo would bring the words back
        self.words.set_wrong("")
        self._let_type(True)

    def _on_typed(self, text: str) -> None:
        self.words.set_wrong("")
        self.forgets.start() if text else self.forgets.stop()

    def _let_type(self, on: bool) -> None:
        self.field.setReadOnly(not on)
        self.go.setEnabled(on)
        self.go.setText(self._("Open") if on else self._("Opening…"))

    def _on_go(self) -> None:
        words = self.words.text()
        if self._asking is not None or not words.strip():
            self.take_focus()
            return
        self._let_type(False)
        asking = self._asking = beside(partial(self._check, words))
        self.bridge.when(
            asking, lambda found: self._on_right(asking, found), lambda error: self._on_wrong(asking, error)
        )

    def _on_right(self, asking: "Future[Any]", found: object) -> None:
        if asking is self._asking:
            self._clear()
            self.opened.emit(found)

    def _on_wrong(self, asking: "Future[Any]", error: BaseException) -> None:
        if asking is not self._asking:
            return
        self._asking = None
        self._let_type(True)
        if not isinstance(error, LesVisitError):
            raise error
        self.words.set_wrong(sentence(error, self.translator))
        self.take_focus()
        self.field.selectAll()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key of this page reaches what is underneath."""
        if event.key() == Qt.Key.Key_Escape and not self.leave.isHidden():
            self._on_leave()
        event.accept()
