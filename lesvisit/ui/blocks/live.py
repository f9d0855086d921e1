"""A block while it is used: on the stage of the observe page, and wherever it is filled in before or afterwards."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lesvisit.blocks import kind_of
from lesvisit.blocks.keys import Group, groups
from lesvisit.blocks.kind import BlockKind
from lesvisit.domain.records import Change
from lesvisit.domain.template import Block, text_in
from lesvisit.ui.blocks.host import BlockHost
from lesvisit.ui.widgets.quiet_commit import QuietCommit


class LiveBlock(QWidget):
    """Base of all live blocks. Subclasses build their parts in `build`, and show the visit in `show_all`.

    Letters typed in a part that is no text field reach the page, which types them as a note; so a block uses arrows,
    Space, Enter, Delete and the keys of the map, never plain letters. Every target is at least `target` high: 36 px,
    44 in the tablet layout.
    """

    group_changed = Signal()  # other items have the keys now
    leave_wanted = Signal()  # Esc: back to the line

    def __init__(self, host: BlockHost, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.host, self.block = host, block
        self.theme, self.translator = host.theme, host.translator
        kind = kind_of(block.type)
        assert kind is not None, block.type
        self.kind: BlockKind = kind
        self.setObjectName(f"block_{block.id}")
        self.setProperty("part", "page")  # the ground of the place it stands in shows through
        self.setAccessibleName(text_in(block.label, host.language) or self.translator.gettext(kind.name))
        self._group = 0
        self.keys: dict[str, str] = {}
        self.build()
        self.show_all()

    # For subclasses

    def build(self) -> None:
        """Makes the parts, once."""
        raise NotImplementedError

    def show_all(self) -> None:
        """Shows what the visit holds for this block."""

    def follow(self, change: Change) -> None:
        """Takes one change of the visit; the plain way shows all anew when the block is in it."""
        if not change.records or change.how != "do" or any(self.owns(r.payload, r.stamp) for r in change.records):
            self.show_all()

    def owns(self, payload: object, stamp: object) -> bool:
        """Is this an event of this block, or one that may move it?"""
        block_id = getattr(payload, "block_id", "") or getattr(stamp, "block_id", "")
        return block_id == self.block.id or hasattr(payload, "target_id")

    def flush(self) -> None:
        """Keeps what is being typed: the page goes down, the window closes, the app is killed softly."""
        for commit in self.findChildren(QuietCommit):
            commit.flush()

    def beat(self, minute: float | None) -> None:
        """Once a second while the visit runs; paint only what differs."""

    def show_keys(self, keys: dict[str, str]) -> None:
        """Item ids to the keycap that presses them now; empty when others have the keys."""
        self.keys = keys

    def press(self, item_id: str) -> None:
        """A key of the map or a slash code presses an item of this block."""
        self.host.press(self.block, item_id)

    def first_widget(self) -> QWidget:
        """Where the keyboard begins."""
        return self

    # Groups of six

    @property
    def groups(self) -> tuple[Group, ...]:
        """The items in groups that share the keys."""
        return groups(self.block, self.host.language)

    @property
    def group(self) -> Group | None:
        """The group that has the keys, if this block has them."""
        found = self.groups
        return found[self._group % len(found)] if found else None

    def next_group(self) -> None:
        """The next six have the keys."""
        if len(self.groups) > 1:
            self._group = (self._group + 1) % len(self.groups)
            self.group_changed.emit()

    @property
    def target(self) -> int:
        """The least height of what one presses, in device-independent pixels."""
        return self.theme.target(36)
