"""A verbatim line: literal words, of which kind, and who said them (P2). It lives on the sheet."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lesvisit.blocks.drawing import Drawing, Pad, Room
from lesvisit.blocks.kind import (
    BlockKind,
    Count,
    Option,
    Press,
    Row,
    block_label,
    item_label,
    minutes_of,
    per_phase,
)
from lesvisit.domain.clock import minute_text
from lesvisit.domain.events import Note, NoteKind, Subject, SubjectKind
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block, text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator

SPEAKERS = (SubjectKind.TEACHER, SubjectKind.PUPIL, SubjectKind.GROUP, SubjectKind.CHOIR)
_WORDS = {
    SubjectKind.TEACHER: N_("teacher"),
    SubjectKind.PUPIL: N_("pupil"),
    SubjectKind.GROUP: N_("small group"),
    SubjectKind.CHOIR: N_("choir"),
    SubjectKind.CLASS: N_("class"),
}
_MINUTE_W, _TEXT_X = 44.0, 70.0


class UtteranceKind(BlockKind):
    """Pressing an item makes the current line a quote of that kind; the page does that with `as_utterance`."""

    type = "utterance"
    name = N_("Verbatim")
    about = N_("What is said, word for word: questions, feedback, instructions; and who said it.")
    method = "text"
    options = (Option("speakers", N_("Say who speaks"), "flag", True),)
    has_items = True
    least_items = 0
    item_word = N_("kind of utterance")
    has_codes = True
    quick = True

    def presses(self, block: Block) -> tuple[Press, ...]:
        """One for each kind of utterance; a block without items takes every kind."""
        return super().presses(block) or (Press(block.id, "", block.label),)

    def rows(self, view: VisitBook, block: Block, says: Translator) -> tuple[Row, ...]:
        return tuple(self._row(block, record, says) for record in utterances(view, block))

    def _row(self, block: Block, record: Record[Note], says: Translator) -> Row:
        note = record.payload
        return Row(record, note.item, _label(block, note, says), note.text, who(record, says))

    def counts(self, view: VisitBook, block: Block, says: Translator) -> tuple[Count, ...]:
        found = utterances(view, block)
        return tuple(
            Count(item, item_label(block, item, says) if item else block_label(block, says), minutes_of(view, theirs))
            for item, theirs in _by_item(block, found).items()
        )

    def summary(self, view: VisitBook, block: Block, says: Translator) -> str:
        said = len(utterances(view, block))
        return str(said) if said else ""

    def drawing(self, view: VisitBook, block: Block, says: Translator, room: Room) -> Drawing | None:
        found = utterances(view, block)
        if not found:
            return None
        pad = Pad(room)
        y, told = 0.0, []
        for item, theirs in _by_item(block, found).items():
            if theirs:
                label = item_label(block, item, says) if item else block_label(block, says)
                y = _section(pad, y, view, label, theirs, says)
                told.append(_spoken(view, label, theirs, says))
        return pad.done(y, f"{block_label(block, says)}. {' '.join(told)}")

    def sketch(self, block: Block, says: Translator, room: Room) -> Drawing:
        pad = Pad(room)
        words = [text_in(item.label, says.language) for item in block.items[:3]] or [""] * 3
        for row, (word, share) in enumerate(zip(words, (0.9, 0.6, 0.75), strict=False)):
            y = row * 19.0
            pad.text(0, y, room.fitting(word, room.width * 0.3, 12), 12)
            _strokes(pad, room.width * 0.36, y + 8)
            x = room.width * 0.36 + 12
            pad.line(((x, y + 9), (x + (room.width - x) * share, y + 9)), "ctl", 1.5)
        return pad.done(57)


# Making a line an utterance


def as_utterance(note: Note, block: Block, item_id: str) -> Note:
    """The line as a quote of this kind; again: an ordinary line. Another kind takes the place of the first."""
    if note.block_id == block.id and note.item == item_id and note.kind is NoteKind.QUOTE:
        return replace(note, kind=NoteKind.OBSERVATION, block_id="", item="", about=_without_speaker(note.about))
    return replace(note, kind=NoteKind.QUOTE, counted=False, block_id=block.id, item=item_id)


def pressed_again(note: Note, block: Block, item_id: str) -> Note:
    """What the item's key does to a line: its literal words, then who speaks in turn, then an ordinary line again."""
    is_this = note.block_id == block.id and note.item == item_id and note.kind is NoteKind.QUOTE
    if not is_this or not KIND.flag(block, "speakers"):
        return as_utterance(note, block, item_id)
    after = next_speaker(note)
    return after if any(_is_speaker(s) for s in after.about) else as_utterance(after, block, item_id)


def line_words(note: Note, block: Block, says: Translator) -> str:
    """What the line being typed is, for the status line: "vraag, leerling"; empty when it is no such line."""
    if note.block_id != block.id:
        return ""
    speaker = next((says.gettext(_WORDS[s.kind]) for s in note.about if _is_speaker(s)), "")
    return ", ".join(part for part in (item_label(block, note.item, says) if note.item else "", speaker) if part)


