"""Commitments among the deeds that rules and reader found: the reader's head tells the kind, the deed who is bound."""

from collections.abc import Sequence
from dataclasses import replace

from foreigndesk.extraction.codings import Coding
from foreigndesk.extraction.sides import is_known
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import ActionClaim, CommitmentClaim, CommitmentKind
from foreigndesk.records.spans import Span, hull

LEAST_SHARE = 0.5  # a kind is believed that is likelier than all others and none together
_NONE = "NONE"
_OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "prep", "pobj", "dative"})


def commitment_of(analysis: Analysis, coding: Coding, claim: ActionClaim) -> CommitmentClaim | None:
    """Return what a deed binds its actors to by the reader's head, ``None`` where it binds nobody or nobody known."""
    shares = coding.deed.commitments if coding.deed is not None else {}
    best = max(shares, key=lambda kind: shares[kind], default=_NONE)
    if best == _NONE or shares[best] < LEAST_SHARE or not any(is_known(p) for p in claim.actors):
        return None
    return CommitmentClaim(
        article_id=claim.article_id,
        rule=f"reader:commitment:{best}",
        evidence=claim.evidence,
        factuality=claim.factuality,
        polarity=claim.polarity,
        attribution=claim.attribution,
        kind=CommitmentKind(best),
        trigger=claim.trigger,
        actors=claim.actors,
        recipients=claim.recipients,
        object_span=_object_span(analysis, coding.token),
        times=claim.times,
    )


def _object_span(analysis: Analysis, token: Token) -> Span | None:
    """Return the words for what is pledged, signed, called for or refused: what completes the trigger."""
    below = [i for i in analysis.children[token.index] if analysis.tokens[i].dep in _OBJECTS and i > token.index]
    return hull(tuple(analysis.subtree_span(i) for i in below)) if below else None


def join_commitments(ruled: Sequence[CommitmentClaim], read: Sequence[CommitmentClaim]) -> tuple[CommitmentClaim, ...]:
    """Return the commitments that the tables and the reader found, each once, in order of the text.

    Where both speak of one trigger the tables give words and sides and the reader the kind. A deed that stands in
    what another commitment is about ("promised to sign") is part of it.
    """
    at = {claim.trigger: claim for claim in read}
    joined = [_with_kind(claim, _at_trigger(claim, at)) for claim in ruled]
    told = [claim for claim in read if not any(_tells(other, claim) for other in ruled)]
    new = [claim for claim in told if not any(_is_about(other, claim) for other in told)]
    return tuple(sorted([*joined, *new], key=lambda claim: (claim.trigger, claim.kind.value)))


def _at_trigger(claim: CommitmentClaim, read: dict[Span, CommitmentClaim]) -> CommitmentClaim | None:
    return next((other for span, other in read.items() if span.overlaps(claim.trigger)), None)


def _with_kind(claim: CommitmentClaim, other: CommitmentClaim | None) -> CommitmentClaim:
    if other is None or other.kind is claim.kind:
        return claim
    return replace(claim, kind=other.kind, rule=f"{claim.rule} + {other.rule}")


def _tells(claim: CommitmentClaim, deed: CommitmentClaim) -> bool:
    """Return whether a commitment of the tables already tells what a deed would add: it stands in the same words."""
    return claim.evidence[0].covers(deed.trigger) or _is_about(claim, deed)


def _is_about(claim: CommitmentClaim, deed: CommitmentClaim) -> bool:
    """Return whether a deed stands in what a commitment is about."""
    return claim.object_span is not None and claim.object_span.covers(deed.trigger)
