"""Keys and slash codes of a form's items: stable, without clashes, six with a key."""

from lesvisit.blocks.keys import groups, quick_presses, slash_presses
from lesvisit.domain.template import Block, Item, Section, Template


def tally(name: str, code: str = "") -> Block:
    return Block(name, "tally", {"nl": name}, options={"code": code} if code else {})


def form(*blocks: Block) -> Template:
    return Template("0198c0de-1000-7000-8000-0000000000ff", 1, {"nl": "x"}, sections=(Section({"nl": "x"}, blocks),))


def test_six_counters_have_a_key() -> None:
    found = quick_presses(form(Block("notes", "note"), *(tally(f"t{n}") for n in range(9))))
    assert [press.block_id for press in found] == [f"t{n}" for n in range(6)]


def test_what_is_filled_in_before_has_no_key() -> None:
    before = Block("b", "tally", {"nl": "b"}, timing="before")
    assert quick_presses(form(before, tally("t"))) == quick_presses(form(tally("t")))


def test_no_form_no_keys() -> None:
    assert quick_presses(None) == ()
    assert slash_presses(None, ()) == {}


def test_groups_of_six() -> None:
    pupils, teacher = {"nl": "leerlingen"}, {"nl": "leraar"}
    items = [Item(f"p{n}", {"nl": f"p{n}"}, group=pupils) for n in range(8)]
    items += [Item(f"t{n}", {"nl": f"t{n}"}, group=teacher) for n in range(3)]
    found = groups(Block("g", "interval_grid", items=tuple(items)), "nl")
    assert [(group.title, len(group.presses)) for group in found] == [
        ("leerlingen", 6),
        ("leerlingen", 2),
        ("leraar", 3),
    ]


def test_codes_do_not_clash() -> None:
    """L is a kind of line already, and both halves of a grid may have a W."""
    items = (Item("a", {"nl": "luistert"}, code="L"), Item("b", {"nl": "wacht"}, code="W"))
    more = (Item("c", {"nl": "wacht"}, code="W"), Item("d", {"nl": "legt uit"}, code="Lec"))
    grid, other = Block("g", "interval_grid", items=items), Block("h", "interval_grid", items=more)
    found = slash_presses(form(grid, other), "livtg")
    assert {code: (press.block_id, press.item_id) for code, press in found.items()} == {
        "l2": ("g", "a"),
        "w": ("g", "b"),
        "w2": ("h", "c"),
        "lec": ("h", "d"),
    }
