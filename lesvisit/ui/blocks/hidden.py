"""What was typed in a block while pupils are hidden: seat codes and case letters read "ll"."""

from lesvisit.domain.events import Note, Seating
from lesvisit.domain.masking import Hidden, PupilWords, find, mask_seats, replaced
from lesvisit.ui.blocks.host import BlockHost


def shown_text(host: BlockHost, text: str) -> str:
    """The text as it may be seen now."""
    if not host.hide_pupils:
        return text
    pupil = host.translator.gettext("pup")
    seats_hidden = mask_seats((text,), PupilWords(pupil, pupil))[0].replace(pupil.capitalize(), pupil)
    found = find(seats_hidden, Hidden(frozenset(_case_letters(host))))
    return replaced(seats_hidden, {(f.start, f.end): pupil for f in found})


def _case_letters(host: BlockHost) -> set[str]:
    book = host.view.book
    seated = {letter for r in book.of(Seating) for letter in r.payload.case_pupils}
    return seated | {letter for r in book.of(Note) for letter in r.payload.case_letters}
