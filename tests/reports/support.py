"""Builds visits for the tests of the papers, straight from the sample files."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from lesvisit.domain.debrief import (
    Agreement,
    Debrief,
    Evidence,
    FocusAnswer,
    LessonResult,
    Reaction,
    Rewrite,
    StepText,
)
from lesvisit.domain.design import Criterion, Design, DesignVersion, Goal, Phase
from lesvisit.domain.events import (
    CaseCell,
    Duration,
    Note,
    NoteKind,
    PhaseStart,
    Seating,
    Stamp,
    StampBasis,
    Subject,
    SubjectKind,
    Sweep,
    Tick,
    VisitEnd,
)
from lesvisit.domain.people import Person
from lesvisit.domain.records import Book, Record, ScopeKind
from lesvisit.domain.shapes import Breadth
from lesvisit.domain.sharing import SharingAsImported
from lesvisit.domain.template import Block, Protocol, Section, Speaker, Step, Template
from lesvisit.domain.visit import FocusQuestion, Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

ROOT = Path(__file__).parents[2]
RESOURCES = ROOT / "resources"
SAMPLES = RESOURCES / "samples"
NL_TEXTS = Path("/tmp/po/reports.nl.json")
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
KINDS = {"letterlijk": "quote", "interpretatie": "interpretation", "oordeel": "judgement", "vraag": "question"}
STATES = {"gezien bij de meeste": Breadth.MOST, "gezien bij een deel": Breadth.SOME}
FIRST = {"bezochte leraar": Speaker.VISITED, "bezoeker": Speaker.VISITOR, "samen": Speaker.TOGETHER}
TICKETS = {
    "formula_correct": "formule helemaal goed",
    "slope_is_9": "formule met hellingsgetal 9",
    "empty_or_table_only": "leeg of alleen tabel",
    "sentence_with_per": "zin met per",
}


class Texts(Translator):
    """Dutch texts from the file that the catalogue is made from."""

    def __init__(self, language: str = "nl", path: Path = NL_TEXTS) -> None:
        super().__init__(language, RESOURCES / "locale")
        self.found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}

    def gettext(self, message: str, **values: object) -> str:
        text = self.found.get(message, message) if self.language == "nl" else message
        return str(text).format(**values) if values else str(text)

    def ngettext(self, one: str, many: str, n: int, **values: object) -> str:
        pair = self.found.get(f"{one}|{many}", [one, many]) if self.language == "nl" else [one, many]
        return str(pair[0 if n == 1 else 1]).format(n=n, **values)


class Builder:
    """Collects records of one visit."""

    def __init__(self, start: datetime | None = None) -> None:
        self.records: dict[str, Record[Any]] = {}
        self.start = start or datetime(2026, 11, 24, 9, 35, tzinfo=UTC)

    def add(self, record_id: str, payload: object, minute: float | None = None, block: str = "") -> None:
        """One record; an event when it has a minute."""
        stamp = None
        if minute is not None:
            at = self.start + timedelta(minutes=minute)
            stamp = Stamp(len(self.records), "d", "b", None, at, at, "Europe/Amsterdam", StampBasis.IMPORTED, at, block)
        self.records[record_id] = Record(record_id, "v", 1, 1, payload, "visitor", NOW, stamp=stamp)

    def book(self, version: DesignVersion | None, people: dict[str, Person]) -> VisitBook:
        """The visit."""
        design = Design("Van tabel naar formule") if version else None
        return VisitBook(Book("v", ScopeKind.VISIT, 1, self.records), design, version, people)


def minutes(text: str) -> float:
    """`mm:ss` as minutes."""
    m, s = text.split(":")
    return int(m) + int(s) / 60


def load(name: str = "sample_visit") -> dict[str, Any]:
    """A sample file."""
    found: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))
    return found


def sample(name: str = "sample_visit", change: Callable[[dict[str, Any]], None] | None = None) -> VisitBook:
    """The visit of a sample file, changed first if so wanted."""
    data = load(name)
    if change is not None:
        change(data)
    return visit_of(data)


def visit_of(data: dict[str, Any]) -> VisitBook:
    """A visit from the shape of the sample files."""
    meta = data["meta"]
    start = datetime.fromisoformat(f"{meta['date']}T{meta.get('lesson_start', '10:35')}:00+01:00").astimezone(UTC)
    build = Builder(start)
    people = {
        "visited": Person(meta.get("visited_teacher", "").replace(" (fictief)", ""), "teacher"),
        "visitor": Person(meta.get("visitor", "").replace(" (fictief)", ""), "teacher"),
    }
    build.add("visit", _visit(meta, start))
    _live(build, data)
    _talk(build, data, people)
    return build.book(_version(data), people)


def _visit(meta: dict[str, Any], start: datetime) -> Visit:
    lesson_min = meta.get("lesson_min")
    until = start + timedelta(hours=1, minutes=lesson_min or 0)
    return Visit(
        date.fromisoformat(meta["date"]),
        "Europe/Amsterdam",
        "visited",
        ("visitor",),
        class_name=meta.get("class", ""),
        subject=meta.get("subject", ""),
        room=meta.get("room", ""),
        planned_from=meta.get("lesson_start", ""),
        planned_to=until.strftime("%H:%M") if lesson_min else "",
        lesson_start_utc=start,
        lesson_min=lesson_min,
        visit_min=meta.get("visit_min"),
        board_goal=meta.get("board_goal", ""),
        learning_question=meta.get("learning_question", ""),
        focus_questions=tuple(FocusQuestion(k, t) for k, t in meta.get("focus_questions", {}).items()),
        practical=tuple(meta.get("agreements_before", ())),
        pupils_present=meta.get("pupils_present"),
        retention=data_retention(meta),
    )


def data_retention(meta: dict[str, Any]) -> str:
    """The sentence about keeping, put into the header by `visit_of`'s caller or left empty."""
    return str(meta.get("retention", "notities wissen op 5 januari 2027 (6 weken)"))


