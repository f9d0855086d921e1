"""The team paper: only what stands in its record, and what she agreed to."""

import json
from dataclasses import replace
from typing import Any

import pytest

from lesvisit.domain.shapes import Breadth
from lesvisit.domain.team_paper import (
    TeamConsent,
    TeamCriterion,
    TeamGoal,
    TeamPaper,
    TeamResult,
    TeamResults,
    TeamText,
    digest,
    digest_content,
    lines,
)
from lesvisit.domain.visit import NamesMode
from lesvisit.reports.changed_line import compared
from lesvisit.reports.unit_drawing import Count, whole_class
from tests.reports.support import DAY, load, squeezed, team, team_sample, text_of


def test_the_sample_stands_on_one_page_in_order() -> None:
    reader, report = team(team_sample())
    assert report.pages == 1
    assert report.missing == report.too_long == ()
    text = squeezed(reader.pages[0].extract_text())
    data = load()
    wanted = [data["board_card"]["success"]]
    for goal in data["goals"]:
        wanted.extend([goal["text"], *(c["text"] for c in goal["criteria"])])
    wanted.extend(["17", "formule helemaal goed", "6", "3"])
    for found in data["agreements"][:2]:
        wanted.extend([found["who"], found["what"], found["when"], found["see"]])
    wanted.extend(["Was", "Becomes", data["board_card"]["planning"]])
    at = 0
    for piece in wanted:
        place = text.casefold().find(squeezed(piece).casefold(), at)
        assert place >= 0, piece
        at = place


def test_header_footer_and_metadata() -> None:
    reader, _report = team(team_sample())
    text = reader.pages[0].extract_text()
    assert "Lesson visit wiskunde H2b · week 48, 2026" in text
    assert "Shared as agreed by Noor, 24 November 2026. Lapses when the content changes." in text
    about: Any = reader.metadata
    assert about.title == "Lesson visit H2b wiskunde, 24 November 2026: for the team"
    assert about["/Author"] == ""


def test_a_draft_says_so_in_the_header_and_claims_no_consent() -> None:
    text = text_of(team(team_sample(), draft=True)[0])
    assert "For the team · DRAFT" in text
    assert "Shared as agreed" not in text


def test_without_consent_it_is_a_draft_whatever_was_asked() -> None:
    assert "For the team · DRAFT" in text_of(team(team_sample(consent=None))[0])


def test_nothing_is_printed_that_is_not_in_the_record() -> None:
    text = text_of(team(team_sample())[0])
    data = load()
    for found in data["notes"]:
        assert squeezed(found["text"]) not in squeezed(text)
    for never in ("R1P2", "Bram kijkt vandaag", data["meta"]["learning_question"], "Yara gaf"):
        assert never not in text


def test_a_block_without_lines_is_absent_with_its_heading() -> None:
    empty = TeamPaper("en", NamesMode.FULL, DAY, "wiskunde", "H2b")
    reader, report = team(empty)
    text = reader.pages[0].extract_text()
    assert report.pages == 1
    assert "Lesson visit H2b, wiskunde" in text
    for heading in ("What did we see", "What we are going to do", "Next visit", "Was", "Also shared", "Success"):
        assert heading not in text


def test_further_lines_and_explanations_are_printed_with_their_titles() -> None:
    goal = TeamGoal(
        "goal:1", "D1", "Ik kan het.", (TeamCriterion("criterion:1", "zegt het", Breadth.MOST, "22 van 26"),)
    )
    extra = (
        TeamText("focus_answer:1", "Bijna iedereen schreef.", "Wat doen leerlingen?"),
        TeamText("note:2", "“korter”"),
    )
    text = text_of(team(team_sample(goals=(goal,), extra=extra))[0])
    for wanted in ("22 van 26", "Wat doen leerlingen?", "Bijna iedereen schreef.", "“korter”", "in most pupils"):
        assert wanted in text


