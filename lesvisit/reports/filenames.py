"""Names of files: date, what and which paper; never a teacher's name or a pupil's code."""

import re
import unicodedata

from lesvisit.domain.masking import Hidden, PupilWords, find, mask_seats, name_parts, replaced
from lesvisit.domain.sharing import Paper
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

MOST = 100
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_NOTHING = PupilWords("", "")
_ENDING = ".pdf"


def file_name(visit: VisitBook, paper: Paper, translator: Translator) -> str:
    """`2026-11-24 Lesbezoek H2b wiskunde - voor ons tweeën.pdf`, at most 100 characters."""
    _ = translator.gettext
    head = visit.visit
    kinds = {
        Paper.PAIR: _("for the two of us"),
        Paper.TEAM: _("for the team"),
        Paper.BOARD: _("board card"),
        Paper.AGREEMENTS: _("agreements over visits"),
    }
    kind = kinds[paper]
    tail = f" - {kind}{_ENDING}"
    what = " ".join(_without_people(part, visit) for part in (short_class(head.class_name), head.subject))
    lesson = _("Lesson visit {what}", what=what)
    stem = f"{head.day.isoformat()} {lesson}"
    return _safe(stem)[: MOST - len(tail)].rstrip(" .-") + _safe(tail)


def design_file_name(title: str, version: int, translator: Translator, ending: str, *, twin: bool = False) -> str:
    """`Lesontwerp Van tabel naar formule v2.pdf`, at most 100 characters."""
    _ = translator.gettext
    (title,) = mask_seats((title,), _NOTHING)
    kind = _("Observation form") if twin else _("Lesson design")
    tail = f" v{version}{ending}"
    return _safe(f"{kind} {title}")[: MOST - len(tail)].rstrip(" .-") + tail


def short_class(class_name: str) -> str:
    """`H2b` of `H2b (2 havo)`."""
    return class_name.partition("(")[0].strip() or class_name.strip()


def _without_people(text: str, visit: VisitBook) -> str:
    """The text without pupil codes and the names, or parts of a name, of the people of this visit."""
    (text,) = mask_seats((text,), _NOTHING)
    named = ((ref, person.name) for ref, person in visit.people.items() if not person.is_nobody)
    parts = tuple((part, ref) for ref, name in named for part in name_parts(name))
    return replaced(text, {(f.start, f.end): "" for f in find(text, Hidden(names=parts))})


def _safe(text: str) -> str:
    """Signs that Windows refuses become "-"; what can't be seen is left out."""
    text = _REFUSED.sub("-", unicodedata.normalize("NFC", text))
    seen = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return re.sub(r"\s+", " ", seen)
