"""The template that is open in the editor, and the acts that change it."""

from PySide6.QtCore import QObject

from lesvisit.domain.template import Template
from lesvisit.services import templates
from lesvisit.ui.own_open import OpenOwn
from lesvisit.ui.workspace import Workspace

ADD, MOVE, REMOVE = "template.add", "template.move", "template.remove"  # verbs of acts, as undo names them


class OpenTemplate(OpenOwn[Template]):
    """A form of the school in the editor."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(workspace, templates.OWN, templates.faults_of, parent)

    @property
    def template(self) -> Template:
        """What is edited. Raises LookupError before `open`."""
        return self.content
