"""Judging words are found as words, in their bent forms, outside quotes; facts are never marked for their kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesvisit import paths
from lesvisit.domain.events import Note, NoteKind
from lesvisit.domain.judging import judging_in, judging_words, parse_words
from lesvisit.services.judging import shipped

DUTCH = shipped(paths.resources(), "nl")
ENGLISH = shipped(paths.resources(), "en")
LISTS = {"nl": DUTCH, "en": ENGLISH}


def marked(text: str, words: tuple[str, ...] = DUTCH, language: str = "nl") -> list[str]:
    return [text[s.start : s.end] for s in judging_words(text, words, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rommelige start, 4 lln praten", ["rommelige"]),
        ("een Goede les", ["Goede"]),
        ("vage uitleg, zwakke vraag", ["vage", "zwakke"]),
        ("het is te druk in de klas", ["te druk"]),
        ("N zit te wachten om te rekenen", []),
        ("N: “goed zo!” 3 lln lachen", []),
        ('N zegt "prima", rest kijkt', []),
        ("goedkoop, beterschap", []),
        ("ze letten nooit op", ["nooit"]),
        ("R2P3 schrijft 4, wacht 6 s", []),
        ("moet nog beginnen", ["moet"]),
        ("een leuke, duidelijke uitleg", ["leuke", "duidelijke"]),
        ("niet\nte snel", ["te snel"]),
    ],
)
def test_dutch(text: str, found: list[str]) -> None:
    assert marked(text) == found


def test_english_and_a_star() -> None:
    assert marked("a Clear, messy start", ENGLISH, "en") == ["Clear", "messy"]
    assert marked("rommelt wat", ("rommel*",)) == ["rommelt"]
    assert marked("", DUTCH) == []
    assert marked("goed", ()) == []


def test_only_what_says_it_was_seen() -> None:
    def spans(kind: NoteKind) -> tuple[int, int]:
        text, effect = judging_in(Note("goede les", kind, effect="prima sfeer"), LISTS)
        return len(text), len(effect)

    assert spans(NoteKind.OBSERVATION) == (1, 1)
    assert spans(NoteKind.QUOTE) == spans(NoteKind.INTERPRETATION) == spans(NoteKind.QUESTION) == (0, 0)
    text, _ = judging_in(Note("dat liep lekker", NoteKind.JUDGEMENT), LISTS)
    assert [(s.start, s.end) for s in text] == [(0, 15)]


def test_both_languages_count_whatever_the_screen_says() -> None:
    text, effect = judging_in(Note("a messy start, te druk", effect="perfect rustig"), LISTS)
    assert [(s.start, s.end) for s in text] == [(2, 7), (15, 22)]
    assert [(s.start, s.end) for s in effect] == [(0, 7), (8, 14)]


def test_a_list_as_it_is_typed() -> None:
    assert parse_words("# uitleg\ngoed, Goed;  te   veel\n\n*\nrommel*") == ("goed", "te veel", "rommel*")


def test_the_words_of_the_design_are_in_the_shipped_lists() -> None:
    for word in ("goed", "slecht", "rommelig", "leuk", "fijn", "saai", "onrustig", "te", "moet", "altijd", "nooit",
                 "duidelijk", "prima", "zwak", "sterk", "ongemotiveerd", "lui"):  # fmt: skip
        assert word in DUTCH
    assert {"good", "messy", "must", "always", "never"} <= set(ENGLISH)


@given(st.text(max_size=80), st.lists(st.text(max_size=8), max_size=6))
def test_any_text_and_list_is_survived(text: str, words: list[str]) -> None:
    for span in judging_words(text, parse_words("\n".join(words)), "nl"):
        assert 0 <= span.start < span.end <= len(text)
