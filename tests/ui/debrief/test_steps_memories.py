"""Two memories: typed apart, covered, together; the notes wait; interrupted, they go on where they were."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from lesvisit.domain.debrief import Memory
from lesvisit.services.library import protocols
from lesvisit.ui.debrief.page import DebriefPage
from tests.ui.debrief.support import CTRL, Desk, seen_only


def begun(desk: Desk) -> DebriefPage:
    """Teacher first, at its two memories, by keyboard."""
    desk.show(seen_only(desk.house))
    page = desk.page
    page.talk.choose_protocol(protocols(desk.house.workspace.resources)[1])
    on(desk)
    on(desk)
    return page


def on(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Return, CTRL)


def told(desk: Desk) -> dict[str, tuple[str, str, bool, str]]:
    found = desk.view.book.of(Memory)
    return {
        desk.view.name(r.payload.person_id): (
            r.payload.learned,
            r.payload.turned,
            r.payload.covered,
            desk.view.name(r.made_by),
        )
        for r in found
    }


def on_screen(page: DebriefPage) -> str:
    texts = [w.text() for w in page.findChildren(QLabel)] + [
        w.toPlainText() for w in page.findChildren(QPlainTextEdit)
    ]
    return "\n".join(texts)


def test_each_types_alone_and_both_appear_together(desk: Desk) -> None:
    page = begun(desk)
    assert page.talk.step_id == "memories"
    assert page.talk.writer == "Noor"
    assert desk.focus.objectName() == "memoryLearned1"
    assert page.memories.cover.isVisible()
    assert not page.evidence.list.isEnabled()
    desk.type("Ze tekenden zelf een grafiek.")
    desk.press(Qt.Key.Key_Tab)
    desk.type("Bij de vraag van Sam.")
    assert "Bram" in page.foot.main.accessibleName()
    on(desk)
    assert told(desk) == {"Noor": ("Ze tekenden zelf een grafiek.", "Bij de vraag van Sam.", True, "Noor")}
    assert "zelf een grafiek" not in on_screen(page)
    assert page.talk.writer == "Bram"
    assert desk.focus.objectName() == "memoryLearned2"
    desk.type("De helft kon het uitleggen.")
    on(desk)
    assert told(desk)["Bram"] == ("De helft kon het uitleggen.", "", True, "Bram")
    for text in ("Ze tekenden zelf een grafiek.", "Bij de vraag van Sam.", "De helft kon het uitleggen."):
        assert text in on_screen(page)
    assert not page.memories.cover.isVisible()
    assert page.evidence.list.isEnabled()
    on(desk)
    assert page.talk.step_id == "own-view"
    assert page.work.memories.isVisible()  # they stand there again


def test_either_may_skip(desk: Desk) -> None:
    page = begun(desk)
    on(desk)
    desk.type("Alleen ik.")
    on(desk)
    assert told(desk) == {"Noor": ("", "", True, "Noor"), "Bram": ("Alleen ik.", "", True, "Bram")}
    assert not page.work.memories.waiting


def test_what_is_open_can_be_set_right(desk: Desk) -> None:
    page = begun(desk)
    desk.type("Ze leerden veeel.")
    on(desk)
    assert not page.work.memories.cards[0].change.isVisible()
    on(desk)
    card = page.work.memories.cards[0]
    card.change.click()
    assert card.fields["learned"].text() == "Ze leerden veeel."
    card.fields["learned"].input.setFocus()
    desk.press(Qt.Key.Key_A, CTRL)
    desk.type("Ze leerden veel.")
    card.change.click()
    assert card.read["learned"][1].text() == "Ze leerden veel."
    assert told(desk)["Noor"] == ("Ze leerden veel.", "", True, "Noor")


def test_interrupted_it_goes_on_where_it_was(desk: Desk) -> None:
    page = begun(desk)
    desk.type("Half getypt")
    page.talk.flush()
    page.leave()
    desk.house.settle()
    visit_id = desk.view.book.scope_id
    workspace = desk.house.reopen()
    again = DebriefPage(workspace)
    desk.house.qtbot.addWidget(again)
    again.show_visit(desk.house.open_visit(visit_id))
    assert again.work.memories.cards[0].fields["learned"].text() == "Half getypt"
    assert again.work.memories.waiting
    again.work.memories.cover()
    again.leave()
    desk.house.settle()
    again.show_visit(desk.house.open_visit(visit_id))
    assert "Half getypt" not in on_screen(again)
    assert again.work.memories.first_field() is again.work.memories.cards[1].fields["learned"].input
    again.leave()
    desk.page.talk.session = None


def test_undo_never_shows_what_was_covered(desk: Desk) -> None:
    page = begun(desk)
    desk.type("Geheim")
    on(desk)
    desk.house.settle()
    future = desk.session.undo("debrief", page.talk.writer_id)
    assert future.exception(20) is None or "Geheim" not in on_screen(page)
    desk.house.settle()
    assert told(desk)["Noor"][:3] == ("Geheim", "", True)
    assert "Geheim" not in on_screen(page)


def test_the_feedback_model_has_none(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    for step in desk.page.talk.steps:
        desk.page.talk.open_step(step.id)
        assert not desk.page.work.memories.isVisible()
        assert not desk.page.memories.cover.isVisible()


def test_the_second_to_type_is_told_that_both_appear(desk: Desk) -> None:
    page = begun(desk)
    first, second = page.work.memories.cards
    before = first.state.text()
    desk.type("Ze tekenden.")
    on(desk)
    assert second.state.isVisible()
    assert second.state.text() != before


def test_a_step_whose_field_went_away_begins_where_work_begins(desk: Desk) -> None:
    """A memory is being set right when the next step comes: not in some field below the fold."""
    page = begun(desk)
    on(desk)
    on(desk)
    on(desk)
    page.work.memories.cards[1].change.click()
    page.work.memories.cards[1].fields["learned"].input.setFocus()
    on(desk)
    assert page.talk.ref
    assert desk.focus is page.evidence.list
