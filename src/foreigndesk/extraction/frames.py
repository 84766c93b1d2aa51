"""Constructions in the parse: a trigger with its particle, its object and the clause that completes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from foreigndesk.extraction.clauses import conjuncts, polarity_of, subjects_of
from foreigndesk.knowledge.lexicons import Complement, Construction, corrected_lemmas, frame_words
from foreigndesk.records.analyses import Analysis, Token
from foreigndesk.records.claims import Polarity

_PARTICLE_DEPS = frozenset({"prep", "prt", "advmod", "dative"})
_GOVERNED_DEPS = frozenset({"pobj", "pcomp"})
_CLAUSE_DEPS = frozenset({"xcomp", "ccomp", "acl", "advcl", "relcl", "dep"})
_DATES = frozenset({"DATE", "TIME"})
_POS = {"VERB": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}
_UNUSED_DEPS = frozenset({"amod", "compound"})  # "the disputed border", "the signing ceremony"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A trigger in its construction.

    ``object`` heads the direct object (of a passive: the subject), ``particle`` is the preposition or
    particle that the construction asks for, ``complement`` heads the words that complete it: the clause,
    the noun that the table asks for, else what the particle governs, else the object.
    """

    token: Token
    construction: Construction
    object: Token | None
    particle: Token | None
    complement: Token | None

    @property
    def has_clause(self) -> bool:
        """Whether an infinitive, a gerund or a that-clause completes the trigger."""
        return self.construction.complement in {Complement.TO_INF, Complement.THAT_CLAUSE, Complement.GERUND}


class _Row(Protocol):
    @property
    def construction(self) -> Construction: ...


_R = TypeVar("_R", bound=_Row)


def lemma_of(token: Token) -> str:
    """Return the lower-case lemma of ``token``, right where the language model is known to be wrong."""
    return corrected_lemmas().get((token.text.lower(), token.pos)) or token.lemma.lower()


def find_frames(analysis: Analysis, rows: dict[tuple[str, str], tuple[_R, ...]]) -> Iterator[tuple[_R, Frame]]:
    """Yield each trigger of the article with the first, most demanding row whose construction it stands in."""
    for token in analysis.tokens:
        pos = _POS.get(token.pos)
        if pos is None or (pos != "ADJ" and token.dep in _UNUSED_DEPS):
            continue
        candidates = rows.get((lemma_of(token), pos), ())
        if token.tag == "VBN":
            candidates = (*_rows_of_state(analysis, token, rows), *candidates)
        for row in candidates:
            frame = read_frame(analysis, token, row.construction)
            if frame is not None:
                yield row, frame
                break


def _rows_of_state(analysis: Analysis, token: Token, rows: dict[tuple[str, str], tuple[_R, ...]]) -> tuple[_R, ...]:
    """Return the rows for a participle that says how its subject is: "is committed to", "are determined to"."""
    found = rows.get((token.text.lower(), "ADJ"), ())
    is_state = token.dep == "acomp" or any(analysis.tokens[i].dep == "auxpass" for i in analysis.children[token.index])
    return found if is_state else ()


def read_frame(analysis: Analysis, token: Token, construction: Construction) -> Frame | None:
    """Return the frame of ``token`` if it stands in ``construction``."""
    found = object_of(analysis, token) if token.pos == "VERB" else None
    particle = _find_particle(analysis, token, construction, found=found)
    if construction.particles and particle is None and not _is_joint(analysis, token, construction):
        return None
    governed = _governed_by(analysis, token, particle) if particle else ()
    fitting, complement = _find_complement(
        analysis, token, construction, candidates=(*filter(None, [found]), *governed)
    )
    if not fitting:
        return None
    completed = complement or (governed[0] if governed else found)
    return Frame(token=token, construction=construction, object=found, particle=particle, complement=completed)


def object_of(analysis: Analysis, verb: Token) -> Token | None:
    """Return the head of the direct object of ``verb``, of the subject of a passive, or of what it modifies."""
    below = [analysis.tokens[i] for i in analysis.children[verb.index]]
    found = next((t for t in below if t.dep == "dobj"), None) or next((t for t in below if t.dep == "nsubjpass"), None)
    head = analysis.tokens[verb.head]
    if verb.dep == "relcl" and (found is None or found.tag in {"WDT", "WP"}):
        subject = next((t for t in below if t.dep == "nsubj"), None)
        return head if found is not None or (subject is not None and subject.tag not in {"WDT", "WP"}) else None
    if found is None and verb.dep == "acl" and verb.tag == "VBN":
        return head
    return found


def is_passive(analysis: Analysis, verb: Token) -> bool:
    """Return whether the subject of ``verb`` is what is acted on: "was expelled", "the treaty signed by"."""
    below = {analysis.tokens[i].dep for i in analysis.children[verb.index]}
    return bool(below & {"nsubjpass", "auxpass", "agent"}) or (verb.dep == "acl" and verb.tag == "VBN")


