"""The command ``events``, and how one event is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from foreigndesk.app.desk import find_desk, open_desk
from foreigndesk.app.terminal import console, count, say, write_json, write_reasons, write_table
from foreigndesk.errors import InputError
from foreigndesk.records.events import Event
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.events import (
    EventFilter,
    filter_events,
    list_event_rows,
    read_polarity,
    read_type,
    say_days,
    say_sides,
    say_told,
    say_told_shortly,
    say_what,
)
from foreigndesk.views.quotation_filters import read_bound
from foreigndesk.views.reasons import give_reasons
from foreigndesk.views.wording import say_date

SHORT_ID = 8  # digits of an id that tables show; commands take any unambiguous beginning
_COLUMNS = ("id", "date, told as", "what", "who → whom · where", "reports (origins)")
_WHOLE = ("id", "date, told as", "what")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuestion:
    """Which events are asked for, each field as its option gives it; ``confidence`` is the least."""

    type: str | None = None
    actor: str | None = None
    recipient: str | None = None
    since: str | None = None
    until: str | None = None
    polarity: str | None = None
    confidence: float = 0.0


def events(folder: Path | None, question: EventQuestion, *, as_json: bool) -> None:
    """List events: first what is told as having happened, then, apart from it, what is not."""
    wanted = _read_question(question)
    with open_desk(find_desk(folder)) as desk:
        dossier = desk.dossier()
    found = filter_events(dossier.events, wanted)
    if as_json:
        write_json({"events": list(list_event_rows(dossier, found.events))})
    else:
        _write_tables(found.events)
    if found.undated:
        say(f"not listed: {count(found.undated, 'event')} that may lie in these days; no words bound both sides")
    if found.unsure:
        say(
            f"not listed: {count(found.unsure, 'event')} of confidence below {question.confidence}; "
            "--confidence 0 lists them too"
        )
    for option, side in (
        ("actor", EventFilter(actor=wanted.actor)),
        ("recipient", EventFilter(recipient=wanted.recipient)),
    ):
        if not filter_events(dossier.events, side).events:
            called = side.actor or side.recipient
            say(f'no {option} of an event is called "{called}": give part of a name, an entity id or a state (CHN)')


def _read_question(question: EventQuestion) -> EventFilter:
    kind, mode = read_type(question.type)
    first = read_bound(question.since, option="--since", is_last=False)
    last = read_bound(question.until, option="--until", is_last=True)
    if first and last and first > last:
        raise InputError(f"--since {question.since} lies after --until {question.until}: exchange them")
    return EventFilter(
        type=kind,
        mode=mode,
        actor=question.actor,
        recipient=question.recipient,
        first=first,
        last=last,
        polarity=read_polarity(question.polarity),
        least=question.confidence,
    )


def _write_tables(found: Sequence[Event]) -> None:
    happened = [event for event in found if event.is_told_as_fact]
    others = [event for event in found if not event.is_told_as_fact]
    write_table(
        f"{count(len(happened), 'event')} told as having happened", _COLUMNS, map(_cells, happened), whole=_WHOLE
    )
    if others:
        title = (
            f"{count(len(others), 'event')} NOT told as having happened: planned, asked for, guessed, negated, denied"
        )
        write_table(title, _COLUMNS, map(_cells, others), whole=_WHOLE)
    if found:
        say("below the type: CAMEO code, Goldstein value; below the reports: how often events as sure are right")
        say("≤ and ≥: no words give a day, the tense gives one side")
        say("the words behind one: foreigndesk why ID")


def _cells(event: Event) -> tuple[str, ...]:
    has_value = event.is_told_as_fact and event.goldstein is not None  # what did not happen counts for nothing
    code = f"{event.cameo} {event.goldstein:+.1f}" if has_value else event.cameo
    return (
        event.event_id[:SHORT_ID],
        _in_lines(f"{say_days(event.date)}\n{say_told_shortly(event)}"),
        f"{say_what(event)}\n{code}" if code else say_what(event),
        say_sides(event) + (f" · {event.place.name}" if event.place else ""),
        f"{len(event.reports)} ({len(event.origins)})" + _say_confidence(event, before="\n"),
    )


def _say_confidence(event: Event, *, before: str = "") -> str:
    """Return in a hundred how sure an event is, nothing where rules alone read it."""
    return "" if event.confidence is None else f"{before}{event.confidence:.0%}"


def _in_lines(words: str) -> str:
    """Return words in lines that a narrow terminal holds: first and last day of a range, what stands in brackets."""
    return words.replace("/", "/\n").replace(" (", "\n(")


def show_event(dossier: Dossier, event: Event) -> None:
    """Show one event: how it is told first, then its values, then the reasons with their words."""
    from rich.text import Text

    out = console()
    out.print(Text(f"{say_what(event)}: {say_sides(event)}", style="bold"))
    style = "" if event.is_told_as_fact else "yellow bold"
    out.print(Text(say_told(event)[:1].upper() + say_told(event)[1:], style=style))
    rows = [(name, value) for name, value in _list_values(event) if value]
    write_table("", ("field", "value"), rows)
    write_reasons(give_reasons(dossier, event))


def _list_values(event: Event) -> list[tuple[str, str]]:
    place = event.place
    where = (
        ", ".join(filter(None, (place.name, place.state if place.state != place.place_id else None))) if place else ""
    )
    return [
        ("event", event.event_id),
        ("date", say_date(event.date)),
        ("told as", say_told_shortly(event)),
        ("contexts", ", ".join(event.contexts)),
        ("cameo", event.cameo or ""),
        ("Goldstein", "" if event.goldstein is None else f"{event.goldstein:+.1f}"),
        ("quad", event.quad or ""),
        ("PLOVER score", "" if event.score is None else f"{event.score:+.1f}"),
        ("place", where),
        ("confidence", _say_confidence(event)),
        ("reports", f"{len(event.reports)} ({count(len(event.origins), 'origin')})"),
        ("claims", "\n".join(event.claim_ids)),
    ]
