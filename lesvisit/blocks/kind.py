"""What every type of building block answers: settings, problems, presses, counts, rows and a drawing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lesvisit.blocks.drawing import Drawing, Room
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block, Item, Template, Texts, text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator


@dataclass(frozen=True, slots=True)
class Option:
    """A setting of a type, as the editor asks it and the check judges it. Texts are message ids.

    `kind`: whole (a number from `least` to `most`), flag, or choice (one of `choices`, value to words).
    """

    key: str
    label: str
    kind: str
    default: object
    least: int = 0
    most: int = 0
    choices: Mapping[str, str] = field(default_factory=dict)
    help: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where. `path` as in the file: sections[0].blocks[2].items[1].code; `message` a message id."""

    path: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def words(self, translator: Translator) -> str:
        """The sentence for people."""
        return translator.gettext(self.message, **self.values)


@dataclass(frozen=True, slots=True)
class Press:
    """Something that one key, click or slash code does while observing."""

    block_id: str
    item_id: str
    label: Texts
    code: str = ""

    @property
    def key(self) -> str:
        """One name for it: a block with a single press is named by the block."""
        return self.block_id if self.item_id in ("", self.block_id) else f"{self.block_id}/{self.item_id}"


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a press leaves behind: a new event, another content of an event, or one taken away."""

    payload: Any = None
    record: Record[Any] | None = None

    @property
    def removes(self) -> bool:
        """Is the event taken away?"""
        return self.record is not None and self.payload is None


@dataclass(frozen=True, slots=True)
class Count:
    """How often, and when: lesson minutes, so that it can be counted per phase. Never only a total.

    `unit` says what one is: a press, an interval, a round, a second; figures of different units are never added.
    """

    item: str
    label: str
    minutes: tuple[float, ...]
    unit: str = "press"


@dataclass(frozen=True, slots=True)
class Row:
    """One event in words, for the list in which it is corrected and for the export."""

    record: Record[Any]
    item: str
    label: str
    value: str = ""
    other: str = ""
    slot: int | None = None
    number: float | None = None


class BlockKind:
    """One type of block. Subclasses say what differs; instances hold nothing.

    `method` names in every export how was counted, so that interval and real-time counts are never mixed.
    `quick`: small enough for the side panel. `opens`: pressing it opens the block instead of counting.
    """

    type = ""
    name = ""
    about = ""
    method = "event"
    options: tuple[Option, ...] = ()
    has_items = False
    least_items = 1
    most_items = 40
    item_word = N_("item")
    has_groups = False
    has_codes = False
    has_scale = False
    has_examples = False
    quick = False
    opens = False

    # Settings

    def whole(self, block: Block, key: str) -> int:
        """A setting that is a number, its default when it is missing or no number."""
        value = block.options.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else int(self._default(key))

    def flag(self, block: Block, key: str) -> bool:
        """A setting that is on or off."""
        value = block.options.get(key)
        return value if isinstance(value, bool) else bool(self._default(key))

    def choice(self, block: Block, key: str) -> str:
        """A setting that is one of a few words."""
        value = block.options.get(key)
        return value if isinstance(value, str) else str(self._default(key))

    def _default(self, key: str) -> Any:
        return next(o.default for o in self.options if o.key == key)

    def problems(self, template: Template, block: Block) -> Iterator[Problem]:
        """What is wrong with this block beyond what holds for all; paths start at the block."""
        yield from ()

    # Observing

    def presses(self, block: Block) -> tuple[Press, ...]:
        """What can be pressed while observing, in the order of the keys."""
        return tuple(Press(block.id, item.id, item.label, item.code) for item in block.items)

    def press(self, view: VisitBook, block: Block, item_id: str, minute: float | None) -> Pressed | None:
        """What pressing an item now leaves behind; None when nothing. `minute` is the lesson minute, or None."""
        return None

    # Reading

    def events(self, view: VisitBook, block: Block) -> list[Record[Any]]:
        """The events of this block, in the order they were made."""
        return view.of_block(block.id)

    def rows(self, view: VisitBook, block: Block, says: Translator) -> tuple[Row, ...]:
        """Its events in words."""
        return ()

    def counts(self, view: VisitBook, block: Block, says: Translator) -> tuple[Count, ...]:
        """Its counts, each with its minutes."""
        return ()

    def summary(self, view: VisitBook, block: Block, says: Translator) -> str:
        """A few words beside its name while observing: "24 of 26", "last 4 s"; empty when nothing happened."""
        return ""

    def press_summary(self, view: VisitBook, block: Block, item_id: str, says: Translator) -> str:
        """The same beside one of its items; a type whose items each tell something else says so here."""
        return self.summary(view, block, says)

    def drawing(self, view: VisitBook, block: Block, says: Translator, room: Room) -> Drawing | None:
        """What debrief and papers show of it; None when nothing was entered."""
        return None

    def sketch(self, block: Block, says: Translator, room: Room) -> Drawing:
        """What it looks like, for the gallery, without data."""
        raise NotImplementedError


def item_of(block: Block, item_id: str) -> Item | None:
    """An item by its id."""
    return next((item for item in block.items if item.id == item_id), None)


def item_label(block: Block, item_id: str, says: Translator) -> str:
    """An item's words; its id when the block doesn't know it (a correction took it away)."""
    item = item_of(block, item_id)
    return item_id if item is None else (text_in(item.label, says.language) or item.code or item.id)


def block_label(block: Block, says: Translator) -> str:
    """A block's words, with its group before it."""
    group, label = text_in(block.group, says.language), text_in(block.label, says.language)
    return f"{group}: {label}" if group and group not in label else label


def minutes_of(view: VisitBook, records: Iterable[Record[Any]]) -> tuple[float, ...]:
    """The lesson minutes of events that have one, in order."""
    return tuple(sorted(m for m in (view.minute(r) for r in records) if m is not None))


def per_phase(view: VisitBook, minutes: Iterable[float]) -> dict[str, int]:
    """How many of these minutes fell in each phase (by id); those before the first phase under an empty id."""
    found: dict[str, int] = {}
    for minute in minutes:
        phase = view.phase_at(minute)
        key = phase.id if phase is not None else ""
        found[key] = found.get(key, 0) + 1
    return found
