"""The kinds of event that a second observer makes, why one stays behind, and how two are told to be the same."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lesvisit.domain.brought_in import first_device
from lesvisit.domain.events import CaseCell, Duration, Entry, Gap, Note, PhaseStart, Seating, Sweep, Tick, VisitEnd
from lesvisit.domain.package import PackedRecord
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block, Template

Key = tuple[object, ...]


class Part(StrEnum):
    """What an observer makes in a lesson, as the preview tells it."""

    NOTE = "note"
    PRESS = "press"
    TIMED = "timed"
    ROUND = "round"
    PLACE = "place"  # marks and arrows at places in the room
    PHASE = "phase"
    CASE = "case"
    ROOM = "room"
    GAP = "gap"
    END = "end"
    TALK = "talk"


class Why(StrEnum):
    """Why something stays in their own visit; an empty text: it joins."""

    JOINS = ""
    USED = "used"  # we used this part of the form too
    FORM = "form"  # our form has no such part
    DESIGN = "design"  # our visit stands on another version of the lesson design
    ROOM = "room"  # we drew the room otherwise
    TALK = "talk"  # said in their own talk
    HERE = "here"  # it came from here, or by another way


@dataclass(frozen=True, slots=True)
class Share:
    """So many of one kind join, or stay for this reason. Of what joins those that are here already count too."""

    part: Part
    why: Why
    n: int


PARTS: dict[type[Any], Part] = {
    Note: Part.NOTE,
    Tick: Part.PRESS,
    Entry: Part.PRESS,
    Duration: Part.TIMED,
    Sweep: Part.ROUND,
    PhaseStart: Part.PHASE,
    CaseCell: Part.CASE,
    Seating: Part.ROOM,
    Gap: Part.GAP,
    VisitEnd: Part.END,
}


def asked(block: Block, template: Template) -> object:
    """What a part asks: its words and settings, without help and origin."""
    items = tuple((item.id, _shown(item.label)) for item in block.items)
    scale = template.scale_of(block)
    anchors = tuple(a.value for a in scale.anchors) if scale is not None else ()
    return block.type, _shown(block.label), block.timing, items, anchors, block.options


def _shown(words: dict[str, str]) -> dict[str, str]:
    return {language: " ".join(text.split()).casefold() for language, text in words.items() if text.strip()}


def block_of(record: PackedRecord | Record[Any]) -> str:
    """The part of the form that an event was made in."""
    payload = record.head.payload if isinstance(record, PackedRecord) else record.payload
    if isinstance(payload, Tick):
        return payload.counter_id
    own = payload.block_id if isinstance(payload, Entry) else ""
    return own or (record.stamp.block_id if record.stamp is not None else "")


def key_of(record: PackedRecord | Record[Any]) -> Key:
    """What no two events share: who made it on which device, the how many-th, and when."""
    stamp = record.stamp
    if stamp is None:
        return (record.id,)
    device = first_device(stamp.device_id, record.made_by)
    return record.made_by, device, stamp.seq, stamp.boot_id, stamp.elapsed_ms, stamp.first_utc, stamp.at_utc
