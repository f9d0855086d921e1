"""Without a design: what pupils did, by observation question, else by phase; without notes the page says so."""

from lesvisit.domain.events import Note
from lesvisit.domain.records import Record
from lesvisit.domain.shapes import Shape
from lesvisit.reports.facts import Facts
from lesvisit.reports.marks import told_mark
from lesvisit.reports.parts import HEAD_H, Part, section_head
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import ACCENT, LEFT, MINUTE, RIGHT, SEMIBOLD, TEXT, TEXT_W, TEXT_X, Style, mm
from lesvisit.reports.text import clipped

_TEXT_AT = 16 * mm
_GROUP = Style(SEMIBOLD, 8, 10.7, ACCENT)
_PUPILS = {Shape.DISC, Shape.SQUARE, Shape.RING, Shape.STROKES}
Row = tuple[str, Record[Note]]


def seen_part(facts: Facts, room: float) -> Part | None:
    """As many lines about pupils as there is room for; all of them stand under All notes."""
    _ = facts.translator.gettext
    notes = [r for r in facts.book.notes if r.payload.shape in _PUPILS]
    if not facts.book.notes:
        return _nothing(facts)
    if not notes:
        return None
    count = max(1, int((room - HEAD_H) / (TEXT.leading + 0.8 * mm)))
    rows = _rows(facts, notes, count)
    line_h = TEXT.leading + 0.8 * mm

    def draw(sheet: Sheet, y: float) -> None:
        section_head(sheet, y, _("What pupils did"))
        y += HEAD_H - 0.6 * mm
        for label, record in rows:
            if label:
                sheet.text(LEFT, y + 3 * mm, label, _GROUP)
            with sheet.tag("P"):
                _row(sheet, facts, record, y)
            y += line_h

    return Part(HEAD_H + len(rows) * line_h, draw)


def _rows(facts: Facts, notes: list[Record[Note]], count: int) -> list[Row]:
    """By observation question where a note has one, else by phase; each group has its label once."""
    rows: list[Row] = []
    order: dict[str, list[Record[Note]]] = {}
    for record in notes:
        order.setdefault(_group(facts, record), []).append(record)
    groups = sorted(order.items(), key=lambda item: (item[0] == "", _natural(item[0])))
    quota = _shares([len(members) for _label, members in groups], count)
    for (label, members), share in zip(groups, quota, strict=True):
        rows.extend((label if n == 0 else "", record) for n, record in enumerate(members[:share]))
    return rows


def _natural(label: str) -> tuple[str, int]:
    """`F10` after `F9`."""
    word = label.rstrip("0123456789")
    return word, int(label[len(word) :] or 0)


def _shares(sizes: list[int], count: int) -> list[int]:
    """So many rows for each group, dealt out in turn."""
    shares = [0] * len(sizes)
    while sum(shares) < min(count, sum(sizes)):
        for place, size in enumerate(sizes):
            if shares[place] < size and sum(shares) < count:
                shares[place] += 1
    return shares


def _group(facts: Facts, record: Record[Note]) -> str:
    words = [facts.question_word(link) for link in record.payload.links]
    found = next((word for word in words if word), "")
    phase = facts.book.phase_of(record)
    return found or (facts.book.codes.get(phase.id, "") if phase else "")


def _row(sheet: Sheet, facts: Facts, record: Record[Note], y: float) -> None:
    note = record.payload
    base = y + 3 * mm
    sheet.minute(TEXT_X + 4 * mm, base, facts.book.minute_text(record), MINUTE, facts.target(record.id))
    letter = "".join(note.case_letters[:1])
    told_mark(sheet, facts.translator, note.shape, TEXT_X + 12 * mm, base - 2.6, letter, facts.look(record))
    sheet.para(clipped(facts.fonts, facts.para(note.text, TEXT, TEXT_W - _TEXT_AT), 1), TEXT_X + _TEXT_AT, y)


def _nothing(facts: Facts) -> Part:
    text = facts.para(facts.translator.gettext("Nothing was written down."), TEXT, RIGHT - LEFT)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.rule(y)
        sheet.para(text, LEFT, y + 2.5 * mm)

    return Part(text.height + 3 * mm, draw)
