"""Two versions of a design side by side, whichever two; with who made the later one, when and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from lesvisit.domain.design import DesignVersion
from lesvisit.domain.design_diff import design_difference
from lesvisit.domain.records import Record
from lesvisit.ui import design_words
from lesvisit.ui.designs.difference_view import DifferenceView
from lesvisit.ui.designs.version_words import origin
from lesvisit.ui.icons import Icon
from lesvisit.ui.theme import BOLD
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.field import FieldFrame
from lesvisit.ui.widgets.follow_focus import FollowFocus
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.wrap_row import WrapRow
from lesvisit.ui.workspace import Workspace


class ComparePage(QWidget):
    """`back_wanted`: to the design (Esc does it too)."""

    back_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparePage")
        self.workspace, self.theme = workspace, workspace.theme
        self._versions: list[Record[DesignVersion]] = []
        self._build()
        self.back.clicked.connect(self.back_wanted)
        for drop in (self.before, self.after):
            drop.currentIndexChanged.connect(self._show)
        self.theme.changed.connect(self._space)

    def _build(self) -> None:
        _, theme = self.workspace.translator.gettext, self.theme
        self.back = LinkButton(theme, _("Back to the design"), icon=Icon.BACK, name="compareBack")
        self.title = PlainLabel(theme, px=28, weight=BOLD, name="compareTitle")
        self.before = DropDown(theme, name="compareBefore")
        self.after = DropDown(theme, name="compareAfter")
        choices = WrapRow(theme, gap=24)
        choices.add(FieldFrame(theme, _("Was"), self.before, name="compareBefore"), 240, 1)
        choices.add(FieldFrame(theme, _("Becomes"), self.after, name="compareAfter"), 240, 1)
        self.about = PlainLabel(theme, px=13, tone="muted", name="compareAbout")
        self.view = DifferenceView(theme, self.workspace.translator)
        sheet = QWidget()
        sheet.setProperty("part", "page")
        self._sheet = QVBoxLayout(sheet)
        self._sheet.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.title, choices, self.about, self.view):
            self._sheet.addWidget(widget)
        self._sheet.addStretch(1)
        self.area = QScrollArea()
        self.area.setObjectName("compareScroll")
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(sheet)
        FollowFocus(theme, self.area)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.area)
        self._space()

    def compare(self, title: str, versions: Sequence[Record[DesignVersion]], before_id: str, after_id: str) -> None:
        """These two to begin with, any two by choosing."""
        self._versions = list(versions)
        self.title.setText(design_words.title(self.workspace.translator, title))
        ids = [record.id for record in versions]
        for drop, chosen in ((self.before, before_id), (self.after, after_id)):
            blocked = drop.blockSignals(True)
            drop.clear()
            for record in versions:
                drop.addItem(self._words(record), record.id)
            drop.setCurrentIndex(ids.index(chosen))
            drop.blockSignals(blocked)
        self._show()
        self.area.verticalScrollBar().setValue(0)
        self.before.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the design."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _words(self, record: Record[DesignVersion]) -> str:
        return origin(self.workspace.translator, self.workspace.name, record)

    def _show(self) -> None:
        before = self._versions[self.before.currentIndex()].payload
        after = self._versions[self.after.currentIndex()].payload
        _ = self.workspace.translator.gettext
        self.about.setText(_("Why: {why}", why=after.why.strip()) if after.why.strip() else "")
        self.about.setVisible(bool(self.about.text()))
        self.view.show_difference(design_difference(before, after))

    def _space(self) -> None:
        px = self.theme.px
        self._sheet.setContentsMargins(px(32), px(16), px(32), px(20))
        self._sheet.setSpacing(px(12))
