"""The commands for observation templates: what there is, is this file good, take it in, put one in a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lesvisit import paths
from lesvisit.commands.noting import note
from lesvisit.commands.shell import Shell
from lesvisit.domain.errors import DatabaseRefused, TemplateRefused
from lesvisit.domain.records import ScopeKind
from lesvisit.domain.sharing import Paper
from lesvisit.domain.template import Taxonomy, Template, text_in
from lesvisit.i18n import N_
from lesvisit.services.share_sent import as_written

if TYPE_CHECKING:
    from lesvisit.services.desk import Desk

TAXONOMIES = {
    Taxonomy.FREE: N_("free"),
    Taxonomy.STRUCTURED: N_("structured"),
    Taxonomy.INTERVAL: N_("interval"),
    Taxonomy.COUNT: N_("count or duration"),
    Taxonomy.SCALE: N_("scale"),
}
SHIPPED = "L"  # before the number of a template that comes with LesVisit
_MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """A template as it is listed; `faults` is how much keeps one of the school's own from being used."""

    number: str
    template: Template
    own: bool = False
    faults: int = 0


def templates(shell: Shell) -> None:
    """The templates that come with LesVisit, then the school's own, with what other commands call them."""
    found = list(_all(shell))
    if shell.args.json:
        shell.say_json([_json(listed) for listed in found])
    else:
        shell.say(*(_line(shell, listed) for listed in found))


def template_check(shell: Shell) -> None:
    """Is this file good? Each problem on a line. Raises TemplateRefused with the first."""
    from lesvisit.blocks.check import problems
    from lesvisit.exchange.template_file import parsed, path_in_file, read_bytes

    template = parsed(read_bytes(shell.args.file))
    found = problems(template)
    for problem in found[:_MOST_TOLD]:
        shell.say(f"{path_in_file(problem)}: {problem.words(shell.translator)}")
    if len(found) > _MOST_TOLD:
        shell.say("…")
    if found:
        raise TemplateRefused("template_faults", count=len(found), field=path_in_file(found[0]))
    shell.say(shell._("This template is good: {name}, version {version}.", **_told(shell, template)))


def template_import(shell: Shell) -> None:
    """Takes a file in, whole or not at all; the same file twice changes nothing."""
    from lesvisit.exchange.template_file import read_template
    from lesvisit.services.template_arrival import take_in

    template, desk, shipped = read_template(shell.args.file), _desk(), _shipped()
    with shell.writing() as database:
        arrival = database.write(lambda connection: take_in(connection, desk, template, shipped)).result()
    told, _ = _told(shell, template), shell._
    if not arrival.changed:
        shell.say(_("“{name}”, version {version}, was here already; nothing was changed.", **told))
    elif arrival.before:
        told["before"] = arrival.before
        shell.say(_("“{name}”: version {version} took the place of version {before}.", **told))
    else:
        shell.say(_("“{name}”, version {version}, is taken in.", **told))


def template_export(shell: Shell) -> None:
    """Writes one template to a file, all or nothing. What nobody could take in is not given out.

    A name that ends in .pdf gets a blank form to observe on.
    """
    from lesvisit.exchange.template_file import checked, write_template

    listed, path = _named(shell), shell.args.output.absolute()
    template = checked(listed.template)
    if path.suffix.casefold() == ".pdf":
        _blank_form(shell, template, path)
        _note(shell, listed, Paper.TWIN, path)
        return
    if listed.own:
        template = _put_to_use(shell, template.id)
    write_template(template, path)
    shell.say(str(path))
    _note(shell, listed, Paper.DATA, path)


def _note(shell: Shell, listed: Listed, paper: Paper, path: Path) -> None:
    """What ships with LesVisit says nothing of anybody here: only the school's own forms are kept among what left."""
    about = [(ScopeKind.TEMPLATE, listed.template.id)] if listed.own else []
    if about:
        note(shell, lambda desk: [as_written(desk, paper, path)], lambda _connection: about)


def _blank_form(shell: Shell, template: Template, path: Path) -> None:
    """Printing a form gives nothing out that could come back in, so it is not put to use."""
    from lesvisit.models.given import write_given
    from lesvisit.reports.blank_form import make_blank_form

    translator = shell.paper_translator(shell.args.language or "")

    def fill(temporary: Path) -> None:
        make_blank_form(template, translator, paths.resources(), temporary)

    write_given(path, fill)
    shell.say(str(path))


def _put_to_use(shell: Shell, template_id: str) -> Template:
    """A version that leaves counts as used: from then on its number means this content."""
    from lesvisit.services import templates as service

    with shell.reading() as connection:
        book = service.open_template(connection, template_id)
    template, operation = service.put_to_use(_desk(), book)
    if operation is not None:
        with shell.writing() as database:
            database.put(operation).result()
    return template


# Finding


def _shipped() -> tuple[Template, ...]:
    from lesvisit.services import library

    return library.templates(paths.resources())


def _all(shell: Shell) -> Iterator[Listed]:
    for number, template in enumerate(_shipped(), 1):
        yield Listed(f"{SHIPPED}{number}", template)
    yield from _own(shell)


def _own(shell: Shell) -> Iterator[Listed]:
    from lesvisit.services.templates import listed

    try:
        with shell.reading() as connection:
            found = listed(connection)
    except DatabaseRefused as error:
        if error.reason != "no_database":
            raise
        return  # nothing of one's own yet
    for own in found:
        if not own.taken_away:
            yield Listed(str(own.number), own.template, True, own.faults)


def _named(shell: Shell) -> Listed:
    """The template that a number, an id or a name means. Raises TemplateRefused for none, or more than one."""
    asked = shell.args.template
    found = list(_all(shell))
    for listed in found:
        if asked == listed.template.id or asked.casefold() == listed.number.casefold():
            return listed
    called = [t for t in found if asked.casefold() in {name.casefold() for name in t.template.name.values()}]
    if not called:
        raise TemplateRefused("template_not_found", template=asked)
    if len(called) > 1:
        raise TemplateRefused("template_twice", template=asked, numbers=", ".join(t.number for t in called))
    return called[0]


def _desk() -> "Desk":
    from lesvisit.services.desk import Desk
    from lesvisit.services.system_clock import SystemClock

    return Desk(SystemClock(), "")


# Telling


def _told(shell: Shell, template: Template) -> dict[str, object]:
    return {"name": text_in(template.name, shell.translator.language), "version": template.version}


def _json(listed: Listed) -> dict[str, Any]:
    template = listed.template
    return {
        "number": listed.number,
        "id": template.id,
        "version": template.version,
        "name": template.name,
        "taxonomy": template.taxonomy,
        "blocks": [block.type for block in template.all_blocks],
        "origin": "own" if listed.own else "shipped",
        "more": template.more,
        "problems": listed.faults,
    }


def _line(shell: Shell, listed: Listed) -> str:
    template, translator = listed.template, shell.translator
    blocks = len(template.all_blocks)
    parts = (
        f"{listed.number:>3}",
        text_in(template.name, translator.language) or shell._("(no name yet)"),
        shell._("version {version}", version=template.version),
        shell._(TAXONOMIES[Taxonomy(template.taxonomy)]) if template.taxonomy in list(Taxonomy) else "",
        translator.ngettext("{n} block", "{n} blocks", blocks),
        translator.ngettext("{n} problem", "{n} problems", listed.faults) if listed.faults else "",
        shell._("your own") if listed.own else "",
    )
    return "  ".join(part for part in parts if part)
