"""A line from paper that was begun and not kept: it waits in its own visit, on the disk too."""

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from lesvisit.models.draft import Draft
from lesvisit.services.session import VisitSession
from lesvisit.ui.debrief.paper_row import Half, PaperRow
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.widgets.quiet_commit import QUIET_MS

KEY = ":paper"  # behind the visit's id


class HalfLines(QObject):
    """The half line of each visit. `begin` when the sheet opens, `rest` when it closes."""

    def __init__(self, talk: Talk, row: PaperRow) -> None:
        super().__init__(row)
        self.talk, self.row = talk, row
        self._session: VisitSession | None = None
        self._kept: dict[str, Half] = {}  # by visit
        self._timer = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._timer.timeout.connect(self.keep)
        row.text.text_changed.connect(self._on_text_changed)
        talk.flush_wanted.connect(self.keep)

    def begin(self) -> None:
        """The line that waits in the visit of the talk, or an empty one; also what the last run left."""
        session = self.talk.session
        self._session = None
        self.row.show_half(self._kept.get(session.book.scope_id, Half()) if session is not None else Half())
        self._session = session
        if session is not None and session.book.scope_id not in self._kept:
            future = session.storage.drafts()
            self.talk.workspace.when(future, lambda found: self._on_read(session, found), lambda _: None)

    def rest(self) -> None:
        """The sheet closes, or another visit comes."""
        self.keep()
        self._session = None

    def keep(self) -> None:
        """Puts what stands in the row on the disk; an empty one takes it off again."""
        self._timer.stop()
        session, half = self._session, self.row.half
        if session is None:
            return
        visit_id = session.book.scope_id
        if half.text.strip():
            if self._kept.get(visit_id) != half:
                self._kept[visit_id] = half
                more = {"minute": half.minute, "kind": half.kind, "ref": half.ref}
                now = self.talk.workspace.clock.now_utc()
                session.storage.keep_draft(Draft(visit_id + KEY, half.text, extra=more, saved_utc=now))
        elif self._kept.pop(visit_id, None) is not None:
            session.storage.clear_draft(visit_id + KEY)

    def _on_read(self, session: VisitSession, drafts: list[Draft]) -> None:
        visit_id = session.book.scope_id
        draft = next((d for d in drafts if d.key == visit_id + KEY), None)
        if draft is None or not isValid(self) or visit_id in self._kept:
            return
        half = Half(**{"text": draft.text} | {n: draft.extra.get(n, "") for n in ("minute", "kind", "ref")})
        self._kept[visit_id] = half
        if session is self._session and not self.row.half.text.strip():
            self.row.show_half(half)

    def _on_text_changed(self, text: str) -> None:
        if self._session is None:
            return
        if text.strip():
            self._timer.start()
        else:
            self.keep()  # kept as a line, or cleared
