"""The gallery of observation forms: cards that fit the question first, and beside them the one that is looked at."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lesvisit.i18n import N_
from lesvisit.services import library, templates
from lesvisit.services.session import VisitSession
from lesvisit.services.templates import OwnTemplate
from lesvisit.ui.icons import Icon
from lesvisit.ui.templates import words
from lesvisit.ui.templates.detail import Standing, TemplateDetail
from lesvisit.ui.templates.filters import TaxonomyFilter
from lesvisit.ui.templates.shelf import Entry, Wish, arranged, entries_of
from lesvisit.ui.templates.shelves import Shelves, clear
from lesvisit.ui.theme import BOLD
from lesvisit.ui.widgets.buttons import LinkButton, PlainButton
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.widgets.follow_focus import FollowFocus
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.wrap_row import WrapRow
from lesvisit.ui.workspace import Workspace

_STACK_BELOW, _PANEL = 900, 372


class GalleryPage(QWidget):
    """`back_wanted` to the visit that a form is chosen for; `new_wanted`; `import_wanted`; `put_back_wanted`."""

    back_wanted = Signal()
    new_wanted = Signal()
    import_wanted = Signal()
    put_back_wanted = Signal(str)  # the id of a template that was taken away

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templateGallery")
        self.workspace, self.theme, self.translator = workspace, workspace.theme, workspace.translator
        self.visit: VisitSession | None = None
        self._own: list[OwnTemplate] = []
        self._uses: Mapping[str, int] = {}
        self._focus_wanted = False
        self._reading = False  # where there is no room for both, the template is shown and not the cards
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.back = LinkButton(theme, _("Back to the preparation"), icon=Icon.BACK, name="galleryBack")
        self.title = PlainLabel(theme, _("Observation forms"), px=28, weight=BOLD)
        self.open_file = LinkButton(theme, _("Open from a file…"), small=False, name="templateImport")
        self.new = PlainButton(theme, _("New form"), name="templateNew")
        self.error = ErrorBar(theme, name="galleryError")
        self.filter = TaxonomyFilter(theme, self.translator)
        self.shelves = Shelves(self.workspace)
        self.not_shipped = PlainLabel(theme, _(_NOT_SHIPPED), px=13, tone="muted", name="notShipped")
        self.detail = TemplateDetail(self.workspace)

    def _build_layout(self) -> None:
        head = WrapRow(self.theme)
        head.add(self.title, 300, 1)
        for button in (self.open_file, self.new):
            head.add(button, 10, 0)
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._left.addWidget(head)
        self._left.addWidget(self.error)
        self._left.addWidget(self.filter)
        self._left.addWidget(self.shelves)
        self.gone = QVBoxLayout()
        self._left.addLayout(self.gone)
        self._left.addWidget(self.not_shipped)
        self._left.addStretch(1)
        self.panel = QFrame()
        self.panel.setObjectName("sidePanel")
        inside = QVBoxLayout(self.panel)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.detail)
        self._lay_columns(left)

    def _lay_columns(self, left: QWidget) -> None:
        self.left_area, self.right_area = _scroll("galleryScroll"), _scroll("detailScroll")
        self.left_area.setWidget(left)
        self.right_area.setWidget(self.panel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left_area, 1)
        row.addWidget(self.right_area)
        for area in (self.left_area, self.right_area):
            FollowFocus(self.theme, area)
        self._space()

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.open_file.clicked.connect(self.import_wanted)
        self.filter.chosen.connect(lambda _key: self._arrange())
        self.shelves.looked_at.connect(self._show_detail)
        self.shelves.clicked.connect(self._on_clicked)
        self.shelves.entered.connect(self._go_to_detail)
        self.error.button_chosen.connect(self.error.clear)
        self.detail.close_wanted.connect(self.close_detail)
        self.theme.changed.connect(self._space)

    # What the room asks

    def show_for(self, visit: VisitSession | None, *, focus: bool = True) -> None:
        """The gallery, for a visit that is prepared or for itself; read anew."""
        self.visit, self._reading = visit, False
        self._size_columns()
        self.error.clear()
        self.back.setVisible(visit is not None)
        chosen = visit.view.template if visit is not None else None
        if chosen is not None:
            self.shelves.current = chosen.id
        self.load(focus=focus)

    def load(self, *, focus: bool = False, current: str = "") -> None:
        """Reads the school's own templates and what is used; `current` is the one to look at then."""
        self._focus_wanted = self._focus_wanted or focus
        self.shelves.current = current or self.shelves.current
        self.workspace.read(lambda c: (templates.listed(c), templates.use_counts(c)), self._take)

    def _take(self, found: tuple[list[OwnTemplate], dict[str, int]]) -> None:
        stored, self._uses = found
        self._own = self.workspace.templates_now(stored)
        self._arrange()
        if self._focus_wanted and self.isVisible():
            self._focus_wanted = False
            self.take_focus()

    def take_focus(self) -> None:
        """On the card that is looked at."""
        self.shelves.take_focus()

    @property
    def entry(self) -> Entry | None:
        """The template that is looked at."""
        return self.detail.entry

    def entries(self) -> tuple[Entry, ...]:
        """Everything there is."""
        return entries_of(library.templates(self.workspace.resources), self._own)

    def refresh(self) -> None:
        """The visit differs: what is chosen and pinned."""
        self._show_detail()

    # Showing

    def _arrange(self) -> None:
        wish = Wish(self._questions(), self.filter.value())
        self.shelves.show_groups(arranged(self.entries(), wish, self._uses), wish)
        self._show_gone()
        self._show_detail()

    def _questions(self) -> tuple[str, ...]:
        return tuple(q.text for q in self.visit.view.visit.focus_questions) if self.visit is not None else ()

    def _show_gone(self) -> None:
        clear(self.gone)
        _ = self.translator.gettext
        for own in self._own:
            if own.taken_away:
                name = words.title(self.translator, own.template)
                link = LinkButton(self.theme, _("Put back: {name}", name=name), name=f"putBack_{own.id}")
                link.clicked.connect(lambda _=False, key=own.id: self.put_back_wanted.emit(key))
                self.gone.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_detail(self) -> None:
        entry = next((e for e in self.entries() if e.id == self.shelves.current), None)
        self.detail.show_entry(entry, Standing(self.visit.view if self.visit is not None else None))

    # Acting

    def _go_to_detail(self) -> None:
        self._reading = True
        self._size_columns()
        first = next((b for b in (self.detail.use, self.detail.edit, self.detail.copy) if b.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def close_detail(self) -> None:
        """Back to the cards, where the room holds only the one or the other."""
        self._reading = False
        self._size_columns()
        self.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the cards, and from there to the visit."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.right_area.isAncestorOf(QApplication.focusWidget() or self):
            self.close_detail()
        elif self.visit is not None:
            self.back_wanted.emit()

    def _on_clicked(self) -> None:
        if self.narrow:
            self._go_to_detail()

    # Sizes

    @property
    def narrow(self) -> bool:
        """Is there room for the cards or for the one that is looked at, but not for both?"""
        return self.width() < self.theme.px(_STACK_BELOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()

    def _space(self) -> None:
        px = self.theme.px
        self._left.setContentsMargins(px(32), px(24), px(32), px(24))
        self._left.setSpacing(px(16))
        self._size_columns()

    def _size_columns(self) -> None:
        narrow, wide = self.narrow, self.theme.px(_PANEL)
        self.right_area.setMinimumWidth(0 if narrow else wide)
        self.right_area.setMaximumWidth(16_777_215 if narrow else wide)
        self.left_area.setVisible(not (narrow and self._reading))
        self.right_area.setVisible(not narrow or self._reading)
        self.detail.close_it.setVisible(narrow)


_NOT_SHIPPED = N_(
    "ICALT, Danielson, CLASS and EDI forms don’t come with LesVisit: their texts belong to others. A school can make "
    "a form, or open one from a file, of what it has the rights to."
)


def _scroll(name: str) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
