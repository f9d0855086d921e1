"""The app as it starts, run as a script by bench_start: `bench_app.py STAGE DATA_DIR`.

It goes in by the same door as a teacher (lesvisit.__main__) and only listens: it prints `painted`, `typed` and
`draft` with the moment of each, and `road` after all four steps were shown. Then it waits to be measured and killed.
"""

import gc
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Any

from lesvisit.__main__ import main

gc.disable()  # as lesvisit.__main__.open_window does before it imports the app

import lesvisit.app.running  # noqa: E402
from lesvisit.ui.main_window import MainWindow  # noqa: E402
from lesvisit.ui.workspace import Workspace  # noqa: E402

STAGE, DATA_DIR = sys.argv[1:3]
KEY = "q"
SETTLE_MS = 1_500  # for a page of the road, with its preview


def say(what: str) -> None:
    """A line for the parent."""
    print(f"{what} {time.clock_gettime(time.CLOCK_MONOTONIC)}", flush=True)


class HeardWindow(MainWindow):
    """The window, whose first picture is told before anybody else hears of it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.painted.connect(lambda: say("painted"))


def listen(app: "lesvisit.app.LesVisitApp") -> None:
    """Follows the app from its first picture on."""
    stages: dict[str, Callable[[], None]] = {
        "paint": lambda: os._exit(0),
        "ready": lambda: type_first_key(app),
        "road": lambda: walk(app),
    }
    app.window.painted.connect(stages[STAGE])


def type_first_key(app: "lesvisit.app.LesVisitApp") -> None:
    """Presses *Start observing now*, types one key, and tells when it was painted and when it was on the disk."""
    from PySide6.QtCore import QTimer

    tell_drafts()
    app.window.home.start.click()
    QTimer.singleShot(0, lambda: press(app))


def tell_drafts() -> None:
    """Says when the first draft is on the disk."""
    from lesvisit.models import draft

    put = draft.put

    def told(connection: Any, kept: draft.Draft) -> None:
        put(connection, kept)
        if KEY in kept.text:
            setattr(draft, "put", put)  # noqa: B010
            say("draft")

    setattr(draft, "put", told)  # noqa: B010 - for the type checker a function stays what it was


def press(app: "lesvisit.app.LesVisitApp") -> None:
    """One key to the widget that has the focus; the next paint of it is the answer."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QAbstractScrollArea

    editor = app.qt.focusWidget() or app.window.focusWidget()

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and KEY in editor.toPlainText():  # type: ignore[attr-defined]
                watched.removeEventFilter(self)
                QTimer.singleShot(0, lambda: say("typed"))
            return False

    surface = editor.viewport() if isinstance(editor, QAbstractScrollArea) else editor
    watch = Watch(editor)
    surface.installEventFilter(watch)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_Q, Qt.KeyboardModifier.NoModifier, KEY)
        QCoreApplication.postEvent(editor, event)


def walk(app: "lesvisit.app.LesVisitApp") -> None:
    """The whole road: the worked visit through its four steps, and both papers."""
    from PySide6.QtCore import QTimer

    steps = road(app)

    def go_on() -> None:
        try:
            stop = next(steps, None)
        except BaseException:  # noqa: BLE001 - the app would say it in its window and go on
            traceback.print_exc()
            os._exit(1)
        if stop is None:
            say("road")
        else:
            QTimer.singleShot(SETTLE_MS, go_on)

    go_on()


def road(app: "lesvisit.app.LesVisitApp") -> Iterator[str]:
    """Each stop of the road by name."""
    window = app.window
    window.demo_wanted.emit()
    while (room := window._visit_room) is None:
        yield "demo"
    for step in (0, 1, 2, 3):
        room.go(step)
        yield f"step {step}"
    make_papers(app)
    yield "papers"
    window.go_home()
    yield "home"


def make_papers(app: "lesvisit.app.LesVisitApp") -> None:
    """Makes the pair paper of the visit on the screen, in memory."""
    from io import BytesIO

    from lesvisit.reports import make_pair_paper

    room = app.window._visit_room
    assert room is not None
    assert room.session is not None
    make_pair_paper(room.session.view, app.translator, app.workspace.resources, BytesIO())


show = lesvisit.app.LesVisitApp.show


def listen_and_show(app: "lesvisit.app.LesVisitApp") -> None:
    """Stands in for `show`."""
    listen(app)
    show(app)


vars(lesvisit.app.running)["MainWindow"] = HeardWindow
setattr(lesvisit.app.LesVisitApp, "show", listen_and_show)  # noqa: B010
sys.exit(main(["--data-dir", DATA_DIR, "--language", "nl"]))
