"""How far two readers of the same sentences agree: Krippendorff's alpha for each field.

Nominal alpha after K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011). Spans are compared word by
word: a word is or is not part of a trigger, an actor and so on. Events are paired by their triggers.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from foreigndesk.knowledge.codebook import event_contexts
from foreigndesk.records.spans import Span
from training.checks import normalise
from training.label_lines import allowed
from training.rows import EventLabel, PositionLabel, Row

Unit = Sequence[Hashable]  # the values that the readers gave to one thing
ABSENT = "(absent)"  # what a reader gave who did not see the event or position of the other
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Agreement in one field. ``alpha`` is ``None`` where all values are the same, so that chance explains all."""

    field: str
    units: int
    same: float
    alpha: float | None


def measure_alpha(units: Iterable[Unit]) -> float | None:
    """Return nominal alpha; units with fewer than two values are left out. ``None`` where it is not defined."""
    coincidences: Counter[tuple[Hashable, Hashable]] = Counter()
    for values in (unit for unit in units if len(unit) > 1):
        for at, one in enumerate(values):
            for other in (*values[:at], *values[at + 1 :]):
                coincidences[one, other] += 1 / (len(values) - 1)  # type: ignore[assignment]
    totals: Counter[Hashable] = Counter()
    for (one, _), number in coincidences.items():
        totals[one] += number
    everything = sum(totals.values())
    observed = everything - sum(number for (one, other), number in coincidences.items() if one == other)
    expected = everything**2 - sum(number**2 for number in totals.values())
    return 1 - (everything - 1) * observed / expected if expected else None


def pair_rows(first: Iterable[Row], second: Iterable[Row]) -> tuple[list[tuple[Row, Row]], list[Row]]:
    """Return the pairs of rows with the same sentence, and the rows of the second reader without a pair."""
    by_text = {normalise(row.text): row for row in first}
    pairs, alone = [], []
    for row in second:
        other = by_text.get(normalise(row.text))
        if other:
            pairs.append((other, row))
        else:
            alone.append(row)
    return pairs, alone


def compare(pairs: Sequence[tuple[Row, Row]]) -> list[Agreement]:
    """Return the agreement in every field over pairs of rows."""
    return [_agree(field, [unit for pair in pairs for unit in units(*pair)]) for field, units in FIELDS]


def _agree(field: str, units: list[Unit]) -> Agreement:
    same = sum(len(set(unit)) == 1 for unit in units) / len(units) if units else 0.0
    return Agreement(field=field, units=len(units), same=same, alpha=measure_alpha(units))


def _relevance(one: Row, other: Row) -> Iterator[Unit]:
    yield bool(one.events), bool(other.events)


def _reason(one: Row, other: Row) -> Iterator[Unit]:
    if one.no_event and other.no_event:
        yield one.no_event, other.no_event


def _by_words(spans_of: Callable[[Row], Iterable[Span]]) -> Callable[[Row, Row], Iterator[Unit]]:
    def units(one: Row, other: Row) -> Iterator[Unit]:
        for words in _word_spans(one.text):
            yield tuple(any(span.overlaps(words) for span in spans_of(row)) for row in (one, other))

    return units


def _word_spans(text: str) -> list[Span]:
    return [Span(*found.span()) for found in _WORD.finditer(text)]


def _pair_events(one: Row, other: Row) -> Iterator[tuple[EventLabel | None, EventLabel | None]]:
    free = list(other.events)
    for event in one.events:
        partner = next((e for e in free if e.trigger.overlaps(event.trigger)), None)
        if partner:
            free.remove(partner)
        yield event, partner
    yield from ((None, event) for event in free)


def _of_all_events(value: Callable[[EventLabel], Hashable]) -> Callable[[Row, Row], Iterator[Unit]]:
    def units(one: Row, other: Row) -> Iterator[Unit]:
        for pair in _pair_events(one, other):
            yield tuple(ABSENT if event is None else value(event) for event in pair)

    return units


def _of_shared_events(value: Callable[[EventLabel], Hashable]) -> Callable[[Row, Row], Iterator[Unit]]:
    def units(one: Row, other: Row) -> Iterator[Unit]:
        for first, second in _pair_events(one, other):
            if first and second:
                yield value(first), value(second)

    return units


def _mode(one: Row, other: Row) -> Iterator[Unit]:
    for first, second in _pair_events(one, other):
        if first and second and first.type == second.type:
            yield f"{first.type}.{first.mode}", f"{second.type}.{second.mode}"


def _of_listed(
    known: Callable[[], Iterable[str]], listed: Callable[[EventLabel], tuple[str, ...]]
) -> Callable[[Row, Row], Iterator[Unit]]:
    """Return the units of a field with several values: for each event and value whether it was given."""

    def units(one: Row, other: Row) -> Iterator[Unit]:
        for first, second in _pair_events(one, other):
            if first and second:
                yield from ((value in listed(first), value in listed(second)) for value in known())

    return units


def _parties(parties: Callable[[EventLabel], tuple[Span, ...]]) -> Callable[[Row, Row], Iterator[Unit]]:
    """Return the units of actors or recipients: the words of the sentence, once for each shared event."""

    def units(one: Row, other: Row) -> Iterator[Unit]:
        for first, second in _pair_events(one, other):
            if first and second:
                for words in _word_spans(one.text):
                    yield tuple(any(s.overlaps(words) for s in parties(event)) for event in (first, second))

    return units


def _stance(one: Row, other: Row) -> Iterator[Unit]:
    free = list(other.positions)
    for position in one.positions:
        partner = next((p for p in free if _is_same_pair(position, p)), None)
        if partner:
            free.remove(partner)
        yield position.stance, partner.stance if partner else ABSENT
    yield from ((ABSENT, position.stance) for position in free)


def _is_same_pair(one: PositionLabel, other: PositionLabel) -> bool:
    sides = ((one.holders, other.holders), (one.targets, other.targets))
    return all(any(a.overlaps(b) for a in ours for b in theirs) for ours, theirs in sides)


def _speakers(row: Row) -> list[Span]:
    return [span for label in row.attributions for span in label.speakers]


def _cues(row: Row) -> list[Span]:
    return [label.cue for label in row.attributions if label.cue]


def _contents(row: Row) -> list[Span]:
    return [span for label in row.attributions for span in label.content]


FIELDS: tuple[tuple[str, Callable[[Row, Row], Iterator[Unit]]], ...] = (
    ("holds an event", _relevance),
    ("reason for no event", _reason),
    ("trigger (words)", _by_words(lambda row: [event.trigger for event in row.events])),
    ("type", _of_all_events(lambda event: event.type)),
    ("type of shared events", _of_shared_events(lambda event: event.type)),
    ("mode", _mode),
    ("context", _of_listed(event_contexts, lambda event: event.contexts)),
    ("actor (words)", _parties(lambda event: event.actors)),
    ("recipient (words)", _parties(lambda event: event.recipients)),
    ("factuality", _of_shared_events(lambda event: event.factuality)),
    ("polarity", _of_shared_events(lambda event: event.polarity)),
    ("auxiliary mode", _of_listed(lambda: allowed("aux"), lambda event: event.aux)),
    ("commitment", _of_shared_events(lambda event: event.commitment)),
    ("speaker (words)", _by_words(_speakers)),
    ("cue (words)", _by_words(_cues)),
    ("content (words)", _by_words(_contents)),
    ("stance", _stance),
)
