"""The outline of a template: the form itself, its sections, their blocks; moved by Alt with an arrow, or a button."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from lesvisit.domain.template import Template
from lesvisit.services.templates import name_of
from lesvisit.ui.templates import words
from lesvisit.ui.templates.open_template import OpenTemplate
from lesvisit.ui.templates.spot import Spot, spots
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ENTER_KEYS, LEFT, PaintedButton, draw_box
from lesvisit.ui.widgets.roving import Roving
from lesvisit.ui.widgets.row_tools import RowTools

_INDENT, _HIGH = 16, 34
_MOVES = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}


class OutlineRow(PaintedButton):
    """One place: its name, and a sign where something is not right yet."""

    ring_radius = 4

    def __init__(self, theme: Theme, spot: Spot, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent=parent)
        self.spot, self._sub, self.faults = spot, "", 0
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, text: str, sub: str, faults: int, spoken: str) -> None:
        """Its name, what kind of thing it is, and how much is wrong in it."""
        self.setText(text)
        self._sub, self.faults = sub, faults
        self.setAccessibleName(spoken)
        self.setToolTip("")
        self.update()

    def nextCheckState(self) -> None:  # noqa: N802 (Qt's name)
        """Does nothing: the editor says where we are."""

    def content_size(self) -> QSize:
        return QSize(self.theme.px(160), self.theme.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(80), self.theme.px(_HIGH))

    def draw(self, painter: QPainter) -> None:
        theme, px, here = self.theme, self.theme.px, self.isChecked()
        rect = QRectF(self.rect())
        if here or self.hovered:
            draw_box(painter, rect, theme.pxf(4), theme.colour("soft" if here else "bg"))
        if here:
            painter.fillRect(QRectF(0, 0, px(3), rect.height()), theme.colour("accent"))
        left = px(12 + (_INDENT if self.spot.block else 0))
        room = rect.adjusted(left, 0, -px(26 if self.faults else 8), 0)
        bold = not self.spot.block
        self._words(painter, room, self.text(), 15, bold, "ink")
        if self.faults:
            painter.setPen(theme.colour("warn"))
            painter.setFont(theme.font(15, SEMIBOLD))
            painter.drawText(rect.adjusted(0, 0, -px(10), 0), int(_RIGHT), "!")

    def _words(self, painter: QPainter, room: QRectF, text: str, px: int, bold: bool, tone: str) -> None:
        theme = self.theme
        font = theme.font(px, SEMIBOLD if bold else REGULAR)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        painter.drawText(room, LEFT, shown)
        left = metrics.horizontalAdvance(shown) + theme.px(8)
        rest = room.adjusted(left, 0, 0, 0)
        if self._sub and rest.width() > theme.px(40):
            small = theme.font(13)
            painter.setFont(small)
            painter.setPen(theme.colour("muted"))
            sub = QFontMetrics(small).elidedText(self._sub, Qt.TextElideMode.ElideRight, int(rest.width()))
            painter.drawText(rest, LEFT, sub)


class Outline(QWidget):
    """`spot_wanted`: another place is gone to; `asked`: block, section, up, down, away; `enter_wanted`: into it."""

    spot_wanted = Signal(object)
    asked = Signal(str)
    enter_wanted = Signal()

    def __init__(self, opened: OpenTemplate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templateOutline")
        self.opened, self.theme = opened, opened.workspace.theme
        self.translator = opened.workspace.translator
        self.here = Spot()
        self._rows: dict[Spot, OutlineRow] = {}
        self._roving = Roving(self)
        _ = self.translator.gettext
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        makers = (("block", _("+ Building block")), ("section", _("+ Part")))
        self.tools = RowTools(self.theme, self.translator, makers, name="outline")
        self.tools.asked.connect(self.asked)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self.list)
        self._column.addWidget(self.tools)
        self._column.addStretch(1)
        self._space()
        self.theme.changed.connect(self._space)

    def show_template(self, here: Spot, faults: Mapping[Spot, int]) -> None:
        """The places there are, the one that is shown, and where something is wrong."""
        template = self.opened.template
        wanted = tuple(spots(template))
        self.here = here
        had_focus = any(row.hasFocus() for row in self._rows.values())
        if wanted != tuple(self._rows):
            self._rebuild(wanted)
        for spot, row in self._rows.items():
            text, sub = self._words(template, spot)
            count = faults.get(spot, 0)
            spoken = ". ".join(p for p in (text, sub, words.faults(self.translator, count) if count else "") if p)
            row.show_words(text, sub if sub != text else "", count, spoken)
            row.setChecked(spot == here)
        if here in self._rows:
            self._roving.set_stop(self._rows[here])
            if had_focus:
                self._rows[here].setFocus()
        self.tools.show_row(self._words(template, here)[0] if here != Spot() else "")

    def take_focus(self) -> None:
        """On the place that is shown."""
        row = self._rows.get(self.here)
        if row is not None:
            row.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def rows(self) -> list[OutlineRow]:
        """The rows in order."""
        return list(self._rows.values())

    def _rebuild(self, wanted: tuple[Spot, ...]) -> None:
        old = self._rows
        self._rows = {spot: old[spot] if spot in old else self._make(spot) for spot in wanted}
        for row in (row for spot, row in old.items() if spot not in self._rows):
            self.list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, row in enumerate(self._rows.values()):
            if self.list.indexOf(row) != place:
                self.list.insertWidget(place, row)
                row.show()
        self._roving.set_buttons(self.rows, self._rows.get(self.here))

    def _make(self, spot: Spot) -> OutlineRow:
        row = OutlineRow(self.theme, spot)
        row.setObjectName(f"outline_{spot.block or spot.section}")
        row.installEventFilter(self)
        row.clicked.connect(lambda: self.spot_wanted.emit(spot))
        return row

    def _words(self, template: Template, spot: Spot) -> tuple[str, str]:
        _ = self.translator.gettext
        if spot.section < 0:
            return _("About this form"), ""
        section = template.sections[spot.section]
        if not spot.block:
            title = name_of(section.title, self.translator.language)
            return title or _("Part {number}", number=spot.section + 1), ""
        block = template.block(spot.block)
        if block is None:
            return "", ""
        return words.block_title(self.translator, block), words.type_name(self.translator, block.type)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The row with the focus is shown; Alt with an arrow moves it, Delete takes it away, Enter goes into it."""
        if not isinstance(watched, OutlineRow):
            return False
        if event.type() == QEvent.Type.FocusIn and watched.spot != self.here:
            self.spot_wanted.emit(watched.spot)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in _MOVES:
            self.asked.emit(_MOVES[key])
        elif key == Qt.Key.Key_Delete:
            self.asked.emit("away")
        elif key == Qt.Key.Key_Insert:
            self.asked.emit("block")
        elif key in ENTER_KEYS:
            self.enter_wanted.emit()
        else:
            return False
        return True

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(16), px(16), px(12), px(16))
        self._column.setSpacing(px(12))


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
