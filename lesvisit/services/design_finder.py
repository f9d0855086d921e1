"""Finding a lesson design: by words anywhere in it, by subject, by class or year; archived ones when asked for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lesvisit.services.designs import DesignSummary


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for; an empty text asks for nothing."""

    words: str = ""
    subject: str = ""
    group: str = ""  # a class or a year
    archived: bool = False


def found(designs: Sequence[DesignSummary], wish: Wish, name_of: Callable[[str], str]) -> list[DesignSummary]:
    """The designs that fit, in their order: every word of the wish stands somewhere in the design."""
    words = wish.words.casefold().split()
    return [
        d
        for d in designs
        if d.design.archived == wish.archived
        and (not wish.subject or d.design.subject.casefold() == wish.subject.casefold())
        and (not wish.group or wish.group.casefold() in {g.casefold() for g in _groups(d)})
        and _has(d, words, name_of)
    ]


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


def _has(found: DesignSummary, words: Sequence[str], name_of: Callable[[str], str]) -> bool:
    if not words:
        return True
    text = "\n".join(_texts(found, name_of)).casefold()
    return all(word in text for word in words)


def _texts(found: DesignSummary, name_of: Callable[[str], str]) -> Iterator[str]:
    design, version = found.design, found.version
    yield from (design.title, design.subject, version.board_goal, version.focus_question)
    yield from _groups(found)
    yield from (name_of(person_id) for person_id in design.makers)
    for goal in version.goals:
        yield goal.text
        yield from (criterion.text for criterion in goal.criteria)
    for phase in version.phases:
        yield from (phase.name, phase.activity, phase.teacher_does, phase.pupils_do, phase.expected)
