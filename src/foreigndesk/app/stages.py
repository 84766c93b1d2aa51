"""The stages in sequence: one article by itself, then what the articles say together.

Both are pure functions of their input and the knowledge tables: no clock, no network, no order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from foreigndesk.extraction.actions import read_actions
from foreigndesk.extraction.candidates import sentences_to_read
from foreigndesk.extraction.circumstances import Surroundings
from foreigndesk.extraction.commitments import find_commitments
from foreigndesk.extraction.corrections import apply_corrections, correct_references
from foreigndesk.extraction.date_clues import find_clues
from foreigndesk.extraction.deed_commitments import join_commitments
from foreigndesk.extraction.delegations import find_delegations
from foreigndesk.extraction.meetings import find_meetings
from foreigndesk.extraction.mentions import find_mentions
from foreigndesk.extraction.occasions import find_conflicts, find_occasions
from foreigndesk.extraction.parties import Cast, make_cast
from foreigndesk.extraction.positions import find_positions
from foreigndesk.extraction.quotations import find_quotations
from foreigndesk.extraction.references import find_references
from foreigndesk.extraction.roles import find_roles
from foreigndesk.extraction.sides import Scene
from foreigndesk.extraction.times import find_times
from foreigndesk.language.identification import ANALYSED_LANGUAGES, identify_language
from foreigndesk.language.parser import analyse_text
from foreigndesk.language.reader import read_signs
from foreigndesk.records.analyses import Analysis
from foreigndesk.records.articles import Article
from foreigndesk.records.copies import Copy
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.events import Event
from foreigndesk.records.meetings import Meeting
from foreigndesk.records.mentions import Entity, MentionCorrection
from foreigndesk.records.quotation_groups import GroupDecision, QuotationGroup
from foreigndesk.records.readings import Reading
from foreigndesk.records.refusals import Refusal
from foreigndesk.records.signs import Signs
from foreigndesk.records.spans import Span
from foreigndesk.records.times import TimeValue
from foreigndesk.resolution.copies import find_copies, group_origins
from foreigndesk.resolution.dating import ArticleDating, date_article, redate_article
from foreigndesk.resolution.entities import list_entities
from foreigndesk.resolution.event_dates import date_events
from foreigndesk.resolution.events import list_events
from foreigndesk.resolution.fingerprints import Fingerprint, make_fingerprint
from foreigndesk.resolution.groups import MeetingGroup, group_claims, is_passing
from foreigndesk.resolution.holders import name_holders
from foreigndesk.resolution.meetings import Cluster, DatedGroup, make_meeting, merge_groups
from foreigndesk.resolution.namesakes import rename_entities, tell_namesakes
from foreigndesk.resolution.quotation_groups import group_quotations, list_unheeded
from foreigndesk.resolution.refusals import list_refusals
from foreigndesk.resolution.time_values import place_times


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleWork:
    """All that one article gives by itself."""

    reading: Reading
    groups: tuple[MeetingGroup, ...]
    dating: ArticleDating
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What the articles say together, in an order that depends on content alone."""

    readings: dict[str, Reading]
    published: dict[str, DateFinding]
    times: dict[str, tuple[TimeValue, ...]]
    event_dates: dict[str, dict[Span, DateFinding]]
    events: tuple[Event, ...]
    meetings: tuple[Meeting, ...]
    copies: tuple[Copy, ...]
    origins: dict[str, str]
    entities: tuple[Entity, ...]
    refusals: tuple[Refusal, ...]
    groups: tuple[QuotationGroup, ...]

    def dates_of_actions(self, article_id: str) -> dict[str, DateFinding]:
        """Return the dates of the actions of one article by the ids of their claims."""
        dates = self.event_dates[article_id]
        return {claim.claim_id: dates[claim.trigger] for claim in self.readings[article_id].actions}


def work_on_articles(articles: Sequence[Article], corrections: tuple[MentionCorrection, ...] = ()) -> list[ArticleWork]:
    """Return all that each article gives by itself; the same on every machine, in every order and company.

    ``corrections`` are what people decided about mentions of the articles.

    All are parsed before the rest is done: model and rules in turn drive each other out of the processor's caches.
    Chunks of 1/4/16/50 articles: 171/145/139/141 ms an article, 2026-11.
    """
    analyses = [analyse_article(article) for article in articles]
    return [
        work_on_reading(read_analysis(article, analysis, corrections=corrections))
        for article, analysis in zip(articles, analyses, strict=True)
    ]


