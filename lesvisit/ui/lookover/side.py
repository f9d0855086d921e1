"""Beside the lines: what has no note yet, the longest gap, and the abbreviations."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lesvisit.domain.abbreviations import Abbreviations
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.services.look_over import LookOver
from lesvisit.ui.lookover.words import clock_words, gap_words, ref_words
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ThemedWidget
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.chips import ChipKind, chip_size, paint_chip
from lesvisit.ui.widgets.labels import PlainLabel, Rule

WIDTH = 316
SHOWN_SHORTS = 6


class _Chip(ThemedWidget):
    """A code that only shows."""

    def __init__(self, theme: Theme, text: str, kind: ChipKind) -> None:
        super().__init__(theme)
        self._text, self._kind = text, kind

    def sizeHint(self) -> QSize:
        return chip_size(self.theme, self._text, self._kind)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        paint_chip(painter, self.theme, QRectF(self.rect().topLeft(), self.sizeHint()), self._text, self._kind)
        painter.end()


class LookSide(QFrame):
    """Made anew when something in it differs. Nothing in it is counted."""

    write_out_wanted = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.setObjectName("sidePanel")
        self.setAccessibleName(translator.gettext("What else there is"))
        self._shown: object = None
        self.write_out: PlainButton | None = None
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self.area)

    def show_visit(self, view: VisitBook, found: LookOver, table: Abbreviations) -> None:
        """Shows what belongs to this visit."""
        wanted = (found.bare, found.gap, found.shorts, tuple(view.codes.items()), self.theme.scale, view.phases)
        if wanted == self._shown:
            return
        self._shown = wanted
        self.write_out = None
        page = QWidget()
        page.setProperty("part", "page")
        column = QVBoxLayout(page)
        px = self.theme.px
        column.setContentsMargins(px(20), px(14), px(20), px(16))
        column.setSpacing(px(6))
        self._add_bare(column, view, found)
        self._add_gap(column, view, found)
        self._add_shorts(column, found, table)
        column.addStretch(1)
        self.area.setWidget(page)

    def _heading(self, column: QVBoxLayout, text: str) -> None:
        if column.count():
            column.addSpacing(self.theme.px(6))
            column.addWidget(Rule(self.theme))
            column.addSpacing(self.theme.px(4))
        column.addWidget(PlainLabel(self.theme, text, px=15, weight=SEMIBOLD))

    def _muted(self, column: QVBoxLayout, text: str) -> None:
        column.addWidget(PlainLabel(self.theme, text, px=13, tone="muted"))

    def _add_bare(self, column: QVBoxLayout, view: VisitBook, found: LookOver) -> None:
        if not view.link_order:
            return
        _ = self.translator.gettext
        self._heading(column, _("No note belongs to it yet"))
        for ref in found.bare:
            code = view.codes.get(ref, "")
            row = QHBoxLayout()
            row.setSpacing(self.theme.px(8))
            row.addWidget(_Chip(self.theme, code, kind_of(code)), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(PlainLabel(self.theme, ref_words(view, ref), px=13, name=f"bare_{code}"), 1)
            column.addLayout(row)
        if found.bare:
            self._muted(column, _("It may not have been to be seen. That can be said in the debrief too."))
        else:
            self._muted(column, _("Something was noted for each goal and each observation question."))

    def _add_gap(self, column: QVBoxLayout, view: VisitBook, found: LookOver) -> None:
        if found.gap is None:
            return
        _ = self.translator.gettext
        self._heading(column, _("The longest time without a note"))
        words = gap_words(self.translator, view, found.gap)
        column.addWidget(PlainLabel(self.theme, words, px=13, name="longestGap"))
        clock = clock_words(self.translator, view, found.gap)
        if found.gap.interrupted:
            self._muted(column, _("The laptop was away for a while then."))
        elif clock:
            hint = _(
                "By the clock {times}. Something comes to mind? Go back and begin the line with “om 10:32”.",
                times=clock,
            )
            self._muted(column, hint)

    def _add_shorts(self, column: QVBoxLayout, found: LookOver, table: Abbreviations) -> None:
        if not found.shorts:
            return
        _ = self.translator.gettext
        self._heading(column, _("Abbreviations"))
        shown = [f"{short} → {table[short]}" for short in found.shorts[:SHOWN_SHORTS]]
        more = " …" if len(found.shorts) > SHOWN_SHORTS else ""
        column.addWidget(PlainLabel(self.theme, ", ".join(shown) + more, px=13, name="shortsShown"))
        self.write_out = PlainButton(self.theme, _("Write them out in all lines"), name="writeOut")
        self.write_out.clicked.connect(self.write_out_wanted)
        column.addWidget(self.write_out, 0, Qt.AlignmentFlag.AlignLeft)
        self._muted(column, _("Ctrl Z takes it back."))


def kind_of(code: str) -> ChipKind:
    """The shape of a code: D1a a criterion, D1 a goal, K1 an observation question."""
    if code.startswith("K"):
        return ChipKind.QUESTION
    return ChipKind.CRITERION if code[-1:].isalpha() else ChipKind.GOAL
