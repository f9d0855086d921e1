"""A pupil's name in any text about a lesson: said at the foot, put right with one key or click, never in the way.

What is kept is looked at, not what is typed: no key waits for it, and whatever field a text comes from is watched.
The observe line alone is watched while it is typed (`observe/name_watch.py`). Nothing of it is written anywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from lesvisit.domain.debrief import Memory
from lesvisit.domain.events import Note
from lesvisit.domain.keymap import Act, keymap_of
from lesvisit.domain.masking import PUPILS, fold_name, seat_codes
from lesvisit.domain.pupil_names import NameFound
from lesvisit.domain.records import Change, Record, ScopeKind
from lesvisit.services import pupils_named
from lesvisit.services.pupil_names import names_of
from lesvisit.services.pupils_named import PupilRule
from lesvisit.services.session import Session, VisitSession
from lesvisit.ui.key_chords import chord_of
from lesvisit.ui.observe.hint_bar import Hint, HintBar
from lesvisit.ui.step_page import StepPage
from lesvisit.ui.widgets.ask_strip import Answer, AskStrip
from lesvisit.ui.widgets.editor_acts import choose_word, keep_typed, to_end
from lesvisit.ui.widgets.focus_news import on_focus_changed
from lesvisit.ui.workspace import Workspace

CODE, PUPIL, NO_PUPIL = "watchCode", "watchPupil", "watchNoPupil"
ALONG_MS = 20_000  # who leaves a field and its page at once can still put it right
_SCOPES = (ScopeKind.VISIT, ScopeKind.DESIGN)
_KEY_EVENTS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


@dataclass(frozen=True)
class _Warning:
    """Whose name stands in which record; `text`: the words it stands in."""

    session: Session
    record_id: str
    found: NameFound
    text: str
    hidden: bool = False  # a memory that the other may not see yet


class PupilWatch(QObject):
    """One for the window. `page`: the step of a visit that is on the screen."""

    def __init__(
        self, workspace: Workspace, strip: AskStrip, page: Callable[[], StepPage | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.workspace, self.strip, self._page = workspace, strip, page
        self._ = workspace.translator.gettext
        self._warning: _Warning | None = None
        self._asked: _Warning | None = None  # a code is typed over this name
        self._words = ""
        self._warned: set[tuple[str, str]] = set()  # record and pupil: who goes on is left alone
        self._heard: QWidget | None = None
        self._foot: HintBar | None = None  # where it was said last, when not in the strip
        self._silence = QTimer(self, singleShot=True, interval=ALONG_MS)
        self._silence.timeout.connect(self.clear)
        strip.answered.connect(self.answer)
        workspace.changed.connect(self._on_changed)
        on_focus_changed(self._on_focus_changed)

    @property
    def warned(self) -> str:
        """The word that is asked about now; empty when there is none."""
        return self._warning.found.word if self._warning is not None else ""

    # Watching

    def _on_changed(self, change: Change) -> None:
        session = self.workspace.session(change.scope_id)
        if session is None or session.book.scope_kind not in _SCOPES:
            return
        mine = change.how == "do" and bool(change.op_id)
        for record in change.records:
            texts = list(pupils_named.texts_in(record.payload)) if not self._is_line(record) else []
            if texts or self._is_here(record):
                self._look(session, record, texts if not record.deleted else [], mine)

    def _is_line(self, record: Record[Any]) -> bool:
        """Lines of the lesson have a watch of their own while they are typed."""
        page = self._page()
        return isinstance(record.payload, Note) and page is not None and page.step == "observe"

    def _is_here(self, record: Record[Any]) -> bool:
        return self._warning is not None and self._warning.record_id == record.id

    def _look(self, session: Session, record: Record[Any], texts: list[str], mine: bool) -> None:
        self._learn(record, texts)
        rule = self._rule(session) if texts else PupilRule()
        hits = pupils_named.hits_in(texts, rule)
        no = self.workspace.no_pupils_of(session.book.scope_id)
        open_ones = [h for h in hits if not pupils_named.is_declined(h[0], no)]
        pupils = {found.pupil for found, _text in open_ones}
        here = self._warning is not None and self._is_here(record)
        self._warned -= {one for one in self._warned if one[0] == record.id and one[1] not in pupils}
        new = [h for h in open_ones if mine and (record.id, h[0].pupil) not in self._warned]
        if new:
            found, text = new[-1]
            self._warn(_Warning(session, record.id, found, text, isinstance(record.payload, Memory)))
        elif here and self._warning is not None and self._warning.found.pupil in pupils:
            return
        elif here or (mine and texts):
            self.clear()

    def _rule(self, session: Session) -> PupilRule:
        """The same names as on the observe line; for a design of no class the names of every list."""
        profile, class_name = self.workspace.profile, pupils_named.class_of(session.book)
        names = names_of(profile, class_name)
        if not names and not class_name and not isinstance(session, VisitSession):
            names = pupils_named.all_names(profile)
        capitals = profile.preferences.watch_capitals and not names
        return PupilRule(names, capitals, tuple(self.workspace.names()), self.workspace.resources)

    def clear(self) -> None:
        """There is nothing to ask."""
        if self._warning is not None:
            self._warning = None
            self._say("", [])
            self._hear(None)

    # Asking

    def _warn(self, warning: _Warning) -> None:
        self._silence.stop()
        self._warning = warning
        self._warned.add((warning.record_id, warning.found.pupil))
        self._ask(warning)
        self._hear(QApplication.focusWidget())

    def _ask(self, warning: _Warning) -> None:
        code = self._code(warning)
        key = keymap_of(self.workspace.profile.preferences.keys).text(Act.NAME_CODE)
        pupil, no = Answer(PUPIL, self._pupil()), Answer(NO_PUPIL, self._("no pupil"))
        if code:
            answers = [Answer(CODE, code, key), pupil, no]
        elif self._can_choose(warning):
            answers = [Answer(CODE, self._("type a place code"), key), pupil, no]
        else:
            answers = [Answer(PUPIL, self._pupil(), key), no]
        self._say(self._question(warning), answers)

    def _question(self, warning: _Warning) -> str:
        if warning.hidden or getattr(self._page(), "hide_pupils", False):
            return self._("A pupil's name stands in this text.")
        if self._rule(warning.session).names:
            return self._("“{name}” is on the list of names.", name=warning.found.word)
        return self._("“{name}”: a pupil's name?", name=warning.found.word)

    def come(self, *, lesson: bool) -> None:
        """Another page is on the screen: what was asked goes along for a while, but not into a lesson."""
        if lesson:
            self.clear()
        elif self._warning is not None:
            self._ask(self._warning)
            self._silence.start()

    def _say(self, words: str, answers: list[Answer]) -> None:
        """On the observe page at its own foot, which is the only place that speaks there."""
        hints, before = self._hints(), self._foot
        if before is not None and isValid(before) and before.said == self._words:
            before.ask("", [])
        if hints is not None and words:
            hints.ask(words, [Hint(a.id, a.key, a.words, rank) for rank, a in enumerate(answers)])
        self.strip.ask("" if hints is not None else words, answers)
        self._foot, self._words = hints, words

    def _hints(self) -> HintBar | None:
        hints = getattr(self._page(), "hints", None)
        if not isinstance(hints, HintBar):
            return None
        if not hints.property("asksForPupils"):
            hints.setProperty("asksForPupils", True)
            hints.answered.connect(self.answer)
        return hints

    def _pupil(self) -> str:
        return PUPILS[self.workspace.translator.language].one

    def _code(self, warning: _Warning) -> str:
        return self.workspace.pupil_codes.get((warning.session.book.scope_id, warning.found.pupil), "")

    # Putting right

    def answer(self, answer: str) -> None:
        """What was clicked."""
        warning = self._warning
        if warning is None:
            return
        if answer == NO_PUPIL:
            self.workspace.no_pupils.add((warning.session.book.scope_id, fold_name(warning.found.word)))
            self.clear()
            self._ask_next(warning)
        elif answer == PUPIL:
            self._put(warning, "")
        elif answer == CODE:
            self.act()

    def act(self) -> None:
        """The key: the code that is known; else the name waits for one to be typed over it; again: "a pupil"."""
        warning = self._warning
        if warning is None:
            return
        code = self._code(warning)
        if code or self._asked is warning or not self._can_choose(warning):
            self._put(warning, code)
            return
        self._asked = warning
        choose_word(QApplication.focusWidget(), warning.found.word)
        key = keymap_of(self.workspace.profile.preferences.keys).text(Act.NAME_CODE)
        self._say(self._("Type the place, like r3p4. Or:"), [Answer(PUPIL, self._pupil(), key)])

    def _put(self, warning: _Warning, code: str) -> None:
        """Everywhere in that record, in one act that undo takes back."""
        editor = QApplication.focusWidget()
        keep_typed(editor)
        session, rule = warning.session, self._rule(warning.session)
        record = session.book.get(warning.record_id)
        self._asked = None
        self.clear()
        if record is None:
            return
        desk = self.workspace.desk.writing_as(record.author_id)
        language, codes = self.workspace.translator.language, {warning.found.pupil: code}
        operation = pupils_named.into_codes(
            desk, session.book, self._step(session), [record],
            lambda payload: pupils_named.with_codes(payload, rule, codes, language),
        )  # fmt: skip
        if operation is not None:
            session.do(operation)
            to_end(editor)
        self._ask_next(warning)

    def _step(self, session: Session) -> str:
        """Where Ctrl+Z takes it back."""
        if session.book.scope_kind is ScopeKind.DESIGN:
            return "design"
        page = self._page()
        return page.step if page is not None else "debrief"

    def _ask_next(self, warning: _Warning) -> None:
        """Another name in the same text, that nobody was asked about."""
        record = warning.session.book.get(warning.record_id)
        if record is not None and self._warning is None:
            self._look(warning.session, record, list(pupils_named.texts_in(record.payload)), True)

    def _learn(self, record: Record[Any], texts: list[str]) -> None:
        """A place code that was typed over a name stands for that pupil from now on."""
        asked = self._asked
        if asked is None or asked.record_id != record.id:
            return
        before = asked.text[: asked.found.start]
        typed = [text[len(before) :][:9] for text in texts if text.startswith(before) and text != asked.text]
        for codes in filter(None, map(seat_codes, typed)):
            self.workspace.pupil_codes[asked.session.book.scope_id, asked.found.pupil] = codes[0]
            self._asked = None

    @staticmethod
    def _can_choose(warning: _Warning) -> bool:
        """Is the text where the name stands being typed now?"""
        editor = QApplication.focusWidget()
        return isinstance(editor, (QLineEdit, QPlainTextEdit)) and choose_word(editor, warning.found.word, look=True)

    # The key

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._warning is not None:
            self._hear(new)

    def _hear(self, widget: QWidget | None) -> None:
        """Hears the keys of this widget, before whoever heard them already."""
        if self._heard is not None and isValid(self._heard):
            self._heard.removeEventFilter(self)
        self._heard = widget
        if widget is not None:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _KEY_EVENTS or not isinstance(event, QKeyEvent) or not self._is_mine(event):
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            self.act()
        return True

    def _is_mine(self, event: QKeyEvent) -> bool:
        hints = self._hints()
        if self._warning is None or (hints is not None and hints.said != self._words):
            return False
        chord = chord_of(event)
        keys = keymap_of(self.workspace.profile.preferences.keys)
        return chord is not None and keys.act(chord) is Act.NAME_CODE
