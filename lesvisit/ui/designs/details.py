"""The head of a design: its title, who made it, for whom, how long; and the fields to change that."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from lesvisit.domain.design import Design
from lesvisit.services.prepare import read_number
from lesvisit.ui import design_words
from lesvisit.ui.designs.long_label import LongLabel
from lesvisit.ui.designs.open_design import OpenDesign
from lesvisit.ui.theme import BOLD
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.field import Field, FieldFrame
from lesvisit.ui.widgets.names_edit import NamesEdit, split_names
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.widgets.row_edit import RowEdit
from lesvisit.ui.widgets.text_edit import GrowingTextEdit
from lesvisit.ui.widgets.wrap_row import WrapRow

MOST_MINUTES = 600
Write = Callable[[str], bool | None]  # False: it can't be kept, and the field says why


class Details(QWidget):
    """`down_wanted`: Enter in the title goes on to the goals."""

    down_wanted = Signal()

    def __init__(self, opened: OpenDesign, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opened, self.workspace = opened, opened.workspace
        self.theme = self.workspace.theme
        self._commits: list[tuple[QuietCommit, Callable[[Design], str]]] = []
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self.workspace.translator.gettext, self.theme
        self.title = RowEdit(theme, px=28, weight=BOLD, name="designTitle", words=_("Title of the design"))
        self.title.setPlaceholderText(_("What is this lesson about?"))
        self.facts = LongLabel(theme, px=15, tone="muted", name="designFacts")
        self.change = LinkButton(theme, "", name="designDetails")
        self.change.setCheckable(True)
        self.makers = NamesEdit(theme, many=True)
        self.makers.setPlaceholderText(_("Names, with commas between"))
        self.makers_frame = FieldFrame(theme, _("Made by"), self.makers, name="designMakers")
        self.year = Field(theme, _("Year and level"), placeholder=_("e.g. 2 havo"), name="designYear")
        self.subject = Field(theme, _("Subject"), name="designSubject")
        self.minutes = Field(theme, _("Lesson minutes"), name="designMinutes")

    def _build_layout(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(self.theme.px(12))
        line.addWidget(self.facts)
        line.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        self.fields = WrapRow(self.theme)
        for widget, least, share in (
            (self.makers_frame, 180, 3),
            (self.year, 110, 1),
            (self.subject, 120, 1),
            (self.minutes, 110, 1),
        ):
            self.fields.add(widget, least, share)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self.theme.px(2))
        self._column.addWidget(self.title)
        self._column.addLayout(line)
        self._column.addWidget(self.fields)

    def _connect(self) -> None:
        self._tie(self.title, lambda d: d.title, lambda text: self.opened.edit_design(title=text.strip()))
        self._tie(self.year.input, lambda d: d.year, lambda text: self.opened.edit_design(year=text.strip()))
        self._tie(self.subject.input, lambda d: d.subject, lambda text: self.opened.edit_design(subject=text.strip()))
        self._tie(self.minutes.input, lambda d: str(d.lesson_min or ""), self._on_minutes, quiet=False)
        self._tie(self.makers, self._makers, self._on_makers, quiet=False)
        self.title.asked.connect(lambda wish: self.down_wanted.emit() if wish in ("next", "new") else None)
        self.change.toggled.connect(self._show_fields)

    def _tie(
        self, editor: QLineEdit | GrowingTextEdit, read: Callable[[Design], str], write: Write, *, quiet: bool = True
    ) -> None:
        commit = QuietCommit(editor, quiet=quiet)
        commit.committed.connect(lambda text: self._on_committed(commit, read, write, text))
        self._commits.append((commit, read))

    def _on_committed(self, commit: QuietCommit, read: Callable[[Design], str], write: Write, text: str) -> None:
        if self.opened.session is None:
            return
        if write(text) is False:
            commit.refuse()
        else:
            commit.show(read(self.opened.design))

    # Showing

    def begin(self) -> None:
        """Another design: the fields stand open while nothing is known about it."""
        design = self.opened.design
        self.minutes.set_wrong("")
        for commit, read in self._commits:
            commit.start(read(design))
        self.change.setChecked(not (design.subject or design.year or design.lesson_min))
        self._show_fields()

    def refresh(self) -> None:
        """Shows what all versions share."""
        design = self.opened.design
        for commit, read in self._commits:
            commit.show(read(design))
        self.makers.set_known(self.workspace.names())
        makers = tuple(n for n in (self.workspace.name(i) for i in design.makers) if n)
        self.facts.setText(design_words.facts(self.workspace.translator, design, makers))
        self.facts.setVisible(bool(self.facts.text()))

    def flush(self) -> None:
        """Keeps what is being typed."""
        for commit, _read in self._commits:
            commit.flush()

    def _show_fields(self) -> None:
        _ = self.workspace.translator.gettext
        shown = self.change.isChecked()
        self.fields.setVisible(shown)
        self.change.setText(_("Done") if shown else _("Change this"))
        self.change.setAccessibleName(_("Makers, year, subject and minutes"))

    # Acting

    def _makers(self, design: Design) -> str:
        return ", ".join(n for n in (self.workspace.name(i) for i in design.makers) if n)

    def _on_makers(self, text: str) -> None:
        self.opened.edit_design(makers=self.workspace.people_named(split_names(text)))

    def _on_minutes(self, text: str) -> bool:
        try:
            minutes = read_number(text, MOST_MINUTES)
        except ValueError:
            _ = self.workspace.translator.gettext
            self.minutes.set_wrong(_("A number from 1 to {most}", most=MOST_MINUTES))
            return False
        self.minutes.set_wrong("")
        self.opened.edit_design(lesson_min=minutes)
        return True
