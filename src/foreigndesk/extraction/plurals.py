"""Plural pronouns and role nouns ("they", "the two leaders", "both sides") and whom they refer to."""

from collections import Counter

from foreigndesk.extraction.scenes import REACH, Figure, RoleNoun, Scene, doubt_among, has_held, may_be, refer_to
from foreigndesk.knowledge.meetings import meeting_words
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.references import group_sizes, reference_words
from foreigndesk.knowledge.titles import office_words
from foreigndesk.records.analyses import Token
from foreigndesk.records.mentions import Mention, MentionKind, MentionUse, Reference
from foreigndesk.records.spans import Span

PAIR_SIZE = 2
_NEAR = 30  # tokens before a plural pronoun in which a plural noun takes it
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "ROOT"})
_STATES_IN_PLAY = frozenset({MentionUse.ACTOR, MentionUse.METONYM})


def has_plural_before(scene: Scene, token: Token) -> bool:
    """Return whether a plural noun stands between the last person and a plural pronoun: it is meant then."""
    last = max((t.index for t in (*(p.token for p in scene.before(token)), *(t for t, _ in scene.groups))), default=-1)
    between = scene.analysis.tokens[max(last + 1, token.index - _NEAR) : token.index] if last >= 0 else ()
    return any(t.tag == "NNS" and t.dep in _SUBJECTS and t.index not in scene.covered for t in between)


def read_plural(scene: Scene, noun: RoleNoun) -> Reference | None:
    """Return whom "the two leaders", "both sides", "their countries", "the Chinese and Russian leaders" mean."""
    analysis = scene.analysis
    words = noun.span.words(analysis.text).lower().split()
    size = next((group_sizes()[word] for word in words if word in group_sizes()), None)
    below = [analysis.tokens[i] for i in analysis.children[noun.token.index]]
    is_states = noun.role in reference_words("states", "pair")
    theirs = words[0] in reference_words("pronoun", "plural") and is_states
    if any(t.text == "of" and t.index > noun.token.index for t in below) and " of " not in noun.role:
        return None  # "the nations of Russia, China ...": the phrase names them itself
    named = [m for m in scene.mentions if m.kind is MentionKind.STATE and noun.span.covers(m.span) and m.state]
    if len({m.state for m in named}) == PAIR_SIZE and words[0] in reference_words("determiner", "pair"):
        return _named_pair(scene, noun, named)
    neutral = group_sizes().keys() | reference_words("modifier", "neutral")
    others = any(t.dep in {"amod", "compound", "nmod"} and t.text.lower() not in neutral for t in below)
    opened = theirs or words[0] in reference_words("determiner", "plural")
    if named or (others and size is None) or not opened or len(words) == 1:
        return None
    return find_group(scene, noun, size, is_states=is_states)


def _named_pair(scene: Scene, noun: RoleNoun, named: list[Mention]) -> Reference | None:
    states = tuple(dict.fromkeys(m.state for m in named if m.state))
    if noun.role in reference_words("states", "pair"):
        return refer_to(noun.span, states, tuple(m.span for m in named), rule="states named in the phrase")
    before = scene.before(noun.token) or scene.people
    found = [
        next((p for p in reversed(before) if p.mention.state == s and has_held(p, noun.role)), None) for s in states
    ]
    people = [p for p in found if p]
    if len(people) < PAIR_SIZE:
        return None
    spans = tuple(p.mention.span for p in people)
    return refer_to(noun.span, tuple(p.entity for p in people), spans, rule="leaders of the states named in the phrase")


def find_group(scene: Scene, noun: RoleNoun, size: int | None, *, is_states: bool = False) -> Reference | None:
    """Return the reference to the persons or states named together last, else to the article's commonest pair."""
    before = scene.before(noun.token)
    for number in range(noun.token.sentence, noun.token.sentence - REACH - 1, -1):
        here = {p.entity: p for p in reversed(before) if p.token.sentence == number}
        people = sorted(here.values(), key=lambda p: p.token.index)
        again = next((group for token, group in reversed(scene.groups) if token.sentence == number), None)
        if again is not None and (len(people) < PAIR_SIZE or {p.entity for p in people} <= {p.entity for p in again}):
            people = again
        people = [p for p in people if _may_belong(scene, noun, p)]
        if _is_group(people, size):
            reference = _refer_to_people(noun, people, is_states=is_states)
            if reference is not None:
                return reference
        states = _states_in(scene, noun.token, number) if is_states else {}
        if len(states) == (size or PAIR_SIZE):
            return refer_to(noun.span, tuple(states), tuple(states.values()), rule="states named together")
        if len(states) > PAIR_SIZE:
            return None
    return _usual_pair(scene, noun, is_states=is_states) if size in {None, PAIR_SIZE} else None


