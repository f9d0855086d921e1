"""Beside the form: the block as it works while observing, on a visit that is kept nowhere, and the keys it gets."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from lesvisit.blocks.drawing import Drawing, Room
from lesvisit.domain.keymap import KeyMap, keymap_of
from lesvisit.domain.records import Change, Operation
from lesvisit.domain.template import Block, Template
from lesvisit.services.throwaway import ThrowawayStorage, ThrowawayVisit, throwaway_visit
from lesvisit.ui.blocks import live_of
from lesvisit.ui.blocks.host import BlockHost
from lesvisit.ui.blocks.live import LiveBlock
from lesvisit.ui.templates.key_words import KeyLine, item_keys, key_lines
from lesvisit.ui.templates.open_template import OpenTemplate
from lesvisit.ui.templates.sketch import block_sketch, template_sketch
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import LEFT, PaintedButton
from lesvisit.ui.widgets.drawn import DrawnView
from lesvisit.ui.widgets.keycap import keycap_size, paint_keycap
from lesvisit.ui.widgets.labels import PlainLabel

_KEY_ROOM, _DRAWN, _MOST_LINES = 56, 420.0, 30
_SIDE, _INSIDE = 12, 12


class KeyButton(PaintedButton):
    """One key with its code and words; a click leads to the block."""

    ring_radius = 3

    def __init__(self, theme: Theme, line: KeyLine) -> None:
        self.line = line
        super().__init__(theme, line.words, name=f"key_{line.block_id}_{line.item_id}")
        self._code = f"/{line.code}" if line.code else ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the outline leads there by keyboard
        self.setAccessibleName(", ".join(part for part in (line.words, line.key, self._code) if part))

    def content_size(self) -> QSize:
        return QSize(self.theme.px(220), self.theme.px(26))

    def draw(self, painter: QPainter) -> None:
        theme, px = self.theme, self.theme.px
        if self.line.key:
            cap = keycap_size(theme, self.line.key)
            paint_keycap(painter, theme, QRectF(QPointF(0, (self.height() - cap.height()) / 2), cap), self.line.key)
        small = QFontMetrics(theme.font(13))
        code = small.horizontalAdvance(self._code)
        room = QRectF(px(_KEY_ROOM), 0, self.width() - px(_KEY_ROOM + 8) - code, self.height())
        painter.setFont(theme.font(13))
        painter.setPen(theme.colour("ink"))
        painter.drawText(
            room, LEFT, small.elidedText(self.text(), Qt.TextElideMode.ElideRight, max(0, int(room.width())))
        )
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRectF(self.width() - code, 0, code + 2, self.height()), LEFT, self._code)


class Preview(QWidget):
    """`block_wanted` when a key was clicked: its block is gone to; `leave_wanted` on Esc in the block that works."""

    block_wanted = Signal(str)
    leave_wanted = Signal()

    def __init__(self, opened: OpenTemplate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templatePreview")
        self.opened, self.workspace = opened, opened.workspace
        self.theme, self.translator = self.workspace.theme, self.workspace.translator
        self._memory: ThrowawayStorage | None = None
        self._session: ThrowawayVisit | None = None
        self._stop: Callable[[], None] = lambda: None
        self._live: LiveBlock | None = None
        self._shown: tuple[Template, str] | None = None
        self._block: Block | None = None
        _ = self.translator.gettext
        self.title = PlainLabel(self.theme, _("This is how it looks"), px=13, weight=SEMIBOLD, tone="muted")
        self.frame = QFrame()
        self.frame.setProperty("part", "card")
        self.drawn = DrawnView(self.theme, self._sketch, name="previewDrawing")
        self._inside = QVBoxLayout(self.frame)
        self._inside.addWidget(self.drawn)
        self.hint = PlainLabel(self.theme, px=13, tone="muted", name="previewHint")
        self.keys_title = PlainLabel(self.theme, _("Keys and codes"), px=13, weight=SEMIBOLD, tone="muted")
        self.keys_about = PlainLabel(self.theme, px=13, tone="muted", name="keysAbout")
        self.keys = QVBoxLayout()
        self.keys.setSpacing(0)
        self._column = QVBoxLayout(self)
        for widget in (self.title, self.frame, self.hint, self.keys_title, self.keys_about):
            self._column.addWidget(widget)
        self._column.addLayout(self.keys)
        self._column.addStretch(1)
        self._space()
        self.theme.changed.connect(self._space)

    # Showing

    def show_block(self, block_id: str, *, sound: bool) -> None:
        """This block (empty: the whole form); live only while nothing is wrong in it."""
        template = self.opened.template
        wanted = (template, f"{block_id} {sound}")
        if wanted == self._shown:
            return
        self._shown = wanted
        self._block = template.block(block_id) if block_id else None
        self._show_live(template, sound)
        self.drawn.setVisible(self._live is None)
        self.drawn.refresh()
        self.frame.setVisible(self._live is not None or self.drawn.drawing is not None)
        self._show_keys(template)

    def close_template(self) -> None:
        """Nothing is shown; what was pressed here is gone."""
        self._drop_live()
        self._shown = self._block = None

    def _show_live(self, template: Template, sound: bool) -> None:
        _ = self.translator.gettext
        self._drop_live()
        kind = live_of(self._block.type) if self._block is not None and sound else None
        hint = ""
        made = kind(self._host(template), self._block) if kind is not None and self._block is not None else None
        if made is not None and made.minimumSizeHint().width() > self._room:
            made.deleteLater()  # too wide to stand here; a try has the whole window
        elif made is not None and self._block is not None:
            self._live = made
            made.show_keys(item_keys(template, self._block, self._keymap, self.translator.language))
            made.leave_wanted.connect(self.leave_wanted)
            self._inside.addWidget(made)
            hint = _("You can press it here; nothing is kept.")
        elif self._block is not None and not sound:
            hint = _("It works here once everything in it is right.")
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    @property
    def _room(self) -> int:
        """How wide a block can be here."""
        return max(self.width(), self.theme.px(320)) - self.theme.px(2 * (_SIDE + _INSIDE))

    def _host(self, template: Template) -> BlockHost:
        self._memory = self._memory or ThrowawayStorage()
        session = throwaway_visit(self.workspace.desk, template, memory=self._memory)
        self._session = session
        self._stop = session.listen(on_change=self._on_change)

        def do(operation: Operation | None) -> None:
            if operation is not None:
                session.do(operation)

        return BlockHost(self.workspace, session, "observe", do)

    def _on_change(self, change: Change) -> None:
        if self._live is not None:
            self._live.follow(change)

    def _drop_live(self) -> None:
        self._stop()
        self._stop = lambda: None
        if self._live is not None:
            self._inside.removeWidget(self._live)
            self._live.hide()
            self._live.deleteLater()
            self._live = None

    @property
    def live(self) -> LiveBlock | None:
        """The block that works here."""
        return self._live

    @property
    def _keymap(self) -> KeyMap:
        return keymap_of(self.workspace.profile.preferences.keys)

    def _show_keys(self, template: Template) -> None:
        _ = self.translator.gettext
        while (item := self.keys.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        found = key_lines(template, self._block, self._keymap, self.translator.language)
        for line in found[:_MOST_LINES]:
            button = KeyButton(self.theme, line)
            button.setSizePolicy(self.frame.sizePolicy().horizontalPolicy(), button.sizePolicy().verticalPolicy())
            button.clicked.connect(lambda _=False, key=line.block_id: self.block_wanted.emit(key))
            self.keys.addWidget(button)
            button.show()
        self.keys_about.setText(
            _("In the order of the form: move a block or an item and its key moves along.")
            if found
            else _("Counters, stopwatches and codes get their keys here.")
        )

    def _sketch(self, room: Room) -> Drawing | None:
        if self.opened.session is None:
            return None
        if self._block is not None:
            return block_sketch(self._block, self.translator, room)
        template = self.opened.template
        return template_sketch(template, self.translator, room, _DRAWN) if template.all_blocks else None

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(_SIDE), px(16), px(_SIDE), px(16))
        self._column.setSpacing(px(8))
        self._inside.setContentsMargins(px(_INSIDE), px(12), px(_INSIDE), px(12))
