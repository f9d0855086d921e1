"""A school's own conversation model: copied, changed, led a talk by, sent as a file and brought in again."""

from pathlib import Path

from PySide6.QtCore import Qt

from lesvisit.domain.template import Protocol, Shows, Speaker
from lesvisit.exchange.protocol_file import read_protocol
from lesvisit.services import debrief, protocols
from tests.flows.hands import CTRL, Hands
from tests.flows.talking import ENTER, SPACE, Talking, texts
from tests.support.house import House

NAME, TITLE, PROMPT = "Ons gesprek", "Wat zag je leerlingen doen?", "Noem er drie."
DOWN, UP, ESCAPE = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape


def own(hands: Hands) -> list[protocols.OwnProtocol]:
    hands.house.settle()
    found: list[protocols.OwnProtocol] = hands.house.read(protocols.listed)
    return found


def to_models(hands: Hands) -> None:
    hands.to_room("settings")
    hands.tab_to("way_protocols")
    hands.press(SPACE)
    hands.come("protocolsRoom")


def change_a_copy(hands: Hands) -> None:
    """The second that ships, as our own: a name, one step more with a silent role and its minutes."""
    hands.press_until(lambda: hands.focus.objectName().startswith("protocol_"), Qt.Key.Key_Tab)
    hands.press(DOWN)
    hands.press(ENTER)
    hands.tab_to("copyProtocol")
    hands.press(SPACE)
    hands.come("protocolEditor")
    hands.tab_to("field_name")
    hands.press(Qt.Key.Key_A, CTRL)
    hands.write(NAME)
    hands.press(ESCAPE)
    hands.press_until(lambda: hands.focus.objectName() == "stepRow_fact", DOWN)
    hands.tab_to("steps_new")
    hands.press(SPACE)
    assert hands.focus.objectName() == "field_title", "typing begins with its title"
    hands.write(TITLE)
    hands.press_until(lambda: hands.focus.objectName().startswith("segment_"), Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Home)
    hands.press_until(lambda: hands.focus.objectName() == "segment_visitor", Qt.Key.Key_Right)
    hands.press(SPACE)
    hands.tab_to("silent_visited")
    hands.press(SPACE)
    hands.tab_to("field_minutes")
    hands.press(Qt.Key.Key_A, CTRL)
    hands.write("7")
    hands.tab_to("field_prompts")
    hands.write(PROMPT)
    hands.tab_to("shows_notes")
    hands.press(SPACE)
    hands.press(ESCAPE)


def test_an_own_model_leads_a_talk_and_travels(hands: Hands, tmp_path: Path) -> None:
    two = Talking(hands)
    two.open()
    visit_id = two.view.book.scope_id
    to_models(hands)
    change_a_copy(hands)
    made = own(hands)[0].protocol
    new = next(step for step in made.steps if step.title.get("nl") == TITLE)
    assert [s.id for s in made.steps].index(new.id) == 4, "after the step that was chosen"
    assert (new.first, new.silent, new.minutes) == (Speaker.VISITOR, (Speaker.VISITED,), 7)
    assert [p["nl"] for p in new.prompts] == [PROMPT]
    assert Shows.NOTES in new.shows
    send(hands, tmp_path / "ons.json")
    assert read_protocol(tmp_path / "ons.json") == made
    hands.reopen()
    two.open_visit(visit_id)
    lead(two, made.id, new.id)
    hands.reopen()
    to_models(hands)
    bring(hands, tmp_path / "ons.json")
    assert [o.protocol for o in own(hands)] == [made], "it is here already"
    at_another_school(hands, tmp_path, made)


def at_another_school(hands: Hands, folder: Path, made: Protocol) -> None:
    """Another computer, where only the file is known: brought in, and a talk is led by it."""
    hands.close()
    hands.house.app.removeEventFilter(hands.strangers)  # the other one watches
    house = House(hands.house.qtbot, folder / "other", hands.house.app)
    theirs = Hands(house)
    two = Talking(theirs)
    two.open()
    visit_id = two.view.book.scope_id
    to_models(theirs)
    bring(theirs, folder / "ons.json")
    theirs.until(lambda: [o.protocol for o in own(theirs)] == [made])
    theirs.reopen()
    two.open_visit(visit_id)
    lead(two, made.id, next(step.id for step in made.steps if step.title.get("nl") == TITLE))
    theirs.leave()
    house.close()
    hands.house.app.installEventFilter(hands.strangers)
    hands.window = hands._open()


def send(hands: Hands, path: Path) -> None:
    hands.tab_to("protocolExport")
    hands.press(SPACE)
    hands.name_file(path)
    hands.until(path.exists)


def bring(hands: Hands, path: Path) -> None:
    hands.tab_to("importProtocol")
    hands.press(SPACE)
    hands.name_file(path)
    hands.house.settle()


def lead(two: Talking, protocol_id: str, step_id: str) -> None:
    """Chosen by the keys of the menu; the new step stands in its place, and the silent role is said."""
    hands, shelf = two.hands, two.hands.debrief.steps
    hands.until(lambda: any(p.id == protocol_id for p in shelf._offered()))
    two.choose_protocol([p.id for p in shelf._offered()].index(protocol_id))
    assert hands.debrief.talk.protocol.id == protocol_id
    two.go_on()
    assert debrief.begun(hands.debrief.talk.frame)
    while hands.debrief.talk.step_id != step_id:
        two.remember()
        two.go_on()
    assert hands.debrief.work.title.text() == TITLE
    assert PROMPT in hands.debrief.work.prompts.text()
    assert "Noor" in hands.debrief.work.lead.text(), "she listens"
    two.write_in("stepText", "Drie dingen.")
    assert texts(two.view)[step_id] == "Drie dingen."
