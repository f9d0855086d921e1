"""A block to be filled in after the lesson: over the columns of the talk, as wide as it is in the lesson."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from lesvisit.blocks import kind_of
from lesvisit.blocks.kind import block_label
from lesvisit.domain.clock import Moment, minute_text
from lesvisit.domain.records import Change, Operation
from lesvisit.domain.template import Block, Timing, text_in
from lesvisit.services import corrections
from lesvisit.services.session import VisitSession
from lesvisit.ui.blocks import live_of
from lesvisit.ui.blocks.host import BlockHost
from lesvisit.ui.blocks.live import LiveBlock
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.typed import WRONG_MINUTE, minute_typed
from lesvisit.ui.debrief.words import capital
from lesvisit.ui.icons import Icon
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.labels import PlainLabel, Rule

NEEDS_MINUTE = ("seat_map", "sweep")  # what is marked in them belongs to a moment of the lesson, and they show none


class LaterHost(BlockHost):
    """A block after the lesson: what is marked counts for `lesson_minute`, when there is one."""

    def __init__(self, talk: Talk, session: VisitSession) -> None:
        workspace = talk.workspace
        super().__init__(workspace, session, corrections.STEP, self._look_over, self._writing)
        self.talk = talk
        self.lesson_minute: float | None = None

    def _writing(self) -> Any:
        return self.workspace.desk.writing_as(self.talk.writer_id)

    def _look_over(self, operation: Operation | None) -> None:
        if operation is not None:
            self.talk.look_over(lambda _desk, _view: operation)

    def minute(self, moment: Moment | None = None) -> float | None:
        """The lesson minute that was chosen, else that of now."""
        return self.lesson_minute if self.lesson_minute is not None else super().minute(moment)

    def press(self, block: Block, item_id: str) -> bool:
        """A press counts for the chosen minute."""
        minute, kind = self.lesson_minute, kind_of(block.type)
        pressed = kind.press(self.view, block, item_id, minute) if kind is not None and minute is not None else None
        if pressed is None or pressed.record is not None:
            return super().press(block, item_id)
        self.enter(block, pressed.payload)
        return True

    def enter(self, block: Block, payload: Any, moment: Moment | None = None) -> None:
        """A new event stands at the chosen minute."""
        if self.lesson_minute is None:
            super().enter(block, payload, moment)
            return
        self._look_over(corrections.add_missed(self.desk, self.view, block, payload, self.lesson_minute))


class FillSheet(QFrame):
    """`left`: back to the talk."""

    left = Signal()

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk, self.theme = talk, talk.workspace.theme
        self.translator = talk.workspace.translator
        self.host: LaterHost | None = None
        self.live: LiveBlock | None = None
        self.block_id = ""
        self.setObjectName("fillSheet")
        self.setProperty("ground", "surface")
        self._build()
        talk.changed.connect(self._on_change)

    def _build(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.back = LinkButton(theme, _("Back to the talk"), key="Esc", icon=Icon.BACK, small=False, name="fillBack")
        self.title = PlainLabel(theme, weight=SEMIBOLD, elide=True, name="fillTitle")
        self.minute = Field(theme, _("It counts for minute"), name="fillMinute")
        self.help = PlainLabel(theme, px=13, tone="muted", name="fillHelp")
        self.area = QScrollArea()
        self.area.setObjectName("fillArea")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._head = QHBoxLayout()
        self._head.addWidget(self.back)
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.minute)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.help)
        column.addWidget(Rule(theme))
        column.addWidget(self.area, 1)
        self.back.clicked.connect(self.left)
        if isinstance(self.minute.input, QLineEdit):
            self.minute.input.editingFinished.connect(self._on_minute_typed)
        theme.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._head.setContentsMargins(px(4), px(8), px(16), px(8))  # the arrow at 16, as the block below
        self._head.setSpacing(px(12))
        self.help.setContentsMargins(px(16), 0, px(16), px(8))
        self.minute.setFixedWidth(px(170))

    # One block

    def open_block(self, block: Block) -> bool:
        """Shows a block to be worked in; False when it has no widget of its own."""
        made, session = live_of(block.type), self.talk.session
        if made is None or session is None:
            return False
        self.close_block()
        self.host = LaterHost(self.talk, session)
        self.block_id = block.id
        self._show_minute(block)
        self.live = made(self.host, block)
        self.live.leave_wanted.connect(self.left)
        self.area.setWidget(self.live)
        self.title.setText(capital(block_label(block, self.translator)))
        help_text = text_in(block.help, self.translator.language)
        self.help.setText(help_text)
        self.help.setVisible(bool(help_text))
        self.live.first_widget().setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def close_block(self) -> None:
        """What is typed is kept; the widget goes."""
        if self.live is None:
            return
        focused = self.live.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self.area.takeWidget()
        self.live.hide()
        self.live.deleteLater()
        self.live, self.host = None, None

    def _show_minute(self, block: Block) -> None:
        """What is marked in the lesson needs a lesson minute: first that of the block's last event."""
        wanted = block.type in NEEDS_MINUTE and block.timing == Timing.DURING
        view = self.talk.view
        minutes = [m for m in (view.minute(r) for r in view.of_block(block.id)) if m is not None]
        assert self.host is not None
        self.host.lesson_minute = max(minutes, default=0.0) if wanted else None
        self.minute.setVisible(wanted)
        self.minute.set_wrong("")
        self.minute.set_text(minute_text(self.host.lesson_minute))

    def _on_minute_typed(self) -> None:
        minute = minute_typed(self.minute.text())
        self.minute.set_wrong("" if minute is not None else self.translator.gettext(WRONG_MINUTE))
        if minute is not None and self.host is not None and self.live is not None:
            self.host.lesson_minute = minute
            self.live.show_all()

    def _on_change(self, change: Change) -> None:
        if self.live is not None and self.isVisible():
            self.live.follow(change)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
