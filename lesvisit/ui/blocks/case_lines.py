"""The lines that show what a case pupil did, texts as they may be seen while pupils are hidden, and what is told."""

from dataclasses import dataclass, replace

from lesvisit.blocks import case_cells
from lesvisit.blocks.case_cells import Cell, Told
from lesvisit.domain.clock import Moment
from lesvisit.domain.events import Note
from lesvisit.domain.masking import Hidden, find, replaced
from lesvisit.domain.records import Operation, Record
from lesvisit.domain.template import Block
from lesvisit.services import blocks
from lesvisit.services.desk import inserted
from lesvisit.ui.blocks.hidden import shown_text
from lesvisit.ui.blocks.host import BlockHost


@dataclass(frozen=True, slots=True)
class NotedLine:
    """A line that may show what was seen: its minute and text, and whether it is evidence here."""

    note_id: str
    words: str
    linked: bool


def pupil_word(host: BlockHost) -> str:
    """The word for every pupil while they are hidden, else an empty text."""
    return host.translator.gettext("pup") if host.hide_pupils else ""


def case_text(host: BlockHost, block: Block, text: str) -> str:
    """A text as it may be seen now; the letters of this sheet are hidden too."""
    pupil = pupil_word(host)
    if not pupil or not text:
        return text
    text = shown_text(host, text)
    found = find(text, Hidden(frozenset(case_cells.letters(host.view, block))))
    return replaced(text, {(f.start, f.end): pupil for f in found})


def noted_lines(host: BlockHost, block: Block, cell: Cell, with_last: bool) -> list[NotedLine]:
    """The lines about this pupil in this phase, those that are linked, and the last line of all to link."""
    view = host.view
    found = [view.book.get(ref) for ref in cell.evidence]
    linked = [r for r in found if r is not None and isinstance(r.payload, Note)]
    records: dict[str, Record[Note]] = {r.id: r for r in (*cell.noted, *linked)}
    lines = [_line(host, block, r, cell) for r in view.in_order(list(records.values()))]
    last = host.last_note() if with_last else None
    if last is None or last.id in records or set(last.payload.case_letters) - {cell.pupil}:
        return lines
    words = host.translator.gettext("last line: {line}", line=_line(host, block, last, cell).words)
    return [*lines, NotedLine(last.id, words, False)]


def _line(host: BlockHost, block: Block, record: Record[Note], cell: Cell) -> NotedLine:
    text = case_text(host, block, " ".join(record.payload.text.split()))
    words = f"{host.view.minute_text(record)}  {text}".strip()
    return NotedLine(record.id, words, record.id in cell.evidence)


def put_told(host: BlockHost, block: Block, told: Told, moment: Moment | None) -> None:
    """Does what was told; `moment` is that of its first key."""
    if told.record is None and host.step == "prepare":
        host.do(_before_the_lesson(host, block, told))
    elif told.record is None:
        host.enter(block, told.payload, moment)
    elif told.payload is None:
        host.take_away(told.record)
    elif told.anew:
        at = moment or host.desk.moment()
        host.do(blocks.renew(host.desk, host.view, block, told.record, told.payload, at, host.step))
    else:
        host.change(told.record, told.payload)


def _before_the_lesson(host: BlockHost, block: Block, told: Told) -> Operation:
    """A prediction has no minute: it is no event of the lesson, which has not begun."""
    stamp = host.desk.stamp(host.view.book, host.desk.moment(), block.id)
    untimed = replace(stamp, at_utc=None, first_utc=None, elapsed_ms=None)
    return host.desk.operation(host.view.book, host.step, "entry.add", (inserted(told.payload, untimed),))
