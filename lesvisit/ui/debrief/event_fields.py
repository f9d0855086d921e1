"""The fields of one event: its minute, and what of it can be set right. What is typed is kept without a button."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.i18n import Translator
from lesvisit.ui.debrief.correction_fields import EditField
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.field import Field, FieldFrame
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.widgets.wrap_row import WrapRow

MINUTE = "minute"
_NARROW, _WIDE, _WHOLE = 76, 150, 240


class EventFields(QWidget):
    """`kept(record id, key, text)` with every new value; the key `minute` is the time. Esc: `left`."""

    kept = Signal(str, str, str)
    left = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.setObjectName("eventFields")
        self.record_id = ""
        self._made: tuple[object, ...] = ()
        self._frames: dict[str, FieldFrame] = {}
        self._commits: dict[str, QuietCommit] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._row: WrapRow | None = None

    def show_event(self, record_id: str, minute: str, fields: Sequence[EditField]) -> None:
        """Shows an event; what was being typed in another one is kept first. A minute of its own only with a time."""
        if record_id != self.record_id:
            self.flush()
        other = record_id != self.record_id
        self.record_id = record_id
        found = self._with_minute(minute, fields)
        shape = tuple((f.key, f.label, f.choices, f.lines) for f in found)
        if shape != self._made:
            self._build(found)
            self._made = shape
        for field in found:
            self._show(field, other)

    def _with_minute(self, minute: str, fields: Sequence[EditField]) -> list[EditField]:
        if not minute:
            return list(fields)
        return [EditField(MINUTE, self.translator.gettext("Minute"), minute, number=True), *fields]

    def flush(self) -> None:
        """Keeps what is typed."""
        for commit in tuple(self._commits.values()):
            commit.flush()

    def set_wrong(self, key: str, sentence: str) -> None:
        """This field can't be kept as it stands; an empty sentence: it is right again."""
        if key in self._frames:
            self._frames[key].set_wrong(sentence)
            if sentence and key in self._commits:
                self._commits[key].refuse()

    def first(self) -> QWidget | None:
        """The first field that can be worked in."""
        return next((frame.editor for frame in self._frames.values()), None)

    def frame(self, key: str) -> FieldFrame:
        """The field with this key."""
        return self._frames[key]

    # Building

    def _build(self, fields: Sequence[EditField]) -> None:
        if self._row is not None:
            self._row.hide()
            self._column.removeWidget(self._row)
            self._row.deleteLater()
        self._frames, self._commits = {}, {}
        self._row = WrapRow(self.theme, gap=8, parent=self)
        for field in fields:
            frame = self._chosen(field) if field.choices else self._typed(field)
            self._frames[field.key] = frame
            least = _NARROW if field.number else _WHOLE if field.lines else _WIDE
            self._row.add(frame, least, 0 if field.number else 1)
        self._column.addWidget(self._row)
        self._row.show()

    def _typed(self, field: EditField) -> FieldFrame:
        frame = Field(self.theme, field.label, multiline=field.lines, name=f"event_{field.key}")
        commit = QuietCommit(frame.input, quiet=not field.number)
        commit.committed.connect(lambda text, key=field.key: self._on_committed(key, text))
        self._commits[field.key] = commit
        return frame

    def _chosen(self, field: EditField) -> FieldFrame:
        drop = DropDown(self.theme)
        for value, words in field.choices:
            drop.addItem(words, value)
        drop.activated.connect(lambda _row, key=field.key: self._on_activated(key))
        return FieldFrame(self.theme, field.label, drop, name=f"event_{field.key}")

    def _show(self, field: EditField, other: bool) -> None:
        frame = self._frames[field.key]
        editor = frame.editor
        if isinstance(editor, DropDown):
            editor.setCurrentIndex(editor.findData(field.value))
            return
        if other:
            frame.set_wrong("")
            self._commits[field.key].start(field.value)
        else:
            self._commits[field.key].show(field.value)

    # What is done in them

    def _on_committed(self, key: str, text: str) -> None:
        self.kept.emit(self.record_id, key, text)

    def _on_activated(self, key: str) -> None:
        editor = self._frames[key].editor
        if isinstance(editor, DropDown):
            self.kept.emit(self.record_id, key, str(editor.currentData() or ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
        else:
            super().keyPressEvent(event)
