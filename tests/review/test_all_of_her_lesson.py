"""The observed teacher gets all of her own lesson: notes without her name, presses, earlier wordings, what waits."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from lesvisit import paths
from lesvisit.__main__ import main
from lesvisit.domain.events import Note
from lesvisit.domain.records import changed, removed
from lesvisit.exchange.sample import load, read_sample
from lesvisit.models.database import Database
from lesvisit.models.draft import Draft
from lesvisit.models.journal import Journal
from lesvisit.services import erase
from lesvisit.services.about_person import Mention, mentions
from lesvisit.services.desk import inserted
from lesvisit.services.profile import Preferences, open_profile
from lesvisit.services.profile import Profile as Home
from tests.erasing.places import JOURNAL, MISFIT, Profile, desk, furnish, journal_line, misfit, put, view_of
from tests.models.vault_support import WORDS, quick, switched_on

FIRST, NOW, AWAY = "Noor snauwt R2P3 af", "Zij stelt R2P3 een vraag", "Zqweg een regel die werd weggelegd"
HALF = "Zqhalf een regel die nog wordt getypt"


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "data" / "profiles" / "one")


def play(base: Database) -> tuple[str, str]:
    """Her lesson, with a line that first named her, one that was taken away, and one half typed; and her id."""
    view = view_of(base, furnish(base))
    stamp = desk().stamp(view.book, desk().moment())
    one, away = inserted(Note(FIRST), stamp), inserted(Note(AWAY), replace(stamp, seq=stamp.seq + 1))
    view = put(base, view, one, away)
    note, gone = view.book.records[one.record_id], view.book.records[away.record_id]
    put(base, view, changed(note, Note(NOW)), removed(gone))
    base.keep_draft(Draft(view.book.scope_id, HALF)).result(20)
    return view.book.scope_id, view.visit.visited_id


def told_of(base: Database, person_id: str) -> list[Mention]:
    found: list[Mention] = base.read(lambda c: mentions(c, person_id)).result(20)
    return found


def rows_of(folder: Path, visit_id: str) -> set[tuple[str, int]]:
    """Every record of a visit and every earlier wording, by a query of its own: id and revision."""
    connection = driver.connect(str(folder / "lesvisit.db"))
    query = ("SELECT id, rev FROM record WHERE scope_id = ?1 UNION ALL SELECT h.record_id, h.rev FROM history h"
             " JOIN record r ON r.id = h.record_id WHERE r.scope_id = ?1")  # fmt: skip
    found = {(row[0], row[1]) for row in connection.execute(query, (visit_id,))}
    connection.close()
    return found


def test_every_row_of_her_lesson_is_told(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id, her = play(base)
        told = [m for m in told_of(base, her) if m.visit_id == visit_id and m.kind != "draft"]
        assert {(m.record_id, m.rev) for m in told} == rows_of(profile.folder, visit_id)
        assert len({(m.record_id, m.rev) for m in told}) == len(told)
        assert {"note", "tick", "case_cell", "sweep", "duration", "step_text"} <= {m.kind for m in told}
        assert all(m.about and m.content for m in told)


def test_both_wordings_and_what_was_taken_away(profile: Profile) -> None:
    with profile.opened() as base:
        _visit, her = play(base)
        told = told_of(base, her)
    said = [(m.texts[0], m.rev, m.earlier, m.deleted) for m in told if m.kind == "note" and m.texts]
    assert {(FIRST, 1, True, False), (NOW, 2, False, False), (AWAY, 1, True, False), (AWAY, 2, False, True)} <= {
        *said
    }
    assert [m.texts for m in told if m.kind == "draft"] == [(HALF,)]


def test_a_press_reads_what_the_form_reads(profile: Profile) -> None:
    with profile.opened() as base:
        _visit, her = play(base)
        told = told_of(base, her)
    pressed = {text for m in told if m.kind == "tick" for text in m.texts}
    assert "beurt via naamstokje" in pressed
    assert "T5" not in pressed
    cells = [m.texts for m in told if m.kind == "case_cell"]
    assert any("Start en terugblik" in texts for texts in cells)


def test_figures_are_told(profile: Profile) -> None:
    with profile.opened() as base:
        _visit, her = play(base)
        told = told_of(base, her)
    sweep, watch = (next(m for m in told if m.kind == kind) for kind in ("sweep", "duration"))
    assert sweep.texts == ("on_task: 22 / 26",)
    assert watch.texts == ("denktijd (s)", "vinger", "2 s")
    assert json.loads(sweep.content)["counts"] == {"on_task": 22}


def test_the_visitor_does_not_get_her_lesson(profile: Profile) -> None:
    """What names him or is his, and nothing more: the lesson is hers."""
    with profile.opened() as base:
        visit_id, her = play(base)
        visitor = view_of(base, visit_id).visit.visitor_ids[0]
        hers = [m for m in told_of(base, her) if m.visit_id == visit_id]
        his = [m for m in told_of(base, visitor) if m.visit_id == visit_id]
    assert not any(m.about for m in his)
    assert len(his) < len(hers)


def test_lesson_whose_package_was_taken_back(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id, her = play(base)
        view = view_of(base, visit_id)
        writes = tuple(removed(record) for record in view.book.records.values() if not record.deleted)
        base.put(desk().operation(view.book, "packages", "test", writes)).result(20)
        told = [m for m in told_of(base, her) if m.visit_id == visit_id and m.kind != "draft"]
        assert {(m.record_id, m.rev) for m in told} == rows_of(profile.folder, visit_id)


def test_who_has_no_lesson_gets_what_names_her_alone(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id, _her = play(base)
        maker = view_of(base, visit_id).visit.co_designer_ids[0]
        assert not any(m.about for m in told_of(base, maker))


def test_erasing_her_still_takes_only_what_is_her_own(profile: Profile) -> None:
    """To be told all of it is one thing: the visitor's notes are his, and only lose her name."""
    with profile.opened() as base:
        visit_id, her = play(base)
        before = len(view_of(base, visit_id).notes)
        plan = base.read(lambda c: erase.plan_person(c, profile.folder, her)).result(20)
        erase.carry_out(base, [erase.of_person(desk(), her, "een collega")]).result(30)
        assert len(view_of(base, visit_id).notes) == before
        assert set(plan.going) <= {"reaction", "consent"}


