"""How well the words of an event's clause tell its contexts: F1 of find_contexts on labelled rows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from foreigndesk.extraction.contexts import find_contexts, scope_of
from foreigndesk.knowledge.codebook import event_contexts
from foreigndesk.language.parser import analyse_text
from foreigndesk.records.spans import Span
from training.rows import EventLabel, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextScores:
    """Events, those with exactly the contexts of the label, and found, missed and wrong ones by context."""

    events: int
    exact: int
    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def f1(self, context: str) -> float:
        """Return F1 of one context; 0 where it is never found."""
        return _f1(self.found[context], self.missed[context], self.wrong[context])

    @property
    def micro(self) -> float:
        """F1 over all contexts of all events."""
        return _f1(self.found.total(), self.missed.total(), self.wrong.total())

    @property
    def macro(self) -> float:
        """The mean F1 of the contexts that the labels name."""
        named = [context for context in event_contexts() if self.found[context] + self.missed[context]]
        return sum(map(self.f1, named)) / len(named) if named else 0.0


def score_contexts(rows: Iterable[Row]) -> ContextScores:
    """Return how the contexts that are found agree with the labels; type, mode and trigger are those of the labels."""
    found, missed, wrong = Counter[str](), Counter[str](), Counter[str]()
    events = exact = 0
    for told, labelled in _pairs_of(rows):
        events += 1
        exact += told == labelled
        found.update(told & labelled)
        missed.update(labelled - told)
        wrong.update(told - labelled)
    return ContextScores(events=events, exact=exact, found=found, missed=missed, wrong=wrong)


def _pairs_of(rows: Iterable[Row]) -> Iterator[tuple[set[str], set[str]]]:
    """Yield for each event the contexts found and those of its label; an article is read as one text."""
    for group in _group(rows):
        starts, text = [], ""
        for row in group:
            starts.append(len(text))
            text += row.text + "\n"
        analysis = analyse_text(text)
        for row, start in zip(group, starts, strict=True):
            for event in row.events:
                trigger, parties = _move(event, start)
                scope = scope_of(analysis, trigger, parties)
                told = find_contexts(analysis, scope, event.type, mode=event.mode, trigger=trigger)
                yield set(told), set(event.contexts)


def _group(rows: Iterable[Row]) -> list[list[Row]]:
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        key = (str(row.path), row.article.title) if row.article else (str(row.path), "", str(row.line))
        groups.setdefault(key, []).append(row)
    return list(groups.values())


def _move(event: EventLabel, by: int) -> tuple[Span, list[Span]]:
    parties = [Span(span.start + by, span.end + by) for span in (*event.actors, *event.recipients)]
    return Span(event.trigger.start + by, event.trigger.end + by), parties


def _f1(found: int, missed: int, wrong: int) -> float:
    return 2 * found / (2 * found + missed + wrong) if found else 0.0
