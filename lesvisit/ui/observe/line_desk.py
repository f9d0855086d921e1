"""Writing lines: the line being typed and the row being edited, tied to the observation; slash codes and drafts."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from lesvisit.domain.abbreviations import before_caret, word_before
from lesvisit.domain.clock import minute_of, minute_text
from lesvisit.domain.events import Note
from lesvisit.domain.line import Line
from lesvisit.domain.shapes import Shape
from lesvisit.domain.template import Block
from lesvisit.services.abbreviations import abbreviations
from lesvisit.services.draft_rhythm import LATEST_SEC, QUIET_SEC
from lesvisit.services.observation import ObservationSession
from lesvisit.ui.observe.line_edit import LineEdit
from lesvisit.ui.observe.name_watch import NameWatch
from lesvisit.ui.observe.note_line import NoteLine
from lesvisit.ui.observe.row_desk import RowDesk
from lesvisit.ui.observe.sheet_model import SheetModel, note_chips
from lesvisit.ui.observe.sheet_view import SheetView
from lesvisit.ui.observe.slash_taking import SlashTaking
from lesvisit.ui.observe.words import SHAPES
from lesvisit.ui.workspace import Workspace

# The draft is on its way so soon after the last key, and after the first.
QUIET_MS, LATEST_MS = round(QUIET_SEC * 1000), round(LATEST_SEC * 1000)


class LineDesk(QObject):
    """`line_changed`: links, kind or stamp of the active line; `panel_wanted`: Tab left the line."""

    line_changed = Signal()
    panel_wanted = Signal()
    draft_saved = Signal()
    paged = Signal(int)
    press_wanted = Signal(object)  # Press: a slash code stands for it

    def __init__(self, workspace: Workspace, line: NoteLine, sheet: SheetView, page: QWidget) -> None:
        super().__init__(page)
        self.workspace, self.line, self.sheet, self.page = workspace, line, sheet, page
        self.translator = workspace.translator
        self.observation: ObservationSession | None = None
        self.model: SheetModel | None = None
        self._filling = False
        self.closes_first: Callable[[], bool] = _nothing_open
        self.taking = SlashTaking(workspace, page)
        self.slash = self.taking.list
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._latest = QTimer(self, singleShot=True, interval=LATEST_MS)
        self.rows = RowDesk(self)
        self.editor = self.rows.editor
        self.names = NameWatch(self)
        self._connect()

    def _connect(self) -> None:
        for timer in (self._quiet, self._latest):
            timer.timeout.connect(self.keep_draft)
        self.taking.taken.connect(self._on_slash_taken)
        self.taking.press_wanted.connect(self.press_wanted)
        for writer in (self.line, self.editor):
            writer.typed.connect(lambda writer=writer: self._on_typed(writer))
            for field in (writer.text, writer.effect):
                field.taker = self.names.taker_of(field, self.taking.taker_of(field))
                field.tabbed.connect(
                    lambda forward, field=field, writer=writer: self._on_tabbed(writer, field, forward)
                )
                field.cursorPositionChanged.connect(lambda field=field: self._on_caret_moved(field))
                field.focus_left.connect(self._on_focus_left)
                field.paged.connect(self.paged)
        self._connect_line()

    def _connect_line(self) -> None:
        for field in (self.line.text, self.line.effect):
            field.entered.connect(self.keep_line)
            field.escaped.connect(self._on_line_escaped)
        self.line.text.went_up.connect(self.go_up)
        self.sheet.left_below.connect(self.take_focus)
        self.line.mark.clicked.connect(lambda: self.make_kind(None))

    # Another visit

    def show_observation(self, observation: ObservationSession, model: SheetModel) -> None:
        """The visit whose lines are written now."""
        self.observation, self.model = observation, model
        self.taking.observation = observation
        self.forget_codes()
        self.names.begin()
        self.fill(self.line, observation.line)
        self.refresh()

    def show_restored(self, place: str, caret: int) -> None:
        """The half-typed line stands in its place, the caret where it was."""
        if self.observation is None:
            return
        self.fill(self.line, self.observation.line)
        field = self.line.effect if place == "effect" else self.line.text
        field.put(field.toPlainText(), caret)
        if self.line.text.hasFocus() and place == "effect":
            self.line.effect.setFocus()
        self.refresh()

    def forget_codes(self) -> None:
        """Goals, kijkvragen or case pupils may have changed."""
        self.taking.forget_codes()

    def fill(self, writer: NoteLine, line: Line) -> None:
        """Shows a line in its editors, as the start of what is typed there."""
        self._filling = True
        writer.text.put(line.note.text)
        writer.effect.put(line.note.effect)
        writer.show_effect(bool(line.note.effect))
        self._filling = False

    # Showing

    def refresh(self) -> None:
        """Time, mark, chips and hint of the lines."""
        if self.observation is None:
            return
        _ = self.translator.gettext
        self._show_line(self.line, self.observation.line)
        restored = _("Enter keeps it, Esc lays it away") if self.observation.line.restored else ""
        self.line.set_hint(restored)
        if self.observation.edit_line is not None:
            self._show_line(self.editor, self.observation.edit_line)
            self.rows.show_time()
        self.line_changed.emit()

    def _show_line(self, writer: NoteLine, line: Line) -> None:
        if self.observation is None:
            return
        view = self.observation.view
        at = line.stamp.at_utc if line.stamp is not None else None
        start = view.start_utc or at
        writer.set_time(minute_text(minute_of(at, start)) if at is not None else "")
        shape = _shape(line.note)
        words = self.translator.gettext(SHAPES[shape])
        letters = line.note.case_letters
        writer.mark.set_mark(shape, letters[0] if shape is Shape.RING else "", words)
        chips = note_chips(view, line.note)
        writer.chips.set_chips(chips, ", ".join(text for text, _ in chips))

    # Typing

    def _on_typed(self, writer: NoteLine) -> None:
        observation = self.observation
        if observation is None or self._filling:
            return
        text, effect = writer.text.toPlainText(), writer.effect.toPlainText()
        before = observation.active
        if writer is self.line:
            composing = writer.text.composing or writer.effect.composing
            observation.typed(text, effect, composing)
        else:
            observation.edit_typed(text, effect)
        self.start_draft_timers()
        self.taking.show(self.focused_field(writer))
        self.names.follow(writer)
        if observation.active.stamp is not before.stamp or observation.active.note.shape != before.note.shape:
            self.refresh()
        self.sheet.unmark()

    def focused_field(self, writer: NoteLine) -> LineEdit:
        """The field of a line that is typed in."""
        return writer.effect if writer.effect.hasFocus() else writer.text

    def start_draft_timers(self) -> None:
        """Something was typed: the draft is on its way."""
        self._quiet.start()
        if not self._latest.isActive():
            self._latest.start()

    def stop_draft_timers(self) -> None:
        """What was typed is kept otherwise."""
        self._quiet.stop()
        self._latest.stop()

    def keep_draft(self) -> None:
        """Puts what is being typed on the disk, now."""
        self.stop_draft_timers()
        if self.observation is None:
            return
        field = self.focused_field(self.editor if self.observation.edit_line is not None else self.line)
        place = "effect" if field in (self.line.effect, self.editor.effect) else "text"
        self._follow(self.observation.keep_draft(field.textCursor().position(), place))

    def _follow(self, future: "Future[None] | None") -> None:
        if future is not None:
            self.workspace.when(future, lambda _: self._on_draft_kept(), _leave_it)

    def _on_draft_kept(self) -> None:
        if isValid(self):  # the page may be gone by now
            self.draft_saved.emit()

    def _on_focus_left(self) -> None:
        self.slash.hide()
        self.keep_draft()

    def keep_line(self) -> None:
        """Enter: keeps the line and opens the next."""
        if self.observation is None:
            return
        kept = self.observation.keep()
        self.stop_draft_timers()
        if kept is None:
            return
        self.fill(self.line, self.observation.line)
        self.line.text.setFocus()
        self.slash.hide()
        if self.model is not None:
            self.sheet.scrollTo(self.model.index_of(kept.writes[0].record_id))
        self.names.kept(kept.writes[0].record_id)
        self.refresh()

    def _on_line_escaped(self) -> None:
        if self.closes_first():
            pass
        elif not self.slash.isHidden():
            self.slash.hide()
        elif self.observation is not None and self.observation.lay_away():
            self.fill(self.line, self.observation.line)
            self.refresh()
        self.line.text.setFocus()

    def expand(self) -> None:
        """Writes the abbreviation before the caret out; Ctrl+Z takes it back."""
        if self.observation is None:
            return
        field = self.focused_field(self.editor if self.observation.edit_line is not None else self.line)
        before = field.before_caret()
        table = abbreviations(self.workspace.profile.preferences, self.translator.language)
        found = before_caret(before, table)
        if found is not None:
            field.replace_signs([(found.start, found.end, found.long)])
        else:
            self._say_no_abbreviation(word_before(before))

    def _say_no_abbreviation(self, word: str) -> None:
        _ = self.translator.gettext
        words = (
            _("“{word}” is not among your abbreviations.", word=word) if word else _("There is nothing to write out.")
        )
        self.workspace.say(words)

    # Kind, links, codes

    def make_kind(self, kind: object) -> None:
        """The active line becomes of another kind."""
        if self.observation is not None:
            self.observation.make_kind(kind)  # type: ignore[arg-type]
            self.start_draft_timers()
            self.refresh()

    def make_utterance(self, block: Block, item_id: str) -> None:
        """The active line becomes literal words of an item of the form."""
        if self.observation is not None:
            self.observation.make_utterance(block, item_id)
            self.start_draft_timers()
            self.refresh()

    def link(self, ref: str) -> None:
        """Links the active line; an empty one links the last kept line, which is shown."""
        if self.observation is None:
            return
        record = self.observation.link(ref)
        if record is None:
            self.start_draft_timers()
        elif self.model is not None:
            self.sheet.scrollTo(self.model.index_of(record.id))
        self.refresh()

    def _on_caret_moved(self, field: LineEdit) -> None:
        if not self._filling:
            self.taking.show(field)

    def _on_slash_taken(self) -> None:
        self.start_draft_timers()
        self.refresh()

    # Going about

    def take_focus(self) -> None:
        """Back to the line."""
        self.line.text.setFocus()

    def _on_tabbed(self, writer: NoteLine, field: LineEdit, forward: bool) -> None:
        if field is writer.text and forward:
            writer.show_effect(True)
            writer.effect.setFocus()
        elif field is writer.effect and not forward:
            writer.text.setFocus()
            writer.show_effect(False)
        elif forward:
            self.panel_wanted.emit()
            writer.show_effect(False)
        else:
            self.go_up()

    def back_from_panel(self) -> None:
        """Shift+Tab from the panel: to the effect."""
        writer = self.editor if self.observation is not None and self.observation.edit_line is not None else self.line
        writer.show_effect(True)
        writer.effect.setFocus()

    def go_up(self) -> None:
        """To the kept lines, at the last one."""
        if self.model is None or not self.model.rowCount():
            return
        self.sheet.setCurrentIndex(self.model.index(self.model.rowCount() - 1))
        self.sheet.setFocus()
        self.sheet.scrollTo(self.sheet.currentIndex())


def _shape(note: Note) -> Shape:
    """The mark of a line being typed: an empty one shows its kind, not a held moment."""
    return replace(note, text="x").shape if note.held else note.shape


def _nothing_open() -> bool:
    return False


def _leave_it(_error: BaseException) -> None:
    """The database told the trouble already; the text stands on the screen."""
