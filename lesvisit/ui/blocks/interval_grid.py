"""The interval grid while it is used: press what happens, in the interval under way or in an earlier one."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from lesvisit.blocks.interval_cells import Cells, grid_rows, strangers
from lesvisit.blocks.interval_drawing import partial_of
from lesvisit.blocks.interval_grid import KIND
from lesvisit.blocks.interval_slots import COMMENT
from lesvisit.blocks.kind import Pressed
from lesvisit.domain.clock import Moment
from lesvisit.domain.events import VisitEnd
from lesvisit.domain.records import Change
from lesvisit.domain.template import Template
from lesvisit.domain.visit import Visit
from lesvisit.ui.blocks.hidden import shown_text
from lesvisit.ui.blocks.interval_layout import Now
from lesvisit.ui.blocks.interval_view import IntervalView
from lesvisit.ui.blocks.live import LiveBlock
from lesvisit.ui.widgets.base import ENTER_KEYS, name_widget
from lesvisit.ui.widgets.quiet_commit import QuietCommit


class Live(LiveBlock):
    """The grid, and under it a comment for the interval of the cursor where the form asks one."""

    def build(self) -> None:
        words = self.accessibleName()
        self.cells = Cells(self.host.view, self.block)
        self.grid = IntervalView(self.theme, self.translator, words, name=f"grid_{self.block.id}", parent=self)
        self._moment: Moment | None = None  # of the first key of a comment
        self._comment_slot = 0
        self._followed = True  # the cursor stood in the interval under way when the comment began
        self._build_comment()
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.grid)
        self.grid.pressed.connect(self._on_grid_pressed)
        self.grid.moved.connect(self._show_comment)
        self.grid.left.connect(self.leave_wanted)
        self.grid.resized.connect(self._place)
        self.theme.changed.connect(self._on_theme_changed)
        self.setFocusProxy(self.grid)

    def _build_comment(self) -> None:
        """The field stands beside the interval under way, so that it takes no height of the rows."""
        self.comment = QLineEdit(self)
        name_widget(self.comment, f"comment_{self.block.id}", self.translator.gettext("Comment"))
        self.comment.setVisible(KIND.flag(self.block, "comment"))
        self.quiet = QuietCommit(self.comment)
        self.quiet.committed.connect(self._on_comment_committed)
        self.comment.textEdited.connect(self._on_comment_edited)
        self.comment.installEventFilter(self)

    def _place(self) -> None:
        """The grid, and the field over the right half of its head."""
        asked, px = not self.comment.isHidden(), self.theme.px
        self._column.setContentsMargins(px(16), px(2), px(16), px(2))
        self.comment.setFont(self.theme.font(15))
        right = self.grid.viewport().width()
        left = max(right * 2 // 5, right - px(520)) if asked else right
        self.comment.setGeometry(self.grid.x() + left, self.grid.y() + px(4), right - left, self.target)
        self.comment.raise_()
        self.grid.target = self.target
        self.grid.strip_h, self.grid.strip_w = (self.target + px(8) if asked else px(24)), left

    def _on_theme_changed(self) -> None:
        self._place()
        self.grid.lay_out()

    def first_widget(self) -> QWidget:
        return self.grid

    # Showing

    def show_all(self) -> None:
        view = self.host.view
        rows = grid_rows(view, self.block, self.translator)
        self.cells.show_all(view)
        self._place()
        lost = strangers(self.cells, rows, self.translator)
        self.grid.show_grid((*rows, *lost), self.cells, view.visit.lesson_min)
        self.beat(self.host.minute())
        self._show_comment()

    def follow(self, change: Change) -> None:
        kinds = {type(record.payload) for record in change.records}
        if not kinds or kinds & {Visit, Template, VisitEnd}:
            self.show_all()
            return
        places = self.cells.take(self.host.view, change.records)
        known = {COMMENT, *(row.key for row in self.grid.rows)}
        if places is None or any(key not in known for key, _slot in places):
            self.show_all()
        elif places:
            self.grid.show_places(places)
            self._show_comment()

    def beat(self, minute: float | None) -> None:
        self.grid.show_now(self._now(minute), follow=not self.comment.hasFocus())

    def _now(self, minute: float | None) -> Now | None:
        view, slots = self.host.view, self.cells.slots
        if view.ended:
            slot, end = partial_of(view, self.cells) or (slots.at(view.end_min or 0.0) - 1, None)
            return Now(slot, 1.0 if end is None else slots.share(slot, end), ended=True)
        waits = KIND.choice(self.block, "start") == "first" and self.cells.span is None
        if minute is None or waits:
            return None
        slot = slots.at(minute)
        return Now(slot, slots.share(slot, minute))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.beat(self.host.minute())  # it had no beat while it stood behind another

    def show_keys(self, keys: dict[str, str]) -> None:
        super().show_keys(keys)
        self.grid.show_keys(keys)

    # Pressing

    def _on_grid_pressed(self, key: str, slot: int | None) -> None:
        if key == COMMENT:
            self.comment.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        minute = self.host.minute()
        self.beat(minute)
        if slot is None:
            self.press(key)
            return
        self._do(KIND.press_at(self.host.view, self.block, key, slot, minute))

    def _do(self, pressed: Pressed | None, moment: Moment | None = None) -> None:
        if pressed is None:
            return
        if pressed.record is None:
            self.host.enter(self.block, pressed.payload, moment)
        elif pressed.removes:
            self.host.take_away(pressed.record)
        else:
            self.host.change(pressed.record, pressed.payload)

    # The comment

    def _show_comment(self) -> None:
        """The field follows the cursor; what was typed goes to the interval it was typed at."""
        slot = self.grid.slot
        other = slot != self._comment_slot
        if other:
            self.quiet.flush()
            self._comment_slot, self._moment = slot, None
        found = self.cells.on(COMMENT, slot)
        text = shown_text(self.host, found[0].payload.texts[0]) if found else ""
        self.comment.setReadOnly(self.host.hide_pupils)
        if other:
            self.quiet.start(text)
        else:
            self.quiet.show(text)
        interval = self.cells.slots.words(slot)
        words = self.translator.gettext("Comment on {interval}", interval=interval)
        self.comment.setPlaceholderText(words)
        self.comment.setAccessibleName(words)

    def _on_comment_edited(self) -> None:
        if self._moment is None:
            self._moment = self.host.desk.moment()

    def _on_comment_committed(self, text: str) -> None:
        moment = self._moment or self.host.desk.moment()
        self._moment = None
        minute = self.host.minute(moment)
        self._do(KIND.comment_at(self.host.view, self.block, self._comment_slot, text, minute), moment)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.comment:
            if event.type() == QEvent.Type.FocusIn:
                self._followed = self.grid.at_now
            elif event.type() == QEvent.Type.FocusOut and self._followed and self.grid.now is not None:
                self.quiet.flush()
                self.grid.go_to(self.grid.row, self.grid.now.slot)
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._took_key(event)
        return super().eventFilter(watched, event)

    def _took_key(self, event: QKeyEvent) -> bool:
        """Enter goes back to the grid, Esc to the line; both keep what is typed."""
        if event.key() not in (*ENTER_KEYS, Qt.Key.Key_Escape):
            return False
        self.quiet.flush()
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        else:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
