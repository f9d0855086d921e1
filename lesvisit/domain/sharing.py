"""Who may read which line: one mark per line, *only us* by default."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Mark(StrEnum):
    """How far a line goes."""

    US = "us"
    TEAM = "team"
    NOBODY = "nobody"


RANK = {Mark.NOBODY: 0, Mark.US: 1, Mark.TEAM: 2}  # how wide each goes


class Paper(StrEnum):
    """The papers of a visit, and what leaves like one. Only those for the team and the board need her agreement."""

    PAIR = "pair"
    TEAM = "team"
    BOARD = "board"
    DESIGN = "design"
    TWIN = "twin"
    AGREEMENTS = "agreements"
    DATA = "data"  # a table or JSON: no paper, but it leaves like one
    PACKAGE = "package"  # for another laptop: neither
    FOLDER = "folder"  # everything, to be read without LesVisit

    @property
    def agreed(self) -> bool:
        """It leaves only with the visited teacher's agreement."""
        return self in (Paper.TEAM, Paper.BOARD)


@dataclass(frozen=True, slots=True)
class LineMark:
    """The mark of one line. `lowered`: the visited teacher took it back; no act of another raises it again."""

    line: str  # "criterion:<id>", "agreement:<id>", ...
    mark: Mark
    lowered: bool = False


class MaskChoice(StrEnum):
    """What to do with a case letter or a name in a line for the team."""

    LEAVE = "leave"
    REPLACE = "replace"
    REWRITE = "rewrite"


@dataclass(frozen=True, slots=True)
class MaskAnswer:
    """The answer to one found span; it belongs to line, revision and span, so a changed text asks again."""

    line: str
    rev: int
    start: int
    end: int
    choice: MaskChoice
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """The visited teacher agreed to exactly this content. No authentication is claimed.

    `digest` is the SHA-256 of `content` (canonical JSON of the paper record after masking).
    """

    paper: Paper
    person_id: str
    digest: str
    content: str
    at_utc: datetime | None = None
    language: str = "nl"


class Way(StrEnum):
    """How a paper left."""

    FILE = "file"
    PRINT = "print"
    MAIL = "mail"  # as plain text, copied


@dataclass(frozen=True, slots=True)
class PaperSent:
    """A paper that left LesVisit, kept so that it can be called back by hand; no more than that needs.

    `folder` is the folder's own name without its path, which would tell the name of an account. `digest` is the
    SHA-256 of what left (the file as written, the printed PDF, the copied text). `language` is empty for data.
    """

    paper: Paper
    way: Way
    at_utc: datetime
    language: str = ""
    file_name: str = ""
    folder: str = ""
    locked: bool = False
    digest: str = ""
    recalled_utc: datetime | None = None  # said by hand: it was taken back or thrown away


@dataclass(frozen=True, slots=True)
class SharingAsImported:
    """What a file said about sharing, kept word for word beside the marks made from it."""

    data: dict[str, object] = field(default_factory=dict)
