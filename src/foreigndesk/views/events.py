"""Events as rows: who did what to whom, how it is told, and in how many reports of how many origins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from foreigndesk.errors import InputError
from foreigndesk.knowledge.codebook import event_modes, event_types
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.records.claims import ActionClaim, Polarity
from foreigndesk.records.dates import DateFinding, Precision
from foreigndesk.records.events import Event, EventParty, EventStatus
from foreigndesk.records.factuality import Factuality
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.plain import Plain, to_plain
from foreigndesk.views.wording import join_words, show_words

Row = dict[str, Plain]

_TOLD = {  # a status as it is, and negated: never as having happened but the first
    EventStatus.REPORTED: ("told as having happened", "told as not having happened"),
    EventStatus.PLANNED: ("planned; not told as having happened", "planned not to happen"),
    EventStatus.DEMANDED: ("asked for; not told as having happened", "asked not to happen"),
    EventStatus.SPECULATED: ("a guess or an opinion; not told as having happened", "guessed not to have happened"),
    EventStatus.UNKNOWN: ("standing not clear; not told as having happened", "negated, standing not clear"),
    EventStatus.DENIED: ("denied; not told as having happened", "said not to have happened, and that is denied"),
}
_SHORT = {
    Factuality.REPORTED: ("reported", "did NOT happen"),
    Factuality.ATTRIBUTED: ("attributed", "did NOT happen (attributed)"),
    Factuality.PLANNED: ("planned", "planned NOT to"),
    Factuality.DEMANDED: ("asked for", "asked NOT to"),
    Factuality.OPINION: ("opinion", "opinion: did NOT"),
    Factuality.SPECULATION: ("guess", "guess: did NOT"),
    Factuality.UNKNOWN: ("not clear", "not clear: did NOT"),
    Factuality.DENIED: ("denied", "denied: did NOT"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events are wanted; a field that is ``None`` wants all. ``first`` and ``last`` are inclusive days.

    ``least``: from which confidence on; events that rules alone read have none, and are wanted.
    """

    type: str | None = None
    mode: str | None = None
    actor: str | None = None
    recipient: str | None = None
    first: date | None = None
    last: date | None = None
    polarity: Polarity | None = None
    least: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilteredEvents:
    """The events that a filter keeps.

    ``undated``: how many more may lie in its days, whose date is open or unknown; ``unsure``: how many more are less
    sure than it wants.
    """

    events: tuple[Event, ...]
    undated: int
    unsure: int


def read_type(words: str | None) -> tuple[str | None, str | None]:
    """Return type and mode that ``ASSAULT`` or ``CONSULT.visit`` names. Raises InputError where there is none."""
    if words is None:
        return None, None
    kind, _, mode = words.partition(".")
    kind, mode = kind.upper(), mode.lower()
    if kind not in event_types():
        raise InputError(f"--type {words}: choose one of {', '.join(event_types())}")
    modes = [name for of, name in event_modes() if of == kind]
    if mode and mode not in modes:
        known = f"choose one of {', '.join(modes)}" if modes else "it has none"
        raise InputError(f"--type {words}: {kind} has no such mode, {known}")
    return kind, mode or None


def read_polarity(words: str | None) -> Polarity | None:
    """Return the polarity that an option names. Raises InputError where there is none."""
    if words is None:
        return None
    try:
        return Polarity(words)
    except ValueError:
        raise InputError(f"--polarity {words}: choose one of {', '.join(Polarity)}") from None


def filter_events(events: Iterable[Event], wanted: EventFilter) -> FilteredEvents:
    """Return the events that a filter keeps; with days those whose date is known on both sides and meets them."""
    asked = [event for event in events if _is_wanted(event, wanted) and _meets(event.date, wanted)]
    fitting = [event for event in asked if _is_sure(event, wanted.least)]
    unsure = len(asked) - len(fitting)
    if wanted.first is None and wanted.last is None:
        return FilteredEvents(events=tuple(fitting), undated=0, unsure=unsure)
    dated = tuple(event for event in fitting if event.date.earliest and event.date.latest)
    return FilteredEvents(events=dated, undated=len(fitting) - len(dated), unsure=unsure)


def _is_sure(event: Event, least: float | None) -> bool:
    return least is None or event.confidence is None or event.confidence >= least


def _is_wanted(event: Event, wanted: EventFilter) -> bool:
    return (
        wanted.type in {None, event.type}
        and wanted.mode in {None, event.mode}
        and wanted.polarity in {None, event.polarity}
        and _has(event.actors, wanted.actor)
        and _has(event.recipients, wanted.recipient)
    )


def _has(parties: Iterable[EventParty], called: str | None) -> bool:
    """Return whether a party is called so: entity id, state code, or part of the name of either."""
    return called is None or any(_is_called(party, called.casefold()) for party in parties)


def _is_called(party: EventParty, called: str) -> bool:
    state = states_by_id().get(party.state or "")
    names = party.name.casefold(), state.name.casefold() if state else ""
    codes = {(party.entity_id or "").casefold(), (party.state or "").casefold()}
    return called in codes or any(called in name for name in names)


