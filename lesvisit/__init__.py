"""LesVisit: two colleagues look at a lesson together, offline, on one laptop."""

__version__ = "0.1.0"
