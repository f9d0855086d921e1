"""People of this profile: the same name is one person; packages from elsewhere ask."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from lesvisit.domain.people import Person
from lesvisit.domain.records import Book, Operation, ScopeKind, changed
from lesvisit.services.desk import PEOPLE, Desk, inserted, new_id


def empty() -> Book:
    """The people of a fresh profile: nobody."""
    return Book(PEOPLE, ScopeKind.PEOPLE)


def by_id(book: Book) -> dict[str, Person]:
    """Ids to persons, deleted ones too: old visits still name them."""
    return {r.id: r.payload for r in book.records.values() if isinstance(r.payload, Person)}


def here(book: Book) -> dict[str, Person]:
    """Ids to persons, without who was taken away again."""
    return {i: p for i, p in by_id(book).items() if book.get(i) is not None}


def find(people: Mapping[str, Person], name: str) -> str:
    """The id of the person with this name (case and outer spaces apart), an empty text for nobody."""
    wanted = " ".join(name.split()).casefold()
    for person_id, person in people.items():
        if person.name.casefold() == wanted:
            return person.same_as or person_id
    return ""


def find_mine(people: Mapping[str, Person], name: str) -> str:
    """The same for who says "that is my name": nobody who came by a package, of whom a name says too little."""
    return find({i: p for i, p in people.items() if not p.came}, name)


def came_called(book: Book, name: str) -> bool:
    """Is there somebody with this name who came by a package, of whom nobody said who it is?"""
    return bool(find({i: p for i, p in here(book).items() if p.came and not p.same_as}, name))


def me(people: Mapping[str, Person]) -> str:
    """The id of the person whose laptop this is."""
    return next((i for i, p in people.items() if p.me), "")


def add(desk: Desk, book: Book, names: Iterable[str]) -> tuple[Operation | None, tuple[str, ...]]:
    """Ids for these names, and the operation that adds those who are not there yet (None when all are)."""
    known = by_id(book)
    writes, ids = [], []
    for raw in names:
        name = " ".join(raw.split())
        if not name:
            continue
        person_id = find(known, name)
        if not person_id:
            person_id = new_id()
            known[person_id] = Person(name)
            writes.append(inserted(known[person_id], record_id=person_id))
        ids.append(person_id)
    operation = desk.operation(book, "people", "person.add", writes, undoable=False) if writes else None
    return operation, tuple(dict.fromkeys(ids))


def colleagues(book: Book) -> list[tuple[str, Person]]:
    """Everybody with a name, each once, by name."""
    found = [(i, p) for i, p in by_id(book).items() if p.name and not p.same_as and book.get(i) is not None]
    return sorted(found, key=lambda one: one[1].name.casefold())


def set_leads(desk: Desk, book: Book, person_id: str, leads: bool, *, undoable: bool = True) -> Operation | None:
    """This person is a manager of colleagues, or isn't; None when that is so already, or nobody knows her or him."""
    record = book.get(person_id)
    while record is not None and record.payload.same_as and book.get(record.payload.same_as) is not None:
        record = book.get(record.payload.same_as)
    if record is None or record.payload.leads_other == leads:
        return None
    write = changed(record, replace(record.payload, leads_other=leads))
    return desk.operation(book, "people", "person.leads", (write,), undoable=undoable)


def say_who_i_am(desk: Desk, book: Book, name: str) -> tuple[Operation, str]:
    """The welcome's one question: the operation that keeps my name, and my id."""
    person_id = find_mine(here(book), name)
    record = book.get(person_id) if person_id else None
    if record is None:
        person_id = new_id()
        write = inserted(Person(" ".join(name.split()), me=True), record_id=person_id)
    else:
        write = changed(record, replace(record.payload, me=True))
    return desk.operation(book, "people", "person.me", (write,), undoable=False), person_id
