"""A choice for the visit that stands once observing began: its title, the list, a line about what was chosen."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.services import prepare
from lesvisit.ui.prepare.part import Part, small_title
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace


class ChoicePart(Part):
    """Fill `choice` in `refresh`; `_on_chosen` gets the data of what the person chose."""

    def __init__(self, workspace: Workspace, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.choice = DropDown(self.theme, name=name, words=title)
        self.about = PlainLabel(self.theme, px=13, tone="muted", name=f"{name}About")
        self.fixed = PlainLabel(self.theme, px=13, tone="muted", name=f"{name}Fixed")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        for widget in (small_title(self.theme, title), self.choice, self.about, self.fixed):
            self.column.addWidget(widget)
        self.fixed.setText(workspace.translator.gettext("Fixed since the first note of this visit."))
        self.choice.activated.connect(self._on_activated)
        self._space()
        self.theme.changed.connect(self._space)

    def show_fixed(self) -> bool:
        """Once observing began the choice can only be read; the reason stands under it."""
        stands = self.stands()
        self.choice.setEnabled(not stands)
        self.fixed.setVisible(stands)
        return stands

    def stands(self) -> bool:
        """Observing began with it."""
        return prepare.started(self.view)

    def say_about(self, text: str) -> None:
        """The line under the list."""
        self.about.setText(text)
        self.about.setVisible(bool(text))

    def _space(self) -> None:
        self.column.setSpacing(self.theme.px(6))

    def _on_activated(self, place: int) -> None:
        if self.session is not None:
            self._on_chosen(self.choice.itemData(place))

    def _on_chosen(self, data: object) -> None:
        raise NotImplementedError
