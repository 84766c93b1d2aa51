"""Pronouns and role nouns ("he", "the two leaders", "the Russian president") and whom they refer to."""

from bisect import insort
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from foreigndesk.extraction.clauses import governing_verb
from foreigndesk.knowledge.meetings import meeting_words
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.references import group_sizes, pronoun_genders, reference_words
from foreigndesk.knowledge.titles import office_index, office_words, widen_offices
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.facts import OfficeKind
from foreigndesk.records.mentions import Mention, MentionKind, MentionUse, Reference
from foreigndesk.records.spans import Span

PAIR_SIZE = 2
REACH = 3  # sentences a pronoun looks back
_NEAR = 30  # tokens before a plural pronoun in which a plural noun takes it
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "ROOT"})
_STATES_IN_PLAY = frozenset({MentionUse.ACTOR, MentionUse.METONYM})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    """A person mention, or what refers to it, with where it stands and which part it plays in its clause."""

    mention: Mention
    token: Token
    is_subject: bool
    is_joined: bool

    @property
    def entity(self) -> str:
        """The id of the person, or the name where it is ambiguous."""
        return self.mention.entity_id or self.mention.name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Noun:
    """A noun phrase that may refer: its head, its span, the role it names ("prime minister"), if it is plural."""

    token: Token
    span: Span
    role: str
    is_plural: bool


@dataclass(slots=True, kw_only=True)
class _Scene:
    """Whom the article has named, while it is read from the first token to the last."""

    analysis: Analysis
    mentions: tuple[Mention, ...]
    people: list[_Person]
    covered: frozenset[int]
    groups: list[tuple[Token, list[_Person]]] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)

    def before(self, token: Token) -> list[_Person]:
        """Return the persons named or referred to before ``token``, in order."""
        return [p for p in self.people if p.token.index < token.index]

    def put(self, reference: Reference, token: Token) -> None:
        """Take in that ``token`` refers to one person or to several, who can be referred to again from there."""
        named = [next((p for p in self.people if p.entity == entity), None) for entity in reference.entity_ids]
        people = [_place_person(self.analysis, p.mention, token) for p in named if p is not None]
        if len(people) == 1:
            insort(self.people, people[0], key=lambda p: p.token.index)
        elif people:
            self.groups.append((token, people))


def find_references(analysis: Analysis, mentions: tuple[Mention, ...]) -> tuple[Reference, ...]:
    """Return what pronouns and role nouns refer to, in order of the text.

    Where two persons fit a pronoun equally well the reference is ambiguous and lists both.
    """
    if not mentions:
        return ()
    covered = frozenset(t.index for m in mentions for t in analysis.tokens_in(m.span))
    people = list(_place_people(analysis, mentions))
    scene = _Scene(analysis=analysis, mentions=mentions, people=people, covered=covered)
    titles = {t.index for m in mentions if m.title for t in analysis.tokens_in(m.title.span)}
    pronouns = pronoun_genders().keys() | reference_words("pronoun", "plural")
    nouns = {noun.token.index: noun for noun in _find_nouns(analysis) if noun.token.index not in titles}
    inside = {t.index: n.token.index for n in nouns.values() for t in analysis.tokens_in(n.span)}
    found: list[Reference] = []
    for token in analysis.tokens:
        noun = nouns.get(token.index)
        if noun is None and token.text.lower() not in pronouns:
            continue
        if token.index in covered and (noun is None or len(noun.span) == len(token.text)):
            continue
        reference = _read_noun(scene, noun) if noun else _read_pronoun(scene, token, inside)
        if reference is not None and (not found or found[-1].span.end <= reference.span.start):
            found.append(reference)
            scene.put(reference, token)
            if len(reference.entity_ids) == 1 and noun is None:
                scene.genders[reference.entity_ids[0]] = pronoun_genders().get(token.text.lower(), "")
    return tuple(found)


def _place_people(analysis: Analysis, mentions: tuple[Mention, ...]) -> Iterator[_Person]:
    for mention in mentions:
        head = analysis.head_of(mention.span) if mention.kind is MentionKind.PERSON else None
        if head is not None:
            yield _place_person(analysis, mention, head)


