"""One template in one file: opened and taken in whole, or written; refused with the field named, nothing changed."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.records import ScopeKind
from lesvisit.domain.template import Template
from lesvisit.services import library, template_arrival
from lesvisit.ui.own_files import OwnFiles, file_name
from lesvisit.ui.templates import words
from lesvisit.ui.workspace import Workspace


class TemplateFiles(OwnFiles):
    """`arrived(Template)`."""

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(workspace, page, "Template")

    @property
    def _kinds(self) -> str:
        return self.workspace.translator.gettext("Observation form (*.json)")

    def ask_and_open(self) -> QFileDialog:
        """The system's own window to choose a file."""
        return self.ask_for_file(self.workspace.translator.gettext("Open a form"), self._kinds, self.open)

    def open(self, path: Path) -> None:
        """Takes a file in."""
        from lesvisit.exchange.template_file import read_template

        self.read(path, read_template, self._take_in)

    def _take_in(self, connection: Any, template: Template) -> Template:
        shipped = library.templates(self.workspace.resources)
        return template_arrival.take_in(connection, self.workspace.desk, template, shipped).template

    def ask_and_save(self, template: Template, *, own: bool) -> QFileDialog | None:
        """The system's own window for a place. What nobody could take in is not given out."""
        from lesvisit.exchange.template_file import SUFFIX, checked

        try:
            checked(template)
        except LesVisitError as error:
            self.refused.emit(error)
            return None
        title = self.workspace.translator.gettext("Save the form")
        name = file_name(words.title(self.workspace.translator, template), "formulier")
        return self.ask_for_place(title, self._kinds, name, SUFFIX, lambda path: self.save(template, path, own=own))

    def save(self, template: Template, path: Path, *, own: bool) -> None:
        """Writes the file, all or nothing. A version of the school's own that leaves counts as used."""
        self.folder = path.parent
        if own:
            self.workspace.use_template(template.id, lambda used: self._write(used, path))
        else:
            self._write(template, path)

    def _write(self, template: Template, path: Path) -> None:
        from lesvisit.exchange.template_file import write_template

        self.written(path, lambda: write_template(template, path), (ScopeKind.TEMPLATE, template.id))
