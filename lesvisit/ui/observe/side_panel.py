"""Where does it belong: the links with their keys, the counters, and *Klaar*. At 200 % a strip of keys."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lesvisit.blocks.kind import Press
from lesvisit.domain.keymap import COUNT_ACTS, LINK_ACTS, Act, KeyMap, digit_of, keycap
from lesvisit.domain.template import text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.ui.observe.words import ref_words
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ThemedWidget
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.chips import ChipButton, ChipKind
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.follow_focus import chain
from lesvisit.ui.widgets.keycap import keycap_size, paint_keycap
from lesvisit.ui.widgets.labels import PlainLabel, Rule
from lesvisit.ui.widgets.tally_key import TallyKey

WIDTH = 316
NARROW_FROM, NARROW_WIDTH = 1.4, 190  # large type: shapes and codes, few words


class Keycap(ThemedWidget):
    """A key that only shows; the chip beside it is what one clicks."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._text = text

    def sizeHint(self) -> QSize:
        return keycap_size(self.theme, self._text)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        size = keycap_size(self.theme, self._text)
        top = (self.height() - size.height()) / 2
        paint_keycap(painter, self.theme, QRectF(0, top, size.width(), size.height()), self._text)
        painter.end()


class SidePanel(QFrame):
    """`link_wanted(ref)`, `press_wanted(Press)`, `finish_wanted`; the page says what is linked and counted."""

    link_wanted = Signal(str)
    press_wanted = Signal(object)
    finish_wanted = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.setObjectName("sidePanel")
        self.setAccessibleName(translator.gettext("Where does it belong?"))
        self.chips: dict[str, ChipButton] = {}
        self.tallies: dict[str, TallyKey] = {}
        self._shown: object = None
        self._build_widgets()
        self._build_layout()
        self.theme.changed.connect(self._space)
        self.finish.clicked.connect(self.finish_wanted)

    def _build_widgets(self) -> None:
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.finish = PlainButton(self.theme, self.translator.gettext("Done observing"), name="finish")
        self.finish.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _build_layout(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.area, 1)
        self._foot = QHBoxLayout()
        self._foot.addStretch(1)
        self._foot.addWidget(self.finish)
        self._column.addLayout(self._foot)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._foot.setContentsMargins(px(20), px(8), px(20), px(12))
        self.setFixedWidth(px(NARROW_WIDTH if self.narrow else WIDTH))

    @property
    def narrow(self) -> bool:
        """At large type, and where fingers press, the panel holds shapes and codes only."""
        return self.theme.scale >= NARROW_FROM or self.theme.tablet

    # Showing

    def show_visit(self, view: VisitBook, keymap: KeyMap, presses: tuple[Press, ...]) -> None:
        """The links and counters of this visit; made anew only when they differ."""
        size = (self.theme.scale, self.theme.tablet)
        wanted = (view.link_order, tuple(view.codes.items()), presses, keymap.chords, size)
        if wanted == self._shown:
            return
        self._shown = wanted
        page = QWidget()
        page.setProperty("part", "page")
        column = QVBoxLayout(page)
        side = self.theme.px(12 if self.narrow else 20)
        column.setContentsMargins(side, self.theme.px(10), side, self.theme.px(4))
        column.setSpacing(0)
        self.chips, self.tallies = {}, {}
        self._add_links(column, view, keymap)
        self._add_counters(column, presses, keymap, below=bool(view.link_order))
        if not view.link_order and not presses:
            self._add_nothing_yet(column)
        column.addStretch(1)
        self.area.setWidget(page)
        chain([*self.chips.values(), *self.tallies.values(), self.finish])

    def show_links(self, links: tuple[str, ...]) -> None:
        """Which links the line has."""
        for ref, chip in self.chips.items():
            chip.setChecked(ref in links)

    def show_counts(self, counts: dict[str, int], words: dict[str, str]) -> None:
        """How often each counter was pressed; `words` for what is no counter ("last 4 s")."""
        for place, key in self.tallies.items():
            if place in words:
                key.set_trailing(words[place] or "–")
            elif key.count != counts.get(place, 0):
                key.set_count(counts.get(place, 0))

    def show_ended(self, ended: bool) -> None:
        """After *Klaar* the button goes on to the debrief."""
        _ = self.translator.gettext
        self.finish.setText(_("To the debrief") if ended else _("Done observing"))

    def first_widget(self) -> QWidget:
        """Where Tab arrives from the line."""
        return next(iter([*self.chips.values(), *self.tallies.values()]), self.finish)

    # Parts

    def _heading(self, column: QVBoxLayout, text: str, right: str) -> None:
        row = QHBoxLayout()
        if not self.narrow:
            row.addWidget(PlainLabel(self.theme, text, px=15, weight=SEMIBOLD, wrap=False), 1)
        row.addWidget(PlainLabel(self.theme, right, px=13, tone="muted", wrap=False))
        row.setContentsMargins(0, 0, 0, self.theme.px(4))
        column.addLayout(row)

    def _add_links(self, column: QVBoxLayout, view: VisitBook, keymap: KeyMap) -> None:
        if not view.link_order:
            return
        _ = self.translator.gettext
        self._heading(column, _("Where does it belong?"), _shared(keymap, LINK_ACTS))
        if self.narrow:
            self._add_codes(column, view, keymap)
            return
        row: QHBoxLayout | None = None
        questions = {q.id for q in view.visit.focus_questions}
        for place, ref in enumerate(view.link_order):
            key = _cap(keymap, LINK_ACTS, place) if place < len(LINK_ACTS) else ""
            chip = self._chip(view, ref, ChipKind.QUESTION if ref in questions else ChipKind.CRITERION)
            if ref not in questions or row is None or len(questions) == 1:
                row = self._link_row(column)
            if key:
                row.addWidget(Keycap(self.theme, key))
            row.addWidget(chip)
            if ref not in questions or len(questions) == 1:
                words = PlainLabel(self.theme, ref_words(view, ref), px=13, wrap=False, elide=True)
                row.addWidget(words, 1)
                row = None if _next_is_question(view, place, questions) else row
            else:
                row.addSpacing(self.theme.px(12))
        if row is not None and len(questions) > 1:
            row.addStretch(1)

    def _add_nothing_yet(self, column: QVBoxLayout) -> None:
        _ = self.translator.gettext
        self._heading(column, _("Where does it belong?"), "")
        words = _(
            "Goals and observation questions show here once they stand in the preparation. That can be later too."
        )
        column.addWidget(PlainLabel(self.theme, words, px=13, tone="muted"))

    def _add_codes(self, column: QVBoxLayout, view: VisitBook, keymap: KeyMap) -> None:
        """At large type only keys and codes, two in a row."""
        grid = QGridLayout()
        grid.setVerticalSpacing(self.theme.px(6))
        grid.setHorizontalSpacing(self.theme.px(6))
        questions = {q.id for q in view.visit.focus_questions}
        for place, ref in enumerate(view.link_order):
            kind = ChipKind.QUESTION if ref in questions else ChipKind.CRITERION
            row, side = place // 2, 2 * (place % 2)
            if place < len(LINK_ACTS):
                grid.addWidget(Keycap(self.theme, _cap(keymap, LINK_ACTS, place)), row, side)
            grid.addWidget(self._chip(view, ref, kind), row, side + 1)
        grid.setColumnStretch(4, 1)
        column.addLayout(grid)

    def _link_row(self, column: QVBoxLayout) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, self.theme.px(3), 0, self.theme.px(3))
        row.setSpacing(self.theme.px(8))
        column.addLayout(row)
        return row

    def _chip(self, view: VisitBook, ref: str, kind: ChipKind) -> ChipButton:
        code = view.codes.get(ref, "")
        if kind is ChipKind.CRITERION and not code[-1:].isalpha():
            kind = ChipKind.GOAL
        words = f"{code} {ref_words(view, ref)}"
        chip = ChipButton(self.theme, code, kind, words=words, name=f"link_{code}")
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(self._emits(self.link_wanted.emit, ref))
        self.chips[ref] = chip
        return chip

    def _add_counters(self, column: QVBoxLayout, presses: tuple[Press, ...], keymap: KeyMap, *, below: bool) -> None:
        if not presses:
            return
        _ = self.translator.gettext
        if below:
            column.addSpacing(self.theme.px(8))
            column.addWidget(Rule(self.theme))
            column.addSpacing(self.theme.px(6))
        self._heading(column, _("Tally"), _shared(keymap, COUNT_ACTS))
        for place, press in enumerate(presses):
            key = _cap(keymap, COUNT_ACTS, place) if place < len(COUNT_ACTS) else ""
            word = text_in(press.label, self.translator.language)
            tally = TallyKey(self.theme, key, word, name=f"tally_{place + 1}")
            tally.clicked.connect(lambda _checked=False, press=press: self.press_wanted.emit(press))
            self.tallies[press.key] = tally
            column.addWidget(tally)

    def _emits(self, emit: Callable[[str], None], value: str) -> Callable[[], None]:
        return lambda: emit(value)


