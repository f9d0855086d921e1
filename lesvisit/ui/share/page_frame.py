"""The share step on the screen: the papers and the lines at the left, the pages at the right, the bar below."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from lesvisit.ui.share.agreed_bar import AgreedBar
from lesvisit.ui.share.aside_card import AsideCard
from lesvisit.ui.share.lines_card import LinesCard
from lesvisit.ui.share.options import PaperOptions
from lesvisit.ui.share.paper_print import CAN_PRINT
from lesvisit.ui.share.preview import PaperPreview
from lesvisit.ui.share.reading import ReadingSheet
from lesvisit.ui.share.sent_sheet import SentSheet
from lesvisit.ui.step_page import StepPage
from lesvisit.ui.widgets.ask_strip import AskStrip
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.widgets.side_by_side import SideBySide
from lesvisit.ui.workspace import Workspace

_STACK_BELOW, _PAPER_WIDTH, _LEAST_HIGH, _LEAST_STACKED = 980, 432, 240, 340


class _CardStack(QStackedWidget):
    """As high as the card that is shown needs at least; the others are not asked."""

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()


class ShareFrame(StepPage):
    """Its parts and their places; what they do is `SharePage`'s."""

    step = "share"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._build_widgets()
        self._build_layout()
        self.columns.stacked_changed.connect(lambda _: self._space())
        self.theme.changed.connect(self._space)

    def _build_widgets(self) -> None:
        theme, translator = self.theme, self.workspace.translator
        self.error = ErrorBar(theme, name="shareError")
        self.options = PaperOptions(theme, translator)
        self.lines = LinesCard(theme, translator)
        self.reading = ReadingSheet(theme, translator)
        self.sent = SentSheet(theme, translator)
        self.aside = AsideCard(theme, translator)
        self.preview = PaperPreview(theme, translator)
        self.bar = AgreedBar(theme, translator, CAN_PRINT)
        self.named = AskStrip(theme, name="sharePupils")

    def _build_layout(self) -> None:
        self.left = QWidget()
        self._left_box = QVBoxLayout(self.left)
        self._left_box.addWidget(self.options)
        self.stack = _CardStack()
        for card in (self.lines, self.reading, self.sent, self.aside):
            self.stack.addWidget(card)
        self._left_box.addWidget(self.stack, 1)
        self.side = QFrame()
        self.side.setObjectName("sidePanel")
        side_box = QVBoxLayout(self.side)
        side_box.setContentsMargins(0, 0, 0, 0)
        side_box.addWidget(self.preview)
        self.columns = SideBySide(self.theme, self.left, self.side, stack_below=_STACK_BELOW)
        self.scroll_area = QScrollArea()
        self.scroll_area.setObjectName("shareScroll")
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setWidget(self.columns)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.error)
        box.addWidget(self.scroll_area, 1)
        box.addWidget(self.named)
        box.addWidget(self.bar)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._left_box.setContentsMargins(px(24), px(18), px(24), px(16))
        self._left_box.setSpacing(px(12))
        stacked = self.columns.stacked
        self.side.setMinimumWidth(0 if stacked else px(_PAPER_WIDTH))
        self.side.setMinimumHeight(px(620) if stacked else 0)
        self.stack.setMinimumHeight(px(_LEAST_STACKED if stacked else _LEAST_HIGH))
        self.bar.set_narrow(stacked)

    def into_view(self, widget: QWidget) -> None:
        """Where the columns stand under each other."""
        if self.columns.stacked:
            self.scroll_area.ensureWidgetVisible(widget, 0, 0)
