"""Deeds that the trained reader sees: its triggers, and who acts on whom by reader and parse together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from foreigndesk.extraction.candidates import candidates_in, noun_phrases_in
from foreigndesk.extraction.clauses import conjuncts, governing_verb, subjects_of
from foreigndesk.extraction.frames import Frame, is_passive, object_of
from foreigndesk.extraction.parties import promised_to
from foreigndesk.extraction.sides import Scene, Sides, find_sides, outside_dateline, sides_of_demand
from foreigndesk.knowledge.actors import light_verbs
from foreigndesk.knowledge.lexicons import Complement, Construction, frame_words
from foreigndesk.knowledge.places import place_words
from foreigndesk.records.analyses import Analysis, Sentence, Token
from foreigndesk.records.claims import Party
from foreigndesk.records.mentions import MentionUse
from foreigndesk.records.signs import Signs
from foreigndesk.records.spans import Span

LEAST_SEEN = 0.15  # a word that the reader takes for a trigger with less is not looked at
IN_ROLE = 0.5  # a party plays a role with at least this probability
PERHAPS_IN_ROLE = 0.15  # the likeliest party plays it if the parse finds none either
_POS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ", "ADV": "ADJ"}
_TIED = frozenset(
    {"dobj", "nsubjpass", "prep", "pobj", "prt", "advmod", "compound", "amod", "xcomp", "ccomp", "attr", "acomp"}
)
_LONGEST_TIE = 2  # steps in the parse between two words of one trigger: "came under attack"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A trigger with its sides.

    ``types``: the probability of each PLOVER type; they sum to that of any deed. ``indices``: the tokens that tell of
    the deed, the trigger among them.
    """

    token: Token
    indices: tuple[int, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    types: dict[str, float]
    factualities: dict[str, float]
    modes: dict[str, float]
    commitments: dict[str, float]

    @property
    def type(self) -> str:
        """The likeliest type."""
        return max(self.types, key=lambda name: self.types[name])

    @property
    def confidence(self) -> float:
        """The probability of the likeliest type."""
        return self.types[self.type]


def find_deeds(scene: Scene, sentence: Sentence, signs: Signs) -> list[Deed]:
    """Return what the reader takes for deeds in a sentence, the sure and the unsure, in order of the text."""
    analysis = scene.cast.analysis
    seen = [
        token
        for token in analysis.tokens[sentence.first : sentence.last]
        if token.pos in _POS and signs.trigger(token.span) >= LEAST_SEEN
    ]
    if not seen:
        return []
    parties = outside_dateline(scene, candidates_in(scene.cast, sentence))
    phrases = outside_dateline(scene, noun_phrases_in(analysis, sentence))
    found = [
        deed
        for token in seen
        if (deed := _read_deed(scene, token, signs, parties=parties, phrases=phrases)) is not None
    ]
    return _join_tied(analysis, found)


def _read_deed(
    scene: Scene, token: Token, signs: Signs, *, parties: Sequence[Party], phrases: Sequence[Party]
) -> Deed | None:
    if any(p.span.covers(token.span) and p.entity_id for p in parties):
        return None
    words = _words_of(scene.cast.analysis, token)
    types = _mean_types([signs.trigger_types(word) for word in words])
    seen = signs.trigger(token.span)
    best = max(types, key=lambda name: types[name])
    sides = _find_sides(scene, token, signs, event_type=best, parties=parties, phrases=phrases)
    if not sides.acting and not sides.acted_on:
        return None
    told = signs.deed(words, [p.span for p in sides.acting], [p.span for p in sides.acted_on])
    joint = {name: share * told.types.get(name, 0.0) for name, share in types.items()}
    return Deed(
        token=token,
        indices=(token.index,),
        actors=sides.acting,
        recipients=sides.acted_on,
        types={name: seen * share / (sum(joint.values()) or 1.0) for name, share in joint.items()},
        factualities=told.factualities,
        modes=told.modes,
        commitments=told.commitments,
    )


def _words_of(analysis: Analysis, token: Token) -> list[Span]:
    """Return the trigger, with the noun that a light verb carries: "launched … strikes"."""
    found = object_of(analysis, token) if token.pos == "VERB" and token.lemma.lower() in light_verbs() else None
    if found is None or found.pos not in {"NOUN", "PROPN"}:
        return [token.span]
    before = [analysis.tokens[i].span for i in analysis.children[found.index] if analysis.tokens[i].dep == "compound"]
    return [token.span, *before, found.span]


def _mean_types(each: Sequence[dict[str, float]]) -> dict[str, float]:
    return {name: sum(types[name] for types in each) / len(each) for name in each[0]}


def _find_sides(
    scene: Scene, token: Token, signs: Signs, *, event_type: str, parties: Sequence[Party], phrases: Sequence[Party]
) -> Sides:
    """Return who plays which role: who is likely, else whom the parse gives, else who is likeliest."""
    parsed = _parsed_sides(scene, token)
    free = [p for p in parties if not p.span.overlaps(token.span)]
    scored = list(zip(free, signs.roles(token.span, [p.span for p in free]), strict=True))
    if _is_of_nature(scene.cast.analysis, token):
        return Sides(acting=(), acted_on=())
    able = _able(scene.cast.analysis, token, free)
    acting = _choose(
        [(r.actor, p) for p, r in scored if p in able], parsed.acting or _meant_by_pronoun(scene, token, free)
    )
    open_to = promised_to(scene.cast, event_type, actors=acting, others=[*free, *parsed.acted_on, *phrases])
    others = [p for p in open_to if not _is_among(p, acting)]
    acted_on = _choose(
        [(r.recipient, p) for p, r in scored if p in others], tuple(p for p in parsed.acted_on if p in others)
    )
    taken = (*acting, *acted_on)
    spare = [p for p in phrases if not p.span.overlaps(token.span) and not _is_among(p, taken)]
    able = _able(scene.cast.analysis, token, [*free, *spare])
    if not (acting and acted_on) and spare:
        roles = signs.roles(token.span, [p.span for p in spare])
        scores = [r.actor if p in able else 0.0 for p, r in zip(spare, roles, strict=True)]
        acting = acting or _likeliest(spare, scores)
        acted_on = acted_on or _likeliest(
            spare, [r.recipient if p in others else 0.0 for p, r in zip(spare, roles, strict=True)]
        )
    analysis = scene.cast.analysis
    acting = _each_once(_with_joined(analysis, acting, [p for p in free if not _is_among(p, acted_on)]))
    acted_on = _each_once(_with_joined(analysis, acted_on, [p for p in free if not _is_among(p, acting)]))
    return Sides(acting=acting, acted_on=tuple(p for p in acted_on if not _is_same_as_one(p, acting)))


def _parsed_sides(scene: Scene, token: Token) -> Sides:
    analysis = scene.cast.analysis
    if token.pos == "AUX" and token.dep == "aux":
        return sides_of_demand(scene, analysis.tokens[token.head])
    return find_sides(scene, plain_frame(analysis, token), places=True)


def _is_of_nature(analysis: Analysis, verb: Token) -> bool:
    """Return whether the subject of a verb is a mountain, a water or a storm by its name: "Mount Elgon threatens"."""
    subjects = subjects_of(analysis, verb) if verb.pos == "VERB" else ()
    names = [t for t in subjects if t.pos == "PROPN"]
    words = {analysis.tokens[i].text.lower() for t in names for i in (t.index, *analysis.children[t.index])}
    return bool(words & place_words("natural"))


def _able(analysis: Analysis, token: Token, parties: Sequence[Party]) -> list[Party]:
    """Return who may act: where a pronoun does that stands for none of the parties, only those named before it."""
    verb = token if token.pos == "VERB" else governing_verb(analysis, token)
    if verb is None or is_passive(analysis, verb) or (verb is not token and token.dep != "dobj"):
        return list(parties)
    subjects = subjects_of(analysis, verb)
    is_open = bool(subjects) and all(
        t.tag == "PRP" and not any(p.span.overlaps(t.span) for p in parties) for t in subjects
    )
    return [p for p in parties if not is_open or p.span.start < subjects[0].start]


def _meant_by_pronoun(scene: Scene, token: Token, parties: Sequence[Party]) -> tuple[Party, ...]:
    """Return who said it of themselves: "the rebels said they would release"."""
    analysis = scene.cast.analysis
    verb = token if token.pos == "VERB" else governing_verb(analysis, token)
    subjects = subjects_of(analysis, verb) if verb is not None else ()
    if not subjects or subjects[0].tag != "PRP":
        return ()
    clause = analysis.tokens[subjects[0].head]
    above = subjects_of(analysis, analysis.tokens[clause.head]) if clause.dep == "ccomp" else ()
    return tuple(p for p in parties if any(p.span.covers(subject.span) for subject in above))


def plain_frame(analysis: Analysis, token: Token) -> Frame:
    """Return the frame of a trigger that is in no table."""
    pos = _POS[token.pos]
    construction = Construction(
        lemma=token.lemma.lower(), pos=pos, particles=(), complement=Complement.NONE, words=frozenset()
    )
    found = object_of(analysis, token) if pos == "VERB" else None
    return Frame(token=token, construction=construction, object=found, particle=None, complement=None)


def _choose(scored: Sequence[tuple[float, Party]], parsed: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return the likely parties, places only where nobody else is; else those of the parse; else the likeliest."""
    likely = [party for score, party in scored if score >= IN_ROLE]
    persons = [party for party in likely if party.use is not MentionUse.PLACE]
    if likely:
        return tuple(persons or likely)
    return parsed or _likeliest([p for _, p in scored], [s for s, _ in scored])


def _likeliest(parties: Sequence[Party], scores: Sequence[float]) -> tuple[Party, ...]:
    score, best = max(zip(scores, range(len(parties)), strict=True), default=(0.0, 0))
    return (parties[best],) if score >= PERHAPS_IN_ROLE else ()


def _each_once(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Return the parties, of those named twice the first."""
    return tuple({p.entity_id or p.name: p for p in reversed(tuple(parties))}.values())[::-1]


def _with_joined(analysis: Analysis, chosen: Sequence[Party], others: Sequence[Party]) -> tuple[Party, ...]:
    """Return the parties with those joined to one of them: "a text by Malta and Ecuador"."""
    heads = (analysis.head_of(party.span) for party in chosen)
    joined = [t for head in heads if head is not None for t in conjuncts(analysis, head) if t.dep == "conj"]
    more = [p for p in others if any(p.span.covers(token.span) for token in joined) and not _is_among(p, chosen)]
    return (*chosen, *more)


def _is_same_as_one(party: Party, others: Iterable[Party]) -> bool:
    return any(
        other.span.overlaps(party.span) or (other.entity_id or other.name) == (party.entity_id or party.name)
        for other in others
    )


def _is_among(party: Party, others: Iterable[Party]) -> bool:
    return any(other.span.overlaps(party.span) for other in others)


def _join_tied(analysis: Analysis, deeds: Sequence[Deed]) -> list[Deed]:
    """Return the deeds with those that two words tell of together as one: "carried out an attack"."""
    kept: list[Deed] = []
    for deed in deeds:
        partner = next((other for other in kept if _is_one(analysis, other, deed)), None)
        if partner is None:
            kept.append(deed)
        else:
            kept[kept.index(partner)] = _join(partner, deed)
    return kept


def _is_one(analysis: Analysis, first: Deed, second: Deed) -> bool:
    """Return whether two triggers tell of one deed: the one depends on the other, and they agree or one is light."""
    upper, lower = sorted((first, second), key=lambda d: _depth(analysis, d.token))
    token = lower.token
    for _ in range(_LONGEST_TIE):
        if token.dep not in _TIED or token.head == token.index:
            return False
        token = analysis.tokens[token.head]
        if token.index == upper.token.index:
            is_light = token.lemma.lower() in frame_words("light_verb")
            return is_light or upper.type == lower.type
    return False


def _depth(analysis: Analysis, token: Token) -> int:
    depth = 0
    while token.head != token.index:
        token = analysis.tokens[token.head]
        depth += 1
    return depth


def _join(first: Deed, second: Deed) -> Deed:
    """Return one deed of two: told by the surer trigger, with the sides of the other where it has none.

    Nobody stands on both sides: who "talks with" is the other side of "he will hold".
    """
    surer, other = sorted((first, second), key=lambda d: -d.confidence)
    actors = surer.actors or tuple(p for p in other.actors if not _is_same_as_one(p, surer.recipients))
    recipients = surer.recipients or tuple(p for p in other.recipients if not _is_same_as_one(p, actors))
    return replace(surer, indices=(*surer.indices, *other.indices), actors=actors, recipients=recipients)
