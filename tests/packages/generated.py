"""Valid packages by chance, from a seed: every kind of record, every sign a text may hold."""

import random
from dataclasses import is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin

from lesvisit.domain.clock_shift import ClockShift
from lesvisit.domain.design import Design, DesignVersion
from lesvisit.domain.events import Stamp, StampBasis
from lesvisit.domain.observers import MOST_SHIFT_SEC
from lesvisit.domain.package import Package, PackedRecord, PackedScope, Revision, Sender
from lesvisit.domain.people import Person
from lesvisit.domain.records import EVENT_KINDS, KINDS, ScopeKind
from lesvisit.domain.visit import Visit
from lesvisit.exchange.strict_records import fields_of

SIGNS = (
    "abc xyz", "ĳ é ñ", "“—”",
    "\n", "\t", "<b>&amp;", "=1+1", "😀👩🏽‍🏫", "عربي", "עברית", "\u202e", "漢字", "\u0301", '"', "\\",
    "{}", "%s", "R2P3", "\u200b", "\x7f", "ﬀ", "0", "null",
)  # fmt: skip
_BEGIN = datetime(2026, 8, 24, 7, 0, tzinfo=UTC)
_ELSEWHERE = ("person", "design", "design_version", "visit", "protocol")
STAYS = ("other_version", "handed_over")  # say something of one laptop's copy: never packed, refused when they come
OWN = ("paper_sent",)  # never packed either, and left out when an older package brings it
_IN_VISIT = tuple(k for k in KINDS if k not in _ELSEWHERE + STAYS + OWN)


class Maker:
    """Makes values of any type that a record has."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.made = 0

    def id(self) -> str:
        self.made += 1
        return f"{self.random.getrandbits(96):024x}-{self.made}"

    def text(self, most: int = 12) -> str:
        return "".join(self.random.choice(SIGNS) for _ in range(self.random.randrange(most)))

    def moment(self) -> datetime:
        return _BEGIN + timedelta(microseconds=self.random.randrange(10**13))

    def value(self, wanted: Any, deep: int = 0) -> Any:
        made: dict[Any, Any] = {
            str: self.text,
            bool: lambda: self.random.random() < 0.5,
            int: lambda: self.random.choice((0, 1, -1, 7, 2_000_000_000)),
            float: lambda: self.random.choice((0.0, -0.5, 1e-9, 12.25, 1e15)),
            datetime: self.moment,
            date: lambda: self.moment().date(),
            object: lambda: self.free(deep),
        }
        if wanted in made:
            return made[wanted]()
        if isinstance(wanted, type) and issubclass(wanted, StrEnum):
            return self.random.choice(list(wanted))
        if is_dataclass(wanted):
            assert isinstance(wanted, type)
            return self.payload(wanted, deep + 1)
        return self.many(wanted, deep)

    def many(self, wanted: Any, deep: int) -> Any:
        origin, inner = get_origin(wanted), get_args(wanted)
        if origin in (Union, UnionType):
            return None if self.random.random() < 0.4 else self.value(inner[0], deep)
        if origin is tuple and inner[-1] is not ...:
            return tuple(self.value(i, deep) for i in inner)
        count = self.random.randrange(3 if deep < 3 else 1)
        if origin is tuple:
            return tuple(self.value(inner[0], deep) for _ in range(count))
        assert origin is dict
        return {self.text(4): self.value(inner[1], deep) for _ in range(count)}

    def free(self, deep: int) -> Any:
        if deep > 3:
            return self.text(3)
        return self.random.choice(
            (None, True, 3, 0.25, self.text(3), [self.text(3), {"a": [1, None]}], {self.text(3): self.text(3)})
        )

    def payload(self, kind: type, deep: int = 0) -> Any:
        made = kind(**{name: self.value(wanted, deep) for name, (_, wanted) in fields_of(kind).items()})
        if isinstance(made, ClockShift):
            return replace(made, seconds=self.random.uniform(-MOST_SHIFT_SEC, MOST_SHIFT_SEC))
        return made

    def stamp(self, seq: int) -> Stamp:
        moment = self.moment()
        return Stamp(
            seq, f"device-{self.random.randrange(2)}", "boot", self.random.choice((None, 5)), moment, moment,
            "Europe/Amsterdam", self.random.choice(list(StampBasis)), self.moment(), self.text(2),
        )  # fmt: skip

    def record(self, kind: str, payloads: list[Any], seq: int = 0) -> PackedRecord:
        rev = 0
        revisions: list[Revision] = []
        for payload in payloads:
            rev += self.random.randrange(1, 3)
            base = self.random.choice([r.rev for r in revisions] + [rev])
            revisions.append(Revision(rev, base, payload, self.id(), self.moment(), self.random.random() < 0.2))
        stamp = self.stamp(seq) if kind in EVENT_KINDS else None
        return PackedRecord(self.id(), kind, self.id(), tuple(revisions), stamp)

    def package(self, records: int) -> Package:
        """A visit with everything it names."""
        person = self.record("person", [Person(self.text(), self.text(3))])
        version = self.record("design_version", [self.payload(DesignVersion)])
        design = self.record("design", [self.payload(Design)])
        visit = Visit(
            day=self.moment().date(), zone="Europe/Amsterdam", visited_id=person.id, visitor_ids=(person.id,),
            class_name=self.text(), learning_question=self.text(40), design_id=design.id, version_id=version.id,
            extra={self.text(3): self.free(0)},
        )  # fmt: skip
        lines = [self.record("visit", [visit])]
        for seq in range(records):
            kind = self.random.choice(_IN_VISIT)
            payloads = [self.payload(KINDS[kind]) for _ in range(self.random.randrange(1, 4))]
            lines.append(self.record(kind, payloads, seq))
        main = self.id()
        scopes = (
            PackedScope(main, ScopeKind.VISIT, tuple(lines)),
            PackedScope(self.id(), ScopeKind.DESIGN, (design, version)),
            PackedScope("people", ScopeKind.PEOPLE, (person,)),
        )
        return Package(ScopeKind.VISIT, main, Sender(person.id, person.head.payload.name), self.moment(), scopes)


def generated(seed: int, records: int = 6) -> Package:
    """The package of this seed."""
    return Maker(seed).package(records)