def _meets(found: DateFinding, wanted: EventFilter) -> bool:
    ends_before = wanted.first is not None and found.latest is not None and found.latest < wanted.first
    begins_after = wanted.last is not None and found.earliest is not None and found.earliest > wanted.last
    return not ends_before and not begins_after


def say_told(event: Event) -> str:
    """Return in words how an event is told: "told as having happened", "denied; not told as having happened"."""
    return _TOLD[event.status][event.polarity is Polarity.NEGATIVE]


def say_told_shortly(event: Event) -> str:
    """Return in a word or two how an event is told: "reported", "planned", "did NOT happen"."""
    return _SHORT[event.factuality][event.polarity is Polarity.NEGATIVE]


def say_what(event: Event) -> str:
    """Return type and mode as the option takes them: "ASSAULT.aerial"."""
    return f"{event.type}.{event.mode}" if event.mode else event.type


def say_sides(event: Event) -> str:
    """Return who and to whom: "Russia → Ukraine", "Xi Jinping (CHN) and Anthony Albanese (AUS)"."""
    actors = join_words(_say_party(party) for party in event.actors) or "nobody named"
    recipients = join_words(_say_party(party) for party in event.recipients)
    return f"{actors} → {recipients}" if recipients else actors


def _say_party(party: EventParty) -> str:
    is_state = party.state is None or party.state == party.entity_id
    return show_words(party.name) if is_state else f"{show_words(party.name)} ({party.state})"


def say_days(found: DateFinding) -> str:
    """Return a date for a table: "2024-07-03", "≤ 2024-07-04" where only one side is known, or "unknown"."""
    if not found.is_known:
        return "unknown"
    if found.precision is Precision.INTERVAL and (found.earliest is None or found.latest is None):
        return f"≤ {found.latest}" if found.earliest is None else f"≥ {found.earliest}"
    return str(found.edtf)


def list_event_rows(dossier: Dossier, events: Iterable[Event]) -> list[Row]:
    """Return one row an event: how it is told, its reports, the words for each value, and its claims."""
    claims = {claim.claim_id: claim for claim in dossier.actions}
    return [_event_row(dossier, event, [claims[i] for i in event.claim_ids]) for event in events]


def _event_row(dossier: Dossier, event: Event, claims: Iterable[ActionClaim]) -> Row:
    articles = dossier.articles
    row = show_event_plainly(event)
    row["reports"] = [{"article_id": i, "id": articles[i].given_id, "title": articles[i].title} for i in event.reports]
    row["independent_origins"] = len(event.origins)
    row["evidence"] = [
        {
            "article_id": words.article_id,
            "span": to_plain(words.span),
            "exact": words.span.words(articles[words.article_id].text),
            "supports": words.supports,
        }
        for words in event.evidence
    ]
    row["claims"] = [
        {
            "claim_id": claim.claim_id,
            "article_id": claim.article_id,
            "factuality": claim.factuality.value,
            "according_to": [link.name for link in claim.attribution],
            "words": claim.evidence[0].words(articles[claim.article_id].text),
        }
        for claim in claims
    ]
    return row


def show_event_plainly(event: Event) -> Row:
    """Return an event as plain values, with how it is told."""
    plain = to_plain(event)
    row: Row = dict(plain) if isinstance(plain, dict) else {}
    return {
        "event_id": event.event_id,
        "status": event.status.value,
        "is_told_as_fact": event.is_told_as_fact,
        "told": say_told(event),
        **row,
    }


def flat_event_row(dossier: Dossier, event: Event) -> Row:
    """Return one flat row for spreadsheets and statistics; several parties of a side are joined by "; "."""
    words = [w for w in event.evidence if w.supports == "event"]
    return {
        "event_id": event.event_id,
        "earliest": to_plain(event.date.earliest),
        "latest": to_plain(event.date.latest),
        "edtf": event.date.edtf,
        "is_told_as_fact": event.is_told_as_fact,
        "status": event.status.value,
        "factuality": event.factuality.value,
        "polarity": event.polarity.value,
        "type": event.type,
        "mode": event.mode,
        "contexts": "; ".join(event.contexts),
        "cameo": event.cameo,
        "quad": event.quad,
        "goldstein": event.goldstein,
        "score": event.score,
        "confidence": event.confidence,
        **_flat_side("actor", event.actors),
        **_flat_side("recipient", event.recipients),
        "place": event.place.name if event.place else None,
        "place_state": event.place.state if event.place else None,
        "claims": len(event.claim_ids),
        "reports": len(event.reports),
        "independent_origins": len(event.origins),
        "unknowns": "; ".join(event.unknowns),
        "words": [w.span.words(dossier.articles[w.article_id].text) for w in words],
    }


def _flat_side(side: str, parties: tuple[EventParty, ...]) -> Row:
    return {
        f"{side}s": "; ".join(party.name for party in parties),
        f"{side}_ids": "; ".join(party.entity_id or "" for party in parties),
        f"{side}_states": "; ".join(party.state or "" for party in parties),
        f"{side}_sectors": "; ".join(party.sector or "" for party in parties),
    }
