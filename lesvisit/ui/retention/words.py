"""What goes and what stays, in words: numbers of things of one visit, never of a teacher."""

from collections.abc import Mapping

from lesvisit.domain.people import Person
from lesvisit.domain.visit import Visit
from lesvisit.i18n import N_, Translator

_MARKS = ("tick", "entry", "duration", "sweep", "case_cell", "seating")
SORTS = {
    "learning_question": N_("Learning question"),
    "practical": N_("Practical points"),
    "purpose_text": N_("Why this visit"),
    "step_text": N_("Said in the talk"),
    "reaction": N_("Reaction to a note"),
}


def visit_title(says: Translator, visit: Visit, people: Mapping[str, Person]) -> str:
    """`dinsdag 24 november, H2b wiskunde, bij Noor`."""
    _ = says.gettext
    person = people.get(visit.visited_id)
    what = " ".join(part for part in (visit.class_name.strip(), visit.subject.strip()) if part)
    who = _("with {name}", name=person.name) if person is not None and person.name else ""
    return ", ".join(part for part in (says.date(visit.day, "EEEE d MMMM y"), what, who) if part)


def goes(says: Translator, going: Mapping[str, int], revisions: int) -> str:
    """`48 notities, 54 tekens in het formulier, 2 herinneringen en eerdere versies`."""
    n, found = says.ngettext, []
    if count := going.get("note", 0):
        found.append(n("{n} note", "{n} notes", count))
    if count := sum(going.get(kind, 0) for kind in _MARKS):
        found.append(n("{n} mark in the form", "{n} marks in the form", count))
    if count := going.get("memory", 0):
        found.append(n("{n} memory of the lesson", "{n} memories of the lesson", count))
    if count := going.get("rewrite", 0):
        found.append(n("{n} line said otherwise", "{n} lines said otherwise", count))
    if revisions:
        found.append(says.gettext("every earlier wording"))
    return says.join(found)


def stays(says: Translator, staying: Mapping[str, int]) -> str:
    """`doelen en hoe breed ze te zien waren, 3 afspraken, de meenemer, en per fase hoeveel er was`."""
    _, n, found = says.gettext, says.ngettext, []
    if staying.get("evidence"):
        found.append(_("the goals, and how widely they were seen"))
    if staying.get("focus_answer"):
        found.append(_("the answers to your observation questions"))
    if count := staying.get("agreement", 0):
        found.append(n("{n} agreement", "{n} agreements", count))
    if staying.get("takeaway"):
        found.append(_("the takeaway"))
    found.append(_("how much there was in each phase"))
    return says.join(found)
