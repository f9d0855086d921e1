"""The blocks of other forms that are pinned to this visit, each with the way to take it off again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.template import Block, text_in
from lesvisit.i18n import Translator
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.labels import PlainLabel


class PinList(QWidget):
    """`off_wanted` with the id of a block; hidden while nothing is pinned."""

    off_wanted = Signal(str)

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pinList")
        self.theme, self.translator = theme, translator
        self._shown: tuple[tuple[Block, ...], bool] | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(2))
        self.column.addWidget(PlainLabel(theme, translator.gettext("Pinned to this visit:"), px=13, tone="muted"))
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        self.column.addLayout(self.list)

    def show_pins(self, blocks: Sequence[Block], *, fixed: bool) -> None:
        """These; `fixed` once observing began: then none is taken off."""
        wanted = (tuple(blocks), fixed)
        self.setVisible(bool(blocks))
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self.list.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for block in blocks:
            row = self._make(block, fixed)
            self.list.addWidget(row)
            row.show()

    def _make(self, block: Block, fixed: bool) -> QWidget:
        _ = self.translator.gettext
        name = text_in(block.label, self.translator.language)
        off = LinkButton(self.theme, _("Take off"), name=f"unpin_{block.id}")
        off.setAccessibleName(_("Take {block} off this visit", block=name))
        off.clicked.connect(lambda: self.off_wanted.emit(block.id))
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(PlainLabel(self.theme, name, px=15), 1)
        across.addWidget(off, 0, Qt.AlignmentFlag.AlignTop)
        off.setVisible(not fixed)
        return row
