"""The empty shape of each type of building block: what is filled in by pen where the app is filled in by key."""

from collections.abc import Callable, Sequence

from lesvisit.blocks.field import CHOICE, WORDS, input_of
from lesvisit.domain.template import Block, Item
from lesvisit.reports.blank_grids import case_matrix, check, interval_grid, rating
from lesvisit.reports.blank_making import LABEL_W, MINUTE_W, NOTE_H, ROW_H, TALL_H, Making, legend
from lesvisit.reports.blank_seats import seat_strips
from lesvisit.reports.blank_table import LABEL, Cell, Col, Row, open_rows, shared, table
from lesvisit.reports.flow import Strip
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import INK, LEFT, LINE, RIGHT, WHITE, WIDTH, mm
from lesvisit.reports.text import measure

_ROUNDS, _LINES = 8, 10


def shape(block: Block, making: Making) -> list[Strip]:
    """The empty shape of one block; lines to write on for a type that this version does not know."""
    return _SHAPES.get(block.type, _lines_shape)(block, making)


# Lines


def note_strips(making: Making, count: int, asked: str = "") -> list[Strip]:
    """Lines with a place for the minute, the kind and the goal; `asked` stands above them."""
    _ = making.translator.gettext
    cols = [
        Col(MINUTE_W, _("min")),
        Col(WIDTH - MINUTE_W - 32 * mm, asked or _("What did you see or hear?")),
        Col(14 * mm, _("Kind")),
        Col(18 * mm, _("Goal")),
    ]
    return table(making.fonts, cols, open_rows(count), NOTE_H)


def _note(block: Block, making: Making) -> list[Strip]:
    return note_strips(making, _LINES, making.words(block.label))


def _lines_shape(block: Block, making: Making, count: int = 4) -> list[Strip]:
    def draw(sheet: Sheet, y: float) -> None:
        sheet.rule(y + NOTE_H, 0.4, LINE)

    return [Strip(NOTE_H, draw)] * count


def _field(block: Block, making: Making) -> list[Strip]:
    """Words: lines; a choice: boxes; a number or a date: one short line."""
    wanted = input_of(block)
    if wanted == WORDS:
        return _lines_shape(block, making)
    if wanted == CHOICE:
        return _boxes([making.words(item.label) for item in block.items], making)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.line(LEFT, y + NOTE_H, LEFT + 50 * mm, y + NOTE_H, 0.5, INK)

    return [Strip(NOTE_H + 1 * mm, draw)]


def _boxes(labels: Sequence[str], making: Making) -> list[Strip]:
    """A box before each label, as many on a line as fit."""
    strips: list[Strip] = []
    line: list[tuple[float, str]] = []
    x = LEFT
    for label in labels:
        wide = 5.4 * mm + measure(making.fonts, label, LABEL) + 6 * mm
        if line and x + wide > RIGHT:
            strips.append(_box_line(line))
            line, x = [], LEFT
        line.append((x, label))
        x += wide
    return [*strips, _box_line(line)] if line else strips


def _box_line(line: Sequence[tuple[float, str]]) -> Strip:
    def draw(sheet: Sheet, y: float) -> None:
        for x, label in line:
            sheet.rect(x, y + 1.6 * mm, 3.4 * mm, 3.4 * mm, fill=WHITE, stroke=INK, width=0.7)
            sheet.text(x + 5.4 * mm, y + 4.5 * mm, label, LABEL)

    return Strip(6.6 * mm, draw)


def _columns(block: Block, making: Making) -> list[Strip]:
    heads = [making.words(item.label) for item in block.items]
    cols = [Col(MINUTE_W, making.translator.gettext("min")), *shared(WIDTH - MINUTE_W, heads)]
    return table(making.fonts, cols, open_rows(_ROUNDS), TALL_H)


