"""The three quiet suggestions about a kijkvraag, in both languages."""

import pytest

from lesvisit.domain.focus_check import FocusCheck, check

ALL = FocusCheck(True, True, True)


@pytest.mark.parametrize(
    "text",
    [
        "Wat doen leerlingen in de eerste 10 seconden na een vraag aan de hele klas?",
        "Wat zeggen leerlingen tegen elkaar als ze moeten overleggen?",
        "Wanneer beginnen A, B en C zelf, en wanneer wachten ze af?",
        "Hoeveel lln steken een vinger op?",
        "What do pupils write on their whiteboards?",
        "When do A, B and C start by themselves?",
    ],
)
def test_good_questions_have_all_three(text: str) -> None:
    assert check(text) == ALL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", FocusCheck(False, False, False)),
        ("Zijn leerlingen gemotiveerd?", FocusCheck(True, False, False)),
        ("Are pupils engaged?", FocusCheck(True, False, False)),
        ("Is de uitleg goed?", FocusCheck(False, False, False)),
        ("Waarom letten leerlingen niet op?", FocusCheck(True, False, False)),
        ("Hoe duidelijk is mijn instructie?", FocusCheck(False, False, True)),
    ],
)
def test_what_is_missing(text: str, expected: FocusCheck) -> None:
    assert check(text) == expected
