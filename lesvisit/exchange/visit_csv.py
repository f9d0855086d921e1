"""The data of a visit as CSV: one row per event, for spreadsheets and for whoever counts (docs/schema.md).

Every row names the method of counting, so that intervals and single presses are never mixed. It is written as a
Dutch spreadsheet reads it by a double click: semicolons, decimal commas, UTF-8 with a byte order mark. No cell can
act as a formula.
"""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lesvisit.blocks import kind_of
from lesvisit.blocks.by_observer import name_of
from lesvisit.blocks.interval_slots import is_late, seconds_of, slots_of
from lesvisit.blocks.kind import Row, block_label, item_of
from lesvisit.blocks.scales import is_kept_off
from lesvisit.domain.clock import minute_text
from lesvisit.domain.design import Phase
from lesvisit.domain.events import CaseCell, Entry, Note, StampMove
from lesvisit.domain.observers import makers_of
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block
from lesvisit.domain.text import storable
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.csv_words import Cells, other_cells, text_cells
from lesvisit.exchange.schema import visit_json
from lesvisit.i18n import Translator
from lesvisit.models.given import write_given_bytes
from lesvisit.services.corrections import corrected_ids

COLUMNS = (
    *("visit", "date", "minute", "seconds", "clock", "phase", "phase_name"),
    *("kind", "block", "method", "interval_s", "slot", "code", "label", "value", "raw", "other", "number", "text"),
    *("effect", "about", "links", "corrected", "record", "observer"),
)
_STEERING = frozenset("=+-@\u2212")  # the last is the minus sign
_UNSEEN = ("Cf", "Cc", "Mn")
_NUMBER = re.compile(r"-\d+([.,:]\d+)?")
Told = tuple[Record[Any], Cells]


def write_csv(view: VisitBook, path: Path, says: Translator) -> None:
    """Writes the table, all or nothing. Raises StorageFailed."""
    write_given_bytes(path, csv_text(view, says).encode("utf-8-sig"))


def write_json(view: VisitBook, path: Path) -> None:
    """Writes the whole visit in the one schema (docs/schema.md), all or nothing. Raises StorageFailed."""
    text = json.dumps(visit_json(view), ensure_ascii=False, indent=1)
    write_given_bytes(path, f"{text}\n".encode())


