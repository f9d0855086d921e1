"""The right column: what was noted, what of it is shown, and which of it is evidence for the line that is open."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.debrief_steps import ideas_step
from lesvisit.domain.evidence_filter import EvidenceLine
from lesvisit.domain.evidence_lines import EvidenceReader
from lesvisit.services import debrief
from lesvisit.ui.debrief.counts_view import CountsView
from lesvisit.ui.debrief.counts_words import has_counts
from lesvisit.ui.debrief.erased_words import ErasedWords
from lesvisit.ui.debrief.evidence_delegate import ANSWER
from lesvisit.ui.debrief.evidence_filters import EvidenceFilters
from lesvisit.ui.debrief.evidence_foot import EvidenceEmpty, EvidenceKeys
from lesvisit.ui.debrief.evidence_list import EvidenceList
from lesvisit.ui.debrief.evidence_model import EvidenceModel, EvidenceProxy
from lesvisit.ui.debrief.observers_shown import ObserversShown
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.words import idea_words
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.labels import PlainLabel, Rule
from lesvisit.ui.widgets.segmented import Segmented

NOTES, COUNTS = "notes", "counts"


class EvidenceColumn(QFrame):
    """Filters, the list, and the keys that work in it; beside the notes a second view of what was counted.

    `paper_wanted`: notes that were made on paper are to be typed over.
    """

    paper_wanted = Signal()

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk = talk
        self.theme = talk.workspace.theme
        self._ = talk.workspace.translator.gettext
        self.setObjectName("evidenceColumn")
        self.setProperty("ground", "surface")
        self._keys_wanted = True
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme, talk = self._, self.theme, self.talk
        translator = talk.workspace.translator
        self.title = PlainLabel(theme, _("What was noted"), weight=SEMIBOLD, name="evidenceTitle")
        self.shown = Segmented(theme, name="evidenceShown")
        self.shown.set_words(_("What is shown"))
        self.shown.set_choices([(NOTES, _("Notes")), (COUNTS, _("Counted"))])
        self.shown.set_value(NOTES)
        self.counts = CountsView(talk)
        self.count = PlainLabel(theme, px=13, tone="muted", wrap=False, name="evidenceCount")
        self.all_lines = LinkButton(theme, _("Show everything"), name="evidenceAll")
        self.reader = EvidenceReader()
        self.model = EvidenceModel(translator, self)
        self.proxy = EvidenceProxy(self)
        self.proxy.setSourceModel(self.model)
        self.list = EvidenceList(theme, translator, talk.name)
        self.list.setModel(self.proxy)
        self.list.delegate.text_of = self._text_of
        self.observers = ObserversShown(translator)
        self.list.delegate.painter.who = self.model.who = self.observers.who
        self.list.may_rewrite = self._may_rewrite
        self.filters = EvidenceFilters(theme, translator)
        self.by_phase, self.by_observer = self.filters.by_phase, self.filters.by_observer
        self.by_ref, self.search = self.filters.by_ref, self.filters.search
        self.paper = LinkButton(theme, _("Notes from paper"), name="evidencePaper")
        self.empty = EvidenceEmpty(theme, translator)
        self.erased = ErasedWords(theme, translator)
        self.show_all = self.empty.show_all
        self.keys = EvidenceKeys(theme, translator)

    def _build_layout(self) -> None:
        self._head = QVBoxLayout()
        line = QHBoxLayout()
        line.addWidget(self.shown)
        line.addWidget(self.title, 1)
        line.addWidget(self.all_lines)
        line.addWidget(self.paper)
        line.addWidget(self.count)
        self._head.addLayout(line)
        self._head.addWidget(self.filters)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addWidget(Rule(self.theme))
        self._column.addWidget(self.list, 1)
        self._column.addWidget(self.erased)
        self._column.addWidget(self.empty, 1)
        self._column.addWidget(self.counts, 1)
        self._column.addWidget(self.keys)
        self._space()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_keys()

    def _fit_keys(self) -> None:
        self.keys.fit(self.width(), bool(self.talk.ref))

    def _space(self) -> None:
        px = self.theme.px
        self._head.setContentsMargins(px(20), px(12), px(20), px(10))
        self._head.setSpacing(px(8))

    def _connect(self) -> None:
        self.theme.changed.connect(self._space)
        self.filters.changed.connect(self._on_filter_chosen)
        self.search.left.connect(self._on_search_left)
        self.shown.choice_made.connect(lambda _key: self._show_view())
        self.show_all.clicked.connect(self._on_all_wanted)
        self.paper.clicked.connect(self.paper_wanted)
        self.empty.paper.clicked.connect(self.paper_wanted)
        self.all_lines.clicked.connect(self._on_all_wanted)
        self.list.tick_wanted.connect(self.talk.toggle_evidence)
        self.list.text_kept.connect(self._on_text_kept)
        self.keys.link.clicked.connect(self._on_link_key_clicked)
        self.keys.answer.clicked.connect(self._on_answer_key_clicked)
        self.keys.replay.clicked.connect(self._on_replay_key_clicked)
        self.talk.flush_wanted.connect(self.list.delegate.flush)
        self.talk.writer_changed.connect(self.list.put_editor_away)
        self.talk.ref_opened.connect(self._on_ref_opened)
        self.talk.note_wanted.connect(self.show_note)

    # What is shown

    def refresh(self) -> None:
        """Reads the visit again."""
        view = self.talk.view
        lines = self.reader.lines(view)
        talk = self.talk
        self.observers.show(self.reader.observers, lines)
        self.list.delegate.names_shown = self.observers.shown
        before, current = self.model.lines, self.list.current_line
        self.model.set_lines(lines, self._waits(lines))
        if _belong_elsewhere(before, lines):
            self.proxy.refresh()
        if current is not None and self.list.current_line is None:  # other lines, or another order
            self.list.setCurrentIndex(self.proxy.row_of(current.id))
        self.model.set_linked(talk.evidence, bool(talk.ref))
        self.filters.offer(view, lines, self.observers.choices())
        self._show_view()
        self.list.lay_out()

    def _waits(self, lines: tuple[EvidenceLine, ...]) -> dict[str, str]:
        if not self.talk.ideas_wait:
            return {}
        view, translator = self.talk.view, self.talk.workspace.translator
        step = ideas_step(self.talk.protocol)
        return {line.id: idea_words(translator, view, line, step) for line in lines if not line.is_fact}

    # Notes or counted

    @property
    def counting(self) -> bool:
        """Is the second view shown?"""
        return self.shown.value() == COUNTS

    def show_counts(self, on: bool) -> None:
        """Goes to what was counted, or back to the notes."""
        self.shown.set_value(COUNTS if on else NOTES)
        self._show_view()

    def _show_view(self) -> None:
        """A visit in which nothing was counted has one view, and no choice."""
        counted = self.talk.session is not None and has_counts(self.talk.view)
        if not counted:
            self.shown.set_value(NOTES)
        self.shown.setVisible(counted)
        self.title.setText("" if counted else self._("What was noted"))
        self.erased.show_visit(self.talk.view if self.talk.session is not None else None)
        counting = self.counting
        self.counts.setVisible(counting)
        self._show_count()
        if counting:
            for widget in (self.list, self.empty, self.all_lines, self.count, self.keys):
                widget.hide()
            self.counts.refresh(self.by_phase.value())
        else:
            self.count.show()
            self.keys.setVisible(self._keys_wanted)
        self.filters.show_for(counting=counting)
        self.paper.setVisible(not counting and bool(self.model.lines) and self.all_lines.isHidden())

    def show_keys(self, on: bool) -> None:
        """The keys below the list, where there is room for them."""
        self._keys_wanted = on
        self.keys.setVisible(on and not self.counting)

    def _show_count(self) -> None:
        _, lines, shown = self._, self.model.lines, self.proxy.lines
        notes = [len([line for line in some if not line.result]) for some in (shown, lines)]
        self.count.setText(_("{shown} of {all}", shown=notes[0], all=notes[1]) if lines else "")
        self.all_lines.setVisible(bool(shown) and len(shown) < len(lines))
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        nothing = not lines
        self.empty.tell(nothing)
        self.filters.setVisible(not nothing)
        self.keys.answer.setVisible(not nothing)
        self.keys.link.setVisible(bool(self.talk.ref))
        self._fit_keys()

    # Filters

    def set_phase(self, phase_id: str) -> None:
        """Shows one phase (a phase of the ribbon was chosen); again: all phases."""
        self.by_phase.set_value("" if phase_id == self.by_phase.value() else phase_id)
        self._on_filter_chosen()

    def clear_filters(self) -> None:
        """Shows everything."""
        self.filters.clear()
        self._on_filter_chosen()

    def _on_all_wanted(self) -> None:
        self.clear_filters()
        self.take_focus(
            Qt.FocusReason.OtherFocusReason
        )  # the button is gone: arrows go through the list, not a filter

    def clear_for_visit(self) -> None:
        """Another visit comes: no filter of the one before is left."""
        self.shown.set_value(NOTES)
        self.counts.clear()
        self.filters.clear()
        self.proxy.set_filter(self.filters.wanted())

    def show_note(self, record_id: str) -> None:
        """Goes to a note or result; filters that hide it are taken away."""
        self.show_counts(False)
        if not self.proxy.row_of(record_id).isValid():
            self.clear_filters()
        index = self.proxy.row_of(record_id)
        if index.isValid():
            self._go_to(index)
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """Into what is shown: what was counted, the list, or the search field where nothing matches."""
        if self.counting:
            self.counts.take_focus()
            return
        (self.list if self.proxy.rowCount() else self.search).setFocus(reason)

    def take_search(self) -> None:
        """The cursor goes to the search field."""
        self.show_counts(False)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _go_to(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _on_filter_chosen(self) -> None:
        self.list.close_editor()
        current = self.list.current_line
        self.proxy.set_filter(self.filters.wanted())
        self._show_view()
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
        """Nobody is asked to here: it is offered where the observer looks the notes over, alone."""
        return line.author_id == self.talk.writer_id

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

    def _on_replay_key_clicked(self) -> None:
        line = self.list.current_line
        self.list.replay_wanted.emit(line.id if line is not None else "")

    def _on_answer_key_clicked(self) -> None:
        self.list.edit_row(self.list.currentIndex(), ANSWER)


def _belong_elsewhere(before: tuple[EvidenceLine, ...], after: tuple[EvidenceLine, ...]) -> bool:
    """Do lines belong to something else than before, so that others may be shown? Other words don't hide a line."""
    if len(before) != len(after):
        return True
    return any(
        a is not b and (a.id, a.refs, a.phase_id, a.also) != (b.id, b.refs, b.phase_id, b.also)
        for a, b in zip(before, after, strict=True)
    )
