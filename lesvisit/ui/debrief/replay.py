"""Replay for two chairs: the lesson one moment at a time over the columns of the talk, by the arrow keys."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from lesvisit.domain.records import Change
from lesvisit.domain.replay import Moment, moments, place_of, place_of_phase
from lesvisit.services import debrief
from lesvisit.ui.debrief.evidence_delegate import RowEditor
from lesvisit.ui.debrief.evidence_model import EvidenceModel
from lesvisit.ui.debrief.replay_face import MomentFace, PlannedFace
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.icons import Icon
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton, PlainButton
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel, Rule

KEY = "L"  # from a note in the list to its place in the lesson, and back
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageDown: 5,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageUp: -5,
}


class _Foot(QWidget):
    """As high as its buttons are at its width; Qt would also take their height at the least width."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class ReplaySheet(QFrame):
    """`left(note id)`: back to the talk, at this note. `moved`: another moment; the ribbon's now-mark follows."""

    left = Signal(str)
    moved = Signal()

    def __init__(self, talk: Talk, model: EvidenceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk, self.theme, self.model = talk, talk.workspace.theme, model
        self._ = talk.workspace.translator.gettext
        self._moments: tuple[Moment, ...] = ()
        self._place = -1
        self._came_from = ""
        self._editor: RowEditor | None = None
        self.setObjectName("replaySheet")
        self.setProperty("ground", "surface")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        self._connect()

    def _build(self) -> None:
        _, theme = self._, self.theme
        self.back = LinkButton(
            theme, _("Back to the talk"), key="Esc", icon=Icon.BACK, small=False, name="replayBack"
        )
        self.title = PlainLabel(theme, _("The lesson once more"), weight=SEMIBOLD, elide=True, name="replayTitle")
        self.count = PlainLabel(theme, px=15, tone="muted", wrap=False, name="replayCount")
        self.before = PlainButton(theme, _("Before"), key="←", name="replayBefore")
        self.after = PlainButton(theme, _("After"), key="→", name="replayAfter")
        self.react = LinkButton(theme, _("react"), key="R", name="replayReact")
        self.link = LinkButton(theme, "", name="replayLink")
        self.to_list = LinkButton(theme, _("to this note in the list"), key=KEY, name="replayToList")
        self.face = MomentFace(self.talk)
        self.planned = PlannedFace(self.talk)
        self.empty = PlainLabel(theme, px=17, tone="muted", name="replayEmpty")
        self.area = QScrollArea()
        self.area.setObjectName("replayArea")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        self._inside = QVBoxLayout(inside)
        self._inside.addWidget(self.face, 1)
        self._inside.addWidget(self.empty, 1)
        self._answer_at = self._inside.count()
        self._inside.addWidget(self.planned)
        self.area.setWidget(inside)
        self._lay_out()

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        for widget, stretch in ((self.back, 0), (self.title, 1), (self.count, 0)):
            self._head.addWidget(widget, stretch)
        self._foot_box = _Foot()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._foot_box.setSizePolicy(policy)
        self._foot = FlowLayout(self.theme, gap=16, line_gap=6, parent=self._foot_box)
        for button in (self.before, self.after, self.react, self.link, self.to_list):
            self._foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(Rule(self.theme))
        column.addWidget(self.area, 1)
        column.addWidget(Rule(self.theme))
        self._foot_row = QHBoxLayout()
        self._foot_row.addWidget(self._foot_box)
        column.addLayout(self._foot_row)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._head.setContentsMargins(px(12), px(6), px(24), px(6))
        self._head.setSpacing(px(12))
        self._inside.setContentsMargins(px(32), px(20), px(32), px(14))
        self._inside.setSpacing(px(12))
        self.area.setMinimumHeight(px(40))
        self._foot_row.setContentsMargins(px(24), px(6), px(24), px(6))

    def _connect(self) -> None:
        self.theme.changed.connect(self._space)
        self.back.clicked.connect(self.leave)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.react.clicked.connect(self.answer)
        self.link.clicked.connect(self.toggle_link)
        self.to_list.clicked.connect(self.leave_at_this_note)
        self.talk.flush_wanted.connect(self._keep)
        self.talk.writer_changed.connect(self._put_editor_away)  # kept before, by who typed it

    # Opening and leaving

    @property
    def moment(self) -> Moment | None:
        """What is shown."""
        return self._moments[self._place] if 0 <= self._place < len(self._moments) else None

    @property
    def minute(self) -> float | None:
        """The lesson minute that is shown, for the now-mark of the ribbon."""
        return self.moment.minute if self.moment is not None else None

    def open_at(self, note_id: str) -> None:
        """Begins at a note; Esc goes back to it."""
        self._came_from = note_id
        self._read()
        record = self.talk.view.book.get(note_id) if note_id else None
        minute = self.talk.view.minute(record) if record is not None and record.stamp is not None else None
        self._go(place_of(self._moments, note_id, minute))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Back to the note that one came from."""
        self._close_editor()
        self.left.emit(self._came_from)

    def leave_at_this_note(self) -> None:
        """Back to the talk, at the note that is shown."""
        self._close_editor()
        self.left.emit(self.moment.line.id if self.moment is not None else self._came_from)

    def step(self, by: int) -> None:
        """Another moment; at an end it stays."""
        if self._moments:
            self._close_editor()
            self._go(min(max(self._place + by, 0), len(self._moments) - 1))

    def go_phase(self, phase_id: str) -> None:
        """The first moment of a phase."""
        place = place_of_phase(self._moments, phase_id)
        if place >= 0:
            self._close_editor()
            self._go(place)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        lines = self.model.lines
        self._moments = moments(self.talk.view, lines, self.model.waiting)

    def _go(self, place: int) -> None:
        self._place = place
        self._show()
        self.area.verticalScrollBar().setValue(0)
        moment = self.moment
        if moment is not None:
            spoken = ", ".join(p for p in (moment.line.time, moment.line.text, moment.line.effect) if p)
            self.setAccessibleName(spoken)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))
        self.moved.emit()

    def _show(self) -> None:
        _, moment = self._, self.moment
        for widget in (self.face, self.planned, self.before, self.after, self.react, self.to_list):
            widget.setVisible(moment is not None)
        self.empty.setVisible(moment is None)
        self.empty.setText(_("There is nothing to show yet: what was noted waits for its own step."))
        self._show_link()
        if moment is None:
            self.count.setText("")
            self.setAccessibleName(self.empty.text())
            return
        self.face.show_moment(moment)
        self.planned.show_moment(moment)
        self.count.setText(_("moment {n} of {all}", n=self._place + 1, all=len(self._moments)))
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place < len(self._moments) - 1)

    def _show_link(self) -> None:
        code = self.talk.view.codes.get(self.talk.ref, "") if self.talk.ref else ""
        moment = self.moment
        self.link.setVisible(bool(code) and moment is not None)
        if code and moment is not None:
            linked = moment.line.id in self.talk.evidence
            words = self._("take it off {code}", code=code) if linked else self._("link to {code}", code=code)
            self.link.setText(words)
            self.link.set_key(self._("Space"))

    # Acts

    def toggle_link(self) -> None:
        """Links the moment to the line that is open in the talk; again: off."""
        if self.moment is not None and self.talk.ref:
            self.talk.toggle_evidence(self.moment.line.id)

    def answer(self) -> None:
        """What who writes now says to this moment."""
        if self.moment is None or self._editor is not None:
            return
        editor = RowEditor(self.theme)
        editor.setObjectName("replayAnswer")
        editor.setAccessibleName(self._("Your answer to this note"))
        editor.setPlaceholderText(self._("What do you say to this?"))
        record = debrief.reaction_of(self.talk.view, self.moment.line.id, self.talk.writer_id)
        editor.setPlainText(record.payload.text if record else "")
        editor.moveCursor(editor.textCursor().MoveOperation.End)
        editor.quiet.connect(self._keep)
        editor.done.connect(self._close_editor)
        self._inside.insertWidget(self._answer_at, editor)
        self._editor = editor
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        if self._editor is not None and self.moment is not None:
            note_id, text = self.moment.line.id, self._editor.toPlainText().strip()
            self.talk.do(lambda desk, view: debrief.set_reaction(desk, view, note_id, text))

    def _close_editor(self) -> None:
        if self._editor is None:
            return
        self._keep()
        self._put_editor_away()

    def _put_editor_away(self) -> None:
        if self._editor is None:
            return
        editor, self._editor = self._editor, None
        self._inside.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, _change: Change) -> None:
        """Something changed in the visit; the list of what was noted has it already."""
        if self.isVisible() and self.talk.session is not None:
            self.refresh()

    def refresh(self) -> None:
        """Reads the visit again; the moment that is shown stays."""
        here = self.moment.line.id if self.moment is not None else self._came_from
        self._read()
        self._place = place_of(self._moments, here)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
        acts = {
            Qt.Key.Key_Home: lambda: self.step(-len(self._moments)),
            Qt.Key.Key_End: lambda: self.step(len(self._moments)),
            Qt.Key.Key_Escape: self.leave,
            Qt.Key.Key_R: self.answer,
            Qt.Key.Key_L: self.leave_at_this_note,
            Qt.Key.Key_Space: self.toggle_link,
        }
        key = Qt.Key(event.key())
        if plain and key in _STEPS:
            self.step(_STEPS[key])
        elif plain and key in acts:
            acts[key]()
        else:
            super().keyPressEvent(event)
