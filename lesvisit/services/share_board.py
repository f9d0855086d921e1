"""The board card, made from the lines that go: what the two marked for the team, and the actions meant for the board.

Only four kinds of line reach it: the success, counts of pupils, agreements marked *to the board*, the next visit.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from lesvisit.domain.board_card import BoardAction, BoardNext, BoardPaper
from lesvisit.domain.debrief import Agreement, NextVisit
from lesvisit.domain.errors import NoConsent
from lesvisit.domain.sharing import Paper
from lesvisit.domain.team_paper import TeamConsent, TeamResult, TeamResults, TeamText, digest
from lesvisit.domain.unnamed import lesson_without_people
from lesvisit.domain.visit_book import VisitBook
from lesvisit.models.given import write_given
from lesvisit.services.share_consent import ConsentState, consent_of, state_of
from lesvisit.services.share_lines import ShareLine, lines
from lesvisit.services.share_names import Naming
from lesvisit.services.share_paper import header_of
from lesvisit.services.share_sources import LineKind
from lesvisit.services.share_words import paper_words

R = TypeVar("R")
_KINDS = (LineKind.SUCCESS, LineKind.RESULT, LineKind.AGREEMENT, LineKind.NEXT_VISIT)


def board_card(view: VisitBook, language: str) -> BoardPaper:
    """What the board may read, in a language; `consent` is filled only when it holds for exactly this."""
    naming = Naming(view, paper_words(language))
    card = _card(view, naming, lines(view, language))
    consent = consent_of(view, Paper.BOARD)
    if consent is None or consent.digest != digest(card) or consent.at_utc is None:
        return card
    return replace(card, consent=TeamConsent(naming.name(consent.person_id), view.local(consent.at_utc).date()))


def for_board(view: VisitBook, line: ShareLine) -> bool:
    """Is this a line the board card prints, once it is marked for the team?"""
    if line.kind is LineKind.AGREEMENT:
        return line.id in _board_agreements(view)
    return line.kind in _KINDS


def board_state(view: VisitBook, language: str) -> ConsentState:
    """Whether the visited teacher agreed to exactly what the board card now says, else what changed since."""
    return state_of(consent_of(view, Paper.BOARD), board_card(view, language))


def exportable_board(view: VisitBook, language: str) -> BoardPaper:
    """The board card with her agreement. Raises NoConsent, with why not as its reason."""
    card = board_card(view, language)
    if card.is_empty:
        raise NoConsent("board_nothing_shared")
    if card.consent is None:
        name = view.name(view.visit.visited_id)
        if not name:
            raise NoConsent("no_visited")
        none = consent_of(view, Paper.BOARD) is None
        raise NoConsent("board_no_consent" if none else "board_consent_changed", name=name)
    return card


def export_board(view: VisitBook, language: str, path: Path, make: Callable[[BoardPaper, Path], R]) -> R:
    """Writes the board card, all or nothing. Raises NoConsent, or StorageFailed with what stood there untouched."""
    card = exportable_board(view, language)
    made: list[R] = []
    write_given(path, lambda out: made.append(make(card, out)))
    return made[0]


def _board_agreements(view: VisitBook) -> set[str]:
    return {f"agreement:{r.id}" for r in view.book.of(Agreement) if r.payload.to_board and not r.payload.later}


def _card(view: VisitBook, naming: Naming, found: list[ShareLine]) -> BoardPaper:
    going = [line for line in found if line.goes]
    mine = [line for line in going if for_board(view, line)]
    header = header_of(found)
    goals = {line.texts.get("code", ""): line.texts["text"] for line in going if line.kind is LineKind.GOAL}
    actions = [_action(line, goals) for line in mine if line.kind is LineKind.AGREEMENT]
    return BoardPaper(
        language=naming.words.language,
        names_mode=naming.mode,
        subject=header.get("subject", ""),
        class_name=header.get("class_name", ""),
        success=next((TeamText(x.id, x.texts["text"]) for x in mine if x.kind is LineKind.SUCCESS), None),
        results=_results([line for line in mine if line.kind is LineKind.RESULT]),
        actions=tuple(actions),
        next_visit=next((_next(view, naming, x) for x in mine if x.kind is LineKind.NEXT_VISIT), None),
        titled=lesson_without_people(header.get("class_name", ""), header.get("subject", ""), view.people),
    )


def _action(line: ShareLine, goals: dict[str, str]) -> BoardAction:
    texts = line.texts
    who = " + ".join(t for t in (texts.get("names", ""), texts.get("who_text", "")) if t)
    code = texts.get("goal", "")
    return BoardAction(
        line=line.id,
        who=who,
        what=texts.get("what", ""),
        when=texts.get("when", ""),
        see=texts.get("see", ""),
        goal_code=code,
        goal=goals.get(code, "") if code else "",
    )


def _results(found: list[ShareLine]) -> TeamResults | None:
    """The first group of counts: a card holds one drawing."""
    if not found:
        return None
    title = found[0].texts.get("group", "")
    mine = [line.texts for line in found if line.texts.get("group", "") == title]
    ids = [line.id for line in found if line.texts.get("group", "") == title]
    results = [
        TeamResult(line, t["label"], int(t["count"]), int(t["of"]) if t.get("of") else None)
        for line, t in zip(ids, mine, strict=True)
    ]
    return TeamResults(title, tuple(results))


def _next(view: VisitBook, naming: Naming, line: ShareLine) -> BoardNext:
    """The day stands large and apart, when the text begins with it."""
    coming, text = view.book.first(NextVisit), line.texts["text"]
    day = naming.words.day(coming.payload.day) if coming and coming.payload.day else ""
    if not day or not text.startswith(day):
        return BoardNext(line.id, text)
    return BoardNext(line.id, text.removeprefix(day).removeprefix(":").strip(), day)
