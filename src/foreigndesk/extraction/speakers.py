"""Speakers: from the words that name who speaks to persons, states, institutions, or several of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from foreigndesk.extraction.clauses import subjects_of
from foreigndesk.extraction.cues import agent_of
from foreigndesk.extraction.parties import Cast
from foreigndesk.knowledge.cues import CueKind, cues_of
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.knowledge.titles import office_words
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.mentions import Mention, MentionKind, Reference
from foreigndesk.records.quotations import Speaker
from foreigndesk.records.spans import Span, hull

_FIRST_AND_SECOND = frozenset({"i", "we", "you", "me", "us"})
_PERSONAL = frozenset({"he", "she", "they", "it", "him", "her", "them"})
_GENDERS = {"he": "m", "him": "m", "she": "f", "her": "f"}
_LEFT = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "predet", "advmod", "case"})
_LINKS = frozenset({"of", "from", "by"})
_PAIR = 2
_DESCRIBED = frozenset({"words of the text", "unnamed source", "pronoun for the speaker before"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whom some words name: names and ids (one or several), or the candidates where several fit."""

    names: tuple[str, ...] = ()
    entity_ids: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    rule: str = "words of the text"
    is_unnamed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """What is needed to say who speaks: the cast of the article, and who issued its documents.

    ``issuers`` is keyed by the token of a document noun ("statement"); ``inside`` tells the tokens inside marks.
    """

    cast: Cast
    issuers: dict[int, tuple[Token, ...]]
    inside: tuple[int, ...]


def make_voices(cast: Cast, inside: tuple[int, ...]) -> Voices:
    """Return the voices of an article."""
    issuers = {t.index: _issuers_of(cast.analysis, t) for t in cast.analysis.tokens if _is_document(t)}
    return Voices(cast=cast, issuers=issuers, inside=inside)


def read_speaker(voices: Voices, token: Token, *, before: tuple[Speaker, ...] = ()) -> Speaker:
    """Return who is named at ``token`` and by what is joined to it.

    ``before`` are those who spoke before, the last one last: a pronoun stands for the nearest of them that it fits
    unless somebody else was named since.
    """
    if token.text.lower() in _PERSONAL:
        previous = next((s for s in reversed(before) if _fits(voices, token, s)), None)
        if (
            previous is not None
            and not _named_since(voices, token, previous)
            and not _is_better_known(voices, token, previous)
        ):
            return replace(previous, span=token.span, rule="pronoun for the speaker before")
    joined = _joined(voices.cast.analysis, token)
    identities = [_identify(voices, t) for t in joined]
    span = hull(tuple(phrase_span(voices.cast, t) for t in joined))
    return Speaker(
        span=span,
        names=_merge(i.names for i in identities),
        entity_ids=_merge(i.entity_ids for i in identities),
        candidates=_merge(i.candidates for i in identities),
        rule=" and ".join(dict.fromkeys(i.rule for i in identities)),
        is_unnamed=all(i.is_unnamed for i in identities),
    )


def _is_better_known(voices: Voices, token: Token, previous: Speaker) -> bool:
    """Return whether the text only describes the speaker before, and names whom a pronoun stands for: "the host"."""
    reference = voices.cast.references.get(token.index)
    is_named = any(word[:1].isupper() for name in previous.names for word in name.split()[1 if " " in name else 0 :])
    described = not previous.entity_ids and previous.rule in _DESCRIBED and not is_named
    return described and reference is not None and bool(reference.entity_ids)


def _named_since(voices: Voices, token: Token, previous: Speaker) -> bool:
    """Return whether a pronoun rather stands for somebody named after the speaker before, outside marks."""
    analysis = voices.cast.analysis
    reference = voices.cast.references.get(token.index)
    if reference is None or previous.span is None:
        return False
    spoke = analysis.token_at(previous.span.start)
    named = [analysis.token_at(s.start) for s in reference.mention_spans if s.start > previous.span.start]
    since = [t for t in named if t is not None and voices.inside[t.index] < 0]
    return any(spoke is None or t.sentence != spoke.sentence or t.sentence == token.sentence for t in since)


