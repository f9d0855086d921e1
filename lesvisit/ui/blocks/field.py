"""One field of a form while it is filled in. What is no number or date stays as it was typed, and is told below."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from lesvisit.blocks.field import (
    CHOICE,
    DATE,
    NUMBER,
    WORDS,
    entry_of,
    filled,
    input_of,
    is_wrong,
    typed_value,
)
from lesvisit.blocks.kind import block_label, item_label
from lesvisit.domain.clock import Moment
from lesvisit.domain.events import Entry
from lesvisit.domain.records import Record
from lesvisit.ui.blocks.answer_row import MARGIN
from lesvisit.ui.blocks.choice_strip import ChoiceStrip
from lesvisit.ui.blocks.hidden import shown_text
from lesvisit.ui.blocks.live import LiveBlock
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.field import FieldFrame
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.widgets.row_edit import RowEdit

_WIDTHS = {NUMBER: 160, DATE: 200}


class Live(LiveBlock):
    """A label with the field below it; with the label there, a title above is not needed."""

    shows_label = True

    def build(self) -> None:
        self.input = input_of(self.block)
        self._moment: Moment | None = None
        self.strip: ChoiceStrip | None = None
        self.edit: QLineEdit | RowEdit | None = None
        self._commit: QuietCommit | None = None
        name = f"field_{self.block.id}"
        editor: QWidget = self._make_strip(name) if self.input == CHOICE else self._make_edit()
        label = block_label(self.block, self.translator)
        self.frame = FieldFrame(self.theme, label, editor, name=name, parent=self)
        self.day_button = self._make_day_button(name)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.frame)
        self._column.addStretch(1)
        self.theme.changed.connect(self._space)
        self._space()

    def _make_strip(self, name: str) -> ChoiceStrip:
        words = [(item.id, item_label(self.block, item.id, self.translator)) for item in self.block.items]
        self.strip = ChoiceStrip(self.theme, words, lambda: self.target, name=name)
        self.strip.picked.connect(self._pick)
        return self.strip

    def _make_edit(self) -> QLineEdit | RowEdit:
        edit = RowEdit(self.theme, bare=False) if self.input == WORDS else QLineEdit()
        self.edit, self._commit = edit, QuietCommit(edit)
        edit.textChanged.connect(self._on_text_changed)
        self._commit.committed.connect(self._keep)
        if isinstance(edit, RowEdit):
            edit.asked.connect(self._on_edit_asked)
            edit.focus_left.connect(self._leave)
        else:
            edit.editingFinished.connect(self._leave)
        return edit

    def _make_day_button(self, name: str) -> LinkButton:
        """Beside a date: the one that is meant most."""
        words = self.translator.gettext("Day of the visit")
        button = LinkButton(self.theme, words, small=False, name=f"{name}_day", parent=self)
        button.setVisible(self.input == DATE)
        button.clicked.connect(self._put_day)
        if self.edit is not None and self.input == DATE:
            self.edit.installEventFilter(self)
        return button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The button follows the field it stands beside."""
        if watched is self.edit and event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
            size = self.day_button.sizeHint()
            corner = watched.mapTo(self, QPoint(watched.width() + self.theme.px(12), 0))
            self.day_button.setGeometry(corner.x(), corner.y(), size.width(), watched.height())
        return super().eventFilter(watched, event)

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(MARGIN), px(8), px(MARGIN), px(8))
        if self.edit is not None and self.input in _WIDTHS:
            self.edit.setFont(self.theme.font(15))
            self.edit.setFixedWidth(px(_WIDTHS[self.input]))

    # Showing

    def show_all(self) -> None:
        record = entry_of(self.host.view, self.block)
        entry = record.payload if record is not None else None
        if self.strip is not None:
            self.strip.set_value(entry.value if entry is not None else "")
        elif self.edit is not None and self._commit is not None:
            self._show_typed(self.edit, self._commit, entry)

    def _show_typed(self, edit: QLineEdit | RowEdit, commit: QuietCommit, entry: Entry | None) -> None:
        """What is being typed is left alone as long as it says the same."""
        hidden = self.host.hide_pupils and self.input == WORDS
        edit.setReadOnly(hidden)
        if not (edit.hasFocus() and not hidden and entry is not None and self._filled(entry, commit.text()) == entry):
            commit.show(self._shown(entry))
        if not edit.hasFocus():
            self._judge(entry)

    def _shown(self, entry: Entry | None) -> str:
        words = typed_value(self.block, entry, self.host.language) if entry is not None else ""
        return shown_text(self.host, words) if self.input == WORDS else words

    def _judge(self, entry: Entry | None) -> None:
        wrong = entry is not None and is_wrong(self.block, entry)
        self.frame.set_wrong(self._sentence() if wrong else "")

    def _sentence(self) -> str:
        _, day = self.translator.gettext, self.host.view.visit.day
        if self.input == DATE:
            return _("This is no date. Write it like {example}.", example=f"{day.day}-{day.month}-{day.year}")
        decimal = typed_value(self.block, Entry(self.block.id, number=3.5), self.host.language)
        return _("This is no number. Write it in digits, like 26 or {example}.", example=decimal)

    # Keeping

    def _on_text_changed(self) -> None:
        assert self._commit is not None
        text = self._commit.text()
        if not text:
            self._moment = None
        elif self._moment is None:
            self._moment = self.host.desk.moment()
        if self.frame.wrong.text() and not is_wrong(self.block, self._filled(None, text)):
            self.frame.set_wrong("")

    def _filled(self, entry: Entry | None, typed: str) -> Entry:
        return filled(self.block, entry, typed, self.host.view.visit.day, self.host.language)

    def _keep(self, typed: str) -> None:
        assert self._commit is not None
        if self.host.hide_pupils and self.input == WORDS:
            return
        if not typed.strip():
            self._commit.refuse()  # an emptied field waits until one leaves it
            return
        record = self._record
        entry = self._filled(record.payload if record is not None else None, typed)
        if record is None:
            self.host.enter(self.block, entry, self._moment)
        else:
            self.host.change(record, entry)
        self.show_all()

    @property
    def _record(self) -> Record[Entry] | None:
        return entry_of(self.host.view, self.block)

    def _leave(self) -> None:
        """Enter, or the focus goes: what is typed is kept, and told if it is no number or date."""
        assert self._commit is not None
        assert self.edit is not None
        self._commit.flush()
        record = self._record
        if record is not None and not self._commit.text().strip() and not self.edit.isReadOnly():
            self._commit.start("")
            self.host.take_away(record)
        record = self._record
        self.show_all()
        self._judge(record.payload if record is not None else None)

    def _on_edit_asked(self, wish: str) -> None:
        if wish in ("next", "new"):
            self._leave()

    def _pick(self, value: str) -> None:
        record = self._record
        if record is None:
            if value:
                self.host.enter(self.block, Entry(self.block.id, value=value))
        elif value:
            self.host.change(record, self._filled(record.payload, value))
        else:
            self.host.take_away(record)
        self.show_all()

    def _put_day(self) -> None:
        day = self.host.view.visit.day
        assert isinstance(self.edit, QLineEdit)
        self.edit.setText(f"{day.day}-{day.month}-{day.year}")
        self._leave()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another block comes in front, or the page goes: nothing typed waits."""
        super().hideEvent(event)
        if self.edit is not None:
            self._leave()

    # Keys

    def first_widget(self) -> QWidget:
        if self.edit is not None:
            return self.edit
        assert self.strip is not None
        return next((t for t in self.strip.tiles() if t.focusPolicy() & Qt.FocusPolicy.TabFocus), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
            return
        super().keyPressEvent(event)
