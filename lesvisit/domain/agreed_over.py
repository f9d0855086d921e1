"""The paper *Agreements over visits* as a record: what two colleagues agreed, and what later visits saw of it.

Theirs only, like the paper of the two. It holds no number of anything: an agreement has answers, never a tally.
"""

from dataclasses import dataclass
from datetime import date

from lesvisit.domain.visit import Seen


@dataclass(frozen=True, slots=True)
class SeenWords:
    """A note that shows it: the lesson minute and the words."""

    minute: str
    text: str


@dataclass(frozen=True, slots=True)
class LaterLook:
    """What one later visit answered to "seen today?"."""

    day: date
    seen: Seen
    notes: tuple[SeenWords, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """One agreement in words; `goal` is the text of the goal it belongs to, `goal_code` D1."""

    what: str
    who: str = ""
    when: str = ""
    due: date | None = None
    see: str = ""
    goal_code: str = ""
    goal: str = ""
    done: bool = False
    later: bool = False
    looks: tuple[LaterLook, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreedVisit:
    """The agreements of one visit; `visitors` sat in with `visited`."""

    day: date
    visited: str = ""
    visitors: tuple[str, ...] = ()
    subject: str = ""
    class_name: str = ""
    lines: tuple[AgreedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreedOver:
    """All visits of the two with agreements, the newest first. `made_of`: ids of those and of the later looks."""

    names: tuple[str, ...] = ()
    visits: tuple[AgreedVisit, ...] = ()
    made_of: tuple[str, ...] = ()
