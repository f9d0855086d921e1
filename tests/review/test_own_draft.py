"""The first line on a laptop: its own draft comes back from the disk while it is still being typed."""

from pathlib import Path

from lesvisit.domain.events import Note
from lesvisit.models.database import Database
from lesvisit.services import visits
from lesvisit.services.observation import EDIT_KEY, ObservationSession
from lesvisit.services.session import VisitSession
from tests.models.support import DESK, opened, texts, view_of


def observing(base: Database) -> ObservationSession:
    """A new visit on this database, at the observe page."""
    book, operation = visits.new_visit(DESK, None, None)
    base.put(operation).result(10)
    return ObservationSession(VisitSession(view_of(base, book.scope_id), base), DESK)


def test_the_line_being_typed_is_not_taken_for_one_that_was_left(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        observation = observing(base)
        observation.typed("eerste helft", "")
        observation.keep_draft()
        drafts = base.drafts().result(10)  # at a first start they are read only when the tables are made
        observation.typed("eerste helft, tweede helft", "")
        assert [observation.restore(draft) for draft in drafts] == [False]
        observation.keep()
        base.with_raw(lambda _: None).result(10)  # all is written
        assert texts(base, observation.key) == ["eerste helft, tweede helft"]


def test_a_draft_that_comes_late_takes_nothing_from_the_next_line(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        observation = observing(base)
        observation.typed("een", "")
        observation.keep_draft()
        (draft,) = base.drafts().result(10)
        observation.keep()
        observation.typed("twee", "")
        observation.keep_draft()
        observation.restore(draft)
        assert [d.text for d in base.drafts().result(10)] == ["twee"]


def test_an_edit_under_way_is_not_closed_by_its_own_draft(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        observation = observing(base)
        observation.typed("een", "")
        observation.keep()
        (record,) = observation.session.book.of(Note)
        observation.begin_edit(record)
        observation.edit_typed("een en", "")
        observation.keep_draft()
        for draft in base.drafts().result(10):
            assert draft.key.endswith(EDIT_KEY)
            observation.restore(draft)
        observation.edit_typed("een en twee", "")
        observation.keep_edit()
        base.with_raw(lambda _: None).result(10)  # all is written
        assert texts(base, observation.key) == ["een en twee"]
