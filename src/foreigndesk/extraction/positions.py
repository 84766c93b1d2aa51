"""Where states and their leaders stand: who supports or opposes whom."""

from foreigndesk.extraction.clauses import clause_span, governing_verb, polarity_of
from foreigndesk.extraction.factuality import factuality_at
from foreigndesk.extraction.frames import Frame, find_frames
from foreigndesk.extraction.parties import Cast
from foreigndesk.extraction.sides import Scene, find_sides
from foreigndesk.knowledge.lexicons import StanceWord, stance_words
from foreigndesk.records.analyses import Analysis
from foreigndesk.records.claims import Party, Polarity, PositionClaim
from foreigndesk.records.quotations import Quotation
from foreigndesk.records.spans import Span, hull


def find_positions(
    analysis: Analysis,
    cast: Cast,
    *,
    article_id: str,
    quotations: tuple[Quotation, ...] = (),
) -> tuple[PositionClaim, ...]:
    """Return whom the article says that somebody supports or opposes, one claim for each target, in order of the text.

    Holder and target must both be named. A negated clause ("did not condemn") keeps the stance of its
    word and has negative polarity.
    """
    scene = Scene(article_id=article_id, cast=cast, times=(), quotations=quotations)
    found = [
        claim for word, frame in find_frames(analysis, stance_words()) for claim in _read_positions(scene, word, frame)
    ]
    return tuple(sorted(found, key=lambda c: (c.trigger, c.target.span)))


def _read_positions(scene: Scene, word: StanceWord, frame: Frame) -> list[PositionClaim]:
    sides = find_sides(scene, frame, is_addressed=True)
    if not sides.acting:
        return []
    return [_make_claim(scene, word, frame, holders=sides.acting, target=target) for target in sides.acted_on]


def _make_claim(
    scene: Scene, word: StanceWord, frame: Frame, *, holders: tuple[Party, ...], target: Party
) -> PositionClaim:
    analysis, token = scene.cast.analysis, frame.token
    verb = token if token.pos == "VERB" else governing_verb(analysis, token)
    parties = (*holders, target)
    factuality, attribution = factuality_at(scene, token, verb)
    return PositionClaim(
        article_id=scene.article_id,
        rule=f"position:{word.construction.name}",
        evidence=(_evidence_span(analysis, frame, parties), token.span, *(p.span for p in parties)),
        factuality=factuality,
        polarity=polarity_of(analysis, verb) if verb is not None else Polarity.POSITIVE,
        attribution=attribution,
        trigger=token.span,
        holders=holders,
        target=target,
        stance=word.stance,
    )


def _evidence_span(analysis: Analysis, frame: Frame, parties: tuple[Party, ...]) -> Span:
    """Return the clause of the trigger, widened to its parties inside the sentence."""
    token = frame.token
    sentence = analysis.sentences[token.sentence].span
    own = clause_span(analysis, token) if token.pos == "VERB" else analysis.subtree_span(token.index)
    return hull((own, *(p.span for p in parties if sentence.covers(p.span))))
