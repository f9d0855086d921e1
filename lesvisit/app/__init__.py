"""The composition root: the only place that wires profile, database, theme and window together."""

from lesvisit.app.running import LesVisitApp
from lesvisit.app.start import main

__all__ = ["LesVisitApp", "main"]
