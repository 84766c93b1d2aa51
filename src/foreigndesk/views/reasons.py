"""Why a record says what it says: the rule, the steps, and the words in their sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from foreigndesk.knowledge.codebook import cameo_codes, event_types
from foreigndesk.records.articles import Article
from foreigndesk.records.claims import Claim, Polarity
from foreigndesk.records.copies import Copy, Difference, DifferenceKind
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.events import Event
from foreigndesk.records.meetings import Meeting
from foreigndesk.records.mentions import Entity, Mention, NamedWords, Reference
from foreigndesk.records.quotation_groups import QuotationGroup
from foreigndesk.records.quotations import Quotation
from foreigndesk.records.spans import Span
from foreigndesk.views.copies import list_losses
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.events import say_told, show_event_plainly
from foreigndesk.views.mentions import give_reason, list_meant, list_mention_rows
from foreigndesk.views.plain import Plain, to_plain

SAID = {
    DifferenceKind.DROPPED: "dropped",
    DifferenceKind.ADDED: "added",
    DifferenceKind.REWORDED: "reworded",
    DifferenceKind.HEDGE_LOST: "hedge lost",
    DifferenceKind.ATTRIBUTION_LOST: "attribution lost",
    DifferenceKind.LIST_SHORTENED: "list shortened",
    DifferenceKind.IN_ONE_ONLY: "in one text only",
    DifferenceKind.HEDGE_IN_ONE: "hedge in one text only",
    DifferenceKind.ATTRIBUTION_IN_ONE: "attribution in one text only",
}
AROUND = 60  # code points of context shown on each side of the words


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason: what it says, and where there are words for it, the words between what stands around them."""

    says: str
    locator: str | None = None
    before: str = ""
    words: str = ""
    after: str = ""
    fact: str | None = None


def give_reasons(dossier: Dossier, record: object) -> tuple[Reason, ...]:
    """Return the reasons for a record, or for words that name somebody, in the order in which they were used."""
    return (*_list_reasons(dossier, record), *_decisions_on(dossier, record))


def show_plainly(dossier: Dossier, record: object) -> Plain:
    """Return a record as plain values, with what is kept beside it.

    That is the date of an action, and of a mention its words and what was decided on them.
    """
    if isinstance(record, NamedWords):
        return list_mention_rows(dossier, (record,))[0]
    if isinstance(record, Event):
        return show_event_plainly(record)
    plain = to_plain(record)
    if isinstance(record, Claim) and record.claim_id in dossier.event_dates and isinstance(plain, dict):
        return {**plain, "date": to_plain(dossier.event_dates[record.claim_id])}
    return plain


def _list_reasons(dossier: Dossier, record: object) -> tuple[Reason, ...]:
    return next((give(dossier, record) for kind, give in _REASONS if isinstance(record, kind)), ())


def _decisions_on(dossier: Dossier, record: object) -> tuple[Reason, ...]:
    """Return what people decided about whom words mean that a record rests on."""
    spans = _words_of(record)
    entity_id = record.entity_id if isinstance(record, Entity) else None
    return tuple(
        cite(dossier, c.article_id, c.span, says=f"decided, means {c.entity_id or 'somebody else'}: {c.says}")
        for c in dossier.corrections
        if (entity_id is not None and entity_id == c.entity_id)
        or any(article_id == c.article_id and c.span.overlaps(span) for article_id, span in spans)
    )


def _words_of(record: object) -> list[tuple[str, Span]]:
    match record:
        case Meeting() | Event():
            return [(words.article_id, words.span) for words in record.evidence]
        case Quotation():
            speaker = record.speaker.span if record.speaker else None
            return [(record.article_id, span) for span in (speaker, record.cue, record.span) if span]
        case Claim():
            return [(record.article_id, span) for span in record.evidence]
        case NamedWords():
            return [(record.article_id, span) for span in (record.said.span, *_resting_on(record))]
        case _:
            return []


def _resting_on(named: NamedWords) -> tuple[Span, ...]:
    """Return the mentions through which a reference was resolved."""
    return named.said.mention_spans if isinstance(named.said, Reference) else ()


def _words_reasons(dossier: Dossier, named: NamedWords) -> tuple[Reason, ...]:
    article_id, said = named.article_id, named.said
    meant = " and ".join(list_meant(named)) or " or ".join(said.candidates) or "nobody"
    head = cite(dossier, article_id, said.span, says=f"means {meant}: {give_reason(named)}")
    shown = [cite(dossier, article_id, span, says="resolved through") for span in _resting_on(named)]
    titles = [said.title.span] if isinstance(said, Mention) and said.title else []
    return (head, *shown, *(cite(dossier, article_id, span, says="title") for span in titles))


