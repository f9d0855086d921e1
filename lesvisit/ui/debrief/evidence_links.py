"""The evidence under a line, as times that lead to the note: "Bewijs: 20:40 · 22:20"."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.domain.debrief import LessonResult
from lesvisit.domain.events import Note
from lesvisit.domain.visit_book import VisitBook
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import LEFT, PaintedButton, measure
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel, plain_tip


@dataclass(frozen=True)
class Link:
    """One piece of evidence: its time (or its name), and its words."""

    record_id: str  # empty: a reference as it came in a file
    text: str
    words: str = ""


def links_of(view: VisitBook, notes: Sequence[str], loose: Sequence[str]) -> list[Link]:
    """The evidence that is still there, by time; then results; then references as they came."""
    found: list[tuple[float, Link]] = []
    for record_id in notes:
        record = view.book.get(record_id)
        if record is not None and isinstance(record.payload, Note):
            minute = view.minute(record)
            link = Link(record_id, view.minute_text(record), record.payload.text)
            found.append((minute if minute is not None else 0.0, link))
        elif record is not None and isinstance(record.payload, LessonResult):
            found.append((1e9, Link(record_id, record.payload.label)))
    return [link for _, link in sorted(found, key=lambda f: f[0])] + [Link("", text) for text in loose]


class TimeLink(PaintedButton):
    """One time; a click goes to its note."""

    ring_radius = 3

    def __init__(self, theme: Theme, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(theme, link.text, name=f"evidence_{link.record_id}", parent=parent)
        words = f"{link.text}, {link.words}" if link.words else link.text
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(link.words))

    def content_size(self) -> QSize:
        return QSize(min(measure(self.theme, self.text(), 13), self.theme.px(280)) + 1, self.theme.px(22))

    def draw(self, painter: QPainter) -> None:
        theme = self.theme
        painter.setPen(theme.colour("ink" if self.hovered else "muted"))
        painter.setFont(theme.font(13))
        painter.drawText(QRectF(self.rect()), LEFT, self.text())
        painter.setPen(QPen(theme.colour("ink" if self.hovered else "hair"), 1))
        y = self.height() / 2 + theme.pxf(8.5)
        painter.drawLine(0, round(y), self.width(), round(y))


class EvidenceLinks(QWidget):
    """A label and the times; `note_wanted(id)`. Says how to link while there is nothing."""

    note_wanted = Signal(str)

    def __init__(self, theme: Theme, label: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self._label, self._nothing = theme, label, nothing
        self._shown: list[Link] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(theme, gap=12, line_gap=2, parent=self)

    def show_links(self, links: list[Link]) -> None:
        """Shows this evidence."""
        if links == self._shown:
            return
        focus = next((w.objectName() for w in self.findChildren(TimeLink) if w.hasFocus()), "")
        self._shown = links
        self._flow.clear()
        if not links:
            self._flow.addWidget(PlainLabel(self.theme, self._nothing, px=13, tone="muted", name="noEvidence"))
            return
        self._flow.addWidget(PlainLabel(self.theme, self._label, px=13, tone="muted", wrap=False))
        for link in links:
            self._add(link, focus)

    def _add(self, link: Link, focus: str) -> None:
        if not link.record_id:
            self._flow.addWidget(PlainLabel(self.theme, link.text, px=13, tone="muted", wrap=False))
            return
        button = TimeLink(self.theme, link, self)
        button.clicked.connect(lambda _checked=False, record_id=link.record_id: self.note_wanted.emit(record_id))
        self._flow.addWidget(button)
        button.show()
        if button.objectName() == focus:
            button.setFocus()
