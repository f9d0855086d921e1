"""One field: numbers and dates as people type them, and what can't be read stays as it was typed."""

from datetime import date

import pytest

from lesvisit import paths
from lesvisit.blocks import kind_of
from lesvisit.blocks.check import problems
from lesvisit.blocks.field import filled, is_wrong, typed_value
from lesvisit.blocks.field_values import read_date, read_number
from lesvisit.domain.events import Entry
from lesvisit.domain.template import Block, Item
from lesvisit.i18n import Translator
from tests.blocks.block_support import LONG, assert_fits, room, said, says, template_of, visit_with

DAY = date(2026, 11, 24)
KIND = kind_of("field")
NL = Translator("nl", paths.resources() / "locale")


def block(wanted: str, *items: Item) -> Block:
    return Block("f", "field", {"en": "question", "nl": "vraag"}, items=items, options={"input": wanted})


@pytest.mark.parametrize(
    ("text", "nl", "en"),
    [
        ("26", 26.0, 26.0),
        (" 3,5 ", 3.5, 3.5),
        ("3.25", 3.25, 3.25),
        ("-4", -4.0, -4.0),
        ("\u22124", -4.0, -4.0),
        ("1 250", 1250.0, 1250.0),
        ("1.250", None, 1.25),
        ("1,250", 1.25, None),
        ("0,125", 0.125, 0.125),
        ("0.125", 0.125, 0.125),
        ("", None, None),
        ("zes", None, None),
        ("3 of 4", None, None),
        ("1e5", None, None),
        ("inf", None, None),
        ("nan", None, None),
        ("9" * 400, None, None),
        ("٣", None, None),
        ("1.2.3", None, None),
    ],
)
def test_numbers(text: str, nl: float | None, en: float | None) -> None:
    assert (read_number(text, "nl"), read_number(text, "en")) == (nl, en)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24-11-2026", DAY),
        ("24/11/2026", DAY),
        ("24.11.26", DAY),
        ("2026-11-24", DAY),
        ("24-11", DAY),
        ("24 nov", DAY),
        ("24 november 2026", DAY),
        ("3 maart 2027", date(2027, 3, 3)),
        ("3 Mar 2027", date(2027, 3, 3)),
        ("29-2-2028", date(2028, 2, 29)),
        ("29-2-2027", None),
        ("31-4-2027", None),
        ("0-1-2027", None),
        ("24", None),
        ("morgen", None),
        ("1-2-3", None),
        ("1-2-0026", None),
        ("24-11-2026-1", None),
        ("9" * 50 + "-1-2026", None),
        ("", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert read_date(text, DAY) == day


def test_what_was_typed_is_kept_whether_it_can_be_read_or_not() -> None:
    right = filled(block("number"), None, "3,50", DAY, "nl")
    assert (right.value, right.number, right.texts) == ("3.5", 3.5, ())
    assert typed_value(block("number"), right, "nl") == "3,5"
    assert typed_value(block("number"), right, "en") == "3.5"

    wrong = filled(block("number"), right, " een stuk of zes ", DAY, "nl")
    assert (wrong.value, wrong.number, wrong.texts) == ("", None, (" een stuk of zes ",))
    assert is_wrong(block("number"), wrong)
    assert typed_value(block("number"), wrong, "nl").strip() == "een stuk of zes"

    day = filled(block("date"), wrong, "24 nov", DAY, "nl")
    assert (day.value, day.texts) == ("2026-11-24", ())
    assert typed_value(block("date"), day, "nl") == "24-11-2026"
    assert not is_wrong(block("text"), filled(block("text"), None, "zes", DAY, "nl"))


def test_faults_are_named_at_their_field() -> None:
    def faults(one: Block) -> list[str]:
        return [p.path.removeprefix("sections[0].blocks[0].") for p in problems(template_of(one))]

    items = (Item("a", {"en": "rows"}), Item("b", {"en": "groups"}))
    assert faults(block("choice", *items)) == faults(block("text")) == []
    assert faults(block("choice", items[0])) == faults(block("choice")) == ["items"]
    assert faults(block("number", *items)) == ["items"]
    assert faults(block("colour")) == ["options.input"]


def test_rows_and_summary_are_words() -> None:
    assert KIND is not None
    choice = block("choice", Item("r", {"en": "rows"}), Item("g", {"en": "groups"}))
    cases = [
        (choice, Entry("f", value="g"), "groups", None),
        (choice, Entry("f", value="gone"), "gone", None),
        (block("number"), Entry("f", value="26", number=26.0), "26", 26.0),
        (block("date"), Entry("f", value="2026-11-24"), "24 November 2026", None),
        (block("date"), Entry("f", value="no day", texts=("x",)), "no day", None),
        (block("number"), Entry("f", texts=("six",)), "six", None),
        (block("text"), Entry("f", value=LONG), LONG, None),
    ]
    for one, entry, words, number in cases:
        view = visit_with(one, (2.0, entry))
        (row,) = KIND.rows(view, one, says)
        assert (row.label, row.value, row.number) == ("question", words, number)
        assert len(KIND.summary(view, one, says)) <= 40
        assert KIND.counts(view, one, says) == ()
        assert KIND.presses(one) == ()
    dutch = visit_with(block("date"), (2.0, Entry("f", value="2026-11-24")))
    assert KIND.summary(dutch, block("date"), NL) == "24 november 2026"


@pytest.mark.parametrize("width", [300, 720])
def test_the_drawing_fits_whatever_the_data(width: int) -> None:
    assert KIND is not None
    long = Block("f", "field", {"en": LONG})
    for value in (LONG * 5, "x" * 500, "kort"):
        drawing = KIND.drawing(visit_with(long, *((None, Entry("f", value=value)),) * 3), long, says, room(width))
        assert drawing is not None
        assert_fits(drawing, room(width))
        assert drawing.words.endswith(value)


def test_the_last_answer_counts_and_nothing_is_no_drawing() -> None:
    assert KIND is not None
    one = block("text")
    assert KIND.drawing(visit_with(one), one, says, room()) is None
    assert KIND.drawing(visit_with(one, (1.0, Entry("f", value="  "))), one, says, room()) is None
    view = visit_with(one, (1.0, Entry("f", value="first")), (2.0, Entry("f", value="second")))
    assert said(KIND.drawing(view, one, says, room())) == ["question", "second"]
    assert KIND.sketch(one, says, room(200)).marks
