"""The paper *For the team* as a record: only what may be read there, after masking.

Everything the team paper prints stands in a `TeamPaper`; nothing else reaches it. The visited teacher agrees to its
`digest`, so any change of text, mark, masking, names or language asks again. Consent and the making of the paper are
no part of the digest.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from lesvisit.domain.shapes import Breadth
from lesvisit.domain.visit import NamesMode

LineText = dict[str, str]


class SharedPaper(Protocol):
    """A paper that leaves the two only with an agreement: this one and the board card."""

    @property
    def kind(self) -> str:
        """`Paper` as it is stored."""

    @property
    def language(self) -> str:
        """The language that was read."""

    def content(self) -> dict[str, object]:
        """What is agreed to: who and what the paper is about, and its lines."""


@dataclass(frozen=True, slots=True)
class TeamText:
    """One shared line of text. `title` stands before it ("Volgend bezoek", a kijkvraag), or is empty."""

    line: str  # "success", "board_goal", "next_visit", "note:<id>", "answer:<id>"
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class TeamCriterion:
    """A success criterion and how widely it was seen; `explanation` only when that line is shared too."""

    line: str  # "criterion:<id>"
    text: str
    breadth: Breadth | None = None
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class TeamGoal:
    """A lesson goal; `code` as on the design: D1."""

    line: str  # "goal:<id>"
    code: str
    text: str
    criteria: tuple[TeamCriterion, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamResult:
    """So many of so many."""

    line: str  # "result:<id>"
    label: str
    count: int
    of: int | None = None


@dataclass(frozen=True, slots=True)
class TeamResults:
    """Results that belong together: an exit ticket."""

    title: str
    results: tuple[TeamResult, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamAgreement:
    """What is going to be done; `goal_code` empty when it belongs to no goal."""

    line: str  # "agreement:<id>"
    who: str
    what: str
    when: str = ""
    see: str = ""
    goal_code: str = ""


@dataclass(frozen=True, slots=True)
class TeamChange:
    """One changed line of the lesson design; `phase` is "F3 Instructie: voordoen"."""

    line: str  # "changed_line:<id>"
    phase: str
    was: str
    now: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class TeamConsent:
    """Who agreed, and on which day; the name as the names mode prints it."""

    name: str
    day: date


@dataclass(frozen=True, slots=True)
class TeamPaper:
    """The allow-listed team paper. A block without shared lines is empty, and absent on paper."""

    language: str
    names_mode: NamesMode
    day: date  # of the visit; the paper prints its week
    subject: str = ""
    class_name: str = ""
    success: TeamText | None = None
    board_goal: TeamText | None = None
    goals: tuple[TeamGoal, ...] = ()
    results: tuple[TeamResults, ...] = ()
    extra: tuple[TeamText, ...] = ()
    agreements: tuple[TeamAgreement, ...] = ()
    change: TeamChange | None = None
    next_visit: TeamText | None = None
    consent: TeamConsent | None = None
    kind: str = "team"
    titled: str = ""  # class and subject for the title of the file: without names, whatever was answered for them

    @property
    def week(self) -> tuple[int, int]:
        """ISO year and week of the visit."""
        calendar = self.day.isocalendar()
        return calendar.year, calendar.week

    def content(self) -> dict[str, object]:
        """What is agreed to."""
        year, week = self.week
        return {
            "kind": self.kind,
            "language": self.language,
            "names_mode": str(self.names_mode),
            "header": {"subject": self.subject, "class": self.class_name, "week": f"{year}-W{week:02d}"},
            "lines": sorted_lines(lines(self)),
        }


def sorted_lines(found: Iterable[tuple[str, LineText]]) -> list[list[object]]:
    """Lines in one order, whatever order the paper prints them in."""
    return sorted(([line, texts] for line, texts in found), key=lambda pair: json.dumps(pair, sort_keys=True))


def digest_content(paper: SharedPaper) -> str:
    """Canonical JSON of what was agreed to: sorted keys, line ids and texts; no layout, order or consent."""
    return json.dumps(paper.content(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(paper: SharedPaper) -> str:
    """SHA-256 of the content, in hexadecimal."""
    return hashlib.sha256(digest_content(paper).encode("utf-8", "surrogatepass")).hexdigest()


def lines(paper: TeamPaper) -> Iterator[tuple[str, LineText]]:
    """Every line of the paper in reading order: its id and its texts by field; empty texts are left out."""
    for line, texts in _lines(paper):
        yield line, {field: text for field, text in texts.items() if text}


def _lines(paper: TeamPaper) -> Iterator[tuple[str, LineText]]:
    yield from _texts(paper.success, paper.board_goal)
    for goal in paper.goals:
        yield goal.line, {"code": goal.code, "text": goal.text}
        for criterion in goal.criteria:
            yield criterion.line, _criterion(criterion)
    for group in paper.results:
        for result in group.results:
            yield result.line, _result(group, result)
    yield from _texts(*paper.extra)
    for agreement in paper.agreements:
        yield agreement.line, _agreement(agreement)
    if paper.change is not None:
        change = paper.change
        yield change.line, {"phase": change.phase, "was": change.was, "now": change.now, "why": change.why}
    yield from _texts(paper.next_visit)


def _texts(*found: TeamText | None) -> Iterator[tuple[str, LineText]]:
    for text in found:
        if text is not None:
            yield text.line, {"title": text.title, "text": text.text}


def _criterion(criterion: TeamCriterion) -> LineText:
    return {
        "text": criterion.text,
        "breadth": str(criterion.breadth or ""),
        "explanation": criterion.explanation,
    }


def _result(group: TeamResults, result: TeamResult) -> LineText:
    of = "" if result.of is None else str(result.of)
    return {"group": group.title, "label": result.label, "count": str(result.count), "of": of}


def _agreement(agreement: TeamAgreement) -> LineText:
    return {
        "who": agreement.who,
        "what": agreement.what,
        "when": agreement.when,
        "see": agreement.see,
        "goal": agreement.goal_code,
    }
