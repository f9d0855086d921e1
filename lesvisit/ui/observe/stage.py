"""The stage above the sheet: one building block at a time in front, the others behind a tab. Notes are a tab too.

The line to type in stays below it, whatever is in front: typing anywhere types a note.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from lesvisit.blocks import kind_of
from lesvisit.blocks.keys import quick_presses
from lesvisit.domain.design import Phase
from lesvisit.domain.records import Change
from lesvisit.domain.template import Block, Template, text_in
from lesvisit.i18n import Translator
from lesvisit.ui.blocks import live_of
from lesvisit.ui.blocks.host import BlockHost
from lesvisit.ui.blocks.live import LiveBlock
from lesvisit.ui.observe.quiet import quiet_side
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import measure
from lesvisit.ui.widgets.follow_focus import FollowFocus
from lesvisit.ui.widgets.keycap import KeyHint
from lesvisit.ui.widgets.labels import PlainLabel, Rule
from lesvisit.ui.widgets.segmented import Segmented

BESIDE = ("field",)  # asked beside the lesson, never what one looks at
NOTES = "notes"  # the tab of the sheet itself
TALL = ("interval_grid", "seat_map", "case_matrix")  # these show more the higher they are
LEAST = 150  # of a block in front, in pixels at 100 %
LARGE = 1.4  # from this content factor a block needs all the room
MARGIN = 16  # the left edge of every block, in pixels at 100 %


def staged(template: Template | None) -> tuple[Block, ...]:
    """The blocks that have a place on the stage during the lesson."""
    blocks = template.all_blocks if template is not None else ()
    return tuple(b for b in blocks if b.timing == "during" and live_of(b.type) is not None)


class Stage(QFrame):
    """`front` is the id of the block in front, an empty text for the notes."""

    front_changed = Signal()
    keys_changed = Signal()  # another group of the block in front has the keys
    leave_wanted = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.setObjectName("stage")
        self.setProperty("ground", "surface")
        self.host: BlockHost | None = None
        self.quiet = False
        self.front = ""
        self.blocks: tuple[Block, ...] = ()
        self._template: Template | None = None
        self._lives: dict[str, LiveBlock] = {}
        self._keys: dict[tuple[str, str], str] = {}
        self._build()

    def _build(self) -> None:
        _ = self.translator.gettext
        self.bar = QWidget(self)
        self.tabs = Segmented(self.theme, name="stageTabs", parent=self.bar)
        self.tabs.setAccessibleName(_("What is in front"))
        self.next_hint = KeyHint(self.theme, "", _("next part"), name="stageNext")
        self.group_hint = KeyHint(self.theme, "", _("next six keys"), name="stageGroup")
        self._bar_row = QHBoxLayout(self.bar)
        self.beside = PlainLabel(self.theme, px=13, tone="muted", wrap=False, name="stageHelpBeside")
        self._bar_row.addWidget(self.tabs)
        self._bar_row.addWidget(self.beside)
        self._bar_row.addStretch(1)
        self._bar_row.addWidget(self.group_hint)
        self._bar_row.addWidget(self.next_hint)
        self.help = PlainLabel(self.theme, px=13, tone="muted", name="stageHelp")
        self.area = QScrollArea(self)
        self.area.setObjectName("stageArea")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()  # all blocks live in one page: who leaves a scroll area gets its fonts set anew
        page.setProperty("part", "page")
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(0, 0, 0, 0)
        self.area.setWidget(page)
        FollowFocus(self.theme, self.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rule = Rule(self.theme, parent=self)
        for widget in (self.bar, self.help, self.area, self.rule):
            column.addWidget(widget, 1 if widget is self.area else 0)
        self.tabs.choice_made.connect(self._on_tabs_choice_made)
        self.next_hint.clicked.connect(self.next_front)
        self.group_hint.clicked.connect(self.next_group)
        self.theme.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._bar_row.setContentsMargins(px(MARGIN), px(4), px(MARGIN), px(4))
        self._bar_row.setSpacing(px(12))
        self.help.setContentsMargins(px(MARGIN), 0, px(MARGIN), px(4))
        side = max(0, quiet_side(self.theme) - px(MARGIN)) if self.quiet else 0
        self._page.setContentsMargins(side, 0, side, 0)

    # A visit

    def show_visit(self, host: BlockHost) -> None:
        """The blocks of this visit; made anew only when its template differs."""
        template = host.view.template
        if host is self.host and template == self._template:
            return
        self._clear()
        self.host, self._template = host, template
        self.blocks = staged(template)
        words = [(NOTES, self.translator.gettext("Notes"))]
        words += [(block.id, self._word(block)) for block in self.blocks]
        self.tabs.set_choices(words)
        self.front = self._first_front(template)
        self.show_front()

    def _first_front(self, template: Template | None) -> str:
        """The block that a form is about stands in front at once; counters and stopwatches need no stage."""
        if quick_presses(template):
            return ""
        return next((b.id for b in self.blocks if b.type not in BESIDE), "")

    def _word(self, block: Block) -> str:
        kind = kind_of(block.type)
        word = text_in(block.label, self.translator.language)
        word = word or (self.translator.gettext(kind.name) if kind is not None else block.id)
        word = word[:1].upper() + word[1:]  # a title, as the notes beside it
        return word if len(word) <= 28 else word[:27] + "…"

    def _clear(self) -> None:
        for live in self._lives.values():
            live.hide()
            live.deleteLater()
        self._lives = {}

    @property
    def used(self) -> bool:
        """Does this form have anything but notes and counters?"""
        return bool(self.blocks)

    @property
    def weight(self) -> int:
        """How much of the page the block in front takes, beside the lines of the sheet."""
        block = next((b for b in self.blocks if b.id == self.front), None)
        if block is None:
            return 0
        return 12 if block.type in TALL else 3

    def live(self, block_id: str) -> LiveBlock | None:
        """The widget of a block, made when it is first needed."""
        known = self._lives.get(block_id)
        if known is not None:
            return known
        block = next((b for b in self.blocks if b.id == block_id), None)
        made = live_of(block.type) if block is not None else None
        if block is None or made is None or self.host is None:
            return None
        live = made(self.host, block)
        live.group_changed.connect(self.keys_changed)
        live.leave_wanted.connect(self.leave_wanted)
        live.setVisible(False)
        self._page.addWidget(live)
        self._lives[block_id] = live
        return live

    @property
    def front_live(self) -> LiveBlock | None:
        """The widget in front."""
        return self.live(self.front) if self.front else None

    # In front

    def bring(self, block_id: str, *, focus: bool = False) -> None:
        """Brings a block in front, an empty text: the notes."""
        if block_id != self.front:
            self.front = block_id
            self.show_front()
        live = self.front_live
        if focus and live is not None:
            live.first_widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_front(self) -> None:
        """The next part: from the line first into the block in front, then on to the next, then back to the notes."""
        live = self.front_live
        if live is not None and not _holds(live, QApplication.focusWidget()):
            self.bring(self.front, focus=True)
            return
        order = ["", *(b.id for b in self.blocks)]
        following = order[(order.index(self.front) + 1) % len(order)]
        self.bring(following, focus=True)
        if not following:
            self.leave_wanted.emit()

    def next_group(self) -> None:
        """The next six items of the block in front have the keys."""
        live = self.front_live
        if live is not None:
            live.next_group()

    def phase_began(self, phase: Phase, code: str) -> None:
        """The blocks that belong to a phase come forward when it begins."""
        wanted = {code.casefold(), phase.name.casefold(), phase.id.casefold()}
        for section in self._template.sections if self._template is not None else ():
            if any(name.casefold() in wanted for name in section.phases):
                block = next((b for b in section.blocks if b in self.blocks), None)
                self.bring(block.id if block is not None else "")
                return

    def show_front(self) -> None:
        """Shows what is in front."""
        live = self.front_live
        for other in self._lives.values():
            other.setVisible(other is live)
        self.area.setVisible(live is not None)
        self.tabs.set_value(self.front or NOTES)
        self.group_hint.setVisible(live is not None and len(live.groups) > 1)
        self._show_help()
        self.front_changed.emit()

    def _show_help(self) -> None:
        """What the block asks: beside the tabs where there is room, so that the block has the height."""
        live = self.front_live
        words = text_in(live.block.help, self.translator.language) if live is not None else ""
        shown = bool(words) and self.theme.scale < LARGE and not self.quiet
        others = [self.tabs, self.next_hint, *((self.group_hint,) if not self.group_hint.isHidden() else ())]
        taken = sum(one.sizeHint().width() + self._bar_row.spacing() for one in others) + 2 * self.theme.px(MARGIN)
        fits = taken + measure(self.theme, words, 13) + self._bar_row.spacing() <= self.width()
        self.beside.setText(words if shown and fits else "")
        self.beside.setVisible(shown and fits)
        self.help.setText(words if shown and not fits else "")
        self.help.setVisible(shown and not fits)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_help()

    def show_keys(self, next_part: str, next_six: str, keys: dict[tuple[str, str], str]) -> None:
        """The keys of the page, and which item has which: (block id, item id) to keycap."""
        self.next_hint.set_key(next_part)
        self.group_hint.set_key(next_six)
        self._show_help()
        self._keys = keys
        for block_id, live in self._lives.items():
            mine = {item: cap for (block, item), cap in keys.items() if block == block_id}
            if mine != live.keys:
                live.show_keys(mine)

    def set_quiet(self, quiet: bool) -> None:
        """On the quiet screen only the block itself, within the margins of that screen."""
        self.quiet = quiet
        self.bar.setVisible(not quiet)
        self.rule.setVisible(not quiet)
        self._space()
        self._show_help()

    # What goes on

    def follow(self, change: Change) -> None:
        """One change of the visit."""
        for live in tuple(self._lives.values()):
            if isValid(live):
                live.follow(change)

    def flush(self) -> None:
        """Keeps what is being typed in any block."""
        for live in tuple(self._lives.values()):
            live.flush()

    def beat(self, minute: float | None) -> None:
        """Once a second, only what is seen."""
        live = self.front_live if self.isVisible() and self.front else None
        if live is not None:
            live.beat(minute)

    def press(self, block_id: str, item_id: str) -> bool:
        """A key or code presses an item; False when the block has no place here."""
        live = self.live(block_id)
        if live is None:
            return False
        live.press(item_id)
        return True

    def set_hidden(self, hidden: bool) -> None:
        """Pupils' codes are hidden, or shown again."""
        if self.host is not None and self.host.hide_pupils != hidden:
            self.flush()  # a hidden text can't be kept any more
            self.host.hide_pupils = hidden
            for live in self._lives.values():
                live.show_all()

    def _on_tabs_choice_made(self, key: str) -> None:
        self.bring("" if key == NOTES else key)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(400), self.theme.px(LEAST) if self.front else self.bar.sizeHint().height())


def _holds(live: LiveBlock, focused: QWidget | None) -> bool:
    return focused is not None and (focused is live or live.isAncestorOf(focused))
