"""Writing a lesson design to a file, for the command and for the window alike; the ending says how."""

from pathlib import Path
from typing import TYPE_CHECKING

from lesvisit.i18n import Translator
from lesvisit.services.design_out import DOCX

if TYPE_CHECKING:
    from lesvisit.services.design_out import DesignOut


def write_out(out: "DesignOut", path: Path, translator: Translator, resources: Path, *, twin: bool = False) -> None:
    """Writes the file, all or nothing. Raises StorageFailed."""
    if path.suffix.casefold() == DOCX:
        from lesvisit.exchange.docx_write import write_docx

        write_docx(out.design, out.version, out.makers, translator, path)
        return
    from lesvisit.models.given import write_given
    from lesvisit.reports.design_paper import DesignPaper, make_design_paper
    from lesvisit.reports.design_twin import make_paper_twin

    paper = DesignPaper(out.design, out.version, out.makers, out.day, out.before, out.taught)
    make = make_paper_twin if twin else make_design_paper

    def fill(temporary: Path) -> None:
        make(paper, translator, resources, temporary)

    write_given(path, fill)
