"""Indicators on a scale: what is wrong, what an entry holds, and a drawing without any total."""

import pytest

from lesvisit.blocks import kind_of
from lesvisit.blocks.check import problems
from lesvisit.blocks.drawing import Box
from lesvisit.blocks.rating import choices, with_evidence, with_example, with_value
from lesvisit.domain.events import Entry
from lesvisit.domain.template import Anchor, Block, Item, Scale
from tests.blocks.block_support import (
    LONG,
    assert_fits,
    room,
    said,
    says,
    template_of,
    visit_with,
    without_stamps,
)

SCALE = Scale(
    "four",
    (
        Anchor("1", {"en": "seldom"}, {"en": "once or not at all"}),
        Anchor("2", {"en": "at times"}),
        Anchor("3", {"en": "often"}),
        Anchor("4", {"en": "all the time"}),
    ),
)
ITEMS = (
    Item("all", {"en": "involves all pupils"}, examples=({"en": "waits"}, {"en": "asks who did not raise a hand"})),
    Item("check", {"en": "checks understanding"}),
)
BLOCK = Block("rat", "rating", {"en": "What I saw"}, items=ITEMS, scale="four")
KIND = kind_of("rating")
NOTES = (("n1", 10.25, "asks R2P3"), ("n2", 4.0, "waits 5 s"))


def entry(item: str, value: str = "", **more: tuple[str, ...]) -> Entry:
    return Entry("rat", item, value, texts=more.get("texts", ()), evidence=more.get("evidence", ()))


def faults(block: Block, *scales: Scale) -> dict[str, str]:
    found = problems(template_of(block, *scales))
    return {p.path: p.words(says) for p in found if p.path.startswith(("sections[0].blocks[0]", "scales"))}


def test_faults_of_a_scale_are_named_at_their_field() -> None:
    place = "sections[0].blocks[0].scale"
    assert faults(BLOCK, SCALE) == {}
    assert place in faults(BLOCK)
    assert place in faults(Block("rat", "rating", {"en": "x"}, items=ITEMS), SCALE)
    assert place in faults(BLOCK, Scale("four", (Anchor("na", {"en": "x"}), Anchor("2", {"en": "y"}))))
    assert "scales[0].anchors" in faults(BLOCK, Scale("four", (Anchor("1", {"en": "x"}),)))
    assert "scales[0].anchors[1].label" in faults(BLOCK, Scale("four", (Anchor("1", {"en": "x"}), Anchor("2"))))
    twice = Scale("four", (Anchor("1", {"en": "x"}), Anchor("1", {"en": "y"})))
    assert "scales[0].anchors[1].value" in faults(BLOCK, twice)


def test_examples_and_evidence_never_make_the_value() -> None:
    one = with_example(BLOCK, ITEMS[0], None, 1, True)
    assert one == entry("all", texts=("0", "1"))
    two = with_evidence(BLOCK, "all", one, "n1", True)
    assert two is not None
    assert two.value == ""
    three = with_value(BLOCK, "all", two, "3")
    assert three == entry("all", "3", texts=("0", "1"), evidence=("n1",))


def test_an_answer_taken_off_leaves_the_rest_and_nothing_left_is_no_entry() -> None:
    full = entry("all", "3", texts=("0", "1"), evidence=("n1",))
    left = with_value(BLOCK, "all", full, "")
    assert left == entry("all", texts=("0", "1"), evidence=("n1",))
    unticked = with_example(BLOCK, ITEMS[0], left, 1, False)
    assert unticked == entry("all", evidence=("n1",))
    assert with_evidence(BLOCK, "all", unticked, "n1", False) is None


def test_rows_tell_value_and_evidence_in_words() -> None:
    assert KIND is not None
    events = ((5.0, entry("all", "3", evidence=("n1", "n2", "gone"))), (6.0, entry("check", "na")))
    view = visit_with(BLOCK, *events, scales=(SCALE,), notes=NOTES)

    rows = KIND.rows(view, BLOCK, says)

    assert [(r.item, r.value, r.other) for r in rows] == [("all", "3 often", "04:00, 10:15"), ("check", "n.a.", "")]


def test_counts_say_when_and_never_what() -> None:
    assert KIND is not None
    events = ((5.0, entry("all", "4")), (6.0, entry("check", evidence=("n1",))))
    view = visit_with(BLOCK, *events, scales=(SCALE,), notes=NOTES)

    counts = KIND.counts(view, BLOCK, says)

    assert [(c.item, c.label, c.minutes) for c in counts] == [("all", "involves all pupils", (5.0,))]
    assert KIND.summary(view, BLOCK, says) == "1 of 2"


def test_no_key_gives_a_value() -> None:
    assert KIND is not None
    assert KIND.presses(BLOCK) == ()
    assert KIND.press(visit_with(BLOCK, scales=(SCALE,)), BLOCK, "all", 1.0) is None


def test_the_drawing_shows_all_values_with_one_filled_and_no_total() -> None:
    assert KIND is not None
    first = entry("all", "3", texts=("1", "0"), evidence=("n1",))
    view = visit_with(BLOCK, (5.0, first), (6.0, entry("check", "1")), scales=(SCALE,), notes=NOTES)

    drawing = KIND.drawing(view, BLOCK, says, room())

    texts = said(drawing)
    assert drawing is not None
    boxes = [m for m in drawing.marks if isinstance(m, Box)]
    assert [bool(b.fill) for b in boxes] == [False, False, True, False, False, True, False, False, False, False]
    assert [b.dashed for b in boxes].count(True) == 2
    assert "waits" in texts
    assert "asks who did not raise a hand" not in texts
    assert "Evidence: 10:15" in texts
    assert "involves all pupils: 3 often (05:00)" in drawing.words
    assert not {"4", "2", "2.0", "50%", "50 %"} & set(texts)


def test_without_a_scale_the_answer_stands_there_as_it_was_given() -> None:
    assert KIND is not None
    view = visit_with(BLOCK, (5.0, entry("all", "3")))

    assert choices(view, BLOCK, says) == ()
    assert "3" in said(KIND.drawing(view, BLOCK, says, room()))


@pytest.mark.parametrize("width", [300, 420, 720])
def test_the_drawing_fits_whatever_the_data(width: int) -> None:
    assert KIND is not None
    long = Scale("four", tuple(Anchor(str(n), {"en": LONG[:200]}) for n in range(11)))
    items = tuple(Item(f"i{n}", {"en": LONG}, examples=({"en": LONG},) * 3) for n in range(5))
    block = Block("rat", "rating", {"en": LONG}, items=items, scale="four")
    odd = [
        (n / 10, entry(f"i{n % 9}", ("1", "na", LONG, "", "10")[n % 5], texts=("1", "x", "1", "1"), evidence=("n1",)))
        for n in range(500)
    ]
    view = visit_with(block, *odd, scales=(long,), notes=(("n1", 1.0, LONG),))

    for one in (view, without_stamps(view)):
        drawing = KIND.drawing(one, block, says, room(width))
        assert drawing is not None
        assert_fits(drawing, room(width))
        assert len(drawing.cuts) == 8
        assert len(KIND.rows(one, block, says)) == 500


def test_nothing_entered_is_no_drawing() -> None:
    assert KIND is not None
    assert KIND.drawing(visit_with(BLOCK, scales=(SCALE,)), BLOCK, says, room()) is None
    assert KIND.summary(visit_with(BLOCK, scales=(SCALE,)), BLOCK, says) == ""
    assert KIND.sketch(BLOCK, says, room(200)).marks
