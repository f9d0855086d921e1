"""One choice out of a few, shown as buttons: what breadth tiles, choice cards and the segmented bar share."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import ThemedWidget
from lesvisit.ui.widgets.roving import Roving


def set_checked(button: QAbstractButton, checked: bool) -> None:
    """Checks or unchecks a radio button; Qt refuses to uncheck the last one of an exclusive group."""
    button.setAutoExclusive(False)
    button.setChecked(checked)
    button.setAutoExclusive(True)


class RadioGroup(ThemedWidget):
    """Keeps which key is chosen; `chosen` is emitted only when the user chose."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, *, name: str = "", words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, words=words, parent=parent)
        self._tiles: dict[object, QAbstractButton] = {}
        self._roving = Roving(self)

    def set_words(self, words: str) -> None:
        """What the choice is about, for readers."""
        self.setAccessibleName(words)

    def tiles(self) -> list[QAbstractButton]:
        """The buttons, in order."""
        return list(self._tiles.values())

    def _adopt(self, tiles: Mapping[object, QAbstractButton]) -> None:
        """Takes new buttons in the place of the old ones, which are thrown away."""
        for old in self._tiles.values():
            old.hide()
            old.deleteLater()
        self._tiles = dict(tiles)
        for key, tile in self._tiles.items():
            tile.setCheckable(True)
            tile.setAutoExclusive(True)
            tile.clicked.connect(lambda _checked=False, key=key: self._on_tile_clicked(key))
        self._roving.set_buttons(self.tiles())

    def _chosen_key(self) -> object | None:
        return next((key for key, tile in self._tiles.items() if tile.isChecked()), None)

    def _choose(self, wanted: object | None) -> None:
        for key, tile in self._tiles.items():
            set_checked(tile, key == wanted)
            if key == wanted:
                self._roving.set_stop(tile)

    def _on_tile_clicked(self, key: object) -> None:
        self._choose(key)
        self.chosen.emit(key)
