"""What the forms of the editor share: fields tied to the template, in the language that is typed, each at a path."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from lesvisit.domain.template import Template, Texts
from lesvisit.domain.text import storable
from lesvisit.services.template_edit import with_text
from lesvisit.services.templates import name_of
from lesvisit.ui.templates.open_template import OpenTemplate
from lesvisit.ui.widgets.base import set_state
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.field import Field, FieldFrame
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.widgets.text_edit import GrowingTextEdit

Editor = QLineEdit | GrowingTextEdit
ReadTexts = Callable[[Template], Texts]
WriteTexts = Callable[[Template, Texts], Template]


class Marked(Protocol):
    """A place where a problem can be said and the cursor can go."""

    def mark(self, sentence: str) -> None: ...

    def go(self) -> None: ...

    @property
    def empty(self) -> bool: ...


@dataclass(frozen=True)
class FrameMark:
    """A field with its own sentence."""

    frame: FieldFrame

    def mark(self, sentence: str) -> None:
        """Says what is wrong, or that nothing is."""
        self.frame.set_wrong(sentence)

    def go(self) -> None:
        """The cursor into it."""
        self.frame.editor.setFocus()

    @property
    def empty(self) -> bool:
        """Does nothing stand in it yet?"""
        return is_empty(self.frame.editor)


@dataclass(frozen=True)
class EditorMark:
    """One editor of a row, whose sentence stands under the row."""

    editor: QWidget
    said: PlainLabel

    def mark(self, sentence: str) -> None:
        """Says what is wrong; a row says one thing at a time."""
        set_state(self.editor, "wrong", bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        if sentence and not self.said.text():
            self.said.setText(f"!  {sentence}")
            self.said.show()

    def go(self) -> None:
        """The cursor into it."""
        self.editor.setFocus()

    @property
    def empty(self) -> bool:
        """Does nothing stand in it yet?"""
        return is_empty(self.editor)


@dataclass(frozen=True)
class BoxMark:
    """A box to tick, whose sentence stands under it."""

    box: QWidget
    said: PlainLabel

    def mark(self, sentence: str) -> None:
        """Says what is wrong, or that nothing is."""
        self.said.setText(f"!  {sentence}" if sentence else "")
        self.said.setVisible(bool(sentence))
        self.box.setAccessibleDescription(sentence)

    def go(self) -> None:
        """The cursor onto it."""
        self.box.setFocus()

    @property
    def empty(self) -> bool:
        """A box always says something."""
        return False


def is_empty(editor: QWidget) -> bool:
    """Does nothing stand in an editor yet?"""
    if isinstance(editor, QLineEdit):
        return not editor.text().strip()
    return isinstance(editor, GrowingTextEdit) and not editor.toPlainText().strip()


@dataclass(frozen=True)
class Bound:
    """An editor tied to the template: what it shows, and what is done with what was typed (False: not kept)."""

    commit: QuietCommit
    read: Callable[[], str]
    write: Callable[[str], bool | None]
    hint: Callable[[], str]

    def show(self) -> None:
        """Shows what the template holds; what is being typed stands."""
        self.commit.show(self.read())
        self.commit.editor.setPlaceholderText(self.hint())

    def start(self) -> None:
        """Another language, or another block: whatever was typed was kept before."""
        self.commit.start(self.read())
        self.commit.editor.setPlaceholderText(self.hint())


class Form(QWidget):
    """Base: a column of fields. `rebuilt` when rows came or went, so that problems are shown anew."""

    rebuilt = Signal()

    def __init__(self, opened: OpenTemplate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opened, self.workspace = opened, opened.workspace
        self.theme, self.translator = self.workspace.theme, self.workspace.translator
        self.marks: dict[str, Marked] = {}
        self._bound: list[Bound] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self._space()
        self.theme.changed.connect(self._space)

    # Making fields

    def add_texts(
        self, path: str, label: str, read: ReadTexts, write: WriteTexts, *, lines: bool = False, hint: str = ""
    ) -> Field:
        """A text in the language that is typed; the other language stands behind it while it is empty."""
        field = Field(self.theme, label, multiline=lines, name=f"field_{path}")
        self.bind_texts(field.input, read, write, hint)
        self.marks[path] = FrameMark(field)
        self.column.addWidget(field)
        return field

    def bind_texts(self, editor: Editor, read: ReadTexts, write: WriteTexts, hint: str = "") -> Bound:
        """Ties an editor to texts of the template."""
        opened = self.opened

        def keep(text: str) -> None:
            texts = with_text(read(opened.template), opened.language, text)
            opened.edit(write(opened.template, texts))

        def other() -> str:
            texts = read(opened.template)
            return (name_of(texts, opened.language) if texts else "") or hint

        return self.bind(editor, lambda: read(opened.template).get(opened.language, ""), keep, other)

    def add_line(
        self,
        path: str,
        label: str,
        read: Callable[[Template], str],
        write: Callable[[str], bool | None],
        *,
        hint: str = "",
        quiet: bool = True,
    ) -> Field:
        """A text that is the same in every language."""
        field = Field(self.theme, label, placeholder=hint, name=f"field_{path}")
        self.bind(field.input, lambda: read(self.opened.template), write, lambda: hint, quiet=quiet)
        self.marks[path] = FrameMark(field)
        self.column.addWidget(field)
        return field

    def bind(
        self,
        editor: Editor,
        read: Callable[[], str],
        write: Callable[[str], bool | None],
        hint: Callable[[], str] = str,
        *,
        quiet: bool = True,
    ) -> Bound:
        """Ties an editor to the template."""
        commit = QuietCommit(editor, quiet=quiet)
        bound = Bound(commit, read, write, hint)
        commit.committed.connect(lambda text: self._on_committed(bound, text))
        self._bound.append(bound)
        return bound

    def unbind(self, gone: list[Bound]) -> None:
        """A row went."""
        self._bound = [bound for bound in self._bound if bound not in gone]

    def add_choice(
        self, path: str, label: str, choices: Mapping[str, str], chosen: Callable[[str], None]
    ) -> DropDown:
        """One of a few words."""
        choice = DropDown(self.theme)
        for key, text in choices.items():
            choice.addItem(text, key)
        frame = FieldFrame(self.theme, label, choice, name=f"field_{path}")
        choice.activated.connect(lambda place: chosen(str(choice.itemData(place))))
        self.marks[path] = FrameMark(frame)
        self.column.addWidget(frame)
        return choice

    # What the editor asks

    def refresh(self) -> None:
        """Shows what the template now holds."""
        for bound in self._bound:
            bound.show()

    def start(self) -> None:
        """The same in another language."""
        for bound in self._bound:
            bound.start()

    def flush(self) -> None:
        """Keeps what is being typed."""
        for bound in tuple(self._bound):
            bound.commit.flush()

    def show_problems(self, problems: Mapping[str, str], *, strict: bool) -> None:
        """Says at each field what is wrong there; what is just not filled in yet only when it is asked for."""
        said: dict[int, str] = {}
        for path, sentence in problems.items():
            mark = self.mark_at(path)
            if mark is not None and (strict or not mark.empty):
                said.setdefault(id(mark), sentence)
        self.clear_rows()
        for mark in self.all_marks():
            mark.mark(said.get(id(mark), ""))

    def all_marks(self) -> list[Marked]:
        """Every place where a problem can be said."""
        return list(self.marks.values())

    def clear_rows(self) -> None:
        """Rows say one thing at a time: before they say it, they say nothing."""

    def mark_at(self, path: str) -> Marked | None:
        """The field of a path, or of the nearest part of it that has one."""
        while path:
            found = self.marks.get(path)
            if found is not None:
                return found
            cut = max(path.rfind("."), path.rfind("["))
            path = path[: max(cut, 0)]
        return None

    def go(self, path: str) -> bool:
        """The cursor into the field of a path; False where there is none."""
        mark = self.mark_at(path)
        if mark is not None:
            mark.go()
        return mark is not None

    def first_field(self) -> QWidget | None:
        """Where one begins."""
        return next((bound.commit.editor for bound in self._bound), None)

    def _on_committed(self, bound: Bound, text: str) -> None:
        if self.opened.session is None:
            return
        if bound.write(storable(text)) is False:
            bound.commit.refuse()
        else:
            bound.commit.show(bound.read())

    def _space(self) -> None:
        self.column.setSpacing(self.theme.px(12))


def number_of(text: str) -> int | None:
    """A whole number, also one that does not fit; None where there is none."""
    clean = text.strip()
    digits = clean.removeprefix("-")
    return int(clean) if digits.isdecimal() and digits.isascii() and len(digits) <= 9 else None
