"""Changing a debrief protocol: pure functions from one protocol to the next; `services.protocols` stores them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lesvisit.domain.template import Protocol, Speaker, Step, Texts
from lesvisit.services.template_edit import with_text

_USUAL_MINUTES = 3


def step_of(protocol: Protocol, step_id: str) -> Step | None:
    """A step by its id."""
    return next((s for s in protocol.steps if s.id == step_id), None)


def add_step(protocol: Protocol, after: str = "") -> tuple[Protocol, str]:
    """One more step, after another or at the end; and its id."""
    ids = [s.id for s in protocol.steps]
    made = next(f"step-{n}" for n in range(len(ids) + 1, 2 * len(ids) + 2) if f"step-{n}" not in ids)
    place = ids.index(after) + 1 if after in ids else len(ids)
    step = Step(made, {}, Speaker.TOGETHER, _USUAL_MINUTES)
    return replace(protocol, steps=(*protocol.steps[:place], step, *protocol.steps[place:])), made


def edit_step(protocol: Protocol, step_id: str, **values: Any) -> Protocol:
    """A step says something else."""
    return replace(protocol, steps=tuple(replace(s, **values) if s.id == step_id else s for s in protocol.steps))


def move_step(protocol: Protocol, step_id: str, by: int) -> Protocol:
    """A step earlier (-1) or later (1), as far as there is room."""
    steps = list(protocol.steps)
    here = next((place for place, s in enumerate(steps) if s.id == step_id), -1)
    there = here + by
    if here < 0 or not 0 <= there < len(steps):
        return protocol
    steps.insert(there, steps.pop(here))
    return replace(protocol, steps=tuple(steps))


def remove_step(protocol: Protocol, step_id: str) -> Protocol:
    """Without this step."""
    return replace(protocol, steps=tuple(s for s in protocol.steps if s.id != step_id))


def set_first(protocol: Protocol, step_id: str, first: Speaker) -> Protocol:
    """Who speaks first; who does so is not silent."""
    step = step_of(protocol, step_id)
    silent = tuple(s for s in step.silent if s != first and first is not Speaker.TOGETHER) if step else ()
    return edit_step(protocol, step_id, first=first, silent=silent)


def lines_of(found: Sequence[Texts], language: str) -> str:
    """Texts under each other, in one language."""
    return "\n".join(texts.get(language, "") for texts in found).rstrip("\n")


def with_lines(found: Sequence[Texts], language: str, text: str) -> tuple[Texts, ...]:
    """The lines typed in one language; those in the other language stay beside theirs."""
    lines = [line.strip() for line in text.strip("\n").split("\n")] if text.strip() else []
    count = max(len(lines), len(found))
    made = (
        with_text(found[n] if n < len(found) else {}, language, lines[n] if n < len(lines) else "")
        for n in range(count)
    )
    return tuple(texts for texts in made if texts)
