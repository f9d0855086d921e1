"""A pupil's name in the line: warned about at the foot, and put right with one key. No change of focus, nothing kept.

The list of the class is read when the page is shown. Which code stands for whom is remembered while the app is open,
and nowhere else.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QTextCursor

from lesvisit.domain.events import Note
from lesvisit.domain.keymap import Act, keymap_of
from lesvisit.domain.line import taken
from lesvisit.domain.masking import PUPILS, capital, starts_sentence
from lesvisit.domain.pupil_names import NameFound, capitals_in, names_in, of_pupil, replaced_by
from lesvisit.domain.slash import Code, CodeKind
from lesvisit.services import observe
from lesvisit.services.pupil_names import known_words, names_of
from lesvisit.services.pupils_named import GENITIVE
from lesvisit.ui.observe.hint_bar import Hint, HintBar
from lesvisit.ui.observe.line_edit import LineEdit
from lesvisit.ui.observe.note_line import NoteLine

if TYPE_CHECKING:
    from lesvisit.ui.observe.line_desk import LineDesk

PLACE, PUPIL = "place", "pupil"  # the answers in the hint bar
_PLACES = (CodeKind.SEAT, CodeKind.ROW, CodeKind.CASE)


@dataclass(frozen=True)
class _Warning:
    """What the foot says now: whose name, in which field; or in the line that was just kept (`note_id`)."""

    found: NameFound
    field: LineEdit | None = None
    note_id: str = ""


class NameWatch(QObject):
    """Belongs to the lines of one page."""

    def __init__(self, desk: "LineDesk") -> None:
        super().__init__(desk)
        self.desk, self.workspace = desk, desk.workspace
        self._ = desk.translator.gettext
        self._names: tuple[str, ...] = ()
        self._capitals = False
        self._colleagues: tuple[str, ...] = ()
        self._codes: dict[str, Code] = {}
        self._warning: _Warning | None = None
        self._seen: set[str] = set()  # who was warned about in this line
        self._asked: tuple[LineEdit, int, str] | None = None  # where a place code is typed, and for whom
        self._bar: HintBar | None = None
        desk.page.installEventFilter(self)

    def begin(self) -> None:
        """Another visit: nobody has a code yet."""
        self._codes.clear()
        self._seen, self._asked = set(), None
        self.clear()
        self.reload()

    def reload(self) -> None:
        """Reads the list of this visit's class, and what the person wants."""
        observation, profile = self.desk.observation, self.workspace.profile
        if observation is None:
            return
        view = observation.view
        self._names = names_of(profile, view.visit.class_name)
        self._capitals = profile.preferences.watch_capitals and not self._names
        self._colleagues = tuple(person.name for person in view.people.values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and watched is self.desk.page:
            self.reload()
        return False

    @property
    def warned(self) -> str:
        """The word that is warned about now; empty when there is none."""
        return self._warning.found.word if self._warning is not None else ""

    # Watching

    def follow(self, writer: NoteLine) -> None:
        """After each change of a line."""
        if not (self._names or self._capitals):
            return
        field = self.desk.focused_field(writer)
        found = [one for one in self._find(field.toPlainText()) if not _is_being_typed(field, one)]
        other = writer.text if field is writer.effect else writer.effect
        elsewhere = self._find(other.toPlainText())
        if found:
            self._warn(_Warning(found[-1], field))
        elif elsewhere:
            self._warn(_Warning(elsewhere[-1], other))
        elif self._warning is not None and not self._warning.note_id:
            self.clear()

    def kept(self, note_id: str) -> None:
        """A line was kept: the last word of it may be a name that nobody was warned about yet."""
        seen = self._seen
        self.clear()
        self._asked, self._seen = None, set()
        observation = self.desk.observation
        record = observation.session.book.get(note_id) if observation is not None else None
        if record is None or not (self._names or self._capitals):
            return
        unseen = [f for f in self._find(f"{record.payload.text}\n{record.payload.effect}") if f.pupil not in seen]
        if unseen:
            self._warn(_Warning(unseen[-1], note_id=note_id))

    def clear(self) -> None:
        """There is nothing to warn about."""
        if self._warning is not None:
            self._warning = None
            self._show("")

    def _find(self, text: str) -> tuple[NameFound, ...]:
        if self._names:
            return names_in(text, self._names)
        if not self._capitals:
            return ()
        return capitals_in(text, known_words(self.workspace.resources, ("nl", "en")), self._colleagues)

    def _warn(self, warning: _Warning) -> None:
        self._seen.add(warning.found.pupil)
        if warning == self._warning:
            return
        self._warning = warning
        code = self._codes.get(warning.found.pupil)
        key = self._key()
        answers = [Hint(PUPIL, "", self._pupil(), 1)]
        if code is not None:
            answers = [Hint(PLACE, key, code.value, 0), *answers]
        elif warning.note_id:
            answers = [Hint(PUPIL, key, self._pupil(), 0)]
        else:
            answers = [Hint(PLACE, key, self._("type a place code"), 0), *answers]
        self._show(self._words(warning.found), answers)

    def _words(self, found: NameFound) -> str:
        if getattr(self.desk.page, "hide_pupils", False):
            return self._("A name stands in this line.")
        if self._names:
            return self._("“{name}” is on the list of names.", name=found.word)
        return self._("“{name}”: a pupil's name?", name=found.word)

    def _pupil(self) -> str:
        return PUPILS[self.desk.translator.language].one

    def _key(self) -> str:
        return keymap_of(self.workspace.profile.preferences.keys).text(Act.NAME_CODE)

    def _show(self, words: str, answers: list[Hint] | None = None) -> None:
        if self._bar is None:
            self._bar = self.desk.page.findChild(HintBar)
            if self._bar is not None:
                self._bar.answered.connect(self._on_bar_answered)
        if self._bar is not None:
            self._bar.ask(words, answers or [])
        if self.workspace.theme.quiet:
            self.workspace.say(f"{words}  {self._key()}" if words else "")

    # Putting right

    def act(self) -> None:
        """The key: a code that is known already; else the name waits for one; once more: "a pupil"."""
        warning = self._warning
        if warning is None:
            self.workspace.say(self._("There is no pupil's name in this line."))
        elif warning.found.pupil in self._codes:
            self._put(warning, self._codes[warning.found.pupil])
        elif warning.field is None or self._waits(warning):
            self._put(warning, None)
        else:
            self._wait(warning, warning.field)

    def _on_bar_answered(self, answer: str) -> None:
        warning = self._warning
        if warning is None:
            return
        if answer == PUPIL:
            self._put(warning, None)
        else:
            self.act()

    def _waits(self, warning: _Warning) -> bool:
        return (
            self._asked is not None and warning.field is not None and warning.field.selected() == warning.found.word
        )

    def _wait(self, warning: _Warning, field: LineEdit) -> None:
        """The name is chosen in the line: what is typed now takes its place."""
        found = warning.found
        self._asked = (field, found.start, found.pupil)
        field.choose(found.start, found.end)
        field.setFocus()
        again = Hint(PUPIL, self._key(), self._pupil(), 0)
        self._show(self._("Type the place, like r3p4. Or:"), [again])

    def _put(self, warning: _Warning, code: Code | None) -> None:
        if warning.field is None:
            self._put_in_kept(warning, code)
            return
        writer = self.desk.editor if self.desk.editor.isAncestorOf(warning.field) else self.desk.line
        self._replace(writer, warning.found.pupil, code)
        if code is not None and self.desk.observation is not None:
            self.desk.observation.take(code)
        self._end(writer.effect if warning.field is writer.effect else writer.text)

    def _replace(self, writer: NoteLine, pupil: str, code: Code | None) -> None:
        """Everywhere in the line; one step of undo per field."""
        for field in (writer.text, writer.effect):
            text = field.toPlainText()
            mine = of_pupil(self._find(text), pupil)
            field.replace_signs([(f.start, f.end, self._new(text, f, code)) for f in mine])

    def _new(self, text: str, found: NameFound, code: Code | None) -> str:
        if code is not None:
            return f"{code.value}'s" if found.possessive else code.value
        words = self._pupil() + (GENITIVE[self.desk.translator.language] if found.possessive else "")
        return capital(words) if starts_sentence(text, found.start) else words

    def _put_in_kept(self, warning: _Warning, code: Code | None) -> None:
        observation = self.desk.observation
        record = observation.session.book.get(warning.note_id) if observation is not None else None
        self.clear()
        if observation is None or record is None or not isinstance(record.payload, Note):
            return
        pupil, note = warning.found.pupil, record.payload
        new = code.value if code is not None else self._pupil()
        tail = "'s" if code is not None else GENITIVE[self.desk.translator.language]
        text, effect = (replaced_by(t, of_pupil(self._find(t), pupil), new, tail) for t in (note.text, note.effect))
        after = replace(note, text=_begun(note.text, text), effect=_begun(note.effect, effect))
        if code is not None:
            after = taken(after, code)
        observation.do(observe.edit_note(observation.desk, observation.view, record, after))

    def _end(self, field: LineEdit) -> None:
        """Back to the end of the line, where the typing was."""
        self._asked = None
        field.moveCursor(QTextCursor.MoveOperation.End)
        field.setFocus()
        self.clear()
        self.desk.start_draft_timers()
        self.desk.refresh()

    # A place code typed over the name

    def taker_of(self, field: LineEdit, after: Callable[[str], bool]) -> Callable[[str], bool]:
        """For a field's Space, Tab and Enter: takes the place typed over a name, with or without its slash."""

        def take(typed: str) -> bool:
            return self._take_place(field) or after(typed)

        return take

    def _take_place(self, field: LineEdit) -> bool:
        if self._asked is None or self._asked[0] is not field or self.desk.observation is None:
            return False
        _field, start, pupil = self._asked
        piece = field.before_caret()[start:]
        typing = self.desk.observation.slash_codes().typing(f"/{piece.removeprefix('/')}")
        code = typing.complete if typing is not None else None
        if code is None or code.kind not in _PLACES:
            return False
        self._codes[pupil] = code
        self.workspace.pupil_codes[self.desk.observation.view.book.scope_id, pupil] = code.value
        field.replace_before(start, code.value)
        self.desk.observation.take(code)
        writer = self.desk.editor if self.desk.editor.isAncestorOf(field) else self.desk.line
        self._replace(writer, pupil, code)
        self.desk.slash.hide()
        self._end(field)
        return True


def _is_being_typed(field: LineEdit, found: NameFound) -> bool:
    """The caret stands right behind it: it may become a longer word."""
    return len(field.before_caret()) == found.end


def _begun(before: str, after: str) -> str:
    """A line that began with a name begins with a capital again."""
    return capital(after) if before != after and before[:1].isupper() else after
