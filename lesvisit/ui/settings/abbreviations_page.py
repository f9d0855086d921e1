"""The abbreviations of whoever works here: short and long, kept while they are typed."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from lesvisit.domain.keymap import Act, keymap_of
from lesvisit.services import abbreviations
from lesvisit.ui.icons import Icon
from lesvisit.ui.settings.sub_page import SubPage
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.base import ENTER_KEYS, set_state
from lesvisit.ui.widgets.buttons import LinkButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.workspace import Workspace

Pair = tuple[str, str]
_GAP, _SHORT_WIDE = 8, 150
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class AbbreviationsPage(SubPage):
    """One row per abbreviation; Enter goes on, and after the last row makes a new one."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        _ = workspace.translator.gettext
        key = keymap_of(workspace.profile.preferences.keys).all_texts(Act.EXPAND)
        intro = _(
            "While observing, {key} writes the abbreviation before the cursor out. Never by itself: a note keeps what"
            " you typed, until you ask for it.",
            key=key,
        )
        super().__init__(workspace, _("Abbreviations"), intro, name="abbreviationsPage", parent=parent)
        self.rows: list[AbbreviationRow] = []
        self._build_card()

    def _build_card(self) -> None:
        _ = self._
        self.card = Card(self.theme, name="abbreviationsCard")
        self.grid = QGridLayout()
        self.grid.setColumnStretch(1, 1)
        heads = (
            PlainLabel(self.theme, words, px=13, weight=SEMIBOLD, tone="muted")
            for words in (_("Short"), _("Written out"))
        )
        for column, head in enumerate(heads):
            self.grid.addWidget(head, 0, column)
        self.card.body.addLayout(self.grid)
        self.wrong = PlainLabel(self.theme, px=13, tone="warn", name="abbreviationsWrong")
        self.wrong.hide()
        self.card.body.addWidget(self.wrong)
        buttons = QWidget()
        flow = FlowLayout(self.theme, gap=_GAP, line_gap=_GAP, parent=buttons)
        self.new = PlainButton(self.theme, _("New abbreviation"), icon=Icon.PLUS, name="newAbbreviation")
        self.new.clicked.connect(self._on_new_clicked)
        self.suggest = LinkButton(self.theme, _("The suggestions again"), small=False, name="suggestAbbreviations")
        self.suggest.clicked.connect(self._on_suggest_clicked)
        for button in (self.new, self.suggest):
            flow.addWidget(button)
        self.card.body.addWidget(buttons)
        self.body.addWidget(self.card)

    # Showing

    def reload(self) -> None:
        super().reload()
        table = abbreviations.abbreviations(self.workspace.profile.preferences, self._language)
        self._show(table.items())

    @property
    def _language(self) -> str:
        return self.workspace.translator.language

    def _show(self, pairs: Iterable[Pair]) -> None:
        for row in self.rows:
            row.throw_away()
        self.rows = []
        for pair in pairs:
            self._add_row(pair)
        self._check()

    def _add_row(self, pair: Pair = ("", "")) -> "AbbreviationRow":
        row = AbbreviationRow(self, pair)
        self.rows.append(row)
        line = self.grid.rowCount()
        for column, part in enumerate((row.short, row.long, row.remove)):
            self.grid.addWidget(part, line, column)
            part.show()  # Qt itself shows it only later, and what is hidden takes no focus
        return row

    def flush(self) -> None:
        for row in self.rows:
            row.flush()

    def take_focus(self) -> None:
        (self.rows[0].short if self.rows else self.new).setFocus(Qt.FocusReason.TabFocusReason)

    # Changing

    def keep(self) -> None:
        """What stands in the rows is the list."""
        abbreviations.keep(self.workspace.profile, self._language, [row.pair for row in self.rows])
        self._check()

    def _check(self) -> None:
        """Names what can't be used, and why; the rest of the list is kept."""
        _, taken, wrong = self._, set[str](), ""
        for row in self.rows:
            short = row.pair[0].strip()
            why = ""
            if short.casefold() in taken:
                why = _("“{short}” stands in the list twice; the first one counts.", short=short)
            elif " " in short:
                why = _("“{short}”: an abbreviation has no spaces.", short=short)
            if short:
                taken.add(short.casefold())
            row.show_wrong(why)
            wrong = wrong or why
        self.wrong.setText(f"!  {wrong}" if wrong else "")
        self.wrong.setVisible(bool(wrong))

    def _on_new_clicked(self) -> None:
        self._add_row().short.setFocus()

    def remove(self, row: "AbbreviationRow") -> None:
        """Takes a row away."""
        before, place = [r.pair for r in self.rows], self.rows.index(row)
        self.can_take_back(partial(self._put, before))
        self.rows.remove(row)
        row.throw_away()
        self.keep()
        beside = self.rows[min(place, len(self.rows) - 1)].short if self.rows else self.new
        beside.setFocus()

    def _on_suggest_clicked(self) -> None:
        before = [row.pair for row in self.rows]
        table = abbreviations.suggest_again(self.workspace.profile, self._language)
        if list(table.items()) != before:
            self.can_take_back(partial(self._put, before))
            self._show(table.items())

    def _put(self, pairs: Iterable[Pair]) -> None:
        self._show(pairs)
        self.keep()

    def go(self, row: "AbbreviationRow", column: int, by: int) -> None:
        """To the row above or below; under the last one comes a new row."""
        place = self.rows.index(row) + by
        if place < 0:
            return
        beside = self.rows[place] if place < len(self.rows) else self._add_row()
        (beside.short, beside.long)[column].setFocus()


