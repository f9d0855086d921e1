"""The window's workspace for measurements in a child process: a real profile, its database open and ready."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from lesvisit import paths
from lesvisit.i18n import Translator
from lesvisit.services.profile import open_profile
from lesvisit.services.system_clock import SystemClock
from lesvisit.ui.theme import Theme
from lesvisit.ui.workspace import Parts, Workspace

SIZE = (1366, 688)


def workspace_on(app: QApplication, data_dir: Path) -> Workspace:
    """The workspace over a profile of this folder."""
    profile = open_profile(data_dir)
    theme = Theme(app, paths.resources() / "fonts")
    theme.apply()
    translator = Translator("nl", paths.resources() / "locale")
    database = profile.database()
    workspace = Workspace(Parts(profile, database, SystemClock(), theme, translator, paths.resources()))
    workspace.start()
    database.write(lambda _: None).result(60)
    return workspace
