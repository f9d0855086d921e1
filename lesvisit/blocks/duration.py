"""A stopwatch: wait time after a question, or the balance of who talks (P8)."""

from collections.abc import Iterator
from dataclasses import replace

from lesvisit.blocks.drawing import Drawing, Pad, Room
from lesvisit.blocks.duration_times import Stretch, by_item, seconds_text, stretches, waits
from lesvisit.blocks.kind import (
    BlockKind,
    Count,
    Option,
    Press,
    Pressed,
    Problem,
    Row,
    block_label,
    item_label,
    item_of,
    minutes_of,
)
from lesvisit.domain.clock import minute_text
from lesvisit.domain.events import Duration
from lesvisit.domain.template import Block, Item, Template, Texts, text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator

WAIT, TOGGLE = "wait", "toggle"
BOUNCE_SEC = 0.5


class DurationKind(BlockKind):
    """Wait time: a press at the end of the question, a press at the answer. Talk balance: a press for who begins.

    A second press within half a second is a bounce of the finger: it does nothing, so that neither an empty
    measurement nor an empty stretch is made. Who presses *another* talker within half a second meant that one.
    """

    type = "duration"
    name = N_("Stopwatch")
    about = N_("How long something takes: the wait after a question, or who is talking.")
    method = "duration"
    options = (
        Option(
            "mode",
            N_("What is timed"),
            "choice",
            WAIT,
            choices={WAIT: N_("a wait: one press starts, the next stops"), TOGGLE: N_("who talks: one at a time")},
            help=N_("With a wait, the items are who can answer; with talking, they are who can talk."),
        ),
        Option("ask", N_("Ask who answered"), "flag", True, help=N_("Only with a wait.")),
        Option(
            "longest",
            N_("Longest wait, in seconds"),
            "whole",
            120,
            least=10,
            most=900,
            help=N_("A longer wait was forgotten: it counts as not stopped, and the next press starts anew."),
        ),
    )
    has_items = True
    least_items = 0
    item_word = N_("who")
    has_codes = True
    quick = True

    def is_wait(self, block: Block) -> bool:
        """Does it time waits, rather than who talks?"""
        return self.choice(block, "mode") != TOGGLE

    def asks(self, block: Block) -> bool:
        """Is asked who answered?"""
        return self.is_wait(block) and self.flag(block, "ask") and bool(block.items)

    def problems(self, template: Template, block: Block) -> Iterator[Problem]:
        if not self.is_wait(block) and len(block.items) < 2:
            yield Problem("items", N_("A balance takes at least two who can talk."))

    # Observing

    def presses(self, block: Block) -> tuple[Press, ...]:
        if self.is_wait(block):
            return (Press(block.id, "", block.label),)
        return super().presses(block)

    def press(self, view: VisitBook, block: Block, item_id: str, minute: float | None) -> Pressed | None:
        starts = not self.is_wait(block) or item_of(block, item_id) is None
        if starts and _is_after_done(view, minute):
            return None  # nothing is timed after *Klaar*; who answered may still be said
        if self.is_wait(block):
            return self._press_wait(view, block, item_id, minute)
        item = item_of(block, item_id)
        return None if item is None else self._press_talker(view, block, item, minute)

    def _press_wait(self, view: VisitBook, block: Block, item_id: str, minute: float | None) -> Pressed | None:
        """Starts or stops; the item of an answer stops and says who, or says it of the last wait."""
        answer = item_of(block, item_id)
        if answer is None and item_id not in ("", block.id):
            return None
        last = _last(self.stretches(view, block, minute))
        if last is not None and last.running:
            return _stop(last, minute, answer)
        if answer is not None:
            return None if last is None else Pressed(answered(last.record.payload, answer.id), last.record)
        if last is not None and _since(last.end, minute) < BOUNCE_SEC:
            return None
        return Pressed(Duration(_stored_label(block.label, block.id), 0.0, running=True))

    def _press_talker(self, view: VisitBook, block: Block, item: Item, minute: float | None) -> Pressed | None:
        found = [s for s in self.stretches(view, block, minute) if s.start is not None]
        begun = Duration(_stored_label(item.label, item.id), 0.0, item=item.id, running=True)
        last = _last(found)
        if last is None:
            return Pressed(begun)
        if not last.running:
            bounced = last.item == item.id and _since(last.end, minute) < BOUNCE_SEC
            return None if bounced else Pressed(begun)
        if last.item == item.id:
            return _stop(last, minute)
        if _since(last.start, minute) >= BOUNCE_SEC:
            return Pressed(begun)
        if len(found) > 1 and found[-2].item == item.id and found[-2].record.payload.running:
            return Pressed(record=last.record)
        return Pressed(replace(last.record.payload, label=begun.label, item=item.id), last.record)

    # Reading

    def stretches(self, view: VisitBook, block: Block, now: float | None = None) -> list[Stretch]:
        """Everything that was timed, in lesson order, those without a time last."""
        if self.is_wait(block):
            return waits(view, block, self.whole(block, "longest"), now)
        return stretches(view, block, now)

    def running(self, view: VisitBook, block: Block, now: float | None = None) -> Stretch | None:
        """What runs now."""
        return next((s for s in self.stretches(view, block, now) if s.running), None)

    def rows(self, view: VisitBook, block: Block, says: Translator) -> tuple[Row, ...]:
        return tuple(self._row(block, stretch, says) for stretch in self.stretches(view, block))

    def _row(self, block: Block, stretch: Stretch, says: Translator) -> Row:
        item, label = block.id, block_label(block, says)
        if not self.is_wait(block):
            item, label = stretch.item, item_label(block, stretch.item, says)
        value, number = length_words(stretch, says), stretch.seconds
        return Row(stretch.record, item, label, value, who_answered(block, stretch, says), number=number)

    def counts(self, view: VisitBook, block: Block, says: Translator) -> tuple[Count, ...]:
        found = self.stretches(view, block)
        if self.is_wait(block):
            minutes = minutes_of(view, (s.record for s in found))
            return (Count(block.id, block_label(block, says), minutes, "wait"), *_answers(view, block, found, says))
        talked = by_item(found)
        items = dict.fromkeys([*(i.id for i in block.items), *talked])
        return tuple(
            Count(i, item_label(block, i, says), minutes_of(view, (s.record for s in talked.get(i, []))), "stretch")
            for i in items
        )

    def summary(self, view: VisitBook, block: Block, says: Translator) -> str:
        """What runs now, or the last wait. The balance itself waits for the debrief."""
        found = self.stretches(view, block)
        if not found:
            return ""
        running = next((s for s in found if s.running), None)
        if self.is_wait(block):
            last = length_words(found[-1], says)
            return says.gettext("running") if running else says.gettext("last {length}", length=last)
        if running is None:
            return ""
        who = item_label(block, running.item, says)
        return says.gettext("{who} since {minute}", who=who, minute=minute_text(running.start))

    def press_summary(self, view: VisitBook, block: Block, item_id: str, says: Translator) -> str:
        """Beside who talks now: since when; nothing beside the others."""
        if self.is_wait(block):
            return self.summary(view, block, says)
        running = self.running(view, block)
        if running is None or running.item != item_id:
            return ""
        return says.gettext("since {minute}", minute=minute_text(running.start))

    def drawing(self, view: VisitBook, block: Block, says: Translator, room: Room) -> Drawing | None:
        from lesvisit.blocks.duration_drawing import balance_drawing, wait_drawing

        found = self.stretches(view, block)
        if not found:
            return None
        draw = wait_drawing if self.is_wait(block) else balance_drawing
        return draw(view, block, says, room, found)

    def sketch(self, block: Block, says: Translator, room: Room) -> Drawing:
        pad = Pad(room)
        left = room.width * 0.3
        if self.is_wait(block):
            for row, seconds in enumerate((0.3, 0.6, 0.2)):
                pad.line(((2, row * 16 + 9), (left - 12, row * 16 + 9)), "ctl", 1.5)
                pad.box(left, row * 16 + 4, (room.width - left) * seconds, 10, "hair", "ink")
            return pad.done(50)
        bands = (((0.0, 0.2), (0.3, 0.5), (0.85, 1.0)), ((0.2, 0.3),), ((0.5, 0.85),))
        for row, band in enumerate(bands):
            pad.line(((2, row * 16 + 9), (left - 12, row * 16 + 9)), "ctl", 1.5)
            for begins, ends in band:
                wide = room.width - left
                pad.box(left + begins * wide, row * 16 + 4, (ends - begins) * wide, 10, "hair", "ink")
        return pad.done(50)


