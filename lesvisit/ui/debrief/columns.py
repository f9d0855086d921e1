"""Three columns beside each other; where there is no room, one under the other in a single scroll."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from lesvisit.ui.debrief.evidence_column import EvidenceColumn
from lesvisit.ui.debrief.foot import Foot
from lesvisit.ui.debrief.steps_column import StepsColumn
from lesvisit.ui.debrief.work_column import WorkColumn
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.labels import Rule

LEFT, RIGHT, MIDDLE = 220, 456, 420  # sizes of the design; the middle needs at least so much
NARROW_LEFT, NARROW_RIGHT, NARROW_MIDDLE = 188, 340, 380


class _Page(QWidget):
    """As high as its contents are at its width; Qt would also take their height at the least width."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class Columns(QWidget):
    """Places the columns; the foot with the main button is always in sight."""

    def __init__(
        self,
        theme: Theme,
        steps: StepsColumn,
        work: WorkColumn,
        evidence: EvidenceColumn,
        foot: Foot,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.steps, self.work, self.evidence, self.foot = steps, work, evidence, foot
        self.stacked: bool | None = None
        self._wanted: QWidget | None = None
        self._later = QTimer(self)  # of no time: it runs after the layouts, which a queued call does not
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._reveal_wanted)
        self._build()
        self.arrange()
        theme.changed.connect(self.arrange)

    def _build(self) -> None:
        self.area = _plain_scroll("debriefScroll")
        self.steps_scroll = _plain_scroll("stepsScroll")
        self._page = _Page()
        self._page.setProperty("part", "page")
        self._stack = QVBoxLayout(self._page)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(0)
        self.area.setWidget(self._page)
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.area, 1)
        middle.addWidget(self.foot)
        self._left_rule, self._right_rule = Rule(self.theme, vertical=True), Rule(self.theme, vertical=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for widget in (self.steps_scroll, self._left_rule, self._middle, self._right_rule):
            self._row.addWidget(widget, 1 if widget is self._middle else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Side by side where there is room, else one under the other."""
        px, width = self.theme.px, self.width()
        self.setMinimumSize(px(240), px(120))
        wide = width >= px(LEFT + RIGHT + MIDDLE)
        stacked = width < px(NARROW_LEFT + NARROW_RIGHT + NARROW_MIDDLE)
        if stacked != self.stacked:
            self.stacked = stacked
            self._stack_up() if stacked else self._side_by_side()
        if not stacked:
            self.steps_scroll.setFixedWidth(px(LEFT if wide else NARROW_LEFT))
            self.evidence.setFixedWidth(px(RIGHT if wide else NARROW_RIGHT))
        else:
            self.evidence.setFixedHeight(max(px(200), self.height() - self.foot.sizeHint().height() - px(16)))

    def _side_by_side(self) -> None:
        self.evidence.setMinimumSize(0, 0)
        self.evidence.setMaximumSize(16_777_215, 16_777_215)
        self.evidence.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.steps_scroll.setWidget(self.steps)
        self._stack.addWidget(self.work)
        self._row.addWidget(self.evidence)
        self._show_frames(True)

    def _stack_up(self) -> None:
        self.evidence.setMinimumSize(0, 0)
        self.evidence.setMaximumSize(16_777_215, 16_777_215)
        self.evidence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.steps_scroll.takeWidget()
        for widget in (self.steps, self.work, self.evidence):
            self._stack.addWidget(widget)
            widget.show()
        self._show_frames(False)

    def _show_frames(self, side_by_side: bool) -> None:
        for widget in (self.steps_scroll, self._left_rule, self._right_rule):
            widget.setVisible(side_by_side)
        self.steps.set_compact(not side_by_side)
        self.work.title.setVisible(side_by_side)  # stacked, the step right above it says so
        self.evidence.show_keys(side_by_side)

    def to_top(self) -> None:
        """Another step: its work begins at the top."""
        self.area.verticalScrollBar().setValue(0)

    @property
    def revealing(self) -> bool:
        """Will something still come into sight."""
        return self._later.isActive()

    def reveal_later(self, widget: QWidget) -> None:
        """As `reveal`, once what happens now has been laid out: a card that folds moves what is below it."""
        self._wanted = widget
        self._later.start()

    def _reveal_wanted(self) -> None:
        if self._wanted is not None and self._wanted.isVisibleTo(self):
            self.reveal(self._wanted)
        self._wanted = None

    def reveal(self, widget: QWidget) -> None:
        """Scrolls so far that this is in sight."""
        self.area.ensureWidgetVisible(widget, 0, self.theme.px(24))


def _plain_scroll(name: str) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
