"""The desk of the debrief tests."""

from tests.ui.debrief.support import desk

__all__ = ["desk"]