def _next_is_question(view: VisitBook, place: int, questions: set[str]) -> bool:
    following = view.link_order[place + 1 : place + 2]
    return bool(following) and following[0] in questions


def _shared(keymap: KeyMap, acts: tuple[Act, ...]) -> str:
    """What the heading says once for all keys: "Alt +"; nothing where somebody moved one of them elsewhere."""
    modifier = keymap.shared_modifier(acts)
    return f"{modifier} +" if modifier else ""


def _cap(keymap: KeyMap, acts: tuple[Act, ...], place: int) -> str:
    """The key alone under such a heading, else the whole chord."""
    chord = keymap.main(acts[place])
    return digit_of(chord) if keymap.shared_modifier(acts) else keycap(chord)


class KeyStrip(QFrame):
    """The links as a strip above the hint bar, where there is no room for a panel (200 %)."""

    link_wanted = Signal(str)
    press_wanted = Signal(object)
    finish_wanted = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.setObjectName("keyStrip")
        self.setProperty("ground", "alt")
        self._flow = FlowLayout(theme, gap=6, margin=(12, 3, 12, 3), parent=self)
        self.chips: dict[str, ChipButton] = {}
        self._counts: dict[str, tuple[str, PlainButton]] = {}
        self._shown: object = None
        self.finish: PlainButton | None = None

    def show_visit(self, view: VisitBook, keymap: KeyMap, presses: tuple[Press, ...]) -> None:
        """The links and counters of this visit."""
        size = (self.theme.scale, self.theme.tablet)
        wanted = (view.link_order, tuple(view.codes.items()), presses, keymap.chords, size)
        if wanted == self._shown:
            return
        self._shown = wanted
        self._clear()
        if view.link_order:
            self._put(PlainLabel(self.theme, _shared(keymap, LINK_ACTS), px=13, tone="muted", wrap=False))
        for place, ref in enumerate(view.link_order):
            self._add_link(view, keymap, place, ref)
        for place, press in enumerate(presses):
            self._add_counter(keymap, place, press)
        self.finish = PlainButton(self.theme, self.translator.gettext("Done observing"), name="stripFinish")
        self.finish.height_px, self.finish.text_px, self.finish.side = 22.0, 12.0, 8.0
        self.finish.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.finish.clicked.connect(self.finish_wanted)
        self._put(self.finish)

    def show_links(self, links: tuple[str, ...]) -> None:
        """Which links the line has."""
        for ref, chip in self.chips.items():
            chip.setChecked(ref in links)

    def show_counts(self, counts: dict[str, int], words: dict[str, str]) -> None:
        """How often each counter was pressed."""
        for place, (word, button) in self._counts.items():
            button.setText(f"{word} {words[place] if place in words else counts.get(place, 0)}".rstrip())

    def show_ended(self, ended: bool) -> None:
        """After *Klaar* the button goes on to the debrief."""
        _ = self.translator.gettext
        if self.finish is not None:
            self.finish.setText(_("To the debrief") if ended else _("Done observing"))

    def first_widget(self) -> QWidget:
        """Where Tab arrives from the line."""
        first = next(iter(self.chips.values()), None)
        return first or self.finish or self

    def _add_link(self, view: VisitBook, keymap: KeyMap, place: int, ref: str) -> None:
        key = _cap(keymap, LINK_ACTS, place) if place < len(LINK_ACTS) else ""
        code = view.codes.get(ref, "")
        kind = ChipKind.QUESTION if code.startswith("K") else ChipKind.CRITERION
        chip = ChipButton(self.theme, code, kind, words=f"{code} {ref_words(view, ref)}", name=f"strip_{code}")
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(lambda _checked=False: self.link_wanted.emit(ref))
        self.chips[ref] = chip
        self._put_pair(key, chip)

    def _add_counter(self, keymap: KeyMap, place: int, press: Press) -> None:
        key = keymap.text(COUNT_ACTS[place]) if place < len(COUNT_ACTS) else ""
        word = text_in(press.label, self.translator.language)
        button = PlainButton(self.theme, f"{word} 0", name=f"strip_tally_{place + 1}")
        button.height_px, button.text_px, button.side = 22.0, 12.0, 6.0
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: self.press_wanted.emit(press))
        self._counts[press.key] = (word, button)
        self._put_pair(key, button)

    def _put_pair(self, key: str, widget: QWidget) -> None:
        """A key and what it does stay together."""
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, self.theme.px(4), 0)
        row.setSpacing(self.theme.px(4))
        if key:
            row.addWidget(Keycap(self.theme, key))
        row.addWidget(widget)
        self._put(pair)

    def _put(self, widget: QWidget) -> None:
        widget.setParent(self)
        self._flow.addWidget(widget)
        widget.show()

    def _clear(self) -> None:
        self.chips, self._counts = {}, {}
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
