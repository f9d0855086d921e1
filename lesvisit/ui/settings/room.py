"""Settings: who I am, language, colours, size; what observing needs; backups; where the data lies; its parts."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lesvisit import __version__
from lesvisit.messages import sentence
from lesvisit.models import backup
from lesvisit.models.backup import BackupFile
from lesvisit.ui.double_click import DoubleClick
from lesvisit.ui.place_notice import PlaceNotice
from lesvisit.ui.retention.erase_page import ErasePage
from lesvisit.ui.retention.leave_page import LeavePage
from lesvisit.ui.retention.page import RetentionPage
from lesvisit.ui.settings.abbreviations_page import AbbreviationsPage
from lesvisit.ui.settings.column import ColumnArea
from lesvisit.ui.settings.judging_page import JudgingPage
from lesvisit.ui.settings.keys_page import KeysPage
from lesvisit.ui.settings.made_of import libraries
from lesvisit.ui.settings.names_page import NamesPage
from lesvisit.ui.settings.people_page import PeoplePage
from lesvisit.ui.settings.sub_page import SubPage
from lesvisit.ui.settings.vault_page import VaultPage
from lesvisit.ui.settings.way_row import WayRow, rows_card
from lesvisit.ui.theme import BOLD, Mode
from lesvisit.ui.widgets.buttons import LinkButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.segmented import Segmented
from lesvisit.ui.widgets.tick_box import TickBox
from lesvisit.ui.workspace import Workspace

SHOWN_BACKUPS = 8
KEYS, ABBREVIATIONS, NAMES, JUDGING, VAULT = "keys", "abbreviations", "names", "judging", "vault"
RETENTION, LEAVE, ERASE = "retention", "leave", "erase"
PEOPLE = "people"
_PAGES: dict[str, Callable[[Workspace], SubPage]] = {
    KEYS: KeysPage,
    ABBREVIATIONS: AbbreviationsPage,
    NAMES: NamesPage,
    JUDGING: JudgingPage,
    VAULT: VaultPage,
    RETENTION: RetentionPage,
    LEAVE: LeavePage,
    ERASE: ErasePage,
    PEOPLE: PeoplePage,
}


class SettingsRoom(QWidget):
    """One scroll of cards, and pages behind some of them. `restore_wanted` carries the path of a backup."""

    restore_wanted = Signal(object)
    templates_wanted = Signal()  # the observation forms
    protocols_wanted = Signal()  # the conversation models
    move_wanted = Signal(object)  # Path of a data folder
    reopen_wanted = Signal(object, str)  # work while the database is closed, and what to say then
    lock_wanted = Signal()
    minutes_changed = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingsRoom")
        self.workspace = workspace
        self.theme = workspace.theme
        self._pages: dict[str, SubPage] = {}
        self._ways: dict[str, WayRow] = {}
        self._build()

    def _build(self) -> None:
        _ = self.workspace.translator.gettext
        area = ColumnArea(self.theme, top=24, gap=20)
        column = area.column
        column.addWidget(PlainLabel(self.theme, _("Settings"), px=28, weight=BOLD))
        self.error = ErrorBar(self.theme, name="settingsError")
        self.error.hide()
        column.addWidget(self.error)
        cards = (
            self._looks_card(),
            self._observe_card(),
            self._vault_card(),
            self._keep_card(),
            self._backups_card(),
            self._data_card(),
            self._about_card(),
        )
        for card in cards:
            column.addWidget(card)
        self.stack = QStackedWidget()
        self.stack.addWidget(area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    # Name, language, colours

    def _looks_card(self) -> Card:
        _ = self.workspace.translator.gettext
        card = Card(self.theme, _("You and this screen"), name="looksCard")
        self.name = Field(self.theme, _("Your name"), name="settingsName")
        self.name.editing_finished.connect(self._on_name)
        card.body.addWidget(self.name)
        languages = [("nl", "Nederlands"), ("en", "English")]
        self.language = self._segments(card, _("Language"), languages, "language")
        self.language.choice_made.connect(self.workspace.set_language)
        modes = [
            (Mode.SYSTEM.value, _("as the system")),
            (Mode.LIGHT.value, _("light")),
            (Mode.DARK.value, _("dark")),
        ]
        self.mode = self._segments(card, _("Colours"), modes, "colours")
        self.mode.choice_made.connect(self._on_mode)
        size = _("Letter size: Ctrl + and Ctrl - make everything larger or smaller, Ctrl 0 puts it back.")
        card.body.addWidget(PlainLabel(self.theme, size, px=13, tone="muted"))
        self.tablet = self._tick(card, _("Large targets, for fingers and pen"), "tabletLayout")
        self.tablet.toggled.connect(self._on_tablet_toggled)
        self.awake = self._tick(card, _("No sleep while a visit runs"), "keepAwake")
        when = _("On the mains, or on the battery while it is above 20 %.")
        self.awake.setAccessibleDescription(when)
        card.body.addWidget(PlainLabel(self.theme, when, px=13, tone="muted"))
        self.awake.toggled.connect(lambda on: self.workspace.profile.remember(keep_awake=on))
        self.double_click = DoubleClick(self.workspace, name="doubleClick")
        card.body.addWidget(self.double_click)
        return card

    def _tick(self, card: Card, words: str, name: str) -> TickBox:
        box = TickBox(self.theme, words, name=name)
        card.body.addWidget(box)
        return box

    def _on_tablet_toggled(self, on: bool) -> None:
        self.workspace.profile.remember(tablet=on)
        self.theme.set_tablet(on)

    def _segments(self, card: Card, label: str, choices: list[tuple[str, str]], name: str) -> Segmented:
        card.body.addWidget(PlainLabel(self.theme, label, px=13, tone="muted"))
        segments = Segmented(self.theme, name=name)
        segments.set_choices(choices)
        segments.set_words(label)
        card.body.addWidget(segments, 0, Qt.AlignmentFlag.AlignLeft)
        return segments

    def _on_name(self) -> None:
        name = self.name.text().strip()
        if name and name != self.workspace.name(self.workspace.me_id):
            self.workspace.say_who_i_am(name)

    def _on_mode(self, mode: str) -> None:
        self.theme.set_mode(Mode(mode))
        self.workspace.profile.remember(theme=mode)

    # Observing

    def _observe_card(self) -> Card:
        _ = self.workspace.translator.gettext
        card = Card(self.theme, _("For observing"), padding=12, name="observeCard")
        rows_card(card)
        ways = (
            (KEYS, _("Keys"), _("Which key does what while you observe.")),
            (ABBREVIATIONS, _("Abbreviations"), _("What “lln” and the like read when you want them written out.")),
            (NAMES, _("Pupils' names"), _("A list per class, only to warn you when you type a name.")),
            (PEOPLE, _("Colleagues"), _("Who is a manager of colleagues, and so fills in no scales.")),
            (JUDGING, _("Words that judge"), _("What gets a dotted line when you look your notes over.")),
        )
        for name, title, why in ways:
            row = self._way(card, name, title, why)
            row.clicked.connect(partial(self.show_page, name))
        forms = self._way(card, "templates", _("Observation forms"), _("Look at them, make your own, bring one in."))
        forms.clicked.connect(self.templates_wanted)
        models = self._way(card, "protocols", _("Conversation models"), _("The steps of the debrief, and your own."))
        models.clicked.connect(self.protocols_wanted)
        return card

    def _vault_card(self) -> Card:
        _ = self.workspace.translator.gettext
        card = Card(self.theme, _("Who can read this"), padding=12, name="vaultCard")
        rows_card(card)
        why = _("Encrypt your visits on this laptop, and lock the view when you walk away.")
        self._way(card, VAULT, _("Passphrase"), why).clicked.connect(partial(self.show_page, VAULT))
        return card

    def _keep_card(self) -> Card:
        _ = self.workspace.translator.gettext
        card = Card(self.theme, _("Keeping and letting go"), padding=12, name="keepCard")
        rows_card(card)
        ways = (
            (RETENTION, _("How long notes stay"), _("The term of your school, and what has reached it.")),
            (LEAVE, _("Take everything with you"), _("All of it in a folder, to be read without LesVisit.")),
            (ERASE, _("Erase a visit or a colleague"), _("For good, from every file and every backup here.")),
        )
        for name, title, why in ways:
            self._way(card, name, title, why).clicked.connect(partial(self.show_page, name))
        return card

    def _way(self, card: Card, name: str, title: str, why: str) -> WayRow:
        row = WayRow(self.theme, title, why, name=f"way_{name}")
        card.body.addWidget(row)
        self._ways[name] = row
        return row

    def show_page(self, name: str, _checked: bool = False) -> SubPage:
        """One of the pages behind the cards: keys, abbreviations, names, judging."""
        if name not in self._pages:
            page = _PAGES[name](self.workspace)
            page.back_wanted.connect(partial(self._on_page_back, name))
            if isinstance(page, VaultPage):
                page.reopen_wanted.connect(self.reopen_wanted)
                page.lock_wanted.connect(self.lock_wanted)
                page.minutes_changed.connect(self.minutes_changed)
            self._pages[name] = page
            self.stack.addWidget(page)
        page = self._pages[name]
        page.reload()
        self.stack.setCurrentWidget(page)
        page.take_focus()
        return page

    def show_names(self, class_name: str) -> None:
        """The list of names of a class, for whoever prepares a visit to it."""
        page = self.show_page(NAMES)
        if isinstance(page, NamesPage) and class_name.strip():
            page.show_class(class_name)

    def _on_page_back(self, name: str) -> None:
        self.stack.setCurrentIndex(0)
        self._ways[name].setFocus(Qt.FocusReason.TabFocusReason)

    # Backups

    def _backups_card(self) -> Card:
        _ = self.workspace.translator.gettext
        card = Card(self.theme, _("Backups"), name="backupsCard")
        text = _("LesVisit makes a backup while you work and when you close it, and checks that it opens.")
        card.body.addWidget(PlainLabel(self.theme, text, tone="muted"))
        acts = QWidget()
        row = FlowLayout(self.theme, gap=12, line_gap=8, parent=acts)
        now = PlainButton(self.theme, _("Make a backup now"), name="backupNow")
        now.clicked.connect(self._on_backup_now)
        other = PlainButton(self.theme, _("Put back from a file"), name="restoreFile")
        other.clicked.connect(self._on_restore_file)
        row.addWidget(now)
        row.addWidget(other)
        card.body.addWidget(acts)
        self.backups = QVBoxLayout()
        card.body.addLayout(self.backups)
        return card

    def _on_backup_now(self) -> None:
        self.workspace.when(self.workspace.database.back_up("by-hand"), self._on_backed_up, self._on_failed)

    def _on_backed_up(self, _made: BackupFile) -> None:
        self.error.hide()
        self._show_backups()
        self.workspace.say(self.workspace.translator.gettext("The backup is made and checked."))

    def _on_failed(self, error: BaseException) -> None:
        _ = self.workspace.translator.gettext
        self.error.show_error(_("The backup could not be made."), sentence(error, self.workspace.translator))
        self.error.show()

    def _on_restore_file(self) -> None:
        _ = self.workspace.translator.gettext
        kinds = _("LesVisit backup") + " (*.db)"
        path, _chosen = QFileDialog.getOpenFileName(self, _("Put back from a file"), "", kinds)
        if path:
            self.restore_wanted.emit(Path(path))

    def _show_backups(self) -> None:
        while (item := self.backups.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        found = backup.listed(self.workspace.database.places.backups)[:SHOWN_BACKUPS]
        for one in found:
            self.backups.addWidget(self._backup_row(one))
        if not found:
            _ = self.workspace.translator.gettext
            self.backups.addWidget(PlainLabel(self.theme, _("There is no backup yet."), tone="muted"))

    def _backup_row(self, one: BackupFile) -> QWidget:
        _ = self.workspace.translator.gettext
        made = one.made_utc.astimezone()
        words = f"{self.workspace.translator.date(made.date(), 'EEEE d MMMM')} {made:%H:%M}"
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(PlainLabel(self.theme, words), 1)
        back = LinkButton(self.theme, _("Put back"), name=f"restore_{made:%Y%m%d%H%M%S}")
        back.setAccessibleName(_("Put back the backup of {moment}", moment=words))
        back.clicked.connect(partial(self.restore_wanted.emit, one.path))
        across.addWidget(back)
        return row

    # Data and about

    def _data_card(self) -> Card:
        _ = self.workspace.translator.gettext
        card = Card(self.theme, _("Where your data lies"), name="dataCard")
        folder = self.workspace.profile.folder
        card.body.addWidget(PlainLabel(self.theme, str(folder)))
        why = _("Nothing leaves this laptop by itself: no account, no internet. A paper goes only where you save it.")
        self.stays_here = PlainLabel(self.theme, why, tone="muted", name="staysHere")
        card.body.addWidget(self.stays_here)
        show = LinkButton(self.theme, _("Show the folder"), name="showFolder")
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        card.body.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
        self.place = PlaceNotice(self.workspace, name="settingsPlace")
        self.place.move_wanted.connect(self.move_wanted)
        self.place.stayed.connect(lambda: self.place.refresh(also_staying=True))
        card.body.addWidget(self.place)
        return card

    def _about_card(self) -> Card:
        _ = self.workspace.translator.gettext
        card = Card(self.theme, _("About LesVisit {version}", version=__version__), name="aboutCard")
        what = _(
            "For learning from each other; not an appraisal. Free software under the GNU GPL, version 3 or later."
        )
        card.body.addWidget(PlainLabel(self.theme, what))
        card.body.addWidget(PlainLabel(self.theme, _("LesVisit is built with:"), px=13, tone="muted"))
        lines = "\n".join(f"{lib.name}: {lib.licence}" for lib in libraries())
        card.body.addWidget(PlainLabel(self.theme, lines, px=13, tone="muted"))
        return card

    # For the window

    def reload(self) -> None:
        """Shows what is so now."""
        self.stack.setCurrentIndex(0)
        self.name.set_text(self.workspace.name(self.workspace.me_id))
        self.language.set_value(self.workspace.translator.language)
        self.mode.set_value(self.theme.mode.value)
        awake = self.workspace.profile.preferences.keep_awake
        for box, on in ((self.tablet, self.theme.tablet), (self.awake, awake)):
            with QSignalBlocker(box):
                box.setChecked(on)
        self.double_click.refresh()
        self._show_backups()
        self.place.refresh(also_staying=True)
        self.stays_here.setVisible(not self.place.leaves_laptop)