class AbbreviationRow(QObject):
    """Two fields and the button that takes the row away."""

    def __init__(self, page: AbbreviationsPage, pair: Pair) -> None:
        super().__init__(page)
        self.page, theme, _ = page, page.theme, page._
        self.short, self.long = QLineEdit(pair[0]), QLineEdit(pair[1])
        number = self.page.grid.rowCount()
        self.short.setObjectName(f"short_{number}")
        self.long.setObjectName(f"long_{number}")
        self.short.setAccessibleName(_("Abbreviation"))
        self.long.setAccessibleName(_("Written out"))
        self.short.setFixedWidth(theme.px(_SHORT_WIDE))
        self.remove = LinkButton(theme, "", icon=Icon.CROSS, name=f"removeShort_{number}")
        self.remove.clicked.connect(lambda _checked=False: page.remove(self))
        self._commits = [QuietCommit(field) for field in (self.short, self.long)]
        for field, commit in zip((self.short, self.long), self._commits, strict=True):
            field.setFont(theme.font(15))
            field.installEventFilter(self)
            commit.committed.connect(lambda _text: self._on_committed())
        self._name()

    @property
    def pair(self) -> Pair:
        """What stands in the two fields."""
        return self.short.text(), self.long.text()

    def flush(self) -> None:
        """Keeps what is being typed."""
        for commit in self._commits:
            commit.flush()

    def show_wrong(self, why: str) -> None:
        """Marks the abbreviation, and tells readers why."""
        set_state(self.short, "wrong", bool(why))
        self.short.setAccessibleDescription(why)

    def throw_away(self) -> None:
        """The row is gone."""
        for part in (self.short, self.long, self.remove):
            part.hide()
            part.deleteLater()
        self.deleteLater()

    def _on_committed(self) -> None:
        self._name()
        self.page.keep()

    def _name(self) -> None:
        self.remove.setAccessibleName(self.page._("Take “{short}” out of the list", short=self.short.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on; up and down go to the rows beside; Backspace in an empty row takes it away."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in ENTER_KEYS:
                if watched is self.short:
                    self.long.setFocus()
                else:
                    self.page.go(self, 0, 1)
                return True
            if key in _STEPS:
                self._step(watched, _STEPS[key])
                return True
            if key == Qt.Key.Key_Backspace and not any(self.pair) and not event.isAutoRepeat():
                self.page.remove(self)
                return True
        return super().eventFilter(watched, event)

    def _step(self, watched: QObject, by: int) -> None:
        if by < 0 or self.page.rows[-1] is not self:
            self.page.go(self, 0 if watched is self.short else 1, by)
