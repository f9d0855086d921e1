"""The right column: what was noted, what of it is shown, and which of it is evidence for the line that is open."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lesvisit.domain.debrief_steps import ideas_step
from lesvisit.domain.evidence_filter import EvidenceFilter, EvidenceLine, evidence_lines, pupil_codes
from lesvisit.domain.shapes import Shape
from lesvisit.services import debrief
from lesvisit.ui.debrief.evidence_list import ANSWER, EvidenceList
from lesvisit.ui.debrief.evidence_model import EvidenceModel, EvidenceProxy
from lesvisit.ui.debrief.filter_drop import Choice, FilterDrop
from lesvisit.ui.debrief.search_field import SearchField
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.words import SHAPES, capital, idea_words
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.keycap import KeyHint
from lesvisit.ui.widgets.labels import PlainLabel, Rule

SEARCH_KEY = "Ctrl+F"


class EvidenceColumn(QFrame):
    """Filters, the list, and the keys that work in it."""

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk = talk
        self.theme = talk.workspace.theme
        self._ = talk.workspace.translator.gettext
        self.setObjectName("evidenceColumn")
        self.setProperty("ground", "surface")
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme, talk = self._, self.theme, self.talk
        translator = talk.workspace.translator
        self.title = PlainLabel(theme, _("What was noted"), weight=SEMIBOLD, name="evidenceTitle")
        self.count = PlainLabel(theme, px=13, tone="muted", wrap=False, name="evidenceCount")
        self.all_lines = LinkButton(theme, _("Show everything"), name="evidenceAll")
        self.model = EvidenceModel(translator, self)
        self.proxy = EvidenceProxy(self)
        self.proxy.setSourceModel(self.model)
        self.list = EvidenceList(theme, translator, talk.name)
        self.list.setModel(self.proxy)
        self.list.delegate.text_of = self._text_of
        self.list.may_rewrite = self._may_rewrite
        self._build_filters()
        self._build_empty()
        self._build_keys()

    def _build_filters(self) -> None:
        _, theme = self._, self.theme
        self.by_ref = FilterDrop(theme, _("goal"), _("all goals and questions"), pill=True, name="filterGoal")
        self.by_shape = FilterDrop(theme, _("kind"), _("all kinds"), name="filterKind")
        self.by_phase = FilterDrop(theme, _("phase"), _("all phases"), name="filterPhase")
        self.by_pupil = FilterDrop(theme, _("pupil"), _("all pupils"), name="filterPupil")
        self.by_observer = FilterDrop(theme, _("observer"), _("all observers"), name="filterObserver")
        self.search = SearchField(theme, _("find"), native(SEARCH_KEY), name="evidenceSearch")
        self.filters = {
            "ref": self.by_ref,
            "shape": self.by_shape,
            "phase_id": self.by_phase,
            "pupil": self.by_pupil,
            "observer_id": self.by_observer,
        }

    def _build_empty(self) -> None:
        theme = self.theme
        self.empty = QWidget()
        self.empty_title = PlainLabel(theme, weight=SEMIBOLD, name="evidenceEmpty")
        self.empty_text = PlainLabel(theme, px=13, tone="muted")
        self.show_all = LinkButton(theme, self._("Show everything"), name="showEverything")
        column = QVBoxLayout(self.empty)
        for widget in (self.empty_title, self.empty_text, self.show_all):
            column.addWidget(widget)
        column.addStretch(1)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), 0)

    def _build_keys(self) -> None:
        _, theme = self._, self.theme
        self.keys = QFrame()
        self.keys.setObjectName("hintBar")
        self.link_key = KeyHint(theme, _("Space"), _("link or unlink"), name="keyLink")
        self.answer_key = KeyHint(theme, "R", _("react"), name="keyAnswer")
        self.panel_key = KeyHint(theme, native("Ctrl+Tab"), _("next column"), name="keyPanel")
        row = QHBoxLayout(self.keys)
        for hint in (self.link_key, self.answer_key, self.panel_key):
            row.addWidget(hint)
        row.addStretch(1)
        self.keys.setMinimumWidth(1)
        self._keys_row = row

    def _build_layout(self) -> None:
        self._head = QVBoxLayout()
        line = QHBoxLayout()
        line.addWidget(self.title, 1)
        line.addWidget(self.all_lines)
        line.addWidget(self.count)
        self._filter_box = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._filter_box.setSizePolicy(policy)
        self._filter_row = FlowLayout(self.theme, gap=6, line_gap=6, parent=self._filter_box)
        for widget in (*self.filters.values(), self.search):
            self._filter_row.addWidget(widget)
        self._head.addLayout(line)
        self._head.addWidget(self._filter_box)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addWidget(Rule(self.theme))
        self._column.addWidget(self.list, 1)
        self._column.addWidget(self.empty, 1)
        self._column.addWidget(self.keys)
        self._space()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_keys()

    def _fit_keys(self) -> None:
        """Keys that don't fit are left out, never clipped."""
        hints = (self.link_key, self.answer_key, self.panel_key)
        wanted = sum(
            h.sizeHint().width() + self.theme.px(14) for h in hints if h is not self.link_key or self.talk.ref
        )
        self.panel_key.setVisible(wanted + self.theme.px(24) <= self.width())

    def _space(self) -> None:
        px = self.theme.px
        self._head.setContentsMargins(px(20), px(12), px(20), px(10))
        self._head.setSpacing(px(8))
        self._keys_row.setContentsMargins(px(20), 0, px(12), 0)
        self._keys_row.setSpacing(px(14))
        self.keys.setFixedHeight(px(36))

    def _connect(self) -> None:
        self.theme.changed.connect(self._space)
        for drop in self.filters.values():
            drop.chosen.connect(self._on_filter_chosen)
        self.search.textChanged.connect(self._on_filter_chosen)
        self.search.left.connect(self._on_search_left)
        self.show_all.clicked.connect(self.clear_filters)
        self.all_lines.clicked.connect(self.clear_filters)
        self.list.tick_wanted.connect(self.talk.toggle_evidence)
        self.list.text_kept.connect(self._on_text_kept)
        self.link_key.clicked.connect(self._on_link_key_clicked)
        self.answer_key.clicked.connect(self._on_answer_key_clicked)
        self.talk.flush_wanted.connect(self.list.delegate.flush)
        self.talk.writer_changed.connect(self.list.close_editor)
        self.talk.ref_opened.connect(self._on_ref_opened)
        self.talk.note_wanted.connect(self.show_note)

    # What is shown

    def refresh(self) -> None:
        """Reads the visit again."""
        view = self.talk.view
        lines = evidence_lines(view)
        talk = self.talk
        self.list.delegate.rewrites_offered = not debrief.begun(talk.frame)
        before = [(line.id, line.refs) for line in self.model.lines]
        self.model.set_lines(lines, self._waits(lines))
        if before != [(line.id, line.refs) for line in lines]:
            self.proxy.refresh()
        self.model.set_linked(talk.evidence, bool(talk.ref))
        self._offer_choices(lines)
        self._show_count()
        self.list.scheduleDelayedItemsLayout()

    def _waits(self, lines: tuple[EvidenceLine, ...]) -> dict[str, str]:
        if not self.talk.ideas_wait:
            return {}
        view, translator = self.talk.view, self.talk.workspace.translator
        step = ideas_step(self.talk.protocol)
        return {line.id: idea_words(translator, view, line, step) for line in lines if not line.is_fact}

    def _offer_choices(self, lines: tuple[EvidenceLine, ...]) -> None:
        view, _ = self.talk.view, self._
        refs: list[Choice] = []
        for goal in view.goals:
            refs.append(_choice(view.codes, goal.id, goal.text))
            refs += [_choice(view.codes, c.id, c.text) for c in goal.criteria]
        refs += [_choice(view.codes, q.id, q.text) for q in view.visit.focus_questions]
        present = {line.shape for line in lines}
        observers = list(dict.fromkeys(line.author_id for line in lines if not line.result and line.author_id))
        names = [(i, view.name(i), view.name(i)) for i in observers if view.name(i)]
        self.by_ref.set_choices(refs)
        self.by_shape.set_choices([(s.value, _(w), capital(_(w))) for s, w in SHAPES.items() if s in present])
        self.by_phase.set_choices([_choice(view.codes, p.id, p.name) for p in view.phases])
        self.by_pupil.set_choices([(code, code, code) for code in pupil_codes(lines)])
        self.by_observer.set_choices(names if len(names) > 1 else [])
        for drop in self.filters.values():
            drop.setVisible(not drop.is_empty())

    def _show_count(self) -> None:
        _, lines = self._, self.model.lines
        shown = [line for line in lines if self.proxy.filter.matches(line)]
        notes = [sum(not line.result for line in some) for some in (shown, lines)]
        self.count.setText(_("{shown} of {all}", shown=notes[0], all=notes[1]) if lines else "")
        self.all_lines.setVisible(bool(shown) and len(shown) < len(lines))
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        nothing = not lines
        self.empty_title.setText(_("Nothing was noted in this visit.") if nothing else _("Nothing matches."))
        advice = _("You can still talk: from what you remember, with the observation questions and the agreements.")
        self.empty_text.setText(advice if nothing else _("Take a filter away, or look at everything that was noted."))
        self.show_all.setVisible(not nothing)
        self._filter_box.setVisible(not nothing)
        self.answer_key.setVisible(not nothing)
        self.link_key.setVisible(bool(self.talk.ref))
        self._fit_keys()

    # Filters

    def filter(self) -> EvidenceFilter:
        """What the filters ask for."""
        shape = self.by_shape.value()
        return EvidenceFilter(
            ref=self.by_ref.value(),
            shape=Shape(shape) if shape else None,
            phase_id=self.by_phase.value(),
            pupil=self.by_pupil.value(),
            observer_id=self.by_observer.value(),
            words=self.search.text(),
        )

    def set_phase(self, phase_id: str) -> None:
        """Shows one phase (a phase of the ribbon was chosen); again: all phases."""
        self.by_phase.set_value("" if phase_id == self.by_phase.value() else phase_id)
        self._on_filter_chosen()

    def clear_filters(self) -> None:
        """Shows everything."""
        for drop in self.filters.values():
            drop.set_value("")
        self.search.clear()
        self._on_filter_chosen()

    def clear_for_visit(self) -> None:
        """Another visit comes: no filter of the one before is left."""
        for drop in self.filters.values():
            drop.set_value("")
        self.search.clear()

    def show_note(self, record_id: str) -> None:
        """Goes to a note or result; filters that hide it are taken away."""
        if not self.proxy.row_of(record_id).isValid():
            self.clear_filters()
        index = self.proxy.row_of(record_id)
        if index.isValid():
            self._go_to(index)
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_search(self) -> None:
        """The cursor goes to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _go_to(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _on_filter_chosen(self) -> None:
        self.list.close_editor()
        current = self.list.current_line
        self.proxy.set_filter(self.filter())
        self._show_count()
        again = self.proxy.row_of(current.id) if current else QModelIndex()
        if again.isValid():
            self._go_to(again)
        elif self.proxy.rowCount():
            self._go_to(self.proxy.index(0, 0))

    def _on_search_left(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_ref_opened(self) -> None:
        self.by_ref.set_value(self.talk.ref)
        self.model.set_linked(self.talk.evidence, bool(self.talk.ref))
        self._on_filter_chosen()

    # Acts on a row

    def _may_rewrite(self, line: EvidenceLine) -> bool:
        """Offered before the talk; in it only the observer can, and nobody is asked to."""
        return self.list.delegate.rewrites_offered or line.author_id == self.talk.writer_id

    def _text_of(self, note_id: str, mode: str) -> str:
        view = self.talk.view
        if mode == ANSWER:
            record = debrief.reaction_of(view, note_id, self.talk.writer_id)
            return record.payload.text if record else ""
        line = next((line for line in self.model.lines if line.id == note_id), None)
        return line.text if line else ""

    def _on_text_kept(self, note_id: str, mode: str, text: str) -> None:
        if mode == ANSWER:
            self.talk.do(lambda desk, view: debrief.set_reaction(desk, view, note_id, text.strip()))
            return
        note = debrief.note_with_id(self.talk.view, note_id)
        if note is not None:
            self.talk.look_over(lambda desk, view: debrief.rewrite(desk, view, note, text.strip()))

    def _on_link_key_clicked(self) -> None:
        line = self.list.current_line
        if line is not None:
            self.talk.toggle_evidence(line.id)

    def _on_answer_key_clicked(self) -> None:
        self.list.edit_row(self.list.currentIndex(), ANSWER)


def _choice(codes: dict[str, str], ref: str, text: str) -> Choice:
    code = codes.get(ref, "")
    return ref, code, f"{code}  {text}"


def native(keys: str) -> str:
    """A key as this system writes it on its caps: "Ctrl F"."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
