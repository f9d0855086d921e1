"""What a step shows beside goals and questions: what was counted, case pupils, and the minutes of each phase."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.blocks import kind_of
from lesvisit.blocks.drawing import Drawing, Room
from lesvisit.blocks.planned_actual import planned_actual_drawing
from lesvisit.domain.template import Block, Shows
from lesvisit.ui.debrief.counts_tallies import part_drawing
from lesvisit.ui.debrief.counts_words import CountedPart, counted_parts
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.drawn import DrawnView
from lesvisit.ui.widgets.labels import PlainLabel

Make = Callable[[Room], Drawing | None]
MATRIX = "case_matrix"
_WITHOUT_BLOCK = Block("", MATRIX)  # predictions of the design and lines about case pupils need no block


class ShownDrawing(QWidget):
    """A drawing under its title; hidden where there is nothing to draw."""

    def __init__(self, talk: Talk, title: str, make: Make, name: str) -> None:
        super().__init__()
        theme = talk.workspace.theme
        self.title = PlainLabel(theme, title, weight=SEMIBOLD)
        self.drawn = DrawnView(theme, make, name=name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.title)
        column.addWidget(self.drawn)

    def refresh(self) -> bool:
        """Draws the visit as it stands; False where nothing is drawn."""
        self.drawn.refresh()
        shown = self.drawn.drawing is not None
        self.setVisible(shown)
        return shown


class StepShows(Card):
    """The drawings of one step; `kinds` are those of the protocol's step."""

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(talk.workspace.theme, padding=16, name="stepShows", parent=parent)
        self.talk = talk
        self.kinds: tuple[str, ...] = ()
        self.drawings: dict[str, ShownDrawing] = {}
        self._built: object = None

    def refresh_for(self, kinds: tuple[str, ...]) -> bool:
        """Shows these kinds; False where there is nothing to show."""
        self.kinds = kinds
        wanted = dict(self._wanted())
        built = tuple((key, title) for key, (title, _make) in wanted.items())
        if built != self._built:
            self._built = built
            self._rebuild(wanted)
        shown = [drawing.refresh() for drawing in self.drawings.values()]  # all of them
        return any(shown)

    def _rebuild(self, wanted: dict[str, tuple[str, Make]]) -> None:
        for gone in self.drawings.values():
            gone.hide()
            self.body.removeWidget(gone)
            gone.deleteLater()
        self.drawings = {key: ShownDrawing(self.talk, title, make, key) for key, (title, make) in wanted.items()}
        for drawing in self.drawings.values():
            self.body.addWidget(drawing)

    def _wanted(self) -> Iterator[tuple[str, tuple[str, Make]]]:
        _ = self.talk.workspace.translator.gettext
        if Shows.TALLIES in self.kinds:
            for part in self._counted():
                yield f"shown_{part.id}", (part.title, partial(self._draw_part, part.id))
        if Shows.MATRIX in self.kinds:
            yield "shownMatrix", (_("Case pupils: predicted and seen"), self._draw_matrix)
        if Shows.PLANNED in self.kinds:
            yield "shownPlanned", (_("The minutes of each phase"), self._draw_planned)

    def _counted(self) -> list[CountedPart]:
        """What stands elsewhere in the step is not shown twice."""
        parts = counted_parts(self.talk.view, self.talk.workspace.translator)
        return [part for part in parts if part.block.type != MATRIX]

    # Drawing: always of the visit as it stands

    def _draw_part(self, part_id: str, room: Room) -> Drawing | None:
        view, says = self.talk.view, self.talk.workspace.translator
        part = next((p for p in self._counted() if p.id == part_id), None)
        return part_drawing(view, part, says, room) if part is not None else None

    def _draw_matrix(self, room: Room) -> Drawing | None:
        view, kind = self.talk.view, kind_of(MATRIX)
        blocks = view.template.blocks(MATRIX) if view.template is not None else ()
        block = blocks[0] if blocks else _WITHOUT_BLOCK
        return kind.drawing(view, block, self.talk.workspace.translator, room) if kind is not None else None

    def _draw_planned(self, room: Room) -> Drawing | None:
        return planned_actual_drawing(self.talk.view, self.talk.workspace.translator, room)
