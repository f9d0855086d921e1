"""Pupils' names that would go out in a package: how many, who, and all into codes at once. It holds nothing back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lesvisit.domain.masking import fold_name
from lesvisit.services import pupils_named
from lesvisit.services.pupils_out import PackagePupils, package_pupils
from lesvisit.ui.widgets.ask_strip import Answer, AskStrip

if TYPE_CHECKING:
    from lesvisit.ui.packages.give_page import GivePage

CODES, NO_PUPILS = "packageCodes", "packageNoPupils"
_MOST_NAMED = 3


class NamedPupils(QObject):
    """The strip above the button that saves."""

    def __init__(self, page: "GivePage") -> None:
        super().__init__(page)
        self.page, self.workspace = page, page.workspace
        self._ = page.workspace.translator.gettext
        self.strip = AskStrip(page.theme, name="givePupils", side=0)
        self.found = PackagePupils()
        self.strip.answered.connect(self._on_answered)

    def look(self) -> None:
        """Reads what would go, beside the window, and says which pupils it names."""
        gift = self.page.gift
        self.strip.ask("")
        if gift is None or not pupils_named.all_names(self.workspace.profile):
            return
        profile, packing = self.workspace.profile, self.page.packing(gift)

        def done(found: PackagePupils) -> None:
            if self.page.gift is gift:
                self._show(found)

        no = self.workspace.no_pupils_of(gift.scope_id)
        self.workspace.read(lambda connection: package_pupils(profile, packing(connection), no), done)

    def _show(self, found: PackagePupils) -> None:
        self.found = found
        no = Answer(NO_PUPILS, self._("Not pupils"))
        codes = Answer(CODES, self._("Put codes in their place"))
        if self.found.now:
            can = self.page.gift is not None and self.page.gift.session is not None
            self.strip.ask(self._words(), [codes, no] if can else [no])
        elif self.found.before:
            self.strip.ask(self._("Earlier wordings in it still name pupils of your lists."), [no])

    def _scope(self) -> str:
        return self.page.gift.scope_id if self.page.gift is not None else ""

    def _words(self) -> str:
        shown = [*self.found.now[:_MOST_NAMED], *(["…"] if len(self.found.now) > _MOST_NAMED else [])]
        return self.workspace.translator.ngettext(
            "This file names {n} pupil of your lists: {names}.",
            "This file names {n} pupils of your lists: {names}.",
            len(self.found.now),
            names=", ".join(shown),
        )

    def _on_answered(self, answer: str) -> None:
        gift = self.page.gift
        if gift is not None and gift.session is not None and answer == CODES:
            self._put_codes()
        elif answer == NO_PUPILS:
            pupils = (*self.found.now, *self.found.before)
            self.workspace.no_pupils |= {(self._scope(), fold_name(pupil)) for pupil in pupils}
            self.look()

    def _put_codes(self) -> None:
        session = self.page.gift.session if self.page.gift is not None else None
        if session is None:
            return
        names = pupils_named.listed_names(self.workspace.profile, session.view.visit.class_name)
        known, language = self.workspace.pupil_codes, self.workspace.translator.language
        codes = {pupil: known.get((session.book.scope_id, pupil), "") for pupil in self.found.now}
        operation = pupils_named.visit_into_codes(self.workspace.desk, session.book, "share", names, codes, language)
        if operation is not None:
            session.do(operation)
            kept = self.workspace.database.write(lambda _connection: None)  # behind the act: then it is on the disk
            self.workspace.when(kept, lambda _none: self.look())
