"""Where things lie: the user's data, the log, and what ships with the app. The only importer of appdirs."""

import sys
from pathlib import Path

APP = "LesVisit"


def data_dir() -> Path:
    """Return the folder of the user's data, for the composition root; nothing is made here.

    Local and not roaming: a database on a roaming profile is copied by the network while it is open.
    """
    import appdirs  # lazily: the command line with --data-dir never asks

    return Path(appdirs.user_data_dir(APP, appauthor=False, roaming=False))


def log_dir() -> Path:
    """Return the folder of the log, which holds no content of visits; nothing is made here."""
    import appdirs

    return Path(appdirs.user_log_dir(APP, appauthor=False))


def resources() -> Path:
    """Return the folder of what ships with the app, alike from source, an installed wheel and the bundle."""
    bundle: str | None = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "resources"
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def locale_dir() -> Path:
    """Return the folder of the translations, for a `Translator`."""
    return resources() / "locale"
