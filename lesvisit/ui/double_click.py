"""One tick: a double click on a package opens LesVisit. In Settings, and where a package is opened."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.i18n import LANGUAGES, N_, Translator
from lesvisit.messages import sentence
from lesvisit.ui.beside import beside
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.tick_box import TickBox
from lesvisit.ui.workspace import Workspace

if TYPE_CHECKING:
    from lesvisit.models.file_type import FileType

_PACKAGE = N_("LesVisit package")


class DoubleClick(QWidget):
    """Hidden where the system can't be told, or need not be. `only_off`: hidden too where it is so already."""

    def __init__(self, workspace: Workspace, *, name: str, only_off: bool = False) -> None:
        super().__init__()
        self.workspace = workspace
        self._only_off = only_off
        self._type: FileType | None = None
        _, theme = workspace.translator.gettext, workspace.theme
        self.tick = TickBox(theme, _("A double click on a package opens LesVisit"), name=name)
        self.why = PlainLabel(theme, px=13, tone="muted", name=f"{name}Why")
        self.why.setText(
            _("Only for you on this laptop. You can undo it in Settings.")
            if only_off
            else _("Only for you on this laptop.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.tick)
        column.addWidget(self.why)
        self.tick.toggled.connect(self._on_toggled)
        self.hide()

    def refresh(self) -> None:
        """Asks the system what is so."""
        from lesvisit.models.file_type import file_type

        self._type = file_type()
        on = self._type is not None and self._type.is_on()
        self._set(on)
        self.setVisible(self._type is not None and not (on and self._only_off))

    def _set(self, on: bool) -> None:
        with QSignalBlocker(self.tick):
            self.tick.setChecked(on)

    def _on_toggled(self, on: bool) -> None:
        told, _ = self._type, self.workspace.translator.gettext
        if told is None:
            return
        try:
            self._change(told, on)
        except LesVisitError as error:
            self._set(not on)
            self.workspace.say(sentence(error, self.workspace.translator))
            return
        beside(told.tell)
        self.workspace.say(
            _("A double click on a package opens LesVisit from now on.")
            if on
            else _("A double click on a package no longer opens LesVisit.")
        )

    def _change(self, told: "FileType", on: bool) -> None:
        if on:
            folder = self.workspace.translator.locale_dir
            told.put_on({code: Translator(code, folder).gettext(_PACKAGE) for code in LANGUAGES})
        else:
            told.take_off()
