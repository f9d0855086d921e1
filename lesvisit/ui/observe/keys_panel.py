"""All keys in one panel over the sheet: no dialog, no change of focus; Esc or its key closes it."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lesvisit.blocks.keys import quick_presses
from lesvisit.domain.keymap import Act, KeyMap
from lesvisit.domain.template import text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.ui.act_words import LIVE, SCREEN, TYPING, act_words
from lesvisit.ui.observe.words import ref_words
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.keycap import KeyHint
from lesvisit.ui.widgets.labels import PlainLabel

KeyList = tuple[str, list[tuple[str, str]]]  # a title, and keys with what they do


class KeysPanel(QFrame):
    """Made when it is opened; two columns that become one at large type."""

    closed = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.setObjectName("keysPanel")
        self.setProperty("ground", "alt")
        self.setAccessibleName(translator.gettext("All keys"))
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.area)
        self.hide()

    def open_for(self, view: VisitBook, keymap: KeyMap) -> None:
        """Lists the keys in force, with what they do in this visit."""
        page = QWidget()
        page.setProperty("part", "page")
        column = QVBoxLayout(page)
        px = self.theme.px
        column.setContentsMargins(px(24), px(16), px(24), px(16))
        column.setSpacing(px(12))
        column.addLayout(self._head(keymap))
        column.addLayout(self._groups(view, keymap))
        column.addStretch(1)
        self.area.setWidget(page)
        self.show()
        self.raise_()

    def scroll_by(self, pages: int) -> None:
        """A page up or down, while the focus stays in the line."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def _head(self, keymap: KeyMap) -> QHBoxLayout:
        _ = self.translator.gettext
        row = QHBoxLayout()
        title = PlainLabel(self.theme, _("All keys"), px=20, weight=SEMIBOLD, wrap=False)
        row.addWidget(title, 1)
        close = LinkButton(self.theme, _("Close"), key="Esc", small=False, name="keysClose")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(lambda _checked=False: self.closed.emit())
        row.addWidget(close)
        return row

    def _groups(self, view: VisitBook, keymap: KeyMap) -> QHBoxLayout:
        """Two columns of about the same height, one at large type."""
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(32))
        for lists in _columns(self._lists(view, keymap), 2 if self.theme.scale < 1.4 else 1):
            column = QVBoxLayout()
            column.setSpacing(self.theme.px(12))
            for title, keys in lists:
                column.addLayout(self._group(title, keys))
            column.addStretch(1)
            row.addLayout(column, 1)
        return row

    def _group(self, title: str, rows: list[tuple[str, str]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self.theme.px(3))
        column.addWidget(PlainLabel(self.theme, title, px=15, weight=SEMIBOLD, wrap=False))
        for key, words in rows:
            hint = KeyHint(self.theme, key, words)
            hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(hint, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _lists(self, view: VisitBook, keymap: KeyMap) -> list[KeyList]:
        _ = self.translator.gettext
        return [
            (_("The line"), [*self._line_keys(), *self._act_keys(keymap, TYPING)]),
            (_("While you watch"), self._act_keys(keymap, LIVE)),
            (_("Tally"), self._counter_keys(view, keymap)),
            (_("Typed in the line"), self._slash_keys(view)),
            (_("Where does it belong?"), self._link_keys(view, keymap)),
            (_("Screen"), self._screen_keys(keymap)),
        ]

    def _line_keys(self) -> list[tuple[str, str]]:
        _ = self.translator.gettext
        return [
            ("Enter", _("keeps the line and opens the next")),
            ("Tab", _("to the effect on pupils, then to the panel")),
            ("Shift Tab", _("back")),
            ("↑", _("to the lines above; Enter opens one, Delete takes it away")),
            ("Esc", _("back to the line")),
            ("Ctrl Z", _("takes back, also after a restart")),
            ("Ctrl Shift Z", _("does it again")),
        ]

    def _act_keys(self, keymap: KeyMap, acts: Iterable[Act]) -> list[tuple[str, str]]:
        return [(keymap.all_texts(act), act_words(self.translator, act)) for act in acts]

    def _link_keys(self, view: VisitBook, keymap: KeyMap) -> list[tuple[str, str]]:
        from lesvisit.domain.keymap import LINK_ACTS

        pairs = zip(LINK_ACTS, view.link_order, strict=False)
        found = [(keymap.all_texts(act), f"{view.codes[ref]} {_short(ref_words(view, ref))}") for act, ref in pairs]
        return found or [
            ("Ctrl 1 – 9", self.translator.gettext("criteria and observation questions, once there are"))
        ]

    def _counter_keys(self, view: VisitBook, keymap: KeyMap) -> list[tuple[str, str]]:
        from lesvisit.domain.keymap import COUNT_ACTS

        pairs = zip(COUNT_ACTS, quick_presses(view.template), strict=False)
        found = [(keymap.all_texts(act), text_in(c.label, self.translator.language)) for act, c in pairs]
        return found or [("Alt 1 – 6", self.translator.gettext("counters, if the observation form has them"))]

    def _slash_keys(self, view: VisitBook) -> list[tuple[str, str]]:
        _ = self.translator.gettext
        return [
            ("/l", _("verbatim")),
            ("/i", _("my idea")),
            ("/v", _("question for the debrief")),
            ("/t", _("teacher does")),
            ("/g", _("counted")),
            ("/d1a  /k2", _("goal, criterion or observation question")),
            ("/r3p4  /r3", _("place or row in the classroom")),
            ("/b", _("case pupil B")),
            (_("Space"), _("takes the code; Tab and Enter do too")),
        ]

    def _screen_keys(self, keymap: KeyMap) -> list[tuple[str, str]]:
        _ = self.translator.gettext
        return [
            *self._act_keys(keymap, SCREEN[:-1]),
            ("Ctrl +  Ctrl −  Ctrl 0", _("larger, smaller, as it was")),
            ("Ctrl PgUp  Ctrl PgDn", _("a step of the road back or on")),
            *self._act_keys(keymap, SCREEN[-1:]),
        ]


def _columns(lists: list[KeyList], count: int) -> list[list[KeyList]]:
    """The lists in their order in one column, or in two of which the longer is as short as can be."""

    def high(part: list[KeyList]) -> int:
        return sum(len(keys) + 2 for _title, keys in part)

    if count == 1:
        return [lists]
    cut = min(range(1, len(lists)), key=lambda at: max(high(lists[:at]), high(lists[at:])))
    return [lists[:cut], lists[cut:]]


def _short(text: str) -> str:
    return text if len(text) <= 52 else text[:51] + "…"
