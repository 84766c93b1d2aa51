"""Groups of quotations with the words of each variant and of each difference, and what people decided about them."""

import re
from collections import Counter
from collections.abc import Iterable

from foreigndesk.errors import EvidenceError, InputError
from foreigndesk.records.quotation_groups import GroupDecision, PlaceInArticle, QuotationGroup
from foreigndesk.records.spans import Span
from foreigndesk.store.connections import Connection, Row
from foreigndesk.store.encoding import read_json, write_json
from foreigndesk.store.evidence import Citations
from foreigndesk.store.judgements import Judgement, Verdict, list_judgements

PAIR = "quotation_pair"  # kind of target: two places, as ARTICLE:START-END+ARTICLE:START-END, the smaller first
_PAIR_AT = re.compile(r"([^:+]+):(\d+)-(\d+)\+([^:+]+):(\d+)-(\d+)")
_FEWEST = 2  # variants
_PUT = """INSERT INTO quotation_groups (group_id, risk, kinds, variants, best_attributed, earliest_because,
        article_id, start, "end", record)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_PUT_VARIANT = """INSERT INTO group_variants
    (group_id, position, variant_id, article_id, start, "end", form, quotation_id, risk)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_PUT_EVIDENCE = """INSERT INTO group_evidence (group_id, supports, position, article_id, start, "end")
    VALUES (?, ?, ?, ?, ?, ?)"""


def put_groups(connection: Connection, groups: Iterable[QuotationGroup]) -> None:
    """Put groups after the readings whose quotations they hold.

    Raises EvidenceError for a group of fewer than two variants or with words that do not stand in their article.
    """
    citations = Citations(connection)
    rows: list[Row] = []
    variants: list[Row] = []
    evidence: list[Row] = []
    for group in groups:
        group_id = group.group_id
        named = f"quotation group {group_id}"
        if len(group.variants) < _FEWEST:
            raise EvidenceError(f"{named}: it has fewer than two variants")
        evidence += _cite(citations, group, named)
        kinds = write_json([kind.value for kind in group.kinds])
        place = citations.cite(group.reference.article_id, group.reference.span, named=named)
        said = (group.best_attributed, group.earliest_because)
        rows.append((group_id, group.risk.value, kinds, len(group.variants), *said, *place, write_json(group)))
        for position, v in enumerate(group.variants):
            at = (v.article_id, v.span.start, v.span.end)
            variants.append((group_id, position, v.variant_id, *at, v.form.value, v.quotation_id, v.risk.value))
    citations.put()
    connection.run_many(_PUT, rows)
    connection.run_many(_PUT_VARIANT, variants)
    connection.run_many(_PUT_EVIDENCE, evidence)


def _cite(citations: Citations, group: QuotationGroup, named: str) -> list[Row]:
    rows: list[Row] = []
    numbers = Counter[str]()
    for supports, article_id, span in group.cited:
        rows.append((group.group_id, supports, numbers[supports], *citations.cite(article_id, span, named=named)))
        numbers[supports] += 1
    return rows


def get_group(connection: Connection, group_id: str) -> QuotationGroup:
    """Return one group by its id. Raises InputError where the desk has none."""
    row = connection.row("SELECT record FROM quotation_groups WHERE group_id = ?", (group_id,))
    if row is None:
        raise InputError(f"{group_id}: the desk has no group of quotations with this id.")
    return read_json(row[0], QuotationGroup)


def list_groups(connection: Connection) -> list[QuotationGroup]:
    """Return all groups in order of id."""
    return [read_json(row[0], QuotationGroup) for row in connection.rows(
        "SELECT record FROM quotation_groups ORDER BY group_id"
    )]  # fmt: skip


def judge_pair(decision: GroupDecision, *, person: str, made_at: str) -> Judgement:
    """Return the judgement that two places give one utterance (``same``) or two (``different``).

    ``says`` of ``decision`` becomes the note. Raises InputError where the two places overlap.
    """
    first, second = decision.first, decision.second
    if first.article_id == second.article_id and first.span.overlaps(second.span):
        raise InputError("a judgement on one utterance or two needs two places that do not overlap.")
    return Judgement(
        target_kind=PAIR,
        target_id=write_pair(first, second),
        verdict=Verdict.SAME if decision.is_same else Verdict.DIFFERENT,
        note=decision.says,
        person=person,
        made_at=made_at,
    )


def write_pair(first: PlaceInArticle, second: PlaceInArticle) -> str:
    """Return two places as the target of a judgement: the same for both orders."""
    ordered = sorted((first, second), key=lambda place: (place.article_id, place.span))
    return "+".join(f"{place.article_id}:{place.span.start}-{place.span.end}" for place in ordered)


def list_group_decisions(connection: Connection) -> list[GroupDecision]:
    """Return what people decided about pairs of places, the last decision on each; one that accepts withdraws it."""
    last = {j.target_id: j for j in list_judgements(connection) if j.target_kind == PAIR}
    return [_read_decision(last[target]) for target in sorted(last) if last[target].verdict is not Verdict.ACCEPT]


def _read_decision(judgement: Judgement) -> GroupDecision:
    found = _PAIR_AT.fullmatch(judgement.target_id)
    if found is None or judgement.verdict not in {Verdict.SAME, Verdict.DIFFERENT}:
        raise InputError(
            f"judgement {judgement.judgement_id}: {judgement.verdict.value} on {judgement.target_id!r} "
            "is no same or different on ARTICLE:START-END+ARTICLE:START-END."
        )
    note = f": {judgement.note}" if judgement.note else ""
    return GroupDecision(
        first=PlaceInArticle(article_id=found[1], span=Span(int(found[2]), int(found[3]))),
        second=PlaceInArticle(article_id=found[4], span=Span(int(found[5]), int(found[6]))),
        is_same=judgement.verdict is Verdict.SAME,
        says=f"{judgement.person} decided on {judgement.made_at}{note}",
    )
