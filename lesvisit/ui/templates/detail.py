"""The template that is looked at: what it is, what is in it, whose it is, and what can be done with it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.blocks.drawing import Drawing, Room
from lesvisit.domain.template import Block, Template, text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import pins, prepare
from lesvisit.ui.icons import Icon
from lesvisit.ui.templates import words
from lesvisit.ui.templates.shelf import Entry
from lesvisit.ui.templates.sketch import template_sketch
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton, MainButton, PlainButton
from lesvisit.ui.widgets.drawn import DrawnView
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel, Rule
from lesvisit.ui.widgets.wrap_row import WrapRow
from lesvisit.ui.workspace import Workspace

_DRAWN = 168.0


@dataclass(frozen=True)
class Standing:
    """How a template stands to the visit it is looked at for; no visit: `view` is None."""

    view: VisitBook | None = None

    @property
    def fixed(self) -> bool:
        """Observing began: nothing is chosen or pinned any more."""
        return self.view is not None and prepare.started(self.view)

    def is_chosen(self, template: Template) -> bool:
        """Is it the form of this visit, in this version?"""
        mine = self.view.template if self.view is not None else None
        return mine is not None and (mine.id, mine.version) == (template.id, template.version)

    def older(self, template: Template) -> int:
        """The version of it that this visit stands on; 0 when it stands on another form, or on this very one."""
        mine = self.view.template if self.view is not None else None
        same = mine is not None and mine.id == template.id and mine.version != template.version
        return mine.version if same and mine is not None else 0

    def is_pinned(self, template: Template, block: Block) -> bool:
        """Was this block of it pinned to the visit?"""
        return self.view is not None and pins.is_pinned(self.view.template, template, block.id)


class _BlockLine(QWidget):
    """One block: its name, what kind it is, and the way to pin it."""

    def __init__(self, owner: "TemplateDetail", template: Template, block: Block, standing: Standing) -> None:
        super().__init__()
        theme, translator = owner.theme, owner.translator
        _ = translator.gettext
        name, kind = words.block_title(translator, block), words.type_name(translator, block.type)
        self.pin = LinkButton(theme, _("Pin to this visit"), name=f"pin_{block.id}")
        self.pin.setAccessibleName(_("Pin {block} to this visit", block=name))
        self.pinned = PlainLabel(theme, _("pinned"), px=13, tone="muted", wrap=False)
        can_pin = standing.view is not None and not standing.fixed and not standing.is_chosen(template)
        can_pin = can_pin and block.type != "note"  # the sheet is there in every visit
        is_pinned = standing.is_pinned(template, block)
        self.pin.clicked.connect(lambda: owner.pin_wanted.emit(block.id))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(PlainLabel(theme, name, px=15))
        if kind != name:
            said.addWidget(PlainLabel(theme, kind, px=13, tone="muted"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, theme.px(4))
        row.addLayout(said, 1)
        for widget in (self.pin, self.pinned):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self.pin.setVisible(can_pin and not is_pinned)
        self.pinned.setVisible(is_pinned)


class TemplateDetail(QWidget):
    """Everything it can be asked for is a signal; what happens then is the room's."""

    use_wanted = Signal()
    try_wanted = Signal()
    edit_wanted = Signal()
    copy_wanted = Signal()
    export_wanted = Signal()
    package_wanted = Signal()
    choices_wanted = Signal()
    away_wanted = Signal()
    pin_wanted = Signal(str)  # the id of a block
    close_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templateDetail")
        self.workspace, self.theme, self.translator = workspace, workspace.theme, workspace.translator
        self.entry: Entry | None = None
        self._standing = Standing()
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.close_it = LinkButton(theme, _("All forms"), icon=Icon.BACK, name="detailClose")
        self.name = PlainLabel(theme, px=20, weight=SEMIBOLD, name="detailName")
        self.facts = PlainLabel(theme, px=13, tone="muted", name="detailFacts")
        self.use = MainButton(theme, "", name="templateUse")
        self.why_not = PlainLabel(theme, px=13, tone="muted", name="templateWhyNot")
        self.try_it = PlainButton(theme, _("Try it for a minute"), name="templateTry")
        self.edit = LinkButton(theme, _("Change"), name="templateEdit")
        self.copy = LinkButton(theme, _("Make a copy to change"), name="templateCopy")
        self.export = LinkButton(theme, _("Save as a file…"), name="templateExport")
        self.package = LinkButton(theme, _("As a package"), name="templatePackage")
        self.choose = LinkButton(theme, _("Choose between two versions"), name="templateChoices")
        self.away = LinkButton(theme, _("Take away"), name="templateAway")
        self.drawn = DrawnView(theme, self._sketch, name="detailDrawing")
        self.about = PlainLabel(theme, px=15, name="detailAbout")
        self.good_title = PlainLabel(theme, _("Good for"), px=13, weight=SEMIBOLD, tone="muted")
        self.good = PlainLabel(theme, px=15, name="detailGood")
        self.blocks_title = PlainLabel(theme, _("What is in it"), px=13, weight=SEMIBOLD, tone="muted")
        self.origin = PlainLabel(theme, px=13, tone="muted", name="detailOrigin")
        self.disclaimer = PlainLabel(theme, px=13, tone="muted", name="detailDisclaimer")

    def _build_layout(self) -> None:
        self.links = WrapRow(self.theme, gap=16)
        for link in (self.edit, self.choose, self.copy, self.export, self.package, self.away):
            self.links.add(link, 10, 0)
        self.acts = QWidget()
        acts = FlowLayout(self.theme, gap=10, line_gap=8, parent=self.acts)
        for button in (self.use, self.try_it):
            acts.addWidget(button)
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.close_it, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.name)
        self._column.addWidget(self.facts)
        self._column.addWidget(self.acts)
        self._column.addWidget(self.why_not)
        self._column.addWidget(self.links)
        self._column.addWidget(Rule(self.theme))
        self._column.addWidget(self.drawn)
        for widget in (self.about, self.good_title, self.good, self.blocks_title):
            self._column.addWidget(widget)
        self._column.addLayout(self.list)
        for widget in (self.origin, self.disclaimer):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._space()

    def _connect(self) -> None:
        for button, signal in (
            (self.use, self.use_wanted),
            (self.try_it, self.try_wanted),
            (self.edit, self.edit_wanted),
            (self.copy, self.copy_wanted),
            (self.export, self.export_wanted),
            (self.package, self.package_wanted),
            (self.choose, self.choices_wanted),
            (self.away, self.away_wanted),
            (self.close_it, self.close_wanted),
        ):
            button.clicked.connect(signal)
        self.theme.changed.connect(self._space)

    # Showing

    def show_entry(self, entry: Entry | None, standing: Standing) -> None:
        """Shows this template, as it stands to the visit that is prepared."""
        if entry == self.entry and standing == self._standing:
            return
        self.entry, self._standing = entry, standing
        self.setVisible(entry is not None)
        if entry is not None:
            self._show_words(entry)
            self._show_acts(entry)
            self._show_blocks(entry.template)
            self.drawn.refresh()

    def _show_words(self, entry: Entry) -> None:
        _, language = self.translator.gettext, self.translator.language
        template = entry.template
        self.name.setText(words.title(self.translator, template))
        own = _("your school’s own, version {number}", number=template.version) if entry.own else ""
        facts = (words.facts(self.translator, template), own)
        _say(self.facts, " · ".join(part for part in facts if part))
        _say(self.about, text_in(template.description, language))
        _say(self.good, text_in(template.good_for, language))
        self.good_title.setVisible(bool(self.good.text()))
        _say(self.origin, self._origin(template))
        _say(self.disclaimer, text_in(template.disclaimer, language))

    def _origin(self, template: Template) -> str:
        _ = self.translator.gettext
        parts = []
        if template.attribution:
            parts.append(_("By: {who}.", who=template.attribution.rstrip(".")))
        if template.licence:
            parts.append(_("Licence: {licence}.", licence=template.licence.rstrip(".")))
        return " ".join(parts)

    def _show_acts(self, entry: Entry) -> None:
        _ = self.translator.gettext
        standing, faulty = self._standing, bool(entry.faults)
        chosen = standing.is_chosen(entry.template)
        self.use.setText(_("Use it in a new visit") if standing.view is None else _("Choose this form"))
        self.use.setEnabled(not (faulty or chosen or standing.fixed))
        self.try_it.setEnabled(not faulty)
        why = ""
        if faulty:
            why = _(
                "{faults}, so it can’t be used. Open it with Change.",
                faults=words.faults(self.translator, entry.faults),
            )
        elif chosen:
            why = _("This is the form of this visit.")
        elif standing.fixed:
            why = _("Fixed since the first note of this visit.")
        elif standing.older(entry.template):
            why = _("This visit has version {number} of it.", number=standing.older(entry.template))
        _say(self.why_not, why)
        self.edit.setVisible(entry.own is not None)
        self.away.setVisible(entry.own is not None)
        self.package.setVisible(entry.own is not None)
        self.choose.setVisible(entry.own is not None and entry.own.choices > 0)
        self.export.setVisible(not faulty)

    def _show_blocks(self, template: Template) -> None:
        while (item := self.list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for block in template.all_blocks:
            line = _BlockLine(self, template, block, self._standing)
            self.list.addWidget(line)
            line.show()
        self.blocks_title.setVisible(bool(template.all_blocks))

    def _sketch(self, room: Room) -> Drawing | None:
        if self.entry is None or not self.entry.template.all_blocks:
            return None
        return template_sketch(self.entry.template, self.translator, room, _DRAWN)

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(24), px(24), px(24), px(24))
        self._column.setSpacing(px(8))


def _say(label: PlainLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
