"""The blocks of the form in the paper of the two: each as it looks back in the debrief, under its name and method.

Counters, waits, the first round and the case pupils have drawings of their own in this paper, and stay there.
"""

from collections.abc import Iterator
from functools import partial

from lesvisit.blocks import kind_of
from lesvisit.blocks.by_observer import drawn_each, several
from lesvisit.blocks.drawing import Drawing, Room
from lesvisit.blocks.interval_slots import length_words, seconds_of
from lesvisit.blocks.kind import block_label
from lesvisit.domain.events import Entry, Sweep
from lesvisit.domain.template import Block, Section, text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.reports.chapters import SIDE, continued, short
from lesvisit.reports.drawing_strips import drawing_strips
from lesvisit.reports.drawn import paper_room
from lesvisit.reports.facts import Facts
from lesvisit.reports.flow import Strip, text_strips
from lesvisit.reports.parts import HEAD_H
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import LEFT, RIGHT, SECTION, WIDTH, mm
from lesvisit.reports.text import measure

ELSEWHERE = ("note", "tally", "case_matrix")  # lines, tallies and case pupils have a place of their own
OUR_OWN = ("", "LesVisit")  # a form that names nobody
_SIDE_W = 60 * mm


def block_strips(facts: Facts) -> list[Strip]:
    """A section for each block with something in it that stands nowhere else, then where the form comes from."""
    template = facts.book.template
    if template is None:
        return []
    strips = [strip for section in template.sections for strip in _section(facts, section)]
    return [*strips, *_origin(facts)] if strips else []


def _section(facts: Facts, section: Section) -> Iterator[Strip]:
    """Fields that follow each other stand together below the title of their section: each tells its own name."""
    room = paper_room(facts.fonts, WIDTH)
    fields = False
    for block in section.blocks:
        kind = kind_of(block.type)
        if kind is None or not facts.book.of_block(block.id) or _stands_elsewhere(facts, block):
            continue
        drawing = drawn_each(facts.book, (block,), facts.translator, room, partial(_drawn, facts, block))
        if drawing is None:
            continue
        first, fields = not (fields and block.type == "field"), block.type == "field"
        yield from _block(facts, section, block, drawing, headed=first)


def _drawn(facts: Facts, block: Block, view: VisitBook, room: Room) -> Drawing | None:
    kind = kind_of(block.type)
    return kind.drawing(view, block, facts.translator, room) if kind is not None else None


def _block(facts: Facts, section: Section, block: Block, drawing: Drawing, *, headed: bool) -> list[Strip]:
    title, method = _title(facts, section, block), _method(facts, block)
    strips = continued(facts, short(title), drawing_strips(drawing, LEFT))
    return [wrapped_section(facts, title, method if method != title else ""), *strips] if headed else strips


def _title(facts: Facts, section: Section, block: Block) -> str:
    kind = kind_of(block.type)
    assert kind is not None
    words = text_in(section.title, facts.translator.language) if block.type == "field" else ""
    words = words or block_label(block, facts.translator) or facts.translator.gettext(kind.name)
    code = facts.book.codes.get(facts.book.linked(block), "")
    words = words[:1].upper() + words[1:]
    return f"{words} · {code}" if code else words


def _stands_elsewhere(facts: Facts, block: Block) -> bool:
    view = facts.book
    if block.type == "duration":
        return all(is_wait(record.payload) for record in view.of_block(block.id))
    if block.type == "sweep":
        return block == facts.sweep_block and not _more_counted(view, block) and not several(view, (block,))
    if block.type == "seat_map":  # a room in which nothing was marked stands below the case pupils, in words
        return not any(isinstance(record.payload, Entry) for record in view.of_block(block.id))
    return block.type in ELSEWHERE


def is_wait(payload: object) -> bool:
    """A measured wait, told by the stopwatch of this paper; who talks, and what nobody stopped, is not."""
    item, running = getattr(payload, "item", ""), getattr(payload, "running", False)
    return not item and not running and not getattr(payload, "extra", {}).get("seconds_unknown")


def _more_counted(view: VisitBook, block: Block) -> bool:
    """Were more categories counted than the one on page one?"""
    return any(len(r.payload.counts) > 1 for r in view.of_block(block.id) if isinstance(r.payload, Sweep))


# Words


def wrapped_section(facts: Facts, title: str, side: str = "") -> Strip:
    """A section head that goes on in a next line where it is too long, held with what follows."""
    beside = facts.para(side, SIDE, _SIDE_W)
    wide = min(measure(facts.fonts, side, SIDE), _SIDE_W) + 4 * mm if side else 0.0
    words = facts.para(title, SECTION, WIDTH - wide)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.rule(y)
        with sheet.tag("H3"):
            sheet.para(words, LEFT, y + 1.9 * mm)
        if side:
            sheet.para(beside, RIGHT - beside.widest, y + 2.6 * mm)

    height = max(words.height + 2.4 * mm, beside.height + 3 * mm if side else 0.0, HEAD_H - 0.2 * mm)
    return Strip(height, draw, gap=4.2 * mm, keep=True, head=True)


def _method(facts: Facts, block: Block) -> str:
    """How was counted; with the length of its intervals, which stands with every count."""
    _ = facts.translator.gettext
    if block.type == "interval_grid":
        return _("intervals of {length}", length=length_words(seconds_of(block), facts.translator))
    kind = kind_of(block.type)
    return _(kind.name) if kind is not None else ""


def _origin(facts: Facts) -> Iterator[Strip]:
    """Who made a form that is not ours, and what they ask to be said with it."""
    template = facts.book.template
    assert template is not None
    language = facts.translator.language
    texts = [
        template.attribution if template.attribution not in OUR_OWN else "",
        text_in(template.disclaimer, language),
    ]
    texts += [block.attribution for block in template.all_blocks if block.attribution not in OUR_OWN]
    for text in dict.fromkeys(text for text in texts if text.strip()):
        yield from text_strips(facts.para(text, SIDE, WIDTH), LEFT, 2 * mm)
