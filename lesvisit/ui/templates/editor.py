"""One observation template: its outline, the fields of what is chosen in it, and beside them how it works."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from lesvisit.domain.keymap import keymap_of
from lesvisit.domain.records import Change
from lesvisit.domain.template import Template
from lesvisit.services import template_edit as change
from lesvisit.services.session import Session
from lesvisit.services.templates import name_of
from lesvisit.ui.templates import words
from lesvisit.ui.templates.block_form import BlockForm
from lesvisit.ui.templates.editor_frame import FIELDS, OUTLINE, EditorFrame
from lesvisit.ui.templates.fields import Form
from lesvisit.ui.templates.key_words import item_keys
from lesvisit.ui.templates.open_template import OpenTemplate
from lesvisit.ui.templates.outline_acts import OutlineActs
from lesvisit.ui.templates.plain_forms import SectionForm, WholeForm
from lesvisit.ui.templates.spot import WHOLE, Spot, led_by, near, spot_of, spots
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.workspace import Workspace


class TemplateEditor(QWidget):
    """`back_wanted` to the gallery; `use_wanted`; `try_wanted` with the template; `export_wanted`."""

    back_wanted = Signal()
    use_wanted = Signal()
    try_wanted = Signal(object)  # Template
    export_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templateEditor")
        self.workspace, self.theme, self.translator = workspace, workspace.theme, workspace.translator
        self.opened = OpenTemplate(workspace, self)
        self.here = WHOLE
        self.strict = False  # what is just not filled in yet is said at its field too
        self._form: Form | None = None
        self._before: Template | None = None
        self._stop: Callable[[], None] = lambda: None
        self.frame = EditorFrame(self.opened)
        self.error = self.frame.error
        self._name = QuietCommit(self.frame.name)
        self.acts = OutlineActs(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self._connect()

    def _connect(self) -> None:
        frame = self.frame
        frame.back.clicked.connect(self.back_wanted)
        frame.language.choice_made.connect(self._on_language_chosen)
        frame.name.asked.connect(lambda wish: frame.outline.take_focus() if wish in ("next", "new") else None)
        self._name.committed.connect(self._on_name)
        frame.outline.spot_wanted.connect(self.go_to)
        frame.outline.asked.connect(self.acts.do)
        frame.outline.enter_wanted.connect(self.enter)
        frame.preview.block_wanted.connect(lambda key: self.go_to(spot_of(self.opened.template, key)))
        frame.preview.leave_wanted.connect(self.acts.give_up)
        frame.problems.path_wanted.connect(self.go_to_path)
        frame.faults.clicked.connect(lambda: self._show_list(frame.faults.isChecked()))
        frame.export.clicked.connect(lambda: self._when_sound(self.export_wanted.emit))
        frame.use.clicked.connect(lambda: self._when_sound(self.use_wanted.emit))
        frame.try_it.clicked.connect(lambda: self._when_sound(lambda: self.try_wanted.emit(self.opened.template)))
        frame.error.button_chosen.connect(frame.error.clear)
        self.opened.changed.connect(self._on_changed)
        self.destroyed.connect(lambda: self._stop())  # noqa: PLW0108 - a session outlives a page; the stop of then

    # Opening and leaving

    def open(self, session: Session, *, for_visit: bool) -> None:
        """Shows this template."""
        self.close_template()
        frame = self.frame
        self.opened.open(session)
        self._stop = session.listen(on_saved=self._on_saved, on_refused=self._on_refused)
        frame.show_way(for_visit)
        frame.language.set_value(self.opened.language)
        frame.error.clear()
        frame.saved.clear()
        if session.saved_at is not None and not session.pending:
            self._show_saved(session.saved_at)
        frame.show_part(OUTLINE)
        self._show_list(False)
        self._name.start(self._name_now())
        self.show_spot(WHOLE)
        self.take_focus()

    def close_template(self) -> None:
        """What is being typed is kept; no template is open."""
        self.flush()
        self._stop()
        self._stop = lambda: None
        self.opened.close()
        self.strict, self._before = False, None
        self.acts.close_picker()
        self.drop_form()
        self.frame.preview.close_template()

    def flush(self) -> None:
        """Keeps what is being typed."""
        if self.opened.session is not None:
            self._name.flush()
            if self._form is not None:
                self._form.flush()

    def take_focus(self) -> None:
        """In the name while there is none, else on the outline."""
        if self.opened.session is None or self.opened.template.name:
            self.frame.outline.take_focus()
        else:
            self.frame.name.setFocus()

    # Places

    def go_to(self, spot: Spot) -> None:
        """Shows the fields of another place."""
        if self.opened.session is None or (spot == self.here and self._form is not None and not self.acts.picking):
            return
        self.flush()
        self.acts.close_picker()
        self.show_spot(near(self.opened.template, spot, ()))

    def go_to_path(self, path: str) -> None:
        """The cursor into the field that a problem is about."""
        self.strict = True
        if path.split(".")[0] == "name":
            self.frame.name.setFocus()
            self._show_problems()
            return
        spot, rest = led_by(self.opened.template, path)
        self.go_to(spot)
        self.frame.show_part(FIELDS)
        self._show_problems()
        if self._form is not None and not self._form.go(rest):
            self.enter()
        if not self.opened.template.all_blocks and path == "sections":
            self.acts.do("block")

    def enter(self) -> None:
        """The cursor into the first field."""
        self.frame.show_part(FIELDS)
        first = self._form.first_field() if self._form is not None else None
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def show_spot(self, spot: Spot) -> None:
        """Makes the form of a place."""
        self.here = spot
        self.drop_form()
        self._form = self._make_form(spot)
        self._form.start()
        self.frame.fields.addWidget(self._form)
        self.frame.fields.setCurrentWidget(self._form)
        self.frame.fields_area.verticalScrollBar().setValue(0)
        self._show_all()

    def _make_form(self, spot: Spot) -> Form:
        if spot.block:
            return BlockForm(self.opened, spot.block)
        return WholeForm(self.opened) if spot.section < 0 else SectionForm(self.opened, spot.section)

    def drop_form(self) -> None:
        """No fields are shown."""
        if self._form is not None:
            self.frame.fields.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
            self._form = None

    @property
    def form(self) -> Form | None:
        """The fields that are shown."""
        return self._form

    # Showing

    def _on_changed(self, done: Change | None) -> None:
        if self.opened.session is None:
            return
        _ = self.translator.gettext
        template, before = self.opened.template, self._before
        places = tuple(spots(before)) if before is not None else ()
        spot = near(template, self.here, places)
        if done is not None and done.how != "do" and before is not None:
            spot = _differing(before, template, spot)
        self._name.show(self._name_now())
        if spot != self.here or self._form is None:
            self.show_spot(spot)
        else:
            self._form.refresh() if done is not None else self._form.start()
            self._show_all()
        if done is not None and done.how == "do":
            self.frame.saved.show_busy(_("Saving"))

    def _show_all(self) -> None:
        template = self.opened.template
        self._before = template
        self._show_name(template)
        self._show_problems()
        if isinstance(self._form, BlockForm):
            keymap = keymap_of(self.workspace.profile.preferences.keys)
            self._form.show_keys(item_keys(template, self._form.block, keymap, self.translator.language))
        faulty = {led_by(template, p.path)[0] for p in self.opened.problems}
        self.frame.preview.show_block(self.here.block, sound=self.here not in faulty)

    def _show_name(self, template: Template) -> None:
        _, frame = self.translator.gettext, self.frame
        other = name_of(template.name, self.opened.language)
        frame.name.setPlaceholderText(other or _("What is this form called?"))
        frame.version.setText(_("version {number}", number=template.version))

    def _name_now(self) -> str:
        return self.opened.template.name.get(self.opened.language, "")

    def _show_problems(self) -> None:
        frame, problems = self.frame, self.opened.problems
        template = self.opened.template
        led = [(led_by(template, p.path), p) for p in problems]
        frame.outline.show_template(self.here, Counter(spot for (spot, _rest), _p in led))
        if self._form is not None:
            here = {rest: p.words(self.translator) for (spot, rest), p in led if spot == self.here}
            self._form.show_problems(here, strict=self.strict)
        said = next((p.words(self.translator) for p in problems if p.path.split(".")[0] == "name"), "")
        said = said if self.strict or frame.name.toPlainText() else ""
        frame.name_wrong.setText(f"!  {said}" if said else "")
        frame.name_wrong.setVisible(bool(said))
        frame.faults.setText(words.faults(self.translator, len(problems)) if problems else "")
        frame.faults.setVisible(bool(problems))
        frame.problems.show_problems(template, problems)
        if not problems:
            self._show_list(False)

    def _show_list(self, shown: bool) -> None:
        self.frame.faults.setChecked(shown)
        self.frame.problems.setVisible(shown)
        if shown and not self.strict:
            self.strict = True
            self._show_problems()

    def _when_sound(self, act: Callable[[], None]) -> None:
        """Does it when nothing is wrong; else says what is, and leads there."""
        self.flush()
        if self.opened.session is None:
            return
        if not self.opened.problems:
            act()
            return
        _ = self.translator.gettext
        self._show_list(True)
        count = words.faults(self.translator, len(self.opened.problems))
        self.workspace.say(_("{faults}, so this form can’t be used yet. It is kept as it is.", faults=count))
        first = self.frame.problems.first()
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    # Acting

    def _on_name(self, text: str) -> None:
        template = self.opened.template
        self.opened.edit(replace(template, name=change.with_text(template.name, self.opened.language, text)))

    def _on_language_chosen(self, language: str) -> None:
        self.flush()
        self.opened.show_language(language)
        self._name.start(self._name_now())

    # Saved, and keys

    def _on_saved(self, _op_id: str, at: datetime) -> None:
        self._show_saved(at)

    def _on_refused(self, op_id: str, _error: object) -> None:
        if not op_id.startswith(("undo-", "redo-")):  # then nothing was there to take back
            self.frame.saved.show_error(self.translator.gettext("Not saved"))

    def _show_saved(self, at: datetime) -> None:
        _, translator = self.translator.gettext, self.translator
        self.frame.saved.show_saved(_("Saved {time}", time=translator.time(at.astimezone(), seconds=True)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from the fields to the outline, and from there to the gallery."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.frame.outline.isAncestorOf(QApplication.focusWidget() or self):
            self.back_wanted.emit()
        else:
            self.frame.show_part(OUTLINE)
            self.frame.outline.take_focus()


def _differing(before: Template, after: Template, spot: Spot) -> Spot:
    """Where an undo changed something: a block that differs or came back, else where we are."""
    old = {block.id: block for block in before.all_blocks}
    changed = next((b for b in after.all_blocks if old.get(b.id) != b), None)
    return spot if changed is None else spot_of(after, changed.id)
