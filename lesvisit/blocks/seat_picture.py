"""What debrief and papers show of a seat map: the room, turns per row, arrows and walk, every round, and words."""

from collections import Counter
from dataclasses import dataclass

from lesvisit.blocks.drawing import Drawing, Pad
from lesvisit.blocks.seat_arrows import MOST_ARROWS, arrows_room, most_arrows
from lesvisit.blocks.seat_drawing import Plan, legend, lines_icon, marks_room
from lesvisit.blocks.seat_shapes import symbol_marks
from lesvisit.blocks.seats import TEACHER, row_of
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

_MINUTE_X, _COUNTS_X = 84.0, 136.0


@dataclass
class Picture:
    """`at_once` holds what was marked as it happened, `asked` what was answered in rounds: never added up."""

    label: str
    view: VisitBook
    says: Translator
    at_once: Plan
    asked: Plan

    def drawn(self, pad: Pad) -> Drawing:
        """The whole, part under part."""
        _, y = self.says.gettext, 0.0
        shown = [plan for plan in (self.at_once, self.asked) if plan.state.total] or [self.at_once]
        for plan in shown:
            if len(shown) > 1:
                pad.text(0, y, _("Seen in rounds") if plan is self.asked else _("Seen at once"), 13, bold=True)
                y += 20
            y += legend(pad, y, plan)
            y += marks_room(pad, y, plan) if plan.seats else 0.0
            y = _below(pad, y, plan)
            pad.cut(y)
            if plan is self.asked:
                y = self._rounds(pad, y) + 4
        y = self._arrows(pad, y)
        pad.cuts = [cut for cut in pad.cuts if cut < y]
        return pad.done(y, self._words(shown))

    def _arrows(self, pad: Pad, y: float) -> float:
        _, plan = self.says.gettext, self.at_once
        steps = plan.state.last_steps(len(plan.state.places.get(TEACHER, plan.state.at("")).seqs))
        if not plan.seats or not (plan.state.arrows or steps):
            return y
        title = _("Who turned to whom") if plan.state.arrows else _("Where the teacher walked")
        pad.text(0, y + 4, title, 13, bold=True)
        y += 26
        y += arrows_room(pad, y, plan, steps)
        more = len(plan.state.arrows) - MOST_ARROWS
        if more > 0:
            words = self.says.ngettext("{n} more arrow is not drawn.", "{n} more arrows are not drawn.", more)
            y += pad.paragraph(0, y, pad.room.width, words, 13, tone="muted") + 4
        pad.cut(y)
        return y

    def _rounds(self, pad: Pad, y: float) -> float:
        """Every round in a line: its number, its minute, and how many of each symbol."""
        plan = self.asked
        for slot, answers in sorted(plan.state.rounds.items()):
            counted = Counter(entry.value for entry in map(plan.state.entry, answers.values()) if entry is not None)
            times = [self.view.minute_text(r) for r in map(self.view.book.get, answers.values()) if r is not None]
            pad.text(0, y, self.says.gettext("Round {n}", n=slot + 1), 13, bold=True)
            pad.text(_MINUTE_X, y, min((time for time in times if time), default=""), 13, tone="muted")
            y = _round_counts(pad, y, counted, plan) + 20
            pad.cut(y)
        return y

    def _words(self, shown: list[Plan]) -> str:
        """The same for whoever does not see it."""
        parts: list[str] = []
        for plan in shown:
            by_symbol: Counter[str] = Counter()
            for place in plan.state.places.values():
                by_symbol.update(place.counts)
            parts += [f"{plan.symbols.labels[value]} {n}" for value, n in by_symbol.items()]
            if not plan.rounds:
                parts += [f"{row} {n}" for row, n in turns_per_row(plan).items() if n]
            places = sorted(plan.state.places.items())
            parts += [f"{self._place(code)} {place.total}" for code, place in places if place.total]
        arrows = most_arrows(self.at_once.state)[:MOST_ARROWS]
        parts += [f"{self._place(a)} → {self._place(b)} {n}" for a, b, n in arrows]
        parts += [f"{letter} {seat}" for seat, letter in self.at_once.letters.items()]
        told = ", ".join(parts)
        return f"{self.label}: {told}" if told else self.label

    def _place(self, code: str) -> str:
        return self.says.gettext("teacher") if code == TEACHER else code


def _round_counts(pad: Pad, y: float, counted: Counter[str], plan: Plan) -> float:
    x = _COUNTS_X
    for value in sorted(counted, key=lambda v: plan.symbols.places[v]):
        number = str(counted[value])
        wide = 32 + pad.room.measure(number, 13, False)
        if x + wide > pad.room.width and x > _COUNTS_X:
            x, y = _COUNTS_X, y + 20
        pad.marks.extend(symbol_marks(plan.symbols.places[value], x + 6, y + 9, 11))
        pad.text(x + 16, y, number, 13)
        x += wide
    return y


def _below(pad: Pad, y: float, plan: Plan) -> float:
    """Turns per row, places that the plan does not have, and what the three short lines mean."""
    _, lines = plan.says.gettext, []
    rows = turns_per_row(plan)
    if any(rows.values()) and not plan.rounds:
        lines.append(_("Per row: {rows}", rows=" · ".join(f"{row}: {number}" for row, number in rows.items())))
    codes = {TEACHER, *(seat.code for seat in plan.seats)}
    others = {code: place.total for code, place in plan.state.places.items() if code not in codes and place.total}
    if others:
        told = " · ".join(f"{code} {number}" for code, number in sorted(others.items()))
        lines.append(_("Not in the room: {places}", places=told))
    for line in lines:
        y += pad.paragraph(0, y, pad.room.width, line, 13) + 4
    if plan.shows_lines(pad.room.width):
        lines_icon(pad, 2, y + 9)
        y += pad.paragraph(16, y, pad.room.width - 16, _("lines about this seat"), 13, tone="muted") + 4
    return y + 2


def turns_per_row(plan: Plan) -> dict[str, int]:
    """How many marks in each row; rows without one too."""
    rows: dict[str, int] = {}
    for seat in sorted(plan.seats, key=lambda seat: (len(row_of(seat.code)), row_of(seat.code))):
        row = row_of(seat.code)
        if row:
            rows[row] = rows.get(row, 0) + plan.state.at(seat.code).total
    return rows
