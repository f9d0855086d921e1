"""Looking it over once: the observer's own page between the visit and the debrief. It can be skipped.

It has no place in the road's four steps: one comes from *Klaar* or from Home, and goes on to the debrief. Acts are
made in a step of their own, so that undo in the debrief never shows what was said anew here.
"""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from lesvisit.domain.abbreviations import Abbreviations
from lesvisit.domain.events import Note, SubjectKind
from lesvisit.domain.records import Change, Operation, Record
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import look_over
from lesvisit.services.abbreviations import abbreviations
from lesvisit.services.desk import Desk
from lesvisit.services.judging import judging_lists
from lesvisit.services.look_over import LookLine
from lesvisit.services.session import VisitSession
from lesvisit.ui.lookover.line_list import LineList
from lesvisit.ui.lookover.model import LookModel, Shown
from lesvisit.ui.lookover.row import Chips
from lesvisit.ui.lookover.side import WIDTH, LookSide, kind_of
from lesvisit.ui.step_page import StepPage
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton, MainButton
from lesvisit.ui.widgets.chips import ChipKind
from lesvisit.ui.widgets.labels import PlainLabel, Rule
from lesvisit.ui.widgets.segmented import Segmented
from lesvisit.ui.workspace import Workspace

OBSERVE_STEP = 1
MOST = (1 << 24) - 1  # Qt's own greatest size
ELSE = "else"  # at large letters: the side in the place of the lines
Make = Callable[[Desk, VisitBook], Operation | None]


