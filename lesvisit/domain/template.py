"""An observation template (on screen: observatieformulier) and a debrief protocol: data, not code."""

from dataclasses import dataclass, field
from enum import StrEnum

Texts = dict[str, str]  # language code to text


def text_in(texts: Texts, language: str) -> str:
    """The text in this language, else in Dutch, else whichever there is."""
    return texts.get(language) or texts.get("nl") or next(iter(texts.values()), "")


class Timing(StrEnum):
    """When a block is filled in."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Taxonomy(StrEnum):
    """The kinds of observation that Dutch teacher training tells apart (domain.md 2.2)."""

    FREE = "free"  # vrije observatie
    STRUCTURED = "structured"  # gestructureerde observatie, kijkwijzer
    INTERVAL = "interval"  # intervalobservatie
    COUNT = "count"  # tel- of duurmethode
    SCALE = "scale"  # beoordelingsschaal


@dataclass(frozen=True, slots=True)
class Anchor:
    """One value of a scale, with what it means in words."""

    value: str
    label: Texts = field(default_factory=dict)
    help: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scale:
    """Named values from few to many; `na` allows *not applicable*. Never summed, never averaged."""

    id: str
    anchors: tuple[Anchor, ...] = ()
    label: Texts = field(default_factory=dict)
    na: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to press, choose or answer within a block: a code, a category, an indicator, a column, a symbol.

    `code` is what one types after a slash and what stands in exports; `examples` are ticks that support a rating and
    never compute it.
    """

    id: str
    label: Texts = field(default_factory=dict)
    help: Texts = field(default_factory=dict)
    group: Texts = field(default_factory=dict)
    code: str = ""
    examples: tuple[Texts, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One building block of a template (domain.md 2.1); `lesvisit.blocks` knows what each `type` does.

    `link` is a code of the design (D1, D1a, K1): what is entered here belongs to it. `scale` names a scale of the
    template. `options` are the settings of the type. A pinned block names where it came from in `attribution`.
    """

    id: str
    type: str  # note | tally | duration | sweep | ...
    label: Texts = field(default_factory=dict)
    help: Texts = field(default_factory=dict)
    group: Texts = field(default_factory=dict)
    timing: str = "during"
    link: str = ""
    items: tuple[Item, ...] = ()
    scale: str = ""
    attribution: str = ""
    licence: str = ""
    options: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that stand together under one title. `phases` are codes (F2) or names: there its blocks come forward."""

    title: Texts
    blocks: tuple[Block, ...] = ()
    help: Texts = field(default_factory=dict)
    phases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """An observation template; a visit keeps its own snapshot of it.

    `id` is a UUID and stays; `version` counts up with each change that is put to use. `learn_min` is how long it
    takes to learn, in minutes. `more`: stands under *More* in the gallery.
    """

    id: str
    version: int
    name: Texts
    description: Texts = field(default_factory=dict)
    attribution: str = ""
    licence: str = ""
    sections: tuple[Section, ...] = ()
    scales: tuple[Scale, ...] = ()
    good_for: Texts = field(default_factory=dict)
    disclaimer: Texts = field(default_factory=dict)
    taxonomy: str = ""
    learn_min: int | None = None
    visit_min: int | None = None
    more: bool = False

    @property
    def all_blocks(self) -> tuple[Block, ...]:
        """Every block, in the template's order."""
        return tuple(b for s in self.sections for b in s.blocks)

    def blocks(self, kind: str) -> tuple[Block, ...]:
        """All blocks of one type, in the template's order."""
        return tuple(b for b in self.all_blocks if b.type == kind)

    def block(self, block_id: str) -> Block | None:
        """A block by its id."""
        return next((b for b in self.all_blocks if b.id == block_id), None)

    def scale_of(self, block: Block) -> Scale | None:
        """The scale a block uses."""
        return next((s for s in self.scales if s.id == block.scale), None)


class Speaker(StrEnum):
    """Who speaks first in a step."""

    VISITOR = "visitor"
    VISITED = "visited"
    TOGETHER = "together"


class Shows(StrEnum):
    """What can stand in the middle of a step. `IDEAS`: here interpretations and questions of the notes come up."""

    MEMORIES = "memories"  # two memories, before the notes are seen
    QUESTIONS = "questions"
    EVIDENCE = "evidence"  # goals and criteria: how widely seen, with what shows it
    NOTES = "notes"
    TALLIES = "tallies"  # what was counted, timed, rated or placed
    MATRIX = "matrix"  # case pupils: predicted beside seen
    PLANNED = "planned"  # the minutes of each phase, planned and as they went
    IDEAS = "ideas"
    RESULTS = "results"
    AGREEMENTS = "agreements"
    TAKEAWAY = "takeaway"
    NONE = "none"


class Output(StrEnum):
    """What is written down in a step, beside what belongs to what it shows."""

    TEXT = ""  # a few words of what was said
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a debrief. `minutes` is a wish, shown as a soft bar; `shows` what stands in the middle (`Shows`).

    Words that this version does not know are kept and show nothing.
    """

    id: str
    title: Texts
    first: Speaker
    minutes: int
    prompts: tuple[Texts, ...] = ()
    silent: tuple[Speaker, ...] = ()
    shows: tuple[str, ...] = ()
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
    licence: str = ""
