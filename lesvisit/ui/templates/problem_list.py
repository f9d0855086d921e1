"""At the foot of the editor: what is not right yet, each a way to its field."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from lesvisit.blocks.kind import Problem
from lesvisit.domain.template import Template
from lesvisit.i18n import Translator
from lesvisit.services.templates import name_of
from lesvisit.ui.templates import words
from lesvisit.ui.templates.spot import led_by
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.labels import Rule

_MOST, _HIGH, _HIGH_LARGE = 40, 116, 58


class ProblemList(QFrame):
    """`path_wanted` with the path of the problem that was chosen."""

    path_wanted = Signal(str)

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templateProblems")
        self.theme, self.translator = theme, translator
        self._links: list[LinkButton] = []
        self.setProperty("ground", "alt")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QWidget()
        inside.setProperty("ground", "alt")
        self.list = QVBoxLayout(inside)
        self.list.setSpacing(0)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule(theme))
        column.addWidget(self.area)
        self._space()
        theme.changed.connect(self._space)
        self.hide()

    def show_problems(self, template: Template, problems: Sequence[Problem]) -> None:
        """These, in the order of the template."""
        self._links = []
        while (item := self.list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for problem in problems[:_MOST]:
            place = self._place(template, problem.path)
            sentence = problem.words(self.translator)
            link = LinkButton(
                self.theme, f"{place}: {sentence}" if place else sentence, name=f"problem_{problem.path}"
            )
            link.setAccessibleName(link.text())
            link.clicked.connect(lambda _=False, path=problem.path: self.path_wanted.emit(path))
            self.list.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            link.show()  # now, so that the focus can go to it
            self._links.append(link)
        self.list.addStretch(1)
        self._space()

    def first(self) -> LinkButton | None:
        """The first problem."""
        return next(iter(self._links), None)

    def _place(self, template: Template, path: str) -> str:
        """Where it is, as the outline calls it."""
        spot, _rest = led_by(template, path)
        if spot.section < 0:
            return ""
        block = template.block(spot.block) if spot.block else None
        if block is not None:
            return words.block_title(self.translator, block)
        title = name_of(template.sections[spot.section].title, self.translator.language)
        return title or self.translator.gettext("Part {number}", number=spot.section + 1)

    def _space(self) -> None:
        px = self.theme.px
        self.list.setContentsMargins(px(32), px(8), px(32), px(8))
        rows = max(1, self.list.count() - 1)
        most = px(_HIGH_LARGE if self.theme.large else _HIGH)
        self.area.setFixedHeight(min(most, px(24) * rows + px(18)))
