"""A small dossier for the tests of the brief: four articles on one visit and what is read from them, made by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

from foreigndesk.records.articles import Article, Dropped, DropReason, RemovedBlock, Repeat, ResidueKind
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
from foreigndesk.records.dates import ProofStep, known_date
from foreigndesk.records.meetings import Meeting, MeetingPlace, MeetingStatus, Participant, ParticipantRole, WordsAt
from foreigndesk.records.quotations import Attribution, Quotation, QuotationKind, Speaker
from foreigndesk.records.refusals import Refusal
from foreigndesk.records.spans import Span
from foreigndesk.views.dossier import Dossier

# 🤝 lies beyond the Basic Multilingual Plane: one code point, two units of UTF-16, four bytes of UTF-8.
AGENCY = (
    "🤝 Two presidents cross a bridge\n\n"
    "On Tuesday, President Ukhnaagiin Khürelsükh of Mongolia met Recep Tayyip Erdoğan in Ulaanbaatar, "
    "their third meeting.\n\n"
    "“We will open a second flight,” Erdoğan said. Foreign Minister Hakan Fidan came along.\n\n"
    "Mongolia pledged to buy ten buses. Türkiye backs Mongolia.\n\n"
    "Subscribe to our newsletter!\n"
)
COPY = AGENCY.replace("🤝 Two presidents cross a bridge", "Second flight agreed 🛫")
COPY = COPY.replace(" Türkiye backs Mongolia.", "")
OTHER = (
    "Guests from Ankara\n\n"
    "The presidents of Mongolia and Türkiye met in Ulaanbaatar, the palace said.\n\n"
    "“A bridge is only half a road,” Khürelsükh said, according to his office. "
    "Erdoğan called the talks “warm”. <script>alert(1)</script> \u202etxet desrever\u202c\n"
)
APART = "A harvest report\n\n“The wheat is late,” said Lena Moor, a farmer. Mongolia did not promise rain.\n"
TUESDAY = date(2025, 1, 7)


def span_of(words: str, text: str, *, nth: int = 0) -> Span:
    """Return where ``words`` stand in ``text`` for the ``nth`` time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def make_article(locator: str, text: str, *, publisher: str | None = None, day: date | None = None) -> Article:
    title = text.split("\n", maxsplit=1)[0]
    steps = (ProofStep(says="told on a Tuesday", span=Span(0, 1), fact="conflicts:none"),)
    article = Article(
        locator=locator,
        page_id="page",
        text=text,
        title=title,
        title_span=span_of(title, text),
        publisher=publisher,
        published=known_date(day, day, steps) if day else None,
    )
    if "Subscribe" not in text:
        return article
    removed = RemovedBlock(
        span=span_of("Subscribe to our newsletter!", text), kind=ResidueKind.NEWSLETTER, rule="newsletter-call"
    )
    return replace(article, removed=(removed,))


FIRST = make_article("pile/first.txt", AGENCY, publisher="Steppe Courier", day=TUESDAY)
SECOND = make_article("pile/second.txt", COPY, publisher="Lake Gazette", day=date(2025, 1, 8))
THIRD = make_article("pile/third.txt", OTHER, day=date(2025, 1, 9))
FOURTH = replace(
    make_article("pile/fourth.txt", APART),
    repeats=(Repeat(first=span_of("A harvest", APART), second=span_of("rain.", APART)),),
)


def party(words: str, article: Article, *, entity_id: str, state: str) -> Party:
    return Party(span=span_of(words, article.text), name=words, entity_id=entity_id, state=state)


def mongolia(article: Article) -> Party:
    return party("Mongolia", article, entity_id="MNG", state="MNG")


def make_claim(article: Article, words: str, **more: Any) -> MeetingClaim:
    fields: dict[str, Any] = {
        "article_id": article.article_id,
        "rule": "met",
        "evidence": (span_of(words, article.text),),
        "factuality": Factuality.REPORTED,
        "polarity": Polarity.POSITIVE,
        "attribution": (),
        "participants": (mongolia(article),),
        "format": MeetingFormat.IN_PERSON,
        "visit_type": VisitType.UNKNOWN,
        "tense": Tense.PAST,
        "trigger": span_of("met", article.text),
    }
    return MeetingClaim(**(fields | more))


def make_quotation(article: Article, words: str, **more: Any) -> Quotation:
    fields: dict[str, Any] = {
        "article_id": article.article_id,
        "span": span_of(words, article.text),
        "kind": QuotationKind.DIRECT,
        "cue": None,
        "speaker": None,
        "addressee": None,
        "chain": (),
        "rule": "marks",
    }
    return Quotation(**(fields | more))


