"""Three agreements stand, the rest is kept for later; what later visits saw of them makes a chain."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from lesvisit.domain.debrief import Agreement, SeenToday
from lesvisit.domain.records import Record
from lesvisit.domain.visit import Seen, Visit
from lesvisit.domain.visit_order import VisitPlace, is_before
from lesvisit.services import agreements, debrief
from lesvisit.services.agreements import Chained, Look, Material, SeenNote
from lesvisit.services.visits import OpenAgreement, Overview, VisitStage, VisitSummary, earlier_agreements
from tests.services.support import a_visit

PAIR = frozenset(("noor", "bram"))


def head(day: int, visited: str = "noor", visitor: str = "bram") -> Visit:
    return Visit(date(2026, 11, day), "Europe/Amsterdam", visited_id=visited, visitor_ids=(visitor,))


def record(record_id: str, visit_id: str, payload: Any) -> Record[Any]:
    return Record(record_id, visit_id, 1, 1, payload, "noor", datetime(2026, 11, 1, tzinfo=UTC))


HEADS = {"v1": head(3), "v2": head(10, "bram", "noor"), "v3": head(17), "other": head(17, "noor", "yara")}
MATERIAL = Material(
    HEADS,
    [
        record("a1", "v1", Agreement("eerst 10 seconden", who=("noor",), order=1)),
        record("a2", "v1", Agreement("rij per 1", order=2, done=True)),
        record("a3", "v3", Agreement("naamstokje", order=1)),
        record("x1", "other", Agreement("met Yara", order=1)),
    ],
    [
        record("s1", "v2", SeenToday("a1", Seen.PARTLY)),
        record("s2", "v3", SeenToday("a1", Seen.YES, ("n1", "gone"))),
        record("s3", "v3", SeenToday("a2")),
        record("s4", "other", SeenToday("a1", Seen.NO)),
    ],
    {"n1": SeenNote("12:40", "20 schrijven binnen 10 sec")},
)


def test_the_chain_over_three_visits() -> None:
    found = agreements.chain(MATERIAL, PAIR)
    assert [c.record.id for c in found] == ["a3", "a1", "a2"], "the newest visit first"
    assert found[1] == Chained(
        MATERIAL.agreements[0],
        HEADS["v1"],
        (
            Look("v2", date(2026, 11, 10), Seen.PARTLY),
            Look("v3", date(2026, 11, 17), Seen.YES, (SeenNote("12:40", "20 schrijven binnen 10 sec"),)),
        ),
    )
    assert found[2].looks == (), "not looked yet is no answer"


def test_the_chain_is_of_two_people_whoever_sat_in() -> None:
    with_yara = agreements.chain(MATERIAL, frozenset(("noor", "yara")))
    assert [c.record.id for c in with_yara] == ["x1"]
    assert agreements.chain(MATERIAL, frozenset(("noor",))) == ()
    assert agreements.chain(Material(), PAIR) == ()


def test_a_visit_looks_back_at_the_last_agreements_of_that_teacher() -> None:
    assert {c.record.id for c in agreements.earlier(MATERIAL, "v3")} == {"x1", "a1", "a2"}
    only = replace(MATERIAL, heads={k: v for k, v in HEADS.items() if k != "other"})
    assert [c.record.id for c in agreements.earlier(only, "v3")] == ["a1", "a2"], "a2 is done, and has an answer here"
    assert agreements.earlier(only, "v1") == ()
    assert agreements.earlier(only, "nowhere") == ()


def test_two_visits_on_one_day_look_back_by_time_and_then_by_number() -> None:
    ten, nine = (replace(head(17), planned_from=at) for at in ("10:35", "9:05"))
    heads = {"v1": head(3), "ten": ten, "nine": nine}
    made = [record(f"a-{i}", i, Agreement(i)) for i in heads]
    material = Material(heads, made, numbers={"v1": 1, "ten": 2, "nine": 3})
    assert [c.record.id for c in agreements.earlier(material, "ten")] == ["a-nine"]
    assert [c.record.id for c in agreements.earlier(material, "nine")] == ["a-v1"]
    no_times = replace(material, heads={i: replace(h, planned_from="") for i, h in heads.items()})
    assert [c.record.id for c in agreements.earlier(no_times, "ten")] == ["a-v1"]
    assert [c.record.id for c in agreements.earlier(no_times, "nine")] == ["a-ten"]


def test_a_visit_opens_with_what_was_agreed_before_it_and_never_with_a_later_one() -> None:
    visits_ = {"v1": head(3), "v2": head(10), "v3": head(17)}
    found = Overview(
        tuple(VisitSummary(i, n, v, VisitStage.DONE, 1, "", False) for n, (i, v) in enumerate(visits_.items(), 1)),
        tuple(OpenAgreement(record(f"a{i}", i, Agreement(i)), i, v) for i, v in visits_.items()),
    )

    def of(visit_id: str, visit: Visit) -> list[str]:
        return [a.record.id for a in earlier_agreements(found, visit_id, visit)]

    assert (of("v1", head(3)), of("v2", head(10)), of("v3", head(17))) == ([], ["av1"], ["av2"])
    assert of("new", head(17)) == ["av3"], "a visit the disk has no number of yet is the newest"
    assert of("v3", head(9)) == ["av1"], "its day was put back on the screen"
    assert of("v3", replace(head(17), visited_id="")) == []


def test_the_bell_goes_before_what_was_planned() -> None:
    at = datetime(2026, 11, 17, 12, tzinfo=UTC)  # 13:00 in Amsterdam
    late = VisitPlace("late", replace(head(17), planned_from="08:30", lesson_start_utc=at), 1)
    noon = VisitPlace("noon", replace(head(17), planned_from="12:30"), 2)
    assert is_before(noon, late)
    assert not is_before(late, noon)


def test_what_is_kept_for_later_does_not_open_the_next_visit() -> None:
    later = Material({"v1": head(3), "v3": head(17)}, [record("a1", "v1", Agreement("later", later=True))])
    assert agreements.earlier(later, "v3") == ()
    assert [c.record.id for c in agreements.chain(later, PAIR)] == ["a1"], "and is not lost"


def test_which_come_first() -> None:
    visit = a_visit()
    for number in range(1, 5):
        visit.do(debrief.add_agreement(visit.desk, visit.view, Agreement(f"afspraak {number}")))
    ids = [r.id for r in agreements.standing(visit.view)]
    assert len(ids) == 4
    visit.do(agreements.choose_first(visit.desk, visit.view, [ids[0], ids[1], ids[3]]))
    assert [r.payload.what for r in debrief.agreements(visit.view)] == ["afspraak 1", "afspraak 2", "afspraak 4"]
    assert [r.payload.what for r in agreements.for_later(visit.view)] == ["afspraak 3"]
    assert agreements.choose_first(visit.desk, visit.view, [ids[0], ids[1], ids[3]]) is None
    visit.do(debrief.add_agreement(visit.desk, visit.view, Agreement("nog een")))
    assert agreements.standing(visit.view)[-1].payload.what == "nog een", "its order is after those for later"


def test_a_linked_note_is_an_answer() -> None:
    visit = a_visit()
    visit.do(agreements.toggle_seen(visit.desk, visit.view, "a1", "n1"))
    assert agreements.seen_of(visit.view, "a1") == SeenToday("a1", Seen.YES, ("n1",))
    visit.do(agreements.say_seen(visit.desk, visit.view, "a1", Seen.PARTLY))
    visit.do(agreements.toggle_seen(visit.desk, visit.view, "a1", "n2"))
    assert agreements.seen_of(visit.view, "a1") == SeenToday("a1", Seen.PARTLY, ("n1", "n2"))
    assert debrief.evidence_for(visit.view, agreements.seen_ref("a1")) == ("n1", "n2")
    visit.do(debrief.toggle_for(visit.desk, visit.view, agreements.seen_ref("a1"), "n1"))
    visit.do(debrief.add_evidence(visit.desk, visit.view, agreements.seen_ref("a1"), ["n2", "n3"]))
    assert agreements.seen_of(visit.view, "a1").notes == ("n2", "n3")
    assert agreements.say_seen(visit.desk, visit.view, "a1", Seen.PARTLY) is None
