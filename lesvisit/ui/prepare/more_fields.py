"""What is filled in less often: who looks, who designed along, minutes, pupils, the board goal."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import prepare
from lesvisit.services.session import VisitSession
from lesvisit.ui.prepare.part import Part, names_of
from lesvisit.ui.widgets.field import Field, FieldFrame
from lesvisit.ui.widgets.names_edit import NamesEdit, split_names
from lesvisit.ui.widgets.wrap_row import WrapRow
from lesvisit.ui.workspace import Workspace

MOST_MINUTES, MOST_PUPILS = 600, 999


class MoreFields(Part):
    """Under the card with the questions."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self.workspace.translator.gettext, self.theme
        self.visitors = NamesEdit(theme, many=True)
        self.visitors_frame = FieldFrame(theme, _("Who comes to look"), self.visitors, name="visitorNames")
        self.designers = NamesEdit(theme, many=True)
        self.designers.setPlaceholderText(_("Names, with commas between"))
        self.designers_frame = FieldFrame(theme, _("Designed together with"), self.designers, name="designerNames")
        self.minutes = Field(theme, _("Lesson minutes"), name="lessonMinutes")
        self.pupils = Field(theme, _("Pupils present"), name="pupilsPresent")
        self.board_goal = Field(
            theme,
            _("Goal on the board that this lesson works on"),
            multiline=True,
            placeholder=_("e.g. 80% can explain in their own words what the numbers mean"),
            name="boardGoal",
        )

    def _build_layout(self) -> None:
        row = WrapRow(self.theme)
        row.add(self.visitors_frame, 180, 3)
        row.add(self.designers_frame, 180, 3)
        row.add(self.minutes, 110, 1)
        row.add(self.pupils, 130, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(row)
        self._column.addWidget(self.board_goal)
        self._space()
        self.theme.changed.connect(self._space)

    def _connect(self) -> None:
        self._bind_names(self.visitors, "visitor_ids")
        self._bind_names(self.designers, "co_designer_ids")
        self._bind_number(self.minutes, "lesson_min", MOST_MINUTES)
        self._bind_number(self.pupils, "pupils_present", MOST_PUPILS)
        self.bind_field(self.board_goal.input, "board_goal")

    def _bind_names(self, editor: NamesEdit, field: str) -> None:
        def read(view: VisitBook) -> str:
            return names_of(view, getattr(view.visit, field))

        def write(text: str) -> None:
            self.set_head(**{field: self.workspace.people_named(split_names(text))})

        self.bind(editor, read, write, quiet=False)

    def _bind_number(self, field: Field, name: str, most: int) -> None:
        def read(view: VisitBook) -> str:
            number = getattr(view.visit, name)
            return "" if number is None else str(number)

        self.bind(field.input, read, self._number_writer(field, name, most), quiet=False)

    def open(self, session: VisitSession) -> None:
        for field in (self.minutes, self.pupils):
            field.set_wrong("")
        super().open(session)

    def _number_writer(self, field: Field, name: str, most: int) -> Callable[[str], bool]:
        def write(text: str) -> bool:
            try:
                number = prepare.read_number(text, most)
            except ValueError:
                _ = self.workspace.translator.gettext
                field.set_wrong(_("A number from 1 to {most}", most=most))
                return False
            field.set_wrong("")
            self.set_head(**{name: number})
            return True

        return write

    def refresh(self) -> None:
        super().refresh()
        for editor in (self.visitors, self.designers):
            editor.set_known(self.workspace.names())

    def _space(self) -> None:
        self._column.setSpacing(self.theme.px(16))
