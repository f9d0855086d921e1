"""What a debrief protocol means for the talk: who speaks, what stands in the middle, where ideas wait."""

from lesvisit.domain.template import Protocol, Shows, Speaker, Step
from lesvisit.domain.visit_book import VisitBook

# What stands in the middle when a protocol (as an imported file has it) doesn't say: by the place of the step.
_FIRST_SHOWS, _LAST_SHOWS, _AGREE_SHOWS = ("questions",), ("takeaway",), ("agreements",)
_SEEN_SHOWS, _THINK_SHOWS = ("evidence", "notes"), ("questions", "evidence", "notes")


def speakers(view: VisitBook, speaker: Speaker) -> tuple[str, ...]:
    """The people a protocol means by this word."""
    visit = view.visit
    if speaker is Speaker.VISITED:
        return (visit.visited_id,) if visit.visited_id else ()
    if speaker is Speaker.VISITOR:
        return visit.visitor_ids
    return tuple(i for i in (visit.visited_id, *visit.visitor_ids) if i)


def work_of(protocol: Protocol, step: Step) -> tuple[str, ...]:
    """What stands in the middle of a step; by its place where the protocol doesn't say."""
    if any(s.shows for s in protocol.steps):
        return step.shows
    place, count = protocol.steps.index(step), len(protocol.steps)
    if place == count - 1:
        return _LAST_SHOWS
    if place == count - 2:
        return _AGREE_SHOWS
    if place == 0:
        return _FIRST_SHOWS
    return _THINK_SHOWS if step.first is Speaker.TOGETHER else _SEEN_SHOWS


def ideas_step(protocol: Protocol) -> Step | None:
    """The step that interpretations and questions wait for: the one that says so, else where they think together."""
    named = next((s for s in protocol.steps if Shows.IDEAS in s.shows), None)
    if named is not None:
        return named
    looking = [s for s in protocol.steps if "evidence" in work_of(protocol, s) or "notes" in work_of(protocol, s)]
    together = [s for s in looking if s.first is Speaker.TOGETHER]
    return next(reversed(together or looking), None)


def ideas_wait(protocol: Protocol | None, step_id: str) -> bool:
    """Do interpretations and questions still wait in this step?"""
    theirs = ideas_step(protocol) if protocol else None
    ids = [s.id for s in protocol.steps] if protocol else []
    return theirs is not None and step_id in ids and ids.index(step_id) < ids.index(theirs.id)