def _place_person(analysis: Analysis, mention: Mention, head: Token) -> _Person:
    first = _first_conjunct(analysis, head)
    joined = first.index != head.index or any(analysis.tokens[i].dep == "conj" for i in analysis.children[head.index])
    return _Person(mention=mention, token=head, is_subject=first.dep in _SUBJECTS, is_joined=joined)


def _first_conjunct(analysis: Analysis, token: Token) -> Token:
    while (
        token.dep == "conj"
        and token.head != token.index
        and analysis.tokens[token.head].pos in {"PROPN", "NOUN", "PRON"}
    ):
        token = analysis.tokens[token.head]
    return token


def _find_nouns(analysis: Analysis) -> Iterator[_Noun]:
    """Yield the noun phrases that name a role or stand for a pair, in order of their heads."""
    taken: set[int] = set()
    for span, titles in office_index().find(analysis.text):
        head = analysis.head_of(span)
        if head is not None and head.pos in {"NOUN", "PROPN"} and head.dep != "compound":
            taken.update(t.index for t in analysis.tokens_in(span))
            plural = span.words(analysis.text).lower() != titles[0]
            yield _Noun(token=head, span=_phrase(analysis, head, span.end), role=titles[0], is_plural=plural)
    plurals = reference_words("persons", "pair") | reference_words("states", "pair")
    words = plurals | reference_words("persons", "one") | group_sizes().keys()
    for token in analysis.tokens:
        word = token.text.lower()
        if word in words and token.index not in taken and token.pos in {"NOUN", "PROPN", "NUM"}:
            yield _Noun(token=token, span=_phrase(analysis, token, token.end), role=word, is_plural=word not in _ones())


def _ones() -> frozenset[str]:
    return reference_words("persons", "one")


def _phrase(analysis: Analysis, token: Token, end: int) -> Span:
    """Return the span from the determiner of a noun to its end."""
    before = [i for i in analysis.children[token.index] if i < token.index]
    start = analysis.tokens[before[0]].start if before else token.start
    return Span(start, max(end, token.end))


def _read_noun(scene: _Scene, noun: _Noun) -> Reference | None:
    return _read_plural(scene, noun) if noun.is_plural else _role_noun(scene, noun)


def _read_pronoun(scene: _Scene, token: Token, inside: dict[int, int]) -> Reference | None:
    word = token.text.lower()
    if word in pronoun_genders():
        return _pronoun(scene, token)
    if token.index in inside or _has_plural_before(scene, token):
        return None
    return _group(scene, _Noun(token=token, span=token.span, role="", is_plural=True), None)


def _has_plural_before(scene: _Scene, token: Token) -> bool:
    """Return whether a plural noun stands between the last person and a plural pronoun: it is meant then."""
    last = max((t.index for t in (*(p.token for p in scene.before(token)), *(t for t, _ in scene.groups))), default=-1)
    between = scene.analysis.tokens[max(last + 1, token.index - _NEAR) : token.index] if last >= 0 else ()
    return any(t.tag == "NNS" and t.dep in _SUBJECTS and t.index not in scene.covered for t in between)


def _read_plural(scene: _Scene, noun: _Noun) -> Reference | None:
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
    return _group(scene, noun, size, is_states=is_states)


def _named_pair(scene: _Scene, noun: _Noun, named: list[Mention]) -> Reference | None:
    states = tuple(dict.fromkeys(m.state for m in named if m.state))
    if noun.role in reference_words("states", "pair"):
        return _reference(noun.span, states, tuple(m.span for m in named), rule="states named in the phrase")
    before = scene.before(noun.token) or scene.people
    found = [next((p for p in reversed(before) if p.mention.state == s and _held(p, noun.role)), None) for s in states]
    people = [p for p in found if p]
    if len(people) < PAIR_SIZE:
        return None
    spans = tuple(p.mention.span for p in people)
    return _reference(
        noun.span, tuple(p.entity for p in people), spans, rule="leaders of the states named in the phrase"
    )


def _group(scene: _Scene, noun: _Noun, size: int | None, *, is_states: bool = False) -> Reference | None:
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
            return _reference(noun.span, tuple(states), tuple(states.values()), rule="states named together")
        if len(states) > PAIR_SIZE:
            return None
    able = [p for p in scene.people if _may_belong(scene, noun, p)]
    pair = _commonest_pair(able) if size in {None, PAIR_SIZE} else None
    return _refer_to_people(noun, list(pair), is_states=is_states) if pair else None


