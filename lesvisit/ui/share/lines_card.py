"""The card with the table: the one act, which part of the lines, and the empty state."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from lesvisit.domain.sharing import Paper
from lesvisit.i18n import Translator
from lesvisit.services.share import Fate, LineKind, ShareLine
from lesvisit.ui.share.line_model import rows_of
from lesvisit.ui.share.line_table import LineTable
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.buttons import MainButton, PlainButton
from lesvisit.ui.widgets.empty_state import EmptyState
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.segmented import Segmented
from lesvisit.ui.widgets.wrap_row import WrapRow

TALKED, WRITTEN = "talked", "written"


class LinesCard(QFrame):
    """Shows the lines of the part that was chosen."""

    one_act_wanted = Signal()
    debrief_wanted = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self._lines: list[ShareLine] = []
        self._visited, self._paper = "", Paper.TEAM
        self.setObjectName("linesCard")
        self.setProperty("part", "card")
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.one_act = PlainButton(theme, _("Put on team: goals, how widely seen, agreements"), name="putOnTeam")
        self.one_act_first = MainButton(theme, self.one_act.text(), name="putOnTeamFirst")
        self.all_set = PlainLabel(
            theme, _("Goals, how widely seen and agreements have their mark."), px=13, tone="muted", wrap=False
        )
        self.of_board = PlainLabel(theme, px=13, tone="muted", wrap=False, name="boardLines")
        self.parts = Segmented(theme, name="lineParts")
        self.parts.set_words(_("Which lines"))
        self.hint = PlainLabel(
            theme,
            _("On the chosen line: W the two of us, T team, N nobody; Enter opens it."),
            px=13,
            tone="muted",
            name="markKeys",
        )
        self.table = LineTable(theme, self.translator)
        self.empty = EmptyState(
            theme,
            _("There is nothing to share yet"),
            _("What you agree and answer in the debrief, and the goals of the lesson design, stand here as lines."),
            main=_("To the debrief"),
        )

    def _build_layout(self) -> None:
        self._box = QVBoxLayout(self)
        self._head = WrapRow(self.theme, gap=12)
        self._head.add(self.of_board, 100, 0)
        self._head.add(self.parts, 100, 0)
        self._head.add(self.one_act, 200, 0)
        self._head.add(self.one_act_first, 200, 0)
        self._head.add(self.all_set, 100, 0)
        self._head_box = QVBoxLayout()
        self._head_box.addWidget(self._head)
        self._box.addLayout(self._head_box)
        self._box.addWidget(self.table, 1)
        self._box.addWidget(self.hint)
        self.nothing = QWidget()
        self._empty_box = QVBoxLayout(self.nothing)
        self._empty_box.addWidget(self.empty)
        self._empty_box.addStretch(1)
        self._box.addWidget(self.nothing, 1)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        side = px(12)
        self._box.setContentsMargins(1, side, 1, px(8))
        self._box.setSpacing(px(6))
        self._empty_box.setContentsMargins(px(20), px(8), px(20), px(8))
        self._head_box.setContentsMargins(px(20), 0, px(16), 0)
        self.all_set.setMinimumHeight(px(30))
        self.of_board.setMinimumHeight(px(30))
        self.hint.setContentsMargins(px(20), 0, px(16), 0)

    def _connect(self) -> None:
        self.one_act.clicked.connect(self.one_act_wanted)
        self.one_act_first.clicked.connect(self.one_act_wanted)
        self.empty.main_chosen.connect(self.debrief_wanted)
        self.parts.choice_made.connect(lambda _: self._show_part())
        self.theme.changed.connect(self._space)

    def show_lines(self, lines: list[ShareLine], visited: str, paper: Paper, can_raise: bool) -> None:
        """The lines as they stand now; for the board card only those it can hold."""
        self._lines, self._visited, self._paper = lines, visited, paper
        own = [x for x in lines if x.kind is not LineKind.HEADER]
        for widget in (self._head, self.table, self.hint):
            widget.setVisible(bool(own))
        self.nothing.setVisible(not own)
        first, team, board = not any(x.goes for x in own), paper is Paper.TEAM, paper is Paper.BOARD
        self.one_act.setVisible(team and can_raise and not first)
        self.one_act_first.setVisible(team and can_raise and first)
        self.all_set.setVisible(team and not can_raise and any(x.kind.one_act for x in own))
        self.parts.setVisible(not board)
        self.of_board.setVisible(board)
        self.of_board.setText(self._of_board_words(first))
        self._show_parts(own)
        self._show_part()

    def _of_board_words(self, first: bool) -> str:
        _ = self.translator.gettext
        if first:
            return _("Put on team what may hang on the board; notes never get there by themselves.")
        return _("One success, the agreements that go to the board, and the next visit.")

    def _show_parts(self, own: list[ShareLine]) -> None:
        _ = self.translator.gettext
        talked = sum(x.kind.talked for x in own)
        texts = [
            (TALKED, _("Made together ({n})", n=talked)),
            (WRITTEN, _("Written in the lesson ({n})", n=len(own) - talked)),
        ]
        if [t.text() for t in self.parts.tiles()] != [text for _key, text in texts]:
            self.parts.set_choices(texts)
        if self.parts.value() is None or self._paper is Paper.BOARD:
            self.parts.set_value(TALKED if talked or self._paper is Paper.BOARD else WRITTEN)

    def _show_part(self) -> None:
        rows = rows_of(self._lines, self.parts.value() == TALKED)
        self.table.show_rows(rows, self._visited, self._paper)

    def go_to(self, line_id: str) -> None:
        """To a line, in whichever part it stands."""
        line = next((x for x in self._lines if x.id == line_id), None)
        if line is None:
            return
        self.parts.set_value(TALKED if line.kind.talked else WRITTEN)
        self._show_part()
        self.table.choose_line(line_id)
        if line.fate is Fate.BLOCKED:
            self.table.ask_here(line_id)
        else:
            self.table.setFocus()
