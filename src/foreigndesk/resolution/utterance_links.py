"""Links: all pairs of utterances that are taken for one, found without comparing all with all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from foreigndesk.resolution.utterance_evidence import LONG, Link, find_link, is_part
from foreigndesk.resolution.utterance_pairs import find_pairs
from foreigndesk.resolution.utterances import Utterance, content_of, fold_words

_TRIED = 6  # utterances of one wording that are compared with those of another
_NEIGHBOURS = 4  # utterances of one short wording, in order of their days, that each is compared with
_CARRIERS = 16  # longer utterances of one origin in which a fragment is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLink:
    """A link with its two utterances, as places in the list; the first stands before the second."""

    first: int
    second: int
    link: Link


def find_links(utterances: Sequence[Utterance]) -> list[FoundLink]:
    """Return the links of utterances in order; ``utterances`` come in order of article and place."""
    wordings = _by_wording(utterances)
    tried = {
        *_pairs_of_equals(utterances, wordings),
        *_pairs_of_wordings(utterances, wordings),
        *_pairs_inside_origins(utterances),
    }
    found = []
    for first, second in sorted(tried):
        link = find_link(utterances[first], utterances[second])
        if link is not None:
            found.append(FoundLink(first=first, second=second, link=link))
    return found


def _by_wording(utterances: Sequence[Utterance]) -> list[list[int]]:
    """Return the places of the utterances of each wording, the same but for case and punctuation, by day and place."""
    wordings: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, utterance in enumerate(utterances):
        if content_of(utterance.words):
            wordings[fold_words(utterance.words)].append(place)
    for places in wordings.values():
        places.sort(key=lambda place: (utterances[place].earliest or date.max, place))
    return list(wordings.values())


def _pairs_of_equals(utterances: Sequence[Utterance], wordings: Iterable[list[int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one wording that are worth weighing: neighbours in time, of one origin, of one speaker."""
    for places in wordings:
        yield from _neighbours(places)
        if len(places) > _NEIGHBOURS and len(content_of(utterances[places[0]].words)) < LONG:
            for shelf in _shelves(utterances, places).values():
                yield from _neighbours(shelf)


def _shelves(utterances: Sequence[Utterance], places: list[int]) -> dict[str, list[int]]:
    shelves: dict[str, list[int]] = defaultdict(list)
    for place in places:
        utterance = utterances[place]
        for name in sorted({f"origin {utterance.family}", *utterance.speakers, *utterance.candidates}):
            shelves[name].append(place)
    return shelves


def _neighbours(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    for at, place in enumerate(places):
        yield from (_ordered(place, other) for other in places[at + 1 : at + 1 + _NEIGHBOURS])


def _ordered(first: int, second: int) -> tuple[int, int]:
    return (first, second) if first < second else (second, first)


def _pairs_of_wordings(utterances: Sequence[Utterance], wordings: list[list[int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of two wordings that share enough pairs of words, those inside marks first."""
    marked = [any(utterances[place].form.is_marked for place in places) for places in wordings]
    for one, other in find_pairs([utterances[places[0]].words for places in wordings]):
        if marked[one] or marked[other]:
            for first in wordings[one][:_TRIED]:
                yield from (_ordered(first, second) for second in wordings[other][:_TRIED])


def _pairs_inside_origins(utterances: Sequence[Utterance]) -> Iterator[tuple[int, int]]:
    """Yield each short fragment with the longer utterances of its origin that hold its words or synonyms of them."""
    origins: dict[str, list[int]] = defaultdict(list)
    for place, utterance in enumerate(utterances):
        if utterance.form.is_marked:
            origins[utterance.family or utterance.article_id].append(place)
    for places in origins.values():
        by_sense: dict[str, list[int]] = defaultdict(list)
        for place in places:
            for sense in set(content_of(utterances[place].words)):
                by_sense[sense].append(place)
        for place in places:
            content = content_of(utterances[place].words)
            if 0 < len(content) < LONG:
                holding = [p for p in by_sense[content[0]][:_CARRIERS] if p != place]
                yield from (_ordered(place, p) for p in holding if is_part(content, content_of(utterances[p].words)))
