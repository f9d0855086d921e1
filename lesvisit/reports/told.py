"""What a drawing shows, in words, for who doesn't see it: the same minutes and counts, no judgement of them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from lesvisit.i18n import Translator
from lesvisit.reports.facts import Facts, Tallied
from lesvisit.reports.lanes import Lanes
from lesvisit.reports.ribbon import Ribbon


def picture_words(facts: Facts, rib: Ribbon, lanes: Lanes) -> str:
    """The lesson in one picture: phases, notes per goal, rounds."""
    _ = facts.translator.gettext
    phases = "; ".join(_phases(rib, facts.translator))
    notes = "; ".join(f"{lane.label}: {len(lane.marks)}" for lane in lanes.lanes)
    rounds = "; ".join(_rounds(facts))
    sentences = [
        _("Minutes of the phases: {phases}.", phases=phases) if phases else "",
        _("Notes on the time axis: {notes}.", notes=notes) if notes else "",
        _("{label}, per round: {rounds}.", label=facts.sweep_label, rounds=rounds) if rounds else "",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _phases(rib: Ribbon, translator: Translator) -> Iterator[str]:
    _ = translator.gettext
    planned = {box.phase.id: round(box.minutes) for box in rib.planned}
    actual = {box.phase.id: round(box.minutes) for box in rib.actual if box.phase.seen_whole}
    for phase in rib.data.phases:
        name = f"{phase.code} {phase.name}".strip()
        if phase.id in planned and phase.id in actual:
            was, went = planned[phase.id], actual[phase.id]
            yield _("{name}: planned {planned}, actual {actual}", name=name, planned=was, actual=went)
        elif phase.id in planned:
            yield _("{name}: planned {planned}", name=name, planned=planned[phase.id])
        elif phase.id in actual:
            yield _("{name}: actual {actual}", name=name, actual=actual[phase.id])


def _rounds(facts: Facts) -> Iterator[str]:
    _ = facts.translator.gettext
    for minute, count, present in facts.sweeps:
        if present:
            yield _("minute {minute}: {n} of {of}", minute=int(minute), n=count, of=present)
        else:
            yield _("minute {minute}: {n}", minute=int(minute), n=count)


def tally_words(facts: Facts, rows: Sequence[Tallied]) -> str:
    """Counters with their presses per phase, and whose they are where more than one pressed."""
    return "; ".join(_tally(facts, _whose(facts, row), row.minutes) for row in rows)


def _whose(facts: Facts, row: Tallied) -> str:
    return f"{row.label} ({facts.observer_name(row.observer)})" if row.observer is not None else row.label


def _tally(facts: Facts, label: str, minutes: list[float]) -> str:
    codes = facts.book.codes
    counted = [
        (codes.get(phase.id, "") if phase is not None else "", len(list(group)))
        for phase, group in groupby(minutes, facts.book.phase_at)
    ]
    where = ", ".join(f"{code} {count}×" for code, count in counted if code)
    return f"{label}: {len(minutes)}× ({where})" if where else f"{label}: {len(minutes)}×"
