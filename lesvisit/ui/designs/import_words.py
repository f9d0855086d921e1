"""What the places of a lesson design are called on the page where a document is sorted."""

from lesvisit.exchange.design_labels import FIELD_LABELS
from lesvisit.exchange.lesson_text import (
    GOAL_PARTS,
    PHASE_PARTS,
    LessonMapping,
    Part,
    Piece,
    Place,
    Source,
)
from lesvisit.i18n import N_, Translator

PARTS = {
    Part.LEFT: N_("Left over"),
    Part.GOAL: N_("Lesson goal"),
    Part.CRITERION: N_("Success criterion"),
    Part.PHASE: N_("Name of a phase"),
    Part.PHASE_MIN: N_("Minutes of a phase"),
    Part.TEACHER: N_("Teacher does"),
    Part.PUPILS: N_("Pupils do"),
    Part.EXPECTED: N_("Expected in pupils"),
    Part.ACTIVITY: N_("Form of work"),
    Part.MISCONCEPTION: N_("Misconception"),
    Part.PHASE_CHECK: N_("How we check (phase)"),
    Part.DISCUSS: N_("Question for each other"),
    Part.TITLE: N_("Title"),
    **FIELD_LABELS,
    Part.LABEL: N_("Heading: showed the way"),
}
SOURCES = {
    Source.BODY: "",
    Source.HEADER: N_("stood in the header of the page"),
    Source.FOOTER: N_("stood in the footer of the page"),
    Source.FOOTNOTE: N_("stood in a footnote"),
    Source.COMMENT: N_("was a comment"),
    Source.DELETED: N_("was struck out (tracked changes)"),
    Source.HIDDEN: N_("was hidden text"),
    Source.DRAWING: N_("stood in a drawing"),
}


def place_words(translator: Translator, found: LessonMapping, place: Place) -> str:
    """`D1 · Success criterion`, `F2 Start · Teacher does`, `Left over`."""
    words = translator.gettext(PARTS[place.part])
    if place.part in GOAL_PARTS:
        return f"D{place.index + 1} · {words}"
    if place.part in PHASE_PARTS:
        name = found.text(Place(Part.PHASE, place.index), True)
        called = f"F{place.index + 1} {name}".strip()
        return called if place.part is Part.PHASE else f"{called} · {words}"
    return words


def numbers(translator: Translator, found: LessonMapping, part: Part) -> list[str]:
    """The goals or phases to choose from, a new one last; none for what a design has once."""
    _ = translator.gettext
    if part in GOAL_PARTS:
        count = found.count(GOAL_PARTS)
        texts = [found.text(Place(Part.GOAL, index), True) for index in range(count)]
        return [*(f"D{n} {text}".strip() for n, text in enumerate(texts, 1)), _("a new goal")]
    if part in PHASE_PARTS:
        count = found.count(PHASE_PARTS)
        names = [found.text(Place(Part.PHASE, index), True) for index in range(count)]
        return [*(f"F{n} {name}".strip() for n, name in enumerate(names, 1)), _("a new phase")]
    return []


def kin(part: Part) -> tuple[Part, ...]:
    """The parts that a goal, or a phase, is made of."""
    return GOAL_PARTS if part in GOAL_PARTS else PHASE_PARTS if part in PHASE_PARTS else ()


def origin(translator: Translator, piece: Piece) -> str:
    """Where a piece stood, as far as that says something."""
    _ = translator.gettext
    words = SOURCES[piece.source]
    parts = [_(words)] if words else []
    if piece.near:
        parts.append(_("stood below “{heading}”", heading=piece.near))
    return ", ".join(parts)


def summary(translator: Translator, found: LessonMapping) -> str:
    """What the design would have, and what is left over."""
    _, ngettext = translator.gettext, translator.ngettext
    goals, phases, left = len(found.goals), len(found.phases), len(found.left_over)
    planned = sum(phase.planned_min or 0 for phase in found.phases)
    parts = (
        ngettext("{n} goal", "{n} goals", goals),
        ngettext("{n} phase", "{n} phases", phases),
        _("{minutes} min planned", minutes=planned),
        ngettext("{n} piece of text left over", "{n} pieces of text left over", left),
    )
    return " · ".join(parts)
