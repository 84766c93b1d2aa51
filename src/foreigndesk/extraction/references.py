"""Pronouns and role nouns ("he", "the two leaders", "the Russian president") and whom they refer to."""

from collections.abc import Iterator
from functools import cache

from foreigndesk.extraction.clauses import governing_verb
from foreigndesk.extraction.plurals import find_group, has_plural_before, read_plural
from foreigndesk.extraction.relations import is_relation, list_visits, read_relation, relation_words
from foreigndesk.extraction.scenes import (
    REACH,
    Figure,
    RoleNoun,
    Scene,
    belongs_to,
    doubt_among,
    gender_shown,
    has_held,
    holder_in,
    most_named,
    place_people,
    refer_to,
)
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.references import group_sizes, pronoun_genders, reference_words
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.knowledge.titles import office_index
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.mentions import Mention, MentionKind, Reference
from foreigndesk.records.spans import Span

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})


def find_references(analysis: Analysis, mentions: tuple[Mention, ...]) -> tuple[Reference, ...]:
    """Return what pronouns and role nouns refer to, in order of the text.

    Where two persons fit a pronoun equally well the reference is ambiguous and lists both.
    """
    if not mentions:
        return ()
    covered = frozenset(t.index for m in mentions for t in analysis.tokens_in(m.span))
    people = list(place_people(analysis, mentions))
    genders = {p.entity: gender for p in people if (gender := gender_shown(analysis, p.mention))}
    scene = Scene(analysis=analysis, mentions=mentions, people=people, covered=covered, genders=genders)
    titles = {t.index for m in mentions if m.title for t in analysis.tokens_in(m.title.span)}
    words = _referring_words()
    nouns = {noun.token.index: noun for noun in _find_nouns(analysis) if noun.token.index not in titles}
    nouns |= {noun.token.index: noun for noun in _find_nationals(analysis, mentions)}
    inside = {t.index: n.token.index for n in nouns.values() for t in analysis.tokens_in(n.span)}
    found: list[Reference] = []
    for token in [token for token in analysis.tokens if token.text.lower() in words or token.index in nouns]:
        noun = nouns.get(token.index)
        if noun is None and not (_is_pronoun(token) or is_relation(token)):
            continue
        if token.index in covered and (noun is None or len(noun.span) == len(token.text)):
            continue
        reference = _read(scene, token, noun=noun, inside=inside)
        if reference is not None and (not found or found[-1].span.end <= reference.span.start):
            found.append(reference)
            scene.put(reference, token)
            if len(reference.entity_ids) == 1 and token.text.lower() in pronoun_genders():
                scene.genders[reference.entity_ids[0]] = pronoun_genders()[token.text.lower()]
    return tuple(found)


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(pronoun_genders()) | reference_words("pronoun", "plural")


@cache
def _referring_words() -> frozenset[str]:
    """Return the words among which are all pronouns and nouns of relation."""
    return _pronouns() | relation_words().keys()


def _is_pronoun(token: Token) -> bool:
    return token.text.lower() in _pronouns()


def _read(scene: Scene, token: Token, *, noun: RoleNoun | None, inside: dict[int, int]) -> Reference | None:
    if is_relation(token):
        return read_relation(scene, token)
    return _read_noun(scene, noun) if noun else _read_pronoun(scene, token, inside)


def _find_nouns(analysis: Analysis) -> Iterator[RoleNoun]:
    """Yield the noun phrases that name a role or stand for a pair, in order of their heads."""
    taken: set[int] = set()
    for span, titles in office_index().find(analysis.text):
        head = analysis.head_of(span)
        if head is not None and head.pos in {"NOUN", "PROPN"} and head.dep != "compound":
            taken.update(t.index for t in analysis.tokens_in(span))
            plural = span.words(analysis.text).lower() != titles[0]
            yield RoleNoun(token=head, span=_phrase(analysis, head, span.end), role=titles[0], is_plural=plural)
    plurals = reference_words("persons", "pair") | reference_words("states", "pair")
    words = plurals | reference_words("persons", "one") | group_sizes().keys()
    for token in [token for token in analysis.tokens if token.pos in _NOMINAL and token.text.lower() in words]:
        word = token.text.lower()
        if token.index not in taken:
            yield RoleNoun(
                token=token, span=_phrase(analysis, token, token.end), role=word, is_plural=word not in _ones()
            )


def _find_nationals(analysis: Analysis, mentions: tuple[Mention, ...]) -> Iterator[RoleNoun]:
    """Yield one person called by nationality alone: "the Norwegian"; "the Chinese" may be a people, so it is none."""
    for mention in mentions:
        head = analysis.head_of(mention.span) if mention.kind is MentionKind.STATE and mention.state else None
        if head is None or head.dep not in _ARGUMENTS:
            continue
        opened = any(analysis.tokens[i].text.lower() == "the" for i in analysis.children[head.index] if i < head.index)
        if opened and f"{head.text}s" in states_by_id()[mention.state or ""].nationals:
            yield RoleNoun(token=head, span=_phrase(analysis, head, head.end), role="", is_plural=False)


