"""The visit itself: what was agreed beforehand and the frame of its times."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

MOST_QUESTIONS = 60  # observation questions of one visit: the editor stops there, a package with more is refused


class VisitPurpose(StrEnum):
    """Why this visit (domain.md 1.3)."""

    DESIGNED = "designed"  # a lesson designed together
    LEARN = "learn"  # the visitor comes to learn
    HELP = "help"  # the visited teacher wants help
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class FocusQuestion:
    """A kijkvraag: something visible in pupils, answerable by counting, quoting or describing."""

    id: str
    text: str


class NamesMode(StrEnum):
    """How the team paper names teachers."""

    FULL = "full"
    INITIAL = "initial"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Visit:
    """The header of a visit. People are person ids; moments are aware datetimes in UTC.

    `lesson_start_utc` is the bell: None until it is asked, then minutes are minutes of the visit. The visit starts
    with its first event.
    """

    day: date
    zone: str
    visited_id: str = ""
    visitor_ids: tuple[str, ...] = ()
    co_designer_ids: tuple[str, ...] = ()
    class_name: str = ""
    subject: str = ""
    room: str = ""
    planned_from: str = ""  # "10:35", local time of the school
    planned_to: str = ""
    lesson_start_utc: datetime | None = None
    lesson_min: int | None = None
    start_asked: bool = False  # the one line about the bell was answered or skipped
    visit_start_utc: datetime | None = None
    visit_min: int | None = None
    purpose: VisitPurpose = VisitPurpose.UNKNOWN
    purpose_text: str = ""
    design_id: str = ""
    version_id: str = ""  # record id of the design version
    board_goal: str = ""
    learning_question: str = ""
    focus_questions: tuple[FocusQuestion, ...] = ()
    practical: tuple[str, ...] = ()
    pupils_present: int | None = None
    names_mode: NamesMode = NamesMode.FULL
    retention: str = ""  # as an imported file words it
    identity: str = ""  # digest of the content an imported visit came with
    extra: dict[str, object] = field(default_factory=dict)


class Seen(StrEnum):
    """Answer to "seen today?" about an earlier agreement."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_LOOKED = ""
