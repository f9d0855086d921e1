"""Names of a list are found however they are written; capitals without a list only in the middle of a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesvisit import paths
from lesvisit.domain.pupil_names import (
    capitals_in,
    class_key,
    cleaned_names,
    names_in,
    of_pupil,
    replaced_by,
)
from lesvisit.services.pupil_names import known_words

NAMES = ("Sofie de Vries", "Anne-Marie", "José", "Jan", "Hans", "D'Angelo")
KNOWN = known_words(paths.resources(), ("nl", "en"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sofie kijkt rond", ["Sofie"]),
        ("dan zegt sofie iets", ["sofie"]),
        ("SOFIE DE VRIES leest", ["SOFIE DE VRIES"]),
        ("Sofie's schrift, Sofies pen", ["Sofie", "Sofies"]),
        ("jose en José", ["jose", "José"]),
        ("anne-marie, Anne Marie", ["anne-marie", "Anne", "Marie"]),
        ("januari, janken, Janssen", []),
        ("jans buurman", ["jans"]),
        ("Hans' boek", ["Hans"]),
        ("d'angelo telt", ["d'angelo"]),
        ("de les", []),
    ],
)
def test_names_of_the_list(text: str, words: list[str]) -> None:
    assert [found.word for found in names_in(text, NAMES)] == words


def test_a_name_becomes_a_code_everywhere_in_the_line() -> None:
    text = "Sofies schrift: Vries heeft 4, Jan wacht"
    found = names_in(text, NAMES)
    assert {one.pupil for one in found} == {"Sofie de Vries", "Jan"}
    assert replaced_by(text, of_pupil(found, "Sofie de Vries"), "R2P3") == "R2P3's schrift: R2P3 heeft 4, Jan wacht"
    assert replaced_by(text, of_pupil(found, "Jan"), "een leerling").endswith("een leerling wacht")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dan zegt Sofie iets", ["Sofie"]),
        ("vraagt aan Zoë, Noor lacht", ["Zoë", "Noor"]),
        ("Sofie kijkt. Jan ook", []),
        ("N zegt: “Kijk eens”", []),
        ("pakt het boek Engels en leest", []),
        ("op HAVO met GeoGebra, R2P3", []),
        ("stil Daarna werken ze", []),
        ("daar zegt B iets", []),
        ("met Anne-Fleur samen", ["Anne-Fleur"]),
        ("- Sofie\n• Jan", []),
    ],
)
def test_capitals_without_a_list(text: str, words: list[str]) -> None:
    assert [found.word for found in capitals_in(text, KNOWN)] == words


def test_colleagues_are_no_pupils() -> None:
    assert [f.word for f in capitals_in("dan zegt Noor tegen Zeynep", KNOWN, ("Noor Bakker",))] == ["Zeynep"]


def test_a_pasted_list_is_tidied() -> None:
    assert cleaned_names("1. Sofie  de Vries\n- Jan\n\n jan \n2) José\nX") == ("Sofie de Vries", "Jan", "José")
    assert class_key("H 2b") == class_key("h2B ") == class_key("H2b (2 havo)")
    assert class_key("(2 havo)")


@given(st.text(max_size=60), st.lists(st.text(max_size=10), max_size=5))
def test_any_text_and_list_is_survived(text: str, names: list[str]) -> None:
    listed = cleaned_names("\n".join(names))
    for found in (*names_in(text, listed), *capitals_in(text, KNOWN)):
        assert text[found.start : found.end] == found.word
