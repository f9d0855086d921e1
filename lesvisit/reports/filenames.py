"""Names of files: date, what and which paper; never a teacher's name or a pupil's code."""

import re
import unicodedata
from collections.abc import Iterable

from lesvisit.domain.sharing import Paper
from lesvisit.domain.text import within
from lesvisit.domain.unnamed import lesson_without_people, short_class, without_people
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

__all__ = ["MOST", "design_file_name", "file_name", "short_class"]
MOST = 100
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
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
    what = lesson_without_people(head.class_name, head.subject, visit.people)
    lesson = _("Lesson visit {what}", what=what)
    stem = f"{head.day.isoformat()} {lesson}"
    return within(_safe(stem)[: MOST - len(tail)]).rstrip(" .-") + _safe(tail)


def design_file_name(
    title: str, version: int, translator: Translator, ending: str, *, twin: bool = False, names: Iterable[str] = ()
) -> str:
    """`Lesontwerp Van tabel naar formule v2.pdf`, at most 100 characters; without these names of colleagues."""
    _ = translator.gettext
    title = without_people(title, names)
    kind = _("Observation form") if twin else _("Lesson design")
    tail = f" v{version}{ending}"
    return within(_safe(f"{kind} {title}")[: MOST - len(tail)]).rstrip(" .-") + tail


def _safe(text: str) -> str:
    """Signs that Windows refuses become "-"; what can't be seen is left out."""
    text = _REFUSED.sub("-", unicodedata.normalize("NFC", text))
    seen = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return re.sub(r"\s+", " ", seen)
