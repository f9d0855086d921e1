"""The package of a visit inside its paper, made beside the window."""

from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from lesvisit.domain.package import Package
from lesvisit.domain.sharing import Paper
from lesvisit.ui.share.paper_make import PaperTools, Wish
from lesvisit.ui.workspace import Workspace

SUFFIX = ".lesvisit"


@dataclass(frozen=True)
class Enclosure:
    """What goes along. Without `words` it is open, and the password of the paper is its lock."""

    packed: "Future[Package]"
    words: str
    made: datetime


def enclosure_of(workspace: Workspace, wish: Wish, words: str) -> Enclosure:
    """The visit as it is on the disk when everything done so far is there."""
    from lesvisit.services import packages

    desk, visit_id = workspace.desk, wish.view.book.scope_id

    def pack(connection: Any) -> Package:
        return packages.pack_visit(connection, desk, visit_id)

    return Enclosure(workspace.database.write(pack), words, desk.clock.now_utc())


def enclosed(pdf: bytes, enclosure: Enclosure, wish: Wish, tools: PaperTools) -> tuple[bytes, bytes]:
    """The paper with the package in it, and the package."""
    from lesvisit.exchange import package_file
    from lesvisit.exchange.package_beside import Locksmith
    from lesvisit.reports import file_name
    from lesvisit.reports.attachment import with_attachment

    data = package_file.dumps(enclosure.packed.result())
    if enclosure.words:
        data = Locksmith().locked(data, enclosure.words)
    translator = tools.translator(wish.language)
    name = Path(file_name(wish.view, Paper.PAIR, translator)).stem + SUFFIX
    told = translator.gettext("This visit, to be opened with LesVisit")
    return with_attachment(pdf, name, data, enclosure.made, told), data
