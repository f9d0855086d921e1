"""What a command gives away and which pupils it names: said on stderr, beside the answer."""

import pytest

from lesvisit.services import pupil_names
from lesvisit.services.profile import open_profile
from lesvisit.services.pupil_names import NameList
from tests.support.command_line import Shell

TOLD = "names 1 pupil of your lists"


@pytest.fixture
def named(demo: Shell) -> Shell:
    """A list of another class, with a word that stands in the demo visit."""
    pupil_names.keep(open_profile(demo.data), NameList("V9", ("Formule",)))
    return demo


@pytest.mark.parametrize(
    "words",
    [
        ("package", 1, "--open", "-o", "weg.lesvisit"),
        ("export", 1, "--paper", "pair", "-o", "weg.pdf"),
        ("export", 1, "--format", "json", "-o", "weg.json"),
    ],
)
def test_it_is_said_and_holds_nothing_back(named: Shell, words: tuple[object, ...]) -> None:
    path = named.folder / str(words[-1])
    said = named(*words[:-1], path)
    assert path.exists()
    assert TOLD in named.told
    assert TOLD not in said


def test_without_a_list_nothing_is_said(demo: Shell) -> None:
    demo("package", 1, "--open", "-o", demo.folder / "weg.lesvisit")
    assert demo.told == ""
