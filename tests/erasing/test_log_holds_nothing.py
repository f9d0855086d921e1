"""The log of every error path that can be reached: what a person wrote is never in it."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, text

from lesvisit import paths
from lesvisit.app import run_log, start
from lesvisit.domain.errors import LesVisitError, PackageRefused
from lesvisit.domain.events import Note
from lesvisit.domain.records import changed
from lesvisit.exchange.package_file import loads
from lesvisit.i18n import Translator
from lesvisit.models import tables as t
from lesvisit.models.draft import Draft
from lesvisit.reports import make_pair_paper
from lesvisit.services import visits
from lesvisit.services.desk import inserted
from lesvisit.services.session import VisitSession
from tests.erasing.places import Profile, desk, furnish, view_of

WORDS = "Zqgeheimewoorden van een leraar"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The real log of the app, in its file."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    early = run_log.start_log()
    run_log.open_log(early, tmp_path / "log")
    yield tmp_path / "log" / "lesvisit.log"
    for handler in list(root.handlers):
        if handler not in before:
            root.removeHandler(handler)
            handler.close()
    for handler in before:
        root.addHandler(handler)
    root.setLevel(level)


def failing(_connection: Any) -> None:
    raise ValueError(WORDS)


def chained(_connection: Any) -> None:
    try:
        raise KeyError(WORDS)
    except KeyError as error:
        raise RuntimeError(f"no {WORDS}") from error


def badly(connection: Any) -> None:
    """A statement with a person's words as parameters."""
    values = {"key": WORDS, "data": WORDS}
    connection.execute(insert(t.draft), values)
    connection.execute(insert(t.draft), values)


def spoilt(connection: Any) -> None:
    """A row whose content doesn't fit its kind."""
    query = text("UPDATE record SET payload = :words WHERE kind = 'note'")
    connection.execute(query, {"words": '{"text": {"' + WORDS + '": 1}}'})


def refused(future: Any) -> None:
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever it is, it is only to be logged
        future.result(20)


def test_every_database_job(tmp_path: Path, log: Path) -> None:
    profile = Profile(tmp_path / "data", second=tmp_path / "second")
    with profile.opened() as base:
        visit_id = furnish(base)
        view = view_of(base, visit_id)
        for work in (failing, chained, badly):
            refused(base.write(work))
            refused(base.with_raw(work))
            refused(base.read(work))
        base.keep_draft(Draft(visit_id, WORDS + "\ud800")).result(20)  # half a sign may not end the thread
        record = view.notes[0]
        stale = replace(changed(record, Note(WORDS)), rev=99)
        refused(base.put(desk().operation(view.book, "observe", "note.edit", (stale,))))
        twice = inserted(Note(WORDS), record.stamp)
        refused(base.put(desk().operation(view.book, "observe", "note.keep", (twice,))))
        base.write(spoilt).result(20)
        refused(base.read(lambda c: visits.open_visit(c, visit_id)))
        refused(base.write(lambda c: visits.open_visit(c, visit_id)))
        logging.getLogger("lesvisit.some").error("a job failed", exc_info=ValueError(WORDS))
    with profile.opened():
        pass
    told = log.read_text(encoding="utf-8")
    assert "a database job failed" in told
    assert "ValueError" in told
    assert "Zqgeheimewoorden" not in told


def test_session_papers_and_packages(tmp_path: Path, log: Path) -> None:
    profile = Profile(tmp_path / "data")
    with profile.opened() as base:
        view = view_of(base, furnish(base))
        session = VisitSession(view, base)
        twice = inserted(Note(WORDS), view.notes[0].stamp)
        session.do(desk().operation(view.book, "observe", "note.keep", (twice,)))
        base.with_raw(lambda _: None).result(20)
    with pytest.raises(PackageRefused):
        loads(WORDS.encode(), "")
    with pytest.raises(PackageRefused):
        loads(b"age-encryption.org/v1\n" + WORDS.encode(), WORDS)
    odd = replace(view, people={})
    make_pair_paper(odd, Translator("nl", paths.locale_dir()), paths.resources(), BytesIO())
    with pytest.raises((LesVisitError, OSError)):
        make_pair_paper(view, Translator("nl", paths.locale_dir()), paths.resources(), tmp_path / WORDS / "x.pdf")
    told = log.read_text(encoding="utf-8")
    assert "an operation failed" in told
    assert "Zqgeheimewoorden" not in told


def test_bug_in_the_window(tmp_path: Path, log: Path) -> None:
    """What `sys.excepthook` writes."""
    kept: list[str] = []

    class Running:
        bug_told = -10.0
        translator = Translator("nl", paths.locale_dir())

        class workspace:  # noqa: N801
            say = kept.append

        def keep_all(self) -> None:
            kept.append("kept")

    try:
        chained(None)
    except RuntimeError as error:
        start.told_bug(Running(), type(error), error, error.__traceback__)  # type: ignore[arg-type]
    told = log.read_text(encoding="utf-8")
    assert "a bug: RuntimeError" in told
    assert "Zqgeheimewoorden" not in told
    assert kept[0] == "kept"
