"""Small by design: with more than three agreements the two choose which come first; the others are kept for later."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.debrief import Agreement
from lesvisit.domain.records import Record
from lesvisit.services import agreements
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.tick_box import TickBox

_SHORT = 60  # letters of an agreement in the question


class FirstChoice(Card):
    """Which one first? Stands under the agreements while there are more than three; nothing is lost by leaving it."""

    chosen = Signal()

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(talk.workspace.theme, padding=16, name="firstChoice", parent=parent)
        self.talk = talk
        self._ = _ = talk.workspace.translator.gettext
        self.setAccessibleName(_("Which one first?"))
        self.question = PlainLabel(self.theme, _("Which one first?"), weight=SEMIBOLD, name="firstQuestion")
        self.advice = PlainLabel(
            self.theme,
            _("One to three agreements work best. Choose what you begin with; the rest is kept for later."),
            px=13,
            tone="muted",
            name="firstAdvice",
        )
        self.ready = PlainButton(self.theme, _("Begin with these"), name="firstReady")
        self.why_not = PlainLabel(self.theme, px=13, tone="muted", name="firstWhyNot")
        self._boxes: dict[str, TickBox] = {}
        self._rows = QVBoxLayout()
        foot = QHBoxLayout()
        foot.addWidget(self.ready)
        foot.addWidget(self.why_not, 1)
        self.body.addWidget(self.question)
        self.body.addWidget(self.advice)
        self.body.addLayout(self._rows)
        self.body.addLayout(foot)
        self.ready.clicked.connect(self._on_ready)

    @property
    def boxes(self) -> list[TickBox]:
        """A tick per agreement, in their order."""
        return list(self._boxes.values())

    def show_agreements(self, records: Sequence[Record[Agreement]]) -> None:
        """Asks about these; the first three are ticked to begin with."""
        ids = [r.id for r in records]
        if list(self._boxes) != ids:
            self._make(ids)
        for record in records:
            self._boxes[record.id].set_text(_short(record.payload.what) or self._("still empty"))
        self._show_ready()

    def _make(self, ids: Sequence[str]) -> None:
        before = {i: box.isChecked() for i, box in self._boxes.items()}
        for box in self._boxes.values():
            self._rows.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        for place, record_id in enumerate(ids):
            box = TickBox(self.theme, name=f"first_{place + 1}")
            box.setChecked(before.get(record_id, place < agreements.MOST))
            box.clicked.connect(lambda _on: self._show_ready())
            self._rows.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
            self._boxes[record_id] = box

    def _show_ready(self) -> None:
        count = sum(box.isChecked() for box in self._boxes.values())
        right = 1 <= count <= agreements.MOST
        self.ready.setEnabled(right)
        self.why_not.setText("" if right else self._("Choose one, two or three."))

    def _on_ready(self) -> None:
        self.talk.flush()
        first = [i for i, box in self._boxes.items() if box.isChecked()]
        self.talk.do(lambda desk, view: agreements.choose_first(desk, view, first))
        self.chosen.emit()


class LaterList(QWidget):
    """What was kept for later, each with a way back; `brought_back(record id)`."""

    brought_back = Signal(str)

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk, self.theme = talk, talk.workspace.theme
        self._ = talk.workspace.translator.gettext
        self.setObjectName("agreementsLater")
        self._shown: list[tuple[str, str]] = []
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self.theme.px(4))
        title = PlainLabel(self.theme, self._("For later"), px=13, weight=SEMIBOLD, tone="muted")
        self._column.addWidget(title)

    def show_agreements(self, records: Sequence[Record[Agreement]]) -> None:
        """Shows these."""
        wanted = [(r.id, r.payload.what) for r in records]
        self.setVisible(bool(records))
        if wanted == self._shown:
            return
        self._shown = wanted
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(record_id, what) for record_id, what in wanted]
        for row in self._rows:
            self._column.addWidget(row)

    def _row(self, record_id: str, what: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.theme.px(12))
        line.addWidget(PlainLabel(self.theme, what, tone="muted"), 1)
        back = LinkButton(self.theme, self._("Now after all"), name=f"laterBack_{record_id}")
        back.setAccessibleName(self._("Now after all: {what}", what=what))
        back.clicked.connect(lambda: self.brought_back.emit(record_id))
        line.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        return row


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHORT else words[: _SHORT - 1].rstrip() + "…"
