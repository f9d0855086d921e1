"""Encrypted visits to test with: quick wraps, and words that may stand in no file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lesvisit.domain.recovery_code import new_code
from lesvisit.models import vault, vault_switch, vault_wrap
from lesvisit.models.database import Database
from lesvisit.models.draft import Draft
from lesvisit.models.places import Places
from lesvisit.models.vault import Vault
from tests.models.support import add_note, fresh_visit

WORDS = "fiets lepel wolk tuin"
CODE = new_code()
SECRET = "Fenna zegt zachtjes ziezoo"
DRAFT = "Quinten half getypt"


def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretching that takes no time; the real work is tested by itself."""
    monkeypatch.setattr(vault_wrap, "WORK", 16)
    monkeypatch.setattr(vault_wrap.wrapped, "__defaults__", (16,))


@contextmanager
def opened(folder: Path, found: Vault | None = None) -> Iterator[Database]:
    """The database of a folder under a vault."""
    base = Database(Places(folder, found), folder.parent / "second")
    base.start().result(20)
    try:
        yield base
    finally:
        base.close()


def filled(folder: Path) -> str:
    """Plain visits with a note, a draft and a backup of both; the visit's id."""
    with opened(folder) as base:
        visit_id = fresh_visit(base)
        add_note(base, visit_id, SECRET)
        base.keep_draft(Draft("line", DRAFT)).result(10)
        base.back_up().result(10)
    return visit_id


def switched_on(folder: Path) -> Vault:
    """Encrypts closed visits, and opens them once, as the app does."""
    found = vault_switch.switch_on(folder / "lesvisit.db", vault.made(WORDS, CODE))
    with opened(folder, found):
        pass
    return found


def files_with(folder: Path, *texts: str) -> list[str]:
    """The files below a folder in which one of these texts stands, in UTF-8 or UTF-16."""
    needles = [text.encode(code) for text in texts for code in ("utf-8", "utf-16-le", "utf-16-be")]
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [str(path.relative_to(folder)) for path in paths if any(needle in path.read_bytes() for needle in needles)]
