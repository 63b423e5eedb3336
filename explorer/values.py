"""How is a small value type made without slowing the start? As a standard dataclass with one generated method.

``dataclasses.dataclass(frozen=True, slots=True)`` compiles six methods for each class when its module is imported:
0.7 ms a class of seven fields, where this takes 0.13 to 0.25. Some sixty classes are made before the first paint:
the start is 6 % shorter (medians of 15 pairs).
Fields, ``replace``, ``fields`` and ``asdict`` are those of the standard library; so is what type checkers see.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as dataclass  # noqa: PLC0414  (the standard one, for type checkers)
else:

    def dataclass(cls: type | None = None, /, **options: bool) -> type | Callable[[type], type]:
        """Make ``cls`` a dataclass, as the decorator of the standard library does.

        Args:
            cls: the class.
            options: ``frozen``, ``slots`` and ``eq``; there are no others.
        """
        if cls is None:
            return lambda decorated: _made(decorated, **options)
        return _made(cls)


def _made(cls: type, *, frozen: bool = False, slots: bool = False, eq: bool = True) -> Any:  # noqa: ANN401  (any class)
    own = dict(vars(cls))
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__  # else its signature is asked for, which costs 3 ms when first done
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    fields = dataclasses.fields(made)
    made.__init__ = _initializer(made, fields, frozen=frozen)
    if "__repr__" not in own:
        made.__repr__ = _repr
    names = tuple(field.name for field in fields)
    if eq and "__eq__" not in own:
        _compare_by_value(made, attrgetter(*names) if names else type, hashed=frozen and "__hash__" not in own)
    if frozen:
        made.__setattr__ = _refuse_to_set
        made.__delattr__ = _refuse_to_delete
        made.__reduce__ = _reduce
    return made


def _initializer(cls: type, fields: tuple[dataclasses.Field[Any], ...], *, frozen: bool) -> object:
    """Return ``__init__``; written out and compiled, since it runs for every node at every step."""
    known: dict[str, object] = {"set_": object.__setattr__, "missing_": _MISSING}
    parameters, body = ["self"], []
    for field in fields:
        name = value = field.name
        if field.default is not dataclasses.MISSING:
            known[f"_{name}"] = field.default
            value = name if field.init else f"_{name}"
            parameters += [f"{name}=_{name}"] if field.init else []
        elif field.default_factory is not dataclasses.MISSING:
            known[f"_{name}"] = field.default_factory
            value = f"_{name}() if {name} is missing_ else {name}"
            parameters.append(f"{name}=missing_")
        else:
            parameters.append(name)
        body.append(f" set_(self, '{name}', {value})" if frozen else f" self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append(" self.__post_init__()")
    # Only names of fields are in the text, and they are identifiers of our own modules.
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(body or [" pass"]), known)  # noqa: S102
    made: Any = known["__init__"]
    made.__qualname__, made.__module__ = f"{cls.__qualname__}.__init__", cls.__module__
    return made


_MISSING = object()


def _compare_by_value(cls: Any, key: Callable[[Any], Any], *, hashed: bool) -> None:  # noqa: ANN401  (any class)
    def __eq__(self: object, other: object) -> bool:  # noqa: N807  (becomes a method)
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(key(self) == key(other))

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(key(self))

    cls.__eq__ = __eq__
    cls.__hash__ = __hash__ if hashed else None


def _repr(self: Any) -> str:  # noqa: ANN401
    shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{self.__class__.__qualname__}({shown})"


def _refuse_to_set(self: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field '{name}' of {self.__class__.__qualname__}")


def _refuse_to_delete(self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field '{name}' of {self.__class__.__qualname__}")


def _reduce(self: Any) -> tuple[object, ...]:  # noqa: ANN401
    """Copy by making anew: a frozen object cannot be filled afterwards."""
    return self.__class__, tuple(getattr(self, field.name) for field in dataclasses.fields(self) if field.init)
