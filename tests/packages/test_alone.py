"""A design, form or conversation model alone: out of the file as it went in, also when it was used or waits."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lesvisit.domain.handover import OtherVersion
from lesvisit.domain.package import Package
from lesvisit.domain.records import Book, ScopeKind
from lesvisit.domain.template import Protocol, Speaker, Step, Template
from lesvisit.exchange import package_file
from lesvisit.services import designs, other_versions, packages, protocols, template_edit, templates
from lesvisit.services.arrivals import Relation, take_back
from lesvisit.services.desk import new_id
from lesvisit.services.own_data import OwnData
from tests.packages.laptops import Laptop, laptop

KINDS = [ScopeKind.TEMPLATE, ScopeKind.PROTOCOL, ScopeKind.DESIGN]
OWN: dict[ScopeKind, OwnData[Any]] = {ScopeKind.TEMPLATE: templates.OWN, ScopeKind.PROTOCOL: protocols.OWN}


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Laptop, Laptop]]:
    with laptop(tmp_path / "a", "device-a") as anna, laptop(tmp_path / "b", "device-b") as bram:
        anna.i_am("Anna")
        bram.i_am("Bram")
        yield anna, bram


def content(kind: ScopeKind) -> Any:
    if kind is ScopeKind.PROTOCOL:
        steps = (
            Step("een", {"nl": "Feiten"}, Speaker.VISITED, 5),
            Step("twee", {"nl": "Samen"}, Speaker.TOGETHER, 5),
        )
        return Protocol(new_id(), 1, {"nl": "Ons gesprek"}, steps=steps)
    made, block = template_edit.add_block(Template(new_id(), 1, {"nl": "Wie doet mee"}), "tally")
    return template_edit.edit_block(made, block, label={"nl": "beurt"})


def made_by(who: Laptop, kind: ScopeKind) -> str:
    if kind is ScopeKind.DESIGN:
        book, operation = designs.new_design(who.desk, "Van tabel naar formule")
    else:
        book, operation = OWN[kind].new(who.desk, content(kind))
    who.do(operation)
    return book.scope_id


def use(who: Laptop, kind: ScopeKind, scope_id: str) -> None:
    if kind is not ScopeKind.DESIGN:
        who.do(OWN[kind].put_to_use(who.desk, who.book(scope_id))[1])


def name_of(book: Book) -> str:
    if book.scope_kind is ScopeKind.DESIGN:
        return designs.design_record(book).payload.title
    return str(OWN[book.scope_kind].record_of(book).payload.name["nl"])


def rename(who: Laptop, kind: ScopeKind, scope_id: str, name: str) -> None:
    book = who.book(scope_id)
    who.clock.pass_by(60)
    if kind is ScopeKind.DESIGN:
        who.do(designs.edit_design(who.desk, book, title=name))
        return
    record = OWN[kind].record_of(book)
    who.do(OWN[kind].edit(who.desk, book, replace(record.payload, name={"nl": name})))
    use(who, kind, scope_id)


def sent(who: Laptop, kind: ScopeKind, scope_id: str) -> Package:
    package = who.read(lambda c: packages.pack_alone(c, who.desk, kind, scope_id))
    return package_file.loads(package_file.dumps(package))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("used", [False, True])
def test_it_comes_as_it_is(two: tuple[Laptop, Laptop], kind: ScopeKind, used: bool) -> None:
    """Also one that a visit used: what was put to use is remembered beside it."""
    anna, bram = two
    scope_id = made_by(anna, kind)
    if used:
        use(anna, kind, scope_id)
    bram.take_in(sent(anna, kind, scope_id))
    assert name_of(bram.book(scope_id)) == name_of(anna.book(scope_id))
    assert not bram.preview(sent(anna, kind, scope_id)).changes


@pytest.mark.parametrize("kind", KINDS)
def test_changed_there_it_moves_on_here_and_back(two: tuple[Laptop, Laptop], kind: ScopeKind) -> None:
    anna, bram = two
    scope_id = made_by(anna, kind)
    use(anna, kind, scope_id)
    bram.take_in(sent(anna, kind, scope_id))
    rename(bram, kind, scope_id, "Zoals Bram het wil")
    changes = anna.take_in(sent(bram, kind, scope_id))
    assert name_of(anna.book(scope_id)) == "Zoals Bram het wil"
    assert not bram.preview(sent(anna, kind, scope_id)).changes
    anna.write(lambda c: take_back(c, anna.desk, scope_id, changes[0].op_id))
    assert name_of(anna.book(scope_id)) != "Zoals Bram het wil"
    anna.take_in(sent(bram, kind, scope_id))
    assert name_of(anna.book(scope_id)) == "Zoals Bram het wil"


@pytest.mark.parametrize("mine", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_changed_on_both_sides_is_one_choice(two: tuple[Laptop, Laptop], kind: ScopeKind, mine: bool) -> None:
    """One question, whatever was put to use; and while it waits it can be handed on all the same."""
    anna, bram = two
    scope_id = made_by(anna, kind)
    use(anna, kind, scope_id)
    bram.take_in(sent(anna, kind, scope_id))
    rename(bram, kind, scope_id, "Zoals Bram het wil")
    rename(anna, kind, scope_id, "Zoals Anna het wil")
    package = sent(bram, kind, scope_id)
    assert anna.preview(package).of(Relation.BOTH)
    anna.take_in(package)
    sent(anna, kind, scope_id)
    book = anna.book(scope_id)
    (choice,) = other_versions.waiting(book)
    act = other_versions.keep_mine if mine else other_versions.take_theirs
    anna.do(act(anna.desk, book, choice))
    book = anna.book(scope_id)
    assert name_of(book) == ("Zoals Anna het wil" if mine else "Zoals Bram het wil")
    assert other_versions.waiting(book) == ()
    assert book.of(OtherVersion) == []
    if kind is not ScopeKind.DESIGN:
        used = OWN[kind].used(book)
        assert used is not None
        assert used.name["nl"] == name_of(book)
