"""The power goes while somebody types in agreements, the changed line, memories, a result, a rewrite."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from lesvisit import paths
from lesvisit.domain.debrief import Agreement, LessonResult, Memory, Rewrite
from lesvisit.services import changed_line
from lesvisit.services.library import protocols
from lesvisit.ui.widgets.quiet_commit import QUIET_MS
from tests.ui.debrief.support import CTRL, Desk, desk, seen_only
from tests.ui.debrief.test_interrupted import after_the_power, typed_in

__all__ = ["desk"]
WORDS = "de stille min"


def kept(desk: Desk, kind: type[Any], field: str) -> str:
    """What the record has in this field."""
    record = desk.view.book.first(kind)
    return str(getattr(record.payload, field)) if record is not None else ""


def made(tmp_path: Path, name: str) -> Path:
    """A folder of its own."""
    found = tmp_path / name
    found.mkdir()
    return found


def test_every_field_of_an_agreement(desk: Desk, tmp_path: Path) -> None:
    desk.show(seen_only(desk.house))
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.page.talk.open_step("agree")
    (card,) = desk.page.work.agreements.cards
    typed: dict[str, str] = {}
    for field, one in zip(("what", "who_text", "when", "see"), card.kept, strict=True):
        typed[field] = f"{WORDS} {field}"
        typed_in(desk, one.field.input, typed[field], partial(kept, desk, Agreement, field))
    with after_the_power(desk, tmp_path) as again:
        (card,) = again.page.work.agreements.cards
        assert [one.field.text() for one in card.kept] == list(typed.values())


def test_the_changed_line(desk: Desk, tmp_path: Path) -> None:
    desk.show(desk.house.sample_visit())
    desk.page.talk.open_step(desk.page.talk.steps[-2].id)
    block = desk.page.work.changed_line
    block.now.editor.setFocus()
    desk.press(Qt.Key.Key_End, CTRL)
    desk.type(WORDS)

    def stands() -> bool:
        record = changed_line.current(desk.view)
        return record is not None and record.payload.now.endswith(WORDS)

    desk.house.qtbot.waitUntil(stands, timeout=QUIET_MS + 1500)
    with after_the_power(desk, tmp_path) as again:
        again.page.talk.open_step(again.page.talk.steps[-2].id)
        assert again.page.work.changed_line.now.text().endswith(WORDS)


def test_a_memory_and_what_is_covered_stays_covered(desk: Desk, tmp_path: Path) -> None:
    desk.show(seen_only(desk.house))
    desk.page.talk.choose_protocol(protocols(paths.resources())[1])
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.page.talk.open_step("memories")
    block = desk.page.work.memories
    block.take_focus()
    typed_in(desk, desk.focus, WORDS, lambda: kept(desk, Memory, "learned"))
    with after_the_power(desk, made(tmp_path, "one")) as again:
        assert again.page.talk.step_id == "memories"
        assert again.page.work.memories.cards[0].fields["learned"].text() == WORDS
    block.cover()
    with after_the_power(desk, made(tmp_path, "two")) as again:
        turns = again.page.work.memories.turns
        assert [(turn.typing, turn.open) for turn in turns] == [(False, False), (True, False)]
        shown = [e.text() for e in again.page.findChildren(QLineEdit)]
        shown += [f.text() for card in again.page.work.memories.cards for f in card.fields.values()]
        assert not any(WORDS in text for text in shown)


def test_a_result_with_only_a_name(desk: Desk, tmp_path: Path) -> None:
    desk.show(seen_only(desk.house))
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.page.talk.open_step("fact")
    desk.page.work.results.add.click()
    typed_in(desk, desk.focus, WORDS, lambda: kept(desk, LessonResult, "label"))
    with after_the_power(desk, tmp_path) as again:
        names = [e.text() for e in again.page.work.results.findChildren(QLineEdit, "resultLabel")]
        assert names == [WORDS]


def test_a_rewrite_in_its_row(desk: Desk, tmp_path: Path) -> None:
    desk.show(seen_only(desk.house))
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.page.evidence.list.setFocus()
    desk.go_to("n11")
    desk.press(Qt.Key.Key_W)
    field: QWidget = desk.focus
    assert field is not desk.page.evidence.list
    desk.press(Qt.Key.Key_A, CTRL)
    desk.type(WORDS)
    desk.house.qtbot.waitUntil(lambda: kept(desk, Rewrite, "now") == WORDS, timeout=QUIET_MS + 1500)
    with after_the_power(desk, tmp_path) as again:
        assert kept(again, Rewrite, "now") == WORDS


def test_twice_the_size_in_the_middle_of_a_word_takes_nothing(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    desk.press(Qt.Key.Key_Return, CTRL)
    theme = desk.house.workspace.theme
    try:
        for step in desk.page.talk.steps:
            desk.page.talk.open_step(step.id)
            field = desk.page.work.step_text.text
            if not field.isVisible():
                continue
            field.input.setFocus()
            desk.type("eerst")
            theme.set_scale(2.0)
            desk.type(" en dan")
            theme.set_scale(1.0)
            assert field.text() == "eerst en dan"
            assert desk.focus is field.input
    finally:
        theme.set_scale(1.0)
