"""Words that several rooms share: verbs for the status line, steps, how widely seen, titles of visits."""

from lesvisit.domain.shapes import Breadth
from lesvisit.domain.visit import Visit
from lesvisit.i18n import N_, Translator

STEPS = (N_("Prepare"), N_("Observe"), N_("Debrief"), N_("Share"))

BREADTHS = {
    Breadth.MOST: N_("with most"),
    Breadth.SOME: N_("with some"),
    Breadth.NOT_SEEN: N_("not seen"),
    Breadth.NOT_OBSERVABLE: N_("could not be seen"),
}

# Verbs of operations, as the status line names them: "Taken back: the link".
VERBS = {
    "note.keep": N_("the line"),
    "note.hold": N_("the held moment"),
    "note.edit": N_("the change of the line"),
    "note.delete": N_("the deletion of the line"),
    "note.link": N_("the link"),
    "note.kind": N_("the kind of the line"),
    "note.back": N_("the moved time"),
    "note.late": N_("the time that the line names"),
    "entry.add": N_("what was entered"),
    "entry.change": N_("the change in the form"),
    "entry.remove": N_("the removal in the form"),
    "entry.move": N_("the moved time"),
    "seating.edit": N_("the change of the room"),
    "block.pin": N_("the pinned part"),
    "note.rewrite": N_("the rewriting"),
    "notes.write_out": N_("the abbreviations written out"),
    "tick.press": N_("the tally mark"),
    "tick.back": N_("the removed tally mark"),
    "phase.start": N_("the start of the phase"),
    "phase.remove": N_("the removal of the phase"),
    "start.set": N_("the start of the lesson"),
    "visit.end": N_("the end of the visit"),
    "visit.edit": N_("the change in the preparation"),
    "template.choose": N_("the observation form"),
    "template.pin": N_("the pinned block"),
    "template.unpin": N_("the block that was taken off"),
    "template.edit": N_("the change in the form"),
    "template.delete": N_("the deletion"),
    "template.put_back": N_("the putting back"),
    "template.import": N_("the form from the file"),
    "template.move": N_("the move"),
    "template.add": N_("what was added to the form"),
    "template.remove": N_("what was taken out of the form"),
    "protocol.choose": N_("the conversation model"),
    "protocol.edit": N_("the change in the conversation model"),
    "protocol.delete": N_("the deletion"),
    "protocol.import": N_("the conversation model from the file"),
    "protocol.move": N_("the move"),
    "protocol.add": N_("the new step"),
    "protocol.remove": N_("the step that was taken out"),
    "agreement.seen": N_("the answer about the agreement"),
    "debrief.present": N_("who is here"),
    "step.text": N_("the text of the step"),
    "evidence.breadth": N_("how widely it was seen"),
    "evidence.text": N_("the explanation"),
    "evidence.link": N_("the evidence"),
    "answer.text": N_("the answer"),
    "answer.link": N_("the evidence"),
    "reaction.add": N_("the reaction"),
    "reaction.edit": N_("the reaction"),
    "reaction.delete": N_("the reaction"),
    "agreement.add": N_("the agreement"),
    "agreement.edit": N_("the change of the agreement"),
    "agreement.delete": N_("the deletion of the agreement"),
    "agreement.first": N_("which agreements come first"),
    "changed.edit": N_("the changed line"),
    "changed.delete": N_("the changed line"),
    "changed.version": N_("the changed line and its version"),
    "agreement.done": N_("the tick at the agreement"),
    "takeaway.text": N_("the takeaway"),
    "result.add": N_("the result"),
    "result.edit": N_("the result"),
    "result.delete": N_("the result"),
    "success.text": N_("the success"),
    "next.edit": N_("the next visit"),
    "design.edit": N_("the change in the design"),
    "design.import": N_("the lesson design from a document"),
    "version.edit": N_("the change in the design"),
    "version.open": N_("the new version"),
    "version.tidy": N_("the empty rows"),
    "version.why": N_("the reason for this version"),
    "version.further": N_("going on from an earlier version"),
    "phase.preset": N_("the row of phases"),
    "design.archive": N_("putting the design in the archive"),
    "design.put_back": N_("putting the design back in the list"),
    "goal.add": N_("the new goal"),
    "criterion.add": N_("the new success criterion"),
    "goal.move": N_("the move"),
    "goal.delete": N_("the deletion"),
    "phase.add": N_("the new phase"),
    "phase.move": N_("the move"),
    "phase.delete": N_("the deletion"),
    "mark.set": N_("the sharing mark"),
    "mark.lower": N_("the sharing mark"),
    "mark.team": N_("the lines for the team"),
    "mask.answer": N_("the answer about the name"),
    "names.code": N_("the code in the place of a pupil's name"),
    "names.mode": N_("the way names are shown"),
    "consent.give": N_("the agreement to share"),
    "paper.sent": N_("where a paper went"),
    "paper.recalled": N_("the tick at a paper that was called back"),
    "consent.withdraw": N_("the agreement to share"),
    "other.mine": N_("the choice between two versions"),
    "other.theirs": N_("the choice between two versions"),
    "handover.give": N_("the handing over"),
    "handover.confirm": N_("the handing over"),
    "handover.back": N_("the handing over"),
}
LAST = N_("the last act")


def verb_words(translator: Translator, verb: str) -> str:
    """What was done, as a noun for the status line."""
    return translator.gettext(VERBS.get(verb, LAST))


def turned(translator: Translator, how: str, verb: str) -> str:
    """The status line after undo or redo."""
    _ = translator.gettext
    words = verb_words(translator, verb)
    if how == "undo":
        return _("Taken back: {what}.", what=words)
    return _("Done again: {what}.", what=words)


def visit_title(translator: Translator, visited: str) -> str:
    """Title of a visit: "At Noor", or "Lesson visit" while nobody was named."""
    _ = translator.gettext
    return _("At {name}", name=visited) if visited else _("Lesson visit")


def class_line(visit: Visit) -> str:
    """Class and subject."""
    return " ".join(part for part in (visit.class_name, visit.subject) if part)


def room_of(translator: Translator, visit: Visit) -> str:
    """The room of a lesson: "114" gets the word before it, "lokaal 114" and "gymzaal" have their own."""
    _ = translator.gettext
    first = (visit.room.split() or [""])[0]
    return _("room {room}", room=visit.room) if any(sign.isdigit() for sign in first) else visit.room
