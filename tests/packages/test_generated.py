"""Packages by chance come out of the file as they went in, and out of the database as they came in."""

import os
from functools import cached_property
from pathlib import Path

from lesvisit.domain.records import KINDS
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.package_file import dumps, loads
from lesvisit.models import packing
from lesvisit.services.packages import anonymous
from tests.packages.generated import OWN, STAYS, generated
from tests.packages.laptops import laptop

MANY = int(os.environ.get("LESVISIT_PACKAGES", "300"))


def test_out_of_the_file_as_it_went_in() -> None:
    seen: set[str] = set()
    for seed in range(MANY):
        package = generated(seed)
        data = dumps(package)
        assert loads(data) == package, seed
        assert dumps(loads(data)) == data
        seen |= {r.kind for s in package.scopes for r in s.records}
    assert seen == set(KINDS) - {"protocol", *STAYS, *OWN} or MANY < 300


def test_it_can_be_looked_at_whatever_it_says(tmp_path: Path) -> None:
    """Opened, and all that is worked out of it: no valid package makes a visit that nobody can open or erase."""
    with laptop(tmp_path, "device-here") as here:
        for seed in range(20):
            package = loads(dumps(generated(seed, 40)))
            here.take_in(package)
            if package.scopes[0].records[0].head.deleted:
                continue
            view = here.view(package.main)
            for name, found in vars(VisitBook).items():
                if isinstance(found, (cached_property, property)):
                    getattr(view, name)


def test_out_of_the_database_as_it_came_in(tmp_path: Path) -> None:
    with laptop(tmp_path, "device-here") as here:
        for seed in range(40):
            package = loads(dumps(generated(seed)))
            here.take_in(package)
            for scope in package.scopes:
                found = here.read(lambda c, i=scope.id: packing.pack(c, i))  # type: ignore[misc]
                assert found is not None
                by_id = {r.id: anonymous(r) for r in found.records}
                assert [by_id[r.id] for r in scope.records] == [anonymous(r) for r in scope.records], seed
            assert not here.preview(package).changes
