"""The observe page: a calm sheet with the kijkvraag on top, made to be used without looking."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from lesvisit.blocks.kind import Press
from lesvisit.domain.keymap import COUNT_ACTS, Act, keymap_of
from lesvisit.models.draft import Draft
from lesvisit.services import role_guard
from lesvisit.services.observation import EDIT_KEY, ObservationSession
from lesvisit.services.session import VisitSession
from lesvisit.ui.blocks.host import BlockHost
from lesvisit.ui.observe.acts import Acts
from lesvisit.ui.observe.ask_bar import AskBar
from lesvisit.ui.observe.battery import BatteryWatch
from lesvisit.ui.observe.head import ObserveHead
from lesvisit.ui.observe.hint_bar import HintBar
from lesvisit.ui.observe.keys import KeyGuard
from lesvisit.ui.observe.keys_panel import KeysPanel
from lesvisit.ui.observe.line_desk import LineDesk
from lesvisit.ui.observe.live_parts import LiveParts
from lesvisit.ui.observe.note_line import NoteLine
from lesvisit.ui.observe.quiet import QuietFoot, QuietHead, is_large_quiet
from lesvisit.ui.observe.saved_watch import SavedWatch
from lesvisit.ui.observe.sheet_delegate import FLOW_FROM, PAGE, QUIET, QUIET_LARGE, SheetDelegate
from lesvisit.ui.observe.sheet_model import SheetModel
from lesvisit.ui.observe.sheet_view import SheetView
from lesvisit.ui.observe.side_panel import KeyStrip, SidePanel
from lesvisit.ui.observe.stage import Stage
from lesvisit.ui.observe.words import SheetWords
from lesvisit.ui.step_page import StepPage
from lesvisit.ui.widgets.base import ThemedWidget
from lesvisit.ui.widgets.labels import Rule
from lesvisit.ui.widgets.quiet_edge import QuietEdge
from lesvisit.ui.widgets.ribbon import Ribbon
from lesvisit.ui.workspace import Workspace

QUIET_LINES = 3
LAST_LINES = 78  # two lines stay in sight under a block, in pixels at 100 %


class _SheetFoot(ThemedWidget):
    """The sheet goes on a little below the line."""

    rows: SheetDelegate

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        painter.fillRect(self.rect(), self.theme.colour("surface"))
        self.rows.draw_margin(painter, self.rect().toRectF())
        painter.end()


class ObservePage(StepPage):
    """Holds the parts; what keys and buttons do stands in `Acts`, what goes on by itself in `LiveParts`."""

    step = "observe"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.translator = workspace.translator
        self.observation: ObservationSession | None = None
        self.model: SheetModel | None = None
        self.quiet = False
        self.hide_pupils = False
        self.presses: tuple[Press, ...] = ()  # what stands in the side panel with a key
        self.host: BlockHost | None = None
        self._told_of: VisitSession | None = None
        self._stop: Callable[[], None] = lambda: None
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build_widgets()
        self._build_layout()
        self._build_helpers()
        self._connect()
        self._on_theme_changed()

    def _build_widgets(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.head = ObserveHead(theme, self.translator, self)
        self.quiet_head = QuietHead(theme, self)
        self.ribbon = Ribbon(theme, parent=self)
        self.ribbon_frame = QFrame(self)
        self.ribbon_frame.setProperty("ground", "alt")
        self.ribbon_rule = Rule(theme, parent=self)
        self.ask = AskBar(theme, self.translator, self)
        self.ask_rule = Rule(theme, parent=self)
        self.ask_rule.hide()
        self.stage = Stage(theme, self.translator, self)
        self.sheet = SheetView(theme, words=_("Lines of this visit"), parent=self)
        self.sheet.set_empty_words(_("Just type what you see or hear. Enter keeps the line, F1 shows all keys."))
        self.line = NoteLine(theme, self.translator, name="line", words=_("What did you see or hear?"), parent=self)
        self.foot = _SheetFoot(theme, parent=self)
        self.foot.rows = self.sheet.rows
        self.panel = SidePanel(theme, self.translator, self)
        self.strip = KeyStrip(theme, self.translator, self)
        self.hints = HintBar(theme, self)
        self.quiet_foot = QuietFoot(theme, self)
        self.quiet_edge = QuietEdge(theme, parent=self)
        self.keys_panel = KeysPanel(theme, self.translator, self)

    def _build_layout(self) -> None:
        inside = QHBoxLayout(self.ribbon_frame)
        inside.addWidget(self.ribbon)
        self._ribbon_row = inside
        sheet_column = QVBoxLayout()
        sheet_column.setSpacing(0)
        sheet_column.addWidget(self.stage)
        sheet_column.addWidget(self.sheet, 1)
        sheet_column.addWidget(self.line)
        sheet_column.addWidget(self.foot)
        self._sheet_column = sheet_column
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(sheet_column, 1)
        body.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for above in (self.head, self.quiet_head, self.ribbon_frame, self.ribbon_rule, self.ask, self.ask_rule):
            column.addWidget(above)
        column.addLayout(body, 1)
        for below in (self.strip, self.hints, self.quiet_foot, self.quiet_edge):
            column.addWidget(below)

    def _build_helpers(self) -> None:
        self.keymap = keymap_of(self.workspace.profile.preferences.keys)
        self.desk = LineDesk(self.workspace, self.line, self.sheet, self)
        self.saved = SavedWatch(self.workspace, self.hints, self)
        self.battery = BatteryWatch(self.workspace.bridge, self)
        self.guard = KeyGuard(self, lambda: self.keymap)
        self.acts = Acts(self)
        self.live = LiveParts(self)
        editor = self.desk.editor
        self.guard.watch(self, self.sheet, self.line.text, self.line.effect, editor.text, editor.effect)

    def _connect(self) -> None:
        self.theme.changed.connect(self._on_theme_changed)
        self.head.step_wanted.connect(self.step_wanted)
        self.desk.panel_wanted.connect(self._on_desk_panel_wanted)
        self.desk.line_changed.connect(self.show_links)
        self.desk.closes_first = self.close_keys
        self.desk.paged.connect(self._on_desk_paged)
        self.desk.draft_saved.connect(self.saved.show_saved_now)
        self.workspace.said.connect(self._on_workspace_said)
        self.keys_panel.closed.connect(self.keys_panel.hide)
        self.stage.front_changed.connect(self._on_stage_front_changed)
        self.stage.keys_changed.connect(self.show_keys)
        self.stage.leave_wanted.connect(self.take_focus)
        self.desk.press_wanted.connect(self.acts.press)
        for panel in (self.panel, self.strip):
            panel.setProperty("works_on_line", True)

    # A visit

    def show_visit(self, session: VisitSession) -> None:
        self._stop()
        self.keymap = keymap_of(self.workspace.profile.preferences.keys)
        if self.observation is None or self.observation.session is not session:
            self._begin(session)
        if self.observation is None or self.model is None:
            return
        self.observation.desk = self.workspace.desk
        self.observation.forget_beat()
        self._stop = session.listen(on_change=self.live.follow)
        self.saved.follow(session)
        self.model.show_all(session.view)
        self.live.show_all()
        self.live.start()
        self._freeze_if_begun()
        self._tell_manager(session)

    def _tell_manager(self, session: VisitSession) -> None:
        """Once for each visit that is opened here: why its scales are off."""
        told = role_guard.short_notice(session.view, self.translator)
        if told and role_guard.has_scales(session.view) and self._told_of is not session:
            self._told_of = session
            QTimer.singleShot(0, self, lambda: self.workspace.say(told))  # after the room said its own

    def _begin(self, session: VisitSession) -> None:
        if self.observation is not None:
            self.desk.rows.close(keep=True, focus=False)
        observation = ObservationSession(session, self.workspace.desk, self.workspace.opened)
        observation.on_first_event = self._freeze_if_begun
        self.observation = observation
        self.host = BlockHost(self.workspace, session, self.step, observation.do)
        self.host.hide_pupils = self.hide_pupils
        self.model = SheetModel(session.view, self.sheet_words(), self)
        self.sheet.show_model(self.model)
        self.desk.show_observation(observation, self.model)
        self.acts.forget()
        self.workspace.when(session.storage.drafts(), self._on_drafts_read, lambda _: None)

    def _on_drafts_read(self, drafts: list[Draft]) -> None:
        observation = self.observation if isValid(self) else None
        if observation is None:
            return
        mine = [d for d in drafts if d.key in (observation.key, observation.key + EDIT_KEY)]
        alive = max((d.saved_utc for d in mine if d.saved_utc is not None), default=None)
        observation.mark_closed(alive)
        for draft in mine:
            if observation.restore(draft):
                self.desk.show_restored(draft.place, draft.caret)
        self.live.show_all()

    def _freeze_if_begun(self) -> None:
        """The design version never changes again once a visit on it has begun."""
        observation = self.observation
        if observation is None or not observation.begun:
            return
        self.workspace.freeze_design(observation.session)

    def leave(self) -> None:
        self.desk.rows.close(keep=True, focus=False)
        self.desk.keep_draft()
        self.stage.flush()
        self.live.rest()
        if self.quiet:
            self.acts.set_quiet(False)
        self._stop()
        self.saved.rest()

    def take_focus(self) -> None:
        self.line.text.setFocus()

    def sheet_words(self) -> SheetWords:
        """The words of the sheet, with pupils hidden or not."""
        letters = self.observation.case_letters() if self.observation is not None else ()
        return SheetWords(self.translator, letters, self.hide_pupils)

    def show_links(self) -> None:
        """The chips of the panel follow the line."""
        links = self.observation.active.note.links if self.observation is not None else ()
        self.panel.show_links(links)
        self.strip.show_links(links)

    # Blocks and their keys

    def show_stage(self) -> None:
        """The blocks of this visit's form, and the keys they have."""
        if self.host is None:
            return
        self.stage.show_visit(self.host)
        self.presses = self.observation.quick() if self.observation is not None else ()
        self.show_keys()

    def keyed(self) -> tuple[Press, ...]:
        """What Alt+1..6 press: the side panel's, else the group of the block in front."""
        if self.presses:
            return self.presses
        live = self.stage.front_live
        group = live.group if live is not None else None
        return group.presses if group is not None else ()

    def show_keys(self) -> None:
        """Which item has which key."""
        keyed = self.keyed()
        caps = {(p.block_id, p.item_id): self.keymap.text(act) for p, act in zip(keyed, COUNT_ACTS, strict=False)}
        self.stage.show_keys(self.keymap.text(Act.NEXT_BLOCK), self.keymap.text(Act.NEXT_GROUP), caps)

    def _on_stage_front_changed(self) -> None:
        self.show_keys()
        self.show_parts()

    # Sizes

    @property
    def large(self) -> bool:
        """Is the type so large that the panel becomes a strip?"""
        return self.theme.scale >= FLOW_FROM

    def show_parts(self) -> None:
        """Which parts show: on the page, at large type, on the quiet screen."""
        quiet = self.quiet
        has_phases = self.observation is not None and bool(self.observation.view.phases)
        _show((self.head, self.hints, self.foot), not quiet)
        _show((self.ribbon_frame, self.ribbon_rule), not quiet and has_phases)
        _show((self.quiet_head, self.quiet_foot, self.quiet_edge), quiet)
        self.panel.setVisible(not quiet and not self.large)
        self.strip.setVisible(not quiet and self.large)
        _show((self.ask, self.ask_rule), self.acts.asking and not quiet)
        front = bool(self.stage.front)
        self.stage.setVisible(self.stage.used and (front or not quiet))
        self.stage.set_quiet(quiet)
        self.sheet.setVisible(not (front and (quiet or self.large)))
        self._sheet_column.setStretch(0, self.stage.weight)
        self.sheet.setMinimumHeight(self.theme.px(LAST_LINES) if front and not quiet else 0)

    def _on_theme_changed(self) -> None:
        self.apply_sizes()

    def apply_sizes(self) -> None:
        """Sizes and parts for this content factor, on the page or the quiet screen."""
        px = self.theme.px
        side = px(24) if not self.large else px(12)
        self._ribbon_row.setContentsMargins(side, px(10) if not self.large else px(2), side, px(2))
        self.foot.setFixedHeight(px(15) if not self.large else px(6))
        style = (QUIET_LARGE if is_large_quiet(self.theme) else QUIET) if self.quiet else PAGE
        self.sheet.rows.style = style
        self.line.set_style(style)
        self.sheet.set_last(QUIET_LINES if self.quiet else None)
        if self.observation is not None:
            self.live.show_panels()
        self.show_parts()
        self._place_keys_panel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_keys_panel()

    def _place_keys_panel(self) -> None:
        top = self.head.height() if self.head.isVisible() else 0
        bottom = self.hints.height() if self.hints.isVisible() else 0
        self.keys_panel.setGeometry(0, top, self.width(), max(0, self.height() - top - bottom))

    # Keys and clicks that no part took

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing anywhere types a note; Esc leads back to the line."""
        steps = {Qt.Key.Key_PageUp: 0, Qt.Key.Key_PageDown: 2}
        if event.key() == Qt.Key.Key_Escape:
            self.close_keys()
            self.take_focus()
        elif event.key() in steps and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.step_wanted.emit(steps[Qt.Key(event.key())])
        elif event.text().isprintable() and event.text():
            self.take_focus()
            QCoreApplication.sendEvent(self.line.text, event)
        else:
            super().keyPressEvent(event)

    def close_keys(self) -> bool:
        """Closes the key list; True when it was open."""
        was_open = self.keys_panel.isVisible()
        self.keys_panel.hide()
        return was_open

    def _on_desk_paged(self, pages: int) -> None:
        """The focus stays in the line while one looks back."""
        if self.keys_panel.isVisible():
            self.keys_panel.scroll_by(pages)
        else:
            bar = self.sheet.verticalScrollBar()
            bar.setValue(bar.value() + pages * bar.pageStep())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.take_focus()
        super().mousePressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.desk.keep_draft()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.desk.keep_draft()
            self.stage.flush()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Shift+Tab from the start of the panel leads to the effect."""
        first = (self.strip if self.large else self.panel).first_widget()
        if not forward and first.hasFocus():
            self.desk.back_from_panel()
            return True
        return super().focusNextPrevChild(forward)

    def _on_desk_panel_wanted(self) -> None:
        (self.strip if self.large else self.panel).first_widget().setFocus(Qt.FocusReason.TabFocusReason)

    def _on_workspace_said(self, text: str) -> None:
        if self.isVisible():
            self.hints.say(text)
            self.live.say_quietly(text)


def _show(parts: Iterable[QWidget], shown: bool) -> None:
    for part in parts:
        part.setVisible(shown)
