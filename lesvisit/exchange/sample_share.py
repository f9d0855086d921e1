"""What a file says about sharing: its words as they came, marks on lines, and her agreement where it can be built."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from lesvisit.domain.debrief import Debrief
from lesvisit.domain.sharing import Consent, LineMark, Mark, SharingAsImported
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.sample_frame import NOON, Frame, local_moment
from lesvisit.services import share

LANGUAGE = "nl"  # of the paper that was agreed to: the files are Dutch
_AGREED = re.compile(r"(?P<name>.+?) akkoord (?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})")


def add_sharing(frame: Frame, visit_id: str) -> None:
    """The words as they came, and a *team* mark on every line of the blocks that they name."""
    part = frame.root.part("sharing")
    if part is None:
        return
    frame.line("sharing", SharingAsImported(dict(part.data)))
    team = part.part("team_summary")
    for key in ("full_report", "retention"):
        part.value(key)
    part.rest()
    if team is None:
        return
    for index, block in enumerate(team.texts("blocks")):
        if block not in ("goals", "evidence_counts", "agreements"):
            frame.report.unknown.append(f"{team.at('blocks')}[{index}]")
        for line in _lines(frame, block):
            frame.add(share.mark_id(visit_id, line), LineMark(line, Mark.TEAM), hers=True)
    for key in ("excluded", "consent", "teacher_name"):
        team.value(key)
    team.rest()


def _lines(frame: Frame, block: str) -> Iterator[str]:
    if block == "goals":
        yield from (f"goal:{i}" for i in frame.refs.all("goal"))
    elif block == "evidence_counts":
        yield from (f"criterion:{i}" for i in (*frame.refs.all("criterion"), *_goals_alone(frame)))
    elif block == "agreements":
        yield from (f"agreement:{i}" for i in frame.refs.all("agreement"))


def _goals_alone(frame: Frame) -> Iterator[str]:
    """Goals without criteria are themselves seen by most, some or none."""
    ids = frame.refs.all("goal")
    yield from (i for i, part in zip(ids, frame.root.parts("goals"), strict=False) if not part.items("criteria"))


def imported_consent(frame: Frame, view: VisitBook) -> Consent | None:
    """Her agreement as the file tells it ("Noor akkoord 24-11-2026"), with exactly the team paper that now follows.

    None when the words say no name and day, name another than the visited teacher, or when a line still waits for an
    answer: then the words stay words.
    """
    sharing = frame.root.part("sharing")
    team = sharing.part("team_summary") if sharing else None
    said = team.text("consent") if team else ""
    day = _day(said, view.name(view.visit.visited_id))
    if day is None or any(line.mark is Mark.TEAM and not line.goes for line in share.lines(view, LANGUAGE)):
        return None
    paper = share.team_paper(view, LANGUAGE)
    return None if share.is_empty(paper) else share.consent_for(paper, view.visit.visited_id, _moment(view, day))


def _day(said: str, name: str) -> date | None:
    found = _AGREED.fullmatch(said.strip())
    if found is None or found["name"].casefold() != name.casefold():
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _moment(view: VisitBook, day: date) -> datetime:
    """The end of the talk when she agreed on that day, else noon."""
    talk = view.book.first(Debrief)
    ended = talk.payload.ended_utc if talk else None
    return ended if ended is not None and view.local(ended).date() == day else local_moment(day, NOON)
