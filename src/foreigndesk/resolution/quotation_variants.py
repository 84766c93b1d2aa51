"""Variants: the places of one utterance as a record: which is the reference, the earliest, the best attributed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import LCSseq

from foreigndesk.knowledge.wordings import change_rules
from foreigndesk.records.articles import Article
from foreigndesk.records.quotation_groups import ChangeKind, QuotationGroup, Risk, Variant, VariantForm, WordChange
from foreigndesk.records.spans import Span
from foreigndesk.resolution.continuations import find_continuation
from foreigndesk.resolution.utterance_clusters import Cluster
from foreigndesk.resolution.utterance_evidence import ALIKE
from foreigndesk.resolution.utterances import Utterance, chain_names, content_of, read_spoken
from foreigndesk.resolution.wording_changes import Differences, find_differences

_FORM_ORDER = tuple(VariantForm)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The articles by id, and which of two copies is the earlier: (earlier id, later id)."""

    articles: Mapping[str, Article]
    copied: frozenset[tuple[str, str]]


def make_group(cluster: Cluster, around: Surroundings) -> QuotationGroup:
    """Return the record of a cluster: the reference variant first, then the others by day and place."""
    first = min(cluster.utterances, key=_fullness)
    others = sorted((u for u in cluster.utterances if u is not first), key=_by_day)
    ordered = (first, *others)
    variants = tuple(_make_variant(u, _find_base(u, ordered), around) for u in ordered)
    earliest, earliest_because = _find_earliest((first, *others), around)
    best = min(zip((first, *others), variants, strict=True), key=lambda pair: _attribution_order(*pair))[1]
    return QuotationGroup(
        variants=variants,
        because=cluster.because,
        earliest=tuple(v.variant_id for v in variants if v.article_id in earliest),
        earliest_because=earliest_because,
        best_attributed=best.variant_id,
        best_because=_say_attribution(best),
        decided=cluster.decided,
    )


def _fullness(utterance: Utterance) -> tuple[bool, bool, int, int, date, tuple[str, object]]:
    """Return the order in which an utterance is the reference: in marks, ascribed, direct, of most words, early."""
    return (
        not utterance.form.is_marked,
        not (utterance.speakers or utterance.candidates),
        -sum(word.is_content and not word.is_bracketed for word in read_spoken(utterance.words)),
        _FORM_ORDER.index(utterance.form),
        utterance.earliest or date.max,
        utterance.place,
    )


def _by_day(utterance: Utterance) -> tuple[date, date, tuple[str, object]]:
    return utterance.earliest or date.max, utterance.latest or date.max, utterance.place


def _find_base(utterance: Utterance, ordered: tuple[Utterance, ...]) -> Utterance | None:
    """Return what a variant is compared with: the reference, or what has most of its words where that has few."""
    reference, content = ordered[0], content_of(utterance.words)
    if utterance is reference:
        return None
    shared = [LCSseq.similarity(content, content_of(u.words)) for u in ordered]
    if shared[0] >= ALIKE * min(len(content), len(content_of(reference.words))):
        return reference
    others = [n for n, u in enumerate(ordered) if u is not utterance and u.form.is_marked]
    return ordered[max(others, key=lambda n: (shared[n], -n), default=0)]


def _make_variant(utterance: Utterance, base: Utterance | None, around: Surroundings) -> Variant:
    quotation = utterance.quotation
    speaker = quotation.speaker if quotation else None
    found = Differences(changes=(), edits=()) if base is None else _compare(base, utterance, around)
    return Variant(
        article_id=utterance.article_id,
        span=utterance.span,
        form=utterance.form,
        quotation_id=quotation.quotation_id if quotation else None,
        speakers=tuple(sorted(utterance.speakers or utterance.candidates)),
        speaker_names=(speaker.names or speaker.candidates) if speaker else (),
        is_speaker_certain=bool(utterance.speakers),
        passed_on=_passed_on(utterance, around.articles),
        changes=found.changes,
        edits=found.edits,
        against=base.utterance_id if base is not None else None,
    )


