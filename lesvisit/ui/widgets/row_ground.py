"""The ground of a row in a painted list: chosen, under the mouse, with the focus."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import draw_box


def draw_row_ground(painter: QPainter, theme: Theme, rect: QRectF, state: QStyle.StateFlag) -> None:
    """A bar at the left says what is chosen, a frame where the keys go: never the colour alone."""
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    if chosen or state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.colour("soft" if chosen else "alt"))
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
    if chosen:
        painter.fillRect(QRectF(rect.left(), rect.top(), theme.px(3), rect.height()), theme.colour("accent"))
    if state & QStyle.StateFlag.State_HasFocus:
        draw_box(painter, rect.adjusted(1, 1, -1, -1), theme.pxf(6), None, theme.colour("accent"), 2)
