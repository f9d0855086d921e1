"""Who turned to whom, and where the teacher walked: the same room with small seats and what went between them."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import hypot

from lesvisit.blocks.drawing import Pad, Tone
from lesvisit.blocks.seat_drawing import TEACHER_R, Plan, frame, paint_teacher, short_code
from lesvisit.blocks.seat_state import RoomState
from lesvisit.blocks.seats import HOME, TEACHER, Point, box_size
from lesvisit.domain.events import Seat

MOST_ARROWS, MOST_STEPS = 40, 200
_NODE = (44.0, 18.0)


def arrows_room(pad: Pad, y: float, plan: Plan, steps: Sequence[Point]) -> float:
    """Small seats, arrows between them (thicker: more often, with the number) and the way of the teacher."""
    height, width = min(plan.height(), 330.0), pad.room.width
    frame(pad, y, height, plan.says)
    node = box_size(plan.seats, width, height, _NODE)
    spots: dict[str, Point] = {
        seat.code: (
            min(max(seat.x * width, node[0] / 2 + 2), width - node[0] / 2 - 2),
            y + min(max(seat.y * height, node[1] / 2 + 2), height - node[1] / 2 - 2),
        )
        for seat in plan.seats
    }
    teacher = (HOME[0] * width, y + 13 + TEACHER_R)
    _walk(pad, [(x * width, y + py * height) for x, py in steps])
    for seat in plan.seats:
        _node(pad, spots[seat.code], node, seat, plan)
    spots[TEACHER] = teacher
    _arrows(pad, spots, node, plan)
    paint_teacher(pad, teacher, plan.says, 0)
    return height + 8


def _node(pad: Pad, spot: Point, node: Point, seat: Seat, plan: Plan) -> None:
    x, y = spot
    letter = plan.letters.get(seat.code, "")
    edge: Tone = "hair" if seat.empty else "ctl"
    pad.box(x - node[0] / 2, y - node[1] / 2, *node, "surface", edge, radius=3, dashed=seat.empty)
    text = letter or short_code(pad.room, seat.code, node[0] - 4, 10, short=False)
    pad.text(x, y - 6.75, text, 10, tone="ink" if letter else "muted", bold=bool(letter), align="center")


def most_arrows(state: RoomState) -> list[tuple[str, str, int]]:
    """From, to and how often; the most frequent first."""
    return sorted(
        ((a, b, n) for (a, b), n in state.arrows.items()), key=lambda arrow: (-arrow[2], arrow[0], arrow[1])
    )


def _arrows(pad: Pad, spots: Mapping[str, Point], node: Point, plan: Plan) -> None:
    known = [arrow for arrow in most_arrows(plan.state) if arrow[0] in spots and arrow[1] in spots]
    labels: list[tuple[Point, int]] = []
    for start, end, number in reversed(known[:MOST_ARROWS]):
        line = _clipped(spots[start], spots[end], _half(start, node), _half(end, node))
        if line is None:
            continue
        pad.line(line, "ink", 1.0 + 0.5 * min(number - 1, 6), arrow=True)
        labels.append(((line[0][0] * 0.55 + line[1][0] * 0.45, line[0][1] * 0.55 + line[1][1] * 0.45), number))
    for (x, y), number in labels:
        if number > 1:
            wide = pad.room.measure(str(number), 11, True) + 6
            pad.box(x - wide / 2, y - 8, wide, 16, "surface", "ctl", radius=3)
            pad.text(x, y - 7.4, str(number), 11, bold=True, align="center")


def _half(code: str, node: Point) -> Point:
    return (TEACHER_R, TEACHER_R) if code == TEACHER else (node[0] / 2, node[1] / 2)


def _clipped(a: Point, b: Point, half_a: Point, half_b: Point) -> tuple[Point, Point] | None:
    """From edge to edge, a little to the right of the straight line, so that there and back stand apart."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    far = hypot(dx, dy)
    if far < 1:
        return None
    side = (-dy / far * 3, dx / far * 3)
    out, back = _reach(dx, dy, half_a, far), _reach(dx, dy, half_b, far)
    if out + back >= far - 4:
        out = back = max(0.0, far / 2 - 4)
    ux, uy = dx / far, dy / far
    start = (a[0] + ux * out + side[0], a[1] + uy * out + side[1])
    end = (b[0] - ux * back + side[0], b[1] - uy * back + side[1])
    return start, end


def _reach(dx: float, dy: float, half: Point, far: float) -> float:
    """How far the edge of a box lies from its middle, in this direction."""
    by_x = half[0] / abs(dx) if dx else float("inf")
    by_y = half[1] / abs(dy) if dy else float("inf")
    return min(by_x, by_y) * far + 1


def _walk(pad: Pad, points: Sequence[Point]) -> None:
    """The way of the teacher: dashed, a dot where she stood, the last one larger."""
    thin = points[:: 1 + len(points) // MOST_STEPS]
    for start, end in pairwise(thin):
        pad.line((start, end), "accent", 1.0, dashed=True)
    for number, point in enumerate(thin):
        pad.disc(*point, 4.0 if number + 1 == len(thin) else 2.0, "accent")