def _compare(reference: Utterance, variant: Utterance, around: Surroundings) -> Differences:
    text = around.articles[variant.article_id].text
    outside = f"{text[variant.sentence.start : variant.span.start]} {text[variant.span.end : variant.sentence.end]}"
    found = find_differences(reference, variant, around=outside)
    changes = [*found.changes]
    goes_on = find_continuation(reference, variant, text=around.articles[reference.article_id].text, other_text=text)
    if goes_on is not None:
        changes.append(goes_on)
    if variant.form is VariantForm.OWN_WORDS:
        rule = change_rules()[ChangeKind.MARKS_DROPPED]
        changes.append(WordChange(kind=rule.kind, risk=rule.in_marks, because=rule.because, variant=variant.span))
    changes += _compare_speakers(reference, variant, around.articles)
    return Differences(changes=tuple(changes), edits=found.edits)


def _compare_speakers(
    reference: Utterance, variant: Utterance, articles: Mapping[str, Article]
) -> tuple[WordChange, ...]:
    """Return that another speaker is named, or others who passed the words on, where both name theirs for certain."""
    ours, theirs = reference.identified, variant.identified
    ways = [_passed_on(u, articles) for u in (reference, variant)]
    if not ours or not theirs or (ours == theirs and (ways[0] == ways[1] or not all(ways))):
        return ()
    rule = change_rules()[ChangeKind.SPEAKER]
    risk, because = rule.in_marks, rule.because
    if ours == theirs:
        risk, because = Risk.NONE, f"the same speaker, but through {' and '.join(ways[1])}"
    elif ours & theirs:
        risk, because = Risk.LOW, "one of the speakers is the same, not all"
    elif reference.states & variant.states:
        risk, because = Risk.LOW, "another speaker of the same state is named"
    return (
        WordChange(kind=rule.kind, risk=risk, because=because, reference=_named(reference), variant=_named(variant)),
    )


def _passed_on(utterance: Utterance, articles: Mapping[str, Article]) -> tuple[str, ...]:
    quotation = utterance.quotation
    return chain_names(quotation.chain, articles[utterance.article_id]) if quotation else ()


def _named(utterance: Utterance) -> Span | None:
    speaker = utterance.quotation.speaker if utterance.quotation else None
    return speaker.span if speaker else None


def _find_earliest(utterances: tuple[Utterance, ...], around: Surroundings) -> tuple[frozenset[str], str]:
    """Return the article that is earlier than all others of the group, none where that is not known; and why."""
    bounds = {u.article_id: (u.earliest, u.latest) for u in utterances}
    if len(bounds) == 1:
        return frozenset(bounds), "all stand in one article"
    for article_id in sorted(bounds):
        others = [other for other in sorted(bounds) if other != article_id]
        if all(_is_before(article_id, other, bounds=bounds, around=around) for other in others):
            by_copy = any((article_id, other) in around.copied for other in others)
            because = (
                "the others were made from it or are later" if by_copy else "its article is dated before all others"
            )
            return frozenset({article_id}), because
    undated = sum(None in days for days in bounds.values())
    if undated:
        return frozenset(), f"not known: {undated} of {len(bounds)} articles have no date"
    return frozenset(), "not known: the days on which the articles can have appeared overlap"


def _is_before(
    first: str, second: str, *, bounds: Mapping[str, tuple[date | None, date | None]], around: Surroundings
) -> bool:
    if (first, second) in around.copied:
        return True
    latest, earliest = bounds[first][1], bounds[second][0]
    return latest is not None and earliest is not None and latest < earliest


def _attribution_order(utterance: Utterance, variant: Variant) -> tuple[object, ...]:
    has_cue = utterance.quotation is not None and utterance.quotation.cue is not None
    return (
        not utterance.speakers,
        -len(variant.passed_on),
        not has_cue,
        _FORM_ORDER.index(utterance.form),
        -len(content_of(utterance.words)),
        utterance.earliest or date.max,
        utterance.place,
    )


def _say_attribution(variant: Variant) -> str:
    names = ", ".join(variant.speaker_names)
    if not variant.is_speaker_certain:
        return f"no variant names its speaker for certain{f'; it can be {names}' if names else ''}"
    through = "".join(f", through {name}" for name in variant.passed_on)
    return f"said by {names}{through}"
