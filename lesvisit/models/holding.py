"""What a visit holds of what an erasure takes away: one rule for asking at the term and for erasing.

On the raw driver, as the erasing itself (erasing.py).
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lesvisit.domain.retention import HEAD_TEXTS, RAW, TEXTS, Erasure, Scope
from lesvisit.domain.visit import Visit
from lesvisit.models import connection as raw
from lesvisit.models import draft as drafts
from lesvisit.models.codec import decode
from lesvisit.models.texts_of import texts_of

LAST_OF_COPY = ("visit", "takeaway", "handed_over", "evidence_erased", "paper_sent")
"""Kinds that stay of a visitor's copy, whatever was agreed."""

FRAME_OF_COPY = ("board_goal", "focus_questions")
_OWN_WORK = ("handed_over", "evidence_erased", "paper_sent")  # LesVisit's own marks: no words of anybody


def holds(connection: raw.Connection, one: Erasure) -> bool:
    """Would this erasure (of evidence, or of a copy) take something away here?"""
    return bool(going(connection, one)) or holds_more(connection, one)


def holds_more(connection: raw.Connection, one: Erasure) -> bool:
    """Earlier wordings, half-typed lines and fields of the header, where perhaps no record goes."""
    if earlier(connection, one.id) or half_typed(connection, one.id):
        return True
    query = "SELECT payload FROM record WHERE scope_id = ? AND kind = 'visit' AND deleted = 0"
    heads = [decode("visit", row[0]) for row in connection.execute(query, (one.id,))]
    return any(head_cleared(head, one) != head for head in heads)


# Records


def going(connection: raw.Connection, one: Erasure) -> list[str]:
    """Ids of the records that go."""
    rows = connection.execute("SELECT id, kind, deleted FROM record WHERE scope_id = ?", (one.id,)).fetchall()
    keep = set(one.keep)
    if one.scope is Scope.COPY:
        stays = {i for i, kind, _ in rows if kind in LAST_OF_COPY or (kind == "agreement" and i in keep)}
        return [i for i, _, deleted in rows if deleted or i not in stays]
    moved = _moves_of_raw(connection, one.id)
    kinds = RAW | TEXTS
    found = [i for i, kind, deleted in rows if deleted or (kind in kinds and i not in keep) or i in moved]
    return [*found, *_answers_about(connection, one.id, set(found))]


def _answers_about(connection: raw.Connection, visit_id: str, gone: set[str]) -> list[str]:
    """Other words for the team, of a line that goes: they say what it said."""
    query = "SELECT id, payload FROM record WHERE scope_id = ? AND kind = 'mask_answer'"
    found = connection.execute(query, (visit_id,)).fetchall()
    lines = {i: json.loads(text).get("line", "").partition("#")[0].partition(":")[2] for i, text in found}
    return [i for i, line in lines.items() if line in gone and i not in gone]


def _moves_of_raw(connection: raw.Connection, visit_id: str) -> set[str]:
    """A time moved on purpose goes with the event that it moved."""
    kinds = dict(connection.execute("SELECT id, kind FROM record WHERE scope_id = ?", (visit_id,)).fetchall())
    query = "SELECT id, payload FROM record WHERE scope_id = ? AND kind = 'stamp_move'"
    moves = connection.execute(query, (visit_id,)).fetchall()
    return {i for i, text in moves if kinds.get(json.loads(text).get("target_id", ""), "note") in RAW}


def head_cleared(head: Visit, one: Erasure) -> Visit:
    """The header without the texts that go."""
    gone = [name for name in HEAD_TEXTS if f"{one.id}.{name}" not in one.keep]
    if one.scope is Scope.COPY:
        gone = [*HEAD_TEXTS, *FRAME_OF_COPY]
    empty: dict[str, Any] = {name: type(getattr(head, name))() for name in gone if getattr(head, name)}
    return replace(head, **empty) if empty else head


# Beside the records


def _history(connection: raw.Connection, where: str, value: str) -> Iterator[tuple[str, Any, Any]]:
    """Kind, what stands now and what stood before, of every earlier revision."""
    query = f"SELECT r.kind, r.payload, h.payload FROM history h JOIN record r ON r.id = h.record_id WHERE {where}"
    for kind, now, before in connection.execute(query, (value,)).fetchall():
        yield kind, decode(kind, now), decode(kind, before)


def earlier(connection: raw.Connection, visit_id: str) -> int:
    """How many earlier revisions lie here. That an agreement was not done yet, is none; nor is a mark of LesVisit."""
    found = _history(connection, "r.scope_id = ?", visit_id)
    return sum(kind not in _OWN_WORK and not (kind == "agreement" and _same(a, b)) for kind, a, b in found)


def _same(now: Any, before: Any) -> bool:
    return [*texts_of(now)] == [*texts_of(before)]


def half_typed(connection: raw.Connection, visit_id: str) -> int:
    """How many half-typed lines of this visit lie here."""
    query = "SELECT data FROM draft WHERE key = ? OR instr(key, ?)"
    found = [drafts.from_json(row[0]) for row in connection.execute(query, (visit_id, visit_id))]
    return sum(bool(draft.text.strip() or draft.effect.strip()) for draft in found)


def has_other_words(connection: raw.Connection, visit_id: str, text_id: str) -> bool:
    """Did a text that its owner kept (`Erasure.keep`) get other words since? What goes has no history any more."""
    record_id, _, name = text_id.partition(".")
    where, value = ("r.scope_id = ? AND r.kind = 'visit'", visit_id) if name else ("r.id = ?", record_id)
    field = name or "text"
    return any(
        getattr(now, field, None) != getattr(before, field, None)
        for _kind, now, before in _history(connection, where, value)
    )
