"""What happened to the file with the visits, on top of Home until it is solved: what is safe, and what to do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lesvisit.ui.widgets.buttons import LinkButton
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
        _ = workspace.translator.gettext
        self.dismiss = LinkButton(workspace.theme, _("Don't tell me again"), name="dismissDamage")
        self.acts.addWidget(self.dismiss)
        self.hide()
        self.button_chosen.connect(self._on_button_chosen)
        self.dismiss.clicked.connect(self._on_dismissed)
        workspace.health_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Shows what there is to tell, or nothing."""
        from lesvisit.models.database import Health

        _ = self.workspace.translator.gettext
        database = self.workspace.database
        damage, misfits = database.damage, database.journal.misfits()
        self.dismiss.setVisible(damage is not None and database.health is not Health.TROUBLE)
        if damage is not None:
            button = _("Put the backup back") if damage.newest else ""
            self._show(self._what(damage), self._safe(damage), button)
        elif misfits:
            safe = _("It was written down whole in {file}. Everything else is in its place.", file=str(misfits[0]))
            self._show(_("Something you typed could not be put in its place."), safe)
        self.setVisible(damage is not None or bool(misfits))

    def _show(self, what: str, safe: str, button: str = "") -> None:
        """Said aloud when it is new only."""
        if self.isHidden() or (self.what.text(), self.safe.text(), self.button.text()) != (what, safe, button):
            self.show_error(what, safe, button)

    def _what(self, damage: "Damage") -> str:
        from lesvisit.models.opening import Harm

        _ = self.workspace.translator.gettext
        if damage.here:
            return _("A backup has to be put back.")
        if damage.harm in (Harm.LOG, Harm.LOG_GONE):
            return _("The file with your visits may not be complete.")
        if damage.harm is Harm.GONE or damage.kept is None:
            return _("The file with your visits is gone.")
        return _("The file with your visits was damaged.")

    def _safe(self, damage: "Damage") -> str:
        from lesvisit.messages import sentence
        from lesvisit.models.opening import Harm
        from lesvisit.models.told_damage import in_words

        _ = self.workspace.translator.gettext
        if damage.here:
            trouble = self.workspace.database.trouble
            return sentence(trouble or in_words(damage), self.workspace.translator)
        if damage.harm in (Harm.LOG, Harm.LOG_GONE):
            return sentence(in_words(damage), self.workspace.translator)
        if damage.kept is None:
            alone = _("You can go on at once; there is no backup.")
            offer = _("There is a backup of it. You can go on at once, or put the backup back.")
        elif damage.harm is Harm.GONE:
            alone = _("The log beside it was kept in {folder}. You can go on at once; there is no backup.")
            offer = _("The log beside it was kept in {folder}. You can go on at once, or put the backup back.")
        else:
            alone = _("The damaged file was kept in {folder}. You can go on at once; there is no backup.")
            offer = _("The damaged file was kept in {folder}. You can go on at once, or put the backup back.")
        return (offer if damage.newest else alone).format(folder=damage.kept)

    def _on_dismissed(self) -> None:
        self.workspace.database.dismiss_damage()
        self.refresh()

    def _on_button_chosen(self) -> None:
        damage = self.workspace.database.damage
        if damage is not None and damage.newest is not None:
            self.restore_wanted.emit(damage.newest.path)
