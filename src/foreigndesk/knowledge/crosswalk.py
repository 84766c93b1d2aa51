"""From PLOVER to CAMEO: the code of an event by its type, mode and contexts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from foreigndesk.knowledge.codebook import CameoCode, cameo_codes
from foreigndesk.knowledge.tables import Row, read_table

Pair = tuple[str, str | None]  # a type and a mode

_ROOT = 2  # digits of a root; a third digit 0 means that the code takes in the whole root
_WHOLE_ROOT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoChoice:
    """A code chosen for a pair of type and mode; ``context`` is ``None`` where it holds for every context."""

    type: str
    mode: str | None
    context: str | None
    code: str
    example: str
    counter_example: str
    row_source: str


@cache
def list_cameo_choices() -> tuple[CameoChoice, ...]:
    """Return the choices in the order of the table."""
    return tuple(_read_choice(row) for row in read_table("cameo_choice"))


def cameo_for(event_type: str, mode: str | None, *, contexts: Sequence[str] = (), given: str = "") -> str | None:
    """Return the CAMEO code of an event, ``None`` where none is safe.

    The code is that of type and mode, or a finer one where a context, the closest first, leads to exactly one.
    ``given`` is a code known from the trigger: it stands where the crosswalk leads from it to ``event_type`` and
    ``mode``, and otherwise tells which root is meant. Intent (03) and refusal (12) come from AGREE and REJECT
    alone: an event that is planned or negated keeps the code of its deed, and factuality and polarity tell the rest.
    """
    pair = (event_type, mode)
    known = _fitting(given, pair)
    choices = _choices(pair)
    if known is not None and not _is_wide(known.code):
        return next((finer for context in contexts if (finer := _below(known.code, pair, context))), known.code)
    root = known.root if known is not None else ""
    plain = [choice.code for choice in choices if choice.context is None] or _only_code(pair)
    code = _of_root(plain, root) or (given if known is not None else None)
    for context in contexts:
        decided = _of_root([choice.code for choice in choices if choice.context == context], (code or root)[:_ROOT])
        if decided is not None and decided != code:
            return decided
        finer = None if decided or code is None else _below(code, pair, context)
        if finer is not None:
            return finer
    return code


def _fitting(given: str, pair: Pair) -> CameoCode | None:
    """Return the code that the trigger has, if it becomes an event of this type and no other mode."""
    event_type, mode = pair
    known = cameo_codes().get(given)
    fits = known is not None and known.type == event_type and (mode is None or known.mode in {None, mode})
    return known if fits else None


def _is_wide(code: str) -> bool:
    """Return whether a code is a root or takes in the whole of it: 02, 020."""
    return len(code) == _ROOT or (len(code) == _WHOLE_ROOT and code.endswith("0"))


def _of_root(codes: Iterable[str], root: str) -> str | None:
    """Return the first code of a root, or else the first of all."""
    listed = list(codes)
    return next((code for code in listed if code.startswith(root)), listed[0] if listed else None)


@cache
def _below(code: str, pair: Pair, context: str) -> str | None:
    """Return the code below ``code`` that becomes this type and mode and alone has the context, if there is one.

    Of several the one that takes in the others is meant.
    """
    above = code[:_ROOT] if _is_wide(code) else code
    event_type, mode = pair
    modes = {mode} if _is_wide(code) else {mode, cameo_codes()[code].mode}
    fitting = [
        other.code
        for other in cameo_codes().values()
        if other.code.startswith(above) and other.type == event_type and other.mode in modes
        if context in other.contexts
    ]
    if code in fitting:
        return None
    return next((wide for wide in fitting if all(other.startswith(wide) for other in fitting)), None)


@cache
def _choices(pair: Pair) -> tuple[CameoChoice, ...]:
    return tuple(choice for choice in list_cameo_choices() if (choice.type, choice.mode) == pair)


@cache
def _only_code(pair: Pair) -> tuple[str, ...]:
    """Return the one code below the roots that becomes a pair of type and mode; nothing where there are several."""
    codes = tuple(
        code.code for code in cameo_codes().values() if len(code.code) > _ROOT and (code.type, code.mode) == pair
    )
    return codes if len(codes) == 1 else ()


def _read_choice(row: Row) -> CameoChoice:
    return CameoChoice(
        type=row["type"],
        mode=row["mode"] or None,
        context=row["context"] or None,
        code=row["code"],
        example=row["example"],
        counter_example=row["counter_example"],
        row_source=row["source"],
    )
