"""The commands `designs` and `design-diff`: what there is, and what became different between two versions."""

from collections.abc import Mapping, Sequence
from typing import Any

from lesvisit.commands.shell import Shell
from lesvisit.domain.design import DesignVersion
from lesvisit.domain.design_diff import DesignDifference, Fate, FieldChange, PartChange, design_difference
from lesvisit.domain.errors import DesignNotFound
from lesvisit.domain.people import Person
from lesvisit.domain.records import Record
from lesvisit.i18n import N_
from lesvisit.services.designs import DesignSummary

FATES = {Fate.ADDED: N_("new here"), Fate.REMOVED: N_("taken out"), Fate.CHANGED: N_("changed")}


def designs(shell: Shell) -> None:
    """All lesson designs, oldest first, with the numbers that other commands take."""
    found, people = _listed(shell)
    if shell.args.json:
        shell.say_json([_design_json(d, people) for d in found])
        return
    shell.say(*(_design_line(shell, d, people) for d in found))
    if not found:
        shell.say(shell._("No lesson designs yet"))


def design_diff(shell: Shell) -> None:
    """What differs between two versions of a design: the newest and the one before, or those asked for."""
    from lesvisit.services import designs as service

    design = named(shell)
    with shell.reading() as connection:
        records = service.versions(service.open_design(connection, design.id))
    after = _version(shell, design, records, shell.args.after, records[-1])
    before = _version(shell, design, records, shell.args.before, _before(records, after))
    found = design_difference(before.payload, after.payload)
    if shell.args.json:
        shell.say_json({"design": design.id, "title": design.design.title, **_difference_json(found, after.payload)})
    else:
        shell.say(*_difference_lines(shell, found))


def named(shell: Shell) -> DesignSummary:
    """The design that a number, an id or a title means. Raises DesignNotFound for none, or more than one."""
    asked = shell.args.design
    found, _people = _listed(shell)
    for design in found:
        if asked in (design.id, str(design.number)):
            return design
    called = [d for d in found if d.design.title.strip().casefold() == asked.strip().casefold()]
    if not called:
        raise DesignNotFound("design_not_found", design=asked)
    if len(called) > 1:
        raise DesignNotFound("design_twice", design=asked, numbers=", ".join(str(d.number) for d in called))
    return called[0]


# Finding


def _listed(shell: Shell) -> tuple[list[DesignSummary], Mapping[str, Person]]:
    from lesvisit.services import designs as service
    from lesvisit.services import people, visits

    with shell.reading() as connection:
        return service.listed(connection)[::-1], people.by_id(visits.people(connection))


def _before(records: Sequence[Record[DesignVersion]], after: Record[DesignVersion]) -> Record[DesignVersion]:
    """Where a version came from, else the one before it, else itself."""
    came = next((r for r in records if r.payload.number == after.payload.from_number), None)
    place = [r.id for r in records].index(after.id)
    return came or records[max(place - 1, 0)]


def _version(
    shell: Shell,
    design: DesignSummary,
    records: Sequence[Record[DesignVersion]],
    number: int | None,
    otherwise: Record[DesignVersion],
) -> Record[DesignVersion]:
    if number is None:
        return otherwise
    for record in records:
        if record.payload.number == number:
            return record
    raise DesignNotFound("version_not_found", design=design.design.title, version=number)


# Telling


def _names(people: Mapping[str, Person], ids: Sequence[str]) -> list[str]:
    return [people[person_id].name for person_id in ids if person_id in people]


def _design_json(found: DesignSummary, people: Mapping[str, Person]) -> dict[str, Any]:
    design, version = found.design, found.version
    return {
        "number": found.number,
        "id": found.id,
        "title": design.title,
        "subject": design.subject,
        "year": design.year,
        "class": version.class_name,
        "lesson_min": design.lesson_min,
        "makers": _names(people, design.makers),
        "archived": design.archived,
        "version": version.number,
        "versions": found.versions,
        "goals": len(version.goals),
        "phases": len(version.phases),
        "planned_min": sum(p.planned_min or 0 for p in version.phases),
        "visits": [{"id": u.visit_id, "day": u.day.isoformat(), "class": u.class_name} for u in found.uses],
    }


def _design_line(shell: Shell, found: DesignSummary, people: Mapping[str, Person]) -> str:
    _, ngettext = shell._, shell.translator.ngettext
    uses = ngettext("in {n} lesson visit", "in {n} lesson visits", len(found.uses)) if found.uses else ""
    parts = (
        f"{found.number:>3}",
        found.design.title.strip() or _("Lesson design without a title"),
        " ".join(p for p in (found.design.year, found.design.subject) if p),
        ", ".join(_names(people, found.design.makers)),
        _("version {number}", number=found.version.number),
        uses,
        _("in the archive") if found.design.archived else "",
    )
    return "  ".join(part for part in parts if part)


def _difference_json(found: DesignDifference, after: DesignVersion) -> dict[str, Any]:
    return {
        "before": found.before,
        "after": found.after,
        "why": after.why,
        "visit": after.visit_id or None,
        "texts": [_field_json(change) for change in found.texts],
        "goals": [_part_json(part) for part in found.goals],
        "phases": [_part_json(part) for part in found.phases],
    }


def _part_json(part: PartChange) -> dict[str, Any]:
    return {
        "kind": part.kind.value,
        "id": part.id,
        "code_before": part.code_before or None,
        "code_after": part.code_after or None,
        "change": part.fate.value,
        "moved": part.moved,
        "fields": [_field_json(change) for change in part.fields],
    }


def _field_json(change: FieldChange) -> dict[str, Any]:
    return {
        "field": change.field,
        "before": change.was,
        "after": change.becomes,
        "gone": [p.text for p in change.before if p.marked],
        "new": [p.text for p in change.after if p.marked],
    }


def _difference_lines(shell: Shell, found: DesignDifference) -> list[str]:
    _ = shell._
    if found.empty:
        return [_("Version {before} and version {after} say the same.", before=found.before, after=found.after)]
    lines = [_("From version {before} to version {after}:", before=found.before, after=found.after)]
    for part in (*found.goals, *found.phases):
        codes = " → ".join(dict.fromkeys(code for code in (part.code_before, part.code_after) if code))
        lines.append(f"{codes}  {_(FATES[part.fate])}  {part.name}".rstrip())
        lines += _field_lines(part.fields)
    return [*lines, *_field_lines(found.texts)]


def _field_lines(fields: Sequence[FieldChange]) -> list[str]:
    lines: list[str] = []
    for change in fields:
        for sign, text in (("-", change.was), ("+", change.becomes)):
            if text.strip():
                lines.append(f"  {sign} {change.field}: {' '.join(text.split())}")
    return lines
