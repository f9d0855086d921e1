"""Which texts are about a lesson, and what a code in the place of a name leaves alone."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lesvisit.domain.debrief import Agreement, Evidence, StepText
from lesvisit.domain.design import DesignVersion, Goal
from lesvisit.domain.events import Tick
from lesvisit.domain.pupil_names import names_in
from lesvisit.services.pupils_named import PupilRule, coded, hits_in, pupils_in, texts_in, with_codes

NAMES = ("Daan", "Sofie de Vries")
RULE = PupilRule(NAMES)


@pytest.mark.parametrize(
    ("text", "code", "after"),
    [
        ("Daan telt. Daan kijkt naar Daan", "", "Een leerling telt. Een leerling kijkt naar een leerling"),
        ("op Daans schrift", "", "op een leerlings schrift"),
        ("op Daans schrift", "R3P4", "op R3P4's schrift"),
        ("niemand", "R3P4", "niemand"),
    ],
)
def test_a_code_stands_as_a_sentence_wants_it(text: str, code: str, after: str) -> None:
    assert coded(text, names_in(text, NAMES), code, "nl") == after


def test_ids_and_links_that_look_like_a_name_stay() -> None:
    before = Evidence("Daan", None, "Daan zei het", notes=("Daan",))
    after = with_codes(before, RULE, {"Daan": "R3P4"}, "nl")
    assert after == replace(before, text="R3P4 zei het")
    assert list(texts_in(before)) == ["Daan zei het"]


def test_only_the_pupil_that_was_asked_about_gets_a_code() -> None:
    after = with_codes(Agreement("Daan helpt Sofie", who_text="Sofie"), RULE, {"Daan": ""}, "en")
    assert (after.what, after.who_text) == ("A pupil helpt Sofie", "Sofie")


def test_a_version_that_was_taught_is_not_watched() -> None:
    version = DesignVersion(1, goals=(Goal("g", "Daan rekent"),))
    assert list(texts_in(version)) == ["Daan rekent"]
    assert list(texts_in(replace(version, frozen_utc=datetime(2026, 11, 24, tzinfo=UTC)))) == []


def test_presses_have_no_words_but_what_came_from_elsewhere_has() -> None:
    assert list(texts_in(Tick("Daan"))) == []
    assert list(texts_in(Tick("c", {"remark": "Daan"}))) == ["Daan"]


def test_each_pupil_counts_once() -> None:
    texts = ["Sofie en Daan", "de Vries, daan", "stil"]
    assert pupils_in(texts, NAMES) == ("Sofie de Vries", "Daan")
    assert pupils_in(texts, ()) == ()
    assert [(hit.word, text) for hit, text in hits_in(texts[2:], RULE)] == []


def test_names_do_not_reach_over_two_texts() -> None:
    assert hits_in([StepText("s", "Sofie").text, "de Vries"], RULE)[0][0].word == "Sofie"
