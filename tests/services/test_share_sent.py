"""Where papers went: kept with the visit, ticked when called back, never undone, in no other paper."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lesvisit.domain.sharing import Paper, PaperSent, Way
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.schema import visit_json
from lesvisit.services import share_sent
from tests.reports.support import NOW
from tests.support.share import done, visitor


def sent(view: VisitBook, path: Path = Path("/school/Papieren/team.pdf")) -> PaperSent:
    return share_sent.as_file(visitor(view), Paper.TEAM, path, b"%PDF", language="nl", locked=True)


def test_it_holds_what_calling_back_needs_and_no_more(view: VisitBook) -> None:
    view = done(view, share_sent.keep(visitor(view), view, sent(view)))
    (record,) = share_sent.papers_sent(view)
    assert record.payload == PaperSent(
        Paper.TEAM, Way.FILE, NOW, "nl", "team.pdf", "Papieren", True, share_sent.digest_of(b"%PDF")
    )
    assert record.author_id == view.visit.visitor_ids[0]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/home/jan.de.vries/team.pdf", ""),
        ("/home/jan.de.vries/Documenten/team.pdf", "Documenten"),
        ("/team.pdf", "/"),
    ],
)
def test_the_folder_never_tells_the_name_of_an_account(path: str, name: str) -> None:
    assert share_sent.folder_name(Path(path), home=Path("/home/jan.de.vries")) == name


def test_nothing_of_it_is_undoable(view: VisitBook) -> None:
    kept = share_sent.keep(visitor(view), view, sent(view))
    view = done(view, kept)
    ticked = share_sent.recall(visitor(view), view, kept.writes[0].record_id, True)
    assert ticked is not None
    assert not kept.undoable
    assert not ticked.undoable


def test_the_tick_goes_on_and_off_by_hand(view: VisitBook) -> None:
    kept = share_sent.keep(visitor(view), view, sent(view))
    record_id = kept.writes[0].record_id
    view = done(view, kept)
    assert share_sent.still_out(share_sent.papers_sent(view)) == 1
    view = done(view, share_sent.recall(visitor(view), view, record_id, True))
    assert share_sent.papers_sent(view)[0].payload.recalled_utc == NOW
    assert share_sent.still_out(share_sent.papers_sent(view)) == 0
    assert share_sent.recall(visitor(view), view, record_id, True) is None
    view = done(view, share_sent.recall(visitor(view), view, record_id, False))
    assert share_sent.papers_sent(view)[0].payload.recalled_utc is None
    assert share_sent.recall(visitor(view), view, "nothing", True) is None


def test_the_last_stands_first(view: VisitBook) -> None:
    early = replace(sent(view), at_utc=NOW - timedelta(days=1), way=Way.PRINT)
    for paper in (sent(view), early):
        view = done(view, share_sent.keep(visitor(view), view, paper))
    assert [r.payload.way for r in share_sent.papers_sent(view)] == [Way.FILE, Way.PRINT]


def test_it_goes_with_the_json_of_the_visit(view: VisitBook) -> None:
    view = done(view, share_sent.keep(visitor(view), view, sent(view)))
    (record,) = visit_json(view)["records"]["paper_sent"]
    assert record["data"]["file_name"] == "team.pdf"
    assert record["data"]["paper"] == "team"
    assert record["data"]["locked"] is True
