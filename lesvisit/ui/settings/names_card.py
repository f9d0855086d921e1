"""The names of one class: kept while they are typed, erased after one question in the card itself."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from lesvisit.domain.errors import StorageFailed
from lesvisit.domain.pupil_names import cleaned_names
from lesvisit.messages import sentence
from lesvisit.services import pupil_names
from lesvisit.services.pupil_names import NameList
from lesvisit.ui.widgets.buttons import LinkButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.workspace import Workspace

LINES = 14  # a longer list scrolls in its field


class NamesCard(Card):
    """`failed` carries a sentence; `is_taken` says whether another card has this class."""

    erased = Signal()
    failed = Signal(str)
    saved = Signal()

    def __init__(self, workspace: Workspace, kept: NameList, parent: QWidget | None = None) -> None:
        super().__init__(workspace.theme, name="namesCard", parent=parent)
        self.workspace, self.kept = workspace, kept
        self._ = workspace.translator.gettext
        self.is_taken: Callable[[str], bool] = lambda _name: False
        self._build_fields(kept)
        self._build_erase()

    def _build_fields(self, kept: NameList) -> None:
        _, theme = self._, self.theme
        self.class_name = Field(theme, _("Class, as it stands in the visit"), placeholder=_("H2b"), name="namesClass")
        self.class_name.setMaximumWidth(theme.px(260))
        self.names = Field(theme, _("Names, one on each line"), multiline=True, name="namesList")
        self.names.set_placeholder(_("First names are enough"))
        self.class_name.set_text(kept.class_name)
        self.names.set_text("\n".join(kept.names))
        self._commits = [QuietCommit(self.class_name.input), QuietCommit(self.names.input)]
        for commit in self._commits:
            commit.committed.connect(lambda _text: self._keep())
        self.body.addWidget(self.class_name)
        self.body.addWidget(self.names)
        self.setFocusProxy(self.class_name.input)

    def _build_erase(self) -> None:
        _, theme = self._, self.theme
        self.erase = LinkButton(theme, _("Erase this list"), name="eraseNames")
        self.erase.clicked.connect(lambda: self._ask(True))
        self.question = QWidget()
        flow = FlowLayout(theme, gap=10, line_gap=6, parent=self.question)
        self.ask_words = PlainLabel(theme, wrap=False, name="eraseQuestion")
        self.sure = PlainButton(theme, _("Erase it"), name="eraseNamesSure")
        self.leave = LinkButton(theme, _("Leave it"), small=False, name="eraseNamesLeave")
        self.sure.clicked.connect(self._on_sure_clicked)
        self.leave.clicked.connect(lambda: self._ask(False))
        for part in (self.ask_words, self.sure, self.leave):
            flow.addWidget(part)
        self.question.hide()
        self.body.addWidget(self.erase, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.question)

    @property
    def is_empty(self) -> bool:
        """Nothing was typed in it yet."""
        return not self.class_name.text().strip() and not self.names.text().strip()

    def take_names_focus(self) -> None:
        """The cursor goes to the names."""
        self.names.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Keeps what is being typed."""
        for commit in self._commits:
            commit.flush()

    def forget(self) -> None:
        """What is in the fields is not to be kept any more."""
        for commit in self._commits:
            commit.blockSignals(True)

    # Acts

    def _keep(self) -> None:
        _, name = self._, self.class_name.text().strip()
        names = cleaned_names(self.names.text())
        wrong = ""
        if not name and names:
            wrong = _("Which class is it? Without one the list is not kept.")
        elif name and self.is_taken(name):
            wrong = _("There is a list of this class already.")
        self.class_name.set_wrong(wrong)
        if wrong or not name or not (names or self.kept.names):
            return
        wanted = NameList(name, names)
        try:
            pupil_names.keep(self.workspace.profile, wanted, self.kept.class_name)
        except StorageFailed as error:
            self.failed.emit(sentence(error, self.workspace.translator))
            return
        self.kept = wanted
        self.saved.emit()

    def _ask(self, asked: bool) -> None:
        """One question before what can't be taken back."""
        if asked and not self.kept.class_name:
            self.forget()
            self.erased.emit()  # nothing of it was ever kept
            return
        count = len(cleaned_names(self.names.text()))
        words = self.workspace.translator.ngettext(
            "Erase the list of {name}, with {n} name? This can't be taken back.",
            "Erase the list of {name}, with {n} names? This can't be taken back.",
            count,
            name=self.kept.class_name,
        )
        self.ask_words.setText(words)
        self.sure.setAccessibleDescription(words)
        self.question.setVisible(asked)
        self.erase.setVisible(not asked)
        (self.leave if asked else self.erase).setFocus()

    def _on_sure_clicked(self) -> None:
        self.forget()
        try:
            pupil_names.erase(self.workspace.profile, self.kept.class_name)
        except StorageFailed as error:
            self.failed.emit(sentence(error, self.workspace.translator))
            return
        self.erased.emit()