def _find_particle(
    analysis: Analysis, token: Token, construction: Construction, *, found: Token | None
) -> Token | None:
    if not construction.particles:
        return None
    holders = [token, found]
    if token.pos != "VERB" and token.dep in {"dobj", "nsubjpass"}:
        holders.append(analysis.tokens[token.head])  # "had praise for Italy": often attached to the verb
    for holder in holders:
        for index in analysis.children[holder.index] if holder else ():
            child = analysis.tokens[index]
            fits = child.dep in _PARTICLE_DEPS and child.text.lower() in construction.particles
            if fits and (holder is not None and holder.index < child.index) and not _is_dated(analysis, child):
                return child
    return None


def _is_dated(analysis: Analysis, preposition: Token) -> bool:
    """Return whether a preposition governs a date: "agreed on Monday"."""
    governed = [analysis.tokens[i].span for i in analysis.children[preposition.index]]
    return any(name.label in _DATES and any(name.span.covers(span) for span in governed) for name in analysis.names)


def _is_joint(analysis: Analysis, token: Token, construction: Construction) -> bool:
    """Return whether several subjects stand in for "with": "India and Nepal cooperated"."""
    if token.pos != "VERB" or "with" not in construction.particles or "to" in construction.particles:
        return False
    return any(
        len(conjuncts(analysis, subject)) > 1
        or subject.tag in {"NNS", "NNPS"}
        or subject.text.lower() in frame_words("several")
        for subject in subjects_of(analysis, token)
    )


def _governed_by(analysis: Analysis, token: Token, particle: Token) -> tuple[Token, ...]:
    """Return the heads of what ``particle`` governs, through a further preposition: "out of the talks"."""
    found: list[Token] = []
    queue = [particle]
    while queue:
        for index in analysis.children[queue.pop(0).index]:
            child = analysis.tokens[index]
            if child.dep in _GOVERNED_DEPS:
                found.append(child)
            elif child.dep == "prep":
                queue.append(child)
    if not found and particle.index + 1 in analysis.children[token.index]:
        following = analysis.tokens[particle.index + 1]
        found = [analysis.tokens[i] for i in analysis.children[following.index] if following.dep == "prep"]
    return tuple(found)


def _find_complement(
    analysis: Analysis, token: Token, construction: Construction, *, candidates: tuple[Token, ...]
) -> tuple[bool, Token | None]:
    """Return whether the construction has what it asks for, and its head where that is a word."""
    match construction.complement:
        case Complement.NONE:
            return True, None
        case Complement.NEGATED:
            return polarity_of(analysis, token) is Polarity.NEGATIVE, None
        case Complement.OBJECT:
            found = next((c for c in candidates if _is_headed(analysis, c, construction.words)), None)
        case Complement.TO_INF:
            found = _find_infinitive(analysis, (token, *candidates))
        case Complement.GERUND:
            found = next((t for t in _clauses_below(analysis, token) if t.tag == "VBG" and t.dep == "xcomp"), None)
        case Complement.THAT_CLAUSE:
            found = next((t for t in _clauses_below(analysis, token) if _is_finite(analysis, t)), None)
    return found is not None, found


def _is_headed(analysis: Analysis, candidate: Token, words: frozenset[str]) -> bool:
    """Return whether a word of ``words`` heads the phrase, or is what a quantity counts: "dozens of troops"."""
    heads = list(conjuncts(analysis, candidate))
    for head in tuple(heads):
        if head.text.lower() in frame_words("quantity"):
            heads.extend(
                analysis.tokens[inner]
                for i in analysis.children[head.index]
                if analysis.tokens[i].text.lower() in {"of", "in"}
                for inner in analysis.children[i]
            )
    return any(lemma_of(head) in words or head.text.lower() in words for head in heads)


def _clauses_below(analysis: Analysis, token: Token) -> list[Token]:
    below = [analysis.tokens[i] for i in analysis.children[token.index]]
    return [t for t in below if t.dep in _CLAUSE_DEPS and t.pos in {"VERB", "AUX"}]


def _find_infinitive(analysis: Analysis, holders: tuple[Token, ...]) -> Token | None:
    """Return the first infinitive with "to" below the trigger or its object."""
    for holder in holders:
        for clause in _clauses_below(analysis, holder):
            if any(analysis.tokens[i].tag == "TO" for i in analysis.children[clause.index]):
                return clause
    return None


def _is_finite(analysis: Analysis, clause: Token) -> bool:
    below = [analysis.tokens[i] for i in analysis.children[clause.index]]
    has_subject = any(t.dep in {"nsubj", "nsubjpass", "expl", "csubj"} for t in below)
    return clause.dep == "ccomp" and has_subject and not any(t.tag == "TO" for t in below)
