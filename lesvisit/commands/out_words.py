"""What left, in words: a paper, package, folder or copy with its day and place, to be called back by hand."""

from typing import TYPE_CHECKING

from lesvisit.i18n import N_, Translator

if TYPE_CHECKING:
    from lesvisit.services.erase import WentOut

PAPERS = {
    "pair": N_("paper for the two"),
    "team": N_("team paper"),
    "board": N_("board card"),
    "design": N_("lesson design"),
    "twin": N_("observation form"),
    "agreements": N_("agreements"),
    "data": N_("data file"),
    "package": N_("package"),
    "folder": N_("folder with everything"),
    "handed_over": N_("handed over to the visited teacher"),
}


def out_line(says: Translator, one: "WentOut") -> str:
    """One of them, on a line of the terminal."""
    what = says.gettext(PAPERS[one.what]) if one.what in PAPERS else one.what
    back = says.gettext("called back") if one.recalled else ""
    return "  ".join(part for part in (one.at_utc[:10], what, one.file_name, one.folder, back) if part)
