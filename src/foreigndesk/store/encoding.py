"""Records as JSON and back: the same record is the same text on every machine."""

from functools import cache
from typing import Any, TypeVar

import msgspec

_Record = TypeVar("_Record")
_encoder = msgspec.json.Encoder()


def write_json(record: object) -> str:
    """Return ``record`` as JSON, its fields in the order of their definition."""
    return _encoder.encode(record).decode("utf-8")


def read_json(text: str | bytes, record_type: type[_Record]) -> _Record:
    """Return the record of ``record_type`` that ``text`` holds. Raises msgspec.DecodeError where it holds none."""
    wanted: Any = record_type
    found: _Record = _get_decoder(wanted).decode(text)
    return found


@cache
def _get_decoder(record_type: Any) -> "msgspec.json.Decoder[Any]":
    return msgspec.json.Decoder(record_type)
