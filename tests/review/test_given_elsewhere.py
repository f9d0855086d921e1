"""What somebody takes out never lands among LesVisit's own files, where erasing would not find it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command_line import Shell

OUT = {
    "the paper of the two": ("export", "1", "--paper", "pair", "-o"),
    "the visit as CSV": ("export", "1", "--format", "csv", "-o"),
    "an open package": ("package", "1", "--open", "-o"),
    "a backup": ("backup", "-o"),
    "a lesson design": ("design-export", "1", "-o"),
    "a form": ("template-export", "L1", "-o"),
    "everything": ("leave",),
}
ENDS = {"csv": ".csv", "package": ".lesvisit", "backup": ".db", "template-export": ".json", "leave": ""}


def own_places(shell: Shell) -> Iterator[Path]:
    yield shell.database.parent
    yield shell.database.parent / "backups"


@pytest.mark.parametrize("words", OUT.values(), ids=OUT)
def test_it_is_refused_in_words_and_nothing_is_written(demo: Shell, words: tuple[str, ...]) -> None:
    end = next((ENDS[word] for word in reversed(words) if word in ENDS), ".pdf")
    demo("visits")  # what the first look itself leaves there is no part of it
    for place in own_places(demo):
        before = sorted(demo.data.rglob("*"))
        demo(*words, place / f"mine{end}", code=1)
        assert "among LesVisit's own files" in demo.told
        assert sorted(demo.data.rglob("*")) == before


@pytest.mark.parametrize("words", OUT.values(), ids=OUT)
def test_elsewhere_it_is_written(demo: Shell, words: tuple[str, ...]) -> None:
    end = next((ENDS[word] for word in reversed(words) if word in ENDS), ".pdf")
    for place in (demo.folder, demo.data):
        demo(*words, place / f"mine{end}")
        assert (place / f"mine{end}").exists()
