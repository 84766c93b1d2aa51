"""Who held the offices that an article names without a person, on the days that its date allows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from foreigndesk.knowledge.offices import SINGLE_OFFICES, terms_by_office
from foreigndesk.knowledge.organisations import list_organisations
from foreigndesk.knowledge.titles import office_words, widen_offices
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.facts import OfficeKind, OfficeTerm
from foreigndesk.records.mentions import Reference, RoleWords
from foreigndesk.records.quotations import Quotation, QuotationKind, Speaker
from foreigndesk.records.readings import Reading
from foreigndesk.records.spans import Span
from foreigndesk.records.times import TimeValue

MOST = 3  # persons among whom it stays open; over a longer date the office says nothing


def name_holders(reading: Reading, times: tuple[TimeValue, ...], *, published: DateFinding) -> Reading:
    """Return a reading in which titles without a name refer to who held the office on each day of its date.

    Where the office changed hands in these days all holders are candidates. A sentence that names another time
    ("in 2015 the Russian president") says nothing of the article's days, nor do words that somebody spoke.
    """
    earliest, latest = published.earliest, published.latest
    if not reading.roles or earliest is None or latest is None:
        return reading
    own = [r for r in reading.roles if not _tells_of_another_time(reading, r.span, times, days=(earliest, latest))]
    found = tuple(reference for role in own if (reference := _refer(role, earliest, latest)))
    if not found:
        return reading
    return replace(
        reading,
        references=tuple(sorted((*reading.references, *found), key=lambda r: r.span)),
        quotations=tuple(_name_speaker(q, found) for q in reading.quotations),
    )


def _tells_of_another_time(
    reading: Reading, span: Span, times: tuple[TimeValue, ...], *, days: tuple[date, date]
) -> bool:
    if any(q.span.covers(span) and q.kind in _SPOKEN for q in reading.quotations):
        return True
    sentence = next((s for s in reading.sentences if s.covers(span)), span)
    within = [t for t in times if sentence.covers(t.span) and (t.earliest or t.latest)]
    return any(_is_far(t, days) for t in within)


def _is_far(time: TimeValue, days: tuple[date, date]) -> bool:
    """Return whether a time lies a month and more before or after the article."""
    is_before = time.latest is not None and (days[0] - time.latest).days > _MONTH
    return is_before or (time.earliest is not None and (time.earliest - days[1]).days > _MONTH)


_MONTH = 31
_HANDOVER = timedelta(days=1)  # on the first day of a term reports may still mean who held the office the day before
_SPOKEN = frozenset({QuotationKind.DIRECT, QuotationKind.PARTIAL})


def _refer(role: RoleWords, earliest: date, latest: date) -> Reference | None:
    terms = list(_list_terms(role, earliest, latest))
    persons = tuple(dict.fromkeys(term.person_id for term in terms))
    if not persons or len(persons) > MOST:
        return None
    facts = " and ".join(dict.fromkeys(term.fact for term in terms))
    days = f"{earliest}" if earliest == latest else f"{earliest} to {latest}"
    is_sure = len(persons) == 1 and _hold_throughout(terms, earliest, latest)
    if len(persons) == 1 and not is_sure:
        return None
    says = f"held in the days of the article, {days}" if is_sure else f"more than one holder in {days}"
    return Reference(
        span=role.span,
        entity_ids=persons if is_sure else (),
        candidates=() if is_sure else persons,
        mention_spans=(),
        rule=f"{terms[0].title}: {says} ({facts})",
    )


def _hold_throughout(terms: list[OfficeTerm], earliest: date, latest: date) -> bool:
    """Return whether terms of one person cover both ends of the days surely."""
    return all(any(term.period.holds_surely(day) for term in terms) for day in (earliest, latest))


def _list_terms(role: RoleWords, earliest: date, latest: date) -> Iterator[OfficeTerm]:
    """Yield the terms in those days of the first office that the title names and that anybody held.

    Of a "leader" all offices of a head count: they decide only where one person held them.
    """
    owner = role.state or role.organisation_id or ""
    offices = office_words()[role.title]
    is_leader = OfficeKind.LEADER in offices
    for office in widen_offices(offices):
        if office not in SINGLE_OFFICES or (role.organisation_id and not _is_sole_head(role)):
            continue
        line = terms_by_office().get((owner, office), ())
        met = [t for t in line if t.period.meets(earliest - _HANDOVER, latest)]
        yield from met
        if met and not is_leader:
            return


def _is_sole_head(role: RoleWords) -> bool:
    """Return whether an organisation has one head: the European Union's bodies have their own, with their own names."""
    parts = {o.organisation_id for o in list_organisations() if o.part_of == role.organisation_id}
    heads = {owner for owner, office in terms_by_office() if office is OfficeKind.HEAD_OF_ORGANISATION}
    return not parts & heads or " " in role.title or "-" in role.title


def _name_speaker(quotation: Quotation, found: tuple[Reference, ...]) -> Quotation:
    """Return a quotation whose speaker is the holder of the office by which the text names the speaker."""
    speaker = quotation.speaker
    if speaker is None or speaker.span is None or speaker.entity_ids or speaker.candidates:
        return quotation
    meant = next((r for r in found if r.span.overlaps(speaker.span)), None)
    return replace(quotation, speaker=_speak(speaker, meant)) if meant else quotation


def _speak(speaker: Speaker, meant: Reference) -> Speaker:
    return replace(speaker, entity_ids=meant.entity_ids, candidates=meant.candidates, rule=meant.rule)
