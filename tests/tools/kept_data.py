"""`python -m tests.tools.kept_data FOLDER`: what a released schema wrote, made once to be kept in tests/data.

Made by the code as it is now, and never made again: tests/crash/test_old_files.py opens it for ever. A database under
a passphrase with its key file and a backup of it (`locked`), and a form, a protocol and a design in packages of their
own (`alone`). Beside each lies what it must say.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from lesvisit import paths
from lesvisit.domain.records import Book, ScopeKind
from lesvisit.domain.recovery_code import new_code
from lesvisit.domain.template import Protocol, Section, Speaker, Step, Template
from lesvisit.exchange import package_file
from lesvisit.exchange.sample import load, read_sample
from lesvisit.models import packing, reading
from lesvisit.models import vault as vaults
from lesvisit.models.database import Database
from lesvisit.models.draft import Draft
from lesvisit.models.places import Places
from lesvisit.models.vault_switch import switch_on
from lesvisit.services import designs, packages, people, protocols, templates
from lesvisit.services.desk import Desk, new_id
from lesvisit.services.own_data import OwnData
from tests.models.support import DESK, add_note, fresh_visit, view_of
from tests.support import full_form

PASSPHRASE = "vijf woorden van hier daar"
NOTES = ("N bij de deur, noemt lln bij naam", "18 van 24 bordjes omhoog", "R2P3: “dus die rode is per uur?”")
HALF_TYPED = "overleg hielp denk ik meer dan"


@contextmanager
def _opened(places: Places, folder: Path) -> Iterator[Database]:
    base = Database(places, folder / "second")
    base.start().result(30)
    try:
        yield base
    finally:
        base.close()


def write_locked(target: Path, work: Path) -> None:
    """Visits under a passphrase: the database, its key file, a backup, and what they say."""
    places = Places(work / "profile")
    with _opened(places, work) as base:
        visit_id = fresh_visit(base)
        for text in NOTES:
            add_note(base, visit_id, text)
        base.keep_draft(Draft(visit_id, HALF_TYPED)).result(20)
    code = new_code()
    places = Places(work / "profile", switch_on(places.database, vaults.made(PASSPHRASE, code)))
    with _opened(places, work) as base:
        made = base.back_up("by-hand").result(20).path
    target.mkdir()
    for path, name in ((places.database, places.database.name), (vaults.key_path(places.database), vaults.KEY_FILE)):
        shutil.copyfile(path, target / name)
    shutil.copyfile(made, target / made.name)
    says = {"visit": visit_id, "notes": NOTES, "half_typed": HALF_TYPED, "backup": made.name}
    _write_says(target, {"passphrase": PASSPHRASE, "recovery_code": code, **says})


def _form() -> Template:
    """With a block of every type."""
    sections = (Section({"nl": "Alles"}, full_form.blocks()),)
    return Template(new_id(), 1, {"nl": "Wie doet mee"}, sections=sections, scales=(full_form.SCALE,))


def _protocol() -> Protocol:
    prompts = ({"nl": "Wat zag je?"}, {"nl": "En toen?"})
    steps = (
        Step("een", {"nl": "Feiten"}, Speaker.VISITED, 5, prompts=prompts, silent=(Speaker.VISITOR,)),
        Step("twee", {"nl": "Samen"}, Speaker.TOGETHER, 5),
    )
    return Protocol(new_id(), 1, {"nl": "Ons gesprek"}, rules=({"nl": "Eerst wie gaf."},), steps=steps)


def write_alone(target: Path, work: Path) -> None:
    """A form, a protocol and a design, each in a package of its own, changed once."""
    target.mkdir()
    says = {}
    with _opened(Places(work / "profile"), work) as base:
        act, me = people.say_who_i_am(DESK, people.empty(), "Noor")
        base.put(act).result(20)
        desk = Desk(DESK.clock, DESK.device_id, me)
        made = {
            "form": _own(base, desk, templates.OWN, _form()),
            "protocol": _own(base, desk, protocols.OWN, _protocol()),
            "design": _design(base, desk),
        }
        for name, scope_id in made.items():
            says[name] = _packed(base, desk, scope_id, target / f"{name}.lesvisit")
    _write_says(target, says)


def _own(base: Database, desk: Desk, own: OwnData[Any], content: Any) -> str:
    """Made, and changed once; its scope."""
    book, act = own.new(desk, content)
    base.put(act).result(20)
    found = base.read(lambda c: reading.load(c, book.scope_id)).result(20)
    assert found is not None
    edit = own.edit(desk, found, replace(own.record_of(found).payload, attribution="Noor"))
    assert edit is not None
    base.put(edit).result(20)
    return book.scope_id


def _design(base: Database, desk: Desk) -> str:
    """That of the worked visit; its scope."""
    data = read_sample(paths.resources() / "samples" / "sample_visit.json")
    visit_id = base.write(lambda c: load(c, desk, data)).result(20).visit_id
    design_id = view_of(base, visit_id).visit.design_id
    found = base.read(lambda c: packing.packed_record(c, design_id)).result(20)
    assert found is not None
    return found[0]


def _packed(base: Database, desk: Desk, scope_id: str, path: Path) -> dict[str, Any]:
    """Written as the app writes it, openly; what it must say."""
    book = base.read(lambda c: reading.load(c, scope_id)).result(20)
    assert book is not None
    package = base.read(lambda c: packages.pack_alone(c, desk, book.scope_kind, scope_id)).result(20)
    package_file.write_package(package, path)
    records = [record for scope in package.scopes for record in scope.records]
    return {"kind": book.scope_kind.value, "scope": scope_id, "name": name_of(book), "records": len(records)}


def name_of(book: Book) -> str:
    """What a form, protocol or design is called."""
    if book.scope_kind is ScopeKind.DESIGN:
        return str(designs.design_record(book).payload.title)
    named = (record.payload for record in book.records.values() if isinstance(record.payload, Template | Protocol))
    return str(next(named).name["nl"])


def _write_says(target: Path, says: dict[str, Any]) -> None:
    (target / "says.json").write_text(json.dumps(says, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main(words: list[str]) -> int:
    """Makes both folders below the one that is named; what is there already stays as it is."""
    place = Path(words[0])
    for name, write in (("locked", write_locked), ("alone", write_alone)):
        if (place / name).exists():
            print(f"{place / name} is there, and is never made again")
            continue
        with tempfile.TemporaryDirectory() as work:
            write(place / name, Path(work))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
