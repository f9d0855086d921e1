"""A line of the sheet: what was seen or heard, and its effect (P1)."""

from lesvisit.blocks.drawing import Drawing, Pad, Room
from lesvisit.blocks.kind import BlockKind
from lesvisit.domain.template import Block
from lesvisit.i18n import N_, Translator


class NoteKind(BlockKind):
    """The sheet itself: its lines are in debrief and papers as lines."""

    type = "note"
    name = N_("Notes")
    about = N_("Free lines with the lesson minute: what pupils do, say or write, and what it does to them.")
    method = "text"

    def sketch(self, block: Block, says: Translator, room: Room) -> Drawing:
        pad = Pad(room)
        for row, share in enumerate((0.8, 0.62, 0.72)):
            y = 8 + row * 18
            pad.line(((4, y), (18, y)), "ctl", 1.5)
            pad.disc(30, y, 3)
            pad.line(((40, y), (40 + (room.width - 44) * share, y)), "ctl", 1.5)
        pad.line(((24, 0), (24, 54)), "accent", 1.0)
        return pad.done(54)


KIND = NoteKind()
