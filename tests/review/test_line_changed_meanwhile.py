"""The line that the two change was rewritten in the open version meanwhile: those words are not overwritten."""

from lesvisit.services import changed_line, designs
from tests.services.support import put
from tests.services.test_changed_line import NOW, then, worked

OTHERS = "Yara deed het voor met de regenton."


def test_the_words_of_the_open_version_stay_in_it() -> None:
    desk, view, book = worked()
    line = changed_line.proposed(view)
    assert line is not None
    phases = designs.with_phase_values(designs.newest(book).payload.phases, line.ref, teacher_does=OTHERS)
    book = put(book, designs.edit_version(desk, book, phases=phases))
    view = then(view, changed_line.write(desk, view, line, now=NOW))
    halves = changed_line.make_version(desk, view, book)
    assert halves is not None
    book = put(book, halves.design)
    first, second, third = (record.payload for record in designs.versions(book))
    texts = [next(p for p in v.phases if p.id == line.ref).teacher_does for v in (first, second, third)]
    assert texts == [line.text, OTHERS, NOW]
    assert second.frozen_utc is not None
    assert (third.frozen_utc, third.from_number) == (None, 2)


def test_another_line_of_the_open_version_is_no_reason_for_one_more() -> None:
    desk, view, book = worked()
    line = changed_line.proposed(view)
    assert line is not None
    phases = designs.with_phase_values(designs.newest(book).payload.phases, line.ref, expected=OTHERS)
    book = put(book, designs.edit_version(desk, book, phases=phases))
    view = then(view, changed_line.write(desk, view, line, now=NOW))
    halves = changed_line.make_version(desk, view, book)
    assert halves is not None
    assert len(designs.versions(put(book, halves.design))) == 2
