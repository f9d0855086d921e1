"""The head of a lesson plan as teachers type it: labels beside each other, a title behind the word for the paper."""

from lesvisit.exchange.lesson_map import mapped, pasted
from lesvisit.exchange.lesson_text import LessonMapping, Part, Place

PLAN = """# Lesplan Pythagoras
Vak: wiskunde   Klas: H2b   Datum: 30 november
# Misconcepties
De langste zijde is altijd de onderste.
# Lesverloop
Instructie (10 min)
"""


def found_in(text: str) -> LessonMapping:
    return mapped(pasted(text))


def test_labels_beside_each_other_each_keep_their_own_text() -> None:
    found = found_in(PLAN)
    assert found.text(Place(Part.SUBJECT), True) == "wiskunde"
    assert found.text(Place(Part.CLASS), True) == "H2b"
    assert found.text(Place(Part.DAY), True) == "30 november"


def test_spaces_without_a_label_behind_them_part_nothing() -> None:
    found = found_in("Vak: wiskunde  en  rekenen: samen")
    assert found.text(Place(Part.SUBJECT), True) == "wiskunde  en  rekenen: samen"


def test_the_word_for_the_paper_with_a_name_is_the_title_when_there_is_no_other() -> None:
    assert found_in(PLAN).text(Place(Part.TITLE), True) == "Lesplan Pythagoras"
    assert found_in(PLAN + "Onderwerp: driehoeken").text(Place(Part.TITLE), True) == "driehoeken"
    assert found_in("# Lesvoorbereidingsformulier\nVak: taal").text(Place(Part.TITLE), True) == ""


def test_a_misconception_above_the_phases_makes_no_phase_of_its_own() -> None:
    found = found_in(PLAN)
    assert [piece.text for piece in found.left_over] == ["De langste zijde is altijd de onderste."]
    assert found.text(Place(Part.PHASE, 0), True) == "Instructie"
