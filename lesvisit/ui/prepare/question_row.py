"""One observation question: its code, its text, and while it is at hand its checks and what can be done with it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.ui.prepare.checks import Checks
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.chips import ChipKind, ChipLabel
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.widgets.row_edit import RowEdit
from lesvisit.ui.workspace import Workspace

_CODE_ROOM = 40


class QuestionEdit(RowEdit):
    """The field with its code in it."""

    def __init__(self, theme: Theme, *, name: str) -> None:
        self._chip: ChipLabel | None = None
        self._code = ""
        super().__init__(theme, px=17, bare=False, name=name)

    def set_code(self, code: str) -> None:
        """K1, by its place."""
        if code == self._code:
            return
        self._code = code
        if self._chip is not None:
            self._chip.deleteLater()
        self._chip = ChipLabel(self.theme, code, ChipKind.QUESTION)
        self._chip.setParent(self)
        self._chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._chip.show()
        self._place_chip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_chip()

    def _place_chip(self) -> None:
        self.setViewportMargins(self.theme.px(_CODE_ROOM), 0, 0, 0)
        if self._chip is not None:
            size = self._chip.sizeHint()
            first = self.fontMetrics().lineSpacing()
            top = self.viewport().y() + self.document().documentMargin() + (first - size.height()) / 2
            self._chip.setGeometry(self.theme.px(11), round(top), size.width(), size.height())

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        self._place_chip()


class QuestionRow(QWidget):
    """`asked` says what is wanted: next, up, down, away; `committed` the text as typed."""

    committed = Signal(str)
    came_at_hand = Signal()
    asked = Signal(str)

    def __init__(self, workspace: Workspace, question_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.theme, self.question_id = workspace, workspace.theme, question_id
        self.code = ""
        self._build_widgets()
        self._build_layout()
        self._connect()
        self.set_at_hand(False)

    def _build_widgets(self) -> None:
        _ = self.workspace.translator.gettext
        self.editor = QuestionEdit(self.theme, name=f"question_{self.question_id}")
        self.editor.setPlaceholderText(_("What do pupils do or say when …?"))
        self.commit = QuietCommit(self.editor)
        self.checks = Checks(self.theme, self.workspace.translator)
        self.up = LinkButton(self.theme, _("Up"), name="questionUp")
        self.down = LinkButton(self.theme, _("Down"), name="questionDown")
        self.away = LinkButton(self.theme, _("Take away"), name="questionAway")
        self.up.setToolTip("Alt+↑")
        self.down.setToolTip("Alt+↓")

    def _build_layout(self) -> None:
        self.under = QWidget()
        row = QHBoxLayout(self.under)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.checks, 1)
        for button in (self.up, self.down, self.away):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.editor)
        self._column.addWidget(self.under)
        self._column.setSpacing(self.theme.px(6))

    def _connect(self) -> None:
        self.editor.textChanged.connect(self._on_text_changed)
        self.editor.focus_came.connect(self.came_at_hand)
        self.editor.asked.connect(self.asked)
        self.commit.committed.connect(self.committed)
        for button, wish in ((self.up, "up"), (self.down, "down"), (self.away, "away")):
            button.clicked.connect(lambda _=False, wish=wish: self.asked.emit(wish))
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.came_at_hand.emit()
        return False

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.editor.toPlainText()

    @property
    def tab_stops(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self.editor, self.up, self.down, self.away]

    def set_place(self, number: int, last: bool) -> None:
        """Its code, and whether it can go up or down."""
        code = self.code = f"K{number}"
        _ = self.workspace.translator.gettext
        self.editor.set_code(code)
        self.editor.setAccessibleName(_("Observation question {code}", code=code))
        for button, words in (
            (self.up, _("Move {code} up", code=code)),
            (self.down, _("Move {code} down", code=code)),
        ):
            button.setAccessibleName(words)
        self.away.setAccessibleName(_("Take {code} away", code=code))
        self.up.setVisible(number > 1)
        self.down.setVisible(not last)

    def set_at_hand(self, at_hand: bool) -> None:
        """Checks and buttons stand under the question that is being worked on."""
        self._at_hand = at_hand
        self.under.setVisible(at_hand)
        self.checks.setVisible(bool(self.text.strip()))

    def take_focus(self) -> None:
        """The cursor into the text."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text_changed(self) -> None:
        self.checks.show_text(self.text)
        self.checks.setVisible(bool(self.text.strip()))
