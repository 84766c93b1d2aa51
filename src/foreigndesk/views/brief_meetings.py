"""One meeting as an entry of a brief: who, when with its proof, where, in which reports, with what result."""

from collections.abc import Iterable, Sequence
from datetime import date

from foreigndesk.records.claims import MeetingClaim, MeetingFormat, SequenceKind
from foreigndesk.records.claims import Sequence as Sequenced
from foreigndesk.records.copies import Copy
from foreigndesk.records.dates import DateFinding, Precision, ProofStep, known_date
from foreigndesk.records.meetings import Meeting, MeetingStatus, Participant, ParticipantRole
from foreigndesk.views.brief_claims import (
    COMMITTED,
    STANDS,
    Sayings,
    commitment_parts,
    count_reports,
    position_parts,
    quotation_parts,
)
from foreigndesk.views.brief_records import (
    BriefEntry,
    BriefPart,
    BriefSentence,
    BriefStep,
    Citation,
    cite,
    write_sentence,
)
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.wording import (
    COPIES,
    VISITS,
    capital,
    count_of,
    in_marks,
    join_words,
    say_article,
    say_date,
    say_participant,
    say_place,
    say_published,
    say_standing,
    say_when,
    show_words,
    state_name,
)

LISTED = 8  # reports that an entry lists one by one
HEADED = 4  # names in a heading

_TOOK_PLACE = {
    MeetingFormat.IN_PERSON: "met in person",
    MeetingFormat.PHONE: "spoke by telephone",
    MeetingFormat.VIDEO: "spoke by video",
    MeetingFormat.LETTER: "exchanged letters",
    MeetingFormat.UNKNOWN: "met or spoke",
}
_NOUNS = {
    MeetingFormat.IN_PERSON: "A meeting in person",
    MeetingFormat.PHONE: "A telephone call",
    MeetingFormat.VIDEO: "A video call",
    MeetingFormat.LETTER: "An exchange of letters",
    MeetingFormat.UNKNOWN: "A meeting",
}
_STATUS = {
    MeetingStatus.PLANNED: "is announced, planned or asked for",
    MeetingStatus.SPECULATED: "is spoken of as possible",
    MeetingStatus.DENIED: "is denied, or said not to have taken place",
}
_CALLED = (SequenceKind.ORDINAL, SequenceKind.FIRST_SINCE)
_SINCE = (SequenceKind.FIRST_SINCE, SequenceKind.NOT_SINCE)


def write_meeting(
    dossier: Dossier,
    meeting: Meeting,
    claims: Sequence[MeetingClaim],
    *,
    sayings: Sayings | None,
    numbers: dict[str, int],
) -> BriefEntry:
    """Return the entry of a meeting.

    ``claims`` are those of the meeting, ``sayings`` the words of its reports that stand under it,
    ``numbers`` those of the articles.
    """
    principals = [p for p in meeting.participants if p.role is not ParticipantRole.DELEGATION]
    place = say_place(meeting.place) if meeting.place else None
    parts = [
        *_who(dossier, meeting, claims),
        *_when(dossier, meeting),
        *_where(dossier, meeting),
        *_occasion(dossier, meeting),
        *_form(dossier, meeting, claims),
        *_series(dossier, claims),
        *_came_along(dossier, meeting),
        *_reports(dossier, meeting, claims, numbers=numbers),
    ]
    if sayings is not None:
        present = frozenset(p.entity_id for p in meeting.participants)
        parts += quotation_parts(dossier, sayings.quotations, present=present, numbers=numbers)
        parts += commitment_parts(dossier, sayings.commitments, most=COMMITTED)
        parts += position_parts(dossier, sayings.positions, most=STANDS)
    parts += _not_known(dossier, meeting)
    return BriefEntry(
        heading=_name_all(principals, claims),
        note=" · ".join(words for words in (capital(say_date(meeting.date)), place) if words),
        record_id=meeting.meeting_id,
        parts=tuple(parts),
    )


def meeting_order(meeting: Meeting) -> tuple[date, date, str]:
    """Return what orders meetings by the last of their possible days; those without one come last."""
    finding = meeting.date
    return finding.latest or date.max, finding.earliest or date.max, meeting.meeting_id


def _name_all(principals: Sequence[Participant], claims: Sequence[MeetingClaim]) -> str:
    names = [show_words(p.name) for p in principals]
    if len(names) == 1:
        return f"{names[0]} in {_host(claims)}" if _host(claims) else names[0]
    if len(names) > HEADED:
        return f"{', '.join(names[: HEADED - 1])} and {count_of(len(names) - HEADED + 1, 'other')}"
    return join_words(names)


def _host(claims: Sequence[MeetingClaim]) -> str | None:
    return next((state_name(claim.host) for claim in claims if claim.host), None)


