"""Sharing and keeping: who reads this paper, what goes to the team, until when; and what was agreed before."""

from collections.abc import Iterator

from lesvisit.domain.debrief import SeenToday
from lesvisit.domain.events import CaseCell, NoteKind
from lesvisit.domain.sharing import Consent, LineMark, Mark, SharingAsImported
from lesvisit.domain.visit import Seen
from lesvisit.reports.chapters import continued, fact_row, under_head
from lesvisit.reports.facts import Facts
from lesvisit.reports.first_head import board_goal, head_text
from lesvisit.reports.flow import Strip, kept
from lesvisit.reports.style import mm


def sharing_strips(facts: Facts, alone: bool) -> list[Strip]:
    """The rows under *Sharing and keeping*; no page of its own (`alone`) only to say who reads this paper."""
    _ = facts.translator.gettext
    rows: list[Strip] = []
    found = list(_rows(facts))
    if alone and len(found) < 2:
        return []
    for number, (label, text) in enumerate(found):
        rows.extend(fact_row(facts, label, text, 0.9 * mm if number else 0.0))
    title = _("Sharing and keeping")
    return [under_head(title, "sharing"), *continued(facts, title, kept(rows))] if rows else []


def _rows(facts: Facts) -> Iterator[tuple[str, str]]:
    _ = facts.translator.gettext
    visit = facts.book.visit
    names = [n for n in (facts.book.name(visit.visited_id), *facts.book.names(visit.visitor_ids)) if n]
    if names:
        yield _("This paper"), _("only {names}", names=facts.translator.join(names))
    team = _marked(facts, Mark.TEAM)
    agreed = _agreed(facts)
    if team or agreed:
        yield _("To the team"), ". ".join(part for part in (", ".join(team), agreed) if part)
    if team:
        yield _("Not shared"), ", ".join(_kept_here(facts))
    never = _marked(facts, Mark.NOBODY)
    if never:
        yield _("For nobody"), ", ".join(never)
    if visit.retention.strip():
        yield _("Keeping"), visit.retention


def _marked(facts: Facts, mark: Mark) -> list[str]:
    """The kinds of lines with this mark, in words, each once."""
    _ = facts.translator.gettext
    words = {
        "goal": _("goals"),
        "criterion": _("how widely seen"),
        "explanation": _("explanations"),
        "result": _("counts"),
        "tally": _("counts"),
        "duration": _("counts"),
        "agreement": _("agreements"),
        "answer": _("answers to observation questions"),
        "step": _("what was said"),
        "reaction": _("reactions"),
        "note": _("notes"),
        "takeaway": _("takeaway"),
        "changed_line": _("the changed line"),
        "success": _("the success"),
        "board_goal": _("the board goal"),
        "next_visit": _("the next visit"),
        "learning_question": _("the learning question"),
    }
    kinds = [r.payload.line.partition(":")[0] for r in facts.book.book.of(LineMark) if r.payload.mark is mark]
    found = {word: None for kind, word in words.items() if kind in kinds}
    return list(found)


def _kept_here(facts: Facts) -> list[str]:
    """What this visit has and the team doesn't get."""
    _ = facts.translator.gettext
    marked = {r.payload.line.partition(":")[0] for r in facts.book.book.of(LineMark) if r.payload.mark is Mark.TEAM}
    words = []
    if facts.book.notes and "note" not in marked:
        words.append(_("notes"))
    words.append(_("seat codes"))
    if facts.book.book.of(CaseCell):
        words.append(_("case pupils"))
    if any(r.payload.kind is NoteKind.INTERPRETATION for r in facts.book.notes):
        words.append(_("interpretations"))
    if facts.book.visit.learning_question.strip() and "learning_question" not in marked:
        words.append(_("learning question"))
    return words


def _agreed(facts: Facts) -> str:
    """`Akkoord van Noor op 24 november 2026`, or as an imported file said it."""
    for record in facts.book.book.of(Consent):
        consent = record.payload
        name = facts.book.name(consent.person_id)
        if name and consent.at_utc is not None:
            day = facts.translator.date(facts.book.local(consent.at_utc).date(), "d MMMM y")
            return facts.translator.gettext("Agreed by {name} on {day}", name=name, day=day)
    imported = facts.book.book.first(SharingAsImported)
    summary = imported.payload.data.get("team_summary") if imported else None
    said = summary.get("consent") if isinstance(summary, dict) else None
    return said if isinstance(said, str) else ""


def before_strips(facts: Facts) -> list[Strip]:
    """Agreed beforehand, and what was looked for from earlier visits; the last of the paper."""
    _ = facts.translator.gettext
    rows: list[Strip] = []
    pairs = list(_before(facts))
    for number, (label, text) in enumerate(pairs):
        shown = label if number == 0 or pairs[number - 1][0] != label else ""
        rows.extend(fact_row(facts, shown, text, 0.9 * mm if number else 0.0))
    title = _("Agreed beforehand")
    return [under_head(title, "before"), *continued(facts, title, rows)] if rows else []


def _before(facts: Facts) -> Iterator[tuple[str, str]]:
    _ = facts.translator.gettext
    visit = facts.book.visit
    if visit.purpose_text.strip():
        yield _("Purpose"), visit.purpose_text
    goal = board_goal(facts)
    if goal and goal != head_text(facts)[1].strip():
        yield _("Board goal"), goal
    designers = facts.book.names(visit.co_designer_ids)
    if designers:
        yield _("Designed together with"), facts.translator.join(list(designers))
    if visit.room.strip():
        yield _("Room"), visit.room
    for text in visit.practical:
        if text.strip():
            yield _("Practical"), text
    yield from _seen_today(facts)


def _seen_today(facts: Facts) -> Iterator[tuple[str, str]]:
    """Earlier agreements that this book still knows, each with its answer."""
    _ = facts.translator.gettext
    words = {Seen.YES: _("seen today"), Seen.PARTLY: _("partly seen"), Seen.NO: _("not seen"), Seen.NOT_LOOKED: ""}
    for record in facts.book.book.of(SeenToday):
        earlier = facts.book.book.get(record.payload.agreement_id)
        what = getattr(earlier.payload, "what", "") if earlier else ""
        if what and words[record.payload.seen]:
            yield _("Earlier agreement"), f"{what} ({words[record.payload.seen]})"