def _may_belong(scene: _Scene, noun: _Noun, person: _Person) -> bool:
    """Return whether a person can be one of those a plural means; "their meeting" is one of people with offices."""
    if noun.role in office_words():
        return _may_be(person, noun.role)
    owner = scene.analysis.tokens[noun.token.head]
    if noun.role or noun.token.dep != "poss" or (owner.lemma.lower(), "NOUN") not in meeting_words():
        return True
    return person.mention.title is not None or person.mention.entity_id in persons_by_id()


def _is_group(people: list[_Person], size: int | None) -> bool:
    """Return whether the persons of one sentence are the group meant: as many as said, else two or joined by "and"."""
    if size is not None:
        return len(people) == size
    return len(people) == PAIR_SIZE or (len(people) > PAIR_SIZE and all(p.is_joined for p in people))


def _refer_to_people(noun: _Noun, people: list[_Person], *, is_states: bool) -> Reference | None:
    spans = tuple(p.mention.span for p in people)
    rule = "role noun for a pair" if noun.role else "plural pronoun"
    if not is_states:
        return _reference(noun.span, tuple(p.entity for p in people), spans, rule=rule)
    states = tuple(dict.fromkeys(p.mention.state for p in people if p.mention.state))
    return _reference(noun.span, states, spans, rule=rule) if len(states) == len(people) else None


def _states_in(scene: _Scene, token: Token, sentence: int) -> dict[str, Span]:
    """Return the states that act in a sentence before ``token``, each with the first words that name it."""
    span = scene.analysis.sentences[sentence].span if sentence >= 0 else Span(0, 0)
    found: dict[str, Span] = {}
    for mention in scene.mentions:
        named = mention.kind is MentionKind.STATE and mention.use in _STATES_IN_PLAY
        if named and mention.state and span.covers(mention.span) and mention.span.end <= token.start:
            found.setdefault(mention.state, mention.span)
    return found


def _commonest_pair(people: list[_Person]) -> tuple[_Person, _Person] | None:
    counts: Counter[tuple[str, str]] = Counter()
    by_sentence: dict[int, set[str]] = {}
    for person in people:
        by_sentence.setdefault(person.token.sentence, set()).add(person.entity)
    for entities in by_sentence.values():
        ordered = sorted(entities)
        counts.update((a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :])
    if not counts:
        return None
    (a, b), _ = min(counts.items(), key=lambda item: (-item[1], item[0]))
    first = {p.entity: p for p in reversed(people)}
    pair = sorted((first[a], first[b]), key=lambda p: p.mention.span)
    return pair[0], pair[1]


def _pronoun(scene: _Scene, token: Token) -> Reference | None:
    """Return whom "he" or "she" refers to: the nearest subject of that gender, by sentence.

    Two persons of that gender who are subject of one clause together, or none a subject, make it
    ambiguous. An object is not the subject of its own verb ("Macron met him").
    """
    fitting = [p for p in scene.before(token) if _fits(p, token, scene.genders)]
    if token.dep in {"dobj", "pobj", "dative"} and not token.text.lower().endswith("self"):
        verb = governing_verb(scene.analysis, token)
        own = {p.entity for p in fitting if verb and p.is_subject and p.token.head == verb.index}
        fitting = [p for p in fitting if p.entity not in own]
    for back in range(REACH + 1):
        here = [p for p in fitting if token.sentence - p.token.sentence == back]
        alone = [p for p in here if not p.is_joined]  # one of two joined by "and" is seldom meant by "he"
        subjects = [p for p in alone if p.is_subject] or ([] if alone else [p for p in here if p.is_subject])
        chosen = subjects or alone or here
        entities = tuple(dict.fromkeys(p.entity for p in chosen))
        if not entities:
            continue
        spans = tuple(dict.fromkeys(p.mention.span for p in reversed(chosen)))
        if len(entities) > 1 and back == 0 and subjects and not any(p.is_joined for p in subjects):
            entities, spans = (subjects[-1].entity,), (subjects[-1].mention.span,)
        if len(entities) == 1:
            return _reference(token.span, entities, spans, rule="nearest subject of that gender")
        return _doubt(token.span, entities, spans, rule="several persons of that gender fit")
    return None


