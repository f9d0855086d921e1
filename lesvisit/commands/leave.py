"""The command `leave`: everything in a folder that can be read without LesVisit. The window goes the same way."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lesvisit import __version__, paths
from lesvisit.commands.noting import note
from lesvisit.commands.shell import Shell
from lesvisit.domain.people import Person
from lesvisit.domain.records import ScopeKind
from lesvisit.domain.template import text_in
from lesvisit.domain.unnamed import lesson_without_people, names_of, without_people
from lesvisit.i18n import Translator
from lesvisit.services.leaving import Leaf, Left, Progress, apart, leave, safe_name
from lesvisit.services.share_sent import as_folder

if TYPE_CHECKING:
    from lesvisit.domain.visit_book import VisitBook
    from lesvisit.models.places import Places
    from lesvisit.services.visits import VisitSummary

Read = Callable[[Callable[[Any], Any]], Any]


def leave_with_all(shell: Shell) -> None:
    """Writes everything to a new folder. Raises StorageFailed, also when only a part could be written."""
    folder: Path = shell.args.folder.absolute()
    shown = sys.stderr.isatty() and not shell.args.json

    def progress(done: int, of: int) -> None:
        if shown:
            print(f"\r{done}/{of}", end="" if done < of else "\n", file=sys.stderr, flush=True)

    left = write_all(shell.places, folder, shell.translator, progress)
    noted = note(shell, lambda desk: [as_folder(desk, folder)], lambda _connection: left.about)
    if shell.args.json:
        failed = [name for name, _ in left.failed]
        shell.say_json({"folder": str(left.folder), "files": list(left.files), "failed": failed, "noted": noted})
    else:
        n = shell.translator.ngettext("{n} file written in", "{n} files written in", len(left.files))
        shell.say(f"{n} {left.folder}")
    if left.refusal is not None:
        raise left.refusal


def write_all(
    places: "Places",
    folder: Path,
    translator: Translator,
    progress: Progress = lambda _done, _all: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Left:
    """Writes everything, beside an open window too. Raises StorageFailed and DatabaseRefused."""
    from lesvisit.models import beside
    from lesvisit.models.given import refuse_among_own
    from lesvisit.services.leaving import refuse_full

    refuse_among_own(folder)
    refuse_full(folder)

    def read(work: Callable[[Any], Any]) -> Any:
        with beside.reading(places.database, places.vault) as connection:
            return work(connection)

    return leave(folder, [*leaves(read, translator)], progress, stopped)


def leaves(read: Read, translator: Translator) -> Iterator[Leaf]:
    """Every file, the one that explains the others first."""
    _ = translator.gettext
    yield Leaf(Path(_("READ ME") + ".txt"), partial(_write_text, readme(translator)))
    yield from _visits(read, translator, Path(_("Visits")))
    yield from _designs(read, translator, Path(_("Lesson designs")))
    yield from _forms(read, translator, Path(_("Observation forms")))
    yield from _protocols(read, translator, Path(_("Conversation models")))


def _visits(read: Read, translator: Translator, folder: Path) -> Iterator[Leaf]:
    from lesvisit.exchange.visit_csv import write_csv, write_json
    from lesvisit.reports import make_pair_paper
    from lesvisit.services import share, visits

    found = read(visits.overview)
    listed = sorted(found.visits, key=lambda v: v.number)
    names = [_visit_name(v, found.people or {}) for v in listed]

    def opened(visit_id: str) -> "VisitBook":
        found: VisitBook = read(lambda c: visits.open_visit(c, visit_id))
        return found

    def pair(visit_id: str, path: Path) -> None:
        view = opened(visit_id)
        share.export_pair(view, path, lambda v, out: make_pair_paper(v, translator, paths.resources(), out))

    def data(visit_id: str, path: Path) -> None:
        write_json(opened(visit_id), path)

    def table(visit_id: str, path: Path) -> None:
        write_csv(opened(visit_id), path, translator)

    for summary, name in zip(listed, apart(map(safe_name, names)), strict=True):
        for ending, write in ((".pdf", pair), (".json", data), (".csv", table)):
            yield Leaf(folder / f"{name}{ending}", partial(write, summary.id), (ScopeKind.VISIT, summary.id))


def _visit_name(found: "VisitSummary", people: Mapping[str, Person]) -> str:
    """Number, day, class and subject; no colleague's name, no pupil's code."""
    visit = found.visit
    what = lesson_without_people(visit.class_name, visit.subject, people)
    return f"{found.number:03d} {visit.day} {what}"


def _designs(read: Read, translator: Translator, folder: Path) -> Iterator[Leaf]:
    from lesvisit.commands.design_writing import write_out
    from lesvisit.services import designs, visits
    from lesvisit.services.design_out import INSTEAD, read_out
    from lesvisit.services.people import by_id

    listed = sorted(read(designs.listed), key=lambda d: d.number)
    people = names_of(by_id(read(visits.people)))
    names = [safe_name(f"{d.number:03d} {without_people(d.design.title, people)}") for d in listed]
    instead = translator.gettext(INSTEAD)

    def paper(design_id: str, path: Path) -> None:
        write_out(read(lambda c: read_out(c, design_id, instead)), path, translator, paths.resources())

    def data(design_id: str, path: Path) -> None:
        _write_json(_design_json(read(lambda c: designs.open_design(c, design_id))), path)

    for found, name in zip(listed, apart(names), strict=True):
        about = (ScopeKind.DESIGN, found.id)
        yield Leaf(folder / f"{name}.pdf", partial(paper, found.id), about)
        yield Leaf(folder / f"{name}.docx", partial(paper, found.id), about)
        yield Leaf(folder / f"{name}.json", partial(data, found.id), about)


def _design_json(book: Any) -> dict[str, Any]:
    from msgspec import to_builtins

    live = [r for r in book.records.values() if not r.deleted]
    records = [{"id": r.id, "kind": r.kind, "data": to_builtins(r.payload)} for r in live]
    return {"format": "lesvisit-design", "version": 1, "app": __version__, "id": book.scope_id, "records": records}


def _forms(read: Read, translator: Translator, folder: Path) -> Iterator[Leaf]:
    from lesvisit.exchange.template_file import dumps
    from lesvisit.services import templates

    listed = [own for own in read(templates.listed) if not own.taken_away]
    names = apart(safe_name(text_in(own.template.name, translator.language) or own.id) for own in listed)
    for own, name in zip(listed, names, strict=True):
        about = (ScopeKind.TEMPLATE, own.id)
        yield Leaf(folder / f"{name}.json", partial(_write_bytes, dumps(own.template)), about)


def _protocols(read: Read, translator: Translator, folder: Path) -> Iterator[Leaf]:
    from lesvisit.exchange.protocol_file import dumps
    from lesvisit.services import protocols

    listed = [own for own in read(protocols.listed) if not own.taken_away]
    names = apart(safe_name(text_in(own.protocol.name, translator.language) or own.id) for own in listed)
    for own, name in zip(listed, names, strict=True):
        about = (ScopeKind.PROTOCOL, own.id)
        yield Leaf(folder / f"{name}.json", partial(_write_bytes, dumps(own.protocol)), about)


def _write_bytes(data: bytes, path: Path) -> None:
    from lesvisit.models.given import write_given_bytes

    write_given_bytes(path, data)


def _write_text(text: str, path: Path) -> None:
    _write_bytes(text.encode("utf-8-sig"), path)


def _write_json(value: object, path: Path) -> None:
    _write_bytes(f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode(), path)


def readme(translator: Translator) -> str:
    """What is what, for whoever opens the folder without LesVisit."""
    _ = translator.gettext
    lines = (
        _("This is everything that stood in LesVisit. You can read it all without LesVisit."),
        "",
        _("{folder}: one visit each", folder=_("Visits")),
        _("  .pdf   the paper for the two of you: read or print it"),
        _("  .csv   every note and press in a table: open it in a spreadsheet"),
        _("  .json  the whole visit as data, for another program"),
        _("{folder}: one lesson design each, in its newest version", folder=_("Lesson designs")),
        _("  .pdf   to read or print"),
        _("  .docx  to change in a word processor"),
        _("  .json  the design with all its versions, as data"),
        _("{folder}: your own forms; LesVisit reads them back", folder=_("Observation forms")),
        _("{folder}: your own conversation models; LesVisit reads them back", folder=_("Conversation models")),
        "",
        _("What the fields of the data mean stands in docs/schema.md, which comes with LesVisit."),
        _("Here stand names of colleagues, and codes of pupils. Whoever has this folder can read it all."),
        _("Written by LesVisit {version}.", version=__version__),
    )
    return "\r\n".join(lines) + "\r\n"
