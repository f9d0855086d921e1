"""The log of one run: what happened, never what anybody wrote."""

import logging
from pathlib import Path

from lesvisit import __version__

log = logging.getLogger(__name__)


class EarlyLog(logging.Handler):
    """The log until its file is opened, which waits (with what Python needs for it) for the first picture."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps a line until there is a file."""
        self.told.append(record)


def start_log() -> EarlyLog:
    """The log of this run: what happened, never what anybody wrote."""
    early = EarlyLog()
    logging.basicConfig(level=logging.INFO, handlers=[early], force=True)
    log.info("LesVisit %s starts", __version__)
    return early


def open_log(early: EarlyLog, folder: Path) -> None:
    """From now on the log is a rotating file; what was told early goes in first. Twice is once."""
    root = logging.getLogger()
    if early not in root.handlers:
        return
    from logging.handlers import RotatingFileHandler

    from lesvisit.models.bare_error import BareFormatter

    root.removeHandler(early)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "lesvisit.log", maxBytes=500_000, backupCount=3, encoding="utf-8")
    except OSError:
        return  # no log is no reason not to open
    handler.setFormatter(BareFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    for record in early.told:
        handler.handle(record)
