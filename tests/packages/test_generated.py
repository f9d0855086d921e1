"""Packages by chance come out of the file as they went in, and out of the database as they came in."""

import os
from pathlib import Path

from lesvisit.domain.records import KINDS
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
