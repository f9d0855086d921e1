"""Who, class, subject, room, when: the row of fields on top."""

from PySide6.QtCore import QDate, QLocale, QSignalBlocker
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.services import prepare
from lesvisit.services.session import VisitSession
from lesvisit.ui.prepare.part import Part, visited_name
from lesvisit.ui.widgets.drop_down import DateField
from lesvisit.ui.widgets.field import Field, FieldFrame
from lesvisit.ui.widgets.names_edit import NamesEdit, split_names
from lesvisit.ui.widgets.wrap_row import WrapRow
from lesvisit.ui.workspace import Workspace


class HeadFields(Part):
    """One row at 100 %, more where it is narrow."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self.workspace.translator.gettext, self.theme
        self.who = NamesEdit(theme)
        self.who.setPlaceholderText(_("Name"))
        self.who_frame = FieldFrame(theme, _("At whose lesson"), self.who, name="visitedName")
        self.class_name = Field(theme, _("Class"), placeholder=_("e.g. H2b"), name="className")
        self.subject = Field(theme, _("Subject"), name="subjectName")
        self.room = Field(theme, _("Room"), name="roomName")
        self.day = DateField(theme)
        self.day.setLocale(QLocale(self.workspace.translator.language))
        self.day_frame = FieldFrame(theme, _("When"), self.day, name="visitDay")
        self.day.setAccessibleName(_("Date of the visit"))
        self.times = Field(theme, _("From – to"), placeholder="10:35 – 11:25", name="plannedTimes")

    def _build_layout(self) -> None:
        self.row = WrapRow(self.theme)
        for widget, least, share in (
            (self.who_frame, 120, 3),
            (self.class_name, 104, 2),
            (self.subject, 106, 3),
            (self.room, 96, 2),
            (self.day_frame, 168, 1),
            (self.times, 126, 1),
        ):
            self.row.add(widget, least, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.row)

    def _connect(self) -> None:
        self.bind(self.who, lambda view: visited_name(view.visit, view), self._on_who_typed, quiet=False)
        for field, name in ((self.class_name, "class_name"), (self.subject, "subject"), (self.room, "room")):
            self.bind_field(field.input, name)
        self.bind(self.times.input, lambda view: prepare.times_text(view.visit), self._on_times_typed, quiet=False)
        self.day.dateChanged.connect(self._on_day_changed)

    def refresh(self) -> None:
        super().refresh()
        self.who.set_known(self.workspace.names())
        self._show_day()

    def _show_day(self) -> None:
        day = self.view.visit.day
        this_year = day.year == self.workspace.clock.now_utc().year
        with QSignalBlocker(self.day):
            self.day.setDisplayFormat("ddd d MMMM" if this_year else "ddd d MMM yyyy")
            self.day.setDate(QDate(day.year, day.month, day.day))

    def _on_day_changed(self, day: QDate) -> None:
        if self.session is not None:
            self.set_head(day=day.toPython())

    def _on_who_typed(self, text: str) -> None:
        name = next(iter(split_names(text)), "")
        ids = self.workspace.people_named([name]) if name else ()
        self.set_head(visited_id=next(iter(ids), ""))

    def open(self, session: VisitSession) -> None:
        self.times.set_wrong("")
        super().open(session)

    def _on_times_typed(self, text: str) -> bool:
        times = prepare.read_times(text)
        _ = self.workspace.translator.gettext
        self.times.set_wrong("" if times is not None else _("Like this: 10:35 – 11:25"))
        if times is None:
            return False
        self.do(prepare.set_times(self.workspace.desk, self.view, *times))
        return True
