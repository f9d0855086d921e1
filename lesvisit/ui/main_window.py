"""The window: the rail, the rooms, and the one status line at the foot."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from lesvisit.ui.form_ways import FormWays
from lesvisit.ui.home.room import HomeRoom
from lesvisit.ui.icons import Icon
from lesvisit.ui.package_ways import PackageWays, dropped
from lesvisit.ui.protocol_ways import ProtocolWays
from lesvisit.ui.widgets.ask_strip import AskStrip
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.rail import Rail, Room
from lesvisit.ui.workspace import Workspace

if TYPE_CHECKING:
    from lesvisit.domain.visit import Visit
    from lesvisit.services.session import Session, VisitSession
    from lesvisit.ui.designs.room import DesignsRoom
    from lesvisit.ui.pupil_watch import PupilWatch
    from lesvisit.ui.settings.room import SettingsRoom
    from lesvisit.ui.step_page import StepPage
    from lesvisit.ui.visit_room import VisitRoom

SAID_MS = 8_000
PREPARE, OBSERVE = 0, 1
FIRST_NOTE_SEC = 0.3  # the page and its first key come first


class MainWindow(QMainWindow):
    """Home at once; every other room when it is first gone to. `painted`: the first picture stands."""

    painted = Signal()
    restore_wanted = Signal(object)  # Path of a backup
    demo_wanted = Signal()
    move_wanted = Signal(object)  # Path of a data folder
    reopen_wanted = Signal(object, str)  # work while the database is closed, and what to say then
    lock_wanted = Signal()
    lock_minutes_changed = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._visit_room: VisitRoom | None = None
        self._designs: DesignsRoom | None = None
        self._settings: SettingsRoom | None = None
        self.pupils: PupilWatch | None = None
        self.forms = FormWays(self)
        self.protocols = ProtocolWays(self)
        self.packages = PackageWays(self)
        self.setAcceptDrops(True)
        self._before_chain: tuple[VisitSession | None, int] = (None, PREPARE)
        self._was_painted = False
        self._told_not_kept = False
        self._was_maximized = False
        self.setObjectName("mainWindow")
        self.resize(1366, 688)
        self._build()
        self._connect()
        self.go_home()

    def _build(self) -> None:
        workspace = self.workspace
        _ = workspace.translator.gettext
        self.rail = Rail(workspace.theme)
        self.rail.set_rooms(
            [Room("home", Icon.VISITS, _("Visits")), Room("designs", Icon.DESIGNS, _("Lesson designs"))],
            [Room("settings", Icon.SETTINGS, _("Settings")), Room("help", Icon.HELP, _("Help F1"))],
        )
        self.home = HomeRoom(workspace)
        self.rooms = QStackedWidget()
        self.rooms.addWidget(self.home)
        self.trouble = ErrorBar(workspace.theme, name="storageTrouble")
        self.status = PlainLabel(workspace.theme, px=13, tone="muted", name="statusLine", elide=True)
        self.status.setContentsMargins(24, 4, 24, 4)
        self.status.hide()
        self.asks = AskStrip(workspace.theme, name="pupilStrip")
        self._lay_out()

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        for widget, stretch in ((self.trouble, 0), (self.rooms, 1), (self.asks, 0), (self.status, 0)):
            middle.addWidget(widget, stretch)
        central = QWidget()
        central.setProperty("ground", "bg")
        across = QHBoxLayout(central)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(middle, 1)
        self.setCentralWidget(central)
        self.trouble.hide()

    def _connect(self) -> None:
        self.rail.room_chosen.connect(self._on_room_chosen)
        self.home.start_wanted.connect(self.start_observing)
        self.home.visit_wanted.connect(self.open_visit)
        self.home.plan_wanted.connect(self.plan_visit)
        self.home.chain_wanted.connect(self.go_chain)
        self.home.demo_wanted.connect(self.demo_wanted)
        self.home.restore_wanted.connect(self.restore_wanted)
        self.home.retention_wanted.connect(lambda: self.go_settings("retention"))
        self.packages.hear(self.home)
        self.home.move_wanted.connect(self.move_wanted)
        self.workspace.said.connect(self._on_said)
        self.workspace.health_changed.connect(self._show_health)
        self._silence = QTimer(self, singleShot=True, interval=SAID_MS)
        self._silence.timeout.connect(self.status.hide)
        theme = self.workspace.theme
        self._add_shortcut(QKeySequence(QKeySequence.StandardKey.ZoomIn), theme.zoom_in)
        self._add_shortcut(QKeySequence("Ctrl+="), theme.zoom_in)
        self._add_shortcut(QKeySequence(QKeySequence.StandardKey.ZoomOut), theme.zoom_out)
        self._add_shortcut(QKeySequence("Ctrl+0"), theme.zoom_reset)
        self.workspace.theme.changed.connect(self._keep_zoom)

    def _add_shortcut(self, keys: QKeySequence, act: Callable[[], None]) -> None:
        shortcut = QShortcut(keys, self)
        shortcut.activated.connect(act)

    def _keep_zoom(self) -> None:
        if self.workspace.theme.scale != self.workspace.profile.preferences.zoom:
            self.workspace.profile.remember(zoom=self.workspace.theme.scale)

    # Rooms

    def _on_room_chosen(self, room: str) -> None:
        go = {
            "home": self.go_home,
            "designs": self.go_designs,
            "templates": self.go_templates,
            "settings": self.go_settings,
            "help": self.go_help,
        }
        go[room]()

    def go_home(self) -> None:
        """The visits."""
        self.leave_room()
        self.show_room(self.home, "home", self.workspace.translator.gettext("Visits"))
        if self.workspace.started:  # at a cold start Home is read after the first picture
            self.home.reload()

    def go_designs(self, design_id: str = "") -> None:
        """The lesson designs, or one of them."""
        self.leave_room()
        self._watch_pupils()
        if self._designs is None:
            from lesvisit.ui.designs.room import DesignsRoom

            self._designs = DesignsRoom(self.workspace)
            self._designs.visit_wanted.connect(self._plan_on_design)
            self._designs.visit_chosen.connect(lambda visit_id: self.open_visit(visit_id, PREPARE))
            self._designs.example_wanted.connect(self.demo_wanted)
            self.rooms.addWidget(self._designs)
        self.show_room(self._designs, "designs", self.workspace.translator.gettext("Lesson designs"))
        self._designs.show_room(design_id)

    def go_settings(self, page: str = "") -> None:
        """Settings, backups and what the app is made of; or one of the pages behind them."""
        self.leave_room()
        if self._settings is None:
            from lesvisit.ui.settings.room import SettingsRoom

            self._settings = SettingsRoom(self.workspace)
            self._settings.restore_wanted.connect(self.restore_wanted)
            self._settings.templates_wanted.connect(self.go_templates)
            self._settings.protocols_wanted.connect(self.protocols.show_room)
            self._settings.move_wanted.connect(self.move_wanted)
            self._settings.reopen_wanted.connect(self.reopen_wanted)
            self._settings.lock_wanted.connect(self.lock_wanted)
            self._settings.minutes_changed.connect(self.lock_minutes_changed)
            self.rooms.addWidget(self._settings)
        self.show_room(self._settings, "settings", self.workspace.translator.gettext("Settings"))
        self._settings.reload()
        if page:
            self._settings.show_page(page)

    def go_templates(self) -> None:
        """The observation forms."""
        self.forms.show_room(None)

    def go_help(self) -> None:
        """The key list and the road in short."""
        self.leave_room()
        from lesvisit.ui.settings.help import HelpRoom

        room = self.rooms.findChild(HelpRoom) or HelpRoom(self.workspace)
        self.rooms.addWidget(room)
        self.show_room(room, "help", self.workspace.translator.gettext("Help"))

    def go_chain(self, pair: frozenset[str]) -> None:
        """The agreements of two colleagues over their visits; back goes to where one came from."""
        from lesvisit.ui.agreement_chain import ChainRoom

        here = self.visit
        step = self._visit_room.step if self._visit_room is not None else PREPARE
        self.leave_room()
        room = self.rooms.findChild(ChainRoom)
        if room is None:
            room = ChainRoom(self.workspace)
            room.visit_wanted.connect(self.open_visit)
            room.back_wanted.connect(self._leave_chain)
            self.rooms.addWidget(room)
        self._before_chain = (here, step)
        self.show_room(room, "home", self.workspace.translator.gettext("Agreements"))
        room.show_chain(pair)

    def _leave_chain(self) -> None:
        session, step = self._before_chain
        if session is not None:
            self.show_session(session, step)
        else:
            self.go_home()

    def show_room(self, room: QWidget, rail_id: str, title: str) -> None:
        """Puts a room on the screen, with the rail beside it."""
        self.rooms.setCurrentWidget(room)
        self.rail.setVisible(True)
        self.rail.set_current(rail_id)
        self.setWindowTitle(f"LesVisit – {title}")
        if self.pupils is not None:
            self.pupils.come(lesson=False)
        if self.workspace.started:
            self._show_health()  # what the observe page said at its own foot

    def leave_room(self) -> None:
        """What is being typed in the room on the screen is kept; a visit or a try in it ends."""
        if self._visit_room is not None and self._visit_room.session is not None:
            self._visit_room.close_visit()
        if self._designs is not None and self.rooms.currentWidget() is self._designs:
            self._designs.leave()
        self.forms.leave()
        self.protocols.leave()
        self.packages.leave()

    # Visits

    def start_observing(self) -> None:
        """A visit that begins now: the line is ready for the first note."""
        self.workspace.database.hold_off(FIRST_NOTE_SEC)
        self.show_session(self.workspace.start_visit(), OBSERVE)

    def plan_visit(self, head: "Visit | None" = None) -> None:
        """A visit to prepare."""
        self.show_session(self.workspace.start_visit(head), PREPARE)

    def _plan_on_design(self, design_id: str, version_id: str) -> None:
        from lesvisit.services.designs import choice_of
        from lesvisit.services.prepare import plan_on_design

        def plan(design: "Session") -> None:
            session, choice = self.workspace.start_visit(), choice_of(design.book, version_id)
            operation = None if choice is None else plan_on_design(self.workspace.desk, session.view, choice)
            if operation is not None:
                session.do(operation)
            self.workspace.reframe_design(session)
            self.show_session(session, PREPARE)

        self.workspace.open_design(design_id, plan)

    def open_visit(self, visit_id: str, step: int) -> None:
        """A visit from the list, at one of its steps."""
        self.workspace.open_visit(visit_id, lambda session: self.show_session(session, step), self._on_not_opened)

    def _on_not_opened(self, error: BaseException) -> None:
        from lesvisit.messages import sentence

        self.workspace.say(sentence(error, self.workspace.translator))

    def show_session(self, session: "VisitSession", step: int) -> None:
        """Shows an open visit."""
        if self._visit_room is None:
            from lesvisit.ui.visit_room import VisitRoom

            self._visit_room = VisitRoom(self.workspace)
            self._visit_room.back_wanted.connect(self.go_home)
            self._visit_room.step_shown.connect(self._on_step_shown)
            self._visit_room.quiet_wanted.connect(self.show_quiet)
            self._visit_room.design_wanted.connect(self.go_designs)
            self._visit_room.chain_wanted.connect(self.go_chain)
            self._visit_room.templates_wanted.connect(self.forms.choose)
            self._visit_room.protocols_wanted.connect(self._choose_protocol)
            self._visit_room.give_wanted.connect(self.packages.hand_on)
            self._visit_room.hand_over_wanted.connect(self.packages.hand_over)
            self._visit_room.choices_wanted.connect(self.packages.choose)
            self._visit_room.let_go_wanted.connect(self.packages.let_go)
            self.rooms.addWidget(self._visit_room)
        self.leave_room()
        self._watch_pupils()
        self.rooms.setCurrentWidget(self._visit_room)
        self.rail.set_current("home")
        self._visit_room.open(session, step)

    def _watch_pupils(self) -> None:
        """Pupils' names in texts about a lesson are watched from the first room on where such a text is typed."""
        if self.pupils is None:
            from lesvisit.ui.pupil_watch import PupilWatch

            self.pupils = PupilWatch(self.workspace, self.asks, self._page, self)

    def _page(self) -> "StepPage | None":
        room = self._visit_room
        return room.page if room is not None and self.rooms.currentWidget() is room else None

    def _choose_protocol(self) -> None:
        """All conversation models, for the visit on the screen; back goes to the step one came from."""
        step = self._visit_room.step if self._visit_room is not None else PREPARE
        self.protocols.show_room(self.visit, step)

    def _on_step_shown(self, step: int) -> None:
        _ = self.workspace.translator.gettext
        names = (_("Prepare"), _("Observe"), _("Debrief"), _("Share"), _("Look it over once"))
        self.setWindowTitle(f"LesVisit – {names[step]}")
        self.rail.setVisible(step != OBSERVE)
        self.status.hide()
        if self.pupils is not None:
            self.pupils.come(lesson=step == OBSERVE)
        self._show_health()

    def show_quiet(self, quiet: bool) -> None:
        """The whole screen for the lesson, or back."""
        if quiet:
            self._was_maximized = self.isMaximized()
            self.showFullScreen()
        elif self.isFullScreen():
            self.showMaximized() if self._was_maximized else self.showNormal()

    @property
    def visit(self) -> "VisitSession | None":
        """The visit on the screen."""
        return self._visit_room.session if self._visit_room is not None else None

    @property
    def visit_step(self) -> int:
        """At which step it is shown."""
        return self._visit_room.step if self._visit_room is not None else PREPARE

    # What the window says

    def _on_said(self, text: str) -> None:
        if self.observing:
            return  # the observe page says it in its own hint bar
        self.status.setText(text)
        self.status.setVisible(bool(text))
        self._silence.start()

    @property
    def observing(self) -> bool:
        """Does a lesson run on the screen? Then nothing comes between."""
        if self.forms.trying:
            return True
        room = self._visit_room
        return room is not None and self.rooms.currentWidget() is room and room.step == OBSERVE

    def _show_health(self) -> None:
        error, damage = self.workspace.database.trouble, self.workspace.database.damage
        damaged = damage is not None and damage.here
        said_there = damaged and self.rooms.currentWidget() is self.home and not self.home.damage.isHidden()
        self._told_not_kept = self._told_not_kept and error is not None
        if error is None or self.observing or said_there:
            self.trouble.clear()
            self.trouble.hide()
            return
        from lesvisit.messages import sentence

        _ = self.workspace.translator.gettext
        what = _("A backup has to be put back.") if damaged else _("Not everything could be saved yet.")
        self.trouble.show_error(what, sentence(error, self.workspace.translator))
        self.trouble.show()

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Says once that the first picture stands."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+N starts observing from any room; F1 helps where no page has its own."""
        if event.matches(QKeySequence.StandardKey.New):
            self.start_observing()
        elif event.key() == Qt.Key.Key_F1:
            self.go_help()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A package may be dropped anywhere."""
        if dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Shows what is in it, or keeps it for after the lesson."""
        path = dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.packages.arrive(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being typed is kept; nothing is asked. What stands in no file is told first, once."""
        self.keep_typing_safe()
        if self._holds_back():
            event.ignore()
            return
        self.leave_room()
        event.accept()

    def _holds_back(self) -> bool:
        """A disk that refuses, and no room for the journal either: whoever closes twice knows what goes."""
        database = self.workspace.database
        if self._told_not_kept or not self.workspace.started or database.is_all_kept() or database.trouble is None:
            return False
        from lesvisit.messages import sentence

        _ = self.workspace.translator.gettext
        what = _("Some of what you typed is not kept anywhere yet. If you close LesVisit again, you lose it.")
        self.trouble.show_error(what, sentence(database.trouble, self.workspace.translator))
        self._told_not_kept = True
        return True

    def keep_typing_safe(self) -> None:
        """The session may end, the view locks, or something went wrong: what is being typed is kept now.

        Nothing is left or closed: work goes on where it was. Of a try nothing is kept.
        """
        from lesvisit.ui.turning_room import TurningRoom

        room, here = self._visit_room, self.rooms.currentWidget()
        if room is not None and room.session is not None:
            room.keep_typing_safe()
        elif isinstance(here, TurningRoom):
            here.keep_typed()
