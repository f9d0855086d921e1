"""The foot of Home: which visits reached their term, which package waits, and where everything stays."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace


class TermLine(LinkButton):
    """Visits reached the term of the school, and wait for whoever looks at them. Hidden where nothing waits."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace.theme, "", name="termLine", parent=parent)
        self.workspace = workspace
        self.hide()

    def refresh(self) -> None:
        """Reads how many visits wait."""
        from lesvisit.services import retention

        profile, today = self.workspace.profile, retention.today_of(self.workspace.desk)
        self.workspace.read(lambda c: len(retention.due_ids(c, profile, today)), self._show)

    def _show(self, count: int) -> None:
        n = self.workspace.translator.ngettext
        words = n(
            "{n} visit reached the term: see what may go",
            "{n} visits reached the term: see what may go",
            count,
        )
        self.setText(words)
        self.setAccessibleName(words)
        self.setVisible(count > 0)


class HomeFoot(QWidget):
    """What waits, as links, and one line on where the visits are kept."""

    retention_wanted = Signal()
    package_wanted = Signal()
    parcel_wanted = Signal()  # the package that came during a lesson

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._build_widgets()
        self._build_layout()
        self.term.clicked.connect(self.retention_wanted)
        self.open_package.clicked.connect(self.package_wanted)
        self.parcel.clicked.connect(self.parcel_wanted)

    def _build_widgets(self) -> None:
        _, theme = self.workspace.translator.gettext, self.workspace.theme
        self.open_package = LinkButton(theme, _("Open a package"), name="openPackage")
        self.parcel = LinkButton(theme, "", name="openParcel")
        self.parcel.hide()
        self.term = TermLine(self.workspace)
        self.where = PlainLabel(theme, px=13, tone="muted", name="whereDataLies")

    def _build_layout(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.term, 0, Qt.AlignmentFlag.AlignLeft)
        self._last = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._last.addWidget(self.open_package, 0, Qt.AlignmentFlag.AlignLeft)
        self._last.addWidget(self.parcel, 0, Qt.AlignmentFlag.AlignLeft)
        self._last.addWidget(self.where, 1)
        lines.addLayout(self._last)

    def set_narrow(self, narrow: bool) -> None:
        """Below each other where there is no room beside."""
        self._last.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignRight
        self.where.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def show_parcel(self, name: str) -> None:
        """A package waits to be looked at; none when empty."""
        self.parcel.setText(self.workspace.translator.gettext("A package waits: {name}", name=name) if name else "")
        self.parcel.setVisible(bool(name))

    def show_where(self, *, leaves_laptop: bool) -> None:
        """That everything stays on this laptop, with the last backup; nothing where it is copied elsewhere."""
        _ = self.workspace.translator.gettext
        if leaves_laptop:
            self.where.setText("")
            return
        newest = _newest_backup(self.workspace.database.places.backups)
        if newest is None:
            self.where.setText(_("Everything stays on this laptop"))
            return
        when = self.workspace.translator.date(newest.date(), "EEEEEE d MMM")
        self.where.setText(
            _("Everything stays on this laptop · last backup {day} {time}", day=when, time=f"{newest:%H:%M}")
        )


def _newest_backup(folder: Path) -> datetime | None:
    from lesvisit.models import backup

    found = backup.listed(folder)
    return found[0].made_utc.astimezone() if found else None