def next_speaker(note: Note) -> Note:
    """Said by the next in the round: teacher, a pupil, a group, a choir, not said. Places and letters stay."""
    now = next((s.kind for s in note.about if _is_speaker(s)), None)
    place = 0 if now is None else SPEAKERS.index(now) + 1
    speaker = (Subject(SPEAKERS[place]),) if place < len(SPEAKERS) else ()
    return replace(note, about=(*speaker, *_without_speaker(note.about)))


def speaker_of(note: Note) -> Subject | None:
    """Who said it: teacher, pupil, group or choir; else the first whom the line is about."""
    return next((s for s in note.about if _is_speaker(s)), next(iter(note.about), None))


def _is_speaker(subject: Subject) -> bool:
    return subject.kind in SPEAKERS and not subject.code


def _without_speaker(about: Iterable[Subject]) -> tuple[Subject, ...]:
    return tuple(s for s in about if not _is_speaker(s))


# Reading


def utterances(view: VisitBook, block: Block) -> list[Record[Note]]:
    """The quotes of this block, in lesson order, those without a time last; a line made something else is none."""
    notes = [r for r in view.of_block(block.id) if isinstance(r.payload, Note)]
    found = [r for r in notes if r.payload.kind is NoteKind.QUOTE and not r.payload.held]
    return sorted(view.in_order(found), key=lambda r: view.minute(r) is None)


def who(record: Record[Note], says: Translator) -> str:
    """Who said it, in words; a place or a letter as it is."""
    speaker = speaker_of(record.payload)
    if speaker is None:
        return ""
    return speaker.code or says.gettext(_WORDS.get(speaker.kind, ""))


def _by_item(block: Block, found: Iterable[Record[Note]]) -> dict[str, list[Record[Note]]]:
    """Lines by kind: those of the block in its order, then those it does not know (any more)."""
    items: dict[str, list[Record[Note]]] = {item.id: [] for item in block.items} or {"": []}
    for record in found:
        items.setdefault(record.payload.item, []).append(record)
    return items


def _label(block: Block, note: Note, says: Translator) -> str:
    return item_label(block, note.item, says) if note.item else block_label(block, says)


# Drawing


def _section(
    pad: Pad, y: float, view: VisitBook, label: str, theirs: Sequence[Record[Note]], says: Translator
) -> float:
    """One kind: its words, how many and in which phases, then each line; returns where it ends."""
    width = pad.room.width
    y += 10 if y else 0
    pad.cut(y)
    number = str(len(theirs))
    high = pad.paragraph(0, y, width - 40, label, 14, bold=True)
    pad.text(width, y, number, 14, bold=True, align="right")
    y += high
    phases = _phases_words(view, theirs)
    if phases:
        y += pad.paragraph(0, y, width, phases, 12, tone="muted")
    y += 3
    pad.rule(0, width, y, "hair")
    y += 3
    for place, record in enumerate(theirs):
        y = _line(pad, y, view, record, says)
        if place or len(theirs) == 1:  # a heading keeps two lines with it
            pad.cut(y)
    return y


def _line(pad: Pad, y: float, view: VisitBook, record: Record[Note], says: Translator) -> float:
    pad.text(_MINUTE_W, y + 1, minute_text(view.minute(record)) or "–", 13, bold=True, align="right")
    _strokes(pad, _MINUTE_W + 8, y + 10)
    speaker, width = who(record, says), pad.room.width - _TEXT_X
    if speaker:
        y += pad.paragraph(_TEXT_X, y + 1, width, speaker, 12, tone="muted")
    text = " ".join(record.payload.text.split())
    if record.payload.effect.strip():
        text = f"{text} → {' '.join(record.payload.effect.split())}"
    return y + pad.paragraph(_TEXT_X, y + 1, width, text, 13) + 5


def _strokes(pad: Pad, x: float, y: float) -> None:
    """The mark of literal words: two slanted strokes, centred on y."""
    for left in (x, x + 5):
        pad.line(((left, y + 5), (left + 4, y - 5)), "ink", 1.8)


def _phases_words(view: VisitBook, theirs: Sequence[Record[Note]]) -> str:
    """How many in each phase: "F1 2 · F3 1"; empty without phases."""
    found = per_phase(view, minutes_of(view, theirs))
    return " · ".join(f"{view.codes.get(p.id, '')} {found[p.id]}" for p in view.phases if p.id in found)


def _spoken(view: VisitBook, label: str, theirs: Sequence[Record[Note]], says: Translator) -> str:
    lines = []
    for record in theirs:
        parts = (minute_text(view.minute(record)), who(record, says), record.payload.text)
        lines.append(" ".join(part for part in parts if part))
    return f"{label}, {len(theirs)}: {'; '.join(lines)}."


KIND = UtteranceKind()
