"""What people decided about whom a mention names, applied before anything is read from the mentions."""

from dataclasses import replace

from foreigndesk.knowledge.gazetteer import common_state
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.organisations import organisations_by_id
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.knowledge.towns import find_place
from foreigndesk.records.mentions import Mention, MentionCorrection, MentionKind, Reference
from foreigndesk.records.readings import Reading
from foreigndesk.records.refusals import Refusal

RULE = "judgement of a person"


def apply_corrections(
    mentions: tuple[Mention, ...], corrections: tuple[MentionCorrection, ...], *, text: str
) -> tuple[Mention, ...]:
    """Return the mentions with the entities that people gave them, or without the one that people rejected."""
    by_span = {correction.span: correction for correction in corrections}
    return tuple(_correct(m, by_span[m.span], text) if m.span in by_span else m for m in mentions)


def _correct(mention: Mention, correction: MentionCorrection, text: str) -> Mention:
    before = mention.entity_id or "nobody in particular"
    told = replace(
        mention,
        name=mention.span.words(text),
        entity_id=correction.entity_id,
        candidates=(),
        rule=RULE,
        because=f"{correction.says}; the rules read {before} ({mention.because})",
    )
    entity = correction.entity_id
    if entity is None:
        return replace(told, state=None)
    if entity in persons_by_id():
        return replace(told, name=persons_by_id()[entity].name, kind=MentionKind.PERSON, state=common_state((entity,)))
    if entity in states_by_id():
        return replace(told, name=states_by_id()[entity].name, kind=MentionKind.STATE, state=entity)
    return _correct_other(told, entity)


def _correct_other(told: Mention, entity: str) -> Mention:
    organisation, place = organisations_by_id().get(entity), find_place(entity)
    if organisation:
        kind, state = MentionKind.ORGANISATION, organisation.state
        return replace(told, name=organisation.name, kind=kind, state=state)
    if place:
        return replace(told, name=place.name, kind=MentionKind.PLACE, state=place.state)
    return told


def correct_references(
    references: tuple[Reference, ...], corrections: tuple[MentionCorrection, ...]
) -> tuple[Reference, ...]:
    """Return the references with whom people said they mean; a rejected one stays, without anybody meant."""
    by_span = {correction.span: correction for correction in corrections}
    return tuple(_refer(r, by_span[r.span]) if r.span in by_span else r for r in references)


def _refer(reference: Reference, correction: MentionCorrection) -> Reference:
    before = " and ".join(reference.entity_ids) or " or ".join(reference.candidates)
    return Reference(
        span=reference.span,
        entity_ids=(correction.entity_id,) if correction.entity_id else (),
        candidates=(),
        mention_spans=(),
        rule=f"{RULE}: {correction.says}; the rules read {before} ({reference.rule})",
    )


def list_unused(readings: tuple[Reading, ...], corrections: tuple[MentionCorrection, ...]) -> tuple[Refusal, ...]:
    """Return the corrections for which this build reads nobody at the words, each with the reason."""
    applied = {(r.article.article_id, m.span) for r in readings for m in r.mentions if m.rule == RULE}
    applied |= {(r.article.article_id, n.span) for r in readings for n in r.references if n.rule.startswith(RULE)}
    articles = {r.article.article_id: r.article for r in readings}
    return tuple(
        Refusal(
            article_id=c.article_id,
            stage="judgement",
            rule="mention",
            because=f"no mention is read at these words, so this does not apply: {c.says}",
            span=c.span if c.span.end <= len(articles[c.article_id].text) else None,
        )
        for c in corrections
        if c.article_id in articles and (c.article_id, c.span) not in applied
    )
