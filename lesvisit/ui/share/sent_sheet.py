"""Where papers of this visit went, so that they can be called back by hand; a tick says that one was."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lesvisit.domain.records import Record
from lesvisit.domain.sharing import Paper, PaperSent, Way
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator
from lesvisit.ui.share.words import LANGUAGES
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.empty_state import EmptyState
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.tick_box import TickBox

PAPERS = {
    Paper.PAIR: N_("For the two of us"),
    Paper.TEAM: N_("For the team"),
    Paper.BOARD: N_("Board card"),
    Paper.DESIGN: N_("Lesson design"),
    Paper.TWIN: N_("Blank form"),
    Paper.AGREEMENTS: N_("Agreements over visits"),
    Paper.DATA: N_("Data"),
    Paper.PACKAGE: N_("Package for another laptop"),
    Paper.FOLDER: N_("Folder with everything"),
}


def paper_words(translator: Translator, paper: Paper) -> str:
    """A paper by its name."""
    return translator.gettext(PAPERS[paper])


def sent_words(translator: Translator, view: VisitBook, sent: PaperSent) -> tuple[str, str]:
    """Which paper went where, and below it when and how."""
    _ = translator.gettext
    name = paper_words(translator, sent.paper)
    if sent.way is Way.PRINT:
        where = _("printed")
    elif sent.way is Way.MAIL:
        where = _("copied as text for a mail")
    elif sent.folder:
        where = _("{file} in {folder}", file=sent.file_name, folder=sent.folder)
    else:
        where = sent.file_name
    moment = view.local(sent.at_utc)
    more = [f"{translator.date(moment.date(), 'EEEEEE d MMMM')} {translator.time(moment)}"]
    more += [LANGUAGES[sent.language]] if sent.language in LANGUAGES else []
    more += [_("with five words") if sent.paper is Paper.PACKAGE else _("with a password")] if sent.locked else []
    return f"{name}: {where}", " · ".join(more)


class SentSheet(QFrame):
    """`recalled(record id, ticked)`; `left`: back to the lines."""

    recalled = Signal(str, bool)
    left = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.ticks: dict[str, TickBox] = {}
        self._shown: tuple[object, ...] = ()
        self.setObjectName("sentSheet")
        self.setProperty("part", "card")
        _ = translator.gettext
        self.title = PlainLabel(theme, _("Where papers of this visit went"), px=20, weight=SEMIBOLD, name="sentTitle")
        self.about = PlainLabel(
            theme,
            _("LesVisit can’t call a paper back. Ask for it or throw it away yourselves, and tick it here."),
            px=13,
            tone="muted",
        )
        self.rows = QScrollArea()
        self.rows.setObjectName("sentRows")
        self.rows.setWidgetResizable(True)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.empty = EmptyState(
            theme,
            _("No paper has left yet"),
            _("What is saved, printed or copied for a mail is listed here, with the day."),
        )
        self.back = PlainButton(theme, _("Back to the lines"), key="Esc", name="sentBack")
        self._build_layout()
        self.back.clicked.connect(self.left)
        theme.changed.connect(self._space)

    def _build_layout(self) -> None:
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.title)
        self._box.addWidget(self.about)
        self._box.addWidget(self.rows, 1)
        self._box.addWidget(self.empty, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        self._box.addLayout(foot)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._box.setContentsMargins(px(20), px(18), px(20), px(16))
        self._box.setSpacing(px(10))

    def show_sent(self, view: VisitBook, found: Sequence[Record[PaperSent]]) -> None:
        """These papers left, the last first; what is shown already keeps its place and its focus."""
        self.rows.setVisible(bool(found))
        self.about.setVisible(bool(found))
        self.empty.setVisible(not found)
        shown = tuple(r.id for r in found)
        if shown != self._shown or any(r.id not in self.ticks for r in found):
            self._shown = shown
            self._make_rows(view, found)
        for record in found:
            tick = self.ticks[record.id]
            tick.blockSignals(True)
            tick.setChecked(record.payload.recalled_utc is not None)
            tick.blockSignals(False)

    def _make_rows(self, view: VisitBook, found: Sequence[Record[PaperSent]]) -> None:
        page = QWidget()
        page.setProperty("part", "page")
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, self.theme.px(8), 0)
        box.setSpacing(0)
        self.ticks = {}
        for record in found:
            box.addWidget(self._row(view, record))
        box.addStretch(1)
        self.rows.setWidget(page)

    def _row(self, view: VisitBook, record: Record[PaperSent]) -> QWidget:
        _ = self.translator.gettext
        px = self.theme.px
        first, second = sent_words(self.translator, view, record.payload)
        row = QFrame()
        row.setProperty("part", "line")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, px(8), 0, px(8))
        line.setSpacing(px(14))
        words = QVBoxLayout()
        words.setSpacing(px(1))
        words.addWidget(PlainLabel(self.theme, first, px=15))
        words.addWidget(PlainLabel(self.theme, second, px=13, tone="muted"))
        tick = TickBox(self.theme, _("called back"), name=f"recalled_{record.id}")
        tick.setAccessibleName(f"{_('called back')}: {first}, {second}")
        tick.toggled.connect(lambda on, i=record.id: self.recalled.emit(i, on))
        self.ticks[record.id] = tick
        line.addLayout(words, 1)
        line.addWidget(tick, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def take_focus(self) -> None:
        """To the first tick, else to the way back."""
        first = next(iter(self.ticks.values()), None)
        (first if first is not None and self.rows.isVisibleTo(self) else self.back).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
