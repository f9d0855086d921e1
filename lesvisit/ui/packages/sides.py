"""One line as it stands here and there, side by side, with the words that stand on one side only marked."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.design_diff import text_difference
from lesvisit.i18n import Translator
from lesvisit.ui.packages.words import Names, differing, field_words, gist, value_words
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.marked_box import MarkedBox
from lesvisit.ui.widgets.side_by_side import SideBySide

_STACK_BELOW = 520


class LineSides(QWidget):
    """All parts of a line that differ, each with both sides."""

    def __init__(
        self,
        theme: Theme,
        translator: Translator,
        here: Any,
        there: Any,
        name: Names,
        *,
        gone_here: bool = False,
        gone_there: bool = False,
        key: str = "",
    ) -> None:
        super().__init__()
        _ = translator.gettext
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        parts = differing(here, there)
        self.boxes: list[tuple[MarkedBox, MarkedBox]] = []
        if gone_here != gone_there or not parts:
            words = gist(translator, there, name)
            gone = _("taken away")
            ours = gone if gone_here else gist(translator, here, name)
            theirs = gone if gone_there else words
            self._add(theme, column, _("Here"), _("There"), ours, theirs, key)
            return
        for part in parts:
            label = field_words(translator, part)
            one = value_words(translator, getattr(here, part), name) or "–"
            other = value_words(translator, getattr(there, part), name) or "–"
            titles = (_("Here · {part}", part=label), _("There · {part}", part=label))
            self._add(theme, column, *titles, one, other, f"{key}_{part}")

    def _add(self, theme: Theme, column: QVBoxLayout, here: str, there: str, one: str, other: str, key: str) -> None:
        was, becomes = text_difference(one, other)
        left = MarkedBox(theme, here, was, name=f"here_{key}")
        right = MarkedBox(theme, there, becomes, name=f"there_{key}", dashed=True)
        self.boxes.append((left, right))
        column.addWidget(SideBySide(theme, left, right, stack_below=_STACK_BELOW, gap=12, shares=(1, 1)))
