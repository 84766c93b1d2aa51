"""Pronouns and role nouns ("he", "the two leaders", "the Russian president") and whom they refer to."""

from collections import Counter
from dataclasses import dataclass

from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.references import reference_words
from foreigndesk.knowledge.titles import office_words, widen_offices
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.mentions import Mention, MentionKind, MentionUse, Reference
from foreigndesk.records.spans import Span

PAIR_SIZE = 2
REACH = 3  # sentences a pronoun looks back
_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_PLURALS = frozenset({"they", "them", "their"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "ROOT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    """A person mention with where it stands and which part it plays in its clause."""

    mention: Mention
    token: Token
    is_subject: bool
    is_joined: bool

    @property
    def entity(self) -> str:
        """The id of the person, or the name where it is ambiguous."""
        return self.mention.entity_id or self.mention.name


def find_references(analysis: Analysis, mentions: tuple[Mention, ...]) -> tuple[Reference, ...]:
    """Return what pronouns and role nouns refer to, in order of the text.

    Where two persons fit a pronoun equally well the reference is ambiguous and lists both.
    """
    people = _place_people(analysis, mentions)
    if not people and not mentions:
        return ()
    covered = {t.index for m in mentions for t in analysis.tokens_in(m.span)}
    found: list[Reference] = []
    genders: dict[str, str] = {}
    for token in analysis.tokens:
        if token.index in covered:
            continue
        gendered = token.text.lower() in _GENDERS
        fitting = [p for p in people if _fits(p, token, genders)] if gendered else people
        reference = _read_reference(analysis, token, fitting, mentions=mentions)
        if reference:
            found.append(reference)
            if gendered and len(reference.entity_ids) == 1:
                genders[reference.entity_ids[0]] = _GENDERS[token.text.lower()]
    return tuple(found)


def _place_people(analysis: Analysis, mentions: tuple[Mention, ...]) -> list[_Person]:
    people = []
    for mention in mentions:
        head = analysis.head_of(mention.span) if mention.kind is MentionKind.PERSON else None
        if head is None:
            continue
        first = _first_conjunct(analysis, head)
        joined = first.index != head.index or any(
            analysis.tokens[i].dep == "conj" for i in analysis.children[head.index]
        )
        people.append(_Person(mention=mention, token=head, is_subject=first.dep in _SUBJECTS, is_joined=joined))
    return people


def _first_conjunct(analysis: Analysis, token: Token) -> Token:
    while (
        token.dep == "conj"
        and token.head != token.index
        and analysis.tokens[token.head].pos in {"PROPN", "NOUN", "PRON"}
    ):
        token = analysis.tokens[token.head]
    return token


def _read_reference(
    analysis: Analysis, token: Token, people: list[_Person], *, mentions: tuple[Mention, ...]
) -> Reference | None:
    word = token.text.lower()
    if word in _GENDERS:
        return _pronoun(token, people)
    if word in _PLURALS:
        return _pair_reference(analysis, token, people, span=token.span, rule="plural pronoun")
    if token.pos not in {"NOUN", "PROPN", "NUM"}:
        return None
    span = _phrase(analysis, token)
    if _is_pair_phrase(analysis, span, token):
        return _pair_or_states(analysis, token, people, span=span, mentions=mentions)
    if word in reference_words("persons", "one") or word in office_words():
        return _role_noun(analysis, token, people, span=span, mentions=mentions)
    return None


def _phrase(analysis: Analysis, token: Token) -> Span:
    """Return the span from the determiner of a noun to the noun."""
    before = [i for i in analysis.children[token.index] if i < token.index]
    start = analysis.tokens[before[0]].start if before else token.start
    return Span(start, token.end)


def _is_pair_phrase(analysis: Analysis, span: Span, token: Token) -> bool:
    words = span.words(analysis.text).lower().split()
    plural = token.text.lower() in reference_words("persons", "pair") | reference_words("states", "pair")
    determined = bool({"the", "both", "two"} & set(words[:2])) and len(words) > 1
    if any(analysis.tokens[i].text == "of" for i in analysis.children[token.index]):
        return False  # "the nations of Russia, China ...": the phrase names them itself
    return (plural and determined) or words in (["the", "two"], ["the", "pair"], ["the", "duo"])


def _pair_or_states(
    analysis: Analysis, token: Token, people: list[_Person], *, span: Span, mentions: tuple[Mention, ...]
) -> Reference | None:
    named = [m for m in mentions if m.kind is MentionKind.STATE and span.covers(m.span) and m.state]
    if len({m.state for m in named}) == PAIR_SIZE:  # "the Chinese and Russian leaders"
        states = tuple(dict.fromkeys(m.state for m in named if m.state))
        if token.text.lower() in reference_words("states", "pair"):
            return _reference(span, states, tuple(m.span for m in named), rule="states named in the phrase")
        found = [next((p for p in people if p.mention.state == s), None) for s in states]
        if all(found):
            return _reference(
                span,
                tuple(p.entity for p in found if p),
                tuple(p.mention.span for p in found if p),
                rule="leaders of the states named in the phrase",
            )
    if named and token.text.lower() in reference_words("persons", "pair"):
        return None  # "the Western leaders", "the European leaders": others than the pair
    return _pair_reference(analysis, token, people, span=span, rule="role noun for a pair")


def _pair_reference(
    analysis: Analysis, token: Token, people: list[_Person], *, span: Span, rule: str
) -> Reference | None:
    """Return the reference to the pair named together last, else to the article's commonest pair."""
    pair = _nearest_pair(people, token) or _commonest_pair(people)
    if pair is None:
        return None
    if token.text.lower() in reference_words("states", "pair"):
        states = tuple(dict.fromkeys(p.mention.state for p in pair if p.mention.state))
        if len(states) != PAIR_SIZE:
            return None
        return _reference(span, states, tuple(p.mention.span for p in pair), rule=rule)
    return _reference(span, tuple(p.entity for p in pair), tuple(p.mention.span for p in pair), rule=rule)


def _nearest_pair(people: list[_Person], token: Token) -> tuple[_Person, _Person] | None:
    before = [p for p in people if p.token.index < token.index and token.sentence - p.token.sentence <= REACH]
    for sentence in sorted({p.token.sentence for p in before}, reverse=True):
        here: dict[str, _Person] = {}
        for person in before:
            if person.token.sentence == sentence:
                here.setdefault(person.entity, person)
        if len(here) == PAIR_SIZE:
            first, second = here.values()
            return first, second
    return None


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


def _pronoun(token: Token, people: list[_Person]) -> Reference | None:
    """Return whom "he" or "she" refers to: the nearest subject of that gender, by sentence.

    Two persons of that gender who are subject of one clause together, or none a subject, make it
    ambiguous.
    """
    for back in range(REACH + 1):
        here = [p for p in people if token.sentence - p.token.sentence == back and p.token.index < token.index]
        subjects = [p for p in here if p.is_subject]
        chosen = subjects or here
        entities = tuple(dict.fromkeys(p.entity for p in chosen))
        if not entities:
            continue
        spans = tuple(p.mention.span for p in reversed(chosen))
        if len(entities) == 1:
            return _reference(token.span, entities, spans, rule="nearest subject of that gender")
        if back == 0 and subjects and not any(p.is_joined for p in subjects):
            last = subjects[-1]
            return _reference(token.span, (last.entity,), (last.mention.span,), rule="nearest subject of that gender")
        return Reference(
            span=token.span,
            entity_ids=(),
            candidates=entities,
            mention_spans=spans,
            rule="several persons of that gender fit",
        )
    return None


def _fits(person: _Person, token: Token, genders: dict[str, str]) -> bool:
    """Return whether a person can be meant by ``token``: where both show a gender it is the same.

    ``genders`` holds what earlier pronouns of the article said of persons that no table has.
    """
    wanted = _GENDERS.get(token.text.lower())
    known = persons_by_id().get(person.entity)
    gender = known.gender if known else genders.get(person.entity, "")
    return wanted is None or gender in {"", wanted}


def _role_noun(
    analysis: Analysis, token: Token, people: list[_Person], *, span: Span, mentions: tuple[Mention, ...]
) -> Reference | None:
    """Return whom "the Russian president" refers to: the person of that state (and office) in the article."""
    words = span.words(analysis.text).lower()
    if not words.startswith("the ") or any(analysis.tokens[i].dep == "appos" for i in analysis.children[token.index]):
        return None
    if token.dep in {"appos", "compound"}:
        return None
    state = next((m.state for m in mentions if span.covers(m.span) and m.use is MentionUse.MODIFIER and m.state), None)
    before = [p for p in people if p.token.index < token.index] or people
    fitting = [p for p in before if (state is None or p.mention.state == state) and _held(p, token.text.lower())]
    if state is None and len({p.mention.state for p in fitting}) > 1:
        fitting = [p for p in fitting if token.sentence - p.token.sentence <= 1 and p.is_subject]
    entities = tuple(dict.fromkeys(p.entity for p in reversed(fitting)))
    if not entities:
        return None
    if len(entities) > 1:
        entities = _most_named(entities, fitting)
    spans = tuple(p.mention.span for p in reversed(fitting) if p.entity in entities)
    if len(entities) == 1:
        return _reference(span, entities, spans, rule="role noun for a person of that state and office")
    return Reference(
        span=span, entity_ids=(), candidates=entities, mention_spans=spans, rule="several persons fit the role"
    )


def _most_named(entities: tuple[str, ...], people: list[_Person]) -> tuple[str, ...]:
    counts = Counter(p.entity for p in people)
    top = max(counts.values())
    return tuple(e for e in entities if counts[e] == top)


def _held(person: _Person, word: str) -> bool:
    """Return whether the person ever held an office that ``word`` names, or the text gives it to them."""
    offices = set(widen_offices(office_words().get(word, office_words()["leader"])))
    title = person.mention.title
    if title and title.office in offices:
        return True
    known = persons_by_id().get(person.mention.entity_id or "")
    return known is not None and any(term.office in offices for term in known.terms)


def _reference(span: Span, entities: tuple[str, ...], mentions: tuple[Span, ...], *, rule: str) -> Reference:
    return Reference(span=span, entity_ids=entities, candidates=(), mention_spans=mentions, rule=rule)
