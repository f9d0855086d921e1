"""Blocks of other templates pinned to a visit: copied, named, six keyed counters at most."""

import pytest

from lesvisit.domain.errors import PinRefused
from lesvisit.domain.template import Anchor, Block, Item, Scale, Section, Template
from lesvisit.services import observe, pins, prepare
from tests.services.support import OpenVisit, a_visit


def counters(count: int, *others: Block, name: str = "Turven") -> Template:
    blocks = tuple(Block(f"c{n}", "tally", {"nl": f"teller {n}"}) for n in range(count))
    return Template(name, 1, {"nl": name}, sections=(Section({"nl": "Turven"}, (*blocks, *others)),))


SOURCE = Template(
    "source",
    2,
    {"nl": "Tijd op taak"},
    attribution="World Bank",
    licence="CC BY 4.0 IGO",
    disclaimer={"nl": "Geen officiële vertaling.", "en": "No official translation."},
    scales=(Scale("s", (Anchor("1"), Anchor("2"))),),
    sections=(
        Section(
            {},
            (
                Block("c0", "tally", {"nl": "beurt"}, {"nl": "Tel elke beurt."}),
                Block("n", "note", {"nl": "aantekening"}, scale="s", items=(Item("i"),), attribution="Wie dan ook"),
            ),
        ),
    ),
)


@pytest.fixture
def visit() -> OpenVisit:
    found = a_visit()
    found.do(prepare.choose_template(found.desk, found.view, counters(5)))
    return found


def pin(visit: OpenVisit, block_id: str, source: Template = SOURCE) -> None:
    visit.do(prepare.pin_block(visit.desk, visit.view, source, block_id))


def test_a_block_is_copied_with_its_origin(visit: OpenVisit) -> None:
    pin(visit, "c0")
    pin(visit, "n")
    template = visit.view.template
    assert template is not None
    assert template.sections[-1].title == pins.PINNED
    counter, note = pins.pins(template)
    assert len({b.id for b in template.all_blocks}) == 7
    assert (counter.attribution, counter.licence) == ("Tijd op taak · World Bank", "CC BY 4.0 IGO")
    assert counter.help["nl"] == "Tel elke beurt.\nGeen officiële vertaling."
    assert note.attribution == "Tijd op taak · Wie dan ook"
    assert template.scale_of(note) is not None
    assert pins.is_pinned(template, SOURCE, "c0")
    assert not pins.is_pinned(template, SOURCE, "x")
    assert pins.without_pins(template) == counters(5)


def test_there_are_six_keys(visit: OpenVisit) -> None:
    pin(visit, "c0")
    with pytest.raises(PinRefused) as refused:
        pin(visit, "c4", counters(5, name="Anders"))
    assert (refused.value.reason, refused.value.values) == ("pin_no_key", {"most": 6})
    pin(visit, "n")  # takes no key


def test_no_block_is_pinned_twice(visit: OpenVisit) -> None:
    pin(visit, "c0")
    with pytest.raises(PinRefused, match="pin_twice"):
        pin(visit, "c0")
    with pytest.raises(PinRefused, match="pin_gone"):
        pin(visit, "x")


def test_a_pin_is_taken_off_and_its_section_with_the_last(visit: OpenVisit) -> None:
    pin(visit, "n")
    template = visit.view.template
    assert template is not None
    assert prepare.unpin_block(visit.desk, visit.view, "c1") is None
    visit.do(prepare.unpin_block(visit.desk, visit.view, pins.pins(template)[0].id))
    assert visit.view.template == counters(5)


def test_pins_stay_with_another_form_as_far_as_there_are_keys(visit: OpenVisit) -> None:
    pin(visit, "c0")
    pin(visit, "n")
    visit.do(prepare.choose_template(visit.desk, visit.view, counters(6, name="Zes")))
    template = visit.view.template
    assert [b.type for b in pins.pins(template)] == ["note"]
    assert template is not None
    assert len(template.scales) == 1


def test_nothing_is_pinned_once_observing_began(visit: OpenVisit) -> None:
    pin(visit, "n")
    template = visit.view.template
    assert template is not None
    visit.do(observe.press_counter(visit.desk, visit.view, "c1", visit.desk.moment()))
    with pytest.raises(PinRefused, match="pin_too_late"):
        pin(visit, "c0")
    with pytest.raises(PinRefused, match="pin_too_late"):
        prepare.unpin_block(visit.desk, visit.view, pins.pins(template)[0].id)
