"""What the commands do. Reading ones work beside the open window; writing ones then refuse."""

import argparse
import io
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lesvisit import __version__, paths
from lesvisit.domain.errors import BackupRejected, DatabaseRefused, LesVisitError, StorageFailed
from lesvisit.domain.people import Person
from lesvisit.domain.sharing import Paper
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator
from lesvisit.messages import sentence
from lesvisit.services.profile import Profile, find_profile, open_profile
from lesvisit.services.visits import VisitStage, VisitSummary

if TYPE_CHECKING:
    from lesvisit.exchange.parts import Report
    from lesvisit.models.database import Database

STAGES = {
    VisitStage.PLANNED: N_("planned"),
    VisitStage.OBSERVED: N_("waits for its debrief"),
    VisitStage.DONE: N_("done"),
}
_LOCALE_NAMES = ("LC_ALL", "LC_MESSAGES", "LANG")


def translator_for(options: argparse.Namespace | None) -> Translator:
    """The language asked for, else the one chosen in the app, else the system's where it is Dutch, else English."""
    asked = getattr(options, "language", None)
    if not asked:
        try:
            profile = find_profile(getattr(options, "data_dir", None) or paths.data_dir())
            asked = profile.preferences.language if profile else ""
        except LesVisitError:
            asked = ""
    return Translator(asked or system_language(), paths.locale_dir())


def system_language() -> str:
    """`nl` where the system speaks Dutch, else `en`."""
    name = next((os.environ[key] for key in _LOCALE_NAMES if os.environ.get(key)), "")
    if not name:
        import locale

        name = locale.getlocale()[0] or ""
    return "nl" if name.casefold().startswith(("nl", "dutch")) else "en"


