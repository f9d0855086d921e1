"""Settings: one scroll of cards, and the pages behind some of them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from lesvisit import __version__
from lesvisit.messages import sentence
from lesvisit.ui.retention.erase_page import ErasePage
from lesvisit.ui.retention.leave_page import LeavePage
from lesvisit.ui.retention.page import RetentionPage
from lesvisit.ui.settings.abbreviations_page import AbbreviationsPage
from lesvisit.ui.settings.backups_card import BackupsCard
from lesvisit.ui.settings.column import ColumnArea
from lesvisit.ui.settings.judging_page import JudgingPage
from lesvisit.ui.settings.keys_page import KeysPage
from lesvisit.ui.settings.looks_card import LooksCard
from lesvisit.ui.settings.made_of import libraries
from lesvisit.ui.settings.names_page import NamesPage
from lesvisit.ui.settings.people_page import PeoplePage
from lesvisit.ui.settings.place_card import PlaceCard
from lesvisit.ui.settings.sub_page import SubPage
from lesvisit.ui.settings.vault_page import VaultPage
from lesvisit.ui.settings.way_row import WayRow, rows_card
from lesvisit.ui.theme import BOLD
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace

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
        self._connect()

    def _build(self) -> None:
        _ = self.workspace.translator.gettext
        area = ColumnArea(self.theme, top=24, gap=20)
        column = area.column
        column.addWidget(PlainLabel(self.theme, _("Settings"), px=28, weight=BOLD))
        self.error = ErrorBar(self.theme, name="settingsError")
        self.error.hide()
        column.addWidget(self.error)
        self.looks, self.backups = LooksCard(self.workspace), BackupsCard(self.workspace)
        self.place = PlaceCard(self.workspace)
        ways = (self._observe_card(), self._vault_card(), self._keep_card())
        for card in (self.looks, *ways, self.backups, self.place, self._about_card()):
            column.addWidget(card)
        self.stack = QStackedWidget()
        self.stack.addWidget(area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    def _connect(self) -> None:
        self.backups.restore_wanted.connect(self.restore_wanted)
        self.backups.made.connect(self.error.hide)
        self.backups.failed.connect(self._on_backup_failed)
        self.place.move_wanted.connect(self.move_wanted)

    def _on_backup_failed(self, error: BaseException) -> None:
        _ = self.workspace.translator.gettext
        self.error.show_error(_("The backup could not be made."), sentence(error, self.workspace.translator))
        self.error.show()

    # Ways to the pages

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

    # About

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
        for card in (self.looks, self.backups, self.place):
            card.refresh()
