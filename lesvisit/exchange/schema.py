"""The one JSON schema of a visit (docs/schema.md): for `visit --json`, backups as text, and later packages.

Every record of the visit as it is now stands under its kind, with its revision, author and times; `read` beside it
holds what follows from the others, for whoever reads, and is never read back. Earlier revisions and the undo log
stay in the database.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from lesvisit import __version__
from lesvisit.domain.errors import SampleRejected
from lesvisit.domain.events import Stamp
from lesvisit.domain.records import EVENT_KINDS, KINDS, Operation, Record, ScopeKind, Write
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.schema_read import read_of, read_of_version
from lesvisit.exchange.strict import below
from lesvisit.services.desk import PEOPLE, new_id

FORMAT = "lesvisit-visit"
VERSION = 1
OUTSIDE = ("person", "design", "design_version")  # kinds that are not the visit's own
INSIDE = tuple(kind for kind in KINDS if kind not in OUTSIDE)


# To JSON


def visit_json(view: VisitBook) -> dict[str, Any]:
    """All of a visit, ready for `json.dumps`; every kind of record is there, empty or not."""
    records: dict[str, list[dict[str, Any]]] = {kind: [] for kind in INSIDE}
    for record in view.book.records.values():
        records[record.kind].append(_record_json(view, record))
    return {
        "format": FORMAT,
        "version": VERSION,
        "app": __version__,
        "id": view.book.scope_id,
        "number": view.book.number,
        "people": [{"id": i, "data": _plain(view.people[i])} for i in _people_in(view, records)],
        "design": None if view.design is None else {"id": view.visit.design_id, "data": _plain(view.design)},
        "design_version": _version_json(view),
        "records": records,
    }


def _version_json(view: VisitBook) -> dict[str, Any] | None:
    if view.version is None:
        return None
    return {"id": view.visit.version_id, "data": _plain(view.version), "read": read_of_version(view)}


def _record_json(view: VisitBook, record: Record[Any]) -> dict[str, Any]:
    return {
        "id": record.id,
        "rev": record.rev,
        "author": record.made_by,
        "updated_utc": _plain(record.updated_utc),
        "deleted": record.deleted,
        "stamp": None if record.stamp is None else _plain(record.stamp),
        "data": _plain(record.payload),
        "read": read_of(view, record),
    }


def _plain(value: object) -> Any:
    return msgspec.to_builtins(value)


def _people_in(view: VisitBook, records: Mapping[str, Any]) -> list[str]:
    """Everybody whom the visit or its design names, in the order of the profile."""
    named = set(_texts(records)) | set(view.design.makers if view.design else ())
    named |= set(view.version.made_by if view.version else ())
    return [person_id for person_id in view.people if person_id in named]


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for inner in value.values():
                yield from _texts(inner)
        case list() | tuple():
            for inner in value:
                yield from _texts(inner)


# From JSON


def visit_from_json(data: Mapping[str, Any]) -> tuple[Operation, ...]:
    """The operations that make this visit: people, design, then its own records; put them with `arriving`.

    Raises SampleRejected with the place of what does not fit; keys that are not known here are passed over.
    """
    if data.get("format") != FORMAT:
        raise SampleRejected("file_not_visit")
    version = data.get("version")
    if version != VERSION:
        raise SampleRejected("file_newer", version=version, known=VERSION)
    records = _object(data, "records")
    visit_id = _text(data, "id")
    made = [*_outside(data), *_inside(records, visit_id)]
    if not records.get("visit"):
        raise SampleRejected("field_missing", field="records.visit")
    return tuple(made)


def load_visit(connection: Any, data: Mapping[str, Any]) -> str:
    """Puts the visit into the profile, in the transaction of this SQLAlchemy connection; its id.

    People and designs that are here already stay as they are. Raises SampleRejected.
    """
    from lesvisit.models import reading, writing

    for operation in visit_from_json(data):
        writes = tuple(w for w in operation.writes if reading.get(connection, w.record_id) is None)
        if writes:
            writing.put(connection, replace(operation, writes=writes), arriving=True)
    return _text(data, "id")


def _outside(data: Mapping[str, Any]) -> Iterator[Operation]:
    epoch = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    people = [_write(item, "person", below("people", n)) for n, item in enumerate(data.get("people") or ())]
    if people:
        yield _operation(PEOPLE, ScopeKind.PEOPLE, "", epoch, people)
    design, version = data.get("design"), data.get("design_version")
    if design is not None and version is not None:
        writes = [_write(design, "design", "design"), _write(version, "design_version", "design_version")]
        yield _operation(writes[0].record_id, ScopeKind.DESIGN, "", epoch, writes)


def _inside(records: Mapping[str, Any], visit_id: str) -> Iterator[Operation]:
    """Records one after another; each run of the same author and moment is one operation."""
    run: list[Write] = []
    begun: tuple[str, datetime] | None = None
    for kind in INSIDE:
        for n, item in enumerate(records.get(kind) or ()):
            path = below(f"records.{kind}", n)
            write = _write(item, kind, path)
            by = _text(item, "author", path), _moment(item, "updated_utc", path)
            if begun is not None and by != begun:
                yield _operation(visit_id, ScopeKind.VISIT, *begun, run)
                run = []
            begun = by
            run.append(write)
    if begun is not None:
        yield _operation(visit_id, ScopeKind.VISIT, *begun, run)


def _operation(scope_id: str, kind: ScopeKind, author: str, at_utc: datetime, writes: list[Write]) -> Operation:
    return Operation(new_id(), scope_id, kind, "load", "visit.load", author, at_utc, tuple(writes), undoable=False)


def _write(item: Any, kind: str, path: str) -> Write:
    if not isinstance(item, Mapping):
        raise SampleRejected("field_type", field=path, wanted="object")
    payload = _convert(item.get("data"), KINDS[kind], below(path, "data"))
    stamp = item.get("stamp") if kind in EVENT_KINDS else None
    return Write(
        _text(item, "id", path),
        _convert(item.get("rev", 1), int, below(path, "rev")),
        payload,
        _convert(item.get("deleted", False), bool, below(path, "deleted")),
        None if stamp is None else _convert(stamp, Stamp, below(path, "stamp")),
    )


def _convert(value: Any, wanted: Any, path: str) -> Any:
    try:
        return msgspec.convert(value, wanted)
    except msgspec.ValidationError as error:
        raise SampleRejected("field_value", field=path, detail=str(error)) from error


def _object(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = data.get(key)
    if not isinstance(found, Mapping):
        raise SampleRejected("field_type", field=key, wanted="object")
    return found


def _text(data: Mapping[str, Any], key: str, path: str = "") -> str:
    found = data.get(key)
    if not isinstance(found, str):
        raise SampleRejected("field_type", field=below(path, key), wanted="text")
    return found


def _moment(data: Mapping[str, Any], key: str, path: str) -> datetime:
    found: datetime = _convert(data.get(key), datetime, below(path, key))
    if found.tzinfo is None:
        raise SampleRejected("field_value", field=below(path, key), detail="zone")
    return found
