"""The screens of packages: handing on, opening one in each of its states, two versions of a line, letting a copy go.

Each file is made on the laptop of a colleague, a data folder of its own beside that of the window.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QWidget

from lesvisit import paths
from lesvisit.domain.events import Note
from lesvisit.domain.records import ScopeKind, changed
from lesvisit.domain.retention import Erasure, Scope
from lesvisit.exchange import package_file
from lesvisit.exchange.sample import load, read_sample
from lesvisit.services import erase, handing_over, observe, packages, visits
from lesvisit.services.arrival_who import ME
from lesvisit.services.desk import new_id
from lesvisit.services.session import VisitSession
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.packages.give_page import GivePage
from lesvisit.ui.packages.keep_page import KeepPage
from lesvisit.ui.packages.open_page import OpenPage
from lesvisit.ui.packages.who_card import HERE, NEW
from lesvisit.ui.workspace import Workspace
from tests.packages.laptops import Laptop, laptop
from tests.tools import screen_joining

SCREENS = (
    "package-hand-on",
    "package-without-words",
    "package-writing",
    "package-given",
    "package-design",
    "package-open",
    "package-locked",
    "package-wrong-words",
    "package-opening",
    "package-refused",
    "package-new",
    "package-who",
    "package-taken",
    "package-same",
    "package-changed",
    "package-both",
    "package-versions",
    "package-sign",
    "package-second-observer",
    "package-joined",
    *screen_joining.SCREENS,
    "package-erased",
    "package-let-go",
    "package-home",
)
DEBRIEF, WAIT = 2, 20.0
WORDS = "maan roos tafel wolk appel"
ANNA = (
    "de rij bij het raam kijkt naar buiten",
    "„mag ik er ook een?” vraagt R3P2",
    "het is stil: iedereen schrijft",
)
HERE_WORDS, THERE_WORDS = "19 lln schrijven mee, 3 wachten", "19 lln schrijven mee op hun wisbordje"
Settle = Callable[[Callable[[], bool], float], None]


class PackageScreens:
    """The window, brought to one of these screens; `close` frees the laptops of the colleagues."""

    def __init__(self, window: MainWindow, folder: Path, settle: Settle) -> None:
        self.window, self.folder, self.settle = window, folder, settle
        self.workspace: Workspace = window.workspace
        self._open = ExitStack()
        self._laptops: dict[str, Laptop] = {}
        self._hers = ""  # her visit
        self._ours: VisitSession | None = None  # the visit that went to and fro

    def close(self) -> None:
        """The laptops of the colleagues are closed."""
        self._open.close()

    def ways(self, visit_id: str) -> dict[str, Callable[[], object]]:
        """To each screen; `visit_id` is the worked visit."""
        return {
            "package-hand-on": lambda: self._give(visit_id),
            "package-without-words": lambda: _choose(self._give(visit_id), "choice_open"),
            "package-writing": lambda: self._give(visit_id)._show_busy(True),
            "package-given": lambda: self._given(visit_id),
            "package-design": lambda: self._give_design(visit_id),
            "package-open": lambda: self.window.packages.open_file(None),
            "package-locked": self._locked,
            "package-wrong-words": self._wrong_words,
            "package-opening": self._opening,
            "package-refused": self._refused,
            "package-new": self._new,
            "package-who": self._who,
            "package-taken": self._taken,
            "package-same": lambda: self._same(visit_id),
            "package-changed": lambda: self._changed(visit_id),
            "package-both": lambda: self._both(visit_id),
            "package-versions": lambda: self._versions(visit_id),
            "package-sign": lambda: self._sign(visit_id),
            "package-second-observer": lambda: self.second(visit_id),
            "package-joined": lambda: _choose(self.second(visit_id), f"choice_{visit_id}"),
            **screen_joining.ways(self, visit_id),
            "package-erased": self._erased,
            "package-let-go": lambda: self._let_go(visit_id),
            "package-home": lambda: self._home(visit_id),
        }

    # Here

    def _visit(self, visit_id: str) -> VisitSession:
        found: list[VisitSession] = []
        self.workspace.open_visit(visit_id, found.append)
        self.settle(lambda: bool(found), 5)
        return found[0]

    def _on_disk(self) -> None:
        """Everything that was done so far stands there."""
        self.workspace.database.with_raw(lambda _: None).result(20)

    def _give(self, visit_id: str) -> GivePage:
        self.window.show_session(self._visit(visit_id), DEBRIEF)
        self.window.packages.hand_over()
        page = self.window.packages.give_page
        assert page is not None
        page.words = WORDS
        page._show()
        return page

    def _given(self, visit_id: str) -> None:
        page = self._give(visit_id)
        page.write(self._file("2026-11-24 Lesbezoek H2b wiskunde"))
        self.settle(page.ended.isVisible, WAIT)

    def _give_design(self, visit_id: str) -> None:
        """A design alone: nobody to hand it over to."""
        design_id = self._visit(visit_id).view.visit.design_id
        self.window.packages.give_scope(ScopeKind.DESIGN, design_id, "Van tabel naar formule")

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.lesvisit"

    # The other laptops

    def laptop_of(self, name: str) -> Laptop:
        """The laptop of this colleague, with a folder of its own."""
        if name not in self._laptops:
            folder = self.folder / "colleagues" / name
            made = self._open.enter_context(laptop(folder, f"device-{name}"))
            made.i_am(name)
            self._laptops[name] = made
        return self._laptops[name]

    def _from_noor(self) -> Path:
        """Her own visit, new here; she has a Bram whom this laptop doesn't know."""
        noor = self.laptop_of("Noor")
        if not self._hers:
            data: dict[str, Any] = read_sample(paths.resources() / "samples" / "sample_short.json")
            data["meta"] = {**data["meta"], "class": "H2a (2 havo)"}
            self._hers = noor.write(lambda c: load(c, noor.desk, data)).visit_id
        return self.packed(noor, self._hers, "2026-12-08 Lesbezoek H2a Nederlands")

    def packed(self, other: Laptop, visit_id: str, name: str, words: str = "") -> Path:
        """The file that they make of a visit."""
        path = self._file(name)
        package_file.write_package(other.pack(visit_id), path, words)
        return path

    # Opening

    def opened(self, path: Path) -> OpenPage:
        """The page with the preview of a file."""
        page = self._at(path)
        self.settle(lambda: page.found is not None, WAIT)
        return page

    def _at(self, path: Path) -> OpenPage:
        self.window.packages.open_file(path)
        page = self.window.packages.open_page
        assert page is not None
        return page

    def _locked(self) -> OpenPage:
        noor = self.laptop_of("Noor")
        self._from_noor()
        page = self._at(self.packed(noor, self._hers, "Lesbezoek van Noor", WORDS))
        self.settle(page.lock.isVisible, WAIT)
        return page

    def _wrong_words(self) -> None:
        page = self._locked()
        page.passphrase.set_text("maan roos tafel wolk peer")
        page.unlock.click()
        self.settle(lambda: bool(page.passphrase.wrong.text()), WAIT)

    def _opening(self) -> None:
        page = self._locked()
        page._show(page.busy)
        page.stop.setFocus()

    def _refused(self) -> None:
        path = self._file("half bestand")
        path.write_bytes(self._from_noor().read_bytes()[:400])
        page = self._at(path)
        self.settle(page.error.isVisible, WAIT)

    def _new(self) -> OpenPage:
        return self.opened(self._from_noor())

    def _who(self) -> OpenPage:
        """Everybody answered; in sight is what one presses then."""
        page = self._new()
        for card in page.preview.who:
            _choose(card, f"choice_{ME if card.person_name == 'Bram' else HERE}")
            card.people.setCurrentIndex(card.people.findText("Noor"))
        page.preview.changed.emit()
        self.settle(lambda: False, 0.3)
        page.take.setFocus()
        page.area.ensureWidgetVisible(page.take)
        return page

    def _taken(self) -> None:
        page = self._who()
        if page.take.isEnabled():
            page.take.click()
            self.settle(page.ended.isVisible, WAIT)

    # A visit that went to Noor and came back

    def _sent(self, visit_id: str) -> VisitSession:
        """The worked visit stands on her laptop too; once."""
        session = self._visit(visit_id)
        if self._ours is None:
            self._ours = session
            noor, desk = self.laptop_of("Noor"), self.workspace.desk
            self._on_disk()
            package = self.workspace.database.read(lambda c: packages.pack_visit(c, desk, visit_id)).result(20)
            noor.take_in(package, {session.view.visit.visited_id: noor.me_id})
        return session

    def _back(self, visit_id: str, *there: tuple[int, str]) -> OpenPage:
        """What she made of these lines, opened here; who she is was asked the first time."""
        noor = self.laptop_of("Noor")
        for place, words in there:
            view = noor.view(visit_id)
            note = view.notes[place]
            if note.payload.text != words:
                write = changed(note, replace(note.payload, text=words))
                noor.do(noor.desk.operation(view.book, "observe", "note.edit", (write,)))
        page = self.opened(self.packed(noor, visit_id, "Lesbezoek terug van Noor"))
        for card in page.preview.who:
            _choose(card, f"choice_{HERE}")
            card.people.setCurrentIndex(card.people.findText("Noor"))
        page.preview.changed.emit()
        return page

    def _same(self, visit_id: str) -> None:
        self._sent(visit_id)
        path = self._file("Lesbezoek nog eens")
        desk = self.workspace.desk
        self._on_disk()
        package = self.workspace.database.read(lambda c: packages.pack_visit(c, desk, visit_id)).result(20)
        package_file.write_package(package, path, "")
        self.opened(path)

    def _changed(self, visit_id: str) -> None:
        self._sent(visit_id)
        self._back(visit_id, (1, THERE_WORDS), (2, "N wacht tien tellen voor iemand mag antwoorden"))

    def _both(self, visit_id: str) -> OpenPage:
        session = self._sent(visit_id)
        note = session.view.notes[1]
        if note.payload.text not in (HERE_WORDS, THERE_WORDS):
            write = changed(note, replace(note.payload, text=HERE_WORDS))
            session.do(self.workspace.desk.operation(session.book, "observe", "note.edit", (write,)))
            self._on_disk()
        page = self._back(visit_id, (1, THERE_WORDS))
        page.area.ensureWidgetVisible(page.take)
        return page

    def _versions(self, visit_id: str) -> None:
        page = self._both(visit_id)
        if page.take.isEnabled():
            page.take.click()
            self.settle(page.ended.isVisible, WAIT)
        self.window.packages.choose(visit_id)
        self.settle(lambda: self.window.packages.choices_page is not None, 5)

    def _sign(self, visit_id: str) -> None:
        self._versions(visit_id)
        session = self._visit(visit_id)
        self._mark_over(session)
        self.window.show_session(session, DEBRIEF)

    def _mark_over(self, session: VisitSession) -> None:
        operation = handing_over.hand_over(self.workspace.desk, session.view)
        if operation is not None:
            session.do(operation)
            self._on_disk()

    # A second observer, what was erased here, letting go

    def second(self, visit_id: str) -> OpenPage:
        """Anna saw the same lesson, with a visit of her own."""
        anna, head = self.laptop_of("Anna"), self._visit(visit_id).view.visit
        bell = head.lesson_start_utc
        assert bell is not None
        hers = next(iter(anna.read(visits.overview).visits), None)
        if hers is None:
            own = replace(
                head, visitor_ids=(anna.me_id,), visited_id="", design_id="", version_id="", co_designer_ids=()
            )
            book, operation = visits.new_visit(anna.desk, None, None, head=own)
            anna.do(operation)
            anna.clock.wall = bell
            for words in ANNA:
                anna.clock.pass_by(timedelta(minutes=4).total_seconds())
                view = anna.view(book.scope_id)
                stamp = anna.desk.stamp(view.book, anna.desk.moment())
                anna.do(observe.keep_note(anna.desk, view, Note(words), stamp, new_id()))
            hers = anna.read(visits.overview).visits[0]
        page = self.opened(self.packed(anna, hers.id, "Lesbezoek van Anna"))
        for card in page.preview.who:
            _choose(card, f"choice_{NEW}")
        return page

    def _erased(self) -> None:
        path = self._from_noor()
        self.workspace.forget_all()
        done = Erasure(Scope.VISIT, self._hers, self.workspace.clock.now_utc())
        erase.carry_out(self.workspace.database, (done,)).result(60)
        self.opened(path)

    def _let_go(self, visit_id: str) -> KeepPage:
        self._mark_over(self._visit(visit_id))
        self.window.packages.let_go(visit_id)
        self.settle(lambda: self.window.packages.keep_page is not None, 5)
        page = self.window.packages.keep_page
        assert page is not None
        return page

    def _home(self, visit_id: str) -> None:
        """A package that came during the lesson waits; one visit was handed over."""
        self._mark_over(self._visit(visit_id))
        self.window.home.foot.show_parcel("Lesbezoek van Noor.lesvisit")
        self.window.go_home()


def _choose(root: QWidget, name: str) -> None:
    """Clicks what has this objectName, as a person would."""
    found = [b for b in root.findChildren(QAbstractButton, name) if b.isVisibleTo(root)]
    assert found, name
    found[0].click()
