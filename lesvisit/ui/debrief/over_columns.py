"""What lies over the columns of the talk for a while: the lesson once more, a block filled in, notes from paper."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from lesvisit.ui.debrief.columns import Columns
from lesvisit.ui.debrief.fill_sheet import FillSheet
from lesvisit.ui.debrief.paper_sheet import PaperSheet
from lesvisit.ui.debrief.replay import ReplaySheet
from lesvisit.ui.debrief.talk import Talk


class OverColumns(QObject):
    """Opens one sheet over the columns and gives them back. `turned`: the ribbon shows something else now."""

    turned = Signal()

    def __init__(self, talk: Talk, columns: Columns, parent: QObject) -> None:
        super().__init__(parent)
        self.talk, self.columns = talk, columns
        self.fill = FillSheet(talk)
        self.paper = PaperSheet(talk)
        self.replay = ReplaySheet(talk, columns.evidence.model)
        for sheet in (self.fill, self.paper, self.replay):
            sheet.hide()
        self._connect()

    def _connect(self) -> None:
        evidence = self.columns.evidence
        evidence.counts.fill_wanted.connect(self.open_block)
        evidence.paper_wanted.connect(self.open_paper)
        evidence.list.replay_wanted.connect(self.open_replay)
        self.fill.left.connect(self.close_block)
        self.paper.left.connect(self.close_paper)
        self.replay.left.connect(self._on_replay_left)
        self.replay.moved.connect(self.turned)

    def lay_in(self, column: QVBoxLayout) -> None:
        """Puts the columns and the sheets in the page, in each other's place."""
        for widget in (self.columns, self.fill, self.paper, self.replay):
            column.addWidget(widget, 1)

    def close(self) -> None:
        """Back to the columns, whatever lies over them."""
        self.close_block()
        self.close_paper()
        self.close_replay()

    # A block that is filled in afterwards

    def open_block(self, block_id: str) -> None:
        """Opens a block over the columns."""
        template = self.talk.view.template
        block = template.block(block_id) if template is not None else None
        if block is not None:
            self.columns.hide()
            self.fill.show()
            if not self.fill.open_block(block):
                self.close_block()

    def close_block(self) -> None:
        """Back to the columns, to the block that was open."""
        if self.fill.isHidden():
            return
        self.fill.close_block()
        self.fill.hide()
        self.columns.show()
        self.columns.evidence.counts.take_focus(self.fill.block_id)

    # Notes that were made on paper

    def open_paper(self) -> None:
        """Notes from paper are typed over, over the columns."""
        self.talk.flush()
        self.columns.hide()
        self.paper.show()
        self.paper.open()

    def close_paper(self) -> None:
        """Back to the columns, where the notes now stand."""
        if not self.paper.isHidden():
            self.paper.rest()
            self.paper.hide()
            self.columns.show()
            self.columns.evidence.take_focus(Qt.FocusReason.OtherFocusReason)

    # The lesson once more

    @property
    def replaying(self) -> bool:
        """Is the lesson gone through once more?"""
        return not self.replay.isHidden()

    def open_replay(self, note_id: str) -> None:
        """The lesson one moment at a time over the columns, from this note."""
        self.talk.flush()
        self.columns.hide()
        self.replay.show()
        self.replay.open_at(note_id)

    def close_replay(self) -> None:
        """Back to the columns."""
        if self.replaying:
            self.replay.hide()
            self.columns.show()
            if self.talk.session is not None:
                self.turned.emit()

    def _on_replay_left(self, note_id: str) -> None:
        self.close_replay()
        self.columns.evidence.show_note(note_id)
