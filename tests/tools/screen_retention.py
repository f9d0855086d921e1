"""The screens of keeping and letting go: the term, what goes and what stays, everything along, erasing for good."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from lesvisit import paths
from lesvisit.domain.location import PlaceKind, PlaceRisk
from lesvisit.domain.sharing import Paper
from lesvisit.exchange.sample import load, read_sample
from lesvisit.services import erase, handing_over, retention, share_sent
from lesvisit.services.desk import Desk
from lesvisit.services.location import PlaceAdvice
from lesvisit.services.session import VisitSession
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.place_notice import PlaceNotice
from lesvisit.ui.retention.erase_page import PERSON, ErasePage
from lesvisit.ui.retention.leave_page import LeavePage
from lesvisit.ui.retention.page import RetentionPage
from lesvisit.ui.settings.room import ERASE, LEAVE, RETENTION, SettingsRoom
from lesvisit.ui.workspace import Workspace

SCREENS = (
    "retention-nothing",
    "retention-home",
    "retention-due",
    "retention-asked",
    "retention-handed",
    "retention-erased",
    "leave",
    "leave-busy",
    "leave-done",
    "erase-visits",
    "erase-visit",
    "erase-people",
    "erase-person",
    "place-home",
    "place-settings",
)
DEBRIEF, OLD_CLASS, ERASED_CLASS, HANDED_CLASS = 2, "H2j (2 havo)", "H2k (2 havo)", "H2m (2 havo)"
BETTER = Path("C:/Users/b.dejong/AppData/Local/LesVisit")
P = TypeVar("P", bound=QWidget)
Settle = Callable[[Callable[[], bool], float], None]


class RetentionScreens:
    """The window, brought to one of these screens."""

    def __init__(self, window: MainWindow, folder: Path, settle: Settle) -> None:
        self.window, self.folder, self.settle = window, folder, settle
        self.workspace: Workspace = window.workspace
        self._old: dict[str, str] = {}

    def ways(self, visit_id: str) -> dict[str, Callable[[], object]]:
        """To each screen; `visit_id` is the worked visit."""
        return {
            "retention-nothing": self._nothing,
            "retention-home": self._home,
            "retention-due": self._due,
            "retention-asked": self._asked,
            "retention-handed": self._handed,
            "retention-erased": self._erased,
            "leave": self._leave,
            "leave-busy": self._leave_busy,
            "leave-done": self._leave_done,
            "erase-visits": self._erase,
            "erase-visit": lambda: self._plan_visit(visit_id),
            "erase-people": self._people,
            "erase-person": lambda: self._plan_person(visit_id),
            "place-home": self._place_home,
            "place-settings": self._place_settings,
        }

    # Visits

    def _visit(self, visit_id: str) -> VisitSession:
        found: list[VisitSession] = []
        self.workspace.open_visit(visit_id, found.append)
        self.settle(lambda: bool(found), 5)
        return found[0]

    def _weeks_ago(self, class_name: str, weeks: int) -> str:
        """The worked visit once more, so long ago."""
        if class_name not in self._old:
            data: dict[str, Any] = read_sample(paths.resources() / "samples" / "sample_visit.json")
            day = retention.today_of(self.workspace.desk) - timedelta(weeks=weeks)
            data["meta"] = {**data["meta"], "class": class_name, "date": day.isoformat()}
            work = partial(_loaded, self.workspace.desk, data)
            self._old[class_name] = self.workspace.database.write(work).result(30)
        return self._old[class_name]

    # The term

    def _page(self) -> RetentionPage:
        self.window.go_settings(RETENTION)
        return self._find(RetentionPage)

    def _find(self, kind: type[P]) -> P:
        room = self.window.findChild(SettingsRoom)
        found = None if room is None else room.findChild(kind)
        assert found is not None
        return found

    def _nothing(self) -> None:
        page = self._page()
        self.settle(lambda: bool(page.said.text()), 5)

    def _home(self) -> None:
        self._weeks_ago(OLD_CLASS, 7)
        self.window.go_home()
        self.settle(self.window.home.foot.term.isVisible, 5)

    def _due(self) -> RetentionPage:
        self._weeks_ago(OLD_CLASS, 7)
        page = self._page()
        page.cards = []  # those of before
        self.settle(lambda: bool(page.cards) and page.cards[0].later.isVisible(), 10)
        return page

    def _asked(self) -> None:
        page = self._due()
        page.cards[0].erase.click()
        self.settle(lambda: False, 0.3)
        page.area.ensureWidgetVisible(page.cards[0].question)

    def _handed(self) -> None:
        """The copy of a visit that its visited teacher has by now."""
        session = self._visit(self._weeks_ago(HANDED_CLASS, 7))
        given = handing_over.hand_over(self.workspace.desk, session.view)
        if given is not None:
            session.do(given)
            self.workspace.database.with_raw(lambda _: None).result(20)
        page = self._due()
        self.settle(lambda: False, 0.3)
        page.area.ensureWidgetVisible(next(card for card in page.cards if card.one.handed_to).later)

    def _erased(self) -> None:
        """What is left of a visit whose notes went."""
        visit_id = self._weeks_ago(ERASED_CLASS, 8)
        self.workspace.forget(visit_id)
        act = retention.of_evidence(self.workspace.desk, visit_id)
        erase.carry_out(self.workspace.database, (act,)).result(60)
        self.window.show_session(self._visit(visit_id), DEBRIEF)

    # Everything along

    def _leave(self) -> LeavePage:
        self.window.go_settings(LEAVE)
        return self._find(LeavePage)

    def _leave_busy(self) -> None:
        page = self._leave()
        page.start.setEnabled(False)
        page.stop.show()
        page.said.setText(self.workspace.translator.gettext("File {done} of {of}", done=3, of=14))

    def _leave_done(self) -> None:
        page = self._leave()
        page.start.setEnabled(True)
        page.write_to(self.folder / f"Mijn lesbezoeken {self.workspace.translator.language}")
        self.settle(lambda: not page.is_busy, 120)

    # Erasing

    def _erase(self) -> ErasePage:
        self.window.go_settings(ERASE)
        page = self._find(ErasePage)
        self.settle(lambda: page.rows.count() > 0, 5)
        return page

    def _people(self) -> ErasePage:
        page = self._erase()
        page.which.set_value(PERSON)
        page.reload()
        self.settle(lambda: page.rows.count() > 0, 5)
        return page

    def _went_out(self, visit_id: str) -> VisitSession:
        """A team paper and a package of it left this laptop."""
        session = self._visit(visit_id)
        if not share_sent.papers_sent(session.view):
            desk, folder = self.workspace.desk, Path("E:/USB-stick")
            paper = share_sent.as_file(desk, Paper.TEAM, folder / "2026-11-24 Lesbezoek H2b - team.pdf", b"team")
            session.do(share_sent.keep(desk, session.view, paper))
            path = folder / "2026-11-24 Lesbezoek H2b wiskunde.lesvisit"
            package = share_sent.as_file(desk, Paper.PACKAGE, path, b"package", locked=True)
            session.do(share_sent.keep(desk, session.view, package))
            self.workspace.database.with_raw(lambda _: None).result(20)
        return session

    def _plan_visit(self, visit_id: str) -> None:
        self._went_out(visit_id)
        page = self._erase()
        page._look(visit_id)
        self.settle(page.plan.isVisible, 5)

    def _plan_person(self, visit_id: str) -> None:
        session = self._went_out(visit_id)
        page = self._people()
        page._look(session.view.visit.visited_id)
        self.settle(page.plan.isVisible, 5)

    # Where the visits lie

    def _tell_place(self, notice: PlaceNotice) -> None:
        """As if they lay in a folder of OneDrive."""
        risk = PlaceRisk(PlaceKind.SYNCED, "OneDrive", "C:/Users/b.dejong/OneDrive - Voorbeeldschool")
        notice._looked_at = str(self.workspace.profile.folder)
        notice.advice = PlaceAdvice(risk, BETTER)

    def _place_home(self) -> None:
        self._tell_place(self.window.home.place)
        self.window.go_home()
        self.settle(self.window.home.place.isVisible, 5)

    def _place_settings(self) -> None:
        self.window.home.place.advice = None
        self.window.go_settings()
        room = self.window.findChild(SettingsRoom)
        assert room is not None
        self._tell_place(room.place.notice)
        room.reload()
        self.settle(lambda: False, 0.3)
        room.place.notice.stay_button.setFocus()


def _loaded(desk: Desk, data: dict[str, Any], connection: Connection) -> str:
    return load(connection, desk, data).visit_id
