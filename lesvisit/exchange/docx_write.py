"""A lesson design as a `.docx` that Word and LibreOffice open: headings for goals, a table for the phases.

Each paragraph has a style of its own that says what it is, so the file can be worked on in Word and taken in again:
the same goals, phases and minutes come back.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from lesvisit.domain.design import PHASE_TEXTS, VERSION_TEXTS, Design, DesignVersion, Phase, codes
from lesvisit.domain.unnamed import without_people
from lesvisit.exchange import docx_parts as xml
from lesvisit.exchange.design_labels import FIELD_LABELS, PHASE_LABELS
from lesvisit.exchange.lesson_state import STYLE
from lesvisit.exchange.lesson_text import Part
from lesvisit.i18n import Translator
from lesvisit.models.given import write_given_bytes

_ALWAYS = ("teacher_does", "pupils_do")
_UPRIGHT, _WIDE = 9866, 14798  # the width between the margins
_TIME = 900
_MOST_UPRIGHT = 4


def write_docx(
    design: Design, version: DesignVersion, makers: Sequence[str], translator: Translator, path: Path
) -> None:
    """Writes the file, all or nothing. Raises StorageFailed."""
    write_given_bytes(path, docx_bytes(design, version, makers, translator))


def docx_bytes(design: Design, version: DesignVersion, makers: Sequence[str], translator: Translator) -> bytes:
    """The file's bytes; the same design, the same bytes."""
    columns = _columns(version)
    wide = len(columns) > _MOST_UPRIGHT
    width = _WIDE if wide else _UPRIGHT
    body = _top(design, version, makers, translator, width)
    body += _goals(version, translator) + _phases(version, columns, translator, width)
    return xml.packed(
        (
            ("[Content_Types].xml", xml.CONTENT_TYPES),
            ("_rels/.rels", xml.RELATIONS),
            ("docProps/core.xml", xml.core(without_people(design.title, makers), translator.language)),
            ("word/document.xml", xml.document(body, wide)),
            ("word/_rels/document.xml.rels", xml.DOCUMENT_RELATIONS),
            ("word/styles.xml", xml.styles(_own_styles(), translator.language)),
            ("word/numbering.xml", xml.NUMBERING),
        )
    )


def _own_styles() -> list[str]:
    keep = "<w:keepNext/>"
    soft = '<w:color w:val="4D555B"/><w:sz w:val="18"/>'
    looks = {
        Part.TITLE: ("Title", "", ""),
        Part.GOAL: ("Heading2", keep, ""),
        Part.PHASE: ("Normal", "", "<w:b/>"),
        Part.LABEL: ("Normal", keep, f"<w:b/>{soft}"),
    }
    made = []
    for part in Part:
        based, paragraph, run = looks.get(part, ("Normal", "", ""))
        made.append(xml.style(f"{STYLE}{part.value}", f"LesVisit {part.value}", based, paragraph, run))
    return made


def _para(text: str, part: Part, *, bullet: bool = False) -> str:
    return xml.paragraph(text, f"{STYLE}{part.value}", bullet=bullet)


def _section(text: str) -> str:
    """A heading that the outline shows; it is a label like the others."""
    return xml.paragraph(text, "Heading1")


def _top(design: Design, version: DesignVersion, makers: Sequence[str], translator: Translator, width: int) -> str:
    _ = translator.gettext
    values: dict[Part, str] = {Part(name): getattr(version, name) for name in VERSION_TEXTS}
    minutes = _("{minutes} min", minutes=design.lesson_min) if design.lesson_min else ""
    values |= {Part.SUBJECT: design.subject, Part.YEAR: design.year, Part.MINUTES: minutes}
    values[Part.MAKERS] = ", ".join(makers)
    rows = [
        (_para(_(FIELD_LABELS[part]), Part.LABEL), _para(values[part], part))
        for part in FIELD_LABELS
        if values[part].strip()
    ]
    label = width // 4
    facts = xml.table(rows, (label, width - label), head=False) if rows else ""
    return _para(design.title, Part.TITLE) + facts


def _goals(version: DesignVersion, translator: Translator) -> str:
    if not version.goals:
        return ""
    _, code = translator.gettext, codes(version)
    made = _section(_("Goals and success criteria"))
    for goal in version.goals:
        made += _para(_("Goal {number}", number=code[goal.id][1:]), Part.LABEL) + _para(goal.text, Part.GOAL)
        made += "".join(_para(criterion.text, Part.CRITERION, bullet=True) for criterion in goal.criteria)
    return made


def _columns(version: DesignVersion) -> list[str]:
    """The fields that some phase has, in the order of a lesson plan."""
    names = [name for name in PHASE_LABELS if name in PHASE_TEXTS]
    return [n for n in names if n in ("name", *_ALWAYS) or any(getattr(p, n).strip() for p in version.phases)]


def _phases(version: DesignVersion, columns: Sequence[str], translator: Translator, width: int) -> str:
    if not version.phases:
        return ""
    _ = translator.gettext
    heads = [_para(_(PHASE_LABELS[name]), Part.LABEL) for name in columns]
    heads.insert(1, _para(_("Time"), Part.LABEL))
    rows = [heads, *(_phase(phase, columns, _) for phase in version.phases)]
    share = (width - _TIME) // len(columns)
    widths = [share, _TIME, *([share] * (len(columns) - 1))]
    return _section(_("Course of the lesson")) + xml.table(rows, widths, head=True) + xml.paragraph("")


def _phase(phase: Phase, columns: Sequence[str], _: Callable[..., str]) -> list[str]:
    minutes = _("{minutes} min", minutes=phase.planned_min) if phase.planned_min is not None else ""
    cells = [_para(getattr(phase, name), _part(name)) for name in columns]
    cells.insert(1, _para(minutes, Part.PHASE_MIN))
    return cells


def _part(name: str) -> Part:
    return {"name": Part.PHASE, "check": Part.PHASE_CHECK}.get(name) or Part(name)
