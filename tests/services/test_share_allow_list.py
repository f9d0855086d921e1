"""What is not marked and answered never reaches the team paper, whatever else happens."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lesvisit.domain.events import Tick
from lesvisit.domain.people import Person
from lesvisit.domain.records import Record
from lesvisit.domain.sharing import LineMark, Mark, MaskChoice
from lesvisit.domain.visit import NamesMode
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import share
from lesvisit.services.share import LineKind
from lesvisit.services.share_pair import pair_view
from tests.reports.support import with_changed_line, with_record
from tests.support.share import (
    agreed,
    done,
    head,
    said,
    team_pdf,
    unshared,
    visitor,
)

SECRET = "Geheimwoord"


def seeded(view: VisitBook) -> VisitBook:
    """Each text of the visit gets a word of its own that tells where it came from."""
    book, n = view.book, 0
    changed: list[Record[Any]] = []
    for record in book.records.values():
        values = {}
        for name in ("text", "effect", "what", "when", "see", "who_text", "label", "success", "was", "now", "why"):
            text = getattr(record.payload, name, None)
            if isinstance(text, str) and text:
                n += 1
                values[name] = f"{text} {SECRET}{n}x R3P4 B Kees"
        if values:
            changed.append(replace(record, payload=replace(record.payload, **values)))
    view = view.with_book(book.put(changed))
    view = head(view, learning_question=f"Leer {SECRET}leervraagx", board_goal=f"Bord {SECRET}bordx")
    return replace(view, people={**view.people, "kees": Person("Kees")})


SEEDED = seeded(unshared())
IDS = [x.id for x in share.lines(SEEDED) if x.kind is not LineKind.HEADER]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.sampled_from(IDS), max_size=12), st.sampled_from(list(NamesMode)), st.booleans())
def test_only_marked_and_answered_lines_reach_the_paper(ids: set[str], mode: NamesMode, answered: bool) -> None:
    view = head(SEEDED, names_mode=mode)
    for line_id in ids:
        view = with_record(view, LineMark(line_id, Mark.TEAM), record_id=f"mark-{line_id}")
    while answered:
        questions = [q for x in share.blocked(share.lines(view)) for q in x.questions]
        if not questions:
            break
        view = done(view, share.answer(visitor(view), view, questions[0], MaskChoice.REPLACE))
    text = said(share.team_paper(view, "nl"))
    going = {x.id for x in share.lines(view) if x.goes}
    assert going <= ids | {"header"}
    assert "R3P4" not in text
    assert "Kees" not in text
    assert " B " not in text
    for found in share.lines(view):
        if found.id not in going:
            words = [w for w in found.text.split() if w.startswith(SECRET)]
            assert not any(w in text.split() for w in words)


def test_a_whole_shared_visit_prints_no_code_letter_or_hidden_name(view: VisitBook, tmp_path: Path) -> None:
    view = head(SEEDED, names_mode=NamesMode.ROLE)
    for line_id in IDS:
        if not line_id.startswith("note:"):
            view = with_record(view, LineMark(line_id, Mark.TEAM), record_id=f"mark-{line_id}")
    while questions := [q for x in share.blocked(share.lines(view)) for q in x.questions]:
        view = done(view, share.answer(visitor(view), view, questions[0], MaskChoice.REPLACE))
    text = team_pdf(agreed(view), tmp_path / "team.pdf")
    assert f"{SECRET}bordx" in text
    assert f"{SECRET}leervraagx" in text
    for hidden in ("R3P4", "Kees", "Noor", "Bram", "Yara"):
        assert hidden not in text
    for record in view.notes:
        assert not any(w in text.split() for w in record.payload.text.split() if w.startswith(SECRET))


def test_the_plain_team_paper_holds_no_note_and_no_learning_question(view: VisitBook, tmp_path: Path) -> None:
    view = agreed(done(view, share.put_on_team(visitor(view), view)))
    text = team_pdf(view, tmp_path / "team.pdf")
    assert "Bij elke mondelinge vraag" in text
    for record in view.notes:
        assert " ".join(record.payload.text.split()) not in text
    for words in (view.visit.learning_question, "mediaan 2", "Klopt, ik koos"):
        assert words not in text


@pytest.mark.parametrize(("version_id", "offered"), [("", 0), ("version-2", 1)])
def test_a_changed_line_is_offered_once_it_stands_in_the_design(version_id: str, offered: int) -> None:
    view = with_changed_line(unshared(), version_id)
    assert len([line for line in share.lines(view) if line.kind is LineKind.CHANGED_LINE]) == offered


def test_what_two_counted_is_never_one_figure() -> None:
    view = unshared()
    counter = view.counters[0].id
    for place in range(2):
        view = with_record(view, Tick(counter), minute=12.0 + place, record_id=f"eva-{place}", author="eva")
    view = replace(view, people={**view.people, "eva": Person("Eva")})
    alone = [line.text for line in share.lines(unshared()) if line.id == f"tally:{counter}"]
    mine = [line for line in share.lines(view) if line.id.startswith(f"tally:{counter}")]
    assert [line.text for line in mine[:1]] == alone
    assert mine[1].text.endswith(": 2 keer")
    assert "Eva" in mine[1].title


def test_what_one_of_two_counted_can_stay_out_of_the_paper_of_the_two() -> None:
    view = unshared()
    counter = view.counters[0].id
    mine = [r.id for r in view.ticks(counter)]
    view = with_record(view, Tick(counter), minute=12.0, record_id="eva-0", author="eva")
    hidden = with_record(view, LineMark(f"tally:{counter}:eva", Mark.NOBODY), record_id="mark")
    assert [r.id for r in pair_view(hidden).ticks(counter)] == mine
    before = with_record(view, LineMark(f"tally:{counter}", Mark.NOBODY), record_id="mark")
    assert pair_view(before).ticks(counter) == [], "marked before a colleague's presses came in"
