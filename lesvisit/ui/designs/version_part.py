"""Why the version that is shown was made, what can be done with it, and the visits that used the design."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.design import DesignVersion
from lesvisit.domain.records import Record
from lesvisit.services.designs import VisitUse
from lesvisit.ui.designs.long_label import LongLabel
from lesvisit.ui.designs.open_design import OpenDesign
from lesvisit.ui.designs.version_words import notice
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.widgets.row_edit import RowEdit
from lesvisit.ui.widgets.wrap_row import WrapRow

_MOST_USES = 8


class VersionPart(QWidget):
    """`compare_wanted` with the ids of two versions; `further_wanted` with one; `visit_chosen` with a visit."""

    compare_wanted = Signal(str, str)
    further_wanted = Signal(str)
    visit_chosen = Signal(str)

    def __init__(self, opened: OpenDesign, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opened, self.workspace = opened, opened.workspace
        self.theme = self.workspace.theme
        self._uses: tuple[VisitUse, ...] = ()
        self.visit_links: list[LinkButton] = []
        self._build()
        self.from_visit.clicked.connect(lambda: self.visit_chosen.emit(self.opened.version.visit_id))
        self.compare.clicked.connect(self._on_compare_clicked)
        self.further.clicked.connect(lambda: self.further_wanted.emit(self.opened.record.id))
        self._why.committed.connect(self._on_why)

    def _build(self) -> None:
        _, theme = self.workspace.translator.gettext, self.theme
        self.notice = LongLabel(theme, px=13, name="versionNotice")
        self.newest = LinkButton(theme, "", name="versionNewest")
        said = QHBoxLayout()
        said.addWidget(self.notice)
        said.addWidget(self.newest)
        said.addStretch(1)
        self.why_title = PlainLabel(theme, _("Why:"), px=13, weight=SEMIBOLD, wrap=False)
        self.why = RowEdit(theme, px=13, name="versionWhy", words=_("Why this version"))
        self.why.setPlaceholderText(_("Why this version? What did you see in pupils?"))
        self._why = QuietCommit(self.why)
        why = QHBoxLayout()
        why.setSpacing(theme.px(8))
        why.addWidget(self.why_title)
        why.addWidget(self.why, 1)
        self.from_visit = LinkButton(theme, "", name="versionFromVisit")
        self.compare = LinkButton(theme, "", name="versionCompare")
        self.further = LinkButton(theme, "", name="versionFurther")
        self.acts = WrapRow(theme, gap=16)
        for link in (self.from_visit, self.compare, self.further):
            self.acts.add(link, 10, 0)
        self.uses_title = PlainLabel(theme, _("Used in:"), px=13, weight=SEMIBOLD, wrap=False)
        self.acts.add(self.uses_title, 10, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(said)
        column.addLayout(why)
        column.addWidget(self.acts)
        self._space()
        theme.changed.connect(self._space)

    def _space(self) -> None:
        """The words before the links stand on their line."""
        self.uses_title.setFixedHeight(self.compare.sizeHint().height())

    # Showing

    def refresh(self) -> None:
        """Shows what belongs to the version that is shown."""
        _, opened = self.workspace.translator.gettext, self.opened
        record, versions = opened.record, opened.versions
        self._show_notice()
        frozen = record.payload.frozen_utc is not None
        self.why.setReadOnly(frozen or not opened.editable)
        self._why.show(record.payload.why)
        shown = bool(record.payload.why.strip()) or (record.payload.number > 1 and not self.why.isReadOnly())
        self.why.setVisible(shown)
        self.why_title.setVisible(shown)
        self._show_from_visit(record.payload.visit_id)
        other = self._other()
        self.compare.setText(_("Compare with version {number}", number=other.payload.number) if other else "")
        self.compare.setVisible(other is not None)
        self.further.setText(_("Go on from version {number}", number=record.payload.number))
        self.further.setVisible(record.id != versions[-1].id)

    def _show_notice(self) -> None:
        opened, says = self.opened, self.workspace.translator
        before = opened.version.from_number or opened.opened_from
        self.notice.setText(notice(says, opened.version, opened.editable, before))
        self.notice.setVisible(bool(self.notice.text()))
        number = opened.versions[-1].payload.number
        self.newest.setText(says.gettext("Back to version {number}", number=number))
        self.newest.setVisible(not opened.editable)

    def _show_from_visit(self, visit_id: str) -> None:
        """The visit that this version was made after."""
        _, translator = self.workspace.translator.gettext, self.workspace.translator
        use = next((u for u in self._uses if u.visit_id == visit_id), None)
        words = _("From the lesson visit of {day}", day=translator.date(use.day, "d MMM")) if use else ""
        self.from_visit.setText(words or _("From a lesson visit"))
        self.from_visit.updateGeometry()
        self.from_visit.setVisible(bool(visit_id))

    def show_uses(self, uses: Sequence[VisitUse]) -> None:
        """The visits on any version of this design, the newest first."""
        self._uses = tuple(uses)
        for link in self.visit_links:
            link.hide()
            link.deleteLater()
        self.visit_links = []
        numbers = {r.id: r.payload.number for r in self.opened.versions}
        for use in sorted(uses, key=lambda u: u.day, reverse=True)[:_MOST_USES]:
            link = LinkButton(self.theme, self._use_words(use, numbers), name=f"use_{use.visit_id}")
            link.clicked.connect(lambda _=False, visit_id=use.visit_id: self.visit_chosen.emit(visit_id))
            self.acts.add(link, 10, 0)
            self.visit_links.append(link)
        self.uses_title.setVisible(bool(uses))
        self._show_from_visit(self.opened.version.visit_id)

    def flush(self) -> None:
        """Keeps what is being typed."""
        self._why.flush()

    def _other(self) -> Record[DesignVersion] | None:
        """The version to compare with: where this one came from, else the one before, else the newest."""
        versions, here = self.opened.versions, self.opened.record
        if len(versions) < 2:
            return None
        came = next((r for r in versions if r.payload.number == here.payload.from_number and r.id != here.id), None)
        place = [r.id for r in versions].index(here.id)
        return came or (versions[place - 1] if place else versions[-1])

    def _use_words(self, use: VisitUse, numbers: dict[str, int]) -> str:
        translator = self.workspace.translator
        parts = [translator.date(use.day, "d MMM yyyy"), self.workspace.name(use.visited_id), use.class_name]
        if use.version_id in numbers:
            parts.append(translator.gettext("version {number}", number=numbers[use.version_id]))
        return " · ".join(part for part in parts if part)

    # Acting

    def _on_compare_clicked(self) -> None:
        other, here = self._other(), self.opened.record
        if other is not None:
            older, newer = sorted((other, here), key=lambda r: r.payload.number)
            self.compare_wanted.emit(older.id, newer.id)

    def _on_why(self, text: str) -> None:
        if self.opened.session is not None and not self.why.isReadOnly():
            self.opened.edit_version("version.why", why=text.strip())
