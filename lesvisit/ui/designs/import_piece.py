"""One piece of a document: its whole text, where it stood, and where it is to go."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from lesvisit.exchange.lesson_text import LessonMapping, Part, Place, put_at
from lesvisit.ui.designs import import_words
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.field import FieldFrame
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace

_MUCH = 1000  # the words get all room they need before anything else does
_CHOICES = tuple(import_words.PARTS)


class PiecePanel(QWidget):
    """`place_chosen(Place)`: the person says where this piece goes."""

    place_chosen = Signal(object)
    left = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.theme = workspace, workspace.theme
        self._found, self._number = LessonMapping(), -1
        self._build()
        self.part.activated.connect(self._on_part)
        self.index.activated.connect(self._on_index)
        self.out.clicked.connect(lambda: self.place_chosen.emit(Place(Part.LEFT)))
        self.theme.changed.connect(self._space)
        self._space()

    def _build(self) -> None:
        _, theme = self.workspace.translator.gettext, self.theme
        self.words = PlainLabel(theme, px=17, name="pieceText")
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.area = QScrollArea()
        self.area.setObjectName("pieceScroll")
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.words)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stood = PlainLabel(theme, px=13, tone="muted", name="pieceStood")
        self.part = DropDown(theme, name="piecePart")
        self.part.addItems([_(import_words.PARTS[part]) for part in _CHOICES])
        self.part.setMaxVisibleItems(16)
        self.part_frame = FieldFrame(theme, _("Where does it belong?"), self.part, name="piecePart")
        self.index = DropDown(theme, name="pieceIndex")
        self.index_frame = FieldFrame(theme, _("Of which one?"), self.index, name="pieceIndex")
        self.hint = PlainLabel(theme, px=13, tone="muted", name="pieceHint")
        self.out = LinkButton(theme, _("Leave it out"), name="pieceOut")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.area, _MUCH)
        for widget in (self.stood, self.part_frame, self.index_frame, self.hint):
            self._column.addWidget(widget)
        self._column.addWidget(self.out, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)

    def show_piece(self, found: LessonMapping, number: int, many: int = 1) -> None:
        """This piece; with `many` chosen together, what is chosen here is for all of them."""
        _, translator = self.workspace.translator.gettext, self.workspace.translator
        self._found, self._number = found, number
        known = 0 <= number < len(found.pieces)
        self.setEnabled(known)
        piece = found.pieces[number] if known else None
        self.words.setText(piece.whole if piece else "")
        self._fit_words()
        stood = import_words.origin(translator, piece) if piece else ""
        self.stood.setText(translator.ngettext("{n} piece", "{n} pieces", many) if many > 1 else stood)
        self.stood.setVisible(bool(self.stood.text()))
        place = piece.place if piece else Place(Part.LEFT)
        self.part.setCurrentIndex(_CHOICES.index(place.part))
        self._show_numbers(place)
        self.out.setVisible(known and place.part is not Part.LEFT)
        self.hint.setVisible(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def _fit_words(self) -> None:
        """No higher than its words, so that the choice stands right below them."""
        self.area.setMaximumHeight(self.words.heightForWidth(self.area.viewport().width()) + self.theme.px(2))

    def begin(self) -> None:
        """By keyboard to the choice."""
        self.part.setFocus(Qt.FocusReason.OtherFocusReason)
        self.part.showPopup()

    def _show_numbers(self, place: Place) -> None:
        texts = import_words.numbers(self.workspace.translator, self._found, place.part)
        self.index.clear()
        self.index.addItems(texts)
        self.index.setCurrentIndex(min(place.index, len(texts) - 1))
        self.index_frame.setVisible(bool(texts))

    def _on_part(self, row: int) -> None:
        if not 0 <= self._number < len(self._found.pieces):
            return
        part = _CHOICES[row]
        piece = self._found.pieces[self._number]
        texts = import_words.numbers(self.workspace.translator, self._found, part)
        index = min(self._near(part), max(len(texts) - 1, 0)) if texts else 0
        place = Place(part, index)
        if part in (Part.PHASE_MIN, Part.MINUTES) and put_at(piece, place).place != place:
            _ = self.workspace.translator.gettext
            self.hint.setText(_("This is no time that can be read, such as “10 min” or “0-5”."))
            self.hint.setVisible(True)
            self.part.setCurrentIndex(_CHOICES.index(piece.place.part))
            return
        self.place_chosen.emit(place)

    def _near(self, part: Part) -> int:
        """The goal or phase that stands before this piece in the document."""
        kin = import_words.kin(part)
        before = [p.place.index for p in self._found.pieces[: self._number] if p.place.part in kin]
        if part is Part.GOAL:
            return self._found.count(kin)
        return before[-1] if before else 0

    def _on_index(self, row: int) -> None:
        if 0 <= self._number < len(self._found.pieces):
            part = self._found.pieces[self._number].place.part
            self.place_chosen.emit(Place(part, row))

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(10))
