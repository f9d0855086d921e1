"""Read to the visited teacher on the screen: exactly the lines of the paper, what changed since, and her yes."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lesvisit.domain.team_paper import TeamPaper, lines
from lesvisit.i18n import Translator
from lesvisit.services.share import ChangeKind, ConsentState, ShareLine
from lesvisit.ui.share.words import LANGUAGES, NAMES, code_of, kind_words
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.buttons import MainButton, PlainButton
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.wrap_row import WrapRow
from lesvisit.ui.words import BREADTHS

_SAID_ELSEWHERE = ("breadth", "code", "goal", "group", "count", "of")
_MARKED = {ChangeKind.ADDED, ChangeKind.REWORDED}


class ReadingSheet(QFrame):
    """`agreed(TeamPaper, person id)`: she said yes to what was read; `left`: back to the lines."""

    agreed = Signal(object, str)
    left = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.paper: TeamPaper | None = None
        self.visited_id = ""
        self.setObjectName("readingSheet")
        self.setProperty("part", "card")
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.title = PlainLabel(theme, px=20, weight=SEMIBOLD, name="readingTitle")
        self.about = PlainLabel(theme, px=13, tone="muted", name="readingAbout")
        self.text = QScrollArea()
        self.text.setObjectName("readingLines")
        self.text.setAccessibleName(_("Exactly what the team will read"))
        self.text.setWidgetResizable(True)
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.text.setProperty("ring", "on")
        self.who = DropDown(theme, name="agreedBy", words=_("Who agrees?"))
        self.who.setPlaceholderText(_("Choose your name"))
        self.yes = MainButton(theme, _("I agree"), name="agreeButton")
        self.back = PlainButton(theme, _("Back to the lines"), key="Esc", name="readingBack")
        self.why = PlainLabel(theme, px=13, tone="warn", name="agreeWhy")

    def _build_layout(self) -> None:
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.title)
        self._box.addWidget(self.about)
        self._box.addWidget(self.text, 1)
        self._box.addWidget(self.why)
        asked = QWidget()
        self._asked = QHBoxLayout(asked)
        self._asked.setContentsMargins(0, 0, 0, 0)
        self._asked.addWidget(PlainLabel(self.theme, self.translator.gettext("Who agrees?"), px=15, wrap=False))
        self._asked.addWidget(self.who)
        self._row = WrapRow(self.theme, gap=10)
        self._row.add(asked, 200, 0)
        self._row.add(self.yes, 100, 1)
        self._row.add(self.back, 100, 0)
        self._box.addWidget(self._row)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._box.setContentsMargins(px(20), px(18), px(20), px(16))
        self._box.setSpacing(px(10))
        self._asked.setSpacing(px(10))

    def _connect(self) -> None:
        self.who.currentIndexChanged.connect(lambda _: self._on_who_changed())
        self.yes.clicked.connect(self._on_yes_clicked)
        self.back.clicked.connect(self.left)
        self.theme.changed.connect(self._space)

    # What is read

    def read(
        self, paper: TeamPaper, state: ConsentState, shown: Mapping[str, ShareLine], people: Mapping[str, str]
    ) -> None:
        """Shows a paper. `people` are ids and names of the pair, the visited teacher first."""
        _ = self.translator.gettext
        self.paper, self.visited_id = paper, next(iter(people), "")
        name = people.get(self.visited_id, "")
        self.title.setText(_("Read this to {name}", name=name) if name else _("Read this aloud"))
        count = sum(1 for _line in lines(paper))
        about = self.translator.ngettext(
            "This is all that the team reads: {n} line.", "This is all that the team reads: {n} lines.", count
        )
        names = _("Names: {mode}.", mode=_(NAMES[paper.names_mode]))
        language = _("Language: {language}.", language=LANGUAGES[paper.language])
        self.about.setText(f"{about} {names} {language}")
        self._show_people(people)
        self._show_lines(paper, state, shown)

    def _show_people(self, people: Mapping[str, str]) -> None:
        self.who.blockSignals(True)
        self.who.clear()
        for person_id, name in people.items():
            self.who.addItem(name, person_id)
        self.who.setCurrentIndex(-1)
        self.who.blockSignals(False)
        self.who.setMinimumWidth(self.who.sizeHint().width())
        self._on_who_changed()

    def _show_lines(self, paper: TeamPaper, state: ConsentState, shown: Mapping[str, ShareLine]) -> None:
        page = QWidget()
        page.setProperty("part", "page")
        box = QVBoxLayout(page)
        side = self.theme.px(10)
        box.setContentsMargins(side, side, side, side)
        box.setSpacing(self.theme.px(4))
        changed = {c.line: c.kind for c in state.changes if c.line and c.kind in _MARKED}
        head = " · ".join(t for t in (paper.subject, paper.class_name) if t)
        if head:
            self._add(box, self.translator.gettext("Top of the paper"), head)
        for line, texts in lines(paper):
            self._add(box, self._heading(shown.get(line), changed.get(line)), self._said(texts))
        for change in state.changes:
            if change.kind is ChangeKind.REMOVED:
                self._add(box, self.translator.gettext("No longer on the paper"), change.before, gone=True)
        box.addStretch(1)
        self.text.setWidget(page)

    def _heading(self, line: ShareLine | None, change: ChangeKind | None) -> str:
        _ = self.translator.gettext
        words = kind_words(self.translator, line) if line else ""
        if line is not None and not code_of(line) and line.title and line.title not in words:
            words = f"{words} {line.title}"
        since = {ChangeKind.ADDED: _("new since"), ChangeKind.REWORDED: _("changed since")}
        return f"{words} · {since[change]}" if change in since and change is not None else words

    def _said(self, texts: Mapping[str, str]) -> str:
        """The words of a line as the paper prints them."""
        breadth = next((self.translator.gettext(w) for b, w in BREADTHS.items() if b == texts.get("breadth")), "")
        shown = [breadth] if breadth else []
        shown += [text for name, text in texts.items() if name not in _SAID_ELSEWHERE]
        if "count" in texts:
            shown.append("/".join(t for t in (texts["count"], texts.get("of", "")) if t))
        return " · ".join(shown)

    def _add(self, box: QVBoxLayout, heading: str, text: str, gone: bool = False) -> None:
        top = PlainLabel(self.theme, heading, px=13, weight=SEMIBOLD, tone="accent")
        words = PlainLabel(self.theme, text, px=17, tone="muted" if gone else "ink")
        words.setContentsMargins(0, 0, 0, self.theme.px(8))
        if gone:
            font = words.font()
            font.setStrikeOut(True)
            words.setFont(font)
        box.addWidget(top)
        box.addWidget(words)

    # Her yes

    def _on_who_changed(self) -> None:
        _ = self.translator.gettext
        chosen, name = self.who.currentData(), self.who.currentText()
        hers = bool(self.visited_id) and chosen == self.visited_id
        self.yes.setText(_("{name} agrees", name=name) if hers else _("I agree"))
        self.yes.setEnabled(hers)
        visited = self.who.itemText(0)
        other = chosen is not None and not hers
        self.why.setText(_("Only {name}, the visited teacher, can agree.", name=visited) if other else "")
        self.why.setVisible(other)

    def _on_yes_clicked(self) -> None:
        if self.paper is not None and self.yes.isEnabled():
            self.agreed.emit(self.paper, self.visited_id)

    def take_focus(self) -> None:
        """To the lines, so that reading can begin."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