# Who answered


def answered(wait: Duration, who: str) -> Duration:
    """The wait with who answered; the same again takes it off."""
    return replace(wait, followed_by="" if wait.followed_by == who else who)


def answer_id(block: Block, followed_by: str) -> str:
    """The item that answered; the text itself when the block has no such item (an imported file)."""
    wanted = followed_by.strip().casefold()
    for item in block.items:
        if followed_by == item.id or wanted in (text.strip().casefold() for text in item.label.values()):
            return item.id
    return followed_by.strip()


def who_answered(block: Block, stretch: Stretch, says: Translator) -> str:
    """Who answered, in words; empty when nobody said."""
    told = stretch.record.payload.followed_by
    return item_label(block, answer_id(block, told), says) if told.strip() else ""


def length_words(stretch: Stretch, says: Translator) -> str:
    """How long it was, in words."""
    if stretch.seconds is not None:
        return seconds_text(says, stretch.seconds)
    if stretch.running:
        return says.gettext("running")
    unknown = bool(stretch.record.payload.extra.get("seconds_unknown"))
    return says.gettext("length unknown") if unknown else says.gettext("not stopped")


def _answers(view: VisitBook, block: Block, found: list[Stretch], says: Translator) -> Iterator[Count]:
    """How often who answered; their unit differs, so that no wait is counted twice."""
    told: dict[str, list[Stretch]] = {item.id: [] for item in block.items}
    for stretch in found:
        if stretch.record.payload.followed_by.strip():
            told.setdefault(answer_id(block, stretch.record.payload.followed_by), []).append(stretch)
    for who, their in told.items():
        yield Count(who, item_label(block, who, says), minutes_of(view, (s.record for s in their)), "answer")


# Presses


def _is_after_done(view: VisitBook, minute: float | None) -> bool:
    return view.ended and (minute is None or view.end_min is None or minute > view.end_min)


def _last(found: list[Stretch]) -> Stretch | None:
    """The last one in the lesson; those without a time only when there are no others."""
    return next((s for s in reversed(found) if s.start is not None), found[-1] if found else None)


def _stop(running: Stretch, minute: float | None, answer: Item | None = None) -> Pressed | None:
    if running.start is None or minute is None:
        return None
    since = max(0.0, minute - running.start) * 60
    if since < BOUNCE_SEC:
        return None
    stopped = replace(running.record.payload, seconds=round(since, 2), running=False)
    return Pressed(stopped if answer is None else replace(stopped, followed_by=answer.id), running.record)


def _since(begun: float | None, minute: float | None) -> float:
    """Seconds between two minutes; endless when one of them is not known."""
    if begun is None or minute is None:
        return float("inf")
    return abs(minute - begun) * 60


def _stored_label(label: Texts, otherwise: str) -> str:
    """What the event itself says was timed: in Dutch, whatever the language of the screen."""
    return text_in(label, "nl") or otherwise


KIND = DurationKind()
