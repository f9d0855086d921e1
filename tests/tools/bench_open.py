"""The first opening of a visit since the app began, run by bench_blocks: `bench_open.py DATA_DIR VISIT_ID`.

Prints the milliseconds from asking for the visit in the window to its painted observe page.
"""

import gc
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

import lesvisit.ui  # noqa: F401 - its guard comes before the first call into Qt
from lesvisit.services.session import VisitSession
from lesvisit.ui.main_window import MainWindow
from tests.tools.bench_window import SIZE, workspace_on

OBSERVE = 1


def main() -> None:
    """Opens, prints, ends."""
    gc.disable()  # as in the app, which collects between keys
    app = QApplication(sys.argv[:1])
    workspace = workspace_on(app, Path(sys.argv[1]))
    window = MainWindow(workspace)
    window.resize(*SIZE)
    window.show()
    app.processEvents()
    workspace.database.read(lambda _: None).result(60)  # the reader is there: Home has read its lists
    loop = QEventLoop()

    def take(session: VisitSession) -> None:
        window.show_session(session, OBSERVE)
        loop.quit()

    began = time.perf_counter()
    workspace.open_visit(sys.argv[2], take)
    loop.exec()
    window.repaint()
    print((time.perf_counter() - began) * 1000, flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