def _meeting_reasons(dossier: Dossier, meeting: Meeting) -> tuple[Reason, ...]:
    reasons = [cite(dossier, w.article_id, w.span, says=w.supports) for w in meeting.evidence]
    reasons += _date_reasons(dossier, meeting.date, None)
    if meeting.place:
        reasons.append(Reason(says=f"place: {meeting.place.name}, {meeting.place.because}", fact=meeting.occasion_fact))
    reasons += [
        Reason(says=f"{p.name} held the office: {p.office}", fact=p.office_fact)
        for p in meeting.participants
        if p.office
    ]
    reasons += [Reason(says=f"taken for one meeting: {because}") for because in meeting.merged_because]
    return (*reasons, *(Reason(says=f"not known: {unknown}") for unknown in meeting.unknowns))


def _event_record_reasons(dossier: Dossier, event: Event) -> tuple[Reason, ...]:
    claims = {claim.claim_id: claim for claim in dossier.actions}
    reasons = [Reason(says=say_told(event))]
    for claim in (claims[claim_id] for claim_id in event.claim_ids):
        by = ", ".join(f"according to {link.name}" for link in claim.attribution)
        trigger = _flat(claim.trigger.words(dossier.articles[claim.article_id].text))
        negated = "negated" if claim.polarity is Polarity.NEGATIVE else ""
        says = (claim.factuality.value, negated, by, f"trigger “{trigger}”, rule {claim.rule}")
        reasons.append(cite(dossier, claim.article_id, claim.evidence[0], says="; ".join(filter(None, says))))
    reasons += _date_reasons(dossier, event.date, None)
    reasons += [cite(dossier, w.article_id, w.span, says="place") for w in event.evidence if w.supports == "place"]
    reasons += [Reason(says=f"taken for one event: {because}") for because in event.merged_because]
    unknowns = (Reason(says=f"not known: {u}") for u in event.unknowns if not u.startswith("date: "))
    return (*reasons, *_code_reasons(event), *unknowns)  # the date has told its own


def _code_reasons(event: Event) -> list[Reason]:
    """Return what the codes of an event mean, with the rows of the codebook."""
    kind, code = event_types().get(event.type), cameo_codes().get(event.cameo or "")
    reasons = (
        [Reason(says=f"{event.type} is {kind.quad}: {kind.definition}", fact=f"plover:{event.type}")] if kind else []
    )
    if code is not None:
        says = f"CAMEO {code.code}: {code.name}, Goldstein {code.goldstein:+.1f}"
        reasons.append(Reason(says=says, fact=f"cameo:{code.code}"))
    return reasons


def _date_reasons(dossier: Dossier, finding: DateFinding, article_id: str | None) -> list[Reason]:
    if not finding.is_known:
        reasons = [Reason(says=f"date not known: {finding.unknown_because}")]
    else:
        reasons = [Reason(says=f"date: {finding.edtf}")]
    for step in finding.proof:
        owner = step.article_id or article_id
        if owner and step.span:
            reasons.append(cite(dossier, owner, step.span, says=step.says, fact=step.fact))
        else:
            reasons.append(Reason(says=step.says, fact=step.fact))
    return reasons


def _quotation_reasons(dossier: Dossier, quotation: Quotation) -> tuple[Reason, ...]:
    article_id = quotation.article_id
    reasons = [cite(dossier, article_id, quotation.span, says=f"{quotation.kind.value}: {quotation.rule}")]
    if quotation.cue:
        reasons.append(cite(dossier, article_id, quotation.cue, says="cue"))
    speaker = quotation.speaker
    if speaker is not None:
        who = " or ".join(speaker.candidates) if speaker.candidates else ", ".join(speaker.names)
        says = f"speaker {who}: {speaker.rule}"
        reasons.append(cite(dossier, article_id, speaker.span, says=says) if speaker.span else Reason(says=says))
    else:
        reasons.append(Reason(says="speaker not known: no cue names one"))
    return (*reasons, *(cite(dossier, article_id, a.span, says=f"passed on by {a.name}") for a in quotation.chain))


def _claim_reasons(dossier: Dossier, claim: Claim) -> tuple[Reason, ...]:
    head = Reason(says=f"rule {claim.rule}; {claim.factuality.value}, {claim.polarity.value}")
    words = [cite(dossier, claim.article_id, span, says="evidence") for span in claim.evidence]
    return (
        head,
        *words,
        *_event_reasons(dossier, claim),
        *(cite(dossier, claim.article_id, a.span, says=f"said by {a.name}") for a in claim.attribution),
    )


