"""A desk to work at without a database: acts are put into the book at once."""

from dataclasses import dataclass

from lesvisit.domain.records import Book, Operation, applied
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.desk import Desk
from lesvisit.services.visits import new_visit
from tests.support.house import FakeClock


def make_desk() -> Desk:
    return Desk(FakeClock(), "laptop", "bram")


def put(book: Book, operation: Operation | None) -> Book:
    """The book after an act; the act must be there."""
    assert operation is not None
    return book.put(applied(book, operation))


@dataclass
class OpenVisit:
    """A visit that tests act on."""

    desk: Desk
    view: VisitBook

    def do(self, operation: Operation | None) -> None:
        self.view = self.view.with_book(put(self.view.book, operation))


def a_visit() -> OpenVisit:
    desk = make_desk()
    book, operation = new_visit(desk, None, None)
    return OpenVisit(desk, VisitBook(put(book, operation)))
