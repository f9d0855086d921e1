"""Where the rows of a live grid stand: below each other, or their groups side by side when they are many."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from lesvisit.blocks.interval_cells import GridRow

_MOST_LANES = 3
_SEEN = 4  # intervals that every lane shows at least


@dataclass(frozen=True, slots=True)
class Now:
    """The interval under way, and which share of it is over; `ended`: the visit stopped in it."""

    slot: int
    share: float = 0.0
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Sizes:
    """What the layout must reckon with, in pixels. `target` is the wish for a row, `least` the smallest."""

    width: int
    height: int
    target: int
    least: int
    column: int
    title: int
    gap: int
    labels: tuple[int, ...]  # how wide the label of each row would be
    label_least: int
    label_most: int

    @property
    def enough(self) -> int:
        """A row so high is worth more than a lane more, which shows fewer intervals."""
        return min(self.target, max(self.least, self.least * 4 // 3))


@dataclass(frozen=True, slots=True)
class Lane:
    """Groups below each other: their labels, and their intervals beside these. Heights count from the first row."""

    left: int
    label_w: int
    right: int
    title: str
    tops: dict[int, int]  # number of a row to its height
    titles: tuple[tuple[int, str], ...]  # of the groups after the first
    height: int

    @property
    def cells_left(self) -> int:
        """Where the intervals begin."""
        return self.left + self.label_w


@dataclass(frozen=True, slots=True)
class GridLayout:
    """The lanes of one grid."""

    lanes: tuple[Lane, ...]
    row_h: int
    height: int

    def lane_of(self, row: int) -> Lane | None:
        """The lane in which a row stands."""
        return next((lane for lane in self.lanes if row in lane.tops), None)


def layout_of(rows: Sequence[GridRow], sizes: Sizes) -> GridLayout:
    """The fewest lanes in which each row is target enough; where none does it, the one with the highest rows."""
    groups = _groups(rows)
    best: tuple[int, list[list[range]]] = (-1, [groups])
    for count in range(1, min(_MOST_LANES, len(groups)) + 1):
        lanes = _shared_out(groups, count)
        if count > 1 and _lane_width(sizes, count) < sizes.label_least + _SEEN * sizes.column:
            break
        row_h = min((sizes.height - sizes.title * (len(lane) - 1)) // max(1, _rows_in(lane)) for lane in lanes)
        if row_h > best[0]:
            best = (row_h, lanes)
        if row_h >= sizes.enough:
            break
    row_h = max(sizes.least, min(sizes.target, best[0]))
    placed = _placed(rows, best[1], row_h, sizes)
    return GridLayout(placed, row_h, max((lane.height for lane in placed), default=0))


def _placed(rows: Sequence[GridRow], lanes: list[list[range]], row_h: int, sizes: Sizes) -> tuple[Lane, ...]:
    """Lanes from left to right: as wide as their labels ask, and as many intervals in each."""
    gaps = sizes.gap * (len(lanes) - 1)
    most = (sizes.width - gaps) // len(lanes) - _SEEN * sizes.column
    labels = [_label_width(lane, most, sizes) for lane in lanes]
    room = (sizes.width - gaps - sum(labels)) // len(lanes)
    cells = max(1, room // sizes.column) * sizes.column  # whole intervals only: half a mark would be misread
    found: list[Lane] = []
    left = 0
    for lane, label in zip(lanes, labels, strict=True):
        found.append(_lane(rows, lane, left, label, left + label + cells, row_h, sizes.title))
        left += label + cells + sizes.gap
    return tuple(found)


def _label_width(lane: Sequence[range], most: int, sizes: Sizes) -> int:
    wish = max((sizes.labels[row] for group in lane for row in group), default=0)
    return max(sizes.label_least, min(wish, sizes.label_most, most))


def _groups(rows: Sequence[GridRow]) -> list[range]:
    starts = [n for n, row in enumerate(rows) if n == 0 or (row.group and row.group != rows[n - 1].group)]
    return [range(a, b) for a, b in pairwise([*starts, len(rows)])]


def _rows_in(lane: Sequence[range]) -> int:
    return sum(len(group) for group in lane)


def _shared_out(groups: list[range], count: int) -> list[list[range]]:
    """The groups in their order in so many lanes, the longest lane as short as can be."""
    found = [groups]
    for cuts in combinations(range(1, len(groups)), count - 1):
        lanes = [groups[a:b] for a, b in pairwise((0, *cuts, len(groups)))]
        if len(found) < count or max(map(_rows_in, lanes)) < max(map(_rows_in, found)):
            found = lanes
    return found


def _lane_width(sizes: Sizes, count: int) -> int:
    return (sizes.width - sizes.gap * (count - 1)) // count


def _lane(
    rows: Sequence[GridRow], groups: list[range], left: int, label_w: int, right: int, row_h: int, title_h: int
) -> Lane:
    tops: dict[int, int] = {}
    titles: list[tuple[int, str]] = []
    y = 0
    for number, group in enumerate(groups):
        if number and rows[group.start].group:
            titles.append((y, rows[group.start].group))
            y += title_h
        for row in group:
            tops[row] = y
            y += row_h
    title = rows[groups[0].start].group if groups and len(groups[0]) else ""
    return Lane(left, label_w, right, title, tops, tuple(titles), y)
