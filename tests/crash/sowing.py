"""A data folder in which one visit, or one colleague's name, stands wherever words can stand; and finding it there.

Every word to be erased holds GOES, every other STAYS. What is looked for is all of GOES but its first two letters:
the search index may share those with the word before.
"""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_origin

from lesvisit.domain.events import Note
from lesvisit.domain.handover import OtherVersion
from lesvisit.domain.package import Package, PackedRecord, PackedScope, Sender
from lesvisit.domain.people import Person
from lesvisit.domain.records import KINDS, Book, ScopeKind, changed, removed
from lesvisit.domain.retention import HEAD_TEXTS, OWN, RAW, TEXTS, Scope
from lesvisit.domain.sharing import Consent
from lesvisit.domain.visit import Visit
from lesvisit.exchange.package_file import dumps, loads
from lesvisit.exchange.strict_records import plain
from lesvisit.models import reading
from lesvisit.models.database import Database
from lesvisit.models.draft import Draft
from lesvisit.models.journal import Journal
from lesvisit.models.places import Places
from lesvisit.models.vault import Vault
from lesvisit.services import arrivals, packages
from lesvisit.services.desk import inserted
from lesvisit.services.profile import Profile, _preferences
from tests.crash.opened_bytes import looks
from tests.erasing.places import desk
from tests.packages.generated import OWN as NEVER_PACKED
from tests.packages.generated import STAYS as ONE_LAPTOP
from tests.packages.generated import Maker, generated

GOES, STAYS = "zqkrwvtx", "vxplmnbq"
FIRST, LAST = "Zqkrwvtxa", "Zqkrwvtxo"
NAME = f"{FIRST} van {LAST}"
SOUGHT = GOES[2:].encode()
FORMS = (SOUGHT, GOES[2:].encode("utf-16-le"), GOES[2:].encode("utf-16-be"))
_NAMED = (NAME, NAME.upper(), f"{FIRST}'s les", f"mevrouw {LAST}", f"{LAST}s groep", FIRST)
_ELSEWHERE = ("person", "design", "design_version", "protocol", "template")


class Sower(Maker):
    """Makes values in which every text holds a word of its own, and nothing is left empty."""

    def __init__(self, seed: int, name: str = "") -> None:
        super().__init__(seed)
        self.goes, self.name, self.sown = False, name, 0

    def text(self, most: int = 12) -> str:
        """Another one: of what goes, or of what stays, then now and then with the name."""
        self.sown += 1
        word = f"{GOES if self.goes else STAYS}{self.sown}"
        named = (
            f" {self.random.choice(_NAMED)} " if self.name and not self.goes and self.random.random() < 0.3 else " "
        )
        return f"{word}{named}{super().text(4)}" if most > 4 else f"{word}{named}x"

    def many(self, wanted: Any, deep: int) -> Any:
        """One of each at least: a field that is empty holds no word."""
        made = super().many(wanted, deep)
        inner = get_args(wanted)
        if deep > 4 or made:
            return made
        if get_origin(wanted) is tuple:
            return (self.value(inner[0], deep + 1),)
        if get_origin(wanted) is dict:
            return {self.text(4): self.value(inner[1], deep + 1)}
        return self.value(inner[0], deep + 1)

    def stamp(self, seq: int) -> Any:
        """A block is called by an id."""
        return replace(super().stamp(seq), block_id=self.id())