def make_speaker(article: Article, words: str, *names: str, entity_ids: tuple[str, ...] = ()) -> Speaker:
    return Speaker(
        span=span_of(words, article.text), names=names, entity_ids=entity_ids, candidates=(), rule="subject of the cue"
    )


def link(article: Article, words: str) -> Attribution:
    return Attribution(span=span_of(words, article.text), name=words, entity_id=None)


def make_commitment(article: Article, words: str, **more: Any) -> CommitmentClaim:
    fields: dict[str, Any] = {
        "article_id": article.article_id,
        "rule": "pledge",
        "evidence": (span_of(words, article.text),),
        "factuality": Factuality.REPORTED,
        "polarity": Polarity.POSITIVE,
        "attribution": (),
        "kind": CommitmentKind.PLEDGE,
        "trigger": span_of(words, article.text),
        "actors": (mongolia(article),),
        "recipients": (),
        "object_span": None,
    }
    return CommitmentClaim(**(fields | more))


def make_position(article: Article, words: str, **more: Any) -> PositionClaim:
    fields: dict[str, Any] = {
        "article_id": article.article_id,
        "rule": "backs",
        "evidence": (span_of(words, article.text),),
        "factuality": Factuality.REPORTED,
        "polarity": Polarity.POSITIVE,
        "attribution": (),
        "trigger": span_of("backs", article.text),
        "holders": (party("Türkiye", article, entity_id="TUR", state="TUR"),),
        "target": mongolia(article),
        "stance": Stance.SUPPORTS,
    }
    return PositionClaim(**(fields | more))


def make_action(article: Article, words: str, **more: Any) -> ActionClaim:
    fields: dict[str, Any] = {
        "article_id": article.article_id,
        "rule": "action",
        "evidence": (span_of(words, article.text),),
        "factuality": Factuality.REPORTED,
        "polarity": Polarity.POSITIVE,
        "attribution": (),
        "trigger": span_of("met", article.text),
        "type": "CONSULT",
        "mode": "visit",
        "contexts": ("diplomatic",),
        "cameo": "042",
        "actors": (party("Erdoğan", article, entity_id="recep-tayyip-erdogan", state="TUR"),),
        "recipients": (mongolia(article),),
        "tense": Tense.PAST,
    }
    return ActionClaim(**(fields | more))


def participant(name: str, **more: Any) -> Participant:
    fields: dict[str, Any] = {
        "entity_id": name.lower().replace(" ", "-"),
        "name": name,
        "state": None,
        "role": ParticipantRole.PRINCIPAL,
        "office": None,
        "office_fact": None,
    }
    return Participant(**(fields | more))


HOST = participant(
    "Ukhnaagiin Khürelsükh",
    entity_id="ukhnaagiin-khurelsukh",
    state="MNG",
    role=ParticipantRole.HOST,
    office="President of Mongolia",
    office_fact="offices:ukhnaagiin-khurelsukh:head_of_state:2021-06-25",
)
GUEST = participant("Recep Tayyip Erdoğan", entity_id="recep-tayyip-erdogan", state="TUR")
ALONG = participant("Hakan Fidan", entity_id="hakan-fidan", state="TUR", role=ParticipantRole.DELEGATION)


def meeting_claims() -> tuple[MeetingClaim, ...]:
    third = Sequence(
        span=span_of("third meeting", AGENCY), kind=SequenceKind.ORDINAL, number=3, fact=None, time_span=None
    )
    return (
        make_claim(FIRST, AGENCY.split("\n\n")[1], sequences=(third,), visit_type=VisitType.STATE),
        make_claim(SECOND, COPY.split("\n\n")[1], sequences=(replace(third, span=span_of("third meeting", COPY)),)),
        make_claim(
            THIRD,
            OTHER.split("\n\n")[1],
            factuality=Factuality.ATTRIBUTED,
            attribution=(link(THIRD, "the palace"),),
        ),
    )


