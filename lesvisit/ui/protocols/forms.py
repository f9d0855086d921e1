"""The forms of the protocol itself and of one step."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.template import Output, Protocol, Shows, Speaker, Step, Texts
from lesvisit.services import protocol_edit as change
from lesvisit.services.own_data import name_of
from lesvisit.services.template_edit import with_text
from lesvisit.ui.protocols.form import Form
from lesvisit.ui.protocols.open_protocol import OpenProtocol
from lesvisit.ui.protocols.words import SHOWS, SPEAKERS
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.segmented import Segmented
from lesvisit.ui.widgets.tick_box import TickBox
from lesvisit.ui.widgets.wrap_row import WrapRow


class WholeForm(Form):
    """Its name, what it is for, and the rules of the talk."""

    def __init__(self, opened: OpenProtocol, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        _ = self.translator.gettext
        self._texts("name", _("Name of the conversation model"), lines=False)
        self._texts("description", _("When is it the right one?"), lines=True)
        self.add_text(
            "rules",
            _("Rules of the talk, one a line"),
            lambda: change.lines_of(opened.protocol.rules, opened.language),
            self._write_rules,
            lines=True,
            hint=_("e.g. Facts before opinions."),
        )
        self._line("attribution", _("Made by"), _("e.g. our school, after …"))
        self._line("licence", _("Licence"), _("e.g. CC BY 4.0"))
        self.column.addStretch(1)

    def _texts(self, name: str, label: str, *, lines: bool) -> None:
        opened = self.opened

        def texts() -> Texts:
            return dict(getattr(opened.protocol, name))

        def write(text: str) -> None:
            self._set(**{name: with_text(texts(), opened.language, text)})

        self.add_text(
            name,
            label,
            lambda: texts().get(opened.language, ""),
            write,
            lines=lines,
            hint=lambda: name_of(texts(), opened.language),
        )

    def _line(self, name: str, label: str, hint: str) -> None:
        def write(text: str) -> None:
            self._set(**{name: text.strip()})

        self.add_text(name, label, lambda: str(getattr(self.opened.protocol, name)), write, hint=hint)

    def _write_rules(self, text: str) -> None:
        self._set(rules=change.with_lines(self.opened.protocol.rules, self.opened.language, text))

    def _set(self, **values: Any) -> None:
        self.opened.edit(replace(self.opened.protocol, **values))


class StepForm(Form):
    """One step: who speaks, what is asked, how long, what is shown, what is written down."""

    def __init__(self, opened: OpenProtocol, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self.step_id = ""
        _ = self.translator.gettext
        self._add_title()
        self._add_speakers()
        self.minutes = self.add_text(
            "minutes", _("Minutes"), lambda: str(self._step.minutes), self._write_minutes, quiet=False
        )
        self.add_text(
            "prompts",
            _("What is asked, one question a line"),
            lambda: change.lines_of(self._step.prompts, opened.language),
            self._write_prompts,
            lines=True,
            hint=lambda: " / ".join(filter(None, (name_of(t, opened.language) for t in self._step.prompts))),
        )
        self._add_shows()
        self.column.addStretch(1)
        self._space()

    def _space(self) -> None:
        super()._space()
        minutes = getattr(self, "minutes", None)
        if isinstance(minutes, Field):
            minutes.input.setMaximumWidth(self.theme.px(120))

    def _add_title(self) -> None:
        opened = self.opened

        def write(text: str) -> None:
            self._set(title=with_text(self._step.title, opened.language, text))

        self.add_text(
            "title",
            self.translator.gettext("Title of this step"),
            lambda: self._step.title.get(opened.language, ""),
            write,
            hint=lambda: name_of(self._step.title, opened.language),
        )

    def _add_speakers(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.first = Segmented(theme, name="stepFirst")
        self.first.set_words(_("Who speaks first?"))
        self.first.set_choices([(key.value, _(words)) for key, words in SPEAKERS.items()])
        self.first.choice_made.connect(self._on_first_chosen)
        self._headed(_("Who speaks first?"), self.first)
        self.silent: dict[Speaker, TickBox] = {}
        row = WrapRow(theme, gap=20)
        for speaker in (Speaker.VISITED, Speaker.VISITOR):
            box = self._box(_(SPEAKERS[speaker]), f"silent_{speaker.value}", partial(self._on_silent, speaker))
            self.silent[speaker] = box
            row.add(box, 10, 0)
        self._headed(_("Who listens for now?"), row, "silent", self.silent[Speaker.VISITED])

    def _add_shows(self) -> None:
        _ = self.translator.gettext
        self.shows: dict[Shows, TickBox] = {}
        row = WrapRow(self.theme, gap=4)
        for kind, words in SHOWS.items():
            self.shows[kind] = self._box(_(words), f"shows_{kind.value}", partial(self._on_shows, kind))
            row.add(self.shows[kind], 300, 1)
        self._headed(_("What stands in the middle?"), row, "shows", self.shows[Shows.MEMORIES])
        self.text = self._box(_("what was said, in a few words"), "output_text", self._on_text)
        self._headed(_("What is written down?"), self.text, "output")

    def _headed(self, title: str, widget: QWidget, said: str = "", place: QWidget | None = None) -> None:
        """A small title, what it is about, and under it what is wrong there."""
        group = QVBoxLayout()
        group.setSpacing(self.theme.px(4))
        group.addWidget(PlainLabel(self.theme, title, px=13, weight=SEMIBOLD, tone="muted"))
        wide = isinstance(widget, WrapRow)
        group.addWidget(widget, 0, Qt.AlignmentFlag(0) if wide else Qt.AlignmentFlag.AlignLeft)
        if said:
            self.add_said(group, said, place or widget)
        self.column.addLayout(group)

    def _box(self, words: str, name: str, act: Callable[[bool], None]) -> TickBox:
        box = TickBox(self.theme, words, name=name)
        box.clicked.connect(lambda on: act(on))  # noqa: PLW0108 - Qt gives a partial no argument
        return box

    # What it shows

    def open_step(self, step_id: str) -> None:
        """Another step is edited; what was typed in the one before is kept."""
        if step_id != self.step_id:
            self.flush()
            self.step_id = step_id
            self.start()

    @property
    def _step(self) -> Step:
        found = change.step_of(self.opened.protocol, self.step_id) if self.opened.session is not None else None
        return found or Step("", {}, Speaker.TOGETHER, 1)

    def refresh(self) -> None:
        super().refresh()
        step = self._step
        self.first.set_value(step.first.value)
        for speaker, box in self.silent.items():
            box.setChecked(speaker in step.silent)
            box.setEnabled(speaker is not step.first)
        for kind, box in self.shows.items():
            box.setChecked(kind in step.shows)
        self.text.setChecked(step.output != Output.NONE)

    # What it writes

    def _write_minutes(self, text: str) -> bool | None:
        digits = text.strip()
        if not (digits.isascii() and digits.isdecimal() and len(digits) < 6):
            self.minutes.set_wrong(self.translator.gettext("A whole number, please."))
            return False
        self._set(minutes=int(digits))
        return None

    def _write_prompts(self, text: str) -> None:
        self._set(prompts=change.with_lines(self._step.prompts, self.opened.language, text))

    def _on_first_chosen(self, key: str) -> None:
        self._put(change.set_first(self.opened.protocol, self.step_id, Speaker(key)))

    def _on_silent(self, speaker: Speaker, on: bool) -> None:
        others = tuple(s for s in self._step.silent if s is not speaker)
        self._set(silent=(*others, speaker) if on else others)

    def _on_shows(self, kind: Shows, on: bool) -> None:
        """In the order of the list; words that this version doesn't know stay behind them."""
        wanted = {*self._step.shows, kind} if on else {s for s in self._step.shows if s != kind}
        known = tuple(k.value for k in SHOWS if k in wanted)
        self._set(shows=(*known, *(s for s in self._step.shows if s in wanted and s not in SHOWS)))

    def _on_text(self, on: bool) -> None:
        self._set(output=Output.TEXT.value if on else Output.NONE.value)

    def _set(self, **values: Any) -> None:
        self._put(change.edit_step(self.opened.protocol, self.step_id, **values))

    def _put(self, protocol: Protocol) -> None:
        self.opened.edit(protocol)
