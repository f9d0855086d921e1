"""What the main button of the debrief does next: begin, hand over, go on, or done."""

from lesvisit.services import debrief
from lesvisit.ui.debrief.memories_block import MemoriesBlock
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.words import title_of


def main_words(talk: Talk, memories: MemoriesBlock) -> tuple[str, str]:
    """In full, and in short where there is little room."""
    _ = talk.workspace.translator.gettext
    if not debrief.begun(talk.frame):
        return _("Begin the talk"), _("Begin")
    if memories.waiting:
        return memories.main_words()
    following = talk.next_step
    if following is not None:
        title = title_of(talk.workspace.translator, following)
        return _("Go on: {step}", step=title), _("Go on")
    if debrief.over(talk.frame):
        return _("To Share"), _("To Share")
    return _("Done, to Share"), _("Done")