def test_too_much_is_reported_and_never_cut() -> None:
    extra = tuple(TeamText(f"note:{n}", f"regel {n} " + "over wat leerlingen deden " * 8) for n in range(80))
    reader, report = team(team_sample(extra=extra))
    assert report.pages > 2
    assert report.too_long == ("Also shared",)
    text = text_of(reader)
    assert all(f"regel {n} over" in text for n in range(80))


def test_a_success_of_many_words_stays_whole() -> None:
    words = "alle leerlingen schreven zelf een formule " * 60
    reader, _report = team(team_sample(success=TeamText("success", words)))
    assert squeezed(words) in squeezed(text_of(reader))


# The digest


def test_digest_is_canonical_json_of_lines_and_texts() -> None:
    content = digest_content(team_sample())
    found = json.loads(content)
    assert content == json.dumps(found, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert found["kind"] == "team"
    assert found["header"] == {"subject": "wiskunde", "class": "H2b", "week": "2026-W48"}
    assert ["success", {"text": load()["board_card"]["success"]}] in found["lines"]
    assert len(digest(team_sample())) == 64


def test_consent_and_order_are_no_part_of_the_digest() -> None:
    paper = team_sample()
    assert digest(replace(paper, consent=None)) == digest(paper)
    assert digest(replace(paper, consent=TeamConsent("N.", DAY))) == digest(paper)
    assert digest(replace(paper, agreements=paper.agreements[::-1])) == digest(paper)


@pytest.mark.parametrize(
    "change",
    [
        {"language": "en"},
        {"names_mode": NamesMode.ROLE},
        {"success": None},
        {"success": TeamText("success", "Anders.")},
        {"agreements": ()},
        {"class_name": "H2c"},
        {"extra": (TeamText("note:1", "x"),)},
        {"change": None},
    ],
)
def test_any_change_of_content_changes_the_digest(change: dict[str, Any]) -> None:
    assert digest(team_sample(**change)) != digest(team_sample())


def test_breadth_and_counts_are_content() -> None:
    paper = team_sample()
    goal = paper.goals[0]
    other = replace(goal, criteria=(replace(goal.criteria[0], breadth=Breadth.NOT_SEEN), *goal.criteria[1:]))
    assert digest(replace(paper, goals=(other, *paper.goals[1:]))) != digest(paper)
    results = (TeamResults("Exit-ticket", (TeamResult("result:1", "goed", 18, 26),)),)
    assert digest(replace(paper, results=results)) != digest(paper)


def test_lines_name_every_line_once_in_reading_order() -> None:
    found = [line for line, _texts in lines(team_sample())]
    assert found[:4] == ["success", "board_goal", "goal:D1", "criterion:D1a"]
    assert found[-1] == "next_visit"
    assert len(found) == len(set(found)) == 18


# Drawings with rules of their own


def test_the_class_is_drawn_when_the_counts_add_up() -> None:
    counts = [Count("goed", 17, 26), Count("negen", 6, 26), Count("leeg", 3, 26), Count("per", 14, 26)]
    assert whole_class(counts) == 3
    assert whole_class(counts[:2]) == 0
    assert whole_class([Count("a", 61, 61)]) == 0
    assert whole_class([Count("a", 1, 5)] * 5) == 0
    assert whole_class([Count("a", 3)]) == 0
    assert whole_class([]) == 0


def test_changed_words_are_struck_and_underlined() -> None:
    was, now = compared("Vraag stellen mondeling.", "Vraag stellen op het wisbordje.")
    assert [s.text for s in was if s.rule == "strike"] == ["mondeling"]
    assert [s.text for s in now if s.rule == "under"] == ["op het wisbordje"]
    assert "".join(s.text for s in was) == "Vraag stellen mondeling."
    assert "".join(s.text for s in now) == "Vraag stellen op het wisbordje."


def test_when_most_words_differ_nothing_is_struck() -> None:
    was, now = compared("Alles was zo.", "Nu doen we het heel anders met bordjes")
    assert [s.rule for s in (*was, *now)] == ["", ""]
