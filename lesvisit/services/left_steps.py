"""Steps that another protocol put away: what was said in them stays, under the title they had."""

from collections.abc import Iterator
from dataclasses import dataclass

from lesvisit.domain.debrief import LeftStep, Memory, StepText
from lesvisit.domain.template import Protocol, Speaker, Step, Texts
from lesvisit.domain.visit_book import VisitBook


@dataclass(frozen=True, slots=True)
class Left:
    """One such step with what was said in it. `title` is empty where nobody kept it."""

    id: str
    title: Texts
    text: str = ""

    @property
    def step(self) -> Step:
        """As a step of a protocol, for what asks for one."""
        return Step(self.id, self.title, Speaker.VISITED, 0)


def titles_left(view: VisitBook, protocol: Protocol) -> Iterator[LeftStep]:
    """What has to be kept when this protocol takes over: titles that it lacks and that nobody kept yet."""
    stay = {step.id for step in protocol.steps} | {r.payload.step_id for r in view.book.of(LeftStep)}
    for step in view.protocol.steps if view.protocol else ():
        if step.id not in stay:
            yield LeftStep(step.id, step.title)


def left(view: VisitBook) -> list[Left]:
    """What was said or remembered in steps that the protocol of this visit doesn't have."""
    here = {step.id for step in view.protocol.steps} if view.protocol else set()
    said = {r.payload.step_id: r.payload.text for r in view.book.of(StepText)}
    remembered = [r.payload.step_id for r in view.book.of(Memory) if not r.payload.empty]
    titles = {r.payload.step_id: r.payload.title for r in view.book.of(LeftStep)}
    ids = dict.fromkeys((*(i for i, text in said.items() if text.strip()), *remembered))
    return [Left(i, titles.get(i, {}), said.get(i, "")) for i in ids if i not in here]
