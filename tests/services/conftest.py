"""What the tests of services share."""

import pytest

from lesvisit.domain.visit_book import VisitBook
from tests.support.share import unshared


@pytest.fixture
def view() -> VisitBook:
    """The worked visit before anything is shared."""
    return unshared()