def work_on_reading(reading: Reading) -> ArticleWork:
    """Return a reading with its meetings grouped, its date, and the fingerprint of its article."""
    groups = group_claims(reading)
    return ArticleWork(
        reading=reading,
        groups=groups,
        dating=date_article(reading, groups),
        fingerprint=make_fingerprint(reading.article),
    )


def analyse_article(article: Article) -> Analysis | str:
    """Return the analysis of an article, or why it is not analysed."""
    language = article.language or identify_language(article.text)
    if language is not None and language not in ANALYSED_LANGUAGES:
        return f"not analysed: language {language}"
    return analyse_text(article.text, passed_over=article.passed_over)


def read_analysis(
    article: Article, analysis: Analysis | str, *, corrections: tuple[MentionCorrection, ...] = ()
) -> Reading:
    """Return what the words of one article say, or that they were not analysed."""
    if isinstance(analysis, str):
        return _unread(article, analysis)
    article_id = article.article_id
    own = tuple(c for c in corrections if c.article_id == article_id)
    mentions = apply_corrections(find_mentions(analysis), own, text=article.text)
    references = correct_references(find_references(analysis, mentions), own)
    meant = tuple(r for r in references if r.entity_ids or r.candidates)
    times = find_times(analysis)
    cast = make_cast(analysis, mentions, meant)
    occasions = find_occasions(analysis, mentions)
    conflicts = find_conflicts(analysis, mentions)
    around = Surroundings(article_id=article_id, cast=cast, times=times, occasions=occasions, conflicts=conflicts)
    quotations = find_quotations(analysis, mentions, meant, article_id=article_id, publisher=article.publisher)
    scene = Scene(article_id=article_id, cast=cast, times=times, quotations=quotations, dateline=article.dateline)
    actions = read_actions(scene, analysis, signs=_read_signs(analysis, cast))
    ruled = find_commitments(analysis, cast, times, article_id=article_id, quotations=quotations)
    return Reading(
        article=article,
        sentences=tuple(s.span for s in analysis.sentences),
        mentions=mentions,
        times=times,
        clues=find_clues(analysis, mentions, times, occasions=occasions, conflicts=conflicts),
        quotations=quotations,
        meetings=find_meetings(around) + find_delegations(cast, article_id=article_id),
        actions=actions.claims,
        refusals=actions.refusals,
        commitments=join_commitments(ruled, actions.commitments),
        positions=find_positions(analysis, cast, article_id=article_id, quotations=quotations),
        references=references,
        roles=find_roles(analysis, mentions, references),
    )


def _read_signs(analysis: Analysis, cast: Cast) -> dict[int, Signs]:
    """Return what the trained reader sees in the sentences that name somebody who could have done something."""
    numbers = sentences_to_read(cast)
    spans = [analysis.sentences[number].span for number in numbers]
    return dict(zip(numbers, read_signs(analysis.text, spans), strict=True))


def read_article_words(article: Article) -> Reading:
    """Return what the words of one article say, or why they are not analysed."""
    return read_analysis(article, analyse_article(article))


def _unread(article: Article, because: str) -> Reading:
    return Reading(
        article=article,
        sentences=(),
        mentions=(),
        times=(),
        clues=(),
        quotations=(),
        meetings=(),
        actions=(),
        commitments=(),
        positions=(),
        unanalysed_because=because,
    )


