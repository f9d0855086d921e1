"""A word that may not go to the team unasked, in the row's own place: leave, replace, or rewrite the line."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from lesvisit.domain.masking import FoundKind
from lesvisit.domain.sharing import MaskChoice
from lesvisit.i18n import Translator
from lesvisit.services.share import MaskQuestion
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ENTER_KEYS, name_widget
from lesvisit.ui.widgets.buttons import LinkButton, PlainButton
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.wrap_row import WrapRow


class FoundText(QTextEdit):
    """The words of a line with the found one marked by a ground and a line under it; plain text, read only."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        name_widget(self, name)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setProperty("bare", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        theme.changed.connect(self._mark)
        self._span = (0, 0)

    def show_found(self, text: str, start: int, end: int) -> None:
        """The text, with this stretch of it marked."""
        self.setPlainText(text)
        self._span = _utf16(text, start), _utf16(text, end)
        self._mark()

    def _mark(self) -> None:
        self.setFont(self.theme.font(15))
        mark = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setBackground(QColor(self.theme.tokens.soft))
        form.setFontUnderline(True)
        form.setFontWeight(SEMIBOLD)
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._span[0])
        cursor.setPosition(self._span[1], QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, form
        self.setExtraSelections([mark])

    def height_for(self, width: int) -> int:
        """How high the words stand at this width."""
        document = self.document()
        document.setTextWidth(max(40, width))
        return int(document.size().height()) + 2


def _utf16(text: str, place: int) -> int:
    """Qt counts UTF-16 units."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


class QuestionRow(QWidget):
    """Asks about one found word. `answered(question, choice, words)`; Esc goes back to the line."""

    answered = Signal(object, object, str)
    left = Signal()
    grown = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.question: MaskQuestion | None = None
        self._choice = MaskChoice.REPLACE
        self.setObjectName("questionRow")
        self.setAutoFillBackground(True)
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.asked = PlainLabel(theme, px=13, name="askedWord")
        self.words = FoundText(theme, "foundText")
        self.leave = PlainButton(theme, _("Leave it"), name="maskLeave")
        self.replace = PlainButton(theme, "", name="maskReplace")
        self.rewrite = PlainButton(theme, _("Rewrite …"), name="maskRewrite")
        self.other = LinkButton(theme, _("Replace by other words …"), small=False, name="maskOther")
        self.edit = QLineEdit()
        name_widget(self.edit, "maskWords")
        self.keep = PlainButton(theme, _("Keep these words"), name="maskKeep")
        self.wrong = PlainLabel(theme, px=13, tone="warn", name="maskWrong")
        self.edit.hide()
        self.keep.hide()
        self.wrong.hide()
        self.edit.installEventFilter(self)

    def _build_layout(self) -> None:
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.asked)
        self._box.addWidget(self.words)
        self._buttons = WrapRow(self.theme, gap=8)
        for button in (self.leave, self.replace, self.rewrite, self.other):
            self._buttons.add(button, 60, 0)
        self._box.addWidget(self._buttons)
        typed = QHBoxLayout()
        typed.addWidget(self.edit, 1)
        typed.addWidget(self.keep)
        self._box.addLayout(typed)
        self._box.addWidget(self.wrong)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._box.setContentsMargins(px(36), px(2), px(16), px(12))
        self._box.setSpacing(px(6))

    def _connect(self) -> None:
        self.leave.clicked.connect(lambda: self._answer(MaskChoice.LEAVE, ""))
        self.replace.clicked.connect(lambda: self._answer(MaskChoice.REPLACE, ""))
        self.rewrite.clicked.connect(lambda: self._type(MaskChoice.REWRITE))
        self.other.clicked.connect(lambda: self._type(MaskChoice.REPLACE))
        self.keep.clicked.connect(self._on_keep_clicked)
        self.edit.textEdited.connect(lambda _: self.wrong.hide())
        self.theme.changed.connect(self._space)

    def ask(self, question: MaskQuestion, more: int) -> None:
        """Shows a question; `more` others about this line follow it. What is being typed for the same one stays."""
        if question == self.question:
            return
        self.question = question
        _ = self.translator.gettext
        pattern = (
            _("“{word}” is a case pupil of this visit. What may the team read?")
            if question.found.kind is FoundKind.CASE
            else _("“{word}” is a name that this paper does not print. What may the team read?")
        )
        asked = pattern.format(word=question.found.word)
        more_words = self.translator.ngettext("{n} more after this.", "{n} more after this.", more) if more else ""
        self.asked.setText(" ".join(part for part in (asked, more_words) if part))
        self.words.show_found(question.text, *question.span)
        self.replace.setText(_("Replace by “{words}”", words=question.suggestion))
        self.leave.setAccessibleDescription(asked)
        self._hide_typed()

    def preferred_height(self, width: int) -> int:
        """The height it needs at a width of the table."""
        px = self.theme.px
        self.words.setFixedHeight(self.words.height_for(width - px(56)))
        buttons = self._buttons.heightForWidth(width - px(52))
        typed = px(44) if self.edit.isVisibleTo(self) else 0
        wrong = px(26) if self.wrong.isVisibleTo(self) else 0
        asked = self.asked.heightForWidth(width - px(52))
        return asked + self.words.height() + buttons + typed + wrong + px(14 + 12)

    def show_wrong(self, sentence: str) -> None:
        """Why the typed words can't stand there."""
        self.wrong.setText(sentence)
        self.wrong.show()
        self.updateGeometry()
        self._grow()

    def take_focus(self) -> None:
        """To the first answer."""
        self.replace.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.edit.isVisible():
                self._hide_typed()
                self.take_focus()
                self._grow()
            else:
                self.left.emit()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER_KEYS:
            self._on_keep_clicked()
            return True
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(300), self.preferred_height(max(self.width(), self.theme.px(300))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.colour("line"))
        bar = self.theme.px(20)
        painter.fillRect(bar, self.theme.px(4), self.theme.px(3), self.height() - self.theme.px(16),
                         self.theme.colour("warn"))  # fmt: skip
        painter.end()

    def _answer(self, choice: MaskChoice, words: str) -> None:
        if self.question is not None:
            self.answered.emit(self.question, choice, words)

    def _type(self, choice: MaskChoice) -> None:
        if self.question is None:
            return
        _ = self.translator.gettext
        self._choice = choice
        whole = choice is MaskChoice.REWRITE
        self.edit.setText(self.question.text if whole else self.question.suggestion)
        words = _("This line in other words, for the team") if whole else _("In place of this word")
        self.edit.setAccessibleName(words)
        self.edit.setPlaceholderText(words)
        self.edit.show()
        self.keep.show()
        self._grow()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    def _hide_typed(self) -> None:
        self.edit.hide()
        self.keep.hide()
        self.wrong.hide()

    def _on_keep_clicked(self) -> None:
        self._answer(self._choice, self.edit.text())

    def _grow(self) -> None:
        self.grown.emit()
