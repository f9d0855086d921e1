"""The lines of what is read aloud, in large type; what is new, changed or gone since the last yes says so."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.sharing import Paper
from lesvisit.i18n import Translator
from lesvisit.services.share import ChangeKind, ShareLine
from lesvisit.ui.share.words import code_of, kind_words, lines_of
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.words import BREADTHS

if TYPE_CHECKING:
    from lesvisit.ui.share.reading import ToRead

_SAID_ELSEWHERE = ("breadth", "code", "goal", "group", "count", "of")
_MARKED = {ChangeKind.ADDED, ChangeKind.REWORDED}


class ReadLines(QWidget):
    """One paper after the other, each with its name where there are two."""

    def __init__(
        self, theme: Theme, translator: Translator, found: "Sequence[ToRead]", shown: Mapping[str, ShareLine]
    ) -> None:
        super().__init__()
        self.theme, self.translator, self._shown = theme, translator, shown
        self.setProperty("part", "page")
        self._box = QVBoxLayout(self)
        side = theme.px(10)
        self._box.setContentsMargins(side, side, side, side)
        self._box.setSpacing(theme.px(4))
        for one in found:
            if len(found) > 1:
                self._add_name(Paper(one.paper.kind))
            self._add_paper(one)
        self._box.addStretch(1)

    def _add_name(self, paper: Paper) -> None:
        _ = self.translator.gettext
        name = _("Board card") if paper is Paper.BOARD else _("For the team")
        label = PlainLabel(self.theme, name, px=17, weight=SEMIBOLD)
        label.setContentsMargins(0, self.theme.px(10), 0, self.theme.px(4))
        self._box.addWidget(label)

    def _add_paper(self, one: "ToRead") -> None:
        paper, changes = one.paper, one.state.changes
        changed = {c.line: c.kind for c in changes if c.line and c.kind in _MARKED}
        head = " · ".join(t for t in (paper.subject, paper.class_name) if t)
        if head:
            self._add(self.translator.gettext("Top of the paper"), head)
        for line, texts in lines_of(paper):
            self._add(self._heading(self._shown.get(line), changed.get(line)), self._said(texts))
        for change in changes:
            if change.kind is ChangeKind.REMOVED:
                self._add(self.translator.gettext("No longer on the paper"), change.before, gone=True)

    def _heading(self, line: ShareLine | None, change: ChangeKind | None) -> str:
        _ = self.translator.gettext
        words = kind_words(self.translator, line) if line else ""
        if line is not None and not code_of(line) and line.title and line.title not in words:
            words = f"{words} {line.title}"
        since = {ChangeKind.ADDED: _("new since"), ChangeKind.REWORDED: _("changed since")}
        return f"{words} · {since[change]}" if change in since and change is not None else words

    def _said(self, texts: Mapping[str, str]) -> str:
        """The words of a line as the paper prints them."""
        breadth = next((self.translator.gettext(w) for b, w in BREADTHS.items() if b == texts.get("breadth")), "")
        shown = [breadth] if breadth else []
        shown += [text for name, text in texts.items() if name not in _SAID_ELSEWHERE]
        if "count" in texts:
            shown.append("/".join(t for t in (texts["count"], texts.get("of", "")) if t))
        return " · ".join(shown)

    def _add(self, heading: str, text: str, gone: bool = False) -> None:
        top = PlainLabel(self.theme, heading, px=13, weight=SEMIBOLD, tone="accent")
        words = PlainLabel(self.theme, text, px=17, tone="muted" if gone else "ink")
        words.setContentsMargins(0, 0, 0, self.theme.px(8))
        if gone:
            font = words.font()
            font.setStrikeOut(True)
            words.setFont(font)
        self._box.addWidget(top)
        self._box.addWidget(words)
