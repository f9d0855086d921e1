"""The commands `design-import` and `design-export`: a lesson plan taken in, a design written out."""

from pathlib import Path
from typing import TYPE_CHECKING

from lesvisit import paths
from lesvisit.commands.design_writing import write_out
from lesvisit.commands.noting import note
from lesvisit.commands.place import place_of
from lesvisit.commands.shell import Shell
from lesvisit.domain.errors import DocumentRefused
from lesvisit.domain.sharing import Paper
from lesvisit.exchange.lesson_text import NOT_OPENED
from lesvisit.services.design_out import DOCX, INSTEAD, PDF
from lesvisit.services.share_sent import about_design, as_written

if TYPE_CHECKING:
    from lesvisit.domain.records import Book
    from lesvisit.exchange.lesson_text import LessonMapping


def design_import(shell: Shell) -> None:
    """Makes a design of a lesson plan and tells what was left over; with --dry-run only tells."""
    from lesvisit.exchange.lesson_file import read_plan

    found = read_plan(shell.args.file)
    number = None if shell.args.dry_run else _make(shell, found)
    if shell.args.json:
        from lesvisit.exchange.design_json import mapping_json

        shell.say_json({**mapping_json(found), "number": number, "place": place_of(shell)})
        return
    _tell(shell, found, number)


def _make(shell: Shell, found: "LessonMapping") -> int:
    from lesvisit.exchange.lesson_text import Part, Place
    from lesvisit.services import design_import as service
    from lesvisit.services import designs, people, visits
    from lesvisit.services.desk import Desk
    from lesvisit.services.system_clock import SystemClock

    desk = Desk(SystemClock(), "")
    with shell.writing() as database:
        known: Book = database.read(visits.people).result()
        names = service.names_in(found.text(Place(Part.MAKERS), True))
        added, makers = people.add(desk, known, names)
        if added is not None:
            database.put(added).result()
        book, operation = service.imported_design(desk, **found.content, makers=makers)
        database.put(operation).result()
        listed = database.read(designs.listed).result()
    return next(d.number for d in listed if d.id == book.scope_id)


def _tell(shell: Shell, found: "LessonMapping", number: int | None) -> None:
    _, ngettext = shell._, shell.translator.ngettext
    title = found.fields.get("title") or found.name
    if number is not None:
        shell.say(_("“{title}” is now lesson design {number}.", title=title, number=number))
    else:
        shell.say(title)
    for goal in found.goals:
        shell.say(f"  {' '.join(goal.text.split())}")
        shell.say(*(f"    - {' '.join(text.split())}" for text in goal.criteria))
    for phase in found.phases:
        minutes = _("{minutes} min", minutes=phase.planned_min) if phase.planned_min is not None else "–"
        shell.say(f"  {minutes:>8}  {phase.name}")
    if found.left_over:
        shell.say(ngettext("Left over, {n} piece of text:", "Left over, {n} pieces of text:", len(found.left_over)))
        shell.say(*(f"  {' '.join(piece.whole.split())}" for piece in found.left_over))
    for what, count in found.left_out:
        shell.say(_("Not opened: {what} ({n})", what=_(NOT_OPENED[what]), n=count))


def design_export(shell: Shell) -> None:
    """Writes a design as a Word file, as a paper, or as a blank form to observe on; the ending says which."""
    from lesvisit.commands.designs import named
    from lesvisit.services.design_out import read_out

    path: Path = shell.args.output.absolute()
    ending = path.suffix.casefold()
    if ending not in (DOCX, PDF) or (shell.args.twin and ending != PDF):
        raise DocumentRefused("design_ending")
    found = named(shell)
    translator = shell.paper_translator(shell.args.language or "")
    instead = translator.gettext(INSTEAD)
    with shell.reading() as connection:
        out = read_out(connection, found.id, instead)
    write_out(out, path, translator, paths.resources(), twin=shell.args.twin)
    shell.say(str(path))
    paper, language = Paper.TWIN if shell.args.twin else Paper.DESIGN, translator.language
    note(
        shell,
        lambda desk: [as_written(desk, paper, path, language=language)],
        lambda _connection: about_design(found.id, out.version),
    )
