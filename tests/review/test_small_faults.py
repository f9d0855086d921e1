"""Small faults of the finish of issue 5, each as it was found."""

from lesvisit.blocks.drawing import Room
from lesvisit.exchange.sample import adapt, as_view, read_sample
from lesvisit.ui.settings.made_of import libraries
from tests.reports.support import SAMPLES
from tests.services.support import make_desk


def room(width: float) -> Room:
    """Every letter is half its size wide."""
    return Room(width, lambda text, px, _bold: len(text) * px * 0.5)


def test_a_long_word_breaks_at_its_hyphens() -> None:
    lines = room(140).wrapped("F4 Denken-delen-uitwisselen", 100, 13.0)
    assert lines == ["F4", "Denken-delen-", "uitwisselen"]


def test_a_long_word_without_hyphens_still_fits() -> None:
    for word in ("x" * 60, "-" * 60, "-" + "x" * 60, "x" * 20 + "-"):
        lines = room(140).wrapped(word, 100, 13.0)
        assert "".join(lines) == word
        assert all(len(line) * 6.5 <= 100 for line in lines)


def test_the_first_version_of_an_imported_visit_is_of_the_day_of_that_visit() -> None:
    view = as_view(adapt(read_sample(SAMPLES / "sample_visit.json"), make_desk()))
    assert view.version is not None
    assert view.version.made_utc is not None
    assert view.version.made_utc.date() == view.visit.day


def test_what_the_papers_are_made_with_is_named() -> None:
    named = {library.name: library.licence for library in libraries()}
    assert named["pikepdf"] == "MPL-2.0"
    assert named["qpdf"] == "Apache-2.0"
    assert named["lxml"] == "BSD-3-Clause"
    assert "packaging" in named
