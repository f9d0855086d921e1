"""All that differs between two versions: per field what it was and what it becomes, side by side."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.design_diff import PREDICTION, DesignDifference, Fate, FieldChange, PartChange, PartKind, Piece
from lesvisit.i18n import Translator
from lesvisit.ui.designs.marked_text import VersionBox
from lesvisit.ui.designs.phase_more import more_words
from lesvisit.ui.designs.phase_row import column_words
from lesvisit.ui.designs.side_texts import side_words
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.chips import ChipKind, ChipLabel
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.side_by_side import SideBySide

_STACK_BELOW = 620


def field_words(translator: Translator, field: str) -> str:
    """What a field of a version, goal or phase is called."""
    if field.startswith(PREDICTION):
        return translator.gettext("Case pupil {letter}, expected", letter=field.removeprefix(PREDICTION))
    known = {key: title for key, (title, _hint) in {**side_words(translator), **more_words(translator)}.items()}
    return {**known, **column_words(translator)}.get(field, "")


class DifferenceView(QWidget):
    """`show_difference` builds it anew; a part that came or went says so in words."""

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.setObjectName("designDifference")
        self.boxes: list[VersionBox] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(16))

    def show_difference(self, found: DesignDifference) -> None:
        """Shows this difference, in reading order."""
        _ = self.translator.gettext
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes = []
        if found.empty:
            words = _("Version {before} and version {after} say the same.", before=found.before, after=found.after)
            self._column.addWidget(PlainLabel(self.theme, words, tone="muted", name="sameDesign"))
        for title, parts in ((_("Goals and success criteria"), found.goals), (_("Phases"), found.phases)):
            if parts:
                self._add_parts(title, parts)
        if found.texts:
            self._column.addWidget(self._card(_("About the lesson"), [self._fields(found.texts)]))
        self._column.addStretch(1)

    def _add_parts(self, title: str, parts: Sequence[PartChange]) -> None:
        self._column.addWidget(self._card(title, [self._part(part) for part in parts]))

    def _card(self, title: str, rows: Sequence[QWidget]) -> QFrame:
        px = self.theme.px
        card = QFrame()
        card.setProperty("part", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(px(20), px(14), px(20), px(18))
        column.setSpacing(px(14))
        column.addWidget(PlainLabel(self.theme, title, px=17, weight=SEMIBOLD))
        for row in rows:
            column.addWidget(row)
        return card

    def _part(self, part: PartChange) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(6))
        column.addLayout(self._head(part))
        if part.fields:
            column.addWidget(self._fields(part.fields, part.kind is PartKind.PHASE, part.fate))
        return holder

    def _head(self, part: PartChange) -> QHBoxLayout:
        row, code = QHBoxLayout(), part.code_after or part.code_before
        row.setSpacing(self.theme.px(8))
        if part.kind is PartKind.PHASE:
            row.addWidget(PlainLabel(self.theme, code, weight=SEMIBOLD, wrap=False))
            row.addWidget(PlainLabel(self.theme, part.name, weight=SEMIBOLD, elide=True), 1)
        else:
            kind = ChipKind.GOAL if part.kind is PartKind.GOAL else ChipKind.CRITERION
            row.addWidget(ChipLabel(self.theme, code, kind))
            row.addStretch(1)
        row.addWidget(PlainLabel(self.theme, self._fate(part), px=13, tone="muted", wrap=False))
        return row

    def _fate(self, part: PartChange) -> str:
        _ = self.translator.gettext
        if part.fate is Fate.ADDED:
            return _("new here")
        if part.fate is Fate.REMOVED:
            return _("taken out, stood at {code}", code=part.code_before)
        if part.moved:
            return _("moved, stood at {code}", code=part.code_before)
        return ""

    def _fields(self, fields: Sequence[FieldChange], named: bool = True, fate: Fate = Fate.CHANGED) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(8))
        for change in fields:
            words = field_words(self.translator, change.field) if named else ""
            column.addWidget(self._pair(change, words, fate))
        return holder

    def _pair(self, change: FieldChange, words: str, fate: Fate) -> SideBySide:
        """Was beside becomes; of what came or went there is only one side."""
        was = QWidget() if fate is Fate.ADDED else self._box(change, words, old=True)
        becomes = QWidget() if fate is Fate.REMOVED else self._box(change, words, old=False)
        return SideBySide(self.theme, was, becomes, stack_below=_STACK_BELOW, gap=24, shares=(1, 1))

    def _box(self, change: FieldChange, words: str, *, old: bool) -> VersionBox:
        pieces = self._said(change.field, change.before if old else change.after)
        name = f"{'was' if old else 'becomes'}_{change.field}"
        box = VersionBox(self.theme, self.translator, pieces, old=old, name=name, field=words)
        self.boxes.append(box)
        return box

    def _said(self, field: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """Minutes with their unit; all else as it is."""
        if field != "planned_min" or not pieces:
            return pieces
        number = "".join(piece.text for piece in pieces)
        return (Piece(self.translator.gettext("{n} min", n=number), True),)
