"""A visit being observed: the lesson clock, the phase under way, the line being typed, and its draft.

Qt-free. Each act is an operation that goes to the disk at once; the only thing kept elsewhere is the text being
typed, and that is a draft on the disk within a second.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from lesvisit.blocks.by_observer import without_brought_in
from lesvisit.blocks.keys import quick_presses, slash_presses
from lesvisit.blocks.kind import Press
from lesvisit.domain import line as lines
from lesvisit.domain.clock import Moment
from lesvisit.domain.design import Phase
from lesvisit.domain.events import Note, Seating
from lesvisit.domain.line import Line
from lesvisit.domain.records import Operation, Record
from lesvisit.domain.slash import KIND_LETTERS, PRESS_MARK, Code, CodeKind, SlashCodes
from lesvisit.domain.template import Block
from lesvisit.models.draft import Draft
from lesvisit.services import blocks, observe
from lesvisit.services.desk import Desk, new_id
from lesvisit.services.lesson_clock import LessonClock
from lesvisit.services.presses import PressMemory
from lesvisit.services.session import VisitSession

EDIT_KEY = ":edit"  # behind the visit's id: the draft of a kept line that is being edited
FIRST_MINUTE = 1.0  # a phase begun this early in the lesson was seen from its start


def nothing() -> None:
    """Does nothing."""


class ObservationSession(LessonClock):
    """One visit at the observe page."""

    def __init__(self, session: VisitSession, desk: Desk, opened: Moment | None = None) -> None:
        super().__init__(session, desk, opened)
        self.line = Line(new_id())
        self.presses = PressMemory()
        self.edited: Record[Note] | None = None  # the kept line being edited
        self.edit_line: Line | None = None
        self.on_first_event: Callable[[], None] = nothing
        self._drafts: dict[str, Draft] = {}
        self._written: set[str] = set()  # lines whose draft was written from here: they were left by nobody

    @property
    def key(self) -> str:
        """The draft's key: the visit's id."""
        return self.session.book.scope_id

    # Acts

    def do(self, operation: Operation | None) -> Operation | None:
        """Shows an act and sends it to the disk. The first event freezes the design version."""
        first = operation is not None and not self.begun
        if operation is not None:
            self.presses.hear(self.view, operation)
        done = super().do(operation)
        if first and self.begun:
            self.on_first_event()
        return done

    def hold(self) -> Operation | None:
        """Stamps now and leaves an empty line to fill later."""
        return self.do(observe.hold_moment(self.desk, self.view, self.desk.moment()))

    def back(self) -> Operation | None:
        """Ten seconds back: the line being typed, else the one being edited, else the last kept one."""
        if self.edited is not None:
            return self.do(observe.move_stamp(self.desk, self.view, self.edited))
        if self.line.stamp is not None:
            self.line = replace(self.line, stamp=observe.moved_back(self.line.stamp))
            return None
        last = self.last_kept()
        return None if last is None else self.do(observe.move_stamp(self.desk, self.view, last))

    def last_kept(self) -> Record[Note] | None:
        """The line that was kept last, wherever it stands."""
        kept = [r for r in self.session.book.of(Note) if r.stamp is not None]
        return max(kept, key=lambda r: r.stamp.seq if r.stamp else 0, default=None)

    def link(self, ref: str) -> Record[Note] | None:
        """Links the line; on an empty line the last kept one (returned). Again: off."""
        if self.edit_line is not None:
            self.edit_line = self.edit_line.with_note(lines.linked(self.edit_line.note, ref))
            return None
        if not self.line.empty:
            self.line = self.line.with_note(lines.linked(self.line.note, ref))
            return None
        last = self.last_kept()
        if last is not None:
            self.do(observe.toggle_link(self.desk, self.view, last, ref))
        return last

    def next_phase(self) -> Phase | None:
        """The next phase begins now; None after the last, or without phases."""
        moment = self.desk.moment()
        phase_id = observe.next_phase_id(self.view, self.minute(moment))
        if not phase_id:
            return None
        self.do(observe.start_phase(self.desk, self.view, phase_id, moment))
        return next(p for p in self.view.phases if p.id == phase_id)

    def phase_goes_on(self, phase_id: str) -> None:
        """This phase is under way; its start counts as seen only in the first minute of the lesson."""
        moment = self.desk.moment()
        minute = self.minute(moment)
        known = self.view.visit.lesson_start_utc is not None
        first = self.view.phases[:1] and self.view.phases[0].id == phase_id
        seen = bool(known and first and minute is not None and abs(minute) <= FIRST_MINUTE)
        self.do(observe.start_phase(self.desk, self.view, phase_id, moment, seen=seen))

    def start_phase(self, phase_id: str) -> None:
        """This phase begins now."""
        self.do(observe.start_phase(self.desk, self.view, phase_id, self.desk.moment()))

    def press(self, block_id: str, item_id: str = "") -> Operation | None:
        """One press of a counter or of an item of another block; None when it does nothing."""
        moment = self.desk.moment()
        template = self.view.template
        block = template.block(block_id) if template is not None else None
        if block is None or block.type == "tally":
            return self.do(observe.press_counter(self.desk, self.view, block_id, moment))
        return self.do(blocks.press(self.desk, self.view, block, item_id, moment, self.minute(moment)))

    def take_back_press(self) -> Operation | None:
        """Takes back the last press of any block; None when there is none."""
        return self.do(self.presses.take_back(self.desk, self.view))

    def quick(self) -> tuple[Press, ...]:
        """What stands in the side panel with a key of its own."""
        return quick_presses(self.view.template)

    def counts(self) -> dict[str, int]:
        """Presses per counter of the form, without a second observer's; counters never pressed are left out."""
        template = self.view.template
        own = without_brought_in(self.view)
        found = {b.id: len(own.ticks(b.id)) for b in template.blocks("tally")} if template is not None else {}
        return {counter_id: count for counter_id, count in found.items() if count}

    def lesson_began(self, start_utc: datetime | None) -> None:
        """The answer to the one line about the bell; None: skipped."""
        self.do(observe.set_lesson_start(self.desk, self.view, start_utc))

    def lesson_is_at(self, minute: float) -> None:
        """The lesson is in this minute now."""
        self.lesson_began(self.effective() - timedelta(minutes=minute))

    def finish(self) -> Operation | None:
        """*Klaar*: what is typed is kept, the visit ends."""
        self.keep_edit()
        self.keep()
        return self.do(observe.finish(self.desk, self.view, self.desk.moment()))

    # Codes

    def slash_codes(self) -> SlashCodes:
        """The slash codes of this visit."""
        letters = self.case_letters()
        taken = (*KIND_LETTERS, *self.view.codes.values(), *letters, "r")
        presses = slash_presses(self.view.template, taken)
        pressed = {typed: f"{p.block_id}{PRESS_MARK}{p.item_id}" for typed, p in presses.items()}
        seats = [seat.code for r in self.session.book.of(Seating) for seat in r.payload.seats if not seat.empty]
        return SlashCodes(self.view.codes, letters, pressed, seats)

    def case_letters(self) -> tuple[str, ...]:
        """The letters of this visit's case pupils."""
        seated = (letter for r in self.session.book.of(Seating) for letter in r.payload.case_pupils)
        noted = (letter for r in self.session.book.of(Note) for letter in r.payload.case_letters)
        from lesvisit.blocks.case_cells import letters as case_letters_of

        template = self.view.template
        matrices = template.blocks("case_matrix") if template is not None else ()
        told = (letter for block in matrices for letter in case_letters_of(self.view, block))
        return tuple(sorted({*seated, *noted, *told}))

    def take(self, code: Code) -> None:
        """A slash code was typed in the active line."""
        if self.edit_line is not None:
            self.edit_line = self.edit_line.with_note(lines.taken(self.edit_line.note, code))
        else:
            self.line = self.line.with_note(lines.taken(self.line.note, code))

    def make_kind(self, kind: CodeKind | None) -> None:
        """The active line becomes of another kind; None: the next in the round."""
        active = self.active
        note = lines.next_kind(active.note) if kind is None else lines.with_kind(active.note, kind)
        if self.edit_line is not None:
            self.edit_line = active.with_note(note)
        else:
            self.line = active.with_note(note)

    def make_utterance(self, block: Block, item_id: str) -> None:
        """The active line becomes the literal words of this item; again: the next speaker, then an ordinary line."""
        from lesvisit.blocks.utterance import pressed_again

        note = pressed_again(self.active.note, block, item_id)
        ref = self.view.linked(block)
        if ref and note.block_id == block.id and ref not in note.links:
            note = lines.linked(note, ref)
        if self.edit_line is not None:
            self.edit_line = self.edit_line.with_note(note)
        else:
            self.line = self.line.with_note(note)

    @property
    def active(self) -> Line:
        """The line that keys work on: the kept one being edited, else the one being typed."""
        return self.edit_line or self.line

    # The line being typed

    def typed(self, text: str, effect: str, composing: bool = False) -> None:
        """What stands in the line now. Its first text stamps it; an emptied line loses its stamp.

        `composing`: an input method shows text that is not committed yet; that counts as text.
        """
        note = replace(self.line.note, text=text, effect=effect)
        self.line = self.line.with_note(note)
        if note.held and not composing:
            self.line = replace(self.line, stamp=None, restored=False)
        elif self.line.stamp is None:
            self.line = replace(self.line, stamp=self.desk.stamp(self.session.book, self.desk.moment()))

    def keep(self) -> Operation | None:
        """Enter: keeps the line with the stamp of its first text and opens the next; None on an empty line."""
        line = self.line
        if line.empty:
            return None
        stamp = line.stamp or self.desk.stamp(self.session.book, self.desk.moment())
        seq = self.session.book.clocks.next_seq(stamp.device_id)
        note = replace(line.note, text=line.note.text.strip(), effect=line.note.effect.strip())
        operation = observe.keep_note(self.desk, self.view, note, replace(stamp, seq=seq), line.note_id)
        self.line = Line(new_id())
        self.do(operation)
        self._move_late(line.note_id, note.text)
        self._forget_draft(self.key)
        return operation

    def _move_late(self, note_id: str, text: str) -> None:
        """A line that begins with "om 10:32" stands at that moment; undo takes only that back."""
        record = self.session.book.get(note_id)
        now = self.view.at(record) if record is not None else None
        moment = lines.late_moment(text, now, ZoneInfo(self.view.visit.zone)) if now is not None else None
        if record is not None and moment is not None:
            self.do(observe.move_to(self.desk, self.view, record, moment))

    def lay_away(self) -> bool:
        """Esc on a restored line: it goes, but its words stay in the history. False when it is not restored."""
        if not self.line.restored:
            return False
        note_id = self.line.note_id
        if self.keep() is not None:
            record = self.session.book.get(note_id)
            if record is not None:
                self.do(observe.delete_note(self.desk, self.view, record))
        return True

    # A kept line being edited

    def begin_edit(self, record: Record[Note]) -> None:
        """Opens a kept line; its stamp stays."""
        self.keep_edit()
        self.edited, self.edit_line = record, Line(record.id, record.payload, record.stamp)

    def edit_typed(self, text: str, effect: str) -> None:
        """What stands in the edited line now."""
        if self.edit_line is not None:
            note = replace(self.edit_line.note, text=text, effect=effect)
            self.edit_line = self.edit_line.with_note(note)

    def keep_edit(self) -> Operation | None:
        """Closes the edited line and keeps what changed; None when nothing did."""
        line, record = self.edit_line, self._edited_now()
        self.edited = self.edit_line = None
        self._forget_draft(self.key + EDIT_KEY)
        if line is None or record is None:
            return None
        note = replace(line.note, text=line.note.text.strip(), effect=line.note.effect.strip())
        if note == record.payload:
            return None
        return self.do(observe.edit_note(self.desk, self.view, record, note))

    def drop_edit(self) -> bool:
        """Closes the edited line as it was; the words typed stay in the history. True when there were any."""
        before = self._edited_now()
        if self.keep_edit() is None or before is None:
            return False
        after = self.session.book.get(before.id)
        if after is not None:
            self.do(observe.edit_note(self.desk, self.view, after, before.payload))
        return True

    def _edited_now(self) -> Record[Note] | None:
        return None if self.edited is None else self.session.book.get(self.edited.id)

    def delete(self, record_id: str) -> Operation | None:
        """Takes a line or a phase start away; undo brings it back."""
        record = self.session.book.get(record_id)
        if record is None:
            return None
        if self.edited is not None and self.edited.id == record_id:
            self.edited = self.edit_line = None
            self._forget_draft(self.key + EDIT_KEY)
        return self.do(observe.take_away(self.desk, self.view, record))

    # Drafts

    def keep_draft(self, caret: int = 0, place: str = "text") -> "Future[None] | None":
        """Puts what is being typed on the disk; None when there is nothing new."""
        key = self.key if self.edit_line is None else self.key + EDIT_KEY
        if self.edit_line is None and self.line.empty:
            return self._forget_draft(key)
        if self.edited is not None and self.edit_line is not None and self.edit_line.note == self.edited.payload:
            return self._forget_draft(key)
        draft = self._draft(key, caret, place)
        if self._drafts.get(key) == draft:
            return None
        self._drafts[key] = draft
        self._written.add(draft.note_id)
        return self.session.storage.keep_draft(replace(draft, saved_utc=self.desk.clock.now_utc()))

    def _draft(self, key: str, caret: int, place: str) -> Draft:
        line = self.active
        note = observe.clean(line.note)
        return Draft(
            key=key,
            text=note.text,
            effect=note.effect,
            caret=caret,
            place=place,
            kind=note.kind,
            counted=note.counted,
            about=note.about,
            links=note.links,
            stamp=line.stamp,
            note_id=line.note_id,
            block_id=note.block_id,
            item=note.item,
        )

    def _forget_draft(self, key: str) -> "Future[None] | None":
        if self._drafts.pop(key, None) is None:
            return None
        return self.session.storage.clear_draft(key)

    def restore(self, draft: Draft) -> bool:
        """Takes up what a closed or killed app left; True when the line shows it. Twice is once.

        At a first start the tables come after the first key: a draft read then may be of the line being typed.
        """
        if draft.note_id in self._written:
            return False
        self._drafts[draft.key] = draft
        if draft.key == self.key + EDIT_KEY:
            self._restore_edit(draft)
            return False
        if draft.note_id in self.session.book.records or not (draft.text + draft.effect).strip():
            self._forget_draft(draft.key)
            return False
        found = Line(draft.note_id or new_id(), _note_of(draft), draft.stamp, restored=True)
        if not self.line.empty:  # typing was quicker than the disk: both lines stay
            typed, self.line = self.line, found
            self.keep()
            self.line = typed
            return False
        self.line = found
        return True

    def _restore_edit(self, draft: Draft) -> None:
        record = self.session.book.get(draft.note_id)
        if record is not None and isinstance(record.payload, Note):
            note = replace(
                record.payload,
                text=draft.text,
                effect=draft.effect,
                kind=draft.kind,
                counted=draft.counted,
                about=draft.about,
                links=draft.links,
                block_id=draft.block_id,
                item=draft.item,
            )
            if note != record.payload:
                self.do(observe.edit_note(self.desk, self.view, record, note))
        self._forget_draft(draft.key)


def _note_of(draft: Draft) -> Note:
    return Note(
        draft.text,
        draft.kind,
        draft.effect,
        about=draft.about,
        links=draft.links,
        counted=draft.counted,
        block_id=draft.block_id,
        item=draft.item,
    )
