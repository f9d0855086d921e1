"""A label that wants its whole text on one line, and wraps only where there is no room for that."""

from PySide6.QtCore import QSize

from lesvisit.ui.widgets.base import measure
from lesvisit.ui.widgets.labels import PlainLabel


class LongLabel(PlainLabel):
    """Lets what stands behind it stay close."""

    def sizeHint(self) -> QSize:
        width = measure(self.theme, self.text(), self._px, self._weight >= 600) + self.theme.px(4)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.theme.px(120), self.sizeHint().width()), self.fontMetrics().height())
