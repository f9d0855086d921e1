"""The second place of the emergency journal belongs to one profile: nobody's words go to somebody else's file."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from lesvisit import paths
from lesvisit.app import LesVisitApp
from lesvisit.i18n import Translator
from lesvisit.models.draft import Draft
from lesvisit.services.profile import open_profile


def test_each_profile_has_its_own(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "log_dir", lambda: tmp_path / "cache" / "log")
    translator = Translator("nl", paths.resources() / "locale")
    apps = [LesVisitApp(qapp, open_profile(tmp_path / name), translator) for name in ("noor", "bram")]
    try:
        journals = [app.workspace.database.journal for app in apps]
        (tmp_path / "noor" / "profiles").rename(tmp_path / "noor" / "gone")  # the first place takes nothing
        (tmp_path / "noor" / "profiles").write_text("")
        assert journals[0].keep_draft(Draft("visit", "of Noor"))
        assert [d.text for d in journals[0].entries() if isinstance(d, Draft)] == ["of Noor"]
        assert list(journals[1].entries()) == []
    finally:
        for app in apps:
            app.close()
            app.window.deleteLater()
