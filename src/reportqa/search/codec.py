"""Reports, figures and other frozen dataclasses to JSON-able data and back, without loss.

The types of the fields say how to read a value, so that a new field of a noun needs nothing here.
Fields that hold their default are left out.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Decoder = Callable[[Any], Any]


def to_data(value: Any) -> Any:
    """Return ``value`` (a dataclass, tuple, mapping, enum or scalar) as JSON-able data."""
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [to_data(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_data(item) for key, item in value.items()}
    if is_dataclass(value):
        cls: Any = type(value)
        return {
            name: to_data(item)
            for name, default in _defaults(cls)
            if not _same(item := getattr(value, name), default)
        }
    raise TypeError(f"cannot store a {type(value).__name__}")


def from_data(cls: type[T], data: Any) -> T:
    """Return the ``cls`` that ``to_data`` wrote."""
    hint: Any = cls
    result: T = _decoder(hint)(data)
    return result


def pack(value: Any) -> bytes:
    """Return ``value`` as compressed JSON."""
    text = json.dumps(to_data(value), ensure_ascii=False, separators=(",", ":"))
    # Names of files may hold bytes that are no UTF-8; Python carries them as lone surrogates.
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpack(cls: type[T], data: bytes) -> T:
    """Return the ``cls`` that ``pack`` wrote."""
    return from_data(cls, json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass")))


def _same(item: Any, default: Any) -> bool:
    # 0, 0.0 and False are equal and not the same.
    return item is default or (type(item) is type(default) and item == default and not _mixed(item))


def _mixed(item: Any) -> bool:
    return isinstance(item, float) and item == 0.0  # -0.0 equals 0.0


@cache
def _defaults(cls: type) -> tuple[tuple[str, Any], ...]:
    found = []
    for f in fields(cls):
        default = f.default_factory() if f.default_factory is not MISSING else f.default
        found.append((f.name, default))
    return tuple(found)


@cache
def _decoder(hint: Any) -> Decoder:
    if hint in (Any, str, int, float, bool, NoneType) or get_origin(hint) is Literal:
        return _as_is
    if isinstance(hint, type) and issubclass(hint, Enum):
        # the class itself, called, takes ten times as long
        members: dict[Any, Any] = {member.value: member for member in hint}
        return members.__getitem__
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass_decoder(hint)
    origin, parts = get_origin(hint), get_args(hint)
    if origin is tuple:
        return _tuple_decoder(parts)
    if origin in (Union, UnionType):
        return _union_decoder(parts)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        item = _decoder(parts[1])
        return lambda data: {key: item(value) for key, value in data.items()}
    raise TypeError(f"cannot read a {hint}")


def _as_is(data: Any) -> Any:
    return data


def _dataclass_decoder(cls: type) -> Decoder:
    hints = get_type_hints(cls)
    readers = {f.name: _decoder(hints[f.name]) for f in fields(cls)}
    read_on = tuple((name, reader) for name, reader in readers.items() if reader is not _as_is)
    if not read_on:
        return lambda data: cls(**data)

    def read(data: Any) -> Any:
        values = dict(data)
        for name, reader in read_on:
            if name in values:
                values[name] = reader(values[name])
        return cls(**values)

    return read


def _tuple_decoder(parts: tuple[Any, ...]) -> Decoder:
    if len(parts) == 2 and parts[1] is Ellipsis:
        item = _decoder(parts[0])
        return tuple if item is _as_is else lambda data: tuple(map(item, data))
    items = tuple(_decoder(part) for part in parts)
    if all(item is _as_is for item in items):
        return tuple
    return lambda data: tuple(item(value) for item, value in zip(items, data, strict=True))


def _union_decoder(parts: tuple[Any, ...]) -> Decoder:
    readers = [reader for part in parts if (reader := _decoder(part)) is not _as_is]
    if not readers:
        return _as_is
    if len(readers) > 1 or len(parts) - len(readers) > 1:
        raise TypeError(f"cannot tell apart {parts}")
    return lambda data: None if data is None else readers[0](data)