def _fits(voices: Voices, token: Token, previous: Speaker) -> bool:
    """Return whether nearness, number and known gender of the speaker before fit a pronoun."""
    analysis, span = voices.cast.analysis, previous.span
    if span is None or span.start >= token.start or not previous.names:
        return False
    head = analysis.head_of(span)
    if head is None or _paragraph(analysis, token) - _paragraph(analysis, head) > 1:
        return False
    word, is_plural = token.text.lower(), len(previous.names) > 1 or head.tag in {"NNS", "NNPS"}
    if word in {"they", "them"}:
        return is_plural
    known = [persons_by_id()[e].gender for e in previous.entity_ids if e in persons_by_id()]
    if word == "it":
        return not known and not is_plural and head.tag != "PRP"
    is_state = any(e in states_by_id() for e in previous.entity_ids)
    return not is_plural and not is_state and known in ([], [""], [_GENDERS[word]])


def _paragraph(analysis: Analysis, token: Token) -> int:
    return analysis.sentences[token.sentence].paragraph


def _merge(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for group in groups for part in group))


def _joined(analysis: Analysis, token: Token) -> tuple[Token, ...]:
    """Return ``token`` and the nouns joined to it by conjunction, left to right."""
    found, queue = [token], [token]
    while queue:
        for child in analysis.children[queue.pop().index]:
            here = analysis.tokens[child]
            if here.dep == "conj" and here.pos in {"NOUN", "PROPN", "PRON"}:
                found.append(here)
                queue.append(here)
    return tuple(sorted(found, key=lambda t: t.index))


def phrase_span(cast: Cast, token: Token) -> Span:
    """Return the words that name somebody: the noun with what stands before it, its name, and what narrows it."""
    analysis = cast.analysis
    mention = cast.by_token.get(token.index)
    if mention is not None:
        return mention.span
    if token.index in cast.references:
        return cast.references[token.index].span
    indices = [token.index]
    for child in analysis.children[token.index]:
        here = analysis.tokens[child]
        close = here.dep in _LEFT and child < token.index
        narrows = here.dep in {"prep", "acl", "amod", "relcl"} and child > token.index
        if close or (narrows and analysis.tokens[child - 1].text != "," and not _after_comma(analysis, token, child)):
            indices.extend(analysis.subtree(child))
    return Span(analysis.tokens[min(indices)].start, analysis.tokens[max(indices)].end)


def _after_comma(analysis: Analysis, token: Token, child: int) -> bool:
    first = analysis.subtree(child)[0]
    return any(t.text in {",", "—", "(", "“", '"'} for t in analysis.tokens[token.index + 1 : first + 1])


def _identify(voices: Voices, token: Token, *, depth: int = 0) -> Identity:
    cast = voices.cast
    token = _antecedent(cast.analysis, token)
    mention = cast.by_token.get(token.index) or _named_beside(cast, token)
    if mention is not None:
        return _of_mention(cast, mention)
    if token.text.lower() in _FIRST_AND_SECOND:
        return Identity(rule="first or second person")
    if token.index in voices.issuers and depth < _PAIR:
        return _of_document(voices, token, depth=depth)
    reference = cast.references.get(token.index)
    if reference is not None:
        return _of_reference(cast, reference)
    if token.text.lower() in _PERSONAL:
        return _of_neuter(cast, token) if token.text.lower() == "it" else Identity(rule="pronoun that nothing resolves")
    return _state_of_body(cast, token) or _by_words(cast, token)


def _by_words(cast: Cast, token: Token) -> Identity:
    """Return an identity that has no other name than the words of the text; a bare "which" has none."""
    if token.tag in {"WP", "WDT"}:
        return Identity(rule="pronoun that nothing resolves")
    if _is_source(token):
        return Identity(names=(_name_words(cast, token),), rule="unnamed source", is_unnamed=True)
    return Identity(names=(_name_words(cast, token),))


def _is_source(token: Token) -> bool:
    """Return whether a common noun is a person, who without a name is an unnamed source: "two officials"."""
    return token.pos == "NOUN" and (token.lemma in cues_of(CueKind.SOURCE) or token.text.lower() in office_words())