def _words_for(dossier: Dossier, meeting: Meeting, supports: str) -> tuple[Citation, ...]:
    """Return the first words of each report that support one value of the meeting."""
    first = {w.article_id: w.span for w in reversed(meeting.evidence) if w.supports == supports}
    return tuple(c for article_id in meeting.reports for c in cite(dossier, article_id, (first.get(article_id),)))


def _who(dossier: Dossier, meeting: Meeting, claims: Sequence[MeetingClaim]) -> Iterable[BriefPart]:
    people = [p for p in meeting.participants if p.role is not ParticipantRole.DELEGATION]
    names = join_words(say_participant(p) for p in people)
    when = f" {say_when(meeting.date)}" if meeting.date.is_known else ""
    at = f" {'at' if meeting.place.precision == 'venue' else 'in'} {say_place(meeting.place)}" if meeting.place else ""
    if meeting.status is not MeetingStatus.REPORTED:
        link = ":" if when or at else ""
        text = f"{_NOUNS[meeting.format]} of {names} {_STATUS[meeting.status]}{link}{when}{at}."
    elif len(people) == 1:
        visited = _host(claims)
        text = f"{names} visited {visited}{when}." if visited else f"{names} took part in a meeting{when}{at}."
    else:
        text = f"{names} {_TOOK_PLACE[meeting.format]}{when}{at}."
    told = write_sentence(text, _words_for(dossier, meeting, "meeting"))
    return _part("Who", told, steps=_offices(people), steps_label="offices, from dated tables")


def _offices(people: Iterable[Participant]) -> tuple[BriefStep, ...]:
    return tuple(
        BriefStep(text=f"{show_words(p.name)}: {p.office}", citations=(), facts=(p.office_fact,))
        for p in people
        if p.office and p.office_fact
    )


def _when(dossier: Dossier, meeting: Meeting) -> Iterable[BriefPart]:
    steps = write_proof(dossier, meeting.date, None)
    proved = f", proved in {count_of(len(steps), 'step')}" if steps else ""
    words = (c for step in steps for c in step.citations)
    cited = tuple(dict.fromkeys(words)) or _words_for(dossier, meeting, "meeting")
    told = write_sentence(f"{_date_sentence(meeting.date)}{proved}.", cited)
    return _part("When", told, steps=steps, steps_label="proof of the date")


def _date_sentence(finding: DateFinding) -> str:
    if not finding.is_known:
        return f"Date not known: {finding.unknown_because}"
    exact = "" if finding.precision is Precision.DAY else f" (EDTF {finding.edtf})"
    return f"{capital(say_date(finding))}{exact}"


def write_proof(dossier: Dossier, finding: DateFinding, article_id: str | None) -> tuple[BriefStep, ...]:
    """Return the steps that prove a date; steps without an article speak of ``article_id``."""
    return tuple(_write_step(dossier, step, article_id) for step in finding.proof)


def _write_step(dossier: Dossier, step: ProofStep, article_id: str | None) -> BriefStep:
    bounds = known_date(step.earliest, step.latest, ())
    sets = f" → {say_date(bounds)}" if bounds.is_known else ""
    return BriefStep(
        text=f"{capital(show_words(step.says))}{sets}",
        citations=cite(dossier, step.article_id or article_id, (step.span,)),
        facts=tuple(fact.strip() for fact in (step.fact or "").split("|") if fact.strip()),
    )


def _where(dossier: Dossier, meeting: Meeting) -> Iterable[BriefPart]:
    if meeting.place is None:
        return ()
    words = _words_for(dossier, meeting, "place") or _words_for(dossier, meeting, "meeting")
    return _part("Where", write_sentence(f"{say_place(meeting.place)}: {meeting.place.because}.", words))


def _occasion(dossier: Dossier, meeting: Meeting) -> Iterable[BriefPart]:
    if meeting.occasion is None:
        return ()
    words = _words_for(dossier, meeting, "occasion") or _words_for(dossier, meeting, "meeting")
    row = meeting.occasion_fact
    steps = (BriefStep(text="Row of the table:", citations=(), facts=(row,)),) if row else ()
    told = write_sentence(f"{capital(show_words(meeting.occasion))}.", words)
    return _part("Occasion", told, steps=steps, steps_label="table row")


def _form(dossier: Dossier, meeting: Meeting, claims: Sequence[MeetingClaim]) -> Iterable[BriefPart]:
    if meeting.visit_type not in VISITS:
        return ()
    first = {c.article_id: c for c in reversed(claims) if c.visit_type is meeting.visit_type}
    words = (w for i in meeting.reports if i in first for w in cite(dossier, i, (first[i].evidence[0],)))
    return _part("Form", write_sentence(f"{VISITS[meeting.visit_type]}.", words))


