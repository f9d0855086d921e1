"""The table of docs/crash.md, and the counts behind it."""

from pathlib import Path

from tests.crash.outcome import Order, Outcome, kept
from tests.tools.crash_table import BEGIN, DOC, END, table, write_table


def outcome() -> Outcome:
    found = Outcome("kill", "nothing is lost", 7, wanted=4)
    found.count("somewhere")
    found.count("elsewhere", "a line is gone")
    found.planted = {"early_ack": "caught after 1 kill", "no_drafts": ""}
    return found


def test_one_broken_run_or_one_fault_that_was_not_caught_is_not_good() -> None:
    found = outcome()
    caught = found.planted | {"no_drafts": "caught"}
    good = [
        Outcome("kill", "", 7, runs=runs, broken=broken, planted=planted).good
        for runs, broken, planted in ((2, 1, caught), (2, 0, found.planted), (2, 0, caught))
    ]
    assert (found.good, good) == (False, [False, False, True])
    assert not Outcome("kill", "", 7).good


def test_it_comes_back_from_its_file(tmp_path: Path) -> None:
    found = outcome()
    found.keep(0.0, "abc", tmp_path)
    (again,) = kept(tmp_path)
    assert (again.runs, again.broken, again.points) == (2, 1, {"somewhere": 1, "elsewhere": 1})


def test_the_table_says_what_did_not_finish(tmp_path: Path) -> None:
    doc = tmp_path / "crash.md"
    doc.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    write_table([outcome()], doc)
    text = doc.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text
    assert "| 2 of 4 | 1 | 1 of 2 | 7 |" in table([outcome()])
    assert "NOT CAUGHT" in text


def test_the_document_has_its_marks() -> None:
    text = DOC.read_text(encoding="utf-8")
    assert text.index(BEGIN) < text.index(END)


def test_rounds_give_every_number_once(tmp_path: Path) -> None:
    order = Order(tmp_path, 1, 103, 4)
    assert sorted(n for _, parts in order.rounds(10) for part in parts for n in part) == list(range(103))
    assert list(Order(tmp_path, 1, 103, 4, until=0.0).rounds(10)) == []
