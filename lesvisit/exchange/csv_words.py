"""What the CSV says of events that no block tells of: notes, phases, gaps, and those of a block that is gone."""

from typing import Any

from lesvisit.blocks import kind_of
from lesvisit.blocks.kind import block_label
from lesvisit.domain.events import CaseCell, Duration, Entry, Gap, Note, PhaseStart, Seating, Sweep, Tick
from lesvisit.domain.records import Record
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.sample_live import subject_text
from lesvisit.exchange.schema_read import code
from lesvisit.i18n import Translator

Cells = dict[str, object]
TYPES: dict[type[Any], str] = {
    Note: "note",
    Tick: "tally",
    Duration: "duration",
    Sweep: "sweep",
    CaseCell: "case_matrix",
    Seating: "seat_map",
}


def other_cells(view: VisitBook, record: Record[Any], says: Translator) -> Cells:
    """The cells of one such event; its kind is the type of block that makes such events, else the kind of record."""
    block_type = TYPES.get(type(record.payload), "")
    kind = kind_of(block_type)
    found = {
        "kind": block_type or record.kind,
        "block": _block(view, record, block_type, says),
        "method": kind.method if kind is not None else "event",
    }
    return found | _said(view, record.payload)


def _block(view: VisitBook, record: Record[Any], block_type: str, says: Translator) -> str:
    """The words of its block; for a line of the sheet those of the first sheet; else the id that leads nowhere."""
    template = view.template
    payload = record.payload
    block_id = getattr(payload, "block_id", "") or getattr(payload, "counter_id", "")
    block_id = block_id or (record.stamp.block_id if record.stamp is not None else "")
    block = template.block(block_id) if template is not None and block_id else None
    if block is None and template is not None and not block_id and block_type == "note":
        block = next(iter(template.blocks("note")), None)
    return block_id if block is None else block_label(block, says)


def _said(view: VisitBook, payload: Any) -> Cells:
    match payload:
        case Tick():
            return {"code": payload.counter_id}
        case Duration():
            return {"label": payload.label, "other": payload.followed_by, "number": payload.seconds}
        case Sweep():
            return {"number": next(iter(payload.counts.values()), None), "other": payload.present}
        case CaseCell():
            return {"code": payload.pupil, "value": payload.observed, "other": payload.predicted}
        case Entry():
            return {
                "code": payload.item,
                "value": payload.value,
                "other": payload.other,
                "slot": None if payload.slot is None else payload.slot + 1,
                "number": payload.number,
            }
        case _:
            return _framed(view, payload)


def _framed(view: VisitBook, payload: Any) -> Cells:
    """What frames the lesson rather than being seen in it."""
    match payload:
        case PhaseStart():
            name = next((p.name for p in view.phases if p.id == payload.phase_id), "")
            seen = "" if payload.seen else "under_way"
            return {"code": code(view, payload.phase_id), "label": name, "value": seen}
        case Gap():
            seconds = (payload.to_utc - payload.from_utc).total_seconds()
            return {"value": payload.reason.value, "number": round(seconds)}
        case Seating():
            return {"value": payload.layout, "other": _seats(payload)}
        case Note():
            return {"value": payload.kind.value}
        case _:
            return {}


def _seats(seating: Seating) -> str:
    return ", ".join(f"{letter} = {seat}" for letter, seat in seating.case_pupils.items())


def text_cells(view: VisitBook, payload: Any) -> Cells:
    """What was written: a line with its effect and what it is about, the texts of the columns, a whole round."""
    if isinstance(payload, Note):
        links = ", ".join(code(view, ref) for ref in payload.links)
        return {
            "text": payload.text,
            "effect": payload.effect,
            "about": subject_text(payload.about),
            "links": links,
        }
    if isinstance(payload, Entry) and payload.texts:
        return {"text": " | ".join(payload.texts)}
    if isinstance(payload, Sweep):
        return {"text": ", ".join(f"{name} {count}" for name, count in payload.counts.items())}
    return {}
