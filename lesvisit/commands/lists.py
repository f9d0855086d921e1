"""The commands `visits` and `visit`: what there is, as lines or as JSON."""

from collections.abc import Mapping

from lesvisit.commands.shell import Shell
from lesvisit.domain.people import Person
from lesvisit.i18n import N_
from lesvisit.services.visits import VisitStage, VisitSummary

STAGES = {
    VisitStage.PLANNED: N_("planned"),
    VisitStage.OBSERVED: N_("waits for its debrief"),
    VisitStage.DONE: N_("done"),
}


def visits(shell: Shell) -> None:
    """All visits, oldest first, with the numbers that other commands take."""
    from lesvisit.services.visits import overview

    with shell.reading() as connection:
        found = overview(connection)
    people = found.people or {}
    listed = sorted(found.visits, key=lambda summary: summary.number)
    if shell.args.json:
        shell.say_json([_summary_json(summary, people) for summary in listed])
    else:
        shell.say(*(_summary_line(shell, summary, people) for summary in listed))
        if not listed:
            shell.say(shell._("No visits yet."))


def _summary_json(summary: VisitSummary, people: Mapping[str, Person]) -> dict[str, object]:
    visit = summary.visit
    return {
        "number": summary.number,
        "id": summary.id,
        "day": visit.day.isoformat(),
        "from": visit.planned_from,
        "class": visit.class_name,
        "subject": visit.subject,
        "visited": _name(people, visit.visited_id),
        "visitors": [_name(people, person_id) for person_id in visit.visitor_ids],
        "title": summary.title,
        "stage": summary.stage.value,
        "has_notes": bool(summary.notes),  # not how many: that would lay teachers side by side (R8)
        "shared": summary.shared,
    }


def _name(people: Mapping[str, Person], person_id: str) -> str:
    return people[person_id].name if person_id in people else ""


def _summary_line(shell: Shell, summary: VisitSummary, people: Mapping[str, Person]) -> str:
    _, visit = shell._, summary.visit
    visitors = " + ".join(_name(people, person_id) for person_id in visit.visitor_ids) or "?"
    who = _("{visitor} with {visited}", visitor=visitors, visited=_name(people, visit.visited_id) or "?")
    notes = _("with notes") if summary.notes else ""
    parts = (
        f"{summary.number:>3}",
        f"{visit.day} {visit.planned_from}".strip(),
        who,
        visit.class_name,
        visit.subject,
    )
    return "  ".join(part for part in (*parts, _(STAGES[summary.stage]), notes) if part)


def visit(shell: Shell) -> None:
    """One visit: all of it as JSON, or its notes as lines."""
    view = shell.view()
    if shell.args.json:
        from lesvisit.exchange.schema import visit_json

        shell.say_json(visit_json(view))
        return
    head = view.visit
    shell.say(f"{view.book.number}  {head.day}  {head.class_name}  {head.subject}".rstrip())
    for record in view.notes:
        codes = " ".join(view.codes.get(ref, "") for ref in record.payload.links)
        shell.say(f"{view.minute_text(record):>6}  {record.payload.text}  {codes}".rstrip())