# The command


def said(profile: Profile, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    data_dir = profile.folder.parent.parent
    assert main(["--data-dir", str(data_dir), "--language", "en", "person", "Noor", *words]) == 0
    return capsys.readouterr().out


def test_command_says_it_line_by_line(profile: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    with profile.opened() as base:
        play(base)
    lines = said(profile, capsys).splitlines()
    for text in (FIRST, NOW, AWAY, HALF, "beurt via naamstokje"):
        assert any("of the own lesson" in line and text in line for line in lines), text
    assert any("an earlier wording" in line and FIRST in line for line in lines)


def test_command_in_json_on_the_sample(profile: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    with profile.opened() as base:
        data = read_sample(paths.resources() / "samples" / "sample_visit.json")
        base.write(lambda c: load(c, desk(), data)).result(20)
    records: list[dict[str, Any]] = json.loads(said(profile, capsys, "--json"))["records"]
    kinds = [one["kind"] for one in records if one["of_own_lesson"]]
    assert (kinds.count("note"), kinds.count("tick"), kinds.count("case_cell")) == (48, 20, 18)
    assert all(one["content"] is not None and one["at_utc"] for one in records if one["of_own_lesson"])


def test_what_waits_in_the_emergency_journal(profile: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    """Both places of it, and what no longer fitted; a line of another lesson isn't told."""
    home = Home(profile.folder, Preferences())
    with profile.opened() as base:
        visit_id, _her = play(base)
        view = view_of(base, visit_id)
        second = Journal((home.second_place,))
        second.keep_misfit(misfit(view))
        second.keep_misfit(replace(misfit(view, "Zqander van een ander bezoek"), scope_id="another-visit"))
        line = journal_line(view)
    home.places.journal.mkdir(parents=True, exist_ok=True)
    (home.places.journal / "journal.jsonl").write_text(f"{line}\n", encoding="utf-8")
    waiting = [one for one in json.loads(said(profile, capsys, "--json"))["records"] if one["in_emergency_journal"]]
    assert {text for one in waiting for text in one["texts"]} >= {MISFIT, JOURNAL}
    assert not any("Zqander" in text for one in waiting for text in one["texts"])


def test_what_waits_beside_encrypted_visits(
    profile: Profile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sealed line, and one that was left plain."""
    quick(monkeypatch)
    with profile.opened() as base:
        visit_id, _her = play(base)
        view = view_of(base, visit_id)
    words = profile.folder.parent / "words"
    words.write_text(WORDS, encoding="utf-8")
    vault = switched_on(profile.folder)
    place = profile.folder / "journal"
    Journal((place,), vault).keep_misfit(misfit(view, "Zqverzegeld een regel"))
    Journal((place,)).keep_misfit(misfit(view, "Zqleesbaar een regel"))
    out = json.loads(said(profile, capsys, "--json", "--passphrase-file", str(words)))
    texts = {text for one in out["records"] if one["in_emergency_journal"] for text in one["texts"]}
    assert texts >= {"Zqverzegeld een regel", "Zqleesbaar een regel"}


def test_her_name_in_the_settings(profile: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    with profile.opened() as base:
        play(base)
    home = open_profile(profile.folder.parent.parent)
    home.remember(abbreviations={"nl": {"nv": "Noor", "lln": "leerlingen"}}, judging={"nl": ["typisch Noor", "druk"]})
    assert json.loads(said(profile, capsys, "--json"))["settings"] == ["nv = Noor", "typisch Noor"]
    assert "in the settings of this laptop: typisch Noor" in said(profile, capsys)
