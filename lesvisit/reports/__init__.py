"""The papers of a visit as PDF. Reads domain records only."""

from lesvisit.reports.board import make_board_card
from lesvisit.reports.filenames import file_name
from lesvisit.reports.page import PaperReport
from lesvisit.reports.pair import make_pair_paper
from lesvisit.reports.team import make_team_paper

__all__ = ["PaperReport", "file_name", "make_board_card", "make_pair_paper", "make_team_paper"]
