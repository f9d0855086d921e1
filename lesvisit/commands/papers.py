"""The commands `demo` and `export`: a visit from a file, and its papers."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lesvisit import paths
from lesvisit.commands.shell import Shell
from lesvisit.domain.errors import StorageFailed
from lesvisit.domain.sharing import Paper
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

if TYPE_CHECKING:
    from lesvisit.exchange.parts import Report


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
    """Makes one paper or one file of data, all or nothing."""
    if shell.args.format:
        from lesvisit.commands.data import export_data

        export_data(shell)
        return
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
