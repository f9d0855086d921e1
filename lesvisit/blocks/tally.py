"""A counter: every press is a time, never only a total (P5)."""

from lesvisit.blocks.drawing import Drawing, Pad, Room, axis_of
from lesvisit.blocks.kind import BlockKind, Count, Press, Pressed, Row, block_label, minutes_of, per_phase
from lesvisit.domain.events import Tick
from lesvisit.domain.template import Block, text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator

_LABEL_W, _NUMBER_W = 190.0, 34.0


class TallyKind(BlockKind):
    """One counter with one key."""

    type = "tally"
    name = N_("Counter")
    about = N_("One key, one mark: how often something happens, and when.")
    quick = True

    def presses(self, block: Block) -> tuple[Press, ...]:
        code = block.options.get("code")
        return (Press(block.id, block.id, block.label, code if isinstance(code, str) else ""),)

    def press(self, view: VisitBook, block: Block, item_id: str, minute: float | None) -> Pressed | None:
        return Pressed(Tick(block.id))

    def rows(self, view: VisitBook, block: Block, says: Translator) -> tuple[Row, ...]:
        label = block_label(block, says)
        return tuple(Row(record, block.id, label) for record in self.events(view, block))

    def counts(self, view: VisitBook, block: Block, says: Translator) -> tuple[Count, ...]:
        return (Count(block.id, block_label(block, says), minutes_of(view, self.events(view, block))),)

    def summary(self, view: VisitBook, block: Block, says: Translator) -> str:
        pressed = len(self.events(view, block))
        return str(pressed) if pressed else ""

    def drawing(self, view: VisitBook, block: Block, says: Translator, room: Room) -> Drawing | None:
        minutes = minutes_of(view, self.events(view, block))
        if not minutes:
            return None
        pad = Pad(room)
        axis = axis_of(view, min(_LABEL_W, room.width * 0.35), room.width - _NUMBER_W)
        label = block_label(block, says)
        y = axis.heads(pad, 0)
        axis.lines(pad, y, y + 20)
        pad.text(0, y + 1, room.fitting(label, axis.left - 12), 13)
        for minute in minutes:
            x = axis.x(minute)
            pad.line(((x, y + 3), (x, y + 17)), "ink", 1.5)
        pad.text(room.width, y + 1, str(len(minutes)), 13, bold=True, align="right")
        height = y + 22 + axis.feet(pad, y + 22)
        codes = (view.codes.get(ref, "") for ref in per_phase(view, minutes))
        phases = zip(codes, per_phase(view, minutes).values(), strict=True)
        spread = ", ".join(f"{code} {count}" for code, count in phases if code)
        return pad.done(height, f"{label}: {len(minutes)}" + (f" ({spread})" if spread else ""))

    def sketch(self, block: Block, says: Translator, room: Room) -> Drawing:
        pad = Pad(room)
        word = text_in(block.label, says.language)
        pad.text(0, 0, room.fitting(word, room.width * 0.6), 12)
        pad.turf(room.width * 0.66, 2, 7, 11)
        return pad.done(18)


KIND = TallyKind()
