"""What was typed in a block while pupils are hidden: seat codes and case letters read "ll"."""

from lesvisit.domain.events import Note, Seating
from lesvisit.domain.masking import hidden_pupils
from lesvisit.ui.blocks.host import BlockHost


def shown_text(host: BlockHost, text: str) -> str:
    """The text as it may be seen now."""
    if not host.hide_pupils:
        return text
    return hidden_pupils(text, _case_letters(host), host.translator.gettext("pup"))


def _case_letters(host: BlockHost) -> set[str]:
    book = host.view.book
    seated = {letter for r in book.of(Seating) for letter in r.payload.case_pupils}
    return seated | {letter for r in book.of(Note) for letter in r.payload.case_letters}