class LookOverPage(StepPage):
    """`done_wanted`: on to the debrief; `step_wanted`: back to observing."""

    step = look_over.STEP
    done_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.translator = workspace.translator
        self.session: VisitSession | None = None
        self._lists: look_over.JudgingLists = {}
        self._table: Abbreviations = {}
        self._stop: Callable[[], None] = lambda: None
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.title = PlainLabel(theme, _("Look it over once"), px=20, weight=SEMIBOLD, wrap=False)
        self.why = PlainLabel(
            theme,
            _("Only you see this page. What you say anew here is what your colleague gets to see."),
            px=13,
            tone="muted",
        )
        self.shown = Segmented(theme, name="lookShown")
        self.shown.set_words(_("Which lines"))
        self.model = LookModel(self.translator, self)
        self.lines = LineList(theme, self.translator, self.model, self)
        self.lines.chips_of = self._chips
        self.empty = PlainLabel(theme, tone="muted", name="lookEmpty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.side = LookSide(theme, self.translator, self)
        self.foot = QFrame()
        self.foot.setObjectName("bottomBar")
        self.back = LinkButton(theme, _("Back to observing"), small=False, name="lookBack")
        self.on = MainButton(theme, _("To the debrief"), name="lookDone")

    def _offer_shown(self, large: bool) -> None:
        """Which lines; at large letters also what else there is, which then has no room beside them."""
        _ = self.translator.gettext
        choices = [
            (Shown.ALL.value, _("all lines")),
            (Shown.JUDGING.value, _("judging words")),
            (Shown.ASIDES.value, _("ideas and questions")),
        ]
        before = self.shown.value() or Shown.ALL.value
        self.shown.set_choices([*choices, (ELSE, _("what else there is"))] if large else choices)
        self.shown.set_value(before if large or before != ELSE else Shown.ALL.value)
        self._show_parts()

    def _show_parts(self) -> None:
        is_else = self.shown.value() == ELSE
        self.side.setVisible(is_else or not self.theme.large)
        self.lines.setVisible(not is_else)

    def _build_layout(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self.title)
        titles.addWidget(self.why)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addLayout(titles, 1)
        self._head.addWidget(self.shown, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        sheet = QVBoxLayout()
        sheet.setSpacing(0)
        sheet.addWidget(self.empty)
        sheet.addWidget(self.lines, 1)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(0)
        self._body.addLayout(sheet, 1)
        self._body.addWidget(self.side)
        self._foot_row = QHBoxLayout(self.foot)
        self._foot_row.addWidget(self.back)
        self._foot_row.addStretch(1)
        self._foot_row.addWidget(self.on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(Rule(self.theme))
        column.addLayout(self._body, 1)
        column.addWidget(self.foot)
        self._space()

    def _space(self) -> None:
        px, large = self.theme.px, self.theme.large
        self._head.setContentsMargins(px(24), px(10), px(24), px(10))
        self._head.setSpacing(px(8 if large else 24))
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._head.setDirection(down if large else right)
        self._offer_shown(large)
        self.side.setMinimumWidth(0 if large else px(WIDTH))
        self.side.setMaximumWidth(MOST if large else px(WIDTH))
        self.empty.setContentsMargins(px(24), px(24), px(24), 0)
        self._foot_row.setContentsMargins(px(12), px(10), px(24), px(10))  # the words of the link at 24

    def _connect(self) -> None:
        self.theme.changed.connect(self._on_theme_changed)
        self.model.modelReset.connect(self._show_empty)
        self.shown.choice_made.connect(self._on_shown_chosen)
        self.lines.rewritten.connect(self._on_rewritten)
        self.lines.idea_wanted.connect(self._on_idea_wanted)
        self.lines.put_back_wanted.connect(self._on_put_back_wanted)
        self.side.write_out_wanted.connect(self._on_write_out_wanted)
        self.on.clicked.connect(self._on_done)
        self.back.clicked.connect(lambda: self.step_wanted.emit(OBSERVE_STEP))

    def _on_theme_changed(self) -> None:
        self._space()
        if self.session is not None:
            self._show()

    # For the visit

    def show_visit(self, session: VisitSession) -> None:
        self._stop()
        other = self.session is not session
        self.session = session
        preferences = self.workspace.profile.preferences
        self._lists = judging_lists(preferences, self.workspace.resources)
        self._table = abbreviations(preferences, self.translator.language)
        self._stop = session.listen(on_change=self._on_change)
        if other:
            self.model.set_firsts({})
            self.shown.set_value(Shown.ALL.value)
            self.model.set_shown(Shown.ALL)
            self._show_parts()
        self._show()
        self._read_firsts()

    def leave(self) -> None:
        self.lines.close_editor()
        self._stop()
        self._stop = lambda: None

    def take_focus(self) -> None:
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def view(self) -> VisitBook:
        """The visit as it stands."""
        if self.session is None:
            raise LookupError("no visit is shown")
        return self.session.view

    def _show(self) -> None:
        found = look_over.look_over(self.view, self._lists, self._table)
        self.model.set_lines(found.lines)
        self.side.show_visit(self.view, found, self._table)
        self._show_empty()

    def _show_empty(self) -> None:
        _ = self.translator.gettext
        texts = {
            Shown.ALL.value: _("Nothing was noted in this visit. You can still talk."),
            Shown.JUDGING.value: _("No line has a word of your list in it."),
            Shown.ASIDES.value: _("There are no ideas or questions among the lines."),
        }
        self.empty.setText(texts.get(self.shown.value() or "", ""))
        self.empty.setVisible(not self.model.rowCount() and self.shown.value() != ELSE)

    def _chips(self, line: LookLine) -> Chips:
        if self.session is None:
            return ()
        codes = [self.view.codes[ref] for ref in line.note.links if ref in self.view.codes]
        seats = [s.code for s in line.note.about if s.kind is SubjectKind.SEAT and s.code not in line.note.text]
        return (*((code, kind_of(code)) for code in codes), *((code, ChipKind.SEAT) for code in seats))

    def _on_change(self, change: Change) -> None:
        if change.how != "do":
            self.lines.close_editor()
            self._read_firsts()
        self._show()
        if change.how != "do":
            index = next((i for i in (self.model.row_of(r.id) for r in change.records) if i.isValid()), QModelIndex())
            if index.isValid():
                self.lines.setCurrentIndex(index)
                self.lines.scrollTo(index)

    def _read_firsts(self) -> None:
        session = self.session
        if session is None:
            return
        scope_id = session.book.scope_id

        def take(firsts: dict[str, Note]) -> None:
            if isValid(self) and self.session is session:
                self.model.set_firsts(firsts)

        self.workspace.read(lambda c: look_over.first_wordings(c, scope_id), take)

    # Acts

    def _do(self, make: Make) -> bool:
        """Does an act of the observer; False when nothing differs."""
        operation = make(self.workspace.desk, self.view) if self.session is not None else None
        if operation is None or self.session is None:
            return False
        self.session.do(operation)
        return True

    def _record(self, note_id: str) -> "Record[Note] | None":
        record = self.session.book.get(note_id) if self.session is not None else None
        return record if record is not None and isinstance(record.payload, Note) else None

    def _on_rewritten(self, note_id: str, text: str, effect: str) -> None:
        record = self._record(note_id)
        if record is None:
            return
        before = record.payload
        if self._do(lambda desk, view: look_over.rewrite(desk, view, record, text, effect)):
            self.model.firsts.setdefault(note_id, before)

    def _on_idea_wanted(self, note_id: str) -> None:
        record = self._record(note_id)
        if record is not None:
            self._do(lambda desk, view: look_over.make_idea(desk, view, record))

    def _on_put_back_wanted(self, note_id: str) -> None:
        record, first = self._record(note_id), self.model.firsts.get(note_id)
        if record is not None and first is not None:
            self._do(lambda desk, view: look_over.put_back(desk, view, record, first))

    def _on_write_out_wanted(self) -> None:
        self.lines.close_editor()
        if self._do(lambda desk, view: look_over.write_out(desk, view, self._table)):
            self.workspace.say(self.translator.gettext("The abbreviations are written out. Ctrl Z takes it back."))
        self.take_focus()

    def _on_shown_chosen(self, value: str) -> None:
        self.lines.close_editor()
        if value != ELSE:
            self.model.set_shown(Shown(value))
        self._show_parts()
        self._show_empty()

    def _on_done(self) -> None:
        self.lines.close_editor()
        self.done_wanted.emit()
