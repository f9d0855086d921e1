"""Very long, very much, and nothing: every layout rule that can break a paper."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest

from lesvisit.domain.debrief import Agreement, Takeaway
from lesvisit.domain.events import Duration, Gap, GapReason, Note, Sweep
from lesvisit.domain.sharing import Consent, LineMark, Mark, Paper
from lesvisit.domain.visit_book import VisitBook
from lesvisit.reports import make_pair_paper
from lesvisit.reports.facts import Facts
from lesvisit.reports.flow import Strip, paginate, space
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.pair_first_page import first_page
from lesvisit.reports.style import BOTTOM, TOP, mm
from tests.reports.paper_rules import misplaced
from tests.reports.positions import laid_out
from tests.reports.read_back import drawn
from tests.reports.support import (
    DAY,
    RESOURCES,
    load,
    minimal,
    note,
    pair,
    sample,
    squeezed,
    text_of,
    translator,
    visit_of,
    with_record,
)

LONG_NAME = "Wilhelmina-Cornelia van der Steenhoven-Oosterhuis-Bovenkerk de la Fontaine-Meijer"
TWO_LINES = (
    "R2P3 legt aan R2P4 uit waarom het startgetal hier geen nul is, en wijst daarbij met de vinger in de tabel van "
    "de buur aan waar dat staat"
)


def many_notes(data: dict[str, Any]) -> None:
    """400 notes of two lines."""
    data["notes"] = [note(TWO_LINES, i // 8, i) for i in range(400)]
    data["evidence"] = []
    data["focus_answers"] = []
    data["case_matrix"] = []
    data["debrief"]["rewrites"] = []
    data["debrief"]["teacher_reactions"] = []


def twelve_goals(data: dict[str, Any]) -> None:
    """Twelve goals of three criteria."""
    goals = []
    for number in range(12):
        criteria = [{"id": f"X{number}{c}", "text": f"criterium {number} {c} is te zien"} for c in "abc"]
        goals.append({"id": f"X{number}", "text": f"Ik kan doel nummer {number} halen.", "criteria": criteria})
    data["goals"] = goals
    data["evidence"] = [{"criterion": "X3b", "state": "niet te zien", "text": "Toelichting.", "notes": ["n22"]}]


def test_400_notes_take_the_pages_that_were_measured() -> None:
    reader, report = pair(sample(change=many_notes))
    start = next(i for i, page in enumerate(reader.pages) if "400 lines" in page.extract_text())
    assert 15 <= report.pages - start <= 18
    text = squeezed(text_of(reader))
    assert text.count(squeezed(TWO_LINES)) == 400
    pages = [page.extract_text() for page in reader.pages[start + 1 : -1]]
    assert all("(continued)" in page or "(planned" in page for page in pages)


def test_lanes_with_many_marks_become_bars_with_their_number() -> None:
    reader, _report = pair(sample(change=many_notes))
    assert "400" in reader.pages[0].extract_text()


def test_20_000_characters_in_one_note_are_complete() -> None:
    words = [f"woord{i}" for i in range(2300)]
    text = " ".join(words)
    assert len(text) > 20_000
    reader, report = pair(visit_of(minimal(meta={"lesson_start": "10:35"}, notes=[note(text, 3)])))
    shown = text_of(reader)
    places = [shown.find(word + (" " if i < len(words) - 1 else "")) for i, word in enumerate(words)]
    assert -1 not in places
    assert "03:00 (continued)" in shown
    assert 4 <= report.pages <= 8


def test_a_word_without_spaces_breaks_anywhere() -> None:
    text = "x" * 5_000
    reader, _report = pair(visit_of(minimal(notes=[note(text)])))
    assert sum(page.extract_text().count("x") for page in reader.pages) >= 5_000


def test_twelve_goals_stand_on_one_line_each_on_page_one() -> None:
    reader, _report = pair(sample(change=twelve_goals))
    first = reader.pages[0].extract_text()
    for number in range(12):
        assert f"Ik kan doel nummer {number} halen." in first
    assert "explanation and evidence from page 2" in first
    assert "criterium 3 b" not in first
    text = text_of(reader)
    for number in range(12):
        for letter in "abc":
            assert f"criterium {number} {letter} is te zien" in text
    assert "could not be seen" in text


def test_agreements_stay_on_page_one_whatever_is_long() -> None:
    def long(data: dict[str, Any]) -> None:
        twelve_goals(data)
        data["meta"]["learning_question"] = "Hoe krijg ik iedereen aan het denken? " * 20
        for key in data["meta"]["focus_questions"]:
            data["meta"]["focus_questions"][key] *= 4
        for answer in data["focus_answers"]:
            answer["text"] *= 8

    reader, _report = pair(sample(change=long))
    first = squeezed(reader.pages[0].extract_text())
    for found in load()["agreements"]:
        assert squeezed(found["what"]) in first
    rest = squeezed("".join(page.extract_text() for page in reader.pages[1:]))
    assert squeezed("Hoe krijg ik iedereen aan het denken? " * 20) in rest
    for answer in load()["focus_answers"]:
        assert squeezed(answer["text"] * 8) in rest


def test_far_too_much_of_everything_still_ends_above_the_footer() -> None:
    long = "heel veel woorden over van alles en nog wat " * 60
    far_too_much = minimal(
        meta={"lesson_start": "10:35", "class": long, "learning_question": long, "visited_teacher": long[:400]},
        goals=[{"id": f"X{g}", "text": long, "criteria": []} for g in range(60)],
        phases=[{"id": f"F{p}", "name": long, "planned_min": 1, "actual_start": f"{p:02d}:00"} for p in range(50)],
        notes=[note("een", 1, 1)],
        agreements=[
            {"id": f"A{n}", "who": long, "what": long, "when": long, "see": long, "goal": f"X{n}"} for n in range(20)
        ],
    )
    far_too_much["meta"]["focus_questions"] = {f"K{n}": long for n in range(1, 20)}
    visit = visit_of(far_too_much)
    page, _cut = first_page(Facts(visit, translator(), Fonts(RESOURCES)))
    assert page[-1].y + page[-1].strip.height <= BOTTOM + 0.1
    out = BytesIO()
    make_pair_paper(visit, translator(), RESOURCES, out, made_on=DAY)
    pages = laid_out(out.getvalue())
    assert list(misplaced(pages)) == []
    assert drawn(pages).count(squeezed(long)) >= 60 + 20 * 3 + 19


def test_long_names_are_never_shortened_in_the_body() -> None:
    def long(data: dict[str, Any]) -> None:
        data["meta"]["visited_teacher"] = LONG_NAME
        data["agreements"][0]["who"] = LONG_NAME

    reader, _report = pair(sample(change=long))
    texts = [squeezed(page.extract_text()) for page in reader.pages]
    assert texts[0].count(squeezed(LONG_NAME)) == 2
    assert squeezed(f"{LONG_NAME} and Bram") not in texts[4]  # the header drops the names
    assert squeezed("Tu 24 November 2026") in texts[4]


def without_design(data: dict[str, Any]) -> None:
    data.update(goals=[], phases=[], evidence=[])


def without_questions(data: dict[str, Any]) -> None:
    without_design(data)
    data["meta"]["focus_questions"] = {}
    data["meta"]["learning_question"] = ""
    data["focus_answers"] = []


def test_without_a_design_the_first_page_says_what_pupils_did() -> None:
    reader, _report = pair(sample(change=without_design))
    first = reader.pages[0].extract_text()
    assert "What pupils did" in first
    assert "How widely seen in pupils" not in first
    assert "Goals and evidence" not in text_of(reader)


def test_without_a_learning_question_the_board_goal_leads() -> None:
    reader, _report = pair(sample(change=without_questions))
    assert squeezed(load()["meta"]["board_goal"][:60]) in squeezed(reader.pages[0].extract_text())


def test_without_anything_the_lesson_leads() -> None:
    visit = visit_of(minimal(meta={"class": "H2b", "subject": "wiskunde"}))
    reader, report = pair(visit)
    first = reader.pages[0].extract_text()
    assert "Lesson visit H2b, wiskunde" in first
    assert "Nothing was written down." in first
    assert "Agreements" in first
    assert report.pages == 1


@pytest.mark.parametrize("key", ["tallies", "durations", "sweeps", "case_matrix", "agreements", "notes", "debrief"])
def test_every_block_may_be_missing(key: str) -> None:
    def without(data: dict[str, Any]) -> None:
        data.pop(key)
        if key == "notes":
            data["notes"] = []

    _reader, report = pair(sample(change=without))
    assert report.pages >= 4


def test_a_goal_without_criteria_can_be_answered_itself() -> None:
    visit = visit_of(
        minimal(
            goals=[{"id": "D1", "text": "Ik kan het uitleggen.", "criteria": []}],
            evidence=[{"criterion": "D1", "state": "niet gezien", "text": "Niemand zei het.", "notes": []}],
        )
    )
    text = text_of(pair(visit)[0])
    assert text.count("Niemand zei het.") == 2
    assert "not seen" in text


def test_a_gap_is_told_at_its_minute() -> None:
    visit = sample()
    start = visit.start_utc
    assert start is not None
    gap = Gap(start.replace(minute=45), start.replace(minute=48), GapReason.SLEEP)
    text = text_of(pair(with_record(visit, gap))[0])
    assert "minute 10 to 13: nothing could be noted" in text


def test_effect_held_moment_and_second_author_are_told() -> None:
    visit = with_record(sample(), Note("N wacht", effect="zes vingers"), 20.0, author="someone", record_id="one")
    visit = with_record(visit, Note(""), 21.0, author=visit.visit.visited_id, record_id="two")
    text = text_of(pair(visit)[0])
    assert "N wacht effect: zes vingers" in text
    assert "21:00 held moment, still empty Noor" in text


def test_takeaway_marks_and_consent_are_told() -> None:
    visit = with_record(sample(), Takeaway("Zelf de stille minuut proberen."), author=sample().visit.visitor_ids[0])
    agreed = Consent(Paper.TEAM, visit.visit.visited_id, "x", "{}", datetime(2026, 11, 24, 14, tzinfo=UTC))
    visit = with_record(visit, agreed, record_id="consent")
    visit = with_record(visit, LineMark("note:1", Mark.NOBODY), record_id="mark")
    text = text_of(pair(visit)[0])
    assert "Takeaway of Bram Zelf de stille minuut proberen." in text
    assert "Agreed by Noor on 24 November 2026" in text
    assert "For nobody notes" in text


def test_many_agreements_and_a_done_one() -> None:
    visit = sample()
    for number in range(4, 8):
        visit = with_record(
            visit, Agreement(f"Extra afspraak {number}", done=True, order=number), record_id=f"x{number}"
        )
    text = text_of(pair(visit)[0])
    for number in range(4, 8):
        assert text.count(f"Extra afspraak {number}") == 2


def many_times(kind: Callable[[int], object]) -> VisitBook:
    visit = sample()
    for number in range(60):
        visit = with_record(visit, kind(number), number * 0.8, record_id=f"many{number}")
    return visit


def test_many_durations_and_sweeps() -> None:
    assert pair(many_times(lambda n: Duration("wachttijd", n * 3.5, "lang " * (n % 7))))[1].pages >= 7
    assert pair(many_times(lambda n: Sweep({"aan taak": n % 20}, 20 + n % 5)))[1].pages == 6


def test_a_long_lesson_and_a_visit_of_ten_minutes() -> None:
    def ten(data: dict[str, Any]) -> None:
        data["meta"]["visit_min"] = 10

    assert "15 min" in pair(sample("sample_short", ten))[0].pages[0].extract_text()
    assert "5 min" in pair(sample("sample_short", ten))[0].pages[0].extract_text()


# Pages from strips


def strip(height: float, **more: Any) -> Strip:
    return Strip(height * mm, lambda sheet, y: None, **more)


def test_strips_never_cross_the_foot_of_a_page() -> None:
    pages = paginate([strip(30 + n % 7, gap=3 * mm) for n in range(60)])
    for page in pages:
        for placed in page:
            assert placed.y >= TOP
            assert placed.y + placed.strip.height <= BOTTOM + 0.1


def test_what_stays_together_moves_together() -> None:
    pages = paginate([strip(240), strip(10, keep=True), strip(20), strip(5), strip(5)])
    assert [len(page) for page in pages] == [1, 4]


def test_a_page_begins_with_its_repeated_head() -> None:
    head = strip(8)
    pages = paginate([strip(100, again=head) for _ in range(5)])
    assert [len(page) for page in pages] == [2, 3, 2] or [len(page) for page in pages] == [2, 3, 3]
    assert pages[1][0].strip is head


def test_what_is_too_high_to_stay_together_is_broken_between_strips() -> None:
    pages = paginate([strip(50, keep=True) for _ in range(12)] + [strip(10)])
    assert sum(len(page) for page in pages) == 13
    assert len(pages) == 3


def test_the_last_page_never_holds_one_line_alone() -> None:
    pages = paginate([strip(50) for _ in range(5)] + [strip(12), strip(4)])
    assert len(pages[-1]) == 2
    assert space(3).height == 3
