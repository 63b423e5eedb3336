"""What is the shape of each icon? Paths on a grid of 24 by 24: what is stroked and what is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

GRID = 24.0
"""Side of the square in which the icons are drawn."""
Shapes: TypeAlias = tuple[QPainterPath, QPainterPath]
"""What is stroked and what is filled."""
_P: TypeAlias = tuple[float, float]


def _lines(*runs: tuple[_P, ...], closed: bool = False) -> QPainterPath:
    path = QPainterPath()
    for points in runs:
        path.addPolygon(QPolygonF([QPointF(*point) for point in points]))
        if closed:
            path.closeSubpath()
    return path


def _circle(x: float, y: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _arc(x: float, y: float, radius: float, start: float, sweep: float) -> QPainterPath:
    rect = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
    path = QPainterPath()
    path.arcMoveTo(rect, start)
    path.arcTo(rect, start, sweep)
    return path


def _box(x: float, y: float, width: float, height: float, radius: float = 2.0) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    return path


def _mirrored(path: QPainterPath) -> QPainterPath:
    flipped = QPainterPath()
    for polygon in path.toSubpathPolygons():
        flipped.addPolygon(QPolygonF([QPointF(GRID - point.x(), point.y()) for point in polygon.toList()]))
    return flipped


def _joined(*paths: QPainterPath) -> QPainterPath:
    made = QPainterPath()
    for path in paths:
        made.addPath(path)
    return made


_NOTHING = QPainterPath()


def _undo() -> Shapes:
    hook = QPainterPath(QPointF(5, 9))
    hook.lineTo(14, 9)
    hook.cubicTo(17.5, 9, 20, 11.3, 20, 14.3)
    hook.cubicTo(20, 17.3, 17.5, 19.5, 14.2, 19.5)
    hook.lineTo(9, 19.5)
    return _joined(hook, _lines(((9.2, 4.5), (4.7, 9), (9.2, 13.5)))), _NOTHING


def _redo() -> Shapes:
    return _mirrored(_undo()[0]), _NOTHING


def _play() -> Shapes:
    triangle = _lines(((8, 5.2), (19, 12), (8, 18.8)), closed=True)
    return triangle, triangle


def _pause() -> Shapes:
    return _NOTHING, _joined(_box(6.6, 5, 3.8, 14, 1), _box(13.6, 5, 3.8, 14, 1))


def _step_forward() -> Shapes:
    triangle = _lines(((8.5, 6.2), (17, 12), (8.5, 17.8)), closed=True)
    return _joined(triangle, _lines(((4.5, 6), (4.5, 18)))), triangle


def _step_back() -> Shapes:
    strokes, fills = _step_forward()
    return _mirrored(strokes), _mirrored(fills)


def _skip_to_end() -> Shapes:
    triangles = _lines(((4, 6.2), (11, 12), (4, 17.8)), ((11, 6.2), (18, 12), (11, 17.8)), closed=True)
    return _joined(triangles, _lines(((20.3, 6), (20.3, 18)))), triangles


def _restart() -> Shapes:
    return _joined(_arc(12, 13, 7, 125, 290), _lines(((7.6, 2.9), (7.9, 7.3), (12.3, 7.3)))), _NOTHING


def _open() -> Shapes:
    back = ((3.5, 18.5), (3.5, 5.5), (9.5, 5.5), (11.8, 8.2), (19, 8.2), (19, 11))
    front = ((3.5, 18.5), (6.6, 11), (22, 11), (18.8, 18.5), (3.5, 18.5))
    return _lines(back, front), _NOTHING


def _fit() -> Shapes:
    corners = (
        ((4, 9), (4, 4), (9, 4)),
        ((15, 4), (20, 4), (20, 9)),
        ((20, 15), (20, 20), (15, 20)),
        ((9, 20), (4, 20), (4, 15)),
    )
    return _joined(_lines(*corners), _box(8.5, 9.5, 7, 5, 1.2)), _NOTHING


def _search() -> Shapes:
    return _joined(_circle(10.5, 10.5, 6.2), _lines(((15.2, 15.2), (20.3, 20.3)))), _NOTHING


def _zoom_in() -> Shapes:
    return _joined(_search()[0], _lines(((7.8, 10.5), (13.2, 10.5)), ((10.5, 7.8), (10.5, 13.2)))), _NOTHING


def _zoom_out() -> Shapes:
    return _joined(_search()[0], _lines(((7.8, 10.5), (13.2, 10.5)))), _NOTHING


def _pin() -> Shapes:
    head = _lines(((8.3, 3.8), (15.7, 3.8), (15, 10), (18, 13.6), (6, 13.6), (9, 10)), closed=True)
    return _joined(head, _lines(((12, 13.6), (12, 20.8)))), _NOTHING


def _sun() -> Shapes:
    ways = ((0.0, 1.0), (1.0, 0.0), (0.7071, 0.7071), (0.7071, -0.7071))
    rays = [
        ((12 + sign * 7.2 * x, 12 + sign * 7.2 * y), (12 + sign * 9.3 * x, 12 + sign * 9.3 * y))
        for x, y in ways
        for sign in (1, -1)
    ]
    return _joined(_circle(12, 12, 4), _lines(*rays)), _NOTHING


def _moon() -> Shapes:
    return _circle(12, 12, 8).subtracted(_circle(16.2, 8.6, 6.8)), _NOTHING


def _theme() -> Shapes:
    half = QPainterPath(QPointF(12, 3.8))
    half.arcTo(QRectF(3.8, 3.8, 16.4, 16.4), 90, -180)
    half.closeSubpath()
    return _circle(12, 12, 8.2), half


def _warning() -> Shapes:
    triangle = _lines(((12, 4), (21, 19.5), (3, 19.5)), closed=True)
    return _joined(triangle, _lines(((12, 10), (12, 14)))), _circle(12, 16.8, 1.1)


def _information() -> Shapes:
    return _joined(_circle(12, 12, 8.5), _lines(((12, 11.3), (12, 16.2)))), _circle(12, 7.9, 1.15)


def _done() -> Shapes:
    return _joined(_circle(12, 12, 8.5), _lines(((8, 12.3), (10.9, 15.2), (16, 9.4)))), _NOTHING


def _close() -> Shapes:
    return _lines(((6.5, 6.5), (17.5, 17.5)), ((17.5, 6.5), (6.5, 17.5))), _NOTHING


def _present() -> Shapes:
    screen = _joined(_box(3.5, 4.5, 17, 11.5, 1.5), _lines(((12, 16), (12, 18.5)), ((8, 20.5), (12, 17.5), (16, 20.5))))
    return screen, _lines(((10.3, 7.6), (14.6, 10.25), (10.3, 12.9)), closed=True)


def _picture() -> Shapes:
    hills = ((3.8, 17.3), (9, 11.6), (13, 15.6), (15.6, 13), (20.2, 17.4))
    return _joined(_box(3.5, 4.5, 17, 15, 2), _lines(hills)), _circle(15.8, 8.9, 1.5)


def _export() -> Shapes:
    tray = ((4, 14.5), (4, 19.5), (20, 19.5), (20, 14.5))
    return _lines(tray, ((12, 15), (12, 4)), ((7.5, 8.3), (12, 3.8), (16.5, 8.3))), _NOTHING


def _scenario() -> Shapes:
    marks = _joined(_circle(5, 6.5, 1.3), _circle(5, 12, 1.3), _circle(5, 17.5, 1.3))
    return _lines(((9.5, 6.5), (20, 6.5)), ((9.5, 12), (20, 12)), ((9.5, 17.5), (16, 17.5))), marks


def _copy() -> Shapes:
    back = ((15.5, 8), (15.5, 5.5), (14.5, 4.5), (5.5, 4.5), (4.5, 5.5), (4.5, 14.5), (5.5, 15.5), (8, 15.5))
    return _joined(_box(8.5, 8.5, 11, 11, 1.5), _lines(back)), _NOTHING


def _release() -> Shapes:
    strokes, fills = _pin()
    return _joined(strokes, _lines(((4, 4), (20, 20)))), fills


def _chevron_down() -> Shapes:
    return _lines(((6.5, 9.5), (12, 15), (17.5, 9.5))), _NOTHING


def _tick() -> Shapes:
    return _lines(((5.5, 12.6), (10, 17), (18.5, 7.5))), _NOTHING


PATHS: Mapping[str, Callable[[], Shapes]] = {
    "undo": _undo,
    "redo": _redo,
    "play": _play,
    "pause": _pause,
    "step_forward": _step_forward,
    "step_back": _step_back,
    "skip_to_end": _skip_to_end,
    "restart": _restart,
    "open": _open,
    "fit": _fit,
    "zoom_in": _zoom_in,
    "zoom_out": _zoom_out,
    "pin": _pin,
    "release": _release,
    "sun": _sun,
    "moon": _moon,
    "search": _search,
    "theme": _theme,
    "warning": _warning,
    "information": _information,
    "done": _done,
    "close": _close,
    "present": _present,
    "picture": _picture,
    "export": _export,
    "scenario": _scenario,
    "copy": _copy,
    "chevron_down": _chevron_down,
    "tick": _tick,
}
"""By name the function that makes the paths; made when first painted."""
