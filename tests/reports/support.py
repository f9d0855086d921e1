"""Visits for the tests of the papers, from the sample files."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from lesvisit.domain.debrief import ChangedLine
from lesvisit.domain.events import Stamp, StampBasis
from lesvisit.domain.records import Record
from lesvisit.domain.shapes import Breadth
from lesvisit.domain.team_paper import (
    TeamAgreement,
    TeamChange,
    TeamConsent,
    TeamCriterion,
    TeamGoal,
    TeamPaper,
    TeamResult,
    TeamResults,
    TeamText,
)
from lesvisit.domain.visit import NamesMode
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.sample import adapt, as_view
from lesvisit.i18n import Translator
from lesvisit.reports import PaperReport, make_pair_paper, make_team_paper
from lesvisit.services.desk import Desk

ROOT = Path(__file__).parents[2]
RESOURCES = ROOT / "resources"
SAMPLES = RESOURCES / "samples"
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
DAY = date(2026, 11, 24)
STATES = {"gezien bij de meeste": Breadth.MOST, "gezien bij een deel": Breadth.SOME}
TICKETS = {
    "formula_correct": "formule helemaal goed",
    "slope_is_9": "formule met hellingsgetal 9",
    "empty_or_table_only": "leeg of alleen tabel",
}
WAS = "Hardop denken bij fietsverhuur: B = 5 + 3t, kleuren. Vraag 'hoe weet je of hij klopt?' mondeling."
BECOMES = (
    "Hardop denken bij fietsverhuur: B = 5 + 3t, kleuren, daarna regenton met stap 5: extra rij 'per 1' onder de "
    "tabel. Vraag 'hoe weet je of hij klopt?' op het wisbordje."
)
BOARD = (
    "Leerlingdoel op het bord (tot 18 december): 80% van de leerlingen in 2 havo kan bij een tabel of verhaal een "
    "lineaire formule opstellen en in eigen woorden uitleggen wat de getallen betekenen."
)


class StillClock:
    """A clock that stands still."""

    def now_utc(self) -> datetime:
        return NOW

    def elapsed_ms(self) -> int:
        return 0

    def boot_id(self) -> str:
        return "boot"

    def zone(self) -> str:
        return "Europe/Amsterdam"


def translator(language: str = "en") -> Translator:
    """English without a catalogue."""
    return Translator(language, RESOURCES / "locale")


def load(name: str = "sample_visit") -> dict[str, Any]:
    """A sample file."""
    found: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))
    return found


def sample(name: str = "sample_visit", change: Callable[[dict[str, Any]], object] | None = None) -> VisitBook:
    """The visit of a sample file, changed first if so wanted."""
    data = load(name)
    if change is not None:
        change(data)
    return visit_of(data)


def visit_of(data: dict[str, Any]) -> VisitBook:
    """A visit from the shape of the sample files."""
    return as_view(adapt(data, Desk(StillClock(), "device")))


def minimal(**parts: Any) -> dict[str, Any]:
    """The least a file may hold."""
    meta = {"date": "2026-11-24", "visited_teacher": "Noor", "visitor": "Bram"}
    return {"meta": meta | parts.pop("meta", {}), "notes": [], **parts}


def note(text: str, minute: int = 1, number: int = 1, **more: Any) -> dict[str, Any]:
    """A note in the shape of the sample files."""
    return {"id": f"n{number}", "t": f"{minute:02d}:00", "kind": "leerling", "text": text, **more}


def with_record(
    visit: VisitBook, payload: object, minute: float | None = None, author: str = "", record_id: str = "extra"
) -> VisitBook:
    """The visit with one more record; an event when it has a minute."""
    stamp = None
    if minute is not None and visit.start_utc is not None:
        at = visit.start_utc + timedelta(minutes=minute)
        stamp = Stamp(9999, "d", "b", None, at, at, "Europe/Amsterdam", StampBasis.IMPORTED, at)
    record: Record[object] = Record(
        record_id, visit.book.scope_id, 1, 1, payload, author, NOW, stamp=stamp, made_by=author
    )
    return visit.with_book(visit.book.put([record]))


def with_changed_line(visit: VisitBook, version_id: str = "version-2") -> VisitBook:
    """The visit with one changed line of its design; without a version it is only typed."""
    return with_record(visit, ChangedLine(visit.phases[2].id, "teacher_does", WAS, BECOMES, version_id=version_id))


def pair(visit: VisitBook, language: str = "en", made_on: date = DAY) -> tuple[PdfReader, PaperReport]:
    """The pair paper, read back."""
    out = BytesIO()
    report = make_pair_paper(visit, translator(language), RESOURCES, out, made_on=made_on)
    return PdfReader(out), report


def team(paper: TeamPaper, draft: bool = False) -> tuple[PdfReader, PaperReport]:
    """The team paper, read back."""
    out = BytesIO()
    report = make_team_paper(paper, translator(), RESOURCES, out, draft=draft, made_on=DAY)
    return PdfReader(out), report


def text_of(reader: PdfReader) -> str:
    """All text, pages after each other, every run of white as one space."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def squeezed(text: str) -> str:
    """Text without white and with straight quotes, to compare what was typed with what was set."""
    plain = text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})
    return "".join(plain.split())


def team_sample(**changes: Any) -> TeamPaper:
    """The team paper of the sample, as in design/look/paper-team.png."""
    data = load()
    states = {e["criterion"]: STATES[e["state"]] for e in data["evidence"]}
    tickets = data["exit_tickets"]
    paper = TeamPaper(
        "nl",
        NamesMode.FULL,
        DAY,
        "wiskunde",
        "H2b",
        TeamText("success", data["board_card"]["success"]),
        TeamText("board_goal", BOARD),
        tuple(_team_goal(g, states) for g in data["goals"]),
        (TeamResults("Exit-ticket", tuple(TeamResult(k, v, tickets[k], 26) for k, v in TICKETS.items())),),
        (),
        tuple(_team_agreement(a) for a in data["agreements"][:2]),
        TeamChange("changed_line:1", "F3 Instructie: voordoen", WAS, BECOMES),
        TeamText("next_visit", data["board_card"]["planning"]),
        TeamConsent("Noor", DAY),
    )
    return replace(paper, titled="H2b wiskunde", **changes)


def _team_goal(goal: dict[str, Any], states: dict[str, Breadth]) -> TeamGoal:
    criteria = tuple(TeamCriterion(f"criterion:{c['id']}", c["text"], states[c["id"]]) for c in goal["criteria"])
    return TeamGoal(f"goal:{goal['id']}", goal["id"], goal["text"], criteria)


def _team_agreement(found: dict[str, Any]) -> TeamAgreement:
    line = f"agreement:{found['id']}"
    return TeamAgreement(line, found["who"], found["what"], found["when"], found["see"], found["goal"])
