"""The school's own templates: made, edited, used, taken away; each act one operation."""

import json
from dataclasses import replace

from lesvisit.domain.records import Book
from lesvisit.domain.template import Template
from lesvisit.services import template_edit, templates
from lesvisit.services.desk import Desk
from tests.services.support import make_desk, put
from tests.support.house import House


def named(desk: Desk, name: str = "Kijken") -> Book:
    book, operation = templates.new_template(desk)
    book = put(book, operation)
    return rename(desk, book, name)


def rename(desk: Desk, book: Book, name: str) -> Book:
    template = templates.record_of(book).payload
    names = template_edit.with_text(template.name, "nl", name)
    return put(book, templates.edit(desk, book, replace(template, name=names)))


def use(desk: Desk, book: Book) -> tuple[Book, Template]:
    template, operation = templates.put_to_use(desk, book)
    return (book if operation is None else put(book, operation)), template


def test_the_version_counts_up_only_with_what_is_put_to_use() -> None:
    desk = make_desk()
    book, first = use(desk, named(desk))
    assert first.version == 1
    assert templates.put_to_use(desk, book) == (first, None)
    book = rename(desk, rename(desk, book, "Anders"), "Weer anders")
    assert templates.current(book).version == 2
    book, second = use(desk, book)
    assert (second.version, second.id) == (2, first.id)
    assert templates.current(rename(desk, book, "Kijken")).version == 3


def test_back_at_what_was_used_is_the_same_version() -> None:
    desk = make_desk()
    book, first = use(desk, named(desk))
    book = rename(desk, rename(desk, book, "Anders"), "Kijken")
    assert templates.put_to_use(desk, book) == (first, None)


def test_nothing_differs_is_no_act() -> None:
    desk = make_desk()
    book = named(desk)
    assert templates.edit(desk, book, templates.record_of(book).payload) is None


def test_a_copy_has_its_own_identity_and_names_its_maker() -> None:
    made = Template("x", 7, {"nl": "Turven", "en": "Tally"}, attribution="LesVisit", more=True)
    copied = templates.copy_of(made)
    assert copied.id != made.id
    assert (copied.version, copied.name, copied.more) == (1, {"nl": "Turven (kopie)", "en": "Tally (copy)"}, False)
    assert copied.attribution == "LesVisit"


def test_a_template_from_a_file_keeps_its_version(house: House) -> None:
    desk = make_desk()
    made = replace(templates.current(named(desk)), version=4)
    book, operations = templates.arrived(desk, made, None)
    for operation in operations:
        book = put(book, operation)
    assert templates.put_to_use(desk, book) == (made, None)
    assert templates.current(rename(desk, book, "Hier veranderd")).version == 5
    assert templates.arrived(desk, made, book)[1] == ()
    newer = replace(made, version=6, name={"nl": "Nieuw"})
    book, operations = templates.arrived(desk, newer, book)
    for operation in operations:
        book = put(book, operation)
    assert templates.current(book) == newer


def test_taken_away_comes_back_with_its_file_or_by_hand() -> None:
    desk = make_desk()
    book, first = use(desk, named(desk))
    gone = put(book, templates.take_away(desk, book))
    assert templates.summary_of(gone).taken_away
    assert not templates.summary_of(put(gone, templates.put_back(desk, gone))).taken_away
    _, operations = templates.arrived(desk, first, gone)
    assert [o.verb for o in operations] == ["template.import"]
    assert not templates.summary_of(put(gone, operations[0])).taken_away


def test_own_templates_live_on_the_disk_with_their_undo(house: House) -> None:
    workspace = house.workspace
    book, operation = templates.new_template(workspace.desk)
    session = workspace.new_session(book)
    session.do(operation)
    for name in ("Een", "Twee"):
        template = templates.record_of(session.book).payload
        made = templates.edit(workspace.desk, session.book, replace(template, name={"nl": name}))
        assert made is not None
        session.do(made)
    used, act = templates.put_to_use(workspace.desk, session.book)
    assert act is not None
    session.do(act)
    house.settle()
    workspace = house.reopen()
    found = house.read(templates.listed)
    assert [(t.id, t.number, t.template.name["nl"]) for t in found] == [(book.scope_id, 1, "Twee")]
    session = workspace.new_session(house.read(lambda c: templates.open_template(c, book.scope_id)))
    assert templates.used(session.book) == used
    session.undo(templates.STEP, workspace.me_id).result(20)  # the use in between is no act to take back
    house.settle()
    assert templates.current(session.book).name == {"nl": "Een"}
    assert templates.current(session.book).version == 2


def test_how_often_a_template_is_used_counts_visits_only(house: House) -> None:
    workspace = house.workspace
    first = workspace.start_visit()
    workspace.start_visit()
    template = first.view.template
    assert template is not None
    own, operation = templates.new_template(workspace.desk, templates.copy_of(template))
    workspace.new_session(own).do(operation)
    house.settle()
    assert house.read(templates.use_counts) == {template.id: 2}


def test_a_record_is_one_plain_template(house: House) -> None:
    """Undo, journal and backup know it as any other record."""
    from lesvisit.models.codec import decode, encode

    template = templates.copy_of(Template("x", 1, {"nl": "Kijken"}))
    assert decode("template", encode(template)) == template
    assert json.loads(encode(template))["version"] == 1
