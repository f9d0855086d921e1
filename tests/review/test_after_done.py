"""After *Klaar* a stopwatch starts nothing any more; a visit knows its number in the sitting in which it was made."""

from lesvisit.domain.events import Duration
from lesvisit.domain.template import Block, Item, Section, Template
from lesvisit.services import prepare
from lesvisit.services.observation import ObservationSession
from tests.support.house import House, house

__all__ = ["house"]
WAIT = Block("w", "duration", {"nl": "denktijd"}, items=(Item("hand", {"nl": "vinger"}),), options={"mode": "wait"})
TALK = Block("t", "duration", {"nl": "praat"}, items=(Item("n", {"nl": "leraar"}),), options={"mode": "toggle"})


def test_nothing_is_timed_after_done(house: House) -> None:
    workspace = house.workspace
    session = workspace.start_visit()
    form = Template(
        "0198c0de-1000-7000-8000-0000000000fd", 1, {"nl": "f"}, sections=(Section({"nl": "s"}, (WAIT, TALK)),)
    )
    session.do(prepare.choose_template(workspace.desk, session.view, form))
    observation = ObservationSession(session, workspace.desk)
    observation.press("w")
    house.clock.pass_by(4)
    observation.press("w")
    observation.finish()
    house.clock.pass_by(30)
    observation.press("w")
    observation.press("t", "n")
    assert len(session.book.of(Duration)) == 1
    observation.press("w", "hand")  # who answered the last one may still be said
    assert session.book.of(Duration)[0].payload.followed_by == "hand"


def test_a_new_visit_knows_its_number(house: House) -> None:
    first, second = house.workspace.start_visit(), house.workspace.start_visit()
    house.settle()
    assert (first.book.number, second.book.number) == (1, 2)
    assert (first.view.book.number, second.view.book.number) == (1, 2)
