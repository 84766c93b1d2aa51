"""Quotations, commitments, positions and actions as sentences of a brief, each told once with all who tell it."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from foreigndesk.records.claims import ActionClaim, CommitmentClaim, Factuality, Party, Polarity, PositionClaim
from foreigndesk.records.meetings import Meeting, MeetingStatus
from foreigndesk.records.quotations import Quotation, QuotationKind
from foreigndesk.records.spans import Span
from foreigndesk.views.brief_records import BriefPart, BriefSentence, Citation, cite, write_sentence
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.wording import (
    COMMITMENTS,
    STANCES,
    count_of,
    in_marks,
    join_words,
    same_words,
    say_chain,
    say_date,
    say_parties,
    say_speaker,
    say_standing,
    show_words,
)

QUOTATIONS = 8  # told in one entry
COMMITTED = 10
STANDS = 6
CODED = 12  # actions of one type
SHORT = 5  # words; the same few words in texts of different origin need not be one utterance
FULL = 3  # words; what is bound needs as many to be understood without its clause
NEWS = 31  # days; what an article says belongs to a meeting that is not longer past
CLAUSE = 240  # code points of a claim's words that are shown

_DIRECTNESS = {QuotationKind.DIRECT: 0, QuotationKind.PARTIAL: 1, QuotationKind.INDIRECT: 2}
_VOUCHED = frozenset({Factuality.REPORTED, Factuality.ATTRIBUTED})

Saying = Quotation | CommitmentClaim | PositionClaim | ActionClaim
Told = TypeVar("Told", bound=Saying)
Stated = TypeVar("Stated", bound=CommitmentClaim | PositionClaim | ActionClaim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """What was said, bound and held in one place of the brief: each inner tuple is told by all its records."""

    quotations: tuple[tuple[Quotation, ...], ...]
    commitments: tuple[tuple[CommitmentClaim, ...], ...]
    positions: tuple[tuple[PositionClaim, ...], ...]


def sort_sayings(dossier: Dossier) -> dict[str, Sayings]:
    """Return what articles say by its place in the brief: the id of a meeting, else of the article.

    An article's words stand under a meeting that it reports and that was not long past when it appeared;
    under which one is told by who speaks or acts, then by whether it took place, then by how much the
    article says of it, then by what is nearest in the text.
    """
    reported: dict[str, list[Meeting]] = {}
    for meeting in dossier.meetings:
        for article_id in meeting.reports:
            if not _is_long_past(dossier, article_id, meeting):
                reported.setdefault(article_id, []).append(meeting)
    homes = _Homes(dossier=dossier, reported=reported)
    quotations = _by_home(homes, _speech(dossier), _quotation_key(homes))
    commitments = _by_home(homes, dossier.commitments, _commitment_key(homes))
    positions = _by_home(homes, dossier.positions, _position_key(homes))
    return {
        home: Sayings(
            quotations=tuple(quotations.get(home, ())),
            commitments=tuple(commitments.get(home, ())),
            positions=tuple(positions.get(home, ())),
        )
        for home in (quotations | commitments | positions)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Homes:
    """Finds the meeting that words of an article belong to."""

    dossier: Dossier
    reported: dict[str, list[Meeting]]

    def meeting_of(self, record: Saying) -> str | None:
        """Return the id of the meeting, or ``None`` where the article reports none."""
        at, persons = _place(record)
        choices = [(_far(m, record, at, persons=persons), m) for m in self.reported.get(record.article_id, ())]
        return min(choices, key=lambda c: c[0])[1].meeting_id if choices else None

    def family_of(self, record: Saying) -> str:
        """Return the meeting, else the family of copies that the article belongs to."""
        return self.meeting_of(record) or self.dossier.origins.get(record.article_id, record.article_id)


def _place(record: Saying) -> tuple[Span, set[str]]:
    if isinstance(record, Quotation):
        return record.span, set(record.speaker.entity_ids if record.speaker else ())
    parties = record.holders if isinstance(record, PositionClaim) else record.actors
    return record.trigger, {p.entity_id for p in parties if p.entity_id}


def _is_long_past(dossier: Dossier, article_id: str, meeting: Meeting) -> bool:
    article = dossier.articles.get(article_id)
    published = article.published if article else None
    if published is None or published.earliest is None or meeting.date.latest is None:
        return False
    return (published.earliest - meeting.date.latest).days > NEWS


def _far(meeting: Meeting, record: Saying, at: Span, *, persons: set[str]) -> tuple[bool, bool, int, int, str]:
    present = {p.entity_id for p in meeting.participants} | {p.state for p in meeting.participants if p.state}
    distances = [abs(w.span.start - at.start) for w in meeting.evidence if w.article_id == record.article_id]
    took_place = meeting.status is MeetingStatus.REPORTED
    return not persons & present, not took_place, -len(distances), min(distances, default=at.end), meeting.meeting_id


def _by_home(
    homes: _Homes, records: Iterable[Told], key: Callable[[Told], Hashable]
) -> dict[str, list[tuple[Told, ...]]]:
    found: dict[str, list[tuple[Told, ...]]] = {}
    for group in group_same(homes.dossier, records, key):
        home = next((m for record in group if (m := homes.meeting_of(record))), group[0].article_id)
        found.setdefault(home, []).append(group)
    return found


def group_same(dossier: Dossier, records: Iterable[Told], key: Callable[[Told], Hashable]) -> list[tuple[Told, ...]]:
    """Return records of the same key together: first the one that is no copy and the oldest, then the others."""
    later = {copy.later_id for copy in dossier.copies}

    def order(record: Told) -> tuple[bool, date, str, Span, str]:
        article_id = record.article_id
        own_id = record.quotation_id if isinstance(record, Quotation) else record.claim_id
        return article_id in later, article_day(dossier, article_id), article_id, _place(record)[0], own_id

    groups: dict[Hashable, list[Told]] = {}
    for record in sorted(records, key=order):
        if record.article_id in dossier.articles:
            groups.setdefault(key(record), []).append(record)
    return [tuple(group) for group in groups.values()]


def article_day(dossier: Dossier, article_id: str) -> date:
    """Return the day that an article is listed by: its earliest, else its latest, else the end of time."""
    article = dossier.articles.get(article_id)
    published = article.published if article else None
    return (published.earliest or published.latest if published else None) or date.max


def article_numbers(dossier: Dossier) -> dict[str, int]:
    """Return the numbers that a brief gives its articles, from 1: by day, then title, then id."""
    ordered = sorted(dossier.articles, key=lambda i: (article_day(dossier, i), dossier.articles[i].title or "", i))
    return {article_id: number for number, article_id in enumerate(ordered, start=1)}


def _speech(dossier: Dossier) -> list[Quotation]:
    """Return quotations without scare marks and titles, and without fragments told by a reported clause around them."""
    spoken = [q for q in dossier.quotations if q.kind in _DIRECTNESS]
    clauses: dict[str, list[Span]] = {}
    for quotation in spoken:
        if quotation.kind is QuotationKind.INDIRECT:
            clauses.setdefault(quotation.article_id, []).append(quotation.span)
    return [
        q
        for q in spoken
        if q.kind is not QuotationKind.PARTIAL or not any(c.covers(q.span) for c in clauses.get(q.article_id, ()))
    ]


def _words(dossier: Dossier, article_id: str, span: Span) -> str:
    return span.words(dossier.articles[article_id].text)


def _quotation_key(homes: _Homes) -> Callable[[Quotation], Hashable]:
    def key(quotation: Quotation) -> Hashable:
        words = same_words(_words(homes.dossier, quotation.article_id, quotation.span))
        return words, homes.family_of(quotation) if len(words.split()) < SHORT else ""

    return key


def _names(parties: Sequence[Party]) -> tuple[str, ...]:
    return tuple(sorted({p.entity_id or p.name for p in parties}))


def _commitment_key(homes: _Homes) -> Callable[[CommitmentClaim], Hashable]:
    def key(claim: CommitmentClaim) -> Hashable:
        words = same_words(_words(homes.dossier, claim.article_id, _bound_to(homes.dossier, claim)))
        return homes.family_of(claim), claim.kind, claim.polarity, _names(claim.actors), words

    return key


def _bound_to(dossier: Dossier, claim: CommitmentClaim) -> Span:
    """Return the words for what is bound, asked or denied; the whole clause where those say little alone."""
    told = claim.object_span
    if told is not None and len(_words(dossier, claim.article_id, told).split()) >= FULL:
        return told
    return claim.evidence[0]


def _position_key(homes: _Homes) -> Callable[[PositionClaim], Hashable]:
    def key(claim: PositionClaim) -> Hashable:
        target = _names((claim.target,))
        return homes.family_of(claim), _names(claim.holders), target, claim.stance, claim.polarity

    return key


def quotation_parts(
    dossier: Dossier, groups: Sequence[tuple[Quotation, ...]], *, present: frozenset[str], numbers: dict[str, int]
) -> tuple[BriefPart, ...]:
    """Return the part of what was said, in the order of the texts.

    At most QUOTATIONS: the most direct, of persons with a name, of those who were ``present``, the longest.
    """
    full = [n for n, group in enumerate(groups) if not _is_scrap(dossier, group[0])]
    best = sorted(full, key=lambda n: (*_worth(groups[n][0], present), n))[:QUOTATIONS]
    told = tuple(s for n in sorted(best) for s in _quotation_sentence(dossier, groups[n], numbers=numbers))
    return _part("Said", told, _more(len(groups) - len(best), "foreigndesk quotations"))


def _is_scrap(dossier: Dossier, quotation: Quotation) -> bool:
    """Return whether reported speech is too short to be understood alone."""
    words = _words(dossier, quotation.article_id, quotation.span)
    return quotation.kind is QuotationKind.INDIRECT and len(words.split()) < SHORT


def _worth(quotation: Quotation, present: frozenset[str]) -> tuple[int, bool, bool, int]:
    nobody = quotation.speaker is None or not quotation.speaker.names
    is_away = quotation.speaker is None or not present & set(quotation.speaker.entity_ids)
    return _DIRECTNESS[quotation.kind], nobody, is_away, -min(len(quotation.span), CLAUSE)


def _quotation_sentence(
    dossier: Dossier, group: tuple[Quotation, ...], *, numbers: dict[str, int]
) -> tuple[BriefSentence, ...]:
    first = group[0]
    words = show_words(_words(dossier, first.article_id, first.span)).removesuffix(",")
    publisher = dossier.articles[first.article_id].publisher
    speaker, chain = first.speaker, say_chain(first.chain, publisher=publisher)
    named = _words(dossier, first.article_id, speaker.span) if speaker and speaker.span else None
    lead = ", ".join(p for p in (say_speaker(speaker, named), chain) if p)
    end = "" if words.endswith((".", "!", "?", "]")) else "."
    if first.kind is QuotationKind.INDIRECT:
        said = f"{lead}, in the article’s words: {words}{end}"
    else:
        said = f"{lead}{', in part' if first.kind is QuotationKind.PARTIAL else ''}: {in_marks(words)}{end}"
    spans = (
        first.span,
        speaker.span if speaker else None,
        *(link.span for link in first.chain if link.name != publisher),
    )
    own = cite(dossier, first.article_id, spans)
    others = _one_each(group)[1:]
    elsewhere = (cite(dossier, q.article_id, (q.span,)) for q in others)
    if others:
        also = join_words(f"article {n}" for n in sorted(numbers[q.article_id] for q in others))
        said += f" Also in {also} ({count_reports(dossier, (q.article_id for q in group))})."
    return write_sentence(said, own, *elsewhere)


def _one_each(group: Sequence[Told]) -> list[Told]:
    return list({record.article_id: record for record in reversed(group)}.values())[::-1]


def count_reports(dossier: Dossier, article_ids: Iterable[str]) -> str:
    """Return "three articles, two independent origins"."""
    articles = set(article_ids)
    origins = {dossier.origins.get(article_id, article_id) for article_id in articles}
    return f"{count_of(len(articles), 'article')}, {count_of(len(origins), 'independent origin')}"


def commitment_parts(
    dossier: Dossier, groups: Sequence[tuple[CommitmentClaim, ...]], *, most: int
) -> tuple[BriefPart, ...]:
    """Return one part for each kind of commitment, at most ``most`` sentences together, those vouched for first."""
    kept = _firmest(dossier, groups, most=most)
    parts: list[BriefPart] = []
    for kind, label in COMMITMENTS.items():
        parts += _part(label, tuple(s for g in kept if g[0].kind is kind for s in _commitment_sentence(dossier, g)))
    if parts:
        parts[-1] = replace(parts[-1], more=_more(len(groups) - len(kept), "foreigndesk export --csv commitment"))
    return tuple(parts)


def _firmest(dossier: Dossier, groups: Sequence[tuple[Stated, ...]], *, most: int) -> list[tuple[Stated, ...]]:
    """Return the groups that an article vouches for and the most origins tell, in their own order."""

    def doubt(number: int) -> tuple[bool, int, int]:
        is_loose = not any(claim.factuality in _VOUCHED for claim in groups[number])
        return is_loose, -_origins(dossier, groups[number]), number

    return [groups[number] for number in sorted(sorted(range(len(groups)), key=doubt)[:most])]


def _origins(dossier: Dossier, group: Sequence[Stated]) -> int:
    return len({dossier.origins.get(claim.article_id, claim.article_id) for claim in group})


def _commitment_sentence(dossier: Dossier, group: tuple[CommitmentClaim, ...]) -> tuple[BriefSentence, ...]:
    first = group[0]
    noun = COMMITMENTS[first.kind]
    what = f"No {noun.lower()}" if first.polarity is Polarity.NEGATIVE else noun
    towards = f" towards {say_parties(first.recipients)}" if first.recipients else ""
    words = show_words(_words(dossier, first.article_id, _bound_to(dossier, first)), limit=CLAUSE)
    text = f"{what} by {say_parties(first.actors)}{towards}: {in_marks(words)} ({_tail(dossier, group)})."
    return write_sentence(text, _clauses(dossier, group))


def _tail(dossier: Dossier, group: Sequence[Stated]) -> str:
    articles = {claim.article_id for claim in group}
    said = (say_standing(claim, publisher=dossier.articles[claim.article_id].publisher) for claim in group)
    told = "; ".join(dict.fromkeys(said))
    return f"{told}; {count_reports(dossier, articles)}" if len(articles) > 1 else told


def _clauses(dossier: Dossier, group: Sequence[Stated]) -> tuple[Citation, ...]:
    """Return the clause of each article, and who is named as having said it."""
    found: list[Citation] = []
    for told in _one_each(group):
        publisher = dossier.articles[told.article_id].publisher
        passed_on = (link.span for link in told.attribution if link.name != publisher)
        found += cite(dossier, told.article_id, (told.evidence[0], *passed_on))
    return tuple(found)


def position_parts(
    dossier: Dossier, groups: Sequence[tuple[PositionClaim, ...]], *, most: int
) -> tuple[BriefPart, ...]:
    """Return the part of who supports or opposes whom, at most ``most`` sentences, those vouched for first."""
    kept = _firmest(dossier, groups, most=most)
    told = tuple(s for g in kept for s in _position_sentence(dossier, g))
    return _part("Positions", told, _more(len(groups) - len(kept), "foreigndesk export --csv position"))


def _position_sentence(dossier: Dossier, group: tuple[PositionClaim, ...]) -> tuple[BriefSentence, ...]:
    first = group[0]
    noun, preposition = STANCES[first.stance]
    what = f"No {noun.lower()}" if first.polarity is Polarity.NEGATIVE else noun
    words = show_words(_words(dossier, first.article_id, first.evidence[0]), limit=CLAUSE)
    text = f"{what} of {say_parties(first.holders)} {preposition} {say_parties((first.target,))}"
    return write_sentence(f"{text}: {in_marks(words)} ({_tail(dossier, group)}).", _clauses(dossier, group))


def action_parts(dossier: Dossier, *, numbers: dict[str, int]) -> tuple[BriefPart, ...]:
    """Return one part for each PLOVER type with its coded lines; an action told by copies of one text is one line."""
    groups = group_same(dossier, dossier.actions, lambda claim: _action_key(dossier, claim))
    parts: list[BriefPart] = []
    for kind in sorted({g[0].type for g in groups}):
        of_kind = [g for g in groups if g[0].type == kind]
        told = tuple(s for g in of_kind[:CODED] for s in _action_sentence(dossier, g, numbers=numbers))
        parts += _part(kind, told, _more(len(of_kind) - CODED, "foreigndesk export --csv action"))
    return tuple(parts)


def _action_key(dossier: Dossier, claim: ActionClaim) -> Hashable:
    sides = (_names(claim.actors), _names(claim.recipients))
    family = dossier.origins.get(claim.article_id, claim.article_id)
    return family, claim.type, claim.mode, claim.cameo, *sides, claim.polarity, claim.factuality


def _action_sentence(
    dossier: Dossier, group: tuple[ActionClaim, ...], *, numbers: dict[str, int]
) -> tuple[BriefSentence, ...]:
    first = group[0]
    sides = say_parties(first.actors) + (f" → {say_parties(first.recipients)}" if first.recipients else "")
    negated = "not: " if first.polarity is Polarity.NEGATIVE else ""
    about = [words for words in (first.mode, *first.contexts) if words]
    code = f"CAMEO {first.cameo}" + (f", {join_words(about)}" if about else "")
    told_by = join_words(f"article {n}" for n in sorted({numbers[claim.article_id] for claim in group}))
    when = next((d for c in group if (d := dossier.event_dates.get(c.claim_id)) and d.earliest and d.latest), None)
    text = " · ".join((f"{negated}{sides}", code, *([say_date(when)] if when else []), _tail(dossier, group), told_by))
    proof = (c for step in (when.proof if when else ()) for c in cite(dossier, step.article_id, (step.span,)))
    return write_sentence(text, _clauses(dossier, group), proof)


def _part(label: str, told: tuple[BriefSentence, ...], more: str | None = None) -> tuple[BriefPart, ...]:
    """Return a part with its sentences, or none where there is nothing to tell."""
    return (BriefPart(label=label, sentences=told, more=more),) if told else ()


def _more(left: int, command: str) -> str | None:
    return f"and {left} more: {command}" if left > 0 else None
