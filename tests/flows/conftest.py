from collections.abc import Iterator

import pytest

from tests.flows.hands import Hands
from tests.support.house import House


@pytest.fixture
def hands(house: House) -> Iterator[Hands]:
    """The app after a cold start, nothing typed yet."""
    made = Hands(house)
    yield made
    made.leave()
