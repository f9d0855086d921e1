"""Empty checklists, ratings, interval grids and sheets of case pupils."""

from collections.abc import Sequence

from lesvisit.blocks.case_cells import DEFAULT_LETTERS
from lesvisit.domain.template import Block, Item, Scale
from lesvisit.reports.blank_making import LABEL_W, NOTE_H, ROW_H, TALL_H, Making, legend
from lesvisit.reports.blank_table import Cell, Col, Row, open_rows, table
from lesvisit.reports.flow import Strip
from lesvisit.reports.style import WIDTH, mm

_TICK_W = 4.15 * mm  # the narrowest cell that a pen can tick


def check(block: Block, making: Making) -> list[Strip]:
    """Yes, no, not seen or not applicable for each point, and where it was first seen."""
    _ = making.translator.gettext
    heads = (_("yes"), _("no"), _("not seen"), _("n.a."))
    label = 84 * mm
    cols = [Col(label), *(Col(13 * mm, h, center=True) for h in heads)]
    cols.append(Col(WIDTH - label - 52 * mm, _("first seen, and what")))
    return table(making.fonts, cols, _item_rows(block.items, making), ROW_H)


def _item_rows(items: Sequence[Item], making: Making) -> list[Row]:
    """Items under the heads of their groups."""
    rows: list[Row] = []
    group = ""
    for item in items:
        own = making.words(item.group)
        if own and own != group:
            rows.append(Row([Cell(own)], group=True))
        group = own
        rows.append(Row([Cell(making.words(item.label), item.code, making.words(item.help))]))
    return rows


def rating(block: Block, making: Making) -> list[Strip]:
    """Named values side by side, what each means above; never a number to add up."""
    _ = making.translator.gettext
    scale = making.template.scale_of(block)
    names = _anchors(scale, making)
    if scale is not None and scale.na:
        names.append(_("n.a."))
    label = 62 * mm
    wide = min(18 * mm, 72 * mm / max(len(names), 1))
    cols = [Col(label), *(Col(wide, name, center=True) for name in names)]
    cols.append(Col(WIDTH - label - wide * len(names), _("what you saw, with the minute")))
    return [*_meanings(scale, making), *table(making.fonts, cols, _item_rows(block.items, making), TALL_H)]


def _anchors(scale: Scale | None, making: Making) -> list[str]:
    return [making.words(anchor.label) or anchor.value for anchor in scale.anchors] if scale else []


def _meanings(scale: Scale | None, making: Making) -> list[Strip]:
    told = [(making.words(a.label) or a.value, making.words(a.help)) for a in scale.anchors] if scale else []
    return legend([f"{name}: {meaning}" for name, meaning in told if meaning], making)


def interval_grid(block: Block, making: Making) -> list[Strip]:
    """A column for each interval; more than fit go on in a next table."""
    _ = making.translator.gettext
    seconds = block.options.get("seconds")
    length = seconds if isinstance(seconds, int) and seconds > 0 else 120
    count = max(-(-making.minutes * 60 // length), 1)
    per = int((WIDTH - LABEL_W) / _TICK_W)
    tables = -(-count // per)
    per = -(-count // tables)
    rows = [*_item_rows(block.items, making), *_scale_rows(block, making)]
    strips: list[Strip] = []
    for first in range(0, count, per):
        wide = (WIDTH - LABEL_W) / per
        starts = [_start(slot * length) for slot in range(first, min(first + per, count))]
        cols = [Col(LABEL_W, _("from minute")), *(Col(wide, start, center=True) for start in starts)]
        if strips:
            strips.append(Strip(5 * mm, lambda sheet, y: None))
        strips.extend(table(making.fonts, cols, rows, 5.4 * mm))
    if block.options.get("comment"):
        strips.extend(_comment(making))
    return strips


def _start(seconds: int) -> str:
    return str(seconds // 60) if seconds % 60 == 0 else f"{seconds // 60}:{seconds % 60:02d}"


def _scale_rows(block: Block, making: Making) -> list[Row]:
    scale = making.template.scale_of(block)
    if scale is None:
        return []
    title = making.words(scale.label) or making.translator.gettext("Per interval")
    return [Row([Cell(title)], group=True), *(Row([Cell(name)]) for name in _anchors(scale, making))]


def _comment(making: Making) -> list[Strip]:
    _ = making.translator.gettext
    cols = [Col(22 * mm, _("from minute")), Col(WIDTH - 22 * mm, _("Comment"))]
    gap = Strip(4 * mm, lambda sheet, y: None)
    return [gap, *table(making.fonts, cols, open_rows(4), NOTE_H)]


def case_matrix(block: Block, making: Making) -> list[Strip]:
    """Predicted and seen beside each other for each case pupil, a row for each phase."""
    _ = making.translator.gettext
    letters = (making.occasion.letters or DEFAULT_LETTERS)[:6]
    phases = making.occasion.phases or tuple(f"F{n}" for n in range(1, 6))
    strips: list[Strip] = []
    for first in range(0, len(letters), 3):
        some = letters[first : first + 3]
        wide = (WIDTH - 24 * mm) / (2 * len(some))
        cols = [Col(24 * mm, _("Phase"))]
        for letter in some:
            cols += [Col(wide, _("{pupil} predicted", pupil=letter)), Col(wide, _("{pupil} seen", pupil=letter))]
        if strips:
            strips.append(Strip(5 * mm, lambda sheet, y: None))
        strips.extend(table(making.fonts, cols, [Row([Cell(phase)]) for phase in phases], 17 * mm))
    return strips
