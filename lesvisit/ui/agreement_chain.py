"""The agreements of two colleagues over their visits, on one page: agreed when, seen when, done or not.

It is theirs: only who is one of the two sees it. Nothing is counted in it.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lesvisit.domain.visit import Seen
from lesvisit.services import agreements
from lesvisit.services.agreements import Chained, Look
from lesvisit.ui.agreement_words import about_agreement
from lesvisit.ui.icons import Icon
from lesvisit.ui.theme import BOLD, SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.empty_state import EmptyState
from lesvisit.ui.widgets.follow_focus import FollowFocus
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace

_WIDE = 860  # of the design: a line of words stays readable
_DEBRIEF = 2


class ChainRoom(QWidget):
    """`show_chain` for a pair; `back_wanted`, and `visit_wanted(id, step)` to one of the visits."""

    back_wanted = Signal()
    visit_wanted = Signal(str, int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chainRoom")
        self.workspace, self.theme = workspace, workspace.theme
        self._ = workspace.translator.gettext
        self._pair: frozenset[str] = frozenset()
        self._build()

    def _build(self) -> None:
        _, theme = self._, self.theme
        self.back = LinkButton(theme, _("Back"), key="Esc", icon=Icon.BACK, small=False, name="chainBack")
        self.title = PlainLabel(theme, px=28, weight=BOLD, name="chainTitle")
        self.note = PlainLabel(
            theme, _("These are yours: for learning from each other, not an appraisal."), tone="muted"
        )
        self.empty = EmptyState(
            theme,
            _("Nothing was agreed yet."),
            _("What you agree in a debrief comes here, with what the next visits see of it."),
            name="chainEmpty",
        )
        self._inside = QWidget()
        self._inside.setProperty("ground", "bg")
        self._inside.setMaximumWidth(theme.px(_WIDE))
        self._list = QVBoxLayout(self._inside)
        self._list.addStretch(1)
        self.area = QScrollArea()
        self.area.setObjectName("chainScroll")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(_("Agreements over the visits"))
        self.area.setWidget(self._inside)
        FollowFocus(theme, self.area)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.title, self.note, self.empty):
            self._column.addWidget(widget)
        self._column.addWidget(self.area, 1)
        self.back.clicked.connect(self.back_wanted)
        theme.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._inside.setMaximumWidth(px(_WIDE))
        self._column.setContentsMargins(px(32), px(16), px(32), px(16))
        self._column.setSpacing(px(8))
        self._list.setContentsMargins(0, px(8), px(8), px(8))
        self._list.setSpacing(px(12))

    def show_chain(self, pair: frozenset[str]) -> None:
        """Reads the agreements of these two and shows them."""
        self._pair = pair
        translator, me = self.workspace.translator, self.workspace.me_id
        names = [n for n in (self.workspace.name(i) for i in sorted(pair, key=lambda i: i != me)) if n]
        self.title.setText(
            self._("Agreements of {names}", names=translator.join(names)) if names else self._("Agreements")
        )
        self._clear()
        if me and me not in pair:
            self.empty.set_words(self._("These agreements belong to two colleagues."), self._("Only they see them."))
            self._show_any(False)
            return
        self.workspace.read(lambda c: agreements.read_chain(c, pair), lambda found: self._take(pair, found))
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, pair: frozenset[str], found: tuple[Chained, ...]) -> None:
        if pair != self._pair:
            return
        self._clear()
        for place, chained in enumerate(found):
            self._list.insertWidget(place, self._card(chained))
        self._show_any(bool(found))

    def _show_any(self, any_there: bool) -> None:
        self.area.setVisible(any_there)
        self.empty.setVisible(not any_there)

    def _clear(self) -> None:
        for card in self._inside.findChildren(Card):
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()

    def _card(self, chained: Chained) -> Card:
        _, theme = self._, self.theme
        payload = chained.record.payload
        card = Card(theme, padding=16, name=f"chained_{chained.record.id}", parent=self._inside)
        card.setAccessibleName(payload.what)
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addWidget(PlainLabel(theme, payload.what, weight=SEMIBOLD, name="chainWhat"), 1)
        top.addWidget(PlainLabel(theme, self._state(chained), px=13, tone="muted", wrap=False, name="chainState"))
        card.body.addLayout(top)
        about = about_agreement(self.workspace.translator, self.workspace.name, chained)
        card.body.addWidget(PlainLabel(theme, about, px=13, tone="muted", name="chainAbout"))
        if payload.see:
            see = _("seen in pupils: {what}", what=payload.see)
            card.body.addWidget(PlainLabel(theme, see, px=13, tone="muted"))
        for look in chained.looks:
            card.body.addLayout(self._look(look))
        if not chained.looks:
            card.body.addWidget(PlainLabel(theme, _("No later visit looked at it yet."), px=13, tone="muted"))
        return card

    def _state(self, chained: Chained) -> str:
        if chained.record.payload.done:
            return self._("done")
        return self._("for later") if chained.record.payload.later else ""

    def _look(self, look: Look) -> QVBoxLayout:
        theme, _ = self.theme, self._
        day = self.workspace.translator.date(look.day, "EEEEEE d MMMM")
        words = {
            Seen.YES: _("{day}: seen", day=day),
            Seen.PARTLY: _("{day}: partly seen", day=day),
            Seen.NO: _("{day}: not seen", day=day),
        }
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        visit = LinkButton(theme, words.get(look.seen, day), name=f"chainVisit_{look.visit_id}")
        visit.setToolTip(_("To this visit"))
        visit.clicked.connect(lambda: self.visit_wanted.emit(look.visit_id, _DEBRIEF))
        column.addWidget(visit, 0, Qt.AlignmentFlag.AlignLeft)
        for note in look.notes:
            said = "  ".join(p for p in (note.minute, note.text) if p)
            label = PlainLabel(theme, said, px=15, name="chainNote")
            label.setContentsMargins(theme.px(16), 0, 0, 0)
            column.addWidget(label)
        return column

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)
