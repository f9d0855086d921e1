"""Slash codes while typing: shows the list beside the line and takes a complete code."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from lesvisit.blocks.kind import Press
from lesvisit.domain.slash import PRESS_MARK, Code, CodeKind, SlashCodes, Typing
from lesvisit.services.observation import ObservationSession
from lesvisit.ui.observe.line_edit import LineEdit
from lesvisit.ui.observe.slash_list import SlashList
from lesvisit.ui.workspace import Workspace

NEAR = 12  # a slash further before the caret can't begin a code


class SlashTaking(QObject):
    """`taken` after a code became a link, a place or a kind of the line."""

    taken = Signal()
    press_wanted = Signal(object)  # Press: the code stands for a press

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self.theme, self.page = workspace.theme, page
        self.observation: ObservationSession | None = None
        self.list = SlashList(workspace.theme, workspace.translator, page)
        self.list.code_chosen.connect(self._on_list_code_chosen)
        self._codes: SlashCodes | None = None
        self._field: LineEdit | None = None

    def forget_codes(self) -> None:
        """Goals, kijkvragen or case pupils may have changed."""
        self._codes = None

    def show(self, field: LineEdit) -> None:
        """Shows what the code before the caret can become; nothing for ordinary text."""
        if self.observation is None or not field.isVisible():
            return
        typing = self._typing(field)
        if typing is None and self.list.isHidden():
            return
        self._field = field
        self.list.show_typing(typing, self.observation.view)
        if typing is not None:
            corner = field.viewport().mapTo(self.page, field.cursorRect().topLeft())
            self.list.stand_above(corner - QPoint(self.theme.px(40), self.theme.px(8)))

    def hide(self) -> None:
        """No list."""
        self.list.hide()

    def taker_of(self, field: LineEdit) -> Callable[[str], bool]:
        """For a field's Space, Tab and Enter: takes a complete code, or says no."""

        def take(typed: str) -> bool:
            typing = self._typing(field)
            if typing is None or typing.complete is None:
                return False
            self._take(field, typing, typing.complete, typed)
            return True

        return take

    def _typing(self, field: LineEdit) -> Typing | None:
        before = field.before_caret()
        if self.observation is None or "/" not in before[-NEAR:]:
            return None
        if self._codes is None:
            self._codes = self.observation.slash_codes()
        return self._codes.typing(before)

    def _take(self, field: LineEdit, typing: Typing, code: Code, typed: str) -> None:
        if self.observation is None:
            return
        words = code.in_text
        if code.kind is CodeKind.PRESS:
            block_id, _mark, item_id = code.value.partition(PRESS_MARK)
            field.replace_before(typing.start, "")
            self.list.hide()
            self.press_wanted.emit(Press(block_id, item_id, {}))
            return
        self.observation.take(code)
        field.replace_before(typing.start, words + typed if words else "")
        self.list.hide()
        self.taken.emit()

    def _on_list_code_chosen(self, code: Code) -> None:
        field = self._field
        typing = self._typing(field) if field is not None else None
        if field is not None and typing is not None:
            self._take(field, typing, code, " ")
