"""Claims of the four kinds, with their parties and the words for each value."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from foreigndesk.errors import EvidenceError, InputError
from foreigndesk.records.claims import ActionClaim, CommitmentClaim, MeetingClaim, Party, PositionClaim
from foreigndesk.records.refusals import Refusal
from foreigndesk.store.connections import Connection, Row
from foreigndesk.store.encoding import read_json, write_json
from foreigndesk.store.evidence import Citations, check_owner, cite_record
from foreigndesk.store.refusals import part_by_id

AnyClaim = MeetingClaim | ActionClaim | CommitmentClaim | PositionClaim

_PUT = """INSERT INTO claims
    (claim_id, position, article_id, start, "end", kind, type, rule, factuality, polarity, record)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_PUT_EVIDENCE = """INSERT INTO claim_evidence (claim_id, supports, position, article_id, start, "end")
    VALUES (?, ?, ?, ?, ?, ?)"""
_PUT_PARTY = """INSERT INTO claim_parties
    (claim_id, role, position, article_id, start, "end", name, entity_id, state, sector)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


class ClaimKind(StrEnum):
    """The kinds of claims."""

    MEETING = "meeting"
    ACTION = "action"
    COMMITMENT = "commitment"
    POSITION = "position"


CLAIM_TYPES: dict[ClaimKind, type[AnyClaim]] = {
    ClaimKind.MEETING: MeetingClaim,
    ClaimKind.ACTION: ActionClaim,
    ClaimKind.COMMITMENT: CommitmentClaim,
    ClaimKind.POSITION: PositionClaim,
}


def put_claims(citations: Citations, article_id: str, claims: Iterable[AnyClaim]) -> list[Refusal]:
    """Put the claims of one article; return what was refused because its id is taken.

    Raises EvidenceError naming the claim that has no evidence or whose words do not stand in the article.
    """
    kept, differing = part_by_id(claims, lambda claim: claim.claim_id)
    rows: list[Row] = []
    evidence: list[Row] = []
    parties: list[Row] = []
    for claim_id, position, claim in kept:
        named = f"claim {claim_id} ({type(claim).__name__}, rule {claim.rule})"
        check_owner(article_id, claim.article_id, named=named)
        if not claim.evidence:
            raise EvidenceError(f"{named}: no words of article {article_id} are given as evidence")
        place = citations.cite(claim.article_id, claim.evidence[0], named=named)
        kind, type_ = describe_claim(claim)
        said = (kind.value, type_, claim.rule, claim.factuality.value, claim.polarity.value, write_json(claim))
        rows.append((claim_id, position, *place, *said))
        evidence.extend(cite_record(citations, claim, article_id=article_id, record_id=claim_id, named=named))
        for n, (role, party) in enumerate(list_parties(claim)):
            at = citations.cite(article_id, party.span, named=named)
            parties.append((claim_id, role, n, *at, party.name, party.entity_id, party.state, party.sector))
    citations.put()
    citations.connection.run_many(_PUT, rows)
    citations.connection.run_many(_PUT_EVIDENCE, evidence)
    citations.connection.run_many(_PUT_PARTY, parties)
    because = "another claim of the same kind and rule has the same evidence"
    return [
        Refusal(article_id=article_id, stage="store", rule=c.rule, because=because, span=c.trigger) for c in differing
    ]


def describe_claim(claim: AnyClaim) -> tuple[ClaimKind, str]:
    """Return the kind of a claim and its type: meeting format, PLOVER type, kind of commitment or stance."""
    if isinstance(claim, MeetingClaim):
        return ClaimKind.MEETING, claim.format.value
    if isinstance(claim, ActionClaim):
        return ClaimKind.ACTION, claim.type
    if isinstance(claim, CommitmentClaim):
        return ClaimKind.COMMITMENT, claim.kind.value
    return ClaimKind.POSITION, claim.stance.value


def list_parties(claim: AnyClaim) -> Iterator[tuple[str, Party]]:
    """Yield who takes part in what is claimed, each with the role."""
    if isinstance(claim, MeetingClaim):
        yield from (("participant", party) for party in claim.participants)
    elif isinstance(claim, PositionClaim):
        yield from (("holder", party) for party in claim.holders)
        yield "target", claim.target
    else:
        yield from (("actor", party) for party in claim.actors)
        yield from (("recipient", party) for party in claim.recipients)


def read_claim(kind: str, record: str | bytes) -> AnyClaim:
    """Return the claim that a row of ``claims`` holds."""
    return read_json(record, CLAIM_TYPES[ClaimKind(kind)])


def get_claim(connection: Connection, claim_id: str) -> AnyClaim:
    """Return one claim by its id. Raises InputError where the desk has none."""
    row = connection.row("SELECT kind, record FROM claims WHERE claim_id = ?", (claim_id,))
    if row is None:
        raise InputError(f"{claim_id}: the desk has no claim with this id.")
    return read_claim(*row)


def list_claims(
    connection: Connection, *, kind: ClaimKind | None = None, article_id: str | None = None
) -> list[AnyClaim]:
    """Return the claims, of one kind and of one article where these are given, in order of article and putting."""
    values: dict[str, Any] = {"kind": kind.value if kind else None, "article_id": article_id}
    rows = connection.rows(
        """SELECT kind, record FROM claims
        WHERE (:kind IS NULL OR kind = :kind) AND (:article_id IS NULL OR article_id = :article_id)
        ORDER BY article_id, position, claim_id""",
        values,
    )
    return [read_claim(row[0], row[1]) for row in rows]
