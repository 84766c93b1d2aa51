"""Where a meeting was held, and the words that support its record."""

import re
from collections import Counter

from foreigndesk.knowledge.occasions import occasions_by_id
from foreigndesk.knowledge.places import places_by_id, places_by_name
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.records.articles import Article
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.facts import Occasion
from foreigndesk.records.meetings import MeetingPlace, WordsAt
from foreigndesk.records.spans import Span
from foreigndesk.resolution.groups import MeetingGroup

_PRECISION = {"venue": 0, "city": 1, "region": 2, "state": 3}


def choose_place(groups: tuple[MeetingGroup, ...], occasion_fact: str | None, when: DateFinding) -> MeetingPlace | None:
    """Return the narrowest place that most reports name; the table's where reports name only its state.

    ``because`` says whether the words or a dated table give it.
    """
    counts = Counter(c.place_id for g in groups for c in g.claims if c.place_id)
    named = sorted(counts, key=lambda place: (_precision(place), -counts[place], place))
    best = _from_words(named[0]) if named else None
    row = occasions_by_id().get((occasion_fact or "").removeprefix("occasions:")) or _row_in_proof(when)
    fits = row is not None and (best is None or (best.precision == "state" and best.state == row.state))
    if row is not None and fits and row.place:
        return MeetingPlace(
            place_id=next((p.place_id for p in places_by_id().values() if row.place in {p.name, *p.aliases}), None),
            name=row.place,
            state=row.state,
            precision="city",
            because=f"the table of occasions places {row.name} there"
            + (f"; the words say {best.name}" if best else "; no report names the place"),
        )
    return best


def dateline_places(article: Article) -> tuple[str, ...]:
    """Return the ids of the places that an article's dateline may name, whatever its capitals."""
    if article.dateline is None:
        return ()
    words = re.split(r"[,–—(-]", article.dateline.words(article.text))[0].strip()
    found = places_by_name().get(words) or places_by_name().get(words.title()) or ()
    return tuple(place.place_id for place in found)


def _precision(place_id: str) -> int:
    place = places_by_id().get(place_id)
    return _PRECISION.get(place.kind, 2) if place else _PRECISION["state"]


def _from_words(place_id: str) -> MeetingPlace:
    place, state = places_by_id().get(place_id), states_by_id().get(place_id)
    if place is not None:
        return MeetingPlace(
            place_id=place_id, name=place.name, state=place.state, precision=place.kind, because="named in the words"
        )
    return MeetingPlace(
        place_id=None,
        name=state.name if state else place_id,
        state=state.state_id if state else None,
        precision="state",
        because="named in the words",
    )


def _row_in_proof(when: DateFinding) -> Occasion | None:
    """Return the row that dates the meeting, where the proof rests on one row only."""
    facts = [s.fact for s in when.proof if s.fact and s.fact.startswith("occasions:")]
    return occasions_by_id().get(facts[-1].removeprefix("occasions:")) if len(set(facts)) == 1 else None


def list_evidence(groups: tuple[MeetingGroup, ...]) -> tuple[WordsAt, ...]:
    """Return the words that support a meeting, each with what it supports, in order of article and place."""
    found: set[tuple[str, int, int, str]] = set()
    for group in groups:
        for claim in group.claims:
            found.add(
                (
                    group.article_id,
                    claim.evidence[0].start,
                    claim.evidence[0].end,
                    "delegation" if claim.is_delegation else "meeting",
                )
            )
            for span, supports in (
                (claim.place_span, "place"),
                (claim.occasion.span if claim.occasion else None, "occasion"),
                *((s.span, "sequence") for s in claim.sequences),
                *((t, "date") for t in claim.times),
            ):
                if span is not None:
                    found.add((group.article_id, span.start, span.end, supports))
    return tuple(WordsAt(article_id=a, span=Span(s, e), supports=w) for a, s, e, w in sorted(found))
