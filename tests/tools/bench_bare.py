"""The floors of the start, run as scripts by bench_start: `paint` a bare window with a text field, `load` imports."""

import sys
import time

MODE = sys.argv[1]


def paint() -> None:
    """Prints the moment at which a bare window with a text field is painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

    class Window(QMainWindow):
        painted = False

        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            if not self.painted:
                self.painted = True
                QTimer.singleShot(0, self.say)

        def say(self) -> None:
            print(f"painted {time.clock_gettime(time.CLOCK_MONOTONIC)}", flush=True)
            QApplication.quit()

    app = QApplication(sys.argv[:1])
    window = Window()
    window.setCentralWidget(QLineEdit())
    window.resize(1366, 688)
    window.show()
    app.exec()


def load() -> None:
    """Imports Qt's widgets, SQLAlchemy's ORM and the driver, and waits to be measured."""
    import PySide6.QtWidgets
    import sqlalchemy.orm
    import sqlcipher3.dbapi2

    kept = (PySide6.QtWidgets, sqlalchemy.orm, sqlcipher3.dbapi2)
    print(f"loaded {len(kept)}", flush=True)
    sys.stdin.readline()


if MODE == "paint":
    paint()
else:
    load()
