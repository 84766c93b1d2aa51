"""Claims and articles for the tests of events; what they tell is invented."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from foreigndesk.records.claims import ActionClaim, Factuality, Party, Polarity, Tense
from foreigndesk.records.dates import DateFinding, ProofStep, known_date, unknown_date
from foreigndesk.records.events import Event
from foreigndesk.records.spans import Span
from foreigndesk.resolution.event_records import DatedClaim
from foreigndesk.resolution.events import merge_claims

WORD = 6  # code points of each party and trigger


def make_party(name: str, at: int = 0, *, state: str | None = None, sector: str | None = "GOV") -> Party:
    """Return a state (three capitals), else a person or body of ``state``; a name in quotes has no entity."""
    is_state, is_name = name.isupper(), name.startswith("'")
    return Party(
        span=Span(at, at + WORD),
        name=name.strip("'"),
        entity_id=None if is_name else name,
        state=name if is_state else state,
        sector=sector,
    )


def day(words: str, *, article: str = "a") -> DateFinding:
    """Return the date ``2031-05-04``, ``2031-05-04/2031-05-06``, ``../2031-05-06`` or an unknown one (empty)."""
    if not words:
        return unknown_date("no time words give a day")
    first, _, last = words.partition("/")
    bounds = [None if bound == ".." else date.fromisoformat(bound) for bound in (first, last or first)]
    step = ProofStep(says=f"the text says {words}", article_id=article, span=Span(0, WORD))
    return known_date(bounds[0], bounds[1], (step,))


def told(  # noqa: PLR0913 - each test names what it is about
    article: str,
    actors: Iterable[Party | str] = ("RUS",),
    recipients: Iterable[Party | str] = ("UKR",),
    *,
    on: str = "",
    at: int = 0,
    origin: str | None = None,
    place: str = "",
    sentence: int | None = None,
    words: str = "shelled",
    **more: Any,
) -> DatedClaim:
    """Return what one article tells at ``at``; ``more`` are other fields of the claim."""
    acting = tuple(make_party(p, at) if isinstance(p, str) else p for p in actors)
    acted_on = tuple(make_party(p, at + WORD) if isinstance(p, str) else p for p in recipients)
    fields: dict[str, Any] = {
        "article_id": article,
        "rule": "action:shell:verb",
        "evidence": (Span(at, at + 40),),
        "factuality": Factuality.REPORTED,
        "polarity": Polarity.POSITIVE,
        "attribution": (),
        "trigger": Span(at + 2 * WORD, at + 3 * WORD),
        "type": "ASSAULT",
        "mode": None,
        "contexts": ("military",),
        "cameo": "190",
        "actors": acting,
        "recipients": acted_on,
        "tense": Tense.PAST,
        "place_span": Span(at + 30, at + 36) if place else None,
        "place_id": place or None,
    }
    claim = ActionClaim(**(fields | more))
    return DatedClaim(
        claim=claim,
        claim_id=claim.claim_id,
        date=day(on, article=article),
        origin=origin or article,
        sentence=at if sentence is None else sentence,
        trigger_words=words,
        place_words=place,
    )


def merge(*claims: DatedClaim) -> list[Event]:
    """Return the events of the claims, after a look that their order changes nothing."""
    found = merge_claims(claims)
    assert merge_claims(reversed(claims)) == found
    return list(found)


def only(*claims: DatedClaim) -> Event:
    """Return the one event of the claims."""
    [event] = merge(*claims)
    return event