def resolve_works(works: list[ArticleWork], decisions: Sequence[GroupDecision] = ()) -> Resolution:
    """Return what the articles say together; the order of ``works`` changes nothing.

    ``decisions`` are what people decided about quotations that give one utterance.
    """
    by_id = {work.reading.article.article_id: work for work in works}
    ordered = [by_id[article_id] for article_id in sorted(by_id)]
    texts = {article_id: work.reading.article.text for article_id, work in by_id.items()}
    copies = find_copies(tuple(work.fingerprint for work in ordered), texts.__getitem__)
    origins = group_origins(tuple(by_id), copies)
    namesakes = tell_namesakes(tuple(work.reading for work in ordered), origins)
    by_id = {article_id: _rename(work, namesakes.names.get(article_id, {})) for article_id, work in by_id.items()}
    ordered = [by_id[article_id] for article_id in sorted(by_id)]
    clusters = merge_groups([dated for work in ordered for dated in _dated_groups(work, origins)])
    published = {article_id: work.dating.published for article_id, work in by_id.items()}
    published |= _redate(by_id, clusters)
    times = _place_times(by_id, published, clusters)
    meetings = tuple(sorted((make_meeting(c) for c in clusters), key=_by_date))
    readings = tuple(work.reading for work in ordered)
    named = {
        article_id: name_holders(by_id[article_id].reading, times[article_id], published=published[article_id])
        for article_id in sorted(by_id)
    }
    groups = group_quotations(
        tuple(named.values()), published=published, origins=origins, copies=copies, decisions=decisions
    )
    dates = _date_events(by_id, times, published=published, meetings=meetings)
    return Resolution(
        readings=named,
        published=published,
        times=times,
        event_dates=dates,
        events=list_events(named.values(), dates, origins),
        meetings=meetings,
        copies=copies,
        origins=origins,
        entities=list_entities(readings, namesakes.because),
        refusals=(*list_refusals(readings, clusters), *list_unheeded(groups, decisions, set(by_id))),
        groups=groups,
    )


def _place_times(
    by_id: Mapping[str, ArticleWork], published: Mapping[str, DateFinding], clusters: tuple[Cluster, ...]
) -> dict[str, tuple[TimeValue, ...]]:
    """Return the values of the time expressions of each article, in those of a meeting the day that others tell."""
    days = _days_by_span(clusters)
    return {
        article_id: place_times(
            work.reading.times, published[article_id], work.reading.article.text, known=days.get(article_id, {})
        )
        for article_id, work in by_id.items()
    }


def _date_events(
    by_id: Mapping[str, ArticleWork],
    times: Mapping[str, tuple[TimeValue, ...]],
    *,
    published: Mapping[str, DateFinding],
    meetings: tuple[Meeting, ...],
) -> dict[str, dict[Span, DateFinding]]:
    """Return the dates of the events of each article by their triggers; a meeting has the date of its record."""
    recorded = {claim_id: meeting.date for meeting in meetings for claim_id in meeting.claim_ids}
    return {
        article_id: date_events(work.reading, times[article_id], published=published[article_id], recorded=recorded)
        for article_id, work in by_id.items()
    }


def _rename(work: ArticleWork, names: Mapping[str, str]) -> ArticleWork:
    """Return what an article gives with the entities called as in the desk."""
    return replace(
        work,
        reading=rename_entities(work.reading, names),
        groups=rename_entities(work.groups, names),
        dating=rename_entities(work.dating, names),
    )


def _dated_groups(work: ArticleWork, origins: dict[str, str]) -> list[DatedGroup]:
    origin = origins[work.reading.article.article_id]
    dated = zip(work.groups, work.dating.meetings, work.dating.meeting_days, strict=True)
    return [
        DatedGroup(group=group, date=when, days=days, origin=origin)
        for group, when, days in dated
        if not is_passing(work.reading, group)
    ]


def _redate(by_id: dict[str, ArticleWork], clusters: tuple[Cluster, ...]) -> dict[str, DateFinding]:
    """Return the dates of articles that a meeting, dated by other reports, bounds further."""
    found: dict[str, DateFinding] = {}
    for cluster in clusters:
        for member in cluster.members:
            work = by_id[member.article_id]
            finding = redate_article(work.reading, work.dating, member.group, days=cluster.days)
            if finding is not None:
                found[member.article_id] = finding
    return found


def _days_by_span(clusters: tuple[Cluster, ...]) -> dict[str, dict[Span, DateFinding]]:
    """Return the dates of meetings for the time expressions that date them, by article and span."""
    found: dict[str, dict[Span, DateFinding]] = {}
    for cluster in clusters:
        when = make_meeting(replace(cluster)).date
        for member in cluster.members:
            for time in member.group.times:
                found.setdefault(member.article_id, {})[time.span] = when
    return found


def _by_date(meeting: Meeting) -> tuple[str, str, str]:
    return str(meeting.date.earliest or ""), str(meeting.date.latest or ""), meeting.meeting_id
