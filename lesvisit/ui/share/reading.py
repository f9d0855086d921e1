"""Read to the visited teacher on the screen: exactly the lines of the paper, what changed since, and her yes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lesvisit.domain.sharing import Paper
from lesvisit.i18n import Translator
from lesvisit.services.share import ConsentState, ShareLine
from lesvisit.ui.share.reading_lines import ReadLines
from lesvisit.ui.share.words import LANGUAGES, NAMES, SharedPaper, lines_of
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.buttons import MainButton, PlainButton
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.tick_box import TickBox
from lesvisit.ui.widgets.wrap_row import WrapRow


@dataclass(frozen=True)
class ToRead:
    """One paper that can be read, and how it stands with it."""

    paper: SharedPaper
    state: ConsentState


class ReadingSheet(QFrame):
    """`agreed(papers, person id)`: she said yes to what was read; `left`: back to the lines."""

    agreed = Signal(object, str)  # tuple of papers
    left = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.read_now: tuple[SharedPaper, ...] = ()
        self.visited_id = ""
        self._told: tuple[Sequence[ToRead], Mapping[str, ShareLine]] = ((), {})
        self.setObjectName("readingSheet")
        self.setProperty("part", "card")
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.title = PlainLabel(theme, px=20, weight=SEMIBOLD, name="readingTitle")
        self.about = PlainLabel(theme, px=13, tone="muted", name="readingAbout")
        self.also = TickBox(theme, name="readAlso")
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
        self._box.addWidget(self.also)
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
        self.text.setMinimumHeight(px(170))

    def _connect(self) -> None:
        self.also.toggled.connect(lambda _: self._show_text())
        self.who.currentIndexChanged.connect(lambda _: self._on_who_changed())
        self.yes.clicked.connect(self._on_yes_clicked)
        self.back.clicked.connect(self.left)
        self.theme.changed.connect(self._space)

    # What is read

    def read(self, found: Sequence[ToRead], shown: Mapping[str, ShareLine], people: Mapping[str, str]) -> None:
        """Shows the first paper; the second is read too when that is ticked.

        `people` are ids and names of the pair, the visited teacher first.
        """
        _ = self.translator.gettext
        self._told = (found, shown)
        self.visited_id = next(iter(people), "")
        name = people.get(self.visited_id, "")
        self.title.setText(_("Read this to {name}", name=name) if name else _("Read this aloud"))
        other = found[1] if len(found) > 1 else None
        self.also.setVisible(other is not None)
        if other is not None:
            board = other.paper.kind == Paper.BOARD
            self.also.set_text(_("Read the board card too") if board else _("Read the team paper too"))
        self._show_people(people)
        self._show_text()

    def begin(self) -> None:
        """A new reading: nothing is ticked or chosen yet."""
        self.also.setChecked(False)
        self.who.setCurrentIndex(-1)

    def _show_text(self) -> None:
        found, shown = self._told
        chosen = found if self.also.isChecked() else found[:1]
        self.read_now = tuple(one.paper for one in chosen)
        self.about.setText(self._about(chosen))
        self.text.setWidget(ReadLines(self.theme, self.translator, chosen, shown))

    def _about(self, chosen: Sequence[ToRead]) -> str:
        _, said = self.translator.gettext, []
        for one in chosen:
            count = len(lines_of(one.paper))
            if one.paper.kind == Paper.BOARD:
                said.append(
                    self.translator.ngettext(
                        "This is all that hangs on the board: {n} line.",
                        "This is all that hangs on the board: {n} lines.",
                        count,
                    )
                )
            else:
                said.append(
                    self.translator.ngettext(
                        "This is all that the team reads: {n} line.",
                        "This is all that the team reads: {n} lines.",
                        count,
                    )
                )
        for paper in [one.paper for one in chosen[:1]]:
            said.append(_("Names: {mode}.", mode=_(NAMES[paper.names_mode])))
            said.append(_("Language: {language}.", language=LANGUAGES[paper.language]))
        return " ".join(said)

    def _show_people(self, people: Mapping[str, str]) -> None:
        """Who was chosen stays chosen: a change elsewhere must not take her name away under her hands."""
        before = self.who.currentData()
        self.who.blockSignals(True)
        self.who.clear()
        for person_id, name in people.items():
            self.who.addItem(name, person_id)
        self.who.setCurrentIndex(self.who.findData(before) if before is not None else -1)
        self.who.blockSignals(False)
        self.who.setMinimumWidth(self.who.sizeHint().width())
        self._on_who_changed()

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
        if self.read_now and self.yes.isEnabled():
            self.agreed.emit(self.read_now, self.visited_id)

    def take_focus(self) -> None:
        """To the lines, so that reading can begin."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