def _version(data: dict[str, Any]) -> DesignVersion | None:
    if not data.get("goals") and not data.get("phases"):
        return None
    goals = tuple(
        Goal(g["id"], g["text"], tuple(Criterion(c["id"], c["text"]) for c in g["criteria"])) for g in data["goals"]
    )
    phases = tuple(
        Phase(p["id"], p["name"], p.get("planned_min"), p.get("teacher_does", ""), p.get("pupils_do", ""))
        for p in data["phases"]
    )
    return DesignVersion(1, goals, phases)


def _live(build: Builder, data: dict[str, Any]) -> None:
    for phase in data.get("phases", ()):
        if phase.get("actual_start"):
            build.add(f"start-{phase['id']}", PhaseStart(phase["id"]), minutes(phase["actual_start"]))
    for note in data.get("notes", ()):
        build.add(note["id"], _note(note), minutes(note["t"]))
    for tally in data.get("tallies", ()):
        for n, at in enumerate(tally["times"]):
            build.add(f"{tally['id']}-{n}", Tick(tally["id"]), minutes(at))
    for n, d in enumerate(data.get("durations", ())):
        build.add(f"dur-{n}", Duration(d["label"], d["seconds"], d["followed_by"]), minutes(d["t"]))
    for n, s in enumerate(data.get("sweeps", ())):
        build.add(f"sweep-{n}", Sweep({"on_task": s["on_task"]}, s["present"]), minutes(s["t"]))
    for n, c in enumerate(data.get("case_matrix", ())):
        cell = CaseCell(c["pupil"], c["phase"], c["predicted"], c["observed"], tuple(c["evidence"]))
        build.add(f"case-{n}", cell)
    if data.get("seating"):
        build.add("seating", Seating(data["seating"]["layout"], data["seating"]["case_pupils"]))
    if data["meta"].get("lesson_min") and not data["meta"].get("visit_min"):
        build.add("end", VisitEnd(), float(data["meta"]["lesson_min"]))
    blocks = tuple(Block(t["id"], "tally", {"nl": t["label"]}) for t in data.get("tallies", ()))
    build.add("template", Template("t", 1, {"nl": "Feit + effect"}, sections=(Section({"nl": "x"}, blocks),)))


def _note(note: dict[str, Any]) -> Note:
    kind = NoteKind(KINDS.get(note["kind"], "observation"))
    about = tuple(_subject(code) for code in (note.get("subject") or "").split(",") if code)
    counted = note["kind"] == "telling"
    return Note(note["text"], kind, "", about, tuple(note["links"]), counted, original_kind=note["kind"], local_id=note["id"])


def _subject(code: str) -> Subject:
    if code == "leraar":
        return Subject(SubjectKind.TEACHER)
    if code == "klas":
        return Subject(SubjectKind.CLASS)
    return Subject(SubjectKind.CASE if len(code) == 1 else SubjectKind.SEAT, code)


def _talk(build: Builder, data: dict[str, Any], people: dict[str, Person]) -> None:
    ids = {p.name: key for key, p in people.items()}
    talk = data.get("debrief")
    if talk:
        build.add("debrief", Debrief(None, None, date.fromisoformat(talk["date"]), talk["start"], talk["protocol"], ("visited", "visitor")))
        steps = tuple(Step(s["id"], {"nl": s["title"]}, FIRST[s["first"]], s["min"]) for s in talk["steps"])
        build.add("protocol", Protocol("p", 1, {"nl": talk["protocol"]}, steps=steps))
        for s in talk["steps"]:
            build.add(f"step-{s['id']}", StepText(s["id"], s["text"]))
        for n, r in enumerate(talk.get("rewrites", ())):
            build.add(f"rewrite-{n}", Rewrite(r["note"], r["was"], r["now"]))
        for n, r in enumerate(talk.get("teacher_reactions", ())):
            build.add(f"reaction-{n}", Reaction(r["note"], r["text"]))
    for n, e in enumerate(data.get("evidence", ())):
        build.add(f"evidence-{n}", Evidence(e["criterion"], STATES.get(e["state"]), e["text"], tuple(e["notes"])))
    for n, f in enumerate(data.get("focus_answers", ())):
        build.add(f"answer-{n}", FocusAnswer(f["id"], f["text"], tuple(f["notes"])))
    for n, a in enumerate(data.get("agreements", ())):
        who = tuple(ids[name] for name in a["who"].split(" + ") if name in ids)
        text = "" if who else a["who"]
        build.add(a["id"], Agreement(a["what"], who, text, a["when"], None, a["see"], a["goal"], a["to_board"], order=n))
    total = data.get("exit_tickets", {}).get("total")
    for n, (key, count) in enumerate(data.get("exit_tickets", {}).items()):
        if key != "total":
            build.add(f"ticket-{key}", LessonResult(TICKETS[key], count, total, "exit_tickets", n, key))
    if data.get("sharing"):
        build.add("sharing", SharingAsImported(data["sharing"]))
