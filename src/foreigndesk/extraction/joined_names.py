"""Names joined before or after a noun ("the Xi-Biden summit", "a meeting between Xi and Biden"), by the text itself."""

import re

from foreigndesk.extraction.parties import Cast, parties_at, party_of
from foreigndesk.records.analyses import Token
from foreigndesk.records.claims import Party
from foreigndesk.records.mentions import MentionKind, MentionUse
from foreigndesk.records.spans import Span

_REACH = 60  # code points before the noun
_CAPITALISED = r"[A-Z][\w’'.]*(?:\s[A-Z][\w’'.]*){0,2}"
_JOINED = re.compile(
    rf"({_CAPITALISED})(?:\s?[-–/]\s?{_CAPITALISED}|\s+and\s+{_CAPITALISED}[’']s?)\s+(?:[a-z-]+\s+){{0,2}}$"
)
_SIDES = (MentionKind.PERSON, MentionKind.STATE, MentionKind.ORGANISATION)
PAIR = 2


def names_before(cast: Cast, noun: Token) -> list[Party]:
    """Return the parties of "the Xi-Biden summit", "Xi and Biden's talks", or none where fewer than two are known.

    The parse often hangs such names elsewhere, so the text decides.
    """
    analysis = cast.analysis
    before = analysis.text[max(0, noun.start - _REACH) : noun.start]
    joined = _JOINED.search(before)
    if joined is None:
        return []
    start = noun.start - len(before) + joined.start(1)
    tokens = analysis.tokens_in(Span(start, noun.start))
    parties = [p for t in tokens for p in parties_at(cast, t) if p.entity_id]
    return parties if len({p.entity_id for p in parties}) >= PAIR else []


def names_between(cast: Cast, preposition: Token) -> list[Party]:
    """Return the parties named after "between", up to the first verb: the parse splits "Xi and President Joe Biden"."""
    analysis = cast.analysis
    inside = [analysis.tokens[i] for i in analysis.subtree(preposition.index)]
    verb = next((t.start for t in inside if t.pos in {"VERB", "AUX"}), inside[-1].end)
    stretch = Span(preposition.end, max(preposition.end, min(verb, inside[-1].end)))
    named = [m for m in cast.mentions if m.kind in _SIDES and stretch.covers(m.span)]
    return [party_of(m) for m in named if m.use not in {MentionUse.MODIFIER, MentionUse.PLACE}]
