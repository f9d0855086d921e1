"""The commands `demo` and `export`: a visit from a file, and its papers."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lesvisit import paths
from lesvisit.commands.make_papers import Made, make, words_of
from lesvisit.commands.noting import note
from lesvisit.commands.passphrase import MOST_OF_PAPER
from lesvisit.commands.pupils import tell_of_paper
from lesvisit.commands.shell import Shell
from lesvisit.domain.errors import DocumentRefused, StorageFailed
from lesvisit.domain.sharing import Paper, PaperSent
from lesvisit.domain.visit_book import VisitBook
from lesvisit.models.given import write_given_bytes
from lesvisit.services.share_sent import about_visit, as_file, as_written

if TYPE_CHECKING:
    from lesvisit.exchange.parts import Report
    from lesvisit.services.desk import Desk


def demo(shell: Shell) -> None:
    """Loads a visit from a file and makes its papers; the same file twice is one visit."""
    from lesvisit.exchange.sample import adapt, load, read_sample
    from lesvisit.services import visits
    from lesvisit.services.desk import Desk
    from lesvisit.services.profile import find_profile
    from lesvisit.services.system_clock import SystemClock

    clock = SystemClock()
    data = read_sample(shell.args.visit or paths.resources() / "samples" / "sample_visit.json")
    adapt(data, Desk(clock, ""))  # a bad file is refused before anything is made
    with shell.writing() as database:
        profile = find_profile(shell.data_dir)
        desk = Desk(clock, profile.preferences.device_id if profile is not None else "")  # as the window loads it
        loaded = database.write(lambda connection: load(connection, desk, data)).result()
        view = database.read(lambda connection: visits.open_visit(connection, loaded.visit_id)).result()
    known = shell._("Visit {number} was here already; nothing was changed.", number=view.book.number)
    new = shell._("Visit {number} is loaded.", number=view.book.number)
    shell.say(new if loaded.new else known, *_report_lines(shell, loaded.report))
    _make_papers(shell, view)


def _make_papers(shell: Shell, view: VisitBook) -> None:
    """Each is told when it is there; what was written before one fails, is noted too."""
    made: list[tuple[Paper, Path]] = []

    def sent(desk: "Desk") -> list[PaperSent]:
        return [as_written(desk, p, path, language=words_of(shell, view, p).language) for p, path in made]

    try:
        for paper, path in _demo_papers(shell, view):
            made.append((paper, path))
            shell.say(str(path))
    finally:
        note(shell, sent, lambda _connection: about_visit(view, Paper.PAIR) if made else [])


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


def _demo_papers(shell: Shell, view: VisitBook) -> Iterator[tuple[Paper, Path]]:
    """The paper of the two, and what the visited teacher agreed to as it stands in the file."""
    from lesvisit.reports import file_name

    folder: Path = shell.args.pdf_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed("file_failed", path=str(folder), detail=error.strerror or "") from error
    agreed = [paper for paper in (Paper.TEAM, Paper.BOARD) if _holds(view, paper)]
    for paper in (Paper.PAIR, *agreed):
        path = (folder / file_name(view, paper, words_of(shell, view, paper))).absolute()
        write_given_bytes(path, make(shell, view, paper).data)
        yield paper, path


def _holds(view: VisitBook, paper: Paper) -> bool:
    from lesvisit.services import share

    consent = share.consent_of(view, paper)
    return consent is not None and share.consent_state(view, consent.language, paper).valid


def export(shell: Shell) -> None:
    """Makes one paper or one file of data, all or nothing; locked when there is a file with a password."""
    if shell.args.with_package and shell.args.paper != Paper.PAIR:
        raise DocumentRefused("package_pair_only")
    if shell.args.format:
        from lesvisit.commands.data import export_data

        if shell.package_words:
            raise DocumentRefused("passphrase_no_paper")
        export_data(shell)
        return
    password = shell.package_words
    if len(password.encode()) > MOST_OF_PAPER:
        raise DocumentRefused("passphrase_long", path=str(shell.args.passphrase_file), most=MOST_OF_PAPER)
    view, path, paper = shell.view(), shell.args.output.absolute(), Paper(shell.args.paper)
    made = make(shell, view, paper, large=shell.args.large)
    data, package, told = made.data, b"", ""
    if shell.args.with_package:
        data, package, told = _with_package(shell, view, data, password)
    data = locked(data, password)
    write_given_bytes(path, data)
    shell.say(str(path), *([told] if told else []))
    if made.too_long:
        shell.say(shell._("Needs fewer words: {blocks}", blocks=", ".join(made.too_long)))
    tell_of_paper(shell, view, paper, words_of(shell, view, paper).language)
    _note(shell, view, made, data, package)


def _note(shell: Shell, view: VisitBook, made: Made, data: bytes, package: bytes) -> None:
    """That the paper went out, and the visit in it."""
    path, paper, is_locked = shell.args.output.absolute(), Paper(shell.args.paper), bool(shell.package_words)
    language = words_of(shell, view, paper).language

    def sent(desk: "Desk") -> list[PaperSent]:
        whole = as_file(desk, paper, path, data, language=language, locked=is_locked)
        return [whole, *([as_file(desk, Paper.PACKAGE, path, package, locked=True)] if package else [])]

    about = about_visit(view, Paper.PACKAGE if package else paper, made.over)
    note(shell, sent, lambda _connection: about)


def _with_package(shell: Shell, view: VisitBook, pdf: bytes, password: str) -> tuple[bytes, bytes, str]:
    """The paper with the visit in it, that visit, and what to tell of its five words."""
    from lesvisit.exchange import package_file, package_lock
    from lesvisit.reports import file_name
    from lesvisit.reports.attachment import with_attachment
    from lesvisit.services import packages, people, visits
    from lesvisit.services.desk import Desk
    from lesvisit.services.passphrases import proposed
    from lesvisit.services.system_clock import SystemClock

    with shell.reading() as connection:
        desk = Desk(SystemClock(), "", people.me(people.here(visits.people(connection))))
        package = package_file.dumps(packages.pack_visit(connection, desk, view.book.scope_id))
    told = ""
    if not password:
        words = proposed()
        package = package_lock.locked(package, words)
        told = shell._("The passphrase, to be told by word of mouth: {words}", words=words)
    translator = words_of(shell, view, Paper.PAIR)
    name = Path(file_name(view, Paper.PAIR, translator)).stem + ".lesvisit"
    description = translator.gettext("This visit, to be opened with LesVisit")
    return with_attachment(pdf, name, package, desk.clock.now_utc(), description), package, told


def locked(data: bytes, password: str) -> bytes:
    """The paper behind its password; as it is without one."""
    if not password:
        return data
    from lesvisit.reports.tagging import lock

    return lock(data, password)
