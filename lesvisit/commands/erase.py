"""The command `erase`: a visit or a person, out of every file of the data folder. Shown first; not undoable."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from lesvisit.commands.out_words import out_line
from lesvisit.commands.person import kind_words, sorts, the_one
from lesvisit.commands.place import place_of
from lesvisit.commands.shell import Shell
from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.retention import Erasure, Scope
from lesvisit.i18n import N_, Translator

if TYPE_CHECKING:
    from lesvisit.models.erasing_files import Outcome
    from lesvisit.services.erase import ErasePlan

NOBODY = N_("a colleague")


def erase(shell: Shell) -> None:
    """Shows what goes and what stays, asks, and erases. Without --yes on a pipe nothing is done."""
    from lesvisit.services.erase import forget_name

    with shell.writer() as profile:
        database = profile.database()
        try:
            database.start().result()
            shell.tell_damage(database)
            if database.begun_again:  # what is to be erased was said of another file
                raise LesVisitError("erase_not_yet")
            plan = database.read(lambda connection: _plan(shell, connection, profile.folder)).result()
            if not shell.args.json:
                shell.say(*plan_lines(shell.translator, plan))
            if not _sure(shell):
                raise LesVisitError("erase_unsure")
            forget_name(profile, plan)
            outcome = database.erase((_erasure(shell, plan),)).result()
        finally:
            database.close()
    if shell.args.json:
        shell.say_json({**_json(plan, outcome), "place": place_of(shell)})
    else:
        shell.say(*_done_lines(shell, outcome))


def _plan(shell: Shell, connection: Any, folder: Any) -> "ErasePlan":
    from lesvisit.services import erase as service
    from lesvisit.services import visits
    from lesvisit.services.about_person import named

    if shell.args.person:
        one = the_one(named(connection, shell.args.person), shell.args.person, shell)
        return service.plan_person(connection, folder, one.id)
    return service.plan_visit(connection, folder, visits.resolve(connection, shell.args.visit))


def _erasure(shell: Shell, plan: "ErasePlan") -> Erasure:
    from lesvisit.services import erase as service
    from lesvisit.services.desk import Desk
    from lesvisit.services.system_clock import SystemClock

    desk = Desk(SystemClock(), "")
    if plan.scope is Scope.PERSON:
        return service.of_person(desk, plan.id, shell._(NOBODY))
    return service.of_visit(desk, plan.id)


def _sure(shell: Shell) -> bool:
    import sys

    if shell.args.yes:
        return True
    if shell.args.json or not sys.stdin.isatty():
        return False
    word = shell._("erase")
    return input(shell._("This can't be taken back. Type “{word}” to go on: ", word=word)).strip() == word


def plan_lines(says: Translator, plan: "ErasePlan") -> Iterator[str]:
    """What goes, what stays, and what left and must be called back by hand; for the window too."""
    _, n = says.gettext, says.ngettext
    yield from _of_visit(says, plan)
    yield from _of_person(says, plan)
    if plan.backups:
        yield n("{n} backup is cleared of it too.", "{n} backups are cleared of it too.", plan.backups)
    if plan.damaged:
        yield _("Damaged files that were put aside are thrown away: {names}", names=", ".join(plan.damaged))
    if plan.out:
        yield _("This left LesVisit and can only be called back by hand:")
        yield from (f"  {out_line(says, one)}" for one in plan.out)
    yield _("Backups and papers that you saved elsewhere are not reached.")


def _of_visit(says: Translator, plan: "ErasePlan") -> Iterator[str]:
    """A visit, and how much of each sort goes with it."""
    _ = says.gettext
    if plan.visit is not None:
        head = f"{plan.visit.day} {plan.visit.class_name} {plan.visit.subject}".rstrip()
        yield _("Visit {number}, {what}: all of it goes.", number=plan.number, what=head)
        for kind, count in sorted(plan.going.items()):
            yield "  " + _("goes: {count} × {what}", count=count, what=kind_words(says, kind))


def _of_person(says: Translator, plan: "ErasePlan") -> Iterator[str]:
    """A colleague: which sorts go and which stay, never how many of each."""
    _ = says.gettext
    if plan.person is None:
        return
    yield _("{name}: the visits stay, the name goes from them.", name=plan.person.name)
    if plan.going:
        yield "  " + _("Sorts that go: {what}", what=sorts(says, plan.going))
    if plan.staying:
        yield "  " + _("Sorts that stay, without the name: {what}", what=sorts(says, plan.staying))
    if plan.shared_names:
        names = says.join(list(plan.shared_names))
        yield _("“{names}” stays in texts: another colleague here is called so too.", names=names)
    if plan.as_words:
        yield _("“{name}” without a capital may be another word, and stays.", name=plan.person.name)


def _done_lines(shell: Shell, outcome: "Outcome") -> Iterator[str]:
    _ = shell._
    yield _("It is erased.")
    if outcome.backups_gone:
        yield _("Backups that could not be cleared were taken away: {names}", names=", ".join(outcome.backups_gone))


def _kinds(plan: "ErasePlan", kinds: Mapping[str, int]) -> dict[str, int] | list[str]:
    """How many of each kind for a visit; of a person only which kinds."""
    return sorted(kinds) if plan.person is not None else dict(kinds)


def _json(plan: "ErasePlan", outcome: "Outcome") -> dict[str, Any]:
    from msgspec import to_builtins

    return {
        "scope": plan.scope.value,
        "id": plan.id,
        "going": _kinds(plan, plan.going),
        "staying": _kinds(plan, plan.staying),
        "visits": list(plan.visits),
        "went_out": to_builtins(plan.out),
        "backups_cleared": list(outcome.backups_cleared),
        "backups_gone": list(outcome.backups_gone),
        "damaged_gone": list(outcome.damaged_gone),
    }
