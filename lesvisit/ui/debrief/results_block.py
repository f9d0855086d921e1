"""Results after the lesson (an exit ticket and the like): so many of so many; each can be evidence."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from lesvisit.domain.debrief import LessonResult
from lesvisit.services import debrief
from lesvisit.services.desk import new_id
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.icons import Icon
from lesvisit.ui.widgets.base import name_widget
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.quiet_commit import QUIET_MS


class ResultRow(QWidget):
    """One result: what, how many, of how many. It is stored once it has a name or a number."""

    removed = Signal(str)

    def __init__(self, talk: Talk, record_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk, self.record_id = talk, record_id
        self.theme = talk.workspace.theme
        self._ = talk.workspace.translator.gettext
        self._typed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        _, theme = self._, self.theme
        self.label = QLineEdit()
        self.label.setPlaceholderText(_("formula right on the exit ticket"))
        self.count, self.of = QLineEdit(), QLineEdit()
        name_widget(self.label, "resultLabel", _("What was counted"))
        name_widget(self.count, "resultCount", _("How many"))
        name_widget(self.of, "resultOf", _("Of how many"))
        self.remove = LinkButton(theme, "", icon=Icon.CROSS, name="resultRemove")
        self.remove.setAccessibleName(_("Take the result away"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.label, 1)
        for field in (self.count, self.of):
            field.setValidator(QIntValidator(0, 9999, field))
            field.setFixedWidth(theme.px(56))
        row.addWidget(self.count)
        row.addWidget(PlainLabel(theme, _("out of"), tone="muted", wrap=False))
        row.addWidget(self.of)
        row.addWidget(self.remove)

    def _connect(self) -> None:
        for field in (self.label, self.count, self.of):
            field.textEdited.connect(self._on_text_edited)
            field.editingFinished.connect(self.flush)
        self._timer.timeout.connect(self.flush)
        self.talk.flush_wanted.connect(self.flush)
        self.remove.clicked.connect(self._on_remove_clicked)

    def show_result(self, result: LessonResult | None) -> None:
        """Shows what stands in the record; a new one begins with the number of pupils present."""
        if self._typed:
            return
        present = self.talk.view.visit.pupils_present
        of = result.of if result else present
        count = result.count if result else None
        texts = (result.label if result else "", *("" if n is None else str(n) for n in (count, of)))
        for field, text in zip((self.label, self.count, self.of), texts, strict=True):
            if field.text() != text:
                field.setText(text)

    def flush(self) -> None:
        """Keeps what was typed, once there is something in it."""
        self._timer.stop()
        label, count, of = self.label.text().strip(), self.count.text(), self.of.text()
        if not self._typed or not (label or count):
            return
        self._typed = False
        self.talk.do(
            lambda desk, view: debrief.put_result(
                desk, view, self.record_id, label, int(count) if count else None, int(of) if of else None
            )
        )

    def _on_text_edited(self) -> None:
        self._typed = True
        self._timer.start()

    def _on_remove_clicked(self) -> None:
        self._typed = False
        record = self.talk.view.book.get(self.record_id)
        if record is not None:
            self.talk.do(lambda desk, view: debrief.remove_result(desk, view, record))
        self.removed.emit(self.record_id)


class ResultsBlock(Card):
    """The results, and a link for one more."""

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        self._ = talk.workspace.translator.gettext
        super().__init__(
            talk.workspace.theme, self._("After the lesson"), padding=16, name="resultsBlock", parent=parent
        )
        self.talk = talk
        self._rows: dict[str, ResultRow] = {}
        self._draft = ""
        self.setAccessibleName(self._("Results after the lesson"))
        words = self._("Exit tickets and the like: how many pupils of how many. They can be evidence too.")
        self.hint = PlainLabel(self.theme, words, px=13, tone="muted")
        self.add = LinkButton(self.theme, self._("Add a result"), icon=Icon.PLUS, name="resultAdd")
        self._column = QVBoxLayout()
        self._column.setSpacing(self.theme.px(6))
        self.body.addWidget(self.hint)
        self.body.addLayout(self._column)
        self.body.addWidget(self.add)
        self.add.clicked.connect(self._on_add_clicked)

    def forget(self) -> None:
        """Another visit."""
        self._draft = ""

    def refresh(self) -> None:
        """Reads the results again."""
        records = debrief.results(self.talk.view)
        shown: dict[str, LessonResult | None] = {r.id: r.payload for r in records}
        if self._draft in shown:
            self._draft = ""
        if self._draft:
            shown[self._draft] = None
        for gone in set(self._rows) - set(shown):
            row = self._rows.pop(gone)
            row.hide()
            row.deleteLater()
        for place, (record_id, result) in enumerate(shown.items()):
            row = self._rows.get(record_id) or self._make(record_id)
            self._column.insertWidget(place, row)
            row.show_result(result)
            row.show()
        self.hint.setVisible(not shown)
        self.add.setVisible(not self._draft)

    def _make(self, record_id: str) -> ResultRow:
        row = ResultRow(self.talk, record_id)
        row.removed.connect(self._on_removed)
        self._rows[record_id] = row
        return row

    def _on_removed(self, record_id: str) -> None:
        if record_id == self._draft:
            self._draft = ""
        self.refresh()
        self.add.setFocus()

    def _on_add_clicked(self) -> None:
        self.talk.flush()
        self._draft = new_id()
        self.refresh()
        self._rows[self._draft].label.setFocus()
