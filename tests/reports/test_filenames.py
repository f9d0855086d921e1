"""Names of files: sensible, safe on Windows, without people."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesvisit.domain.sharing import Paper
from lesvisit.reports import file_name
from tests.reports.support import minimal, sample, translator, visit_of


def name_for(class_name: str, subject: str = "wiskunde", paper: Paper = Paper.PAIR) -> str:
    visit: Any = visit_of(minimal(meta={"class": class_name, "subject": subject}))
    return file_name(visit, paper, translator())


def test_the_sample_has_the_name_of_the_design() -> None:
    assert (
        file_name(sample(), Paper.PAIR, translator())
        == "2026-11-24 Lesson visit H2b wiskunde - for the two of us.pdf"
    )
    assert file_name(sample(), Paper.TEAM, translator()) == "2026-11-24 Lesson visit H2b wiskunde - for the team.pdf"


@pytest.mark.parametrize(
    ("class_name", "part"),
    [("a/b\\c:d*e?f", "a-b-c-d-e-f"), ('"x" <y> |z', "-x- -y- -z"), ("3\nhavo", "3-havo"), ("../..", "..-..")],
)
def test_signs_that_windows_refuses_become_a_dash(class_name: str, part: str) -> None:
    assert part in name_for(class_name)


def test_people_and_pupil_codes_stay_out() -> None:
    name = name_for("klas van Noor", "rekenen met R2P3 en Bram")
    for never in ("Noor", "Bram", "R2P3"):
        assert never not in name


@given(st.text(max_size=300), st.text(max_size=300))
def test_at_most_100_characters_whatever_is_typed(class_name: str, subject: str) -> None:
    name = name_for(class_name, subject, Paper.TEAM)
    assert len(name) <= 100
    assert name.startswith("2026-11-24 Lesson visit")
    assert name.endswith(" - for the team.pdf")
    assert not set(name) & set('<>:"/\\|?*\n\r\t\x00')
