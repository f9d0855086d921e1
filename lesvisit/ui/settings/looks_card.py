"""The card about you and this screen: name, language, colours, and what helps whoever holds the laptop."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QWidget

from lesvisit.ui.double_click import DoubleClick
from lesvisit.ui.theme import Mode
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.segmented import Segmented
from lesvisit.ui.widgets.tick_box import TickBox
from lesvisit.ui.workspace import Workspace


class LooksCard(Card):
    """Each choice counts at once."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        _ = workspace.translator.gettext
        super().__init__(workspace.theme, _("You and this screen"), name="looksCard", parent=parent)
        self.workspace = workspace
        self._build_widgets()
        self._connect()

    def _build_widgets(self) -> None:
        _ = self.workspace.translator.gettext
        self.name = Field(self.theme, _("Your name"), name="settingsName")
        self.body.addWidget(self.name)
        self.language = self._segments(_("Language"), [("nl", "Nederlands"), ("en", "English")], "language")
        modes = [
            (Mode.SYSTEM.value, _("as the system")),
            (Mode.LIGHT.value, _("light")),
            (Mode.DARK.value, _("dark")),
        ]
        self.mode = self._segments(_("Colours"), modes, "colours")
        self._small(_("Letter size: Ctrl + and Ctrl - make everything larger or smaller, Ctrl 0 puts it back."))
        self.tablet = self._tick(_("Large targets, for fingers and pen"), "tabletLayout")
        self.awake = self._tick(_("No sleep while a visit runs"), "keepAwake")
        when = _("On the mains, or on the battery while it is above 20 %.")
        self.awake.setAccessibleDescription(when)
        self._small(when)
        self.double_click = DoubleClick(self.workspace, name="doubleClick")
        self.body.addWidget(self.double_click)

    def _segments(self, label: str, choices: list[tuple[str, str]], name: str) -> Segmented:
        self._small(label)
        segments = Segmented(self.theme, name=name)
        segments.set_choices(choices)
        segments.set_words(label)
        self.body.addWidget(segments, 0, Qt.AlignmentFlag.AlignLeft)
        return segments

    def _tick(self, words: str, name: str) -> TickBox:
        box = TickBox(self.theme, words, name=name)
        self.body.addWidget(box)
        return box

    def _small(self, words: str) -> None:
        self.body.addWidget(PlainLabel(self.theme, words, px=13, tone="muted"))

    def _connect(self) -> None:
        self.name.editing_finished.connect(self._on_name)
        self.language.choice_made.connect(self.workspace.set_language)
        self.mode.choice_made.connect(self._on_mode)
        self.tablet.toggled.connect(self._on_tablet_toggled)
        self.awake.toggled.connect(lambda on: self.workspace.profile.remember(keep_awake=on))

    def _on_name(self) -> None:
        name = self.name.text().strip()
        if name and name != self.workspace.name(self.workspace.me_id):
            self.workspace.say_who_i_am(name)

    def _on_mode(self, mode: str) -> None:
        self.theme.set_mode(Mode(mode))
        self.workspace.profile.remember(theme=mode)

    def _on_tablet_toggled(self, on: bool) -> None:
        self.workspace.profile.remember(tablet=on)
        self.theme.set_tablet(on)

    def refresh(self) -> None:
        """Shows what is so now."""
        self.name.set_text(self.workspace.name(self.workspace.me_id))
        self.language.set_value(self.workspace.translator.language)
        self.mode.set_value(self.theme.mode.value)
        awake = self.workspace.profile.preferences.keep_awake
        for box, on in ((self.tablet, self.theme.tablet), (self.awake, awake)):
            with QSignalBlocker(box):
                box.setChecked(on)
        self.double_click.refresh()
