"""Are our value types what the standard library's dataclasses are?"""

from __future__ import annotations

import copy
import importlib
import inspect
import pickle
from dataclasses import FrozenInstanceError, asdict, field, fields, replace
from pathlib import Path

import pytest

from explorer.values import dataclass

PACKAGE = Path(__file__).resolve().parent.parent / "explorer"


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float = 0.0
    tags: list[str] = field(default_factory=list)
    kind: str = field(default="point", init=False)


@dataclass(frozen=True)
class Pair:
    left: object
    right: object = None


@dataclass(frozen=True, slots=True)
class Other:
    left: object
    right: object = None


@dataclass
class Basket:
    items: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Seat:
    row: int


@dataclass(frozen=True)
class Own:
    name: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Own) and other.name.lower() == self.name.lower()

    def __hash__(self) -> int:
        return 7

    def __repr__(self) -> str:
        return "mine"


def test_values_are_given_by_place_by_name_and_by_default() -> None:
    """As the standard library does it, factories called anew for each object."""
    made = Point(1.0, tags=["a"])
    assert (1.0, 0.0, ["a"], "point") == (made.x, made.y, made.tags, made.kind)
    assert Point(1).tags is not Point(1).tags


def test_a_missing_or_unknown_argument_is_refused() -> None:
    """A typing mistake in a call is an error at once."""
    with pytest.raises(TypeError, match="x"):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="z"):
        Point(1.0, z=2)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="kind"):
        Point(1.0, kind="other")  # type: ignore[call-arg]


def test_equality_is_of_one_class_and_all_values() -> None:
    """Two classes with the same values are never equal."""
    assert Pair(1, 2) == Pair(1, 2)
    assert Pair(1, 2) != Pair(1, 3)
    assert Pair(1, 2) != Other(1, 2)
    assert Pair(1, 2) != (1, 2)


def test_equal_values_have_one_hash_unless_they_can_change() -> None:
    """Frozen ones are keys; one that can change is not."""
    assert {Pair(1, 2), Pair(1, 2), Pair(2, 1)} == {Pair(2, 1), Pair(1, 2)}
    assert Basket(["a"]) == Basket(["a"])
    with pytest.raises(TypeError, match="unhashable"):
        hash(Basket())


def test_without_eq_each_is_itself() -> None:
    """As marks in a file need it."""
    seat = Seat(1)
    assert seat != Seat(1)
    assert {seat: 1}[seat] == 1


@pytest.mark.parametrize("made", [Point(1.0), Pair(1)])
def test_a_frozen_value_cannot_be_changed(made: object) -> None:
    """Neither set nor deleted; new names are refused too."""
    for name in (fields(made)[0].name, "new"):  # type: ignore[arg-type]
        with pytest.raises(FrozenInstanceError, match=f"field '{name}'"):
            setattr(made, name, 2)
        with pytest.raises(FrozenInstanceError, match=f"field '{name}'"):
            delattr(made, name)


def test_slots_keep_no_dictionary() -> None:
    """Thousands of marks and boxes are made."""
    assert not hasattr(Point(1.0), "__dict__")
    seat = Seat(1)
    seat.row = 2
    assert (2, False) == (seat.row, hasattr(seat, "__dict__"))


def test_the_standard_library_knows_them() -> None:
    """``fields``, ``replace``, ``asdict`` and matching by position work."""
    made = replace(Point(1.0, 2.0, ["a"]), x=3.0)
    assert {"x": 3.0, "y": 2.0, "tags": ["a"], "kind": "point"} == asdict(made)
    match Pair(1, 2):
        case Pair(left, right):
            assert (1, 2) == (left, right)


@pytest.mark.parametrize("made", [Point(1.0, 2.0, ["a"]), Pair((1, 2)), Basket(["a"])])
def test_copies_are_equal(made: object) -> None:
    """By copying, deeply too, and by pickling (between processes)."""
    assert made == copy.copy(made) == copy.deepcopy(made) == pickle.loads(pickle.dumps(made))  # noqa: S301


def test_what_a_class_defines_itself_stands() -> None:
    """Its own comparison, hash and words are kept."""
    assert Own("A") == Own("a")
    assert (7, "mine") == (hash(Own("A")), repr(Own("A")))


def test_the_words_are_those_of_the_standard_library() -> None:
    """Class, names and values."""
    assert repr(Point(1.0)) == "Point(x=1.0, y=0.0, tags=[], kind='point')"


def test_what_is_to_be_done_afterwards_is_done() -> None:
    """``__post_init__`` runs once all values are there."""

    @dataclass
    class Square:
        side: int
        area: int = 0

        def __post_init__(self) -> None:
            self.area = self.side**2

    assert Square(3) == Square(side=3, area=0)
    assert Square(3).area == 9


def test_every_option_in_use_is_supported() -> None:
    """No ordering, no keyword-only and no init-only field in a module that makes its values so."""
    signature = inspect.signature(importlib.import_module("explorer.values")._made)
    assert {"frozen", "slots", "eq"} == set(signature.parameters) - {"cls"}
    texts = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
    text = "".join(text for text in texts if "from explorer.values import dataclass" in text)
    assert [] == [word for word in ("kw_only", "InitVar", "order=True", "compare=False") if word in text]
