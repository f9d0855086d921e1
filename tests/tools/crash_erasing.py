"""Mode `erasing`: a visit, a colleague or what is due at the term is erased, then every byte that is left is read.

Of the data folder, and of the journal at home.

What goes was sown in every text field there is, and wherever a profile keeps a copy: none of it may be found, while
the app is open or after it was closed, packed or encrypted. What has to stay is still there.
"""

import shutil
from collections import Counter
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.retention import Erasure, Scope
from lesvisit.models import backup
from lesvisit.models import connection as raw
from lesvisit.models import vault as vaults
from lesvisit.models.database import Database
from lesvisit.models.vault import KeyFile, Vault
from lesvisit.models.vault_switch import switch_on
from lesvisit.services import erase
from tests.crash.erasing_faults import PLANTED
from tests.crash.opened_bytes import cipher
from tests.crash.outcome import Order, Outcome
from tests.crash.processes import side_by_side
from tests.crash.rounds import again_and_again, prove
from tests.crash.sowing import Field, found_in, size_of
from tests.erasing.places import desk

EACH = 25
ENCRYPTED = 3  # of each four
NAMES = {Scope.VISIT: "visit", Scope.PERSON: "colleague", Scope.EVIDENCE: "at the term"}
PASSPHRASE, CODE = "vijf woorden van hier daar", "0" * 32
WORDS = "een collega"
SOWN = (
    "backups", "damaged copies", "half-written files", "journal.jsonl", "misfits.jsonl",
    "home, journal.jsonl", "home, misfits.jsonl", "home, half-written files",
)  # fmt: skip


def one(found: Outcome, place: Path, seed: int, scope: Scope, prepared: tuple[KeyFile, Vault] | None) -> None:
    """One field: sown, encrypted where it is asked, erased, and looked through."""
    field = Field(place, seed, scope)
    with field.opened() as base:
        field.sow(base)
    if prepared is not None:
        field.vault = switch_on(field.places.database, prepared)
    with field.opened() as base:
        field.go_on(base)
        stays = base.with_raw(partial(_rows, scope_id=field.other_id)).result(20)
        field.sow_beside(base)
        before = found_in(place, field.vault)
        _forget_name(field, base)
        erase.carry_out(base, [_erasure(field)]).result(60)
        left = {"open": found_in(place, field.vault)}
        kept = base.with_raw(partial(_rows, scope_id=field.other_id)).result(20)
    left["closed"] = found_in(place, field.vault)
    left["started again"] = _again(field)
    kind = NAMES[scope] + (", encrypted" if prepared is not None else "")
    found.more("bytes in these folders afterwards, each of them read", size_of(place))
    found.more("sentinels before", before.total())
    found.more("sentinels after", sum(map(Counter.total, left.values())))
    wrong = _verdict(before, left, stays == kept, encrypted=prepared is not None)
    found.count(f"erased {kind}", f"seed {seed}: {wrong}" if wrong else "")
    shutil.rmtree(place)


def _erasure(field: Field) -> Any:
    if field.by_name:
        return erase.of_person(desk(), field.person_id, WORDS)
    if field.scope is Scope.EVIDENCE:
        return Erasure(Scope.EVIDENCE, field.visit_id, desk().clock.now_utc())
    return erase.of_visit(desk(), field.visit_id)


def _forget_name(field: Field, base: Database) -> None:
    """Out of the preferences, before the erasing itself: as Settings and the command `erase` do."""
    if field.by_name:
        plan = base.read(lambda c: erase.plan_person(c, field.places.folder, field.person_id)).result(20)
        erase.forget_name(field.profile, plan)


def _again(field: Field) -> "Counter[str]":
    """Whatever the next start does, nothing comes back; and a backup that is put back brings nothing back."""
    with field.opened():
        pass
    places = field.places
    last = backup.listed(places.backups)[-1].path
    backup.restore(last, places.database, places.backups, places.vault)
    with field.opened():
        return found_in(field.folder, field.vault)


def _rows(connection: raw.Connection, scope_id: str) -> list[str]:
    query = "SELECT id, rev, deleted, payload FROM record WHERE scope_id = ? ORDER BY id"
    return [str(tuple(row)) for row in connection.execute(query, (scope_id,)).fetchall()]


def _verdict(before: "Counter[str]", left: "dict[str, Counter[str]]", stays: bool, *, encrypted: bool) -> str:
    """What did not hold; where nothing was found before, looking proves nothing."""
    sown = [name for name in SOWN if not (encrypted and cipher() is None) or "journal" in name or "misfits" in name]
    blind = [name for name in sown if not before[name]]
    if blind or (cipher() is not None and not before["lesvisit.db"]):
        return f"nothing is found before it is erased in {blind or 'the database'}"
    for when, found in left.items():
        if found:
            return f"{when}: {found.total()} left in " + ", ".join(f"{name} ({n})" for name, n in found.items())
    return "" if stays else "something of another visit went too"


def tries(
    folder: Path, seed: int, numbers: range, plant: str = "", scope: Scope | None = None, first: bool = False
) -> dict[str, Any]:
    """Field after field, what is erased in turn unless it is said; `first`: until one is broken."""
    PLANTED[plant].plant()
    found, prepared = Outcome("erasing", "", seed), None
    for n in numbers:
        locked, erased = n % 4 == ENCRYPTED, list(NAMES)[n % 3] if scope is None else scope
        prepared = prepared or (vaults.made(PASSPHRASE, CODE) if locked else None)
        try:
            one(found, folder / str(n), seed + n, erased, prepared if locked else None)
        except LesVisitError as error:
            found.count("refused", f"seed {seed + n}: {error.reason}")
        if first and found.broken:
            break
    return asdict(found)


def caught(fault: str, folder: Path, seed: int, fields: int, first: bool = False) -> str:
    """How a planted fault is caught; an empty text when it is not."""
    work = partial(tries, folder, seed, range(fields), fault, PLANTED[fault].scope, first)
    (told,) = side_by_side([work])
    return f"caught in {told['broken']} of {told['runs']} ({told['told'][0]})" if told and told["broken"] else ""


def run(order: Order) -> Outcome:
    """`runs`: fields."""
    promise = "erased is gone from every byte of the data folder, and of the journal at home (B23)"
    found = Outcome("erasing", promise, order.seed, order.runs)
    faults = [fault for fault in PLANTED if fault]
    prove(found, faults, lambda f: caught(f, order.place(f), order.seed, 4), order.workers)
    again_and_again(order, found, EACH, tries)
    if cipher() is None:
        found.note = "No OpenSSL to be had here: the pages of encrypted databases were not looked into."
    return found