def _usual_pair(scene: Scene, noun: RoleNoun, *, is_states: bool) -> Reference | None:
    """Return the pair that the article names together most often, in doubt where several are."""
    able = [p for p in scene.people if _may_belong(scene, noun, p)]
    holders = [p for p in able if has_held(p, noun.role)]
    pairs = _commonest_pairs(holders) or _commonest_pairs(able)
    if len(pairs) == 1:
        return _refer_to_people(noun, list(pairs[0]), is_states=is_states)
    if is_states or not pairs or not noun.role:  # a bare "they" is then most often a plural noun, not these persons
        return None
    people = sorted({p.entity: p for pair in pairs for p in pair}.values(), key=lambda p: p.mention.span)
    spans = tuple(p.mention.span for p in people)
    return doubt_among(noun.span, tuple(p.entity for p in people), spans, rule="several pairs are named equally often")


def _may_belong(scene: Scene, noun: RoleNoun, person: Figure) -> bool:
    """Return whether a person can be one of those a plural means; "their meeting" is one of people with offices."""
    if noun.role in office_words():
        return may_be(person, noun.role)
    owner = scene.analysis.tokens[noun.token.head]
    if noun.role or noun.token.dep != "poss" or (owner.lemma.lower(), "NOUN") not in meeting_words():
        return True
    return person.mention.title is not None or person.mention.entity_id in persons_by_id()


def _is_group(people: list[Figure], size: int | None) -> bool:
    """Return whether the persons of one sentence are the group meant: as many as said, else two or joined by "and"."""
    if size is not None:
        return len(people) == size
    return len(people) == PAIR_SIZE or (len(people) > PAIR_SIZE and all(p.is_joined for p in people))


def _refer_to_people(noun: RoleNoun, people: list[Figure], *, is_states: bool) -> Reference | None:
    spans = tuple(p.mention.span for p in people)
    rule = "role noun for a pair" if noun.role else "plural pronoun"
    if not is_states:
        return refer_to(noun.span, tuple(p.entity for p in people), spans, rule=rule)
    states = tuple(dict.fromkeys(p.mention.state for p in people if p.mention.state))
    return refer_to(noun.span, states, spans, rule=rule) if len(states) == len(people) else None


def _states_in(scene: Scene, token: Token, sentence: int) -> dict[str, Span]:
    """Return the states that act in a sentence before ``token``, each with the first words that name it."""
    span = scene.analysis.sentences[sentence].span if sentence >= 0 else Span(0, 0)
    found: dict[str, Span] = {}
    for mention in scene.mentions:
        named = mention.kind is MentionKind.STATE and mention.use in _STATES_IN_PLAY
        if named and mention.state and span.covers(mention.span) and mention.span.end <= token.start:
            found.setdefault(mention.state, mention.span)
    return found


def _commonest_pairs(people: list[Figure]) -> list[tuple[Figure, Figure]]:
    """Return the pair that most sentences name together, or those that equally many do."""
    counts: Counter[tuple[str, str]] = Counter()
    by_sentence: dict[int, set[str]] = {}
    for person in people:
        by_sentence.setdefault(person.token.sentence, set()).add(person.entity)
    for entities in by_sentence.values():
        ordered = sorted(entities)
        counts.update((a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :])
    first = {p.entity: p for p in reversed(people)}
    most = max(counts.values(), default=0)
    chosen = sorted(pair for pair, count in counts.items() if count == most)
    pairs = [sorted((first[a], first[b]), key=lambda p: p.mention.span) for a, b in chosen]
    return [(one, other) for one, other in pairs]
