"""An observation template (on screen: observatieformulier) and a debrief protocol: data, not code."""

from dataclasses import dataclass, field
from enum import StrEnum

Texts = dict[str, str]  # language code to text


def text_in(texts: Texts, language: str) -> str:
    """The text in this language, else in Dutch, else whichever there is."""
    return texts.get(language) or texts.get("nl") or next(iter(texts.values()), "")


@dataclass(frozen=True, slots=True)
class Block:
    """One building block of a template (domain.md 2.1). `type` is checked by the page that shows it."""

    id: str
    type: str  # note | tally | duration | sweep | ...
    label: Texts = field(default_factory=dict)
    help: Texts = field(default_factory=dict)
    group: Texts = field(default_factory=dict)
    timing: str = "during"
    options: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that stand together under one title."""

    title: Texts
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """An observation template; a visit keeps its own snapshot of it."""

    id: str
    version: int
    name: Texts
    description: Texts = field(default_factory=dict)
    attribution: str = ""
    licence: str = ""
    sections: tuple[Section, ...] = ()

    def blocks(self, kind: str) -> tuple[Block, ...]:
        """All blocks of one type, in the template's order."""
        return tuple(b for s in self.sections for b in s.blocks if b.type == kind)


class Speaker(StrEnum):
    """Who speaks first in a step."""

    VISITOR = "visitor"
    VISITED = "visited"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a debrief. `minutes` is a wish, shown as a soft bar; `shows` what stands in the middle."""

    id: str
    title: Texts
    first: Speaker
    minutes: int
    prompts: tuple[Texts, ...] = ()
    silent: tuple[Speaker, ...] = ()
    shows: tuple[str, ...] = ()  # evidence | questions | agreements | notes
    output: str = ""


@dataclass(frozen=True, slots=True)
class Protocol:
    """A debrief protocol (on screen: gespreksmodel); a visit keeps its own snapshot of it."""

    id: str
    version: int
    name: Texts
    description: Texts = field(default_factory=dict)
    rules: tuple[Texts, ...] = ()
    steps: tuple[Step, ...] = ()
    attribution: str = ""
