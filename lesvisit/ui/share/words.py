"""The words of the share step: what a line is, how far it goes, and why it stays."""

from lesvisit.domain import board_card, team_paper
from lesvisit.domain.board_card import BoardPaper
from lesvisit.domain.shapes import Breadth
from lesvisit.domain.sharing import Mark, Paper
from lesvisit.domain.team_paper import LineText, TeamPaper
from lesvisit.domain.visit import NamesMode
from lesvisit.i18n import N_, Translator
from lesvisit.services.share import Fate, LineKind, ShareLine
from lesvisit.ui.icons import Icon
from lesvisit.ui.words import BREADTHS

SharedPaper = TeamPaper | BoardPaper
MARKS = {Mark.US: N_("the two of us"), Mark.TEAM: N_("team"), Mark.NOBODY: N_("nobody")}
MARK_ICONS = {Mark.US: Icon.TWO_HEADS, Mark.TEAM: Icon.SCREEN, Mark.NOBODY: Icon.NOBODY}
MARK_KEYS = {Mark.US: "W", Mark.TEAM: "T", Mark.NOBODY: "N"}
NAMES = {
    NamesMode.FULL: N_("in full"),
    NamesMode.INITIAL: N_("first letter"),
    NamesMode.ROLE: N_("the role"),
}
LANGUAGES = {"nl": "Nederlands", "en": "English"}

_LABELS = {
    LineKind.HEADER: N_("Top of the paper"),
    LineKind.SUCCESS: N_("Success"),
    LineKind.BOARD_GOAL: N_("Goal on the board"),
    LineKind.GOAL: N_("Goal"),
    LineKind.CRITERION: N_("How widely seen"),
    LineKind.EXPLANATION: N_("Explanation"),
    LineKind.ANSWER: N_("Answer"),
    LineKind.AGREEMENT: N_("Agreement"),
    LineKind.CHANGED_LINE: N_("Lesson design, changed line"),
    LineKind.NEXT_VISIT: N_("Next visit"),
    LineKind.TAKEAWAY: N_("Takeaway"),
    LineKind.LEARNING_QUESTION: N_("Learning question"),
    LineKind.TALLY: N_("Counted"),
    LineKind.DURATION: N_("Timed"),
    LineKind.REACTION: N_("Reaction"),
}
_CODED = (LineKind.GOAL, LineKind.CRITERION, LineKind.ANSWER, LineKind.CHANGED_LINE)
_UNLABELLED = (LineKind.GOAL, LineKind.ANSWER, LineKind.NOTE)


def lines_of(paper: SharedPaper) -> list[tuple[str, LineText]]:
    """Every line of a paper that needs her agreement, in reading order: its id and its texts."""
    return list(board_card.lines(paper) if isinstance(paper, BoardPaper) else team_paper.lines(paper))


def code_of(line: ShareLine) -> str:
    """The code that stands as a chip before the line: D1, D1a, K1."""
    return line.title if line.kind in _CODED else ""


def label_of(translator: Translator, line: ShareLine) -> str:
    """What stands before the words: "Succes", "Afspraak Noor"; empty where a chip or mark says it."""
    _ = translator.gettext
    if line.kind is LineKind.CRITERION:
        return breadth_words(translator, line.breadth)
    if line.kind in _UNLABELLED:
        return ""
    if line.kind in (LineKind.RESULT, LineKind.STEP):
        return line.title
    label = _(_LABELS[line.kind])
    return f"{label} {line.title}" if line.kind is LineKind.AGREEMENT and line.title else label


def row_text(translator: Translator, line: ShareLine) -> str:
    """The line as the table shows it."""
    label = label_of(translator, line)
    text = " ".join(line.text.split())
    return f"{label}: {text}" if label else text


def breadth_words(translator: Translator, breadth: Breadth | None) -> str:
    """How widely seen, in words; empty while it is still to be chosen."""
    return translator.gettext(BREADTHS[breadth]) if breadth else ""


def kind_words(translator: Translator, line: ShareLine) -> str:
    """What a line is, spoken: "Doel D1"."""
    label = translator.gettext(_LABELS.get(line.kind, N_("Note")))
    code = line.title if line.kind is LineKind.EXPLANATION else code_of(line)
    return " ".join(part for part in (label, code) if part)


def fate_words(translator: Translator, line: ShareLine, paper: Paper) -> tuple[str, str]:
    """Whether a line goes along, and why not when that isn't its mark."""
    _ = translator.gettext
    if not paper.agreed:
        left_out = line.mark is Mark.NOBODY and line.kind not in (LineKind.GOAL, LineKind.CRITERION)
        return (_("left out"), "") if left_out else (_("on it"), "")
    if line.fate is Fate.GOES:
        return _("goes along"), ""
    if line.fate is Fate.BLOCKED:
        return _("stays here"), _("waits for an answer")
    if line.fate is Fate.ABOVE:
        above = {LineKind.CRITERION: N_("its goal stays here"), LineKind.EXPLANATION: N_("its criterion stays here")}
        return _("stays here"), _(above.get(line.kind, ""))
    return _("stays here"), ""


def spoken(translator: Translator, line: ShareLine, visited: str, paper: Paper) -> str:
    """A whole row for a screen reader."""
    _ = translator.gettext
    fate, why = fate_words(translator, line, paper)
    parts = [kind_words(translator, line), line.text, breadth_words(translator, line.breadth)]
    parts += [_(MARKS[line.mark]), fate, why, lowered_words(translator, line, visited)]
    return ", ".join(" ".join(part.split()) for part in parts if part)


def lowered_words(translator: Translator, line: ShareLine, visited: str) -> str:
    """That the visited teacher took a line back."""
    _ = translator.gettext
    if not line.lowered:
        return ""
    return _("{name} keeps it here", name=visited) if visited else _("kept here by the visited teacher")
