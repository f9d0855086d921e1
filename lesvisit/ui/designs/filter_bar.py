"""Above the list of designs: a search field, subject, class, and whether the archive is shown."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from lesvisit.i18n import Translator
from lesvisit.services.design_finder import Wish, groups, subjects
from lesvisit.services.designs import DesignSummary
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import ENTER_KEYS, name_widget
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.wrap_row import WrapRow


class DesignSearch(QLineEdit):
    """Esc empties it; Down and Enter go on to the list (`left`)."""

    left = Signal()

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self.theme = theme
        name_widget(self, "designSearch", words)
        self.setPlaceholderText(words)
        self.setClearButtonEnabled(True)
        self._fit()
        theme.changed.connect(self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, *ENTER_KEYS):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        self.setFont(self.theme.font(15))


class FilterBar(QWidget):
    """`changed`: another wish; `left`: on to the list."""

    changed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        _ = translator.gettext
        self.search = DesignSearch(theme, _("Search in titles, goals, phases and names"))
        self.subject = DropDown(theme, name="designSubjectFilter", words=_("Subject"))
        self.group = DropDown(theme, name="designClassFilter", words=_("Class or year"))
        self.archive = LinkButton(theme, "", small=False, name="designArchive")
        self.archive.setCheckable(True)
        row = WrapRow(theme, gap=12)
        row.add(self.search, 280, 3)
        row.add(self.subject, 150, 1)
        row.add(self.group, 150, 1)
        row.add(self.archive, 10, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        self.search.textChanged.connect(self.changed)
        self.search.left.connect(self.left)
        self.subject.currentIndexChanged.connect(self.changed)
        self.group.currentIndexChanged.connect(self.changed)
        self.archive.toggled.connect(self._on_archive)

    @property
    def wish(self) -> Wish:
        """What is looked for now."""
        return Wish(
            self.search.text(),
            self.subject.currentData() or "",
            self.group.currentData() or "",
            self.archive.isChecked(),
        )

    def show_designs(self, designs: Sequence[DesignSummary]) -> None:
        """What can be chosen among these; what was chosen stays."""
        _ = self.translator.gettext
        self._fill(self.subject, _("All subjects"), subjects(designs))
        self._fill(self.group, _("All classes and years"), groups(designs))
        away = sum(d.design.archived for d in designs)
        if not away:
            self.archive.setChecked(False)
        self.archive.setVisible(bool(away))
        self._archive_words = _("Archive ({n})", n=away)
        self._name_archive()

    def _fill(self, drop: DropDown, every: str, texts: Sequence[str]) -> None:
        chosen = drop.currentData() or ""
        blocked = drop.blockSignals(True)
        drop.clear()
        drop.addItem(every, "")
        for text in texts:
            drop.addItem(text, text)
        drop.setCurrentIndex(max(drop.findData(chosen), 0))
        drop.blockSignals(blocked)
        drop.setVisible(len(texts) > 1 or bool(drop.currentData()))

    def _on_archive(self) -> None:
        self._name_archive()
        self.changed.emit()

    def _name_archive(self) -> None:
        here = self.archive.isChecked()
        self.archive.setText(self.translator.gettext("Back to the list") if here else self._archive_words)
        self.archive.updateGeometry()
