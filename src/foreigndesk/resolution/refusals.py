"""Readings that became no part of the record, each with the reason."""

from foreigndesk.records.claims import MeetingClaim
from foreigndesk.records.readings import Reading
from foreigndesk.records.refusals import Refusal
from foreigndesk.resolution.groups import looks_back
from foreigndesk.resolution.meetings import Cluster


def list_refusals(readings: tuple[Reading, ...], clusters: tuple[Cluster, ...]) -> tuple[Refusal, ...]:
    """Return the meeting claims that no meeting holds, what extraction refused, and unanalysed articles, in order."""
    used = {c.claim_id for cluster in clusters for m in cluster.members for c in m.group.claims}
    found = [
        Refusal(
            article_id=claim.article_id,
            stage="resolution",
            rule=claim.rule,
            because=_reason(claim, reading),
            span=claim.evidence[0],
        )
        for reading in readings
        for claim in reading.meetings
        if claim.claim_id not in used
    ]
    unread = [
        Refusal(article_id=r.article.article_id, stage="language", rule="language", because=r.unanalysed_because)
        for r in readings
        if r.unanalysed_because
    ]
    own = [refusal for reading in readings for refusal in reading.refusals]
    return tuple(sorted([*found, *unread, *own], key=lambda r: (r.article_id, r.span is not None, str(r.span), r.rule)))


def _reason(claim: MeetingClaim, reading: Reading) -> str:
    if looks_back(claim, reading):
        return "looks back to an earlier meeting that is not what the article reports"
    if claim.is_delegation:
        return "names people who came along to a meeting that the article does not report"
    return "named in passing: no words say when, and it is not what the article reports"
