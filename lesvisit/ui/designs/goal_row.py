"""One goal or success criterion: its chip and its text."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.goal_check import unseen_word
from lesvisit.i18n import Translator
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.chips import ChipKind, ChipLabel
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.widgets.row_edit import RowEdit

_CHIP_ROOM = 36


class GoalRow(QWidget):
    """`is_goal`: semibold with a thick pill; a criterion is smaller, with a thin one."""

    def __init__(self, theme: Theme, translator: Translator, ref: str, is_goal: bool) -> None:
        super().__init__()
        self.theme, self.translator = theme, translator
        self.ref, self.is_goal, self.code = ref, is_goal, ""
        self._chip: ChipLabel | None = None
        self._build()
        self._space()
        theme.changed.connect(self._space)

    def _build(self) -> None:
        _ = self.translator.gettext
        self.editor = RowEdit(
            self.theme,
            px=15 if self.is_goal else 13,
            weight=SEMIBOLD if self.is_goal else REGULAR,
            name=f"{'goal' if self.is_goal else 'criterion'}_{self.ref}",
        )
        hint = (
            _("What pupils can do after this lesson") if self.is_goal else _("What you then see or hear a pupil do")
        )
        self.editor.setPlaceholderText(hint)
        self.commit = QuietCommit(self.editor)
        self._holder = QWidget()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._holder, 0, Qt.AlignmentFlag.AlignTop)
        self.hint = PlainLabel(self.theme, px=13, tone="muted", name=f"hint_{self.ref}")
        self.hint.hide()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.editor)
        column.addWidget(self.hint)
        self._row.addLayout(column, 1)

    def show_row(self, code: str, text: str, read_only: bool) -> None:
        """Its code by place, its text, and whether it is only read."""
        if code != self.code:
            self.code = code
            self._show_chip(code)
        self.editor.setReadOnly(read_only)
        words = _words(self.translator, self.is_goal, code)
        self.editor.setAccessibleName(words)
        self.commit.show(text)
        self._show_hint("" if read_only else unseen_word(text))

    def _show_hint(self, word: str) -> None:
        """One quiet line where nobody can see or hear what is meant; it never stands in the way."""
        _ = self.translator.gettext
        says = _("You can't see or hear “{word}”. What does a pupil say, do or make then?", word=word)
        self.hint.setText(says if word else "")
        self.hint.setVisible(bool(word))
        self.editor.setAccessibleDescription(self.hint.text())

    def set_current(self, current: bool) -> None:
        """The chip of the row that is worked on is marked."""
        if self._chip is not None:
            self._chip.set_chosen(current)
        self._current = current

    def _show_chip(self, code: str) -> None:
        if self._chip is not None:
            self._chip.deleteLater()
        kind = ChipKind.GOAL if self.is_goal else ChipKind.CRITERION
        self._chip = ChipLabel(self.theme, code, kind)
        self._chip.setParent(self._holder)
        self._chip.set_chosen(getattr(self, "_current", False))
        self._chip.show()
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(0, px(7 if self.is_goal else 1), 0, px(1))
        self._row.setSpacing(px(10))
        high = max(px(20), 1)
        wide = px(_CHIP_ROOM)
        if self._chip is not None:
            size = self._chip.sizeHint()
            wide, high = max(wide, size.width()), size.height()
            self._chip.setGeometry(0, 0, max(size.width(), px(_CHIP_ROOM)), high)
        self._holder.setFixedSize(wide, high)


def _words(translator: Translator, is_goal: bool, code: str) -> str:
    _ = translator.gettext
    return _("Goal {code}", code=code) if is_goal else _("Success criterion {code}", code=code)
