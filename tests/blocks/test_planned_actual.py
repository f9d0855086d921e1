"""Planned against actual: only phases seen whole are compared, and the difference is said in words."""

from dataclasses import replace

import pytest

from lesvisit import paths
from lesvisit.blocks.drawing import Box, Room, Words
from lesvisit.blocks.planned_actual import Compared, compared, difference_words, planned_actual_drawing
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.sample import adapt, as_view, read_sample
from lesvisit.i18n import Translator
from tests.services.support import make_desk

SAYS = Translator("en", paths.resources() / "locale")


def sample() -> VisitBook:
    return as_view(adapt(read_sample(paths.resources() / "samples" / "sample_visit.json"), make_desk()))


def room(width: float) -> Room:
    return Room(width, lambda text, px, bold: len(text) * px * (0.56 if bold else 0.52))


@pytest.mark.parametrize(
    ("planned", "took", "words"),
    [
        (8, 11.2, "3 min longer"),
        (8, 6.4, "2 min shorter"),
        (8, 8.4, "as planned"),
        (8, None, "not seen whole"),
        (None, 8.0, "no minutes planned"),
        (0, 8.0, "no minutes planned"),
    ],
)
def test_the_difference_in_words(planned: int | None, took: float | None, words: str) -> None:
    assert difference_words(Compared("F1", "Start", planned, took), SAYS) == words


def test_only_phases_seen_whole_are_compared() -> None:
    view = sample()
    phases = compared(view)
    assert [p.code for p in phases] == [s.code for s in view.spans]
    for phase, span in zip(phases, view.spans, strict=True):
        assert (phase.took is None) == (not span.seen_whole)


@pytest.mark.parametrize("width", [300, 420, 560, 720])
def test_it_fits_its_width_and_says_the_same_to_a_reader(width: float) -> None:
    made = planned_actual_drawing(sample(), SAYS, room(width))
    assert made is not None
    for mark in made.marks:
        if isinstance(mark, Box):
            assert mark.x >= 0
            assert mark.x + mark.w <= width + 0.5
        if isinstance(mark, Words):
            assert mark.x + room(width).measure(mark.text, mark.px, mark.bold) <= width + 1
    for phase in compared(sample()):
        assert difference_words(phase, SAYS) in made.words
    assert len(made.cuts) == len(compared(sample())) - 1


def test_without_phases_or_times_there_is_no_drawing() -> None:
    view = sample()
    assert planned_actual_drawing(VisitBook(view.book), SAYS, room(400)) is None
    assert view.version is not None
    odd = replace(view.version.phases[0], name="x" * 200)
    long = VisitBook(
        view.book, view.design, replace(view.version, phases=(odd, *view.version.phases[1:])), view.people
    )
    assert planned_actual_drawing(long, SAYS, room(300)) is not None