def _utterance(block: Block, making: Making) -> list[Strip]:
    """Minute, kind, who, the words as they sounded; the kinds with their codes above."""
    _ = making.translator.gettext
    kinds = [_coded(item, making) for item in block.items]
    who = [Col(20 * mm, _("Who"))] if _says_who(block) else []
    kind = [Col(24 * mm, _("Kind"))] if kinds else []
    rest = WIDTH - MINUTE_W - sum(col.width for col in (*who, *kind))
    cols = [Col(MINUTE_W, _("min")), *kind, *who, Col(rest, _("The words as they sounded"))]
    return [*legend(kinds, making), *table(making.fonts, cols, open_rows(_LINES), NOTE_H)]


def _says_who(block: Block) -> bool:
    return block.options.get("speakers", True) is not False


def _coded(item: Item, making: Making) -> str:
    words = making.words(item.label)
    return f"{item.code} {words}" if item.code else words


# Counting


def tally_strips(blocks: Sequence[Block], making: Making) -> list[Strip]:
    """Several counters as one table, a column for each phase or each five minutes: when, not how often."""
    heads = [text.partition(" ")[0] for text in making.occasion.phases] or _fives(making.minutes)
    cols = [Col(LABEL_W), *(Col((WIDTH - LABEL_W) / len(heads), head) for head in heads)]
    rows: list[Row] = []
    group = ""
    for block in blocks:
        own = making.words(block.group)
        if own and own != group:
            rows.append(Row([Cell(own)], group=True))
        group = own
        code = block.options.get("code")
        rows.append(Row([Cell(making.words(block.label), str(code or ""), making.words(block.help))]))
    return table(making.fonts, cols, rows, ROW_H)


def _fives(minutes: int) -> list[str]:
    step = next(s for s in (5, 10, 15, 30, 600) if minutes / s <= 6)
    return [f"{start}–{min(start + step, minutes)}" for start in range(0, minutes, step)]


def _duration(block: Block, making: Making) -> list[Strip]:
    """A wait: minute, seconds, who answered; talking: a bar to draw for each who talks."""
    _ = making.translator.gettext
    items = [making.words(item.label) for item in block.items]
    if block.options.get("mode") == "toggle":
        return _axis([Cell(text) for text in items] or [Cell(making.words(block.label))], making)
    cols = [Col(MINUTE_W, _("min")), Col(18 * mm, _("seconds"))]
    rest = WIDTH - sum(col.width for col in cols)
    cols += shared(rest, items) if items else [Col(rest, _("What happened?"))]
    return table(making.fonts, cols, open_rows(_LINES), ROW_H)


def _axis(labels: Sequence[Cell], making: Making) -> list[Strip]:
    heads = _fives(making.minutes)
    cols = [Col(LABEL_W), *(Col((WIDTH - LABEL_W) / len(heads), head) for head in heads)]
    return table(making.fonts, cols, [Row([label]) for label in labels], ROW_H)


def _sweep(block: Block, making: Making) -> list[Strip]:
    """A round on each line, its minute printed when rounds come at fixed times."""
    _ = making.translator.gettext
    every = block.options.get("minutes")
    step = every if isinstance(every, int) and every > 0 else 0
    minutes = [str(m) for m in range(step, making.minutes + 1, step)][:20] if step else [""] * _ROUNDS
    cols = [
        Col(MINUTE_W, _("min")),
        Col(20 * mm, _("present")),
        *shared(WIDTH - MINUTE_W - 20 * mm, [making.words(item.label) for item in block.items] or [""]),
    ]
    return table(making.fonts, cols, [Row([Cell(minute)]) for minute in minutes or [""] * _ROUNDS], ROW_H)


def _seat_map(block: Block, making: Making) -> list[Strip]:
    return seat_strips(block, making.fonts, making.translator, making.occasion.seats)


_SHAPES: dict[str, Callable[[Block, Making], list[Strip]]] = {
    "note": _note,
    "tally": lambda block, making: tally_strips([block], making),
    "field": _field,
    "columns": _columns,
    "utterance": _utterance,
    "duration": _duration,
    "sweep": _sweep,
    "check": check,
    "rating": rating,
    "interval_grid": interval_grid,
    "case_matrix": case_matrix,
    "seat_map": _seat_map,
}
