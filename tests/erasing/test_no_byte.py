"""After erasing no byte of it is in any file of the data folder: the sentinels are looked for in every one."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lesvisit.domain.debrief import Agreement
from lesvisit.domain.errors import VisitNotFound
from lesvisit.domain.retention import Erasure, EvidenceErased, Scope
from lesvisit.models import backup
from lesvisit.models import vault as vaults
from lesvisit.models.backup import put_aside
from lesvisit.models.vault_switch import switch_on
from lesvisit.services import erase
from lesvisit.services.desk import inserted
from tests.erasing.places import AGREED, ALL, MISFIT, RAW, REACTION, STEP, Profile, desk, furnish, now, view_of


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "data", second=tmp_path / "second")


def test_sentinels_are_found_before(profile: Profile) -> None:
    with profile.opened() as base:
        furnish(base)
    found = profile.holding(ALL)
    assert {text for _name, text in found} == set(ALL)
    assert {"lesvisit.db", "misfits.jsonl"} <= {name for name, _text in found}


def test_erased_visit_leaves_no_byte(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
        outcome = erase.carry_out(base, [erase.of_visit(desk(), visit_id)]).result(30)
        assert len(outcome.backups_cleared) == 2
        with pytest.raises(VisitNotFound):
            view_of(base, visit_id)
        assert profile.holding(ALL) == []  # while the app is open
    assert profile.holding(ALL) == []
    backups = backup.listed(profile.folder / "backups")
    assert len(backups) == 2
    for one in backups:
        backup.verify(one.path)


def test_rows_are_gone_by_id_too(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
        ids = set(view_of(base, visit_id).book.records)
        base.erase((Erasure(Scope.VISIT, visit_id, now()),)).result(30)
    left = profile.holding([visit_id, *ids])
    assert {name for name, _ in left} <= {"erased.json"}
    assert {text for _, text in left} <= {visit_id}


def test_damaged_files_go_and_are_named(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
    copy = profile.folder / "damaged.db"
    shutil.copyfile(profile.folder / "lesvisit.db", copy)
    aside = put_aside(copy)
    with profile.opened() as base:
        plan = base.read(lambda c: erase.plan_visit(c, profile.folder, visit_id)).result(20)
        assert plan.damaged == (aside.name,)
        outcome = erase.carry_out(base, [erase.of_visit(desk(), visit_id)]).result(30)
    assert outcome.damaged_gone == (aside.name,)
    assert profile.holding(ALL) == []


def test_backup_that_cannot_be_cleared_goes(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
        worst = backup.listed(profile.folder / "backups")[0].path
        data = bytearray(worst.read_bytes())
        data[100:4096] = b"\xff" * (4096 - 100)
        worst.write_bytes(bytes(data))
        outcome = erase.carry_out(base, [erase.of_visit(desk(), visit_id)]).result(30)
        assert outcome.backups_gone == (worst.name,)
    assert profile.holding(ALL) == []


def test_restored_backup_is_cleared_again(profile: Profile, tmp_path: Path) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
        elsewhere = tmp_path / "stick.db"
        base.with_raw(lambda c: backup.make(c, elsewhere)).result(30)
        erase.carry_out(base, [erase.of_visit(desk(), visit_id)]).result(30)
    database = profile.folder / "lesvisit.db"
    backup.restore(elsewhere, database, profile.folder / "backups")
    assert profile.holding(ALL) == []
    with profile.opened() as base, pytest.raises(VisitNotFound):
        view_of(base, visit_id)


def test_database_copied_back_by_hand_is_cleared_at_the_start(profile: Profile, tmp_path: Path) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
    kept = tmp_path / "copy.db"
    shutil.copyfile(profile.folder / "lesvisit.db", kept)
    with profile.opened() as base:
        erase.carry_out(base, [erase.of_visit(desk(), visit_id)]).result(30)
    shutil.copyfile(kept, profile.folder / "lesvisit.db")
    with profile.opened() as base, pytest.raises(VisitNotFound):
        view_of(base, visit_id)
    assert profile.holding(ALL) == []


def test_visit_that_came_in_again_stays(profile: Profile) -> None:
    """Somebody erased it, and later took it in again on purpose: no start and no backup may take that away."""
    with profile.opened() as base:
        visit_id = furnish(base)
        erase.carry_out(base, [erase.of_visit(desk(), visit_id)]).result(30)
    with profile.opened() as base:
        assert furnish(base) == visit_id
    with profile.opened() as base:
        assert view_of(base, visit_id).notes
        base.erase((Erasure(Scope.VISIT, "another", now()),)).result(30)
        assert view_of(base, visit_id).notes


def test_clock_that_once_ran_ahead_keeps_nothing(profile: Profile) -> None:
    """An act dated next year: the visit still goes, and stays away at the next start."""
    with profile.opened() as base:
        visit_id = furnish(base)
        view = view_of(base, visit_id)
        act = desk().operation(view.book, "debrief", "test", (inserted(Agreement("later")),))
        base.put(replace(act, at_utc=now() + timedelta(days=365))).result(20)
        erase.carry_out(base, [erase.of_visit(desk(), visit_id)]).result(30)
        with pytest.raises(VisitNotFound):
            view_of(base, visit_id)
    assert profile.holding(ALL) == []


def test_evidence_goes_and_the_rest_is_as_it_was(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
        before = view_of(base, visit_id)
        erase.carry_out(base, [Erasure(Scope.EVIDENCE, visit_id, now())]).result(30)
        after = view_of(base, visit_id)
    assert profile.holding([*RAW, STEP, REACTION, MISFIT]) == []
    assert profile.holding([AGREED])
    for text in (r.payload.text for r in before.notes if len(r.payload.text) > 12):
        assert profile.holding([text], tokens=False) == [], text
    stays = ("agreement", "evidence", "focus_answer", "takeaway", "lesson_result", "board_card", "phase_start")
    for kind in stays:
        was = {r.id: r.payload for r in before.book.records.values() if r.kind == kind}
        now_is = {r.id: r.payload for r in after.book.records.values() if r.kind == kind}
        assert set(was) == set(now_is)
        assert kind == "evidence" or was == now_is
    texts = [r.payload.text for r in after.book.records.values() if r.kind == "evidence"]
    assert "Gezien: “[…]” bij velen" in texts
    (mark,) = after.book.of(EvidenceErased)
    counted = {c.phase_id: c.n for c in mark.payload.counts if not c.block_id}
    phases = [before.phase_of(r) for r in before.notes if not r.payload.held]
    assert sum(counted.values()) == len(phases)
    assert [p.id for p in before.phases if counted.get(p.id)] == [p.id for p in before.phases if p in phases]
    assert [s.start_min for s in after.spans] == [s.start_min for s in before.spans]


def test_owner_keeps_a_text(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
        view = view_of(base, visit_id)
        told = next(r for r in view.book.records.values() if r.kind == "step_text" and STEP in r.payload.text)
        keep = (told.id, f"{visit_id}.learning_question")
        base.erase((Erasure(Scope.EVIDENCE, visit_id, now(), keep),)).result(30)
        after = view_of(base, visit_id)
    assert after.book.records[told.id].payload.text == f"{STEP}: […]"
    assert after.visit.learning_question == view.visit.learning_question
    assert after.visit.practical == ()


def test_copy_of_a_visit_that_was_handed_over_keeps_the_takeaway(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
        base.erase((erase.of_copy(desk(), visit_id),)).result(30)
        kinds = {r.kind for r in view_of(base, visit_id).book.records.values()}
    assert kinds <= {"visit", "takeaway", "handed_over", "evidence_erased"}
    assert profile.holding(ALL) == []


def test_agreements_stay_where_they_said_so(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
        view = view_of(base, visit_id)
        erase.let_copy_go(base, desk(), view, agreements=True).result(30)
        after = view_of(base, visit_id)
        assert erase.erased_since(profile.folder, visit_id) is not None
        assert erase.erased_since(profile.folder, "another") is None
    assert [r.payload for r in after.book.of(Agreement)] == [r.payload for r in view.book.of(Agreement)]
    assert profile.holding([t for t in ALL if t != AGREED]) == []


def test_encrypted_visits_are_erased_too(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    plain = Profile(folder)
    with plain.opened() as base:
        visit_id = furnish(base)
    opened = switch_on(folder / "lesvisit.db", vaults.made("vijf woorden van een lijst", "0" * 32))
    profile = Profile(folder, opened)
    with profile.opened() as base:
        outcome = erase.carry_out(base, [erase.of_visit(desk(), visit_id)]).result(30)
        assert not outcome.backups_gone
        with pytest.raises(VisitNotFound):
            view_of(base, visit_id)
    for one in backup.listed(folder / "backups"):
        backup.verify(one.path, opened)
        copy = Profile(tmp_path / one.path.stem, opened)
        copy.folder.mkdir()
        shutil.copyfile(folder / "lesvisit.key", copy.folder / "lesvisit.key")
        backup.restore(one.path, copy.folder / "lesvisit.db", copy.folder / "backups", opened)
        with copy.opened() as base, pytest.raises(VisitNotFound):
            view_of(base, visit_id)
    assert profile.holding(ALL) == []
