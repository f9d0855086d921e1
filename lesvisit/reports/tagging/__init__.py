"""Tagged papers: what each piece of a page is, in reading order, for who reads by ear or finger (ADR 0013)."""

from lesvisit.reports.tagging.finish import tag_document
from lesvisit.reports.tagging.lock import lock
from lesvisit.reports.tagging.recorder import Recorder
from lesvisit.reports.tagging.tags import Tag, table_row

__all__ = ["Recorder", "Tag", "lock", "table_row", "tag_document"]
