"""The *board card* as a record: one success, the actions and the next visit, and nothing else.

The sibling of `TeamPaper`, and like it an allow-list after masking: what has no field here can't reach the board. It
needs an agreement of its own; one reading may cover both papers. (`domain.debrief.BoardCard` is what the two write
in the debrief; this is what leaves of it.)
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lesvisit.domain.team_paper import LineText, TeamConsent, TeamResults, TeamText, sorted_lines
from lesvisit.domain.visit import NamesMode


@dataclass(frozen=True, slots=True)
class BoardAction:
    """One action; `goal` is its text, only when the goal itself is shared, and `goal_code` D1 or empty."""

    line: str  # "agreement:<id>"
    who: str
    what: str
    when: str = ""
    see: str = ""
    goal_code: str = ""
    goal: str = ""


@dataclass(frozen=True, slots=True)
class BoardNext:
    """The next visit: its day in words apart from who looks in with whom."""

    line: str  # "next_visit"
    text: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class BoardPaper:
    """The allow-listed board card; `results` only when the counts are shared. No day: it hangs until it is done."""

    language: str
    names_mode: NamesMode
    subject: str = ""
    class_name: str = ""
    success: TeamText | None = None
    results: TeamResults | None = None
    actions: tuple[BoardAction, ...] = ()
    next_visit: BoardNext | None = None
    consent: TeamConsent | None = None
    kind: str = "board"
    titled: str = ""  # class and subject for the title of the file: without names

    @property
    def is_empty(self) -> bool:
        """Nothing is shared yet."""
        return self.success is None and self.results is None and not self.actions and self.next_visit is None

    def content(self) -> dict[str, object]:
        """What is agreed to."""
        return {
            "kind": self.kind,
            "language": self.language,
            "names_mode": str(self.names_mode),
            "header": {"subject": self.subject, "class": self.class_name},
            "lines": sorted_lines(lines(self)),
        }


def lines(card: BoardPaper) -> Iterator[tuple[str, LineText]]:
    """Every line of the card in reading order: its id and its texts by field; empty texts are left out."""
    for line, texts in _lines(card):
        yield line, {field: text for field, text in texts.items() if text}


def _lines(card: BoardPaper) -> Iterator[tuple[str, LineText]]:
    if card.success is not None:
        yield card.success.line, {"text": card.success.text}
    if card.results is not None:
        for result in card.results.results:
            of = "" if result.of is None else str(result.of)
            yield result.line, {"label": result.label, "count": str(result.count), "of": of}
    for action in card.actions:
        yield action.line, _action(action)
    if card.next_visit is not None:
        yield card.next_visit.line, {"day": card.next_visit.day, "text": card.next_visit.text}


def _action(action: BoardAction) -> LineText:
    return {
        "who": action.who,
        "what": action.what,
        "when": action.when,
        "see": action.see,
        "goal": action.goal_code,
        "goal_text": action.goal,
    }
