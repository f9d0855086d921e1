"""Case pupils: what was predicted beside what was seen, per phase, three pupils beside each other."""

from collections.abc import Sequence
from dataclasses import replace

from lesvisit.blocks import case_cells
from lesvisit.blocks.case_matrix import reached_words
from lesvisit.domain.events import CaseCell, Seating
from lesvisit.domain.shapes import Shape
from lesvisit.reports.chapters import SIDE, continued, continued_head, fact_row, section
from lesvisit.reports.facts import Facts
from lesvisit.reports.flow import WHOLE, Strip, text_strips
from lesvisit.reports.marks import mark
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import ACCENT, HAIR, ITALIC, LEFT, MEDIUM, SANS, SEMIBOLD, SOFT, WIDTH, Style, mm
from lesvisit.reports.tagging import Tag, table_row
from lesvisit.reports.text import Para, Span

_FIRST_X, _STEP, _SEEN = 30 * mm, 54.6 * mm, 25 * mm
_PREDICTED = Style(ITALIC, 7.6, 9.8, SOFT)
_OBSERVED = Style(SANS, 7.9, 9.8)
_PHASE = Style(SEMIBOLD, 7.6, 9.8)
_NOT_NOTED = {"niet genoteerd", "not noted", ""}
_BESIDE = 3
Cells = dict[tuple[str, str], CaseCell]
Columns = list[tuple[float, Para]]


def case_strips(facts: Facts) -> list[Strip]:
    """One table per three pupils, then where they sat."""
    cells = _cells(facts)
    pupils = sorted({pupil for pupil, _phase in cells})
    title = facts.translator.gettext("Case pupils: predicted and seen")
    strips: list[Strip] = []
    for start in range(0, len(pupils), _BESIDE):
        strips.extend(_table(facts, cells, pupils[start : start + _BESIDE], title))
    if strips:
        text = facts.translator.gettext("– not noted. A coloured minute leads to the note.")
        strips.extend(text_strips(facts.para(text, SIDE, WIDTH), LEFT, 1.6 * mm))
        strips[0] = replace(strips[0], gap=0.0)
    strips.extend([*_reached(facts), *_seats(facts)])
    return [section(title, "cases"), *continued(facts, title, strips)] if strips else []


def _cells(facts: Facts) -> Cells:
    """What was predicted and what was seen may be written apart; here they stand beside each other."""
    found: dict[tuple[str, str], list[CaseCell]] = {}
    for record in case_cells.own_last(facts.book.book.of(CaseCell)):
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


def _table(facts: Facts, cells: Cells, pupils: list[str], title: str) -> list[Strip]:
    table = Tag("Table")
    head = _head(facts, pupils, table)
    again = _under(continued_head(facts, title), head)
    order = [p.id for p in facts.book.phases]
    others = sorted({phase for _pupil, phase in cells if phase not in order})
    phases = [phase for phase in (*order, *others) if _filled(cells, pupils, phase)]
    rows = [strip for phase in phases for strip in _row(facts, cells, pupils, phase, table)]
    if not rows:
        return []
    rows = [replace(row, again=again) for row in rows]
    return [Strip(head.height, head.draw, 4 * mm, head=True), *rows]


def _under(upper: Strip, lower: Strip) -> Strip:
    """Two heads as one."""

    def draw(sheet: Sheet, y: float) -> None:
        upper.draw(sheet, y)
        lower.draw(sheet, y + upper.height)

    return Strip(upper.height + lower.height, draw)


def _filled(cells: Cells, pupils: list[str], phase: str) -> bool:
    found = [cells[pupil, phase] for pupil in pupils if (pupil, phase) in cells]
    return any(c.predicted.strip() or _observed(c) or c.evidence for c in found)


def _observed(cell: CaseCell) -> str:
    return "" if cell.observed.strip().casefold() in _NOT_NOTED else cell.observed


def _head(facts: Facts, pupils: list[str], table: Tag) -> Strip:
    _ = facts.translator.gettext
    tags = table_row(table, 2 * len(pupils) + 1, head=True)

    def draw(sheet: Sheet, y: float) -> None:
        base = y + 3.2 * mm
        with sheet.tag(tags[0]):  # nothing stands above the phases
            pass
        for place, pupil in enumerate(pupils):
            x = _FIRST_X + place * _STEP
            with sheet.tag(tags[2 * place + 1]), sheet.tag("P"):
                mark(sheet, Shape.RING, x + 1.5 * mm, base - 2.7, pupil, 2.3 * mm)
                sheet.text(x + 4.6 * mm, base, _("predicted"), _PREDICTED)
            with sheet.tag(tags[2 * place + 2]):
                sheet.text(x + _SEEN, base, _("seen"), _PHASE)
        sheet.rule(y + 5 * mm, 0.7)

    return Strip(5.6 * mm, draw)


def _row(facts: Facts, cells: Cells, pupils: list[str], phase: str, table: Tag) -> list[Strip]:
    """One strip; a row higher than 40 mm may break between its lines."""
    columns: Columns = [(LEFT, facts.para(facts.book.codes.get(phase, phase), _PHASE, 10 * mm))]
    for place, pupil in enumerate(pupils):
        x = _FIRST_X + place * _STEP
        cell = cells.get((pupil, phase), CaseCell(pupil, phase))
        columns.append((x, facts.para(cell.predicted.strip() or "–", _PREDICTED, 23 * mm)))
        columns.append((x + _SEEN, facts.para(_seen(facts, cell), _OBSERVED, 27.4 * mm)))
    lines = max(len(block.lines) for _x, block in columns)
    height = lines * _PHASE.leading + 2.6 * mm
    tags = [Tag("P", cell) for cell in table_row(table, len(columns), named=True)]
    if height <= WHOLE:
        return [_rows(columns, tags, 0, lines)]
    strips = [_rows(columns, tags, n, n + 1, n == 0, n == lines - 1) for n in range(lines)]
    return [replace(strip, keep=n in (0, lines - 2)) for n, strip in enumerate(strips)]


def _rows(
    columns: Columns, tags: Sequence[Tag], start: int, stop: int, first: bool = True, last: bool = True
) -> Strip:
    """Some lines of a row, with the white above the first and the rule below the last."""
    top, low = (1 * mm if first else 0.0), (1.6 * mm if last else 0.0)
    height = top + (stop - start) * _PHASE.leading + low

    def draw(sheet: Sheet, y: float) -> None:
        for (x, block), tag in zip(columns, tags, strict=True):
            with sheet.tag(tag):
                sheet.para(block.part(start, stop), x, y + top)
        if last:
            sheet.rule(y + height - 0.4 * mm, 0.4, HAIR)

    return Strip(height, draw)


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
