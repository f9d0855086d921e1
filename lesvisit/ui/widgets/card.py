"""A card: a white sheet with a thin border, its small title, and a column for what is in it."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import name_widget
from lesvisit.ui.widgets.labels import PlainLabel


class Card(QFrame):
    """Add widgets and layouts to `body`; `padding` is a size of the design."""

    def __init__(
        self,
        theme: Theme,
        title: str = "",
        *,
        padding: int = 20,
        plain: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme, self._padding = theme, padding
        name_widget(self, name, title)
        self.setProperty("part", "card")
        self.setProperty("plain", plain)
        self.title = PlainLabel(theme, px=13, weight=SEMIBOLD, tone="muted")
        self.body = QVBoxLayout(self)
        self.body.addWidget(self.title)
        self.set_title(title)
        self._space()
        theme.changed.connect(self._space)

    def set_title(self, title: str) -> None:
        """The small heading; none when empty."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.setAccessibleName(title)

    def _space(self) -> None:
        side = self.theme.px(self._padding)
        self.body.setContentsMargins(side, side, side, side)
        self.body.setSpacing(self.theme.px(8))