def csv_text(view: VisitBook, says: Translator) -> str:
    """The whole table; labels in the language of `says`, names of columns always the same."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for cells in event_cells(view, says):
        writer.writerow([cell(cells.get(column)) for column in COLUMNS])
    return out.getvalue()


def event_cells(view: VisitBook, says: Translator) -> list[Cells]:
    """Every event of the visit, in lesson order; those without a time last. Without values of a scale that is off."""
    found = list(_of_blocks(view, says))
    known = {record.id for record, _cells in found}
    rest = (r for r in view.events if r.id not in known and not isinstance(r.payload, StampMove))
    found.extend((r, other_cells(view, r, says)) for r in rest if not is_kept_off(view, r))
    found.sort(key=lambda told: _order(view, told[0]))
    corrected, names = corrected_ids(view), _observer_names(view, says)
    return [
        _framed(view, record, corrected)
        | {"observer": names.get(view.same_person(record.made_by), "")}
        | text_cells(view, record.payload)
        | cells
        for record, cells in found
    ]


def _observer_names(view: VisitBook, says: Translator) -> dict[str, str]:
    """Who made an event, by person id: presses of two observers are never taken for those of one."""
    return {o.person_id: name_of(o, says) for o in makers_of(view, view.events)}


def _order(view: VisitBook, record: Record[Any]) -> tuple[bool, float, int]:
    minute = view.minute(record)
    return minute is None, minute or 0.0, record.stamp.seq if record.stamp else 0


# One row


def _of_blocks(view: VisitBook, says: Translator) -> Iterator[Told]:
    """What every block tells of its own events."""
    for block in view.template.all_blocks if view.template else ():
        kind = kind_of(block.type)
        if kind is not None:
            for row in kind.rows(view, block, says):
                yield row.record, _block_cells(view, block, row, says)


def _block_cells(view: VisitBook, block: Block, row: Row, says: Translator) -> Cells:
    text = text_cells(view, row.record.payload)
    found: Cells = {
        "kind": block.type,
        "block": block_label(block, says),
        "method": _method(block, row),
        "code": _code(block, row),
        "label": row.label,
        "value": "" if row.value == text.get("text") else row.value,
        "raw": row.record.payload.value if isinstance(row.record.payload, Entry) else "",
        "other": row.other,
        "number": row.number,
    }
    linked = view.codes.get(view.linked(block), "")
    if linked:
        found["links"] = ", ".join(dict.fromkeys((*(str(text.get("links") or "").split(", ")), linked))).strip(", ")
    if row.slot is not None:
        found["slot"] = row.slot + 1
    if block.type == "interval_grid":
        return found | _interval_cells(view, block, row)
    timed = block.timing == "during" or isinstance(row.record.payload, CaseCell)
    return found if timed else found | {"phase": "", "phase_name": ""}


def _method(block: Block, row: Row) -> str:
    """How was counted. A seat asked in a round is another method than a mark made when something happened."""
    if block.type == "seat_map" and row.slot is not None:
        return "round"
    kind = kind_of(block.type)
    return kind.method if kind is not None else ""


def _code(block: Block, row: Row) -> object:
    item = item_of(block, row.item)
    code = item.code if item is not None else block.options.get("code") if row.item == block.id else ""
    return code or row.item


def _interval_cells(view: VisitBook, block: Block, row: Row) -> Cells:
    """The length of the intervals. What was filled in later counts for its interval, not for when it was typed."""
    found: Cells = {"interval_s": seconds_of(block)}
    if row.slot is None or not is_late(row.record):
        return found
    minute = slots_of(view, block).start(row.slot)
    return (
        found
        | {"minute": minute_text(minute), "seconds": round(minute * 60), "clock": ""}
        | _phase_cells(view, view.phase_at(minute))
    )


def _framed(view: VisitBook, record: Record[Any], corrected: frozenset[str]) -> Cells:
    """When it was, in which phase, and which record it is."""
    at, minute = view.at(record), view.minute(record)
    phase = _phase(view, record)
    return {
        "visit": view.book.number,
        "date": view.visit.day.isoformat(),
        "minute": view.minute_text(record),
        "seconds": None if minute is None else round(minute * 60),
        "clock": "" if at is None else f"{view.local(at):%H:%M:%S}",
        "corrected": int(record.id in corrected),
        "record": record.id,
    } | _phase_cells(view, phase)


def _phase_cells(view: VisitBook, phase: Phase | None) -> Cells:
    if phase is None:
        return {"phase": "", "phase_name": ""}
    return {"phase": view.codes.get(phase.id, ""), "phase_name": phase.name}


def _phase(view: VisitBook, record: Record[Any]) -> Phase | None:
    if isinstance(record.payload, Note):
        return view.phase_of(record)
    if isinstance(record.payload, CaseCell):
        return next((p for p in view.phases if p.id == record.payload.phase_id), None)
    minute, end = view.minute(record), view.end_min
    after = view.ended and minute is not None and end is not None and minute > end
    return None if after else view.phase_at(minute)


# One cell


def cell(value: object) -> str:
    """A value as a Dutch spreadsheet reads it; text can never begin a formula."""
    match value:
        case None:
            return ""
        case bool() | int():
            return str(int(value))
        case float():
            return f"{value:.3f}".rstrip("0").rstrip(".").replace(".", ",")
        case _:
            return harmless(storable(str(value)))


def harmless(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would take for a formula; plain numbers stay numbers.

    Spaces and signs that can't be seen are looked through, and look-alikes of = + - @ count as those signs.
    """
    seen = next((sign for sign in text if not sign.isspace() and unicodedata.category(sign) not in _UNSEEN), "")
    steers = text.startswith(("\t", "\r", "\n")) or unicodedata.normalize("NFKC", seen)[:1] in _STEERING
    return f"'{text}" if steers and not _NUMBER.fullmatch(text) else text
