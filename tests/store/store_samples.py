"""A small desk for the tests: two reports of one visit, one of them a copy, and all that is read from them."""

from datetime import date

from foreigndesk.records.articles import Article, Dropped, DropReason, Page, RemovedBlock, ResidueKind
from foreigndesk.records.claims import (
    ActionClaim,
    CommitmentClaim,
    CommitmentKind,
    Factuality,
    MeetingClaim,
    MeetingFormat,
    Party,
    Polarity,
    PositionClaim,
    Sequence,
    SequenceKind,
    Stance,
    Tense,
    VisitType,
)
from foreigndesk.records.copies import Copy, CopyKind, SharedPassage
from foreigndesk.records.dates import DateFinding, ProofStep, known_date
from foreigndesk.records.events import Event, EventParty, EventPlace
from foreigndesk.records.meetings import Meeting, MeetingStatus, Participant, ParticipantRole, WordsAt
from foreigndesk.records.mentions import Entity, Mention, MentionKind, MentionUse, Reference
from foreigndesk.records.quotations import Attribution, Quotation, QuotationKind, Speaker
from foreigndesk.records.readings import DateClue, Reading
from foreigndesk.records.spans import Span, derive_id
from foreigndesk.records.times import Direction, ReferenceKind, TimeExpression, TimeType, TimeValue
from foreigndesk.store import Store

# 🤝 and 𝕏 lie beyond the Basic Multilingual Plane: one code point, two units of UTF-16, four bytes of UTF-8.
TEXT = (
    "🤝 Visit ends in Ulaanbaatar\n"
    "On Tuesday, President Ukhnaagiin Khürelsükh of Mongolia met Recep Tayyip Erdoğan in Ulaanbaatar.\n"
    "“We will open a second flight,” Erdoğan said on 𝕏, according to the state agency.\n"
    "Türkiye backs Mongolia’s bid. Subscribe to our newsletter!\n"
)
COPY = TEXT.replace("🤝 Visit ends in Ulaanbaatar\n", "Second flight agreed 🛫\n")


