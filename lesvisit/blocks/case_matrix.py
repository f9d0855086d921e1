"""Case pupils: what the design predicts beside what was seen, phase by phase; and the criterion reached (P9)."""

from collections.abc import Mapping
from typing import Any

from lesvisit.blocks import case_cells
from lesvisit.blocks.drawing import Drawing, Pad, Room
from lesvisit.blocks.kind import BlockKind, Count, Press, Row, minutes_of
from lesvisit.domain.events import CaseCell, Entry, Note
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator

REACHED: Mapping[str, str] = {
    "yes": N_("yes"),
    "partly": N_("partly"),
    "no": N_("no"),
    "not_seen": N_("not seen"),
}


class CaseMatrixKind(BlockKind):
    """A few pupils, each standing for a group of learners. Items are their letters; else those of the seating."""

    type = "case_matrix"
    name = N_("Case pupils")
    about = N_("A few pupils followed through the lesson: what you predict beside what you see.")
    method = "text"
    has_items = True
    least_items = 0
    most_items = 12
    item_word = N_("pupil")
    has_codes = True

    def presses(self, block: Block) -> tuple[Press, ...]:
        """None: letters of case pupils have their own slash codes, which make a line about them."""
        return ()

    def rows(self, view: VisitBook, block: Block, says: Translator) -> tuple[Row, ...]:
        return tuple(row for record in view.of_block(block.id) for row in _row(view, record, says))

    def counts(self, view: VisitBook, block: Block, says: Translator) -> tuple[Count, ...]:
        """When something was noted about each pupil."""
        notes = view.book.of(Note)
        return tuple(
            Count(letter, letter, minutes_of(view, (r for r in notes if letter in r.payload.case_letters)), "note")
            for letter in case_cells.letters(view, block)
        )

    def drawing(self, view: VisitBook, block: Block, says: Translator, room: Room) -> Drawing | None:
        from lesvisit.blocks.case_drawing import matrix_drawing

        return matrix_drawing(view, block, says, room)

    def sketch(self, block: Block, says: Translator, room: Room) -> Drawing:
        pad = Pad(room)
        step = (room.width - 20) / 3
        for place, letter in enumerate(case_cells.DEFAULT_LETTERS):
            x = 20 + place * step
            pad.disc(x + 8, 8, 7.5, "", "ink", 1.3)
            pad.text(x + 8, 1, letter, 11, bold=True, align="center")
        for row, shares in enumerate(((0.7, 0.5, 0.9), (0.5, 0.9, 0.6))):
            y = 30 + row * 18
            pad.rule(0, room.width, y - 9, "hair")
            pad.text(0, y - 8, f"F{row + 1}", 11, tone="muted", bold=True)
            for place, share in enumerate(shares):
                x = 20 + place * step
                pad.line(((x, y), (x + (step * 0.4) * share, y)), "hair", 1.5)
                pad.line(((x + step * 0.46, y), (x + step * 0.46 + step * 0.44 * share, y)), "ctl", 1.5)
        return pad.done(58)


def phase_words(view: VisitBook, phase_id: str) -> str:
    """A phase as it is named in the sheet: code and name, or what the file called it."""
    phase = case_cells.phase_of(view, phase_id)
    return f"{view.codes.get(phase.id, '')} {phase.name}".strip() if phase is not None else phase_id


def reached_words(value: str, says: Translator) -> str:
    """Whether the criterion was reached, in words; what this version does not know stays as it is."""
    return says.gettext(REACHED[value]) if value in REACHED else value


def _row(view: VisitBook, record: Record[Any], says: Translator) -> tuple[Row, ...]:
    match record.payload:
        case CaseCell() as cell:
            label = " · ".join(part for part in (cell.pupil, phase_words(view, cell.phase_id)) if part)
            return (Row(record, cell.pupil, label, cell.observed, cell.predicted),)
        case Entry() as entry:
            label = says.gettext("{pupil} · criterion reached", pupil=entry.item)
            return (Row(record, entry.item, label, reached_words(entry.value, says)),)
        case _:
            return ()


KIND = CaseMatrixKind()