def make_meeting(*reports: Article, **more: Any) -> Meeting:
    claims = [c for c in meeting_claims() if c.article_id in {a.article_id for a in reports}]
    words = [WordsAt(article_id=c.article_id, span=c.evidence[0], supports="meeting") for c in claims]
    words += [
        WordsAt(article_id=a.article_id, span=span_of("Ulaanbaatar", a.text), supports="place")
        for a in reports
        if "Ulaanbaatar" in a.text
    ]
    step = ProofStep(
        says="the text says On Tuesday",
        article_id=FIRST.article_id,
        span=span_of("On Tuesday", AGENCY),
        earliest=TUESDAY,
        latest=date(2025, 1, 14),
    )
    row = ProofStep(says="the visit of the table", fact="occasions:a | occasions:b", earliest=TUESDAY, latest=TUESDAY)
    fields: dict[str, Any] = {
        "meeting_id": "meeting-1",
        "participants": (HOST, GUEST),
        "format": MeetingFormat.IN_PERSON,
        "visit_type": VisitType.UNKNOWN,
        "occasion": None,
        "occasion_fact": None,
        "sequences": (),
        "place": MeetingPlace(
            place_id="ulaanbaatar", name="Ulaanbaatar", state="MNG", precision="city", because="named in the words"
        ),
        "date": known_date(TUESDAY, TUESDAY, (step, row)),
        "status": MeetingStatus.REPORTED,
        "claim_ids": tuple(sorted(c.claim_id for c in claims)),
        "reports": tuple(sorted(a.article_id for a in reports)),
        "origins": ("family-1", "family-2"),
        "evidence": tuple(words),
        "merged_because": ("same participants, same day",),
        "unknowns": (),
    }
    return Meeting(**(fields | more))


def make_copy(*, later: Article | None = SECOND) -> Copy:
    first, second = sorted((FIRST, SECOND), key=lambda article: article.article_id)
    line = "Mongolia pledged to buy ten buses."
    return Copy(
        first_id=first.article_id,
        second_id=second.article_id,
        later_id=later.article_id if later else None,
        kind=CopyKind.ABRIDGED,
        score=0.9,
        shared=(SharedPassage(first=span_of(line, first.text), second=span_of(line, second.text)),),
        because=("nearly all words are shared",),
        direction_because="the later one was published a day after",
    )


def make_dossier(*articles: Article, **more: Any) -> Dossier:
    """Return a dossier of ``articles`` (all four where none are given); ``more`` are its other fields."""
    chosen = articles or (FIRST, SECOND, THIRD, FOURTH)
    fields: dict[str, Any] = {
        "articles": {a.article_id: a for a in chosen},
        "dropped": (Dropped(locator="pile/empty.txt", reason=DropReason.EMPTY, detail="no bytes"),),
        "meetings": (),
        "meeting_claims": meeting_claims(),
        "actions": (),
        "commitments": (),
        "positions": (),
        "quotations": (),
        "copies": (),
        "origins": {
            FIRST.article_id: "family-1",
            SECOND.article_id: "family-1",
            THIRD.article_id: "family-2",
            FOURTH.article_id: "family-3",
        },
        "entities": {},
        "refusals": (),
    }
    return Dossier(**(fields | more))


def full_dossier() -> Dossier:
    """Return a dossier with at least one record of every kind."""
    flight, buses = "We will open a second flight,", "Mongolia pledged to buy ten buses"
    guest = make_speaker(FIRST, "Erdoğan said", "Recep Tayyip Erdoğan", entity_ids=("recep-tayyip-erdogan",))
    return make_dossier(
        meetings=(make_meeting(FIRST, SECOND, THIRD, participants=(HOST, GUEST, ALONG)),),
        quotations=(
            make_quotation(FIRST, flight, speaker=guest),
            make_quotation(SECOND, flight, speaker=make_speaker(SECOND, "Erdoğan said", "Recep Tayyip Erdoğan")),
            make_quotation(
                THIRD,
                "A bridge is only half a road,",
                speaker=make_speaker(THIRD, "Khürelsükh said", "Ukhnaagiin Khürelsükh"),
                chain=(link(THIRD, "his office"),),
            ),
            make_quotation(THIRD, "warm", kind=QuotationKind.PARTIAL),
            make_quotation(FOURTH, "The wheat is late,", speaker=make_speaker(FOURTH, "Lena Moor")),
        ),
        commitments=(
            make_commitment(FIRST, buses, object_span=span_of("to buy ten buses", AGENCY)),
            make_commitment(SECOND, buses, object_span=span_of("to buy ten buses", COPY)),
            make_commitment(FOURTH, "Mongolia did not promise rain", polarity=Polarity.NEGATIVE),
        ),
        positions=(make_position(FIRST, "Türkiye backs Mongolia."),),
        actions=(make_action(FIRST, AGENCY.split("\n\n")[1]), make_action(SECOND, COPY.split("\n\n")[1])),
        copies=(make_copy(),),
        refusals=(
            Refusal(
                article_id=THIRD.article_id,
                stage="resolution",
                rule="met",
                because="looks back",
                span=span_of("talks", OTHER),
            ),
            Refusal(
                article_id=FOURTH.article_id, stage="language", rule="language", because="language not analysed: xx"
            ),
        ),
    )
