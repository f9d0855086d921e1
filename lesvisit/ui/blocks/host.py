"""What a live block needs of the page around it: the visit, the clock, and a way to do and to say."""

from collections.abc import Callable
from typing import Any

from lesvisit.blocks.by_observer import without_brought_in
from lesvisit.domain.clock import Moment, minute_of
from lesvisit.domain.events import Note
from lesvisit.domain.records import Operation, Record
from lesvisit.domain.template import Block
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.services import blocks
from lesvisit.services.desk import Desk
from lesvisit.services.session import VisitSession
from lesvisit.ui.theme import Theme
from lesvisit.ui.workspace import Workspace

Do = Callable[[Operation | None], object]


class BlockHost:
    """`step` names the page as operations do; `do` shows an act and sends it to the disk.

    `desk` is asked each time: in a debrief who writes may change. `running` says whether the lesson goes on: only
    then presses have a time of their own.
    """

    def __init__(
        self, workspace: Workspace, session: VisitSession, step: str, do: Do, desk: Callable[[], Desk] | None = None
    ) -> None:
        self.workspace = workspace
        self.session = session
        self.step = step
        self._do = do
        self._desk = desk or (lambda: workspace.desk)
        self.hide_pupils = False

    @property
    def theme(self) -> Theme:
        """The theme of the window."""
        return self.workspace.theme

    @property
    def translator(self) -> Translator:
        """Texts in the language of the window."""
        return self.workspace.translator

    @property
    def view(self) -> VisitBook:
        """The visit as it stands now, without what a second observer entered in its blocks."""
        return without_brought_in(self.session.view)

    @property
    def desk(self) -> Desk:
        """Who writes now."""
        return self._desk()

    @property
    def language(self) -> str:
        """Language of the screen."""
        return self.translator.language

    def minute(self, moment: Moment | None = None) -> float | None:
        """The lesson minute of a moment, else of now; None before anything began."""
        stamp = self.desk.stamp(self.view.book, moment or self.desk.moment())
        return None if stamp.at_utc is None else minute_of(stamp.at_utc, self.view.start_utc)

    # Acts: each shows at once

    def press(self, block: Block, item_id: str) -> bool:
        """What a key, click or tap on an item does; False when it does nothing."""
        moment = self.desk.moment()
        minute = self.minute(moment)
        operation = blocks.press(self.desk, self.view, block, item_id, moment, minute, self.step)
        self._do(operation)
        return operation is not None

    def enter(self, block: Block, payload: Any, moment: Moment | None = None) -> None:
        """A new event of a block; `moment` is that of its first key."""
        self._do(blocks.enter(self.desk, self.view, block, payload, moment or self.desk.moment(), self.step))

    def do(self, operation: Operation | None) -> None:
        """An act on something that is no event of a block: the room where pupils sit."""
        self._do(operation)

    def change(self, record: Record[Any], payload: Any) -> None:
        """An event says something else; its time stays."""
        self._do(blocks.change(self.desk, self.view, record, payload, self.step))

    def renew(self, block: Block, record: Record[Any], payload: Any) -> None:
        """An event says something else that holds from now on: its time is now."""
        moment = self.desk.moment()
        self._do(blocks.renew(self.desk, self.view, block, record, payload, moment, self.step))

    def take_away(self, record: Record[Any]) -> None:
        """Takes an event away."""
        self._do(blocks.take_away(self.desk, self.view, record, self.step))

    def say(self, text: str) -> None:
        """A few words in the status line."""
        self.workspace.say(text)

    # Evidence

    def last_note(self) -> Record[Note] | None:
        """The line that was kept last: what a rating's evidence most likely is."""
        kept = [r for r in self.view.book.of(Note) if r.stamp is not None and not r.payload.held]
        return max(kept, key=lambda r: r.stamp.seq if r.stamp else 0, default=None)
