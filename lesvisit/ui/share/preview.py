"""The paper itself, page by page, as it will be printed."""

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lesvisit.i18n import Translator
from lesvisit.ui.share.paper_maker import Made
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import name_widget
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.labels import PlainLabel

ZOOMS = (1.0, 1.25, 1.6, 2.0, 2.6, 3.4)
_A4 = QSize(595, 842)


class PaperDocument:
    """A PDF in memory. The buffer lives as long as the document reads from it."""

    def __init__(self, data: bytes) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(data)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.pdf = QPdfDocument()
        self.pdf.load(self._buffer)

    @property
    def pages(self) -> int:
        """How many."""
        return max(0, self.pdf.pageCount())

    def size(self, page: int) -> QSize:
        """A page in points."""
        return self.pdf.pagePointSize(page).toSize() if page < self.pages else _A4

    def picture(self, page: int, size: QSize, ratio: float) -> QPixmap:
        """A page as a picture of a size on the screen."""
        wanted = QSize(round(size.width() * ratio), round(size.height() * ratio))
        picture = QPixmap.fromImage(self.pdf.render(page, wanted))
        picture.setDevicePixelRatio(ratio)
        return picture

    def text(self, page: int) -> str:
        """The words of a page, for readers."""
        return self.pdf.getAllText(page).text() if page < self.pages else ""


class _Page(QWidget):
    """One page on white, with a thin edge."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.picture = QPixmap()

    def show_picture(self, picture: QPixmap, size: QSize) -> None:
        self.picture = picture
        self.setFixedSize(size.width() + 2, size.height() + 2)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.picture.isNull():
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("ctl"))
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), Qt.GlobalColor.white)
        painter.drawPixmap(QPoint(1, 1), self.picture)
        painter.end()


class _Pages(QScrollArea):
    """Page up and down turn the page, plus and minus zoom, arrows move the page."""

    turned = Signal(int)
    zoomed = Signal(int)
    resized = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        turn = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(key))
        zoom = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}.get(Qt.Key(key))
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if turn is not None and plain:
            self.turned.emit(turn)
        elif zoom is not None and plain:
            self.zoomed.emit(zoom)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class PaperPreview(QWidget):
    """Shows what `show_paper` was given last; the page stays where it was."""

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.document: PaperDocument | None = None
        self.page = 0
        self.zoom = 0
        self.setObjectName("paperPreview")
        self._build_widgets()
        self._build_layout()
        self._connect()
        self._show_page()

    def _build_widgets(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.view = _Pages()
        name_widget(self.view, "paperPages", _("The paper"))
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view.setProperty("ring", "on")
        self.view.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.sheet = _Page(theme)
        self.view.setWidget(self.sheet)
        self.where = PlainLabel(theme, px=13, tone="muted", wrap=False, name="pageWhere")
        self.back = self._button("‹", "pageBack", _("Page back"))
        self.on = self._button("›", "pageOn", _("Page on"))
        self.smaller = self._button("−", "paperSmaller", _("Show the paper smaller"))
        self.larger = self._button("+", "paperLarger", _("Show the paper larger"))
        self.notice = PlainLabel(theme, px=13, name="paperNotice")
        self.notice.hide()

    def _button(self, sign: str, name: str, words: str) -> PlainButton:
        button = PlainButton(self.theme, sign, name=name)
        button.setAccessibleName(words)
        button.setToolTip(words)
        return button

    def _build_layout(self) -> None:
        self._box = QVBoxLayout(self)
        self._row = QHBoxLayout()
        self._row.addWidget(self.where, 1)
        for button in (self.back, self.on, self.smaller, self.larger):
            self._row.addWidget(button)
        self._box.addLayout(self._row)
        self._box.addWidget(self.notice)
        self._box.addWidget(self.view, 1)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._box.setContentsMargins(px(24), px(14), px(24), px(14))
        self._box.setSpacing(px(10))
        self._row.setSpacing(px(6))

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.turn(-1))
        self.on.clicked.connect(lambda: self.turn(1))
        self.smaller.clicked.connect(lambda: self.zoom_by(-1))
        self.larger.clicked.connect(lambda: self.zoom_by(1))
        self.view.turned.connect(self.turn)
        self.view.zoomed.connect(self.zoom_by)
        self.view.resized.connect(self._show_page)
        self.theme.changed.connect(self._on_theme_changed)

    # What is shown

    def show_paper(self, made: Made) -> None:
        """Another paper, or the same one changed."""
        self.document = PaperDocument(made.data)
        self.page = min(self.page, max(0, self.document.pages - 1))
        self._show_notice(made)
        self._show_page()

    def show_nothing(self) -> None:
        """No paper yet."""
        self.document, self.page = None, 0
        self.sheet.show_picture(QPixmap(), QSize(1, 1))
        self._show_page()

    def _show_notice(self, made: Made) -> None:
        """What the paper can't print, and what made it too long; nothing is silent."""
        _, said = self.translator.gettext, []
        if made.missing:
            count = len(made.missing)
            said.append(
                self.translator.ngettext(
                    "{n} sign can't be printed and shows as □: {signs}",
                    "{n} signs can't be printed and show as □: {signs}",
                    count,
                    signs=" ".join(made.missing[:12]),
                )
            )
        if made.too_long:
            blocks = self.translator.join(list(made.too_long))
            said.append(_("Longer than two pages. Too long: {blocks}.", blocks=blocks))
        self.notice.setText("\n".join(said))
        self.notice.setVisible(bool(said))

    def turn(self, way: int) -> None:
        """A page on or back."""
        pages = self.document.pages if self.document else 0
        page = min(max(0, self.page + way), max(0, pages - 1))
        if page != self.page:
            self.page = page
            self._show_page()
            self.view.verticalScrollBar().setValue(0)

    def zoom_by(self, way: int) -> None:
        """A step larger or smaller; the smallest shows the whole page."""
        self.zoom = min(max(0, self.zoom + way), len(ZOOMS) - 1)
        self._show_page()

    def _show_page(self) -> None:
        pages = self.document.pages if self.document else 0
        self.where.setText(
            self.translator.gettext("Page {page} of {pages}", page=self.page + 1, pages=pages) if pages else ""
        )
        self.back.setEnabled(self.page > 0)
        self.on.setEnabled(self.page + 1 < pages)
        self.smaller.setEnabled(bool(pages) and self.zoom > 0)
        self.larger.setEnabled(bool(pages) and self.zoom < len(ZOOMS) - 1)
        if self.document is None or not pages:
            return
        size = self._fitted(self.document.size(self.page))
        self.sheet.show_picture(self.document.picture(self.page, size, self.devicePixelRatioF()), size)
        self.sheet.setAccessibleName(self.where.text())
        self.view.setAccessibleDescription(self.document.text(self.page))

    def _fitted(self, page: QSize) -> QSize:
        bars = self.view.verticalScrollBar().sizeHint().width() if self.zoom else 0
        room = self.view.size() - QSize(4 + bars, 4)
        whole = page.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        factor = ZOOMS[self.zoom]
        return QSize(max(1, round(whole.width() * factor)), max(1, round(whole.height() * factor)))

    def _on_theme_changed(self) -> None:
        self._space()
        self._show_page()
