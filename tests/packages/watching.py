"""Somebody who watches a lesson on a laptop of their own, with a clock of its own: for what joins another's visit."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from lesvisit.domain.events import GapReason, Note
from lesvisit.domain.package import Package
from lesvisit.domain.records import Change
from lesvisit.domain.template import Block, Section, Template
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange import package_file
from lesvisit.services import blocks, joining, observe, visits
from lesvisit.services.desk import new_id
from lesvisit.services.joining import JoinPreview
from tests.packages.laptops import Laptop
from tests.support import full_form

BELL = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
FORM_ID = "0198c0de-2000-7000-8000-0000000000f1"
WAIT = Block("b-wait", "duration", {"nl": "wachttijd"}, options={"mode": "wait"})


def form(*more: Block) -> Template:
    """A form with every type of block, the wait beside who talks."""
    section = Section({"nl": "Alles"}, (*full_form.blocks(), WAIT, *more))
    return Template(FORM_ID, 1, {"nl": "Alles"}, sections=(section,), scales=(full_form.SCALE,))


@dataclass
class Watcher:
    """`off`: what this laptop's clock says too much, in seconds. The true time is counted from the bell."""

    laptop: Laptop
    visit_id: str
    off: float = 0.0

    @property
    def view(self) -> VisitBook:
        return self.laptop.view(self.visit_id)

    def at(self, minute: float) -> None:
        """It is so many true minutes after the bell."""
        clock = self.laptop.clock
        wall = BELL + timedelta(minutes=minute, seconds=self.off)
        clock.elapsed += round((wall - clock.wall).total_seconds() * 1000)
        clock.wall = wall

    def do(self, operation: Any) -> None:
        self.laptop.do(operation)

    def bell(self, minute: float | None = 0.0) -> None:
        """The bell as this clock had it; None: nobody knows."""
        at = None if minute is None else BELL + timedelta(minutes=minute, seconds=self.off)
        self.do(observe.set_lesson_start(self.laptop.desk, self.view, at))

    def note(self, minute: float, text: str, **more: Any) -> None:
        self.at(minute)
        desk, view = self.laptop.desk, self.view
        stamp = desk.stamp(view.book, desk.moment())
        self.do(observe.keep_note(desk, view, Note(text, **more), stamp, new_id()))

    def tick(self, minute: float, counter: str = "b-tally") -> None:
        self.at(minute)
        self.do(observe.press_counter(self.laptop.desk, self.view, counter, self.laptop.desk.moment()))

    def press(self, minute: float, block_id: str, item: str = "") -> None:
        """A press as the stage makes it."""
        self.at(minute)
        desk, view = self.laptop.desk, self.view
        template = view.template
        block = template.block(block_id) if template is not None else None
        assert block is not None
        self.do(blocks.press(desk, view, block, item or block_id, desk.moment(), minute))

    def enter(self, minute: float, block_id: str, payload: Any) -> None:
        self.at(minute)
        desk, view = self.laptop.desk, self.view
        template = view.template
        block = template.block(block_id) if template is not None else None
        assert block is not None
        self.do(blocks.enter(desk, view, block, payload, desk.moment()))

    def sleep(self, begin: float, end: float, reason: GapReason = GapReason.SLEEP) -> None:
        self.at(end)
        since, until = (BELL + timedelta(minutes=m, seconds=self.off) for m in (begin, end))
        self.do(observe.mark_gap(self.laptop.desk, self.view, since, until, reason))

    def done(self, minute: float) -> None:
        self.at(minute)
        self.do(observe.finish(self.laptop.desk, self.view, self.laptop.desk.moment()))

    def pack(self) -> Package:
        """As it comes out of the file on the other side."""
        return package_file.loads(package_file.dumps(self.laptop.pack(self.visit_id)))

    def preview(self, other: "Watcher") -> JoinPreview:
        package = other.pack()
        return self.laptop.read(lambda c: joining.join_preview(c, package, self.visit_id))

    def join(self, other: "Watcher") -> list[Change]:
        """The other's events join this visit."""
        package = other.pack()
        return self.laptop.write(lambda c: joining.join_to(c, self.laptop.desk, package, self.visit_id))

    def minutes(self, kind: type[Any], who: "Watcher") -> list[float]:
        """The lesson minutes of what somebody made of a kind, as they stand in this visit."""
        view = self.view
        mine = [r for r in view.book.of(kind) if r.made_by == who.laptop.me_id and r.stamp is not None]
        return sorted(round(view.minute(r) or 0.0, 3) for r in mine)


def watch(laptop: Laptop, template: Template | None, *, off: float = 0.0, bell: bool = True, **head: Any) -> Watcher:
    """A visit of its own to the one lesson."""
    laptop.clock.wall = BELL + timedelta(seconds=off - 600)
    day = (BELL + timedelta(seconds=off)).date()
    visit = Visit(day, "Europe/Amsterdam", visitor_ids=(laptop.me_id,), class_name="H2b", lesson_min=50)
    book, operation = visits.new_visit(laptop.desk, template, None, head=replace(visit, **head))
    laptop.do(operation)
    made = Watcher(laptop, book.scope_id, off)
    if bell:
        made.bell()
    return made
