"""Case pupils: what was predicted beside what was seen, per phase, three pupils beside each other."""

from lesvisit.blocks import case_cells
from lesvisit.blocks.case_matrix import reached_words
from lesvisit.domain.events import CaseCell, Seating
from lesvisit.domain.shapes import Shape
from lesvisit.reports.chapters import SIDE, fact_row, section
from lesvisit.reports.facts import Facts
from lesvisit.reports.flow import Strip, text_strips
from lesvisit.reports.marks import mark
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import ACCENT, HAIR, ITALIC, LEFT, MEDIUM, SANS, SEMIBOLD, SOFT, WIDTH, Style, mm
from lesvisit.reports.text import Para, Span

_FIRST_X, _STEP, _SEEN = 30 * mm, 54.6 * mm, 25 * mm
_PREDICTED = Style(ITALIC, 7.6, 9.8, SOFT)
_OBSERVED = Style(SANS, 7.9, 9.8)
_PHASE = Style(SEMIBOLD, 7.6, 9.8)
_NOT_NOTED = {"niet genoteerd", "not noted", ""}
_BESIDE = 3
Cells = dict[tuple[str, str], CaseCell]


def case_strips(facts: Facts) -> list[Strip]:
    """One table per three pupils, then where they sat."""
    cells = _cells(facts)
    pupils = sorted({pupil for pupil, _phase in cells})
    strips: list[Strip] = []
    for start in range(0, len(pupils), _BESIDE):
        strips.extend(_table(facts, cells, pupils[start : start + _BESIDE], start == 0))
    if strips:
        text = facts.translator.gettext("– not noted. A coloured minute leads to the note.")
        strips.extend(text_strips(facts.para(text, SIDE, WIDTH), LEFT, 1.6 * mm))
    return [*strips, *_reached(facts), *_seats(facts)]


def _cells(facts: Facts) -> Cells:
    """What was predicted and what was seen may be written apart; here they stand beside each other."""
    found: dict[tuple[str, str], list[CaseCell]] = {}
    for record in facts.book.book.of(CaseCell):
        found.setdefault((record.payload.pupil, record.payload.phase_id), []).append(record.payload)
    followed = {pupil for pupil, _phase in found}
    for (pupil, phase_id), text in case_cells.predictions(facts.book).items():
        if pupil in followed and not any(c.predicted.strip() for c in found.get((pupil, phase_id), ())):
            found.setdefault((pupil, phase_id), []).append(CaseCell(pupil, phase_id, predicted=text))
    merged = {place: case_cells.merged(every) for place, every in found.items()}
    return {place: cell for place, cell in merged.items() if cell is not None}


def _reached(facts: Facts) -> list[Strip]:
    """Whether each case pupil reached the criterion, where that was said."""
    _, strips = facts.translator.gettext, []
    for block in facts.book.template.blocks("case_matrix") if facts.book.template is not None else ():
        for pupil in case_cells.letters(facts.book, block):
            record = case_cells.criterion(facts.book, block, pupil)
            if record is not None and record.payload.value:
                words = reached_words(record.payload.value, facts.translator)
                text = "\n".join(t for t in (words, case_cells.criterion_text(facts.book, block, pupil)) if t)
                strips.extend(fact_row(facts, _("{pupil} · criterion reached", pupil=pupil), text))
    return strips


def _table(facts: Facts, cells: Cells, pupils: list[str], first: bool) -> list[Strip]:
    _ = facts.translator.gettext
    head = _head(facts, pupils)
    order = [p.id for p in facts.book.phases]
    others = sorted({phase for _pupil, phase in cells if phase not in order})
    rows = [_row(facts, cells, pupils, phase, head) for phase in [*order, *others] if _filled(cells, pupils, phase)]
    if not rows:
        return []
    title = [section(_("Case pupils: predicted and seen"), "cases")] if first else []
    return [*title, Strip(head.height, head.draw, 0 if first else 4 * mm, keep=True), *rows]


def _filled(cells: Cells, pupils: list[str], phase: str) -> bool:
    found = [cells[pupil, phase] for pupil in pupils if (pupil, phase) in cells]
    return any(c.predicted.strip() or _observed(c) or c.evidence for c in found)


def _observed(cell: CaseCell) -> str:
    return "" if cell.observed.strip().casefold() in _NOT_NOTED else cell.observed


def _head(facts: Facts, pupils: list[str]) -> Strip:
    _ = facts.translator.gettext

    def draw(sheet: Sheet, y: float) -> None:
        base = y + 3.2 * mm
        for place, pupil in enumerate(pupils):
            x = _FIRST_X + place * _STEP
            mark(sheet, Shape.RING, x + 1.5 * mm, base - 2.7, pupil, 2.3 * mm)
            sheet.text(x + 4.6 * mm, base, _("predicted"), _PREDICTED)
            sheet.text(x + _SEEN, base, _("seen"), _PHASE)
        sheet.rule(y + 5 * mm, 0.7)

    return Strip(5.6 * mm, draw)


def _row(facts: Facts, cells: Cells, pupils: list[str], phase: str, head: Strip) -> Strip:
    columns: list[tuple[float, Para]] = [(LEFT, facts.para(facts.book.codes.get(phase, phase), _PHASE, 10 * mm))]
    for place, pupil in enumerate(pupils):
        x = _FIRST_X + place * _STEP
        cell = cells.get((pupil, phase), CaseCell(pupil, phase))
        columns.append((x, facts.para(cell.predicted.strip() or "–", _PREDICTED, 23 * mm)))
        columns.append((x + _SEEN, facts.para(_seen(facts, cell), _OBSERVED, 27.4 * mm)))
    height = max(block.height for _x, block in columns) + 2.6 * mm

    def draw(sheet: Sheet, y: float) -> None:
        for x, block in columns:
            sheet.para(block, x, y + 1 * mm)
        sheet.rule(y + height - 0.4 * mm, 0.4, HAIR)

    return Strip(height, draw, again=head)


def _seen(facts: Facts, cell: CaseCell) -> list[Span]:
    """What was seen, then the minutes of its evidence; a dash for what was not noted."""
    text = _observed(cell)
    notes = facts.notes_of(cell.evidence)
    known = {r.id for r in notes}
    loose = [e for e in cell.evidence if e not in known and e.casefold() not in text.casefold()]
    spans = [Span(text or ("" if notes or loose else "–"))]
    for place, record in enumerate(notes):
        spans.append(Span(", " if place else " ", color=ACCENT))
        minute = facts.book.minute_text(record)
        spans.append(Span(minute, face=MEDIUM, size=7.2, color=ACCENT, link=facts.target(record.id)))
    if loose:
        spans.append(Span(f" ({', '.join(loose)})"))
    return spans


def _seats(facts: Facts) -> list[Strip]:
    """The room in words, and which seat each case pupil had."""
    found = facts.book.book.first(Seating)
    if found is None:
        return []
    seats = ", ".join(f"{letter} = {seat}" for letter, seat in found.payload.case_pupils.items())
    text = ". ".join(part for part in (found.payload.layout.strip().rstrip("."), seats) if part)
    if not text:
        return []
    whole = facts.translator.gettext("Seats: {seats}", seats=text)
    return text_strips(facts.para(whole, SIDE, WIDTH), LEFT, 1.2 * mm)
