"""Finding a lesson design: by words in any of its versions, by subject, by class or year; archived when asked for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lesvisit.domain.design import PHASE_TEXTS, DesignVersion
from lesvisit.services.designs import DesignSummary


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for; an empty text asks for nothing."""

    words: str = ""
    subject: str = ""
    group: str = ""  # a class or a year
    archived: bool = False


def found(designs: Sequence[DesignSummary], wish: Wish, name_of: Callable[[str], str]) -> list[DesignSummary]:
    """The designs that fit, in their order: every word of the wish stands in one of the versions of the design."""
    return [d for d in designs if _fits(d, wish) and found_in(d, wish, name_of) is not None]


def found_in(design: DesignSummary, wish: Wish, name_of: Callable[[str], str]) -> DesignVersion | None:
    """The newest version in which every word of the wish stands; None when none has them all."""
    words = wish.words.casefold().split()
    if not words:
        return design.version
    shared = list(_shared(design, name_of))
    for version in (design.version, *design.older):
        text = "\n".join((*shared, *_texts(version))).casefold()
        if all(word in text for word in words):
            return version
    return None


def _fits(design: DesignSummary, wish: Wish) -> bool:
    subject, group = wish.subject.casefold(), wish.group.casefold()
    return (
        design.design.archived == wish.archived
        and (not subject or design.design.subject.casefold() == subject)
        and (not group or group in {g.casefold() for g in _groups(design)})
    )


def subjects(designs: Sequence[DesignSummary]) -> list[str]:
    """All subjects, each once, by alphabet."""
    return _once(d.design.subject for d in designs)


def groups(designs: Sequence[DesignSummary]) -> list[str]:
    """All years and classes, each once, by alphabet."""
    return _once(group for d in designs for group in _groups(d))


def _groups(found: DesignSummary) -> Iterator[str]:
    yield found.design.year.strip()
    yield found.version.class_name.strip()
    yield from (use.class_name.strip() for use in found.uses)


def _once(texts: Iterator[str]) -> list[str]:
    known: dict[str, str] = {}
    for text in texts:
        if text.strip():
            known.setdefault(text.strip().casefold(), text.strip())
    return [known[key] for key in sorted(known)]


def _shared(found: DesignSummary, name_of: Callable[[str], str]) -> Iterator[str]:
    """What all versions share."""
    yield from (found.design.title, found.design.subject)
    yield from _groups(found)
    yield from (name_of(person_id) for person_id in found.design.makers)


def _texts(version: DesignVersion) -> Iterator[str]:
    yield from (version.board_goal, version.focus_question, version.why)
    for goal in version.goals:
        yield goal.text
        yield from (criterion.text for criterion in goal.criteria)
    for phase in version.phases:
        yield from (str(getattr(phase, name)) for name in PHASE_TEXTS)
        yield from phase.predictions.values()