def _group_reasons(dossier: Dossier, group: QuotationGroup) -> tuple[Reason, ...]:
    head = [Reason(says=f"taken for one utterance: {because}") for because in group.because]
    head += [Reason(says=f"decided by people: {says}") for says in group.decided]
    head += [Reason(says=f"earliest: {group.earliest_because}"), Reason(says=f"best attributed: {group.best_because}")]
    for number, variant in enumerate(group.variants, start=1):
        head.append(cite(dossier, variant.article_id, variant.span, says=f"variant {number}: {variant.form.value}"))
        for change in variant.changes:
            says = (
                f"variant {number}, {change.kind.value.replace('_', ' ')}, risk {change.risk.value}: {change.because}"
            )
            owner, span = (
                (variant.article_id, change.variant)
                if change.variant
                else (group.base_of(variant).article_id, change.reference)
            )
            head.append(cite(dossier, owner, span, says=says) if span else Reason(says=says))
    return tuple(head)


def _event_reasons(dossier: Dossier, claim: Claim) -> list[Reason]:
    when = dossier.event_dates.get(claim.claim_id)
    return _date_reasons(dossier, when, claim.article_id) if when else []


def _copy_reasons(dossier: Dossier, copy: Copy) -> tuple[Reason, ...]:
    head = [Reason(says=because) for because in (*copy.because, copy.direction_because)]
    shared = [cite(dossier, copy.first_id, p.first, says="stands in both") for p in copy.shared]
    return (*head, *shared, *(r for d in copy.differences for r in _difference_reasons(dossier, copy, d)))


def give_loss_reasons(dossier: Dossier, copy: Copy) -> tuple[Reason, ...]:
    """Return the hedges and attributions that a copy lost, each in its sentence, and the sentence without it."""
    return tuple(r for d in list_losses(copy) for r in _difference_reasons(dossier, copy, d))


def _difference_reasons(dossier: Dossier, copy: Copy, difference: Difference) -> list[Reason]:
    """Return what became of the words, shown on both sides, in the earlier text first."""
    sides = [(copy.first_id, difference.first), (copy.second_id, difference.second)]
    if copy.earlier_id == copy.second_id or not difference.cue_in_first:
        sides.reverse()
    said = (SAID[difference.kind], "in the other text")
    found = [(article_id, span) for article_id, span in sides if span is not None]
    return [
        cite(dossier, article_id, difference.cue if difference.cue and not number else span, says=said[number])
        for number, (article_id, span) in enumerate(found)
    ]


def _article_reasons(dossier: Dossier, article: Article) -> tuple[Reason, ...]:
    article_id = article.article_id
    reasons = [Reason(says=f"{f.field}: {f.value} ({f.origin})") for f in article.stated]
    if article.published is not None:
        reasons += _date_reasons(dossier, article.published, article_id)
    reasons += [
        cite(dossier, article_id, b.span, says=f"set aside as {b.kind.value}: {b.rule}") for b in article.removed
    ]
    return (
        *reasons,
        *(cite(dossier, article_id, r.second, says="repeats an earlier passage") for r in article.repeats),
        *(cite(dossier, article_id, p.span, says=f"not analysed: language {p.language}") for p in article.foreign),
    )


def cite(dossier: Dossier, article_id: str, span: Span, *, says: str, fact: str | None = None) -> Reason:
    """Return a reason with its words and what stands around them in the article."""
    article = dossier.articles[article_id]
    text = article.text
    return Reason(
        says=says,
        locator=article.locator,
        before=_cut_before(text, span.start),
        words=_flat(span.words(text)),
        after=_cut_after(text, span.end),
        fact=fact,
    )


def _cut_before(text: str, end: int) -> str:
    """Return what stands before ``end``, from the beginning of a word, with an ellipsis where more stands before."""
    start = max(0, end - AROUND)
    if start == 0 or text[start - 1].isspace():
        return ("… " if start else "") + _flat(text[start:end])
    space = next((n for n in range(start, end) if text[n].isspace()), None)
    return "… " + _flat(text[space + 1 : end]) if space is not None else "…" + _flat(text[start:end])


def _cut_after(text: str, start: int) -> str:
    """Return what stands from ``start`` to the end of a word, with an ellipsis where more follows."""
    end = min(len(text), start + AROUND)
    if end == len(text) or text[end].isspace():
        return _flat(text[start:end]) + (" …" if end < len(text) else "")
    space = next((n for n in range(end - 1, start - 1, -1) if text[n].isspace()), None)
    return _flat(text[start:space]) + " …" if space is not None else _flat(text[start:end]) + "…"


def _flat(words: str) -> str:
    return words.replace("\n", " ")


def _entity_reasons(_: Dossier, entity: Entity) -> tuple[Reason, ...]:
    return (Reason(says=entity.because),) if entity.because else ()


_REASONS: tuple[tuple[Any, Callable[[Dossier, Any], tuple[Reason, ...]]], ...] = (
    (Meeting, _meeting_reasons),
    (Event, _event_record_reasons),
    (Quotation, _quotation_reasons),
    (Copy, _copy_reasons),
    (QuotationGroup, _group_reasons),
    (Claim, _claim_reasons),
    (Article, _article_reasons),
    (NamedWords, _words_reasons),
    (Entity, _entity_reasons),
)
