"""Out of the share step: saving, printing, copying, and what is said about it; nothing without her yes."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lesvisit.domain.errors import LesVisitError
from lesvisit.ui.share.paper_make import Wish, check

if TYPE_CHECKING:
    from lesvisit.ui.share.page import SharePage


class WayOut(QObject):
    """Between the buttons of the page and its outlet."""

    def __init__(self, page: "SharePage") -> None:
        super().__init__(page)
        self.page, self.outlet = page, page.outlet
        self._connect()

    def _connect(self) -> None:
        bar, outlet, options = self.page.bar, self.outlet, self.page.options
        options.data_wanted.connect(outlet.ask_and_save_data)
        options.more.copy_wanted.connect(self.copy)
        bar.print_wanted.connect(self.print)
        bar.open_wanted.connect(outlet.open_saved)
        bar.folder_wanted.connect(outlet.show_saved)
        bar.copy_wanted.connect(self.copy)
        bar.stop_wanted.connect(self._on_stop_wanted)
        outlet.saved.connect(self._on_saved)
        outlet.data_saved.connect(self._on_data_saved)
        outlet.printed.connect(self._on_printed)
        outlet.copied.connect(self._on_copied)
        outlet.working.connect(bar.show_working)
        outlet.refused.connect(self.page.tell)

    def save(self) -> None:
        """Asks where, and writes the paper that is shown."""
        if self.page.options.lock.is_right():
            self._out(self.outlet.ask_and_save)

    def print(self) -> None:
        """To the printer."""
        self._out(self.outlet.print_paper)

    def copy(self) -> None:
        """As text on the clipboard."""
        self._out(self.outlet.copy_text)

    def _out(self, act: Callable[[], object]) -> None:
        """Refuses a paper without her yes before anything is asked."""
        page = self.page
        if page.view is None:
            return
        try:
            check(Wish(page.view, page.paper, page.language))
        except LesVisitError as error:
            page.tell(error)
            return
        page.error.clear()
        act()

    def _on_saved(self, path: Path) -> None:
        self.page.error.clear()
        self.page.bar.show_saved(path)
        self.page.bar.saved.open.setFocus()

    def _on_data_saved(self, path: Path) -> None:
        self.page.error.clear()
        translator = self.page.workspace.translator
        self.page.workspace.say(translator.gettext("Saved as {name}.", name=path.name))

    def _on_printed(self, pages: int) -> None:
        words = self.page.workspace.translator.ngettext(
            "{n} page went to the printer.", "{n} pages went to the printer.", pages
        )
        self.page.workspace.say(words)

    def _on_copied(self) -> None:
        self.page.workspace.say(self.page.workspace.translator.gettext("Copied as text: paste it into your mail."))

    def _on_stop_wanted(self) -> None:
        printing = self.outlet.is_printing
        if not self.outlet.stop():
            return  # too late: it is there
        _ = self.page.workspace.translator.gettext
        self.page.bar.save.setFocus()
        after = _("Stopped. What the printer already has may still come out.")
        self.page.workspace.say(after if printing else _("Stopped. Nothing was written."))
