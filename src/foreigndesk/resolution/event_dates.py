"""Dates of single events: what their own time words say, else the side of the article's date that their tense tells."""

from collections.abc import Iterator, Mapping
from datetime import date

from foreigndesk.records.claims import ActionClaim, Factuality, MeetingClaim, Tense
from foreigndesk.records.dates import DateFinding, ProofStep, known_date, unknown_date
from foreigndesk.records.readings import Reading
from foreigndesk.records.spans import Span
from foreigndesk.records.times import TimeValue

_TOLD = frozenset({Factuality.REPORTED, Factuality.ATTRIBUTED, Factuality.PLANNED})


def date_events(
    reading: Reading, times: tuple[TimeValue, ...], *, published: DateFinding, recorded: Mapping[str, DateFinding]
) -> dict[Span, DateFinding]:
    """Return the date of each action and meeting of an article, keyed by its trigger.

    A meeting has the date of its record, which ``recorded`` gives by the id of the claim. Other events have the
    days that their time words share, or span;
    without such words a past one lies no later, a coming one no earlier than the article. The article's day
    itself is no event's date.
    """
    values = {value.span: value for value in times}
    found = {c.trigger: _date_claim(c, values, published, text=reading.article.text) for c in reading.actions}
    for claim in reading.meetings:
        told = recorded.get(claim.claim_id)
        if told is not None and told.is_known:
            found[claim.trigger] = told
        elif claim.trigger not in found:
            found[claim.trigger] = _date_claim(claim, values, published, text=reading.article.text)
    return found


def _date_claim(
    claim: ActionClaim | MeetingClaim, values: Mapping[Span, TimeValue], published: DateFinding, *, text: str
) -> DateFinding:
    own = [values[s] for s in claim.times if s in values and (values[s].earliest or values[s].latest)]
    kept = [value for value in own if not _contradicts(value, claim.tense, published)]
    steps = tuple(_step(claim.article_id, value, text) for value in kept)
    aside = tuple(_set_aside(claim, value, text) for value in own if value not in kept)
    if kept:
        return known_date(*_join(kept), (*steps, *aside))
    bound = next(_bound(claim, published), None)
    if bound is None:
        because = "and the article's date is not known" if not published.is_known else "and its tense does not tell"
        return unknown_date(f"no time words give a day, {because}", aside)
    return known_date(bound.earliest, bound.latest, (bound, *aside))


def _contradicts(value: TimeValue, tense: Tense, published: DateFinding) -> bool:
    """Return whether a time lies on the other side of the article than the event's tense."""
    if tense is Tense.PAST and value.earliest and published.latest:
        return value.earliest > published.latest
    if tense is Tense.FUTURE and value.latest and published.earliest:
        return value.latest < published.earliest
    return False


def _join(values: list[TimeValue]) -> tuple[date | None, date | None]:
    """Return the days that all values share; of separate days ("from Monday to Wednesday") all from first to last."""
    earliest = max((v.earliest for v in values if v.earliest), default=None)
    latest = min((v.latest for v in values if v.latest), default=None)
    if earliest is None or latest is None or earliest <= latest:
        return earliest, latest
    return min(v.earliest for v in values if v.earliest), max(v.latest for v in values if v.latest)


def _step(article_id: str, value: TimeValue, text: str) -> ProofStep:
    return ProofStep(
        says=f"the text says {value.span.words(text)}: {value.because}",
        article_id=article_id,
        span=value.span,
        earliest=value.earliest,
        latest=value.latest,
    )


def _set_aside(claim: ActionClaim | MeetingClaim, value: TimeValue, text: str) -> ProofStep:
    side = "after" if claim.tense is Tense.PAST else "before"
    told = "past" if claim.tense is Tense.PAST else "still to come"
    return ProofStep(
        says=f"set aside: {value.span.words(text)} lies {side} the article, which tells the event as {told}",
        article_id=claim.article_id,
        span=value.span,
    )


def _bound(claim: ActionClaim | MeetingClaim, published: DateFinding) -> Iterator[ProofStep]:
    """Yield the side of the article's date on which the tense puts an event that is told as fact or plan."""
    if claim.factuality not in _TOLD:
        return
    if claim.tense is Tense.PAST and published.latest:
        says = f"told as past by an article of {published.edtf}"
        yield ProofStep(says=says, article_id=claim.article_id, span=claim.trigger, latest=published.latest)
    if claim.tense is Tense.FUTURE and published.earliest:
        says = f"told as still to come by an article of {published.edtf}"
        yield ProofStep(says=says, article_id=claim.article_id, span=claim.trigger, earliest=published.earliest)
