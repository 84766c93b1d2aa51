"""Label lines: ``| T CONSULT.visit by=A to=R ctx=- fact=reported pol=+`` becomes a record, or a fault."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from foreigndesk.errors import InputError
from foreigndesk.knowledge.codebook import event_contexts, event_modes, event_types
from foreigndesk.records.claims import CommitmentKind, Factuality, Polarity, Stance
from foreigndesk.records.quotations import QuotationKind
from foreigndesk.records.spans import Span
from training.rows import AttributionLabel, EventLabel, PositionLabel

Spans = Mapping[str, Span]  # the marked words of a text by their label
Label = EventLabel | AttributionLabel | PositionLabel | str  # a str is the reason why there is no event
_Kind = TypeVar("_Kind", bound=StrEnum)
_MOST_CONTEXTS = 4
_POLARITIES = {"+": Polarity.POSITIVE, "-": Polarity.NEGATIVE}
_EVENT_KEYS = ("by", "to", "ctx", "fact", "pol")
_FREE_KEYS = ("aux", "commit")
_KINDS_OF_SPEECH = (QuotationKind.DIRECT, QuotationKind.PARTIAL, QuotationKind.INDIRECT)


@cache
def allowed(field: str) -> dict[str, str]:
    """Return the values of a field in ``labels.tsv`` (aux, none, auxiliary), each with its definition."""
    lines = (Path(__file__).parent / "labels.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return {value: definition for name, value, definition, _ in rows if name == field}


def read_label(line: str, spans: Spans) -> Label:
    """Return what a label line says; ``line`` comes without its bar. Raises InputError with what is wrong."""
    words = line.split()
    if not words:
        raise InputError("an empty label line: remove it or finish it")
    readers: dict[str, Callable[[list[str], Spans], Label]] = {
        "said": _read_attribution, "pos": _read_position, "none": _read_no_event,
    }  # fmt: skip
    if words[0] in readers:
        return readers[words[0]](words, spans)
    if words[0].startswith("T") and words[0][1:].isdecimal() | (words[0] == "T"):
        return _read_event(words, spans)
    raise InputError(f"a label line begins with T, said, pos or none, not with “{words[0]}”")


def labels_used(line: str) -> set[str]:
    """Return every word of a label line that may name marked words."""
    parts = (part for word in line.split() for part in word.rpartition("=")[2].split(","))
    return {part for part in parts if part[:1].isupper() and (part[1:].isdecimal() or len(part) == 1)}


def _read_event(words: list[str], spans: Spans) -> EventLabel:
    trigger = _one(words[0], spans)
    if len(words) == 1 or "=" in words[1]:
        raise InputError(f"{words[0]} has no type: write {words[0]} TYPE.mode by=…")
    kind, mode = _read_type(words[1])
    given = _read_pairs(words[2:], known=(*_EVENT_KEYS, *_FREE_KEYS))
    missing = [key for key in _EVENT_KEYS if key not in given]
    if missing:
        raise InputError(f"{words[0]} lacks {', '.join(f'{key}=' for key in missing)}: add it (- where there is none)")
    if given["pol"] not in _POLARITIES:
        raise InputError(f"pol={given['pol']}: write pol=+ or pol=-")
    aux = _values(given.get("aux", "-"), "aux", allowed("aux"))
    if "negated" in aux and given["pol"] == "+":
        raise InputError("aux=negated and pol=+ contradict each other: write pol=-")
    if given["fact"] == Factuality.DENIED and given["pol"] == "-":
        raise InputError("a denial is told by fact=denied alone: write pol=+ (pol=- is for what is said not to be so)")
    contexts = _values(given["ctx"], "context", event_contexts())
    if len(contexts) > _MOST_CONTEXTS:
        raise InputError(f"{len(contexts)} contexts: keep the {_MOST_CONTEXTS - 1} closest")
    return EventLabel(
        trigger=trigger, type=kind, mode=mode,
        actors=_many(given["by"], spans), recipients=_many(given["to"], spans), contexts=contexts,
        factuality=_member(Factuality, given["fact"], "fact"), polarity=_POLARITIES[given["pol"]], aux=aux,
        commitment=None if given.get("commit", "-") == "-" else _member(CommitmentKind, given["commit"], "commit"),
    )  # fmt: skip


def _read_attribution(words: list[str], spans: Spans) -> AttributionLabel:
    named = [word for word in words[1:] if "=" not in word and word != "anon"]
    if len(named) != len(("S", "C", "Q")):
        raise InputError("write said SPEAKER CUE CONTENT, - where there is none: said S C Q kind=indirect")
    if any("=" not in word and word != "anon" for word in words[4:]):
        raise InputError("after said SPEAKER CUE CONTENT come only kind= and anon")
    given = _read_pairs([word for word in words if "=" in word], known=("kind",))
    kind = _member(_KINDS_OF_SPEECH, given["kind"], "kind") if "kind" in given else None
    cue = _many(named[1], spans)
    if len(cue) > 1:
        raise InputError(f"{len(cue)} cues: write one said line for each")
    content = _many(named[2], spans)
    if not content:
        raise InputError("said without content: mark what is said as Q")
    return AttributionLabel(
        speakers=_many(named[0], spans), cue=cue[0] if cue else None, content=content, kind=kind,
        is_anonymous="anon" in words,
    )  # fmt: skip


def _read_position(words: list[str], spans: Spans) -> PositionLabel:
    if len(words) != len(("pos", "H", "G", "stance")):
        raise InputError("write pos HOLDER TARGET supports|opposes|mixed|neutral")
    holders, targets = _many(words[1], spans), _many(words[2], spans)
    if not holders or not targets:
        raise InputError("pos needs a holder and a target: mark both in the text")
    return PositionLabel(holders=holders, targets=targets, stance=_member(Stance, words[3], "stance"))


def _read_no_event(words: list[str], _: Spans) -> str:
    if len(words) != len(("none", "reason")):
        raise InputError(f"write none REASON, one of {', '.join(allowed('none'))}")
    return _values(words[1], "reason", allowed("none"))[0]


def _read_type(word: str) -> tuple[str, str | None]:
    kind, _, mode = word.partition(".")
    if kind not in event_types():
        raise InputError(f"unknown type {kind}: one of {', '.join(event_types())}")
    if mode and (kind, mode) not in event_modes():
        known = ", ".join(m for k, m in event_modes() if k == kind) or "none"
        raise InputError(f"{kind} has no mode {mode}: its modes are {known}")
    return kind, mode or None


def _read_pairs(words: list[str], *, known: Iterable[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for word in words:
        key, is_pair, value = word.partition("=")
        if not is_pair or key not in known:
            raise InputError(f"“{word}” is not understood: keys are {', '.join(f'{k}=' for k in known)} without spaces")
        if not value:
            raise InputError(f"{key}= has no value: write {key}=- where there is none")
        if key in given:
            raise InputError(f"{key}= stands twice: join the values with a comma")
        given[key] = value
    return given


def _member(kinds: Iterable[_Kind], value: str, field: str) -> _Kind:
    known = {str(kind): kind for kind in kinds}
    if value not in known:
        raise InputError(f"unknown {field} {value}: one of {', '.join(known)}")
    return known[value]


def _values(listed: str, field: str, known: Iterable[str]) -> tuple[str, ...]:
    values = () if listed == "-" else tuple(listed.split(","))
    unknown = [value for value in values if value not in known]
    if unknown:
        raise InputError(f"unknown {field} {', '.join(unknown)}: one of {', '.join(known)}")
    if len(set(values)) < len(values):
        raise InputError(f"a {field} stands twice in {listed}: remove one")
    return values


def _many(listed: str, spans: Spans) -> tuple[Span, ...]:
    return () if listed == "-" else tuple(_one(label, spans) for label in listed.split(","))


def _one(label: str, spans: Spans) -> Span:
    if label not in spans:
        raise InputError(f"the label {label} is not in the text: mark its words as {{{label or 'A'} …}}, or write -")
    return spans[label]
