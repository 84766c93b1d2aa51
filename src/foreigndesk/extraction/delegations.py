"""Who came along: ministers and officials whom the article puts in the room beside the principals."""

from collections.abc import Iterator

from foreigndesk.extraction.clauses import clause_span, factuality_of, polarity_of, subjects_of, tense_of
from foreigndesk.extraction.parties import Cast, parties_at
from foreigndesk.knowledge.meetings import clue_words
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.records.analyses import Token
from foreigndesk.records.claims import MeetingClaim, MeetingFormat, Party, Polarity, VisitType
from foreigndesk.records.facts import OfficeKind
from foreigndesk.records.mentions import MentionKind
from foreigndesk.records.spans import Span

_HEADS = (OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT)


def find_delegations(cast: Cast, *, article_id: str) -> tuple[MeetingClaim, ...]:
    """Return claims that persons attended or came along, in order of the text.

    Only persons with an office in the text or the tables count, and no head of state or government:
    those are principals or are not there.
    """
    found = []
    words = clue_words("delegation_verb") | clue_words("delegation_noun")
    for token in (t for t in cast.analysis.tokens if t.lemma in words):
        delegates = tuple(p for p in _named_by(cast, token) if _is_delegate(cast, p))
        if delegates:
            found.append(_make_claim(cast, token, delegates, article_id=article_id))
    return tuple(found)


def _named_by(cast: Cast, token: Token) -> Iterator[Party]:
    analysis = cast.analysis
    if token.pos == "VERB" and token.lemma in clue_words("delegation_verb"):
        below = [analysis.tokens[i] for i in analysis.children[token.index]]
        yield from (p for subject in subjects_of(analysis, token) for p in parties_at(cast, subject))
        yield from (p for t in below if t.dep == "dobj" for p in parties_at(cast, t))
        agents = [
            i
            for t in below
            if t.dep in {"agent", "prep"} and t.text in {"by", "with"}
            for i in analysis.children[t.index]
        ]
        yield from (p for i in agents for p in parties_at(cast, analysis.tokens[i]))
    elif token.pos == "NOUN" and token.lemma in clue_words("delegation_noun"):
        below = [analysis.tokens[i] for i in analysis.children[token.index] if analysis.tokens[i].text == "of"]
        yield from (p for t in below for i in analysis.children[t.index] for p in parties_at(cast, analysis.tokens[i]))


def _is_delegate(cast: Cast, party: Party) -> bool:
    mention = next((m for m in cast.mentions if m.span == party.span and m.kind is MentionKind.PERSON), None)
    if mention is None:
        return False
    person = persons_by_id().get(mention.entity_id or "")
    if person is not None and any(t.office in _HEADS for t in person.terms):
        return mention.title is not None and mention.title.office not in (*_HEADS, OfficeKind.LEADER)
    return person is not None or mention.title is not None


def _make_claim(cast: Cast, token: Token, delegates: tuple[Party, ...], *, article_id: str) -> MeetingClaim:
    analysis = cast.analysis
    own = clause_span(analysis, token) if token.pos == "VERB" else analysis.subtree_span(token.index)
    spans = [own, *(p.span for p in delegates)]
    verb = token if token.pos == "VERB" else analysis.tokens[token.head]
    return MeetingClaim(
        article_id=article_id,
        rule=f"delegation:{token.lemma}",
        evidence=(Span(min(s.start for s in spans), max(s.end for s in spans)), *(p.span for p in delegates)),
        factuality=factuality_of(analysis, verb),
        polarity=polarity_of(analysis, verb) if token.pos == "VERB" else Polarity.POSITIVE,
        attribution=(),
        participants=delegates,
        format=MeetingFormat.UNKNOWN,
        visit_type=VisitType.UNKNOWN,
        tense=tense_of(analysis, verb),
        trigger=token.span,
        is_delegation=True,
    )
