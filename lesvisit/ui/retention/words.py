"""What goes and what stays, in words: numbers of things of one visit; of a colleague only which sorts."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from lesvisit.commands.out_words import PAPERS
from lesvisit.commands.person import sorts
from lesvisit.domain.people import Person
from lesvisit.domain.visit import Visit
from lesvisit.i18n import N_, Translator
from lesvisit.services.erase import ErasePlan, WentOut

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


def goes(says: Translator, going: Mapping[str, int], revisions: int, drafts: int = 0) -> str:
    """`48 notities, 54 tekens in het formulier, 2 herinneringen en eerdere versies`; empty where nothing of it is."""
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
    if drafts:
        found.append(n("{n} half-typed line", "{n} half-typed lines", drafts))
    return says.join(found)


def stays(says: Translator, staying: Mapping[str, int], *, figures: bool = True) -> str:
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
    if figures:
        found.append(_("how much there was in each phase"))
    return says.join(found)


def plan_lines(says: Translator, plan: ErasePlan) -> Iterator[str]:
    """What goes with a visit or a colleague, what stays, and what left: first which one it is, then a line each."""
    _, n = says.gettext, says.ngettext
    if plan.visit is not None:
        yield _("All of this visit: {what}", what=visit_title(says, plan.visit, {}))
        yield _("Goes: {what}.", what=says.join(_parts(says, plan.going)))
    elif plan.person is not None:
        yield _("{name}: the visits stay, the name goes from them.", name=plan.person.name)
        if plan.going:
            yield _("Sorts that go: {what}", what=sorts(says, plan.going))
        if plan.staying:
            yield _("Sorts that stay, without the name: {what}", what=sorts(says, plan.staying))
    if plan.shared_names:
        names = says.join(list(plan.shared_names))
        yield _("“{names}” stays in texts: another colleague here is called so too.", names=names)
    if plan.backups:
        yield n("{n} backup is cleared of it too.", "{n} backups are cleared of it too.", plan.backups)
    if plan.damaged:
        yield _("Damaged files that were put aside are thrown away: {names}", names=says.join(list(plan.damaged)))
    if plan.out:
        yield _("This left LesVisit and can only be called back by hand:")
        yield from (_went(says, one) for one in plan.out)
    yield _("Backups and papers that you saved elsewhere are not reached.")


def _parts(says: Translator, going: Mapping[str, int]) -> list[str]:
    _, n, found = says.gettext, says.ngettext, []
    if count := going.get("note", 0):
        found.append(n("{n} note", "{n} notes", count))
    if count := sum(going.get(kind, 0) for kind in _MARKS):
        found.append(n("{n} mark in the form", "{n} marks in the form", count))
    if count := going.get("agreement", 0):
        found.append(n("{n} agreement", "{n} agreements", count))
    found.append(_("all that you filled in and said"))
    return found


def _went(says: Translator, one: WentOut) -> str:
    """`· 24 november 2026: pakket “Lesbezoek H2b.lesvisit”, in de map USB-stick`."""
    _ = says.gettext
    day = says.date(datetime.fromisoformat(one.at_utc).astimezone().date(), "d MMMM y")
    what = _(PAPERS[one.what]) if one.what in PAPERS else one.what
    if one.recalled:
        return _("· {day}: {what} “{file}”, called back", day=day, what=what, file=one.file_name)
    if one.folder:
        return _(
            "· {day}: {what} “{file}”, in the folder {folder}",
            day=day,
            what=what,
            file=one.file_name,
            folder=one.folder,
        )
    if one.file_name:
        return _("· {day}: {what} “{file}”", day=day, what=what, file=one.file_name)
    return _("· {day}: {what}", day=day, what=what)
