"""The dot field: how widely something was seen in pupils. A sign and not a count, always with its words."""

from lesvisit.domain.shapes import DOT_FIELDS, Breadth
from lesvisit.i18n import N_
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import INK, mm

FIELD_W, FIELD_H = 12.3 * mm, 3.8 * mm
_R, _PITCH = 0.7 * mm, 2.05 * mm
BREADTH_WORDS = {
    Breadth.MOST: N_("in most pupils"),
    Breadth.SOME: N_("in some pupils"),
    Breadth.NOT_SEEN: N_("not seen"),
    Breadth.NOT_OBSERVABLE: N_("could not be seen"),
    None: N_("not filled in"),
}


def dot_field(sheet: Sheet, breadth: Breadth | None, x: float, y: float) -> None:
    """Twelve pupils, 6 x 2, with the top left at (x, y)."""
    if breadth is None:
        sheet.line(x, y + FIELD_H / 2, x + 3 * mm, y + FIELD_H / 2, 0.6)
    elif breadth is Breadth.NOT_OBSERVABLE:
        sheet.rect(x, y, FIELD_W, FIELD_H, stroke=INK, width=0.5, dash=(1.4, 1.2), radius=0.9 * mm)
        sheet.line(x + 3 * mm, y + FIELD_H - 0.9 * mm, x + FIELD_W - 3 * mm, y + 0.9 * mm, 0.5)
    else:
        for place, filled in enumerate(DOT_FIELDS[breadth]):
            cx = x + 0.9 * mm + (place % 6) * _PITCH
            cy = y + 0.9 * mm + (place // 6) * _PITCH
            sheet.disc(cx, cy, _R, fill=INK if filled else "", stroke=INK, width=0.45)
