"""Which names the team paper prints, how, and which it may not show."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lesvisit.domain.debrief import Agreement, NextVisit
from lesvisit.domain.events import CaseCell, Note, Seating
from lesvisit.domain.masking import Found, FoundKind, Hidden, capital, fold_name, name_parts
from lesvisit.domain.visit import NamesMode
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.share_words import PaperWords


def same_person(view: VisitBook, one: str, other: str) -> bool:
    """Two ids of one person, who may have turned out to be known twice."""
    return bool(one) and view.same_person(one) == view.same_person(other)


def printed_ids(view: VisitBook) -> tuple[str, ...]:
    """The people of this visit, whose names the paper prints in full when names are full."""
    visit = view.visit
    ids = [visit.visited_id, *visit.visitor_ids, *visit.co_designer_ids]
    for agreement in view.book.of(Agreement):
        ids += agreement.payload.who
    coming = view.book.first(NextVisit)
    if coming is not None:
        ids += [coming.payload.visitor_id, coming.payload.visited_id]
    return tuple(dict.fromkeys(i for i in ids if view.name(i)))


@dataclass(frozen=True)
class Naming:
    """How one paper names people."""

    view: VisitBook
    words: PaperWords

    @property
    def mode(self) -> NamesMode:
        """Full, first letter or role."""
        return self.view.visit.names_mode

    def name(self, person_id: str) -> str:
        """One person; an empty text for nobody."""
        name = self.view.name(person_id)
        if not name or self.mode is NamesMode.FULL:
            return name
        return f"{name[0].upper()}." if self.mode is NamesMode.INITIAL else self.role(person_id)

    def role(self, person_id: str) -> str:
        """What a person does in this visit."""
        visit = self.view.visit
        if same_person(self.view, person_id, visit.visited_id):
            return self.words.visited
        if any(same_person(self.view, person_id, i) for i in visit.visitor_ids):
            return self.words.visitor
        if any(same_person(self.view, person_id, i) for i in visit.co_designer_ids):
            return self.words.co_designer
        return self.words.colleague

    def joined(self, ids: Iterable[str], more: str = "") -> str:
        """`Noor + Bram`; two people with one role are named once."""
        names = [self.name(i) for i in ids]
        return capital(" + ".join(dict.fromkeys(n for n in [*names, more.strip()] if n)))

    def standing_word(self, found: Found) -> str:
        """What a found word becomes when nothing else is typed."""
        if found.kind is FoundKind.CASE:
            return self.words.pupils.one
        if self.mode is NamesMode.FULL:
            return self.words.colleague
        return self.name(found.ref) or self.words.colleague


def hidden_in(view: VisitBook) -> Hidden:
    """The case letters of this visit, and the known names that this paper does not print."""
    printed = printed_ids(view) if view.visit.names_mode is NamesMode.FULL else ()
    people = tuple((i, p.name) for i, p in view.people.items() if p.name and not p.is_nobody)
    return Hidden(_case_letters(view), _names(people, printed))


@lru_cache(maxsize=64)
def _names(people: tuple[tuple[str, str], ...], printed: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    shown = {fold_name(part) for i, name in people if i in printed for part in name_parts(name)}
    found: dict[str, str] = {}
    for person_id, name in people:
        if person_id in printed:
            continue
        for part in name_parts(name):
            if fold_name(part) not in shown:
                found.setdefault(part, person_id)
    return tuple(found.items())


def _case_letters(view: VisitBook) -> frozenset[str]:
    book = view.book
    codes = [code for r in book.of(Seating) for code in r.payload.case_pupils]
    codes += [r.payload.pupil for r in book.of(CaseCell)]
    codes += [code for r in book.of(Note) for code in r.payload.case_letters]
    trimmed = {code.strip() for code in codes}
    return frozenset(c.upper() if len(c) == 1 else c for c in trimmed if c)
