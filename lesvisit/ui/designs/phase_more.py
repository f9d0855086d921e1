"""What more there is to say about a phase: form of work, misconception, check, a question, case pupils."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.design import Phase
from lesvisit.i18n import Translator
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.chips import ChipKind, ChipLabel
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.widgets.row_edit import RowEdit
from lesvisit.ui.widgets.wrap_row import WrapRow

MORE = ("activity", "misconception", "check", "discuss")
CASES = ("A", "B", "C")


def more_words(translator: Translator) -> dict[str, tuple[str, str]]:
    """The further fields of a phase with what they ask."""
    _ = translator.gettext
    return {
        "activity": (_("Form of work"), _("e.g. alone, in pairs, on mini whiteboards")),
        "misconception": (_("Misconception"), _("Which mistake may come up here?")),
        "check": (_("How we check"), _("How do you find out here who can do it?")),
        "discuss": (_("Question to each other"), _("What do we still want to ask each other about this phase?")),
    }


def holds_more(phase: Phase) -> bool:
    """Is something written in the further fields?"""
    return any(str(getattr(phase, field)).strip() for field in MORE) or bool(phase.predictions)


def held_words(translator: Translator, phase: Phase) -> str:
    """What is written in the further fields, in one line for a row that is closed; the question comes first."""
    words = more_words(translator)
    told = [(words[field][0], str(getattr(phase, field))) for field in ("discuss", *MORE[:-1])]
    told += sorted(phase.predictions.items())
    return " · ".join(f"{what}: {' '.join(text.split())}" for what, text in told if text.strip())


class PhaseMore(QWidget):
    """`edited` with the field and its text, `predicted` with a letter and its text."""

    edited = Signal(str, object)
    predicted = Signal(str, str)
    came_at_hand = Signal()

    def __init__(self, theme: Theme, translator: Translator, phase_id: str) -> None:
        super().__init__()
        self.theme, self.translator, self.phase_id = theme, translator, phase_id
        self.commits: dict[str, QuietCommit] = {}  # by field, or by letter
        self._column = QVBoxLayout(self)
        fields = WrapRow(theme, gap=16)
        for field, (title, hint) in more_words(translator).items():
            fields.add(self._field(field, title, hint), 200, 1)
        self._column.addWidget(fields)
        self.cases = WrapRow(theme, gap=16)
        self._cases_title = PlainLabel(theme, px=13, weight=SEMIBOLD, tone="muted")
        self._cases_title.setText(translator.gettext("Case pupils: what do we expect of each of them?"))
        self._column.addWidget(self._cases_title)
        self._column.addWidget(self.cases)
        self._space()
        theme.changed.connect(self._space)

    @property
    def editors(self) -> list[QWidget]:
        """The editors in order."""
        return [commit.editor for commit in self.commits.values()]

    def show_phase(self, code: str, phase: Phase, read_only: bool) -> None:
        """The phase as it now is."""
        for letter in sorted({*CASES, *phase.predictions}):
            if letter not in self.commits:
                self.cases.add(self._case(letter), 200, 1)
        words = more_words(self.translator)
        for key, commit in self.commits.items():
            title = words[key][0] if key in words else self._case_words(key)
            commit.editor.setAccessibleName(f"{code}, {title}")
            commit.editor.setReadOnly(read_only)
            commit.show(str(getattr(phase, key)) if key in words else phase.predictions.get(key, ""))

    def flush(self) -> None:
        """Keeps what is being typed."""
        for commit in self.commits.values():
            commit.flush()

    def _field(self, field: str, title: str, hint: str) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(4))
        column.addWidget(PlainLabel(self.theme, title, px=13, weight=SEMIBOLD, tone="muted"))
        editor = self._editor(field, hint)
        self.commits[field].committed.connect(lambda text: self.edited.emit(field, text.strip()))
        column.addWidget(editor)
        column.addStretch(1)
        return holder

    def _case(self, letter: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(8))
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(ChipLabel(self.theme, letter, ChipKind.CASE), 0, top)
        editor = self._editor(letter, self.translator.gettext("says, does or makes …"))
        self.commits[letter].committed.connect(lambda text: self.predicted.emit(letter, text.strip()))
        row.addWidget(editor, 1, top)
        return holder

    def _editor(self, key: str, hint: str) -> RowEdit:
        editor = RowEdit(self.theme, px=13, lines=True, name=f"phase_{key}_{self.phase_id}")
        editor.setPlaceholderText(hint)
        editor.focus_came.connect(self.came_at_hand)
        self.commits[key] = QuietCommit(editor)
        return editor

    def _case_words(self, letter: str) -> str:
        return self.translator.gettext("Case pupil {letter}, expected", letter=letter)

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(0, px(8), 0, px(4))
        self._column.setSpacing(px(12))
