"""The agreements of two colleagues over their visits, ready for paper: without what either marked for nobody."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from lesvisit.domain.agreed_over import AgreedLine, AgreedOver, AgreedVisit, LaterLook, SeenWords
from lesvisit.domain.debrief import Agreement, SeenToday
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.agreements import Chained, Material, SeenNote, chain, is_theirs, notes_of, pair_of
from lesvisit.services.share_pair import pair_view

if TYPE_CHECKING:
    from sqlalchemy import Connection


def agreed_over(views: Iterable[VisitBook], pair: frozenset[str]) -> AgreedOver:
    """From the visits of a pair; visits of others among them are left alone."""
    mine = {v.book.scope_id: pair_view(v) for v in views if is_theirs(v.visit, pair)}
    notes: dict[str, SeenNote] = {}
    for view in mine.values():
        notes |= notes_of(view)
    material = Material(
        {i: view.visit for i, view in mine.items()},
        [r for view in mine.values() for r in view.book.of(Agreement)],
        [r for view in mine.values() for r in view.book.of(SeenToday)],
        notes,
    )
    found = chain(material, pair)
    visits = tuple(
        _visit(mine[scope], list(chained), mine) for scope, chained in groupby(found, lambda c: c.record.scope_id)
    )
    looked = (look.visit_id for chained in found for look in chained.looks)
    made_of = tuple(dict.fromkeys((*(c.record.scope_id for c in found), *looked)))
    return AgreedOver(_names(mine.values(), pair), visits, made_of)


def read_agreed_over(connection: "Connection", visit_id: str) -> AgreedOver:
    """The chain of the two of a visit, read from the disk."""
    from lesvisit.models import reading
    from lesvisit.services.visits import open_visit

    now = open_visit(connection, visit_id)
    pair = pair_of(now.visit)
    heads = reading.of_kind(connection, ("visit",))
    ids = [r.scope_id for r in heads if r.scope_id != visit_id and is_theirs(r.payload, pair)]
    return agreed_over([now, *(open_visit(connection, i) for i in ids)], pair)


def _names(views: Iterable[VisitBook], pair: frozenset[str]) -> tuple[str, ...]:
    """The visited teacher of the newest visit first."""
    for view in sorted(views, key=lambda v: v.visit.day, reverse=True):
        ids = (view.visit.visited_id, *view.visit.visitor_ids)
        return view.names(tuple(i for i in ids if i in pair))
    return ()


def _visit(view: VisitBook, found: list[Chained], views: Mapping[str, VisitBook]) -> AgreedVisit:
    visit = view.visit
    return AgreedVisit(
        visit.day,
        view.name(visit.visited_id),
        view.names(visit.visitor_ids),
        visit.subject,
        visit.class_name,
        tuple(_line(view, one) for one in found),
    )


def _line(view: VisitBook, found: Chained) -> AgreedLine:
    agreement = found.record.payload
    goal = view.version.goal_of(agreement.goal_id) if view.version and agreement.goal_id else None
    who = (*view.names(agreement.who), *filter(None, [agreement.who_text.strip()]))
    looks = (LaterLook(k.day, k.seen, tuple(SeenWords(n.minute, n.text) for n in k.notes)) for k in found.looks)
    return AgreedLine(
        what=agreement.what,
        who=" + ".join(who),
        when=agreement.when,
        due=agreement.due,
        see=agreement.see,
        goal_code=view.codes.get(goal.id, "") if goal else "",
        goal=goal.text if goal else "",
        done=agreement.done,
        later=agreement.later,
        looks=tuple(looks),
    )