def _antecedent(analysis: Analysis, token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, else ``token``."""
    verb = analysis.tokens[token.head]
    for _ in range(_PAIR):
        if token.tag in {"WP", "WDT"} and verb.dep in {"relcl", "acl"}:
            return analysis.tokens[verb.head]
        verb = analysis.tokens[verb.head]
    return token


def _named_beside(cast: Cast, token: Token) -> Mention | None:
    """Return the person named in apposition to a role ("the minister, Wang Yi,")."""
    for child in cast.analysis.children[token.index]:
        mention = cast.by_token.get(child)
        if cast.analysis.tokens[child].dep == "appos" and mention and mention.kind is MentionKind.PERSON:
            return mention
    return None


def _of_mention(cast: Cast, mention: Mention) -> Identity:
    if mention.entity_id is None and mention.candidates:
        return Identity(names=(mention.name,), candidates=mention.candidates, rule=mention.rule)
    ids = (mention.entity_id,) if mention.entity_id else ()
    if mention.rule.startswith("seat"):  # "the Kremlin": the house is who speaks, the state whom it speaks for
        return Identity(names=(mention.span.words(cast.analysis.text),), entity_ids=ids, rule=mention.rule)
    return Identity(names=(mention.name,), entity_ids=ids, rule=mention.rule)


def _of_reference(cast: Cast, reference: Reference) -> Identity:
    if reference.candidates:
        return Identity(candidates=reference.candidates, rule=reference.rule)
    names = {m.span: m.name for m in cast.mentions if m.span in reference.mention_spans}
    by_id = {m.entity_id or m.name: m.name for m in cast.mentions if m.span in names}
    states = states_by_id()
    persons = persons_by_id()  # a predecessor need not be named in the text
    tables = {e: (states.get(e) or persons.get(e)) for e in reference.entity_ids}
    named = [by_id.get(e) or (row.name if row else e) for e, row in tables.items()]
    return Identity(names=_merge([named]), entity_ids=reference.entity_ids, rule=reference.rule)


def _of_neuter(cast: Cast, token: Token) -> Identity:
    """Return the state or organisation that "it" stands for: the nearest subject, back to the sentence before."""
    for index in range(token.index - 1, cast.analysis.sentences[max(0, token.sentence - 1)].first - 1, -1):
        mention, here = cast.by_token.get(index), cast.analysis.tokens[index]
        if mention is None or mention.kind is MentionKind.PERSON or here.dep not in {"nsubj", "nsubjpass"}:
            continue
        return replace(_of_mention(cast, mention), rule="nearest state or organisation that is a subject")
    return Identity(rule="pronoun that nothing resolves")


def _state_of_body(cast: Cast, token: Token) -> Identity | None:
    """Return the state that "the Chinese government" or "the Russian side" speaks for."""
    if token.lemma not in cues_of(CueKind.BODY):
        return None
    children = cast.analysis.children[token.index]
    links = [i for i in children if cast.analysis.tokens[i].text == "of"]
    for child in (*children, *(i for link in links for i in cast.analysis.children[link])):
        mention = cast.by_token.get(child)
        if mention is not None and mention.kind is MentionKind.STATE and mention.entity_id:
            return Identity(names=(mention.name,), entity_ids=(mention.entity_id,), rule="body that speaks for a state")
    return None


def _name_words(cast: Cast, token: Token) -> str:
    words = " ".join(phrase_span(cast, token).words(cast.analysis.text).split())
    return words.removesuffix("’s").removesuffix("'s")


def _is_document(token: Token) -> bool:
    return token.pos in {"NOUN", "PROPN"} and token.lemma.lower() in cues_of(CueKind.DOCUMENT)


def _issuers_of(analysis: Analysis, token: Token) -> tuple[Token, ...]:
    """Return the heads of the words that name who issued a document, where its own clause says so."""
    for child in analysis.children[token.index]:
        here = analysis.tokens[child]
        if here.dep == "poss" and here.text.lower() not in {"its", "this"}:
            return (here,)
        if here.dep == "prep" and here.text.lower() in _LINKS:
            return tuple(t for i in analysis.children[child] if (t := analysis.tokens[i]).dep == "pobj")
        if here.dep in {"compound", "nmod"} and here.pos == "PROPN":
            return (here,)
        if here.dep == "relcl" and here.lemma in cues_of(CueKind.ISSUING):
            return _doers(analysis, here, token)
    verb = analysis.tokens[token.head]
    if token.dep == "pobj" and verb.dep == "prep" and verb.text.lower() == "in":
        verb = analysis.tokens[verb.head]
    elif token.dep not in {"dobj", "nsubjpass"} or verb.lemma not in cues_of(CueKind.ISSUING):
        return ()
    return _doers(analysis, verb, token) if verb.pos == "VERB" else ()


def _doers(analysis: Analysis, verb: Token, document: Token) -> tuple[Token, ...]:
    """Return who issues a document by ``verb``: its subject, or what stands after "by" in the passive."""
    by = agent_of(analysis, verb)
    subjects = (by,) if by is not None else subjects_of(analysis, verb)
    return tuple(
        s for s in subjects if s.index != document.index and s.tag not in {"WDT", "WP"} and not _is_document(s)
    )


def _of_document(voices: Voices, token: Token, *, depth: int) -> Identity:
    """Return who issued a document that speaks; else the document itself under the words that name it."""
    words = _name_words(voices.cast, token)
    is_joint = "joint" in words.lower()
    for issuers in _known_issuers(voices, token):
        found = [_identify(voices, t, depth=depth + 1) for i in issuers for t in _joined(voices.cast.analysis, i)]
        issuer = Identity(
            names=_merge(i.names for i in found),
            entity_ids=_merge(i.entity_ids for i in found),
            candidates=_merge(i.candidates for i in found),
            rule=f"issuer of the {token.lemma.lower()}",
        )
        if issuer.names and (not is_joint or len(issuer.names) >= _PAIR):
            return _as_states(voices.cast, issuer) if is_joint else issuer
    return Identity(names=(words,), rule="document that speaks for itself")


def _as_states(cast: Cast, issuer: Identity) -> Identity:
    """Return the states of persons who issue something together: a joint statement speaks for states."""
    states = {m.entity_id: m.state for m in cast.mentions if m.kind is MentionKind.PERSON and m.entity_id}
    found = tuple(dict.fromkeys(states.get(e) for e in issuer.entity_ids))
    known = [states_by_id()[s] for s in found if s in states_by_id()]
    if len(known) != len(found) or len(found) < _PAIR:
        return issuer
    return Identity(
        names=tuple(s.name for s in known),
        entity_ids=tuple(s.state_id for s in known),
        rule=f"{issuer.rule}, as states",
    )


def _joint_document(cast: Cast, verb: Token) -> Token | None:
    """Return the joint document in which ``verb`` says what it says ("in a joint statement, they said")."""
    for child in cast.analysis.children[verb.index]:
        if cast.analysis.tokens[child].dep != "prep" or cast.analysis.tokens[child].text.lower() != "in":
            continue
        for i in cast.analysis.children[child]:
            here = cast.analysis.tokens[i]
            if _is_document(here) and "joint" in _name_words(cast, here).lower():
                return here
    return None


def in_joint_document(voices: Voices, speaker: Speaker, verb: Token) -> Speaker:
    """Return the states of several persons who speak in a joint document, else ``speaker``."""
    if len(speaker.entity_ids) < _PAIR or _joint_document(voices.cast, verb) is None:
        return speaker
    issuer = Identity(names=speaker.names, entity_ids=speaker.entity_ids, rule=speaker.rule)
    states = _as_states(voices.cast, issuer)
    return replace(speaker, names=states.names, entity_ids=states.entity_ids, rule=states.rule)


def _known_issuers(voices: Voices, token: Token) -> list[tuple[Token, ...]]:
    """Return the issuers of this document, then of those called the same before it, nearest first, then after it."""
    tokens = voices.cast.analysis.tokens
    alike = [i for i in voices.issuers if tokens[i].lemma.lower() == token.lemma.lower() and voices.issuers[i]]
    before = [i for i in reversed(alike) if i <= token.index]
    return [voices.issuers[i] for i in [*before, *(i for i in alike if i > token.index)]]
