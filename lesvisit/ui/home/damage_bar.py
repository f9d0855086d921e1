"""What happened to the file with the visits, on top of Home until it is solved: what is safe, and what to do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.workspace import Workspace

if TYPE_CHECKING:
    from lesvisit.models.opening import Damage


class DamageBar(ErrorBar):
    """`restore_wanted` carries the path of the newest good backup."""

    restore_wanted = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace.theme, name="damageBar", parent=parent)
        self.workspace = workspace
        self.hide()
        self.button_chosen.connect(self._on_button_chosen)

    def refresh(self) -> None:
        """Shows what there is to tell, or nothing."""
        _ = self.workspace.translator.gettext
        damage, misfits = self.workspace.database.damage, self.workspace.database.journal.misfits()
        if damage is not None:
            button = _("Put the backup back") if damage.newest else ""
            self.show_error(self._what(damage), self._safe(damage), button)
        elif misfits:
            safe = _("It was written down whole in {file}. Everything else is in its place.", file=str(misfits[0]))
            self.show_error(_("Something you typed could not be put in its place."), safe)
        self.setVisible(damage is not None or bool(misfits))

    def _what(self, damage: "Damage") -> str:
        _ = self.workspace.translator.gettext
        if damage.kept is None:
            return _("The file with your visits is gone.")
        return _("The file with your visits was damaged.")

    def _safe(self, damage: "Damage") -> str:
        _ = self.workspace.translator.gettext
        if damage.kept is None:
            return _("There is a backup of it. You can go on at once, or put the backup back.")
        if damage.newest is None:
            words = _("The damaged file was kept in {folder}. You can go on at once; there is no backup.")
        else:
            words = _("The damaged file was kept in {folder}. You can go on at once, or put the backup back.")
        return words.format(folder=damage.kept)

    def _on_button_chosen(self) -> None:
        damage = self.workspace.database.damage
        if damage is not None and damage.newest is not None:
            self.restore_wanted.emit(damage.newest.path)
