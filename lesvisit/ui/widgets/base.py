"""What the painted widgets share: a box with crisp borders, names for readers, and two base classes."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QColor,
    QEnterEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.tokens import Role

CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
ARROW_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def name_widget(widget: QWidget, name: str, words: str = "") -> None:
    """Gives a widget its objectName (for tests and style) and its accessible name (for readers)."""
    if name:
        widget.setObjectName(name)
    if words:
        widget.setAccessibleName(words)


def set_state(widget: QWidget, key: str, value: object) -> None:
    """Sets a dynamic property that the stylesheet looks at, and restyles only when it differs."""
    if widget.property(key) == value:
        return
    widget.setProperty(key, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def announce(widget: QWidget, words: str) -> None:
    """Has a screen reader say these words now; it may interrupt, so only for what concerns loss or failure."""
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
    event = QAccessibleAnnouncementEvent(widget, words)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def crisp_pen(colour: QColor, width: float, dashed: bool = False) -> QPen:
    """A pen for borders; dashes are short, as in the pictures."""
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dashed:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([3.0 / width, 2.0 / width])
    return pen


def draw_box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """A rounded box whose border lies wholly inside `rect`, its lines on half pixels."""
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(crisp_pen(border, width, dashed) if border is not None else Qt.PenStyle.NoPen)
    inset = width / 2 if border is not None else 0.0
    inner = rect.adjusted(inset, inset, -inset, -inset)
    corner = max(0.0, min(radius - inset, inner.width() / 2, inner.height() / 2))
    painter.drawRoundedRect(inner, corner, corner)


def draw_control(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    *,
    chosen: bool = False,
    down: bool = False,
    hovered: bool = False,
    radius: float = 6,
) -> None:
    """The ground and border of anything that can be pressed or chosen, by the table of states in look.md."""
    ground: Role = "soft" if chosen or down else "alt" if hovered else "surface"
    border: Role = "accent" if chosen else "ink" if down or hovered else "ctl"
    width = theme.line_width + (1 if chosen else 0)
    draw_box(painter, rect, theme.pxf(radius), theme.colour(ground), theme.colour(border), width)


class ThemedWidget(QWidget):
    """A painted widget that redraws and measures itself again when the theme changes."""

    def __init__(self, theme: Theme, *, name: str = "", words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        name_widget(self, name, words)
        theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def _painter(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter


class PaintedButton(QAbstractButton):
    """A button drawn by ourselves: Space and Enter click it, hovering redraws it, its size is its content."""

    ring_radius = 6

    def __init__(self, theme: Theme, text: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._text = ""
        self.setText(text)
        name_widget(self, name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._on_theme_changed)

    def setText(self, text: str) -> None:
        """Sets the words; an ampersand in them is an ampersand, never a key."""
        self._text = text
        super().setText(text.replace("&", "&&"))
        self.updateGeometry()

    def text(self) -> str:
        return self._text

    def content_size(self) -> QSize:
        """The size the drawing needs; each kind says its own."""
        raise NotImplementedError

    def draw(self, painter: QPainter) -> None:
        """Paints the button; antialiasing is on."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        return self.theme.touched(self.content_size())

    def minimumSizeHint(self) -> QSize:
        return self.theme.touched(self.content_size())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and not event.isAutoRepeat():
            self.click()
        elif event.key() in ARROW_KEYS and event.modifiers() & MODIFIERS:
            event.ignore()  # Qt would move the focus; with a modifier it belongs to the window
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    @property
    def hovered(self) -> bool:
        """Is the pointer on an enabled button?"""
        return self.isEnabled() and self.underMouse()

    def text_width(self, px: float, bold: bool = True) -> int:
        """The width of the button's text at a size of the design."""
        return measure(self.theme, self.text(), px, bold)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def measure(theme: Theme, text: str, px: float, semibold: bool = False) -> int:
    """The width in pixels of a text in the theme's face."""
    return theme.width(text, px, SEMIBOLD if semibold else REGULAR)
