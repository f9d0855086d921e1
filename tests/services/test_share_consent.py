"""Her agreement holds for exactly one content, and no team paper leaves without it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from lesvisit.domain.debrief import Takeaway
from lesvisit.domain.errors import LesVisitError, NoConsent, StorageFailed
from lesvisit.domain.sharing import Consent, Mark
from lesvisit.domain.team_paper import TeamPaper, digest
from lesvisit.domain.visit import NamesMode
from lesvisit.domain.visit_book import VisitBook
from lesvisit.reports import make_pair_paper
from lesvisit.services import share
from lesvisit.services.share import LineKind
from tests.reports.support import RESOURCES, StillClock, text_of, translator, with_record
from tests.support.share import (
    agreed,
    done,
    first,
    head,
    hers,
    marked,
    team_pdf,
)


def test_the_paper_asks_again_when_anything_on_it_changes(view: VisitBook) -> None:
    view = agreed(marked(view, "success", "board_goal"))
    assert share.consent_state(view, "nl").valid
    changes: list[Callable[[VisitBook], VisitBook]] = [
        lambda v: marked(v, "next_visit"),
        lambda v: done(v, share.set_mark(hers(v), v, "success", Mark.US)),
        lambda v: head(v, names_mode=NamesMode.ROLE),
        lambda v: head(v, board_goal="Een ander doel"),
        lambda v: head(v, class_name="H2c"),
    ]
    for change in changes:
        state = share.consent_state(change(view), "nl")
        assert state.kind is share.ConsentKind.CHANGED
        assert len(state.changes) == 1
    assert share.consent_state(view, "en").changes[0].kind is share.ChangeKind.LANGUAGE


def test_what_is_not_on_the_paper_asks_nothing(view: VisitBook) -> None:
    view = agreed(marked(view, "success"))
    assert share.consent_state(head(view, room="118"), "nl").valid
    assert share.consent_state(marked(view, "board_goal", mark=Mark.NOBODY), "nl").valid


def test_a_changed_line_is_told_with_both_wordings(view: VisitBook) -> None:
    view = agreed(marked(view, "board_goal"))
    (change,) = share.consent_state(head(view, board_goal="Anders"), "nl").changes
    assert (change.kind, change.line, change.after) == (share.ChangeKind.REWORDED, "board_goal", "Anders")
    assert change.before == view.visit.board_goal


def test_her_name_must_be_chosen_and_the_paper_be_what_was_read(view: VisitBook) -> None:
    desk = hers(view)
    with pytest.raises(LesVisitError, match="nothing_shared"):
        share.give_consent(desk, view, share.team_paper(view, "nl"), view.visit.visited_id)
    view = marked(view, "success")
    read = share.team_paper(view, "nl")
    with pytest.raises(LesVisitError, match="not_visited"):
        share.give_consent(desk, view, read, view.visit.visitor_ids[0])
    with pytest.raises(LesVisitError, match="no_visited"):
        share.give_consent(desk, head(view, visited_id=""), read, view.visit.visited_id)
    with pytest.raises(LesVisitError, match="paper_changed"):
        share.give_consent(desk, marked(view, "board_goal"), read, view.visit.visited_id)


def test_the_agreement_is_a_digest_with_who_and_when(view: VisitBook) -> None:
    view = agreed(marked(view, "success"))
    record = view.book.first(Consent)
    assert record is not None
    consent = record.payload
    assert consent.digest == digest(share.team_paper(view, "nl"))
    assert (consent.person_id, consent.language) == (view.visit.visited_id, "nl")
    assert consent.at_utc == StillClock().now_utc()
    again = share.give_consent(hers(view), view, share.team_paper(view, "en"), view.visit.visited_id)
    assert [w.record_id for w in again.writes] == [record.id]


def test_taken_back_it_is_gone_and_no_undo_brings_it_again(view: VisitBook) -> None:
    view = agreed(marked(view, "success"))
    operation = share.withdraw_consent(hers(view), view)
    assert operation is not None
    assert not operation.undoable
    view = done(view, operation)
    assert share.consent_state(view, "nl").kind is share.ConsentKind.NONE
    assert share.withdraw_consent(hers(view), view) is None
    assert share.consent_state(agreed(view), "nl").valid


def test_erased_content_counts_as_changed_and_breaks_nothing(view: VisitBook) -> None:
    view = agreed(marked(view, "success"))
    record = view.book.first(Consent)
    assert record is not None
    view = view.with_book(view.book.put([replace(record, payload=replace(record.payload, content="", digest="x"))]))
    assert share.consent_state(view, "nl").kind is share.ConsentKind.CHANGED


# Out


def test_no_team_paper_without_her_agreement(view: VisitBook, tmp_path: Path) -> None:
    path = tmp_path / "team.pdf"
    reasons = []
    for visit in (view, marked(view, "success"), marked(agreed(marked(view, "success")), "board_goal")):
        with pytest.raises(NoConsent) as refused:
            team_pdf(visit, path)
        reasons.append(refused.value.reason)
    assert reasons == ["nothing_shared", "no_consent", "consent_changed"]
    assert list(tmp_path.iterdir()) == []


def test_her_agreement_is_printed_on_the_paper(view: VisitBook, tmp_path: Path) -> None:
    view = agreed(marked(view, "success"), "en")
    paper = share.exportable(view, "en")
    assert paper.consent is not None
    assert paper.consent.name == "Noor"
    text = team_pdf(view, tmp_path / "team.pdf", "en")
    assert "Noor" in text
    assert "24 November 2026" in text


def test_a_failing_disk_leaves_what_stood_there_and_no_half_file(view: VisitBook, tmp_path: Path) -> None:
    view = agreed(marked(view, "success"))
    path = tmp_path / "team.pdf"
    path.write_bytes(b"before")

    def full(_paper: TeamPaper, out: Path) -> None:
        out.write_bytes(b"%PDF half")
        raise OSError(28, "No space left on device")

    with pytest.raises(StorageFailed):
        share.export_team(view, "nl", path, full)
    assert path.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == ["team.pdf"]
    with pytest.raises(StorageFailed):
        team_pdf(view, tmp_path / "nowhere" / "team.pdf")


def test_the_pair_paper_needs_no_agreement_and_leaves_nobodys_lines_out(view: VisitBook, tmp_path: Path) -> None:
    note = next(r for r in view.notes if "leuke start" in r.payload.text)
    explanation = first(view, LineKind.EXPLANATION)
    path = tmp_path / "pair.pdf"

    def text(visit: VisitBook) -> str:
        share.export_pair(visit, path, lambda v, out: make_pair_paper(v, translator("nl"), RESOURCES, out))
        return text_of(PdfReader(path))

    before = text(view)
    assert "leuke start" in before
    assert "Weinig direct gevraagd" in before
    after = text(marked(view, f"note:{note.id}", explanation.id, mark=Mark.NOBODY))
    assert "leuke start" not in after
    assert "Weinig direct gevraagd" not in after


def test_nobody_takes_each_kind_off_the_pair_paper(view: VisitBook) -> None:
    view = with_record(view, Takeaway("stille minuut"))
    kept = (LineKind.GOAL, LineKind.CRITERION, LineKind.HEADER)
    for found in [x for x in share.lines(view) if x.kind not in kept]:
        own = share.pair_view(marked(view, found.id, mark=Mark.NOBODY))
        assert found.id not in {x.id for x in share.lines(own) if x.text == found.text}, found.id
