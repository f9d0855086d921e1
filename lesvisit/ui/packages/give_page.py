"""Meegeven: a visit, design, form or conversation model as a file for another laptop, under five words or open."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.package import Package
from lesvisit.domain.records import ScopeKind
from lesvisit.domain.sharing import Paper
from lesvisit.domain.visit_book import VisitBook
from lesvisit.messages import sentence
from lesvisit.services import handing_over, packages
from lesvisit.services.passphrases import proposed
from lesvisit.services.session import VisitSession
from lesvisit.services.share_sent import about_alone, about_visit, as_file, keep
from lesvisit.ui.file_dialog import file_dialog
from lesvisit.ui.packages.named_pupils import NamedPupils
from lesvisit.ui.packages.sheet import Sheet
from lesvisit.ui.packages.words import SUFFIX, file_stem, titled_stem
from lesvisit.ui.packages.work import PackageWork
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.went_out import keep_sent
from lesvisit.ui.widgets.buttons import LinkButton, MainButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.choice_cards import Choice, ChoiceCards
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace

WORDS, OPEN = "words", "open"
COPY, OWNER = "copy", "owner"


@dataclass(frozen=True)
class Gift:
    """What is given: `session` for a visit, else a scope of this kind under this title."""

    kind: ScopeKind
    scope_id: str
    title: str
    session: VisitSession | None = None


class GivePage(Sheet):
    """`begin` with what is given; `paper_wanted`: she has no LesVisit, so the paper of the two goes along."""

    paper_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "give", "", parent)
        self.gift: Gift | None = None
        self.words = ""
        self.folder: Path | None = None
        self.work = PackageWork(workspace, self)
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self._, self.theme
        self.error = ErrorBar(theme, name="giveError")
        self.whose = ChoiceCards(theme, name="giveWhose")
        self.lock = ChoiceCards(theme, name="giveLock")
        self.lock.set_words(_("Locked or open"))
        self.lock.set_choices(
            [
                Choice(WORDS, _("Locked with five words"), _("Whoever has the file reads nothing without them.")),
                Choice(OPEN, _("Without words"), _("Whoever has the file can read it all.")),
            ]
        )
        self.spoken = PlainLabel(theme, px=28, weight=SEMIBOLD, name="giveWords")
        self.spoken.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.spoken.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.other = LinkButton(theme, _("Other words"), small=False, name="giveOtherWords")
        self.hint = PlainLabel(theme, tone="muted", name="giveHint")
        self.warning = ErrorBar(theme, name="giveWarning")
        self.pupils = NamedPupils(self)
        self.save = MainButton(theme, _("Save the file"), name="giveSave")
        self.paper = LinkButton(theme, "", small=False, name="givePaper")
        self.progress = QProgressBar()
        self.progress.setObjectName("giveProgress")
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.busy = PlainLabel(theme, _("Locking the file. That takes some seconds, so that guessing takes years."))
        self.stop = PlainButton(theme, _("Stop"), name="giveStop")
        self.done = PlainLabel(theme, px=20, weight=SEMIBOLD, name="giveDone")
        self.told = PlainLabel(theme, name="giveTold")

    def _build_layout(self) -> None:
        self.locking = Card(self.theme, padding=20, name="giveLocking")
        self.locking.body.addWidget(self.spoken)
        self.locking.body.addWidget(self.hint)
        self.locking.body.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self.ended = Card(self.theme, padding=20, name="giveEnded")
        self.ended.body.addWidget(self.done)
        self.ended.body.addWidget(self.told)
        self.working = Card(self.theme, padding=20, name="giveWorking")
        for widget in (self.busy, self.progress):
            self.working.body.addWidget(widget)
        self.working.body.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.error, self.whose, self.lock, self.locking, self.warning, self.working, self.ended):
            self.column.addWidget(part)
        self.column.addWidget(self.pupils.strip)
        self.column.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.foot.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.other.clicked.connect(self.say_other_words)
        self.lock.choice_made.connect(lambda _: self._show())
        self.whose.choice_made.connect(lambda _: self._show())
        self.save.clicked.connect(self.ask_where)
        self.stop.clicked.connect(self._on_stop)
        self.paper.clicked.connect(self.paper_wanted)
        self.work.written.connect(self._on_written)
        self.work.failed.connect(self._on_failed)

    # What is given

    def begin(self, gift: Gift, *, over: bool = False) -> None:
        """Shows what would go; `over`: it is meant to be handed over to the visited teacher."""
        self.work.stop()
        self.gift = gift
        self.title.setText(self._("Hand on: {what}", what=gift.title))
        self.error.clear()
        self.ended.hide()
        self.lock.set_value(WORDS)
        self._offer_owner(over)
        self.say_other_words()
        self.pupils.look()
        self.area.verticalScrollBar().setValue(0)
        self.save.setFocus()

    @property
    def view(self) -> VisitBook | None:
        """The visit, when it is one."""
        return self.gift.session.view if self.gift is not None and self.gift.session is not None else None

    def _offer_owner(self, over: bool) -> None:
        view = self.view
        offered = view is not None and handing_over.can_hand_over(view, self.workspace.me_id)
        self.whose.setVisible(offered)
        self.whose.set_value(None)
        if view is None or not offered:
            return
        name, _ = view.name(view.visit.visited_id), self._
        self.whose.set_words(_("Copy, or hand over"))
        self.whose.set_choices(
            [
                Choice(
                    OWNER, _("Hand over to {name}", name=name), _("It is {name}'s visit from then on.", name=name)
                ),
                Choice(COPY, _("A copy"), _("For a second observer, or for your other laptop.")),
            ]
        )
        self.whose.set_value(OWNER if over else COPY)

    def say_other_words(self) -> None:
        """Five others."""
        self.words = proposed()
        self._show()

    @property
    def locked(self) -> bool:
        """Under the five words?"""
        return self.lock.value() != OPEN

    @property
    def over(self) -> bool:
        """Is the visit handed over with it?"""
        return self.whose.isVisibleTo(self) and self.whose.value() == OWNER

    def _show(self) -> None:
        _ = self._
        self.spoken.setText("   ".join(self.words.split()))
        self.spoken.setAccessibleName(self.words)
        self.hint.setText(_("Tell them, don't mail them: by phone, or at the coffee machine. They are kept nowhere."))
        self.locking.setVisible(self.locked)
        self.warning.setVisible(False)
        if not self.locked:
            what = _("It says what was seen of colleagues and pupils. Only on a stick that you hand over yourself.")
            if self.view is None:
                what = _("There is no visit and no note in it, but the names of who made it are.")
            self.warning.show_error(_("An open package can be read by anybody who gets the file."), what)
        self.paper.setVisible(self.over)
        if self.view is not None:
            name = self.view.name(self.view.visit.visited_id)
            self.paper.setText(_("{name} has no LesVisit? Then the paper goes along", name=name))
        self._show_busy(self.work.busy)

    def _show_busy(self, busy: bool) -> None:
        self.working.setVisible(busy)
        for widget in (self.save, self.paper, self.lock, self.whose, self.other):
            widget.setEnabled(not busy)

    # Out

    def proposed(self) -> Path:
        """A name without teachers, that is not taken yet."""
        view, gift = self.view, self.gift
        translator = self.workspace.translator
        if view is not None:
            stem = file_stem(translator, view)
        else:
            stem = titled_stem(gift.title if gift is not None else "", self.workspace.names())
        folder = self.folder or _documents()
        path, number = folder / f"{stem}{SUFFIX}", 2
        while path.exists():
            path, number = folder / f"{stem} ({number}){SUFFIX}", number + 1
        return path

    def ask_where(self) -> QFileDialog:
        """The system's own window."""
        offered = self.proposed()
        dialog = file_dialog(self, self._("Save the package"), offered.parent)
        dialog.setObjectName("packageDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"LesVisit (*{SUFFIX})")
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.selectFile(str(offered))
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def write(self, path: Path) -> None:
        """Writes the file beside the window, all or nothing."""
        gift = self.gift
        if gift is None or (self.locked and not self.words):  # never open under a page that shows a lock
            return
        self.folder = path.parent
        self.error.clear()
        self.ended.hide()
        self.work.write(self.packing(gift), path, self.words if self.locked else "")
        self._show_busy(True)
        self.stop.setFocus()

    def packing(self, gift: Gift) -> Callable[[Any], Package]:
        """What makes the package of a gift."""
        desk = self.workspace.desk
        if gift.kind is ScopeKind.VISIT:
            return lambda connection: packages.pack_visit(connection, desk, gift.scope_id)
        return lambda connection: packages.pack_alone(connection, desk, gift.kind, gift.scope_id)

    def _on_stop(self) -> None:
        self.work.stop()
        self._show_busy(self.work.busy)
        self.save.setFocus()

    def _on_written(self, path: Path) -> None:
        _ = self._
        self._show_busy(False)
        self.done.setText(_("Saved as {name} in {folder}", name=path.name, folder=path.parent))
        self.told.setText(self._what_now())
        self.ended.show()
        self._keep_where(path)
        self.back.setFocus()

    def _what_now(self) -> str:
        _ = self._
        words = _("Give the file, and tell the five words: {words}.", words=self.words) if self.locked else ""
        view = self.view
        if not self.over or view is None:
            return words or _("Whoever has the file can read it all.")
        name = view.name(view.visit.visited_id)
        rest = _("The visit stays here, marked as handed over, until you say that {name} has it.", name=name)
        return "\n".join(part for part in (words, rest) if part)

    def _keep_where(self, path: Path) -> None:
        gift, desk = self.gift, self.workspace.desk
        if gift is None:
            return
        session, sent = gift.session, as_file(desk, Paper.PACKAGE, path, self.work.data, locked=self.locked)
        if session is None:
            keep_sent(self.workspace, sent, lambda c: about_alone(c, gift.kind, gift.scope_id))
            return
        if self.over:
            operation = handing_over.hand_over(desk, session.view)
            if operation is not None:
                session.do(operation)
        session.do(keep(desk, session.view, sent))
        _visit, *design = about_visit(session.view, Paper.PACKAGE)
        if design:
            keep_sent(self.workspace, sent, lambda _connection: design)

    def _on_failed(self, error: LesVisitError) -> None:
        self._show_busy(False)
        self.error.show_error(sentence(error, self.workspace.translator), "")
        self.save.setFocus()

    def go_back(self) -> None:
        """Esc first stops what is under way."""
        if self.work.busy:
            self._on_stop()
        else:
            super().go_back()

    def leave(self) -> None:
        """The page goes down: what is under way stops, and the words are forgotten."""
        self.work.stop()
        self.words = ""


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()
