"""Which paper, and how: names, language, who is choosing now, and behind *More* what is wanted now and then."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.sharing import Paper
from lesvisit.domain.visit import NamesMode
from lesvisit.i18n import Translator
from lesvisit.ui.share.attach_row import AttachRow
from lesvisit.ui.share.lock_row import LockRow
from lesvisit.ui.share.more_menu import QUIET_PAPERS, MoreButton
from lesvisit.ui.share.words import LANGUAGES, NAMES
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.choice_cards import Choice, ChoiceCards
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.segmented import Segmented
from lesvisit.ui.widgets.wrap_row import WrapRow


class PaperOptions(QWidget):
    """The three cards and the row below them; signals only when a person chose."""

    paper_chosen = Signal(object)  # Paper
    names_chosen = Signal(object)  # NamesMode
    language_chosen = Signal(str)
    chooser_chosen = Signal(str)  # person id
    data_wanted = Signal()
    give_wanted = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self._quiet = False
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.cards = ChoiceCards(theme, dots=False, name="paperCards")
        self.cards.set_words(_("Which paper"))
        self.cards.set_choices(
            [
                Choice(Paper.PAIR, _("For the two of us"), _("Everything that was written down")),
                Choice(Paper.TEAM, _("For the team"), _("Only what you both share")),
                Choice(Paper.BOARD, _("Board card"), _("One success, actions, the next visit")),
            ]
        )
        self.names = DropDown(theme, small=True, name="namesMode", words=_("Names on this paper"))
        for mode, words in NAMES.items():
            self.names.addItem(_(words), mode)
        self.language = DropDown(theme, small=True, name="paperLanguage", words=_("Language of the paper"))
        for code, word in LANGUAGES.items():
            self.language.addItem(word, code)
        self.data = LinkButton(theme, _("Data as CSV or JSON"), name="dataFile")
        self.more = MoreButton(theme, self.translator)
        self.chooser = Segmented(theme, name="whoChooses")
        self.chooser.set_words(_("Who is choosing now"))
        self.lock = LockRow(theme, self.translator)
        self.attach = AttachRow(theme, self.translator)

    def _build_layout(self) -> None:
        _ = self.translator.gettext
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.cards)
        self._row = WrapRow(self.theme, gap=18)
        self._names_cell = self._cell(_("Names"), self.names)
        self._row.add(self._names_cell, 100, 0)
        self._row.add(self._cell(_("Paper in"), self.language), 100, 0)
        self._choosing = self._cell(_("Choosing now"), self.chooser)
        self._row.add(self._choosing, 100, 0)
        self._data_cell = self._link_cell(self.data)
        self._row.add(self._data_cell, 100, 0)
        self._more_cell = self._link_cell(self.more)
        self._row.add(self._more_cell, 60, 0)
        self._box.addWidget(self._row)
        self._box.addWidget(self.lock)
        self._box.addWidget(self.attach)
        self._space()

    def _cell(self, words: str, widget: QWidget) -> QWidget:
        cell = QWidget()
        row = QHBoxLayout(cell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(8))
        row.addWidget(PlainLabel(self.theme, words, px=13, tone="muted", wrap=False))
        row.addWidget(widget)
        return cell

    def _link_cell(self, link: LinkButton) -> QWidget:
        cell = QWidget()
        QHBoxLayout(cell).addWidget(link)
        return cell

    def _space(self) -> None:
        self._box.setSpacing(self.theme.px(10))
        for cell in (self._data_cell, self._more_cell):
            row = cell.layout()
            if row is not None:  # as high as the fields beside it
                row.setContentsMargins(0, self.theme.px(3), 0, self.theme.px(3))
        for field in (self.names, self.language):
            field.setMinimumWidth(field.sizeHint().width())

    def _connect(self) -> None:
        self.cards.choice_made.connect(lambda key: self.paper_chosen.emit(Paper(key)))
        self.more.paper_wanted.connect(self.paper_chosen)
        self.more.data_wanted.connect(self.data_wanted)
        self.names.activated.connect(lambda _: self.names_chosen.emit(self.names.currentData()))
        self.language.activated.connect(lambda _: self.language_chosen.emit(str(self.language.currentData())))
        self.chooser.choice_made.connect(self.chooser_chosen)
        self.data.clicked.connect(self.data_wanted)
        self.theme.changed.connect(self._space)

    def show_options(self, paper: Paper, names: NamesMode, language: str) -> None:
        """What is chosen now."""
        self.cards.set_value(None if paper in QUIET_PAPERS else paper)
        self.more.paper = paper
        self.attach.show_for(pair=paper is Paper.PAIR, locked=self.more.locked)
        with QSignalBlocker(self.names), QSignalBlocker(self.language):
            self.names.setCurrentIndex(self.names.findData(names))
            self.language.setCurrentIndex(self.language.findData(language))
        self._names_cell.setVisible(paper.agreed)
        self._data_cell.setVisible(paper is Paper.PAIR)
        self._quiet = paper in QUIET_PAPERS

    def show_choosers(self, people: Mapping[str, str], chosen: str) -> None:
        """Who may be at the keys: the people of the visit."""
        if [t.objectName() for t in self.chooser.tiles()] != [f"segment_{i}" for i in people]:
            self.chooser.set_choices(list(people.items()))
        self.chooser.set_value(chosen if chosen in people else None)
        self._choosing.setVisible(len(people) > 1 and not self._quiet)