@dataclass
class Field:
    """A profile, and what is sown in it."""

    folder: Path
    seed: int
    scope: Scope  # VISIT, PERSON or EVIDENCE: what will be erased
    vault: Vault | None = None
    visit_id: str = ""
    person_id: str = ""
    other_id: str = ""

    def __post_init__(self) -> None:
        self.sower = Sower(2 * self.seed + 1, NAME if self.by_name else "")
        self.dice = self.sower.random

    @property
    def by_name(self) -> bool:
        """Is it a colleague's name that goes?"""
        return self.scope is Scope.PERSON

    @property
    def second(self) -> Path:
        return self.folder / "home"

    @property
    def places(self) -> Places:
        return Places(self.folder / "profile", self.vault)

    @property
    def profile(self) -> Profile:
        """With its preferences as they are written there."""
        return Profile(self.places.folder, _preferences(self.places.folder)[0])

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """The app's database, started; closed at the end."""
        base = Database(self.places, self.second)
        base.start().result(30)
        try:
            yield base
        finally:
            base.close()

    def book(self, base: Database) -> Book:
        """The visit as the disk has it."""
        found = base.read(lambda c: reading.load(c, self.visit_id)).result(20)
        assert found is not None
        return found

    # Sowing

    def sow(self, base: Database) -> None:
        """A visit with every kind of record in every state, another that stays, half-typed lines; and backups."""
        stays = generated(2 * self.seed)  # of another seed: the same would give the same ids
        self.other_id = stays.main
        self._take_in(base, stays)
        base.back_up("before-import").result(20)
        self._take_in(base, loads(dumps(self._package())))
        self._type(base)
        base.back_up("close").result(20)

    def _take_in(self, base: Database, package: Package) -> None:
        found = base.read(lambda c: arrivals.preview(c, package)).result(20)
        base.write(lambda c: arrivals.take_in(c, desk(), found)).result(20)

    def go_on(self, base: Database) -> None:
        """Another day: lines change and go, and a backup is made."""
        self._edit(base)
        self._type(base)
        base.back_up("auto").result(20)
        if self.dice.random() < 0.5:
            self._edit(base)  # stands in the log alone

    def sow_beside(self, base: Database) -> None:
        """What lies beside an open database: journals, what did not fit, damaged copies, files half-written.

        And preferences, of which only a colleague's name must go.
        """
        if self.by_name:
            self.profile.remember(
                abbreviations={"nl": {"zk": f"{NAME} zegt", "ll": "leerling"}},
                judging={"nl": ["goed", f"{FIRST} zegt"]},
                paper_folder=f"/home/iemand/{NAME}",
            )
        for folder in (self.places.journal, self.second):
            self._journal(base, Journal((folder,), self.vault))
        for number in range(self.dice.randrange(1, 3)):
            aside = self.places.folder / f"damaged-2026112{number}T101010000000Z"
            aside.mkdir()
            for path in self.places.folder.glob("lesvisit.db*"):
                shutil.copyfile(path, aside / path.name)
        packed = dumps(base.read(lambda c: packages.pack_visit(c, desk(), self.visit_id)).result(20))
        (self.places.folder / ".bezoek.lesvisit.1a2b3c4d.tmp").write_bytes(packed)
        (self.places.backups / ".lesvisit-x.db.5e6f7a8b.tmp").write_bytes(self.places.database.read_bytes())
        (self.second / ".journal.jsonl.9c0d1e2f.tmp").write_text(self._goes())

    def _goes(self) -> str:
        return self.dice.choice(_NAMED) if self.by_name else f"{GOES}half"

    def _package(self) -> Package:
        """Every kind that a package may hold, all but the visit itself in three records."""
        self.sower.goes = False
        her = self.sower.record("person", [Person(NAME if self.by_name else self.sower.text(), "zq")])
        other = self.sower.record("person", [Person(self.sower.random.choice(("Anna Bos", "Bram de Wit")))])
        design = [self.sower.record(kind, [self.sower.payload(KINDS[kind])]) for kind in ("design", "design_version")]
        self.person_id = her.id
        lines = [self._visit(her.id, other.id, design[0].id, design[1].id)]
        kinds = [kind for kind in KINDS if kind not in (*_ELSEWHERE, *ONE_LAPTOP, *NEVER_PACKED, "visit")]
        for seq, kind in enumerate(kinds * 3):
            hers = seq < len(kinds) and self.by_name and kind in OWN
            lines.append(self._line(kind, seq, her.id if hers else other.id, hers))
        self.visit_id = self.sower.id()
        scopes = (
            PackedScope(self.visit_id, ScopeKind.VISIT, tuple(lines)),
            PackedScope(self.sower.id(), ScopeKind.DESIGN, tuple(design)),
            PackedScope("people", ScopeKind.PEOPLE, (her, other)),
        )
        sender = Sender(other.id, other.head.payload.name)
        return Package(ScopeKind.VISIT, self.visit_id, sender, self.sower.moment(), scopes)

    def _visit(self, her: str, other: str, design: str, version: str) -> PackedRecord:
        self.sower.goes = not self.by_name
        made = [self.sower.payload(Visit) for _ in range(2)]
        if self.scope is Scope.EVIDENCE:
            self.sower.goes = False
            made[1] = replace(self.sower.payload(Visit), **{name: getattr(made[1], name) for name in HEAD_TEXTS})
        named = {"visited_id": her, "visitor_ids": (other,), "co_designer_ids": (), "design_id": design}
        heads = [replace(one, **named, version_id=version, zone="Europe/Amsterdam") for one in made]
        found = self.sower.record("visit", heads)
        return replace(found, revisions=tuple(replace(one, deleted=False) for one in found.revisions))

    def _line(self, kind: str, seq: int, owner: str, hers: bool) -> PackedRecord:
        """One record in one to three revisions. Of a person's own, hers goes; the rest is of somebody else.

        Of what stays at the term, earlier wordings go all the same, and what was taken away.
        """
        stays = self.scope is Scope.EVIDENCE and kind not in RAW | TEXTS and self.dice.random() < 0.7
        payloads = []
        for left in range(self.dice.randrange(3), -1, -1):
            self.sower.goes = hers or not (self.by_name or (stays and not left))
            payloads.append(self._owned(self.sower.payload(KINDS[kind]), owner))
        found = replace(self.sower.record(kind, payloads, seq), made_by=owner)
        if self.scope is not Scope.EVIDENCE or kind in RAW | TEXTS:
            return found
        head = found.head
        if stays and isinstance(head.payload, Consent):
            head = replace(head, payload=replace(head.payload, content=f"{GOES} as it was read"))
        return replace(found, revisions=(*found.revisions[:-1], replace(head, deleted=not stays)))

    @staticmethod
    def _owned(payload: Any, owner: str) -> Any:
        known = [name for name in ("person_id", "author_id") if hasattr(payload, name)]
        return replace(payload, **dict.fromkeys(known, owner))

    def _put(self, base: Database, writes: list[Any]) -> None:
        base.put(desk().operation(self.book(base), "debrief", "test", writes)).result(20)

    def _edit(self, base: Database) -> None:
        """Lines change, go, and get what stays on this laptop alone."""
        self.sower.goes = not self.by_name
        there = [r for r in self.book(base).of(Note) if r.made_by != self.person_id]
        for record in there[:2]:
            self._put(base, [changed(record, self.sower.payload(KINDS["note"]))])
        if there:
            self._put(base, [removed(self.book(base).records[there[0].id])])
        for kind in (*ONE_LAPTOP, *NEVER_PACKED):
            self.sower.goes = not self.by_name and (self.scope is Scope.VISIT or kind in RAW)
            self._put(base, [inserted(self._here_alone(kind))])

    def _here_alone(self, kind: str) -> Any:
        """What no package holds: the other version of a line is that of a real line."""
        made = self._owned(self.sower.payload(KINDS[kind]), "somebody")
        if not isinstance(made, OtherVersion):
            return made
        return replace(made, record_id=self.sower.id(), kind="note", payload=plain(self.sower.payload(Note)))

    def _draft(self) -> Draft:
        self.sower.goes = not self.by_name
        made: Draft = self.sower.payload(Draft)
        return replace(made, key=self.dice.choice((self.visit_id, f"{self.visit_id} paper")), stamp=None, note_id="")

    def _type(self, base: Database) -> None:
        for _ in range(3):
            base.keep_draft(self._draft()).result(20)

    def _journal(self, base: Database, journal: Journal) -> None:
        """Lines of an emergency, in the order in which it would have written them."""
        self.sower.goes = not self.by_name
        book = self.book(base)
        for round_ in range(2):
            note = self.sower.payload(KINDS["note"])
            if self.by_name:
                note = replace(note, text=f"{note.text} {NAME}")  # a journal without the name would prove nothing
            write = inserted(note, self.sower.stamp(1000 + self.sower.sown))
            act = desk("somebody").operation(book, "observe", "note.keep", [write])
            assert journal.keep_operation(act)
            assert journal.keep_draft(self._draft())
            journal.keep_misfit(act)
            if round_ == 0:
                journal.hold()  # for a backup that was offered


def found_in(folder: Path, vault: Vault | None) -> "Counter[str]":
    """How often what goes is found, by where; files are called by what they are."""
    found: Counter[str] = Counter()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        count = sum(data.lower().count(form) for data in looks(path, vault) for form in FORMS)
        found[_sort(path, folder)] += count
    return +found


def size_of(folder: Path) -> int:
    """Bytes in all files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _sort(path: Path, folder: Path) -> str:
    inner = path.relative_to(folder)
    place = "home, " if inner.parts[0] == "home" else ""
    if path.name.endswith(".tmp"):
        return f"{place}half-written files"
    if inner.parent.name.startswith("damaged-"):
        return "damaged copies"
    return "backups" if inner.parent.name == "backups" else f"{place}{path.name}"
