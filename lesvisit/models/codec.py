"""Payloads and operations to JSON text and back, checked by the type that the kind names."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import msgspec

from lesvisit.domain.events import Stamp
from lesvisit.domain.records import KINDS, Operation, ScopeKind, Write, kind_of

_encoder = msgspec.json.Encoder()


@cache
def _decoder(kind: str) -> "msgspec.json.Decoder[Any]":
    return msgspec.json.Decoder(KINDS[kind])


def encode(payload: object) -> str:
    """A payload as JSON text."""
    return _encoder.encode(payload).decode()


def decode(kind: str, text: str) -> Any:
    """A payload from its JSON text. Raises msgspec.ValidationError when it does not fit its kind."""
    return _decoder(kind).decode(text)


@dataclass(frozen=True, slots=True)
class _FlatWrite:
    record_id: str
    rev: int
    kind: str
    payload: dict[str, Any]
    deleted: bool
    stamp: Stamp | None


@dataclass(frozen=True, slots=True)
class _FlatOperation:
    id: str
    scope_id: str
    scope_kind: ScopeKind
    step: str
    verb: str
    author_id: str
    at_utc: datetime
    undoable: bool
    writes: tuple[_FlatWrite, ...]


def encode_operation(operation: Operation) -> str:
    """An operation as one line of JSON, for the emergency journal."""
    return encode(_flat(operation))


def encode_halves(operation: Operation, beside: Operation) -> str:
    """An act of two halves as one line of JSON."""
    return encode((_flat(operation), _flat(beside)))


def _flat(operation: Operation) -> _FlatOperation:
    writes = tuple(
        _FlatWrite(w.record_id, w.rev, kind_of(w.payload), msgspec.to_builtins(w.payload), w.deleted, w.stamp)
        for w in operation.writes
    )
    return _FlatOperation(
        operation.id,
        operation.scope_id,
        operation.scope_kind,
        operation.step,
        operation.verb,
        operation.author_id,
        operation.at_utc,
        operation.undoable,
        writes,
    )


def decode_operation(text: str) -> Operation:
    """The operation of one line. Raises msgspec.ValidationError or DecodeError when it is not one."""
    return _whole(msgspec.json.decode(text, type=_FlatOperation))


def decode_halves(text: str) -> tuple[Operation, Operation]:
    """Both halves of an act. Raises msgspec.ValidationError or DecodeError when the line is not two operations."""
    operation, beside = msgspec.json.decode(text, type=tuple[_FlatOperation, _FlatOperation])
    return _whole(operation), _whole(beside)


def _whole(flat: _FlatOperation) -> Operation:
    writes = tuple(
        Write(w.record_id, w.rev, msgspec.convert(w.payload, KINDS[w.kind]), w.deleted, w.stamp) for w in flat.writes
    )
    return Operation(
        flat.id,
        flat.scope_id,
        flat.scope_kind,
        flat.step,
        flat.verb,
        flat.author_id,
        flat.at_utc,
        writes,
        flat.undoable,
    )
