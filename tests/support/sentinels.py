"""A visit with a sentinel of its own in every text of the model, so that a leak tells where it came from.

The walk goes over the dataclasses themselves: a field that is added later is planted without anybody thinking of it.
Only references (ids of something that is there) and a few fields whose text steers the app stay as they are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from lesvisit.domain.design import Design, DesignVersion
from lesvisit.domain.people import Person
from lesvisit.domain.records import KINDS, Record
from lesvisit.domain.sharing import Consent, LineMark
from lesvisit.domain.visit_book import VisitBook

STEERING = {
    "Visit.zone", "Stamp.zone", "Block.type", "Block.timing", "Person.same_as", "Visit.planned_from",
    "Visit.planned_to", "Debrief.start", "ProtocolStep.show",
}  # fmt: skip
OUTSIDE = ("person", "design", "design_version")  # planted around the visit, not in its book
BUILT_HERE = (Consent, LineMark)  # what the tests themselves make of the visit
WHEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@dataclass
class Sentinels:
    """Gives out sentinels and remembers the place of each: `Note.effect`."""

    ids: frozenset[str]
    places: dict[str, str] = field(default_factory=dict)

    def new(self, place: str) -> str:
        """Another one; short, so that no line of a paper has to break it."""
        word = f"qz{len(self.places):04d}x"
        self.places[word] = place
        return word

    def planted(self, value: Any, hint: Any, place: str) -> Any:
        """The value with a sentinel in place of each text in it."""
        if is_dataclass(value) and not isinstance(value, type):
            return self._record(value)
        if isinstance(value, StrEnum):
            return value
        if isinstance(value, str):
            return value if value in self.ids or place in STEERING else self.new(place)
        if isinstance(value, Mapping):
            return self._mapping(value, hint, place)
        if isinstance(value, tuple | list):
            return self._row(value, hint, place)
        return value

    def _record(self, value: Any) -> Any:
        name, hints = type(value).__name__, get_type_hints(type(value))
        new = {
            f.name: self.planted(getattr(value, f.name), hints[f.name], f"{name}.{f.name}")
            for f in fields(value)
            if f.name != "id"
        }
        return replace(value, **new)

    def _mapping(self, value: Mapping[Any, Any], hint: Any, place: str) -> dict[Any, Any]:
        inner = get_args(hint)[1] if len(get_args(hint)) == 2 else object
        new = {key: self.planted(found, inner, place) for key, found in value.items()}
        if not set(new) & {"nl", "en"}:
            new[self.new(f"{place} (key)")] = 1 if inner is int else self.new(place)
        return new

    def _row(self, value: Any, hint: Any, place: str) -> Any:
        inner = next(iter(get_args(hint)), object)
        new = [self.planted(found, inner, place) for found in value]
        if not new and (inner in (str, object) or is_dataclass(inner)):
            new = [self.built(inner, place)]
        return type(value)(new)

    # Records that the worked visit does not have

    def built(self, hint: Any, place: str) -> Any:
        """A value of this type, whatever it is."""
        origin = get_origin(hint)
        if origin in (Union, UnionType):
            return self.built(get_args(hint)[0], place)
        if is_dataclass(hint) and isinstance(hint, type):
            hints = get_type_hints(hint)
            return hint(**{f.name: self.built(hints[f.name], f"{hint.__name__}.{f.name}") for f in fields(hint)})
        if origin is tuple:
            return (self.built(get_args(hint)[0], place),)
        if origin is dict:
            return {self.new(f"{place} (key)"): self.built(get_args(hint)[1], place)}
        return self._plain(hint, place)

    def _plain(self, hint: Any, place: str) -> Any:
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return next(iter(hint))
        if hint is str and place in STEERING:
            return "Europe/Amsterdam" if place.endswith("zone") else ""
        if hint in (str, object):
            return self.new(place)
        values: dict[Any, Any] = {int: 1, float: 0.5, bool: False, datetime: WHEN, date: WHEN.date()}
        return values[hint]


def with_sentinels(view: VisitBook) -> tuple[VisitBook, Sentinels]:
    """The visit with every text replaced, and with a record of each kind there is."""
    own = Sentinels(frozenset(ids_of(view)))
    records = {i: _planted(r, own) for i, r in view.book.records.items()}
    have = {type(r.payload) for r in records.values()}
    for kind, made in KINDS.items():
        if kind not in OUTSIDE and made not in have and made not in BUILT_HERE:
            payload = own.built(made, kind)
            records[f"made-{kind}"] = Record(
                f"made-{kind}", view.book.scope_id, 1, 1, payload, view.visit.visited_id, WHEN
            )
    book = replace(view.book, records=records)
    people = {i: own.planted(p, Person, "Person") for i, p in view.people.items()}
    design = own.planted(view.design, Design, "Design")
    version = own.planted(view.version, DesignVersion, "DesignVersion")
    return VisitBook(book, design, version, people), own


def _planted(record: Record[Any], own: Sentinels) -> Record[Any]:
    if isinstance(record.payload, BUILT_HERE):
        return replace(record, deleted=True)
    stamp = own.planted(record.stamp, object, "Stamp") if record.stamp else None
    return replace(record, payload=own.planted(record.payload, type(record.payload), record.kind), stamp=stamp)


def ids_of(view: VisitBook) -> Iterator[str]:
    """Everything that something else may refer to."""
    yield from view.book.records
    yield from view.people
    yield view.book.scope_id
    yield from (view.visit.design_id, view.visit.version_id)
    for value in (*(r.payload for r in view.book.records.values()), view.version):
        yield from _inner_ids(value)


def _inner_ids(value: Any) -> Iterator[str]:
    if is_dataclass(value) and not isinstance(value, type):
        own = getattr(value, "id", "")
        if own:
            yield own
        for f in fields(value):
            yield from _inner_ids(getattr(value, f.name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from _inner_ids(inner)