def _fits(person: _Person, token: Token, genders: dict[str, str]) -> bool:
    """Return whether a person can be meant by ``token``: where both show a gender it is the same.

    ``genders`` holds what earlier pronouns of the article said of persons that no table has.
    """
    known = persons_by_id().get(person.entity)
    gender = known.gender if known else genders.get(person.entity, "")
    return gender in {"", pronoun_genders()[token.text.lower()]}


def _role_noun(scene: _Scene, noun: _Noun) -> Reference | None:
    """Return whom "the Russian president" refers to: the person of that state (and office) in the article."""
    analysis, token = scene.analysis, noun.token
    below = [analysis.tokens[i] for i in analysis.children[token.index]]
    words = noun.span.words(analysis.text).lower()
    if not words.startswith("the ") or token.dep in {"appos", "compound"} or any(t.dep == "appos" for t in below):
        return None
    of = next((t for t in below if t.text == "of" and t.start >= noun.span.end), None)
    phrase = analysis.subtree_span(of.index) if of else noun.span
    holder = _holder_in(scene, phrase)
    if of and holder is None:
        return None
    fitting = [p for p in scene.before(token) or scene.people if _held(p, noun.role) and _belongs(p, holder)]
    if holder is None and len({p.mention.state for p in fitting}) > 1:
        fitting = [p for p in fitting if token.sentence - p.token.sentence <= 1 and p.is_subject]
    entities = _most_named(fitting)
    if not entities:
        return None
    spans = tuple(dict.fromkeys(p.mention.span for p in reversed(fitting) if p.entity in entities))
    if len(entities) == 1:
        return _reference(noun.span, entities, spans, rule="role noun for a person of that state and office")
    return _doubt(noun.span, entities, spans, rule="several persons fit the role")


def _holder_in(scene: _Scene, phrase: Span) -> str | None:
    """Return the state or organisation that a role noun belongs to: "the Chinese president", "the UN chief"."""
    inside = [m for m in scene.mentions if phrase.covers(m.span)]
    state = next((m.state for m in inside if m.kind is MentionKind.STATE), None)
    return state or next((m.entity_id for m in inside if m.kind is MentionKind.ORGANISATION), None)


def _belongs(person: _Person, holder: str | None) -> bool:
    """Return whether the person stands for the state, or held an office of the organisation, that is given."""
    known = persons_by_id().get(person.mention.entity_id or "")
    title = person.mention.title
    if holder in {None, person.mention.state, title.organisation_id if title else None}:
        return True
    return known is not None and any(term.organisation_id == holder for term in known.terms)


def _most_named(people: list[_Person]) -> tuple[str, ...]:
    """Return who of the persons is named or referred to most often, in order of the text."""
    counts = Counter(p.entity for p in people)
    top = max(counts.values(), default=0)
    return tuple(entity for entity in counts if counts[entity] == top)


def _may_be(person: _Person, role: str) -> bool:
    """Return whether a person can be one of "the ministers": all can be "leaders", other offices must be held."""
    return OfficeKind.LEADER in office_words()[role] or _held(person, role)


def _held(person: _Person, role: str) -> bool:
    """Return whether the person ever held an office that ``role`` names, or the text gives it to them."""
    own = office_words().get(role) or (OfficeKind.LEADER,)
    offices = set(widen_offices(own))
    title = person.mention.title
    if title and (title.office in offices or title.office in own):
        return True
    known = persons_by_id().get(person.mention.entity_id or "")
    return known is not None and any(term.office in offices for term in known.terms)


def _reference(span: Span, entities: tuple[str, ...], mentions: tuple[Span, ...], *, rule: str) -> Reference:
    return Reference(span=span, entity_ids=entities, candidates=(), mention_spans=mentions, rule=rule)


def _doubt(span: Span, entities: tuple[str, ...], mentions: tuple[Span, ...], *, rule: str) -> Reference:
    return Reference(span=span, entity_ids=(), candidates=entities, mention_spans=mentions, rule=rule)
