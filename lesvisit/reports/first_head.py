"""Top of the minute page: the learning question as headline, who and when, the observation questions."""

from lesvisit.domain.debrief import Debrief, FocusAnswer
from lesvisit.domain.visit import FocusQuestion
from lesvisit.reports.facts import Facts
from lesvisit.reports.filenames import short_class
from lesvisit.reports.pair_erased import erased_mark
from lesvisit.reports.parts import Part, caps, headline
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import LABEL, LEFT, LINK, QUESTION, SANS, SERIF, SOFT, WIDTH, Style, mm
from lesvisit.reports.text import balanced, clipped
from lesvisit.services.role_guard import paper_line

STEPS = tuple(Style(SERIF, size, leading) for size, leading in ((20.5, 25), (17, 21), (14.5, 18), (12.5, 15.5)))
WHO = Style(SANS, 8.4, 11.2, SOFT)
ANSWER = Style(SANS, 8.3, 10.75)
_GAP = 4.2 * mm
_LABEL_H, _WHO_GAP = 3.6 * mm, 0.9 * mm


def head_text(facts: Facts) -> tuple[str, str]:
    """Label and headline: the learning question, else the board goal, else class and subject."""
    _ = facts.translator.gettext
    visit = facts.book.visit
    name = facts.book.name(visit.visited_id)
    if visit.learning_question.strip():
        short = name and len(name) <= 24
        return (
            _("Learning question of {name}", name=name) if short else _("Learning question")
        ), visit.learning_question
    board = board_goal(facts)
    if board:
        return _("Board goal"), board
    return "", lesson_title(facts)


def board_goal(facts: Facts) -> str:
    """Of the visit, else of the design."""
    own = facts.book.visit.board_goal.strip()
    return own or (facts.book.version.board_goal.strip() if facts.book.version else "")


def lesson_title(facts: Facts) -> str:
    """`Lesbezoek H2b, wiskunde`."""
    _ = facts.translator.gettext
    visit = facts.book.visit
    parts = [p for p in (short_class(visit.class_name), visit.subject) if p.strip()]
    return _("Lesson visit {what}", what=", ".join(parts)) if parts else _("Lesson visit")


def head_part(facts: Facts) -> tuple[Part, bool]:
    """Label, headline and the line of who and when; True when the headline had to be cut."""
    label, text = head_text(facts)
    title, cut = headline(facts.fonts, text, STEPS)
    who = clipped(facts.fonts, balanced(facts.fonts, who_line(facts), WHO, WIDTH), 6)
    label_h = _LABEL_H if label else 0.0

    def draw(sheet: Sheet, y: float) -> None:
        if label:
            caps(sheet, LEFT, y + 2 * mm, label, LABEL)
        with sheet.tag("H1"):
            sheet.para(title, LEFT, y + label_h)
        sheet.para(who, LEFT, y + label_h + title.height + _WHO_GAP)

    return Part(label_h + title.height + _WHO_GAP + who.height, draw), cut


def who_line(facts: Facts) -> str:
    """One sentence who, class, when, talk."""
    _ = facts.translator.gettext
    book, visit = facts.book, facts.book.visit
    visited, visitors = book.name(visit.visited_id), facts.translator.join(list(book.names(visit.visitor_ids)))
    sentences = []
    if visited and visitors:
        many = len(book.names(visit.visitor_ids))
        sentences.append(
            facts.translator.ngettext(
                "{visited} taught, {visitors} watched.",
                "{visited} taught, {visitors} watched along.",
                many,
                visited=visited,
                visitors=visitors,
            )
        )
    elif visited:
        sentences.append(_("{visited} taught.", visited=visited))
    sentences.append(paper_line(book, facts.translator))
    sentences.append(_lesson(facts))
    sentences.append(_talk(facts))
    sentences.append(erased_mark(book, facts.translator))
    return " ".join(s for s in sentences if s)


