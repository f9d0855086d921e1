"""What the form asks before the lesson: fields, and what case pupils are expected to do."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.records import Change
from lesvisit.domain.template import Block, text_in
from lesvisit.services import prepare
from lesvisit.services.session import VisitSession
from lesvisit.ui.blocks import live_of
from lesvisit.ui.blocks.host import BlockHost
from lesvisit.ui.blocks.live import LiveBlock
from lesvisit.ui.prepare.part import Part, label_title
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace

PREDICTED = ("case_matrix",)  # used in the lesson, and begun before it


class BlocksCard(Part):
    """Shows itself only where the form asks something before the lesson."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.card = Card(self.theme, workspace.translator.gettext("Beforehand"), name="blocksCard")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        self.lives: list[LiveBlock] = []
        self._shown: tuple[Block, ...] = ()
        self._parts: list[QWidget] = []

    def open(self, session: VisitSession) -> None:
        self._shown = ()
        super().open(session)

    def refresh(self) -> None:
        super().refresh()
        template = self.view.template
        asked = tuple(b for b in template.all_blocks if _asked(b)) if template is not None else ()
        if asked != self._shown:
            self._shown = asked
            self._build()
        self.setVisible(bool(asked))

    def _build(self) -> None:
        for widget in self._parts:
            widget.hide()
            widget.deleteLater()
        self._parts, self.lives = [], []
        if self.session is None:
            return
        host = BlockHost(self.workspace, self.session, prepare.STEP, self.do)
        for block in self._shown:
            made = live_of(block.type)
            if made is not None:
                self._add(made(host, block), block)

    def _add(self, live: LiveBlock, block: Block) -> None:
        language = self.workspace.translator.language
        title = label_title(self.theme, text_in(block.label, language))
        help_words = PlainLabel(self.theme, text_in(block.help, language), px=13, tone="muted", parent=self.card)
        help_words.setVisible(bool(help_words.text()))
        self.lives.append(live)
        for widget in (title, help_words, live):
            self._parts.append(widget)
            self.card.body.addWidget(widget)

    def flush(self) -> None:
        super().flush()
        for live in self.lives:
            live.flush()

    def follow(self, change: Change) -> None:
        """One act of the visit: the blocks show what differs."""
        for live in self.lives:
            live.follow(change)


def _asked(block: Block) -> bool:
    return (block.timing == "before" or block.type in PREDICTED) and live_of(block.type) is not None