def run(args: argparse.Namespace, translator: Translator) -> int:
    """Does one command; 0 done, 1 refused with one sentence on stderr."""
    logging.getLogger("lesvisit").addHandler(logging.NullHandler())
    _speak_utf8()
    try:
        COMMANDS[args.command or "version"](Shell(args, translator))
    except LesVisitError as error:
        print(sentence(error, translator), file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stdout = None  # whoever read along has gone; nothing more is flushed
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _speak_utf8() -> None:
    """Notes hold every sign there is; a console that can't show one gets it as it can."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


class Shell:
    """One command being done: its words, its language, and the way to the visits."""

    def __init__(self, args: argparse.Namespace, translator: Translator) -> None:
        self.args = args
        self.translator = translator
        self._ = translator.gettext
        self.data_dir: Path = args.data_dir or paths.data_dir()

    @property
    def database_path(self) -> Path:
        """The file with the visits. Raises DatabaseRefused where there is none."""
        profile = find_profile(self.data_dir)
        if profile is None:
            raise DatabaseRefused("no_database", path=str(self.data_dir))
        return profile.places.database

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """A connection that sees what is committed, beside the open window too."""
        from lesvisit.models import beside

        with beside.reading(self.database_path) as connection:
            yield connection

    @contextmanager
    def writer(self) -> Iterator[Profile]:
        """The profile with its lock. Raises DatabaseRefused("in_use") while the window is open."""
        profile = open_profile(self.data_dir)
        profile.lock()
        try:
            yield profile
        finally:
            profile.unlock()

    @contextmanager
    def writing(self) -> "Iterator[Database]":
        """The open database of the profile; what is written is on the disk when this ends."""
        with self.writer() as profile:
            database = profile.database()
            try:
                database.start().result()
                self._tell_damage(database)
                yield database
            finally:
                database.close()

    def _tell_damage(self, database: "Database") -> None:
        damage = database.damage
        if damage is not None:
            newest = damage.newest.path if damage.newest else self._("none")
            error = DatabaseRefused("put_aside", folder=damage.kept, backup=newest)
            print(sentence(error, self.translator), file=sys.stderr)

    def view(self) -> VisitBook:
        """The visit that the words name."""
        from lesvisit.services import visits

        with self.reading() as connection:
            return visits.open_visit(connection, visits.resolve(connection, self.args.visit))

    def paper_translator(self, agreed: str = "") -> Translator:
        """The language of a paper: asked for, else agreed to, else that of papers in the app, else this one."""
        profile = find_profile(self.data_dir)
        chosen = profile.preferences.paper_language if profile else ""
        language = self.args.paper_language or agreed or chosen or self.translator.language
        return Translator(language, self.translator.locale_dir)

    def say(self, *lines: str) -> None:
        """Lines on stdout; no sign in a note may steer the terminal."""
        for line in lines:
            print("".join(sign if sign.isprintable() else "·" for sign in line))

    def say_json(self, value: object) -> None:
        """One JSON value on stdout."""
        print(json.dumps(value, ensure_ascii=False, indent=1))


# The demo and the papers


def demo(shell: Shell) -> None:
    """Loads a visit from a file and makes its papers; the same file twice is one visit."""
    from lesvisit.exchange.sample import adapt, load, read_sample
    from lesvisit.services import visits
    from lesvisit.services.desk import Desk
    from lesvisit.services.system_clock import SystemClock

    desk = Desk(SystemClock(), "")
    data = read_sample(shell.args.visit or paths.resources() / "samples" / "sample_visit.json")
    adapt(data, desk)  # a bad file is refused before anything is made
    with shell.writing() as database:
        loaded = database.write(lambda connection: load(connection, desk, data)).result()
        view = database.read(lambda connection: visits.open_visit(connection, loaded.visit_id)).result()
    known = shell._("Visit {number} was here already; nothing was changed.", number=view.book.number)
    new = shell._("Visit {number} is loaded.", number=view.book.number)
    shell.say(new if loaded.new else known, *_report_lines(shell, loaded.report))
    for path in _demo_papers(shell, view):
        shell.say(str(path))


def _report_lines(shell: Shell, report: "Report") -> Iterator[str]:
    _ = shell._
    if report.unknown:
        yield _("Kept, but not understood: {paths}", paths=", ".join(report.unknown))
    if report.dangling:
        yield _("Kept as text, since it refers to nothing in the file: {paths}", paths=", ".join(report.dangling))
    if report.differs:
        yield _("Kept beside what follows from the other values: {paths}", paths=", ".join(report.differs))
    if report.changed:
        yield _("Signs that no file can hold were replaced in: {paths}", paths=", ".join(report.changed))


def _demo_papers(shell: Shell, view: VisitBook) -> Iterator[Path]:
    from lesvisit.reports import file_name
    from lesvisit.services import share

    folder: Path = shell.args.pdf_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed("file_failed", path=str(folder), detail=error.strerror or "") from error
    pair = (folder / file_name(view, Paper.PAIR, shell.translator)).absolute()
    _make_pair(view, pair, shell.translator)
    yield pair
    consent = share.consent_of(view)
    if consent is not None and share.consent_state(view, consent.language).valid:
        translator = Translator(consent.language, shell.translator.locale_dir)
        team = (folder / file_name(view, Paper.TEAM, translator)).absolute()
        _make_team(view, team, translator)
        yield team


def export(shell: Shell) -> None:
    """Makes one paper, all or nothing."""
    from lesvisit.services import share

    view, path = shell.view(), shell.args.output.absolute()
    if shell.args.paper == Paper.TEAM:
        consent = share.consent_of(view)
        _make_team(view, path, shell.paper_translator(consent.language if consent else ""))
    else:
        _make_pair(view, path, shell.paper_translator())
    shell.say(str(path))


def _make_pair(view: VisitBook, path: Path, translator: Translator) -> None:
    from lesvisit.reports import make_pair_paper
    from lesvisit.services import share

    share.export_pair(view, path, lambda found, out: make_pair_paper(found, translator, paths.resources(), out))


def _make_team(view: VisitBook, path: Path, translator: Translator) -> None:
    from lesvisit.reports import make_team_paper
    from lesvisit.services import share

    share.export_team(
        view, translator.language, path, lambda paper, out: make_team_paper(paper, translator, paths.resources(), out)
    )


# Lists


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
        "notes": summary.notes,
        "shared": summary.shared,
    }


def _name(people: Mapping[str, Person], person_id: str) -> str:
    return people[person_id].name if person_id in people else ""


def _summary_line(shell: Shell, summary: VisitSummary, people: Mapping[str, Person]) -> str:
    _, visit = shell._, summary.visit
    visitors = " + ".join(_name(people, person_id) for person_id in visit.visitor_ids) or "?"
    who = _("{visitor} with {visited}", visitor=visitors, visited=_name(people, visit.visited_id) or "?")
    notes = shell.translator.ngettext("{n} note", "{n} notes", summary.notes)
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


# The file itself


def check(shell: Shell) -> None:
    """Looks the file over: its settings, versions, counts, and whether it is whole. Raises when it isn't."""
    from lesvisit.models import backup, beside, reading
    from lesvisit.models import connection as raw

    path = shell.database_path
    with beside.reading(path) as connection:
        driver = connection.connection.driver_connection
        application_id, version = raw.identity(driver)
        problems = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check(20)")]
        dangling = len(connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall())
        found: dict[str, Any] = {
            "app": __version__,
            "database": str(path),
            "sqlite": raw.SQLITE,
            "sqlite_safe": raw.safe_sqlite(),
            "application_id": application_id,
            "schema": version,
            "quick_check": "ok" if problems == ["ok"] else problems,
            "dangling": dangling,
            "pragmas": raw.pragmas(driver),
            "counts": reading.totals(connection),
            "backups": len(backup.listed(path.parent / "backups")),
        }
    if shell.args.json:
        shell.say_json(found)
    else:
        shell.say(*_check_lines(found))
    if problems != ["ok"] or dangling:
        raise DatabaseRefused("unsound", problems=len(problems) + dangling)


def _check_lines(found: Mapping[str, Any]) -> Iterator[str]:
    for name, value in found.items():
        if isinstance(value, Mapping):
            yield from (f"{name}.{inner}: {inner_value}" for inner, inner_value in value.items())
        else:
            yield f"{name}: {value}"


def back_up(shell: Shell) -> None:
    """A checked copy of all visits, made beside the open window too."""
    from lesvisit.models import backup, beside

    source, target = shell.database_path, shell.args.output.absolute()
    if target.exists() and source.exists() and target.samefile(source):
        raise BackupRejected("backup_onto_itself", path=str(target))
    connection = beside.open_beside(source)
    try:
        backup.make(connection, target)
    finally:
        connection.close()
    shell.say(str(target))


def restore(shell: Shell) -> None:
    """Puts a checked backup in place; what stood there is kept and named."""
    from lesvisit.models import backup

    backup.verify(shell.args.file)
    with shell.writer() as profile:
        kept = backup.restore(shell.args.file, profile.places.database, profile.places.backups)
    shell.say(shell._("The backup is put back."))
    if kept is not None:
        shell.say(shell._("What stood there before is kept in {path}", path=kept))


def version(shell: Shell) -> None:
    """The version of the app."""
    shell.say(f"LesVisit {__version__}")


COMMANDS: dict[str, Callable[[Shell], None]] = {
    "demo": demo,
    "visits": visits,
    "visit": visit,
    "export": export,
    "check": check,
    "backup": back_up,
    "restore": restore,
    "version": version,
}