def span_of(words: str, text: str = TEXT, *, nth: int = 0) -> Span:
    """Return where ``words`` stand in ``text`` for the ``nth`` time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def sample_page(locator: str = "visits/first.txt", text: str = TEXT) -> Page:
    return Page(locator=locator, media_type="text/plain", content=text.encode())


def sample_article(locator: str = "visits/first.txt", text: str = TEXT) -> Article:
    return Article(
        locator=locator,
        page_id=sample_page(locator, text).page_id,
        text=text,
        title=text.split("\n", maxsplit=1)[0],
        title_span=span_of(text.split("\n", maxsplit=1)[0], text),
        publisher="Steppe Courier",
        language="en",
        removed=(
            RemovedBlock(
                span=span_of("Subscribe to our newsletter!", text), kind=ResidueKind.NEWSLETTER, rule="newsletter-call"
            ),
        ),
    )


def sample_dropped() -> Dropped:
    return Dropped(locator="visits/empty.txt", reason=DropReason.EMPTY, detail="the file has no bytes")


def put_sample(store: Store, locator: str = "visits/first.txt", text: str = TEXT) -> Article:
    article = sample_article(locator, text)
    with store.add():
        store.put_page(sample_page(locator, text))
        store.put_article(article)
    return article


def party(words: str, text: str, *, entity_id: str | None, state: str) -> Party:
    return Party(span=span_of(words, text), name=words, entity_id=entity_id, state=state)


def sample_mentions(text: str = TEXT) -> tuple[Mention, ...]:
    named = (
        ("Ukhnaagiin Khürelsükh", MentionKind.PERSON, "ukhnaagiin-khurelsukh", "MNG"),
        ("Mongolia", MentionKind.STATE, "MNG", "MNG"),
        ("Recep Tayyip Erdoğan", MentionKind.PERSON, "recep-tayyip-erdogan", "TUR"),
        ("Türkiye", MentionKind.STATE, "TUR", "TUR"),
    )
    return tuple(
        Mention(
            span=span_of(words, text),
            kind=kind,
            name=words,
            head=span_of(words, text),
            use=MentionUse.ACTOR,
            rule="table-name",
            because="the name stands in the table",
            entity_id=entity_id,
            state=state,
        )
        for words, kind, entity_id, state in named
    )


def sample_meeting_claim(article: Article) -> MeetingClaim:
    text = article.text
    return MeetingClaim(
        article_id=article.article_id,
        rule="met",
        evidence=(span_of(text.split("\n")[1], text),),
        factuality=Factuality.REPORTED,
        polarity=Polarity.POSITIVE,
        attribution=(),
        participants=(
            party("Ukhnaagiin Khürelsükh", text, entity_id="ukhnaagiin-khurelsukh", state="MNG"),
            party("Recep Tayyip Erdoğan", text, entity_id="recep-tayyip-erdogan", state="TUR"),
        ),
        format=MeetingFormat.IN_PERSON,
        visit_type=VisitType.UNKNOWN,
        tense=Tense.PAST,
        trigger=span_of("met", text),
        times=(span_of("On Tuesday", text),),
        place_span=span_of("in Ulaanbaatar.", text),
    )


def sample_claims(article: Article) -> tuple[ActionClaim, CommitmentClaim, PositionClaim]:
    text = article.text
    turkey = party("Türkiye", text, entity_id="TUR", state="TUR")
    mongolia = party("Mongolia", text, entity_id="MNG", state="MNG")
    common = {"article_id": article.article_id, "polarity": Polarity.POSITIVE, "attribution": ()}
    action = ActionClaim(
        **common,  # type: ignore[arg-type]
        rule="plover-verb",
        evidence=(span_of("Türkiye backs Mongolia’s bid.", text),),
        factuality=Factuality.REPORTED,
        trigger=span_of("backs", text),
        type="SUPPORT",
        mode=None,
        contexts=("diplomatic",),
        cameo="051",
        actors=(turkey,),
        recipients=(mongolia,),
        tense=Tense.PRESENT,
    )
    commitment = CommitmentClaim(
        **common,  # type: ignore[arg-type]
        rule="will",
        evidence=(span_of("We will open a second flight", text),),
        factuality=Factuality.ATTRIBUTED,
        kind=CommitmentKind.INTENTION,
        trigger=span_of("will", text),
        actors=(turkey,),
        recipients=(),
        object_span=span_of("a second flight", text),
    )
    position = PositionClaim(
        **common,  # type: ignore[arg-type]
        rule="backs",
        evidence=(span_of("Türkiye backs Mongolia’s bid.", text),),
        factuality=Factuality.REPORTED,
        trigger=span_of("backs", text),
        holders=(turkey,),
        target=mongolia,
        stance=Stance.SUPPORTS,
    )
    return action, commitment, position


def sample_quotation(article: Article) -> Quotation:
    text = article.text
    return Quotation(
        article_id=article.article_id,
        span=span_of("We will open a second flight,", text),
        kind=QuotationKind.DIRECT,
        cue=span_of("said", text),
        speaker=Speaker(
            span=span_of("Erdoğan", text, nth=1),
            names=("Recep Tayyip Erdoğan",),
            entity_ids=("recep-tayyip-erdogan",),
            candidates=(),
            rule="subject-of-cue",
        ),
        addressee=None,
        chain=(Attribution(span=span_of("the state agency", text), name="the state agency", entity_id=None),),
        rule="marks",
    )


def sample_reading(article: Article) -> Reading:
    text = article.text
    action, commitment, position = sample_claims(article)
    expression = TimeExpression(
        span=span_of("On Tuesday", text),
        type=TimeType.DATE,
        reference=ReferenceKind.WEEKDAY,
        direction=Direction.PAST,
        rule="weekday",
        weekday=1,
    )
    return Reading(
        article=article,
        sentences=(span_of(text.split("\n")[1], text),),
        mentions=sample_mentions(text),
        times=(expression,),
        clues=(DateClue(kind="held_office", span=span_of("President", text), fact="offices:sample"),),
        quotations=(sample_quotation(article),),
        meetings=(sample_meeting_claim(article),),
        actions=(action,),
        commitments=(commitment,),
        positions=(position,),
        references=(sample_reference(text),),
    )


def sample_reference(text: str = TEXT) -> Reference:
    return Reference(
        span=span_of("We", text),
        entity_ids=("recep-tayyip-erdogan",),
        candidates=(),
        mention_spans=(span_of("Recep Tayyip Erdoğan", text),),
        rule="nearest subject",
    )


def sample_event_date(article: Article) -> dict[str, DateFinding]:
    """Return the date of the action of one article: told as past by it."""
    action, _, _ = sample_claims(article)
    span = action.trigger
    step = ProofStep(says="told as past", article_id=article.article_id, span=span, latest=date(2025, 1, 8))
    return {action.claim_id: known_date(None, date(2025, 1, 8), (step,))}


def sample_times(text: str = TEXT) -> tuple[TimeValue, ...]:
    day = date(2025, 1, 7)
    span = span_of("On Tuesday", text)
    value = TimeValue(
        span=span, type=TimeType.DATE, value="2025-01-07", earliest=day, latest=day, because="the Tuesday before"
    )
    return (value,)


def sample_date(text: str = TEXT):
    step = ProofStep(says="a Tuesday", span=span_of("On Tuesday", text), earliest=date(2025, 1, 7))
    return known_date(date(2025, 1, 7), date(2025, 1, 8), (step,))


def put_sample_reading(store: Store, article: Article) -> None:
    store.put_reading(sample_reading(article), times=sample_times(article.text), published=sample_date(article.text))


def sample_meeting(*reported: Article) -> Meeting:
    first = reported[0]
    words = tuple(
        WordsAt(article_id=a.article_id, span=span_of(a.text.split("\n")[1], a.text), supports="meeting")
        for a in reported
    )
    step = ProofStep(
        says="a Tuesday", article_id=first.article_id, span=span_of("On Tuesday", first.text), earliest=date(2025, 1, 7)
    )
    return Meeting(
        meeting_id=derive_id("meeting", "sample"),
        participants=(
            _participant("ukhnaagiin-khurelsukh", "MNG"),
            _participant("recep-tayyip-erdogan", "TUR"),
        ),
        format=MeetingFormat.IN_PERSON,
        visit_type=VisitType.UNKNOWN,
        occasion=None,
        occasion_fact=None,
        sequences=(
            Sequence(span=words[0].span, kind=SequenceKind.FIRST_SINCE, number=None, fact=None, time_span=None),
        ),
        place=None,
        date=known_date(date(2025, 1, 7), date(2025, 1, 7), (step,)),
        status=MeetingStatus.REPORTED,
        claim_ids=tuple(sample_meeting_claim(a).claim_id for a in reported),
        reports=tuple(sorted(a.article_id for a in reported)),
        origins=(derive_id("family", "sample"),),
        evidence=words,
        merged_because=("same participants, same day",),
        unknowns=(),
    )


def _participant(entity_id: str, state: str) -> Participant:
    return Participant(
        entity_id=entity_id,
        name=entity_id,
        state=state,
        role=ParticipantRole.PRINCIPAL,
        office="president",
        office_fact=None,
    )


def sample_event(*reported: Article) -> Event:
    """Return the event that the action of each article tells of."""
    actions = [sample_claims(article)[0] for article in reported]
    words = tuple(
        WordsAt(article_id=a.article_id, span=span, supports=supports)
        for a in actions
        for supports, span in (("event", a.evidence[0]), ("trigger", a.trigger))
    )
    return Event(
        event_id=derive_id("event", "sample"),
        type="SUPPORT",
        mode=None,
        contexts=("diplomatic",),
        cameo="051",
        quad="V-COOP",
        goldstein=3.4,
        score=5.0,
        actors=(EventParty(entity_id="TUR", name="Türkiye", state="TUR", sector="GOV"),),
        recipients=(EventParty(entity_id="MNG", name="Mongolia", state="MNG", sector=None),),
        place=EventPlace(place_id=None, name="the palace", state=None),
        date=sample_event_date(reported[0])[actions[0].claim_id],
        polarity=Polarity.POSITIVE,
        factuality=Factuality.REPORTED,
        claim_ids=tuple(sorted(a.claim_id for a in actions)),
        reports=tuple(sorted(a.article_id for a in actions)),
        origins=("family",),
        evidence=words,
        merged_because=("two texts of one origin",),
        unknowns=("mode: no words say how it was done",),
    )


def sample_copy(one: Article, other: Article) -> Copy:
    first, second = sorted((one, other), key=lambda article: article.article_id)
    line = one.text.split("\n")[1]
    return Copy(
        first_id=first.article_id,
        second_id=second.article_id,
        later_id=None,
        kind=CopyKind.VERBATIM,
        score=0.9,
        shared=(SharedPassage(first=span_of(line, first.text), second=span_of(line, second.text)),),
        because=("nearly all words are shared",),
        direction_because="neither names the other",
    )


def sample_entity(*named_in: Article) -> Entity:
    return Entity(
        entity_id="recep-tayyip-erdogan",
        kind=MentionKind.PERSON,
        name="Recep Tayyip Erdoğan",
        aliases=(),
        state="TUR",
        wikidata="",
        origin="knowledge",
        descriptors=(),
        article_ids=tuple(sorted(a.article_id for a in named_in)),
    )


def build_sample(store: Store) -> tuple[Article, Article]:
    """Put two articles and a whole build of them; return the articles."""
    one = put_sample(store)
    other = put_sample(store, "visits/second.txt", COPY)
    store.put_dropped(sample_dropped())
    with store.build():
        for article in (one, other):
            put_sample_reading(store, article)
            store.put_event_dates(sample_event_date(article))
        store.put_meetings([sample_meeting(one, other)])
        store.put_events([sample_event(one, other)])
        store.put_copies([sample_copy(one, other)])
        store.put_origins({one.article_id: "family", other.article_id: "family"})
        store.put_entities([sample_entity(one, other)])
    return one, other
