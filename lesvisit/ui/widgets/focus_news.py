"""Tells whoever listens that the focus of the application went elsewhere.

A widget must not connect to `QApplication.focusChanged` itself. When Python's collector takes a closed page with the
focus in it, it empties the attributes of all its objects first and destroys them one by one after; destroying the
field moves the focus, and Qt then calls slots whose object is already empty ("Slot 'X::' not found"). The weak
references here are cleared before that begins, so a page that is being taken hears nothing.
"""

from collections.abc import Callable
from weakref import WeakMethod

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

Heard = Callable[[QWidget | None, QWidget | None], None]


class FocusNews(QObject):
    """One for the application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._listeners: list[WeakMethod[Heard]] = []
        app.focusChanged.connect(self._tell)

    def add(self, heard: Heard) -> None:
        self._listeners.append(WeakMethod(heard))

    def _tell(self, old: QWidget | None, new: QWidget | None) -> None:
        self._listeners = [kept for kept in self._listeners if _living(kept) is not None]
        for kept in tuple(self._listeners):
            heard = _living(kept)  # asked again: the one before may have closed a page
            if heard is not None:
                heard(old, new)


def _living(kept: WeakMethod[Heard]) -> Heard | None:
    heard = kept()
    owner = getattr(heard, "__self__", None)
    return heard if isinstance(owner, QObject) and isValid(owner) else None


def focus_news(app: QApplication) -> FocusNews:
    """The one of this application."""
    return app.findChild(FocusNews) or FocusNews(app)


def on_focus_changed(heard: Heard) -> None:
    """Calls a method of a QObject, with the widget left and the one reached, for as long as that object lives."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        focus_news(app).add(heard)