def _series(dossier: Dossier, claims: Sequence[MeetingClaim]) -> Iterable[BriefPart]:
    """Return what articles say of the meeting's place in a series, in their words, with how many say so."""
    same: dict[tuple[object, ...], list[tuple[MeetingClaim, Sequenced]]] = {}
    for claim in claims:
        for sequence in claim.sequences:
            kind = "since" if sequence.kind in _SINCE else sequence.kind.value
            same.setdefault((kind, sequence.number, sequence.fact), []).append((claim, sequence))
    told: list[BriefSentence] = []
    steps: dict[BriefStep, None] = {}
    for saying in same.values():
        claim, sequence = saying[0]
        words = show_words(sequence.span.words(dossier.articles[claim.article_id].text))
        said_by = count_reports(dossier, (c.article_id for c, _ in saying))
        cited = (c for claim, said in saying for c in cite(dossier, claim.article_id, (said.span,)))
        lead = "Called" if sequence.kind in _CALLED else "Placed by the words"
        told += write_sentence(f"{lead} {in_marks(words)} ({said_by}).", cited)
        if sequence.fact:
            steps[BriefStep(text="It counts from the first day of:", citations=(), facts=(sequence.fact,))] = None
    return _part("Series", tuple(told), steps=tuple(steps), steps_label="table row")


def _came_along(dossier: Dossier, meeting: Meeting) -> Iterable[BriefPart]:
    people = [p for p in meeting.participants if p.role is ParticipantRole.DELEGATION]
    if not people:
        return ()
    words = (cite(dossier, w.article_id, (w.span,)) for w in meeting.evidence if w.supports == "delegation")
    names = join_words(say_participant(p) for p in people)
    told = write_sentence(f"{names} {'is' if len(people) == 1 else 'are'} named as having come along.", *words)
    return _part("Came along", told, steps=_offices(people), steps_label="offices, from dated tables")


def _reports(
    dossier: Dossier, meeting: Meeting, claims: Sequence[MeetingClaim], *, numbers: dict[str, int]
) -> Iterable[BriefPart]:
    reports = sorted((i for i in meeting.reports if i in numbers), key=numbers.__getitem__)
    words = _words_for(dossier, meeting, "meeting")
    counted = capital(count_reports(dossier, reports))
    listed = [
        f"article {numbers[i]}, {_report(dossier, i, [c for c in claims if c.article_id == i])}"
        for i in reports[:LISTED]
    ]
    if len(reports) == 1:
        told = [*write_sentence(f"{counted}: {listed[0]}.", words)]
    else:
        told = [*write_sentence(f"{counted}.", words)]
        for text, article_id in zip(listed, reports[:LISTED], strict=True):
            told += write_sentence(f"{capital(text)}.", (c for c in words if c.article_id == article_id))
    if meeting.merged_because:
        because = join_words((show_words(b) for b in meeting.merged_because), link="and")
        told += write_sentence(f"Taken for one meeting: {because}.", words)
    left = len(reports) - LISTED
    return _part("Reports", tuple(told), more=f"and {left} more: foreigndesk articles" if left > 0 else None)


def _report(dossier: Dossier, article_id: str, claims: Sequence[MeetingClaim]) -> str:
    article = dossier.articles[article_id]
    own = [c for c in claims if not c.is_delegation]
    standing = dict.fromkeys(say_standing(claim, publisher=article.publisher) for claim in own)
    told = (say_article(article), say_published(article), *standing)
    return f"{'; '.join(told)}{say_copied(dossier, article_id)}"


def say_copied(dossier: Dossier, article_id: str) -> str:
    """Return "; an abridged copy of "Title", Publisher" for each article that this one was made from."""
    made_from = [(c, earlier_of(c)) for c in dossier.copies if c.later_id == article_id]
    return "".join(
        f"; {COPIES[copy.kind]} of {say_article(dossier.articles[earlier_id])}"
        for copy, earlier_id in made_from
        if earlier_id in dossier.articles
    )


def earlier_of(copy: Copy) -> str:
    """Return the id of the article that the later one was made from; of the first where that is not known."""
    return copy.second_id if copy.later_id == copy.first_id else copy.first_id


def _not_known(dossier: Dossier, meeting: Meeting) -> Iterable[BriefPart]:
    words = _words_for(dossier, meeting, "meeting")
    told = tuple(s for unknown in meeting.unknowns for s in write_sentence(f"{capital(show_words(unknown))}.", words))
    return _part("Not known", told)


def _part(
    label: str,
    told: tuple[BriefSentence, ...],
    *,
    steps: tuple[BriefStep, ...] = (),
    steps_label: str = "",
    more: str | None = None,
) -> tuple[BriefPart, ...]:
    return (BriefPart(label=label, sentences=told, steps=steps, steps_label=steps_label, more=more),) if told else ()
