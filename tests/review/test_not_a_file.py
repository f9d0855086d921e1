"""Something else than a file stands where the database should be: refused once and for all, and left alone."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from lesvisit.domain.errors import DatabaseRefused
from lesvisit.models.database import Database
from lesvisit.models.places import Places

MAKERS: list[Callable[[Path], None]] = [Path.mkdir]
if hasattr(os, "mkfifo"):
    MAKERS.append(os.mkfifo)


@pytest.mark.parametrize("make", MAKERS)
def test_what_is_no_file_is_refused_and_left_alone(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "lesvisit.db")
    database = Database(Places(tmp_path))

    with pytest.raises(DatabaseRefused, match="foreign"):
        database.start().result(20)
    database.close()

    assert [p.name for p in tmp_path.glob("lesvisit.db*")] == ["lesvisit.db"]
