"""A line that is being written: time, mark, text, effect, chips; the new line, or one in the sheet."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lesvisit.domain.shapes import Shape
from lesvisit.i18n import Translator
from lesvisit.ui.observe.line_edit import LineEdit
from lesvisit.ui.observe.sheet_delegate import FLOW_FROM, PAGE, SheetDelegate, SheetStyle, chips_width
from lesvisit.ui.theme import SEMIBOLD, Theme, colour_of
from lesvisit.ui.tokens import mix
from lesvisit.ui.widgets.base import RIGHT, PaintedButton, ThemedWidget
from lesvisit.ui.widgets.chips import ChipKind, chip_size
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.marks import paint_mark

Chips = tuple[tuple[str, ChipKind], ...]


def line_height(theme: Theme, px: float) -> int:
    """The height of one line in the editor."""
    return QFontMetrics(theme.font(px)).lineSpacing()


class MarkButton(PaintedButton):
    """The mark before the line; a click makes the line of the next kind."""

    ring_radius = 3

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        self._shape, self._letter = Shape.DISC, ""
        super().__init__(theme, name=name, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_mark(self, shape: Shape, letter: str, words: str) -> None:
        """Shows a kind, and says it."""
        self._shape, self._letter = shape, letter
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    text_px = 17.0

    def content_size(self) -> QSize:
        return QSize(self.theme.px(18), line_height(self.theme, self.text_px))

    def draw(self, painter: QPainter) -> None:
        side = self.theme.pxf(18)
        rect = QRectF(0, (self.height() - side) / 2, side, side)
        paint_mark(painter, rect, self._shape, self.theme.colour("accent"), self._letter)


class ChipsRow(ThemedWidget):
    """The chips of the line being written."""

    def __init__(self, theme: Theme, rows: SheetDelegate, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, parent=parent)
        self._rows, self._chips = rows, ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    _chips: Chips

    def set_chips(self, chips: Chips, words: str) -> None:
        """Shows these."""
        self.setAccessibleName(words)
        self.setVisible(bool(chips))
        if chips != self._chips:
            self._chips = chips
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        height = chip_size(self.theme, "D", ChipKind.CRITERION).height()
        return QSize(round(chips_width(self.theme, self._chips)), height + self.theme.px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        self._rows.draw_chips(painter, self.width(), self.height() / 2, self._chips)
        painter.end()


class NoteLine(QFrame):
    """`typed` after each change of text or effect; the editors' own signals say where the person wants to go."""

    typed = Signal()
    height_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        translator: Translator,
        *,
        name: str,
        words: str,
        in_sheet: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.style_ = PAGE
        self._time, self._in_sheet = "", in_sheet
        self._taken_right = 0
        self._build_widgets(name, words)
        self._build_layout()
        self._connect()

    def _build_widgets(self, name: str, words: str) -> None:
        _ = self.translator.gettext
        self.rows = SheetDelegate(self.theme, self)
        self.mark = MarkButton(self.theme, name=f"{name}Mark", parent=self)
        self.text = LineEdit(self.theme, name=f"{name}Text", words=words, deletes=self._in_sheet, parent=self)
        self.effect_label = PlainLabel(
            self.theme, _("effect on pupils"), px=13, tone="muted", wrap=False, name=f"{name}EffectLabel"
        )
        self.effect = LineEdit(
            self.theme,
            px=15,
            name=f"{name}Effect",
            words=_("Effect on pupils"),
            deletes=self._in_sheet,
            parent=self,
        )
        self.hint = PlainLabel(self.theme, "", px=13, tone="muted", wrap=False, name=f"{name}Hint")
        self.chips = ChipsRow(self.theme, self.rows, name=f"{name}Chips", parent=self)
        self.chips.hide()
        self.hint.hide()

    def _build_layout(self) -> None:
        self._effect_row = QHBoxLayout()
        self._effect_row.addWidget(self.effect_label, 0, Qt.AlignmentFlag.AlignTop)
        self._effect_row.addWidget(self.effect, 1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.text)
        column.addLayout(self._effect_row)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.addLayout(column, 1)
        self._beside.addWidget(self.hint, 0, Qt.AlignmentFlag.AlignTop)
        self._beside.addWidget(self.chips, 0, Qt.AlignmentFlag.AlignTop)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._beside, 1)
        self.show_effect(False)
        self._space()

    def _connect(self) -> None:
        self.theme.changed.connect(self._space)
        for editor in (self.text, self.effect):
            editor.typed.connect(self.typed)
            editor.typed.connect(self._place_chips)
            editor.height_changed.connect(self._on_height_changed)

    # Showing

    def set_style(self, style: SheetStyle) -> None:
        """The sizes of the page or of the quiet screen."""
        self.style_ = self.rows.style = style
        self.text.set_px(style.text_px)
        self.mark.text_px = style.text_px
        self.mark.updateGeometry()
        self._space()

    def set_taken_right(self, pixels: int) -> None:
        """What a scroll bar takes at the right: chips stand in line with those of the other rows."""
        if pixels != self._taken_right:
            self._taken_right = pixels
            self._space()

    def set_time(self, text: str) -> None:
        """The line's time in the gutter, an empty text while it has none."""
        if text != self._time:
            self._time = text
            self.setAccessibleDescription(text)
            self.update()

    def set_hint(self, text: str) -> None:
        """A few words behind the text ("Enter keeps it, Esc lays it away")."""
        if text != self.hint.text():
            self.hint.setText(text)
        self.hint.setVisible(bool(text))

    def show_effect(self, shown: bool) -> None:
        """Opens the field for the effect, or closes it when nothing stands in it."""
        shown = shown or bool(self.effect.toPlainText())
        self.effect_label.setVisible(shown)
        self.effect.setVisible(shown)
        self._on_height_changed()

    @property
    def time(self) -> str:
        """What the gutter shows."""
        return self._time

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect, theme = QRectF(self.rect()), self.theme
        quiet = not self.style_.margin_line
        painter.fillRect(rect, theme.colour("bg" if quiet else "soft"))
        left = theme.px(self.style_.right) if quiet else 0
        width = theme.line_width
        painter.setPen(QPen(theme.colour("ctl" if quiet else "accent"), width))
        painter.drawLine(QPointF(left, width / 2), QPointF(rect.width() - left, width / 2))
        if not quiet:
            painter.drawLine(QPointF(0, rect.height() - width / 2), QPointF(rect.width(), rect.height() - width / 2))
            painter.setPen(QPen(colour_of(mix(theme.tokens.accent, theme.tokens.surface)), 1))
            x = theme.px(self.style_.gutter) + 0.5
            painter.drawLine(QPointF(x, 0), QPointF(x, rect.height()))
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(self.style_.time_px, SEMIBOLD))
        gutter = theme.px(self.style_.gutter) - theme.px(14)
        high = line_height(theme, self.style_.text_px)
        painter.drawText(QRectF(0, self._top(), gutter, high), RIGHT, self._time)
        painter.end()

    def _top(self) -> int:
        if not self.style_.margin_line:
            return self.theme.px(20)
        large = self.theme.scale >= FLOW_FROM
        return self.theme.px(7 if self._in_sheet else 8 if large else 14)

    def _space(self) -> None:
        px, style = self.theme.px, self.style_
        self._row.setContentsMargins(
            px(style.mark), self._top(), max(0, px(style.right) - self._taken_right), self._top()
        )
        self._row.setSpacing(px(style.text) - px(style.mark) - px(18))
        self._effect_row.setSpacing(px(8))
        self._effect_row.setContentsMargins(0, px(2), 0, 0)
        self._place_chips()
        self.updateGeometry()
        self.update()

    def _place_chips(self) -> None:
        """At large type the chips stand behind the text, or under it where it is long."""
        large = self.theme.scale >= FLOW_FROM
        room = self.width() - self.theme.px(self.style_.text) - self.theme.px(self.style_.right)
        wide = QFontMetrics(self.text.font()).horizontalAdvance(self.text.toPlainText()[:200])
        below = large and wide + self.chips.sizeHint().width() + self.theme.px(24) > room
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        wanted = down if below else right
        if self._beside.direction() != wanted:
            self._beside.setDirection(wanted)
            self._beside.setAlignment(self.chips, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._beside.setSpacing(self.theme.px(4) if below else self.theme.px(16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_chips()

    def _on_height_changed(self) -> None:
        self.updateGeometry()
        self.height_changed.emit()
