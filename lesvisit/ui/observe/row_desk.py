"""Kept lines edited in their row of the sheet: opened by Enter or a click, kept on leaving, taken away by Delete."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtWidgets import QWidget

from lesvisit.domain.events import Note
from lesvisit.domain.line import Line
from lesvisit.ui.observe.note_line import NoteLine
from lesvisit.ui.widgets.focus_news import on_focus_changed

if TYPE_CHECKING:
    from lesvisit.ui.observe.line_desk import LineDesk


class RowDesk(QObject):
    """One editor that stands over the row that is open."""

    def __init__(self, desk: "LineDesk") -> None:
        super().__init__(desk)
        self.desk = desk
        words = desk.translator.gettext("Line being edited")
        self.editor = NoteLine(desk.workspace.theme, desk.translator, name="rowEditor", words=words, in_sheet=True)
        self.editor.setParent(desk.sheet.viewport())
        self.editor.hide()
        self._connect()

    def _connect(self) -> None:
        for field in (self.editor.text, self.editor.effect):
            field.entered.connect(lambda: self.close(keep=True))
            field.escaped.connect(self._on_escaped)
            field.delete_wanted.connect(self._on_editor_delete_wanted)
        self.editor.text.went_up.connect(lambda: self._go_beside(-1))
        self.editor.text.went_down.connect(lambda: self._go_beside(1))
        self.editor.mark.clicked.connect(lambda: self.desk.make_kind(None))
        self.editor.height_changed.connect(self.desk.sheet.fit_editor)
        self.desk.sheet.edit_wanted.connect(self.open)
        self.desk.sheet.delete_wanted.connect(self.delete)
        on_focus_changed(self._on_app_focus_changed)

    def show_time(self) -> None:
        """The row's time, also after its stamp was moved."""
        observation = self.desk.observation
        if observation is not None and observation.edited is not None:
            self.editor.set_time(observation.view.minute_text(observation.edited))

    def _on_escaped(self) -> None:
        if not self.desk.closes_first():
            self.close(keep=False)

    def open(self, index: QModelIndex) -> None:
        """Opens a kept line in its row; its stamp stays."""
        if self.desk.model is None or self.desk.observation is None:
            return
        record = self.desk.model.record_at(index)
        if record is None or not isinstance(record.payload, Note):
            return
        self.close(keep=True, focus=False)
        index = self.desk.model.index_of(record.id)
        self.desk.keep_draft()
        self.desk.observation.begin_edit(record)
        self.desk.sheet.setCurrentIndex(index)
        self.desk.fill(self.editor, Line(record.id, record.payload))
        self.editor.set_taken_right(self.desk.sheet.rows.taken_right)
        self.desk.sheet.open_editor(index, self.editor)
        self.desk.refresh()
        self.desk.sheet.fit_editor()
        self.editor.text.setFocus()

    def close(self, *, keep: bool, focus: bool = True) -> None:
        """Closes the row; what was typed is kept, or (Esc) stays in the history only."""
        if self.desk.observation is None or self.desk.observation.edit_line is None:
            return
        if keep:
            self.desk.observation.keep_edit()
        else:
            self.desk.observation.drop_edit()
        self._shut(focus)

    def _shut(self, focus: bool) -> None:
        self.desk.stop_draft_timers()
        if focus:
            self.desk.take_focus()
        self.desk.sheet.close_editor()
        self.desk.slash.hide()
        self.desk.names.clear()
        self.desk.refresh()

    def follow(self) -> None:
        """After a change: the row being edited may stand elsewhere now, or be gone."""
        if self.desk.observation is None or self.desk.observation.edited is None or self.desk.model is None:
            return
        index = self.desk.model.index_of(self.desk.observation.edited.id)
        if index.isValid():
            self.desk.sheet.open_editor(index, self.editor)
            self.show_time()
        else:
            self.desk.observation.edited = self.desk.observation.edit_line = None
            self._shut(focus=True)

    def delete(self, index: QModelIndex) -> None:
        """Takes a row away; undo brings it back."""
        if self.desk.model is None or self.desk.observation is None:
            return
        record, row = self.desk.model.record_at(index), index.row()
        if record is None or record.kind == "gap":
            return
        self.desk.observation.delete(record.id)
        count = self.desk.model.rowCount()
        if count:
            self.desk.sheet.setCurrentIndex(self.desk.model.index(min(row, count - 1)))
        else:
            self.desk.take_focus()

    def _on_editor_delete_wanted(self) -> None:
        if self.desk.observation is not None and self.desk.observation.edited is not None:
            self.desk.observation.delete(self.desk.observation.edited.id)
            self._shut(focus=True)

    def _go_beside(self, step: int) -> None:
        if self.desk.model is None or self.desk.observation is None or self.desk.observation.edited is None:
            return
        row = self.desk.model.index_of(self.desk.observation.edited.id).row() + step
        self.close(keep=True, focus=False)
        if row >= self.desk.model.rowCount():
            self.desk.take_focus()
            return
        self.desk.sheet.setCurrentIndex(self.desk.model.index(max(row, 0)))
        self.desk.sheet.setFocus()

    def _on_app_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Clicking elsewhere keeps the row; the panel works on it, so it stays open there."""
        if new is None or self.desk.observation is None or self.desk.observation.edit_line is None:
            return
        if self.editor.isAncestorOf(new) or _works_on_line(new):
            return
        self.close(keep=True, focus=False)


def _works_on_line(widget: QWidget | None) -> bool:
    """Does a widget stand in a part that acts on the open line (the panel, the strip)?"""
    while widget is not None:
        if widget.property("works_on_line"):
            return True
        widget = widget.parentWidget()
    return False
