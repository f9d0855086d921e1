"""Abbreviations are found where they stand as words, and only then; the case that was typed is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesvisit.domain.abbreviations import SUGGESTIONS, before_caret, cleaned, found_in, word_before, written_out

TABLE = {
    "lln": "leerlingen",
    "ll": "leerling",
    "→": "leidt tot",
    "w/o": "without",
    "o.a.": "onder andere",
    "NB": "let op",
}


@pytest.mark.parametrize(
    ("typed", "start", "long"),
    [
        ("3 lln", 2, "leerlingen"),
        ("Lln", 0, "Leerlingen"),
        ("LLN", 0, "LEERLINGEN"),
        ("de ll ", 3, "leerling"),
        ("een ll.", 4, "leerling"),
        ("(ll", 1, "leerling"),
        ("vraag →", 6, "leidt tot"),
        ("vraag→", 5, "leidt tot"),
        ("kijkt o.a.", 6, "onder andere"),
        ("works w/o", 6, "without"),
        ("NB", 0, "let op"),
        ("R2P3 😀 lln", 7, "leerlingen"),
    ],
)
def test_the_word_before_the_caret(typed: str, start: int, long: str) -> None:
    found = before_caret(typed, TABLE)
    assert found is not None
    assert (found.start, found.long) == (start, long)
    assert typed[found.start : found.end] == found.short


@pytest.mark.parametrize("typed", ["", "allln", "ball", "lln kijken", "l", "xyz", "ll-", "2ll"])
def test_what_is_no_abbreviation_stays(typed: str) -> None:
    assert before_caret(typed, TABLE) is None


def test_the_word_that_is_none_is_named() -> None:
    assert word_before("kijkt xyz. ") == "xyz."
    assert word_before("  ") == ""


def test_a_whole_line_is_written_out_once() -> None:
    assert (
        written_out("4 lln: ll 1 wacht, Ll 2 → klaar", TABLE)
        == "4 leerlingen: leerling 1 wacht, Leerling 2 leidt tot klaar"
    )
    assert [e.short for e in found_in("lln bij de allln", TABLE)] == ["lln"]
    assert written_out("gewoon tekst", {}) == "gewoon tekst"


def test_an_unusable_list_is_cleaned() -> None:
    pairs = [(" lln ", " de   leerlingen"), ("LLN", "x"), ("", "y"), ("a b", "z"), ("k", " ")]
    assert cleaned(pairs) == {"lln": "de leerlingen"}


def test_every_suggestion_is_usable() -> None:
    for table in SUGGESTIONS.values():
        assert cleaned(table.items()) == table


@given(st.text(max_size=60), st.dictionaries(st.text(min_size=1, max_size=4), st.text(max_size=8), max_size=5))
def test_any_text_and_list_is_survived(text: str, table: dict[str, str]) -> None:
    table = cleaned(table.items())
    found = before_caret(text, table)
    assert found is None or text[found.start : found.end].casefold() in {short.casefold() for short in table}
    written_out(text, table)
