"""The words of a visit, and whether they stand on its paper: each once, whole, in the order of the lesson."""

from collections.abc import Iterator, Sequence

from lesvisit.domain.debrief import Agreement, Evidence, FocusAnswer, Reaction, Rewrite, StepText, Takeaway
from lesvisit.domain.events import Note
from lesvisit.domain.visit_book import VisitBook
from lesvisit.reports.style import LEFT, mm
from tests.reports.paper_rules import content, goes_on, words_of
from tests.reports.positions import Laid
from tests.reports.support import squeezed

NOTES_X = LEFT + 17 * mm  # where the notes begin under All notes
TITLES = ("All notes", "Alle notities")
LAST = ("Agreed beforehand", "Vooraf afgesproken")


def usual(text: str) -> bool:
    """Set as it was typed, letter after letter: no Hebrew or Arabic, nothing for which another font is asked."""
    return all(ord(sign) < 0x250 or sign in "“”‘’„…–€≤→" for sign in text)


def drawn(pages: Sequence[Laid]) -> str:
    """All that stands between header and footer, in the order in which it was drawn, without repeated heads."""
    found = []
    for page in pages:
        wanted = {id(w) for line in content(page) if not goes_on(line) for w in line}
        found += [word.text for word in page.words if id(word) in wanted]
    return squeezed("".join(found))


def notes_as_printed(pages: Sequence[Laid]) -> str:
    """The lines under *All notes*, from the top down, page after page."""
    found, on = [], False
    for page in pages:
        for line in content(page):
            on = (on or words_of([line]).startswith(TITLES)) and not words_of([line]).startswith(LAST)
            if on:
                found += [word.text for word in line if abs(word.x - NOTES_X) < 0.3]
    return squeezed("".join(found))


def lost_notes(visit: VisitBook, pages: Sequence[Laid]) -> Iterator[str]:
    """Notes that are not there, not whole, not in order, or there twice."""
    printed, place = notes_as_printed(pages), 0
    for record in visit.notes:
        text = squeezed(record.payload.text)
        if not usual(record.payload.text):
            continue
        found = printed.find(text, place)
        if found < 0:
            yield f"not in its place: {text[:60]}"
        else:
            place = found + len(text)
            if printed.find(text, place) >= 0 and len(text) > 30:
                yield f"twice: {text[:60]}"
        yield from _effect(record.payload, printed, place)


def _effect(note: Note, printed: str, place: int) -> Iterator[str]:
    effect = squeezed(note.effect)
    if effect and usual(note.effect) and not printed[place:].removeprefix("effect:").startswith(effect):
        yield f"the effect does not follow: {effect[:60]}"


def lost_words(visit: VisitBook, pages: Sequence[Laid]) -> Iterator[str]:
    """What was said, agreed, answered or designed and is not to be read."""
    printed = drawn(pages)
    for text in _said(visit):
        if usual(text) and len(text) < 1_200 and squeezed(text) not in printed:
            yield f"lost: {text[:80]}"


def _said(visit: VisitBook) -> Iterator[str]:
    for goal in visit.goals:
        yield from (goal.text, *(criterion.text for criterion in goal.criteria))
    for kind, names in (
        (Agreement, ("what", "when", "see")),
        (Evidence, ("text",)),
        (FocusAnswer, ("text",)),
        (Takeaway, ("text",)),
        (Reaction, ("text",)),
        (Rewrite, ("now",)),
    ):
        for record in visit.book.of(kind):
            yield from (getattr(record.payload, name) for name in names)
    for step in visit.book.of(StepText):
        yield from step.payload.text.split("\n")
    yield from (question.text for question in visit.visit.focus_questions)
    yield from visit.visit.practical
