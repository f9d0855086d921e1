"""The published schema says what the code reads."""

import json

from lesvisit.domain.records import KINDS
from tests.packages.hostile import ENTRIES
from tests.tools.package_schema import PLACE, published, schema


def test_what_is_published_is_what_the_code_reads() -> None:
    assert PLACE.read_text(encoding="utf-8") == published()


def test_every_kind_has_its_schema() -> None:
    assert {kind.__name__ for kind in KINDS.values()} <= set(schema()["$defs"])


def test_a_good_package_has_only_what_the_schema_names() -> None:
    known = schema()["$defs"]
    for scope in json.loads(ENTRIES["records.json"])["scopes"]:
        for record in scope["records"]:
            kind = KINDS[record["kind"]].__name__
            for revision in record["revisions"]:
                assert set(revision["payload"]) <= set(known[kind]["properties"])
                assert set(known[kind]["required"]) <= set(revision["payload"])
