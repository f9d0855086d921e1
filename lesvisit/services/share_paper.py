"""The team paper, made from the lines that go: allow-listed, marked, masked and answered for."""

from collections.abc import Mapping
from dataclasses import replace

from lesvisit.domain.sharing import Paper
from lesvisit.domain.team_paper import (
    TeamAgreement,
    TeamChange,
    TeamConsent,
    TeamCriterion,
    TeamGoal,
    TeamPaper,
    TeamResult,
    TeamResults,
    TeamText,
    digest,
)
from lesvisit.domain.unnamed import lesson_without_people
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.share_consent import consent_of
from lesvisit.services.share_lines import Fate, ShareLine, lines
from lesvisit.services.share_names import Naming
from lesvisit.services.share_sources import LineKind
from lesvisit.services.share_words import paper_words

_EXTRA = (
    LineKind.ANSWER,
    LineKind.TAKEAWAY,
    LineKind.LEARNING_QUESTION,
    LineKind.STEP,
    LineKind.TALLY,
    LineKind.DURATION,
    LineKind.REACTION,
    LineKind.NOTE,
)


def team_paper(view: VisitBook, language: str) -> TeamPaper:
    """What the team may read, in a language; `consent` is filled only when it holds for exactly this."""
    naming = Naming(view, paper_words(language))
    paper = _paper(view, naming, lines(view, language))
    consent = consent_of(view, Paper.TEAM)
    if consent is None or consent.digest != digest(paper) or consent.at_utc is None:
        return paper
    return replace(paper, consent=TeamConsent(naming.name(consent.person_id), view.local(consent.at_utc).date()))


def is_empty(paper: TeamPaper) -> bool:
    """Nothing is shared yet."""
    blocks = (paper.success, paper.board_goal, paper.goals, paper.results, paper.extra, paper.agreements)
    return not any((*blocks, paper.change, paper.next_visit))


def _paper(view: VisitBook, naming: Naming, found: list[ShareLine]) -> TeamPaper:
    going = [line for line in found if line.goes]
    header = header_of(found)
    changes = _of(going, LineKind.CHANGED_LINE)
    return TeamPaper(
        language=naming.words.language,
        names_mode=naming.mode,
        day=view.visit.day,
        subject=header.get("subject", ""),
        class_name=header.get("class_name", ""),
        success=_first_text(going, LineKind.SUCCESS),
        board_goal=_first_text(going, LineKind.BOARD_GOAL),
        goals=tuple(_goal(line, going) for line in _of(going, LineKind.GOAL)),
        results=_results(_of(going, LineKind.RESULT)),
        extra=(*map(_text, _of(going, *_EXTRA)), *map(_more_change, changes[1:])),
        agreements=tuple(_agreement(line) for line in _of(going, LineKind.AGREEMENT)),
        change=_change(changes[0]) if changes else None,
        next_visit=_first_text(going, LineKind.NEXT_VISIT),
        titled=lesson_without_people(header.get("class_name", ""), header.get("subject", ""), view.people),
    )


def header_of(found: list[ShareLine]) -> Mapping[str, str]:
    """Subject and class; a field with a name in it is left out until it is answered for."""
    line = next(line for line in found if line.kind is LineKind.HEADER)
    asked = {question.key.partition("#")[2] for question in line.questions}
    return {name: text for name, text in line.texts.items() if name not in asked}


def _of(going: list[ShareLine], *kinds: LineKind) -> list[ShareLine]:
    return [line for line in going if line.kind in kinds]


def _first_text(going: list[ShareLine], kind: LineKind) -> TeamText | None:
    return next((_text(line) for line in _of(going, kind)), None)


def _text(line: ShareLine) -> TeamText:
    words = [line.texts.get("text", ""), line.texts.get("effect", "")]
    return TeamText(line.id, " · ".join(w for w in words if w), line.texts.get("title", ""))


def _goal(line: ShareLine, going: list[ShareLine]) -> TeamGoal:
    criteria = tuple(_criterion(c, going) for c in _of(going, LineKind.CRITERION) if c.under == line.id)
    return TeamGoal(line.id, line.texts.get("code", ""), line.texts["text"], criteria)


def _criterion(line: ShareLine, going: list[ShareLine]) -> TeamCriterion:
    below = next((e for e in _of(going, LineKind.EXPLANATION) if e.under == line.id), None)
    return TeamCriterion(line.id, line.texts["text"], line.breadth, below.texts["text"] if below else "")


def _results(found: list[ShareLine]) -> tuple[TeamResults, ...]:
    groups: dict[str, list[TeamResult]] = {}
    for line in found:
        texts = line.texts
        of = int(texts["of"]) if texts.get("of") else None
        result = TeamResult(line.id, texts["label"], int(texts["count"]), of)
        groups.setdefault(texts.get("group", ""), []).append(result)
    return tuple(TeamResults(title, tuple(results)) for title, results in groups.items())


def _agreement(line: ShareLine) -> TeamAgreement:
    texts = line.texts
    who = " + ".join(t for t in (texts.get("names", ""), texts.get("who_text", "")) if t)
    rest = (texts.get(name, "") for name in ("what", "when", "see", "goal"))
    return TeamAgreement(line.id, who, *rest)


def _change(line: ShareLine) -> TeamChange:
    texts = line.texts
    return TeamChange(line.id, _phase(line), texts["was"], texts["now"], texts.get("why", ""))


def _phase(line: ShareLine) -> str:
    return " ".join(t for t in (line.texts.get("code", ""), line.texts.get("phase", "")) if t)


def _more_change(line: ShareLine) -> TeamText:
    """The paper draws one changed line; a second one is told in words."""
    return TeamText(line.id, f"{line.texts['was']} → {line.texts['now']}", _phase(line))


def blocked(found: list[ShareLine]) -> list[ShareLine]:
    """The lines for the team that wait for an answer about a word."""
    return [line for line in found if line.fate is Fate.BLOCKED]
