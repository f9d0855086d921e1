"""The forms of the template itself and of one section."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from lesvisit.domain.template import Section, Template, Texts
from lesvisit.services import template_edit as change
from lesvisit.ui.templates.fields import Form, FrameMark, number_of
from lesvisit.ui.templates.open_template import OpenTemplate
from lesvisit.ui.templates.words import TAXONOMIES
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.wrap_row import WrapRow


class WholeForm(Form):
    """What stands in the gallery about it, and whose it is. The name stands above all forms."""

    def __init__(self, opened: OpenTemplate, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        _ = self.translator.gettext
        self._texts("description", _("What is it?"), _("In a few sentences: what does one do with it?"))
        self._texts("good_for", _("Good for"), _("Which questions does it help to answer?"))
        self.taxonomy = self._make_taxonomy()
        self._add_minutes()
        self._line("attribution", _("Made by"), _("e.g. our school, after …"))
        self._line("licence", _("Licence"), _("e.g. CC BY 4.0"))
        self._texts("disclaimer", _("What has to be said with it"), "")
        self.column.addStretch(1)

    def _texts(self, name: str, label: str, hint: str) -> None:
        def write(template: Template, texts: Texts) -> Template:
            values: dict[str, Any] = {name: texts}
            return replace(template, **values)

        self.add_texts(name, label, lambda t: dict(getattr(t, name)), write, lines=True, hint=hint)

    def _line(self, name: str, label: str, hint: str) -> None:
        def write(text: str) -> None:
            self._set(**{name: text.strip()})

        self.add_line(name, label, lambda t: str(getattr(t, name)), write, hint=hint)

    def _make_taxonomy(self) -> DropDown:
        _ = self.translator.gettext
        choices = {"": _("not said"), **{key.value: _(text) for key, text in TAXONOMIES.items()}}
        return self.add_choice("taxonomy", _("Kind of looking"), choices, lambda key: self._set(taxonomy=key))

    def _add_minutes(self) -> None:
        _ = self.translator.gettext
        row = WrapRow(self.theme)
        for name, label in (("learn_min", _("Minutes to learn it")), ("visit_min", _("Minutes of a visit"))):
            row.add(self._minutes(name, label), 150, 1)
        self.column.addWidget(row)

    def _minutes(self, name: str, label: str) -> Field:
        field = Field(self.theme, label, name=f"field_{name}")

        def read() -> str:
            found = getattr(self.opened.template, name)
            return "" if found is None else str(found)

        def write(text: str) -> bool | None:
            number = number_of(text)
            if number is None and text.strip():
                field.set_wrong(self.translator.gettext("A whole number, please."))
                return False
            self._set(**{name: number})
            return None

        self.bind(field.input, read, write, quiet=False)
        self.marks[name] = FrameMark(field)
        return field

    def _set(self, **values: Any) -> None:
        self.opened.edit(replace(self.opened.template, **values))

    def start(self) -> None:
        super().start()
        self._show_taxonomy()

    def refresh(self) -> None:
        super().refresh()
        self._show_taxonomy()

    def _show_taxonomy(self) -> None:
        self.taxonomy.setCurrentIndex(max(0, self.taxonomy.findData(self.opened.template.taxonomy)))


class SectionForm(Form):
    """Blocks that stand together: their title, and the phases in which they come forward."""

    def __init__(self, opened: OpenTemplate, number: int, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self.number = number
        _ = self.translator.gettext
        self.add_texts(
            "title",
            _("Title of this part"),
            lambda t: self._section(t).title,
            lambda t, texts: change.edit_section(t, number, title=texts),
        )
        self.add_texts(
            "help",
            _("Help"),
            lambda t: self._section(t).help,
            lambda t, texts: change.edit_section(t, number, help=texts),
            lines=True,
            hint=_("What does somebody need to know who uses it for the first time?"),
        )
        self.add_line(
            "phases",
            _("Comes forward in these phases"),
            lambda t: ", ".join(self._section(t).phases),
            self._write_phases,
            hint=_("e.g. F2, Instruction"),
        )
        self.column.addStretch(1)

    def _section(self, template: Template) -> Section:
        found = template.sections
        return found[self.number] if self.number < len(found) else Section({})

    def _write_phases(self, text: str) -> None:
        phases = tuple(part.strip() for part in text.split(",") if part.strip())
        self.opened.edit(change.edit_section(self.opened.template, self.number, phases=phases))
