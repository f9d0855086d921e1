"""Which lesson design, in which version; and the way to make or change one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from lesvisit.domain.visit import Visit
from lesvisit.services import designs, prepare
from lesvisit.services.designs import DesignChoice
from lesvisit.ui.design_words import counts, version_title
from lesvisit.ui.prepare.choice_part import ChoicePart
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.wrap_row import WrapRow
from lesvisit.ui.workspace import Workspace


class DesignPart(ChoicePart):
    """`design_wanted` with the id of a design; a new one is made here, so that the visit stands on it at once."""

    design_wanted = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        _ = workspace.translator.gettext
        super().__init__(workspace, _("Lesson design"), "designChoice", parent)
        self._choices: list[DesignChoice] = []
        self._items: list[tuple[str, str]] = []
        self.open_it = LinkButton(self.theme, _("View or change"), name="designOpen")
        self.make_one = LinkButton(self.theme, _("New lesson design"), name="designNew")
        links = WrapRow(self.theme, gap=16)
        links.add(self.open_it, 10, 0)
        links.add(self.make_one, 10, 0)
        self.column.addWidget(links, 0, Qt.AlignmentFlag.AlignTop)
        self.open_it.clicked.connect(lambda: self.design_wanted.emit(self.view.visit.design_id))
        self.make_one.clicked.connect(self._on_make_one_clicked)

    def load(self) -> None:
        """Reads which designs there are."""
        self.workspace.read(designs.choices, self._take)

    def _take(self, found: list[DesignChoice]) -> None:
        self._choices = found
        if self.session is not None:
            self.refresh()

    def refresh(self) -> None:
        super().refresh()
        self._fill()
        visit, version = self.view.visit, self.view.version
        place = self.choice.findData(visit.version_id)
        self.choice.setCurrentIndex(max(place, 0))
        words = counts(self.workspace.translator, version) if version and visit.version_id else ""
        self.say_about(words or self._advice())
        stands = self.show_fixed()
        self.open_it.setVisible(bool(visit.design_id))
        self.make_one.setVisible(not stands and not visit.design_id)

    def stands(self) -> bool:
        """A visit that began without a design can still get one; it stands from the next step on."""
        version = self.view.version
        return super().stands() and version is not None and version.frozen_utc is not None

    def _advice(self) -> str:
        return self.workspace.translator.gettext("With a design, your notes are sorted by its goals.")

    def _fill(self) -> None:
        _, translator = self.workspace.translator.gettext, self.workspace.translator
        items = [(_("No lesson design"), "")]
        items += [(version_title(translator, c.design.title, c.version.number), c.version_id) for c in self._choices]
        items += self._own(self.view.visit, {key for _words, key in items})
        if items == self._items:
            return
        self._items = items
        self.choice.clear()
        for words, key in items:
            self.choice.addItem(words, key)

    def _own(self, visit: Visit, known: set[str]) -> list[tuple[str, str]]:
        """The version the visit stands on, before the list was read."""
        design, version = self.view.design, self.view.version
        if design is None or version is None or not visit.version_id or visit.version_id in known:
            return []
        words = version_title(self.workspace.translator, design.title, version.number)
        return [(words, visit.version_id)]

    def _on_make_one_clicked(self) -> None:
        desk, visit = self.workspace.desk, self.view.visit
        book, operation = designs.new_design(desk, "", visit.subject)
        design = self.workspace.new_session(book)
        design.do(operation)
        made = DesignChoice(
            book.scope_id,
            designs.newest(design.book).id,
            designs.design_record(design.book).payload,
            designs.newest(design.book).payload,
        )
        self.do(prepare.choose_design(desk, self.view, made))
        self.design_wanted.emit(book.scope_id)

    def _on_chosen(self, data: object) -> None:
        chosen = next((c for c in self._choices if c.version_id == data), None)
        if chosen is None and data:
            return
        self.do(prepare.choose_design(self.workspace.desk, self.view, chosen))
