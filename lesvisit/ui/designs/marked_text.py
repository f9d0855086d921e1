"""A text as it was and as it becomes: what went is struck through, what came is bold and underlined."""

from collections.abc import Sequence

from lesvisit.domain.design_diff import Piece
from lesvisit.i18n import Translator
from lesvisit.ui.theme import Theme
from lesvisit.ui.tokens import Role
from lesvisit.ui.widgets.marked_box import MarkedBox


class VersionBox(MarkedBox):
    """`old`: a dashed frame with what went; else a solid one with what came."""

    def __init__(
        self, theme: Theme, translator: Translator, pieces: Sequence[Piece], *, old: bool, name: str, field: str = ""
    ) -> None:
        _ = translator.gettext
        self._words = _("gone: {words}") if old else _("new: {words}")
        title = " · ".join(part for part in (_("Was") if old else _("Becomes"), field) if part)
        tone: Role = "muted" if old else "accent"
        border: Role = "ctl" if old else "accent"
        super().__init__(theme, title, pieces, name=name, struck=old, dashed=old, tone=tone, border=border)
        self.text.setPlaceholderText(_("nothing"))

    def spoken(self, marked: str) -> str:
        return self._words.format(words=marked) if marked else ""
