"""The papers of a visit as PDF. Reads domain records only."""

from lesvisit.reports.page import PaperReport
from lesvisit.reports.pair import make_pair_paper

__all__ = ["PaperReport", "make_pair_paper"]
