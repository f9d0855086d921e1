"""The card that says where the data lies, and what is against that place."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from lesvisit.ui.place_notice import PlaceNotice
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace


class PlaceCard(Card):
    """`move_wanted` carries the data folder to go to."""

    move_wanted = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        _ = workspace.translator.gettext
        super().__init__(workspace.theme, _("Where your data lies"), name="dataCard", parent=parent)
        folder = workspace.profile.folder
        self.body.addWidget(PlainLabel(self.theme, str(folder)))
        why = _("Nothing leaves this laptop by itself: no account, no internet. A paper goes only where you save it.")
        self.stays_here = PlainLabel(self.theme, why, tone="muted", name="staysHere")
        self.body.addWidget(self.stays_here)
        show = LinkButton(self.theme, _("Show the folder"), name="showFolder")
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        self.body.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
        self.notice = PlaceNotice(workspace, name="settingsPlace")
        self.notice.move_wanted.connect(self.move_wanted)
        self.notice.stayed.connect(lambda: self.notice.refresh(also_staying=True))
        self.body.addWidget(self.notice)

    def refresh(self) -> None:
        """Looks where they lie now."""
        self.notice.refresh(also_staying=True)
        self.stays_here.setVisible(not self.notice.leaves_laptop)