def _ones() -> frozenset[str]:
    return reference_words("persons", "one")


def _phrase(analysis: Analysis, token: Token, end: int) -> Span:
    """Return the span from the determiner of a noun to its end."""
    before = [i for i in analysis.children[token.index] if i < token.index]
    start = analysis.tokens[before[0]].start if before else token.start
    return Span(start, max(end, token.end))


def _read_noun(scene: Scene, noun: RoleNoun) -> Reference | None:
    return read_plural(scene, noun) if noun.is_plural else _role_noun(scene, noun)


def _read_pronoun(scene: Scene, token: Token, inside: dict[int, int]) -> Reference | None:
    word = token.text.lower()
    if word in pronoun_genders():
        return _pronoun(scene, token)
    if token.index in inside or has_plural_before(scene, token):
        return None
    return find_group(scene, RoleNoun(token=token, span=token.span, role="", is_plural=True), None)


def _pronoun(scene: Scene, token: Token) -> Reference | None:
    """Return whom "he" or "she" refers to: the nearest subject of that gender, by sentence.

    Two persons of that gender who are subject of one clause together, or none a subject, make it
    ambiguous. An object is not the subject of its own verb ("Macron met him").
    """
    near = [p for p in scene.before(token) if token.sentence - p.token.sentence <= REACH]
    fitting = [p for p in near if _fits(p, token, scene.genders)]
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
            return refer_to(token.span, entities, spans, rule="nearest subject of that gender")
        return doubt_among(token.span, entities, spans, rule="several persons of that gender fit")
    return None


def _fits(person: Figure, token: Token, genders: dict[str, str]) -> bool:
    """Return whether a person can be meant by ``token``: where both show a gender it is the same.

    ``genders`` holds what earlier pronouns of the article said of persons that no table has.
    """
    known = persons_by_id().get(person.entity)
    gender = known.gender if known else genders.get(person.entity, "")
    return gender in {"", pronoun_genders()[token.text.lower()]}


def _visitors(scene: Scene, token: Token, fitting: list[Figure]) -> list[Figure]:
    """Return who of the persons was received last; where nobody is said to be received, all, each once."""
    guests = [guest.entity for _, guest in list_visits(scene, token)]
    received = [p for p in fitting if p.entity in guests]
    if received:
        last = max(received, key=lambda p: guests.index(p.entity))
        return [p for p in received if p.entity == last.entity]
    return list({p.entity: p for p in fitting}.values())


def _names_holder(scene: Scene, token: Token) -> bool:
    """Return whether an apposition names who holds the office: "the minister, Wang Yi"."""
    return token.dep == "appos" and any(p.mention.span.covers(token.span) for p in scene.people)


def _so_titled(scene: Scene, people: list[Figure], noun: Token) -> list[Figure]:
    """Return who of the people the text gives this very title: a "president" is no "supreme leader"."""
    titles = [(person, person.mention.title) for person in people]
    titled = [p for p, t in titles if t and noun.text.lower() in t.span.words(scene.analysis.text).lower().split()]
    return titled if len({p.entity for p in titled}) == 1 else []


def _role_noun(scene: Scene, noun: RoleNoun) -> Reference | None:
    """Return whom "the Russian president" refers to: the person of that state (and office) in the article."""
    analysis, token = scene.analysis, noun.token
    below = [analysis.tokens[i] for i in analysis.children[token.index]]
    words = noun.span.words(analysis.text).lower()
    if (
        not words.startswith("the ")
        or token.dep in {"appos", "compound"}
        or any(_names_holder(scene, t) for t in below)
    ):
        return None
    of = next((t for t in below if t.text == "of" and t.start >= noun.span.end), None)
    phrase = analysis.subtree_span(of.index) if of else noun.span
    holder = holder_in(scene, phrase)
    if of and holder is None:
        return None
    before = scene.before(token) or scene.people
    fitting = [p for p in before if (not noun.role or has_held(p, noun.role)) and belongs_to(p, holder)]
    if set(words.split()) & reference_words("visit", "visitor"):
        fitting = _visitors(scene, token, fitting)
    elif holder is None and len({p.mention.state for p in fitting}) > 1:
        fitting = _so_titled(scene, fitting, token) or [
            p for p in fitting if token.sentence - p.token.sentence <= 1 and p.is_subject
        ]
    entities = most_named(fitting)
    if not entities:
        return None
    spans = tuple(dict.fromkeys(p.mention.span for p in reversed(fitting) if p.entity in entities))
    if len(entities) == 1:
        return refer_to(noun.span, entities, spans, rule="role noun for a person of that state and office")
    return doubt_among(noun.span, entities, spans, rule="several persons fit the role")
