from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packages.laptops import Laptop, laptop


@pytest.fixture
def bram(tmp_path: Path) -> Iterator[Laptop]:
    """A colleague's laptop, with the sample visit to come."""
    with laptop(tmp_path / "bram", "device-bram") as made:
        made.i_am("Bram")
        yield made
