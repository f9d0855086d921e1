"""Each form that ships, used for five minutes by keyboard alone in the real window: what was pressed is what counts.

The presses are noted down by the test itself, and read back from the CSV, the kinds' counts and the debrief.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from lesvisit import paths
from lesvisit.blocks import kind_of
from lesvisit.blocks.keys import groups
from lesvisit.domain.clock import minute_text
from lesvisit.domain.design import Phase
from lesvisit.domain.keymap import COUNTERS
from lesvisit.domain.template import Block, Template
from lesvisit.exchange.visit_csv import csv_text
from lesvisit.i18n import Translator
from lesvisit.services import designs, observe, prepare, seating
from lesvisit.services.library import templates
from lesvisit.services.session import VisitSession
from tests.flows.hands import ALT, CTRL, DIGITS, SHIFT, Hands
from tests.support.house import House

TEMPLATES = templates(paths.resources())
NL = Translator("nl", paths.resources() / "locale")
K = Qt.Key
OBSERVE, DEBRIEF = 1, 2


@dataclass
class Stretch:
    """Five minutes with a form, and what was pressed in it."""

    hands: Hands
    session: VisitSession
    pressed: list[tuple[str, str, str]] = field(default_factory=list)  # block, item, minute

    def note(self, block: Block, item: str) -> None:
        observation = self.hands.observe.observation
        assert observation is not None
        self.pressed.append((block.id, item, minute_text(observation.minute())))

    def wait(self, seconds: float) -> None:
        self.hands.house.clock.pass_by(seconds)
        self.hands.observe.live.beat()

    def alt(self, place: int) -> None:
        self.hands.press(DIGITS[place + 1], ALT)

    def to_block(self, block: Block) -> None:
        """By its key to the block itself."""
        stage = self.hands.observe.stage
        for _ in range(6):
            live = stage.live(block.id)
            if stage.front == block.id and live is not None and live.isAncestorOf(self.hands.focus):
                return
            self.hands.press(K.Key_B, CTRL)
        raise AssertionError(f"Ctrl+B does not lead to {block.id}")


Use = Callable[[Stretch, Block], None]


def use_note(stretch: Stretch, block: Block) -> None:
    stretch.hands.line("24 schrijven, 2 kijken naar het bord", 7)


def use_tally(stretch: Stretch, block: Block) -> None:
    place = [p.block_id for p in stretch.hands.observe.keyed()].index(block.id)
    for seconds in (3, 11)[: 1 + place % 2]:
        stretch.alt(place)
        stretch.note(block, block.id)
        stretch.wait(seconds)


def use_duration(stretch: Stretch, block: Block) -> None:
    place = [p.block_id for p in stretch.hands.observe.keyed()].index(block.id)
    for seconds in (4, 2):
        stretch.note(block, block.id)
        stretch.alt(place)
        stretch.wait(seconds)
        stretch.alt(place)
        stretch.wait(9)


def use_utterance(stretch: Stretch, block: Block) -> None:
    keyed = [p for p in stretch.hands.observe.keyed() if p.block_id == block.id]
    assert keyed
    for press in keyed:
        place = stretch.hands.observe.keyed().index(press)
        stretch.alt(place)
        stretch.note(block, press.item_id)
        stretch.hands.line("hoe weet je dat?", 8)


def use_grid(stretch: Stretch, block: Block) -> None:
    single = block.options.get("select") == "single"
    for group in groups(block, "nl"):
        for place, press in list(enumerate(group.presses))[: 1 if single else COUNTERS : 2]:
            stretch.alt(place)
            stretch.note(block, press.item_id)
            stretch.wait(1)
        stretch.hands.press(K.Key_G, CTRL)
    stretch.wait(float(str(block.options["seconds"])))
    last = block.items[-1]
    stretch.note(block, last.id)
    stretch.hands.write(f"/{last.code.lower()}")
    stretch.hands.press(K.Key_Space)
    assert stretch.hands.observe.line.text.toPlainText() == ""


def use_sweep(stretch: Stretch, block: Block) -> None:
    place = [p.block_id for p in stretch.hands.observe.keyed()].index(block.id)
    for first in ("8", "9"):
        stretch.alt(place)
        stretch.note(block, "")
        stretch.hands.write(first)
        stretch.hands.press(K.Key_Tab)
        stretch.hands.write("1")
        stretch.hands.press(K.Key_Return)
        stretch.hands.press(K.Key_Escape)
        stretch.wait(60)


def use_seats(stretch: Stretch, block: Block) -> None:
    hands = stretch.hands
    stretch.to_block(block)
    if isinstance(hands.focus, QAbstractButton):  # nobody drew the room yet
        hands.press(K.Key_Return)
        stretch.to_block(block)
    order = [seat.code for seat in seating.seating_of(stretch.session.view).seats]
    hands.press(K.Key_Home)
    hands.press(K.Key_Space)
    stretch.note(block, order[0])
    stretch.wait(5)
    hands.press(K.Key_Right)
    stretch.alt(1)  # another symbol, on the seat where the ring stands
    stretch.note(block, order[1])
    stretch.wait(5)
    if block.options.get("arrows"):
        stretch.note(block, order[1])
        hands.press(K.Key_Return)
        hands.press(K.Key_Right)
        hands.press(K.Key_Return)
    if block.options.get("path"):
        stretch.note(block, "@")
        hands.press(K.Key_Return, SHIFT)
    stretch.wait(5)
    hands.press(K.Key_Escape)


def use_columns(stretch: Stretch, block: Block) -> None:
    stretch.to_block(block)
    for row in ("een", "twee"):
        stretch.note(block, "")
        for place, _item in enumerate(block.items):
            stretch.hands.write(f"{row} {place}")
            if place + 1 < len(block.items):
                stretch.hands.press(K.Key_Tab)
        stretch.hands.press(K.Key_Return)
        stretch.wait(20)
    stretch.hands.press(K.Key_Escape)


def use_cases(stretch: Stretch, block: Block) -> None:
    stretch.to_block(block)
    stretch.hands.press(K.Key_Return)
    stretch.note(block, "A")
    stretch.hands.write("begint zelf, wijst aan")
    stretch.hands.press(K.Key_Return)
    stretch.wait(20)
    stretch.hands.press(K.Key_Escape)
    if stretch.hands.observe.stage.live(block.id).isAncestorOf(stretch.hands.focus):  # type: ignore[union-attr]
        stretch.hands.press(K.Key_Escape)


USES: dict[str, Use] = {
    "note": use_note,
    "tally": use_tally,
    "duration": use_duration,
    "utterance": use_utterance,
    "interval_grid": use_grid,
    "sweep": use_sweep,
    "seat_map": use_seats,
    "columns": use_columns,
    "case_matrix": use_cases,
}


@pytest.fixture
def begun(hands: Hands) -> Callable[[Template], Stretch]:
    """A visit on this form at minute 5 of a lesson with two phases, the observe page in front."""

    def begin(template: Template) -> Stretch:
        workspace = hands.house.workspace
        book, made = designs.new_design(workspace.desk, "Een les")
        design = workspace.new_session(book)
        design.do(made)
        phases = (Phase("p1", "Start", 7), Phase("p2", "Oefenen", 40))
        edited = designs.edit_version(workspace.desk, design.book, phases=phases)
        assert edited is not None
        design.do(edited)
        session = workspace.start_visit()
        desk = workspace.desk
        session.do(prepare.choose_template(desk, session.view, template))
        version = designs.newest(design.book)
        head = prepare.set_head(desk, session.view, design_id=book.scope_id, version_id=version.id, lesson_min=50)
        assert head is not None
        session.do(head)
        start = hands.house.clock.now_utc() - timedelta(minutes=5)
        session.do(observe.set_lesson_start(desk, session.view, start))
        workspace.reframe_design(session)
        hands.house.settle()
        hands.window.show_session(session, OBSERVE)
        hands.until(lambda: bool(session.view.phases))
        session.do(observe.start_phase(desk, session.view, "p1", desk.moment()))
        hands.observe.take_focus()
        return Stretch(hands, session)

    return begin


def rows_of(session: VisitSession) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_text(session.view, NL)), delimiter=";"))


def told(rows: list[dict[str, str]], template: Template) -> Iterator[tuple[str, str]]:
    """Block and minute of every row of a block that is pressed."""
    for row in rows:
        if row["kind"] in USES and row["kind"] != "note":
            yield row["kind"], row["minute"]


def slug(template: Template) -> str:
    return template.name["en"].lower().replace(" ", "-")[:30]


@pytest.mark.parametrize("template", TEMPLATES, ids=slug)
def test_five_minutes_by_keyboard(begun: Callable[[Template], Stretch], house: House, template: Template) -> None:
    stretch = begun(template)
    for block in template.all_blocks:
        if block.timing == "during" and block.type != "field":
            USES[block.type](stretch, block)
    stretch.hands.press(K.Key_9, ALT)  # the second phase begins
    stretch.hands.observe.take_focus()
    stretch.hands.line("tot slot: 3 vingers", 5)
    house.settle()

    types = {block.id: block.type for block in template.all_blocks}
    wanted = Counter((types[block_id], minute) for block_id, _item, minute in stretch.pressed)
    assert Counter(told(rows_of(stretch.session), template)) == wanted

    _check_counts(stretch, template)
    _check_after_reopening(stretch, template, wanted)


def _check_counts(stretch: Stretch, template: Template) -> None:
    """Of kinds that count presses per item: each item as often as it was pressed, and never a total only."""
    view = stretch.session.view
    pressed = Counter((block_id, item) for block_id, item, _minute in stretch.pressed)
    for block in template.all_blocks:
        kind = kind_of(block.type)
        assert kind is not None
        if block.type in ("tally", "interval_grid", "utterance"):
            for count in kind.counts(view, block, NL):
                if not count.item.startswith("#"):
                    assert len(count.minutes) == pressed[(block.id, count.item)], (block.id, count)


def _check_after_reopening(stretch: Stretch, template: Template, wanted: Counter[tuple[str, str]]) -> None:
    """From the disk, in the debrief, by its key: what was entered is drawn and told."""
    hands, visit_id = stretch.hands, stretch.session.book.scope_id
    hands.press(K.Key_PageDown, CTRL)
    hands.come("debriefPage")
    hands.debrief.evidence.show_counts(True)
    cards = hands.debrief.evidence.counts.cards
    shown = {part for part, card in cards.items() if card.drawn.drawing is not None and card.drawn.accessibleName()}
    used = {block_id for block_id, _item, _minute in stretch.pressed}
    tallies = {b.id for b in template.blocks("tally")}
    assert used - tallies <= shown | {b.id for b in template.blocks("utterance")}
    assert not (used & tallies) or bool(shown & tallies)
    hands.reopen()
    reread = hands.house.open_visit(visit_id)
    assert Counter(told(rows_of(reread), template)) == wanted
