"""One calm notice: your visits lie where they can get lost, and a better place is this. On Home and in Settings."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.location import PlaceKind
from lesvisit.services import location, place_words
from lesvisit.services.location import PlaceAdvice
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace


class PlaceNotice(Card):
    """Hidden where all is well. `move_wanted` carries the data folder to go to; nothing waits for an answer."""

    move_wanted = Signal(object)
    stayed = Signal()

    def __init__(self, workspace: Workspace, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(workspace.theme, name=name, parent=parent)
        self.workspace = workspace
        self.advice: PlaceAdvice | None = None
        self._looked_at = ""
        _, theme = workspace.translator.gettext, self.theme
        self.what = PlainLabel(theme, px=15, weight=SEMIBOLD, name=f"{name}What")
        self.why = PlainLabel(theme, px=13, name=f"{name}Why")
        self.better = PlainLabel(theme, px=13, name=f"{name}Better")
        self.left = PlainLabel(theme, px=13, tone="muted", name=f"{name}Left")
        self.move_button = PlainButton(theme, _("Move my visits there"), name=f"{name}Move")
        self.stay_button = PlainButton(theme, _("Leave them here"), name=f"{name}Stay")
        self._build()
        self.hide()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self.what, self.why, self.better, self.left):
            words.addWidget(label)
        acts = QWidget()
        flow = FlowLayout(self.theme, gap=12, line_gap=8, parent=acts)
        for button in (self.move_button, self.stay_button):
            flow.addWidget(button)
        self.body.addLayout(words)
        self.body.addWidget(acts)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.move_button.clicked.connect(self._on_move)
        self.stay_button.clicked.connect(self._on_stay)

    def refresh(self, *, also_staying: bool = False) -> None:
        """Looks where the visits lie, once for each place; `also_staying`: told too when somebody left them there."""
        profile = self.workspace.profile
        if self._looked_at != str(profile.folder):
            self._looked_at = str(profile.folder)
            self.advice = location.advice(profile)
        stays = profile.preferences.stays_at == str(profile.folder)
        self.setVisible(self.advice is not None and (also_staying or not stays))
        if self.advice is not None:
            self._show(self.advice, stays)

    @property
    def leaves_laptop(self) -> bool:
        """Is what is written copied elsewhere from there? Then nobody says that it stays on this laptop."""
        return self.advice is not None and self.advice.risk.kind in (PlaceKind.SYNCED, PlaceKind.NETWORK)

    def _show(self, advice: PlaceAdvice, stays: bool) -> None:
        says = self.workspace.translator
        self.what.setText(place_words.what(says, advice))
        self.why.setText(place_words.why(says, advice))
        self.better.setText(place_words.better(says, advice))
        behind = place_words.left_behind(says, advice) if advice.better is not None else ""
        self.left.setText(behind)
        self.left.setVisible(bool(behind))
        self.move_button.setVisible(advice.better is not None)
        self.stay_button.setVisible(not stays)
        self.setAccessibleName(self.what.text())
        self.setAccessibleDescription(f"{self.why.text()} {self.better.text()}")

    def _on_move(self) -> None:
        if self.advice is not None and self.advice.better is not None:
            self.move_wanted.emit(self.advice.better)

    def _on_stay(self) -> None:
        location.stay(self.workspace.profile)
        self.stayed.emit()
        self.refresh()