def _lesson(facts: Facts) -> str:
    visit = facts.book.visit
    _ = facts.translator.gettext
    pupils = _("{n} pupils", n=visit.pupils_present) if visit.pupils_present else ""
    parts = [visit.class_name, visit.subject, pupils, _hours(facts)]
    text = ", ".join(p.strip() for p in parts if p.strip())
    return text + "." if text else ""


def _hours(facts: Facts) -> str:
    book, visit = facts.book, facts.book.visit
    hours = "–".join(t for t in (visit.planned_from, visit.planned_to) if t)
    if visit.visit_min and visit.visit_start_utc and facts.book.start_utc:
        _ = facts.translator.gettext
        came = facts.translator.time(book.local(visit.visit_start_utc))
        seen = _("visited from {time}, {minutes} minutes", time=came, minutes=visit.visit_min)
        return f"{hours}, {seen}" if hours else seen
    return hours


def _talk(facts: Facts) -> str:
    _ = facts.translator.gettext
    found = facts.book.book.first(Debrief)
    if found is None or not found.payload.start:
        return ""
    protocol = facts.book.protocol
    length = sum(step.minutes for step in protocol.steps) if protocol else 0
    return _("Debrief {time}.", time=_span(found.payload.start, length))


def _span(start: str, length: int) -> str:
    hour, _, minute = start.partition(":")
    if not length or not (hour.isdigit() and minute.isdigit()):
        return start
    end = int(hour) * 60 + int(minute) + length
    return f"{start}–{end // 60 % 24:02d}:{end % 60:02d}"


# Observation questions


def questions_part(facts: Facts, most_lines: int, most: int = 999) -> Part | None:
    """The questions in columns with their answers; what is too much here goes on further in the paper."""
    if not facts.questions:
        return None
    shown = facts.questions[:most]
    columns = min(len(shown), 3)
    width = (WIDTH - _GAP * (columns - 1)) / columns
    cells = [_Cell(facts, question, width, most_lines) for question in shown]
    rows = [cells[i : i + columns] for i in range(0, len(cells), columns)]
    heights = [max(cell.height for cell in row) for row in rows]

    def draw(sheet: Sheet, y: float) -> None:
        for row, height in zip(rows, heights, strict=True):
            for place, cell in enumerate(row):
                cell.draw(sheet, LEFT + place * (width + _GAP), y, height)
            y += height + 2.5 * mm

    return Part(sum(heights) + 2.5 * mm * (len(rows) - 1), draw)


class _Cell:
    """One question, its answer, and how many notes show it."""

    def __init__(self, facts: Facts, question: FocusQuestion, width: float, most_lines: int) -> None:
        answer = facts.answers.get(question.id, FocusAnswer(question.id))
        _ = facts.translator.gettext
        tail = _("… see Observation questions")
        self.width = width
        self.question = clipped(facts.fonts, facts.para(question.text, QUESTION, width), 4)
        self.answer = (
            clipped(facts.fonts, facts.para(answer.text, ANSWER, width), most_lines, tail)
            if answer.text.strip()
            else None
        )
        self.target = facts.target(question.id)
        count = len(facts.notes_of(answer.notes))
        self.proof = (
            facts.translator.ngettext("{n} note as evidence", "{n} notes as evidence", count) if count else ""
        )

    @property
    def height(self) -> float:
        answer: float = self.answer.height + 0.6 * mm if self.answer else 0.0
        return 2 * mm + self.question.height + answer + (3.6 * mm if self.proof else 0.0)

    def draw(self, sheet: Sheet, x: float, y: float, height: float) -> None:
        sheet.rule(y, 0.7, x1=x, x2=x + self.width)
        sheet.para(self.question, x, y + 1.7 * mm)
        if self.answer:
            sheet.para(self.answer, x, y + 2.3 * mm + self.question.height)
        if self.proof:
            sheet.text(x, y + height - 0.6 * mm, self.proof, LINK.but(size=7.4), link=self.target)
