"""The pair paper of the sample, read back: everything is there, in order, and leads where it should."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from lesvisit.domain.debrief import LessonResult
from lesvisit.domain.visit_book import VisitBook
from lesvisit.reports import make_pair_paper
from tests.reports.support import (
    RESOURCES,
    load,
    pair,
    sample,
    squeezed,
    text_of,
    translator,
    with_changed_line,
)


@pytest.fixture(scope="module")
def visit() -> VisitBook:
    return with_changed_line(sample())


@pytest.fixture(scope="module")
def paper(visit: VisitBook) -> Any:
    return pair(visit)[0]


@pytest.fixture(scope="module")
def pages(paper: Any) -> list[str]:
    return [squeezed(page.extract_text()) for page in paper.pages]


def found_in_order(wanted: list[str], text: str) -> None:
    """Each after the one before."""
    at = 0
    for piece in wanted:
        place = text.find(squeezed(piece), at)
        assert place >= 0, f"{piece!r} is not found after place {at}"
        at = place + 1


def test_first_page_has_all_blocks_in_order(pages: list[str]) -> None:
    data = load()
    wanted = [
        data["meta"]["learning_question"],
        *data["meta"]["focus_questions"].values(),
        *(answer["text"] for answer in data["focus_answers"]),
        "The lesson in one picture",
        "How widely seen in pupils",
        "Agreements",
    ]
    for piece in wanted:
        assert squeezed(piece) in pages[0]
    found_in_order([wanted[0], wanted[1], *wanted[-3:]], pages[0])


def test_goals_criteria_and_evidence_stand_in_order_with_their_minutes(pages: list[str]) -> None:
    data = load()
    notes = {n["id"]: n for n in data["notes"]}
    evidence = {e["criterion"]: e for e in data["evidence"]}
    wanted = ["Goals and evidence"]
    for goal in data["goals"]:
        wanted.append(goal["text"])
        for criterion in goal["criteria"]:
            wanted.extend([criterion["text"], evidence[criterion["id"]]["text"]])
            for note_id in evidence[criterion["id"]]["notes"]:
                wanted.extend([notes[note_id]["t"], notes[note_id]["text"]])
    found_in_order(wanted, "".join(pages[1:]))


def test_all_notes_stand_in_order_with_minute_and_codes(pages: list[str]) -> None:
    data = load()
    start = next(i for i, page in enumerate(pages) if squeezed("All notes") in page)
    wanted: list[str] = []
    for found in data["notes"]:
        wanted.extend([found["t"], found["text"]])
    found_in_order(wanted, "".join(pages[start:]))


def test_every_agreement_stands_on_page_one_and_in_full_in_the_debrief(pages: list[str]) -> None:
    rest = "".join(pages[1:])
    for found in load()["agreements"]:
        for field in ("who", "what", "when", "see"):
            assert squeezed(found[field]) in pages[0]
            assert squeezed(found[field]) in rest


def test_debrief_steps_reactions_and_rewrites(pages: list[str]) -> None:
    data = load()
    text = "".join(pages)
    found_in_order([step["text"] for step in data["debrief"]["steps"]], text)
    for found in data["debrief"]["rewrites"]:
        found_in_order([found["was"], "Rewritten:", found["now"]], text)
    for found in data["debrief"]["teacher_reactions"]:
        assert squeezed("Noor: " + found["text"]) in text


def test_counts_are_there(pages: list[str], visit: VisitBook) -> None:
    text = "".join(pages)
    data = load()
    for tally in data["tallies"]:
        assert squeezed(tally["label"]) in text
    for found in data["durations"]:
        assert squeezed(f"{found['seconds']} s, {found['followed_by']}") in text
    for sweep in data["sweeps"]:
        assert str(sweep["on_task"]) in pages[0]
    for record in visit.book.of(LessonResult):
        assert squeezed(record.payload.label) in text


def test_case_pupils_predicted_and_seen(pages: list[str]) -> None:
    text = "".join(pages)
    for cell in load()["case_matrix"]:
        assert squeezed(cell["predicted"]) in text
        if cell["observed"] != "niet genoteerd":
            assert squeezed(cell["observed"]) in text


def test_a_line_that_was_only_typed_is_told_as_a_proposal(pages: list[str]) -> None:
    whole = "".join(pages)
    found_in_order(["Lesson design: one line different", "WAS", "BECOMES"], whole)
    typed = squeezed("".join(p.extract_text() for p in pair(with_changed_line(sample(), version_id=""))[0].pages))
    found_in_order(["Lesson design: a proposal, not in the design yet", "NOW", "PROPOSAL"], typed)
    assert squeezed("one line different") not in typed
    assert "BECOMES" not in typed


def test_agreed_beforehand_and_keeping(pages: list[str]) -> None:
    data = load()
    found_in_order(data["meta"]["agreements_before"], "".join(pages))
    assert squeezed(data["sharing"]["retention"]) in "".join(pages)


def test_each_page_says_what_it_is_for_and_its_number(pages: list[str]) -> None:
    purpose = squeezed("For learning from each other; not an appraisal, not for the personnel file.")
    for number, page in enumerate(pages, start=1):
        assert purpose in page
        assert squeezed(f"{number} of {len(pages)}") in page


# Links, bookmarks, metadata


def links(paper: Any) -> list[tuple[int, Any]]:
    """Page number and destination of each link."""
    return [(n, a.get_object()) for n, page in enumerate(paper.pages) for a in page.get("/Annots", [])]


def test_every_link_stays_in_the_paper_and_leads_to_a_page(paper: Any) -> None:
    pages = {page.indirect_reference.idnum for page in paper.pages if page.indirect_reference}
    found = links(paper)
    assert len(found) > 130
    for _page, link in found:
        assert link["/Subtype"] == "/Link"
        assert "/A" not in link
        assert link["/Dest"][0].idnum in pages
        left, low, right, high = (float(side) for side in link["/Rect"])
        assert 0 <= left < right <= 596
        assert 0 <= low < high <= 842


def test_links_lead_from_evidence_to_the_notes_and_back(paper: Any) -> None:
    ids = [page.indirect_reference.idnum for page in paper.pages if page.indirect_reference]
    ways = {(start, ids.index(link["/Dest"][0].idnum)) for start, link in links(paper)}
    titles = [page.extract_text() for page in paper.pages]
    notes = [i for i, text in enumerate(titles) if "(planned" in text]
    assert {(1, n) for n in notes} <= ways
    assert {(n, 1) for n in notes} <= ways
    assert (0, 1) in ways


def test_outline_is_open_at_its_first_level(paper: Any) -> None:
    titles = [entry["/Title"] for entry in paper.outline if not isinstance(entry, list)]
    assert titles == [
        "Goals and evidence",
        "Observation questions",
        "Counted and followed",
        "Debrief",
        "Agreements",
        "Sharing and keeping",
        "All notes",
        "Agreed beforehand",
    ]
    below = [entry["/Title"] for part in paper.outline if isinstance(part, list) for entry in part]
    assert "F1 Start en terugblik" in below
    assert any(title.startswith("Goal 1: Ik kan in een tabel") for title in below)
    assert paper.trailer["/Root"]["/PageMode"] == "/UseOutlines"
    entry = paper.trailer["/Root"]["/Outlines"]["/First"].get_object()
    while entry is not None:
        assert int(entry.get("/Count", 0)) <= 0  # closed
        entry = entry["/Next"].get_object() if "/Next" in entry else None


def test_metadata_names_no_user(paper: Any) -> None:
    about = paper.metadata
    assert about is not None
    assert str(about.title).endswith(": for the two of us")
    assert str(about.title).startswith("Lesson visit H2b wiskunde, ")
    assert "Noor" not in str(about.title)
    assert about["/Author"] == ""
    assert about["/Producer"] == "LesVisit"
    assert about["/CreationDate"] == "D:20261124"
    assert paper.trailer["/Root"]["/Lang"] == "en"


def test_all_fonts_are_embedded(paper: Any) -> None:
    for page in paper.pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]


def test_the_same_visit_makes_the_same_bytes(visit: VisitBook) -> None:
    made = []
    for _time in range(2):
        out = BytesIO()
        make_pair_paper(visit, translator(), RESOURCES, out, made_on=date(2026, 11, 24))
        made.append(out.getvalue())
    assert made[0] == made[1]


def test_it_is_written_to_a_path_too(visit: VisitBook, tmp_path: Any) -> None:
    path = tmp_path / "paper.pdf"
    report = make_pair_paper(visit, translator(), RESOURCES, path)
    assert len(PdfReader(path).pages) == report.pages == 6
    assert report.missing == ()


def test_short_visit_says_what_was_not_seen() -> None:
    reader, _report = pair(sample("sample_short"))
    text = text_of(reader)
    assert "under way at the start of the visit (planned 12)" in text
    assert "end not seen" in text
    for found in load("sample_short")["notes"]:
        assert squeezed(found["text"]) in squeezed(text)
