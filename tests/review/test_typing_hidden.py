"""Hiding the pupils loses no word that is being typed in a block, and hides them there and in the next visit too."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from lesvisit.domain.events import Entry
from lesvisit.domain.template import Block, Item, Section, Template
from lesvisit.services import observe, prepare
from lesvisit.services.session import VisitSession
from tests.flows.conftest import hands
from tests.flows.hands import CTRL, Hands
from tests.support.house import house

__all__ = ["hands", "house"]
K = Qt.Key
FORM = "11111111-1111-4111-8111-111111111111"


def begun(hands: Hands, *blocks: Block) -> VisitSession:
    """A visit at minute 5 of the lesson with these blocks, the observe page in front."""
    workspace = hands.house.workspace
    form = Template(FORM, 1, {"nl": "proef"}, sections=(Section({"nl": "alles"}, blocks),))
    session = workspace.start_visit()
    session.do(prepare.choose_template(workspace.desk, session.view, form))
    start = hands.house.clock.now_utc() - timedelta(minutes=5)
    session.do(observe.set_lesson_start(workspace.desk, session.view, start))
    hands.house.settle()
    hands.window.show_session(session, 1)
    hands.house.settle()
    return session


def block(block_id: str, block_type: str, *items: str, **options: object) -> Block:
    made = tuple(Item(item, {"nl": item}, code=item.upper()) for item in items)
    return Block(block_id, block_type, {"nl": f"blok {block_id}"}, items=made, options=options)


def entries(session: VisitSession, block_id: str) -> list[Entry]:
    return [r.payload for r in session.view.of_block(block_id)]


@pytest.mark.parametrize("kept_first", [False, True])
def test_a_row_of_columns(hands: Hands, kept_first: bool) -> None:
    session = begun(hands, block("c", "columns", "feit", "effect"))
    hands.observe.stage.bring("c", focus=True)
    hands.write("begint ")
    if kept_first:
        hands.observe.stage.flush()
    hands.write("zelf")
    hands.press(K.Key_H, CTRL)
    hands.press(K.Key_H, CTRL)
    hands.observe.stage.flush()
    assert [e.texts[0] for e in entries(session, "c")] == ["begint zelf"]


def test_a_field(hands: Hands) -> None:
    session = begun(hands, block("f", "field"))
    hands.observe.stage.bring("f", focus=True)
    hands.write("R2P3 begint zelf")
    hands.press(K.Key_H, CTRL)
    hands.press(K.Key_H, CTRL)
    hands.observe.stage.flush()
    assert [e.value for e in entries(session, "f")] == ["R2P3 begint zelf"]


def test_the_comment_of_an_interval_is_hidden_and_kept(hands: Hands) -> None:
    session = begun(hands, block("g", "interval_grid", "a", "b", seconds=120, comment=True))
    hands.observe.stage.bring("g", focus=True)
    comment = hands.observe.stage.live("g").comment  # type: ignore[union-attr]
    comment.setFocus()
    hands.write("R2P3 overlegt")
    hands.press(K.Key_H, CTRL)
    assert "R2P3" not in comment.text()
    comment.setFocus()
    hands.write(" en meer")
    hands.observe.stage.flush()
    hands.press(K.Key_H, CTRL)
    assert comment.text() == "R2P3 overlegt"
    assert [e.texts for e in entries(session, "g")] == [("R2P3 overlegt",)]


def test_the_next_visit_hides_them_in_its_blocks_too(hands: Hands) -> None:
    begun(hands, block("c", "columns", "feit"))
    hands.press(K.Key_H, CTRL)
    begun(hands, block("d", "columns", "feit"))
    assert hands.observe.hide_pupils
    assert hands.observe.host is not None
    assert hands.observe.host.hide_pupils
