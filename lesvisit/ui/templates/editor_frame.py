"""The parts of the template editor and where they stand: side by side, or one at a time where it is narrow."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from lesvisit.ui.icons import Icon
from lesvisit.ui.templates.open_template import OpenTemplate
from lesvisit.ui.templates.outline import Outline
from lesvisit.ui.templates.preview import Preview
from lesvisit.ui.templates.problem_list import ProblemList
from lesvisit.ui.templates.words import LANGUAGES
from lesvisit.ui.theme import BOLD
from lesvisit.ui.widgets.buttons import LinkButton, MainButton, PlainButton
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.widgets.follow_focus import FollowFocus
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.row_edit import RowEdit
from lesvisit.ui.widgets.saved_mark import SavedMark
from lesvisit.ui.widgets.segmented import Segmented

OUTLINE, FIELDS, PREVIEW = "outline", "fields", "preview"
_NARROW_BELOW, _OUTLINE, _PREVIEW = 1000, 248, 424


class _NameEdit(RowEdit):
    """The name; smaller where there is little room."""

    def set_px(self, px: float) -> None:
        """Another size of the design."""
        if px != self._px:
            self._px = px
            self._on_theme_changed()


class EditorFrame(QWidget):
    """Holds the parts; `TemplateEditor` makes them work."""

    def __init__(self, opened: OpenTemplate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opened, self.theme = opened, opened.workspace.theme
        self.translator = opened.workspace.translator
        self._build_head()
        self._build_body()
        self._build_foot()
        self._build_layout()
        self._space()
        self.theme.changed.connect(self._space)

    def _build_head(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.back = LinkButton(theme, _("All forms"), icon=Icon.BACK, name="editorBack")
        self.version = PlainLabel(theme, px=13, tone="muted", name="templateVersion")
        self.name = _NameEdit(theme, px=28, weight=BOLD, name="templateName", words=_("Name of the form"))
        self.name_wrong = PlainLabel(theme, px=13, tone="warn", name="templateNameWrong")
        self.name_wrong.hide()
        self.language = Segmented(theme, name="textLanguage")
        self.language.set_words(_("Language of the texts"))
        self.language.set_choices([(key, _(text)) for key, text in LANGUAGES.items()])
        self.error = ErrorBar(theme, name="editorError")
        self.tabs = Segmented(theme, name="editorTabs")
        self.tabs.set_words(_("Which part is shown"))
        self.tabs.set_choices([(OUTLINE, _("Outline")), (FIELDS, _("Fields")), (PREVIEW, _("How it looks"))])

    def _build_body(self) -> None:
        self.outline = Outline(self.opened)
        self.fields = QStackedWidget()
        self.preview = Preview(self.opened)
        self.outline_area = _scroll("outlineScroll", self.outline, "alt")
        holder = QWidget()
        holder.setProperty("ground", "bg")
        self._holder = QVBoxLayout(holder)
        self._holder.addWidget(self.fields)
        self.fields_area = _scroll("fieldsScroll", holder, "bg")
        self.preview_area = _scroll("previewScroll", self.preview, "alt")
        for area in (self.outline_area, self.fields_area, self.preview_area):
            FollowFocus(self.theme, area)

    def _build_foot(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.problems = ProblemList(theme, self.translator)
        self.saved = SavedMark(theme, name="templateSaved")
        self.faults = LinkButton(theme, "", name="templateFaults")
        self.faults.setCheckable(True)
        self.export = LinkButton(theme, _("Save as a file…"), name="editorExport")
        self.try_it = PlainButton(theme, "", name="editorTry")
        self.use = MainButton(theme, "", name="editorUse")
        self._for_visit = False

    def _build_layout(self) -> None:
        head = QWidget()
        self._head = QVBoxLayout(head)
        first = QHBoxLayout()
        first.addWidget(self.back)
        first.addWidget(self.version)
        first.addStretch(1)
        first.addWidget(self.export)
        first.addWidget(self.language)
        self._head_row = first
        self._head.addLayout(first)
        for widget in (self.name, self.name_wrong, self.error, self.tabs):
            self._head.addWidget(widget)
        body = QHBoxLayout()
        body.setSpacing(0)
        for area, share in ((self.outline_area, 0), (self.fields_area, 1), (self.preview_area, 0)):
            body.addWidget(area, share)
        foot = self._make_foot()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(body, 1)
        column.addWidget(self.problems)
        column.addWidget(foot)
        self.tabs.choice_made.connect(self.show_part)

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("bottomBar")
        self._said = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._said.addWidget(self.saved)
        self._said.addWidget(self.faults)
        row = QHBoxLayout()
        row.addLayout(self._said)
        row.addStretch(1)
        for button in (self.try_it, self.use):
            row.addWidget(button)
        self._foot_row = row
        self._foot_column = QVBoxLayout(foot)
        self._foot_column.addLayout(row)
        return foot

    def show_way(self, for_visit: bool) -> None:
        """A form for the visit that is prepared, or for a new one."""
        self._for_visit = for_visit
        self._show_words()

    def _show_words(self) -> None:
        """Where it is narrow the buttons say less; a reader hears all of it."""
        _ = self.translator.gettext
        use = _("Choose this form") if self._for_visit else _("Use it in a new visit")
        short = _("Choose") if self._for_visit else _("Use it")
        tries = _("Try it for a minute")
        for button, full, brief in ((self.use, use, short), (self.try_it, tries, _("Try it"))):
            button.setText(brief if self.narrow else full)
            button.setAccessibleName(full)

    # Sizes

    @property
    def narrow(self) -> bool:
        """Is there room for one part at a time only?"""
        return self.width() < self.theme.px(_NARROW_BELOW)

    def show_part(self, part: str) -> None:
        """Where there is room for one part only: this one."""
        self.tabs.set_value(part)
        self._size()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size()

    def _space(self) -> None:
        px = self.theme.px
        self._head.setContentsMargins(px(32), px(12), px(32), px(10))
        self._head.setSpacing(px(6))
        self._holder.setContentsMargins(px(24), px(16), px(24), px(24))
        self._foot_column.setContentsMargins(px(32), px(9), px(32), px(9))
        self._foot_row.setSpacing(px(12))
        self._head_row.setSpacing(px(12))
        self._size()

    def _size(self) -> None:
        px, narrow = self.theme.px, self.narrow
        shown = self.tabs.value() or OUTLINE
        self.tabs.setVisible(narrow)
        self.version.setVisible(not narrow)
        self._show_words()
        self.name.set_px(20 if narrow else 28)
        ways = QBoxLayout.Direction
        self._said.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._said.setSpacing(px(0 if narrow else 16))
        for area, part, wide in (
            (self.outline_area, OUTLINE, _OUTLINE),
            (self.fields_area, FIELDS, 0),
            (self.preview_area, PREVIEW, _PREVIEW),
        ):
            area.setVisible(not narrow or part == shown)
            if wide:
                area.setMinimumWidth(0 if narrow else px(wide))
                area.setMaximumWidth(16_777_215 if narrow else px(wide))


def _scroll(name: str, inside: QWidget, ground: str) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside.setProperty("ground", ground)
    inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    area.setWidget(inside)
    return area
