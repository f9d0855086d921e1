"""What differs between two versions of a design."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lesvisit.domain.design import Criterion, DesignVersion, Goal, Phase
from lesvisit.domain.design_diff import Fate, PartKind, Piece, design_difference, text_difference

F1, F2, F3 = (
    Phase("p1", "Start", 5),
    Phase("p2", "Instructie", 8, "kleuren. Vraag mondeling."),
    Phase("p3", "Slot", 4),
)
GOALS = (Goal("g1", "Aanwijzen", (Criterion("c1", "wijst aan"), Criterion("c2", "rekent"))), Goal("g2", "Opstellen"))
ONE = DesignVersion(1, GOALS, (F1, F2, F3), board_goal="80%")


def test_the_same_content_does_not_differ() -> None:
    other = replace(ONE, number=2, why="zomaar", visit_id="v", made_by=("a",))
    assert design_difference(ONE, other).empty


def test_one_changed_line_is_found_with_its_words() -> None:
    changed = replace(F2, teacher_does="kleuren. Vraag op het wisbordje.")
    found = design_difference(ONE, replace(ONE, number=2, phases=(F1, changed, F3)))
    assert (found.before, found.after, found.goals, found.texts) == (1, 2, (), ())
    (part,) = found.phases
    assert (part.kind, part.code_before, part.code_after, part.fate, part.moved) == (
        PartKind.PHASE,
        "F2",
        "F2",
        Fate.CHANGED,
        False,
    )
    (field,) = part.fields
    assert field.field == "teacher_does"
    assert field.before == (Piece("kleuren. Vraag "), Piece("mondeling", True), Piece("."))
    assert field.after == (Piece("kleuren. Vraag "), Piece("op het wisbordje", True), Piece("."))


def test_parts_that_come_go_and_move() -> None:
    new = Phase("p4", "Denken", 9)
    found = design_difference(ONE, replace(ONE, phases=(F3, F1, new)))
    told = [(p.id, p.fate, p.moved, p.code_before, p.code_after) for p in found.phases]
    assert told == [
        ("p3", Fate.CHANGED, True, "F3", "F1"),
        ("p2", Fate.REMOVED, False, "F2", ""),
        ("p4", Fate.ADDED, False, "", "F3"),
    ]
    assert {f.field: f.becomes for f in found.phases[2].fields} == {"name": "Denken", "planned_min": "9"}


def test_goals_criteria_and_texts() -> None:
    goals = (replace(GOALS[0], criteria=(GOALS[0].criteria[0], Criterion("c9", "legt uit"))), GOALS[1])
    found = design_difference(ONE, replace(ONE, goals=goals, board_goal="", keep="de wisbordjes"))
    assert [(p.kind, p.id, p.fate) for p in found.goals] == [
        (PartKind.CRITERION, "c2", Fate.REMOVED),
        (PartKind.CRITERION, "c9", Fate.ADDED),
    ]
    assert [(f.field, f.was, f.becomes) for f in found.texts] == [
        ("board_goal", "80%", ""),
        ("keep", "", "de wisbordjes"),
    ]


def test_predictions_are_compared_per_letter() -> None:
    with_a = replace(F1, predictions={"A": "telt", "B": "wacht"})
    found = design_difference(
        replace(ONE, phases=(with_a,)),
        replace(ONE, phases=(replace(with_a, predictions={"A": "telt door", "C": "x"}),)),
    )
    assert [(f.field, f.was, f.becomes) for f in found.phases[0].fields] == [
        ("predictions.A", "telt", "telt door"),
        ("predictions.C", "", "x"),
        ("predictions.B", "wacht", ""),
    ]


words = st.text(alphabet="ab .,\n’éø😀", max_size=60)


@given(words, words)
def test_no_letter_is_lost_or_made_up(before: str, after: str) -> None:
    was, becomes = text_difference(before, after)
    assert "".join(p.text for p in was) == before
    assert "".join(p.text for p in becomes) == after
    same = [p.text for p in was if not p.marked], [p.text for p in becomes if not p.marked]
    assert "".join(same[0]) == "".join(same[1])


@given(st.permutations(list("abcdefg")), st.sets(st.sampled_from("abcdefg")))
def test_all_that_moved_is_told_and_nothing_twice(order: list[str], gone: set[str]) -> None:
    phases = {letter: Phase(letter, letter) for letter in "abcdefg"}
    before = DesignVersion(1, phases=tuple(phases.values()))
    after = DesignVersion(2, phases=tuple(phases[o] for o in order if o not in gone))
    found = design_difference(before, after).phases
    assert len({p.id for p in found}) == len(found)
    assert {p.id for p in found if p.fate is Fate.REMOVED} == gone
    stayed = [p.id for p in after.phases if p.id not in {f.id for f in found}]
    assert stayed == sorted(stayed)


def test_long_texts_stay_quick_and_whole() -> None:
    old, new = " ".join(f"w{n}" for n in range(3000)), " ".join(f"v{n}" for n in range(3000))
    was, becomes = text_difference(f"begin {old} eind", f"begin {new} eind")
    assert (was[0], was[-1]) == (Piece("begin "), Piece("eind"))
    assert becomes[1].marked
