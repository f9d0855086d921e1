"""Base of the editor's forms: fields tied to the protocol, each with the sentence of what is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.text import storable
from lesvisit.ui.protocols.open_protocol import OpenProtocol
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.quiet_commit import QuietCommit

Read = Callable[[], str]
Write = Callable[[str], bool | None]  # False: it can't be kept, and the field says why


@dataclass(frozen=True)
class Bound:
    """An editor tied to the protocol; `hint` stands behind it while it is empty."""

    field: Field
    commit: QuietCommit
    read: Read
    write: Write
    hint: Read


class Form(QWidget):
    """A column of fields; `marks` are the places where something can be said to be wrong, by path."""

    def __init__(self, opened: OpenProtocol, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opened = opened
        self.theme, self.translator = opened.workspace.theme, opened.workspace.translator
        self.bound: list[Bound] = []
        self.marks: dict[str, Callable[[str], None]] = {}
        self.places: dict[str, QWidget] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self._space()
        self.theme.changed.connect(self._space)

    def add_text(
        self,
        path: str,
        label: str,
        read: Read,
        write: Write,
        *,
        lines: bool = False,
        hint: Read | str = "",
        quiet: bool = True,
    ) -> Field:
        """A text field, tied to the protocol."""
        field = Field(self.theme, label, multiline=lines, name=f"field_{path}")
        shown: Read = hint if callable(hint) else (lambda text=hint: text)  # type: ignore[misc]
        bound = Bound(field, QuietCommit(field.input, quiet=quiet), read, write, shown)
        bound.commit.committed.connect(lambda text: self._on_committed(bound, text))
        self.bound.append(bound)
        self.mark(path, field.set_wrong, field.input)
        self.column.addWidget(field)
        return field

    def add_said(self, under: QVBoxLayout, path: str, place: QWidget) -> None:
        """Where something can be wrong that has no field: its sentence stands under it."""
        said = PlainLabel(self.theme, px=13, tone="warn", name=f"wrong_{path}")
        said.hide()
        under.addWidget(said)

        def mark(sentence: str) -> None:
            said.setText(f"!  {sentence}" if sentence else "")
            said.setVisible(bool(sentence))

        self.mark(path, mark, place)

    def mark(self, path: str, mark: Callable[[str], None], place: QWidget) -> None:
        """A place where something can be wrong, and what gets the focus there."""
        self.marks[path] = mark
        self.places[path] = place

    # What the editor asks

    def refresh(self) -> None:
        """Shows what the protocol now holds; what is being typed stands."""
        for bound in self.bound:
            bound.commit.show(bound.read())
            bound.field.set_placeholder(bound.hint())

    def start(self) -> None:
        """Another language or another step: whatever was typed was kept before."""
        for bound in self.bound:
            bound.commit.start(bound.read())
            bound.field.set_placeholder(bound.hint())
        self.refresh()

    def flush(self) -> None:
        """Keeps what is being typed."""
        for bound in self.bound:
            bound.commit.flush()

    def show_problems(self, found: Mapping[str, str]) -> None:
        """Says at each field what is wrong there; paths start at this form."""
        said: dict[str, str] = {}
        for path, sentence in found.items():
            said.setdefault(self.place_of(path), sentence)
        for path, mark in self.marks.items():
            mark(said.get(path, ""))

    def place_of(self, path: str) -> str:
        """The field of a path, or of the nearest part of it that has one."""
        while path and path not in self.marks:
            cut = max(path.rfind("."), path.rfind("["))
            path = path[: max(cut, 0)]
        return path

    def go(self, path: str = "") -> None:
        """The cursor into the field of a path, else into the first."""
        place = self.places.get(self.place_of(path)) or next(iter(self.places.values()))
        place.setFocus()

    def _on_committed(self, bound: Bound, text: str) -> None:
        if self.opened.session is None:
            return
        if bound.write(storable(text)) is False:
            bound.commit.refuse()
        else:
            bound.commit.show(bound.read())

    def _space(self) -> None:
        self.column.setSpacing(self.theme.px(14))
