"""What was found in a lesson plan, as JSON in the shape of the samples: goals with criteria, phases with minutes."""

from typing import Any

from lesvisit.exchange.lesson_text import LessonMapping


def mapping_json(found: LessonMapping) -> dict[str, Any]:
    """Goals, phases, fields and what was left over; `pieces` says of every piece of text where it went."""
    return {
        "title": found.fields.get("title") or found.name,
        **{name: text for name, text in found.fields.items() if name != "title"},
        "lesson_min": found.lesson_min,
        "goals": _goals(found),
        "phases": _phases(found),
        "left_over": [piece.whole.strip() for piece in found.left_over],
        "not_opened": [{"what": what, "count": count} for what, count in found.left_out],
        "pieces": [
            {
                "text": piece.whole.strip(),
                "to": piece.place.part.value,
                "number": piece.place.index + 1,
                "from": piece.source.value,
            }
            for piece in found.pieces
        ],
    }


def _goals(found: LessonMapping) -> list[dict[str, Any]]:
    return [
        {
            "id": f"D{g}",
            "text": goal.text,
            "criteria": [{"id": f"D{g}{_letter(c)}", "text": text} for c, text in enumerate(goal.criteria)],
        }
        for g, goal in enumerate(found.goals, start=1)
    ]


def _letter(index: int) -> str:
    return chr(ord("a") + index) if index < 26 else f"_{index + 1}"


def _phases(found: LessonMapping) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    start: int | None = 0
    for number, phase in enumerate(found.phases, start=1):
        texts = {"teacher_does": "", "pupils_do": "", "expected": "", **phase.fields}
        made.append(
            {
                "id": f"F{number}",
                "name": phase.name,
                "planned_start_min": start,
                "planned_min": phase.planned_min,
                **texts,
            }
        )
        start = start + phase.planned_min if start is not None and phase.planned_min is not None else None
    return made
