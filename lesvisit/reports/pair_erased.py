"""Instead of the notes of a visit whose evidence reached its term: since when, and how much there was per phase."""

from collections.abc import Iterator

from lesvisit.blocks.kind import block_label, item_label
from lesvisit.domain.retention import EvidenceErased, PhaseCount
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.reports.chapters import chapter, fact_row
from lesvisit.reports.facts import Facts
from lesvisit.reports.flow import Strip, text_strips
from lesvisit.reports.style import LEFT, TEXT, WIDTH, mm


def erased_mark(view: VisitBook, says: Translator) -> str:
    """`Bewijs gewist op 5 januari 2027.`; an empty text while the notes are here, or here again."""
    mark = view.book.first(EvidenceErased)
    if mark is None or view.notes:
        return ""
    day = says.date(view.local(mark.payload.at_utc).date(), "d MMMM y")
    return says.gettext("Evidence erased on {day}.", day=day)


def erased_strips(facts: Facts) -> list[Strip]:
    """The chapter; empty while the notes are here."""
    mark = erased_mark(facts.book, facts.translator)
    if not mark:
        return []
    _ = facts.translator.gettext
    why = _("{mark} What was agreed stays; of the notes stays how much there was in each phase.", mark=mark)
    strips = [chapter(facts, _("Per phase"), "erased"), *text_strips(facts.para(why, TEXT, WIDTH), LEFT)]
    for name, words in phase_words(facts.book, facts.translator):
        strips += fact_row(facts, name, words, gap=2 * mm)
    return strips


def phase_words(view: VisitBook, says: Translator) -> Iterator[tuple[str, str]]:
    """Per phase its name and how much there was: `8 notities, Leraar praat 20×`. Never added up."""
    mark = view.book.first(EvidenceErased)
    phases = [(p.id, f"{view.codes.get(p.id, '')} {p.name}".strip()) for p in view.phases]
    known = {phase_id for phase_id, _name in phases}
    for phase_id, name in (*phases, ("", says.gettext("Without a phase"))):
        counts = mark.payload.counts if mark is not None else ()
        found = [c for c in counts if (c.phase_id if c.phase_id in known else "") == phase_id]
        if found:
            yield name, ", ".join(_words(view, count, says) for count in found)


def notes_words(view: VisitBook, says: Translator) -> str:
    """The same in one line, of the notes alone: `F1: 8 notities · F2: 3 notities`."""
    mark = view.book.first(EvidenceErased)
    counts = {c.phase_id: c.n for c in mark.payload.counts if not c.block_id} if mark is not None else {}
    codes = ((p.id, view.codes.get(p.id, "") or p.name) for p in view.phases)
    told = ((code, counts[i]) for i, code in codes if i in counts)
    return " · ".join(f"{code}: {says.ngettext('{n} note', '{n} notes', n)}" for code, n in told)


def _words(view: VisitBook, count: PhaseCount, says: Translator) -> str:
    if not count.block_id:
        return says.ngettext("{n} note", "{n} notes", count.n)
    return f"{_label(view, count, says)} {count.n}×"


def _label(view: VisitBook, count: PhaseCount, says: Translator) -> str:
    block = view.template.block(count.block_id) if view.template is not None else None
    if block is None:
        return count.item or count.block_id
    label = block_label(block, says)
    if count.item in ("", block.id):
        return label
    item = item_label(block, count.item, says)
    return item if item in label or not label else f"{label}: {item}"
